"""The shapes of the model's fields, one class for each.

A shape implements everything that depends on the type of a field: validation and conversion,
reading from YAML and from compiled catalogs, plain data, the JSON Schema, the docs, data frames,
display and search.
The shape of a field is derived from its annotation, so fields are defined only in their class.
"""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from sys import intern
from typing import Any, Final, Literal, Protocol, Union, get_args, get_origin

import attrs

from .._base.card import Line, Piece, Row, joined
from .._base.dates import PartialDate
from .._base.errors import (
    ArgumentError,
    ArgumentTypeError,
    PolicyConceptsError,
    described,
    did_you_mean,
    wrong,
)
from .._base.nodes import MappingNode, Node, ScalarNode, SequenceNode, shown, what
from .._base.text import TAG_PATTERN, Text, is_language_tag
from .kinds import BY_CLASS_NAME, KINDS, Kind

# Name -> regular expression, and its description in messages.
PATTERNS: Final[dict[str, tuple[str, str]]] = {
    "id": (
        r"[a-z0-9]+(-[a-z0-9]+)*",
        "an id of lower-case ASCII letters, digits and single hyphens",
    ),
    "wikidata": (r"Q[1-9][0-9]*", "a Wikidata item id such as 'Q29520'"),
    "url": (r"https?://[^\s<>\"'\\]+", "an http or https address"),
    "doi": (r"10\.[0-9]{4,9}/\S+", "a DOI such as '10.1000/182', without the resolver"),
    "iso_3166": (
        r"[A-Z]{2}(-[A-Z0-9]{1,3})?",
        "an ISO 3166-1 alpha-2 code ('CN') or an ISO 3166-2 code ('CN-HL')",
    ),
    "facet_label": (r"\S(.*\S)?", "a short word or phrase"),
}


@cache
def regex(pattern: str) -> re.Pattern[str]:
    """Compiles one of the `PATTERNS`."""
    return re.compile(PATTERNS[pattern][0])


ID_SCHEMA: Final = {"type": "string", "pattern": f"^{PATTERNS['id'][0]}$"}
TAG_SCHEMA: Final = f"^{TAG_PATTERN}$"
# Scalars are read as text, but in the JSON Schema an unquoted 2023 is a number.
SCALAR_TYPES: Final = ["string", "number", "boolean"]
_DATE_PART: Final = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~]?"
DATE_PATTERN: Final = (
    rf"^({_DATE_PART}|{_DATE_PART}/{_DATE_PART}|{_DATE_PART}/\.\.|\.\./{_DATE_PART})$"
)
# Shorter strings, such as "para. 2", often repeat between records, and are interned.
_INTERN_BELOW: Final = 12
# Many records have the same date.
_cached_date: Final = lru_cache(maxsize=16384)(PartialDate)

Tables = Mapping[str, Mapping[str, Any]]


class Failed:
    """The type of the sentinel for a value whose problem was reported."""


FAILED: Final = Failed()


class Reader(Protocol):
    """The interface of a file reader, which collects problems."""

    def problem(self, node: Any, path: str, expected: str, found: str, code: str) -> Failed: ...
    def scalar(self, node: Node, path: str) -> str | None: ...
    def object(self, cls: type, node: Node, path: str) -> Any: ...
    def reference(self, kinds: tuple[str, ...], record_id: str, node: Any, path: str) -> Any: ...
    def peer(self, kind: str, record_id: str, node: Any, path: str) -> None: ...
    def only_keys(
        self, node: MappingNode, path: str, allowed: tuple[str, ...]
    ) -> dict[str, Node]: ...


class DayColumn(list[Any]):
    """A column of dates, for `datetime64`."""


Columns = dict[str, list[Any]]


def with_place(place: str, error: PolicyConceptsError) -> PolicyConceptsError:
    """Prefixes the message of an error with the place of the value."""
    return type(error)(f"{place}: {error.message}", expected=error.expected, found=error.found)


class Shape:
    """The type of a field."""

    def check(self, value: Any, place: str) -> Any:
        """Validates and converts a value.

        Raises:
            ArgumentError, ArgumentTypeError: The value is invalid; the message names the place.
        """
        raise NotImplementedError

    def read(self, node: Node, path: str, reader: Reader) -> Any:
        """Reads a node; returns `FAILED` if it has a problem."""
        text = reader.scalar(node, path)
        return FAILED if text is None else self.from_text(text, node, path, reader)

    def from_text(self, text: str, node: Node, path: str, reader: Reader) -> Any:
        """Reads the text of a scalar."""
        raise NotImplementedError

    def from_plain(self, plain: Any, tables: Tables) -> Any:
        """Restores a value from the result of `plain`; references are resolved in the tables."""
        raise NotImplementedError

    def plain(self, value: Any) -> Any:
        """Converts a value to dictionaries, lists and strings, as in a data file."""
        return value

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of a value."""
        raise NotImplementedError

    def describe(self) -> str:
        """Describes the shape for the docs."""
        raise NotImplementedError

    def columns(self, name: str, values: list[Any]) -> Columns:
        """The data frame columns of a field."""
        return {name: [None if value is None else self.cell(value) for value in values]}

    def cell(self, value: Any) -> Any:
        """Returns a value as a data frame has it."""
        return self.plain(value)

    def texts(self, value: Any) -> Iterator[tuple[str, str, str]]:
        """The searchable texts of a value: path below the field, language tag, string."""
        yield "", "", value

    def lines(self, value: Any) -> tuple[Line, ...]:
        """The lines of a value on a card."""
        return ((Piece(str(value)),),)

    def rows(self, label: str, value: Any) -> Iterator[Row]:
        """The rows of a field on a card."""
        lines = tuple(line for line in self.lines(value) if line)
        if lines:
            yield Row(label, lines)


class StringShape(Shape):
    """A string that is not blank and matches the pattern, if any."""

    def __init__(self, pattern: str = "", *, in_list: bool = False) -> None:
        self.pattern = pattern
        self._expected = PATTERNS[pattern][1] if pattern else "a string"
        self._in_list = in_list

    def check(self, value: Any, place: str) -> str:
        if not isinstance(value, str):
            found = repr(value) if self._in_list else described(value)
            raise wrong(ArgumentTypeError, place, self._expected, found)
        if self.pattern:
            if not regex(self.pattern).fullmatch(value):
                raise wrong(ArgumentError, place, self._expected, repr(value))
        elif not value.strip():
            if self._in_list:
                raise wrong(ArgumentTypeError, place, self._expected, repr(value))
            raise wrong(ArgumentError, place, "words", repr(value))
        return value

    def from_text(self, text: str, node: Node, path: str, reader: Reader) -> Any:
        if self.pattern and not regex(self.pattern).fullmatch(text):
            return reader.problem(node, path, self._expected, shown(text), "bad-value")
        return text

    def from_plain(self, plain: str, tables: Tables) -> str:
        return intern(plain) if len(plain) < _INTERN_BELOW else plain

    def schema(self) -> dict[str, Any]:
        found: dict[str, Any] = {"type": SCALAR_TYPES}
        if self.pattern:
            found["pattern"] = f"^{PATTERNS[self.pattern][0]}$"
        return found

    def describe(self) -> str:
        return "string"

    def lines(self, value: str) -> tuple[Line, ...]:
        return ((Piece(value, url=value if self.pattern == "url" else ""),),)


class BooleanShape(Shape):
    """`True` or `False`."""

    def check(self, value: Any, place: str) -> bool:
        if not isinstance(value, bool):
            raise wrong(ArgumentTypeError, place, "bool", described(value))
        return value

    def from_text(self, text: str, node: Node, path: str, reader: Reader) -> Any:
        if text not in ("true", "false"):
            return reader.problem(node, path, "'true' or 'false'", shown(text), "bad-boolean")
        return text == "true"

    def from_plain(self, plain: bool, tables: Tables) -> bool:
        return plain

    def schema(self) -> dict[str, Any]:
        return {"enum": ["true", "false", True, False]}

    def describe(self) -> str:
        return "`true` or `false`"

    def lines(self, value: bool) -> tuple[Line, ...]:
        return ((Piece("yes"),),) if value else ()


class TagShape(Shape):
    """A BCP 47 language tag."""

    _expected = "a BCP 47 language tag such as 'en' or 'zh-Hans'"

    def check(self, value: Any, place: str) -> str:
        if not isinstance(value, str) or not is_language_tag(value):
            raise wrong(ArgumentError, place, self._expected, repr(value))
        return value

    def from_text(self, text: str, node: Node, path: str, reader: Reader) -> Any:
        return text if is_language_tag(text) else bad_tag(text, node, path, reader)

    def from_plain(self, plain: str, tables: Tables) -> str:
        return intern(plain)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": TAG_SCHEMA}

    def describe(self) -> str:
        return "BCP 47 tag"


def bad_tag(text: str, node: Any, path: str, reader: Reader) -> Failed:
    """Reports an invalid language tag."""
    expected = "a BCP 47 tag such as 'en' or 'zh-Hans'"
    return reader.problem(node, path, expected, shown(text), "bad-language")


class DateShape(Shape):
    """A `PartialDate`; strings and `datetime.date` are converted."""

    def check(self, value: Any, place: str) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate(value)
        except PolicyConceptsError as error:
            raise with_place(place, error) from None

    def from_text(self, text: str, node: Node, path: str, reader: Reader) -> Any:
        try:
            return PartialDate(text)
        except ArgumentError as error:
            found = error.found or error.message
            found = found if len(text) <= 40 else shown(text)
            return reader.problem(node, path, "an EDTF date such as '2023-09'", found, "bad-date")

    def from_plain(self, plain: str, tables: Tables) -> PartialDate:
        return _cached_date(plain)

    def plain(self, value: PartialDate) -> str:
        return str(value)

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number"], "pattern": DATE_PATTERN}

    def describe(self) -> str:
        return "`PartialDate` (EDTF)"

    def columns(self, name: str, values: list[Any]) -> Columns:
        columns = super().columns(name, values)
        for end in ("earliest", "latest"):
            columns[f"{name}_{end}"] = DayColumn(
                None if date is None else getattr(date, end) for date in values
            )
        return columns


class ChoiceShape(Shape):
    """One of a fixed list of words."""

    def __init__(self, choices: tuple[str, ...]) -> None:
        self.choices = choices
        self._known = frozenset(choices)

    def check(self, value: Any, place: str) -> str:
        if not isinstance(value, str) or value not in self._known:
            hint = did_you_mean(str(value), self.choices)
            raise wrong(ArgumentError, place, "one of the known values", f"{value!r}.{hint}")
        return value

    def from_text(self, text: str, node: Node, path: str, reader: Reader) -> Any:
        if text in self._known:
            return text
        expected = f"one of the known values.{did_you_mean(text, self.choices)}"
        return reader.problem(node, path, expected, shown(text), "bad-choice")

    def from_plain(self, plain: str, tables: Tables) -> str:
        return intern(plain)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.choices)}

    def describe(self) -> str:
        return "one of " + ", ".join(f"`{choice}`" for choice in self.choices)

    def lines(self, value: str) -> tuple[Line, ...]:
        return ((Piece(value.replace("_", " ")),),)


class TextShape(Shape):
    """A `Text`; a string, which is English, and a mapping are converted."""

    def check(self, value: Any, place: str) -> Text:
        if isinstance(value, Text):
            return value
        try:
            return Text(value)
        except PolicyConceptsError as error:
            raise with_place(place, error) from None

    def read(self, node: Node, path: str, reader: Reader) -> Any:
        if isinstance(node, ScalarNode):
            string = reader.scalar(node, path)
            return FAILED if string is None else Text(string)
        if not isinstance(node, MappingNode) or not node.pairs:
            expected = "words (English), or a mapping from language tag to words"
            return reader.problem(node, path, expected, what(node), "not-text")
        strings: dict[str, str] = {}
        failed = False
        for key, value in node.pairs:
            inner = f"{path}.{key.text}"
            string = reader.scalar(value, inner)
            if not is_language_tag(key.text):
                bad_tag(key.text, key, inner, reader)
                failed = True
            elif key.text in strings:
                reader.problem(key, inner, "each language once", "it again", "duplicate-key")
                failed = True
            elif string is None:
                failed = True
            else:
                strings[key.text] = string
        return FAILED if failed else Text(strings)

    def from_plain(self, plain: Mapping[str, str], tables: Tables) -> Text:
        return Text({intern(tag): string for tag, string in plain.items()})

    def plain(self, value: Text) -> dict[str, str]:
        return dict(value)

    def schema(self) -> dict[str, Any]:
        return {
            "anyOf": [
                {"type": SCALAR_TYPES, "description": "English."},
                {
                    "type": "object",
                    "minProperties": 1,
                    "propertyNames": {"pattern": TAG_SCHEMA},
                    "additionalProperties": {"type": SCALAR_TYPES},
                },
            ]
        }

    def describe(self) -> str:
        return "`Text`"

    def columns(self, name: str, values: list[Any]) -> Columns:
        columns = {name: [None if text is None else str(text) for text in values]}
        for tag in sorted({tag for text in values if text is not None for tag in text} - {"en"}):
            columns[f"{name}_{tag}"] = [
                None if text is None else dict(text).get(tag) for text in values
            ]
        return columns

    def texts(self, value: Text) -> Iterator[tuple[str, str, str]]:
        for tag, string in value.items():
            yield "", tag, string

    def lines(self, value: Text) -> tuple[Line, ...]:
        return tuple((Piece(string, tag),) for tag, string in value.items())


class _InstanceShape(Shape):
    """An instance of one of some classes."""

    def __init__(self, *classes: type) -> None:
        self.classes = classes

    def check(self, value: Any, place: str) -> Any:
        if not isinstance(value, self.classes):
            names = " or ".join(cls.__name__ for cls in self.classes)
            raise wrong(ArgumentTypeError, place, names, described(value))
        return value


class ReferenceShape(_InstanceShape):
    """A record, given in a data file by its id."""

    def __init__(self, *classes: type) -> None:
        super().__init__(*classes)
        self.kinds = tuple(BY_CLASS_NAME[cls.__name__].plural for cls in classes)

    def from_text(self, text: str, node: Node, path: str, reader: Reader) -> Any:
        return reader.reference(self.kinds, text, node, path)

    def from_plain(self, plain: str, tables: Tables) -> Any:
        for kind in self.kinds[:-1]:
            if plain in tables[kind]:
                return tables[kind][plain]
        return tables[self.kinds[-1]][plain]

    def plain(self, value: Any) -> str:
        record_id: str = value.id
        return record_id

    def schema(self) -> dict[str, Any]:
        return dict(ID_SCHEMA)

    def describe(self) -> str:
        return " or ".join(KINDS[kind].singular for kind in self.kinds) + " (an id in YAML)"

    def columns(self, name: str, values: list[Any]) -> Columns:
        labels = [None if record is None else record._label() for record in values]
        return {**super().columns(name, values), f"{name}_label": labels}

    def lines(self, value: Any) -> tuple[Line, ...]:
        chain = (value, *getattr(value, "ancestors", ()))
        return (joined((record._title() for record in chain), " › "),)


class PeerShape(Shape):
    """The id of a record, which is not resolved to the record."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._string = StringShape("id")

    def check(self, value: Any, place: str) -> str:
        return self._string.check(value, place)

    def from_text(self, text: str, node: Node, path: str, reader: Reader) -> str:
        reader.peer(self.kind, text, node, path)
        return text

    def from_plain(self, plain: str, tables: Tables) -> str:
        return plain

    def schema(self) -> dict[str, Any]:
        return dict(ID_SCHEMA)

    def describe(self) -> str:
        return f"id of a {KINDS[self.kind].singular}"

    def lines(self, value: str) -> tuple[Line, ...]:
        return ((Piece(value, is_id=True),),)


class ObjectShape(_InstanceShape):
    """A part of a record: an instance of a class of the model that is not a record."""

    def __init__(self, cls: Any) -> None:
        super().__init__(cls)
        self.cls = cls

    def read(self, node: Node, path: str, reader: Reader) -> Any:
        return reader.object(self.cls, node, path)

    def from_plain(self, plain: dict[str, Any], tables: Tables) -> Any:
        return self.cls._from_plain(plain, tables)

    def plain(self, value: Any) -> dict[str, Any]:
        return plain_fields(value)

    def schema(self) -> dict[str, Any]:
        return object_schema(self.cls)

    def describe(self) -> str:
        return f"`{self.cls.__name__}`"

    def columns(self, name: str, values: list[Any]) -> Columns:
        own: Columns | None = self.cls._columns(name, values)
        return super().columns(name, values) if own is None else own

    def texts(self, value: Any) -> Iterator[tuple[str, str, str]]:
        texts: Iterator[tuple[str, str, str]] = value._texts()
        return texts

    def lines(self, value: Any) -> tuple[Line, ...]:
        lines: tuple[Line, ...] = value._lines()
        return lines


class RecordOrObjectShape(_InstanceShape):
    """A record, given as `{person: id}`, or an object, given by its fields."""

    def __init__(self, *classes: type) -> None:
        super().__init__(*classes)
        records = [cls for cls in classes if cls.__name__ in BY_CLASS_NAME]
        (self._object,) = (ObjectShape(cls) for cls in classes if cls not in records)
        self._kinds: dict[str, Kind] = {
            BY_CLASS_NAME[cls.__name__].singular: BY_CLASS_NAME[cls.__name__] for cls in records
        }

    def read(self, node: Node, path: str, reader: Reader) -> Any:
        if not isinstance(node, MappingNode):
            forms = [*(f"{{{singular}: id}}" for singular in self._kinds), *self._object.cls._forms]
            expected = f"a mapping: {', '.join(forms[:-1])} or {forms[-1]}"
            return reader.problem(node, path, expected, what(node), "not-map")
        keys = [key.text for key, _ in node.pairs]
        for singular, kind in self._kinds.items():
            if singular in keys:
                inner = f"{path}.{singular}"
                value = reader.only_keys(node, path, (singular,))[singular]
                text = reader.scalar(value, inner)
                if text is None:
                    return FAILED
                return reader.reference((kind.plural,), text, value, inner)
        return self._object.read(node, path, reader)

    def from_plain(self, plain: dict[str, Any], tables: Tables) -> Any:
        for singular, kind in self._kinds.items():
            if singular in plain:
                return tables[kind.plural][plain[singular]]
        return self._object.from_plain(plain, tables)

    def plain(self, value: Any) -> dict[str, Any]:
        for singular, kind in self._kinds.items():
            if type(value).__name__ == kind.class_name:
                return {singular: value.id}
        return self._object.plain(value)

    def cell(self, value: Any) -> Any:
        return value.id if type(value).__name__ in BY_CLASS_NAME else self.plain(value)

    def schema(self) -> dict[str, Any]:
        forms: list[dict[str, Any]] = [
            {
                "type": "object",
                "properties": {
                    singular: {"type": "string", "description": f"Id of {kind.with_article}."}
                },
                "required": [singular],
                "additionalProperties": False,
            }
            for singular, kind in self._kinds.items()
        ]
        return {"anyOf": [*forms, self._object.schema()]}

    def describe(self) -> str:
        return f"{', '.join(self._kinds)} or {self._object.describe()}"

    def lines(self, value: Any) -> tuple[Line, ...]:
        return (value._title() if hasattr(value, "_title") else value._line(),)


class ListShape(Shape):
    """A tuple; other iterables than strings and mappings are converted."""

    def __init__(self, item: Shape) -> None:
        self.item = item

    def check(self, value: Any, place: str) -> tuple[Any, ...]:
        if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
            raise wrong(ArgumentTypeError, place, "a list or tuple", repr(value))
        check = self.item.check
        return tuple([check(item, f"{place}[{index}]") for index, item in enumerate(value)])

    def read(self, node: Node, path: str, reader: Reader) -> Any:
        if not isinstance(node, SequenceNode):
            return reader.problem(node, path, "a list, even of one", what(node), "not-list")
        if not node.items:
            return reader.problem(node, path, "at least one item", "an empty list", "empty-list")
        read = self.item.read
        return tuple([read(item, f"{path}[{i}]", reader) for i, item in enumerate(node.items)])

    def from_plain(self, plain: list[Any], tables: Tables) -> tuple[Any, ...]:
        from_plain = self.item.from_plain
        return tuple([from_plain(item, tables) for item in plain])

    def plain(self, value: tuple[Any, ...]) -> list[Any]:
        return [self.item.plain(item) for item in value]

    def cell(self, value: tuple[Any, ...]) -> list[Any]:
        return [self.item.cell(item) for item in value]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "minItems": 1, "items": self.item.schema()}

    def describe(self) -> str:
        return f"list of {self.item.describe()}"

    def columns(self, name: str, values: list[Any]) -> Columns:
        if isinstance(self.item, ObjectShape):
            own: Columns | None = self.item.cls._list_columns(name, values)
            if own is not None:
                return own
        return super().columns(name, values)

    def texts(self, value: tuple[Any, ...]) -> Iterator[tuple[str, str, str]]:
        for item in value:
            yield from self.item.texts(item)

    def lines(self, value: tuple[Any, ...]) -> tuple[Line, ...]:
        lines = tuple(line for item in value for line in self.item.lines(item))
        # Each object has its own line; words and records share one.
        return lines if isinstance(self.item, ObjectShape) else (joined(lines, ", "),)

    def rows(self, label: str, value: tuple[Any, ...]) -> Iterator[Row]:
        if isinstance(self.item, ObjectShape) and self.item.cls._has_rows:
            for item in value:
                yield item._row()
        else:
            yield from super().rows(label, value)


# --- fields -----------------------------------------------------------------------------------

# The shapes of types other than the model's classes; modules may register their own.
SHAPE_OF: Final[dict[Any, Shape]] = {
    Text: TextShape(),
    PartialDate: DateShape(),
    bool: BooleanShape(),
}


class Field:
    """A field of a class of the model.

    Attributes:
        name: Its name.
        place: Its class and name, for messages.
        shape: Its shape.
        default: Its default; `attrs.NOTHING` if it is required.
        doc: Its documentation.
        searched: The weight of its texts in search, in tenths; 0 if they are not searched.
        filtered: The keyword of `filter` for its values; an empty string for none.
        label: Its label on a card; an empty string if it is not shown.
    """

    __slots__ = ("default", "doc", "filtered", "label", "name", "place", "searched", "shape")

    def __init__(self, cls: type, attribute: attrs.Attribute[Any], hint: Any) -> None:
        metadata = attribute.metadata
        label = metadata["label"]
        self.name: str = attribute.name
        self.place = f"{cls.__name__}.{attribute.name}"
        self.shape = shape_of(hint, metadata)
        self.default: Any = attribute.default
        self.doc: str = metadata["doc"]
        self.searched: int = metadata["searched"]
        self.filtered: str = metadata["filtered"]
        self.label: str = attribute.name.replace("_", " ") if label is None else label

    @property
    def required(self) -> bool:
        """Whether it has no default."""
        return self.default is attrs.NOTHING


def about(
    doc: str,
    *,
    pattern: str = "",
    peer: str = "",
    searched: int = 0,
    filtered: str = "",
    label: str | None = None,
) -> dict[str, Any]:
    """The metadata of a field, in addition to its annotation.

    Args:
        doc: One line, for the docs and the JSON Schema.
        pattern: For a string: one of the `PATTERNS`, or `language` for a language tag.
        peer: For a string that is the id of a record: the kind of the record.
        searched: The weight of its texts in search, in tenths.
        filtered: The keyword of `filter` for its values.
        label: Its label on a card; defaults to its name; an empty string hides it.
    """
    return {
        "doc": doc, "pattern": pattern, "peer": peer, "searched": searched,
        "filtered": filtered, "label": label,
    }  # fmt: skip


_fields: dict[type, tuple[Field, ...]] = {}


def fields_of(cls: type) -> tuple[Field, ...]:
    """Returns the fields of a class of the model, in order; a subclass has those of its base."""
    found = _fields.get(cls)
    if found is None:
        base = next(each for each in cls.__mro__ if each in DEFINED_IN)
        hints = annotations_of(base)
        found = _fields[cls] = tuple(
            Field(cls, attribute, hints[attribute.name]) for attribute in attrs.fields(base)
        )
    return found


# The module of each class, because `__module__` of a public class is the package.
DEFINED_IN: Final[dict[type, str]] = {}


def annotations_of(cls: type) -> dict[str, Any]:
    """Returns the annotations of a class, and evaluates those that are strings."""
    hints: dict[str, Any] = cls.__annotations__
    for name, hint in hints.items():
        if isinstance(hint, str):
            names = {**vars(sys.modules[DEFINED_IN[cls]]), cls.__name__: cls}
            hints[name] = eval(hint, names)  # noqa: S307  (our own annotations)
    return hints


def shape_of(hint: Any, metadata: Mapping[str, Any], *, in_list: bool = False) -> Shape:
    """Returns the shape of an annotation.

    Raises:
        AssertionError: The annotation is not supported: a mistake in the model.
    """
    key = (hint, metadata["pattern"], metadata["peer"], in_list)
    shape = _shapes.get(key)
    if shape is None:
        shape = _shapes[key] = SHAPE_OF.get(hint) or _derive_shape(hint, metadata, in_list=in_list)
    return shape


# A cache: many fields have the same shape.
_shapes: dict[Any, Shape] = {}


def _derive_shape(hint: Any, metadata: Mapping[str, Any], *, in_list: bool) -> Shape:
    origin = get_origin(hint)
    if origin is tuple:
        return ListShape(shape_of(get_args(hint)[0], metadata, in_list=True))
    if origin is Literal:
        return ChoiceShape(get_args(hint))
    if hint is str:
        if metadata["peer"]:
            return PeerShape(metadata["peer"])
        if metadata["pattern"] == "language":
            return TagShape()
        return StringShape(metadata["pattern"], in_list=in_list)
    parts = (hint,)
    if origin in (Union, types.UnionType):
        parts = tuple(part for part in get_args(hint) if part is not types.NoneType)
        if len(parts) == 1:
            return shape_of(parts[0], metadata)
    if all(isinstance(part, type) and attrs.has(part) for part in parts):
        records = [part for part in parts if part.__name__ in BY_CLASS_NAME]
        if records == list(parts):
            return ReferenceShape(*parts)
        return RecordOrObjectShape(*parts) if records else ObjectShape(*parts)
    raise AssertionError(f"no shape for {hint}")


# --- whole objects ----------------------------------------------------------------------------


def plain_fields(value: Any) -> dict[str, Any]:
    """Converts an object to dictionaries, lists and strings, as in a data file.

    References become ids; absent fields are omitted.
    """
    plain = {}
    for field in fields_of(type(value)):
        content = getattr(value, field.name)
        if field.required or content:
            plain[field.name] = field.shape.plain(content)
    return plain


def object_schema(cls: type, *, is_record: bool = False) -> dict[str, Any]:
    """Returns the JSON Schema of a class."""
    properties = {}
    required = []
    for field in fields_of(cls):
        properties[field.name] = {**field.shape.schema(), "description": field.doc}
        # The id of a record is given by its file name or key.
        if field.required and not (is_record and field.name == "id"):
            required.append(field.name)
    found: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    if required:
        found["required"] = required
    return found
