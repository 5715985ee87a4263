"""A decorator for public classes and functions."""

from __future__ import annotations

from typing import Any, Final, TypeVar

PACKAGE: Final = "policy_concepts"
T = TypeVar("T")


def public(obj: T) -> T:
    """Sets the package as the `__module__` of a public class or function.

    Tracebacks, docs and pickles then show the public name, and moving the code between private
    modules breaks no pickles.
    """
    named: Any = obj
    named.__module__ = PACKAGE
    return obj
