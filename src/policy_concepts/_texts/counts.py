"""Counts files: as text, as plain data, and packed.

A counts file is one JSON object with these keys:

- `format`: 1;
- `corpus`: id, title, kind, whose, lang, note, missing, covered_from, covered_to, unit (`document`
  or `month`), version, digest, genres, voices;
- `data_version`, `match_rules`: the data and the rules of matching that were counted with;
- `documents`: rows of id, title, day, address, characters; `null` if the unit is a month;
- `cells`: rows of label (a document's id, or a month), genre, voice, documents expected, held and
  held with text, characters;
- `gaps`: rows of period, genre, documents expected (`null`: their number is not known), of
  documents that existed and are not held;
- `forms`: rows of concept and name: all that was looked for;
- `counts`: rows of concept, position in `forms` or -1 for any form, position in `cells`, documents
  with an occurrence, occurrences, in the headline, in a list of formulas, nested in a longer
  concept; rows of nothing but zeros are left out;
- `extremes`: rows of concept, first and last document with it; empty if the unit is a document;
- `sequences`: rows of position in `cells`, ids of concepts in the order in which a list names
  them, how often;
- `precision`: rows of concept, hits read, hits right, day of the reading.

Packed, rows stand as columns of differences, compressed: as small as the files of numbers that
they are.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from .._base.errors import DataError
from .._base.problems import Problem

FORMAT: Final = 1
_KEYS: Final = (
    "format",
    "corpus",
    "data_version",
    "match_rules",
    "documents",
    "cells",
    "gaps",
    "forms",
    "counts",
    "extremes",
    "sequences",
    "precision",
)
_CORPUS_KEYS: Final = (
    "id",
    "title",
    "kind",
    "whose",
    "lang",
    "note",
    "missing",
    "covered_from",
    "covered_to",
    "unit",
    "version",
    "digest",
    "genres",
    "voices",
)
# Columns of each kind of row.
_WIDTHS: Final = {
    "documents": 5,
    "cells": 7,
    "gaps": 3,
    "forms": 2,
    "counts": 8,
    "extremes": 3,
    "sequences": 3,
    "precision": 4,
}
# No counts file of ours comes near; a packed one cannot fill the memory.
_MAX_UNPACKED: Final = 512 * 1024 * 1024


def counts_text(counts: Mapping[str, Any]) -> str:
    """Returns counts as the text of a file: a row a line, so that changes can be read."""
    entries = []
    for key in _KEYS:
        value = counts[key]
        if key in _WIDTHS and value:
            rows = ",\n".join(f"  {_json(row)}" for row in value)
            entries.append(f' "{key}": [\n{rows}\n ]')
        elif key == "corpus":
            rows = ",\n".join(f"  {_json(name)}: {_json(each)}" for name, each in value.items())
            entries.append(f' "{key}": {{\n{rows}\n }}')
        else:
            entries.append(f' "{key}": {_json(value)}')
    return "{\n" + ",\n".join(entries) + "\n}\n"


def read_counts(content: bytes, name: str) -> dict[str, Any]:
    """Reads the text of a counts file.

    Args:
        content: The text, in UTF-8.
        name: The name of the file, for messages.

    Raises:
        DataError: (a `ValueError`) Not a counts file of this format, or one that was changed so
            that its rows no longer fit each other.
    """
    try:
        counts = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _error(name, "", "a counts file, which is JSON", str(error)) from None
    check_counts(counts, name)
    found: dict[str, Any] = counts
    return found


def check_counts(counts: Any, name: str) -> None:
    """Checks that plain data has the shape of a counts file.

    Raises:
        DataError: (a `ValueError`) It has not.
    """
    if not isinstance(counts, dict):
        raise _error(name, "", "an object", type(counts).__name__)
    if counts.get("format") != FORMAT:
        raise _error(name, "format", str(FORMAT), repr(counts.get("format")))
    for key in _KEYS:
        if key not in counts:
            raise _error(name, key, "a value", "none")
    corpus = counts["corpus"]
    for key in _CORPUS_KEYS:
        if not isinstance(corpus, dict) or key not in corpus:
            raise _error(name, f"corpus.{key}", "a value", "none")
    if not isinstance(corpus["id"], str) or not corpus["id"]:
        raise _error(name, "corpus.id", "a name", repr(corpus["id"]))
    for key, width in _WIDTHS.items():
        rows = counts[key]
        if key == "documents" and rows is None and corpus["unit"] == "month":
            continue
        if not isinstance(rows, list):
            raise _error(name, key, "a list of rows", type(rows).__name__)
        for number, row in enumerate(rows):
            if not isinstance(row, list) or len(row) != width:
                raise _error(name, f"{key}[{number}]", f"a row of {width}", f"{row!r:.80}")
    cells, forms = len(counts["cells"]), len(counts["forms"])
    for number, row in enumerate(counts["counts"]):
        form, cell, *numbers = row[1:]
        if not all(type(each) is int for each in row[1:]) or min(numbers) < 0:
            raise _error(name, f"counts[{number}]", "a row of numbers", f"{row!r:.80}")
        if not (-1 <= form < forms and 0 <= cell < cells):
            expected = f"a form below {forms} and a cell below {cells}"
            raise _error(name, f"counts[{number}]", expected, f"{row!r:.80}")
    for number, row in enumerate(counts["sequences"]):
        if type(row[0]) is not int or not 0 <= row[0] < cells:
            raise _error(name, f"sequences[{number}]", f"a cell below {cells}", f"{row!r:.80}")


def pack(counts: Mapping[str, Any]) -> bytes:
    """Returns counts packed; `unpack` gives the same data again."""
    packed = dict(counts)
    for key, width in _WIDTHS.items():
        if counts[key]:
            packed[key] = [_packed([row[i] for row in counts[key]]) for i in range(width)]
    return zlib.compress(_json(packed).encode("utf-8"), 9)


def unpack(content: bytes, name: str) -> dict[str, Any]:
    """Returns packed counts as plain data.

    Raises:
        DataError: (a `ValueError`) Not packed counts.
    """
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(content, _MAX_UNPACKED)
        if unpacker.unconsumed_tail:
            raise _error(name, "", f"at most {_MAX_UNPACKED} bytes", "more")
        counts = json.loads(text.decode("utf-8"))
        for key in _WIDTHS:
            if counts[key]:
                columns = [_unpacked(column) for column in counts[key]]
                counts[key] = [list(row) for row in zip(*columns, strict=True)]
    except DataError:
        raise
    except (ValueError, zlib.error, KeyError, TypeError, RecursionError) as error:
        raise _error(name, "", "packed counts", repr(error)) from None
    check_counts(counts, name)
    found: dict[str, Any] = counts
    return found


def _packed(column: Sequence[Any]) -> Any:
    """A column: numbers as differences, repeated strings as positions in a list of them."""
    if all(type(each) is int for each in column):
        return {
            "steps": [each - before for each, before in zip(column, (0, *column[:-1]), strict=True)]
        }
    if all(isinstance(each, str) for each in column) and len(set(column)) < len(column) / 2:
        names = list(dict.fromkeys(column))
        places = {each: position for position, each in enumerate(names)}
        return {"names": names, **_packed([places[each] for each in column])}
    return column


def _unpacked(column: Any) -> list[Any]:
    if isinstance(column, list):
        return column
    total, numbers = 0, []
    for step in column["steps"]:
        total += step
        numbers.append(total)
    names = column.get("names")
    return [names[each] for each in numbers] if names is not None else numbers


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _error(name: str, field: str, expected: str, found: str) -> DataError:
    return DataError([Problem(name, 0, 0, "", field, expected, found, "bad-counts")])
