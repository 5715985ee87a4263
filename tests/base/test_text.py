"""Strings in several languages, language tags, and the form in which names are compared."""

from __future__ import annotations

import copy
import pickle
import sys
import unicodedata

import pytest
from hypothesis import given, settings, strategies as st

from policy_concepts import (
    ArgumentError,
    ArgumentTypeError,
    FacetItem,
    PartialDate,
    PolicyConceptsError,
    Text,
)
from policy_concepts._base.text import _general_fold, fold, is_language_tag, match_language

# --- fold -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # NFKC
        ("ＮＱＰＦ", "nqpf"),
        ("ﬁeld", "field"),
        ("e\u0301tat", "\u00e9tat"),
        ("２０２５", "2025"),
        # case folding
        ("New Quality", "NEW QUALITY"),
        ("Straße", "STRASSE"),
        ("ΛΌΓΟΣ", "λόγος"),
        # spaces
        ("new quality", "newquality"),
        ("new\u00a0quality", "new\u3000quality"),
        ("new\tquality\n", "new quality"),
        ("zero\u200bwidth", "zerowidth"),
        ("\ufeffmark", "mark"),
        # hyphens and dashes
        ("high-quality", "high quality"),
        ("high\u2010quality", "high\u2011quality"),
        ("two\u2013thousand", "two\u2014thousand"),
        ("soft\u00adhyphen", "softhyphen"),
        ("3\u22125", "3-5"),
        # quotation marks
        ("'double reduction'", "double reduction"),
        ("\u201cdouble reduction\u201d", "\u300c\u300edouble reduction\u300f\u300d"),
        ("people\u2019s", "people's"),
        ("«le registre»", "le registre"),
        ("＂full width＂", "full width"),
        ("Wen`an", "Wen\u02bcan"),
        # tone marks
        ("xīn zhì shēngchǎnlì", "xin zhi shengchanli"),
        ("XĪN ZHÌ SHĒNGCHǍNLÌ", "xinzhishengchanli"),
        ("i\u0304", "ī"),
        ("lǜsè", "lüsè"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    """Names are compared after NFKC, case folding, and removal of spaces, hyphens, quotation
    marks and tone marks.
    """
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lù", "lǜ"),  # u and ü are different letters, not different tones
        ("新质", "新制"),
        ("a.b", "ab"),
        ("a/b", "ab"),
        ("façade", "facade"),  # a cedilla is no tone mark
        ("naïve", "naive"),
    ],
)
def test_names_that_are_not(one: str, other: str) -> None:
    """Nothing else is removed."""
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "blank", ["", " ", "\t\n", "-", "\u2014", "'\u2019\u201c", "\u200b", "- -"]
)
def test_nothing_left(blank: str) -> None:
    """A name of nothing but spaces, hyphens and quotation marks folds to nothing."""
    assert fold(blank) == ""


def test_fold_every_character_once() -> None:
    """Folding what is folded changes nothing, for every character of Unicode."""
    wrong = [
        hex(point)
        for point in range(sys.maxunicode + 1)
        if not 0xD800 <= point <= 0xDFFF
        and _general_fold(_general_fold(chr(point))) != _general_fold(chr(point))
    ]
    assert wrong == []


@given(st.text())
@settings(max_examples=1000)
def test_fold_is_idempotent(name: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold(fold(name)) == fold(name)


marks_and_letters = st.text(
    alphabet=st.sampled_from("aeiouünüÜv \u0300\u0301\u0304\u030c\u0308\u0323\u0345ΑΣσςİıßǆᾼΐ-'’ﬁ"),
    max_size=8,
)


@given(marks_and_letters)
@settings(max_examples=1000)
def test_fold_is_idempotent_on_marks(name: str) -> None:
    """The same for piles of combining marks, where removing one lets others compose."""
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_short_cut_for_ascii(name: str) -> None:
    """The short cut for ASCII gives what the whole procedure gives."""
    assert fold(name) == _general_fold(name)


@given(st.text())
def test_fold_ignores_normal_forms(name: str) -> None:
    """However a string is composed, it is the same name."""
    expected = fold(name)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert fold(unicodedata.normalize(form, name)) == expected  # type: ignore[arg-type]


# --- language tags ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tag", ["en", "zh-Hans", "zh-Hant", "zh-Latn-pinyin", "en-GB", "es-419", "gsw", "sr-Cyrl-RS"]
)
def test_good_tags(tag: str) -> None:
    """BCP 47 tags with script, region or variant, in their usual case, are tags."""
    assert is_language_tag(tag)


@pytest.mark.parametrize(
    "tag",
    ["", "e", "english", "EN", "en_GB", "zh-hans", "zh-HANS", "en-", "-en", "en GB", "en\n",
     "zh--Hans", "中文"],
)  # fmt: skip
def test_bad_tags(tag: str) -> None:
    """Anything else is none."""
    assert not is_language_tag(tag)


ALL = ("en", "zh-Hans", "zh-Hant", "zh-Latn-pinyin", "fr", "pt-BR")


@pytest.mark.parametrize(
    ("wanted", "available", "found"),
    [
        ("en", ALL, "en"),
        ("EN", ALL, "en"),
        ("zh-hans", ALL, "zh-Hans"),
        ("zh_Hant", ALL, "zh-Hant"),
        ("en-GB", ALL, "en"),
        ("en-Latn-GB", ALL, "en"),
        ("zh", ALL, "zh-Hans"),
        ("zh", ("zh-Hant", "zh-Hans"), "zh-Hans"),
        ("zh", ("zh-Hant",), "zh-Hant"),
        ("zh", ("zh-Latn-pinyin",), None),
        ("zh-Latn", ALL, "zh-Latn-pinyin"),
        ("zh-Latn-pinyin", ALL, "zh-Latn-pinyin"),
        ("zh-Latn-pinyin", ("zh-Hans",), None),
        ("zh-CN", ALL, "zh-Hans"),
        ("zh-SG", ALL, "zh-Hans"),
        ("zh-TW", ALL, "zh-Hant"),
        ("zh-tw", ALL, "zh-Hant"),
        ("zh_HK", ALL, "zh-Hant"),
        ("zh-MO", ALL, "zh-Hant"),
        ("zh-TW", ("zh-Hans",), None),
        ("zh-Hant-TW", ALL, "zh-Hant"),
        ("zh-Hans-CN", ("zh", "en"), "zh"),
        ("pt", ALL, "pt-BR"),
        ("pt-PT", ALL, None),
        ("de", ALL, None),
        ("e", ALL, None),
        ("", ALL, None),
        ("en", (), None),
    ],
)
def test_match_language(wanted: str, available: tuple[str, ...], found: str | None) -> None:
    """The exact tag, else the tag shortened, else one that begins with it; never romanized text
    unless the script is asked for.
    """
    assert match_language(wanted, available) == found


@given(st.sampled_from(ALL), st.permutations(ALL))
def test_match_language_exact(wanted: str, available: list[str]) -> None:
    """An exact tag is found, whatever other tags there are."""
    assert match_language(wanted, tuple(available)) == wanted


# --- Text -------------------------------------------------------------------------------------

strings = st.text(min_size=1).filter(str.strip)
texts = st.dictionaries(st.sampled_from(ALL), strings, min_size=1).map(Text)


def test_a_string_is_english() -> None:
    """A plain string is English, and a text equals the mapping it was made from."""
    assert Text("Green ledger") == Text({"en": "Green ledger"}) == {"en": "Green ledger"}
    assert Text(Text("Green ledger")) == Text("Green ledger")


def test_str_is_the_english() -> None:
    """`str()` is the English, else the first; a regional English counts."""
    assert str(Text({"zh-Hans": "绿色账本", "en": "Green ledger"})) == "Green ledger"
    assert str(Text({"zh-Hans": "绿色账本", "en-GB": "Green ledger"})) == "Green ledger"
    assert str(Text({"fr": "Registre vert", "zh-Hans": "绿色账本"})) == "Registre vert"


def test_look_up_by_tag() -> None:
    """A look-up finds the nearest tag, and `get` and `in` agree with it."""
    text = Text({"en": "Green ledger", "zh-Hans": "绿色账本"})
    assert text["zh"] == text["zh-CN"] == text["zh-Hans"] == "绿色账本"
    assert text["en-GB"] == "Green ledger"
    assert text.get("fr") is None
    assert text.get("fr", "-") == "-"
    assert "zh" in text
    assert "fr" not in text
    with pytest.raises(KeyError, match="fr"):
        text["fr"]
    with pytest.raises(KeyError):
        text[0]  # type: ignore[index]


@given(texts)
def test_text_is_a_mapping(text: Text) -> None:
    """It has the mapping's length, keys, values and items, in the order given."""
    strings = dict(text)
    assert len(text) == len(strings) >= 1
    assert list(text) == list(text.keys()) == list(strings)
    assert list(text.values()) == [text[tag] for tag in text]
    assert dict(text.items()) == strings


@given(texts)
def test_text_is_a_value(text: Text) -> None:
    """Copies and pickles are equal, with equal hashes; order does not count."""
    backwards = Text(dict(reversed(list(text.items()))))
    for again in (
        copy.copy(text),
        copy.deepcopy(text),
        backwards,
        *(pickle.loads(pickle.dumps(text, protocol)) for protocol in range(6)),
    ):
        assert again == text
        assert hash(again) == hash(text)
        assert type(again) is Text
    assert eval(repr(text), {"Text": Text}) == text  # noqa: S307  (our own repr)


def test_text_is_immutable() -> None:
    """Nothing can be set, added or removed, and the mapping given is not kept."""
    given_mapping = {"en": "Green ledger"}
    text = Text(given_mapping)
    given_mapping["en"] = "Red ledger"
    assert text["en"] == "Green ledger"
    with pytest.raises(TypeError):
        text["en"] = "Red ledger"  # type: ignore[index]
    with pytest.raises(AttributeError, match="immutable"):
        text._strings = {}
    with pytest.raises(AttributeError, match="immutable"):
        del text._strings
    with pytest.raises(AttributeError, match="immutable"):
        text.note = "x"  # type: ignore[attr-defined]
    assert not hasattr(text, "__dict__")


@pytest.mark.parametrize(
    "value", [{}, "", " \n", {"en": ""}, {"en": " "}, {"english": "x"}, {"EN": "x"}]
)
def test_text_refuses_values(value: object) -> None:
    """No string, a blank one, or a tag that is not BCP 47 is a `ValueError`."""
    with pytest.raises(ArgumentError, match="Text: expected"):
        Text(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [None, 1, ["x"], {"en": 1}, {1: "x"}, {"en": None}, b"x"])
def test_text_refuses_types(value: object) -> None:
    """Anything but strings is a `TypeError`."""
    with pytest.raises(ArgumentTypeError, match="Text: expected"):
        Text(value)  # type: ignore[arg-type]


# --- FacetItem --------------------------------------------------------------------------------


def test_facet_item_is_a_text_with_a_concept() -> None:
    """An item reads as a text, keeps the concept's id, and is told apart by it."""
    item = FacetItem({"en": "clean air"}, concept="clean-air-pledge")
    assert (str(item), item["en-GB"], item.concept) == (
        "clean air",
        "clean air",
        "clean-air-pledge",
    )
    assert item != FacetItem({"en": "clean air"})
    assert FacetItem("clean air") == FacetItem({"en": "clean air"})
    assert FacetItem("clean air").concept is None
    assert FacetItem("clean air") != Text("clean air")
    for again in (copy.copy(item), copy.deepcopy(item), pickle.loads(pickle.dumps(item))):
        assert again == item
        assert again.concept == item.concept
        assert hash(again) == hash(item)
    assert eval(repr(item), {"FacetItem": FacetItem}) == item  # noqa: S307  (our own repr)
    with pytest.raises(AttributeError):
        item.concept = "other"  # type: ignore[misc]
    with pytest.raises(ArgumentTypeError, match="FacetItem"):
        FacetItem("clean air", concept=1)  # type: ignore[arg-type]


def test_a_language_that_is_not_there() -> None:
    """The error is one of the library's, a `KeyError`, and names the languages that there are."""
    with pytest.raises(KeyError, match="no string in 'fr'; there is en, zh-Hans") as caught:
        Text({"en": "Green ledger", "zh-Hans": "绿色账本"})["fr"]
    assert isinstance(caught.value, PolicyConceptsError)


def test_text_and_dates_take_a_format() -> None:
    """They are laid out as the strings they print."""
    assert f"{Text('ledger'):<8}|" == "ledger  |"
    assert f"{PartialDate('2031-04'):>9}" == "  2031-04"
