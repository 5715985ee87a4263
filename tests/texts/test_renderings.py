"""The English beside concepts in translations, from invented texts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

import policy_concepts as pc
from policy_concepts._cli import main
from policy_concepts._texts.renderings import find_renderings, renderings_text

from ..support import ARVANIA


def _pack(path: Path, rows: list[dict[str, Any]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Aligned paragraphs, and two books of which the days pair the texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    _pack(
        folder / "bilingual-pairs.jsonl.gz",
        [
            {"doc": "r", "date": "2032", "zh": "绿色账本很好。", "en": "The Green Ledger is good."},
            {"doc": "r", "date": "2032", "zh": "绿色账本。", "en": "A green\nledger."},
            {"doc": "r", "date": "2032", "zh": "推行绿色账本。", "en": "Account for all land."},
            {"doc": "r", "date": "2032", "zh": "天气很好。", "en": "A green ledger, unasked for."},
        ],
    )
    _pack(
        folder / "bilingual-official.jsonl.gz",
        [{"id": "r-zh", "title": "报告", "url": "https://example.org/r", "date": "2032"}],
    )
    _pack(
        folder / "book-zh.jsonl.gz",
        [
            {"id": "b1", "title": "一", "date": "2030-01-01", "text": "慢路。"},
            {"id": "b2", "title": "二", "date": "2030-02-02", "text": "慢路。"},
            {"id": "b3", "title": "三", "date": "2030-02-02", "text": "慢路。"},
        ],
    )
    _pack(
        folder / "book-en.jsonl.gz",
        [
            {"id": "e1", "date": "2030-01-01", "text": "On slow roads."},
            {"id": "e2", "date": "2030-02-02", "text": "On slow roads."},
        ],
    )
    return folder


def _found(texts: Path, catalog: pc.Catalog) -> dict[str, Any]:
    return find_renderings(
        texts, catalog.find_mentions, catalog.concepts.ids, data_version="1", match_rules="r"
    )


def test_set_forms_and_paraphrases_are_told_apart(texts: Path, arvania: pc.Catalog) -> None:
    """By document; spellings that differ in case count together; days that do not pair are left."""
    data = _found(texts, arvania)
    assert data["renderings"] == [
        ["green-ledger", "r", "报告", "2032", "https://example.org/r", "Green Ledger", "set form",
         "paragraph", 2],
        ["green-ledger", "r", "报告", "2032", "https://example.org/r", None, "paraphrased",
         "paragraph", 1],
        ["slow-roads", "b1", "一", "2030-01-01", "", "slow roads", "set form", "document", 1],
    ]  # fmt: skip
    assert data["concepts"] == sorted(arvania.concepts.ids)
    assert json.loads(renderings_text(data)) == data


def test_a_changed_text_changes_the_version(texts: Path, arvania: pc.Catalog) -> None:
    """So that old renderings can be told from new ones."""
    before = _found(texts, arvania)["corpus_version"]
    assert _found(texts, arvania)["corpus_version"] == before
    _pack(texts / "book-en.jsonl.gz", [{"id": "e", "date": "2030-01-01", "text": "Slowly."}])
    assert _found(texts, arvania)["corpus_version"] != before


def test_the_command_writes_the_file(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rendering a line, and no text but the names."""
    target = tmp_path / "renderings.json"
    command = ["--catalog", str(ARVANIA), "renderings", str(texts), "--write", str(target)]
    assert main(command) == 0
    assert "3 renderings of 2 concepts" in capsys.readouterr().out
    written = target.read_text(encoding="utf-8")
    assert written.count("\n") == 12
    assert "很好" not in written
    assert "good" not in written


def test_bad_texts_are_told(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With their file; and a folder without translations."""
    target = str(tmp_path / "r.json")
    for content in (gzip.compress(b"{}\n"), gzip.compress(b"no json\n"), b"no gzip"):
        (texts / "bilingual-pairs.jsonl.gz").write_bytes(content)
        assert main(["renderings", str(texts), "--write", target]) == 1
        assert "bilingual-pairs.jsonl.gz" in capsys.readouterr().err
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["renderings", str(empty), "--write", target]) == 1
    assert "bilingual-pairs.jsonl.gz" in capsys.readouterr().err
