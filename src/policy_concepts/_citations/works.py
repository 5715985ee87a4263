"""What a record, a collection or a CSL item cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias, get_args

from .._base.errors import ArgumentTypeError, CitationError, wrong
from .._model.concepts import Concept
from .._model.events import Event
from .._model.organizations import Organization
from .._model.sources_and_people import Evidence, Person, Source
from .._model.statements import Statement
from .._model.vocabularies import Tier
from .item import Item
from .parts import names
from .parts.locators import read_locator
from .parts.names import NameStyle
from .parts.terms import Locator
from .sources import name_of, to_item

Citable: TypeAlias = Source | Statement | Event | Concept | Evidence | Mapping[str, Any]
Work: TypeAlias = Source | Mapping[str, Any]

_RANK: Final[dict[str, int]] = {tier: rank for rank, tier in enumerate(get_args(Tier))}
_FAMILY_NAME: Final = NameStyle(short=True)
_FULL_NAME: Final = NameStyle()


class Cited(NamedTuple):
    """A work to cite, and the evidence and the statement by which it is cited, if any."""

    work: Work
    evidence: Evidence | None = None
    statement: Statement | None = None


def cited(x: Any) -> Iterator[Cited]:
    """Everything that `x` cites: the one walk from what users pass to the works behind it.

    Args:
        x: A record, a CSL item or a collection of these.

    Raises:
        ArgumentTypeError: Something that cannot be cited.
        CitationError: A record without a source.
    """
    if isinstance(x, Source):
        yield Cited(x)
    elif isinstance(x, Statement):
        evidence = _best_evidence(x)[0]
        yield Cited(evidence.source, evidence, x)
    elif isinstance(x, Evidence):
        yield Cited(x.source, x)
    elif isinstance(x, Event):
        evidence = _best_evidence(x)[0]
        yield Cited(evidence.source, evidence)
    elif isinstance(x, Concept):
        for evidence in _best_evidence(x):
            yield Cited(evidence.source, evidence)
    elif is_csl_item(x):
        yield Cited(x)
    elif isinstance(x, Iterable) and not isinstance(x, (str, bytes)):
        for record in x.values() if isinstance(x, Mapping) else x:
            yield from cited(record)
    else:
        hint = ""
        if isinstance(x, str):
            hint = "; to cite a record by its name, look it up first"
        elif isinstance(x, (Person, Organization)):
            hint = "; cite what they said or published"
        raise wrong(
            ArgumentTypeError,
            "",
            "a source, a statement, an event, a concept, a CSL-JSON item or a collection of these",
            f"{type(x).__name__} {x!r}{hint}",
        )


def is_csl_item(x: object) -> bool:
    """Whether a mapping is one item, and not a collection of records by id."""
    return isinstance(x, Mapping) and ("type" in x or "title" in x)


def _best_evidence(x: Statement | Event | Concept) -> list[Evidence]:
    """The evidence of a record, best rank first."""
    evidence = x.evidence
    if not evidence and isinstance(x, Concept):
        evidence = tuple(each for use in x.first_uses for each in use.evidence)
    if not evidence:
        kind = type(x).__name__.lower()
        raise CitationError(
            f"the {kind} {x.id!r} carries no source, so there is nothing to cite; "
            "cite a record that has evidence, or a source"
        )
    return sorted(evidence, key=lambda each: _RANK[each.source.tier])


# --- what is printed of a work ------------------------------------------------------------------

# Items made from sources, kept while the source lives on: records never change.
_items: dict[tuple[int, tuple[str, ...]], tuple[Source, Item]] = {}
_MOST_ITEMS: Final = 4096


def item_of(work: Work, titles: tuple[str, ...]) -> Item:
    """The item of a work; of a source it is made once.

    Args:
        work: A source or a CSL item.
        titles: Which forms of a source's title to print.
    """
    if not isinstance(work, Source):
        return Item.from_csl(work)
    key = (id(work), titles)
    found = _items.get(key)
    if found is not None and found[0] is work:
        return found[1]
    item = to_item(work, titles)
    if len(_items) >= _MOST_ITEMS:
        _items.clear()
    _items[key] = (work, item)
    return item


def locator_of(one: Cited) -> Locator | None:
    """Where in the work, if the evidence says it with a number; readers need no other."""
    locator = one.evidence.locator if one.evidence is not None else None
    if locator is None or not any(char.isdigit() for char in locator):
        return None
    return read_locator(locator)


def speaker_of(one: Cited, *, full: bool, in_language_of_work: bool) -> str:
    """The speaker of a statement whose source is by somebody else; empty if there is none.

    Args:
        one: A work cited by a statement.
        full: The whole name, not the family name alone.
        in_language_of_work: The name in the language of the source, where it has one in that.
    """
    if one.statement is None or not isinstance(one.work, Source):
        return ""
    speaker = one.statement.speaker
    if not isinstance(speaker, (Person, Organization)) or speaker in one.work.authors:
        return ""
    name = name_of(speaker, one.work.lang if in_language_of_work else None)
    return "" if name is None else names.show((name,), _FULL_NAME if full else _FAMILY_NAME)
