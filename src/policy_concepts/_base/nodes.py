"""A file as a tree of nodes, each with its place; lines and columns are counted from 0."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias


class ScalarNode(NamedTuple):
    """A single value: its text and where it begins."""

    text: str
    line: int
    column: int


class SequenceNode(NamedTuple):
    """A list."""

    items: list[Any]
    line: int
    column: int


class MappingNode(NamedTuple):
    """A mapping, as pairs in the order of the file."""

    pairs: list[tuple[ScalarNode, Any]]
    line: int
    column: int


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


def shown(text: str) -> str:
    """A string as an error shows it: short, and on one line."""
    return repr(text) if len(text) <= 120 else f"{text[:100]!r}… ({len(text)} characters)"


def what(node: Node) -> str:
    """A node as an error shows it."""
    if isinstance(node, ScalarNode):
        return shown(node.text) if node.text else "nothing"
    return "a list" if isinstance(node, SequenceNode) else "a mapping"
