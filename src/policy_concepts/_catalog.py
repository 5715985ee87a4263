"""Catalogs: the bundled one, and a user's own."""

from __future__ import annotations

import datetime
import os
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Self, cast, get_args, overload

import attrs

from . import _models as m
from ._collections import (
    Concepts,
    Events,
    Organizations,
    People,
    Places,
    Sources,
    Statements,
)
from ._errors import ArgumentError, ArgumentTypeError, DataError, Problem, did_you_mean
from ._filters import record_named
from ._shapes import CLASS_OF_KIND, KIND_OF_CLASS, SHARED_IDS, fields_of
from ._store import SINGULAR, Store, no_garbage_collection

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from ._files import Traversable
    from ._mentions import Mention
    from ._search import Hit

OnClash = Literal["error", "keep", "replace"]
ENTRY_POINTS: Final = "policy_concepts.catalogs"


class Timeline(Sequence[m.Event | m.Statement]):
    """Events and statements about a concept, in the order of time."""

    __slots__ = ("_entries", "concept")

    def __init__(self, concept: m.Concept, entries: Sequence[m.Event | m.Statement]) -> None:
        self.concept: m.Concept = concept
        self._entries = tuple(entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[m.Event | m.Statement]:
        return iter(self._entries)

    @overload
    def __getitem__(self, index: int) -> m.Event | m.Statement: ...
    @overload
    def __getitem__(self, index: slice) -> Timeline: ...
    def __getitem__(self, index: int | slice) -> m.Event | m.Statement | Timeline:
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
        from ._html import timeline_html

        return timeline_html(self.concept, self._entries)


class Catalog:
    """The seven collections, with the verbs that work over all of them.

    Made by `bundled()` and `load()`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    # --- collections --------------------------------------------------------------------------

    @cached_property
    def concepts(self) -> Concepts:
        """The concepts."""
        return Concepts(self._store)

    @cached_property
    def events(self) -> Events:
        """The events."""
        return Events(self._store)

    @cached_property
    def statements(self) -> Statements:
        """The statements."""
        return Statements(self._store)

    @cached_property
    def sources(self) -> Sources:
        """The sources."""
        return Sources(self._store)

    @cached_property
    def people(self) -> People:
        """The people."""
        return People(self._store)

    @cached_property
    def organizations(self) -> Organizations:
        """The organizations."""
        return Organizations(self._store)

    @cached_property
    def places(self) -> Places:
        """The places."""
        return Places(self._store)

    # --- verbs --------------------------------------------------------------------------------

    def lookup(self, name: str) -> m.Concept:
        """The concept with a name: its id, or any name in any language, script or romanization.

        Raises:
            UnknownNameError: (a `LookupError`) No concept has the name; the nearest are listed.
            AmbiguousNameError: (a `LookupError`) Several share it; all are listed.
            EmptyNameError: (a `LookupError` and `ValueError`) Nothing to look for.
            ArgumentTypeError: (a `TypeError`) Not a string.

        Example:
            >>> import policy_concepts as pc
            >>> pc.lookup("新質生產力") == pc.lookup("xin zhi shengchanli")
            True
        """
        concept: m.Concept = self._store.lookup(("concepts",), name)
        return concept

    def search(self, query: str, *, limit: int = 10) -> tuple[Hit, ...]:
        """The records of all kinds that best fit some words, best first.

        Args:
            query: English or Chinese words; small misspellings are forgiven.
            limit: At most how many.

        Raises:
            ArgumentError: (a `ValueError`) Nothing to look for.

        Example:
            >>> import policy_concepts as pc
            >>> hits = pc.search("tide of industrial bubbles")
            >>> hits[0].record.kind
            'caution'
        """
        from ._search import index_of

        return index_of(self._store).search(query, tuple(CLASS_OF_KIND), None, limit)

    def find_mentions(self, text: str) -> tuple[Mention, ...]:
        """Where a text names concepts, in the order of the text.

        Every name in every language is looked for, compared as names are, at word boundaries;
        abbreviations in their own case. Of the names that begin at a place the longest is taken
        (leftmost-longest), if its `match` rules agree. A name that two concepts share gives a
        mention of each.

        Args:
            text: Any text.

        Raises:
            ArgumentTypeError: (a `TypeError`) Not a string.

        Example:
            >>> import policy_concepts as pc
            >>> text = "Delegates spoke of new quality productive forces (新质生产力)."
            >>> [(mention.concept.id, mention.start) for mention in pc.find_mentions(text)]
            [('new-quality-productive-forces', 19), ('new-quality-productive-forces', 50)]
        """
        from ._mentions import index_of

        return index_of(self._store).find(text)

    def timeline(self, concept: m.Concept | str) -> Timeline:
        """The events and statements about a concept, in the order of time.

        An event comes before what was said at it; what has no date comes last.

        Raises:
            UnknownNameError: (a `LookupError`) No concept has the name.

        Example:
            >>> import policy_concepts as pc
            >>> entries = pc.timeline("NQPF")
            >>> entries[0].date <= entries[1].date
            True
        """
        found = cast(m.Concept, record_named(self._store, ("concepts",), concept, "timeline"))
        entries: list[m.Event | m.Statement] = [
            *self.events.filter(concept=found),
            *self.statements.filter(concept=found),
        ]
        return Timeline(found, sorted(entries, key=_time_order))

    def preload(self) -> Self:
        """Makes every record and index now, rather than each when it is first asked for.

        For a server that would rather wait once, at its start, and share what was made with the
        processes that it forks. Nothing that the catalog gives changes.

        Returns:
            The catalog.

        Example:
            >>> import policy_concepts as pc
            >>> catalog = pc.bundled().preload()
            >>> catalog is pc.bundled()
            True
        """
        from ._filters import preload
        from ._search import index_of

        with no_garbage_collection():
            preload(self._store)
            index_of(self._store)
        return self

    # --- putting together ---------------------------------------------------------------------

    def merge(self, other: Catalog, *, on_clash: OnClash = "error") -> Catalog:
        """A catalog with the records of both.

        Args:
            other: The other catalog.
            on_clash: What to do when both have a record of the same kind and id that is not
                equal: `"error"` raises, `"keep"` keeps this catalog's, `"replace"` takes the
                other's. Records that refer to the loser are made to refer to the winner.

        Raises:
            DataError: (a `ValueError`) There is a clash, and `on_clash` is `"error"`; or the
                winner would contain itself.
            ArgumentError: (a `ValueError`) Another value of `on_clash`.
        """
        if not isinstance(other, Catalog):
            raise ArgumentTypeError(f"merge: expected a Catalog; found {type(other).__name__}")
        if on_clash not in get_args(OnClash):
            raise ArgumentError(
                f"merge: no on_clash {on_clash!r}.{did_you_mean(str(on_clash), get_args(OnClash))}"
            )
        return Catalog(_merged(self._store, other._store, on_clash))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Catalog):
            return NotImplemented
        return self._store is other._store or all(
            getattr(self, kind) == getattr(other, kind) for kind in CLASS_OF_KIND
        )

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, kind).ids for kind in CLASS_OF_KIND))

    def __reduce__(self) -> tuple[Any, ...]:
        return (Catalog, (self._store,))

    def __repr__(self) -> str:
        numbers = {kind: len(getattr(self, kind)) for kind in reversed(CLASS_OF_KIND)}
        counts = ", ".join(
            f"{number} {SINGULAR[kind] if number == 1 else kind}"
            for kind, number in numbers.items()
        )
        return f"<Catalog: {counts}>"

    def _repr_html_(self) -> str:
        from ._html import catalog_html

        return catalog_html({kind: len(getattr(self, kind)) for kind in reversed(CLASS_OF_KIND)})


def _time_order(entry: m.Event | m.Statement) -> tuple[bool, Any, bool, str]:
    date = entry.when if isinstance(entry, m.Statement) else entry.date
    # An interval is placed at its start, so that a tour comes before what was said on it.
    start = (date.earliest if date is not None else None) or datetime.date.min
    if isinstance(entry, m.Statement) and entry.event is not None and entry.event.date is not None:
        # A statement dated to the month comes after its event, dated to the day.
        start = max(start, entry.event.date.earliest or datetime.date.min)
    return (
        date is None,
        start,
        isinstance(entry, m.Statement),
        entry.id,
    )


def load(
    path: str | os.PathLike[str] | Traversable,
    *,
    extends: Catalog | None = None,
    on_clash: OnClash = "error",
) -> Catalog:
    """A catalog of your own.

    Args:
        path: A directory, one YAML file, a zip of either, or package data
            (`importlib.resources.files("your_package") / "catalog"`).
        extends: A catalog whose records yours may refer to, such as `bundled()`; the result has
            the records of both.
        on_clash: As for `Catalog.merge`, where `"keep"` keeps the record of `extends` and
            `"replace"` takes yours.

    Raises:
        DataError: (a `ValueError`) Anything wrong with the files; `.problems` lists everything.
        ArgumentTypeError: (a `TypeError`) Not a path.

    Example:
        >>> import pathlib, tempfile
        >>> import policy_concepts as pc
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "places.yaml").write_text("places: {arvania: {name: Arvania}}")
        >>> pc.load(folder).places["arvania"]
        <Place arvania: Arvania>
    """
    if extends is not None and not isinstance(extends, Catalog):
        raise ArgumentTypeError(f"load: expected a Catalog for extends; found {extends!r}")
    if on_clash not in get_args(OnClash):
        raise ArgumentError(
            f"load: no on_clash {on_clash!r}.{did_you_mean(str(on_clash), get_args(OnClash))}"
        )
    own = Catalog(_read(path, extends))
    return own if extends is None else extends.merge(own, on_clash=on_clash)


def _read(path: str | os.PathLike[str] | Traversable, extends: Catalog | None) -> Store:
    # Imported when used: a program that only reads the bundled catalog needs no YAML.
    from ._files import compiled_bytes

    content = compiled_bytes(path)
    if content is not None:
        from ._compiled import read_compiled

        return read_compiled(content, os.path.basename(str(path)), check=True)
    from ._loading import load as load_records

    base = {} if extends is None else {k: _found_by(extends._store, k) for k in CLASS_OF_KIND}
    return Store(*load_records(path, base))


def _found_by(store: Store, kind: str) -> Mapping[str, Any]:
    """The records of a kind by every id that leads to them, retired ones too."""
    table = store.by_id(kind)
    retired = {old: table[store.current_id(kind, old)] for old in store.redirects.get(kind, {})}
    return ChainMap(cast(dict[str, Any], table), retired)


# --- merging ----------------------------------------------------------------------------------


def _merged(ours: Store, theirs: Store, on_clash: OnClash) -> Store:
    problems: list[Problem] = []
    clashed = False
    merged: dict[str, dict[str, Any]] = {}
    for kind in CLASS_OF_KIND:
        table = dict(ours.by_id(kind))
        for record_id, record in theirs.by_id(kind).items():
            if record_id not in table:
                table[record_id] = record
            elif table[record_id] != record:
                if on_clash == "error":
                    problems.append(
                        Problem(
                            "(merge)",
                            0,
                            0,
                            f"{kind}/{record_id}",
                            "id",
                            "an id that only one catalog has, or on_clash='keep' or 'replace'",
                            "two different records",
                            "clash",
                        )
                    )
                clashed = True
                if on_clash == "replace":
                    table[record_id] = record
        merged[kind] = table
    problems += _shared_ids(merged)
    if problems:
        raise DataError(problems)
    if clashed:
        # Whoever points to a losing record is made to point to the winner.
        merged = _Relink(merged).all()
    redirects = {
        kind: {**theirs.redirects.get(kind, {}), **ours.redirects.get(kind, {})}
        for kind in {*ours.redirects, *theirs.redirects}
    }
    # A record beats a redirect of the same id.
    redirects = {
        kind: {old: new for old, new in table.items() if old not in merged[kind]}
        for kind, table in redirects.items()
    }
    return Store(merged, redirects)


def _shared_ids(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    """A speaker is named by id alone, so an id must not lead to two kinds of speaker."""
    for kind, other in combinations(SHARED_IDS, 2):
        for record_id in tables[kind].keys() & tables[other].keys():
            yield Problem(
                "(merge)",
                0,
                0,
                f"{kind}/{record_id}",
                "id",
                f"an id that none of the {other} has, as a speaker is named by id alone",
                repr(record_id),
                "shared-id",
            )


class _Relink:
    """Rebuilds the records that point, however far away, to a record that lost a clash."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._tables = tables
        self._done: dict[tuple[str, str], Any] = {}
        self._open: set[tuple[str, str]] = set()

    def all(self) -> dict[str, dict[str, Any]]:
        return {
            kind: {record_id: self._record(kind, record_id) for record_id in table}
            for kind, table in self._tables.items()
        }

    def _record(self, kind: str, record_id: str) -> Any:
        key = (kind, record_id)
        if key in self._done:
            return self._done[key]
        if key in self._open:
            raise DataError(
                [
                    Problem(
                        "(merge)",
                        0,
                        0,
                        f"{kind}/{record_id}",
                        "",
                        "records that do not contain themselves",
                        "a winner that refers to what refers to it",
                        "cycle",
                    )
                ]
            )
        self._open.add(key)
        record = self._done[key] = self._fields(self._tables[kind][record_id])
        self._open.discard(key)
        return record

    def _value(self, value: Any) -> Any:
        kind = KIND_OF_CLASS.get(type(value))
        if kind is not None:
            return self._record(kind, value.id) if value.id in self._tables[kind] else value
        if isinstance(value, tuple):
            items = tuple(self._value(item) for item in value)
            same = all(new is old for new, old in zip(items, value, strict=True))
            return value if same else items
        if attrs.has(type(value)):
            return self._fields(value)
        return value

    def _fields(self, value: Any) -> Any:
        changes = {}
        for shape in fields_of(type(value)):
            old = getattr(value, shape.name)
            new = self._value(old)
            if new is not old:
                changes[shape.name] = new
        return attrs.evolve(value, **changes) if changes else value


# --- catalogs of other distributions ----------------------------------------------------------


class CatalogEntry(NamedTuple):
    """A catalog that an installed distribution offers.

    Attributes:
        name: The name of the entry point.
        distribution: The distribution that offers it.
        value: What the entry point refers to, as `module:attribute`.
    """

    name: str
    distribution: str
    value: str

    def load(self, *, extends: Catalog | None = None, on_clash: OnClash = "error") -> Catalog:
        """The catalog itself.

        The entry point's object is a path, package data, a `Catalog`, or a function that returns
        one of these.

        Raises:
            DataError: (a `ValueError`) Anything wrong with its files.
        """
        for entry in _entry_points():
            if entry.name == self.name and entry.value == self.value:
                offered = entry.load()
                if callable(offered) and not isinstance(offered, Catalog):
                    offered = offered()
                if isinstance(offered, Catalog):
                    if extends is None:
                        return offered
                    return extends.merge(offered, on_clash=on_clash)
                return load(offered, extends=extends, on_clash=on_clash)
        raise ArgumentError(f"catalogs: {self.name!r} of {self.distribution} is not installed")


def catalogs() -> tuple[CatalogEntry, ...]:
    """The catalogs that installed distributions offer; none is loaded.

    A distribution offers one through the entry-point group `policy_concepts.catalogs`.

    Example:
        >>> import policy_concepts as pc
        >>> isinstance(pc.catalogs(), tuple)
        True
    """
    return tuple(
        sorted(
            CatalogEntry(entry.name, entry.dist.name if entry.dist else "", entry.value)
            for entry in _entry_points()
        )
    )


def _entry_points() -> tuple[EntryPoint, ...]:
    from importlib.metadata import entry_points

    return tuple(entry_points(group=ENTRY_POINTS))
