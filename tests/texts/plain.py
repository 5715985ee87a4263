"""A finder that looks for names letter by letter: what counting needs, without rules of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple


class PlainMention(NamedTuple):
    concept_id: str
    form: str
    start: int
    end: int


class PlainFinder:
    """Finds every occurrence of every name, also inside longer ones."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        self.forms = sorted(forms)
        self.rules_version = sha256(repr(self.forms).encode()).hexdigest()[:12]

    def find(self, text: str, overlapping: bool = False) -> Iterator[PlainMention]:
        assert overlapping
        for concept_id, form in self.forms:
            at = text.find(form)
            while at >= 0:
                yield PlainMention(concept_id, form, at, at + len(form))
                at = text.find(form, at + 1)
