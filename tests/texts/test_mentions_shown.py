"""Mentions as a sequence, as tables and files, and as people see them."""

from __future__ import annotations

import csv
import json
import pickle
from html.parser import HTMLParser
from pathlib import Path

import pytest

import policy_concepts as pc

TEXT = "😀 Arvania’s Green-Ledger, the 绿色账本, and open fields."
COLUMNS = ("concept", "form", "lang", "start", "end", "matched")


@pytest.fixture
def mentions(arvania: pc.Catalog) -> pc.Mentions:
    """Three mentions of two concepts."""
    found = arvania.find_mentions(TEXT)
    assert len(found) == 3
    return found


# --- sequence ---------------------------------------------------------------------------------


def test_mentions_are_a_sequence(arvania: pc.Catalog, mentions: pc.Mentions) -> None:
    """Indexes from both ends; a slice has the same text; an index out of range is an error."""
    assert mentions[-1] is mentions[2]
    assert [each.concept_id for each in mentions] == ["green-ledger"] * 2 + ["open-fields"]
    part = mentions[1:]
    assert isinstance(part, pc.Mentions)
    assert (part.text, list(part)) == (TEXT, [mentions[1], mentions[2]])
    assert mentions[::-1][0] == mentions[2]
    with pytest.raises(IndexError):
        mentions[3]
    with pytest.raises(IndexError):
        mentions[-4]
    assert mentions[0] in mentions
    assert not arvania.find_mentions("nothing")


def test_mentions_are_equal_by_what_they_say(arvania: pc.Catalog, mentions: pc.Mentions) -> None:
    """Of the same text the same mentions, also as keys; another text is another."""
    again = arvania.find_mentions(TEXT)
    assert again == mentions
    assert hash(again) == hash(mentions)
    assert {again[0]: 1}[mentions[0]] == 1
    assert mentions[:2] != mentions
    assert arvania.find_mentions(f"{TEXT} ") != mentions
    assert mentions[0] != mentions[1]
    assert mentions != list(mentions)


def test_mentions_cannot_be_changed(mentions: pc.Mentions) -> None:
    """Nor can one of them."""
    with pytest.raises(AttributeError, match="Mentions is immutable: cannot set 'text'"):
        mentions.text = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Mention is immutable: cannot set 'start'"):
        mentions[0].start = 3  # type: ignore[misc]


def test_mentions_pickle(mentions: pc.Mentions) -> None:
    """Back they are equal; of one's own catalog they hold the id, not the record."""
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        back = pickle.loads(pickle.dumps(mentions, protocol))
        assert back == mentions
        assert back[0].concept_id == "green-ledger"
        with pytest.raises(pc.UnknownIdError, match="'green-ledger' is not at hand"):
            _ = back[0].concept
        assert "green-ledger" in back._repr_html_()
    bundled = pickle.loads(pickle.dumps(pc.find_mentions("新质生产力")))
    assert bundled[0].concept is pc.concepts["new-quality-productive-forces"]
    assert bundled[0].name.text == "新质生产力"


# --- filter -----------------------------------------------------------------------------------


def test_a_filter_by_concept_or_language(arvania: pc.Catalog, mentions: pc.Mentions) -> None:
    """A record, its id, or a name by which the text mentions it; a tag takes those below it."""
    concept = arvania.concepts["green-ledger"]
    for wanted in (concept, "green-ledger", "Green Ledger", "绿色账本"):
        assert mentions.filter(concept=wanted) == mentions[:2]
    assert mentions.filter(lang="zh") == mentions.filter(lang="zh-Hans") == mentions[1:2]
    assert list(mentions.filter(lang="z")) == []
    assert [each.matched for each in mentions.filter(concept=concept, lang="en")] == [
        "Green-Ledger"
    ]
    assert mentions.filter() == mentions
    assert mentions.counts() == {"green-ledger": 2, "open-fields": 1}
    with pytest.raises(pc.UnknownNameError, match=r"text mentions; found 'open field'.*Did you"):
        mentions.filter(concept="open field")
    with pytest.raises(pc.ArgumentTypeError, match="expected a concept or its name; found list"):
        mentions.filter(concept=[])  # type: ignore[arg-type]
    with pytest.raises(pc.ArgumentTypeError, match="expected a language tag; found int 3"):
        mentions.filter(lang=3)  # type: ignore[arg-type]


# --- exports ----------------------------------------------------------------------------------


def test_exports_are_those_of_other_tables(mentions: pc.Mentions, tmp_path: Path) -> None:
    """Dictionaries, JSON and CSV in a file, a data frame: the same rows, the same columns."""
    rows = mentions.to_dicts()
    assert rows[0] == {
        "concept": "green-ledger", "form": "green ledger", "lang": "en",
        "start": 12, "end": 24, "matched": "Green-Ledger",
    }  # fmt: skip
    assert all(tuple(row) == mentions.columns == COLUMNS for row in rows)
    assert [TEXT[row["start"] : row["end"]] for row in rows] == [row["matched"] for row in rows]
    mentions.to_json(tmp_path / "m.json")
    assert json.loads((tmp_path / "m.json").read_text(encoding="utf-8")) == rows
    mentions.to_csv(str(tmp_path / "m.csv"))
    with (tmp_path / "m.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    assert read == [{name: str(value) for name, value in row.items()} for row in rows]
    frame_module = pytest.importorskip("pandas")
    frame = mentions.to_pandas()
    assert frame.to_dict("records") == rows
    assert tuple(frame.columns) == COLUMNS
    assert frame.start.dtype == mentions[:0].to_pandas().start.dtype == frame_module.Int64Dtype()


def test_annotations_are_those_of_the_function(mentions: pc.Mentions) -> None:
    """The method knows the text."""
    source = "https://example.org/arvania/speech"
    made = mentions.to_annotations(source=source, base="https://example.org/c/", context=5)
    assert made == pc.to_annotations(
        mentions, TEXT, source=source, base="https://example.org/c/", context=5
    )
    assert len(made) == 3
    with pytest.raises(pc.ArgumentError, match="expected the address of a text"):
        mentions.to_annotations(source="")


# --- display ----------------------------------------------------------------------------------


class _Read(HTMLParser):
    """Collects the tags and the text of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.data = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data: str) -> None:
        self.data += data


def read(html: str) -> _Read:
    reader = _Read()
    reader.feed(html)
    reader.close()
    return reader


def test_the_text_is_shown_with_marks(mentions: pc.Mentions) -> None:
    """Brackets as a string, colour for a terminal, whatever one likes with a function."""
    assert str(mentions) == "😀 Arvania’s [Green-Ledger], the [绿色账本], and [open fields]."
    colour = mentions.to_ansi()
    assert colour.count("\x1b[1;33m") == colour.count("\x1b[0m") == 3
    assert colour.replace("\x1b[1;33m", "").replace("\x1b[0m", "") == TEXT
    assert mentions.marked(lambda matched, _: matched) == TEXT
    assert mentions.marked(lambda _, mention: f"<{mention.concept_id}>").startswith(
        "😀 Arvania’s <green-ledger>, the <green"
    )
    assert repr(mentions) == f"<Mentions: 3 of 2 concepts in {len(TEXT)} characters>"
    assert repr(mentions[0]) == "<Mention green-ledger 12:24 'Green-Ledger'>"


def test_nested_mentions_are_marked_once() -> None:
    """The longer one is; the text stays whole."""
    text = "论习近平新时代中国特色社会主义思想"
    inner = pc.find_mentions(text, overlapping=True)
    assert inner.marked(lambda matched, _: matched) == text


def test_a_notebook_shows_marks_and_links(mentions: pc.Mentions) -> None:
    """A mark for each mention, with the id, and a link where the record has one."""
    shown = read(mentions._repr_html_())
    assert shown.tags.count("mark") == 3
    assert shown.links == ["https://www.wikidata.org/wiki/Q99999999903"] * 2
    assert "Green-Ledgergreen-ledger, the 绿色账本green-ledger" in shown.data


def test_html_of_the_text_is_text(arvania: pc.Catalog) -> None:
    """A page that was scraped cannot run its scripts in the notebook."""
    text = "<script>alert('green ledger')</script> & <img src=x onerror=\"x('绿色账本')\">"
    mentions = arvania.find_mentions(text)
    assert len(mentions) == 2
    html = mentions._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    shown = read(html)
    assert set(shown.tags) == {"div", "mark", "span", "a"}
    assert shown.data.replace("green-ledger", "") == text
    # The bad example: unescaped, the parser sees the element.
    assert "script" in read(text).tags


def test_of_a_long_text_the_beginning_is_shown(arvania: pc.Catalog) -> None:
    """With the number of all mentions; a notebook of a whole corpus stays small."""
    mentions = arvania.find_mentions("green ledger; " * 5_000)
    html = mentions._repr_html_()
    assert len(html) < 100_000
    assert "5000 mentions in the whole text" in html
