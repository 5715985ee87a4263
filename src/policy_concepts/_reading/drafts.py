"""Reads the nodes of a YAML file into drafts: records whose references are still ids.

The shapes of the fields read the values. Every problem is reported with its location, and reading
continues.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from .._base.errors import did_you_mean, nearest
from .._base.nodes import MappingNode, Node, ScalarNode, shown, what
from .._base.problems import Problem
from .._model.records import class_of
from .._model.shapes import FAILED, PATTERNS, Failed, Field, fields_of, regex

# File, line, column, record, field: the first fields of a `Problem`.
Location: TypeAlias = tuple[str, int, int, str, str]


class Reference(NamedTuple):
    """An id that will be resolved to a record."""

    kinds: tuple[str, ...]
    id: str
    location: Location


class Draft(NamedTuple):
    """An object whose references are not resolved yet."""

    cls: type
    values: dict[str, Any]
    location: Location


@cache
def _fields_by_name(cls: type) -> tuple[dict[str, Field], tuple[str, ...]]:
    """The fields of a class by name, and the names of the required ones."""
    fields = {field.name: field for field in fields_of(cls)}
    return fields, tuple(name for name, field in fields.items() if field.required)


class Reader:
    """Reads nodes into drafts, and collects problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.file = ""
        self.record = ""
        self.peers: list[Reference] = []

    def problem(self, node: Any, path: str, expected: str, found: str, code: str) -> Failed:
        self.problems.append(Problem(*self.location(node, path), expected, found, code))
        return FAILED

    def location(self, node: Any, path: str) -> Location:
        return (self.file, node.line + 1, node.column + 1, self.record, path)

    def draft(self, kind: str, record_id: str, node: Node) -> Draft | None:
        """Reads a record; returns `None` if it has problems."""
        self.record = f"{kind}/{record_id}"
        before = len(self.problems)
        if not regex("id").fullmatch(record_id):
            self.problem(node, "id", PATTERNS["id"][1], shown(record_id), "bad-id")
        draft = self.object(class_of(kind), node, "", record_id)
        return draft if isinstance(draft, Draft) and len(self.problems) == before else None

    def object(
        self, cls: type, node: Node, path: str, record_id: str | None = None
    ) -> Draft | Failed:
        if not isinstance(node, MappingNode):
            return self.problem(
                node, path, f"a mapping with the fields of {cls.__name__}", what(node), "not-map"
            )
        fields, required = _fields_by_name(cls)
        values: dict[str, Any] = {}
        seen: dict[str, ScalarNode] = {}
        for key, value in node.pairs:
            name = key.text
            inner = f"{path}.{name}" if path else name
            if name in seen:
                self.problem(
                    key,
                    inner,
                    "each field once",
                    f"it again (first on line {seen[name].line + 1})",
                    "duplicate-key",
                )
                continue
            seen[name] = key
            field = fields.get(name)
            if field is None:
                known = [known for known in fields if known != "id" or record_id is None]
                self.problem(
                    key,
                    inner,
                    f"a field of {cls.__name__}.{did_you_mean(name, known)}",
                    shown(name),
                    "unknown-key",
                )
            elif name == "id" and record_id is not None:
                if not isinstance(value, ScalarNode) or value.text != record_id:
                    self.problem(
                        value,
                        inner,
                        f"{record_id!r}, as the file name or key says (or no id here)",
                        what(value),
                        "id-mismatch",
                    )
            else:
                values[name] = field.shape.read(value, inner, self)
        if record_id is not None:
            values["id"] = record_id
        for name in required:
            if name not in values and name not in seen:
                self.problem(
                    node,
                    f"{path}.{name}" if path else name,
                    "a value (the field is required)",
                    "nothing",
                    "missing-key",
                )
        return Draft(cls, values, self.location(node, path))

    def reference(self, kinds: tuple[str, ...], record_id: str, node: Any, path: str) -> Reference:
        """Returns a reference, to be resolved to a record."""
        return Reference(kinds, record_id, self.location(node, path))

    def peer(self, kind: str, record_id: str, node: Any, path: str) -> None:
        """Registers an id that remains an id, but must be that of a record."""
        self.peers.append(Reference((kind,), record_id, self.location(node, path)))

    def scalar(self, node: Node, path: str) -> str | None:
        """Returns the text of a scalar; reports a problem and returns `None` if there is none."""
        if not isinstance(node, ScalarNode):
            self.problem(node, path, "a single value", what(node), "not-scalar")
            return None
        if not node.text.strip():
            self.problem(
                node, path, "a value (leave the field out when there is none)", "nothing", "empty"
            )
            return None
        return node.text

    def only_keys(self, node: MappingNode, path: str, allowed: tuple[str, ...]) -> dict[str, Node]:
        """Returns the values of a mapping by key; reports keys that are not allowed."""
        found: dict[str, Node] = {}
        for key, value in node.pairs:
            if key.text not in allowed:
                self.problem(
                    key,
                    f"{path}.{key.text}",
                    f"{' and '.join(allowed)} only.{did_you_mean(key.text, allowed)}",
                    shown(key.text),
                    "unknown-key",
                )
            elif key.text in found:
                self.problem(
                    key, f"{path}.{key.text}", "each field once", "it again", "duplicate-key"
                )
            else:
                found[key.text] = value
        return found


def expected_id(kinds: str, wrong: str, known: Iterable[str]) -> str:
    """What a message expects in place of a dangling id."""
    hint = nearest(wrong, known)
    return f"the id of one of the {kinds}" + (f".{hint}" if hint else "")
