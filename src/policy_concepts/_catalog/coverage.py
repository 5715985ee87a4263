"""Statistics of what a catalog covers, and what it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from .._base.dates import PartialDate
from .._model.concepts import Concept
from .._model.kinds import KINDS
from .._model.sources_and_people import Evidence
from .catalog import Catalog

# Tiers that count as strong evidence.
STRONG: Final = frozenset(("primary", "official_report"))
_TIERS: Final = ("primary", "official_report", "press", "scholarly", "reference")

# Above this many records, a table gives only their number.
_MAX_LISTED: Final = 15

# The parts of a complete concept record.
_EXPECTED_PARTS: Final[dict[str, Callable[[Concept], object]]] = {
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
    """A title, and rows of a name and a value for each column (one if unnamed)."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...] = ()


def coverage(catalog: Catalog) -> tuple[Table, ...]:
    """Returns the tables for a catalog."""
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
    gaps = [
        (f"no {name}", _listed([concept.id for concept in concepts if not has(concept)]))
        for name, has in _EXPECTED_PARTS.items()
    ]
    for label, collection, minimum in (
        ("events", catalog.events, 3),
        ("statements", statements, 4),
    ):
        incomplete = [c.id for c in concepts if len(collection.filter(concept=c)) < minimum]
        gaps.append((f"fewer than {minimum} {label}", _listed(incomplete)))
    return (
        Table("Records", tuple(kinds)),
        Table("Concepts by domain", _by_count(domains)),
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
        Table("Concepts with a name in", _by_count(languages)),
        Table("Concepts lacking something", tuple(gaps)),
    )


def rests_on_strong(evidence: Iterable[Evidence]) -> bool:
    """Whether any of the evidence is a primary source or an official report."""
    return any(each.source.tier in STRONG for each in evidence)


def _share(claims: list[tuple[Evidence, ...]]) -> str:
    strong = sum(rests_on_strong(evidence) for evidence in claims)
    share = f" ({100 * strong // len(claims)} %)" if claims else ""
    return f"{strong} of {len(claims)}{share}"


def _by_count(counts: Counter[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(count)) for name, count in counts.most_common())


def _years(dates: Iterable[PartialDate | None]) -> Counter[int]:
    """Counts dates by the year of their first day; dates with an open start are ignored."""
    return Counter(date.earliest.year for date in dates if date and date.earliest)


def _by_year(counts: list[Counter[int]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (str(year), *(str(count[year]) for count in counts))
        for year in sorted(set().union(*counts))
    )


def _listed(ids: list[str]) -> str:
    """The number of ids, and the ids themselves if there are few."""
    return f"{len(ids)} ({', '.join(ids)})" if 0 < len(ids) <= _MAX_LISTED else str(len(ids))
