"""Immutable tables of rows, and the exports that they share with mentions."""

from __future__ import annotations

import operator
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, SupportsIndex, TypeVar, overload

import attrs

from .._base.errors import ArgumentTypeError, described, wrong
from .._base.html import FAINT, nowrap, table_html
from .._base.immutable import Immutable
from .._base.terminal import grid

if TYPE_CHECKING:
    import pandas

R = TypeVar("R")
# Rows that a notebook and a terminal show.
_SHOWN_HTML: Final = 25
_SHOWN_TERMINAL: Final = 10


class Exports:
    """Rows with columns, as files and as a data frame."""

    __slots__ = ()

    def _types(self) -> Mapping[str, str]:
        """The columns, in order, with the names of their types, such as `int`."""
        raise NotImplementedError

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain dictionaries, ready for JSON; what is not known is `None`."""
        raise NotImplementedError

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(self._types())

    def to_json(self, path: str | os.PathLike[str]) -> None:
        """Writes the rows as a JSON list of objects, in UTF-8; what is not known is `null`."""
        import json

        with open(path, "w", encoding="utf-8", newline="\n") as file:
            json.dump(self.to_dicts(), file, ensure_ascii=False, indent=1)
            file.write("\n")

    def to_csv(self, path: str | os.PathLike[str]) -> None:
        """Writes the rows as CSV in UTF-8, with a header; what is not known is an empty cell."""
        import csv

        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(self.columns)
            for row in self.to_dicts():
                writer.writerow([_cell(value) for value in row.values()])

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame with the columns of the rows; needs the extra `pandas`.

        Numbers have the types `Int64` and `Float64`, in which what is not known is missing.

        Raises:
            MissingExtraError: (an `ImportError`) pandas is not installed.
        """
        from .frames import frame

        rows, types = self.to_dicts(), self._types()
        columns = {name: [row[name] for row in rows] for name in types}
        made: pandas.DataFrame = frame("to_pandas", columns, types, "pandas")
        return made


class Table(Exports, Immutable, Sequence[R]):
    """Rows of one class, whose fields are the columns; a sequence that cannot be changed."""

    __slots__ = ("_rows",)

    _row: ClassVar[type[Any]]
    # The columns that a terminal and a notebook show.
    _shown: ClassVar[tuple[str, ...]]
    _rows: tuple[R, ...]

    def __init__(self, rows: Iterable[R]) -> None:
        object.__setattr__(self, "_rows", tuple(rows))

    def _context(self) -> tuple[Any, ...]:
        """What `__init__` takes after the rows."""
        return ()

    def _with(self, rows: Iterable[R]) -> Self:
        return type(self)(rows, *self._context())

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self._rows, *self._context()))

    # --- sequence -----------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        return iter(self._rows)

    @overload
    def __getitem__(self, index: SupportsIndex) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: SupportsIndex | slice) -> R | Self:
        """A row; a slice gives a table.

        Raises:
            IndexError: The index is out of range.
            ArgumentTypeError: (a `TypeError`) Neither an index nor a slice.
        """
        if isinstance(index, slice):
            return self._with(self._rows[index])
        try:
            position = operator.index(index)
        except TypeError:
            raise wrong(
                ArgumentTypeError,
                f"{type(self).__name__}[...]",
                "an index or a slice",
                described(index),
            ) from None
        try:
            return self._rows[position]
        except IndexError:
            raise IndexError(
                f"{type(self).__name__}[{position}]: there are {len(self)} rows"
            ) from None

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._rows == other._rows

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._rows))

    def where(self, predicate: Callable[[R], object]) -> Self:
        """The rows for which a function gives a true value.

        Args:
            predicate: A function of a row.
        """
        return self._with(row for row in self._rows if predicate(row))

    # --- exports ------------------------------------------------------------------------------

    def _types(self) -> Mapping[str, str]:
        return {field.name: _type_of(field.type) for field in attrs.fields(self._row)}

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain dictionaries, ready for JSON; what is not known is `None`."""
        columns = self.columns
        return [{name: _plain(getattr(row, name)) for name in columns} for row in self._rows]

    # --- display ------------------------------------------------------------------------------

    def _heading(self) -> str:
        """What the table is, for its first line."""
        return type(self).__name__

    def _size(self) -> str:
        return f"{len(self)} row{'' if len(self) == 1 else 's'}"

    def __repr__(self) -> str:
        lines = [f"<{self._heading()}: {self._size()}>"]
        if self._rows:
            shown = self._rows[:_SHOWN_TERMINAL]
            cells = [tuple(_seen(getattr(row, name)) for name in self._shown) for row in shown]
            lines += grid([self._shown, *cells])
            if len(self) > len(shown):
                lines.append(f"… and {len(self) - len(shown)} more")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        shown = self._rows[:_SHOWN_HTML]
        table = table_html(
            self._shown,
            ([_html(row, name) for name in self._shown] for row in shown),
        )
        more = len(self) - len(shown)
        tail = f'<div style="{FAINT}">… and {more} more</div>' if more > 0 else ""
        return (
            f'<div class="policy-concepts"><div><b>{escape(self._heading())}</b> '
            f"{escape(self._size())}</div>{table}{tail}</div>"
        )


def _type_of(annotation: Any) -> str:
    """The name of the type of a column, without `| None`."""
    named = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    return named.partition(" ")[0]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(value)
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def _seen(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _html(row: Any, name: str) -> str:
    seen = escape(_seen(getattr(row, name)))
    url = getattr(row, "url", None)
    # An address from a file of counts has been through no check of the model.
    if name == "title" and url and url.startswith(("https://", "http://")):
        return f'<a href="{escape(url)}" rel="noopener noreferrer">{seen}</a>'
    return nowrap(seen) if name in ("period", "day") else seen
