"""Finding a record by any of its names, and what a miss offers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

import policy_concepts as pc
from policy_concepts._base.text import fold
from policy_concepts._catalog.names import edit_distance, similarity

from ..support import ARVANIA, KINDS, write_file

CATALOG = pc.load(ARVANIA)


# --- hits -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "green-ledger",
        "green-account",  # retired
        "green ledger",
        "Green Ledger",
        "GREEN-LEDGER",
        "greenledger",
        "  green   ledger ",
        "“green ledger”",
        "‘Green’ ledger",
        "ｇｒｅｅｎ ｌｅｄｇｅｒ",
        "green\u2010ledger",
        "land account",  # former
        "GL",
        "gl",
        "green account book",  # literal
        "registre vert",
        "绿色账本",
        "「绿色账本」",
        "绿色 账本",
        "綠色賬本",
        "lǜsè zhàngběn",
        "lǜsèzhàngběn",
        "Lǜsè Zhàngběn",
        "lüse zhangben",
        "lu\u0308se zhangben",
        "lvse zhangben",
        "luse zhangben",
        "lu:se zhangben",
        "lü4se4 zhang4ben3",
        "lv4 se4 zhang4 ben3",
    ],
)
def test_any_name_finds(name: str) -> None:
    """An id, English, either script, pinyin with or without tones, abbreviation, former name."""
    assert CATALOG.lookup(name).id == "green-ledger"
    assert CATALOG.concepts.lookup(name).id == "green-ledger"


def test_every_name_of_every_record() -> None:
    """Each name of each concept finds it, or is shared and lists it."""
    for concept in CATALOG.concepts:
        for name in (concept.id, *(name.text for name in concept.names)):
            try:
                assert CATALOG.lookup(name) == concept
            except pc.AmbiguousNameError as error:
                assert concept.id in error.matches


@pytest.mark.parametrize(
    ("kind", "name", "record_id"),
    [
        ("people", "Mira Orlan", "orlan-mira"),
        ("people", "Orlan Mira", "orlan-mira"),
        ("people", "米拉·奥兰", "orlan-mira"),
        ("people", "orlan-m", "orlan-mira"),
        ("people", "J. Tessel", "tessel-jon"),
        ("people", "Li Wenan", "li-wenan"),
        ("people", "Wen'an Li", "li-wenan"),
        ("people", "李文安", "li-wenan"),
        ("people", "li wen an", "li-wenan"),
        ("organizations", "AG", "arvania-gazette"),
        ("organizations", "The Gazette", "arvania-gazette"),
        ("organizations", "土地部", "ministry-of-land"),
        ("places", "City of Arvania", "arvania-city"),
        ("places", "阿爾瓦尼亞", "arvania"),
        ("events", "Budget speech of 2031", "arvania-budget-speech-2031"),
        ("events", "2031年预算演说", "arvania-budget-speech-2031"),
        ("sources", "Ledger Act", "ledger-act-2032-text"),
        ("statements", "2032-06-ledger-act-commitment", "2032-06-ledger-act-commitment"),
    ],
)
def test_other_kinds(kind: str, name: str, record_id: str) -> None:
    """Every collection looks up by name; people in either order of their names."""
    assert getattr(CATALOG, kind).lookup(name).id == record_id


def test_exact_beats_longer(tmp_path: Path) -> None:
    """A name never loses to a longer one that contains it, and an id never to a name."""
    names = ("reform", "reform and opening up", "deepening reform", "comprehensive reform")
    concepts = {name.replace(" ", "-"): {"names": [{"text": name, "lang": "en"}]} for name in names}
    concepts["other"] = {
        "names": [{"text": "deepening-reform", "lang": "fr"}, {"text": "o", "lang": "en"}]
    }
    catalog = pc.load(write_file(tmp_path / "c.yaml", {"concepts": concepts}))
    for name in ("reform", "reform and opening up", "comprehensive reform"):
        assert catalog.lookup(name).id == name.replace(" ", "-")
    # An id beats a name; only the id as it is written.
    assert catalog.lookup("deepening-reform").id == "deepening-reform"
    with pytest.raises(pc.AmbiguousNameError):
        catalog.lookup("deepening reform")


def test_tone_numbers_beat_no_name(tmp_path: Path) -> None:
    """Digits are dropped as tones only when no name has them."""
    concepts = {
        "one": {"names": [{"text": "ma3", "lang": "en"}]},
        "two": {"names": [{"text": "mǎ", "lang": "zh-Latn-pinyin"}]},
    }
    catalog = pc.load(write_file(tmp_path / "c.yaml", {"concepts": concepts}))
    assert catalog.lookup("ma3").id == "one"
    assert catalog.lookup("ma1").id == "two"


@given(st.data())
@settings(max_examples=200)
def test_spelling_that_does_not_count(data: st.DataObject) -> None:
    """Case, spaces, hyphens, quotation marks and tones, wherever they are, change nothing."""
    concept = data.draw(st.sampled_from(list(CATALOG.concepts)))
    name = data.draw(st.sampled_from([name.text for name in concept.names]))
    noise = st.sampled_from(["", "", "", " ", "-", "'", "\u201d", "\u00ad", "\u2014", "\u3000"])
    noisy = "".join(
        data.draw(noise) + data.draw(st.sampled_from([letter, letter.upper(), letter.lower()]))
        for letter in name
    )
    assert fold(noisy) == fold(name)
    assert CATALOG.concepts._store.ids_named("concepts", noisy) == (
        CATALOG.concepts._store.ids_named("concepts", name)
    )


# --- ambiguity --------------------------------------------------------------------------------


def test_ambiguity_raises_and_lists() -> None:
    """A name that two records share raises and lists both, with their ids."""
    with pytest.raises(pc.AmbiguousNameError) as caught:
        CATALOG.lookup("The Ledger")
    error = caught.value
    assert isinstance(error, LookupError)
    assert isinstance(error, ValueError)
    assert error.query == "The Ledger"
    assert set(error.matches) == {"green-ledger", "ledger-state"}
    assert "green ledger (green-ledger)" in str(error)
    assert "ledger state (ledger-state)" in str(error)


def test_ambiguity_across_kinds(tmp_path: Path) -> None:
    """A speaker's name that a person and a body share is ambiguous too; the id is not."""
    catalog = pc.load(
        write_file(
            tmp_path / "c.yaml",
            {
                "people": {"reed": {"name": "Reed"}},
                "organizations": {"reed-works": {"name": "Reed"}},
                "statements": {
                    "s": {"kind": "call", "voice": "direct", "summary": "S", "speaker": "reed"}
                },
            },
        )
    )
    with pytest.raises(pc.AmbiguousNameError, match="reed-works"):
        catalog.statements.filter(speaker="REED")
    assert len(catalog.statements.filter(speaker=catalog.people["reed"])) == 1


# --- scripts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "record_id"),
    [
        ("concepts", "綠色賬本", "green-ledger"),
        ("concepts", "綠色账本", "green-ledger"),
        ("concepts", "綠色帳本", "green-ledger"),
        ("concepts", "绿色帐本", "green-ledger"),
        ("concepts", "「綠色 账本」", "green-ledger"),
        # in one script in the record
        ("concepts", "賬本國家", "ledger-state"),
        ("people", "米拉·奧蘭", "orlan-mira"),
        ("organizations", "阿爾瓦尼亞議会", "arvania-assembly"),
        ("places", "贝爾馬", "belmar"),
    ],
)
def test_any_script_finds(kind: str, name: str, record_id: str) -> None:
    """Both scripts, mixtures of them and variants, whichever the record has."""
    assert getattr(CATALOG, kind).lookup(name).id == record_id


def test_filters_in_any_script() -> None:
    """A speaker's name and a part of a text are found in the other script too."""
    statements = CATALOG.statements
    assert (
        len(statements.filter(speaker="米拉·奧蘭"))
        == len(statements.filter(speaker="米拉·奥兰"))
        > 0
    )
    for traditional, simplified in (
        ("帳本", "账本"),
        ("賬本國家", "账本国家"),
        ("邊境從未", "边境从未"),
    ):
        for kind in ("concepts", "statements"):
            collection = getattr(CATALOG, kind)
            assert collection.filter(text=traditional) == collection.filter(text=simplified)
    assert "ledger-state" in CATALOG.concepts.filter(text="賬本國家")
    assert len(statements.filter(text="邊境從未")) > 0


def test_the_script_decides_between_equals(tmp_path: Path) -> None:
    """Of two records whose names differ in script only, each is found as it is written."""
    concepts = {
        "one": {"names": [{"text": "账本", "lang": "zh-Hans"}, {"text": "one", "lang": "en"}]},
        "two": {"names": [{"text": "賬本", "lang": "zh-Hant"}, {"text": "two", "lang": "en"}]},
    }
    catalog = pc.load(write_file(tmp_path / "c.yaml", {"concepts": concepts}))
    assert catalog.lookup("账本").id == "one"
    assert catalog.lookup("賬本").id == "two"
    with pytest.raises(pc.AmbiguousNameError, match=r"one.*two"):
        catalog.lookup("帳本")


def test_near_match_in_the_other_script() -> None:
    """A misspelt name is told in the script of the record."""
    with pytest.raises(pc.UnknownNameError, match="绿色账本"):
        CATALOG.lookup("綠色帳單本")


# --- nothing to look for ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", " ", "\t\n", "-", "‘’", "\u200b", "'\"", "——"])
def test_blank(name: str) -> None:
    """An empty or blank query is an error of its own."""
    for look_up in (CATALOG.lookup, CATALOG.people.lookup):
        with pytest.raises(pc.EmptyNameError) as caught:
            look_up(name)
        assert isinstance(caught.value, LookupError)
        assert isinstance(caught.value, ValueError)
        assert repr(name) in str(caught.value)


@pytest.mark.parametrize("name", [None, 3, b"GL", ["GL"], CATALOG.concepts["green-ledger"]])
def test_no_string(name: object) -> None:
    """What is no string is a `TypeError` that shows it."""
    with pytest.raises(pc.ArgumentTypeError, match="expected the name or id of a concept; found"):
        CATALOG.lookup(name)  # type: ignore[arg-type]


# --- misses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("gerén ledger", "green-ledger"),
        ("green ledegr", "green-ledger"),  # transposed letters
        ("greem ledger", "green-ledger"),
        ("gren-ledgr", "green-ledger"),
        ("green ledgers", "green-ledger"),  # plural
        ("clean air pledges", "clean-air-pledge"),
        ("slow road", "slow-roads"),  # singular
        ("open field", "open-fields"),
        ("cleanair-pledg", "clean-air-pledge"),  # dropped hyphen
        ("绿色账", "green-ledger"),
        ("绿色", "green-ledger"),  # half of a Chinese phrase
        ("账本国", "ledger-state"),
        ("清洁空气", "clean-air-pledge"),
        ("空气承诺", "clean-air-pledge"),
        ("绿色涨本", "green-ledger"),  # a homophone
        ("綠色漲本", "green-ledger"),
        ("宁静边境", "quiet-borders"),
        ("kaifang tianya", "open-fields"),
        ("nìngjíng biānjie", None),  # wrong tones do not count at all
        ("qingjie kongqi", "clean-air-pledge"),  # half of a pinyin phrase
        ("land accounts", "green-ledger"),
        ("quiet border", "quiet-borders"),
        ("registre verte", "green-ledger"),
    ],
)
def test_near_matches(query: str, nearest: str | None) -> None:
    """A miss raises with the nearest names, the best first."""
    if nearest is None:
        assert CATALOG.lookup(query).id == "quiet-borders"
        return
    with pytest.raises(pc.UnknownNameError) as caught:
        CATALOG.lookup(query)
    assert caught.value.matches[0] == nearest
    assert nearest in str(caught.value)
    assert "Did you mean" in str(caught.value)
    assert caught.value.query == query


@pytest.mark.parametrize("query", ["xyzzy", "qqqqqqqqqqq", "天", "光合作用", "42", "🙂", "ж"])
def test_nothing_near(query: str) -> None:
    """What resembles nothing is offered nothing, rather than poor guesses."""
    with pytest.raises(pc.UnknownNameError) as caught:
        CATALOG.lookup(query)
    assert caught.value.matches == ()
    assert str(caught.value).endswith(f"is named {query!r}.")


def test_at_most_five(tmp_path: Path) -> None:
    """Five near matches at most, of different records, the best first."""
    concepts = {
        f"reform-{letter}": {"names": [{"text": f"great reform {letter * n}", "lang": "en"}]}
        for n, letter in enumerate("abcdefghij", 1)
    }
    catalog = pc.load(write_file(tmp_path / "c.yaml", {"concepts": concepts}))
    with pytest.raises(pc.UnknownNameError) as caught:
        catalog.lookup("great reform")
    assert 1 <= len(caught.value.matches) <= 5
    assert len(set(caught.value.matches)) == len(caught.value.matches)
    assert caught.value.matches[0] == "reform-a"


def test_near_match_of_any_kind() -> None:
    """Among several kinds the best name comes first, whatever its kind."""
    with pytest.raises(pc.UnknownNameError) as caught:
        CATALOG.statements.filter(speaker="Arvania Gazete")
    assert caught.value.matches[0] == "arvania-gazette"
    with pytest.raises(pc.UnknownNameError) as caught:
        CATALOG.statements.filter(speaker="Myra Orlan")
    assert caught.value.matches[0] == "orlan-mira"


def test_unknown_id() -> None:
    """`[…]` takes ids: a miss is a `KeyError` with near ids; a name is told to use `lookup`."""
    with pytest.raises(pc.UnknownIdError) as caught:
        CATALOG.concepts["gren-ledger"]
    assert isinstance(caught.value, KeyError)
    assert caught.value.matches[0] == "green-ledger"
    assert str(caught.value).startswith("no concept has the id 'gren-ledger'. Did you mean ")
    with pytest.raises(KeyError, match=r"It is a name of 'green-ledger'; \[\.\.\.\] takes ids"):
        CATALOG.concepts["绿色账本"]
    with pytest.raises(KeyError, match="no place has the id ''"):
        CATALOG.places[""]


@pytest.mark.parametrize(
    ("kind", "name", "where"),
    [
        ("concepts", "Mirsk", r"places\['mirsk'\]"),
        ("events", "绿色账本", r"concepts\['green-ledger'\]"),
        ("people", "green-account", r"concepts\['green-ledger'\]"),
        ("concepts", "Mira Orlan", r"people\['orlan-mira'\]"),
    ],
)
def test_a_name_of_another_kind_is_told(kind: str, name: str, where: str) -> None:
    """Who looks for a town among the concepts learns that it is there, among the places."""
    collection = getattr(CATALOG, kind)
    with pytest.raises(pc.UnknownNameError, match=rf"Of another kind: .*{where}"):
        collection.lookup(name)
    with pytest.raises(pc.UnknownIdError, match=rf"Of another kind: .*{where}"):
        collection[name]
    if kind == "concepts":
        with pytest.raises(pc.UnknownNameError, match=rf"Of another kind: .*{where}"):
            CATALOG.lookup(name)


def test_lookup_within_a_part() -> None:
    """A filtered collection looks up among its own, and says when the name is another's."""
    rural = CATALOG.concepts.filter(domain="rural")
    assert rural.lookup("慢路").id == "slow-roads"
    with pytest.raises(pc.UnknownNameError, match="'green-ledger', which is not among these 2"):
        rural.lookup("绿色账本")


@pytest.mark.parametrize("kind", KINDS)
def test_long_and_odd_queries(kind: str) -> None:
    """A query of any length or content is answered quickly with a `LookupError`."""
    for query in ("x" * 10_000, "绿色账本" * 2_000, "\0", "\ud800", "a\nb", "%s{}", "🙂" * 50):
        with pytest.raises(LookupError):
            getattr(CATALOG, kind).lookup(query)


# --- how alike --------------------------------------------------------------------------------

words = st.text(alphabet="abc绿色", max_size=7)


def slow_distance(one: str, other: str) -> int:
    """Optimal string alignment by its definition."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        slow_distance(one[:-1], other) + 1,
        slow_distance(one, other[:-1]) + 1,
        slow_distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    )
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]:
        best = min(best, slow_distance(one[:-2], other[:-2]) + 1)
    return best


@given(st.text(alphabet="abc", max_size=5), st.text(alphabet="abc", max_size=5))
@settings(max_examples=60)
def test_edit_distance_by_definition(one: str, other: str) -> None:
    """The distance is what its definition gives."""
    assert edit_distance(one, other) == slow_distance(one, other)


@given(words, words)
def test_edit_distance_laws(one: str, other: str) -> None:
    """It is symmetric, zero for equals only, and not more than the longer length."""
    distance = edit_distance(one, other)
    assert distance == edit_distance(other, one)
    assert (distance == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance <= max(len(one), len(other))


@given(words, words)
def test_similarity_laws(one: str, other: str) -> None:
    """Likeness is symmetric, between 0 and 1, and 1 for equals only."""
    score = similarity(one, other)
    assert score == similarity(other, one)
    assert 0 <= score <= 1
    if one or other:
        assert (score == 1) == (one == other)


def test_a_label_is_asked_for_with_a_tag() -> None:
    """Anything but a string is a `TypeError` that says what would be right."""
    with pytest.raises(pc.ArgumentTypeError, match="expected a language tag such as 'en'"):
        pc.concepts[0].label(None)  # type: ignore[call-overload]


def test_a_place_is_found_by_its_iso_code(arvania: pc.Catalog) -> None:
    """ISO 3166 codes are names of places too."""
    coded = [place for place in arvania.places if place.code]
    assert coded
    for place in coded:
        assert arvania.places.lookup(str(place.code)) == place
    assert pc.places.lookup("CN").id == "china"
