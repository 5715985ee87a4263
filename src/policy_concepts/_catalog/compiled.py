"""The compiled form of a catalog: one file from which records are made as they are touched.

Layout: the magic line, the header as one line of JSON, then the sections one after another.
The header gives the format's version, the length of all that follows it, and where each section
begins (counted from the end of the header), its length and its CRC-32:

- `redirects`: JSON;
- `ids/KIND`: the ids, in the catalog's order, and in `order/KIND` their positions sorted by id;
- `rows/KIND`: each record as JSON, fields as in the data files;
- `names/KIND`: the folded names, sorted, and in `named/KIND` for each the name as written and the
  ids that have it, as JSON;
- `dates/KIND`: the first days of all records as proleptic ordinals, then the last days, then 1
  where they are sure and 0 where not, as signed 32-bit numbers;
- `postings/KIND/RELATION`: JSON from key to start and length in `positions/KIND/RELATION`, the
  positions of the records that have the key;
- `search/words`: JSON from word to start and length in `search/documents` and `search/counts`;
  the latter are 16-bit numbers; `search/lengths`; `search/simple`: JSON; see `SearchTables`.

Strings that lie one after another (ids, rows, names) are UTF-8; where each ends is told in a
section of the same name with `/ends`, in 64-bit numbers. Other numbers are unsigned, of 32 bits,
unless said otherwise; all are little-endian. Nothing in the file is executed, and every record
goes through the model's own validators when it is made.

What is looked up is found by halving in the file itself, so opening a catalog costs neither time
nor memory for what is never asked for.
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Any, Final
from zlib import crc32

from .._base.dates import PartialDate
from .._base.errors import DataError, Problem
from .._base.text import Text
from .._model.records import Author, CslVariables, FacetItem
from .._model.shapes import CLASS_OF_KIND, Shape, fields_of
from .names import NameIndex
from .store import Days, Postings, SearchTables, Store

MAGIC: Final = b"policy_concepts compiled catalog\n"
FORMAT: Final = 1


def damaged(name: str, expected: str, found: str) -> DataError:
    """The error for a compiled file that cannot be read."""
    return DataError([Problem(name, 0, 0, "", "", expected, found, "bad-compiled-file")])


class Strings(Sequence[str]):
    """Strings that lie one after another."""

    def __init__(self, content: memoryview, ends: Sequence[int]) -> None:
        self._content = content
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: Any) -> Any:
        start = self._ends[index - 1] if index else 0
        return str(self._content[start : self._ends[index]], "utf-8")


class CompiledFile:
    """The sections of a compiled catalog, each read, and checked, when it is first asked for.

    Args:
        content: The whole file.
        name: How messages call it.

    Raises:
        DataError: Not a compiled catalog, of another version, or cut short.
    """

    def __init__(self, content: bytes | memoryview, name: str) -> None:
        view = memoryview(content)
        self.name = name
        if bytes(view[: len(MAGIC)]) != MAGIC:
            raise damaged(name, "a compiled catalog", "another sort of file")
        start = len(MAGIC)
        # The header is a line; find its end without copying the whole file.
        size = 16384
        while True:
            head = bytes(view[start : start + size])
            end = head.find(b"\n")
            if end >= 0 or start + size >= len(view):
                break
            size *= 4
        try:
            header = json.loads(head[:end] if end >= 0 else head)
            version = header["format"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise damaged(name, "a compiled catalog with a header", "one without") from None
        if version != FORMAT:
            raise damaged(
                name,
                f"format {FORMAT} (compile the catalog again with this version of the library)",
                f"format {version!r}",
            )
        self._body = view[start + end + 1 :]
        self._sections = header.get("sections")
        self._checked: set[str] = set()
        if not isinstance(self._sections, dict) or len(self._body) != header.get("length"):
            raise damaged(name, "the content that was written", "a file cut short or changed")

    def section(self, key: str) -> memoryview:
        """The bytes of a section.

        Raises:
            DataError: There is no such section, or it is not what was written.
        """
        try:
            start, length, checksum = self._sections[key]
            content = self._body[start : start + length]
            if key not in self._checked:
                if crc32(content) != checksum:
                    raise damaged(self.name, "the content that was written", "a changed file")
                self._checked.add(key)
        except (KeyError, ValueError, TypeError):
            raise damaged(self.name, f"the section {key}", "none") from None
        return content

    def check(self) -> None:
        """Reads everything once, to find damage now rather than when it is come upon.

        Raises:
            DataError: A section is not what was written.
        """
        for key in self._sections:
            self.section(key)
        mapped = self._body.obj
        if hasattr(mapped, "madvise"):
            # What was read of a mapped file counts as this process's memory until it is let go.
            from mmap import MADV_DONTNEED

            mapped.madvise(MADV_DONTNEED)

    def parsed(self, key: str) -> Any:
        """A section of JSON."""
        try:
            return json.loads(str(self.section(key), "utf-8"))
        except (ValueError, RecursionError) as error:
            raise damaged(self.name, f"JSON in the section {key}", str(error)) from None

    def numbers(self, key: str, code: str) -> array[int]:
        """A section of numbers."""
        found = array(code)
        found.frombytes(self.section(key))
        if sys.byteorder == "big":
            found.byteswap()
        return found

    def mapped(self, key: str, code: str) -> Sequence[int]:
        """A section of numbers, left where it is; for those that are many and seldom read."""
        if sys.byteorder == "big":
            return self.numbers(key, code)
        return self.section(key).cast(code)  # type: ignore[call-overload, no-any-return]

    def strings(self, key: str) -> Strings:
        """A section of strings."""
        return Strings(self.section(key), self.mapped(f"{key}/ends", "Q"))

    # --- what a store asks for ----------------------------------------------------------------

    def names(self, kind: str) -> NameIndex:
        """The name index of a kind."""
        return NameIndex.from_table(_Names(self, kind))

    def dates(self, kind: str) -> Days:
        """The dates of a kind."""
        numbers = self.numbers(f"dates/{kind}", "i")
        size = len(numbers) // 3
        return Days(*(numbers[column * size : (column + 1) * size] for column in range(3)))

    def postings(self, kind: str, relation: str) -> Postings | None:
        """Which records of a kind relate to what, or `None` when the file does not say."""
        if f"postings/{kind}/{relation}" not in self._sections:
            return None
        return _Postings(
            self.parsed(f"postings/{kind}/{relation}"),
            self.numbers(f"positions/{kind}/{relation}", "I"),
        )

    def search_tables(self) -> SearchTables:
        """What search looks words up in."""
        return SearchTables(
            self.parsed("search/words"),
            self.mapped("search/documents", "I"),
            self.mapped("search/counts", "H"),
            self.mapped("search/lengths", "I"),
            {ord(one): ord(other) for one, other in self.parsed("search/simple").items()},
        )


class _Postings(Mapping[str, Sequence[int]]):
    """Positions by key, cut out of one array."""

    def __init__(self, places: dict[str, tuple[int, int]], positions: array[int]) -> None:
        self._places = places
        self._positions = positions

    def __getitem__(self, key: str) -> Sequence[int]:
        start, length = self._places[key]
        return self._positions[start : start + length]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class _Names(Mapping[str, Sequence[str]]):
    """By folded name: the name as written, then the ids that have it."""

    def __init__(self, file: CompiledFile, kind: str) -> None:
        self._keys = file.strings(f"names/{kind}")
        self._entries = file.strings(f"named/{kind}")

    def __getitem__(self, key: str) -> Sequence[str]:
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            raise KeyError(key)
        found: list[str] = json.loads(self._entries[place])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class _Positions(Mapping[str, int]):
    """Where each id of a kind stands."""

    def __init__(self, file: CompiledFile, kind: str) -> None:
        self._ids = file.strings(f"ids/{kind}")
        self._order = file.mapped(f"order/{kind}", "I")
        # What was found before; records refer to the same few again and again.
        self._found: dict[str, int] = {}

    def __getitem__(self, record_id: str) -> int:
        position = self._found.get(record_id)
        if position is None:
            ids, order = self._ids, self._order
            place = bisect_left(order, record_id, key=ids.__getitem__)
            if place == len(order) or ids[order[place]] != record_id:
                raise KeyError(record_id)
            position = self._found[record_id] = order[place]
        return position

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


_SHORT: Final = 12
# Many records share a day; one object will do for all of them.
_date: Final = lru_cache(maxsize=16384)(PartialDate)


class LazyRows(Sequence[Any]):
    """The records of a kind in order, each made when it is first touched."""

    def __init__(self, file: CompiledFile, kind: str, tables: Mapping[str, LazyTable]) -> None:
        self._kind = kind
        self._tables = tables
        self._file = file
        self._opened: Strings | None = None
        self._made: dict[int, Any] = {}

    @property
    def _lines(self) -> Strings:
        if self._opened is None:
            self._opened = self._file.strings(f"rows/{self._kind}")
        return self._opened

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, position: Any) -> Any:
        if isinstance(position, slice):
            return tuple(self[each] for each in range(*position.indices(len(self))))
        record = self._made.get(position)
        if record is None:
            if position < 0:
                position += len(self)
            if not 0 <= position < len(self):
                raise IndexError(position)
            # Two threads may both make it; the first one in is kept, so identity holds.
            record = self._made.setdefault(position, self._make(position))
        return record

    def __iter__(self) -> Iterator[Any]:
        return (self[position] for position in range(len(self)))

    def _make(self, position: int) -> Any:
        try:
            plain = json.loads(self._lines[position])
            return self._object(CLASS_OF_KIND[self._kind], plain)
        except DataError:
            raise  # of a record that this one refers to
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            place = f"{self._kind}[{position}]"
            raise damaged(self._file.name, f"a sound record {place}", repr(error)) from error

    def _object(self, cls: type, plain: dict[str, Any]) -> Any:
        values = {}
        for name, shape, _, _ in fields_of(cls):
            if name in plain:
                values[name] = self._value(shape, plain[name])
        return cls(**values)

    def _value(self, shape: Shape, plain: Any) -> Any:
        form = shape.name
        if form == "list":
            assert shape.item is not None
            item = shape.item
            return tuple([self._value(item, each) for each in plain])
        if form == "text":
            return Text({intern(tag): string for tag, string in plain.items()})
        if form == "date":
            return _date(plain)
        if form in ("choice", "tag") or (form == "string" and len(plain) < _SHORT):
            # The words of a vocabulary, and what is as short ("para. 2"), each once in memory.
            return intern(plain)
        if form == "reference":
            return self._record(shape.kinds, plain)
        if form == "object":
            assert shape.cls is not None
            return self._object(shape.cls, plain)
        if form == "facet_item":
            return FacetItem(plain["text"], concept=plain.get("concept"))
        if form == "csl":
            return CslVariables(plain)
        if form == "author":
            for key, kind in (("person", "people"), ("organization", "organizations")):
                if key in plain:
                    return self._record((kind,), plain[key])
            return self._object(Author, plain)
        return plain

    def _record(self, kinds: tuple[str, ...], record_id: str) -> Any:
        for kind in kinds[:-1]:
            if record_id in self._tables[kind]:
                return self._tables[kind][record_id]
        return self._tables[kinds[-1]][record_id]


class LazyTable(Mapping[str, Any]):
    """The records of a kind by id."""

    def __init__(self, file: CompiledFile, kind: str, tables: Mapping[str, LazyTable]) -> None:
        self._file = file
        self._kind = kind
        # One for all threads from the start: it keeps what was made, so that identity holds.
        self.rows = LazyRows(file, kind, tables)
        self._positions: _Positions | None = None

    @property
    def positions(self) -> Mapping[str, int]:
        """Where each id stands."""
        if self._positions is None:
            self._positions = _Positions(self._file, self._kind)
        return self._positions

    def __getitem__(self, record_id: str) -> Any:
        return self.rows[self.positions[record_id]]

    def __contains__(self, record_id: object) -> bool:
        return record_id in self.positions

    def __iter__(self) -> Iterator[str]:
        return iter(self.positions)

    def __len__(self) -> int:
        return len(self.positions)


def read_compiled(content: bytes | memoryview, name: str, *, check: bool) -> Store:
    """The store of a compiled catalog.

    Args:
        content: The whole file.
        name: How messages call it.
        check: Whether to look for damage at once, or in each part when it is first used.

    Raises:
        DataError: Not a compiled catalog that this version of the library understands.
    """
    file = CompiledFile(content, name)
    if check:
        file.check()
    tables: dict[str, LazyTable] = {}
    for kind in CLASS_OF_KIND:
        tables[kind] = LazyTable(file, kind, tables)
    return Store(tables, file.parsed("redirects"), file)
