"""The keyword arguments of `filter`, for type checkers.

A test compares them with `filters.criteria`.
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
# A value, or several, any of which may match.
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
    """Arguments of `concepts.filter`; times are those of the first use."""

    event: EventArg
    speaker: SpeakerArg
    person: AgentArg
    place: PlaceArg
    kind: AnyOf[ConceptKind]
    domain: AnyOf[Domain]
    lang: AnyOf[str]


class EventFilters(_TimeFilter, total=False):
    """Arguments of `events.filter`."""

    concept: ConceptArg
    event: EventArg
    speaker: SpeakerArg
    person: AgentArg
    organizer: OrganizationArg
    place: PlaceArg
    kind: AnyOf[EventKind]


class StatementFilters(_TimeFilter, total=False):
    """Arguments of `statements.filter`."""

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
    """Arguments of `sources.filter`; `kind` is the CSL item type."""

    concept: ConceptArg
    event: EventArg
    person: AgentArg
    publisher: OrganizationArg
    kind: AnyOf[SourceType]
    tier: AnyOf[Tier]
    lang: AnyOf[str]
    via: AnyOf[str]


class PersonFilters(_TextFilter, total=False):
    """Arguments of `people.filter`."""

    concept: ConceptArg


class OrganizationFilters(_TextFilter, total=False):
    """Arguments of `organizations.filter`."""

    concept: ConceptArg


class PlaceFilters(_TextFilter, total=False):
    """Arguments of `places.filter`."""

    concept: ConceptArg
    place: PlaceArg
