"""CSL variables that no field of a source holds.

The variables are those of CSL 1.0.2, listed in appendix IV of its specification:
https://docs.citationstyles.org/en/stable/specification.html
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias, cast

import attrs

from .._base.dates import PartialDate
from .._base.errors import (
    ArgumentError,
    ArgumentTypeError,
    PolicyConceptsError,
    UnknownIdError,
    nearest,
)
from .._base.public import public
from .authors import Author

# Standard variables, then number variables; both are text here. `event` is the older name of
# `event-title`, which many items and styles still have.
TEXT_VARIABLES: Final = frozenset(
    """abstract annote archive archive_collection archive_location archive-place authority
    call-number citation-key citation-label collection-title container-title container-title-short
    dimensions division DOI event event-title event-place genre ISBN ISSN jurisdiction keyword
    language license medium note original-publisher original-publisher-place original-title
    part-title PMCID PMID publisher publisher-place references reviewed-genre reviewed-title scale
    source status title title-short URL volume-title year-suffix

    chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number printing-number
    section supplement-number version volume""".split()
)
NAME_VARIABLES: Final = frozenset(
    """author chair collection-editor compiler composer container-author contributor curator
    director editor editorial-director executive-producer guest host illustrator interviewer
    narrator organizer original-author performer producer recipient reviewed-author script-writer
    series-creator translator""".split()
)
DATE_VARIABLES: Final = frozenset(
    "accessed available-date event-date issued original-date submitted".split()
)
# No variables, but part of CSL's JSON format; kept as JSON text.
JSON_PROPERTIES: Final = {"custom": dict, "categories": list}

# Variables and properties of an item that have a field of their own.
FIELD_OF_VARIABLE: Final = {
    "id": "id", "type": "type", "title": "title", "author": "authors", "publisher": "publisher",
    "container-title": "container_title", "issued": "date", "URL": "url", "accessed": "accessed",
    "language": "lang", "volume": "volume", "issue": "issue", "page": "pages", "DOI": "doi",
    "note": "note",
}  # fmt: skip
_OTHER_FIELDS: Final = {
    name: name for name in (*FIELD_OF_VARIABLE.values(), "tier", "archived_url", "csl")
}
# Variables that an engine or a citation supplies, not a source.
_OF_CITATIONS: Final = frozenset({"citation-number", "first-reference-note-number", "locator"})

VariableKind = Literal["text", "name", "date", "json"]
Value: TypeAlias = "str | PartialDate | tuple[Author, ...]"


def kind_of(variable: str) -> VariableKind | None:
    """What a CSL variable holds; `None` if there is no such variable."""
    if variable in TEXT_VARIABLES:
        return "text"
    if variable in NAME_VARIABLES:
        return "name"
    if variable in DATE_VARIABLES:
        return "date"
    return "json" if variable in JSON_PROPERTIES else None


# What a source may have besides its fields, with what each holds.
VARIABLES: Final[dict[str, VariableKind]] = {
    variable: cast(VariableKind, kind_of(variable))
    for variable in sorted(
        {*TEXT_VARIABLES, *NAME_VARIABLES, *DATE_VARIABLES, *JSON_PROPERTIES}
        - FIELD_OF_VARIABLE.keys()
        - _OF_CITATIONS,
        key=str.casefold,
    )
}
_FOLDED: Final = {variable.casefold(): variable for variable in VARIABLES}


@public
class CslVariables(Mapping[str, Value]):
    """CSL variables of a source that none of its fields holds: an immutable mapping.

    Keys are the variables of [CSL 1.0.2](https://docs.citationstyles.org/en/stable/specification.html),
    in its own spelling (`genre`, `collection-title`, `event-date`, `ISBN`).
    A text or number variable is a string, a date variable a `PartialDate`, a name variable a tuple
    of `Author`.
    `custom` and `categories`, which CSL-JSON has besides, are JSON text.

    Args:
        variables: A mapping. Dates may be EDTF strings, and names mappings with the fields of
            `Author`.

    Raises:
        ArgumentError: (a `ValueError`) An unknown variable, one that a field of `Source` holds, or
            a value that is blank or no date.
        ArgumentTypeError: (a `TypeError`) A value of the wrong type.

    Example:
        >>> from policy_concepts import CslVariables
        >>> csl = CslVariables({"genre": "Working paper", "event-date": "2031-04",
        ...     "editor": [{"family": "Orlan", "given": "Mira"}]})
        >>> csl["genre"], csl["event-date"].latest
        ('Working paper', datetime.date(2031, 4, 30))
        >>> str(csl["editor"][0])
        'Mira Orlan'
    """

    __slots__ = ("_values",)

    _values: dict[str, Value]

    def __init__(self, variables: Mapping[str, object] = {}) -> None:
        if not isinstance(variables, Mapping):
            raise ArgumentTypeError(
                "expected a mapping from CSL variables to their values; "
                f"found {type(variables).__name__} {variables!r}"
            )
        values = {key: _checked(key, value) for key, value in variables.items()}
        object.__setattr__(self, "_values", values)

    def to_plain(self) -> dict[str, Any]:
        """The variables as plain dictionaries, lists and strings, as a data file has them."""
        return {
            key: [_plain_author(author) for author in value]
            if isinstance(value, tuple)
            else str(value)
            for key, value in self._values.items()
        }

    def __getitem__(self, key: str) -> Value:
        try:
            return self._values[key]
        except KeyError:
            raise UnknownIdError(
                f"CslVariables: no variable {key!r}; there is {', '.join(self._values) or 'none'}",
                query=key,
            ) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"CslVariables({self._values!r})"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, CslVariables):
            return self._values == other._values
        if isinstance(other, Mapping):
            return self._values == dict(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"CslVariables is immutable: cannot set {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"CslVariables is immutable: cannot delete {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        return (CslVariables, (self._values,))


def to_csl_variables(value: Mapping[str, object]) -> CslVariables:
    """A `CslVariables`; the converter of a field."""
    return value if isinstance(value, CslVariables) else CslVariables(value)


def _checked(key: object, value: object) -> Value:
    if not isinstance(key, str):
        raise ArgumentTypeError(f"expected the names of CSL variables; found {key!r}")
    kind = VARIABLES.get(key)
    if kind is None:
        raise ArgumentError(_refusal(key))
    if kind == "name":
        return _names(key, value)
    if kind == "date":
        return _date(key, value)
    if not isinstance(value, str):
        raise ArgumentTypeError(
            f"expected a string for {key!r}; found {type(value).__name__} {value!r}"
        )
    if not value.strip():
        raise ArgumentError(f"expected words for {key!r}; found {value!r}")
    if kind == "json" and not _is_json(value, JSON_PROPERTIES[key]):
        what = "an object" if JSON_PROPERTIES[key] is dict else "a list"
        raise ArgumentError(f"expected {what} as JSON text for {key!r}; found {value!r}")
    return value


def _refusal(key: str) -> str:
    """Why a key is not one of the variables, and what would be right."""
    field = FIELD_OF_VARIABLE.get(key) or _OTHER_FIELDS.get(key)
    if field is not None:
        return (
            "expected CSL variables that no field of Source holds; "
            f"found {key!r}: use the field {field}"
        )
    if key in _OF_CITATIONS:
        return f"expected CSL variables of a source; found {key!r}, which belongs to a citation"
    folded = key.casefold().replace("_", "-")
    same = _FOLDED.get(folded)
    hint = f" Did you mean {same!r}?" if same else nearest(folded, VARIABLES)
    return f"expected variables of CSL 1.0.2; found {key!r}.{hint}"


def _names(key: str, value: object) -> tuple[Author, ...]:
    if not isinstance(value, (list, tuple)) or not value:
        raise ArgumentTypeError(
            f"expected a list of names for {key!r}; found {type(value).__name__} {value!r}"
        )
    return tuple(_author(f"{key}[{index}]", name) for index, name in enumerate(value))


_PARTS: Final = tuple(attribute.name for attribute in attrs.fields(Author))


def _author(place: str, value: object) -> Author:
    if isinstance(value, Author):
        return value
    if not isinstance(value, Mapping):
        raise ArgumentTypeError(
            f"expected an Author, {{family: …, given: …}} or {{literal: …}} for {place!r}; "
            f"found {type(value).__name__} {value!r}"
        )
    for part in value:
        if part not in _PARTS:
            raise ArgumentError(
                f"expected parts of a name ({', '.join(_PARTS)}) for {place!r}; "
                f"found {part!r}.{nearest(str(part), _PARTS)}"
            )
    try:
        return Author(**value)
    except PolicyConceptsError as error:
        raise type(error)(error.message.replace("Author", place, 1)) from None


def _plain_author(author: Author) -> dict[str, str]:
    return {part: text for part in _PARTS if (text := getattr(author, part)) is not None}


def _date(key: str, value: object) -> PartialDate:
    if not isinstance(value, (str, datetime.date, PartialDate)):
        raise ArgumentTypeError(
            f"expected an EDTF date such as '2023-09' for {key!r}; "
            f"found {type(value).__name__} {value!r}"
        )
    try:
        return PartialDate(value)
    except ArgumentError:
        raise ArgumentError(
            f"expected an EDTF date such as '2023-09' for {key!r}; found {value!r}"
        ) from None


def _is_json(text: str, kind: type) -> bool:
    try:
        return isinstance(json.loads(text), kind)
    except (ValueError, RecursionError):
        return False
