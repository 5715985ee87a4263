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


def schema(name: str) -> dict[str, Any]:
    """Returns the JSON Schema of a record file, or of a catalog file (`"catalog"`).

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
            "additionalProperties": object_schema(class_of(kind), is_record=True),
        }
        for kind in KINDS
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


def schema_text(name: str) -> str:
    """Returns the JSON Schema as the text of a file."""
    return json.dumps(schema(name), indent=1, ensure_ascii=False) + "\n"
