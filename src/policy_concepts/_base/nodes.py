"""The nodes of a data file, each with its position; lines and columns are counted from 0."""

from __future__ import annotations

from typing import Any, TypeAlias


class ScalarNode:
    """A scalar."""

    __slots__ = ("column", "line", "text")

    def __init__(self, text: str, line: int, column: int) -> None:
        self.text = text
        self.line = line
        self.column = column


class SequenceNode:
    """A list."""

    __slots__ = ("column", "items", "line")

    def __init__(self, items: list[Any], line: int, column: int) -> None:
        self.items = items
        self.line = line
        self.column = column


class MappingNode:
    """A mapping, as pairs in the order of the file."""

    __slots__ = ("column", "line", "pairs")

    def __init__(self, pairs: list[tuple[ScalarNode, Any]], line: int, column: int) -> None:
        self.pairs = pairs
        self.line = line
        self.column = column


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


def shown(text: str) -> str:
    """Formats a string for a message: shortened, and on one line."""
    return repr(text) if len(text) <= 120 else f"{text[:100]!r}… ({len(text)} characters)"


def what(node: Node) -> str:
    """Describes a node in a message."""
    if isinstance(node, ScalarNode):
        return shown(node.text) if node.text else "nothing"
    return "a list" if isinstance(node, SequenceNode) else "a mapping"
