"""CSL variables that no field of a source holds.

The variables are those of CSL 1.0.2, listed in appendix IV of its specification:
https://docs.citationstyles.org/en/stable/specification.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias, cast

from .._base.card import Line, Piece
from .._base.dates import PartialDate
from .._base.errors import (
    ArgumentError,
    ArgumentTypeError,
    PolicyConceptsError,
    UnknownIdError,
    described,
    nearest,
    wrong,
)
from .._base.immutable import Immutable
from .._base.nodes import MappingNode, Node, ScalarNode, SequenceNode, shown, what
from .._base.public import public
from .authors import Author
from .shapes import (
    DATE_PATTERN,
    FAILED,
    SCALAR_TYPES,
    SHAPE_OF,
    Columns,
    Reader,
    Shape,
    Tables,
    fields_of,
    object_schema,
    plain_fields,
    with_place,
)

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
# Dates that have a field, and stand here only in words.
_FIELD_DATES: Final = frozenset({"issued", "accessed"})
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
        - (FIELD_OF_VARIABLE.keys() - _FIELD_DATES)
        - _OF_CITATIONS,
        key=str.casefold,
    )
}


@public
class CslVariables(Immutable, Mapping[str, Value]):
    """CSL variables of a source that none of its fields holds: an immutable mapping.

    Keys are the variables of [CSL 1.0.2](https://docs.citationstyles.org/en/stable/specification.html),
    in its own spelling (`genre`, `collection-title`, `event-date`, `ISBN`).
    A text or number variable is a string, a date variable a `PartialDate`, a name variable a tuple
    of `Author`.
    A date that no `PartialDate` can say (`{"literal": "forthcoming"}`, as CSL-JSON has it) is a
    string, in any date variable; `issued` and `accessed` stand here only in that form.
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
            raise wrong(
                ArgumentTypeError,
                "",
                "a mapping from CSL variables to their values",
                described(variables),
            )
        values = {key: _checked(key, value) for key, value in variables.items()}
        object.__setattr__(self, "_values", values)

    def to_plain(self) -> dict[str, Any]:
        """The variables as plain dictionaries, lists and strings, as a data file has them."""
        return {key: _to_plain(key, value) for key, value in self._values.items()}

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

    def __reduce__(self) -> tuple[Any, ...]:
        return (CslVariables, (self._values,))


def _to_plain(key: str, value: Value) -> Any:
    if isinstance(value, tuple):
        return [plain_fields(author) for author in value]
    if isinstance(value, str) and kind_of(key) == "date":
        return {"literal": value}
    return str(value)


def to_csl_variables(value: Mapping[str, object]) -> CslVariables:
    """A `CslVariables`; the converter of a field."""
    return value if isinstance(value, CslVariables) else CslVariables(value)


def _checked(key: object, value: object) -> Value:
    if not isinstance(key, str):
        raise wrong(ArgumentTypeError, "", "the names of CSL variables", repr(key))
    kind = VARIABLES.get(key)
    if kind is None:
        raise _refusal(key)
    if kind == "name":
        return _names(key, value)
    if kind == "date":
        if isinstance(value, Mapping):
            return _date_in_words(key, value)
        if key in _FIELD_DATES:
            raise _refusal(key)
        return _date(key, value)
    if not isinstance(value, str):
        raise wrong(ArgumentTypeError, "", f"a string for {key!r}", described(value))
    if not value.strip():
        raise wrong(ArgumentError, "", f"words for {key!r}", repr(value))
    if kind == "json" and not _is_json(value, JSON_PROPERTIES[key]):
        form = "an object" if JSON_PROPERTIES[key] is dict else "a list"
        raise wrong(ArgumentError, "", f"{form} as JSON text for {key!r}", repr(value))
    return value


def _refusal(key: str) -> PolicyConceptsError:
    """Why a key is not one of the variables, and what would be right."""
    field = FIELD_OF_VARIABLE.get(key) or _OTHER_FIELDS.get(key)
    if field is not None:
        expected = "CSL variables that no field of Source holds"
        return wrong(ArgumentError, "", expected, f"{key!r}: use the field {field}")
    if key in _OF_CITATIONS:
        expected = "CSL variables of a source"
        return wrong(ArgumentError, "", expected, f"{key!r}, which belongs to a citation")
    folded = key.casefold().replace("_", "-")
    same = next((name for name in VARIABLES if name.casefold() == folded), None)
    hint = f" Did you mean {same!r}?" if same else nearest(folded, VARIABLES)
    return wrong(ArgumentError, "", "variables of CSL 1.0.2", f"{key!r}.{hint}")


def _names(key: str, value: object) -> tuple[Author, ...]:
    if not isinstance(value, (list, tuple)) or not value:
        raise wrong(ArgumentTypeError, "", f"a list of names for {key!r}", described(value))
    return tuple(_author(f"{key}[{index}]", name) for index, name in enumerate(value))


def _author(place: str, value: object) -> Author:
    if isinstance(value, Author):
        return value
    if not isinstance(value, Mapping):
        expected = f"an Author, {{family: …, given: …}} or {{literal: …}} for {place!r}"
        raise wrong(ArgumentTypeError, "", expected, described(value))
    parts = [field.name for field in fields_of(Author)]
    for part in value:
        if part not in parts:
            expected = f"parts of a name ({', '.join(parts)}) for {place!r}"
            raise wrong(ArgumentError, "", expected, f"{part!r}.{nearest(str(part), parts)}")
    try:
        return Author(**value)
    except PolicyConceptsError as error:
        message = error.message.replace("Author", place, 1)
        raise type(error)(message, expected=error.expected, found=error.found) from None


def _date(key: str, value: object) -> PartialDate:
    expected = f"an EDTF date such as '2023-09' for {key!r}"
    try:
        return PartialDate(value)  # type: ignore[arg-type]  # it refuses what it does not take
    except ArgumentTypeError:
        raise wrong(ArgumentTypeError, "", expected, described(value)) from None
    except ArgumentError:
        raise wrong(ArgumentError, "", expected, repr(value)) from None


def _date_in_words(key: str, value: Mapping[Any, object]) -> str:
    words = value.get("literal")
    if set(value) != {"literal"} or not isinstance(words, str) or not words.strip():
        expected = f"a date in words, {{literal: …}}, for {key!r}"
        raise wrong(ArgumentTypeError, "", expected, described(value))
    return words


def _is_json(text: str, kind: type) -> bool:
    try:
        return isinstance(json.loads(text), kind)
    except (ValueError, RecursionError):
        return False


class _CslShape(Shape):
    """`CslVariables`; a mapping is converted."""

    def check(self, value: Any, place: str) -> CslVariables:
        try:
            return to_csl_variables(value)
        except PolicyConceptsError as error:
            raise with_place(place, error) from None

    def read(self, node: Node, path: str, reader: Reader) -> Any:
        if not isinstance(node, MappingNode) or not node.pairs:
            expected = "a mapping from CSL variables to their values"
            return reader.problem(node, path, expected, what(node), "not-map")
        found: dict[str, Any] = {}
        failed = False
        for key, value in node.pairs:
            inner = f"{path}.{key.text}"
            if key.text in found:
                reader.problem(key, inner, "each variable once", "it again", "duplicate-key")
                failed = True
                continue
            found[key.text] = _plain_node(value, inner, reader)
            try:
                CslVariables({key.text: found[key.text]})
            except PolicyConceptsError as error:
                found_there = error.found or ""
                known = key.text in VARIABLES and (
                    key.text not in _FIELD_DATES or isinstance(value, MappingNode)
                )
                reader.problem(
                    value if known else key,
                    inner,
                    error.expected or error.message,
                    found_there if len(found_there) <= 200 else shown(found_there),
                    "bad-value" if known else "unknown-key",
                )
                failed = True
        return FAILED if failed else CslVariables(found)

    def from_plain(self, plain: Any, tables: Tables) -> CslVariables:
        return CslVariables(plain)

    def plain(self, value: Any) -> dict[str, Any]:
        variables: dict[str, Any] = value.to_plain()
        return variables

    def schema(self) -> dict[str, Any]:
        in_words = {
            "type": "object",
            "properties": {"literal": {"type": SCALAR_TYPES}},
            "required": ["literal"],
            "additionalProperties": False,
        }
        forms: dict[str, dict[str, Any]] = {
            "text": {"type": SCALAR_TYPES},
            "json": {"type": "string"},
            "date": {"anyOf": [{"type": ["string", "number"], "pattern": DATE_PATTERN}, in_words]},
            "name": {"type": "array", "minItems": 1, "items": object_schema(Author)},
        }
        # Grouped by what they hold: the schema of a name for each of two dozen variables is long.
        groups = {
            kind: "|".join(
                variable
                for variable, each in VARIABLES.items()
                if each == kind and variable not in _FIELD_DATES
            )
            for kind in forms
        }
        patterns = {f"^({group})$": forms[kind] for kind, group in groups.items()}
        patterns[f"^({'|'.join(sorted(_FIELD_DATES))})$"] = in_words
        return {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"enum": list(VARIABLES)},
            "patternProperties": patterns,
        }

    def describe(self) -> str:
        return "`CslVariables`"

    def columns(self, name: str, values: list[Any]) -> Columns:
        # An empty mapping has no type that a columnar format could store.
        return {name: [value.to_plain() or None for value in values]}

    def texts(self, value: Any) -> Iterator[tuple[str, str, str]]:
        for variable, content in value.items():
            if isinstance(content, str):
                yield variable, "", content

    def lines(self, value: Any) -> tuple[Line, ...]:
        return tuple(
            (Piece(f"{variable}: {', '.join(map(str, content))}"),)
            if isinstance(content, tuple)
            else (Piece(f"{variable}: {content}"),)
            for variable, content in value.items()
        )


def _plain_node(node: Node, path: str, reader: Reader) -> Any:
    """Returns a node as plain dictionaries, lists and strings; a key that repeats is a problem."""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, SequenceNode):
        return [_plain_node(item, f"{path}[{i}]", reader) for i, item in enumerate(node.items)]
    found: dict[str, Any] = {}
    for key, value in node.pairs:
        inner = f"{path}.{key.text}"
        if key.text in found:
            reader.problem(key, inner, "each field once", "it again", "duplicate-key")
        found[key.text] = _plain_node(value, inner, reader)
    return found


SHAPE_OF[CslVariables] = _CslShape()
