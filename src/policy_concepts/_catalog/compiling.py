"""Writes the compiled form of a catalog, which `compiled` describes and reads."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Iterator
from typing import Any, Final
from zlib import crc32

from .._model.kinds import KINDS
from .._model.shapes import plain_fields
from .compiled import FORMAT, MAGIC
from .filters import criteria
from .search import build_tables
from .store import Store

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def compile_store(store: Store) -> bytes:
    """Returns the compiled form of a store; equal stores give equal bytes."""
    sections: dict[str, bytes] = {"redirects": _json(store.redirects)}
    for kind in KINDS:
        sections.update(_sections(store, kind))
    sections["mentions"] = _json(store.mention_names().plain())
    tables = build_tables(store)
    sections["search/words"] = _json(tables.words)
    sections["search/documents"] = _numbers(tables.documents, "I")
    sections["search/counts"] = _numbers(tables.counts, "H")
    sections["search/lengths"] = _numbers(tables.lengths, "I")
    sections["counts"] = _json(list(store.counts))
    for corpus_id in store.counts:
        sections[f"counts/{corpus_id}"] = store.counts.packed(corpus_id)
    return _assemble(sections)


def _sections(store: Store, kind: str) -> Iterator[tuple[str, bytes]]:
    """The sections of a kind."""
    ids = list(store.by_id(kind))
    names = store.names(kind).to_table()
    keys = sorted(names)
    yield from _strings(f"ids/{kind}", ids)
    yield f"order/{kind}", _numbers(sorted(range(len(ids)), key=ids.__getitem__), "I")
    yield from _strings(f"rows/{kind}", (_text(plain_fields(row)) for row in store.rows(kind)))
    yield from _strings(f"names/{kind}", keys)
    yield from _strings(f"named/{kind}", (_text(names[key]) for key in keys))
    if KINDS[kind].dated:
        days = store.dates(kind)
        columns = (days.first, days.last, days.sure)
        yield f"dates/{kind}", b"".join(_numbers(column, "i") for column in columns)
    for relation, criterion in criteria(kind).items():
        ranges, positions = {}, array("I")
        for key, found in store.postings(kind, relation, criterion.pairs).items():
            ranges[key] = (len(positions), len(found))
            positions.extend(found)
        yield f"postings/{kind}/{relation}", _json(ranges)
        yield f"positions/{kind}/{relation}", _numbers(positions, "I")


def _assemble(sections: dict[str, bytes]) -> bytes:
    index, offset = {}, 0
    for key, section in sections.items():
        index[key] = (offset, len(section), crc32(section))
        offset += len(section)
    header = {"format": FORMAT, "length": offset, "sections": index}
    return b"".join((MAGIC, _json(header), b"\n", *sections.values()))


def _text(value: Any) -> str:
    return _ENCODER.encode(value)


def _json(value: Any) -> bytes:
    return _text(value).encode("utf-8")


def _strings(key: str, strings: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Concatenated strings and their end offsets."""
    content, ends = bytearray(), array("Q")
    for string in strings:
        content += string.encode("utf-8")
        ends.append(len(content))
    yield key, bytes(content)
    yield f"{key}/ends", _numbers(ends, "Q")


def _numbers(values: Iterable[int], code: str) -> bytes:
    numbers = array(code, values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()
