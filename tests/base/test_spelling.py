"""Spellings of the same name: one table for look-up, search and finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import policy_concepts as pc
from policy_concepts._base.spelling import american, name_key, neighbours, spellings
from policy_concepts._base.text import fold

from ..support import write_file


def concept(*names: str, lang: str = "en") -> dict[str, object]:
    return {"names": [{"text": name, "lang": lang} for name in names]}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> pc.Catalog:
    """Fictional concepts with names of each kind of spelling."""
    concepts = {
        "green": concept("green civilization", "the Field and Forest"),
        "labour": concept("Labour Ledger Initiative"),
        "two": concept("One Field, One Barn", "one barn, two doors"),
        "loop": concept("barn loop"),
        "rise": concept("slow rise of the centre"),
        "marks": {"names": [{"text": "清水青山", "lang": "zh-Hans"}]},
    }
    return pc.load(write_file(tmp_path_factory.mktemp("c") / "c.yaml", {"concepts": concepts}))


@pytest.mark.parametrize(
    ("written", "record_id"),
    [
        ("green civilisation", "green"),
        ("Green Civilization Strategy", "green"),
        ("Field and Forest", "green"),
        ("Field and Forest Initiative", "green"),
        ("Labor Ledger Initiative", "labour"),
        ("labor ledger", "labour"),
        ("the Labour Ledger", "labour"),
        ("One Field One Barn", "two"),
        ("one barn two doors", "two"),
        ("the barn loop strategy", "loop"),
        ("slow rise of the center", "rise"),
        ("清水、青山", "marks"),
    ],
)
def test_look_up(catalog: pc.Catalog, written: str, record_id: str) -> None:
    """A whole name is found in British and American spelling, with or without article, added
    noun, commas and list marks.
    """
    assert catalog.lookup(written).id == record_id


@pytest.mark.parametrize("written", ["slow rize", "initiative", "the", "barn strategy", "清水、青"])
def test_what_is_no_spelling_is_not_found(catalog: pc.Catalog, written: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(pc.UnknownNameError):
        catalog.concepts.lookup(written)


def test_two_records_within_one_noun(tmp_path: Path) -> None:
    """A name that two records differ from by a noun raises and lists both."""
    concepts = {"one": concept("Barn Initiative"), "two": concept("Barn Strategy")}
    catalog = pc.load(write_file(tmp_path / "c.yaml", {"concepts": concepts}))
    assert catalog.lookup("the barn strategy").id == "two"
    with pytest.raises(pc.AmbiguousNameError, match=r"one.*two"):
        catalog.lookup("barn")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a green civilisation for all", ["green civilisation"]),
        ("Field and Forest partners", ["Field and Forest"]),
        ("the Field and Forest", ["Field and Forest"]),
        ("the Labor Ledger Initiative of Orsk", ["Labor Ledger Initiative"]),
        ("one barn two doors", ["one barn two doors"]),
        ("the barn loop strategy", ["barn loop"]),
        ("清水、青山", []),
        ("清水青山", ["清水青山"]),
        ("labor ledger", []),
    ],
)
def test_running_text(catalog: pc.Catalog, text: str, found: list[str]) -> None:
    """So are names in running text, where a list mark counts and no noun is supplied."""
    assert [text[m.start : m.end] for m in catalog.find_mentions(text)] == found


@pytest.mark.parametrize("query", ["civilisation", "civilization", "labor", "labour", "center"])
def test_search(catalog: pc.Catalog, query: str) -> None:
    """A search finds a word in either spelling."""
    assert catalog.search(query)[0].record.id in {"green", "labour", "rise"}


@pytest.mark.parametrize(
    ("british", "other"),
    [
        ("modernisation", "modernization"), ("organised", "organized"), ("analyse", "analyze"),
        ("realising", "realizing"), ("labour", "labor"), ("neighbourhood", "neighborhood"),
        ("centre", "center"), ("centred", "centered"), ("defence", "defense"),
        ("programme", "program"), ("travelling", "traveling"), ("dialogue", "dialog"),
        ("ageing", "aging"), ("licence", "license"),
    ],
)  # fmt: skip
def test_pairs(british: str, other: str) -> None:
    """Each pair has one key, and each is a spelling of the other."""
    assert name_key(british) == name_key(other)
    assert other in spellings(british)
    assert british in spellings(other)


@pytest.mark.parametrize(
    "word", ["rise", "enterprise", "size", "rigorous", "four", "hour", "course", "peace"]
)
def test_words_with_one_spelling(word: str) -> None:
    """Words that only look like one of a pair have no other spelling."""
    assert list(spellings(word)) == []


words = st.text("abceilmnorstuyz ,'-", max_size=30)


@given(words)
def test_laws(name: str) -> None:
    """A spelling of a name has its key, but for the article; the key of a key is itself."""
    key = name_key(name)
    assert american(key) == key or name_key(key) == name_key(american(key))
    for other in spellings(name):
        assert name_key(other) in {key, *neighbours(key)}


@given(words)
def test_what_folding_ignores_the_key_ignores(name: str) -> None:
    """Names that fold alike have one key."""
    assert name_key(fold(name)) == name_key(name.replace(",", ""))
