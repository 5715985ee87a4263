"""The tables in which a search looks words up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class SearchTables(NamedTuple):
    """The tables of an inverted index; records are numbered across all kinds.

    Attributes:
        words: For each word, the start and length of its range in the next two columns.
        documents: The numbers of the records that contain the word.
        counts: Its count in each, weighted by field, in tenths.
        lengths: The number of words in each record.
    """

    words: dict[str, tuple[int, int]]
    documents: Sequence[int]
    counts: Sequence[int]
    lengths: Sequence[int]
