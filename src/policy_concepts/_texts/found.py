"""What this package reads of a mention, whatever class it is of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol


class Spanned(Protocol):
    """A mention: a place in a text, and what it names."""

    @property
    def start(self) -> int:
        """Where it begins, in characters of the text."""

    @property
    def end(self) -> int:
        """Where it ends; the character there is no part of it."""


class Finder(Protocol):
    """What finds the mentions in a text."""

    def find(self, text: str, /) -> Sequence[Any]:
        """Returns the mentions in a text, in its order."""


class Found(NamedTuple):
    """The facts of a mention; no record."""

    concept: str
    form: str
    lang: str
    start: int
    end: int


def found(mention: Any) -> Found:
    """Returns the facts of a mention, without making a record where the mention has them apart.

    Raises:
        AttributeError: It is no mention.
    """
    if hasattr(type(mention), "concept_id"):
        return Found(mention.concept_id, mention.form, mention.lang, mention.start, mention.end)
    name = mention.name
    return Found(mention.concept.id, name.text, name.lang, mention.start, mention.end)
