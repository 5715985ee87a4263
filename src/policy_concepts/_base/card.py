"""Cards: a record laid out as rows, from which the notebook and the terminal both draw it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias


class Piece(NamedTuple):
    """A run of text.

    Attributes:
        text: The text.
        lang: Its language, as a BCP 47 tag, or an empty string.
        url: The address it links to, or an empty string.
        faint: Whether it says something about the text before it.
        is_id: Whether it is the id of a record.
    """

    text: str
    lang: str = ""
    url: str = ""
    faint: bool = False
    is_id: bool = False


Line: TypeAlias = tuple[Piece, ...]


class Row(NamedTuple):
    """A label, and the lines beside it."""

    label: str
    lines: tuple[Line, ...]


class Card(NamedTuple):
    """A record laid out.

    Attributes:
        title: What the record is called.
        kind: The name of its class.
        id: Its id.
        rows: What it holds, in the order in which to show it.
    """

    title: Line
    kind: str
    id: str
    rows: tuple[Row, ...]


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
