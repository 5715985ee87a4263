"""What a catalog covers, and what it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from .._base.dates import PartialDate
from .._model.concepts import Concept
from .._model.kinds import KINDS
from .._model.sources_and_people import Evidence
from .catalog import Catalog

# What counts as resting on the best sources.
STRONG: Final = frozenset(("primary", "official_report"))
_TIERS: Final = ("primary", "official_report", "press", "scholarly", "reference")

# How many records a table names; of more it only tells the number.
_FEW: Final = 15

# What a full record of a concept has.
_WANTED: Final[dict[str, Callable[[Concept], object]]] = {
    "English name": lambda concept: concept.label("en", default=None),
    "simplified Chinese name": lambda concept: concept.label("zh-Hans", default=None),
    "traditional Chinese name": lambda concept: concept.names_in("zh-Hant"),
    "pinyin": lambda concept: concept.names_in("zh-Latn-pinyin"),
    "definition": lambda concept: concept.definition,
    "first use": lambda concept: concept.first_use,
    "facet": lambda concept: concept.facets,
    "relation": lambda concept: concept.relations,
    "Wikidata id": lambda concept: concept.wikidata,
}


class Table(NamedTuple):
    """A heading, and rows of a name and one value, or as many as there are columns."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...] = ()


def coverage(catalog: Catalog) -> tuple[Table, ...]:
    """Tables of what a catalog covers."""
    concepts, statements = catalog.concepts, catalog.statements
    kinds = [(kind, str(len(getattr(catalog, kind)))) for kind in reversed(KINDS)]
    domains: Counter[str] = Counter(domain for concept in concepts for domain in concept.domains)
    languages = Counter(lang for concept in concepts for lang in {n.lang for n in concept.names})
    years = {
        "first uses": _years(use.date for c in concepts if (use := c.first_use)),
        "events": _years(event.date for event in catalog.events),
        "statements": _years(statement.when for statement in statements),
    }
    tiers = Counter(source.tier for source in catalog.sources)
    lacking = [
        (f"no {name}", _named([concept.id for concept in concepts if not has(concept)]))
        for name, has in _WANTED.items()
    ]
    for label, collection, least in (
        ("events", catalog.events, 3),
        ("statements", statements, 4),
    ):
        few = [c.id for c in concepts if len(collection.filter(concept=c)) < least]
        lacking.append((f"fewer than {least} {label}", _named(few)))
    return (
        Table("Records", tuple(kinds)),
        Table("Concepts by domain", _ranked(domains)),
        Table("By year", _by_year(list(years.values())), tuple(years)),
        Table("Sources by tier", tuple((tier, str(tiers[tier])) for tier in _TIERS)),
        Table(
            "Resting on primary or official-report sources",
            (
                ("first uses", _share([use.evidence for c in concepts for use in c.first_uses])),
                ("statements", _share([statement.evidence for statement in statements])),
                ("events", _share([event.evidence for event in catalog.events])),
            ),
        ),
        Table("Concepts with a name in", _ranked(languages)),
        Table("Concepts lacking something", tuple(lacking)),
    )


def rests_on_strong(evidence: Iterable[Evidence]) -> bool:
    """Whether any of the evidence is a primary source or an official report."""
    return any(each.source.tier in STRONG for each in evidence)


def _share(claims: list[tuple[Evidence, ...]]) -> str:
    strong = sum(rests_on_strong(evidence) for evidence in claims)
    share = f" ({100 * strong // len(claims)} %)" if claims else ""
    return f"{strong} of {len(claims)}{share}"


def _ranked(counts: Counter[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(count)) for name, count in counts.most_common())


def _years(dates: Iterable[PartialDate | None]) -> Counter[int]:
    """How many of the dates begin in each year; those without a beginning are not counted."""
    return Counter(date.earliest.year for date in dates if date and date.earliest)


def _by_year(counts: list[Counter[int]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (str(year), *(str(count[year]) for count in counts))
        for year in sorted(set().union(*counts))
    )


def _named(ids: list[str]) -> str:
    """How many there are, and which, when that is short enough to read."""
    return f"{len(ids)} ({', '.join(ids)})" if 0 < len(ids) <= _FEW else str(len(ids))
