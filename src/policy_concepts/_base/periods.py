"""Periods that are given by their first and last day."""

from __future__ import annotations

import datetime
from typing import Any

from .dates import PartialDate
from .errors import ArgumentError, wrong


def period(
    caller: str, since: Any = None, until: Any = None, on: Any = None
) -> tuple[datetime.date | None, datetime.date | None]:
    """Returns the first and last day of a period given by `since`, `until` and `on`.

    Raises:
        ArgumentError: An invalid date, a period that ends before it starts, or an open end where a
            day is required.
    """
    first: datetime.date | None = None
    last: datetime.date | None = None
    if since is not None:
        first = PartialDate(since).earliest
        if first is None:
            raise wrong(ArgumentError, f"{caller}", "a date with a start for since", str(since))
    if until is not None:
        last = PartialDate(until).latest
        if last is None:
            raise wrong(ArgumentError, f"{caller}", "a date with an end for until", str(until))
    if on is not None:
        day = PartialDate(on)
        first = max(filter(None, (first, day.earliest)), default=None)
        last = min(filter(None, (last, day.latest)), default=None)
    if first is not None and last is not None and first > last:
        raise ArgumentError(f"{caller}: the period ends ({last}) before it starts ({first})")
    return first, last
