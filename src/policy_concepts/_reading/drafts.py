"""From the nodes of a YAML file to drafts: records in which what they point to is still an id.

Each value is checked against the shape of its field, which is read off the model's classes; every
problem is reported with its place, and reading goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final, NamedTuple

from .._base.dates import PartialDate
from .._base.errors import ArgumentError, PolicyConceptsError, Problem, did_you_mean, nearest
from .._base.text import Text, is_language_tag
from .._model import records as m
from .._model.csl import VARIABLES
from .._model.rules import PATTERNS, REGEXES
from .._model.shapes import CLASS_OF_KIND, FieldShape, Shape, fields_of
from .nodes import Branch, Leaf, Node, Series


class Reference(NamedTuple):
    """An id that will be replaced by the record it names."""

    kinds: tuple[str, ...]
    id: str
    place: tuple[str, int, int, str, str]  # file, line, column, record, field


class Draft(NamedTuple):
    """An object whose fields are known but whose references are not yet records."""

    cls: type
    values: dict[str, Any]
    place: tuple[str, int, int, str, str]


class Failed:
    """Stands for a value that had a problem, already reported."""


FAILED: Final = Failed()


@cache
def _fields_by_name(cls: type) -> tuple[dict[str, FieldShape], tuple[str, ...]]:
    """The fields of a class, and the names of those that must be there."""
    shapes = {shape.name: shape for shape in fields_of(cls)}
    return shapes, tuple(name for name, shape in shapes.items() if shape.required)


class Reader:
    """Turns the nodes of one record into a draft, reporting every problem on the way."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.file = ""
        self.record = ""
        self.peers: list[Reference] = []

    def problem(self, node: Any, path: str, expected: str, found: str, code: str) -> Failed:
        self.problems.append(
            Problem(
                self.file,
                node.line + 1,
                node.column + 1,
                self.record,
                path,
                expected,
                found,
                code,
            )
        )
        return FAILED

    def place(self, node: Any, path: str) -> tuple[str, int, int, str, str]:
        return (self.file, node.line + 1, node.column + 1, self.record, path)

    def draft(self, kind: str, record_id: str, node: Node) -> Draft | None:
        """The draft of a record, or `None` when it had problems."""
        self.record = f"{kind}/{record_id}"
        before = len(self.problems)
        if not REGEXES["id"].fullmatch(record_id):
            self.problem(node, "id", PATTERNS["id"][1], shown(record_id), "bad-id")
        draft = self.object(CLASS_OF_KIND[kind], node, "", record_id)
        return draft if isinstance(draft, Draft) and len(self.problems) == before else None

    def object(
        self, cls: type, node: Node, path: str, record_id: str | None = None
    ) -> Draft | Failed:
        if not isinstance(node, Branch):
            return self.problem(
                node, path, f"a mapping with the fields of {cls.__name__}", what(node), "not-map"
            )
        shapes, required = _fields_by_name(cls)
        values: dict[str, Any] = {}
        seen: dict[str, Leaf] = {}
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
            shape = shapes.get(name)
            if shape is None:
                known = [known for known in shapes if known != "id" or record_id is None]
                self.problem(
                    key,
                    inner,
                    f"a field of {cls.__name__}.{did_you_mean(name, known)}",
                    shown(name),
                    "unknown-key",
                )
            elif name == "id" and record_id is not None:
                if not isinstance(value, Leaf) or value.text != record_id:
                    self.problem(
                        value,
                        inner,
                        f"{record_id!r}, as the file name or key says (or no id here)",
                        what(value),
                        "id-mismatch",
                    )
            else:
                values[name] = self.value(shape.shape, value, inner)
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
        return Draft(cls, values, self.place(node, path))

    def value(self, shape: Shape, node: Node, path: str) -> Any:
        form = shape.name
        if form == "list":
            assert shape.item is not None
            if not isinstance(node, Series):
                return self.problem(node, path, "a list, even of one", what(node), "not-list")
            if not node.items:
                return self.problem(node, path, "at least one item", "an empty list", "empty-list")
            item = shape.item
            return tuple(
                [self.value(item, each, f"{path}[{i}]") for i, each in enumerate(node.items)]
            )
        if form == "object":
            assert shape.cls is not None
            return self.object(shape.cls, node, path)
        if form == "text":
            return self.text(node, path)
        if form == "author":
            return self.author(node, path)
        if form == "facet_item":
            return self.facet_item(node, path)
        if form == "csl":
            return self.csl(node, path)
        text = self.leaf(node, path)
        if text is None:
            return FAILED
        if form == "peer":
            self.peers.append(Reference(shape.kinds, text, self.place(node, path)))
            return text
        if form == "reference":
            return Reference(shape.kinds, text, self.place(node, path))
        if form == "string":
            if shape.pattern and not REGEXES[shape.pattern].fullmatch(text):
                return self.problem(
                    node, path, PATTERNS[shape.pattern][1], shown(text), "bad-value"
                )
            return text
        if form == "choice":
            if text not in shape.choices:
                return self.problem(
                    node,
                    path,
                    f"one of the known values.{did_you_mean(text, shape.choices)}",
                    shown(text),
                    "bad-choice",
                )
            return text
        if form == "tag":
            if not is_language_tag(text):
                return self.problem(
                    node,
                    path,
                    "a BCP 47 tag such as 'en' or 'zh-Hans'",
                    shown(text),
                    "bad-language",
                )
            return text
        if form == "boolean":
            if text not in ("true", "false"):
                return self.problem(node, path, "'true' or 'false'", shown(text), "bad-boolean")
            return text == "true"
        assert form == "date"
        try:
            return PartialDate(text)
        except ArgumentError as error:
            # The form is told once, in what was expected.
            found = error.message.partition("; found ")[2] or error.message
            found = found if len(text) <= 40 else shown(text)
            return self.problem(node, path, "an EDTF date such as '2023-09'", found, "bad-date")

    def leaf(self, node: Node, path: str) -> str | None:
        if not isinstance(node, Leaf):
            self.problem(node, path, "a single value", what(node), "not-scalar")
            return None
        if not node.text.strip():
            self.problem(
                node, path, "a value (leave the field out when there is none)", "nothing", "empty"
            )
            return None
        return node.text

    def text(self, node: Node, path: str) -> Text | Failed:
        if isinstance(node, Leaf):
            string = self.leaf(node, path)
            return FAILED if string is None else Text(string)
        if not isinstance(node, Branch) or not node.pairs:
            return self.problem(
                node,
                path,
                "words (English), or a mapping from language tag to words",
                what(node),
                "not-text",
            )
        strings: dict[str, str] = {}
        good = True
        for key, value in node.pairs:
            inner = f"{path}.{key.text}"
            string = self.leaf(value, inner)
            if not is_language_tag(key.text):
                self.problem(
                    key,
                    inner,
                    "a BCP 47 tag such as 'en' or 'zh-Hans'",
                    shown(key.text),
                    "bad-language",
                )
                good = False
            elif key.text in strings:
                self.problem(key, inner, "each language once", "it again", "duplicate-key")
                good = False
            elif string is None:
                good = False
            else:
                strings[key.text] = string
        return Text(strings) if good else FAILED

    def facet_item(self, node: Node, path: str) -> Any:
        """A mapping with `text` and perhaps `concept`."""
        if not isinstance(node, Branch):
            return self.problem(
                node, path, "a mapping with text and perhaps concept", what(node), "not-map"
            )
        fields = self.few_keys(node, path, ("text", "concept"))
        if "text" not in fields:
            return self.problem(node, f"{path}.text", "a value", "nothing", "missing-key")
        text = self.text(fields["text"], f"{path}.text")
        concept = None
        if "concept" in fields:
            concept = self.leaf(fields["concept"], f"{path}.concept")
            if concept is not None:
                place = self.place(fields["concept"], f"{path}.concept")
                self.peers.append(Reference(("concepts",), concept, place))
        return m.FacetItem(text, concept=concept) if isinstance(text, Text) else FAILED

    def csl(self, node: Node, path: str) -> m.CslVariables | Failed:
        """A mapping from CSL variables to words, dates or lists of names."""
        if not isinstance(node, Branch) or not node.pairs:
            return self.problem(
                node, path, "a mapping from CSL variables to their values", what(node), "not-map"
            )
        found: dict[str, Any] = {}
        before = len(self.problems)
        for key, value in node.pairs:
            inner = f"{path}.{key.text}"
            if key.text in found:
                self.problem(key, inner, "each variable once", "it again", "duplicate-key")
                continue
            found[key.text] = plain(value)
            try:
                m.CslVariables({key.text: found[key.text]})
            except PolicyConceptsError as error:
                expected, _, wrong = error.message.partition("; found ")
                known = key.text in VARIABLES
                self.problem(
                    value if known else key,
                    inner,
                    expected.removeprefix("expected "),
                    wrong if len(wrong) <= 200 else shown(wrong),
                    "bad-value" if known else "unknown-key",
                )
        return m.CslVariables(found) if len(self.problems) == before else FAILED

    def author(self, node: Node, path: str) -> Any:
        """A mapping that names a person or organization by id, or gives a name's parts."""
        if isinstance(node, Branch):
            keys = [key.text for key, _ in node.pairs]
            for key, kind in (("person", "people"), ("organization", "organizations")):
                if key in keys:
                    fields = self.few_keys(node, path, (key,))
                    record_id = self.leaf(fields[key], f"{path}.{key}")
                    if record_id is None:
                        return FAILED
                    place = self.place(fields[key], f"{path}.{key}")
                    return Reference((kind,), record_id, place)
            return self.object(m.Author, node, path)
        return self.problem(
            node,
            path,
            "a mapping: {person: id}, {organization: id}, {family: …, given: …} or {literal: …}",
            what(node),
            "not-map",
        )

    def few_keys(self, node: Branch, path: str, allowed: tuple[str, ...]) -> dict[str, Node]:
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


def plain(node: Node) -> Any:
    """A node as plain dictionaries, lists and strings."""
    if isinstance(node, Leaf):
        return node.text
    if isinstance(node, Series):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.pairs}


def shown(text: str) -> str:
    """A string as an error shows it: short, and on one line."""
    return repr(text) if len(text) <= 120 else f"{text[:100]!r}… ({len(text)} characters)"


def id_of(kinds: str, wrong: str, known: Iterable[str]) -> str:
    """What a dangling id should have been."""
    hint = nearest(wrong, known)
    return f"the id of one of the {kinds}" + (f".{hint}" if hint else "")


def what(node: Node) -> str:
    """A node as an error shows it."""
    if isinstance(node, Leaf):
        return shown(node.text) if node.text else "nothing"
    if isinstance(node, Series):
        return "a list"
    return "a mapping"
