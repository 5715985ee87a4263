"""The controlled vocabularies: the values of fields with a fixed list of words.

docs/editing.md explains each value.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

ConceptKind: TypeAlias = Literal[
    "guiding_thought",
    "theory",
    "principle",
    "strategy",
    "initiative",
    "goal",
    "policy",
    "institution",
    "diagnosis",
    "slogan",
]
Domain: TypeAlias = Literal[
    "economy",
    "science_technology",
    "party",
    "ideology",
    "law",
    "governance",
    "diplomacy",
    "security",
    "defence",
    "ecology",
    "society",
    "rural",
    "culture",
    "hong_kong_macao",
    "taiwan",
]
NameKind: TypeAlias = Literal[
    "preferred", "variant", "abbreviation", "former", "literal", "romanization"
]
FirstUseKind: TypeAlias = Literal["coined", "leader", "document", "retroactive"]
Rank: TypeAlias = Literal["preferred", "normal", "disputed"]
RelationKind: TypeAlias = Literal["broader", "part_of", "related", "supersedes", "elaborates"]
EventKind: TypeAlias = Literal[
    "congress",
    "plenum",
    "conference",
    "session",
    "deliberation",
    "meeting",
    "study_session",
    "symposium",
    "inspection_tour",
    "visit",
    "summit",
    "speech",
    "ceremony",
    "press_conference",
    "publication",
    "adoption",
    "negotiation",
    "other",
]
StatementKind: TypeAlias = Literal[
    "definition", "explanation", "call", "caution", "assessment", "commitment"
]
Voice: TypeAlias = Literal["direct", "reported", "collective", "document", "article"]
Tier: TypeAlias = Literal["primary", "official_report", "press", "scholarly", "reference"]
# The item types of CSL 1.0.2, https://docs.citationstyles.org/en/stable/specification.html
SourceType: TypeAlias = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
