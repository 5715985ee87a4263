"""Cards: a record laid out as rows, from which the notebook and the terminal both draw it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

# These are plain classes, and not named tuples, because a first look-up imports them: making a
# named tuple takes fifteen times as long.


class Piece:
    """A run of text.

    Args:
        text: The text.
        lang: Its language, as a BCP 47 tag, or an empty string.
        url: The address it links to, or an empty string.
        faint: Whether it says something about the text before it.
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
        self.text = text
        self.lang = lang
        self.url = url
        self.faint = faint
        self.is_id = is_id


Line: TypeAlias = tuple[Piece, ...]


class Row:
    """A label, and the lines beside it."""

    __slots__ = ("label", "lines")

    def __init__(self, label: str, lines: tuple[Line, ...]) -> None:
        self.label = label
        self.lines = lines


class Card:
    """A record laid out.

    Args:
        title: What the record is called.
        kind: The name of its class.
        id: Its id.
        rows: What it holds, in the order in which to show it.
    """

    __slots__ = ("id", "kind", "rows", "title")

    def __init__(self, title: Line, kind: str, id: str, rows: tuple[Row, ...]) -> None:  # noqa: A002
        self.title = title
        self.kind = kind
        self.id = id
        self.rows = rows


def plain(line: Line) -> str:
    """A line without its markup."""
    return "".join(piece.text for piece in line)


def joined(lines: Iterable[Line], separator: str) -> Line:
    """Lines as one, with a separator between them."""
    whole: list[Piece] = []
    for line in lines:
        if line:
            whole += [Piece(separator), *line] if whole else line
    return tuple(whole)
