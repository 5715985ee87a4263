"""The records of a catalog, and the indexes over them.

An index is built when it is first needed.
Two threads may build the same index at once, with the same result, so no lock is needed.
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
    described,
    wrong,
)
from .._base.public import public
from .._base.spelling import name_key, text_key, written_key
from .._base.text import fold
from .._model.kinds import KINDS
from .names import MAX_SUGGESTIONS, Alias, NameIndex, similarity
from .stored_counts import Counts

if TYPE_CHECKING:
    from array import array

    from .._base.dates import PartialDate
    from .._texts.forms import NameTable
    from .search_tables import SearchTables

# Bounds of the cache of successful look-ups: the number of names, and the length of each.
LOOKUP_CACHE_SIZE: Final = 4096
MAX_CACHED_NAME: Final = 200

Postings = Mapping[str, Sequence[int]]
# A record without a date lies before every period; an open end lies beyond every period.
UNDATED: Final = (-1, -1, 0)
OPEN_START: Final = 0
OPEN_END: Final = 4_000_000


class DateColumns:
    """The dates of the records of a kind, by position.

    Args:
        first: The first days, as proleptic Gregorian ordinals.
        last: The last days.
        sure: 0 if the date is approximate or uncertain, else 1.
    """

    __slots__ = ("first", "last", "sure")

    def __init__(self, first: array[int], last: array[int], sure: array[int]) -> None:
        self.first: array[int] = first
        self.last: array[int] = last
        self.sure: array[int] = sure


class PrebuiltIndexes(Protocol):
    """The indexes that a compiled catalog holds."""

    def names(self, kind: str) -> NameIndex: ...
    def dates(self, kind: str) -> DateColumns: ...
    def postings(self, kind: str, relation: str) -> Postings | None: ...
    def search_tables(self) -> SearchTables: ...
    def mention_names(self) -> NameTable: ...


class Store:
    """Records by kind and id, with their indexes.

    Args:
        records: The records, by kind and id; a table may build them lazily.
        redirects: For each kind, retired ids and the ids that replace them.
        prebuilt: Prebuilt indexes; without them, indexes are built from the records.
        counts: The counts of corpora, by id.
    """

    def __init__(
        self,
        records: Mapping[str, Mapping[str, Any]],
        redirects: Mapping[str, Mapping[str, str]],
        prebuilt: PrebuiltIndexes | None = None,
        counts: Counts | None = None,
    ) -> None:
        self.prebuilt = prebuilt
        self._by_id: dict[str, Mapping[str, Any]] = {kind: records.get(kind, {}) for kind in KINDS}
        self.redirects: dict[str, dict[str, str]] = {
            kind: dict(table) for kind, table in redirects.items()
        }
        self.counts: Counts = Counts() if counts is None else counts
        self._rows: dict[str, Sequence[Any]] = {}
        self._dates: dict[str, DateColumns] = {}
        self._positions: dict[str, Mapping[str, int]] = {}
        self._names: dict[str, NameIndex] = {}
        self._postings: dict[tuple[str, str], Postings] = {}
        self._texts: dict[str, tuple[str, ...]] = {}
        self._lookup_cache: dict[tuple[tuple[str, ...], str], Any] = {}
        self.cache: dict[str, Any] = {}
        # Gives the concept with an id, also in another process; `None` where there is no such way.
        self.concept_of: Callable[[str], Any] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        # Indexes are rebuilt after unpickling.
        return (
            _unpickled_store,
            (
                {kind: dict(table) for kind, table in self._by_id.items()},
                self.redirects,
                self.counts,
            ),
        )

    # --- records ------------------------------------------------------------------------------

    def by_id(self, kind: str) -> Mapping[str, Any]:
        """The records of a kind by id, in catalog order."""
        return self._by_id[kind]

    def rows(self, kind: str) -> Sequence[Any]:
        """The records of a kind, in catalog order."""
        rows = self._rows.get(kind)
        if rows is None:
            table = self._by_id[kind]
            # A lazy table has its own rows.
            rows = self._rows[kind] = getattr(table, "rows", None) or tuple(table.values())
        return rows

    def positions(self, kind: str) -> Mapping[str, int]:
        """The position of each record of a kind in catalog order, by id."""
        positions = self._positions.get(kind)
        if positions is None:
            table = self._by_id[kind]
            # A lazy table has its own positions.
            positions = getattr(table, "positions", None) or {
                record_id: position for position, record_id in enumerate(table)
            }
            self._positions[kind] = positions
        return positions

    def current_id(self, kind: str, record_id: str) -> str:
        """Resolves a retired id; returns any other id unchanged."""
        table = self.redirects.get(kind)
        while table and record_id in table:
            record_id = table[record_id]
        return record_id

    # --- names --------------------------------------------------------------------------------

    def names(self, kind: str) -> NameIndex:
        """The name index of a kind."""
        index = self._names.get(kind)
        if index is None:
            index = self.prebuilt.names(kind) if self.prebuilt else NameIndex(self.rows(kind))
            self._names[kind] = index
        return index

    def ids_named(self, kind: str, name: str) -> tuple[str, ...]:
        """Returns the id that a name is, else the ids of all records with the name."""
        return self._ids_matching(kind, name) or self.names(kind).find(name)

    def _ids_matching(self, kind: str, record_id: str) -> tuple[str, ...]:
        current = self.current_id(kind, record_id)
        return (current,) if current in self._by_id[kind] else ()

    def lookup(self, kinds: tuple[str, ...], name: object, caller: str = "lookup") -> Any:
        """Returns the one record of the kinds with a name.

        Raises:
            UnknownNameError, EmptyNameError, AmbiguousNameError, ArgumentTypeError
        """
        if isinstance(name, str):
            record = self._lookup_cache.get((kinds, name))
            if record is not None:
                return record
        what = " or ".join(KINDS[kind].singular for kind in kinds)
        if not isinstance(name, str):
            raise wrong(
                ArgumentTypeError, f"{caller}", f"the name or id of a {what}", described(name)
            )
        if not fold(name):
            raise wrong(
                EmptyNameError, f"{caller}", f"the name or id of a {what}", repr(name), query=name
            )
        found = [(kind, each) for kind in kinds for each in self.ids_named(kind, name)]
        found = self._as_written(_without_sources(found), name)
        if len(found) == 1:
            kind, record_id = found[0]
            record = self._by_id[kind][record_id]
            if len(name) <= MAX_CACHED_NAME:
                if len(self._lookup_cache) >= LOOKUP_CACHE_SIZE:
                    self._lookup_cache.clear()
                self._lookup_cache[kinds, name] = record
            return record
        if found:
            listed = ", ".join(f"{self._by_id[k][i]._label()} ({i})" for k, i in found)
            raise AmbiguousNameError(
                f"{caller}: {name!r} is the name of {len(found)} records; use an id: {listed}",
                query=name,
                matches=[each for _, each in found],
            )
        suggestions: list[Alias] = []
        for kind in kinds:
            suggestions += self.names(kind).suggest(name)
        if len(kinds) > 1:
            # Best first across all kinds.
            wanted = name_key(name)
            suggestions.sort(key=lambda alias: -similarity(wanted, name_key(alias.text)))
        suggestions = suggestions[:MAX_SUGGESTIONS]
        raise UnknownNameError(
            f"{caller}: no {what} is named {name!r}."
            f"{self._other_kinds(kinds, name)}{_did_you_mean(suggestions)}",
            query=name,
            matches=[alias.id for alias in suggestions],
        )

    def _as_written(self, found: list[tuple[str, str]], name: str) -> list[tuple[str, str]]:
        """Of several records, those that have a name in the script in which it is written, if any.

        Two copies of a text may have its title in one script each.
        """
        if len(found) < 2 or name.isascii():
            return found
        wanted = written_key(name)
        written = [
            (kind, record_id)
            for kind, record_id in found
            if any(written_key(each) == wanted for each in self._by_id[kind][record_id]._names())
        ]
        return written or found

    def unknown_id(self, kind: str, record_id: object) -> UnknownIdError:
        """Builds the error for an unknown id."""
        suggestions: list[Alias] = []
        by_name = elsewhere = ""
        if isinstance(record_id, str):
            elsewhere = self._other_kinds((kind,), record_id)
            suggestions = self.names(kind).suggest(record_id)
            named = self.names(kind).find(record_id)
            if named:
                by_name = f" It is a name of {named[0]!r}; [...] takes ids, lookup() takes names."
        return UnknownIdError(
            f"no {KINDS[kind].singular} has the id {record_id!r}."
            f"{by_name or elsewhere + _did_you_mean(suggestions)}",
            query=record_id,
            matches=[alias.id for alias in suggestions],
        )

    def _other_kinds(self, kinds: tuple[str, ...], name: str) -> str:
        """A hint for a message: the records of other kinds that have a name."""
        found = []
        for kind in KINDS:
            if kind not in kinds:
                # Kinds without names may have very many records; building an index for a message
                # would take too long.
                find = self.ids_named if KINDS[kind].named else self._ids_matching
                found += [(kind, record_id) for record_id in find(kind, name)]
        shown = [f"{kind}[{record_id!r}]" for kind, record_id in _without_sources(found)]
        return f" Of another kind: {', '.join(shown[:MAX_SUGGESTIONS])}." if shown else ""

    # --- indexes ------------------------------------------------------------------------------

    def mention_names(self) -> NameTable:
        """The names of concepts to look for in running text."""
        if self.prebuilt:
            return self.prebuilt.mention_names()
        from .._texts.forms import name_table

        return name_table(self.rows("concepts"))

    def postings(
        self,
        kind: str,
        relation: str,
        pairs: Callable[[Store], Iterator[tuple[str, str]]],
    ) -> Postings:
        """The positions of the records of a kind by key, from (record id, key) pairs."""
        postings = self._postings.get((kind, relation))
        if postings is not None:
            return postings
        postings = self.prebuilt.postings(kind, relation) if self.prebuilt else None
        if postings is None:
            positions = self.positions(kind)
            key_positions: dict[str, set[int]] = {}
            for record_id, key in pairs(self):
                position = positions.get(record_id)
                if position is not None:
                    key_positions.setdefault(key, set()).add(position)
            postings = {key: tuple(sorted(found)) for key, found in key_positions.items()}
        self._postings[kind, relation] = postings
        return postings

    def dates(self, kind: str) -> DateColumns:
        """The dates of the records of a kind."""
        dates = self._dates.get(kind)
        if dates is None:
            if self.prebuilt:
                dates = self.prebuilt.dates(kind)
            else:
                from array import array

                columns = (array("i"), array("i"), array("i"))
                for record in self.rows(kind):
                    for column, number in zip(columns, _days(record._date), strict=True):
                        column.append(number)
                dates = DateColumns(*columns)
            self._dates[kind] = dates
        return dates

    def folded_texts(self, kind: str) -> tuple[str, ...]:
        """The text of each record of a kind, in the form of `text_key`, for substring filters."""
        texts = self._texts.get(kind)
        if texts is None:
            texts = self._texts[kind] = tuple(
                "\n".join(text_key(text) for _, _, text, _ in record._searched())
                for record in self.rows(kind)
            )
        return texts


@public
def _unpickled_store(
    records: Mapping[str, Mapping[str, Any]],
    redirects: Mapping[str, Mapping[str, str]],
    counts: Counts | None = None,
) -> Store:
    """A store again; pickles name it as `policy_concepts._unpickled_store`."""
    return Store(records, redirects, counts=counts)


def _days(date: PartialDate | None) -> tuple[int, int, int]:
    if date is None:
        return UNDATED
    return (
        date.earliest.toordinal() if date.earliest else OPEN_START,
        date.latest.toordinal() if date.latest else OPEN_END,
        not (date.is_approximate or date.is_uncertain),
    )


def _without_sources(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Drops sources from kinds and ids, unless there is nothing else.

    The title of a page about a person does not make the person's name ambiguous.
    """
    return [pair for pair in found if pair[0] != "sources"] or found


def _did_you_mean(suggestions: Sequence[Alias]) -> str:
    if not suggestions:
        return ""
    shown = [f"{a.text} ({a.id})" if fold(a.text) != fold(a.id) else a.id for a in suggestions]
    return f" Did you mean {', or '.join(shown)}?"
