"""CSL-JSON: what goes out comes back whole, and what comes in is cited."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import given

import policy_concepts as pc
from policy_concepts import Author, Organization, Source

from ..items import CORE, wild_items
from ..test_properties import items, many, note

SOURCES = [pc.from_csl(item) for item in CORE]

# The CSL-JSON schema of CSL 1.0.2, in short: https://github.com/citation-style-language/schema
_NAMES = """author chair collection-editor compiler composer container-author contributor curator
director editor editorial-director executive-producer guest host illustrator interviewer narrator
organizer original-author performer producer recipient reviewed-author script-writer
series-creator translator""".split()
_DATES = "accessed available-date event-date issued original-date submitted".split()
_TEXTS = """abstract annote archive archive_collection archive_location archive-place authority
call-number citation-key citation-label collection-title container-title container-title-short
dimensions division DOI event event-title event-place genre ISBN ISSN jurisdiction keyword language
medium note original-publisher original-publisher-place original-title part-title PMCID PMID
publisher publisher-place references reviewed-genre reviewed-title scale section source status title
title-short URL volume-title year-suffix journalAbbreviation shortTitle""".split()
_NUMBERS = """chapter-number citation-number collection-number edition
first-reference-note-number issue locator number number-of-pages number-of-volumes page page-first
part-number printing-number supplement-number version volume""".split()
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "id"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string"},
        "id": {"type": ["string", "number"]},
        "custom": {"type": "object"},
        "categories": {"type": "array", "items": {"type": "string"}},
        **{key: {"type": "array", "items": {"$ref": "#/$defs/name"}} for key in _NAMES},
        **{key: {"$ref": "#/$defs/date"} for key in _DATES},
        **{key: {"type": "string"} for key in _TEXTS},
        **{key: {"type": ["string", "number"]} for key in _NUMBERS},
    },
    "$defs": {
        "name": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                **{
                    key: {"type": "string"}
                    for key in (
                        "family", "given", "dropping-particle", "non-dropping-particle", "suffix",
                        "literal",
                    )
                },
                "static-ordering": {"type": ["string", "number", "boolean"]},
                "comma-suffix": {"type": ["string", "number", "boolean"]},
            },
        },
        "date": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "date-parts": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 2,
                    "items": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 3,
                        "items": {"type": ["string", "number"]},
                    },
                },
                "season": {"type": ["string", "number"]},
                "circa": {"type": ["string", "number", "boolean"]},
                "literal": {"type": "string"},
            },
        },
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    return jsonschema.Draft202012Validator(_SCHEMA)


def test_csl_is_valid(validator: Any) -> None:
    """Every item that goes out is valid against the schema."""
    for source in [*SOURCES, *(pc.from_csl(item) for item in wild_items(100, 1))]:
        validator.validate(pc.to_csl(source))


def test_csl_of_the_bundled_sources_is_valid(validator: Any) -> None:
    """The data that ships can be imported by anything that reads CSL-JSON."""
    for source in pc.sources:
        validator.validate(pc.to_csl(source))


@given(items)
@many
def test_csl_round_trip(item: dict[str, Any]) -> None:
    """A source that came from CSL goes there and back unchanged."""
    source = pc.from_csl(item)
    csl = pc.to_csl(source)
    json.dumps(csl)
    assert pc.from_csl(csl) == source
    assert pc.to_csl(pc.from_csl(csl)) == csl


@given(items, note)
@many
def test_a_note_is_prose(item: dict[str, Any], note: str) -> None:
    """Whatever it says, it changes no reference, and comes back from CSL as it was."""
    source = attrs.evolve(pc.from_csl(item), note=note if note.strip() else None)
    back = pc.from_csl(pc.to_csl(source))
    assert back == source
    for style in ("apa", "gb7714", "chicago-notes"):
        bare = pc.cite(attrs.evolve(source, note=None), style=style)
        assert pc.cite(source, style=style) == bare
        assert pc.cite(pc.to_csl(source), style=style) == pc.cite(
            pc.to_csl(attrs.evolve(source, note=None)), style=style
        )


@pytest.mark.parametrize(
    "note",
    [
        "title: as the second page prints it",
        "type: book",
        "genre: Brief\nRead in print.",
        "remark\n\ntitle: Other",
        "editor: Vale || Jo",
        "issued: 1999",
        "title-fr: Le grand livre",
        "tier: primary",
        "--- and more",
        "---\ntitle: Other",
        "  indented",
        "Our own words: read twice.",
    ],
)
def test_a_note_leaves_the_citation_alone(note: str) -> None:
    """Also one that looks like the variables which other programs keep in notes."""
    bare = Source(id="s", type="report", tier="press", title="Costs", lang="en", date="2031")
    noted = attrs.evolve(bare, note=note)
    for style in pc.styles():
        assert pc.cite(noted, style=style) == pc.cite(bare, style=style)
    assert pc.from_csl(pc.to_csl(noted)) == noted
    assert pc.cite(pc.to_csl(noted)) == pc.cite(bare)
    assert pc.to_csl(noted)["title"] == "Costs"
    for write in (pc.to_bibtex, pc.to_biblatex, pc.to_ris):
        assert write(noted) == write(bare)


CSL: dict[str, Any] = {
    "genre": "Working paper",
    "number": "4",
    "editor": [{"family": "Berg", "given": "Ida", "non_dropping_particle": "van den"}],
    "event-title": "Third Forum on Ledgers",
    "event-date": "2031-04-01/2031-04-03",
    "original-date": "2030~",
    "abstract": "On ledgers.",
    "custom": '{"shelf": 7}',
}


def test_variables_without_a_field_are_cited_and_exchanged(validator: Any) -> None:
    """As the CSL variables they are."""
    source = Source(id="s", type="report", tier="official_report", title="Costs", csl=CSL)
    assert "(Working Paper No. 4)" in pc.cite(source)
    assert pc.cite(source, style="mla").startswith("van den Berg, Ida, editor. Costs.")
    csl = pc.to_csl(source)
    validator.validate(csl)
    assert csl == {
        "id": "s",
        "type": "report",
        "title": "Costs",
        "genre": "Working paper",
        "number": "4",
        "editor": [{"family": "Berg", "given": "Ida", "non-dropping-particle": "van den"}],
        "event-title": "Third Forum on Ledgers",
        "event-date": {"date-parts": [[2031, 4, 1], [2031, 4, 3]]},
        "original-date": {"date-parts": [[2030]], "circa": True},
        "abstract": "On ledgers.",
        "custom": {"shelf": 7},
    }
    assert pc.from_csl(csl) == source
    for style in pc.styles():
        assert pc.cite(source, style=style) == pc.cite(csl, style=style)


@pytest.mark.parametrize("style", list(pc.styles()))
def test_a_source_is_cited_as_the_item_it_came_from(style: str) -> None:
    """What styles print gets through `from_csl`."""
    for item in [*CORE, *wild_items(60, 5)]:
        if item.get("title") and "season" not in item.get("issued", {}):
            assert pc.cite(pc.from_csl(item), style=style) == pc.cite(item, style=style)


def test_lines_in_the_note_of_an_item_become_variables() -> None:
    """Zotero and others keep there what they have no field for; prose behind them stays."""
    item = {
        "type": "report",
        "title": "Costs",
        "note": "genre: Brief\nissued: 2031-04\neditor: Vale || Jo\neditor: Staff\n"
        "original-date: 1999\ntitle-fr: Coûts\ntier: press\narchived-url: https://a.example/1\n\n"
        "Read in print.\ngenre: not this one",
    }
    source = pc.from_csl(item)
    assert source.csl == {
        "genre": "Brief",
        "editor": (Author(family="Vale", given="Jo"), Author(literal="Staff")),
        "original-date": pc.PartialDate("1999"),
    }
    assert str(source.date) == "2031-04"
    assert source.title == {"en": "Costs", "fr": "Coûts"}
    assert (source.tier, source.archived_url) == ("press", "https://a.example/1")
    assert source.note == "Read in print.\ngenre: not this one"
    assert pc.from_csl(pc.to_csl(source)) == source
    assert pc.cite(source) == pc.cite(item)


@pytest.mark.parametrize(
    ("variable", "value", "words", "date"),
    [
        ("issued", {"literal": "in press"}, "in press", None),
        ("issued", {"date-parts": [[2031]], "season": 2}, "2031-22", "2031"),
        ("issued", {"date-parts": [[-40]]}, "-0040", None),
        ("original-date", {"literal": "Ming"}, "Ming", None),
    ],
)
def test_a_date_that_a_partial_date_cannot_say_is_kept_in_words(
    variable: str, value: Any, words: str, date: str | None
) -> None:
    """In `csl`; a year that holds it is in the field."""
    source = pc.from_csl({"type": "book", "title": "T", variable: value, "note": "Ours."})
    assert source.csl == {variable: words}
    assert source.note == "Ours."
    assert source.date == (pc.PartialDate(date) if date else None)
    assert pc.from_csl(pc.to_csl(source)) == source


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("URL", "ftp://a.example", "URL: ftp://a.example"),
        ("DOI", "nonsense", "DOI: nonsense"),
        ("language", "plain English", "language: plain English"),
    ],
)
def test_what_a_field_cannot_hold_is_told_in_the_note(variable: str, value: Any, told: str) -> None:
    """It is not lost, and stays where it is on the way to CSL and back."""
    source = pc.from_csl({"type": "book", "title": "T", variable: value, "note": "Ours."})
    assert source.note == f"{told}\nOurs."
    assert pc.from_csl(pc.to_csl(source)) == source


def test_the_id_of_an_item_comes_back() -> None:
    """Where it is no id of ours it is the citation key, which CSL has for it."""
    for given_id in ("Orlan 2031", "http://zotero.example/items/AB12", "账本"):
        source = pc.from_csl({"id": given_id, "type": "book", "title": "T"})
        assert source.csl == {"citation-key": given_id}
        assert pc.to_csl(source)["id"] == given_id
        assert pc.from_csl(pc.to_csl(source)) == source
    own = Source(id="s", type="book", tier="scholarly", title="T", csl={"citation-key": "Other"})
    assert pc.to_csl(own)["id"] == "s"
    assert pc.from_csl(pc.to_csl(own)) == own


def test_what_has_no_title_is_described() -> None:
    """In square brackets, as styles and our curators do."""
    source = pc.from_csl({"type": "article-journal", "author": [{"family": "Vale"}]})
    assert source.title == {"en": "[Article journal]"}
    assert pc.from_csl(pc.to_csl(source)) == source


def test_a_description_in_place_of_a_title_is_not_printed() -> None:
    """No title is made up: neither cited nor exported."""
    item = {"type": "article-journal", "container-title": "J", "author": [{"family": "Vale"}]}
    source = pc.from_csl(item)
    assert "title" not in pc.to_csl(source)
    for style in pc.styles():
        assert "[Article" not in pc.cite(source, style=style)
        assert pc.cite(source, style=style) == pc.cite(item, style=style)
    for text in (pc.to_bibtex(source), pc.to_biblatex(source), pc.to_ris(source)):
        assert "[Article" not in text


@pytest.mark.parametrize(
    "issued",
    [
        {"literal": "forthcoming"}, "in press", {"raw": "May 4, 2020"}, {"raw": "Spring 2020"},
        {"literal": "ca. 1950"}, {"date-parts": [[2020]], "season": 2},
        {"date-parts": [[-50]]},
    ],
)  # fmt: skip
def test_a_date_that_no_field_holds_is_cited_as_it_is_from_the_item(issued: Any) -> None:
    """In words, or as a season; nothing of it is lost on the way."""
    item = {"type": "article-journal", "title": "T", "container-title": "J", "issued": issued,
            "event-date": {"literal": "May Day"}}  # fmt: skip
    source = pc.from_csl(item)
    for style in pc.styles():
        assert pc.cite(source, style=style) == pc.cite(item, style=style), style
    assert pc.from_csl(pc.to_csl(source)) == source
    assert source.note is None
    assert source.csl["event-date"] == "May Day"


def test_csl_keeps_every_variable() -> None:
    """What an item has, `to_csl` gives back, also where `Source` has no field for it."""
    for item in [*CORE, *wild_items(60, 3)]:
        back = pc.to_csl(pc.from_csl(item))
        for key, value in item.items():
            if key == "type" or not value:
                continue
            if isinstance(value, str):
                assert back[key].replace("’", "'") == value.replace("’", "'"), key
            elif isinstance(value, dict) and "season" not in value:
                assert back[key] == value, key
            elif isinstance(value, list):
                assert len(back[key]) == len(value)


def test_variables_that_no_style_prints_are_kept() -> None:
    """Nothing that CSL can carry is lost on the way."""
    item = {
        "id": "all",
        "type": "book",
        "title": "T",
        "abstract": "On ledgers.",
        "keyword": "ledger, lamp",
        "recipient": [{"family": "Vale", "given": "Jo"}],
        "submitted": {"date-parts": [[2030, 1]]},
        "custom": {"shelf": "7", "checked": True},
        "categories": ["a", "b"],
        "note": "Our own words: read twice.",
    }
    assert pc.to_csl(pc.from_csl(item)) == item


def test_three_titles_survive() -> None:
    """Original, romanized and translated titles go through CSL-JSON, and show in the others."""
    source = Source(
        id="green",
        type="article-newspaper",
        tier="press",
        lang="zh-Hans",
        title={
            "zh-Hans": "绿色账本",
            "zh-Latn-pinyin": "Lüse zhangben",
            "en": "Green ledger",
        },
        container_title={"zh-Hans": "米尔斯克日报", "en": "Mirsk Daily"},
        publisher=Organization(id="press", name={"zh-Hans": "山湖社", "en": "Lake Press"}),
        authors=[Author(family="周", given="文澜")],
        date="2031-04-02",
        archived_url="https://archive.example/1",
        note="Read in print.",
    )
    csl = pc.to_csl(source)
    assert csl["title"] == "绿色账本"
    back = pc.from_csl(csl)
    assert back.title == source.title
    assert back.container_title == source.container_title
    assert back.publisher is not None
    assert source.publisher is not None
    assert back.publisher.name == source.publisher.name
    assert back.archived_url == source.archived_url
    assert back.tier == source.tier
    assert back.note is not None
    assert "Read in print." in back.note
    assert pc.to_csl(back) == csl
    for text in (pc.to_bibtex(source), pc.to_biblatex(source), pc.to_ris(source)):
        assert "绿色账本" in text
        assert "Green ledger" in text
        assert "Lüse zhangben" in text


def test_collections_go_out_once_each() -> None:
    """A list gives a list, and a source that is cited twice goes out once."""
    assert isinstance(pc.to_csl(SOURCES[0]), dict)
    assert len(pc.to_csl([SOURCES[0], SOURCES[0], SOURCES[1]])) == 2


@pytest.mark.parametrize("wrong", [None, "title", 3, [{"type": "book"}]])
def test_from_csl_refuses_what_is_no_item(wrong: Any) -> None:
    """A wrong argument is a TypeError that says what would be right."""
    with pytest.raises(TypeError, match="CSL-JSON item"):
        pc.from_csl(wrong)


def test_an_unknown_type_is_a_document() -> None:
    """CSL's type for whatever fits no other."""
    assert pc.from_csl({"type": "hologram", "title": "T"}).type == "document"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"type": "book", "title": ["Lamps"]}, "'title'"),
        ({"type": "book", "title": "Lamps", "author": "Orlan"}, "'author'"),
        ({"type": "book", "title": "Lamps", "author": ["Orlan"]}, "'author'"),
        ({"type": "book", "title": "Lamps", "publisher": {"name": "Quay Books"}}, "'publisher'"),
    ],
)
def test_what_csl_never_has_is_refused(item: dict[str, object], expected: str) -> None:
    """A list of titles or a bare string of authors is an error, not lost data."""
    with pytest.raises(pc.ArgumentTypeError, match=expected):
        pc.from_csl(item)
