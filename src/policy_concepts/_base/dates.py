"""Dates known to the year, the month or the day.

A subset of the Extended Date/Time Format (EDTF), which is now part of ISO 8601-2:2019; the Library
of Congress maintains the specification at https://www.loc.gov/standards/datetime/.
Supported are level 0 dates and intervals, and from level 1 the qualifiers `~` (approximate) and
`?` (uncertain) and the open interval `..`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from .errors import ArgumentTypeError, InvalidDateError, described, wrong
from .immutable import Immutable
from .public import public

if TYPE_CHECKING:
    import datetime

Day: TypeAlias = tuple[int, int, int]

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~])?\Z")
# Sort keys of open ends.
_BEFORE_ALL_DAYS: Final = (0, 0, 0)
_AFTER_ALL_DAYS: Final = (10_000, 0, 0)
_FORMS: Final = (
    "an EDTF date such as '2023', '2023-09', '2023-09-07', '2023-09-06/2023-09-08', "
    "'2023-09/..', '../2023', '1947~' or '1947?'"
)


@public
class PartialDate(Immutable):
    """A date known to the year, month or day, or an interval of such dates.

    An EDTF string (ISO 8601-2:2019), kept as written.
    Dates are equal if their strings are equal: `2023-09` is not `2023-09-01/2023-09-30`.
    They are ordered by `earliest`, then `latest` (an open end is before or after all days), then by
    the string.

    Args:
        text: The EDTF string, a `datetime.date`, or another `PartialDate`.

    Raises:
        InvalidDateError: (a `ValueError`) The string is not one of the forms, or not a real day.
        ArgumentTypeError: (a `TypeError`) Any other type, including `datetime.datetime`, whose
            civil day depends on a time zone.

    Example:
        >>> from policy_concepts import PartialDate
        >>> date = PartialDate("2023-09")
        >>> date.earliest, date.latest
        (datetime.date(2023, 9, 1), datetime.date(2023, 9, 30))
        >>> print(PartialDate("2023-09-06/2023-09-08"))
        2023-09-06/2023-09-08
        >>> print(PartialDate("2022/..").latest)
        None
        >>> PartialDate("2023-08") < date
        True
    """

    __slots__ = ("_first", "_last", "_text")

    _text: str
    # Year, month and day; `None` at an open end.
    _first: Day | None
    _last: Day | None

    def __init__(self, text: str | datetime.date | PartialDate) -> None:
        if not isinstance(text, str):
            text = text._text if isinstance(text, PartialDate) else _isoformat(text)
        first, last = _bounds(text)
        object.__setattr__(self, "_text", text)
        object.__setattr__(self, "_first", first)
        object.__setattr__(self, "_last", last)

    @property
    def earliest(self) -> datetime.date | None:
        """The first day that the date can mean; `None` when the start is open."""
        return _to_date(self._first)

    @property
    def latest(self) -> datetime.date | None:
        """The last day that the date can mean; `None` when the end is open."""
        return _to_date(self._last)

    @property
    def is_interval(self) -> bool:
        """Whether the string is written as an interval, with a slash."""
        return "/" in self._text

    @property
    def is_approximate(self) -> bool:
        """Whether a part is marked `~`, approximate."""
        return "~" in self._text

    @property
    def is_uncertain(self) -> bool:
        """Whether a part is marked `?`, uncertain."""
        return "?" in self._text

    def overlaps(self, since: datetime.date | None, until: datetime.date | None) -> bool:
        """Whether the date may lie between two days, both included; `None` means no bound."""
        if since is not None and self._last is not None and self._last < _parts(since):
            return False
        return not (until is not None and self._first is not None and self._first > _parts(until))

    def surely_within(self, since: datetime.date | None, until: datetime.date | None) -> bool:
        """Whether the date surely lies between two days, both included.

        A date marked `~` or `?` is never sure.
        """
        if self.is_approximate or self.is_uncertain:
            return False
        if since is not None and (self._first is None or self._first < _parts(since)):
            return False
        return not (until is not None and (self._last is None or self._last > _parts(until)))

    def ends_before(self, other: PartialDate) -> bool:
        """Whether its last day is before the first day of another date; `False` for open ends."""
        return self._last is not None and other._first is not None and self._last < other._first

    def __str__(self) -> str:
        return self._text

    def __format__(self, spec: str) -> str:
        return format(self._text, spec)

    def __repr__(self) -> str:
        return f"PartialDate({self._text!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._text == other._text

    def __hash__(self) -> int:
        return hash((PartialDate, self._text))

    def _sort_key(self) -> tuple[Day, Day, str]:
        return (self._first or _BEFORE_ALL_DAYS, self._last or _AFTER_ALL_DAYS, self._text)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._sort_key() < other._sort_key()

    def __le__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._sort_key() <= other._sort_key()

    def __gt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._sort_key() > other._sort_key()

    def __ge__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._sort_key() >= other._sort_key()

    def __reduce__(self) -> tuple[type[PartialDate], tuple[str]]:
        return (PartialDate, (self._text,))


def _isoformat(value: object) -> str:
    """Returns the string of a `datetime.date`."""
    import datetime

    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    hint = " (pass its .date())" if isinstance(value, datetime.datetime) else ""
    raise wrong(
        ArgumentTypeError,
        "PartialDate",
        f"{_FORMS}, or a datetime.date",
        f"{described(value)}{hint}",
    )


def _to_date(day: Day | None) -> datetime.date | None:
    # A first look-up needs no `datetime`, which is slow to import.
    import datetime

    return None if day is None else datetime.date(*day)


def _parts(date: datetime.date) -> Day:
    return date.year, date.month, date.day


def _bounds(text: str) -> tuple[Day | None, Day | None]:
    start, slash, end = text.partition("/")
    if not slash:
        return _date_bounds(text, text)
    if start == ".." and end == "..":
        raise _invalid(f"{text!r} has two open ends and says nothing; leave the date out")
    if not start or not end:
        raise _invalid(f"{text!r}: write '..' for an open end, as in '2023/..'")
    first = None if start == ".." else _date_bounds(start, text)[0]
    last = None if end == ".." else _date_bounds(end, text)[1]
    if first and last and first > last:
        raise _invalid(f"{text!r} ends before it starts")
    return first, last


def _date_bounds(part: str, whole: str) -> tuple[Day, Day]:
    match = _DATE.match(part)
    if match is None:
        raise wrong(InvalidDateError, "", _FORMS, repr(whole))
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if not year:
        raise _not_a_day(whole, "year 0 is out of range")
    if not 1 <= month <= 12:
        raise _not_a_day(whole, "month must be in 1..12")
    last = _last_day(year, month)
    if not 1 <= day <= last:
        raise _not_a_day(whole, "day is out of range for month")
    if match[3]:
        return (year, month, day), (year, month, day)
    if match[2]:
        return (year, month, 1), (year, month, last)
    return (year, 1, 1), (year, 12, 31)


def _last_day(year: int, month: int) -> int:
    """The last day of a month in the Gregorian calendar."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _invalid(message: str) -> InvalidDateError:
    return InvalidDateError(message, expected=_FORMS, found=message)


def _not_a_day(whole: str, why: str) -> InvalidDateError:
    return _invalid(f"{whole!r} has the form of a date but is none: {why}")
