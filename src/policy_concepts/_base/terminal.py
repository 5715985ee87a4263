"""Text laid out for a terminal, where a Chinese character is as wide as two letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def width(text: str) -> int:
    """How many columns a text takes (Unicode Standard Annex 11, East Asian Width)."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def pad(text: str, columns: int) -> str:
    """A text with spaces after it up to a number of columns."""
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """A text broken into lines of at most some columns; Chinese may break anywhere."""
    columns = max(columns, 1)
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
        while width(line.rstrip()) > columns:
            # A word longer than the line.
            cut = _fitting(line, columns)
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


# Columns; a text narrower than this is hard to read.
_LEAST_ROOM = 20
# No line begins with these.
_CLOSING = frozenset("，。、；：？！）》」』”’…")


def _pieces(text: str) -> Iterable[str]:
    """What must not be broken: words with the space after them, single wide characters."""
    piece = ""
    for character in " ".join(text.split()):
        wide = _columns(character) == 2
        if piece and (piece[-1] == " " or (wide and character not in _CLOSING)
                      or (_columns(piece[-1]) == 2 and character not in _CLOSING)):  # fmt: skip
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _fitting(text: str, columns: int) -> int:
    taken = 0
    for index, character in enumerate(text):
        taken += _columns(character)
        if taken > columns:
            return max(1, index)
    return len(text)


def rows(pairs: Sequence[tuple[str, str]], columns: int, indent: str = "") -> list[str]:
    """Lines with a narrow first column and a wrapped second one.

    Where little room is left for the second, it stands below the first instead of beside it.
    """
    first = max((width(name) for name, _ in pairs), default=0) + 2
    lines = []
    if columns - first - len(indent) < _LEAST_ROOM:
        for name, text in pairs:
            lines += [indent + line for line in wrap(name, columns - len(indent)) if line]
            below = indent + "    "
            lines += [below + line for line in wrap(text, columns - len(below)) if line]
        return lines
    for name, text in pairs:
        wrapped = wrap(text, columns - first - len(indent))
        for index, line in enumerate(wrapped):
            lines.append(f"{indent}{pad(name if index == 0 else '', first)}{line}".rstrip())
    return lines


def grid(table: Sequence[tuple[str, ...]], indent: str = "") -> list[str]:
    """Lines of a table of short values, all but the first column right-aligned."""
    widest = [max(width(value) for value in column) for column in zip(*table, strict=True)]
    lines = []
    for first, *others in table:
        cells = [pad(first, widest[0])]
        for value, room in zip(others, widest[1:], strict=True):
            cells.append(" " * (room - width(value)) + value)
        lines.append((indent + "  ".join(cells)).rstrip())
    return lines
