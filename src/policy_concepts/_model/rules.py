"""Converters and validators of the model's fields.

A validator's message names the class and field, what was expected and what was found.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Final, Protocol, get_args

import attrs

from .._base.dates import PartialDate
from .._base.errors import ArgumentError, ArgumentTypeError, PolicyConceptsError, did_you_mean
from .._base.text import Text, is_language_tag


class _Field(Protocol):
    @property
    def name(self) -> str: ...


Validator = Callable[[Any, Any, Any], None]

# Pattern, and how an error or the JSON Schema describes it.
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
REGEXES: Final = {name: re.compile(pattern) for name, (pattern, _) in PATTERNS.items()}


# --- converters: friendly at the edges, exact inside ------------------------------------------


def to_text(value: str | Mapping[str, str] | Text) -> Text:
    """A `Text`; a plain string is English."""
    return value if isinstance(value, Text) else Text(value)


def to_optional_text(value: str | Mapping[str, str] | Text | None) -> Text | None:
    """A `Text`, or `None`."""
    return None if value is None else to_text(value)


def to_optional_date(value: str | datetime.date | PartialDate | None) -> PartialDate | None:
    """A `PartialDate`, or `None`."""
    if value is None or isinstance(value, PartialDate):
        return value
    return PartialDate(value)


def to_tuple(value: Iterable[Any]) -> tuple[Any, ...]:
    """A tuple; a string is refused, because its characters are never meant."""
    # Not generic: type checkers leave a converter's type variable unsolved.
    if isinstance(value, tuple):
        return value
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        raise ArgumentTypeError(f"expected a list or tuple; found {value!r}")
    return tuple(value)


def name_fields(cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """A field transformer for attrs: what a converter refuses is told with class and field."""
    return [
        field
        if field.converter is None
        else field.evolve(converter=_naming(f"{cls.__name__}.{field.name}", field.converter))
        for field in fields
    ]


def _naming(place: str, convert: Any) -> Callable[[Any], Any]:
    @wraps(convert)
    def named(value: Any) -> Any:
        try:
            return convert(value)
        except PolicyConceptsError as error:
            raise type(error)(f"{place}: {error.message}") from None

    return named


# --- validators -------------------------------------------------------------------------------


def _place(instance: object, attribute: _Field) -> str:
    return f"{type(instance).__name__}.{attribute.name}"


def matches(pattern: str) -> Validator:
    """The value is a string of one of the `PATTERNS`, or `None` where the field may be absent."""
    regex, description = REGEXES[pattern], PATTERNS[pattern][1]

    def check(instance: object, attribute: Any, value: Any) -> None:
        if value is None and attribute.default is None:
            return
        if not isinstance(value, str):
            raise ArgumentTypeError(
                f"{_place(instance, attribute)}: expected {description}; "
                f"found {type(value).__name__} {value!r}"
            )
        if not regex.fullmatch(value):
            raise ArgumentError(
                f"{_place(instance, attribute)}: expected {description}; found {value!r}"
            )

    check.pattern = pattern  # type: ignore[attr-defined]  # read by the schema and the loader
    return check


def is_string(instance: object, attribute: Any, value: Any) -> None:
    """The value is a string with something in it, or `None` where the field may be absent."""
    if value is None and attribute.default is None:
        return
    if not isinstance(value, str):
        raise ArgumentTypeError(
            f"{_place(instance, attribute)}: expected a string; "
            f"found {type(value).__name__} {value!r}"
        )
    if not value.strip():
        raise ArgumentError(f"{_place(instance, attribute)}: expected words; found {value!r}")


def each_string(instance: object, attribute: Any, value: tuple[Any, ...]) -> None:
    """Every item is a string with something in it."""
    for index, item in enumerate(value):
        if not isinstance(item, str) or not item.strip():
            raise ArgumentTypeError(
                f"{_place(instance, attribute)}[{index}]: expected a string; found {item!r}"
            )


def is_tag(instance: object, attribute: Any, value: Any) -> None:
    """The value is a BCP 47 tag, or `None` where the field may be absent."""
    if value is None and attribute.default is None:
        return
    if not isinstance(value, str) or not is_language_tag(value):
        raise ArgumentError(
            f"{_place(instance, attribute)}: expected a BCP 47 language tag "
            f"such as 'en' or 'zh-Hans'; found {value!r}"
        )


def is_a(*classes: type) -> Validator:
    """The value is an instance of one of the classes, or `None` where the field may be absent."""
    names = " or ".join(cls.__name__ for cls in classes)

    def check(instance: object, attribute: Any, value: Any) -> None:
        if isinstance(value, classes) or (value is None and attribute.default is None):
            return
        raise ArgumentTypeError(
            f"{_place(instance, attribute)}: expected {names}; "
            f"found {type(value).__name__} {value!r}"
        )

    return check


def each(*classes: type) -> Validator:
    """Every item is an instance of one of the classes."""
    names = " or ".join(cls.__name__ for cls in classes)

    def check(instance: object, attribute: Any, value: tuple[Any, ...]) -> None:
        for index, item in enumerate(value):
            if not isinstance(item, classes):
                raise ArgumentTypeError(
                    f"{_place(instance, attribute)}[{index}]: expected {names}; "
                    f"found {type(item).__name__} {item!r}"
                )

    return check


def one_of(literal: Any) -> Validator:
    """The value is one of a `Literal`'s, or `None` where the field may be absent."""
    choices = get_args(literal)
    known = frozenset(choices)

    def check(instance: object, attribute: Any, value: Any) -> None:
        if value is None and attribute.default is None:
            return
        if not isinstance(value, str) or value not in known:
            raise ArgumentError(
                f"{_place(instance, attribute)}: expected one of the known values; "
                f"found {value!r}.{did_you_mean(str(value), choices)}"
            )

    return check


def each_of(literal: Any) -> Validator:
    """Every item is one of a `Literal`'s values."""
    choices = get_args(literal)
    known = frozenset(choices)

    def check(instance: object, attribute: Any, value: tuple[Any, ...]) -> None:
        for index, item in enumerate(value):
            if not isinstance(item, str) or item not in known:
                raise ArgumentError(
                    f"{_place(instance, attribute)}[{index}]: expected one of the known values; "
                    f"found {item!r}.{did_you_mean(str(item), choices)}"
                )

    return check
