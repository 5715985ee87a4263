"""The shape of each field as a data file has it, read off the model's classes.

The classes are the one dictionary of fields: the loader, the JSON Schemas, the tables in the docs
and the writing back to plain dictionaries all come from here.
"""

from __future__ import annotations

import types
from typing import Any, Final, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import attrs

from .._base.dates import PartialDate
from .._base.text import Text
from . import records as m
from .rules import is_tag

# In the order in which kinds may refer to each other.
CLASS_OF_KIND: Final[dict[str, type]] = {
    "places": m.Place,
    "organizations": m.Organization,
    "people": m.Person,
    "sources": m.Source,
    "events": m.Event,
    "concepts": m.Concept,
    "statements": m.Statement,
}
# A statement's speaker is named by id alone, so these kinds share one pool of ids.
SHARED_IDS: Final = ("people", "organizations", "sources")
KIND_OF_CLASS: Final[dict[type, str]] = {cls: kind for kind, cls in CLASS_OF_KIND.items()}

ShapeName = Literal[
    "string", "boolean", "tag", "date", "choice", "text", "reference", "peer", "object", "author",
    "facet_item", "csl", "list",
]  # fmt: skip


class Shape(NamedTuple):
    """What a value looks like.

    Attributes:
        name: Which of the shapes.
        pattern: For a string: the key in `PATTERNS` that it must match, or an empty string.
        choices: For a choice: the values.
        kinds: For a reference: the kinds of record that the id may name. A reference becomes the
            record; a peer stays an id.
        cls: For an object: the attrs class whose fields it has.
        item: For a list: the shape of its items.
    """

    name: ShapeName
    pattern: str = ""
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    cls: type | None = None
    item: Shape | None = None


class FieldShape(NamedTuple):
    """A field of a class: its name, shape, whether it must be there, and what it means."""

    name: str
    shape: Shape
    required: bool
    doc: str


_known: dict[type, tuple[FieldShape, ...]] = {}


def fields_of(cls: type) -> tuple[FieldShape, ...]:
    """The fields of a model class, in order."""
    found = _known.get(cls)
    if found is None:
        found = _known[cls] = _read_fields(cls)
    return found


def _read_fields(cls: type) -> tuple[FieldShape, ...]:
    # A class that names itself names it as a string.
    hints = get_type_hints(cls, localns=dict(vars(m)))
    return tuple(
        FieldShape(
            attribute.name,
            _shape(hints[attribute.name], attribute),
            attribute.default is attrs.NOTHING,
            attribute.metadata.get("doc", ""),
        )
        for attribute in attrs.fields(cls)
    )


def _shape(hint: Any, attribute: attrs.Attribute[Any]) -> Shape:
    parts = _union(hint)
    if len(parts) == 1:
        only = parts[0]
        if get_origin(only) is tuple:
            return Shape("list", item=_shape(get_args(only)[0], attribute))
        if get_origin(only) is Literal:
            return Shape("choice", choices=get_args(only))
        if only is m.FacetItem:
            return Shape("facet_item")
        if only is Text:
            return Shape("text")
        if only is m.CslVariables:
            return Shape("csl")
        if only is PartialDate:
            return Shape("date")
        if only is bool:
            return Shape("boolean")
        if "peer" in attribute.metadata:
            return Shape("peer", kinds=(attribute.metadata["peer"],))
        if only is str:
            if attribute.validator is is_tag:
                return Shape("tag")
            return Shape("string", pattern=getattr(attribute.validator, "pattern", ""))
        if attrs.has(only) and only not in KIND_OF_CLASS:
            return Shape("object", cls=only)
    if m.Author in parts:
        return Shape("author")
    if all(part in KIND_OF_CLASS for part in parts):
        return Shape("reference", kinds=tuple(KIND_OF_CLASS[part] for part in parts))
    raise AssertionError(f"no shape for {attribute.name}: {hint}")  # a mistake in the model


def _union(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(part for part in get_args(hint) if part is not type(None))
    return (hint,)


def to_plain(value: Any) -> Any:
    """A record or part of one as plain dictionaries, lists and strings, as a data file has it.

    What it points forward to is written as ids; absent fields are left out.
    """
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, m.FacetItem):
        plain: dict[str, Any] = {"text": dict(value)}
        if value.concept is not None:
            plain["concept"] = value.concept
        return plain
    if isinstance(value, Text):
        return dict(value)
    if isinstance(value, m.CslVariables):
        return value.to_plain()
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if type(value) in KIND_OF_CLASS:
        return value.id
    return _plain_fields(value)


def record_to_plain(record: m.Record) -> dict[str, Any]:
    """A whole record as a plain dictionary; see `to_plain`."""
    return _plain_fields(record)


def _plain_fields(value: Any) -> dict[str, Any]:
    plain = {}
    for shape in fields_of(type(value)):
        content = getattr(value, shape.name)
        if (
            content is None
            or content in ((), m.CslVariables())
            or (content is False and not shape.required)
        ):
            continue
        if shape.shape.item is not None and shape.shape.item.name == "author":
            plain[shape.name] = [_plain_author(author) for author in content]
        else:
            plain[shape.name] = to_plain(content)
    return plain


def _plain_author(author: m.Person | m.Organization | m.Author) -> dict[str, str]:
    if isinstance(author, m.Person):
        return {"person": author.id}
    if isinstance(author, m.Organization):
        return {"organization": author.id}
    return _plain_fields(author)
