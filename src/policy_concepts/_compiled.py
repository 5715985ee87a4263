"""The compiled form of a catalog: one file from which records are made as they are touched.

Layout: the magic line, the header as one line of JSON, then the sections one after another.
The header gives the format's version, a CRC-32 of all that follows it, and where each section
lies, counted from the end of the header:

- `redirects`: JSON;
- `ids/KIND`: the ids, as a JSON list;
- `rows/KIND`: each record as a line of JSON, fields as in the data files;
- `offsets/KIND`: where each line begins in `rows/KIND`, as unsigned 64-bit numbers;
- `names/KIND`: JSON, from folded name to the name as written and the ids that have it;
- `dates/KIND`: the first days of all records as proleptic ordinals, then the last days, then 1
  where they are sure and 0 where not, as 32-bit numbers;
- `postings/KIND/RELATION`: JSON from key to start and length in the section after it;
- `positions/KIND/RELATION`: positions of records, as unsigned 32-bit numbers.

Numbers are little-endian. Nothing in the file is executed, and every record goes through the
model's own validators when it is made.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from zlib import crc32

from ._dates import PartialDate
from ._errors import DataError, PolicyConceptsError, Problem
from ._lookup import NameIndex
from ._models import Author, FacetItem
from ._shapes import CLASS_OF_KIND, Shape, fields_of
from ._store import Days, Postings, Store
from ._text import Text

MAGIC: Final = b"policy_concepts compiled catalog\n"
FORMAT: Final = 1


def damaged(name: str, expected: str, found: str) -> DataError:
    """The error for a compiled file that cannot be read."""
    return DataError([Problem(name, 0, 0, "", "", expected, found, "bad-compiled-file")])


class CompiledFile:
    """The sections of a compiled catalog, each read when it is asked for.

    Args:
        content: The whole file.
        name: How messages call it.

    Raises:
        DataError: Not a compiled catalog, of another version, cut short or damaged.
    """

    def __init__(self, content: bytes | memoryview, name: str) -> None:
        view = memoryview(content)
        self.name = name
        if bytes(view[: len(MAGIC)]) != MAGIC:
            raise damaged(name, "a compiled catalog", "another sort of file")
        start = len(MAGIC)
        # The header is a line; find its end without copying the whole file.
        size = 4096
        while True:
            head = bytes(view[start : start + size])
            end = head.find(b"\n")
            if end >= 0 or start + size >= len(view):
                break
            size *= 4
        try:
            header = json.loads(head[:end] if end >= 0 else head)
            version, self._sections = header["format"], header["sections"]
        except (ValueError, KeyError, TypeError):
            raise damaged(name, "a compiled catalog with a header", "one without") from None
        if version != FORMAT:
            raise damaged(
                name,
                f"format {FORMAT} (compile the catalog again with this version of the library)",
                f"format {version!r}",
            )
        self._body = view[start + end + 1 :]
        if crc32(self._body) != header.get("crc32"):
            raise damaged(name, "the content that was written", "a file cut short or changed")

    def section(self, key: str) -> memoryview | None:
        """The bytes of a section, or `None`."""
        place = self._sections.get(key)
        return None if place is None else self._body[place[0] : place[0] + place[1]]

    def parsed(self, key: str) -> Any:
        """A section of JSON."""
        section = self.section(key)
        if section is None:
            raise damaged(self.name, f"the section {key}", "none")
        return json.loads(bytes(section))

    def numbers(self, key: str, code: str) -> array[int]:
        """A section of numbers."""
        found = array(code)
        found.frombytes(self.section(key) or b"")
        if sys.byteorder == "big":
            found.byteswap()
        return found

    # --- what a store asks for ----------------------------------------------------------------

    def names(self, kind: str) -> NameIndex:
        """The name index of a kind."""
        return NameIndex.from_table(self.parsed(f"names/{kind}"))

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


class LazyRows(Sequence[Any]):
    """The records of a kind in order, each made when it is first touched."""

    def __init__(self, file: CompiledFile, kind: str, tables: Mapping[str, LazyTable]) -> None:
        self._kind = kind
        self._tables = tables
        self._file = file
        self._lines = file.section(f"rows/{kind}") or memoryview(b"")
        self._offsets = file.numbers(f"offsets/{kind}", "Q")
        self._made: dict[int, Any] = {}

    def __len__(self) -> int:
        return len(self._offsets)

    def __getitem__(self, position: Any) -> Any:
        record = self._made.get(position)
        if record is None:
            if isinstance(position, slice):
                return tuple(self[each] for each in range(*position.indices(len(self))))
            if position < 0:
                position += len(self)
            # Two threads may both make it; the first one in is kept, so identity holds.
            record = self._made.setdefault(position, self._make(position))
        return record

    def __iter__(self) -> Iterator[Any]:
        return (self[position] for position in range(len(self)))

    def _make(self, position: int) -> Any:
        end = self._offsets[position + 1] if position + 1 < len(self._offsets) else None
        plain = json.loads(bytes(self._lines[self._offsets[position] : end]))
        try:
            return self._object(CLASS_OF_KIND[self._kind], plain)
        except (PolicyConceptsError, KeyError, TypeError, AttributeError) as error:
            place = f"{self._kind}/{plain.get('id') if isinstance(plain, dict) else position}"
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
            return Text(plain)
        if form == "date":
            return PartialDate(plain)
        if form == "reference":
            return self._record(shape.kinds, plain)
        if form == "object":
            assert shape.cls is not None
            return self._object(shape.cls, plain)
        if form == "facet_item":
            return FacetItem(plain["text"], concept=plain.get("concept"))
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
        self.rows = LazyRows(file, kind, tables)
        self._file = file
        self._kind = kind
        self._known: dict[str, int] | None = None

    @property
    def positions(self) -> dict[str, int]:
        """Where each id stands."""
        known = self._known
        if known is None:
            ids = self._file.parsed(f"ids/{self._kind}")
            known = self._known = {record_id: position for position, record_id in enumerate(ids)}
        return known

    def __getitem__(self, record_id: str) -> Any:
        return self.rows[self.positions[record_id]]

    def __contains__(self, record_id: object) -> bool:
        return record_id in self.positions

    def __iter__(self) -> Iterator[str]:
        return iter(self.positions)

    def __len__(self) -> int:
        return len(self.rows)


def read_compiled(content: bytes | memoryview, name: str) -> Store:
    """The store of a compiled catalog.

    Raises:
        DataError: Not a compiled catalog that this version of the library understands.
    """
    file = CompiledFile(content, name)
    tables: dict[str, LazyTable] = {}
    for kind in CLASS_OF_KIND:
        tables[kind] = LazyTable(file, kind, tables)
    return Store(tables, file.parsed("redirects"), file)
