"""Mentions as W3C Web Annotations: the structure that the model requires, places that hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

import policy_concepts as pc

SOURCE = "https://example.org/arvania/speech"
TEXT = "😀 Arvania’s Green-Ledger is the 绿色账本 of the land."


def made(catalog: pc.Catalog, text: str = TEXT, **options: Any) -> list[dict[str, Any]]:
    return pc.to_annotations(catalog.find_mentions(text), text, source=SOURCE, **options)


def is_iri(value: object) -> bool:
    return isinstance(value, str) and ":" in value and " " not in value


def check(annotation: dict[str, Any]) -> None:
    """The musts of sections 3 and 4 of the model, for what is used of it."""
    context = annotation["@context"]
    assert context == "http://www.w3.org/ns/anno.jsonld"
    assert is_iri(annotation["id"])
    assert annotation["type"] == "Annotation"
    assert annotation["motivation"] in {"identifying", "tagging"}
    resource, tag = annotation["body"]
    assert set(resource) == {"type", "source", "purpose"}
    assert resource["type"] == "SpecificResource"
    assert is_iri(resource["source"])
    assert tag["type"] == "TextualBody"
    assert isinstance(tag["value"], str)
    assert set(annotation["target"]) == {"source", "selector"}
    assert is_iri(annotation["target"]["source"])
    position, quotation = annotation["target"]["selector"]
    assert position["type"] == "TextPositionSelector"
    assert 0 <= position["start"] < position["end"]
    assert quotation["type"] == "TextQuoteSelector"
    assert set(quotation) == {"type", "exact", "prefix", "suffix"}
    assert json.loads(json.dumps(annotation)) == annotation


def test_annotations_have_the_structure_of_the_model(arvania: pc.Catalog) -> None:
    """An id, a target with two selectors, a body with the concept and one with the name."""
    annotations = made(arvania)
    assert len(annotations) == 2
    for annotation in annotations:
        check(annotation)
    assert [each["body"][0]["source"] for each in annotations] == [
        "urn:policy-concepts:concept:green-ledger"
    ] * 2
    assert [(each["body"][1]["value"], each["body"][1]["language"]) for each in annotations] == [
        ("green ledger", "en"),
        ("绿色账本", "zh-Hans"),
    ]


def test_both_selectors_select_the_same(arvania: pc.Catalog) -> None:
    """Positions are code points from 0, the end excluded, also behind an emoji."""
    for annotation in made(arvania):
        position, quotation = annotation["target"]["selector"]
        start, end = position["start"], position["end"]
        assert TEXT[start:end] == quotation["exact"]
        around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
        assert TEXT.count(around) == 1
    first = made(arvania)[0]["target"]["selector"]
    assert first[0] == {"type": "TextPositionSelector", "start": 12, "end": 24}
    # The bad example: counted in UTF-16 units, the place is another.
    assert len(TEXT[:12].encode("utf-16-le")) // 2 == 13


@given(st.integers(0, 60))
def test_the_quotation_has_so_much_around_it(arvania: pc.Catalog, size: int) -> None:
    """As many characters as asked, fewer at the ends of the text."""
    for annotation in made(arvania, context=size):
        position, quotation = annotation["target"]["selector"]
        assert quotation["prefix"] == TEXT[: position["start"]][-size or len(TEXT) :]
        assert quotation["suffix"] == TEXT[position["end"] :][:size]


def test_an_id_is_of_place_text_and_concept(arvania: pc.Catalog) -> None:
    """The same each time, another for another place or source."""
    ids = {each["id"] for each in made(arvania)}
    assert ids == {each["id"] for each in made(arvania)}
    assert len(ids) == 2
    other = pc.to_annotations(arvania.find_mentions(TEXT), TEXT, source=SOURCE + "2")
    assert ids.isdisjoint(each["id"] for each in other)


def test_ones_own_addresses_of_concepts(arvania: pc.Catalog) -> None:
    """For those who serve the records."""
    annotation = made(arvania, base="https://example.org/concept/")[0]
    assert annotation["body"][0]["source"] == "https://example.org/concept/green-ledger"


def test_wrong_arguments_are_told(arvania: pc.Catalog) -> None:
    """Above all mentions of another text, whose places would be silently wrong."""
    mentions = arvania.find_mentions(TEXT)
    with pytest.raises(pc.ArgumentError, match="expected mentions of this text; found one at 12"):
        pc.to_annotations(mentions, "short", source=SOURCE)
    with pytest.raises(pc.ArgumentError, match="expected the address of a text; found ' '"):
        pc.to_annotations(mentions, TEXT, source=" ")
    with pytest.raises(pc.ArgumentError, match="expected at least 0; found -1"):
        pc.to_annotations(mentions, TEXT, source=SOURCE, context=-1)
    with pytest.raises(pc.ArgumentTypeError, match="expected a whole number; found str 'x'"):
        pc.to_annotations(mentions, TEXT, source=SOURCE, context="x")  # type: ignore[arg-type]
    with pytest.raises(pc.ArgumentTypeError, match="text: expected a string; found bytes"):
        pc.to_annotations(mentions, b"x", source=SOURCE)  # type: ignore[arg-type]
    with pytest.raises(pc.ArgumentTypeError, match="expected mentions; found int 3"):
        pc.to_annotations([3], TEXT, source=SOURCE)  # type: ignore[list-item]
