"""Usage of concepts in corpora: what users pass is resolved here, and counted in `_texts`."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, get_args

from .._base.errors import (
    ArgumentError,
    ArgumentTypeError,
    PrecisionWarning,
    described,
    did_you_mean,
    wrong,
)
from .._base.periods import period
from .._model.concepts import Concept
from .._texts import comparing
from .._texts.counted import COMMAND, By, Corpora, Corpus
from .._texts.usage import AnyOf, Time, Usage
from .._texts.usage_rows import UsageRow, usage_rows
from .filters import resolve_record
from .store import Store

# What the store keeps of the file of renderings: the plain data, or a function that reads it.
RENDERINGS: Final = "renderings"
# Below this, a count is said to be doubtful.
MIN_PRECISION: Final = 0.95
# Warnings point at the line that called `pc.usage` or `catalog.usage`.
_STACK_LEVEL: Final = 4


def corpora_of(store: Store) -> Corpora:
    """The corpora of a catalog."""
    found: Corpora | None = store.cache.get("corpora")
    if found is None:
        found = store.cache["corpora"] = Corpora._of(_Corpora(store))
    return found


class _Corpora(Mapping[str, Corpus]):
    """The corpora of a catalog by id; the counts of each are read when it is first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: dict[str, Corpus] = {}

    def __getitem__(self, corpus_id: str) -> Corpus:
        corpus = self._made.get(corpus_id)
        if corpus is None:
            data = _with_present_ids(self._store, self._store.counts[corpus_id])
            # Two threads may both make it; the first one stored is kept.
            corpus = self._made.setdefault(corpus_id, Corpus(data))
        return corpus

    def __contains__(self, corpus_id: object) -> bool:
        return corpus_id in self._store.counts

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.counts)

    def __len__(self) -> int:
        return len(self._store.counts)


def _with_present_ids(store: Store, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The counts of a corpus, with ids that were replaced after the count as they are now."""
    counted = {concept_id for concept_id, _ in data.get("forms", ())}
    present = {each: store.current_id("concepts", each) for each in counted}
    renamed = {old: new for old, new in present.items() if old != new and new not in counted}
    if not renamed:
        return data
    changed = dict(data)
    for key in ("forms", "counts", "extremes", "precision"):
        changed[key] = [
            [renamed.get(concept_id, concept_id), *rest]
            for concept_id, *rest in data.get(key) or ()
        ]
    if data.get("sequences") is not None:
        changed["sequences"] = [
            [cell, [renamed.get(each, each) for each in listed], number]
            for cell, listed, number in data["sequences"]
        ]
    return changed


def usage(
    store: Store,
    concept: AnyOf[Concept | str],
    corpus: AnyOf[Corpus | str] | None,
    by: By,
    form: str | None,
    since: Time | None,
    until: Time | None,
) -> Usage:
    """See `Catalog.usage`."""
    concepts = _concepts(store, concept, "usage")
    chosen = _corpora(store, corpus, "usage")
    _check_by("usage", by, get_args(By))
    first, last = period("usage", since, until)
    if by == "document":
        for each in chosen:
            if each.unit == "month":
                raise each._by_month("by='document' is not known")
    if form is not None:
        _check_form(concepts, form, chosen)
    rows: list[UsageRow] = []
    doubtful: dict[str, str] = {}
    for one in concepts:
        for each in chosen:
            rows += usage_rows(each, one.id, form, by, first, last)
            _note_precision(doubtful, each, one.id)
    _warn(doubtful)
    return Usage(rows, by, concepts, chosen)


def rising(
    store: Store,
    corpus: Corpus | str,
    since: Time,
    until: Time | None,
    genre: str | None,
    voice: str | None,
    at_least: float,
) -> comparing.Rising:
    """See `Catalog.rising`."""
    (chosen,) = _corpora(store, corpus, "rising", only_one=True)
    found = comparing.rising(chosen, since, until, genre, voice, at_least)
    _warn_of_rows(chosen, found)
    return found


def fading(
    store: Store,
    corpus: Corpus | str,
    peak: float,
    before: Time,
    since: Time | None,
    until: Time | None,
    genre: str | None,
    voice: str | None,
    at_least: float,
) -> comparing.Fading:
    """See `Catalog.fading`."""
    (chosen,) = _corpora(store, corpus, "fading", only_one=True)
    found = comparing.fading(chosen, peak, before, since, until, genre, voice, at_least)
    _warn_of_rows(chosen, found)
    return found


def sequences(
    store: Store, concepts: Iterable[Concept | str], corpus: AnyOf[Corpus | str] | None, by: By
) -> comparing.Sequences:
    """See `Catalog.sequences`."""
    named = _concepts(store, concepts, "sequences")
    if len(named) < 2:
        raise wrong(ArgumentError, "sequences", "at least two concepts", named[0].id)
    _check_by("sequences", by, ("year", "month"))
    chosen: Iterable[Corpus] = _corpora(store, corpus, "sequences")
    if corpus is None:
        # A corpus without lists is an error only when it was asked for, or when none has any.
        chosen = [each for each in chosen if each._data.get("sequences") is not None] or chosen
    return comparing.sequences(chosen, {each.id for each in named}, by)


def renderings(store: Store, concept: Concept | str) -> comparing.Renderings:
    """See `Catalog.renderings`."""
    found: Concept = resolve_record(store, ("concepts",), concept, "renderings")
    data = store.cache.get(RENDERINGS)
    if callable(data):
        data = store.cache[RENDERINGS] = data()
    if data is None:
        raise ArgumentError(
            "renderings: the catalog has no file of renderings; "
            "`policy-concepts renderings FOLDER` makes it"
        )
    retired = store.redirects.get("concepts", {})
    former = {each for each in retired if store.current_id("concepts", each) == found.id}
    return comparing.renderings(data, found.id, {found.id, *former})


# --- what users pass --------------------------------------------------------------------------


def _concepts(store: Store, value: Any, caller: str) -> tuple[Concept, ...]:
    """One concept or several, each once, in the order given."""
    single = isinstance(value, str | bytes | dict | Concept) or not isinstance(value, Iterable)
    found: list[Concept] = [
        resolve_record(store, ("concepts",), each, caller)
        for each in ((value,) if single else value)
    ]
    if not found:
        raise wrong(ArgumentError, caller, "at least one concept", "none")
    return tuple({each.id: each for each in found}.values())


def _corpora(store: Store, value: Any, caller: str, *, only_one: bool = False) -> Corpora:
    """One corpus or several, each once, in the order given; all of them for `None`."""
    known = corpora_of(store)
    if not known:
        raise ArgumentError(
            f"{caller}: the catalog has no counts; `{COMMAND}` makes them from a folder of texts"
        )
    if value is None and not only_one:
        return known
    single = isinstance(value, str | bytes | dict | Corpus) or not isinstance(value, Iterable)
    values = (value,) if single or only_one else tuple(value)
    if not values:
        raise wrong(ArgumentError, caller, "at least one corpus", "none")
    return Corpora([known._resolve(each, f"{caller}(corpus=)") for each in values])


def _check_by(caller: str, by: object, known: tuple[str, ...]) -> None:
    if not isinstance(by, str):
        raise wrong(ArgumentTypeError, caller, "a string for by", described(by))
    if by not in known:
        raise ArgumentError(f"{caller}: no by {by!r}.{did_you_mean(by, known)}")


def _check_form(concepts: tuple[Concept, ...], form: object, corpora: Corpora) -> None:
    """Raises unless a form is exactly a name of the one concept, now or when it was counted."""
    if not isinstance(form, str):
        raise wrong(ArgumentTypeError, "usage", "a string for form", described(form))
    if len(concepts) > 1:
        shown = ", ".join(each.id for each in concepts)
        raise wrong(ArgumentError, "usage", "one concept with form", shown)
    (concept,) = concepts
    known = {name.text for name in concept.names}
    for corpus in corpora:
        known |= set(corpus._forms.get(concept.id, ()))
    if form not in known:
        raise ArgumentError(f"usage: {concept.id} has no form {form!r}.{did_you_mean(form, known)}")


# --- precision --------------------------------------------------------------------------------


def _note_precision(doubtful: dict[str, str], corpus: Corpus, concept_id: str) -> None:
    precision, read = corpus._precision(concept_id)
    if precision is not None and precision < MIN_PRECISION:
        doubtful[f"{concept_id} in {corpus.id}"] = f"{precision:.2f} of {read}"


def _warn_of_rows(corpus: Corpus, rows: Iterable[comparing.ChangeRow]) -> None:
    doubtful: dict[str, str] = {}
    for concept_id in sorted({row.concept for row in rows}):
        _note_precision(doubtful, corpus, concept_id)
    _warn(doubtful, _STACK_LEVEL + 1)


def _warn(doubtful: dict[str, str], level: int = _STACK_LEVEL) -> None:
    if doubtful:
        shown = "; ".join(f"{place}: {share}" for place, share in doubtful.items())
        warnings.warn(
            f"of the hits that were read, fewer than {MIN_PRECISION:.0%} are the concept ({shown})",
            PrecisionWarning,
            stacklevel=level,
        )
