"""The records: what the library is about.

Every class is frozen and slotted, takes keyword arguments only, compares by value and holds what
it points forward to as objects: a statement its speaker, event, concepts and sources.
Nothing holds its users; those are queries (`statements.filter(concept=c)`).
A record knows no catalog, so it can be shown, cited, pickled and compared alone.

The seven kinds of record come after the values that they are made of, in the order in which they
may refer to each other: places and organizations, sources and people, events, concepts,
statements.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias, TypeVar, overload

from attrs import field, frozen

from ._dates import PartialDate
from ._errors import ArgumentError, ArgumentTypeError, UnknownNameError, did_you_mean
from ._rules import (
    each,
    each_of,
    each_string,
    is_a,
    is_string,
    is_tag,
    matches,
    name_fields,
    one_of,
    to_optional_date,
    to_optional_text,
    to_text,
    to_tuple,
)
from ._text import Text, fold, match_language

D = TypeVar("D")

# --- controlled vocabularies ------------------------------------------------------------------

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


def about(doc: str) -> dict[str, str]:
    """A field's one-line description, from which the docs and the JSON Schema are made."""
    return {"doc": doc}


def _hash_by_id(self: Any) -> int:
    return hash((type(self).__name__, self.id))


_ID: Final = about("The record's own short name, unique within its kind and never changed.")
_WIKIDATA: Final = about("Wikidata item id, such as `Q148`, where a source shows it.")
_EVIDENCE: Final = about("The sources that the claim rests on, and where in them.")


class _Shown:
    """Shows a record in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        # Imported when shown: the records themselves need nothing that knows HTML.
        from ._html import record_html

        return record_html(self)  # type: ignore[arg-type]  # each subclass is a record


# --- places and organizations -----------------------------------------------------------------


@frozen(kw_only=True, field_transformer=name_fields)
class Place(_Shown):
    """A country, province, city or other place.

    Example:
        >>> from policy_concepts import Place
        >>> country = Place(id="arvania", name="Arvania")
        >>> town = Place(id="mirsk", name={"en": "Mirsk", "zh-Hans": "米尔斯克"}, parent=country)
        >>> town.is_within(country), [str(place.name) for place in town.ancestors]
        (True, ['Arvania'])
    """

    id: str = field(validator=matches("id"), metadata=_ID)
    name: Text = field(
        converter=to_text,
        validator=is_a(Text),
        metadata=about("The usual name, in each language that a source shows."),
    )
    aliases: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each_string,
        metadata=about("Other names by which the record is looked up."),
    )
    parent: Place | None = field(
        default=None,
        validator=lambda self, attribute, value: is_a(Place)(self, attribute, value),
        metadata=about("The place it lies in."),
    )
    code: str | None = field(
        default=None,
        validator=matches("iso_3166"),
        metadata=about("ISO 3166-1 alpha-2 code of a country, ISO 3166-2 code of a part of one."),
    )
    wikidata: str | None = field(default=None, validator=matches("wikidata"), metadata=_WIKIDATA)

    __hash__ = _hash_by_id

    @property
    def ancestors(self) -> tuple[Place, ...]:
        """The places it lies in, the nearest first."""
        return _chain(self, "parent")

    def is_within(self, other: Place) -> bool:
        """Whether it is the other place or lies in it."""
        return self.id == other.id or any(place.id == other.id for place in self.ancestors)

    def __repr__(self) -> str:
        return _line("Place", self.id, self.name)


@frozen(kw_only=True, field_transformer=name_fields)
class Organization(_Shown):
    """A party, state organ, ministry, newspaper, publisher or other body.

    Example:
        >>> from policy_concepts import Organization
        >>> Organization(id="arvania-gazette", name="Arvania Gazette", abbreviation="AG")
        <Organization arvania-gazette: Arvania Gazette>
    """

    id: str = field(validator=matches("id"), metadata=_ID)
    name: Text = field(
        converter=to_text,
        validator=is_a(Text),
        metadata=about("The full name, in each language that a source shows."),
    )
    abbreviation: str | None = field(
        default=None,
        validator=is_string,
        metadata=about("The abbreviation in use, such as `CPC`."),
    )
    aliases: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each_string,
        metadata=about("Other names by which the record is looked up."),
    )
    parent: Organization | None = field(
        default=None,
        validator=lambda self, attribute, value: is_a(Organization)(self, attribute, value),
        metadata=about("The body that it is an organ or part of."),
    )
    wikidata: str | None = field(default=None, validator=matches("wikidata"), metadata=_WIKIDATA)

    __hash__ = _hash_by_id

    @property
    def ancestors(self) -> tuple[Organization, ...]:
        """The bodies it is part of, the nearest first."""
        return _chain(self, "parent")

    def is_within(self, other: Organization) -> bool:
        """Whether it is the other body or part of it."""
        return self.id == other.id or any(body.id == other.id for body in self.ancestors)

    def __repr__(self) -> str:
        return _line("Organization", self.id, self.name)


# --- sources and evidence ---------------------------------------------------------------------


@frozen(kw_only=True, field_transformer=name_fields)
class Author:
    """A name as it stands on a source, for an author who has no record.

    The parts are those of a CSL name variable.

    Raises:
        ArgumentError: (a `ValueError`) Neither a family name nor a literal name, or both.

    Example:
        >>> from policy_concepts import Author
        >>> str(Author(family="Berg", given="Ida", non_dropping_particle="van den"))
        'Ida van den Berg'
    """

    family: str | None = field(
        default=None, validator=is_string, metadata=about("Family name; whole name if only one.")
    )
    given: str | None = field(
        default=None, validator=is_string, metadata=about("Given names or initials.")
    )
    dropping_particle: str | None = field(
        default=None,
        validator=is_string,
        metadata=about("A particle dropped when only the family name is given (`de` La Fontaine)."),
    )
    non_dropping_particle: str | None = field(
        default=None,
        validator=is_string,
        metadata=about("A particle kept with the family name (`van den` Berg)."),
    )
    suffix: str | None = field(
        default=None, validator=is_string, metadata=about("Such as `Jr.` or `III`.")
    )
    literal: str | None = field(
        default=None,
        validator=is_string,
        metadata=about("A name that is not taken apart: a body, a pen name, a byline."),
    )

    def __attrs_post_init__(self) -> None:
        if (self.family is None) == (self.literal is None):
            raise ArgumentError(
                "Author: expected either a family name (with or without given) or a literal name; "
                f"found family={self.family!r}, literal={self.literal!r}"
            )

    def __str__(self) -> str:
        if self.literal is not None:
            return self.literal
        parts = (
            self.given,
            self.dropping_particle,
            self.non_dropping_particle,
            self.family,
            self.suffix,
        )
        return " ".join(part for part in parts if part)


@frozen(kw_only=True, field_transformer=name_fields)
class Source(_Shown):
    """A page or text that was read, described so that it can be cited.

    Example:
        >>> from policy_concepts import Source
        >>> source = Source(id="gazette-2031-04-02", type="article-newspaper",
        ...     tier="official_report", title="Orlan puts forward green ledger",
        ...     date="2031-04-02")
        >>> source
        <Source gazette-2031-04-02: Orlan puts forward green ledger (2031-04-02)>
    """

    id: str = field(validator=matches("id"), metadata=_ID)
    type: SourceType = field(
        validator=one_of(SourceType), metadata=about("Item type of CSL 1.0.2.")
    )
    tier: Tier = field(
        validator=one_of(Tier),
        metadata=about("How near the source stands to what it tells of, the nearest first."),
    )
    title: Text = field(
        converter=to_text,
        validator=is_a(Text),
        metadata=about("The title as the source shows it; translations beside it."),
    )
    authors: tuple[Person | Organization | Author, ...] = field(
        default=(),
        converter=to_tuple,
        validator=lambda self, attribute, value: each(Person, Organization, Author)(
            self, attribute, value
        ),
        metadata=about("The authors in the source's order."),
    )
    publisher: Organization | None = field(
        default=None,
        validator=is_a(Organization),
        metadata=about("The body that published it."),
    )
    container_title: Text | None = field(
        default=None,
        converter=to_optional_text,
        validator=is_a(Text),
        metadata=about("The newspaper, journal, book or site that it stands in."),
    )
    date: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("The day of publication."),
    )
    url: str | None = field(
        default=None, validator=matches("url"), metadata=about("The address that was read.")
    )
    archived_url: str | None = field(
        default=None, validator=matches("url"), metadata=about("The address of an archived copy.")
    )
    accessed: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("The day on which the curator read it; a stored copy counts."),
    )
    lang: str | None = field(
        default=None, validator=is_tag, metadata=about("The language it is written in.")
    )
    volume: str | None = field(default=None, validator=is_string, metadata=about("Volume."))
    issue: str | None = field(default=None, validator=is_string, metadata=about("Issue or number."))
    pages: str | None = field(
        default=None, validator=is_string, metadata=about("Page or range of pages.")
    )
    doi: str | None = field(
        default=None, validator=matches("doi"), metadata=about("DOI, without the resolver.")
    )
    note: str | None = field(
        default=None,
        validator=is_string,
        metadata=about("What a reader should know of it, such as what a mirror mirrors."),
    )

    __hash__ = _hash_by_id

    @property
    def name(self) -> Text:
        """The title, under the name that every kind of speaker has."""
        return self.title

    def __repr__(self) -> str:
        return _line("Source", self.id, self.title, self.date)


@frozen(kw_only=True, field_transformer=name_fields)
class Evidence:
    """A source that a claim rests on, and where in it."""

    source: Source = field(validator=is_a(Source), metadata=about("The source that was read."))
    locator: str | None = field(
        default=None,
        validator=is_string,
        metadata=about("Where in the source: `para. 2`, `title`, `p. 14`."),
    )
    note: str | None = field(
        default=None,
        validator=is_string,
        metadata=about("How the claim follows, such as a weekday counted from a dateline."),
    )


# --- people -----------------------------------------------------------------------------------


@frozen(kw_only=True, field_transformer=name_fields)
class Post:
    """An office that a person held."""

    title: Text = field(
        converter=to_text, validator=is_a(Text), metadata=about("The name of the office.")
    )
    organization: Organization | None = field(
        default=None, validator=is_a(Organization), metadata=about("The body it is an office of.")
    )
    since: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("When the person took office; absent when no source says."),
    )
    until: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("When the person left office; absent while in office or unknown."),
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=each(Evidence), metadata=_EVIDENCE
    )

    def __attrs_post_init__(self) -> None:
        _check_period("Post", self.since, self.until)


@frozen(kw_only=True, field_transformer=name_fields)
class Person(_Shown):
    """A speaker, participant or author.

    Example:
        >>> from policy_concepts import Person
        >>> Person(id="orlan-mira", name="Mira Orlan", family="Orlan", given="Mira")
        <Person orlan-mira: Mira Orlan>
    """

    id: str = field(validator=matches("id"), metadata=_ID)
    name: Text = field(
        converter=to_text,
        validator=is_a(Text),
        metadata=about("The usual name, whole, in each language."),
    )
    family: str | None = field(
        default=None, validator=is_string, metadata=about("Family name in Latin letters.")
    )
    given: str | None = field(
        default=None, validator=is_string, metadata=about("Given name in Latin letters.")
    )
    aliases: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each_string,
        metadata=about("Other names by which the record is looked up."),
    )
    posts: tuple[Post, ...] = field(
        default=(), converter=to_tuple, validator=each(Post), metadata=about("Offices held.")
    )
    wikidata: str | None = field(default=None, validator=matches("wikidata"), metadata=_WIKIDATA)

    __hash__ = _hash_by_id

    def posts_on(self, on: str | datetime.date | PartialDate) -> tuple[Post, ...]:
        """The offices that may have been held at a time.

        Args:
            on: EDTF string, `datetime.date` or `PartialDate`.

        Raises:
            InvalidDateError: (a `ValueError`) Not a date.
        """
        day = PartialDate(on)
        return tuple(post for post in self.posts if _in_force(post.since, post.until, day))

    def __repr__(self) -> str:
        return _line("Person", self.id, self.name)


# --- events -----------------------------------------------------------------------------------


@frozen(kw_only=True, field_transformer=name_fields)
class Event(_Shown):
    """An occasion: a meeting, tour, speech or adoption of a text.

    Example:
        >>> from policy_concepts import Event
        >>> Event(id="budget-speech-2031", title="Budget speech", kind="speech", date="2031-04-02")
        <Event budget-speech-2031: Budget speech (2031-04-02)>
    """

    id: str = field(validator=matches("id"), metadata=_ID)
    title: Text = field(
        converter=to_text, validator=is_a(Text), metadata=about("The usual name of the occasion.")
    )
    kind: EventKind = field(validator=one_of(EventKind), metadata=about("The kind of occasion."))
    date: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("The day or days, civil dates at the place."),
    )
    place: Place | None = field(
        default=None, validator=is_a(Place), metadata=about("Where it took place.")
    )
    organizer: Organization | None = field(
        default=None, validator=is_a(Organization), metadata=about("The body that held it.")
    )
    participants: tuple[Person | Organization, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each(Person, Organization),
        metadata=about("Those whom a source names as taking part; seldom all."),
    )
    part_of: Event | None = field(
        default=None,
        validator=lambda self, attribute, value: is_a(Event)(self, attribute, value),
        metadata=about("The larger event within whose dates it lies."),
    )
    summary: Text | None = field(
        default=None,
        converter=to_optional_text,
        validator=is_a(Text),
        metadata=about("What happened, in our words."),
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=each(Evidence), metadata=_EVIDENCE
    )

    __hash__ = _hash_by_id

    @property
    def ancestors(self) -> tuple[Event, ...]:
        """The larger events it is part of, the nearest first."""
        return _chain(self, "part_of")

    def is_within(self, other: Event) -> bool:
        """Whether it is the other event or part of it."""
        return self.id == other.id or any(event.id == other.id for event in self.ancestors)

    def __repr__(self) -> str:
        return _line("Event", self.id, self.title, self.date)


# --- concepts ---------------------------------------------------------------------------------


@frozen(kw_only=True, field_transformer=name_fields)
class Match:
    """How a name is told from the same characters in ordinary language."""

    not_followed_by: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each_string,
        metadata=about("The name is not meant when one of these strings follows it."),
    )
    not_preceded_by: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each_string,
        metadata=about("The name is not meant when one of these strings stands before it."),
    )
    requires: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each_string,
        metadata=about("The name is meant only when one of these stands in the same paragraph."),
    )
    case_sensitive: bool = field(
        default=False,
        validator=is_a(bool),
        metadata=about("Upper and lower case must agree, as for abbreviations that are words."),
    )
    never: bool = field(
        default=False,
        validator=is_a(bool),
        metadata=about("The name is never looked for in running text."),
    )


@frozen(kw_only=True, field_transformer=name_fields)
class Name:
    """One name of a concept, in one language and script."""

    text: str = field(validator=is_string, metadata=about("The name itself."))
    lang: str = field(
        validator=is_tag,
        metadata=about("BCP 47 tag: `en`, `zh-Hans`, `zh-Hant`, `zh-Latn-pinyin` and so on."),
    )
    kind: NameKind = field(
        default="preferred",
        validator=one_of(NameKind),
        metadata=about("What sort of name it is."),
    )
    issuer: Organization | None = field(
        default=None,
        validator=is_a(Organization),
        metadata=about("The body that uses or fixed the rendering."),
    )
    since: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("When the rendering came into force; absent when no source says."),
    )
    until: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("When the rendering went out of use; absent while in use or unknown."),
    )
    match: Match | None = field(
        default=None,
        validator=is_a(Match),
        metadata=about("Rules for finding the name in running text."),
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=each(Evidence), metadata=_EVIDENCE
    )

    def __attrs_post_init__(self) -> None:
        _check_period("Name", self.since, self.until)

    def __str__(self) -> str:
        return self.text


@frozen(kw_only=True, field_transformer=name_fields)
class FirstUse:
    """A claim about when a phrase was first used; rivals stand side by side, ranked."""

    kind: FirstUseKind = field(
        validator=one_of(FirstUseKind),
        metadata=about("First by anyone, by a leader, in a document, or as claimed afterwards."),
    )
    date: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("When."),
    )
    by: Person | Organization | None = field(
        default=None,
        validator=is_a(Person, Organization),
        metadata=about("Who used it."),
    )
    event: Event | None = field(
        default=None, validator=is_a(Event), metadata=about("The occasion.")
    )
    rank: Rank = field(
        default="normal",
        validator=one_of(Rank),
        metadata=about("Which of rival claims to follow."),
    )
    note: str | None = field(
        default=None, validator=is_string, metadata=about("What the claim rests on or lacks.")
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=each(Evidence), metadata=_EVIDENCE
    )


class FacetItem(Text):
    """One item of a facet: a `Text`, with the id of the concept it names, if any.

    Args:
        value: As for `Text`.
        concept: Id of a concept, or `None`.

    Example:
        >>> from policy_concepts import FacetItem
        >>> item = FacetItem({"en": "clean air", "zh-Hans": "清洁空气"}, concept="clean-air-pledge")
        >>> str(item), item["zh"], item.concept
        ('clean air', '清洁空气', 'clean-air-pledge')
    """

    __slots__ = ("_concept",)

    _concept: str | None

    def __init__(self, value: str | Mapping[str, str], *, concept: str | None = None) -> None:
        super().__init__(value)
        if concept is not None and not isinstance(concept, str):
            raise ArgumentTypeError(f"FacetItem: expected an id as concept; found {concept!r}")
        object.__setattr__(self, "_concept", concept)

    @property
    def concept(self) -> str | None:
        """The id of the concept that the item names, or `None`."""
        return self._concept

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FacetItem) and self._concept != other._concept:
            return False
        return super().__eq__(other)

    def __hash__(self) -> int:
        return super().__hash__()

    def __repr__(self) -> str:
        named = "" if self._concept is None else f", concept={self._concept!r}"
        return f"FacetItem({dict(self)!r}{named})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_facet_item, (dict(self), self._concept))


def _facet_item(strings: dict[str, str], concept: str | None) -> FacetItem:
    return FacetItem(strings, concept=concept)


@frozen(kw_only=True, field_transformer=name_fields)
class Facet:
    """An enumeration that belongs to a concept, complete and in order."""

    label: str = field(
        validator=matches("facet_label"),
        metadata=about("A short lower-case word or phrase, such as `drivers`."),
    )
    items: tuple[FacetItem, ...] = field(
        converter=to_tuple, validator=each(FacetItem), metadata=about("The items in order.")
    )
    since: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("From when these were the contents; absent when they never changed."),
    )
    until: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("Until when these were the contents."),
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=each(Evidence), metadata=_EVIDENCE
    )

    def __attrs_post_init__(self) -> None:
        _check_period("Facet", self.since, self.until)

    def __iter__(self) -> Iterator[FacetItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@frozen(kw_only=True, field_transformer=name_fields)
class Relation:
    """How a concept stands to another; the kinds follow SKOS where SKOS has them."""

    kind: RelationKind = field(
        validator=one_of(RelationKind), metadata=about("How this concept stands to the target.")
    )
    target: str = field(
        validator=matches("id"),
        metadata={**about("The id of the other concept."), "peer": "concepts"},
    )


@frozen(kw_only=True, field_transformer=name_fields)
class Concept(_Shown):
    """A policy concept: a set phrase of government.

    Example:
        >>> import policy_concepts as pc
        >>> concept = pc.concepts["new-quality-productive-forces"]
        >>> concept.label("zh")
        '新质生产力'
        >>> [str(item) for item in concept.facet("features").items]
        ['high technology', 'high efficiency', 'high quality']
    """

    id: str = field(validator=matches("id"), metadata=_ID)
    names: tuple[Name, ...] = field(
        converter=to_tuple,
        validator=each(Name),
        metadata=about("Every name, current and former, in every language and script."),
    )
    definition: Text | None = field(
        default=None,
        converter=to_optional_text,
        validator=is_a(Text),
        metadata=about("What the phrase is used to mean, in our words."),
    )
    kind: ConceptKind | None = field(
        default=None,
        validator=one_of(ConceptKind),
        metadata=about("What sort of concept it is."),
    )
    domains: tuple[Domain, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each_of(Domain),
        metadata=about("The fields of policy it belongs to."),
    )
    jurisdiction: Place | None = field(
        default=None,
        validator=is_a(Place),
        metadata=about("The country or territory whose government uses it."),
    )
    first_uses: tuple[FirstUse, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each(FirstUse),
        metadata=about("Claims about its first use, rivals included."),
    )
    facets: tuple[Facet, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each(Facet),
        metadata=about("The enumerations that belong to it."),
    )
    relations: tuple[Relation, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each(Relation),
        metadata=about("How it stands to other concepts."),
    )
    note: str | None = field(
        default=None,
        validator=is_string,
        metadata=about("What a careful reader should know, such as how sources disagree."),
    )
    wikidata: str | None = field(default=None, validator=matches("wikidata"), metadata=_WIKIDATA)
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=each(Evidence), metadata=_EVIDENCE
    )

    __hash__ = _hash_by_id

    def __attrs_post_init__(self) -> None:
        if not self.names:
            raise ArgumentError("Concept.names: expected at least one name; found none")

    @property
    def first_use(self) -> FirstUse | None:
        """The claim to follow: the one ranked preferred, else the first that is not disputed."""
        for rank in ("preferred", "normal"):
            for claim in self.first_uses:
                if claim.rank == rank:
                    return claim
        return None

    @overload
    def label(
        self, lang: str = "en", *, on: str | datetime.date | PartialDate | None = None
    ) -> str: ...
    @overload
    def label(
        self,
        lang: str = "en",
        *,
        on: str | datetime.date | PartialDate | None = None,
        default: D,
    ) -> str | D: ...
    def label(
        self,
        lang: str = "en",
        *,
        on: str | datetime.date | PartialDate | None = None,
        default: Any = ...,
    ) -> Any:
        """The name to print in a language: today's, or the one in force on a day.

        Args:
            lang: BCP 47 tag; `zh` finds simplified Chinese.
            on: EDTF string, `datetime.date` or `PartialDate`; left out, the preferred name.
                A name with no `since` is taken to have been in force all along.
            default: What to return when there is no such name, instead of raising.

        Raises:
            UnknownNameError: (a `LookupError`) No name in that language, or none in force then.
            InvalidDateError: (a `ValueError`) `on` is not a date.

        Example:
            >>> import policy_concepts as pc
            >>> concept = pc.concepts["new-quality-productive-forces"]
            >>> concept.label("en")
            'new quality productive forces'
            >>> concept.label("tlh", default="(none)")
            '(none)'
        """
        tag = match_language(lang, tuple(dict.fromkeys(name.lang for name in self.names)))
        names = [name for name in self.names if name.lang == tag]
        if on is not None:
            day = PartialDate(on)
            names = [name for name in names if _in_force(name.since, name.until, day)]
            # An abbreviation or a gloss is no rendering "in force".
            names = [name for name in names if name.kind in _PRINT_ORDER_THEN]
        if names:
            kinds = _PRINT_ORDER if on is None else _PRINT_ORDER_THEN
            return min(names, key=_print_order(kinds)).text
        if default is not ...:
            return default
        have = ", ".join(sorted({name.lang for name in self.names}))
        when = "" if on is None else f" in force on {on}"
        raise UnknownNameError(
            f"{self.id} has no name in {lang!r}{when}; it has names in {have}", query=lang
        )

    def names_in(self, lang: str) -> tuple[Name, ...]:
        """The names in a language, as recorded; `zh` finds both scripts but not pinyin."""
        if any(name.lang == lang for name in self.names):
            return tuple(name for name in self.names if name.lang == lang)
        return tuple(name for name in self.names if match_language(lang, (name.lang,)))

    def facet(self, label: str, *, on: str | datetime.date | PartialDate | None = None) -> Facet:
        """The facet with a label: today's contents, or those of a day.

        Raises:
            UnknownNameError: (a `LookupError`) No facet has the label, or none at that time.

        Example:
            >>> import policy_concepts as pc
            >>> len(pc.concepts["new-quality-productive-forces"].facet("drivers").items)
            3
        """
        found = [facet for facet in self.facets if fold(facet.label) == fold(label)]
        if on is not None:
            day = PartialDate(on)
            found = [facet for facet in found if _in_force(facet.since, facet.until, day)]
        if found:
            return max(found, key=_latest_set)
        when = "" if on is None else f" on {on}"
        have = did_you_mean(label, {facet.label for facet in self.facets})
        raise UnknownNameError(f"{self.id} has no facet {label!r}{when}.{have}", query=label)

    def __repr__(self) -> str:
        labels = [self.label(lang, default=None) for lang in ("en", "zh")]
        shown = " / ".join(label for label in labels if label) or self.names[0].text
        return _line("Concept", self.id, shown)


# --- statements -------------------------------------------------------------------------------


@frozen(kw_only=True, field_transformer=name_fields)
class Quote:
    """The exact words, short."""

    text: str = field(
        validator=is_string, metadata=about("The words, letter for letter as the source has them.")
    )
    lang: str = field(validator=is_tag, metadata=about("The language they stand in."))

    def __str__(self) -> str:
        return self.text


@frozen(kw_only=True, field_transformer=name_fields)
class Statement(_Shown):
    """What somebody said about concepts, somewhere, at some time.

    Example:
        >>> import policy_concepts as pc
        >>> nqpf = pc.statements.filter(concept="NQPF", kind="caution", speaker="Xi Jinping")
        >>> nqpf[0].event.part_of.title["zh"]
        '第十四届全国人民代表大会第二次会议'
    """

    id: str = field(validator=matches("id"), metadata=_ID)
    kind: StatementKind = field(
        validator=one_of(StatementKind), metadata=about("What the speaker does in saying it.")
    )
    voice: Voice = field(
        validator=one_of(Voice), metadata=about("Whose voice it is, and how it reached us.")
    )
    summary: Text = field(
        converter=to_text, validator=is_a(Text), metadata=about("What was said, in our words.")
    )
    speaker: Person | Organization | Source | None = field(
        default=None,
        validator=is_a(Person, Organization, Source),
        metadata=about("Who says it; an article in its own voice is its own speaker."),
    )
    date: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("When it was said, not when it was reported."),
    )
    event: Event | None = field(
        default=None, validator=is_a(Event), metadata=about("Where it was said.")
    )
    concepts: tuple[Concept, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each(Concept),
        metadata=about("The concepts it is about."),
    )
    quote: Quote | None = field(
        default=None,
        validator=is_a(Quote),
        metadata=about("The exact words, where the wording matters."),
    )
    version_of: Statement | None = field(
        default=None,
        validator=lambda self, attribute, value: is_a(Statement)(self, attribute, value),
        metadata=about("The statement of which this is another version, such as a full text."),
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=each(Evidence), metadata=_EVIDENCE
    )

    __hash__ = _hash_by_id

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that carry it, in the order of the evidence, each once."""
        return tuple(dict.fromkeys(evidence.source for evidence in self.evidence))

    @property
    def when(self) -> PartialDate | None:
        """Its date, or where that is absent the date of its event."""
        if self.date is not None:
            return self.date
        return self.event.date if self.event is not None else None

    def __repr__(self) -> str:
        who = f"{self.speaker.name}: " if self.speaker is not None else ""
        return _line("Statement", self.id, f"{who}{self.summary}", self.when)


Record: TypeAlias = Concept | Event | Statement | Source | Person | Organization | Place


# --- shared pieces ----------------------------------------------------------------------------


def _line(kind: str, record_id: str, text: object, date: PartialDate | None = None) -> str:
    shown = " ".join(str(text).split())
    shown = shown if len(shown) <= 72 else shown[:71].rstrip() + "…"
    when = f" ({date})" if date is not None else ""
    return f"<{kind} {record_id}: {shown}{when}>"


def _chain(start: Any, link: str) -> tuple[Any, ...]:
    found = []
    current = getattr(start, link)
    while current is not None:
        found.append(current)
        current = getattr(current, link)
    return tuple(found)


def _check_period(cls: str, since: PartialDate | None, until: PartialDate | None) -> None:
    if since is None or until is None or since.earliest is None or until.latest is None:
        return
    if since.earliest > until.latest:
        raise ArgumentError(f"{cls}: expected until not before since; found {since} and {until}")


def _in_force(since: PartialDate | None, until: PartialDate | None, day: PartialDate) -> bool:
    first = since.earliest if since is not None else None
    last = until.latest if until is not None else None
    return day.overlaps(first, last)


_PRINT_ORDER: Final = ("preferred", "variant", "romanization", "literal", "abbreviation", "former")
# As of a day a former rendering was the rendering.
_PRINT_ORDER_THEN: Final = ("preferred", "former", "variant", "romanization")


def _print_order(kinds: tuple[str, ...]) -> Callable[[Name], tuple[int, int]]:
    def key(name: Name) -> tuple[int, int]:
        # Among names of a kind the one that came last into force is the current one.
        began = name.since.earliest.toordinal() if name.since and name.since.earliest else 0
        return kinds.index(name.kind), -began

    return key


def _latest_set(facet: Facet) -> tuple[bool, datetime.date]:
    began = facet.since.earliest if facet.since and facet.since.earliest else datetime.date.min
    return facet.until is None, began
