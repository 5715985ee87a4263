"""Deliberately broken catalogs, each for a reason of its own, and the located error of each.

The files are in `tests/reading/broken`. A comment at the top of each says what is wrong and what is
expected: line and column, code, record (or `-`) and field; a folder says the same in its
`expected.txt`, with the file first (0:0 means the file as a whole). Each is loaded on top of
`tests/fixtures/arvania`, so that it need hold only what is wrong.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import policy_concepts as pc
from policy_concepts._reading import nodes as _yaml

from ..support import HERE, problems_of

BROKEN = sorted(
    path for path in (HERE / "reading" / "broken").iterdir() if not path.name.startswith(".")
)


class Expected(NamedTuple):
    """A problem as the comment at the top of a file announces it."""

    file: str
    line: int
    column: int
    code: str
    record: str
    field: str


def expected_of(path: Path) -> list[Expected]:
    """What the comments at the top of a broken file say."""
    comments = path / "expected.txt" if path.is_dir() else path
    found = []
    for line in comments.read_text("utf-8").splitlines():
        if line.startswith("# expect "):
            # An id may hold a space when it is the id that is wrong.
            words = line.removeprefix("# expect ").split(" ")
            file = words.pop(0) if path.is_dir() else path.name
            row, _, column = words.pop(0).partition(":")
            code = words.pop(0)
            field = words.pop() if len(words) > 1 else ""
            record = "" if words in ([], ["-"]) else " ".join(words)
            found.append(Expected(file, int(row), int(column), code, record, field))
    return found


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_located(path: Path, arvania: pc.Catalog) -> None:
    """A broken catalog gives just the errors announced, each with file, line, column, record,
    field and code, and says what was expected and what was found.
    """
    announced = expected_of(path)
    assert announced, "announce what is expected at the top of the file"
    problems = problems_of(path, extends=arvania)
    assert [
        Expected(p.file, p.line, p.column, p.code, p.record, p.field.rstrip(".")) for p in problems
    ] == [each._replace(field="" if each.field == "-" else each.field) for each in announced]
    for problem in problems:
        assert problem.expected
        assert problem.found
        assert len(problem.expected) < 1000
        assert len(problem.found) < 500
        assert "\n" not in str(problem)
        assert str(problem).startswith(
            f"{problem.file}:{problem.line}:{problem.column}: " if problem.line else problem.file
        )


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_located_without_libyaml(
    path: Path, arvania: pc.Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where PyYAML comes without its C library the same problems are found on the same lines."""
    monkeypatch.setattr(_yaml, "_LOADER", yaml.SafeLoader)
    problems = problems_of(path, extends=arvania)
    assert [(p.file, p.code, p.record) for p in problems] == [
        (each.file, each.code, each.record) for each in expected_of(path)
    ]
    for problem, each in zip(problems, expected_of(path), strict=True):
        assert abs(problem.line - each.line) <= 1


def test_there_are_many() -> None:
    """At least a hundred files are broken, each for its own reason."""
    reasons = [
        (path / "expected.txt" if path.is_dir() else path).read_text("utf-8").splitlines()[0]
        for path in BROKEN
    ]
    assert len(BROKEN) >= 100
    assert all(reason.startswith("# ") for reason in reasons)
    bodies = [path.read_text("utf-8").split("\n", 2)[2] for path in BROKEN if path.is_file()]
    assert len(set(bodies)) == len(bodies)


def test_every_code_is_met(arvania: pc.Catalog) -> None:
    """The broken files meet every code that reading YAML can give, hostile input aside."""
    met = {problem.code for path in BROKEN for problem in problems_of(path, extends=arvania)}
    assert met >= set(
        """
        alias-bomb bad-alias bad-boolean bad-choice bad-date bad-id bad-language bad-value
        complex-key cycle dangling-id duplicate-id duplicate-key empty empty-catalog empty-file
        empty-list id-mismatch missing-key not-a-file not-a-folder not-catalog not-list not-map
        not-scalar not-text not-yaml not-yaml-name redirect-of-record shared-id tag too-deep
        two-documents unknown-folder unknown-key unknown-kind
        """.split()
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("kind-misspelt", "Did you mean 'places'?"),
        ("unknown-organization-field", "Did you mean 'abbreviation'?"),
        ("unknown-source-field", "Did you mean 'authors'?"),
        ("choice-concept-kind", "Did you mean 'policy'?"),
        ("choice-statement-kind", "Did you mean 'explanation'?"),
        ("dangling-parent-place", "Did you mean 'arvania'?"),
        ("dangling-place", "Did you mean 'mirsk'?"),
        ("dangling-statement-concept", "Did you mean 'green-ledger'?"),
        ("folder-misspelt", "Did you mean 'places'?"),
    ],
)
def test_near_matches(name: str, hint: str, arvania: pc.Catalog) -> None:
    """What is nearly right is answered with what would have been."""
    path = HERE / "reading" / "broken" / name
    problems = problems_of(path if path.is_dir() else path.with_suffix(".yaml"), extends=arvania)
    assert hint in problems[0].expected


def test_what_was_found_is_shown(arvania: pc.Catalog) -> None:
    """The message quotes the wrong value and states the rule, without repetition."""
    shown: dict[str, Any] = {
        "date-month-13": "expected an EDTF date such as '2023-09'; found '2031-13' has the form of "
        "a date but is none: month must be in 1..12 [bad-date]",
        "date-words": "expected an EDTF date such as '2023-09'; found 'April 2031' [bad-date]",
        "value-code-lower-case": "code: expected an ISO 3166-1 alpha-2 code ('CN') or an ISO "
        "3166-2 code ('CN-HL'); found 'xa' [bad-value]",
        "period-of-name": "names[0]: expected until not before since; found 2031 and 2030",
    }
    for name, message in shown.items():
        path = HERE / "reading" / "broken" / f"{name}.yaml"
        assert message in str(problems_of(path, extends=arvania)[0])
