"""Malicious files: each is refused with a `DataError`, in bounded time and memory.

The worst are read in a process of their own whose memory and time are limited, so that a failure
fails the test and not the machine.
"""

from __future__ import annotations

import os
import stat
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
import yaml

import policy_concepts as pc
from policy_concepts._reading import files as _files, nodes as _yaml

from ..support import problems_of

# Far above what any of these takes, far below what any would take unbounded.
SECONDS = 60
MEGABYTES = 1200

READ = """
import resource, sys
limit = int(sys.argv[2]) * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
import policy_concepts as pc
try:
    pc.load(sys.argv[1])
except pc.DataError as error:
    print(*sorted({problem.code for problem in error.problems}))
    print(len(str(error)), file=sys.stderr)
else:
    print("loaded")
"""


def codes_of(path: Path, megabytes: int = MEGABYTES, seconds: float = SECONDS) -> str:
    """The codes of the problems that a bounded process finds."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path), str(megabytes)],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout != "loaded\n"
    # A message is for reading, whatever the file holds.
    assert int(done.stderr) < 100_000
    return done.stdout.strip()


def file_of(folder: Path, content: str | bytes) -> Path:
    """A catalog file of this content."""
    path = folder / "hostile.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- YAML that grows --------------------------------------------------------------------------

# Enough to show growth; a scalar of the largest file allowed would only take longer.
FULL = 16 * 2**20
LAUGHS = "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
GROWING = {
    "nested lists": ("[" * 200_000, "too-deep"),
    "nested mappings": ("{a: " * 200_000, "too-deep"),
    "nested by dashes": ("- " * 200_000, "too-deep"),
    "nested by indent": ("".join(" " * n + "a:\n" for n in range(2000)), "too-deep"),
    "nested in place": ("places: {p: {name: P, aliases: " + "[" * 200_000, "too-deep"),
    "nested and closed": ("[" * 200_000 + "]" * 200_000, "too-deep"),
    "laughs": ("a: &a [x, x, x, x, x, x, x, x, x]\n" + LAUGHS, "alias-bomb"),
    "quadratic": (f"a: &a [{'x, ' * 5000}x]\nb: [{'*a, ' * 5000}*a]\n", "alias-bomb"),
    "many anchors": ("".join(f"a{n}: &a{n} x\n" for n in range(60_000)), "unknown-kind"),
    "many items": ("places: [" + "a," * _yaml.MAX_NODES + "a]", "too-large"),
    "many kinds": ("".join(f"k{n}: v\n" for n in range(60_000)), "unknown-kind"),
    "many unknown fields": (
        "places: {p: {name: P" + "".join(f", k{n}: v" for n in range(60_000)) + "}}",
        "unknown-key",
    ),
    "many duplicates": ("places: {" + "p: {name: P}, " * 60_000 + "}", "duplicate-id"),
    "many dangling ids": (
        "places: {" + "".join(f"p{n}: {{name: P, parent: q{n}}}, " for n in range(4000)) + "}",
        "dangling-id",
    ),
    "long scalar": ("places: {p: {name: " + "x" * FULL + ", code: xa}}", "bad-value"),
    "long tag of a language": (
        "concepts: {c: {names: [{text: c, lang: " + "x" * FULL + "}]}}",
        "bad-language",
    ),
    "long misspelling": (
        "events: {e: {title: E, kind: " + "spee" * (FULL // 4) + "}}",
        "bad-choice",
    ),
    "long key": ('? "' + "place" * (FULL // 5) + '"\n: {}\n', "long-key"),
    "long field": ('places: {p: {name: P, ? "' + "n" * FULL + '" : x}}', "long-key"),
    "long id": ('places: {? "' + "p-" * (FULL // 2) + '" : {name: P}}', "long-key"),
    "long reference": ("places: {p: {name: P, parent: " + "q" * FULL + "}}", "dangling-id"),
    "long date": ("events: {e: {title: E, kind: speech, date: " + "2" * FULL + "}}", "bad-date"),
    "long url": (
        "sources: {s: {type: webpage, tier: press, title: S, url: 'http:/" + "/" * FULL + " '}}",
        "bad-value",
    ),
    "long tag": ("!<" + "x" * FULL + "> a", "tag not-yaml"),
    "long comment": ("#" + "x" * FULL, "empty-file"),
    "long blank": (" " * FULL, "empty-file"),
    "many lines": ("\n" * FULL, "empty-file"),
    "many digits": ("places: {p: {name: 0x" + "f" * FULL + ", wikidata: 1e9999}}", "bad-value"),
}  # fmt: skip


@pytest.mark.parametrize("name", GROWING)
def test_growing(name: str, tmp_path: Path) -> None:
    """Nesting, aliases, endless lists and huge scalars are refused in bounded time and memory."""
    content, expected = GROWING[name]
    codes = set(codes_of(file_of(tmp_path, content)).split())
    assert codes
    assert codes & set(expected.split())


def test_nesting_does_not_depend_on_the_stack(tmp_path: Path) -> None:
    """The depth limit is the same however deep the caller already is."""
    path = file_of(tmp_path, "[" * 200_000)
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(260)
        assert [problem.code for problem in problems_of(path)] == ["too-deep"]
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize("size", [_yaml.MAX_BYTES + 1, 1 << 30, 1 << 40])
def test_huge_file(size: int, tmp_path: Path) -> None:
    """A file beyond the bound, of a terabyte even, is refused without being read."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.write(b"places: {p: {name: x")
        stream.truncate(size)  # sparse: takes no room on disk
    assert codes_of(path, megabytes=500, seconds=20) == "too-large"


# --- bounds that the parser has of its own ----------------------------------------------------

# PyYAML reads with libyaml or, where that was not built in, in Python.
LOADERS = [each for each in ("CSafeLoader", "SafeLoader") if hasattr(yaml, each)]
DEPTH = _yaml.MAX_DEPTH
LONG = "k" * 5000
TOO_DEEP = ("too-deep", f"at most {DEPTH} levels of nesting", "more")
LONG_KEY = ("long-key", f"a key of at most {_yaml.MAX_KEY} characters")


@pytest.fixture(params=LOADERS)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of PyYAML's parsers that are there."""
    monkeypatch.setattr(_yaml, "_LOADER", getattr(yaml, request.param))
    return str(request.param)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("[" * 200_000, 1, DEPTH + 1),
        ("[" * 200_000 + "]" * 200_000, 1, DEPTH + 1),
        ("[" * (DEPTH + 1) + "]" * (DEPTH + 1), 1, DEPTH + 1),
        ("{a: " * 200_000, 1, 4 * DEPTH + 1),
        ("- " * 200_000, 1, 2 * DEPTH + 1),
        ("".join(" " * n + "a:\n" for n in range(2000)), DEPTH + 1, DEPTH + 1),
        ("places: {p: {name: P, aliases: " + "[" * 200_000, 1, 32 + DEPTH - 3),
        ("# é 新\nplaces:\n  p:\n    aliases: " + "[" * 200_000, 4, 14 + DEPTH - 3),
        ("[{a: " * 300 + "[" * 2000, 1, 5 * DEPTH // 2 + 1),
    ],
)
def test_depth_with_each_parser(content: str, line: int, column: int, tmp_path: Path) -> None:
    """What is nested too deeply is told in our words, at the first level too many.

    libyaml refuses a thousand levels itself since 0.2.6, and reads that far ahead.
    """
    (problem,) = problems_of(file_of(tmp_path, content))
    told = (problem.code, problem.expected, problem.found)
    assert (told, problem.line, problem.column) == (TOO_DEEP, line, column)


@pytest.mark.usefixtures("loader")
def test_mappings_as_keys_with_each_parser(tmp_path: Path) -> None:
    """Of two things wrong the first is told, also where the parser stopped at the second."""
    (problem,) = problems_of(file_of(tmp_path, "{" * 2000))
    assert (problem.code, problem.line, problem.column) == ("complex-key", 1, 2)


@pytest.mark.usefixtures("loader")
def test_deepest_with_each_parser() -> None:
    """What is as deep as allowed is read."""
    node: Any = _yaml.parse("[" * DEPTH + "]" * DEPTH)
    for _ in range(DEPTH - 1):
        (node,) = node.items
    assert node.items == []


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (f"{LONG}: x\n", 1, 1),
        (f'"{LONG}": x\n', 1, 1),
        (f"&anchor {LONG}: x\n", 1, 1),
        (f"? {LONG}\n: x\n", 1, 3),
        (f"é: 新\n{LONG}: x\n", 2, 1),
        (f"a: x\n{LONG}  : x\n", 2, 1),
        (f"- {LONG}: x\n", 1, 3),
        (f"places:\n  {LONG}: {{name: P}}\n", 2, 3),
        (f"{{{LONG}: x}}", 1, 2),
        (f'{{a: x, "{LONG}":x}}', 1, 8),
        (f"[{LONG}: x]", 1, 2),
        ("k" * 1024 + ": x", 1, 1),
        ("k" * 1025 + ": x", 1, 1),
    ],
)
def test_long_key_with_each_parser(content: str, line: int, column: int, tmp_path: Path) -> None:
    """A key too long is told in our words, also above the 1,024 characters that YAML reads."""
    (problem,) = problems_of(file_of(tmp_path, content))
    told = (problem.code, problem.expected, problem.found)
    assert told == (*LONG_KEY, f"one of {content.count('k')}")
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        # The text of a value, with a colon in it: what is wrong is not the length of a key.
        (f"title: {LONG}: x\n", 1, 5008),
        (f"places:\n  p: {LONG}: x\n", 2, 5006),
        (f"{{title: {LONG}: x}}", 1, 5009),
        (f"a: x\n{LONG}\nb: x\n", 3, 1),
        ("a: x\nb\nc: x\n", 3, 1),
        ("[" * DEPTH + "}", 1, DEPTH + 1),
        (("[" * DEPTH + "]" * DEPTH + ", ") * 3 + "x", 1, 2 * DEPTH + 1),
    ],
)
def test_other_errors_with_each_parser(
    content: str, line: int, column: int, tmp_path: Path
) -> None:
    """What is no YAML for another reason stays that, at its own place."""
    (problem,) = problems_of(file_of(tmp_path, content))
    assert (problem.code, problem.line, problem.column) == ("not-yaml", line, column)


@pytest.mark.parametrize("limit", [DEPTH + 8, 64, 100, 1000])
def test_any_bound_of_the_parser(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever number of levels a version of the parser stops at, and whatever it says then."""

    class Bounded(yaml.SafeLoader):
        def fetch_flow_collection_start(self, *arguments: Any) -> Any:
            if self.flow_level >= limit:
                mark = self.get_mark()
                raise yaml.scanner.ScannerError(None, None, "no more of that", mark)
            return super().fetch_flow_collection_start(*arguments)

    monkeypatch.setattr(_yaml, "_LOADER", Bounded)
    for content in ("[" * 2000, "[" * limit + "x", "[" * 2000 + "]" * 2000):
        with pytest.raises(_yaml.RefusedYamlError) as caught:
            _yaml.parse(content)
        refused = caught.value
        assert (refused.code, refused.expected, refused.found) == TOO_DEEP
        assert (refused.line, refused.column) == (0, DEPTH)


def test_an_error_at_the_end_of_a_large_file(tmp_path: Path) -> None:
    """Asking the parser again costs time, not memory."""
    content = "places:\n" + "".join(f"  p{n}: {{name: P}}\n" for n in range(200_000))
    assert codes_of(file_of(tmp_path, content + "  q: r: s\n")) == "not-yaml"


def test_many_large_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files of a catalog together are bounded, and reading stops at the bound."""
    monkeypatch.setattr(_files, "MAX_TOTAL_BYTES", 1000)
    for number in range(50):
        (tmp_path / f"{number:02}.yaml").write_text(
            f"places: {{p{number}: {{name: P}}}} #{'x' * 90}"
        )
    problems = problems_of(tmp_path)
    assert [problem.code for problem in problems] == ["too-large"]
    assert problems[0].file == "08.yaml"


def test_bounds_leave_room() -> None:
    """The bounds are far above what honest catalogs hold."""
    assert _yaml.MAX_DEPTH >= 16
    # A hundred thousand statements in one file take some 40 MiB and five million nodes.
    assert _yaml.MAX_BYTES >= 48 * 2**20
    assert _yaml.MAX_NODES >= 5_000_000
    assert _files.MAX_TOTAL_BYTES >= 64 * 2**20


# --- bytes that are no text -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b"places:\n  p: {name: \xff\xfe}\n", "not-utf8", 2, 13),
        (b"\xffplaces: {}", "not-utf8", 1, 1),
        (b"places:\n  p: {name: \xc3(}\n", "not-utf8", 2, 13),
        (b"places:\n  p: {name: \xed\xa0\x80}\n", "not-utf8", 2, 13),  # half a surrogate pair
        (b"places:\n  p: {name: \xc0\xaf}\n", "not-utf8", 2, 13),  # a slash, written too long
        (b"places: {p: {name: \xe4\xb8", "not-utf8", 1, 20),  # cut in the middle of a character
        ("places: {p: {name: Müll}}".encode("latin-1"), "not-utf8", 1, 21),
        ("places: {p: {name: P}}".encode("utf-16"), "not-utf8", 1, 1),
        ("places: {p: {name: P}}".encode("utf-32"), "not-utf8", 1, 1),
        ("places: {p: {name: 甲}}".encode("gb18030"), "not-utf8", 1, 20),
        (b"places:\n  p: {name: a\x00b}\n", "control-character", 2, 14),
        (b"\x00", "control-character", 1, 1),
        (b"\x00" * 100_000, "control-character", 1, 1),
        (b"places: {p: {name: \x1b[31mred}}", "control-character", 1, 20),
        (b"places: {p: {name: \x07}}", "control-character", 1, 20),
        ("places: {p: {name: a\ufffeb}}".encode(), "control-character", 1, 21),
        (b"places: {p: {name: a\x7fb}}", "control-character", 1, 21),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not-utf8", 1, 1),
        (b"\x1f\x8b\x08" + zlib.compress(b"places"), "not-utf8", 1, 2),
    ],
)  # fmt: skip
def test_no_text(content: bytes, code: str, line: int, column: int, tmp_path: Path) -> None:
    """Invalid UTF-8, NUL and control characters are refused, with the place of the first."""
    problems = problems_of(file_of(tmp_path, content))
    assert [(p.code, p.line, p.column) for p in problems] == [(code, line, column)]


@pytest.mark.parametrize("escape", ["\\0", "\\e[31m", "\\a", "\\x7f", "\\uFFFE"])
def test_escaped_control_characters(escape: str, tmp_path: Path) -> None:
    """Characters that files may not contain may not be written as escapes either, lest they reach a
    terminal.
    """
    path = file_of(tmp_path, f'places:\n  p: {{name: "a{escape}b"}}')
    problems = problems_of(path)
    assert [(p.code, p.line, p.column) for p in problems] == [("control-character", 2, 13)]
    assert str(problems[0]).isprintable()


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['touch {mark}']",
        "!!python/object/new:os.system ['touch {mark}']",
        "!!python/object/apply:subprocess.check_output [[touch, '{mark}']]",
        "!!python/module:antigravity ''",
        "!!python/name:os.system ''",
        "!!python/object:builtins.object {{}}",
        "!<tag:yaml.org,2002:python/object/apply:os.system> ['touch {mark}']",
        "!ruby/object:Gem::Installer {{}}",
        "!!map {{name: P}}",
    ],
)
def test_executable_tags(tag: str, tmp_path: Path) -> None:
    """A YAML tag is refused anywhere, and nothing is run or imported."""
    mark = tmp_path / "executed"
    before = set(sys.modules)
    for content in (
        tag.format(mark=mark),
        f"places: {{p: {tag.format(mark=mark)}}}",
        f"places: {{p: {{name: {tag.format(mark=mark)}}}}}",
        f"? {tag.format(mark=mark)}\n: x\n",
        f"%TAG !! tag:yaml.org,2002:python/\n---\nplaces: {tag.format(mark=mark)}",
    ):
        problems = problems_of(file_of(tmp_path, content))
        assert {problem.code for problem in problems} <= {"tag", "not-yaml"}
        assert problems
    assert not mark.exists()
    assert "antigravity" not in set(sys.modules) - before


def test_nothing_is_injected_through_names(tmp_path: Path) -> None:
    """Names of files and folders are shown, never followed or run."""
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "$(touch x).yaml").write_text("name: P")
    (tmp_path / "places" / "a\nb.yaml").write_text("name: P")
    assert [problem.code for problem in problems_of(tmp_path)] == ["bad-id", "bad-id"]


# --- files that are no files ------------------------------------------------------------------


def one(path: Path) -> tuple[str, str]:
    """The one problem of a path, found quickly: its code and what was found."""
    started = time.monotonic()
    problems = problems_of(path)
    assert time.monotonic() - started < 10
    assert len(problems) == 1
    return problems[0].code, problems[0].found


def test_nothing_there(tmp_path: Path) -> None:
    """A path where nothing is, or that no path can be, is a `DataError`."""
    assert one(tmp_path / "nothing.yaml") == ("no-file", "nothing there")
    assert one(tmp_path / "nothing" / "at" / "all") == ("no-file", "nothing there")
    assert one(tmp_path / "a\0b") == ("no-file", "nothing there")
    assert one(tmp_path / ("x" * 5000))[0] in {"unreadable", "no-file"}
    file = file_of(tmp_path, "places: {p: {name: P}}")
    assert one(file / "places") == ("no-file", "nothing there")


def test_directory_in_place_of_a_file(tmp_path: Path) -> None:
    """A folder where a file should be is named."""
    (tmp_path / "places" / "p.yaml").mkdir(parents=True)
    assert one(tmp_path) == ("not-a-file", "a folder")
    (tmp_path / "places" / "p.yaml").rmdir()
    (tmp_path / "catalog.yaml").mkdir()
    assert one(tmp_path)[0] == "unknown-folder"


def test_symlink_loops(tmp_path: Path) -> None:
    """A link to itself, links in a circle and a link to nothing are unreadable, not endless."""
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    assert one(loop)[0] == "unreadable"
    catalog = tmp_path / "catalog"
    (catalog / "places").mkdir(parents=True)
    (catalog / "places" / "a.yaml").symlink_to(catalog / "places" / "b.yaml")
    (catalog / "places" / "b.yaml").symlink_to(catalog / "places" / "a.yaml")
    (catalog / "places" / "c.yaml").symlink_to(tmp_path / "nothing")
    (catalog / "d.yaml").symlink_to(catalog / "d.yaml")
    problems = problems_of(catalog)
    assert [(p.file, p.code) for p in problems] == [
        ("d.yaml", "unreadable"),
        ("places/a.yaml", "unreadable"),
        ("places/b.yaml", "unreadable"),
        ("places/c.yaml", "unreadable"),
    ]


def test_folder_within_itself(tmp_path: Path) -> None:
    """A folder linked into itself is not walked round and round."""
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "p.yaml").write_text("name: P")
    (tmp_path / "places" / "again").symlink_to(tmp_path)
    (tmp_path / "more").symlink_to(tmp_path)
    (tmp_path / "events").symlink_to(tmp_path)
    started = time.monotonic()
    problems = problems_of(tmp_path)
    assert time.monotonic() - started < 10
    assert {problem.code for problem in problems} == {"not-a-file"}
    (tmp_path / "places" / "again").unlink()
    (tmp_path / "events").unlink()
    assert pc.load(tmp_path).places.ids == ("p",)


def test_links_to_good_files(tmp_path: Path) -> None:
    """An honest link is followed."""
    file = file_of(tmp_path, "places: {p: {name: P}}")
    (tmp_path / "link.yaml").symlink_to(file)
    assert pc.load(tmp_path / "link.yaml").places.ids == ("p",)


def test_pipe(tmp_path: Path) -> None:
    """A named pipe is not opened, which would wait for ever."""
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert one(pipe) == ("not-a-file", "a pipe, device or socket")
    assert one(tmp_path) == ("not-a-file", "a pipe, device or socket")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/random"])
def test_device(device: str, tmp_path: Path) -> None:
    """A device is not read, which would never end."""
    assert one(Path(device)) == ("not-a-file", "a pipe, device or socket")
    (tmp_path / "endless.yaml").symlink_to(device)
    assert one(tmp_path) == ("not-a-file", "a pipe, device or socket")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything; simulated below")
def test_no_permission(tmp_path: Path) -> None:
    """A file or folder that may not be read is named."""
    file = file_of(tmp_path, "places: {p: {name: P}}")
    file.chmod(0)
    assert one(file)[0] == "unreadable"
    folder = tmp_path / "catalog"
    folder.mkdir()
    folder.chmod(0)
    assert one(folder)[0] == "unreadable"
    assert one(folder / "within.yaml")[0] == "unreadable"
    folder.chmod(0o700)


@pytest.mark.parametrize("what", ["open", "stat", "iterdir", "entry"])
def test_no_permission_simulated(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same where the tests run as root, who may read everything."""
    (tmp_path / "catalog" / "places").mkdir(parents=True)
    secret = tmp_path / "catalog" / "places" / "secret.yaml"
    secret.write_text("name: P")

    def refuse(real: Any, name: str) -> Any:
        def act(self: Path, *args: Any, **kwargs: Any) -> Any:
            if self.name == name:
                raise PermissionError(13, "Permission denied")
            return real(self, *args, **kwargs)

        return act

    if what == "open":
        monkeypatch.setattr(Path, "open", refuse(Path.open, "secret.yaml"))
    elif what == "stat":
        monkeypatch.setattr(Path, "stat", refuse(Path.stat, "secret.yaml"))
    elif what == "iterdir":
        monkeypatch.setattr(Path, "iterdir", refuse(Path.iterdir, "places"))
    else:
        monkeypatch.setattr(Path, "is_dir", refuse(Path.is_dir, "catalog"))
    code, found = one(tmp_path / "catalog")
    assert (code, found) == ("unreadable", "Permission denied")


def test_changed_while_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that goes away between listing and reading is unreadable, not a crash."""
    (tmp_path / "a.yaml").write_text("places: {p: {name: P}}")
    real = _files._FileReader.listing

    def listing(self: Any, folder: Any, name: str) -> list[Any]:
        entries = real(self, folder, name)
        (tmp_path / "a.yaml").unlink()
        return entries

    monkeypatch.setattr(_files._FileReader, "listing", listing)
    assert one(tmp_path) == ("unreadable", "No such file or directory")


def test_reads_and_writes_nothing_else(tmp_path: Path) -> None:
    """Loading writes nothing beside the files and keeps none open."""
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "p.yaml").write_text("name: P")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    pc.load(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


# --- zips -------------------------------------------------------------------------------------


def zip_of(path: Path, members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip with these members."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


GOOD = {"places/p.yaml": "name: P\n", "places/q.yaml": "name: Q\n"}


def test_zip_bomb(tmp_path: Path) -> None:
    """A few kilobytes that unpack to gigabytes are refused while small."""
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        block = b"#" * 2**20
        for number in range(3):
            with archive.open(f"places/p{number}.yaml", "w", force_zip64=True) as stream:
                for _ in range(64):
                    stream.write(block)
    assert path.stat().st_size < 2**19
    assert codes_of(path, megabytes=600) == "too-large"


def test_zip_of_many_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So are many members that are each within the bound of one."""
    monkeypatch.setattr(_files, "MAX_TOTAL_BYTES", 2**20)
    members = {f"places/p{number}.yaml": b"#" * 2**16 for number in range(400)}
    started = time.monotonic()
    problems = problems_of(zip_of(tmp_path / "bombs.zip", members))
    assert time.monotonic() - started < 20
    assert "too-large" in {problem.code for problem in problems}


def test_zip_of_very_many_members(tmp_path: Path) -> None:
    """Tens of thousands of members take seconds, not minutes."""
    members = {f"places/p{number}.yaml": b"name: P\n" for number in range(12_000)}
    path = zip_of(tmp_path / "many.zip", {**members, "places/bad.yaml": "nmae: P\n"})
    started = time.monotonic()
    problems = problems_of(path)
    assert time.monotonic() - started < SECONDS
    assert {problem.record for problem in problems} == {"places/bad"}


def test_zip_within_a_zip(tmp_path: Path) -> None:
    """A zip in a zip is not unpacked."""
    inner = zip_of(tmp_path / "inner.zip", dict(GOOD))
    path = zip_of(tmp_path / "outer.zip", {"places/p.yaml": inner.read_bytes()})
    assert one(path)[0] in {"not-utf8", "control-character"}


def test_zip_with_duplicate_entries(tmp_path: Path) -> None:
    """Two members of one name, of which a reader would see the last, are refused."""
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("places/p.yaml", "name: P\n")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("places/p.yaml", "name: Another\n")
    problems = problems_of(path)
    assert ("twice.zip/places/p.yaml", "twice") in {(p.file, p.code) for p in problems}


def _set_flag(path: Path, bit: int) -> None:
    """Set a bit of the general purpose flags of every member."""
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= bit
            at = content.find(signature, at + 4)
    path.write_bytes(content)


def test_zip_encrypted(tmp_path: Path) -> None:
    """An encrypted member is unreadable, and is named."""
    path = zip_of(tmp_path / "secret.zip", dict(GOOD))
    _set_flag(path, 1)
    problems = problems_of(path)
    assert {problem.code for problem in problems} == {"unreadable"}
    assert problems[0].file == "places/p.yaml"
    assert "encrypted" in problems[0].found


@pytest.mark.parametrize("method", [1, 9, 93, 95, 99])
def test_zip_of_unknown_method(method: int, tmp_path: Path) -> None:
    """A compression method that Python does not know is unreadable."""
    path = zip_of(tmp_path / "odd.zip", dict(GOOD), zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.find(signature)
        while at >= 0:
            struct.pack_into("<H", content, at + offset, method)
            at = content.find(signature, at + 4)
    path.write_bytes(content)
    assert {problem.code for problem in problems_of(path)} == {"unreadable"}


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zip_with_damaged_content(method: int, tmp_path: Path) -> None:
    """A member whose bytes were changed is unreadable, wherever the change is."""
    good = zip_of(tmp_path / "good.zip", {"places/p.yaml": "name: P\n" + "# x\n" * 50}, method)
    content = good.read_bytes()
    assert pc.load(good).places.ids == ("p",)
    start = 30 + len("places/p.yaml")
    end = content.index(b"PK\x01\x02")
    refused = 0
    for at in range(start, end):
        damaged = bytearray(content)
        damaged[at] ^= 0x5A
        path = tmp_path / "damaged.zip"
        path.write_bytes(damaged)
        codes = {problem.code for problem in problems_of(path)}
        assert codes <= {"unreadable", "bad-zip"}
        refused += bool(codes)
    assert refused >= (end - start) * 0.6  # a few bits in a header change nothing


def test_zip_cut_or_changed_anywhere(tmp_path: Path) -> None:
    """A zip cut short or changed at any byte either loads or is refused; it never crashes."""
    content = zip_of(tmp_path / "good.zip", dict(GOOD)).read_bytes()
    path = tmp_path / "bad.zip"
    for at in range(0, len(content), 3):
        for damaged in (content[:at], content[:at] + b"\xff" + content[at + 1 :]):
            path.write_bytes(damaged)
            for problem in problems_of(path):
                assert problem.code
                assert problem.found
    path.write_bytes(content[: len(content) // 2])
    assert problems_of(path)


@pytest.mark.parametrize(
    "names",
    [
        ["../places/p.yaml"],
        ["/places/p.yaml"],
        ["/"],
        ["//"],
        ["places//p.yaml"],
        ["./places/p.yaml"],
        ["places/../../p.yaml"],
        ["C:\\places\\p.yaml"],
        ["places\\p.yaml"],
        ["places/p.yaml/"],
        ["places/p.yaml", "places/p.yaml/q.yaml"],
        ["places", "places/p.yaml"],
    ],
)
def test_zip_with_odd_names(names: list[str], tmp_path: Path) -> None:
    """Members that point out of the zip, or that no file system has, harm nothing."""
    path = zip_of(tmp_path / "odd.zip", dict.fromkeys(names, "name: P\n"))
    started = time.monotonic()
    try:
        catalog = pc.load(path)
    except pc.DataError as error:
        assert error.problems
    else:
        assert set(catalog.places.ids) <= {"p"}
    assert time.monotonic() - started < 10
    assert sorted(each.name for each in tmp_path.iterdir()) == ["odd.zip"]


def test_zip_that_is_empty(tmp_path: Path) -> None:
    """A zip with nothing in it is no catalog."""
    assert one(zip_of(tmp_path / "empty.zip", {}))[0] == "empty-catalog"


def test_zip_with_links(tmp_path: Path) -> None:
    """A link in a zip is a file that holds a path; it is read as that and not followed."""
    path = tmp_path / "links.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("places/p.yaml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert one(path)[0] == "not-map"


# --- what loading costs -----------------------------------------------------------------------


def test_memory_of_the_limits_is_set(tmp_path: Path) -> None:
    """The bounded process really is bounded: what needs more memory than allowed fails there."""
    code = READ.replace("import policy_concepts as pc", "x = bytearray(2**30)")
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), "500"],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert "MemoryError" in done.stderr
