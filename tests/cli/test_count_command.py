"""`policy-concepts count`: counts texts of one's own, and those of a folder of definitions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from policy_concepts._cli import main
from policy_concepts._texts.counts import read_counts

from ..support import ARVANIA

LEDGER = "green ledger"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "My Gazette"
    folder.mkdir()
    lines = [
        {
            "id": "a",
            "title": "Of a green ledger",
            "date": "2031-04-02",
            "text": "The green ledger.",
        },
        {"id": "b", "title": "", "date": "2031-04-09", "text": "Bread.", "genre": "ode"},
    ]
    text = "\n".join(json.dumps(line) for line in lines)
    (folder / "2031.jsonl").write_text(text, encoding="utf-8")
    return folder


def _run(*arguments: Any) -> int:
    return main(["--catalog", str(ARVANIA), "count", *map(str, arguments)])


def test_counts_are_printed(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(texts) == 0
    first, head, row = capsys.readouterr().out.splitlines()
    assert first.startswith("my-gazette ")
    assert "2 documents, covering 2031-04-02 to 2031-04-09" in first
    assert head.split() == ["concept", "genre", "voice", "documents", "occurrences"]
    assert row.split() == ["green-ledger", "1", "2"]


def test_counts_are_written(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same bytes each time; by month where that is asked for."""
    target = tmp_path / "my-gazette.json"
    assert _run(texts, "--by", "month", "--write", target) == 0
    assert capsys.readouterr().out.startswith(f"{target}: my-gazette ")
    content = target.read_bytes()
    counts = read_counts(content, "my-gazette.json")
    assert [cell[:3] for cell in counts["cells"]] == [["2031-04", "", ""], ["2031-04", "ode", ""]]
    assert _run(texts, "--by", "month", "--write", target, "--processes", 2) == 0
    assert target.read_bytes() == content


def _definition(folder: Path, name: str, **fields: Any) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.json"
    plain = {"id": name, "title": {"en": name}, "files": ["2031.jsonl"], **fields}
    path.write_text(json.dumps(plain), encoding="utf-8")
    return path


def test_a_definition_says_what_the_corpus_is(texts: Path, tmp_path: Path) -> None:
    path = _definition(tmp_path / "corpora", "gazette", kind="news", headlines=False)
    assert _run(texts, "--corpus", path, "--write", tmp_path / "gazette.json") == 0
    counts = read_counts((tmp_path / "gazette.json").read_bytes(), "gazette.json")
    assert counts["corpus"]["kind"] == "news"
    assert [row[4] for row in counts["counts"] if row[1] == -1] == [1]


def test_a_folder_of_definitions_renews_all_counts(texts: Path, tmp_path: Path) -> None:
    _definition(tmp_path / "corpora", "one")
    _definition(tmp_path / "corpora", "two", unit="month")
    target = tmp_path / "counts"
    target.mkdir()
    assert _run(texts, "--corpora", tmp_path / "corpora", "--write", target) == 0
    assert sorted(path.name for path in target.iterdir()) == ["one.json", "two.json"]


def test_bad_texts_are_told(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With their places, and nothing is written."""
    (texts / "2032.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    target = tmp_path / "gazette.json"
    assert _run(texts, "--write", target) == 1
    told = capsys.readouterr().err
    assert "2032.jsonl:1:1: a text: expected a string; found no such key" in told
    assert not target.exists()
    assert _run(tmp_path / "nowhere") == 1


def test_bad_definitions_are_told(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _definition(tmp_path / "corpora", "one", kind="songs")
    _definition(tmp_path / "corpora", "two", id="three")
    assert _run(texts, "--corpora", tmp_path / "corpora") == 1
    told = capsys.readouterr().err
    assert "one.json: one kind: expected one of reports" in told
    assert "two.json: id: expected 'two'; found 'three'" in told
    assert _run(texts, "--corpora", tmp_path / "nowhere") == 1
    assert _run(texts, "--corpus", tmp_path / "nowhere.json") == 1


def test_a_place_that_cannot_be_written_is_told(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(texts, "--write", tmp_path / "nowhere" / "gazette.json") == 1
    assert "cannot write" in capsys.readouterr().err
