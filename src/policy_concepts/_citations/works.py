"""What a record, a collection or a CSL item cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from .._base.errors import ArgumentTypeError, CitationError
from .._model.concepts import Concept
from .._model.events import Event
from .._model.organizations import Organization
from .._model.sources_and_people import Evidence, Person, Source
from .._model.statements import Statement
from .engine import read_locator
from .item import Item
from .parts import names as _names
from .parts.names import NameStyle
from .parts.terms import Locator
from .sources import name_of, to_item

Citable: TypeAlias = Source | Statement | Event | Concept | Evidence | Mapping[str, Any]

_RANK: Final = {"primary": 0, "official_report": 1, "press": 2, "scholarly": 3, "reference": 4}
_SPEAKER: Final = NameStyle(short=True)
_SPEAKER_FULL: Final = NameStyle()


class Work(NamedTuple):
    """A thing to cite, where in it, and whom it quotes there."""

    item: Item
    locator: Locator | None
    speaker: str


def sources_of(x: Any) -> list[Evidence]:
    """The evidence of a record, best rank first."""
    if isinstance(x, Source):
        return [Evidence(source=x)]
    if isinstance(x, Evidence):
        return [x]
    evidence: tuple[Evidence, ...] = tuple(x.evidence)
    if not evidence and isinstance(x, Concept):
        evidence = tuple(e for use in x.first_uses for e in use.evidence)
    if not evidence:
        kind = type(x).__name__.lower()
        raise CitationError(
            f"the {kind} {x.id!r} carries no source, so there is nothing to cite; "
            "cite a record that has evidence, or a source"
        )
    ranked = sorted(evidence, key=lambda e: _RANK.get(e.source.tier, len(_RANK)))
    return ranked if isinstance(x, Concept) else ranked[:1]


# Items made from sources, kept while the source lives on: records never change.
_made: dict[tuple[int, tuple[str, ...]], tuple[Source, Item]] = {}
_MOST_MADE: Final = 4096


def item_of(source: Source, titles: tuple[str, ...]) -> Item:
    """The item of a source, made once."""
    key = (id(source), titles)
    found = _made.get(key)
    if found is not None and found[0] is source:
        return found[1]
    item = to_item(source, titles)
    if len(_made) >= _MOST_MADE:
        _made.clear()
    _made[key] = (source, item)
    return item


def works(
    x: Any, titles: tuple[str, ...], *, full_names: bool = False, own_language: bool = False
) -> Iterator[Work]:
    """Everything that `x` cites.

    Args:
        x: A record, a CSL item or a collection.
        titles: Which forms of titles to print.
        full_names: Name speakers in full.
        own_language: Name speakers in the language of the source.

    Raises:
        ArgumentTypeError: Something that cannot be cited.
        CitationError: A record without a source.
    """
    if isinstance(x, Source):
        yield Work(item_of(x, titles), None, "")
    elif isinstance(x, (Statement, Event, Concept, Evidence)):
        for evidence in sources_of(x):
            source = evidence.source
            speaker = ""
            if isinstance(x, Statement) and x.speaker not in source.authors:
                speaker = _speaker(x, source.lang if own_language else None, full=full_names)
            item = item_of(source, titles)
            yield Work(item, read_locator(_usable(evidence.locator)), speaker)
    elif isinstance(x, Item):
        yield Work(x, None, "")
    elif isinstance(x, Mapping):
        if "type" in x or "title" in x:
            yield Work(Item.from_csl(x), None, "")
        else:
            for record in x.values():
                yield from works(record, titles, full_names=full_names, own_language=own_language)
    elif isinstance(x, Iterable) and not isinstance(x, (str, bytes)):
        for record in x:
            yield from works(record, titles, full_names=full_names, own_language=own_language)
    else:
        hint = ""
        if isinstance(x, str):
            hint = "; to cite a record by its name, look it up first"
        elif isinstance(x, (Person, Organization)):
            hint = "; cite what they said or published"
        raise ArgumentTypeError(
            "expected a source, a statement, an event, a concept, a CSL-JSON item or a collection "
            f"of these; found {type(x).__name__} {x!r}{hint}"
        )


def _usable(locator: str | None) -> str | None:
    """A locator that means something to a reader: one with a number in it."""
    return locator if locator and any(char.isdigit() for char in locator) else None


def _speaker(statement: Statement, lang: str | None, *, full: bool) -> str:
    speaker = statement.speaker
    if not isinstance(speaker, (Person, Organization)):
        return ""
    name = name_of(speaker, lang)
    return "" if name is None else _names.show((name,), _SPEAKER_FULL if full else _SPEAKER)
