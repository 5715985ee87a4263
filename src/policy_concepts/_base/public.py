"""Public names carry the public module."""

from __future__ import annotations

from typing import Any, Final, TypeVar

PACKAGE: Final = "policy_concepts"
T = TypeVar("T")


def public(thing: T) -> T:
    """Gives a public class or function the package as its module.

    Tracebacks, the docs and pickles then name it as users do, and a move from one private module
    to another breaks no pickle.
    """
    named: Any = thing
    named.__module__ = PACKAGE
    return thing
