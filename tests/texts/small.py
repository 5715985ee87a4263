"""Small catalogs with invented names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import policy_concepts as pc

# The text of a name, its language, its kind.
Named = tuple[str, str, str]


def catalog_of(folder: Path, concepts: dict[str, list[Named]]) -> pc.Catalog:
    """A catalog in a file of its own, `small.yaml`."""
    plain: dict[str, Any] = {
        concept: {
            "names": [{"text": text, "lang": lang, "kind": kind} for text, lang, kind in names]
        }
        for concept, names in concepts.items()
    }
    file = folder / "small.yaml"
    # JSON is YAML.
    file.write_text(json.dumps({"concepts": plain}, ensure_ascii=False), encoding="utf-8")
    return pc.load(file)


LANTERNS: dict[str, list[Named]] = {
    "lantern-compact": [
        ("Lantern Compact", "en", "preferred"),
        ("灯塔账约", "zh-Hans", "preferred"),
        ("dēngtǎ zhàngyuē", "zh-Latn-pinyin", "romanization"),
        ("LTC", "en", "abbreviation"),
    ],
    "lantern-compact-council": [
        ("Lantern Compact Council", "en", "preferred"),
        ("灯塔账约会", "zh-Hans", "preferred"),
    ],
    "one-lake-rule": [("one lake rule", "en", "preferred")],
    "harbour-duty": [("duty of the harbour", "en", "preferred"), ("harbour duty", "en", "variant")],
    "street-plan": [("Straße plan", "de", "preferred")],
    "river-plan": [("İrmak plan", "tr", "preferred")],
}
