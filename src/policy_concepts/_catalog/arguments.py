"""The types of the arguments that `filter` takes, for type checkers.

A test holds them to `filters.criteria`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TypeAlias, TypedDict, TypeVar

from .._base.dates import PartialDate
from .._model.concepts import Concept
from .._model.events import Event
from .._model.organizations import Organization
from .._model.places import Place
from .._model.sources_and_people import Person, Source
from .._model.vocabularies import (
    ConceptKind,
    Domain,
    EventKind,
    SourceType,
    StatementKind,
    Tier,
    Voice,
)

T = TypeVar("T")

Time: TypeAlias = str | datetime.date | PartialDate
# A value, or several of which any will do.
AnyOf: TypeAlias = T | Iterable[T]
ConceptArg: TypeAlias = AnyOf[Concept | str]
EventArg: TypeAlias = AnyOf[Event | str]
PlaceArg: TypeAlias = AnyOf[Place | str]
OrganizationArg: TypeAlias = AnyOf[Organization | str]
AgentArg: TypeAlias = AnyOf[Person | Organization | str]
SpeakerArg: TypeAlias = AnyOf[Person | Organization | Source | str]


class _TextFilter(TypedDict, total=False):
    text: AnyOf[str]


class _TimeFilter(_TextFilter, total=False):
    since: Time
    until: Time
    on: Time
    certain: bool


class ConceptFilters(_TimeFilter, total=False):
    """What `concepts.filter` takes; times are those of the first use."""

    event: EventArg
    speaker: SpeakerArg
    person: AgentArg
    place: PlaceArg
    kind: AnyOf[ConceptKind]
    domain: AnyOf[Domain]
    lang: AnyOf[str]


class EventFilters(_TimeFilter, total=False):
    """What `events.filter` takes."""

    concept: ConceptArg
    event: EventArg
    speaker: SpeakerArg
    person: AgentArg
    organizer: OrganizationArg
    place: PlaceArg
    kind: AnyOf[EventKind]


class StatementFilters(_TimeFilter, total=False):
    """What `statements.filter` takes."""

    concept: ConceptArg
    event: EventArg
    speaker: SpeakerArg
    person: AgentArg
    organizer: OrganizationArg
    place: PlaceArg
    publisher: OrganizationArg
    kind: AnyOf[StatementKind]
    voice: AnyOf[Voice]
    domain: AnyOf[Domain]
    tier: AnyOf[Tier]
    lang: AnyOf[str]


class SourceFilters(_TimeFilter, total=False):
    """What `sources.filter` takes; `kind` is the CSL item type."""

    concept: ConceptArg
    event: EventArg
    person: AgentArg
    publisher: OrganizationArg
    kind: AnyOf[SourceType]
    tier: AnyOf[Tier]
    lang: AnyOf[str]


class PersonFilters(_TextFilter, total=False):
    """What `people.filter` takes."""

    concept: ConceptArg


class OrganizationFilters(_TextFilter, total=False):
    """What `organizations.filter` takes."""

    concept: ConceptArg


class PlaceFilters(_TextFilter, total=False):
    """What `places.filter` takes."""

    concept: ConceptArg
    place: PlaceArg
