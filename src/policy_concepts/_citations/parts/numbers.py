"""Page ranges, ordinals, and what counts as a number."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_NUMBER: Final = r"[^\W\d_]*\d[^\W_]*"
_NUMBERS: Final = re.compile(rf"{_NUMBER}(?:\s*[,&\u2013-]\s*{_NUMBER})*")
_SEPARATORS: Final = re.compile(r"[\s,;&\u2013-]+")
_TRAILING_DIGITS: Final = re.compile(r"\d*\Z")


@lru_cache(maxsize=4096)
def is_numeric(text: str) -> bool:
    """Whether a volume, issue or the like is a number (`3`, `3-4`, `12a`), not words."""
    return _NUMBERS.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_plural(text: str) -> bool:
    """Whether a number names several things, as `3-4` does."""
    if "\\-" in text:
        return False
    return _SEPARATORS.search(text) is not None


def dashed(text: str) -> str:
    """A number or a range of numbers, with a dash for the hyphen."""
    return text.replace("-", "–") if "-" in text and is_numeric(text) else text


def ordinal(text: str) -> str:
    """`2` as `2nd`; what is not a bare number stays."""
    text = dashed(text)
    parts = re.split(r"([\s,;&\u2013-]+)", text)
    return "".join(_ordinal(part) if part.isdecimal() else part for part in parts)


def _ordinal(digits: str) -> str:
    number = int(digits)
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


@lru_cache(maxsize=8192)
def pages(text: str, style: str, dash: str = "–") -> str:
    """A page range as a style abbreviates it.

    Args:
        text: Pages as given, such as `123-127` or `e12, 14-16`.
        style: `expanded` (123–127), `minimal` (123–7), `minimal-two` (123–27), `chicago`, or the
            empty string to leave numbers alone.
        dash: What stands between the numbers.
    """
    return ", ".join(_range(part.strip(), style, dash) for part in text.split(","))


def _range(text: str, style: str, dash: str) -> str:
    if "\\-" in text:
        return text.replace("\\-", "-")
    parts = [part.strip() for part in re.split(r"[-\u2013]", text)]
    if len(parts) != 2:
        return text
    low, high = parts
    if not style:
        return f"{low}{dash}{high}"
    digits_low, digits_high = _digits(low), _digits(high)
    prefix, prefix_high = low[: len(low) - len(digits_low)], high[: len(high) - len(digits_high)]
    if prefix_high not in (prefix, ""):
        return f"{low}{dash}{high}"
    full = digits_high
    if len(full) < len(digits_low):
        full = digits_low[: len(digits_low) - len(full)] + full
    if style == "expanded":
        return f"{prefix}{digits_low}{dash}{prefix}{full}"
    if style == "minimal":
        end = _minimal(1, digits_low, full)
    elif style == "minimal-two":
        end = _minimal(2, digits_low, full)
    elif len(digits_low) < 3 or digits_low.endswith("00"):
        end = full
    elif digits_low[-2] == "0":
        end = _minimal(1, digits_low, full)
    else:
        end = _minimal(2, digits_low, full)
    return f"{prefix}{digits_low}{dash}{end}"


def _digits(text: str) -> str:
    match = _TRAILING_DIGITS.search(text)
    return match.group() if match else ""


def _minimal(least: int, low: str, high: str) -> str:
    """The digits of `high` that differ from those of `low`, at least so many of them."""
    same = 0
    while same < min(len(low), len(high)) and low[same] == high[same]:
        same += 1
    if not same:
        return high
    rest = high[same:]
    if len(rest) < least and len(high) >= least:
        return high[-least:]
    return rest
