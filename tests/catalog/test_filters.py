"""Filters against plain answers, their laws, and what is refused."""

from __future__ import annotations

import datetime
import functools
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings, strategies as st

import policy_concepts as pc
from policy_concepts._catalog.filters import keywords
from policy_concepts._model import vocabularies as m

from ..generated import CHARACTERS, SYLLABLES, VIA, Reference, generate
from ..support import ARVANIA, KINDS, to_yaml, write_file

DATED = ("concepts", "events", "statements", "sources")
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("concepts", "kind"): get_args(m.ConceptKind),
    ("events", "kind"): get_args(m.EventKind),
    ("statements", "kind"): get_args(m.StatementKind),
    ("sources", "kind"): ("webpage", "report", "book", "article-newspaper", "map"),
}
SHARED_CHOICES = {
    "domain": get_args(m.Domain),
    "voice": get_args(m.Voice),
    "tier": get_args(m.Tier),
    "via": VIA,
}
RECORDS = {
    "concept": ("concepts",),
    "event": ("events",),
    "speaker": ("people", "organizations", "sources"),
    "person": ("people", "organizations"),
    "organizer": ("organizations",),
    "publisher": ("organizations",),
    "place": ("places",),
}


@functools.cache
def generated() -> tuple[pc.Catalog, Reference]:
    """A catalog of some 300 records, and its plain answers."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        catalog = pc.load(write_file(Path(folder) / "g.yaml", generate(300, seed=7)))
    return catalog, Reference(catalog)


# --- criteria by chance -----------------------------------------------------------------------

some_dates = st.dates(datetime.date(2019, 1, 1), datetime.date(2031, 1, 1))
times = some_dates.flatmap(
    lambda day: st.sampled_from([day, day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)


def values_of(kind: str, keyword: str) -> st.SearchStrategy[Any]:
    """One value for a keyword of a kind."""
    catalog, _ = generated()
    if keyword in RECORDS:
        return st.sampled_from([r for each in RECORDS[keyword] for r in getattr(catalog, each)])
    if keyword == "kind":
        return st.sampled_from(CHOICES[kind, keyword])
    if keyword == "lang":
        return st.sampled_from(["en", "zh", "zh-Hans", "en-GB"])
    if keyword == "text":
        return st.sampled_from([*SYLLABLES, *CHARACTERS, "a plan", "said that", "zzz"])
    return st.sampled_from(SHARED_CHOICES[keyword])


@st.composite
def criteria(draw: st.DrawFn, kind: str, most: int = 3) -> dict[str, Any]:
    """Some keywords of a kind with values, or lists of values."""
    plain = [word for word in keywords(kind) if word not in {"since", "until", "on", "certain"}]
    found: dict[str, Any] = {}
    for keyword in draw(st.lists(st.sampled_from(plain), max_size=most, unique=True)):
        value = values_of(kind, keyword)
        found[keyword] = draw(st.one_of(value, st.lists(value, min_size=1, max_size=4)))
    if kind in DATED and draw(st.booleans()):
        which = draw(st.sampled_from(["since", "until", "on", "both"]))
        if which == "both":
            first, last = sorted([draw(some_dates), draw(some_dates)])
            found |= {"since": first, "until": last}
        else:
            found[which] = draw(times)
        if draw(st.booleans()):
            found["certain"] = draw(st.booleans())
    return found


def test_the_reference_knows_every_keyword() -> None:
    """Every keyword of every kind is compared with a plain answer below."""
    _, reference = generated()
    for kind in KINDS:
        known = {*getattr(reference, f"_{kind}")(), "text"}
        if kind in DATED:
            known |= {"since", "until", "on", "certain"}
        assert set(keywords(kind)) == known


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=60)
def test_against_plain_answers(kind: str, data: st.DataObject) -> None:
    """A filter finds just the records that fit when each is looked at, in the catalog's order."""
    catalog, reference = generated()
    wanted = data.draw(criteria(kind))
    found = getattr(catalog, kind).filter(**wanted)
    assert list(found.ids) == reference.filter(kind, wanted)
    assert type(found) is type(getattr(catalog, kind))


@pytest.mark.parametrize(
    ("kind", "keyword"),
    [(kind, word) for kind in KINDS for word in keywords(kind) if word != "certain"],
)
def test_each_keyword_alone(kind: str, keyword: str) -> None:
    """Each keyword alone agrees with the plain answer for many values, some of which find
    something and some of which do not find everything.
    """
    catalog, reference = generated()
    if keyword in {"since", "until", "on"}:
        values: list[Any] = [
            "2021",
            "2022-07",
            "2024-02-29",
            datetime.date(2026, 5, 5),
            "2020/2023",
        ]
    elif keyword in RECORDS:
        values = [r for each in RECORDS[keyword] for r in getattr(catalog, each)][:40]
    elif keyword == "kind":
        values = list(CHOICES[kind, keyword])[:10]
    elif keyword == "lang":
        values = ["en", "zh"]
    elif keyword == "text":
        values = [*SYLLABLES[:6], *CHARACTERS[:4]]
    else:
        values = list(SHARED_CHOICES[keyword])
    sizes = Counter[int]()
    for value in values:
        ids = list(getattr(catalog, kind).filter(**{keyword: value}).ids)
        assert ids == reference.filter(kind, {keyword: value})
        sizes[len(ids)] += 1
    if keyword != "lang":
        assert set(sizes) != {len(getattr(catalog, kind))}
    assert any(size > 0 for size in sizes)


# --- laws -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=25)
def test_composition(kind: str, data: st.DataObject) -> None:
    """Filtering twice is filtering by both, in either order, and twice the same changes nothing."""
    catalog, _ = generated()
    whole = getattr(catalog, kind)
    one, other = data.draw(criteria(kind, 2)), data.draw(criteria(kind, 2))
    overlap = set(one) & set(other)
    other = {keyword: value for keyword, value in other.items() if keyword not in overlap}
    if not {"since", "until", "on"} & set(other):
        other.pop("certain", None)
    if not {"since", "until", "on"} & set(one):
        one.pop("certain", None)
    first = whole.filter(**one)
    assert first.filter(**one) == first
    assert first.filter(**other).ids == whole.filter(**other).filter(**one).ids
    times = {"since", "until", "on", "certain"}
    if not (times & set(one) and times & set(other)):
        assert first.filter(**other).ids == whole.filter(**one, **other).ids


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=25)
def test_lists_mean_any_of(kind: str, data: st.DataObject) -> None:
    """A list finds what any of its values finds, in the catalog's order, each once."""
    catalog, _ = generated()
    whole = getattr(catalog, kind)
    plain = [word for word in keywords(kind) if word not in {"since", "until", "on", "certain"}]
    keyword = data.draw(st.sampled_from(plain))
    values = data.draw(st.lists(values_of(kind, keyword), min_size=1, max_size=5))
    expected = {each for value in values for each in whole.filter(**{keyword: value}).ids}
    in_order = tuple(record_id for record_id in whole.ids if record_id in expected)
    for form in (values, tuple(values), set(values), iter(values), (each for each in values)):
        assert whole.filter(**{keyword: form}).ids == in_order


def test_no_criteria() -> None:
    """A filter by nothing is the whole."""
    catalog, _ = generated()
    for kind in KINDS:
        assert getattr(catalog, kind).filter() == getattr(catalog, kind)


@given(data=st.data())
@settings(max_examples=40)
def test_certain_is_narrower(data: st.DataObject) -> None:
    """What surely happened in a period may have; nothing surely happened in two that part."""
    catalog, _ = generated()
    kind = data.draw(st.sampled_from(DATED))
    whole = getattr(catalog, kind)
    first, last = sorted([data.draw(some_dates), data.draw(some_dates)])
    surely = set(whole.filter(since=first, until=last, certain=True).ids)
    assert surely <= set(whole.filter(since=first, until=last).ids)
    later = set(whole.filter(since=last + datetime.timedelta(1), certain=True).ids)
    assert not surely & later


@given(data=st.data())
@settings(max_examples=25)
def test_order_is_kept(data: st.DataObject) -> None:
    """A filter keeps the order of what it filters: sorted, reversed or sliced."""
    catalog, _ = generated()
    whole = catalog.events
    wanted = data.draw(criteria("events", 2))
    fitting = set(whole.filter(**wanted).ids)
    for ordered in (whole.sort(reverse=True), whole[::-1], whole[3:40:2], whole.sort("title")):
        assert ordered.filter(**wanted).ids == tuple(i for i in ordered.ids if i in fitting)


# --- by hand ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "wanted", "ids"),
    [
        ("events", {"place": "Orsk"}, ["first-survey", "mirsk-symposium-2031", "orsk-tour-2031",
                                       "slow-roads-conference-1998"]),
        ("events", {"place": "orsk-province", "certain": True, "since": "2000"},
         ["mirsk-symposium-2031", "orsk-tour-2031"]),
        ("events", {"event": "Tour of Orsk"}, ["mirsk-symposium-2031", "orsk-tour-2031"]),
        ("events", {"organizer": "Government of Arvania"},
         ["first-survey", "mirsk-symposium-2031"]),
        ("events", {"person": "Jon Tessel"}, ["arvania-assembly-2031-orsk-deliberation",
                                              "mirsk-symposium-2031", "orsk-tour-2031"]),
        ("events", {"speaker": "Jon Tessel"}, ["mirsk-symposium-2031"]),
        ("events", {"concept": "green ledger"}, ["arvania-assembly-2031-orsk-deliberation",
            "arvania-budget-speech-2031", "ledger-act-2032", "slow-roads-conference-1998"]),
        ("events", {"concept": "绿色账本", "since": "2031-04", "until": "2031-04"},
         ["arvania-assembly-2031-orsk-deliberation", "arvania-budget-speech-2031"]),
        ("events", {"kind": ["speech", "summit"]},
         ["arvania-budget-speech-2031", "belmar-summit-2032"]),
        ("events", {"text": "预算"}, ["arvania-budget-speech-2031"]),
        ("statements", {"concept": "GL", "speaker": "Mira Orlan", "voice": "reported"},
         ["2031-04-02-orlan-mira-green-ledger-definition"]),
        ("statements", {"speaker": "arvania-gazette-2032-01-15-ledger-explained"},
         ["2032-01-15-arvania-gazette-ledger-explained"]),
        ("statements", {"lang": "zh"}, ["2032-09-14-li-wenan-quiet-borders-assessment"]),
        ("statements", {"place": "Orsk"}, ["2031-03-03-tessel-jon-slow-roads-caution"]),
        ("statements", {"publisher": "The Gazette", "kind": "caution"},
         ["2031-03-03-tessel-jon-slow-roads-caution"]),
        ("statements", {"on": "2031-04-05"}, ["2031-04-05-arvania-assembly-green-ledger-call"]),
        ("statements", {"tier": "scholarly"}, ["2033-land-survey-office-open-fields"]),
        ("statements", {"domain": "security"}, ["2032-09-14-li-wenan-quiet-borders-assessment"]),
        ("statements", {"event": "arvania-assembly-2031", "kind": "call"},
         ["2031-04-05-arvania-assembly-green-ledger-call"]),
        ("concepts", {"lang": "fr"}, ["green-ledger"]),
        ("concepts", {"place": "arvania"}, ["clean-air-pledge", "green-ledger", "open-fields",
                                            "slow-roads"]),
        ("concepts", {"person": "Ida van den Berg"}, ["ledger-state"]),
        ("concepts", {"event": "arvania-assembly-2031"}, ["clean-air-pledge", "green-ledger"]),
        ("concepts", {"since": "2031", "until": "2032"}, ["clean-air-pledge", "green-ledger"]),
        ("sources", {"concept": "quiet-borders"}, ["belmar-times-2032-09-15-summit"]),
        ("sources", {"person": "Mira Orlan"}, ["orlan-2031-04-20-budget-speech-text"]),
        ("sources", {"person": "The Assembly"},
         ["arvania-assembly-2031-record", "ledger-act-2032-text"]),
        ("sources", {"kind": "book"}, ["old-roads-1999"]),
        ("sources", {"until": "2030"}, ["old-roads-1999"]),
        ("people", {"concept": "green-ledger"}, ["orlan-mira"]),
        ("people", {"text": "文安"}, ["li-wenan"]),
        ("organizations", {"concept": "green-ledger"}, ["arvania-assembly", "land-survey-office"]),
        ("places", {"place": "Arvania"}, ["arvania", "arvania-city", "mirsk", "orsk-province"]),
        ("places", {"concept": "slow roads"}, ["mirsk"]),
    ],
)  # fmt: skip
def test_by_hand(kind: str, wanted: dict[str, Any], ids: list[str], arvania: pc.Catalog) -> None:
    """The filters of the contract, on the invented catalog."""
    assert sorted(getattr(arvania, kind).filter(**wanted).ids) == ids


@pytest.mark.parametrize("keyword", ["concept", "event", "speaker", "place", "organizer"])
def test_records_ids_and_names_are_alike(keyword: str, arvania: pc.Catalog) -> None:
    """An argument that names a record takes the record, its id or any of its names."""
    naming = {
        "concept": ("concepts", "green-ledger", "綠色賬本"),
        "event": ("events", "arvania-assembly-2031", "阿尔瓦尼亚议会会议"),
        "speaker": ("people", "orlan-mira", "Orlan, Mira".replace(",", "")),
        "place": ("places", "arvania", "ARVANIA"),
        "organizer": ("organizations", "arvania-assembly", "the assembly"),
    }
    kind, record_id, name = naming[keyword]
    record = getattr(arvania, kind)[record_id]
    by_record = arvania.statements.filter(**{keyword: record})  # type: ignore[misc]
    assert len(by_record) > 0
    assert arvania.statements.filter(**{keyword: record_id}) == by_record  # type: ignore[misc]
    assert arvania.statements.filter(**{keyword: name}) == by_record  # type: ignore[misc]
    elsewhere = getattr(pc.load(ARVANIA), kind)[record_id]
    assert arvania.statements.filter(**{keyword: elsewhere}) == by_record  # type: ignore[misc]


def test_a_collection_is_a_list(arvania: pc.Catalog) -> None:
    """What a filter returns can be given to another, and means any of its records."""
    rural = arvania.concepts.filter(domain="rural")
    said = arvania.statements.filter(concept=rural)
    assert said == arvania.statements.filter(concept=list(rural.ids))
    assert len(said) == 2


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"since": "2031-04-15"}, "about after month perhaps year"),
        ({"since": "2031-04-15", "certain": True}, "after"),
        ({"since": "2031-04-01", "until": "2031-04-30"}, "about day days month perhaps year"),
        ({"since": "2031-04-01", "until": "2031-04-30", "certain": True}, "day days month"),
        ({"on": "2031-04", "certain": True}, "day days month"),
        ({"on": "2031", "certain": True}, "day days month year"),
        ({"on": "2031"}, "about day days month perhaps year"),
        ({"on": "2031", "since": "2031-04-08"}, "about days month perhaps year"),
        ({"on": datetime.date(2031, 4, 2)}, "about day days month perhaps year"),
        ({"on": pc.PartialDate("2031-04-09/..")}, "about after days month perhaps year"),
        ({"until": "2030"}, "before"),
        ({"until": "2031-04-01"}, "about before days month perhaps year"),
        ({"until": "1997", "certain": True}, "before"),
        ({"until": "1996", "certain": True}, ""),
        ({"since": "1997", "until": "1997"}, "before"),
        ({"since": "2050"}, "after"),
        ({"since": "2050", "certain": True}, ""),
        ({"since": "2032", "certain": True}, "after"),
        ({"since": "0001"}, "about after before day days month perhaps year"),
        ({"since": "0001", "certain": True}, "after day days month year"),
        ({"until": "9999", "certain": True}, "before day days month year"),
    ],
)
def test_partial_dates(wanted: dict[str, Any], found: str, tmp_path: Path) -> None:
    """Time filters match what may have happened in the period, `certain` only what surely did."""
    dates = {
        "year": "2031", "month": "2031-04", "day": "2031-04-02", "days": "2031-04-01/2031-04-10",
        "about": "2031~", "perhaps": "2031?", "before": "../1997", "after": "2032/..",
    }  # fmt: skip
    events = {
        name: {"title": name, "kind": "other", "date": date} for name, date in dates.items()
    } | {"undated": {"title": "undated", "kind": "other"}}
    catalog = pc.load(write_file(tmp_path / "c.yaml", {"events": events}))
    assert sorted(catalog.events.filter(**wanted).ids) == found.split()


# --- refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_misspelt_keywords(kind: str, arvania: pc.Catalog) -> None:
    """A misspelt keyword raises a `TypeError` with the near one and all that there are."""
    for keyword in keywords(kind):
        wrong = keyword[:-1] + "x" if len(keyword) > 2 else keyword + "x"
        with pytest.raises(pc.ArgumentTypeError) as caught:
            getattr(arvania, kind).filter(**{wrong: "x"})
        assert f"{kind}.filter: no keyword {wrong!r}." in str(caught.value)
        assert f"Choose from: {', '.join(sorted(keywords(kind)))}." in str(caught.value)
    with pytest.raises(pc.ArgumentTypeError, match="Did you mean 'place'"):
        arvania.events.filter(palce="Orsk")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("kind", "wanted", "hint"),
    [
        ("events", {"kind": "inspection-tour"}, "Did you mean 'inspection_tour'?"),
        ("events", {"kind": ["speech", "sumit"]}, "Did you mean 'summit'?"),
        ("statements", {"voice": "indirect"}, "Did you mean 'direct'?"),
        ("statements", {"tier": "offical_report"}, "Did you mean 'official_report'?"),
        ("concepts", {"domain": "econmy"}, "Did you mean 'economy'?"),
        ("sources", {"via": "mirrors.example"}, "Did you mean 'mirror.example'?"),
        ("sources", {"kind": "article_newspaper"}, "Did you mean 'article-newspaper'?"),
        ("events", {"place": "Orks"}, "Orsk (orsk-province)"),
        ("statements", {"speaker": "Mira Orlann"}, "Mira Orlan (orlan-mira)"),
        ("statements", {"concept": "gren ledger"}, "Did you mean green-ledger"),
        ("events", {"organizer": "Arvania Asembly"}, "Did you mean arvania-assembly"),
        ("concepts", {"lang": "ru"}, "there are en, fr, zh-Hans, zh-Hant, zh-Latn-pinyin"),
        ("concepts", {"lang": "Chinese"}, "not a BCP 47 tag"),
        ("events", {"since": "2031-13"}, "month must be in 1..12"),
        ("events", {"since": "last year"}, "EDTF"),
        ("events", {"since": "../2031"}, "expected a date with a start for since"),
        ("events", {"until": "2031/.."}, "expected a date with an end for until"),
        ("events", {"since": "2032", "until": "2031"}, "ends (2031-12-31) before it starts"),
        ("events", {"on": "2031", "until": "2030"}, "before it starts"),
        ("events", {"text": ""}, "expected words"),
        ("events", {"text": " - "}, "expected words"),
        ("events", {"place": ""}, "expected the name or id of a place"),
        ("events", {"kind": ""}, "no kind ''"),
    ],
)
def test_wrong_values(kind: str, wanted: dict[str, Any], hint: str, arvania: pc.Catalog) -> None:
    """A value that cannot be right raises a `ValueError` with the near match."""
    with pytest.raises(ValueError, match=r"\w") as caught:
        getattr(arvania, kind).filter(**wanted)
    assert isinstance(caught.value, pc.PolicyConceptsError)
    assert hint in str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", [None, [], (), set(), frozenset(), iter(())])
def test_nothing_is_no_value(kind: str, value: Any, arvania: pc.Catalog) -> None:
    """`None` and an empty list raise; they never mean everything or nothing."""
    for keyword in keywords(kind):
        if keyword in {"since", "until", "on", "certain"} and value is not None:
            continue
        with pytest.raises(pc.PolicyConceptsError, match=keyword):
            getattr(arvania, kind).filter(**{keyword: value})


def test_an_empty_collection_is_no_value(arvania: pc.Catalog) -> None:
    """A filter that found nothing, given to another, raises like an empty list."""
    nothing = arvania.concepts.filter(text="no such words anywhere")
    assert len(nothing) == 0
    with pytest.raises(pc.ArgumentError, match="expected at least one value for concept"):
        arvania.statements.filter(concept=nothing)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("events", {"kind": 3}),
        ("events", {"place": 3}),
        ("events", {"place": b"Orsk"}),
        ("events", {"place": {"id": "mirsk"}}),
        ("events", {"place": ["Orsk", None]}),
        ("events", {"text": 3}),
        ("events", {"text": b"x"}),
        ("events", {"since": 2031}),
        ("events", {"since": datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)}),
        ("events", {"since": ["2031", "2032"]}),
        ("events", {"certain": True}),
        ("events", {"certain": "yes", "since": "2031"}),
        ("events", {"certain": 1, "since": "2031"}),
        ("concepts", {"lang": 3}),
    ],
)
def test_wrong_types(kind: str, wanted: dict[str, Any], arvania: pc.Catalog) -> None:
    """A value of another type raises a `TypeError`."""
    with pytest.raises(pc.ArgumentTypeError):
        getattr(arvania, kind).filter(**wanted)


def test_records_of_another_kind(arvania: pc.Catalog) -> None:
    """A record of a kind that the keyword does not take is a `TypeError` that says what it does."""
    with pytest.raises(pc.ArgumentTypeError, match="expected a place; found <Event"):
        arvania.events.filter(place=arvania.events[0])  # type: ignore[arg-type]
    with pytest.raises(pc.ArgumentTypeError, match="expected a person or organization; found <Sou"):
        arvania.events.filter(person=arvania.sources[0])  # type: ignore[arg-type]


def test_records_of_another_catalog(arvania: pc.Catalog) -> None:
    """A record that the catalog does not hold is refused, not quietly found nowhere."""
    with pytest.raises(pc.ArgumentError, match="is not in this catalog"):
        arvania.events.filter(place=pc.Place(id="nowhere", name="Nowhere"))


def test_positional_arguments(arvania: pc.Catalog) -> None:
    """Criteria are given by keyword."""
    with pytest.raises(TypeError):
        arvania.events.filter("green-ledger")  # type: ignore[call-arg]


# --- sorting and grouping ---------------------------------------------------------------------


def test_sort(arvania: pc.Catalog) -> None:
    """The default is by date; records without one come last, in either direction."""
    dated = arvania.events.sort()
    assert dated.ids[-1] == "road-builders-gathering"
    known = [event.date for event in dated if event.date]
    assert known == sorted(known)
    backwards = arvania.events.sort(reverse=True)
    assert backwards.ids[-1] == "road-builders-gathering"
    assert [e.date for e in backwards if e.date] == sorted(known, reverse=True)
    assert arvania.events.sort("date") == dated
    assert set(dated.ids) == set(arvania.events.ids)


@pytest.mark.parametrize("kind", KINDS)
def test_sort_by_fields(kind: str, arvania: pc.Catalog) -> None:
    """By id, label or a function; the default for people and places is the label."""
    whole = getattr(arvania, kind)
    assert list(whole.sort("id").ids) == sorted(whole.ids)
    assert list(whole.sort("id", reverse=True).ids) == sorted(whole.ids, reverse=True)
    assert whole.sort(lambda record: record.id) == whole.sort("id")
    assert list(whole.sort(lambda record: len(record.id)).ids) == sorted(whole.ids, key=len)
    if kind not in DATED:
        assert [str(record.name) for record in whole.sort()] == sorted(
            str(record.name) for record in whole
        )


def test_sort_keeps_equals_in_order(arvania: pc.Catalog) -> None:
    """Records of one value keep their order."""
    assert arvania.events.sort(lambda event: 0) == arvania.events  # noqa: ARG005
    by_kind = arvania.statements.sort("id").sort("kind")
    for one, next_one in pairwise(by_kind):
        assert (one.kind, one.id) < (next_one.kind, next_one.id)


@pytest.mark.parametrize("key", ["dat", "", "place.name", "__class__", "ancestors"])
def test_sort_and_group_by_unknown_fields(key: str, arvania: pc.Catalog) -> None:
    """A field that is none raises and lists those that are."""
    with pytest.raises(
        pc.ArgumentError, match=r"events: no field .* Choose from: date, evidence, id"
    ):
        arvania.events.sort(key)
    with pytest.raises(pc.ArgumentError, match="no field"):
        arvania.events.group_by(key)
    with pytest.raises(pc.ArgumentTypeError, match="expected a field or a function"):
        arvania.events.sort(3)  # type: ignore[arg-type]
    with pytest.raises(pc.ArgumentTypeError, match="cannot order by 'place'"):
        arvania.events.sort("place")


def test_first_and_last(arvania: pc.Catalog) -> None:
    """The ends of a collection, or `None`."""
    dated = arvania.statements.sort()
    assert dated.first() == dated[0]
    assert dated.last() == dated[-1]
    empty = arvania.statements.filter(text="no such words")
    assert empty.first() is None
    assert empty.last() is None


def test_group_by(arvania: pc.Catalog) -> None:
    """Groups are collections; a record of several values is in each, one of none under `None`."""
    kinds = arvania.statements.group_by("kind")
    assert set(kinds) == set(get_args(m.StatementKind))
    assert sum(len(group) for group in kinds.values()) == len(arvania.statements)
    assert kinds["caution"] == arvania.statements.filter(kind="caution")
    years = arvania.events.group_by("year")
    assert set(years) == {1998, 2031, 2032, None}
    assert years[None].ids == ("first-survey", "road-builders-gathering")
    domains = arvania.concepts.group_by("domains")
    assert domains["ecology"] == arvania.concepts.filter(domain="ecology")
    concepts = arvania.statements.group_by("concepts")
    ledger = arvania.concepts["green-ledger"]
    assert concepts[ledger] == arvania.statements.filter(concept=ledger)
    assert arvania.people.group_by("posts")[None].ids == ("berg-ida",)
    assert arvania.events.group_by(lambda event: event.place)[None].ids == (
        "road-builders-gathering",
    )


# --- timeline ---------------------------------------------------------------------------------


def test_timeline(arvania: pc.Catalog) -> None:
    """Events and statements about a concept in the order of time, an event before what was said
    at it.
    """
    line = arvania.timeline("green ledger")
    assert [entry.id for entry in line] == [
        "slow-roads-conference-1998",
        "arvania-budget-speech-2031",
        "2031-04-02-orlan-mira-green-ledger-definition",
        "2031-04-02-orlan-mira-green-ledger-full-text",
        "arvania-assembly-2031-orsk-deliberation",
        "2031-04-05-arvania-assembly-green-ledger-call",
        "2032-01-15-arvania-gazette-ledger-explained",
        "ledger-act-2032",
        "2032-06-ledger-act-commitment",
    ]
    assert line.concept.id == "green-ledger"
    assert arvania.timeline(line.concept) == line
    assert hash(arvania.timeline(line.concept)) == hash(line)
    assert line[0] == line[:1][0]
    assert [*reversed(line)] == list(line)[::-1]
    assert line != arvania.timeline("slow roads")
    with pytest.raises(pc.UnknownNameError, match="timeline: no concept is named 'gren'"):
        arvania.timeline("gren")


def test_timeline_of_everything() -> None:
    """Every concept's timeline has each event and statement about it once, in the order of time."""
    catalog, reference = generated()
    for concept in catalog.concepts:
        line = list(catalog.timeline(concept))
        assert sorted(entry.id for entry in line) == sorted(
            reference.filter("events", {"concept": concept})
            + reference.filter("statements", {"concept": concept})
        )
        places = {entry.id: position for position, entry in enumerate(line)}
        for entry in line:
            if isinstance(entry, pc.Statement) and entry.event and entry.event.date and entry.when:
                assert places[entry.event.id] < places[entry.id]
        days = [
            entry.date for entry in line if isinstance(entry, pc.Event) and entry.date is not None
        ]
        starts = [day.earliest or datetime.date.min for day in days]
        assert starts == sorted(starts)
        dates = [entry.when if isinstance(entry, pc.Statement) else entry.date for entry in line]
        assert [date is None for date in dates] == sorted(date is None for date in dates)


def test_event_before_statement_of_less_precise_date(tmp_path: Path) -> None:
    """A statement dated to the month comes after its event, dated to the day."""
    tables = {
        "events": {"e": {"title": "E", "kind": "speech", "date": "2031-04-02"}},
        "concepts": {"c": {"names": [{"text": "c", "lang": "en"}]}},
        "statements": {
            "s": {"kind": "call", "voice": "direct", "summary": "S", "date": "2031-04",
                  "event": "e", "concepts": ["c"]},
        },
    }  # fmt: skip
    catalog = pc.load(write_file(tmp_path / "c.yaml", tables))
    assert [entry.id for entry in catalog.timeline("c")] == ["e", "s"]


# --- a sequence and a mapping -----------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_sequence(kind: str, arvania: pc.Catalog) -> None:
    """Length, iteration, indices, slices and `in`, as a tuple has them."""
    whole = getattr(arvania, kind)
    rows = tuple(whole)
    assert len(whole) == len(rows) > 0
    assert tuple(reversed(whole)) == rows[::-1]
    for index in range(-len(rows), len(rows)):
        assert whole[index] is rows[index]
    for index in (len(rows), -len(rows) - 1):
        with pytest.raises(IndexError, match=f"there are {len(rows)} {kind}"):
            whole[index]
    for part in (slice(None), slice(1, 3), slice(None, None, -1), slice(-2, None), slice(9, 2)):
        assert tuple(whole[part]) == rows[part]
        assert type(whole[part]) is type(whole)
    assert all(row in whole for row in rows)
    assert rows[0] not in whole[1:]
    assert whole[1:3][0] is rows[1]
    for odd in (None, 1.0, (), [], {}, object()):
        assert odd not in whole
    for odd in (None, 1.0, (0,), b"x"):
        with pytest.raises(pc.ArgumentTypeError, match="expected an id, an index or a slice"):
            whole[odd]


@pytest.mark.parametrize("kind", KINDS)
def test_mapping(kind: str, arvania: pc.Catalog) -> None:
    """Ids, `[id]`, `get`, `in`, keys, values and items, as a dict has them."""
    whole = getattr(arvania, kind)
    as_dict = dict(whole)
    assert list(as_dict) == list(whole.ids) == list(whole.keys())
    assert list(as_dict.values()) == list(whole) == list(whole.values())
    assert list(as_dict.items()) == list(whole.items())
    assert len(set(whole.ids)) == len(whole)
    for record_id, record in as_dict.items():
        assert whole[record_id] is whole.get(record_id) is record
        assert record_id in whole
    assert whole.get("no-such-id") is None
    assert whole.get("no-such-id", 3) == 3
    assert whole.get(3) is None
    assert "no-such-id" not in whole
    part = whole[1:]
    assert part.get(whole.ids[0]) is None
    with pytest.raises(KeyError):
        part[whole.ids[0]]
    assert whole._ipython_key_completions_() == list(whole.ids)


def test_collections_do_not_change(arvania: pc.Catalog) -> None:
    """Nothing can be set, added or removed."""
    events = arvania.events
    with pytest.raises(TypeError):
        events["x"] = events[0]  # type: ignore[index]
    with pytest.raises(TypeError):
        del events["orsk-tour-2031"]  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        events.note = "x"  # type: ignore[attr-defined]
    assert not hasattr(events, "append")
    before = events.ids
    events.to_dicts()[0]["id"] = "changed"
    list(events).clear()
    assert events.ids == before


def test_equality_of_collections(arvania: pc.Catalog) -> None:
    """Collections are equal when they are of one kind and hold equal records in one order."""
    again = pc.load(ARVANIA)
    assert arvania.events == again.events
    assert hash(arvania.events) == hash(again.events)
    assert arvania.events[1:3] == again.events[1:3]
    assert arvania.events[::-1] != arvania.events
    assert arvania.events[:0] != arvania.places[:0]
    assert arvania.events != list(arvania.events)
    assert arvania.concepts.filter(kind="slogan") == again.concepts.filter(text="frontier")


@pytest.mark.parametrize("kind", KINDS)
def test_to_dicts(kind: str, arvania: pc.Catalog) -> None:
    """Plain dictionaries of strings, lists and dictionaries, ready for JSON, ids for records."""
    rows = getattr(arvania, kind).to_dicts()
    assert [row["id"] for row in rows] == list(getattr(arvania, kind).ids)
    assert json.loads(to_yaml(rows)) == rows
    assert all(value not in (None, [], {}) for row in rows for value in row.values())
    rows[0].clear()
    assert getattr(arvania, kind).to_dicts()[0]
