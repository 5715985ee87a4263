"""From YAML files to records.

Reading goes in three steps, and the problems of all files are collected before any is raised:

1. `read_files` finds a catalog's files in a directory, a single file, a zip or package data;
2. `_Reader` checks each record's shape against the model's classes and turns it into a draft,
   in which what it points to is still an id;
3. `_link` puts the drafts together into records, in an order in which everything pointed to
   comes first.

A catalog's files have one of two forms. A *record file* lies in a folder named after a kind; its
name is the record's id and it holds the fields of that one record. A *catalog file* lies at the
top; it holds a mapping from kind to a mapping from id to record, and may hold `redirects`.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol, runtime_checkable

from . import _models as m
from ._dates import PartialDate
from ._errors import (
    ArgumentError,
    ArgumentTypeError,
    DataError,
    PolicyConceptsError,
    Problem,
    did_you_mean,
    nearest,
)
from ._rules import PATTERNS
from ._shapes import CLASS_OF_KIND, FieldShape, Shape, fields_of
from ._text import Text, is_language_tag
from ._yaml import MAX_BYTES, Branch, Leaf, Node, Series, YamlProblem, decode, parse

try:
    from lzma import LZMAError
except ImportError:  # a Python built without it reads no such zips
    LZMAError = zipfile.BadZipFile  # type: ignore[assignment, misc]

KINDS: Final = tuple(CLASS_OF_KIND)
REDIRECTS: Final = "redirects"
# A statement's speaker is named by id alone, so these kinds share one pool of ids.
SHARED_IDS: Final = ("people", "organizations", "sources")
MAX_TOTAL_BYTES: Final = 1024 * 1024 * 1024
# Deeper chains of records are a mistake, and would exhaust the stack when copied or pickled.
MAX_CHAIN: Final = 32
# What reading a file, or a file in a zip, may raise: encrypted, cut off, of an unknown method.
_UNREADABLE: Final = (
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
)

Records = dict[str, dict[str, Any]]
Redirects = dict[str, dict[str, str]]


@runtime_checkable
class Traversable(Protocol):
    """A directory or file, on disk or in a package or zip, as `importlib.resources` gives it."""

    @property
    def name(self) -> str: ...
    def iterdir(self) -> Iterator[Any]: ...
    def is_dir(self) -> bool: ...
    def is_file(self) -> bool: ...
    def open(self, mode: Any = "r", *args: Any, **kwargs: Any) -> Any: ...


class File(NamedTuple):
    """A data file that was read: its name for messages, its bytes, and what it should hold."""

    name: str
    content: bytes
    kind: str | None  # None: a catalog file
    record_id: str | None


# --- step 1: finding and reading files --------------------------------------------------------


def load(
    path: str | os.PathLike[str] | Traversable, base: Mapping[str, Mapping[str, Any]]
) -> tuple[Records, Redirects]:
    """Every record and redirect of a catalog.

    Args:
        path: A directory, a YAML file, a zip, or package data.
        base: Records of another catalog that these may point to, by kind and id.

    Raises:
        DataError: Anything is wrong with the data; all problems are listed.
        ArgumentTypeError: Not a path at all.
    """
    problems: list[Problem] = []
    files = read_files(path, problems)
    records, redirects = from_files(files, base, problems)
    if problems:
        raise DataError(sorted(problems, key=lambda p: (p.file, p.line, p.column)))
    return records, redirects


def read_files(path: str | os.PathLike[str] | Traversable, problems: list[Problem]) -> list[File]:
    """The data files of a catalog, in a fixed order; what cannot be read becomes a problem."""
    if isinstance(path, (str, os.PathLike)):
        if not os.fspath(path):
            raise ArgumentError("load: expected a path; found an empty string")
        root: Any = Path(path)
    elif isinstance(path, Traversable):
        root = path
    else:
        raise ArgumentTypeError(
            f"load: expected a path or package data (importlib.resources.files); found {path!r}"
        )
    walk = _Walk(problems)
    try:
        if isinstance(root, Path) and root.is_file() and _looks_like_zip(root):
            return walk.zip_file(root)
        if root.is_dir():
            return walk.directory(root)
    except OSError as error:  # a folder on the way that may not be entered, a name too long
        walk.problem(str(root), "a directory, a YAML file or a zip", _why(error), "unreadable")
        return []
    if isinstance(root, Path) and not os.path.lexists(root):
        walk.problem(str(root), "a directory, a YAML file or a zip", "nothing there", "no-file")
        return []
    content = walk.read(root, str(root))
    return [] if content is None else [File(root.name, content, None, None)]


def _looks_like_zip(path: Path) -> bool:
    try:
        return zipfile.is_zipfile(path)
    except OSError:
        return False


class _Walk:
    """Finds and reads files within bounds."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.total = 0

    def problem(self, name: str, expected: str, found: str, code: str) -> None:
        self.problems.append(Problem(name, 0, 0, "", "", expected, found, code))

    def zip_file(self, path: Path) -> list[File]:
        try:
            with zipfile.ZipFile(path) as archive:
                counts = Counter(archive.namelist())
                for name in sorted(name for name, count in counts.items() if count > 1):
                    self.problem(
                        f"{path.name}/{name}", "each name once in the zip", "it twice", "twice"
                    )
                root = zipfile.Path(archive)
                inside = [entry for entry in root.iterdir() if not _is_hidden(entry.name)]
                # Zips made of a folder hold that folder; step into it.
                if len(inside) == 1 and inside[0].is_dir() and inside[0].name not in KINDS:
                    return self.directory(inside[0])
                return self.directory(root)
        except _UNREADABLE as error:
            self.problem(path.name, "a readable zip", _why(error), "bad-zip")
            return []

    def directory(self, root: Any) -> list[File]:
        files: list[File] = []
        for entry in self.listing(root, ""):
            name = entry.name
            if _is_hidden(name):
                continue
            if name in KINDS and not _is_yaml(name):
                if entry.is_dir():
                    files += self.record_folder(entry, name, name)
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

    def record_folder(self, folder: Any, kind: str, name: str) -> list[File]:
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
                content = self.read(entry, inner)
                if content is not None:
                    record_id = entry.name.rsplit(".", 1)[0]
                    files.append(File(inner, content, kind, record_id))
        return files

    def listing(self, folder: Any, name: str) -> list[Any]:
        try:
            return sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError as error:
            self.problem(name or str(folder), "a readable folder", _why(error), "unreadable")
            return []

    def holds_yaml(self, folder: Any) -> bool:
        return any(_is_yaml(entry.name) for entry in self.listing(folder, folder.name))

    def read(self, entry: Any, name: str) -> bytes | None:
        if self.total > MAX_TOTAL_BYTES:
            return None  # reported when it happened
        try:
            if isinstance(entry, Path):
                # stat tells a broken link, a loop, a pipe or a device without opening it.
                mode = entry.stat().st_mode
                if not stat.S_ISREG(mode):
                    what = "a folder" if stat.S_ISDIR(mode) else "a pipe, device or socket"
                    self.problem(name, "a file", what, "not-a-file")
                    return None
            with entry.open("rb") as stream:
                content: bytes = stream.read(MAX_BYTES + 1)
        except _UNREADABLE as error:
            self.problem(name, "a readable file", _why(error), "unreadable")
            return None
        self.total += len(content)
        if self.total > MAX_TOTAL_BYTES:
            self.problem(
                name, f"at most {MAX_TOTAL_BYTES // 2**20} MiB in all", "more", "too-large"
            )
            return None
        return content


def _is_hidden(name: str) -> bool:
    # .git, __pycache__, and the __MACOSX that stands beside the folder in zips made on a Mac.
    return name.startswith((".", "__"))


def _is_yaml(name: str) -> bool:
    return name.endswith((".yaml", ".yml"))


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


# --- step 2: from nodes to drafts -------------------------------------------------------------


class _Reference(NamedTuple):
    """An id that will be replaced by the record it names."""

    kinds: tuple[str, ...]
    id: str
    place: tuple[str, int, int, str, str]  # file, line, column, record, field


class _Draft(NamedTuple):
    """An object whose fields are known but whose references are not yet records."""

    cls: type
    values: dict[str, Any]
    place: tuple[str, int, int, str, str]


class _Failed:
    """Stands for a value that had a problem, already reported."""


_FAILED: Final = _Failed()
_COMPILED: Final = {name: re.compile(pattern) for name, (pattern, _) in PATTERNS.items()}


class _Reader:
    """Turns the nodes of one record into a draft, reporting every problem on the way."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.file = ""
        self.record = ""
        self.peers: list[_Reference] = []

    def problem(self, node: Any, path: str, expected: str, found: str, code: str) -> _Failed:
        self.problems.append(
            Problem(
                self.file,
                node.line + 1,
                node.column + 1,
                self.record,
                path,
                expected,
                found,
                code,
            )
        )
        return _FAILED

    def place(self, node: Any, path: str) -> tuple[str, int, int, str, str]:
        return (self.file, node.line + 1, node.column + 1, self.record, path)

    def draft(self, kind: str, record_id: str, node: Node) -> _Draft | None:
        """The draft of a record, or `None` when it had problems."""
        self.record = f"{kind}/{record_id}"
        before = len(self.problems)
        if not _COMPILED["id"].fullmatch(record_id):
            self.problem(node, "id", PATTERNS["id"][1], _shown(record_id), "bad-id")
        draft = self.object(CLASS_OF_KIND[kind], node, "", record_id)
        return draft if isinstance(draft, _Draft) and len(self.problems) == before else None

    def object(
        self, cls: type, node: Node, path: str, record_id: str | None = None
    ) -> _Draft | _Failed:
        if not isinstance(node, Branch):
            return self.problem(
                node, path, f"a mapping with the fields of {cls.__name__}", _what(node), "not-map"
            )
        shapes = {shape.name: shape for shape in fields_of(cls)}
        values: dict[str, Any] = {}
        seen: dict[str, Leaf] = {}
        for key, value in node.pairs:
            name = key.text
            inner = f"{path}.{name}" if path else name
            if name in seen:
                self.problem(
                    key,
                    inner,
                    "each field once",
                    f"it again (first on line {seen[name].line + 1})",
                    "duplicate-key",
                )
                continue
            seen[name] = key
            shape = shapes.get(name)
            if shape is None:
                known = [known for known in shapes if known != "id" or record_id is None]
                self.problem(
                    key,
                    inner,
                    f"a field of {cls.__name__}.{did_you_mean(name, known)}",
                    _shown(name),
                    "unknown-key",
                )
            elif name == "id" and record_id is not None:
                if not isinstance(value, Leaf) or value.text != record_id:
                    self.problem(
                        value,
                        inner,
                        f"{record_id!r}, as the file name or key says (or no id here)",
                        _what(value),
                        "id-mismatch",
                    )
            else:
                values[name] = self.value(shape.shape, value, inner)
        if record_id is not None:
            values["id"] = record_id
        for name, shape in shapes.items():
            if shape.required and name not in values and name not in seen:
                self.problem(
                    node,
                    f"{path}.{name}" if path else name,
                    "a value (the field is required)",
                    "nothing",
                    "missing-key",
                )
        return _Draft(cls, values, self.place(node, path))

    def value(self, shape: Shape, node: Node, path: str) -> Any:
        if shape.name == "list":
            assert shape.item is not None
            if not isinstance(node, Series):
                return self.problem(node, path, "a list, even of one", _what(node), "not-list")
            if not node.items:
                return self.problem(node, path, "at least one item", "an empty list", "empty-list")
            item = shape.item
            return tuple(
                [self.value(item, each, f"{path}[{i}]") for i, each in enumerate(node.items)]
            )
        if shape.name == "object":
            assert shape.cls is not None
            return self.object(shape.cls, node, path)
        if shape.name == "text":
            return self.text(node, path)
        if shape.name == "author":
            return self.author(node, path)
        if shape.name == "facet_item":
            return self.facet_item(node, path)
        text = self.leaf(node, path)
        if text is None:
            return _FAILED
        if shape.name == "peer":
            self.peers.append(_Reference(shape.kinds, text, self.place(node, path)))
            return text
        if shape.name == "reference":
            return _Reference(shape.kinds, text, self.place(node, path))
        if shape.name == "string":
            if shape.pattern and not _COMPILED[shape.pattern].fullmatch(text):
                return self.problem(
                    node, path, PATTERNS[shape.pattern][1], _shown(text), "bad-value"
                )
            return text
        if shape.name == "choice":
            if text not in shape.choices:
                return self.problem(
                    node,
                    path,
                    f"one of the known values.{did_you_mean(text, shape.choices)}",
                    _shown(text),
                    "bad-choice",
                )
            return text
        if shape.name == "tag":
            if not is_language_tag(text):
                return self.problem(
                    node,
                    path,
                    "a BCP 47 tag such as 'en' or 'zh-Hans'",
                    _shown(text),
                    "bad-language",
                )
            return text
        if shape.name == "boolean":
            if text not in ("true", "false"):
                return self.problem(node, path, "'true' or 'false'", _shown(text), "bad-boolean")
            return text == "true"
        assert shape.name == "date"
        try:
            return PartialDate(text)
        except ArgumentError as error:
            # The form is told once, in what was expected.
            found = error.message.partition("; found ")[2] or error.message
            return self.problem(node, path, "an EDTF date such as '2023-09'", found, "bad-date")

    def leaf(self, node: Node, path: str) -> str | None:
        if not isinstance(node, Leaf):
            self.problem(node, path, "a single value", _what(node), "not-scalar")
            return None
        if not node.text.strip():
            self.problem(
                node, path, "a value (leave the field out when there is none)", "nothing", "empty"
            )
            return None
        return node.text

    def text(self, node: Node, path: str) -> Text | _Failed:
        if isinstance(node, Leaf):
            string = self.leaf(node, path)
            return _FAILED if string is None else Text(string)
        if not isinstance(node, Branch) or not node.pairs:
            return self.problem(
                node,
                path,
                "words (English), or a mapping from language tag to words",
                _what(node),
                "not-text",
            )
        strings: dict[str, str] = {}
        good = True
        for key, value in node.pairs:
            inner = f"{path}.{key.text}"
            string = self.leaf(value, inner)
            if not is_language_tag(key.text):
                self.problem(
                    key,
                    inner,
                    "a BCP 47 tag such as 'en' or 'zh-Hans'",
                    _shown(key.text),
                    "bad-language",
                )
                good = False
            elif key.text in strings:
                self.problem(key, inner, "each language once", "it again", "duplicate-key")
                good = False
            elif string is None:
                good = False
            else:
                strings[key.text] = string
        return Text(strings) if good else _FAILED

    def facet_item(self, node: Node, path: str) -> Any:
        """A mapping with `text` and perhaps `concept`."""
        if not isinstance(node, Branch):
            return self.problem(
                node, path, "a mapping with text and perhaps concept", _what(node), "not-map"
            )
        fields = self.few_keys(node, path, ("text", "concept"))
        if "text" not in fields:
            return self.problem(node, f"{path}.text", "a value", "nothing", "missing-key")
        text = self.text(fields["text"], f"{path}.text")
        concept = None
        if "concept" in fields:
            concept = self.leaf(fields["concept"], f"{path}.concept")
            if concept is not None:
                place = self.place(fields["concept"], f"{path}.concept")
                self.peers.append(_Reference(("concepts",), concept, place))
        return m.FacetItem(text, concept=concept) if isinstance(text, Text) else _FAILED

    def author(self, node: Node, path: str) -> Any:
        """A mapping that names a person or organization by id, or gives a name's parts."""
        if isinstance(node, Branch):
            keys = [key.text for key, _ in node.pairs]
            for key, kind in (("person", "people"), ("organization", "organizations")):
                if key in keys:
                    fields = self.few_keys(node, path, (key,))
                    record_id = self.leaf(fields[key], f"{path}.{key}")
                    if record_id is None:
                        return _FAILED
                    place = self.place(fields[key], f"{path}.{key}")
                    return _Reference((kind,), record_id, place)
            return self.object(m.Author, node, path)
        return self.problem(
            node,
            path,
            "a mapping: {person: id}, {organization: id}, {family: …, given: …} or {literal: …}",
            _what(node),
            "not-map",
        )

    def few_keys(self, node: Branch, path: str, allowed: tuple[str, ...]) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for key, value in node.pairs:
            if key.text not in allowed:
                self.problem(
                    key,
                    f"{path}.{key.text}",
                    f"{' and '.join(allowed)} only.{did_you_mean(key.text, allowed)}",
                    _shown(key.text),
                    "unknown-key",
                )
            elif key.text in found:
                self.problem(
                    key, f"{path}.{key.text}", "each field once", "it again", "duplicate-key"
                )
            else:
                found[key.text] = value
        return found


def _shown(text: str) -> str:
    """A string as an error shows it: short, and on one line."""
    return repr(text) if len(text) <= 120 else f"{text[:100]!r}… ({len(text)} characters)"


def _id_of(kinds: str, wrong: str, known: Iterable[str]) -> str:
    hint = nearest(wrong, known)
    return f"the id of one of the {kinds}" + (f".{hint}" if hint else "")


def _what(node: Node) -> str:
    if isinstance(node, Leaf):
        return _shown(node.text) if node.text else "nothing"
    if isinstance(node, Series):
        return "a list"
    return "a mapping"


def from_files(
    files: Iterable[File], base: Mapping[str, Mapping[str, Any]], problems: list[Problem]
) -> tuple[Records, Redirects]:
    """The records of files that were read; problems are added to the list."""
    reader = _Reader(problems)
    drafts: dict[tuple[str, str], _Draft | None] = {}
    firsts: dict[tuple[str, str], str] = {}
    redirects: Redirects = {}
    redirect_places: dict[tuple[str, str], tuple[str, int, int, str, str]] = {}

    def add(kind: str, record_id: str, node: Node, at: Any) -> None:
        key = (kind, record_id)
        if key in firsts:
            reader.record = f"{kind}/{record_id}"
            reader.problem(at, "id", "an id of its own", f"it in {firsts[key]} too", "duplicate-id")
            return
        firsts[key] = reader.file
        drafts[key] = reader.draft(kind, record_id, node)

    for file in files:
        reader.file, reader.record = file.name, ""
        if file.kind is not None and file.record_id is not None:
            reader.record = f"{file.kind}/{file.record_id}"
        try:
            root = parse(decode(file.content))
        except YamlProblem as stop:
            reader.problem(stop, "", stop.expected, stop.found, stop.code)
            if file.kind is not None and file.record_id is not None:
                # Those who refer to it should not be told that it does not exist.
                drafts.setdefault((file.kind, file.record_id), None)
            continue
        if file.kind is not None and file.record_id is not None:
            add(file.kind, file.record_id, root, root)
            continue
        if not isinstance(root, Branch):
            reader.problem(
                root, "", f"a mapping with {', '.join(KINDS)}", _what(root), "not-catalog"
            )
            continue
        seen: set[str] = set()
        for key, table in root.pairs:
            reader.record = ""
            if key.text in seen:
                reader.problem(key, key.text, "each kind once in a file", "it again", "duplicate-key")
            elif key.text == REDIRECTS:
                _read_redirects(reader, table, redirects, redirect_places)
            elif key.text not in KINDS:
                known = (*KINDS, REDIRECTS)
                reader.problem(
                    key,
                    key.text,
                    f"a kind of record.{did_you_mean(key.text, known)}",
                    _shown(key.text),
                    "unknown-kind",
                )
            elif not isinstance(table, Branch):
                reader.problem(
                    table, key.text, "a mapping from id to record", _what(table), "not-map"
                )
            else:
                for id_leaf, node in table.pairs:
                    add(key.text, id_leaf.text, node, id_leaf)
            seen.add(key.text)

    records = _link(drafts, base, reader, problems)
    _check_redirects(redirects, redirect_places, records, base, drafts, problems)
    return records, redirects


def _read_redirects(
    reader: _Reader,
    node: Node,
    redirects: Redirects,
    places: dict[tuple[str, str], tuple[str, int, int, str, str]],
) -> None:
    if not isinstance(node, Branch):
        reader.problem(node, REDIRECTS, "a mapping from kind to ids", _what(node), "not-map")
        return
    for kind, table in node.pairs:
        path = f"{REDIRECTS}.{kind.text}"
        if kind.text not in KINDS:
            reader.problem(
                kind,
                path,
                f"a kind of record.{did_you_mean(kind.text, KINDS)}",
                _shown(kind.text),
                "unknown-kind",
            )
        elif not isinstance(table, Branch):
            reader.problem(
                table, path, "a mapping from old id to new id", _what(table), "not-map"
            )
        else:
            for old, new in table.pairs:
                target = reader.leaf(new, f"{path}.{old.text}")
                if target is None:
                    continue
                if old.text in redirects.get(kind.text, {}):
                    reader.problem(
                        old, f"{path}.{old.text}", "each id once", "it again", "duplicate-key"
                    )
                    continue
                redirects.setdefault(kind.text, {})[old.text] = target
                places[kind.text, old.text] = reader.place(new, f"{path}.{old.text}")


def _check_redirects(
    redirects: Redirects,
    places: dict[tuple[str, str], tuple[str, int, int, str, str]],
    records: Records,
    base: Mapping[str, Mapping[str, Any]],
    drafts: Mapping[tuple[str, str], object],
    problems: list[Problem],
) -> None:
    for kind, table in redirects.items():
        for old, new in table.items():
            place = places[kind, old]
            if (kind, old) in drafts:
                problems.append(
                    Problem(*place, "an id that no record has", repr(old), "redirect-of-record")
                )
            target, steps = new, 0
            while target in table and steps <= len(table):
                target, steps = table[target], steps + 1
            if (kind, target) not in drafts and target not in base.get(kind, {}):
                expected = _id_of(kind, target, records.get(kind, {}))
                problems.append(Problem(*place, expected, _shown(new), "dangling-id"))


# --- step 3: from drafts to records -----------------------------------------------------------


def _link(
    drafts: dict[tuple[str, str], _Draft | None],
    base: Mapping[str, Mapping[str, Any]],
    reader: _Reader,
    problems: list[Problem],
) -> Records:
    records: Records = {kind: {} for kind in KINDS}
    _check_shared_ids(drafts, base, problems)

    def find(reference: _Reference) -> tuple[str, str] | None:
        """The key of what a reference names; `None`, and a problem, when nothing does."""
        for kind in reference.kinds:
            if (kind, reference.id) in drafts:
                return kind, reference.id
        for kind in reference.kinds:
            if reference.id in base.get(kind, {}):
                return kind, reference.id
        known: list[str] = []
        for kind in reference.kinds:
            known += [record_id for other, record_id in drafts if other == kind]
            known += base.get(kind, {})
        expected = _id_of(" or ".join(reference.kinds), reference.id, known)
        problems.append(
            Problem(*reference.place, expected, _shown(reference.id), "dangling-id")
        )
        return None

    targets: dict[int, tuple[str, str] | None] = {}

    def references(draft: _Draft) -> list[tuple[str, str]]:
        keys = []
        for reference in _references(draft):
            key = targets[id(reference)] = find(reference)
            if key is not None and key in drafts:
                keys.append(key)
        return keys

    for peer in reader.peers:
        find(peer)

    order, cycles = _order({
        key: references(draft) if draft is not None else [] for key, draft in drafts.items()
    })  # fmt: skip
    for cycle in cycles:
        draft = drafts[cycle[0]]
        assert draft is not None
        file, line, column, record, _ = draft.place
        chain = " -> ".join(f"{kind}/{record_id}" for kind, record_id in [*cycle, cycle[0]])
        problems.append(
            Problem(file, line, column, record, "", "records that do not contain themselves", chain,
                    "cycle")
        )  # fmt: skip

    def build(value: Any) -> Any:
        if isinstance(value, _Reference):
            key = targets[id(value)]
            if key is None:
                return _FAILED
            kind, record_id = key
            return records[kind].get(record_id) if key in drafts else base[kind][record_id]
        if isinstance(value, _Draft):
            values = {name: build(content) for name, content in value.values.items()}
            if any(content is None or content is _FAILED for content in values.values()):
                return _FAILED
            try:
                return value.cls(**values)
            except PolicyConceptsError as error:
                problems.append(Problem(*value.place, *_rule(error), "bad-value"))
                return _FAILED
        if isinstance(value, tuple):
            items = tuple([build(item) for item in value])
            failed = any(item is None or item is _FAILED for item in items)
            return _FAILED if failed else items
        return value

    for key in order:
        draft = drafts[key]
        if draft is None:
            continue
        record = build(draft)
        if record is _FAILED:
            continue
        depth = _chain_length(record)
        if depth > MAX_CHAIN:
            problems.append(
                Problem(*draft.place, f"at most {MAX_CHAIN} levels, one in another", str(depth),
                        "too-deep")
            )  # fmt: skip
            continue
        records[key[0]][key[1]] = record
    # In the order of the files, not the order in which they could be built.
    return {
        kind: {
            record_id: records[kind][record_id]
            for other, record_id in drafts
            if other == kind and record_id in records[kind]
        }
        for kind in KINDS
    }


def _references(draft: _Draft) -> Iterator[_Reference]:
    waiting: list[Any] = [draft]
    while waiting:
        value = waiting.pop()
        if isinstance(value, _Reference):
            yield value
        elif isinstance(value, _Draft):
            waiting += value.values.values()
        elif isinstance(value, tuple):
            waiting += value


def _order(
    edges: dict[tuple[str, str], list[tuple[str, str]]],
) -> tuple[list[tuple[str, str]], list[list[tuple[str, str]]]]:
    """Everything after what it points to, and the cycles that stand in the way."""
    order: list[tuple[str, str]] = []
    cycles: list[list[tuple[str, str]]] = []
    done: set[tuple[str, str]] = set()
    for start in edges:
        if start in done:
            continue
        path: list[tuple[str, str]] = [start]
        on_path = {start}
        waiting = [iter(edges[start])]
        while path:
            for target in waiting[-1]:
                if target in on_path:
                    cycles.append(path[path.index(target) :])
                elif target not in done:
                    path.append(target)
                    on_path.add(target)
                    waiting.append(iter(edges[target]))
                    break
            else:
                waiting.pop()
                node = path.pop()
                on_path.discard(node)
                done.add(node)
                order.append(node)
    return order, cycles


def _check_shared_ids(
    drafts: Mapping[tuple[str, str], _Draft | None],
    base: Mapping[str, Mapping[str, Any]],
    problems: list[Problem],
) -> None:
    for (kind, record_id), draft in drafts.items():
        if kind not in SHARED_IDS or draft is None:
            continue
        for other in SHARED_IDS:
            if other == kind:
                continue
            if (other, record_id) in drafts or record_id in base.get(other, {}):
                problems.append(
                    Problem(
                        *draft.place[:4],
                        "id",
                        f"an id that none of the {other} has, as a speaker is named by id alone",
                        _shown(record_id),
                        "shared-id",
                    )
                )


def _chain_length(record: Any) -> int:
    return len(getattr(record, "ancestors", ())) + 1


def _rule(error: PolicyConceptsError) -> tuple[str, str]:
    """A validator's message taken apart into what was expected and what was found."""
    expected, _, found = error.message.partition("; found ")
    return expected.partition("expected ")[2] or expected, found or "something else"


def field_shapes(kind: str) -> tuple[FieldShape, ...]:
    """The fields of a kind of record."""
    return fields_of(CLASS_OF_KIND[kind])
