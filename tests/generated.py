"""Random fictional catalogs, and a naive implementation to compare the library with.

`generate` gives the tables of a catalog of any size. `Reference` answers filters by looking at
every record, in the plainest way that the contract's words allow.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any, get_args

import policy_concepts as pc
from policy_concepts._base.text import fold, match_language
from policy_concepts._model import vocabularies as m

SYLLABLES = "ar bel cor dun el fen gor hal il jor kel lum mir nor or pel quin ros sil tor".split()
CHARACTERS = "山水田土木火风云江河海石林草花鸟鱼马牛羊"
LANGUAGES = ("en", "zh-Hans", "zh-Hant", "fr", "zh-Latn-pinyin")


class Maker:
    """Draws records that refer to earlier ones."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  (test data)
        self.tables: dict[str, dict[str, Any]] = {}
        self.used: set[str] = set()

    def word(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 3)))

    def name(self, words: int = 2) -> str:
        """A phrase that no other record has."""
        while True:
            phrase = " ".join(self.word() for _ in range(words))
            if fold(phrase) not in self.used:
                self.used.add(fold(phrase))
                return phrase

    def chinese(self) -> str:
        while True:
            phrase = "".join(self.random.choices(CHARACTERS, k=self.random.randint(4, 6)))
            if phrase not in self.used:
                self.used.add(phrase)
                return phrase

    def maybe(self, likely: float = 0.5) -> bool:
        return self.random.random() < likely

    def some(self, kind: str, most: int = 3) -> list[str]:
        ids = list(self.tables[kind])
        return self.random.sample(ids, min(len(ids), self.random.randint(1, most)))

    def one(self, *kinds: str) -> str:
        ids = [record_id for kind in kinds for record_id in self.tables[kind]]
        return self.random.choice(ids)

    def day(self) -> datetime.date:
        return datetime.date(2020, 1, 1) + datetime.timedelta(self.random.randrange(3650))

    def date(self) -> str:
        """A date of any form."""
        start, end = sorted([self.day(), self.day()])
        one = start.isoformat()[: self.random.choice([4, 7, 10, 10])]
        form = self.random.choice(["{0}"] * 6 + ["{0}~", "{0}?", "{1}/{2}", "{1}/..", "../{2}"])
        return form.format(one, start, end)

    def period(self) -> dict[str, str]:
        start, end = sorted([self.day(), self.day()])
        found = {}
        if self.maybe():
            found["since"] = start.isoformat()
        if self.maybe():
            found["until"] = end.isoformat()
        return found

    def evidence(self) -> list[dict[str, str]]:
        return [{"source": each, "locator": "p. 1"} for each in self.some("sources", 2)]


def generate(size: int, seed: int = 1) -> dict[str, dict[str, Any]]:
    """The tables of a catalog of about `size` records."""
    make = Maker(seed)
    share = {
        kind: max(3, round(size * part))
        for kind, part in {
            "places": 0.05, "organizations": 0.07, "people": 0.08, "sources": 0.25,
            "events": 0.2, "concepts": 0.1, "statements": 0.25,
        }.items()
    }  # fmt: skip
    build: dict[str, Callable[[Maker, int], dict[str, Any]]] = {
        "places": _place,
        "organizations": _organization,
        "people": _person,
        "sources": _source,
        "events": _event,
        "concepts": _concept,
        "statements": _statement,
    }
    for kind, count in share.items():
        table = make.tables[kind] = {}
        for number in range(count):
            table[f"{kind[:2]}{number:05}"] = build[kind](make, number)
    targets = list(make.tables["concepts"])
    for concept in make.tables["concepts"].values():
        if make.maybe():
            kind = make.random.choice(get_args(m.RelationKind))
            concept["relations"] = [{"kind": kind, "target": make.random.choice(targets)}]
    return make.tables


def _place(make: Maker, number: int) -> dict[str, Any]:
    found: dict[str, Any] = {"name": {"en": make.name(1).title(), "zh-Hans": make.chinese()}}
    if number > 2 and make.maybe(0.8):
        found["parent"] = f"pl{make.random.randrange(number // 2 + 1):05}"
    return found


def _organization(make: Maker, number: int) -> dict[str, Any]:
    found: dict[str, Any] = {"name": make.name(3).title()}
    if number > 2 and make.maybe():
        found["parent"] = f"or{make.random.randrange(number // 2 + 1):05}"
    if make.maybe(0.3):
        found["aliases"] = [make.name(2)]
    return found


VIA = ("mirror.example", "Copies.example", "archive.example")


def _person(make: Maker, _: int) -> dict[str, Any]:
    found: dict[str, Any] = {"name": {"en": make.name(2).title()}}
    if make.maybe():
        found["posts"] = [{"title": make.name(2), "organization": make.one("organizations")}]
    return found


def _source(make: Maker, _: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": make.random.choice(["webpage", "report", "book", "article-newspaper"]),
        "tier": make.random.choice(get_args(m.Tier)),
        "title": {make.random.choice(["en", "fr"]): make.name(4)},
    }
    if make.maybe(0.8):
        found["date"] = make.date()
    if make.maybe():
        found["publisher"] = make.one("organizations")
    if make.maybe():
        found["lang"] = make.random.choice(["en", "zh-Hans", "fr"])
    if make.maybe(0.3):
        found["via"] = make.random.choice(VIA)
    authors: list[dict[str, str]] = []
    if make.maybe():
        authors.append({"person": make.one("people")})
    if make.maybe(0.2):
        authors.append({"organization": make.one("organizations")})
    if make.maybe(0.2):
        authors.append({"family": make.word().title(), "given": make.word().title()})
    if authors:
        found["authors"] = authors
    return found


def _event(make: Maker, number: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": {"en": make.name(3), "zh-Hans": make.chinese()},
        "kind": make.random.choice(get_args(m.EventKind)),
        "evidence": make.evidence(),
    }
    if make.maybe(0.9):
        found["date"] = make.date()
    if make.maybe(0.8):
        found["place"] = make.one("places")
    if make.maybe():
        found["organizer"] = make.one("organizations")
    if make.maybe():
        found["participants"] = make.some("people") + make.some("organizations", 1)
    if number > 3 and make.maybe(0.4):
        found["part_of"] = f"ev{make.random.randrange(number // 2 + 1):05}"
    if make.maybe(0.3):
        found["summary"] = f"They spoke of {make.word()} and {make.word()}."
    return found


def _concept(make: Maker, _: int) -> dict[str, Any]:
    names = [
        {"text": make.name(2), "lang": "en", "evidence": make.evidence(), **make.period()},
        {"text": make.chinese(), "lang": "zh-Hans"},
    ]
    if make.maybe(0.3):
        names.append({"text": make.name(2), "lang": "en", "kind": "former"})
    if make.maybe(0.3):
        names.append({"text": make.name(2), "lang": "fr", "kind": "variant"})
    found: dict[str, Any] = {
        "names": names,
        "definition": {"en": f"A plan for {make.word()} {make.word()}.", "zh-Hans": make.chinese()},
        "evidence": make.evidence(),
    }
    if make.maybe(0.8):
        found["kind"] = make.random.choice(get_args(m.ConceptKind))
    if make.maybe(0.8):
        found["domains"] = make.random.sample(get_args(m.Domain), make.random.randint(1, 3))
    if make.maybe(0.7):
        found["jurisdiction"] = make.one("places")
    uses = []
    for _ in range(make.random.randrange(3)):
        use: dict[str, Any] = {
            "kind": make.random.choice(get_args(m.FirstUseKind)),
            "rank": make.random.choice(get_args(m.Rank)),
            "evidence": make.evidence(),
        }
        if make.maybe(0.7):
            use["date"] = make.date()
        if make.maybe():
            use["event"] = make.one("events")
        if make.maybe():
            use["by"] = make.one("people", "organizations")
        uses.append(use)
    if uses:
        found["first_uses"] = uses
    if make.maybe(0.4):
        items = [{"text": {"en": make.name(1), "zh-Hans": make.chinese()}} for _ in range(3)]
        found["facets"] = [{"label": "parts", "items": items, "evidence": make.evidence()}]
    if make.maybe(0.2):
        found["note"] = f"Sources differ on {make.word()}."
    return found


def _statement(make: Maker, number: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": make.random.choice(get_args(m.StatementKind)),
        "voice": make.random.choice(get_args(m.Voice)),
        "summary": f"It was said that {make.word()} needs {make.word()}.",
        "concepts": make.some("concepts", 2),
        "evidence": make.evidence(),
    }
    if make.maybe(0.9):
        found["speaker"] = make.one("people", "organizations", "sources")
    if make.maybe(0.7):
        found["date"] = make.date()
    if make.maybe(0.7):
        found["event"] = make.one("events")
    if make.maybe(0.4):
        lang = make.random.choice(["en", "zh-Hans"])
        found["quote"] = {"text": make.chinese() if lang != "en" else make.name(3), "lang": lang}
    if number and make.maybe(0.1):
        found["version_of"] = f"st{make.random.randrange(number // 2 + 1):05}"
    return found


# --- plain answers ----------------------------------------------------------------------------

Test = Callable[[Any, Any], bool]


class Reference:
    """Filters by looking at each record, keyword by keyword."""

    def __init__(self, catalog: pc.Catalog) -> None:
        self.catalog = catalog
        self.statements = list(catalog.statements)
        self.concepts = list(catalog.concepts)
        self.events = list(catalog.events)

    def filter(self, kind: str, criteria: dict[str, Any]) -> list[str]:
        """The ids of the records that fit every criterion, in the catalog's order."""
        found = []
        times = {k: v for k, v in criteria.items() if k in {"since", "until", "on", "certain"}}
        others = {k: v for k, v in criteria.items() if k not in times}
        for record in getattr(self.catalog, kind):
            tests: dict[str, Test] = getattr(self, f"_{kind}")()
            tests["text"] = lambda record, value: any(
                fold(value) in fold(text) for text in texts_of(record)
            )
            fits = all(
                any(tests[keyword](record, each) for each in as_list(value))
                for keyword, value in others.items()
            )
            if fits and (not times or self._in_period(kind, record, **times)):
                found.append(record.id)
        return found

    # Each keyword, for one record and one value.

    def _concepts(self) -> dict[str, Test]:
        def said(concept: pc.Concept) -> Iterable[pc.Statement]:
            return (s for s in self.statements if concept in s.concepts)

        return {
            "event": lambda c, event: any(
                e.is_within(event)
                for e in [*(u.event for u in c.first_uses), *(s.event for s in said(c))]
                if e
            ),
            "speaker": lambda c, who: any(s.speaker == who for s in said(c)),
            "person": lambda c, who: (
                any(s.speaker == who for s in said(c)) or any(use.by == who for use in c.first_uses)
            ),
            "place": lambda c, place: (
                c.jurisdiction is not None and c.jurisdiction.is_within(place)
            ),
            "kind": lambda c, kind: c.kind == kind,
            "domain": lambda c, domain: domain in c.domains,
            "lang": lambda c, lang: any(match_language(lang, (n.lang,)) for n in c.names),
        }

    def _events(self) -> dict[str, Test]:
        def said(event: pc.Event) -> Iterable[pc.Statement]:
            return (s for s in self.statements if s.event == event)

        return {
            "concept": lambda e, concept: (
                any(concept in s.concepts for s in said(e))
                or any(use.event == e for use in concept.first_uses)
            ),
            "event": lambda e, event: e.is_within(event),
            "speaker": lambda e, who: any(s.speaker == who for s in said(e)),
            "person": lambda e, who: (
                who in e.participants or any(s.speaker == who for s in said(e))
            ),
            "organizer": lambda e, body: e.organizer is not None and e.organizer.is_within(body),
            "place": lambda e, place: e.place is not None and e.place.is_within(place),
            "kind": lambda e, kind: e.kind == kind,
        }

    def _statements(self) -> dict[str, Test]:
        return {
            "concept": lambda s, concept: concept in s.concepts,
            "event": lambda s, event: s.event is not None and s.event.is_within(event),
            "speaker": lambda s, who: s.speaker == who,
            "person": lambda s, who: s.speaker == who,
            "organizer": lambda s, body: bool(
                s.event and s.event.organizer and s.event.organizer.is_within(body)
            ),
            "place": lambda s, place: bool(
                s.event and s.event.place and s.event.place.is_within(place)
            ),
            "publisher": lambda s, body: any(e.source.publisher == body for e in s.evidence),
            "kind": lambda s, kind: s.kind == kind,
            "voice": lambda s, voice: s.voice == voice,
            "domain": lambda s, domain: any(domain in c.domains for c in s.concepts),
            "tier": lambda s, tier: any(e.source.tier == tier for e in s.evidence),
            "lang": lambda s, lang: bool(s.quote and match_language(lang, (s.quote.lang,))),
        }

    def _sources(self) -> dict[str, Test]:
        def carries(source: pc.Source, evidence: Iterable[pc.Evidence]) -> bool:
            return any(each.source == source for each in evidence)

        def of_concept(source: pc.Source, concept: pc.Concept) -> bool:
            claims = [concept, *concept.names, *concept.first_uses, *concept.facets]
            return any(carries(source, claim.evidence) for claim in claims) or any(
                carries(source, s.evidence) for s in self.statements if concept in s.concepts
            )

        def of_event(source: pc.Source, event: pc.Event) -> bool:
            return any(
                carries(source, e.evidence) for e in self.events if e.is_within(event)
            ) or any(
                carries(source, s.evidence)
                for s in self.statements
                if s.event is not None and s.event.is_within(event)
            )

        return {
            "concept": of_concept,
            "event": of_event,
            "person": lambda s, who: who in s.authors,
            "publisher": lambda s, body: s.publisher == body,
            "kind": lambda s, kind: s.type == kind,
            "tier": lambda s, tier: s.tier == tier,
            "via": lambda s, site: s.via is not None and s.via.casefold() == site.casefold(),
            "lang": lambda s, lang: bool(s.lang and match_language(lang, (s.lang,))),
        }

    def _people(self) -> dict[str, Test]:
        return {
            "concept": lambda who, concept: (
                any(s.speaker == who for s in self.statements if concept in s.concepts)
                or any(use.by == who for use in concept.first_uses)
            )
        }

    _organizations = _people

    def _places(self) -> dict[str, Test]:
        return {
            "place": lambda p, place: p.is_within(place),
            "concept": lambda p, concept: (
                any(
                    s.event is not None and s.event.place == p
                    for s in self.statements
                    if concept in s.concepts
                )
                or any(use.event and use.event.place == p for use in concept.first_uses)
            ),
        }

    # Times, day by day in words: what may lie in the period, and what surely does.

    def date_of(self, kind: str, record: Any) -> pc.PartialDate | None:
        if kind == "concepts":
            use = record.first_use
            return None if use is None else use.date or (use.event.date if use.event else None)
        if kind == "statements" and record.date is None:
            return record.event.date if record.event else None
        date: pc.PartialDate | None = record.date
        return date

    def _in_period(
        self,
        kind: str,
        record: Any,
        since: Any = None,
        until: Any = None,
        on: Any = None,
        certain: bool = False,
    ) -> bool:
        date = self.date_of(kind, record)
        if date is None:
            return False
        lowest, highest = datetime.date.min, datetime.date.max
        starts = [pc.PartialDate(each).earliest or lowest for each in (since, on) if each]
        ends = [pc.PartialDate(each).latest or highest for each in (until, on) if each]
        first, last = max(starts, default=lowest), min(ends, default=highest)
        if certain:
            sure = not (date.is_approximate or date.is_uncertain)
            started = not starts or first == lowest or (date.earliest or lowest) >= first
            ended = not ends or last == highest or (date.latest or highest) <= last
            return sure and started and ended
        return (date.latest or highest) >= first and (date.earliest or lowest) <= last


def as_list(value: Any) -> Sequence[Any]:
    """A value as the list of which any will do."""
    return value if isinstance(value, (list, tuple)) else (value,)


def texts_of(record: Any) -> list[str]:
    """Every text that a reader of the record reads, other records' aside."""
    found: list[str] = []
    for field in ("title", "name", "definition", "summary", "container_title"):
        text = getattr(record, field, None)
        # A source's name is its title.
        if text is not None and not (isinstance(record, pc.Source) and field == "name"):
            found += text.values()
    for name in getattr(record, "names", ()):
        found.append(name.text)
    for facet in getattr(record, "facets", ()):
        for item in facet.items:
            found += item.values()
    for post in getattr(record, "posts", ()):
        found += post.title.values()
    found += getattr(record, "aliases", ())
    if getattr(record, "quote", None) is not None:
        found.append(record.quote.text)
    for field in ("note", "abbreviation"):
        if getattr(record, field, None) is not None:
            found.append(getattr(record, field))
    return found
