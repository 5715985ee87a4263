"""What a catalog covers, and what it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from . import _models as m
from ._catalog import Catalog
from ._shapes import CLASS_OF_KIND

# What counts as resting on the best sources.
STRONG: Final = frozenset(("primary", "official_report"))
_TIERS: Final = ("primary", "official_report", "press", "scholarly", "reference")

# What a full record of a concept has.
_WANTED: Final[dict[str, Callable[[m.Concept], object]]] = {
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
    """A heading, and rows of a name and a number."""

    title: str
    rows: tuple[tuple[str, str], ...]


def coverage(catalog: Catalog) -> tuple[Table, ...]:
    """Tables of what a catalog covers."""
    concepts, statements = catalog.concepts, catalog.statements
    kinds = [(kind, str(len(getattr(catalog, kind)))) for kind in reversed(CLASS_OF_KIND)]
    domains: Counter[str] = Counter(domain for concept in concepts for domain in concept.domains)
    languages = Counter(lang for concept in concepts for lang in {n.lang for n in concept.names})
    years = Counter(
        use.date.earliest.year // 10 * 10
        for concept in concepts
        if (use := concept.first_use) and use.date and use.date.earliest
    )
    said = Counter(
        statement.when.earliest.year // 10 * 10
        for statement in statements
        if statement.when and statement.when.earliest
    )
    tiers = Counter(source.tier for source in catalog.sources)
    lacking = [
        (f"no {name}", str(sum(not has(concept) for concept in concepts)))
        for name, has in _WANTED.items()
    ]
    for label, collection, least in (
        ("events", catalog.events, 3),
        ("statements", statements, 4),
    ):
        few = sum(len(collection.filter(concept=concept)) < least for concept in concepts)
        lacking.append((f"fewer than {least} {label}", str(few)))
    return (
        Table("Records", tuple(kinds)),
        Table("Concepts by domain", _ranked(domains)),
        Table("Concepts by decade of first use", _in_order(years)),
        Table("Statements by decade", _in_order(said)),
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


def rests_on_strong(evidence: Iterable[m.Evidence]) -> bool:
    """Whether any of the evidence is a primary source or an official report."""
    return any(each.source.tier in STRONG for each in evidence)


def _share(claims: list[tuple[m.Evidence, ...]]) -> str:
    strong = sum(rests_on_strong(evidence) for evidence in claims)
    share = f" ({100 * strong // len(claims)} %)" if claims else ""
    return f"{strong} of {len(claims)}{share}"


def _ranked(counts: Counter[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(count)) for name, count in counts.most_common())


def _in_order(counts: Counter[int]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{decade}s", str(counts[decade])) for decade in sorted(counts))
