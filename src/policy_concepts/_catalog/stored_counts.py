"""The counts of corpora that a catalog holds, each read when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

from .._base.public import public

if TYPE_CHECKING:
    from .._base.errors import DataError

FOLDER: Final = "counts"
_ENDING: Final = ".json"


class CountsSource(Protocol):
    """Where the counts of a corpus stand."""

    def read(self) -> dict[str, Any]: ...
    def packed(self) -> bytes: ...
    def portable(self) -> CountsSource: ...


class InFile:
    """Counts as the text of a file.

    Args:
        file: A path, or package data.
    """

    def __init__(self, file: Any) -> None:
        self._file = file

    def read(self) -> dict[str, Any]:
        """The counts.

        Raises:
            DataError: (a `ValueError`) The file cannot be read, or holds no counts, or those of
                a corpus of another name.
        """
        return self.portable().read()

    def packed(self) -> bytes:
        """The counts, packed."""
        from .._texts.counts import pack

        return pack(self.read())

    def portable(self) -> InText:
        """The same without the file.

        Raises:
            DataError: (a `ValueError`) The file cannot be read.
        """
        import zlib

        try:
            content = self._file.read_bytes()
        except OSError as error:
            found = error.strerror or str(error)
            raise _error(self._file.name, "", "a readable file", found, "unreadable") from None
        return InText(zlib.compress(content, 1), self._file.name)


class InText:
    """Counts as the compressed text of a file.

    Args:
        compressed: The text.
        name: The name of the file.
    """

    def __init__(self, compressed: bytes, name: str) -> None:
        self._compressed = compressed
        self._name = name

    def read(self) -> dict[str, Any]:
        """The counts.

        Raises:
            DataError: (a `ValueError`) The text holds no counts, or those of a corpus of another
                name.
        """
        import zlib

        from .._texts.counts import read_counts

        counts = read_counts(zlib.decompress(self._compressed), f"{FOLDER}/{self._name}")
        expected, found = self._name.removesuffix(_ENDING), counts["corpus"]["id"]
        if found != expected:
            raise _error(self._name, "corpus.id", repr(expected), repr(found), "other-id")
        return counts

    def packed(self) -> bytes:
        """The counts, packed."""
        from .._texts.counts import pack

        return pack(self.read())

    def portable(self) -> InText:
        """The same."""
        return self


class Packed:
    """Packed counts."""

    def __init__(self, packed: bytes, corpus_id: str) -> None:
        self._packed = packed
        self._corpus_id = corpus_id

    def read(self) -> dict[str, Any]:
        """The counts."""
        from .._texts.counts import unpack

        return unpack(self._packed, f"{FOLDER}/{self._corpus_id}")

    def packed(self) -> bytes:
        """The counts, packed."""
        return self._packed

    def portable(self) -> Packed:
        """The same."""
        return self


class Counts(Mapping[str, Mapping[str, Any]]):
    """The counts of each corpus, by its id, as the plain data of a counts file.

    Args:
        sources: Where each stands, by id.
    """

    def __init__(self, sources: Mapping[str, CountsSource] | None = None) -> None:
        self._sources = dict(sorted((sources or {}).items()))
        self._read: dict[str, Mapping[str, Any]] = {}

    def __getitem__(self, corpus_id: str) -> Mapping[str, Any]:
        counts = self._read.get(corpus_id)
        if counts is None:
            # Two threads may both read it; the first one stored is kept.
            counts = self._read.setdefault(corpus_id, self._sources[corpus_id].read())
        return counts

    def __contains__(self, corpus_id: object) -> bool:
        return corpus_id in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def packed(self, corpus_id: str) -> bytes:
        """The counts of a corpus, packed."""
        return self._sources[corpus_id].packed()

    def merged(self, others: Counts) -> Counts:
        """These counts and others; of a corpus that both have, these."""
        merged = Counts({**others._sources, **self._sources})
        theirs = {each: read for each, read in others._read.items() if each not in self}
        merged._read = {**theirs, **self._read}
        return merged

    def clashes(self, others: Counts) -> list[str]:
        """The corpora that both have with different counts."""
        return [
            corpus_id
            for corpus_id in self
            if corpus_id in others
            and self._sources[corpus_id] is not others._sources[corpus_id]
            and self[corpus_id] != others[corpus_id]
        ]

    def __reduce__(self) -> tuple[Any, ...]:
        # A file may not be there where it is unpickled.
        kinds = {InText: "text", Packed: "packed"}
        portable = {each: source.portable() for each, source in self._sources.items()}
        content = {each: (kinds[type(source)], vars(source)) for each, source in portable.items()}
        return (_unpickled_counts, (content,))


@public
def _unpickled_counts(content: Mapping[str, tuple[str, dict[str, Any]]]) -> Counts:
    """Counts again; pickles name it as `policy_concepts._unpickled_counts`."""
    return Counts(
        {each: _unpickled_source(kind, values) for each, (kind, values) in content.items()}
    )


def _unpickled_source(kind: str, values: dict[str, Any]) -> CountsSource:
    if kind == "text":
        return InText(values["_compressed"], values["_name"])
    return Packed(values["_packed"], values["_corpus_id"])


def _error(name: str, field: str, expected: str, found: str, code: str) -> DataError:
    # Only for errors.
    from .._base.errors import DataError
    from .._base.problems import Problem

    return DataError([Problem(f"{FOLDER}/{name}", 0, 0, "", field, expected, found, code)])


def counts_in(root: Any) -> Counts:
    """The counts files of the folder of a catalog.

    Args:
        root: A folder, on disk or in a package or zip.
    """
    folder = root / FOLDER
    if not folder.is_dir():
        return Counts()
    return Counts(
        {
            file.name.removesuffix(_ENDING): InFile(file)
            for file in folder.iterdir()
            if file.name.endswith(_ENDING) and not file.name.startswith(".")
        }
    )
