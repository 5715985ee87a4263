"""Dates known to the year, the month or the day.

The forms read here are part of the Extended Date/Time Format (EDTF), now in ISO 8601-2:2019;
the Library of Congress keeps the specification at https://www.loc.gov/standards/datetime/.
Read are level 0 dates and intervals, and from level 1 the marks `~` (approximate) and `?`
(uncertain) and the open interval `..`.
"""

from __future__ import annotations

import datetime
import re
from typing import Final

from .errors import ArgumentTypeError, InvalidDateError, described, wrong
from .public import public

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~])?\Z")
_FORMS: Final = (
    "an EDTF date such as '2023', '2023-09', '2023-09-07', '2023-09-06/2023-09-08', "
    "'2023-09/..', '../2023', '1947~' or '1947?'"
)


@public
class PartialDate:
    """A date known to the year, month or day, or an interval of such dates.

    An EDTF string (ISO 8601-2:2019, as far as listed in the module) that is kept as written.
    Two dates are equal when they are written alike: `2023-09` is not `2023-09-01/2023-09-30`.
    They are ordered by `earliest`, then `latest` (an open end lies before or after everything),
    then by the string.

    Args:
        text: The EDTF string, a `datetime.date`, or another `PartialDate`.

    Raises:
        InvalidDateError: (a `ValueError`) The string is not one of the forms, or not a real day.
        ArgumentTypeError: (a `TypeError`) Something else was given; a `datetime.datetime` too,
            because which civil day it falls on depends on a time zone.

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

    __slots__ = ("_earliest", "_latest", "_text")

    _text: str
    _earliest: datetime.date | None
    _latest: datetime.date | None

    def __init__(self, text: str | datetime.date | PartialDate) -> None:
        if isinstance(text, PartialDate):
            text = text._text
        elif isinstance(text, datetime.date) and not isinstance(text, datetime.datetime):
            text = text.isoformat()
        elif not isinstance(text, str):
            hint = " (pass its .date())" if isinstance(text, datetime.datetime) else ""
            raise wrong(
                ArgumentTypeError,
                "PartialDate",
                f"{_FORMS}, or a datetime.date",
                f"{described(text)}{hint}",
            )
        earliest, latest = _bounds(text)
        object.__setattr__(self, "_text", text)
        object.__setattr__(self, "_earliest", earliest)
        object.__setattr__(self, "_latest", latest)

    @property
    def earliest(self) -> datetime.date | None:
        """The first day that the date can mean; `None` when the start is open."""
        return self._earliest

    @property
    def latest(self) -> datetime.date | None:
        """The last day that the date can mean; `None` when the end is open."""
        return self._latest

    @property
    def is_interval(self) -> bool:
        """Whether the string is written as an interval, with a slash."""
        return "/" in self._text

    @property
    def is_approximate(self) -> bool:
        """Whether a part is marked `~`, about."""
        return "~" in self._text

    @property
    def is_uncertain(self) -> bool:
        """Whether a part is marked `?`, perhaps."""
        return "?" in self._text

    def overlaps(self, since: datetime.date | None, until: datetime.date | None) -> bool:
        """Whether the date may lie between two days, both included; `None` means no bound."""
        if since is not None and self._latest is not None and self._latest < since:
            return False
        return not (until is not None and self._earliest is not None and self._earliest > until)

    def surely_within(self, since: datetime.date | None, until: datetime.date | None) -> bool:
        """Whether the date surely lies between two days, both included.

        A date marked `~` or `?` is never sure.
        """
        if self.is_approximate or self.is_uncertain:
            return False
        if since is not None and (self._earliest is None or self._earliest < since):
            return False
        return not (until is not None and (self._latest is None or self._latest > until))

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

    def _order(self) -> tuple[bool, datetime.date, bool, datetime.date, str]:
        return (
            # 0001-01-01 and 9999-12-31 are days; an open end lies beyond them.
            self._earliest is not None,
            self._earliest or datetime.date.min,
            self._latest is None,
            self._latest or datetime.date.max,
            self._text,
        )

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order() < other._order()

    def __le__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order() <= other._order()

    def __gt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order() > other._order()

    def __ge__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order() >= other._order()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"PartialDate is immutable: cannot set {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"PartialDate is immutable: cannot delete {name!r}")

    def __reduce__(self) -> tuple[type[PartialDate], tuple[str]]:
        return (PartialDate, (self._text,))


def _last_day(first: datetime.date) -> datetime.date:
    """The last day of the month that begins on a day; `calendar` is slow to import."""
    if first.month == 12:
        return first.replace(day=31)
    return first.replace(month=first.month + 1) - datetime.timedelta(days=1)


def _bounds(text: str) -> tuple[datetime.date | None, datetime.date | None]:
    start, slash, end = text.partition("/")
    if not slash:
        return _date_bounds(text, text)
    if start == ".." and end == "..":
        raise InvalidDateError(f"{text!r} has two open ends and says nothing; leave the date out")
    if not start or not end:
        raise InvalidDateError(f"{text!r}: write '..' for an open end, as in '2023/..'")
    earliest = None if start == ".." else _date_bounds(start, text)[0]
    latest = None if end == ".." else _date_bounds(end, text)[1]
    if earliest and latest and earliest > latest:
        raise InvalidDateError(f"{text!r} ends before it starts")
    return earliest, latest


def _date_bounds(part: str, whole: str) -> tuple[datetime.date, datetime.date]:
    match = _DATE.match(part)
    if match is None:
        raise InvalidDateError(
            f"expected {_FORMS}; found {whole!r}", expected=_FORMS, found=repr(whole)
        )
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if day is not None:
            only = datetime.date(year, int(month), int(day))
            return only, only
        if month is not None:
            first = datetime.date(year, int(month), 1)
            return first, _last_day(first)
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    except ValueError as error:
        raise InvalidDateError(f"{whole!r} has the form of a date but is none: {error}") from None
