"""All records of a catalog, and the indexes over them.

An index is built when it is first asked for. Building one twice, should two threads ask at once,
gives the same index, so no lock is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from .._base.errors import (
    AmbiguousNameError,
    ArgumentTypeError,
    EmptyNameError,
    UnknownIdError,
    UnknownNameError,
)
from .._base.public import public
from .._base.text import fold
from .._model.kinds import KINDS
from .names import MAX_NEAR, Alias, NameIndex, similarity

if TYPE_CHECKING:
    from array import array

    from .._base.dates import PartialDate
    from .search_tables import SearchTables

# Names that found something are kept, to be found faster; so many, and of this length at most.
MOST_KEPT: Final = 4096
LONGEST_KEPT: Final = 200

Postings = Mapping[str, Sequence[int]]
# The days of a record without a date lie before every period; those of an open end beyond it.
UNDATED: Final = (-1, -1, 0)
OPEN_START: Final = 0
OPEN_END: Final = 4_000_000


class Days:
    """When the records of a kind took place, by position.

    Args:
        first: The first day as a proleptic ordinal.
        last: The last day.
        sure: 1 when both are sure, 0 when they are approximate or uncertain.
    """

    __slots__ = ("first", "last", "sure")

    def __init__(self, first: array[int], last: array[int], sure: array[int]) -> None:
        self.first = first
        self.last = last
        self.sure = sure


class Prepared(Protocol):
    """Indexes that were made beforehand, as a compiled catalog has them."""

    def names(self, kind: str) -> NameIndex: ...
    def dates(self, kind: str) -> Days: ...
    def postings(self, kind: str, relation: str) -> Postings | None: ...
    def search_tables(self) -> SearchTables: ...


class Store:
    """Records by kind and id, with what is needed to find them.

    Args:
        records: The records, by kind and id; a table may make them as they are touched.
        redirects: Retired ids and the ids that took their place, by kind.
        prepared: Indexes made beforehand; without it they are made from the records.
    """

    def __init__(
        self,
        records: Mapping[str, Mapping[str, Any]],
        redirects: Mapping[str, Mapping[str, str]],
        prepared: Prepared | None = None,
    ) -> None:
        self.prepared = prepared
        self._by_id: dict[str, Mapping[str, Any]] = {kind: records.get(kind, {}) for kind in KINDS}
        self.redirects: dict[str, dict[str, str]] = {
            kind: dict(table) for kind, table in redirects.items()
        }
        self._rows: dict[str, Sequence[Any]] = {}
        self._dates: dict[str, Days] = {}
        self._positions: dict[str, Mapping[str, int]] = {}
        self._names: dict[str, NameIndex] = {}
        self._postings: dict[tuple[str, str], Postings] = {}
        self._texts: dict[str, tuple[str, ...]] = {}
        self._looked_up: dict[tuple[tuple[str, ...], str], Any] = {}
        self.cache: dict[str, Any] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        # Pickled as records; the indexes are made again where it is unpickled.
        return (
            _unpickled_store,
            ({kind: dict(table) for kind, table in self._by_id.items()}, self.redirects),
        )

    # --- records ------------------------------------------------------------------------------

    def by_id(self, kind: str) -> Mapping[str, Any]:
        """The records of a kind, by id, in the catalog's order."""
        return self._by_id[kind]

    def rows(self, kind: str) -> Sequence[Any]:
        """The records of a kind, in the catalog's order."""
        rows = self._rows.get(kind)
        if rows is None:
            table = self._by_id[kind]
            # A table that makes records as they are touched has its own rows.
            rows = self._rows[kind] = getattr(table, "rows", None) or tuple(table.values())
        return rows

    def positions(self, kind: str) -> Mapping[str, int]:
        """Where each record of a kind stands in the catalog's order, by id."""
        positions = self._positions.get(kind)
        if positions is None:
            table = self._by_id[kind]
            # A table that makes records as they are touched knows where each stands.
            positions = getattr(table, "positions", None) or {
                record_id: position for position, record_id in enumerate(table)
            }
            self._positions[kind] = positions
        return positions

    def current_id(self, kind: str, record_id: str) -> str:
        """The id that a retired id leads to; any other id unchanged."""
        table = self.redirects.get(kind)
        while table and record_id in table:
            record_id = table[record_id]
        return record_id

    # --- names --------------------------------------------------------------------------------

    def names(self, kind: str) -> NameIndex:
        """The name index of a kind."""
        index = self._names.get(kind)
        if index is None:
            made = self.prepared.names(kind) if self.prepared else NameIndex(self.rows(kind))
            index = self._names[kind] = made
        return index

    def ids_named(self, kind: str, name: str) -> tuple[str, ...]:
        """The ids of the records that a name may mean: the one with that id, else all so named."""
        return self._with_id(kind, name) or self.names(kind).find(name)

    def _with_id(self, kind: str, record_id: str) -> tuple[str, ...]:
        current = self.current_id(kind, record_id)
        return (current,) if current in self._by_id[kind] else ()

    def lookup(self, kinds: tuple[str, ...], name: object, caller: str = "lookup") -> Any:
        """The one record of the kinds that has a name.

        Raises:
            UnknownNameError, EmptyNameError, AmbiguousNameError, ArgumentTypeError
        """
        if isinstance(name, str):
            record = self._looked_up.get((kinds, name))
            if record is not None:
                return record
        what = " or ".join(KINDS[kind].singular for kind in kinds)
        if not isinstance(name, str):
            raise ArgumentTypeError(
                f"{caller}: expected the name or id of a {what}; "
                f"found {type(name).__name__} {name!r}"
            )
        if not fold(name):
            raise EmptyNameError(
                f"{caller}: expected the name or id of a {what}; found {name!r}", query=name
            )
        found = [(kind, each) for kind in kinds for each in self.ids_named(kind, name)]
        found = _rather_than_titles(found)
        if len(found) == 1:
            kind, record_id = found[0]
            record = self._by_id[kind][record_id]
            if len(name) <= LONGEST_KEPT:
                # Spellings of a name are without number; forgetting all now and then bounds them.
                if len(self._looked_up) >= MOST_KEPT:
                    self._looked_up.clear()
                self._looked_up[kinds, name] = record
            return record
        if found:
            listed = ", ".join(f"{self._by_id[k][i]._label()} ({i})" for k, i in found)
            raise AmbiguousNameError(
                f"{caller}: {name!r} is the name of {len(found)} records; use an id: {listed}",
                query=name,
                matches=[each for _, each in found],
            )
        near: list[Alias] = []
        for kind in kinds:
            near += self.names(kind).near(name)
        if len(kinds) > 1:
            # The best of all kinds, not those of the first kind first.
            wanted = fold(name)
            near.sort(key=lambda alias: -similarity(wanted, fold(alias.text)))
        near = near[:MAX_NEAR]
        raise UnknownNameError(
            f"{caller}: no {what} is named {name!r}.{self._elsewhere(kinds, name)}{_offer(near)}",
            query=name,
            matches=[alias.id for alias in near],
        )

    def unknown_id(self, kind: str, record_id: object) -> UnknownIdError:
        """The error for an id that no record of the kind has."""
        near: list[Alias] = []
        by_name = elsewhere = ""
        if isinstance(record_id, str):
            elsewhere = self._elsewhere((kind,), record_id)
            near = self.names(kind).near(record_id)
            named = self.names(kind).find(record_id)
            if named:
                by_name = f" It is a name of {named[0]!r}; [...] takes ids, lookup() takes names."
        return UnknownIdError(
            f"no {KINDS[kind].singular} has the id {record_id!r}."
            f"{by_name or elsewhere + _offer(near)}",
            query=record_id,
            matches=[alias.id for alias in near],
        )

    def _elsewhere(self, kinds: tuple[str, ...], name: str) -> str:
        """That records of other kinds have a name that was not found among these."""
        found = []
        for kind in KINDS:
            if kind not in kinds:
                # There may be a great many records without names: too many to make an index of
                # for a message.
                find = self.ids_named if KINDS[kind].named else self._with_id
                found += [(kind, record_id) for record_id in find(kind, name)]
        shown = [f"{kind}[{record_id!r}]" for kind, record_id in _rather_than_titles(found)]
        return f" Of another kind: {', '.join(shown[:MAX_NEAR])}." if shown else ""

    # --- indexes ------------------------------------------------------------------------------

    def postings(
        self,
        kind: str,
        relation: str,
        pairs: Callable[[Store], Iterator[tuple[str, str]]],
    ) -> Postings:
        """Positions of the records of a kind by what they relate to, from (record, key) pairs."""
        postings = self._postings.get((kind, relation))
        if postings is None and self.prepared:
            postings = self.prepared.postings(kind, relation)
            if postings is not None:
                self._postings[kind, relation] = postings
        if postings is None:
            positions = self.positions(kind)
            gathered: dict[str, set[int]] = {}
            for record_id, key in pairs(self):
                position = positions.get(record_id)
                if position is not None:
                    gathered.setdefault(key, set()).add(position)
            postings = self._postings[kind, relation] = {
                key: tuple(sorted(found)) for key, found in gathered.items()
            }
        return postings

    def dates(self, kind: str) -> Days:
        """When the records of a kind took place."""
        dates = self._dates.get(kind)
        if dates is None:
            if self.prepared:
                dates = self.prepared.dates(kind)
            else:
                from array import array

                columns = (array("i"), array("i"), array("i"))
                for record in self.rows(kind):
                    for column, number in zip(columns, _days(record._date), strict=True):
                        column.append(number)
                dates = Days(*columns)
            self._dates[kind] = dates
        return dates

    def folded_texts(self, kind: str) -> tuple[str, ...]:
        """All text of each record of a kind, folded, for plain substring filters."""
        texts = self._texts.get(kind)
        if texts is None:
            texts = self._texts[kind] = tuple(
                "\n".join(fold(text) for _, _, text, _ in record._searched())
                for record in self.rows(kind)
            )
        return texts


@public
def _unpickled_store(
    records: Mapping[str, Mapping[str, Any]], redirects: Mapping[str, Mapping[str, str]]
) -> Store:
    """A store again; pickles name it as `policy_concepts._unpickled_store`."""
    return Store(records, redirects)


def _days(date: PartialDate | None) -> tuple[int, int, int]:
    if date is None:
        return UNDATED
    return (
        date.earliest.toordinal() if date.earliest else OPEN_START,
        date.latest.toordinal() if date.latest else OPEN_END,
        not (date.is_approximate or date.is_uncertain),
    )


def _rather_than_titles(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Kinds and ids without the sources, where there is anything else.

    The title of a page about somebody does not make that somebody's name ambiguous.
    """
    return [pair for pair in found if pair[0] != "sources"] or found


def _offer(near: Sequence[Alias]) -> str:
    if not near:
        return ""
    shown = [f"{a.text} ({a.id})" if fold(a.text) != fold(a.id) else a.id for a in near]
    return f" Did you mean {', or '.join(shown)}?"
