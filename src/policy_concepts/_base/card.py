"""Cards: a record as rows of text, rendered by the notebook and the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

# Plain classes rather than named tuples, because a first look-up imports them: defining a named
# tuple takes fifteen times as long.


class Piece:
    """A run of text.

    Args:
        text: The text.
        lang: Its language, as a BCP 47 tag, or an empty string.
        url: The address it links to, or an empty string.
        faint: Whether to render it less prominently.
        is_id: Whether it is the id of a record.
    """

    __slots__ = ("faint", "is_id", "lang", "text", "url")

    def __init__(
        self,
        text: str,
        lang: str = "",
        *,
        url: str = "",
        faint: bool = False,
        is_id: bool = False,
    ) -> None:
        self.text: str = text
        self.lang: str = lang
        self.url: str = url
        self.faint: bool = faint
        self.is_id: bool = is_id


Line: TypeAlias = tuple[Piece, ...]


class Row:
    """A label and its lines."""

    __slots__ = ("label", "lines")

    def __init__(self, label: str, lines: tuple[Line, ...]) -> None:
        self.label: str = label
        self.lines: tuple[Line, ...] = lines


class Card:
    """A record as rows of text.

    Args:
        title: The title of the record.
        kind: The name of its class.
        id: Its id.
        rows: Its fields, in display order.
    """

    __slots__ = ("id", "kind", "rows", "title")

    def __init__(self, title: Line, kind: str, id: str, rows: tuple[Row, ...]) -> None:  # noqa: A002
        self.title: Line = title
        self.kind: str = kind
        self.id: str = id
        self.rows: tuple[Row, ...] = rows


def plain(line: Line) -> str:
    """Returns a line as plain text."""
    return "".join(piece.text for piece in line)


def joined(lines: Iterable[Line], separator: str) -> Line:
    """Joins lines that are not empty."""
    pieces: list[Piece] = []
    for line in lines:
        if line:
            pieces += [Piece(separator), *line] if pieces else line
    return tuple(pieces)
