"""Text layout for terminals, where Chinese characters take two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def width(text: str) -> int:
    """Returns the number of columns of a text (Unicode Standard Annex 11, East Asian Width)."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def pad(text: str, columns: int) -> str:
    """Pads a text with spaces to a number of columns."""
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """Wraps a text to a number of columns; Chinese may break between any characters."""
    columns = max(columns, 1)
    lines: list[str] = []
    line = ""
    for piece in _segments(text):
        if line and width(line) + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
        while width(line.rstrip()) > columns:
            # A word is longer than the line.
            cut = _fitting_length(line, columns)
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


# A narrower second column is hard to read.
_MIN_COLUMN_WIDTH = 20
# A line must not start with these.
_CLOSING_MARKS = frozenset("，。、；：？！）》」』”’…")


def _segments(text: str) -> Iterable[str]:
    """Splits a text where it may break: after spaces and between wide characters."""
    piece = ""
    for character in " ".join(text.split()):
        wide = _columns(character) == 2
        by_wide = wide or (piece and _columns(piece[-1]) == 2)
        if piece and (piece[-1] == " " or (by_wide and character not in _CLOSING_MARKS)):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _fitting_length(text: str, columns: int) -> int:
    taken = 0
    for index, character in enumerate(text):
        taken += _columns(character)
        if taken > columns:
            return max(1, index)
    return len(text)


def rows(pairs: Sequence[tuple[str, str]], columns: int, indent: str = "") -> list[str]:
    """Lays out pairs as two columns, the second one wrapped.

    If too little width is left for the second, it goes below the first.
    """
    first = max((width(name) for name, _ in pairs), default=0) + 2
    lines = []
    if columns - first - len(indent) < _MIN_COLUMN_WIDTH:
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
    """Lays out a table of short values; all columns but the first are right-aligned."""
    widest = [max(width(value) for value in column) for column in zip(*table, strict=True)]
    lines = []
    for first, *others in table:
        cells = [pad(first, widest[0])]
        for value, column in zip(others, widest[1:], strict=True):
            cells.append(" " * (column - width(value)) + value)
        lines.append((indent + "  ".join(cells)).rstrip())
    return lines
