"""Timelines: events and statements about a concept, in chronological order."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from .._base.card import Line
from .._base.public import public
from .._model.concepts import Concept
from .._model.events import Event
from .._model.statements import Statement


@public
class Timeline(Sequence[Event | Statement]):
    """Events and statements about a concept, in chronological order."""

    __slots__ = ("_entries", "concept")

    def __init__(self, concept: Concept, entries: Sequence[Event | Statement]) -> None:
        self.concept: Concept = concept
        self._entries = tuple(entries)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Timeline, (self.concept, self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Event | Statement]:
        return iter(self._entries)

    @overload
    def __getitem__(self, index: int) -> Event | Statement: ...
    @overload
    def __getitem__(self, index: slice) -> Timeline: ...
    def __getitem__(self, index: int | slice) -> Event | Statement | Timeline:
        if isinstance(index, slice):
            return Timeline(self.concept, self._entries[index])
        return self._entries[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Timeline):
            return NotImplemented
        return self.concept == other.concept and self._entries == other._entries

    def __hash__(self) -> int:
        return hash((self.concept, self._entries))

    def __repr__(self) -> str:
        return f"<Timeline {self.concept.id}: {len(self)} events and statements>"

    def _repr_html_(self) -> str:
        from .._views.html import timeline_html

        return timeline_html(self.concept, self._entries, self._claims())

    def _claims(self) -> tuple[Line, ...]:
        """The claims of first use, as lines of a card; those without an event are no entries."""
        return tuple(line for use in self.concept.first_uses for line in use._lines())


def chronological(entries: Iterable[Event | Statement]) -> list[Event | Statement]:
    """Sorts entries by date; an event comes before the statements made at it."""
    return sorted(entries, key=_sort_key)


def _sort_key(entry: Event | Statement) -> tuple[bool, Any, bool, str]:
    date = entry._date
    # An interval sorts by its start, so that a tour comes before the statements made on it.
    start = (date.earliest if date is not None else None) or datetime.date.min
    if isinstance(entry, Statement) and entry.event is not None and entry.event.date is not None:
        # A statement dated to the month sorts after its event dated to the day.
        start = max(start, entry.event.date.earliest or datetime.date.min)
    return date is None, start, isinstance(entry, Statement), entry.id
