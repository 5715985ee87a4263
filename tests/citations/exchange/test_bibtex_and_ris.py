"""BibTeX, BibLaTeX and RIS: what goes out is read by other tools unharmed."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest

import policy_concepts as pc

from .. import oracle
from ..items import CORE

needs_pandoc = pytest.mark.skipif(not oracle.available(), reason="pandoc is not installed")
SOURCES = [pc.from_csl(item) for item in CORE]


def _read(text: str, format: str) -> dict[str, dict[str, Any]]:
    import pypandoc

    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", format, "-t", "csljson"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    assert not done.stderr, done.stderr.decode()
    return {item["id"]: item for item in json.loads(done.stdout)}


def _plain(text: str) -> str:
    text = re.sub(r"</?(span|i|b|sub|sup)[^>]*>", "", text)
    return re.sub("[\"'“”‘’]", "'", text.replace("\xa0", " "))


def _names(names: list[dict[str, str]]) -> list[str]:
    keys = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
    return [
        " ".join(sorted(" ".join(name.get(key, "") for key in keys).replace("’", "'").split()))
        for name in names
    ]


@needs_pandoc
@pytest.mark.parametrize("format", ["bibtex", "biblatex", "ris"])
def test_pandoc_reads_it_back(format: str) -> None:
    """Title, authors, year and links come through pandoc unharmed."""
    text = {"bibtex": pc.to_bibtex, "biblatex": pc.to_biblatex, "ris": pc.to_ris}[format](SOURCES)
    found = _read(text, format)
    assert len(found) == len(CORE)
    for item in CORE:
        back = found[item["id"]]
        assert _plain(back.get("title", "")) == _plain(item.get("title", ""))
        assert _names(back.get("author", [])) == _names(item.get("author", []))
        if "issued" in item:
            year = item["issued"]["date-parts"][0][0]
            assert int(back["issued"]["date-parts"][0][0]) == year
        assert back.get("URL") == item.get("URL")
        assert back.get("DOI") == item.get("DOI")


@needs_pandoc
@pytest.mark.parametrize("format", ["bibtex", "biblatex"])
@pytest.mark.parametrize(
    "title",
    [
        r"100% of $5 & #7_a ~ b ^ c \ d { e }",
        "绿色账本 & 研究 🌿",
        "Unbalanced } brace",
        r"\input{secret}",
        "CO<sub>2</sub> and <i>Homo</i>",
        "Straße, naïve, ẞ",
    ],
)
def test_hard_titles_come_back(format: str, title: str) -> None:
    """No character of a title is read as a command."""
    item = {"id": "hard", "type": "book", "title": title, "author": [{"literal": "A & B {C}"}]}
    write = pc.to_bibtex if format == "bibtex" else pc.to_biblatex
    back = _read(write(item), format)["hard"]
    assert _plain(back["title"]) == _plain(title)
    assert _plain(back["author"][0].get("literal", back["author"][0].get("family", ""))) == (
        "A & B {C}"
    )


def test_organizations_are_braced() -> None:
    """No program takes a body for a person."""
    item = {"id": "x", "type": "book", "title": "T", "author": [{"literal": "Oak and Elm Council"}]}
    assert "author = {{Oak and Elm Council}}" in pc.to_bibtex(item)
    assert "AU  - Oak and Elm Council,\n" in pc.to_ris(item)


def test_keys_are_ids_and_unique() -> None:
    """The key of an entry is the id of its source, for ever."""
    text = pc.to_bibtex(SOURCES[:3])
    assert re.findall(r"@\w+\{([^,]+),", text) == ["core-000", "core-001", "core-002"]
    twice = [{"type": "book", "title": "Ledgers"}, {"type": "book", "title": "Ledgers"}]
    keys = re.findall(r"@\w+\{([^,]+),", pc.to_biblatex(twice))
    assert len(set(keys)) == 2


def test_ris_lines_are_whole() -> None:
    """A value is one line, however long, and every line has a tag."""
    item = {"id": "x", "type": "webpage", "title": "long " * 400 + "\nnew line", "note": "a\nb"}
    lines = pc.to_ris(item).splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert lines[0] == "TY  - ELEC"
    assert lines[-1] == "ER  - "
