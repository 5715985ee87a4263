"""Catalogs: the bundled one, and a user's own."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from .._base.errors import ArgumentTypeError, wrong
from .._base.memory import no_garbage_collection
from .._base.public import public
from .._model.kinds import KINDS
from .store import Store

# Modules that a first look-up does not need are imported where they are used.
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._model.concepts import Concept
    from .._model.events import Event
    from .._model.statements import Statement
    from .._texts.comparing import Fading, Renderings, Rising, Sequences
    from .._texts.counted import By, Corpora, Corpus
    from .._texts.finder import MentionFinder
    from .._texts.mentions import Mentions
    from .._texts.usage import AnyOf, Time, Usage
    from .collections import Concepts, Events, Organizations, People, Places, Sources, Statements
    from .hits import Hit
    from .merging import OnClash
    from .timeline import Timeline


@public
class Catalog:
    """The seven collections, with the functions that work on all of them.

    Returned by `bundled()` and `load()`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    # --- collections --------------------------------------------------------------------------

    @cached_property
    def concepts(self) -> Concepts:
        """The concepts."""
        from .collections import Concepts

        return Concepts(self._store)

    @cached_property
    def events(self) -> Events:
        """The events."""
        from .collections import Events

        return Events(self._store)

    @cached_property
    def statements(self) -> Statements:
        """The statements."""
        from .collections import Statements

        return Statements(self._store)

    @cached_property
    def sources(self) -> Sources:
        """The sources."""
        from .collections import Sources

        return Sources(self._store)

    @cached_property
    def people(self) -> People:
        """The people."""
        from .collections import People

        return People(self._store)

    @cached_property
    def organizations(self) -> Organizations:
        """The organizations."""
        from .collections import Organizations

        return Organizations(self._store)

    @cached_property
    def places(self) -> Places:
        """The places."""
        from .collections import Places

        return Places(self._store)

    @cached_property
    def corpora(self) -> Corpora:
        """The corpora that were counted."""
        from .usage import corpora_of

        return corpora_of(self._store)

    # --- verbs --------------------------------------------------------------------------------

    def lookup(self, name: str) -> Concept:
        """The concept with a name: its id, or any name in any language, script or romanization.

        Raises:
            UnknownNameError: (a `LookupError`) No concept has the name; the nearest are listed.
            AmbiguousNameError: (a `LookupError`) Several share it; all are listed.
            EmptyNameError: (a `LookupError` and `ValueError`) The name is empty or blank.
            ArgumentTypeError: (a `TypeError`) Not a string.

        Example:
            >>> import policy_concepts as pc
            >>> pc.lookup("新質生產力") == pc.lookup("xin zhi shengchanli")
            True
        """
        concept: Concept = self._store.lookup(("concepts",), name)
        return concept

    def search(self, query: str, *, limit: int = 10) -> tuple[Hit, ...]:
        """The records of all kinds that best match a query, best first.

        Args:
            query: English or Chinese words; small misspellings are tolerated.
            limit: The maximum number of hits.

        Raises:
            ArgumentError: (a `ValueError`) The query is blank, or the limit below 1.

        Example:
            >>> import policy_concepts as pc
            >>> hits = pc.search("tide of industrial bubbles")
            >>> hits[0].record.kind
            'caution'
        """
        from .search import search_index

        return search_index(self._store).search(query, tuple(KINDS), None, limit)

    @cached_property
    def _finder(self) -> MentionFinder:
        from .._texts.finder import MentionFinder

        return MentionFinder(self.concepts)

    def find_mentions(self, text: str, *, overlapping: bool = False) -> Mentions:
        """Where a text names concepts, in the order of the text.

        Names in every language are found at word boundaries, across spellings, both Chinese
        scripts, plural and singular; abbreviations need their case. Of mentions that overlap the
        longest stays. A name that two concepts share gives a mention of each.

        Args:
            text: Any text.
            overlapping: Also gives the concepts named inside longer names, with `nested` set.

        Raises:
            ArgumentTypeError: (a `TypeError`) Not a string.

        Example:
            >>> import policy_concepts as pc
            >>> text = "Delegates spoke of new quality productive forces (新质生产力)."
            >>> [(mention.concept_id, mention.start) for mention in pc.find_mentions(text)]
            [('new-quality-productive-forces', 19), ('new-quality-productive-forces', 50)]
        """
        return self._finder.find(text, overlapping=overlapping)

    def timeline(self, concept: Concept | str) -> Timeline:
        """The events and statements about a concept, in chronological order.

        An event comes before the statements made at it; entries without a date come last.

        Raises:
            UnknownNameError: (a `LookupError`) No concept has the name.

        Example:
            >>> import policy_concepts as pc
            >>> entries = pc.timeline("NQPF")
            >>> entries[0].date <= entries[1].date
            True
        """
        from .filters import resolve_record
        from .timeline import Timeline, chronological

        found: Concept = resolve_record(self._store, ("concepts",), concept, "timeline")
        entries: list[Event | Statement] = [
            *self.events.filter(concept=found),
            *self.statements.filter(concept=found),
        ]
        return Timeline(found, chronological(entries))

    # --- usage --------------------------------------------------------------------------------

    def usage(
        self,
        concept: AnyOf[Concept | str],
        corpus: AnyOf[Corpus | str] | None = None,
        by: By = "year",
        form: str | None = None,
        *,
        since: Time | None = None,
        until: Time | None = None,
    ) -> Usage:
        """How often concepts occur, by corpus, genre, voice and period.

        Nothing is added up across corpora, genres or voices. A period of which nothing is held has
        no figures; a year of which no document is known has no row.

        Args:
            concept: A concept, its id or any of its names; or several.
            corpus: A corpus, its id or its title; or several; by default all.
            by: `"year"`, `"month"` or `"document"`. By month, a document that is dated only to
                the year stands in a row of its own, whose period is the year.
            form: One exact name of the concept; by default any.
            since: Only periods that end on or after this; those before a corpus begins are
                `not_yet_covered`.
            until: Only periods that begin on or before this; those after a corpus ends are
                `not_yet_covered`.

        Raises:
            UnknownNameError: (a `LookupError`) No concept or corpus has the name.
            ArgumentError: (a `ValueError`) An unknown form, with near matches; another value of
                `by`; a corpus that is counted by month, with `by="document"`; or a catalog
                without counts.

        Warns:
            PrecisionWarning: Of the hits that were read, fewer than 95 % are the concept.

        Example:
            >>> import policy_concepts as pc
            >>> table = pc.usage("three-represents", corpus="work-reports")
            >>> table.first()[0].period[:4]
            '2001'
        """
        from .usage import usage

        return usage(self._store, concept, corpus, by, form, since, until)

    def rising(
        self,
        corpus: Corpus | str,
        since: Time,
        until: Time | None = None,
        *,
        genre: str | None = None,
        voice: str | None = None,
        at_least: float = 1.0,
    ) -> Rising:
        """The concepts with more documents per 1,000 than in the equal period before.

        Args:
            corpus: A corpus of many documents a period, its id or its title.
            since: The first of the later years, or months.
            until: The last of them; by default the last that the corpus has.
            genre: One genre; by default all, each apart.
            voice: One voice; by default all, each apart.
            at_least: The share of the expected documents whose text must be held in every period.

        Raises:
            ArgumentError: (a `ValueError`) A period is not complete, or not covered: the message
                says what would do. A corpus of reports.
            UnknownNameError: (a `LookupError`) No corpus has the name.

        Warns:
            PrecisionWarning: Of the hits that were read, fewer than 95 % are the concept.

        Example:
            >>> import policy_concepts as pc
            >>> found = pc.rising(
            ...     "evening-news", since="2024", until="2025", at_least=0.99
            ... )
            >>> "new-quality-productive-forces" in {row.concept for row in found}
            True
        """
        from .usage import rising

        return rising(self._store, corpus, since, until, genre, voice, at_least)

    def fading(
        self,
        corpus: Corpus | str,
        peak: float,
        before: Time,
        *,
        since: Time | None = None,
        until: Time | None = None,
        genre: str | None = None,
        voice: str | None = None,
        at_least: float = 1.0,
    ) -> Fading:
        """The concepts whose best year lies before a year, and that have fallen since.

        Args:
            corpus: A corpus of many documents a year, its id or its title.
            peak: The documents per 1,000 that the best year has at least.
            before: The year before which the best year lies.
            since: The first year; by default the first that the corpus has.
            until: The last year, with which the best one is compared; by default the last that
                the corpus has.
            genre: One genre; by default all, each apart.
            voice: One voice; by default all, each apart.
            at_least: The share of the expected documents whose text must be held in every year.

        Raises:
            ArgumentError: (a `ValueError`) A year is not complete, or not covered: the message
                says what would do. A corpus of reports.
            UnknownNameError: (a `LookupError`) No corpus has the name.

        Warns:
            PrecisionWarning: Of the hits that were read, fewer than 95 % are the concept.

        Example:
            >>> import policy_concepts as pc
            >>> found = pc.fading(
            ...     "evening-news", peak=10, before="2020", since="2014", until="2025", at_least=0.9
            ... )
            >>> all(row.change < 0 for row in found)
            True
        """
        from .usage import fading

        return fading(self._store, corpus, peak, before, since, until, genre, voice, at_least)

    def sequences(
        self,
        concepts: Iterable[Concept | str],
        corpus: AnyOf[Corpus | str] | None = None,
        by: By = "year",
    ) -> Sequences:
        """The orders in which concepts stand in lists of formulas.

        Args:
            concepts: At least two concepts, by record, id or any name; what else stands in a list
                is passed over.
            corpus: A corpus, its id or its title; or several; by default all with lists.
            by: `"year"` or `"month"`.

        Raises:
            ArgumentError: (a `ValueError`) Fewer than two concepts; or counts without lists.
            UnknownNameError: (a `LookupError`) No concept or corpus has the name.

        Example:
            >>> import policy_concepts as pc
            >>> found = pc.sequences(
            ...     ["three-represents", "scientific-outlook-on-development"]
            ... )
            >>> all(len(row.sequence) == 2 for row in found)
            True
        """
        from .usage import sequences

        return sequences(self._store, concepts, corpus, by)

    def renderings(self, concept: Concept | str) -> Renderings:
        """The English found beside a concept in documents that were translated, by document.

        A passage without a recorded English name is `paraphrased`: it has no set form there.

        Args:
            concept: A concept, its id or any of its names.

        Raises:
            ArgumentError: (a `ValueError`) The catalog has no file of renderings, or the concept
                was not looked for.
            UnknownNameError: (a `LookupError`) No concept has the name.

        Example:
            >>> import policy_concepts as pc
            >>> found = pc.renderings("high-quality-development")
            >>> {row.manner for row in found} <= {"set form", "paraphrased"}
            True
        """
        from .usage import renderings

        return renderings(self._store, concept)

    def preload(self) -> Self:
        """Builds every record and index now, rather than each when it is first needed.

        For a server that loads everything at start-up and shares it with the processes that it
        forks. Results do not change.

        Returns:
            The catalog.

        Example:
            >>> import policy_concepts as pc
            >>> catalog = pc.bundled().preload()
            >>> catalog is pc.bundled()
            True
        """
        from .filters import preload
        from .search import search_index

        with no_garbage_collection():
            preload(self._store)
            search_index(self._store)
        return self

    # --- merging and comparing ----------------------------------------------------------------

    def merge(self, other: Catalog, *, on_clash: OnClash = "error") -> Catalog:
        """A catalog with the records of both.

        Args:
            other: The other catalog.
            on_clash: What to do when both have a record of the same kind and id that is not
                equal: `"error"` raises, `"keep"` keeps this catalog's, `"replace"` takes the
                other's. Records that refer to the losing record then refer to the winning one.

        Raises:
            DataError: (a `ValueError`) There is a clash, and `on_clash` is `"error"`; or the
                winning record would contain itself.
            ArgumentError: (a `ValueError`) Another value of `on_clash`.
        """
        if not isinstance(other, Catalog):
            raise wrong(ArgumentTypeError, "merge", "a Catalog", f"{type(other).__name__}")
        from .merging import merge_stores

        return Catalog(merge_stores(self._store, other._store, on_clash))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Catalog):
            return NotImplemented
        return self._store is other._store or all(
            getattr(self, kind) == getattr(other, kind) for kind in KINDS
        )

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, kind).ids for kind in KINDS))

    def __reduce__(self) -> tuple[Any, ...]:
        return (Catalog, (self._store,))

    def __repr__(self) -> str:
        numbers = {kind: len(getattr(self, kind)) for kind in reversed(KINDS)}
        counts = ", ".join(
            f"{number} {KINDS[kind].singular if number == 1 else kind}"
            for kind, number in numbers.items()
        )
        return f"<Catalog: {counts}>"

    def _repr_html_(self) -> str:
        from .._views.html import catalog_html

        return catalog_html({kind: len(getattr(self, kind)) for kind in reversed(KINDS)})
