"""Finds and reads the data files of a catalog, within bounds.

A catalog is a directory, a single file, a zip or package data. There are two kinds of files.
A *record file* is in a folder named after a kind; its name is the id of the record, and it holds
the fields of that record. A *catalog file* is at the top level; it maps kinds to mappings from id
to record, and may have `redirects`.
"""

from __future__ import annotations

import os
import stat
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol, runtime_checkable

from .._base.errors import ArgumentError, ArgumentTypeError, did_you_mean, wrong
from .._base.problems import Problem
from .._model.kinds import KINDS
from .nodes import MAX_BYTES, MAX_RECORD_BYTES

try:
    from lzma import LZMAError
except ImportError:  # Python may be built without it
    LZMAError = zipfile.BadZipFile  # type: ignore[assignment, misc]
ZstdError: type[Exception] = zipfile.BadZipFile
if sys.version_info >= (3, 14):
    with suppress(ImportError):
        from compression.zstd import ZstdError

MAX_TOTAL_BYTES: Final = 1024 * 1024 * 1024
# Raised by reading a file or a zip; the last two by encrypted and unusual zips.
_READ_ERRORS: Final = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    ZstdError,
    RuntimeError,
    NotImplementedError,
)


@runtime_checkable
class Traversable(Protocol):
    """A directory or file, on disk or in a package or zip, as in `importlib.resources`."""

    @property
    def name(self) -> str: ...
    def iterdir(self) -> Iterator[Any]: ...
    def is_dir(self) -> bool: ...
    def is_file(self) -> bool: ...
    def open(self, mode: Any = "r", *args: Any, **kwargs: Any) -> Any: ...


class File(NamedTuple):
    """A data file: its name for messages, its content, and the record that it should hold."""

    name: str
    content: bytes
    kind: str | None  # None: a catalog file
    record_id: str | None


def read_files(path: str | os.PathLike[str] | Traversable, problems: list[Problem]) -> list[File]:
    """Reads the data files of a catalog, in a fixed order; reports what cannot be read."""
    if isinstance(path, (str, os.PathLike)):
        if not os.fspath(path):
            raise wrong(ArgumentError, "load", "a path", "an empty string")
        root: Any = Path(path)
    elif isinstance(path, Traversable):
        root = path
    else:
        raise wrong(
            ArgumentTypeError,
            "load",
            "a path or package data (importlib.resources.files)",
            repr(path),
        )
    reader = _FileReader(problems)
    try:
        if isinstance(root, Path) and root.is_file() and _looks_like_zip(root):
            return reader.read_zip(root)
        if root.is_dir():
            return reader.read_directory(root)
    except OSError as error:  # such as a parent without permissions, or a name that is too long
        reader.problem(str(root), "a directory, a YAML file or a zip", _reason(error), "unreadable")
        return []
    if isinstance(root, Path) and not os.path.lexists(root):
        reader.problem(str(root), "a directory, a YAML file or a zip", "nothing there", "no-file")
        return []
    content = reader.read(root, str(root))
    return [] if content is None else [File(root.name, content, None, None)]


def folder_of(path: str | os.PathLike[str] | Traversable) -> Any:
    """Returns the folder of a catalog, or that inside a zip; `None` for a single file."""
    root: Any = Path(path) if isinstance(path, (str, os.PathLike)) else path
    if root.is_dir():
        return root
    if not (isinstance(root, Path) and _looks_like_zip(root)):
        return None
    return _inner_folder(zipfile.Path(root))


def _inner_folder(root: Any) -> Any:
    """Returns the root of a zip, or the folder that is its only entry."""
    inside = [entry for entry in root.iterdir() if not _is_hidden(entry.name)]
    if len(inside) == 1 and inside[0].is_dir() and inside[0].name not in KINDS:
        return inside[0]
    return root


def _looks_like_zip(path: Path) -> bool:
    try:
        return zipfile.is_zipfile(path)
    except OSError:
        return False


class _FileReader:
    """Reads files within bounds, and collects problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.total = 0

    def problem(self, name: str, expected: str, found: str, code: str) -> None:
        self.problems.append(Problem(name, 0, 0, "", "", expected, found, code))

    def read_zip(self, path: Path) -> list[File]:
        try:
            with zipfile.ZipFile(path) as archive:
                counts = Counter(archive.namelist())
                for name in sorted(name for name, count in counts.items() if count > 1):
                    self.problem(
                        f"{path.name}/{name}", "each name once in the zip", "it twice", "twice"
                    )
                return self.read_directory(_inner_folder(zipfile.Path(archive)))
        except _READ_ERRORS as error:
            self.problem(path.name, "a readable zip", _reason(error), "bad-zip")
            return []

    def read_directory(self, root: Any) -> list[File]:
        files: list[File] = []
        for entry in self.listing(root, ""):
            name = entry.name
            if _is_hidden(name):
                continue
            if name in KINDS and not _is_yaml(name):
                if entry.is_dir():
                    files += self.read_record_folder(entry, name, name)
                else:
                    self.problem(name, "a folder of record files", "a file", "not-a-folder")
            elif entry.is_dir():
                if _is_yaml(name) or self.holds_yaml(entry):
                    self.problem(
                        name,
                        f"folders named after a kind.{did_you_mean(name, KINDS)}",
                        f"the folder {name!r} with YAML files in it"
                        if not _is_yaml(name)
                        else f"a folder named {name!r}",
                        "unknown-folder",
                    )
            elif _is_yaml(name):
                content = self.read(entry, name)
                if content is not None:
                    files.append(File(name, content, None, None))
        if not files and not self.problems:
            self.problem(
                getattr(root, "name", "") or str(root),
                f"YAML files, or folders named {', '.join(KINDS)}",
                "none",
                "empty-catalog",
            )
        return files

    def read_record_folder(self, folder: Any, kind: str, name: str) -> list[File]:
        files: list[File] = []
        for entry in self.listing(folder, name):
            inner = f"{name}/{entry.name}"
            if _is_hidden(entry.name) or entry.name.endswith((".md", ".txt")):
                continue
            if entry.is_dir():
                self.problem(inner, "a record file", "a folder", "not-a-file")
            elif not _is_yaml(entry.name):
                self.problem(inner, "a file that ends in .yaml", repr(entry.name), "not-yaml-name")
            else:
                content = self.read(entry, inner, MAX_RECORD_BYTES)
                if content is not None:
                    files.append(File(inner, content, kind, _stem(entry.name)))
        return files

    def listing(self, folder: Any, name: str) -> list[Any]:
        try:
            # By id: "a" before "a-b", although "a.yaml" sorts after "a-b.yaml".
            return sorted(folder.iterdir(), key=lambda entry: (_stem(entry.name), entry.name))
        except OSError as error:
            self.problem(name or str(folder), "a readable folder", _reason(error), "unreadable")
            return []

    def holds_yaml(self, folder: Any) -> bool:
        return any(_is_yaml(entry.name) for entry in self.listing(folder, folder.name))

    def read(self, entry: Any, name: str, limit: int = MAX_BYTES) -> bytes | None:
        if self.total > MAX_TOTAL_BYTES:
            return None  # already reported
        try:
            if isinstance(entry, Path):
                # Detects broken links, loops, pipes and devices without opening them.
                mode = entry.stat().st_mode
                if not stat.S_ISREG(mode):
                    what = "a folder" if stat.S_ISDIR(mode) else "a pipe, device or socket"
                    self.problem(name, "a file", what, "not-a-file")
                    return None
            with entry.open("rb") as stream:
                content: bytes = stream.read(limit + 1)
        except _READ_ERRORS as error:
            self.problem(name, "a readable file", _reason(error), "unreadable")
            return None
        if len(content) > limit:
            self.problem(
                name, f"a file of at most {limit // 2**20} MiB", "a larger one", "too-large"
            )
            return None
        self.total += len(content)
        if self.total > MAX_TOTAL_BYTES:
            self.problem(
                name, f"at most {MAX_TOTAL_BYTES // 2**20} MiB in all", "more", "too-large"
            )
            return None
        return content


def _is_hidden(name: str) -> bool:
    # Such as .git, __pycache__, and the __MACOSX of zips made on a Mac.
    return name.startswith((".", "__"))


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0]


def _is_yaml(name: str) -> bool:
    return name.endswith((".yaml", ".yml"))


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
