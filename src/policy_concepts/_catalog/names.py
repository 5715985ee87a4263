"""Name look-up, and suggestions for names that are not found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from .._base.spelling import name_key, neighbours
from .._model.record import Record

# "xin1 zhi4": letters with a tone number after each syllable.
_NUMBERED_PINYIN: Final = r"(?:[a-zü:']+[1-5])+[a-zü:']*\Z"
MAX_SUGGESTIONS: Final = 5
# Suggestions score at least this, and are within this range of the best one: five poor guesses
# help nobody.
_MIN_SIMILARITY: Final = 0.5
_SCORE_RANGE: Final = 0.35
# Above this many names, suggestions are limited to the alphabetical neighbours of the query: an
# n-gram index would take more memory than the records.
MAX_NGRAM_NAMES: Final = 200_000


class Alias(NamedTuple):
    """A name and the record that has it."""

    text: str
    id: str


class NameIndex:
    """An index from the key of a name to the records of one kind."""

    def __init__(self, records: Iterable[Record]) -> None:
        table: dict[str, list[str]] = {}
        for record in records:
            for name in record._names():
                key = name_key(name)
                if not key:
                    continue
                entry = table.setdefault(key, [name])
                if record.id not in entry[1:]:
                    entry.append(record.id)
        # Key -> the name as first written, then the ids that have it.
        self._table: Mapping[str, Sequence[str]] = table
        self._suggestion_index: tuple[dict[str, list[str]], Sequence[str]] | None = None

    @classmethod
    def from_table(cls, table: Mapping[str, Sequence[str]]) -> NameIndex:
        """Restores an index from the result of `to_table`."""
        index = cls(())
        index._table = table
        return index

    def to_table(self) -> Mapping[str, Sequence[str]]:
        """The index as a plain mapping, for a compiled catalog."""
        return self._table

    def find(self, name: str) -> tuple[str, ...]:
        """Returns the ids of the records with a name."""
        key = name_key(name)
        entry = self._table.get(key)
        if entry is None and re.match(_NUMBERED_PINYIN, key):
            entry = self._table.get(re.sub("[1-5]", "", key))
        if entry is not None:
            return tuple(entry[1:])
        near = (self._table.get(each, ())[1:] for each in neighbours(key))
        return tuple(dict.fromkeys(chain.from_iterable(near)))

    def suggest(self, name: str, limit: int = MAX_SUGGESTIONS) -> list[Alias]:
        """Returns the most similar names, one for each record, best first."""
        key = name_key(name)
        if not key:
            return []
        scored = [(similarity(key, candidate), candidate) for candidate in self._candidates(key)]
        scored = [pair for pair in scored if pair[0] >= _MIN_SIMILARITY]
        scored.sort(key=lambda pair: (-pair[0], len(pair[1]), pair[1]))
        best: dict[str, Alias] = {}
        for score, candidate in scored:
            if score < scored[0][0] - _SCORE_RANGE:
                break
            shown, *ids = self._table[candidate]
            for record_id in ids:
                best.setdefault(record_id, Alias(shown, record_id))
            if len(best) >= limit:
                break
        return list(best.values())[:limit]

    def suggestion_index(self) -> tuple[dict[str, list[str]], Sequence[str]]:
        """Builds, once, the index for suggestions: names by n-gram, or all names sorted."""
        if self._suggestion_index is None:
            ngrams: dict[str, list[str]] = {}
            names: Sequence[str] = ()
            if len(self._table) > MAX_NGRAM_NAMES:
                names = sorted(self._table)
            else:
                for known in self._table:
                    for ngram in _ngrams(known):
                        ngrams.setdefault(ngram, []).append(known)
            self._suggestion_index = ngrams, names
        return self._suggestion_index

    def _candidates(self, key: str, limit: int = 60) -> Sequence[str]:
        """Returns the names that share most n-grams with a key."""
        ngrams, names = self.suggestion_index()
        if not ngrams:
            place = bisect_left(names, key)
            return names[max(0, place - limit // 2) : place + limit // 2]
        shared: Counter[str] = Counter()
        for ngram in _ngrams(key):
            shared.update(ngrams.get(ngram, ()))
        size = len(key) + 2
        from heapq import nsmallest

        # Ties are broken by name, so that the order does not depend on how the index was built.
        ranked = nsmallest(
            limit, ((-count / (len(known) + size), known) for known, count in shared.items())
        )
        return [known for _, known in ranked]


def _ngrams(key: str) -> set[str]:
    padded = f"\x02{key}\x03"
    return {padded[i : i + 2] for i in range(len(padded) - 1)} | {
        # Single Chinese characters carry meaning, and a two-character word may have a homophone
        # for one of its characters.
        character
        for character in key
        if character > "\u2e7f"
    }


def similarity(one: str, other: str) -> float:
    """Returns the similarity of two folded names, from 0 to 1.

    Normalized edit distance, with a bonus if one name contains the other.
    """
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    if longer == 0:
        return 0.0
    score = 1 - edit_distance(one, other) / longer
    if shorter >= 2 and (one in other or other in one):
        wide = any(character > "\u2e7f" for character in min(one, other, key=len))
        # Two Chinese characters carry as much information as half a dozen letters.
        if wide or shorter >= 5:
            score = max(score, 0.55 + 0.4 * shorter / longer)
    return score


def edit_distance(one: str, other: str) -> int:
    """Returns the optimal string alignment distance (with transpositions)."""
    if one == other:
        return 0
    if not one or not other:
        return len(one) or len(other)
    # The bit-parallel algorithm of Hyyrö (2003), "A Bit-Vector Algorithm for Computing Levenshtein
    # and Damerau Edit Distances", with its names: the columns of the matrix are bit vectors of
    # positive and negative differences between vertical (vp, vn), horizontal (hp, hn) and
    # diagonal (d0) neighbours. Six times as fast as filling the matrix for names of usual length.
    pattern_masks: dict[str, int] = {}
    bit = 1
    for letter in one:
        pattern_masks[letter] = pattern_masks.get(letter, 0) | bit
        bit <<= 1
    last_bit, all_bits = bit >> 1, bit - 1
    distance = len(one)
    vp, vn = all_bits, 0
    previous_matches = d0 = 0
    for letter in other:
        matches = pattern_masks.get(letter, 0)
        transposed = ((~d0 & matches) << 1) & previous_matches
        d0 = (((matches & vp) + vp) ^ vp) | matches | vn | transposed
        hp = vn | ~(d0 | vp)
        hn = d0 & vp
        if hp & last_bit:
            distance += 1
        elif hn & last_bit:
            distance -= 1
        hp = (hp << 1) | 1
        vp = ((hn << 1) | ~(d0 | hp)) & all_bits
        vn = hp & d0 & all_bits
        previous_matches = matches
    return distance
