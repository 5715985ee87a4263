"""Counts the errors in the draws of claims, with the 95 % interval of their share."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

AUDITS = Path(__file__).parent
VERDICTS = ("holds", "wrong", "not judged")
# The quantile of the normal distribution for a 95 % interval.
_Z = 1.959964


def interval(errors: int, size: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson (1927)."""
    share = errors / size
    middle = (share + _Z**2 / (2 * size)) / (1 + _Z**2 / size)
    half = _Z / (1 + _Z**2 / size) * math.sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def counts(file: Path) -> Iterator[tuple[str, int, int, int]]:
    """Kind, claims drawn, claims judged, claims found wrong.

    Raises:
        ValueError: A verdict that is none of the three.
    """
    drawn: Counter[str] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    with file.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), 2):
            if row["verdict"] not in VERDICTS:
                raise ValueError(
                    f"{file.name}, line {number}: expected {', '.join(VERDICTS)} as verdict; "
                    f"found {row['verdict']!r}"
                )
            drawn[row["kind"]] += 1
            found[row["kind"], row["verdict"]] += 1
    for kind, size in drawn.items():
        yield kind, size, size - found[kind, "not judged"], found[kind, "wrong"]
