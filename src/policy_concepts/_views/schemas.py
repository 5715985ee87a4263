"""JSON Schemas (draft 2020-12) of the data files, generated from the model's classes.

Editors with a YAML language server use them for completion and validation.
`policy-concepts schema` prints them.
"""

from __future__ import annotations

import json
from typing import Any, Final

from .._base.errors import ArgumentError, did_you_mean
from .._model.kinds import KINDS
from .._model.records import class_of
from .._model.shapes import ID_SCHEMA, object_schema

_KIND_BY_SCHEMA: Final = {kind.singular: kind.plural for kind in KINDS.values()}
NAMES: Final = (*_KIND_BY_SCHEMA, "catalog")


def schema(name: str, *, by_reference: bool = False) -> dict[str, Any]:
    """Returns the JSON Schema of a record file, or of a catalog file (`"catalog"`).

    Args:
        name: What one record of the kind is called, or `catalog`.
        by_reference: Whether that of a catalog refers to the files of the kinds beside it,
            instead of repeating them.

    Raises:
        ArgumentError: (a `ValueError`) No such schema.
    """
    if name not in NAMES:
        raise ArgumentError(f"schema: no schema {name!r}.{did_you_mean(name, NAMES)}")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if name != "catalog":
        cls = class_of(_KIND_BY_SCHEMA[name])
        return {**head, "title": name, **object_schema(cls, is_record=True)}
    tables: dict[str, Any] = {
        kind: {
            "type": "object",
            "description": f"{kind.capitalize()}, by id.",
            "propertyNames": {"pattern": ID_SCHEMA["pattern"]},
            "additionalProperties": {"$ref": _file_name(row.singular)}
            if by_reference
            else object_schema(class_of(kind), is_record=True),
        }
        for kind, row in KINDS.items()
    }
    tables["redirects"] = {
        "type": "object",
        "description": "By kind, retired ids and the ids that took their place.",
        "propertyNames": {"enum": list(KINDS)},
        "additionalProperties": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    return {
        **head, "title": "catalog", "type": "object", "properties": tables,
        "additionalProperties": False,
    }  # fmt: skip


def schema_text(name: str, *, by_reference: bool = False) -> str:
    """Returns the JSON Schema as JSON."""
    found = schema(name, by_reference=by_reference)
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def schema_files() -> dict[str, str]:
    """Returns the files of a folder of schemas by name; the catalog's refers to the others."""
    return {_file_name(name): schema_text(name, by_reference=True) for name in NAMES}


def _file_name(name: str) -> str:
    return f"{name}.schema.json"
