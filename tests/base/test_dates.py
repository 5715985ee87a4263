"""Dates known to the year, month or day, checked by themselves and against the `edtf` package."""

from __future__ import annotations

import copy
import datetime
import pickle
from itertools import pairwise

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given, settings, strategies as st

from policy_concepts import ArgumentTypeError, InvalidDateError, PartialDate

# --- what there is to choose from -------------------------------------------------------------

days = st.dates()
marks = st.sampled_from(["", "", "~", "?"])


@st.composite
def single_dates(draw: st.DrawFn) -> str:
    """A date of any precision, with or without a mark."""
    day = draw(days).isoformat()
    return day[: draw(st.sampled_from([4, 7, 10]))] + draw(marks)


@st.composite
def intervals(draw: st.DrawFn) -> str:
    """An interval whose ends are in order; one of them may be open."""
    start, end = sorted([draw(single_dates()), draw(single_dates())], key=_first_day)
    shape = draw(st.sampled_from(["closed", "closed", "start", "end"]))
    if shape == "start":
        return f"../{end}"
    if shape == "end":
        return f"{start}/.."
    return f"{start}/{end}"


def _first_day(text: str) -> str:
    return (text.rstrip("~?") + "-01-01")[:10]


edtf_strings = st.one_of(single_dates(), intervals())
partial_dates = edtf_strings.map(PartialDate)
near_misses = st.text(alphabet="0123456789-/.~?%uXx ", max_size=24)


def _date(value: object) -> datetime.date | None:
    """A `struct_time` of the edtf package as a date; infinities as no date."""
    if isinstance(value, float):
        return None
    return datetime.date(*value[:3])  # type: ignore[index]  # a struct_time


# --- bounds -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-09", "2023-09-01", "2023-09-30"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("2023-09-07", "2023-09-07", "2023-09-07"),
        ("2023-09-06/2023-09-08", "2023-09-06", "2023-09-08"),
        ("2023-09/2024", "2023-09-01", "2024-12-31"),
        ("2023-09/2023", "2023-09-01", "2023-12-31"),
        ("2022/..", "2022-01-01", None),
        ("../1997", None, "1997-12-31"),
        ("../1997-07-01", None, "1997-07-01"),
        ("1947~", "1947-01-01", "1947-12-31"),
        ("1947?", "1947-01-01", "1947-12-31"),
        ("1947-05~", "1947-05-01", "1947-05-31"),
        ("1947~/1949?", "1947-01-01", "1949-12-31"),
        ("1947~/..", "1947-01-01", None),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    """A date means the days from `earliest` to `latest`, with `None` at an open end."""
    date = PartialDate(text)
    assert (date.earliest, date.latest) == tuple(
        None if day is None else datetime.date.fromisoformat(day) for day in (earliest, latest)
    )


@given(edtf_strings)
def test_bounds_enclose_the_days_written(text: str) -> None:
    """The first day is not after the last, and both are what the string begins and ends with."""
    date = PartialDate(text)
    start, _, end = text.partition("/")
    if date.earliest is not None and date.latest is not None:
        assert date.earliest <= date.latest
    assert (date.earliest is None) == (start == "..")
    assert (date.latest is None) == (end == "..")
    if date.earliest is not None:
        assert date.earliest.isoformat().startswith(start.rstrip("~?"))
    if date.latest is not None:
        assert date.latest.isoformat().startswith((end or start).rstrip("~?"))


# --- kept as written --------------------------------------------------------------------------


@given(edtf_strings)
def test_kept_as_written(text: str) -> None:
    """`str()` gives the string back, and so do repr, a copy and a pickle."""
    date = PartialDate(text)
    assert str(date) == text
    assert repr(date) == f"PartialDate({text!r})"
    for again in (
        PartialDate(date),
        copy.copy(date),
        copy.deepcopy(date),
        *(pickle.loads(pickle.dumps(date, protocol)) for protocol in range(6)),
    ):
        assert again == date
        assert str(again) == text
        assert (again.earliest, again.latest) == (date.earliest, date.latest)


@given(days)
def test_takes_a_date(day: datetime.date) -> None:
    """A `datetime.date` becomes that one day."""
    date = PartialDate(day)
    assert date == PartialDate(day.isoformat())
    assert date.earliest == date.latest == day


@pytest.mark.parametrize(
    ("text", "interval", "approximate", "uncertain"),
    [
        ("2023", False, False, False),
        ("2023~", False, True, False),
        ("2023-09?", False, False, True),
        ("2022~/2023?", True, True, True),
        ("2022/..", True, False, False),
    ],
)
def test_says_how_it_is_marked(
    text: str, interval: bool, approximate: bool, uncertain: bool
) -> None:
    """A date knows whether it is an interval, approximate or uncertain."""
    date = PartialDate(text)
    assert (date.is_interval, date.is_approximate, date.is_uncertain) == (
        interval,
        approximate,
        uncertain,
    )


# --- what is refused --------------------------------------------------------------------------

REFUSED = [
    "",
    " ",
    "..",
    "/",
    "../..",
    "/2023",
    "2023/",
    "2023//2024",
    "2023/2024/2025",
    "2023-1",
    "2023-9-7",
    "2023-09-7",
    "23",
    "023",
    "20233",
    "+2023",
    "-2023",
    "Y20230",
    "2023-00",
    "2023-13",
    "2023-09-00",
    "2023-09-31",
    "2023-02-29",
    "1900-02-29",
    "0000",
    "0000-01-01",
    "2023-21",  # a season
    "201X",
    "201u",
    "2023-XX",
    "2023%",
    "2023~?",
    "2023?~",
    "~2023",
    "2023-~09",
    "2023?-09",
    "[2022,2023]",
    "{2022,2023}",
    "2023..2024",
    "2023-09-07T12:00:00",
    "20230907",
    "2023-250",
    "2023-W36",
    "2023/09",
    "2024/2023",
    "2023-09-08/2023-09-07",
    "2023-10/2023-09-30",
    "unknown",
    "2023/unknown",
    "2023/open",
    "../open",
    " 2023",
    "2023 ",
    "2023\n",
    "2023-09-07\n",
    "\n2023",
    "2023/2024\n",
    "2023\x00",
    "２０２３",  # full-width digits are digits to int()
    "٢٠٢٣",
    "2023−09",  # a minus sign
    "2023–2024",
    "2023-09-07/",
    "~",
    "?",
    "../",
    "/..",
    "..~/2023",
    "2023/..~",
]


@pytest.mark.parametrize("text", REFUSED)
def test_refuses_every_other_form(text: str) -> None:
    """What is not one of the forms is an `InvalidDateError`, a `ValueError`, that shows it."""
    with pytest.raises(InvalidDateError) as caught:
        PartialDate(text)
    assert isinstance(caught.value, ValueError)
    assert repr(text) in str(caught.value)


@given(st.one_of(near_misses, st.text()))
@settings(max_examples=500)
def test_never_fails_otherwise(text: str) -> None:
    """Any string is either read, and then kept, or refused with an `InvalidDateError`."""
    try:
        date = PartialDate(text)
    except InvalidDateError:
        return
    assert str(date) == text


@pytest.mark.parametrize(
    "value", [2023, 2023.0, None, b"2023", True, ("2023",), ["2023"], {"date": "2023"}]
)
def test_refuses_other_types(value: object) -> None:
    """A number or anything else that is no string is a `TypeError` that shows it."""
    with pytest.raises(ArgumentTypeError, match="PartialDate: expected") as caught:
        PartialDate(value)  # type: ignore[arg-type]
    assert isinstance(caught.value, TypeError)
    assert repr(value) in str(caught.value)


def test_refuses_a_datetime() -> None:
    """A moment falls on different days in different places, so it is refused with advice."""
    with pytest.raises(ArgumentTypeError, match=r"pass its \.date\(\)"):
        PartialDate(datetime.datetime(2023, 9, 7, tzinfo=datetime.UTC))


# --- equality and order -----------------------------------------------------------------------


@given(edtf_strings, edtf_strings)
def test_equal_when_written_alike(one: str, other: str) -> None:
    """Dates are equal when their strings are, and then their hashes are."""
    assert (PartialDate(one) == PartialDate(other)) == (one == other)
    assert hash(PartialDate(one)) == hash(PartialDate(str(one)))


def test_equals_no_string() -> None:
    """A date is not its string, as 2023-09 is not a name for the month's days."""
    assert PartialDate("2023") != "2023"
    assert PartialDate("2023-09") != PartialDate("2023-09-01/2023-09-30")
    assert PartialDate("2023-09-07") != datetime.date(2023, 9, 7)


@given(st.lists(partial_dates, min_size=3, max_size=3))
def test_order_is_total(dates: list[PartialDate]) -> None:
    """Of any two dates exactly one is less, or they are equal; and less is transitive."""
    a, b, c = dates
    assert [a < b, a == b, a > b].count(True) == 1
    assert (a <= b) == (a < b or a == b)
    assert (a >= b) == (a > b or a == b)
    assert (a < b) == (b > a)
    if a <= b <= c:
        assert a <= c


@given(st.lists(partial_dates))
def test_order_follows_the_calendar(dates: list[PartialDate]) -> None:
    """Sorted dates have rising first days; an open start comes before every day."""
    for one, next_one in pairwise(sorted(dates)):
        if next_one.earliest is None:
            assert one.earliest is None
        elif one.earliest is not None:
            assert one.earliest <= next_one.earliest
            if one.earliest == next_one.earliest and next_one.latest is not None:
                assert one.latest is not None
                assert one.latest <= next_one.latest


def test_order_by_hand() -> None:
    """First by `earliest`, then by `latest`; an open end lies beyond every day."""
    ordered = [
        "../1997",
        "../2023",
        "0001-01-01",
        "2022/..",
        "2023-01-01",
        "2023-01",
        "2023",
        "2023~",
        "2023/9999-12-31",
        "2023/..",
        "2023-01-02",
        "2023-09-06/2023-09-08",
        "2023-09-07",
        "9999-12-31",
        "9999-12-31/..",
    ]
    assert [
        str(date) for date in sorted(PartialDate(text) for text in reversed(ordered))
    ] == ordered


@pytest.mark.parametrize("other", ["2023", 2023, datetime.date(2023, 1, 1), None])
def test_order_only_among_themselves(other: object) -> None:
    """Comparing with anything else is a `TypeError`, as for a `datetime.date`."""
    date = PartialDate("2023")
    with pytest.raises(TypeError):
        _ = date < other
    with pytest.raises(TypeError):
        _ = date <= other
    with pytest.raises(TypeError):
        _ = date > other
    with pytest.raises(TypeError):
        _ = date >= other


# --- periods ----------------------------------------------------------------------------------

bounds = st.one_of(st.none(), st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 1, 1)))


@given(partial_dates, bounds, bounds)
def test_surely_within_is_narrower(
    date: PartialDate, since: datetime.date | None, until: datetime.date | None
) -> None:
    """What surely happened in a period may have happened in it."""
    if since is not None and until is not None and since > until:
        since, until = until, since
    if date.surely_within(since, until):
        assert date.overlaps(since, until)


@given(st.dates(), st.dates(), st.dates())
def test_a_day_is_within_or_not(
    day: datetime.date, since: datetime.date, until: datetime.date
) -> None:
    """For a plain day, may have and surely are the same as being between the two."""
    date = PartialDate(day)
    inside = since <= day <= until
    if since <= until:
        assert date.overlaps(since, until) == date.surely_within(since, until) == inside


@pytest.mark.parametrize(
    ("text", "since", "until", "may", "surely"),
    [
        ("2023-09", "2023-09-15", None, True, False),
        ("2023-09", "2023-10-01", None, False, False),
        ("2023-09", None, "2023-09-01", True, False),
        ("2023-09", None, "2023-08-31", False, False),
        ("2023-09", "2023-09-01", "2023-09-30", True, True),
        ("2023-09~", "2023-09-01", "2023-09-30", True, False),
        ("2023-09?", "2023-01-01", "2023-12-31", True, False),
        ("2022/..", "2030-01-01", None, True, False),
        ("2022/..", None, "2021-12-31", False, False),
        ("2022/..", "2022-01-01", None, True, True),
        ("../1997", "1998-01-01", None, False, False),
        ("../1997", None, "1997-12-31", True, True),
        ("../1997", "1990-01-01", None, True, False),
        ("2023", None, None, True, True),
    ],
)
def test_periods(text: str, since: str | None, until: str | None, may: bool, surely: bool) -> None:
    """A date may lie in a period when any of its days does, and surely when all do."""
    first, last = (
        None if day is None else datetime.date.fromisoformat(day) for day in (since, until)
    )
    assert PartialDate(text).overlaps(first, last) is may
    assert PartialDate(text).surely_within(first, last) is surely


# --- never changes ----------------------------------------------------------------------------


def test_is_immutable() -> None:
    """Nothing of a date can be set, added or deleted."""
    date = PartialDate("2023")
    with pytest.raises(AttributeError, match="immutable"):
        date.earliest = datetime.date(2024, 1, 1)  # type: ignore[misc]
    with pytest.raises(AttributeError, match="immutable"):
        date._text = "2024"
    with pytest.raises(AttributeError, match="immutable"):
        date.note = "x"  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="immutable"):
        del date._text
    assert not hasattr(date, "__dict__")
    assert str(date) == "2023"


# --- against the edtf package -----------------------------------------------------------------


@given(edtf_strings.filter(lambda text: not text.startswith("0000")))
@settings(max_examples=200)
def test_agrees_with_edtf(text: str) -> None:
    """The first and last day are those that the `edtf` package computes."""
    theirs = parse_edtf(text)
    ours = PartialDate(text)
    assert _date(theirs.lower_strict()) == ours.earliest
    assert _date(theirs.upper_strict()) == ours.latest


@given(near_misses)
@settings(max_examples=400)
def test_refuses_what_edtf_refuses(text: str) -> None:
    """A string that the `edtf` package does not read is refused here too."""
    try:
        parse_edtf(text)
    except (EDTFParseException, ValueError, TypeError):  # a TypeError for "/.."
        with pytest.raises(InvalidDateError):
            PartialDate(text)


@pytest.mark.parametrize("text", ["/..", "../", "/", ".."])
def test_refuses_an_interval_without_a_date(text: str) -> None:
    """An interval has a date at one end at least."""
    with pytest.raises(InvalidDateError):
        PartialDate(text)


@pytest.mark.parametrize(
    "text",
    [
        "2023%",
        "201X",
        "2023-XX",
        "Y20230",
        "2023-21",
        "[2022,2023]",
        "{2022,2023}",
        "2023-09-07T12:00:00",
        "-2023",
        "0000",
        "2023/",
        "/2023",
        "../..",
    ],
)
def test_leaves_out_the_rest_of_edtf(text: str) -> None:
    """Of EDTF only the forms that the contract names are read, though the package reads more."""
    assert parse_edtf(text) is not None
    with pytest.raises(InvalidDateError):
        PartialDate(text)
