"""The tables in which a search looks words up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class SearchTables(NamedTuple):
    """In which records words stand, and how often; records are numbered through all kinds.

    Attributes:
        words: For each word the start and length of its part of the next two columns.
        documents: The numbers of the records that have the word.
        counts: How often they have it, each time weighted by the field, in tenths.
        lengths: How many words each record has.
        simple: Traditional characters and the simplified ones for which they are taken.
    """

    words: dict[str, tuple[int, int]]
    documents: Sequence[int]
    counts: Sequence[int]
    lengths: Sequence[int]
    simple: dict[int, int]
