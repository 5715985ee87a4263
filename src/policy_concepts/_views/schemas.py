"""JSON Schemas of the data files, generated from the model's classes.

JSON Schema draft 2020-12; editors that speak to a YAML language server use them to complete and
check. `policy-concepts schema` prints them.
"""

from __future__ import annotations

import json
from typing import Any, Final

from .._base.errors import ArgumentError, did_you_mean
from .._model.authors import Author
from .._model.csl import VARIABLES
from .._model.kinds import SINGULAR
from .._model.rules import PATTERNS
from .._model.shapes import CLASS_OF_KIND, Shape, fields_of

_DATE_PART: Final = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~]?"
DATE_PATTERN: Final = (
    rf"^({_DATE_PART}|{_DATE_PART}/{_DATE_PART}|{_DATE_PART}/\.\.|\.\./{_DATE_PART})$"
)
_TAG: Final = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{4,8})*$"
# Scalars are text, quoted or not; to an editor an unquoted 2023 is a number all the same.
_SCALAR: Final = ["string", "number", "boolean"]

NAMES: Final = (*(SINGULAR[kind] for kind in CLASS_OF_KIND), "catalog")


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a record file, or of a catalog file (`"catalog"`).

    Raises:
        ArgumentError: (a `ValueError`) No such schema.
    """
    if name not in NAMES:
        raise ArgumentError(f"schema: no schema {name!r}.{did_you_mean(name, NAMES)}")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if name != "catalog":
        kind = next(kind for kind, singular in SINGULAR.items() if singular == name)
        return {**head, "title": name, **_object(CLASS_OF_KIND[kind], is_record=True)}
    tables = {
        kind: {
            "type": "object",
            "description": f"{kind.capitalize()}, by id.",
            "propertyNames": {"pattern": f"^{PATTERNS['id'][0]}$"},
            "additionalProperties": _object(cls, is_record=True),
        }
        for kind, cls in CLASS_OF_KIND.items()
    }
    tables["redirects"] = {
        "type": "object",
        "description": "By kind, retired ids and the ids that took their place.",
        "propertyNames": {"enum": list(CLASS_OF_KIND)},
        "additionalProperties": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    return {
        **head, "title": "catalog", "type": "object", "properties": tables,
        "additionalProperties": False,
    }  # fmt: skip


def schema_text(name: str) -> str:
    """The JSON Schema as it stands in a file."""
    return json.dumps(schema(name), indent=1, ensure_ascii=False) + "\n"


def _object(cls: type, *, is_record: bool = False) -> dict[str, Any]:
    properties = {}
    required = []
    for shape in fields_of(cls):
        properties[shape.name] = {**_shape(shape.shape), "description": shape.doc}
        # A record's id is its file's name or its key.
        if shape.required and not (is_record and shape.name == "id"):
            required.append(shape.name)
    found: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    if required:
        found["required"] = required
    return found


def _shape(shape: Shape) -> dict[str, Any]:
    if shape.name == "list":
        assert shape.item is not None
        return {"type": "array", "minItems": 1, "items": _shape(shape.item)}
    if shape.name == "object":
        assert shape.cls is not None
        return _object(shape.cls)
    if shape.name == "text":
        return _text()
    if shape.name == "facet_item":
        return {
            "type": "object",
            "properties": {
                "text": _text(),
                "concept": {
                    "type": "string",
                    "description": "Id of the concept that the item names.",
                },
            },
            "required": ["text"],
            "additionalProperties": False,
        }
    if shape.name == "author":
        person = {"type": "string", "description": "Id of a person."}
        body = {"type": "string", "description": "Id of an organization."}
        return {
            "anyOf": [
                {"type": "object", "properties": {"person": person}, "required": ["person"],
                 "additionalProperties": False},
                {"type": "object", "properties": {"organization": body},
                 "required": ["organization"], "additionalProperties": False},
                _object(Author),
            ]
        }  # fmt: skip
    if shape.name == "csl":
        return _csl()
    if shape.name == "choice":
        return {"enum": list(shape.choices)}
    if shape.name == "boolean":
        return {"enum": ["true", "false", True, False]}
    if shape.name == "date":
        return {"type": ["string", "number"], "pattern": DATE_PATTERN}
    if shape.name == "tag":
        return {"type": "string", "pattern": _TAG}
    if shape.name in ("reference", "peer"):
        return {"type": "string", "pattern": f"^{PATTERNS['id'][0]}$"}
    found: dict[str, Any] = {"type": _SCALAR}
    if shape.pattern:
        found["pattern"] = f"^{PATTERNS[shape.pattern][0]}$"
    return found


def _csl() -> dict[str, Any]:
    value = {
        "text": {"type": _SCALAR},
        "json": {"type": "string"},
        "date": {"type": ["string", "number"], "pattern": DATE_PATTERN},
        "name": {"type": "array", "minItems": 1, "items": _object(Author)},
    }
    # Grouped by what they hold: the schema of a name for each of two dozen variables is long.
    groups = {
        kind: "|".join(variable for variable, each in VARIABLES.items() if each == kind)
        for kind in value
    }
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"enum": list(VARIABLES)},
        "patternProperties": {f"^({group})$": value[kind] for kind, group in groups.items()},
    }


def _text() -> dict[str, Any]:
    return {
        "anyOf": [
            {"type": _SCALAR, "description": "English."},
            {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": _TAG},
                "additionalProperties": {"type": _SCALAR},
            },
        ]
    }
