"""Writing the compiled form of a catalog; `_compiled` describes and reads it."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable
from typing import Any
from zlib import crc32

from ._compiled import FORMAT, MAGIC
from ._filters import CRITERIA, DATE_OF
from ._shapes import CLASS_OF_KIND, record_to_plain
from ._store import Store


def compile_store(store: Store) -> bytes:
    """The compiled form of a store; the same records give the same bytes."""
    sections: dict[str, bytes] = {"redirects": _json(store.redirects)}
    for kind in CLASS_OF_KIND:
        rows = store.rows(kind)
        sections[f"ids/{kind}"] = _json(list(store.by_id(kind)))
        lines, offsets, at = [], array("Q"), 0
        for record in rows:
            line = _json(record_to_plain(record)) + b"\n"
            lines.append(line)
            offsets.append(at)
            at += len(line)
        sections[f"rows/{kind}"] = b"".join(lines)
        sections[f"offsets/{kind}"] = _numbers(offsets)
        sections[f"names/{kind}"] = _json(store.names(kind).to_table())
        if kind in DATE_OF:
            sections[f"dates/{kind}"] = b"".join(map(_numbers, store.dates(kind, DATE_OF[kind])))
        for relation, criterion in CRITERIA[kind].items():
            postings = store.postings(kind, relation, criterion.pairs)
            places, positions = {}, array("I")
            for key, found in postings.items():
                places[key] = (len(positions), len(found))
                positions.extend(found)
            sections[f"postings/{kind}/{relation}"] = _json(places)
            sections[f"positions/{kind}/{relation}"] = _numbers(positions)
    return _file(sections)


def _file(sections: dict[str, bytes]) -> bytes:
    places, at = {}, 0
    for key, section in sections.items():
        places[key] = (at, len(section))
        at += len(section)
    body = b"".join(sections.values())
    header = {"format": FORMAT, "crc32": crc32(body), "sections": places}
    return b"".join((MAGIC, _json(header), b"\n", body))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _numbers(values: Iterable[int]) -> bytes:
    numbers = values if isinstance(values, array) else array("i", values)
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()
