"""Finding a record by any of its names, and near matches for a name that finds nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from .._base.text import fold
from .._model.record import Record

# "xin1 zhi4": letters with a tone number after each syllable.
_NUMBERED: Final = r"(?:[a-zü:']+[1-5])+[a-zü:']*\Z"
MAX_NEAR: Final = 5
# With more names than these, near matches are sought only among those that begin like the name:
# a table of all pairs of letters would take more memory than the records.
MOST_COMPARED: Final = 200_000


class Alias(NamedTuple):
    """A name and the record that has it."""

    text: str
    id: str


class NameIndex:
    """Records of one kind by folded name."""

    def __init__(self, records: Iterable[Record]) -> None:
        table: dict[str, list[str]] = {}
        for record in records:
            for name in record._names():
                key = fold(name)
                if not key:
                    continue
                entry = table.setdefault(key, [name])
                if record.id not in entry[1:]:
                    entry.append(record.id)
        # By folded name: the name as first written, then the ids that have it.
        self._table: Mapping[str, Sequence[str]] = table
        self._prepared: tuple[dict[str, list[str]], Sequence[str]] | None = None

    @classmethod
    def from_table(cls, table: Mapping[str, Sequence[str]]) -> NameIndex:
        """An index from what `to_table` gave."""
        index = cls(())
        index._table = table
        return index

    def to_table(self) -> Mapping[str, Sequence[str]]:
        """The index as a plain mapping, for a compiled catalog."""
        return self._table

    def find(self, name: str) -> tuple[str, ...]:
        """The ids that have a name; empty when none has."""
        key = fold(name)
        entry = self._table.get(key)
        if entry is None and re.match(_NUMBERED, key):
            entry = self._table.get(re.sub("[1-5]", "", key))
        return tuple(entry[1:]) if entry else ()

    def near(self, name: str, limit: int = MAX_NEAR) -> list[Alias]:
        """The nearest names of different records, best first."""
        key = fold(name)
        if not key:
            return []
        scored: list[tuple[float, str]] = []
        for candidate in self._candidates(key):
            score = similarity(key, candidate)
            if score >= _GOOD:
                scored.append((score, candidate))
        scored.sort(key=lambda pair: (-pair[0], len(pair[1]), pair[1]))
        best: dict[str, Alias] = {}
        for score, candidate in scored:
            # Only what is nearly as good as the best: five poor guesses help nobody.
            if score < scored[0][0] - 0.35:
                break
            shown, *ids = self._table[candidate]
            for record_id in ids:
                best.setdefault(record_id, Alias(shown, record_id))
            if len(best) >= limit:
                break
        return list(best.values())[:limit]

    def prepare(self) -> tuple[dict[str, list[str]], Sequence[str]]:
        """What near matches are found with: names by pairs of letters, or all names sorted."""
        if self._prepared is None:
            grams: dict[str, list[str]] = {}
            names: Sequence[str] = ()
            if len(self._table) > MOST_COMPARED:
                names = sorted(self._table)
            else:
                for known in self._table:
                    for gram in _grams(known):
                        grams.setdefault(gram, []).append(known)
            self._prepared = grams, names
        return self._prepared

    def _candidates(self, key: str, limit: int = 60) -> Sequence[str]:
        """The names that share most pairs of letters with a key."""
        grams, names = self.prepare()
        if not grams:
            place = bisect_left(names, key)
            return names[max(0, place - limit // 2) : place + limit // 2]
        shared: Counter[str] = Counter()
        for gram in _grams(key):
            shared.update(grams.get(gram, ()))
        size = len(key) + 2
        from heapq import nsmallest

        # By name where alike, so that the order does not depend on how the index was made.
        ranked = nsmallest(
            limit, ((-count / (len(known) + size), known) for known, count in shared.items())
        )
        return [known for _, known in ranked]


_GOOD: Final = 0.5


def _grams(key: str) -> set[str]:
    padded = f"\x02{key}\x03"
    return {padded[i : i + 2] for i in range(len(padded) - 1)} | {
        # Single Chinese characters carry meaning; a homophone slips into a two-character word.
        character
        for character in key
        if character > "\u2e7f"
    }


def similarity(one: str, other: str) -> float:
    """How alike two folded names are, from 0 to 1.

    Edit distance, with a bonus where one name is a good part of the other (half of a phrase).
    """
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    if longer == 0:
        return 0.0
    score = 1 - edit_distance(one, other) / longer
    if shorter >= 2 and (one in other or other in one):
        wide = any(character > "\u2e7f" for character in min(one, other, key=len))
        # Two Chinese characters say as much as half a dozen letters.
        if wide or shorter >= 5:
            score = max(score, 0.55 + 0.4 * shorter / longer)
    return score


def edit_distance(one: str, other: str) -> int:
    """Optimal string alignment distance: insertions, deletions, changes, transpositions."""
    if one == other:
        return 0
    if not one or not other:
        return len(one) or len(other)
    # A column of the table of distances at a time, as bits that tell where it rises and falls:
    # Hyyrö (2003), "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances".
    # Six times as fast as filling the table cell by cell, for names of usual length.
    where: dict[str, int] = {}
    bit = 1
    for letter in one:
        where[letter] = where.get(letter, 0) | bit
        bit <<= 1
    top, full = bit >> 1, bit - 1
    distance = len(one)
    rises, falls = full, 0
    same_before = diagonal = 0
    for letter in other:
        same = where.get(letter, 0)
        swapped = ((~diagonal & same) << 1) & same_before
        diagonal = (((same & rises) + rises) ^ rises) | same | falls | swapped
        right_rises = falls | ~(diagonal | rises)
        right_falls = diagonal & rises
        if right_rises & top:
            distance += 1
        elif right_falls & top:
            distance -= 1
        right_rises = (right_rises << 1) | 1
        rises = ((right_falls << 1) | ~(diagonal | right_rises)) & full
        falls = right_rises & diagonal & full
        same_before = same
    return distance
