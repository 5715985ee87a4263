"""Finding where a text names concepts: leftmost, longest, at word boundaries, by the rules."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import policy_concepts as pc

from .small import LANTERNS, catalog_of


@pytest.fixture(scope="module")
def lanterns(tmp_path_factory: pytest.TempPathFactory) -> pc.Catalog:
    """A catalog of a few invented names."""
    return catalog_of(tmp_path_factory.mktemp("lanterns"), LANTERNS)


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


def test_the_longest_name_that_begins_at_a_place_is_taken(tmp_path: Path) -> None:
    """A shorter name inside a longer one is not a second mention."""
    catalog = catalog_of(
        tmp_path,
        {"a": [("open", "en", "preferred")], "b": [("open fields act", "en", "preferred")]},
    )
    assert found(catalog, "open fields act, open fields") == [
        ("b", "open fields act"),
        ("a", "open"),
    ]


# --- other spellings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("The towns signed lantern compacts.", "lantern compacts"),
        ("the duties of the harbour", "duties of the harbour"),
        ("all harbour duties", "harbour duties"),
        ("the lantern compact of one town", "lantern compact"),
        ("two LTCs", None),
        ("the lantern compacting", None),
    ],
)
def test_a_name_is_found_in_the_other_number(
    lanterns: pc.Catalog, text: str, matched: str | None
) -> None:
    """The head noun or the last word in the plural; an abbreviation has no plural."""
    assert [each for _, each in found(lanterns, text)] == ([matched] if matched else [])


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("谈ＬＴＣ的人", "ＬＴＣ"),
        ("ＬＡＮＴＥＲＮ　Ｃｏｍｐａｃｔ", "ＬＡＮＴＥＲＮ　Ｃｏｍｐａｃｔ"),
        ("ｌｔｃ", None),
        ("ltc", None),
    ],
)
def test_a_name_is_found_in_full_width(
    lanterns: pc.Catalog, text: str, matched: str | None
) -> None:
    """Chinese typesetting has wide letters; an abbreviation needs its case there too."""
    assert [each for _, each in found(lanterns, text)] == ([matched] if matched else [])


@pytest.mark.parametrize("text", ["灯塔账约", "燈塔賬約", "燈塔账约", "灯塔賬约", "燈塔帳約"])
def test_a_name_is_found_in_both_scripts_and_mixtures(lanterns: pc.Catalog, text: str) -> None:
    """The catalog has the simplified name only; variants of a character count as well."""
    assert found(lanterns, f"签了{text}。") == [("lantern-compact", text)]


def test_what_the_page_says_is_found() -> None:
    """Each example in its table of what matches is a mention, whole."""
    page = (Path(__file__).parents[2] / "docs" / "mentions.md").read_text(encoding="utf-8")
    table = page.partition("| the text may have |")[2].partition("\n\n")[0]
    examples = [
        example.replace("⏎", "\n")
        for row in table.splitlines()
        for example in re.findall("`([^`]+)`", row)
    ]
    assert len(examples) >= 10
    for text in examples:
        assert [each.matched for each in pc.find_mentions(text)] == [text]


def test_words_are_not_cut_anew(lanterns: pc.Catalog) -> None:
    """A space inside a name is a boundary of words: "on e-lake" is not "one lake"."""
    assert found(lanterns, "We wrote on e-lake rule and practice.") == []
    assert found(lanterns, "We wrote one-lake rule and practice.") == [
        ("one-lake-rule", "one-lake rule")
    ]


# --- offsets --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before",
    [
        "İİİ ",
        "Straße, ß ",
        "😀 ",
        "👩‍👩‍👧 ",
        "e\u0301a\u0308 ",
        "ﬃ ",
        "\ud800",
        "𠮷",
        "\u200b\ufeff",
        "ŉ ½ ",
    ],
)
@pytest.mark.parametrize("name", ["Lantern Compact", "灯塔账约", "LTC", "dēngtǎ zhàngyuē"])
def test_offsets_are_code_points_of_the_text(lanterns: pc.Catalog, before: str, name: str) -> None:
    """Also behind characters that change their length in lower case or when normalized."""
    text = f"{before}{name} {before}{name}"
    assert [(each.start, each.end, each.matched) for each in lanterns.find_mentions(text)] == [
        (start, start + len(name), name) for start in (len(before), len(name) + 1 + 2 * len(before))
    ]


@pytest.mark.parametrize("text", ["Straße plan", "STRASSE PLAN", "İrmak plan", "i\u0307rmak Plan"])
def test_a_span_has_whole_characters(lanterns: pc.Catalog, text: str) -> None:
    """A name with such characters in it is found whole, in whatever length it is written."""
    (mention,) = lanterns.find_mentions(f"ßİ {text} ßİ")
    assert (mention.start, mention.matched) == (3, text)


def test_lone_surrogates_are_characters_like_others(lanterns: pc.Catalog) -> None:
    """Texts that were read with `surrogateescape` hold some."""
    assert found(lanterns, "\ud800 灯塔账约 \udfff\udc80") == [("lantern-compact", "灯塔账约")]
    assert found(lanterns, "灯塔\ud800账约") == []


# --- overlapping ----------------------------------------------------------------------------------


def test_overlapping_gives_what_lies_inside(lanterns: pc.Catalog) -> None:
    """With `nested` set, in the order of the text; without it, only the longest."""
    for text in ("the Lantern Compact Council", "灯塔账约会"):
        (alone,) = lanterns.find_mentions(text)
        assert (alone.concept_id, alone.nested) == ("lantern-compact-council", False)
        mentions = lanterns.find_mentions(text, overlapping=True)
        assert [(each.concept_id, each.nested) for each in mentions] == [
            ("lantern-compact-council", False),
            ("lantern-compact", True),
        ]
        assert mentions[1].start == mentions[0].start
        assert mentions[1].end < mentions[0].end
    beside = lanterns.find_mentions("灯塔账约会和灯塔账约", overlapping=True)
    assert [each.nested for each in beside] == [False, True, False]


# --- what is always so ----------------------------------------------------------------------------


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
