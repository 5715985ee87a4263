"""Finding where a text names concepts: leftmost, longest, at word boundaries, by the rules."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, strategies as st

import policy_concepts as pc


def found(catalog: pc.Catalog, text: str) -> list[tuple[str, str]]:
    """Returns pairs of concept id and matched text."""
    return [(each.concept.id, text[each.start : each.end]) for each in catalog.find_mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "the green ledger was opened",
        "the Green-Ledger was opened",
        "the “green\nledger” was opened",
        "GREEN   LEDGER",
        "on lǜsè zhàngběn, lùse zhangben",
        "绿色账本",
        "说绿色账本的人",
        "綠色賬本",
    ],
)
def test_a_name_is_found_in_every_spelling_that_look_up_takes(
    arvania: pc.Catalog, text: str
) -> None:
    """Case, hyphens, quotation marks, spaces, line breaks and tone marks do not hide it."""
    assert {concept for concept, _ in found(arvania, text)} == {"green-ledger"}


@pytest.mark.parametrize(
    "text", ["evergreen ledger", "green ledgering", "a green. Ledger", "green\n\nledger"]
)
def test_a_name_is_not_found_inside_words_or_across_a_stop(arvania: pc.Catalog, text: str) -> None:
    """Letters around it, a full stop or an empty line within it, and it is not the name."""
    assert found(arvania, text) == []


def test_rules_of_a_name_are_kept(arvania: pc.Catalog) -> None:
    """The rules: not preceded by, not followed by, requires, case, never."""
    assert found(arvania, "绿色账本纸") == []
    assert found(arvania, "深绿色账本") == []
    assert found(arvania, "the GL of Arvania") == [("green-ledger", "GL")]
    assert found(arvania, "the GL\n\nof Arvania") == []
    assert found(arvania, "the gl of Arvania") == []
    assert found(arvania, "they opened the ledger") == []


def test_the_longest_name_that_begins_at_a_place_is_taken() -> None:
    """A shorter name inside a longer one is not a second mention."""
    import json
    import tempfile
    from pathlib import Path

    def concept(text: str) -> dict[str, object]:
        return {"names": [{"text": text, "lang": "en"}]}

    file = Path(tempfile.mkdtemp()) / "two.yaml"
    file.write_text(
        json.dumps({"concepts": {"a": concept("open"), "b": concept("open fields act")}}),
        encoding="utf-8",
    )
    catalog = pc.load(file)
    assert found(catalog, "open fields act, open fields") == [
        ("b", "open fields act"),
        ("a", "open"),
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_spans_lie_in_order_and_do_not_overlap(before: str, after: str) -> None:
    """Whatever surrounds a name, spans are valid and in order."""
    catalog = pc.bundled()
    text = f"{before} 新质生产力 {after}"
    mentions = catalog.find_mentions(text)
    assert any(text[each.start : each.end].startswith("新质") for each in mentions)
    places = sorted({(each.start, each.end) for each in mentions})
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))


def test_what_is_found_is_what_look_up_finds(arvania: pc.Catalog) -> None:
    """The words of a mention look the concept up again."""
    text = "The green ledger, the clean air pledge and 绿色账本."
    for mention in arvania.find_mentions(text):
        assert arvania.lookup(text[mention.start : mention.end]) == mention.concept


def test_anything_but_a_string_is_refused(arvania: pc.Catalog) -> None:
    """Bytes or None are not searched quietly."""
    with pytest.raises(pc.ArgumentTypeError, match="expected a string"):
        arvania.find_mentions(None)  # type: ignore[arg-type]
