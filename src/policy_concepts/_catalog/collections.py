"""Collections: immutable sequences of records of one kind that are mappings by id as well."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Generic,
    Self,
    SupportsIndex,
    TypeVar,
    Unpack,
    cast,
    overload,
)

from .._base.dates import PartialDate
from .._base.errors import (
    ArgumentError,
    ArgumentTypeError,
    UnknownNameError,
    described,
    did_you_mean,
    wrong,
)
from .._base.public import public
from .._base.text import Text
from .._model.kinds import KINDS
from .._model.record import Record
from .._model.records import class_of, kind_of
from .._model.shapes import fields_of, plain_fields
from .store import Store

if TYPE_CHECKING:
    import pandas

    # At run time a class is imported when its first record is built.
    from .._model.concepts import Concept
    from .._model.events import Event  # noqa: F401
    from .._model.organizations import Organization  # noqa: F401
    from .._model.places import Place  # noqa: F401
    from .._model.sources_and_people import Person, Source  # noqa: F401
    from .._model.statements import Statement  # noqa: F401
    from .._texts.forms import NameTable
    from .arguments import (
        ConceptFilters,
        EventFilters,
        OrganizationFilters,
        PersonFilters,
        PlaceFilters,
        SourceFilters,
        StatementFilters,
    )
    from .hits import Hit

R = TypeVar("R", bound=Record)
D = TypeVar("D")


@public
class Collection(Generic[R]):
    """Records of one kind, in a fixed order; a sequence, and a mapping by id.

    Example:
        >>> import policy_concepts as pc
        >>> "new-quality-productive-forces" in pc.concepts
        True
        >>> pc.events[0] == pc.events[pc.events.ids[0]]
        True
        >>> pc.concepts.get("no-such-concept") is None
        True
    """

    __slots__ = ("_cache", "_positions", "_store")

    _kind: ClassVar[str]

    def __init__(self, store: Store, positions: Sequence[int] | None = None) -> None:
        self._store = store
        whole = range(len(store.by_id(self._kind)))
        self._positions: Sequence[int] = whole if positions is None else positions
        # Cache of records fetched by id.
        self._cache: dict[str, R] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self._store, self._positions))

    def _subset(self, positions: Sequence[int]) -> Self:
        return type(self)(self._store, positions)

    def _at(self, position: int) -> R:
        return cast(R, self._store.rows(self._kind)[position])

    # --- sequence and mapping -----------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._positions)

    def __iter__(self) -> Iterator[R]:
        rows = self._store.rows(self._kind)
        return (rows[position] for position in self._positions)

    def __reversed__(self) -> Iterator[R]:
        rows = self._store.rows(self._kind)
        return (rows[position] for position in reversed(self._positions))

    def __contains__(self, item: object) -> bool:
        """Whether a record, or the record with an id, is in the collection."""
        if isinstance(item, str):
            return self._position(item) is not None
        kind = kind_of(item)
        if kind is None or kind.plural != self._kind:
            return False
        position = self._position(cast(Record, item).id)
        return position is not None and self._at(position) == item

    def _position(self, record_id: str) -> int | None:
        current = self._store.current_id(self._kind, record_id)
        position = self._store.positions(self._kind).get(current)
        return position if position is not None and position in self._positions else None

    @overload
    def __getitem__(self, key: str | SupportsIndex) -> R: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: str | SupportsIndex | slice) -> R | Self:
        """The record with an id, or at an index; a slice gives a collection.

        Raises:
            UnknownIdError: (a `KeyError`) No record has the id; near matches are in the message.
            IndexError: The index is out of range.
            ArgumentTypeError: (a `TypeError`) Anything else.
        """
        if isinstance(key, str):
            record = self._cache.get(key)
            if record is None:
                position = self._position(key)
                if position is None:
                    raise self._store.unknown_id(self._kind, key)
                record = self._cache[key] = self._at(position)
            return record
        if isinstance(key, slice):
            return self._subset(self._positions[key])
        try:
            index = operator.index(key)
        except TypeError:
            raise wrong(
                ArgumentTypeError,
                f"{self._kind}[...]",
                "an id, an index or a slice",
                described(key),
            ) from None
        try:
            return self._at(self._positions[index])
        except IndexError:
            raise IndexError(f"{self._kind}[{index}]: there are {len(self)} {self._kind}") from None

    @overload
    def get(self, record_id: str) -> R | None: ...
    @overload
    def get(self, record_id: str, default: D) -> R | D: ...
    def get(self, record_id: str, default: Any = None) -> Any:
        """The record with an id, else the default."""
        position = self._position(record_id) if isinstance(record_id, str) else None
        return default if position is None else self._at(position)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        table = self._store.by_id(self._kind)
        # The ids of a whole kind are known without building its records.
        whole = self._positions == range(len(table))
        return tuple(table) if whole else tuple(record.id for record in self)

    def keys(self) -> tuple[str, ...]:
        """The ids, in order; `dict(collection)` works."""
        return self.ids

    def values(self) -> tuple[R, ...]:
        """The records, in order."""
        return tuple(self)

    def items(self) -> tuple[tuple[str, R], ...]:
        """Pairs of id and record, in order."""
        return tuple((record.id, record) for record in self)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        if self._store is other._store and self._positions == other._positions:
            return True
        return tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self._kind, self.ids))

    # --- finding ------------------------------------------------------------------------------

    def lookup(self, name: str) -> R:
        """The record with a name: its id, or any name in any language, script or romanization.

        Names are compared after NFKC, case folding, and removal of spaces, hyphens, quotation
        marks and tone marks; Chinese is compared in simplified script, by single characters.

        Raises:
            UnknownNameError: (a `LookupError`) No record has the name; the nearest are listed.
            AmbiguousNameError: (a `LookupError`) Several share it; all are listed.
            EmptyNameError: (a `LookupError` and `ValueError`) The name is empty or blank.

        Example:
            >>> import policy_concepts as pc
            >>> pc.concepts.lookup("NQPF").id
            'new-quality-productive-forces'
        """
        record = self._store.lookup((self._kind,), name, f"{self._kind}.lookup")
        if self._position(record.id) is None:
            raise UnknownNameError(
                f"{self._kind}.lookup: {name!r} is {record.id!r}, which is not among these "
                f"{len(self)} {self._kind}",
                query=name,
            )
        return cast(R, record)

    def search(self, query: str, *, limit: int = 10) -> tuple[Hit, ...]:
        """The records that best match a query, best first.

        Args:
            query: English or Chinese words; small misspellings are tolerated.
            limit: The maximum number of hits.

        Raises:
            ArgumentError: (a `ValueError`) The query is blank, or the limit below 1.
        """
        from .search import search_index

        whole = self._positions == range(len(self._store.by_id(self._kind)))
        allowed = None if whole else set(self._positions)
        return search_index(self._store).search(query, (self._kind,), allowed, limit)

    def _filter(self, criteria: dict[str, Any]) -> Self:
        from .filters import select

        return self._subset(select(self._store, self._kind, self._positions, criteria))

    # --- ordering and grouping ----------------------------------------------------------------

    def sort(self, key: str | Callable[[R], Any] | None = None, *, reverse: bool = False) -> Self:
        """The same records in another order; those without a value come last.

        Args:
            key: A field (`"date"`, `"id"`, `"kind"`, `"title"` …), `"label"`, or a function of a
                record. By default the date, for kinds that have one, else the label.
            reverse: Whether to sort in descending order.

        Raises:
            ArgumentError: (a `ValueError`) No such field.
        """
        if key is None:
            key = "date" if KINDS[self._kind].dated else "label"
        value = self._key_function(key)
        rows = self._store.rows(self._kind)
        keyed = [(value(rows[position]), position) for position in self._positions]
        defined = [pair for pair in keyed if pair[0] is not None]
        undefined = [position for found, position in keyed if found is None]
        try:
            defined.sort(key=operator.itemgetter(0), reverse=reverse)
        except TypeError as error:
            raise ArgumentTypeError(
                f"{self._kind}.sort: cannot order by {key!r}: {error}"
            ) from None
        return self._subset([position for _, position in defined] + undefined)

    def first(self) -> R | None:
        """The first record, or `None` when there is none."""
        return self._at(self._positions[0]) if len(self) else None

    def last(self) -> R | None:
        """The last record, or `None` when there is none."""
        return self._at(self._positions[-1]) if len(self) else None

    def group_by(self, key: str | Callable[[R], Any]) -> dict[Any, Self]:
        """Collections of the records that share a value.

        Args:
            key: A field, `"year"`, or a function of a record. A record with several values
                (`"concepts"`, `"domains"`) is in several groups; one without is under `None`.

        Raises:
            ArgumentError: (a `ValueError`) No such field.

        Example:
            >>> import policy_concepts as pc
            >>> groups = pc.statements.filter(concept="NQPF").group_by("kind")
            >>> "caution" in groups
            True
        """
        value = self._key_function(key)
        rows = self._store.rows(self._kind)
        groups: dict[Any, list[int]] = {}
        for position in self._positions:
            found = value(rows[position])
            keys = found if isinstance(found, (tuple, list)) else (found,)
            for each in dict.fromkeys(keys or (None,)):
                groups.setdefault(each, []).append(position)
        return {each: self._subset(positions) for each, positions in groups.items()}

    def _key_function(self, key: str | Callable[[R], Any]) -> Callable[[Any], Any]:
        if callable(key):
            return key
        if not isinstance(key, str):
            raise wrong(ArgumentTypeError, f"{self._kind}", "a field or a function", described(key))
        fields = [field.name for field in fields_of(class_of(self._kind))]
        dated = KINDS[self._kind].dated
        if key == "label":
            return lambda record: record._label()
        if dated and key == "date":
            return lambda record: record._date
        if dated and key == "year":
            return lambda record: _year(record._date)
        if key not in fields:
            extra = ["label", *(["date", "year"] if dated else [])]
            raise ArgumentError(
                f"{self._kind}: no field {key!r}.{did_you_mean(key, {*fields, *extra})}"
            )

        def value(record: Any) -> Any:
            found = getattr(record, key)
            return str(found) if isinstance(found, Text) else found

        return value

    # --- other forms --------------------------------------------------------------------------

    def to_dicts(self) -> list[dict[str, Any]]:
        """The records as plain dictionaries, ready for JSON, fields as in the data files.

        References are given by id; absent fields are omitted.
        """
        return [plain_fields(record) for record in self]

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame with a row for each record; needs the extra `pandas`.

        Records are given by id and, in a column beside it, label; texts in English, with further
        languages in columns of their own; dates as EDTF strings, with `_earliest` and `_latest`
        beside them as `datetime64`.

        Raises:
            MissingExtraError: (an `ImportError`) pandas is not installed.
        """
        from .._views.frames import to_pandas

        return to_pandas(self._kind, list(self))

    def __repr__(self) -> str:
        count = len(self)
        noun = KINDS[self._kind].singular if count == 1 else self._kind
        shown = ", ".join(record.id for record in self[:3])
        tail = f": {shown}" + (", …" if count > 3 else "") if count else ""
        return f"<{count} {noun}{tail}>"

    def _repr_html_(self) -> str:
        from .._views.html import collection_html

        return collection_html(self._kind, list(self[:25]), len(self))

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.ids)


def _year(date: PartialDate | None) -> int | None:
    return date.earliest.year if date is not None and date.earliest is not None else None


@public
class Concepts(Collection["Concept"]):
    """Concepts."""

    __slots__ = ()
    _kind = "concepts"

    def filter(self, **criteria: Unpack[ConceptFilters]) -> Self:
        """The concepts that match all criteria.

        Args:
            **criteria: `event` (first used or mentioned at it), `speaker` (mentioned by),
                `person` (mentioned or first used by), `place` (jurisdiction), `kind`, `domain`,
                `lang` (has a name in), `text` (contains), and the first use's `since`, `until`,
                `on`, `certain`. A list means any of its values.

        Raises:
            ArgumentTypeError: (a `TypeError`) A keyword or type that `filter` does not accept.
            ArgumentError: (a `ValueError`) An invalid value.
            UnknownNameError: (a `LookupError` and `ValueError`) A name that no record has.

        Example:
            >>> import policy_concepts as pc
            >>> len(pc.concepts.filter(domain="economy", since="2023")) > 0
            True
        """
        return self._filter(cast(dict[str, Any], criteria))

    # What a `MentionFinder` asks for.

    def _name_table(self) -> NameTable | None:
        """The names to look for in running text, where they are at hand for the collection."""
        is_whole = len(self._positions) == len(self._store.by_id("concepts"))
        return self._store.mention_names() if is_whole else None

    @property
    def _concept_of(self) -> Callable[[str], Concept]:
        """What gives the concept with an id."""
        return self._store.concept_of or self._store.by_id("concepts").__getitem__


@public
class Events(Collection["Event"]):
    """Events."""

    __slots__ = ()
    _kind = "events"

    def filter(self, **criteria: Unpack[EventFilters]) -> Self:
        """The events that match all criteria.

        Args:
            **criteria: `concept` (first used or mentioned at it), `event` (it or within it),
                `speaker`, `person` (took part or spoke), `organizer` (it or an organ of it),
                `place` (there or within), `kind`, `text`, `since`, `until`, `on`, `certain`.
                A list means any of its values.

        Raises:
            ArgumentTypeError: (a `TypeError`) A keyword or type that `filter` does not accept.
            ArgumentError: (a `ValueError`) An invalid value.
            UnknownNameError: (a `LookupError` and `ValueError`) A name that no record has.

        Example:
            >>> import policy_concepts as pc
            >>> tours = pc.events.filter(concept="NQPF", kind="inspection_tour")
            >>> [str(tour.place.name) for tour in tours if tour.place]
            ['Heilongjiang']
        """
        return self._filter(cast(dict[str, Any], criteria))


@public
class Statements(Collection["Statement"]):
    """Statements."""

    __slots__ = ()
    _kind = "statements"

    def filter(self, **criteria: Unpack[StatementFilters]) -> Self:
        """The statements that match all criteria.

        Args:
            **criteria: `concept`, `event` (at it or within it), `speaker` (also as `person`),
                `organizer` and `place` (of the event), `publisher` and `tier` (of a source),
                `kind`, `voice`, `domain` (of a concept), `lang` (of the quotation), `text`,
                `since`, `until`, `on`, `certain`. A list means any of its values.

        Raises:
            ArgumentTypeError: (a `TypeError`) A keyword or type that `filter` does not accept.
            ArgumentError: (a `ValueError`) An invalid value.
            UnknownNameError: (a `LookupError` and `ValueError`) A name that no record has.

        Example:
            >>> import policy_concepts as pc
            >>> said = pc.statements.filter(concept="NQPF", speaker="Xi Jinping", since="2024")
            >>> len(said.filter(kind="caution")) > 0
            True
        """
        return self._filter(cast(dict[str, Any], criteria))


@public
class Sources(Collection["Source"]):
    """Sources."""

    __slots__ = ()
    _kind = "sources"

    def filter(self, **criteria: Unpack[SourceFilters]) -> Self:
        """The sources that match all criteria.

        Args:
            **criteria: `concept` (of anything said of it), `event` (of it, or of what was said
                at it), `person` (author), `publisher`, `kind` (CSL type), `tier`, `lang`, `text`,
                and the publication's `since`, `until`, `on`, `certain`.
                A list means any of its values.

        Raises:
            ArgumentTypeError: (a `TypeError`) A keyword or type that `filter` does not accept.
            ArgumentError: (a `ValueError`) An invalid value.
            UnknownNameError: (a `LookupError` and `ValueError`) A name that no record has.

        Example:
            >>> import policy_concepts as pc
            >>> all(source.url for source in pc.sources.filter(concept="NQPF"))
            True
        """
        return self._filter(cast(dict[str, Any], criteria))


@public
class People(Collection["Person"]):
    """People."""

    __slots__ = ()
    _kind = "people"

    def filter(self, **criteria: Unpack[PersonFilters]) -> Self:
        """The people that match all criteria.

        Args:
            **criteria: `concept` (mentioned or first used it), `text`.

        Raises:
            ArgumentTypeError: (a `TypeError`) A keyword or type that `filter` does not accept.
            UnknownNameError: (a `LookupError` and `ValueError`) A name that no record has.
        """
        return self._filter(cast(dict[str, Any], criteria))


@public
class Organizations(Collection["Organization"]):
    """Organizations."""

    __slots__ = ()
    _kind = "organizations"

    def filter(self, **criteria: Unpack[OrganizationFilters]) -> Self:
        """The organizations that match all criteria.

        Args:
            **criteria: `concept` (mentioned or first used it), `text`.

        Raises:
            ArgumentTypeError: (a `TypeError`) A keyword or type that `filter` does not accept.
            UnknownNameError: (a `LookupError` and `ValueError`) A name that no record has.
        """
        return self._filter(cast(dict[str, Any], criteria))


@public
class Places(Collection["Place"]):
    """Places."""

    __slots__ = ()
    _kind = "places"

    def filter(self, **criteria: Unpack[PlaceFilters]) -> Self:
        """The places that match all criteria.

        Args:
            **criteria: `concept` (mentioned there), `place` (it or within it), `text`.

        Raises:
            ArgumentTypeError: (a `TypeError`) A keyword or type that `filter` does not accept.
            UnknownNameError: (a `LookupError` and `ValueError`) A name that no record has.
        """
        return self._filter(cast(dict[str, Any], criteria))
