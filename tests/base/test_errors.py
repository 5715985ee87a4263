"""Errors: one family, with the facts as attributes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import policy_concepts as pc

PACKAGE = Path(pc.__file__).parent
WRONG: list[Callable[[pc.Catalog], Any]] = [
    lambda _: pc.PartialDate("April 2031"),
    lambda _: pc.PartialDate(2031),  # type: ignore[arg-type]
    lambda _: pc.PartialDate("2031-02-30"),
    lambda _: pc.PartialDate("2031/"),
    lambda _: pc.Text({"English": "x"}),
    lambda _: pc.Text(" "),
    lambda _: pc.Place(id="A", name="x"),
    lambda _: pc.Place(id="a", name=3),  # type: ignore[arg-type]
    lambda _: pc.Place(id="a", name="x", aliases=[3]),
    lambda _: pc.Event(id="a", title="x", kind="meetings"),  # type: ignore[arg-type]
    lambda _: pc.Source(id="s", type="book", tier="press", title="x", csl={"genra": "x"}),
    lambda _: pc.Name(text="x", lang="en", since="2031", until="2030"),
    lambda c: c.lookup(3),  # type: ignore[arg-type]
    lambda c: c.lookup(" "),
    lambda c: c.search(3),  # type: ignore[arg-type]
    lambda c: c.search("x", limit=0),
    lambda c: c.find_mentions(3),  # type: ignore[arg-type]
    lambda c: c.statements.filter(concept=[]),
    lambda c: c.statements.filter(text=" "),
    lambda c: c.statements.filter(since="../2031"),
    lambda c: c.statements.filter(speaker=c.places[0]),  # type: ignore[arg-type]
    lambda c: c.concepts[1.5],  # type: ignore[index]
    lambda c: c.merge("x"),  # type: ignore[arg-type]
    lambda _: pc.load(3),  # type: ignore[arg-type]
    lambda _: pc.cite(3),  # type: ignore[call-overload]
    lambda _: pc.from_csl(3),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("wrong", WRONG)
def test_an_error_about_a_value_has_what_was_expected_and_found(
    wrong: Callable[[pc.Catalog], Any], arvania: pc.Catalog
) -> None:
    """Nobody has to take a message apart."""
    with pytest.raises(pc.PolicyConceptsError) as caught:
        wrong(arvania)
    error = caught.value
    assert error.expected
    assert error.found
    assert error.found in error.message
    assert error.message == str(error)


def _by_hand(tree: ast.AST) -> Iterator[int]:
    """Lines that raise an error whose message says what was expected, without the attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            name = node.exc.func.id if isinstance(node.exc.func, ast.Name) else ""
            text = ast.unparse(node.exc)
            if name.endswith("Error") and "expected " in text and "; found " in text:
                yield node.lineno


def test_every_such_error_is_made_by_one_function() -> None:
    """`wrong` writes the message and keeps the facts."""
    found = [
        f"{path.name}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in _by_hand(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_one_made_by_hand_is_found() -> None:
    """The check above bites."""
    code = 'raise ArgumentError(f"{place}: expected words; found {value!r}")'
    assert list(_by_hand(ast.parse(code))) == [1]


def test_no_message_is_taken_apart() -> None:
    """What a program needs of an error is an attribute."""
    for path in PACKAGE.rglob("*.py"):
        assert 'partition("; found' not in path.read_text(encoding="utf-8"), path
