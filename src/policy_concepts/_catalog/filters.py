"""The criteria that `filter` takes.

Criteria for records, choices, languages and words are answered from postings of
(record id, key) pairs.
Times and text are checked record by record, after the other criteria.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, cast, get_args

from .._base.errors import ArgumentError, ArgumentTypeError, described, did_you_mean, wrong
from .._base.periods import period
from .._base.spelling import text_key
from .._base.text import is_language_tag, match_language
from .._model.concepts import Concept
from .._model.events import Event
from .._model.kinds import KINDS, SPEAKERS
from .._model.organizations import Organization
from .._model.places import Place
from .._model.record import Record
from .._model.records import class_of, kind_of
from .._model.shapes import (
    ChoiceShape,
    Field,
    ListShape,
    ReferenceShape,
    StringShape,
    TagShape,
    fields_of,
)
from .._model.sources_and_people import Evidence, Source
from .._model.vocabularies import Domain, Tier
from .store import OPEN_END, OPEN_START, Store

Pairs = Callable[[Store], Iterator[tuple[str, str]]]
_TIMES: Final = ("since", "until", "on", "certain")


class RecordCriterion(NamedTuple):
    """A criterion whose values name records of some kinds."""

    kinds: tuple[str, ...]
    pairs: Pairs


class ChoiceCriterion(NamedTuple):
    """A criterion whose values come from a fixed list."""

    choices: tuple[str, ...]
    pairs: Pairs


class LanguageCriterion(NamedTuple):
    """A criterion whose values are language tags."""

    pairs: Pairs


class WordCriterion(NamedTuple):
    """A criterion whose values are the strings that a field has, compared without case."""

    pairs: Pairs


Criterion = RecordCriterion | ChoiceCriterion | LanguageCriterion | WordCriterion


# --- (record id, key) pairs -------------------------------------------------------------------


def _pairs_from(kind: str, keys: Callable[[Any], Iterable[str]]) -> Pairs:
    def pairs(store: Store) -> Iterator[tuple[str, str]]:
        for record in store.rows(kind):
            for key in keys(record):
                yield record.id, key

    return pairs


def _ids(*records: Record | None) -> Iterator[str]:
    for record in records:
        if record is not None:
            yield record.id


def _ids_with_ancestors(record: Place | Event | Organization | None) -> Iterator[str]:
    if record is not None:
        yield record.id
        yield from (ancestor.id for ancestor in record.ancestors)


def _sources_of(evidence: Iterable[Evidence]) -> Iterator[Source]:
    for each in evidence:
        yield each.source


def _concept_evidence(concept: Concept) -> Iterator[Source]:
    yield from _sources_of(concept.evidence)
    for claims in (concept.names, concept.first_uses, concept.facets):
        for claim in claims:
            yield from _sources_of(claim.evidence)


def _concepts_by_speaker(store: Store) -> Iterator[tuple[str, str]]:
    for statement in store.rows("statements"):
        for concept in statement.concepts:
            for speaker in _ids(statement.speaker):
                yield concept.id, speaker


def _concepts_by_person(store: Store) -> Iterator[tuple[str, str]]:
    yield from _concepts_by_speaker(store)
    for concept in store.rows("concepts"):
        for use in concept.first_uses:
            for person in _ids(use.by):
                yield concept.id, person


def _events_of_concepts(store: Store) -> Iterator[tuple[str, str]]:
    """(event, concept) for first uses and statements."""
    for concept in store.rows("concepts"):
        for use in concept.first_uses:
            for event in _ids(use.event):
                yield event, concept.id
    for statement in store.rows("statements"):
        for event in _ids(statement.event):
            for concept in statement.concepts:
                yield event, concept.id


def _concepts_by_event(store: Store) -> Iterator[tuple[str, str]]:
    for event, concept in _events_of_concepts(store):
        for key in _ids_with_ancestors(store.by_id("events")[event]):
            yield concept, key


def _events_by_speaker(store: Store) -> Iterator[tuple[str, str]]:
    for statement in store.rows("statements"):
        for event in _ids(statement.event):
            for speaker in _ids(statement.speaker):
                yield event, speaker


def _events_by_person(store: Store) -> Iterator[tuple[str, str]]:
    yield from _events_by_speaker(store)
    for event in store.rows("events"):
        for participant in event.participants:
            yield event.id, participant.id


def _sources_by_concept(store: Store) -> Iterator[tuple[str, str]]:
    """(source, concept) for everything said about a concept."""
    for concept in store.rows("concepts"):
        for source in _concept_evidence(concept):
            yield source.id, concept.id
    for statement in store.rows("statements"):
        for source in statement.sources:
            for concept in statement.concepts:
                yield source.id, concept.id


def _sources_by_event(store: Store) -> Iterator[tuple[str, str]]:
    for event in store.rows("events"):
        for source in _sources_of(event.evidence):
            for key in _ids_with_ancestors(event):
                yield source.id, key
    for statement in store.rows("statements"):
        for source in statement.sources:
            for key in _ids_with_ancestors(statement.event):
                yield source.id, key


def _people_by_concept(store: Store) -> Iterator[tuple[str, str]]:
    for concept, person in _concepts_by_person(store):
        yield person, concept


def _places_by_concept(store: Store) -> Iterator[tuple[str, str]]:
    for event, concept in _events_of_concepts(store):
        for place in _ids(store.by_id("events")[event].place):
            yield place, concept


def _event_field(link: str) -> Callable[[Any], Iterator[str]]:
    def keys(statement: Any) -> Iterator[str]:
        return _ids_with_ancestors(statement.event and getattr(statement.event, link))

    return keys


_AGENTS: Final = ("people", "organizations")
# Criteria that are not fields of the kind; those of fields are derived (`filtered` in the model).
_RELATIONS: Final[dict[str, dict[str, Criterion]]] = {
    "concepts": {
        "event": RecordCriterion(("events",), _concepts_by_event),
        "speaker": RecordCriterion(SPEAKERS, _concepts_by_speaker),
        "person": RecordCriterion(_AGENTS, _concepts_by_person),
        "lang": LanguageCriterion(
            _pairs_from("concepts", lambda c: {name.lang for name in c.names})
        ),
    },
    "events": {
        "concept": RecordCriterion(("concepts",), _events_of_concepts),
        "event": RecordCriterion(("events",), _pairs_from("events", _ids_with_ancestors)),
        "speaker": RecordCriterion(SPEAKERS, _events_by_speaker),
        "person": RecordCriterion(_AGENTS, _events_by_person),
    },
    "statements": {
        "person": RecordCriterion(_AGENTS, _pairs_from("statements", lambda s: _ids(s.speaker))),
        "organizer": RecordCriterion(
            ("organizations",), _pairs_from("statements", _event_field("organizer"))
        ),
        "place": RecordCriterion(("places",), _pairs_from("statements", _event_field("place"))),
        "publisher": RecordCriterion(
            ("organizations",),
            _pairs_from("statements", lambda s: _ids(*(source.publisher for source in s.sources))),
        ),
        "domain": ChoiceCriterion(
            get_args(Domain),
            _pairs_from("statements", lambda s: {d for c in s.concepts for d in c.domains}),
        ),
        "tier": ChoiceCriterion(
            get_args(Tier),
            _pairs_from("statements", lambda s: {source.tier for source in s.sources}),
        ),
        "lang": LanguageCriterion(
            _pairs_from("statements", lambda s: (s.quote.lang,) if s.quote else ())
        ),
    },
    "sources": {
        "concept": RecordCriterion(("concepts",), _sources_by_concept),
        "event": RecordCriterion(("events",), _sources_by_event),
        "person": RecordCriterion(
            _AGENTS,
            _pairs_from(
                "sources", lambda s: _ids(*(a for a in s.authors if isinstance(a, Record)))
            ),
        ),
    },
    "people": {"concept": RecordCriterion(("concepts",), _people_by_concept)},
    "organizations": {"concept": RecordCriterion(("concepts",), _people_by_concept)},
    "places": {
        "concept": RecordCriterion(("concepts",), _places_by_concept),
        "place": RecordCriterion(("places",), _pairs_from("places", _ids_with_ancestors)),
    },
}
# Criteria that also match what lies within the given record.
_HIERARCHICAL: Final = ("event", "organizer", "place")


@cache
def criteria(kind: str) -> Mapping[str, Criterion]:
    """The criteria of a kind, besides text and times."""
    found = {
        field.filtered: _of_field(kind, field)
        for field in fields_of(class_of(kind))
        if field.filtered
    }
    return {**found, **_RELATIONS.get(kind, {})}


def _of_field(kind: str, field: Field) -> Criterion:
    """The criterion for the values of a field."""
    listed = isinstance(field.shape, ListShape)
    shape = field.shape.item if isinstance(field.shape, ListShape) else field.shape

    def values(record: Any) -> Iterable[Any]:
        content = getattr(record, field.name)
        if listed:
            return cast(Iterable[Any], content)
        return () if content is None else (content,)

    if isinstance(shape, ReferenceShape):
        ids = _ids_with_ancestors if field.filtered in _HIERARCHICAL else _ids
        pairs = _pairs_from(
            kind, lambda record: (key for each in values(record) for key in ids(each))
        )
        return RecordCriterion(shape.kinds, pairs)
    if isinstance(shape, ChoiceShape):
        return ChoiceCriterion(shape.choices, _pairs_from(kind, values))
    if isinstance(shape, TagShape):
        return LanguageCriterion(_pairs_from(kind, values))
    assert isinstance(shape, StringShape), field
    return WordCriterion(_pairs_from(kind, lambda record: map(str.casefold, values(record))))


def keywords(kind: str) -> tuple[str, ...]:
    """The keywords that `filter` takes for a kind."""
    times = _TIMES if KINDS[kind].dated else ()
    return (*criteria(kind), "text", *times)


def preload(store: Store) -> None:
    """Builds every record, and every index that look-up and filters use."""
    for kind in KINDS:
        for _ in store.rows(kind):
            pass
        store.names(kind).suggestion_index()
        store.positions(kind)
        if KINDS[kind].dated:
            store.dates(kind)
        for keyword, criterion in criteria(kind).items():
            store.postings(kind, keyword, criterion.pairs)
        store.folded_texts(kind)


# --- selecting --------------------------------------------------------------------------------


def select(
    store: Store, kind: str, positions: Sequence[int], arguments: dict[str, Any]
) -> Sequence[int]:
    """Selects, in the given order, the positions of the records that match all arguments.

    Raises:
        ArgumentTypeError: An unknown keyword, or a value of the wrong type.
        ArgumentError: An invalid value.
        UnknownNameError, AmbiguousNameError: A name that no record has, or that several share.
    """
    arguments = dict(arguments)
    known = keywords(kind)
    for keyword, value in arguments.items():
        if keyword not in known:
            raise ArgumentTypeError(
                f"{kind}.filter: no keyword {keyword!r}.{did_you_mean(keyword, known)}"
            )
        if value is None:
            raise wrong(
                ArgumentTypeError,
                f"{kind}.filter",
                f"a value for {keyword}",
                "None (leave the keyword out to filter by nothing)",
            )
    results = [
        _matching(store, kind, keyword, criterion, arguments.pop(keyword))
        for keyword, criterion in criteria(kind).items()
        if keyword in arguments
    ]
    if results:
        is_whole = positions == range(len(store.rows(kind)))
        if is_whole and len(results) == 1:
            positions = results[0]
        else:
            # Smallest first, so that little is compared.
            fewest, *others = sorted(results, key=len)
            allowed = set(fewest).intersection(*others)
            positions = sorted(allowed) if is_whole else [p for p in positions if p in allowed]
    if "text" in arguments:
        positions = _with_text(store, kind, positions, arguments.pop("text"))
    if arguments:
        positions = _in_period(store, kind, positions, arguments)
    return positions


def _matching(
    store: Store, kind: str, keyword: str, criterion: Criterion, value: Any
) -> Sequence[int]:
    """The positions of the records that match one criterion, in order."""
    postings = store.postings(kind, keyword, criterion.pairs)
    lists: list[Sequence[int]] = []
    for each in _as_values(kind, keyword, value):
        if isinstance(criterion, RecordCriterion):
            key = resolve_record(store, criterion.kinds, each, f"{kind}.filter({keyword}=)").id
            lists.append(postings.get(key) or ())
        elif isinstance(criterion, ChoiceCriterion):
            if not isinstance(each, str):
                raise wrong(
                    ArgumentTypeError, f"{kind}.filter", f"a string for {keyword}", described(each)
                )
            if each not in criterion.choices:
                raise ArgumentError(
                    f"{kind}.filter: no {keyword} {each!r}.{did_you_mean(each, criterion.choices)}"
                )
            lists.append(postings.get(each) or ())
        elif isinstance(criterion, WordCriterion):
            lists.append(_with_word(kind, keyword, postings, each))
        else:
            lists += _in_language(kind, postings, each)
    return lists[0] if len(lists) == 1 else sorted(set().union(*lists))


def _with_word(kind: str, keyword: str, postings: Any, word: Any) -> Sequence[int]:
    if not isinstance(word, str):
        raise wrong(ArgumentTypeError, f"{kind}.filter", f"a string for {keyword}", described(word))
    found: Sequence[int] | None = postings.get(word.casefold())
    if found is None:
        raise ArgumentError(
            f"{kind}.filter: nothing has the {keyword} {word!r}.{did_you_mean(word, postings)}"
        )
    return found


def _in_language(kind: str, postings: Any, tag: Any) -> list[Sequence[int]]:
    if not isinstance(tag, str):
        raise wrong(ArgumentTypeError, f"{kind}.filter", "a BCP 47 tag for lang", described(tag))
    tags = [known for known in postings if match_language(tag, (known,)) is not None]
    if not tags:
        form = "" if is_language_tag(tag) else " (which is not a BCP 47 tag)"
        raise ArgumentError(
            f"{kind}.filter: nothing is in the language {tag!r}{form}; "
            f"there are {', '.join(sorted(postings)) or 'none'}"
        )
    return [postings[known] for known in tags]


def _as_values(kind: str, keyword: str, value: Any) -> Iterable[Any]:
    """The values of an argument: those of an iterable, such as a collection, else the one value."""
    single = isinstance(value, (str, bytes, dict, Record))
    if single or not isinstance(value, Iterable):
        return (value,)
    values = tuple(value)
    if not values:
        raise wrong(ArgumentError, f"{kind}.filter", f"at least one value for {keyword}", "none")
    return values


def resolve_record(store: Store, kinds: tuple[str, ...], value: Any, caller: str) -> Any:
    """Resolves an argument to a record: the record itself, its id, or any of its names."""
    row = kind_of(value)
    if row is None:
        return store.lookup(kinds, value, caller)
    kind = row.plural
    if kind not in kinds:
        wanted = " or ".join(KINDS[each].singular for each in kinds)
        raise wrong(ArgumentTypeError, f"{caller}", f"a {wanted}", repr(value))
    if store.current_id(kind, value.id) not in store.by_id(kind):
        raise ArgumentError(f"{caller}: {value!r} is not in this catalog")
    return value


def _with_text(store: Store, kind: str, positions: Sequence[int], text: Any) -> Sequence[int]:
    wanted = []
    for each in _as_values(kind, "text", text):
        if not isinstance(each, str):
            raise wrong(ArgumentTypeError, f"{kind}.filter", "a string for text", described(each))
        key = text_key(each)
        if not key:
            raise wrong(ArgumentError, f"{kind}.filter", "words for text", repr(each))
        wanted.append(key)
    texts = store.folded_texts(kind)
    return [p for p in positions if any(each in texts[p] for each in wanted)]


def _in_period(
    store: Store, kind: str, positions: Sequence[int], arguments: dict[str, Any]
) -> Sequence[int]:
    certain = arguments.pop("certain", False)
    if not isinstance(certain, bool):
        raise wrong(ArgumentTypeError, f"{kind}.filter", "True or False for certain", repr(certain))
    if not arguments:
        raise ArgumentTypeError(f"{kind}.filter: certain goes with since, until or on")
    since, until = period(f"{kind}.filter", **arguments)
    first = OPEN_START if since is None else since.toordinal()
    last = OPEN_END if until is None else until.toordinal()
    days = store.dates(kind)
    starts, ends, sure = days.first, days.last, days.sure
    if certain:
        return [p for p in positions if first <= starts[p] and ends[p] <= last and sure[p]]
    return [p for p in positions if first <= ends[p] and starts[p] <= last]
