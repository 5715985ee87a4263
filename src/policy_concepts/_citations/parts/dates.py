"""Dates as citations carry them, and how styles print them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from ..._base.markup import clean

_LONG: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
    "Spring", "Summer", "Autumn", "Winter",
)  # fmt: skip
# As the reference locale abbreviates months, and as engineers and physicians do.
_SHORT: Final = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June",
    "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
    *_LONG[12:],
)  # fmt: skip
_THREE: Final = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.",
    "Jul.", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.",
    *_LONG[12:],
)  # fmt: skip


class Date(NamedTuple):
    """A date or a range of two, each known to the year, month or day.

    Attributes:
        start: Year, month, day; 0 for what is not known. Months 13 to 16 are seasons.
        end: The end of a range: `None` for a single date, `(0, 0, 0)` for a range still open.
        circa: Whether the date is approximate.
        literal: Words in place of a date, such as `forthcoming`.
    """

    start: tuple[int, int, int]
    end: tuple[int, int, int] | None = None
    circa: bool = False
    literal: str = ""


class Part(NamedTuple):
    """How a style prints one part of a date.

    Attributes:
        which: 0 for the year, 1 for the month, 2 for the day.
        names: Month names; the empty tuple for digits.
        before: Printed before the part.
        after: Printed after the part.
        width: Digits, padded with zeros.
        dash: Printed between the two ends of a range that differ from this part on.
    """

    which: int
    names: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    width: int = 0
    dash: str = "–"


YEAR: Final = (Part(0),)
# May 3, 2024
MONTH_DAY_YEAR: Final = (Part(1, _LONG, after=" "), Part(2, after=", "), Part(0))
MONTH_DAY: Final = (Part(1, _LONG), Part(2, before=" "))
MONTH: Final = (Part(1, _LONG),)
# 3 May 2024, with the months of MLA
DAY_MONTH_YEAR: Final = (Part(2, after=" "), Part(1, _SHORT, after=" "), Part(0))
SHORT_MONTH_YEAR: Final = (Part(1, _SHORT, after=" "), Part(0))
DAY_MONTH: Final = (Part(2, after=" "), Part(1, _LONG))
# May 03, 2024, as IEEE has it
THREE_DAY_YEAR: Final = (Part(1, _THREE, after=" "), Part(2, after=", ", width=2), Part(0))
THREE_YEAR: Final = (Part(1, _THREE, after=" "), Part(0))
# 2024 May 3, as the National Library of Medicine has it
_BARE: Final = tuple(name.rstrip(".") for name in _THREE)
YEAR_THREE_DAY: Final = (Part(0), Part(1, _BARE, before=" "), Part(2, before=" "))
YEAR_THREE: Final = (Part(0), Part(1, _BARE, before=" "))
# 2024-05-03, as GB/T 7714 has it
ISO: Final = (
    Part(0, width=4, dash="/"),
    Part(1, before="-", width=2, dash="/"),
    Part(2, before="-", width=2, dash="/"),
)


def show(date: Date | None, parts: tuple[Part, ...]) -> str:
    """Print a date; nothing if it has none of the parts."""
    if date is None:
        return ""
    if date.literal:
        return date.literal
    start = date.start
    if date.end is not None:
        return _show_range(start, date.end, parts)
    out = ""
    pending = ""
    for part in parts:
        number = start[part.which]
        if number:
            out += pending + part.before + _number(number, part)
            pending = part.after
    return out.lstrip() if out[:1] == " " and parts[0].before == "" else out


def _number(number: int, part: Part) -> str:
    if part.names:
        return part.names[number - 1] if number <= 16 else ""
    if part.which == 0:
        if number < 0:
            return f"{-number}BC"
        if number < 1000:
            return f"{number}AD"
    return str(number).zfill(part.width) if part.width else str(number)


def _show_range(
    start: tuple[int, int, int], end: tuple[int, int, int], parts: tuple[Part, ...]
) -> str:
    same: set[int] = set()
    for index in sorted(part.which for part in parts):
        if start[index] != end[index]:
            break
        same.add(index)
    if len(same) == len(parts):
        return show(Date(start), parts)
    first = [i for i, part in enumerate(parts) if part.which not in same]
    low, high = first[0], first[0]
    while high < len(parts) and parts[high].which not in same:
        high += 1
    differing = parts[low:high]
    dash = min(differing, key=lambda part: part.which).dash
    left = _run(start, parts[:low])
    from_ = _strip_last(_run(start, differing), differing, start)
    to = _run(end, differing)
    leading = next((part for part in differing if end[part.which]), None)
    if leading is not None and leading.before and to.startswith(leading.before):
        to = to[len(leading.before) :]
    tail = _run(end, parts[high:])
    if not tail:
        to = _strip_last(to, differing, end)
    return f"{left}{from_}{dash}{to}{tail}"


def _run(date: tuple[int, int, int], parts: tuple[Part, ...]) -> str:
    return "".join(
        part.before + _number(date[part.which], part) + part.after
        for part in parts
        if date[part.which]
    )


def _strip_last(text: str, parts: tuple[Part, ...], date: tuple[int, int, int]) -> str:
    present = [part for part in parts if date[part.which]]
    if present and present[-1].after:
        return text.removesuffix(present[-1].after)
    return text


# --- reading -----------------------------------------------------------------------------------

_EDTF: Final = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?\Z")


@lru_cache(maxsize=8192)
def from_edtf(text: str) -> Date | None:
    """An EDTF string (`2023-09`, `2023-09-06/2023-09-08`, `2023~`) as a date."""
    left, slash, right = text.partition("/")
    circa = "~" in text or "?" in text or "%" in text
    start = _point(left)
    if not slash:
        return None if start is None else Date(start, None, circa)
    end = _point(right)
    if start is None:
        return None if end is None or left != ".." else Date(end, None, circa)
    if end is None and right not in ("", ".."):
        return None
    return Date(start, end or (0, 0, 0), circa)


def _point(text: str) -> tuple[int, int, int] | None:
    match = _EDTF.match(text.strip())
    if match is None:
        return None
    year, month, day = match.groups()
    number = int(month or 0)
    if number > 20:
        number -= 8  # seasons
    return int(year), number, int(day or 0)


def from_csl(value: object) -> Date | None:
    """A CSL-JSON date variable; what cannot be read as a date is kept as words."""
    if isinstance(value, str):
        return _from_words(value)
    if not isinstance(value, dict):
        return None
    circa = value.get("circa", False)
    approximate = circa is True or circa == 1 or str(circa).lower() == "true"
    literal = value.get("literal")
    if isinstance(literal, str) and clean(literal) and not value.get("date-parts"):
        return Date((0, 0, 0), None, approximate, clean(literal))
    points: list[tuple[int, int, int]] = []
    raw_parts = value.get("date-parts")
    for raw in raw_parts if isinstance(raw_parts, (list, tuple)) else ():
        point = _from_parts(raw)
        if point is not None:
            points.append(point)
    if not points or not points[0][0]:
        raw_text = value.get("raw")
        return _from_words(raw_text) if isinstance(raw_text, str) else None
    season = value.get("season")
    start = points[0]
    if season is not None and not start[1] and len(points) == 1 and str(season).isdecimal():
        start = (start[0], 12 + int(season), 0)
    return Date(start, points[1] if len(points) > 1 else None, approximate)


def _from_parts(raw: object) -> tuple[int, int, int] | None:
    if not isinstance(raw, (list, tuple)):
        return None
    numbers: list[int] = []
    for part in raw[:3]:
        try:
            numbers.append(int(part))
        except (TypeError, ValueError):
            break
    if not numbers:
        return None
    numbers += [0] * (3 - len(numbers))
    if numbers[1] > 20:
        numbers[1] -= 8  # seasons
    return numbers[0], numbers[1], numbers[2]


def _from_words(text: str) -> Date | None:
    text = clean(text)
    return (from_edtf(text) or Date((0, 0, 0), None, False, text)) if text else None


def to_csl(date: Date) -> dict[str, object]:
    """A date as a CSL-JSON date variable."""
    out: dict[str, object] = {}
    if date.literal:
        out["literal"] = date.literal
    else:
        points = [list(_known(date.start))]
        if date.end is not None:
            points.append(list(_known(date.end)))
        if len(points) == 1 and date.start[1] > 12:
            points = [[date.start[0]]]
            out["season"] = (date.start[1] - 12) if date.start[1] < 20 else date.start[1] - 20
        out["date-parts"] = points
    if date.circa:
        out["circa"] = True
    return out


def to_edtf(date: Date) -> str:
    """A date without words as an EDTF string; seasons are 21 to 24."""
    mark = "~" if date.circa else ""
    start = point_to_edtf(date.start) + mark
    if date.end is None:
        return start
    return f"{start}/{point_to_edtf(date.end) + mark if date.end[0] else '..'}"


def point_to_edtf(point: tuple[int, int, int]) -> str:
    """Year, month and day as far as they are known, `2031-04`."""
    year, month, day = point
    if 12 < month <= 16:
        month += 8
    out = f"{year:04}" if year >= 0 else f"{year:05}"
    if month:
        out += f"-{month:02}"
        if day and month < 20:
            out += f"-{day:02}"
    return out


def _known(point: tuple[int, int, int]) -> tuple[int, ...]:
    year, month, day = point
    if not month:
        return (year,)
    return (year, month, day) if day else (year, month)
