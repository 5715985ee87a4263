"""What counting concepts in one's own texts returns."""

from __future__ import annotations

from attrs import field, frozen

from .._base.public import public
from .tables import Table


@public
@frozen(kw_only=True)
class TextCount:
    """How often a concept occurs in the texts of a period.

    Attributes:
        concept: Id of the concept.
        period: A year, a month, or `None` for texts without a date.
        texts: How many texts of the period there are.
        texts_with: How many of them mention the concept.
        occurrences: How many mentions there are, the longest only.
        nested: How many more lie inside the mentions of other concepts.
    """

    concept: str = field()
    period: str | None = field()
    texts: int = field()
    texts_with: int = field()
    occurrences: int = field()
    nested: int = field()


@public
class TextCounts(Table[TextCount]):
    """Counts of concepts in texts, by concept and period; see `MentionFinder.count`.

    A period without any text has no row: nothing is known of it. A concept that no text of a
    period mentions has 0 there.
    """

    __slots__ = ()
    _row = TextCount
    _shown = ("concept", "period", "texts", "texts_with", "occurrences", "nested")
