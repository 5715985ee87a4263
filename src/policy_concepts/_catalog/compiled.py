"""The compiled form of a catalog: one file from which records are built lazily.

Layout: the magic line, the header as one line of JSON, then the sections one after another.
The header gives the format version, the length of everything after the header, and for each
section its offset from the end of the header, its length and its CRC-32:

- `redirects`: JSON;
- `ids/KIND`: the ids in catalog order; `order/KIND`: their positions sorted by id;
- `rows/KIND`: each record as JSON, fields as in the data files;
- `names/KIND`: the keys of the names, sorted; `named/KIND`: for each the name as written and the
  ids that have it, as JSON;
- `dates/KIND`: three columns of signed 32-bit numbers: the first days of all records as proleptic
  Gregorian ordinals, the last days, and 1 for certain dates or 0 for uncertain ones;
- `postings/KIND/RELATION`: JSON from key to start and length in `positions/KIND/RELATION`, the
  positions of the records that have the key;
- `mentions`: JSON of the names to look for in running text; see `NameTable`;
- `search/words`: JSON from word to start and length in `search/documents` and `search/counts`;
  the latter are 16-bit numbers; `search/lengths`; see `SearchTables`;
- `counts`: the ids of the corpora that were counted, as JSON; `counts/CORPUS`: the counts, packed
  as `_texts/counts.py` says.

Lists of strings (ids, rows, names) are concatenated UTF-8; a section of the same name with `/ends`
holds their end offsets as 64-bit numbers. Other numbers are unsigned 32-bit unless stated
otherwise; all are little-endian. Nothing in the file is executed, and every record is validated by
the model when it is built.

Look-ups are binary searches in the file, so opening a catalog costs neither time nor memory for
records that are never used.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from .._base.errors import DataError
from .._base.memory import no_garbage_collection
from .._model.kinds import KINDS
from .._model.records import class_of
from .names import NameIndex
from .store import DateColumns, Postings, Store
from .stored_counts import Counts, Packed

if TYPE_CHECKING:
    from array import array

    from .._texts.forms import NameTable
    from .content import Content
    from .search_tables import SearchTables

MAGIC: Final = b"policy_concepts compiled catalog\n"
FORMAT: Final = 3


def file_error(name: str, expected: str, found: str) -> DataError:
    """Builds the error for a compiled file that cannot be read."""
    from .._base.problems import Problem

    return DataError([Problem(name, 0, 0, "", "", expected, found, "bad-compiled-file")])


class Strings(Sequence[str]):
    """Concatenated strings, decoded when accessed."""

    def __init__(self, content: memoryview, ends: Sequence[int]) -> None:
        self._content = content
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: Any) -> Any:
        start = self._ends[index - 1] if index else 0
        return str(self._content[start : self._ends[index]], "utf-8")


class CompiledFile:
    """The sections of a compiled catalog, each read and verified when it is first used.

    Args:
        content: The whole file.
        name: Its name in messages.

    Raises:
        DataError: Not a compiled catalog, of another version, or cut short.
    """

    def __init__(self, content: Content, name: str) -> None:
        self._content = content
        self.name = name
        if bytes(content.read(0, len(MAGIC))) != MAGIC:
            raise file_error(name, "a compiled catalog", "another sort of file")
        start = len(MAGIC)
        # Find the end of the header line without copying the whole file.
        size = 16384
        while True:
            head = bytes(content.read(start, start + size))
            end = head.find(b"\n")
            if end >= 0 or start + size >= len(content):
                break
            size *= 4
        try:
            header = json.loads(head[:end] if end >= 0 else head)
            version = header["format"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise file_error(name, "a compiled catalog with a header", "one without") from None
        if version != FORMAT:
            raise file_error(
                name,
                f"format {FORMAT} (compile the catalog again with this version of the library)",
                f"format {version!r}",
            )
        self._start = start + end + 1
        self._sections = header.get("sections")
        self._section_cache: dict[str, memoryview] = {}
        length = len(content) - self._start
        if not isinstance(self._sections, dict) or length != header.get("length"):
            raise file_error(name, "the content that was written", "a file cut short or changed")

    def section(self, key: str) -> memoryview:
        """Returns the bytes of a section.

        Raises:
            DataError: There is no such section, or its checksum is wrong.
        """
        content = self._section_cache.get(key)
        if content is None:
            try:
                start, length, checksum = self._sections[key]
                start += self._start
                content = self._content.read(start, start + length)
            except (KeyError, ValueError, TypeError):
                raise file_error(self.name, f"the section {key}", "none") from None
            except OSError as error:
                found = error.strerror or str(error)
                raise file_error(self.name, "the file that was opened", found) from None
            if crc32(content) != checksum:
                raise file_error(self.name, "the content that was written", "a changed file")
            self._section_cache[key] = content
        return content

    def verify(self) -> None:
        """Verifies the checksums of all sections.

        Raises:
            DataError: A checksum is wrong.
        """
        for key in self._sections:
            self.section(key)
        self._content.release()

    def parsed(self, key: str) -> Any:
        """Returns a section of JSON, parsed."""
        content = self.section(key)
        try:
            return json.loads(str(content, "utf-8"))
        except (ValueError, RecursionError) as error:
            raise file_error(self.name, f"JSON in the section {key}", str(error)) from None

    def numbers(self, key: str, code: str) -> array[int]:
        """Returns a section of numbers, copied."""
        from array import array

        found = array(code)
        found.frombytes(self.section(key))
        if sys.byteorder == "big":
            found.byteswap()
        return found

    def number_view(self, key: str, code: str) -> Sequence[int]:
        """Returns a section of numbers, without copying; for long ones that are seldom read."""
        if sys.byteorder == "big":
            return self.numbers(key, code)
        return self.section(key).cast(code)  # type: ignore[call-overload, no-any-return]

    def strings(self, key: str) -> Strings:
        """Returns a section of strings."""
        return Strings(self.section(key), self.number_view(f"{key}/ends", "Q"))

    # --- prebuilt indexes (see `store.PrebuiltIndexes`) ---------------------------------------

    def names(self, kind: str) -> NameIndex:
        """The name index of a kind."""
        return NameIndex.from_table(_NameTable(self, kind))

    def dates(self, kind: str) -> DateColumns:
        """The dates of a kind."""
        numbers = self.numbers(f"dates/{kind}", "i")
        size = len(numbers) // 3
        return DateColumns(*(numbers[column * size : (column + 1) * size] for column in range(3)))

    def postings(self, kind: str, relation: str) -> Postings | None:
        """The positions of the records of a kind by key, or `None` if they are not in the file."""
        if f"postings/{kind}/{relation}" not in self._sections:
            return None
        return _Postings(
            self.parsed(f"postings/{kind}/{relation}"),
            self.numbers(f"positions/{kind}/{relation}", "I"),
        )

    def mention_names(self) -> NameTable:
        """The names of concepts to look for in running text."""
        from .._texts.forms import NameTable

        return NameTable.from_plain(self.parsed("mentions"))

    def search_tables(self) -> SearchTables:
        """The tables of the search index."""
        from .search_tables import SearchTables

        return SearchTables(
            self.parsed("search/words"),
            self.number_view("search/documents", "I"),
            self.number_view("search/counts", "H"),
            self.number_view("search/lengths", "I"),
        )


class _Postings(Mapping[str, Sequence[int]]):
    """Positions by key, as slices of one array."""

    def __init__(self, ranges: dict[str, tuple[int, int]], positions: array[int]) -> None:
        self._ranges = ranges
        self._positions = positions

    def __getitem__(self, key: str) -> Sequence[int]:
        start, length = self._ranges[key]
        return self._positions[start : start + length]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ranges)

    def __len__(self) -> int:
        return len(self._ranges)


class _NameTable(Mapping[str, Sequence[str]]):
    """Folded name -> the name as written, then the ids that have it."""

    def __init__(self, file: CompiledFile, kind: str) -> None:
        self._keys = file.strings(f"names/{kind}")
        self._entries = file.strings(f"named/{kind}")

    def __getitem__(self, key: str) -> Sequence[str]:
        index = bisect_left(self._keys, key)
        if index == len(self._keys) or self._keys[index] != key:
            raise KeyError(key)
        entry: list[str] = json.loads(self._entries[index])
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class _PositionTable(Mapping[str, int]):
    """The position of each id of a kind."""

    def __init__(self, file: CompiledFile, kind: str) -> None:
        self._ids = file.strings(f"ids/{kind}")
        self._order = file.number_view(f"order/{kind}", "I")
        # Records refer to the same few ids again and again.
        self._cache: dict[str, int] = {}

    def __getitem__(self, record_id: str) -> int:
        position = self._cache.get(record_id)
        if position is None:
            ids, order = self._ids, self._order
            index = bisect_left(order, record_id, key=ids.__getitem__)
            if index == len(order) or ids[order[index]] != record_id:
                raise KeyError(record_id)
            position = self._cache[record_id] = order[index]
        return position

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class LazyRows(Sequence[Any]):
    """The records of a kind in order, each built when it is first accessed."""

    def __init__(self, file: CompiledFile, kind: str, tables: Mapping[str, LazyTable]) -> None:
        self._kind = kind
        self._tables = tables
        self._file = file
        self._lines: Strings | None = None
        self._records: dict[int, Any] = {}

    @property
    def _json_lines(self) -> Strings:
        if self._lines is None:
            self._lines = self._file.strings(f"rows/{self._kind}")
        return self._lines

    def __len__(self) -> int:
        return len(self._json_lines)

    def __getitem__(self, position: Any) -> Any:
        if isinstance(position, slice):
            return tuple(self[each] for each in range(*position.indices(len(self))))
        record = self._records.get(position)
        if record is None:
            if position < 0:
                position += len(self)
            if not 0 <= position < len(self):
                raise IndexError(position)
            # Two threads may both build it; the first one stored is kept, so identity holds.
            record = self._records.setdefault(position, self._build(position))
        return record

    def __iter__(self) -> Iterator[Any]:
        return (self[position] for position in range(len(self)))

    def _build(self, position: int) -> Any:
        try:
            with no_garbage_collection():
                plain = json.loads(self._json_lines[position])
                return class_of(self._kind)._from_plain(plain, self._tables)
        except DataError:
            raise  # from a record that this one refers to
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            expected = f"a sound record {self._kind}[{position}]"
            raise file_error(self._file.name, expected, repr(error)) from error


class LazyTable(Mapping[str, Any]):
    """The records of a kind by id."""

    def __init__(self, file: CompiledFile, kind: str, tables: Mapping[str, LazyTable]) -> None:
        self._file = file
        self._kind = kind
        # Shared by all threads from the start, so that each record is one object.
        self.rows = LazyRows(file, kind, tables)
        self._positions: _PositionTable | None = None

    @property
    def positions(self) -> Mapping[str, int]:
        """The position of each id."""
        if self._positions is None:
            self._positions = _PositionTable(self._file, self._kind)
        return self._positions

    def __getitem__(self, record_id: str) -> Any:
        return self.rows[self.positions[record_id]]

    def __contains__(self, record_id: object) -> bool:
        return record_id in self.positions

    def __iter__(self) -> Iterator[str]:
        return iter(self.positions)

    def __len__(self) -> int:
        return len(self.positions)


class _CountsSection:
    """Packed counts in a section."""

    def __init__(self, file: CompiledFile, corpus_id: str) -> None:
        self._file = file
        self._corpus_id = corpus_id

    def read(self) -> dict[str, Any]:
        """The counts."""
        return self.portable().read()

    def packed(self) -> bytes:
        """The counts, packed."""
        return bytes(self._file.section(f"counts/{self._corpus_id}"))

    def portable(self) -> Packed:
        """The same without the file."""
        return Packed(self.packed(), self._corpus_id)


def read_compiled(content: Content, name: str, *, verify: bool) -> Store:
    """Opens a compiled catalog.

    Args:
        content: The whole file.
        name: Its name in messages.
        verify: Whether to verify all checksums now, or each when its section is first used.

    Raises:
        DataError: Not a compiled catalog that this version of the library understands.
    """
    file = CompiledFile(content, name)
    if verify:
        file.verify()
    tables: dict[str, LazyTable] = {}
    for kind in KINDS:
        tables[kind] = LazyTable(file, kind, tables)
    counts = Counts({each: _CountsSection(file, each) for each in file.parsed("counts")})
    return Store(tables, file.parsed("redirects"), file, counts)
