"""The records: what the library is about.

Every class is frozen and slotted, takes keyword arguments only, compares by value and holds what
it points forward to as objects: a statement its speaker, event, concepts and sources.
Nothing holds its users; those are queries (`statements.filter(concept=c)`).
A record knows no catalog, so it can be shown, cited, pickled and compared alone.

They stand in modules of their own, in the order in which they may refer to each other: places,
organizations, sources and people, events, concepts, statements.
This module gathers them for the rest of the library.
"""

from __future__ import annotations

from typing import TypeAlias

from .authors import Author
from .concepts import Concept, Facet, FacetItem, FirstUse, Match, Name, Relation
from .csl import CslVariables
from .events import Event
from .organizations import Organization
from .places import Place
from .sources_and_people import Evidence, Person, Post, Source
from .statements import Quote, Statement
from .vocabularies import (
    ConceptKind,
    Domain,
    EventKind,
    FirstUseKind,
    NameKind,
    Rank,
    RelationKind,
    SourceType,
    StatementKind,
    Tier,
    Voice,
)

Record: TypeAlias = Concept | Event | Statement | Source | Person | Organization | Place

__all__ = [
    "Author",
    "Concept",
    "ConceptKind",
    "CslVariables",
    "Domain",
    "Event",
    "EventKind",
    "Evidence",
    "Facet",
    "FacetItem",
    "FirstUse",
    "FirstUseKind",
    "Match",
    "Name",
    "NameKind",
    "Organization",
    "Person",
    "Place",
    "Post",
    "Quote",
    "Rank",
    "Record",
    "Relation",
    "RelationKind",
    "Source",
    "SourceType",
    "Statement",
    "StatementKind",
    "Tier",
    "Voice",
]
