"""Concepts: their names, first uses, facets and relations."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar, overload

from attrs import field, frozen

from .._base.dates import PartialDate
from .._base.errors import ArgumentError, ArgumentTypeError, UnknownNameError, did_you_mean
from .._base.public import public
from .._base.text import Text, fold, match_language
from .events import Event
from .organizations import Organization
from .places import Place
from .record import EVIDENCE, ID, WIKIDATA, Shown, about, check_period, hash_by_id, in_force, line
from .rules import (
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
    to_tuple,
)
from .sources_and_people import Evidence, Person
from .vocabularies import ConceptKind, Domain, FirstUseKind, NameKind, Rank, RelationKind

D = TypeVar("D")


@public
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


@public
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
        default=(), converter=to_tuple, validator=each(Evidence), metadata=EVIDENCE
    )

    def __attrs_post_init__(self) -> None:
        check_period("Name", self.since, self.until)

    def __str__(self) -> str:
        return self.text


@public
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
        default=(), converter=to_tuple, validator=each(Evidence), metadata=EVIDENCE
    )


@public
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


@public
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
        default=(), converter=to_tuple, validator=each(Evidence), metadata=EVIDENCE
    )

    def __attrs_post_init__(self) -> None:
        check_period("Facet", self.since, self.until)

    def __iter__(self) -> Iterator[FacetItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@public
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


@public
@frozen(kw_only=True, field_transformer=name_fields)
class Concept(Shown):
    """A policy concept: a set phrase of government.

    Example:
        >>> import policy_concepts as pc
        >>> concept = pc.concepts["new-quality-productive-forces"]
        >>> concept.label("zh")
        '新质生产力'
        >>> [str(item) for item in concept.facet("features").items]
        ['high technology', 'high efficiency', 'high quality']
    """

    id: str = field(validator=matches("id"), metadata=ID)
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
    wikidata: str | None = field(default=None, validator=matches("wikidata"), metadata=WIKIDATA)
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=each(Evidence), metadata=EVIDENCE
    )

    __hash__ = hash_by_id

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
            names = [name for name in names if in_force(name.since, name.until, day)]
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
            found = [facet for facet in found if in_force(facet.since, facet.until, day)]
        if found:
            return max(found, key=_latest_set)
        when = "" if on is None else f" on {on}"
        have = did_you_mean(label, {facet.label for facet in self.facets})
        raise UnknownNameError(f"{self.id} has no facet {label!r}{when}.{have}", query=label)

    def __repr__(self) -> str:
        labels = [self.label(lang, default=None) for lang in ("en", "zh")]
        shown = " / ".join(label for label in labels if label) or self.names[0].text
        return line("Concept", self.id, shown)


# --- which name, which set ------------------------------------------------------------------

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
