"""What all records and their parts share: how they are made, compared, shown and described.

Each class is an attrs class.
Its `__init__`, `__eq__` and so on are those of `Part`, which read the fields' shapes, instead of
methods that attrs would generate, and compile, for each class: a first look-up needs a dozen
classes, and generating their methods took half of its time (docs/decisions/0004).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, TypeVar

import attrs

from .._base.card import Card, Line, Piece, Row, plain
from .._base.dates import PartialDate
from .._base.errors import ArgumentError, ArgumentTypeError, did_you_mean, wrong
from .._base.public import public
from .._base.text import Text
from .shapes import DEFINED_IN, Columns, about, annotations_of, fields_of

C = TypeVar("C", bound=type)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    # Type checkers know what these do.
    from attrs import field as field, frozen as frozen  # noqa: PLC0414  (imported from here)

    # What a field takes besides what it holds.
    def to_text(value: str | Mapping[str, str] | Text) -> Text: ...
    def to_optional_text(value: str | Mapping[str, str] | Text | None) -> Text | None: ...
    def to_optional_date(
        value: str | datetime.date | PartialDate | None,
    ) -> PartialDate | None: ...
    # Not generic: type checkers leave a converter's type variable unsolved.
    def to_tuple(value: Iterable[Any]) -> tuple[Any, ...]: ...

else:
    # The shapes convert.
    to_text = to_optional_text = to_optional_date = to_tuple = None

    def field(*, default: Any = attrs.NOTHING, converter: None = None, metadata: Any) -> Any:  # noqa: ARG001
        """A field of a class made by `frozen`."""
        return attrs.field(default=default, metadata=metadata)

    def frozen(*, kw_only: bool) -> Callable[[C], C]:
        """Makes a class an attrs class, frozen and slotted, without generated methods."""

        def make(cls: C) -> C:
            made = attrs.frozen(
                cls,
                kw_only=kw_only,
                init=False,
                eq=False,
                repr=False,
                getstate_setstate=False,
                match_args=False,
            )
            DEFINED_IN[made] = cls.__module__
            return public(made)

        return make


ID: Final = about(
    "The record's own short name, unique within its kind and never changed.",
    pattern="id",
    label="",
)
WIKIDATA: Final = about(
    "Wikidata item id, such as `Q148`, where a source shows it.", pattern="wikidata"
)
EVIDENCE: Final = about("The sources that the claim rests on, and where in them.")


class _Signature:
    """The signature of a class, made when it is asked for."""

    def __get__(self, instance: object, cls: type) -> Any:
        from inspect import Parameter, Signature

        hints = annotations_of(cls)
        return Signature(
            [
                Parameter(
                    each.name,
                    Parameter.KEYWORD_ONLY,
                    default=Parameter.empty if each.required else each.default,
                    annotation=hints[each.name],
                )
                for each in fields_of(cls)
            ]
        )


# By class: for each field its name, its place, how to set it, how to check a value, its default.
_plans: dict[type, list[tuple[str, str, Any, Any, Any]]] = {}


def _plan(cls: type) -> list[tuple[str, str, Any, Any, Any]]:
    plan = _plans[cls] = [
        (each.name, each.place, vars(cls)[each.name].__set__, each.shape.check, each.default)
        for each in fields_of(cls)
    ]
    return plan


class Part:
    """A class of the model: frozen, slotted, made by keywords, equal by value."""

    __slots__ = ()
    __signature__ = _Signature()

    def __init__(self, *positional: Any, **values: Any) -> None:
        cls = type(self)
        if positional:
            raise wrong(
                ArgumentTypeError, cls.__name__, "keyword arguments only", repr(positional[0])
            )
        left = len(values)
        for name, place, put, check, default in _plans.get(cls) or _plan(cls):
            if name in values:
                left -= 1
                value = values[name]
                if value is not None or default is not None:
                    value = check(value, place)
            elif default is attrs.NOTHING:
                raise ArgumentTypeError(f"{cls.__name__}: missing the required {name!r}")
            else:
                value = default
            put(self, value)
        if left:
            known = [each.name for each in fields_of(cls)]
            unknown = next(name for name in values if name not in known)
            raise ArgumentTypeError(
                f"{cls.__name__}: no field {unknown!r}.{did_you_mean(unknown, known)}"
            )
        self._check()

    def _check(self) -> None:
        """Refuses fields that do not go together."""

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self is other or all(
            getattr(self, each.name) == getattr(other, each.name) for each in fields_of(type(self))
        )

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, each.name) for each in fields_of(type(self)))))

    def __repr__(self) -> str:
        values = (f"{each.name}={getattr(self, each.name)!r}" for each in fields_of(type(self)))
        return f"{type(self).__name__}({', '.join(values)})"

    def __getstate__(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields_of(type(self))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, _, put, _, default in _plans.get(type(self)) or _plan(type(self)):
            put(self, state.get(name, default))

    # --- what shapes ask of a part of a record ------------------------------------------------

    # How a data file writes it in the place of a record.
    _forms: ClassVar[tuple[str, ...]] = ("its fields",)
    # Whether each of a list has a row of its own on a card, which `_row` gives.
    _has_rows: ClassVar[bool] = False

    def _line(self) -> Line:
        """The line that a card shows of it."""
        return (Piece(str(self)),)

    def _row(self) -> Row:
        """The row that it is on a card."""
        raise NotImplementedError

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        """What of it is searched: a path below the field, a language tag, a string."""
        return iter(())

    @classmethod
    def _columns(cls, name: str, values: list[Any]) -> Columns | None:
        """The columns of a data frame for a field that holds one; `None` for plain data."""
        return None

    @classmethod
    def _list_columns(cls, name: str, values: list[Any]) -> Columns | None:
        """The columns of a data frame for a field that holds several; `None` for plain data."""
        return None


class Record(Part):
    """A record: it has an id, and tells its names, its label, its date and its card."""

    __slots__ = ()
    # The field from whose text the label is taken.
    _labelled_by: ClassVar[str] = "name"

    if TYPE_CHECKING:
        id: str

    def __hash__(self) -> int:
        # Equal records have equal ids, and reading more would be slow.
        return hash((type(self).__name__, self.id))

    def _names(self) -> Iterator[str]:
        """Every name by which it is looked up, its id first."""
        yield self.id

    def _label(self, lang: str = "en") -> str:
        """A short name for people."""
        words: Text = getattr(self, self._labelled_by)
        return words.get(lang) or str(words)

    def _title(self) -> Line:
        """What a card calls it."""
        return (Piece(self._label()),)

    @property
    def _date(self) -> PartialDate | None:
        """The date by which it is filtered, sorted and shown."""
        return None

    def _searched(self) -> Iterator[tuple[str, str, str, int]]:
        """Every text that is searched: a path, a language tag, a string, a weight in tenths."""
        for each in fields_of(type(self)):
            if each.searched:
                content = getattr(self, each.name)
                if content is not None:
                    for below, tag, string in each.shape.texts(content):
                        path = f"{each.name}.{below}" if below else each.name
                        yield path, tag, string, each.searched

    def card(self) -> Card:
        """The record laid out as rows, as a notebook and a terminal show it."""
        rows: list[Row] = []
        for each in fields_of(type(self)):
            content = getattr(self, each.name)
            if each.label and content is not None:
                rows += each.shape.rows(each.label, content)
        return Card(self._title(), type(self).__name__, self.id, tuple(rows))

    def _repr_html_(self) -> str:
        # Imported when shown: a program that shows nothing needs no HTML.
        from .._base.html import card_html

        return card_html(self.card())

    def __repr__(self) -> str:
        shown = " ".join(self._summary().split())
        shown = shown if len(shown) <= 72 else shown[:71].rstrip() + "…"
        return f"<{type(self).__name__} {self.id}: {shown}{self._dated()}>"

    def _summary(self) -> str:
        """What `repr` shows of it behind its id."""
        return plain(self._title())

    def _dated(self) -> str:
        """The date as `repr` shows it behind everything else."""
        return f" ({self._date})" if self._date is not None else ""


class Nested:
    """A record that may lie within another of its kind."""

    __slots__ = ()
    # The field that holds the other.
    _within: ClassVar[str] = "parent"

    if TYPE_CHECKING:
        id: str

    @property
    def ancestors(self) -> tuple[Self, ...]:
        """The records that it lies in or is part of, the nearest first."""
        found = []
        current = getattr(self, self._within)
        while current is not None:
            found.append(current)
            current = getattr(current, self._within)
        return tuple(found)

    def is_within(self, other: Self) -> bool:
        """Whether it is the other record, or lies in it or is part of it."""
        return self.id == other.id or any(each.id == other.id for each in self.ancestors)


def period(since: PartialDate | None, until: PartialDate | None) -> str:
    """A period as a card shows it; an empty string when both ends are absent."""
    return f"{since or ''}–{until or ''}" if since or until else ""


def check_period(cls: str, since: PartialDate | None, until: PartialDate | None) -> None:
    """Refuses a period that ends before it begins."""
    if since is not None and until is not None and until.ends_before(since):
        raise wrong(ArgumentError, cls, "until not before since", f"{since} and {until}")


def in_force(since: PartialDate | None, until: PartialDate | None, day: PartialDate) -> bool:
    """Whether a period, open where an end is absent, has anything of a date in it."""
    if since is not None and day.ends_before(since):
        return False
    return not (until is not None and until.ends_before(day))
