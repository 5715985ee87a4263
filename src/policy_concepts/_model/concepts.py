"""Concepts: their names, first uses, facets and relations."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

from .._base.card import Line, Piece, Row, joined
from .._base.dates import PartialDate
from .._base.errors import (
    ArgumentError,
    ArgumentTypeError,
    UnknownNameError,
    described,
    did_you_mean,
    wrong,
)
from .._base.nodes import MappingNode, Node, what
from .._base.public import public
from .._base.spelling import name_key, text_key
from .._base.text import Text, fold, match_language
from .events import Event
from .organizations import Organization
from .places import Place
from .record import (
    EVIDENCE,
    ID,
    WIKIDATA,
    Part,
    Record,
    check_period,
    field,
    frozen,
    in_force,
    period,
    to_optional_date,
    to_optional_text,
    to_tuple,
)
from .shapes import (
    FAILED,
    SHAPE_OF,
    Columns,
    DateShape,
    Reader,
    Tables,
    TextShape,
    about,
    plain_fields,
)
from .sources_and_people import Evidence, Person
from .vocabularies import ConceptKind, Domain, FirstUseKind, NameKind, Rank, RelationKind

if TYPE_CHECKING:
    import datetime


D = TypeVar("D")


@frozen(kw_only=True)
class Match(Part):
    """Rules that tell a name from the same characters in ordinary language."""

    not_followed_by: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        metadata=about("The name is not meant when one of these strings follows it."),
    )
    not_preceded_by: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        metadata=about("The name is not meant when one of these strings stands before it."),
    )
    requires: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        metadata=about("The name is meant only when one of these stands in the same paragraph."),
    )
    case_sensitive: bool = field(
        default=False,
        metadata=about("Upper and lower case must agree, as for abbreviations that are words."),
    )
    never: bool = field(
        default=False, metadata=about("The name is never looked for in running text.")
    )


@frozen(kw_only=True)
class Name(Part):
    """One name of a concept, in one language and script."""

    text: str = field(metadata=about("The name itself."))
    lang: str = field(
        metadata=about(
            "BCP 47 tag: `en`, `zh-Hans`, `zh-Hant`, `zh-Latn-pinyin` and so on.",
            pattern="language",
        )
    )
    kind: NameKind = field(default="preferred", metadata=about("What sort of name it is."))
    issuer: Organization | None = field(
        default=None, metadata=about("The body that uses or fixed the rendering.")
    )
    since: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=about("When the rendering came into force; absent when no source says."),
    )
    until: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=about("When the rendering went out of use; absent while in use or unknown."),
    )
    attested: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=about("The day of the earliest text read that has the name."),
    )
    match: Match | None = field(
        default=None, metadata=about("Rules for finding the name in running text.")
    )
    evidence: tuple[Evidence, ...] = field(default=(), converter=to_tuple, metadata=EVIDENCE)

    def _check(self) -> None:
        check_period("Name", self.since, self.until)

    def __str__(self) -> str:
        return self.text

    def _line(self) -> Line:
        facts: list[str] = [self.kind] if self.kind != "preferred" else []
        if dates := period(self.since, self.until):
            facts.append(dates)
        if self.attested is not None:
            facts.append(f"earliest attested {self.attested}")
        if self.issuer is not None:
            facts.append(str(self.issuer.name))
        about_it = f" ({', '.join((self.lang, *facts))})"
        return (Piece(self.text, self.lang), Piece(about_it, faint=True))

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        yield "", self.lang, self.text


@frozen(kw_only=True)
class FirstUse(Part):
    """A claim about the first use of a phrase; rival claims are kept and ranked."""

    kind: FirstUseKind = field(
        metadata=about("First by anyone, by a leader, in a document, or as claimed afterwards.")
    )
    date: PartialDate | None = field(
        default=None, converter=to_optional_date, metadata=about("When.")
    )
    by: Person | Organization | None = field(default=None, metadata=about("Who used it."))
    event: Event | None = field(default=None, metadata=about("The occasion."))
    rank: Rank = field(default="normal", metadata=about("Which of rival claims to follow."))
    searched: str | None = field(
        default=None,
        metadata=about("In what an earlier use was looked for, and until which day; prose."),
    )
    note: str | None = field(default=None, metadata=about("What the claim rests on or lacks."))
    evidence: tuple[Evidence, ...] = field(default=(), converter=to_tuple, metadata=EVIDENCE)

    @property
    def when(self) -> PartialDate | None:
        """Its date, else the date of its event."""
        if self.date is not None:
            return self.date
        return self.event.date if self.event is not None else None

    def _line(self) -> Line:
        place = self.event.place if self.event is not None else None
        parts = (
            self.when,
            self.by and self.by.name,
            self.event and self.event.title,
            place and " › ".join(str(each.name) for each in (place, *place.ancestors)),
        )
        shown = " · ".join(str(part) for part in parts if part is not None)
        return (Piece(shown), Piece(f" ({self.kind}, {self.rank})", faint=True))

    def _lines(self) -> tuple[Line, ...]:
        lines = [self._line()]
        if self.note:
            lines.append((Piece(self.note, faint=True),))
        if self.searched:
            lines.append((Piece(f"Earlier uses were looked for in: {self.searched}", faint=True),))
        if self.evidence:
            sources = joined((each._line() for each in self.evidence), "; ")
            lines.append((Piece("Evidence: ", faint=True), *sources))
        return tuple(lines)

    @classmethod
    def _list_columns(cls, name: str, values: list[Any]) -> Columns:
        first = [preferred(uses) for uses in values]
        return {
            name: [[plain_fields(use) for use in uses] for uses in values],
            **DateShape().columns("first_use", [use and use.when for use in first]),
        }


def preferred(uses: tuple[FirstUse, ...]) -> FirstUse | None:
    """Returns the claim ranked preferred, else the first that is not disputed."""
    for rank in ("preferred", "normal"):
        for use in uses:
            if use.rank == rank:
                return use
    return None


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
            raise wrong(ArgumentTypeError, "FacetItem", "an id as concept", repr(concept))
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
        return (partial(FacetItem, concept=self._concept), (dict(self),))


class _FacetItemShape(TextShape):
    """A `FacetItem`; in a data file a mapping with `text` and perhaps `concept`."""

    def check(self, value: Any, place: str) -> FacetItem:
        if not isinstance(value, FacetItem):
            raise wrong(ArgumentTypeError, place, "FacetItem", described(value))
        return value

    def read(self, node: Node, path: str, reader: Reader) -> Any:
        if not isinstance(node, MappingNode):
            expected = "a mapping with text and perhaps concept"
            return reader.problem(node, path, expected, what(node), "not-map")
        fields = reader.only_keys(node, path, ("text", "concept"))
        if "text" not in fields:
            return reader.problem(node, f"{path}.text", "a value", "nothing", "missing-key")
        text = super().read(fields["text"], f"{path}.text", reader)
        concept = None
        if "concept" in fields:
            inner = f"{path}.concept"
            concept = reader.scalar(fields["concept"], inner)
            if concept is not None:
                reader.peer("concepts", concept, fields["concept"], inner)
        return FAILED if text is FAILED else FacetItem(text, concept=concept)

    def from_plain(self, plain: Any, tables: Tables) -> FacetItem:
        return FacetItem(plain["text"], concept=plain.get("concept"))

    def plain(self, value: Any) -> dict[str, Any]:
        plain: dict[str, Any] = {"text": dict(value)}
        if value.concept is not None:
            plain["concept"] = value.concept
        return plain

    def schema(self) -> dict[str, Any]:
        concept = {"type": "string", "description": "Id of the concept that the item names."}
        return {
            "type": "object",
            "properties": {"text": super().schema(), "concept": concept},
            "required": ["text"],
            "additionalProperties": False,
        }

    def describe(self) -> str:
        return "`FacetItem`"


SHAPE_OF[FacetItem] = _FacetItemShape()


@frozen(kw_only=True)
class Facet(Part):
    """An enumeration that belongs to a concept, complete and in order."""

    label: str = field(
        metadata=about(
            "A short lower-case word or phrase, such as `drivers`.", pattern="facet_label"
        )
    )
    items: tuple[FacetItem, ...] = field(converter=to_tuple, metadata=about("The items in order."))
    since: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=about("From when these were the contents; absent when they never changed."),
    )
    until: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=about("Until when these were the contents."),
    )
    evidence: tuple[Evidence, ...] = field(default=(), converter=to_tuple, metadata=EVIDENCE)

    def _check(self) -> None:
        check_period("Facet", self.since, self.until)

    _has_rows = True

    def _row(self) -> Row:
        dates = period(self.since, self.until)
        items = tuple(
            (Piece(str(item)), Piece(_chinese_suffix(item), faint=True)) for item in self.items
        )
        return Row(f"{self.label} ({dates})" if dates else self.label, items)

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        for item in self.items:
            for tag, string in item.items():
                yield self.label, tag, string

    def __iter__(self) -> Iterator[FacetItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@frozen(kw_only=True)
class Relation(Part):
    """A relation to another concept; the kinds follow SKOS where possible."""

    kind: RelationKind = field(metadata=about("How this concept stands to the target."))
    target: str = field(metadata=about("The id of the other concept.", peer="concepts"))

    def _line(self) -> Line:
        return (Piece(f"{self.kind.replace('_', ' ')} "), Piece(self.target, is_id=True))


@frozen(kw_only=True)
class Concept(Record):
    """A policy concept: a set phrase of government.

    Example:
        >>> import policy_concepts as pc
        >>> concept = pc.concepts["new-quality-productive-forces"]
        >>> concept.label("zh")
        '新质生产力'
        >>> [str(item) for item in concept.facet("features").items]
        ['high-tech', 'high efficiency', 'high quality']
    """

    id: str = field(metadata=ID)
    names: tuple[Name, ...] = field(
        converter=to_tuple,
        metadata=about(
            "Every name, current and former, in every language and script.", searched=40
        ),
    )
    definition: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=about("What the phrase is used to mean, in our words.", searched=15),
    )
    kind: ConceptKind | None = field(
        default=None, metadata=about("What sort of concept it is.", filtered="kind")
    )
    domains: tuple[Domain, ...] = field(
        default=(),
        converter=to_tuple,
        metadata=about("The fields of policy it belongs to.", filtered="domain"),
    )
    jurisdiction: Place | None = field(
        default=None,
        metadata=about("The country or territory whose government uses it.", filtered="place"),
    )
    first_uses: tuple[FirstUse, ...] = field(
        default=(),
        converter=to_tuple,
        metadata=about("Claims about its first use, rivals included.", label="first use"),
    )
    facets: tuple[Facet, ...] = field(
        default=(),
        converter=to_tuple,
        metadata=about("The enumerations that belong to it.", searched=12),
    )
    relations: tuple[Relation, ...] = field(
        default=(), converter=to_tuple, metadata=about("How it stands to other concepts.")
    )
    note: str | None = field(
        default=None,
        metadata=about(
            "What a careful reader should know, such as how sources disagree.", searched=5
        ),
    )
    wikidata: str | None = field(default=None, metadata=WIKIDATA)
    evidence: tuple[Evidence, ...] = field(default=(), converter=to_tuple, metadata=EVIDENCE)

    def _check(self) -> None:
        if not self.names:
            raise wrong(ArgumentError, "Concept.names", "at least one name", "none")

    @property
    def first_use(self) -> FirstUse | None:
        """The claim ranked preferred, else the first that is not disputed."""
        return preferred(self.first_uses)

    @overload
    def label(
        self,
        lang: str = "en",
        *,
        on: "str | datetime.date | PartialDate | None" = None,
        issuer: Organization | str | None = None,
    ) -> str: ...
    @overload
    def label(
        self,
        lang: str = "en",
        *,
        on: "str | datetime.date | PartialDate | None" = None,
        issuer: Organization | str | None = None,
        default: D,
    ) -> str | D: ...
    def label(
        self,
        lang: str = "en",
        *,
        on: "str | datetime.date | PartialDate | None" = None,
        issuer: Organization | str | None = None,
        default: Any = ...,
    ) -> Any:
        """The name to print in a language: the current one, or the one known for a day.

        On a day, a name counts from its `since`, else from its `attested`, until its `until`.
        Where no name in the language has either, the preferred one counts from the first use of
        the concept on, and always where no first use is known.

        Args:
            lang: BCP 47 tag; `zh` finds simplified Chinese.
            on: EDTF string, `datetime.date` or `PartialDate`; by default, the preferred name.
            issuer: Only names of this issuer: the organization, its id or a name of it.
            default: What to return if there is no such name, instead of raising.

        Raises:
            UnknownNameError: (a `LookupError`) No name in that language, none of that issuer, or
                none known for that day; the message has the earliest known one.
            InvalidDateError: (a `ValueError`) `on` is not a date.
            ArgumentTypeError: (a `TypeError`) `issuer` is neither a string nor an organization.

        Example:
            >>> import policy_concepts as pc
            >>> concept = pc.concepts["new-quality-productive-forces"]
            >>> concept.label("en")
            'new quality productive forces'
            >>> concept.label("en", on="2015", default="(not known)")
            '(not known)'
            >>> concept.label("tlh", default="(none)")
            '(none)'
        """
        tag = match_language(lang, tuple(dict.fromkeys(name.lang for name in self.names)))
        names = [name for name in self.names if name.lang == tag]
        kinds: tuple[str, ...] = _KIND_ORDER
        if on is not None:
            day = PartialDate(on)
            kinds = _KIND_ORDER_ON_DATE
            known = self._known(names)
            names = [name for name, start in known if in_force(start, name.until, day)]
        if issuer is not None:
            names = [name for name in names if _is_issued_by(name, issuer)]
        if names:
            return _latest(names, kinds).text
        if default is not ...:
            return default
        raise UnknownNameError(self._no_label(lang, tag, on, issuer), query=lang)

    def _known(self, names: list[Name]) -> list[tuple[Name, PartialDate | None]]:
        """The names in one language that count on a day, with the date from which they do."""
        # Abbreviations and glosses are not renderings in force.
        names = [name for name in names if name.kind in _KIND_ORDER_ON_DATE]
        dated = [(name, start) for name in names if (start := name.since or name.attested)]
        if dated or not names:
            return list(dated)
        best = min((name.kind for name in names), key=_KIND_ORDER_ON_DATE.index)
        start = self._known_from()
        return [(name, start) for name in names if name.kind == best]

    def _known_from(self) -> PartialDate | None:
        """When the phrase is known to have existed first; `None` if no date is known.

        A retroactive claim dates an idea, not the words.
        """
        use = preferred(tuple(use for use in self.first_uses if use.kind != "retroactive"))
        if use is not None and use.when is not None:
            return use.when
        starts = [start for name in self.names if (start := name.since or name.attested)]
        if starts:
            return min(starts)
        return self.first_use.when if self.first_use is not None else None

    def _no_label(self, lang: str, tag: str | None, on: Any, issuer: Any) -> str:
        """Why no label was found."""
        if tag is None:
            have = ", ".join(sorted({name.lang for name in self.names}))
            return f"{self.id} has no name in {lang!r}; it has names in {have}"
        names = [name for name in self.names if name.lang == tag]
        if issuer is not None:
            by = issuer.id if isinstance(issuer, Organization) else issuer
            names = [name for name in names if _is_issued_by(name, issuer)]
            if not names:
                issuers = {n.issuer.id for n in self.names if n.lang == tag and n.issuer}
                have = f"issuers are {', '.join(sorted(issuers))}" if issuers else "none has one"
                return f"{self.id}: expected an issuer of its names in {tag}; found {by!r}; {have}"
        starts = [(start, name) for name, start in self._known(names) if start is not None]
        if not starts:
            return f"{self.id}: no name in {lang!r} is known for {on}"
        start, name = min(starts, key=lambda pair: pair[0])
        return (
            f"{self.id}: no name in {lang!r} is known for {on}; "
            f"the earliest known is {name.text!r}, from {start}"
        )

    def names_in(self, lang: str) -> tuple[Name, ...]:
        """The names in a language, as recorded; `zh` finds both scripts but not pinyin."""
        if any(name.lang == lang for name in self.names):
            return tuple(name for name in self.names if name.lang == lang)
        return tuple(name for name in self.names if match_language(lang, (name.lang,)))

    def facet(self, label: str, *, on: "str | datetime.date | PartialDate | None" = None) -> Facet:
        """The facet with a label: the current one, or the one in force on a day.

        Raises:
            UnknownNameError: (a `LookupError`) No facet has the label, or none at that time.

        Example:
            >>> import policy_concepts as pc
            >>> len(pc.concepts["new-quality-productive-forces"].facet("drivers").items)
            3
        """
        found = [facet for facet in self.facets if text_key(facet.label) == text_key(label)]
        if on is not None:
            day = PartialDate(on)
            found = [facet for facet in found if in_force(facet.since, facet.until, day)]
        if found:
            return max(found, key=lambda facet: (facet.until is None, _start_day(facet)))
        when = "" if on is None else f" on {on}"
        have = did_you_mean(label, {facet.label for facet in self.facets})
        raise UnknownNameError(f"{self.id} has no facet {label!r}{when}.{have}", query=label)

    def _names(self) -> Iterator[str]:
        yield self.id
        for name in self.names:
            yield name.text
            if name.lang.startswith("zh-Latn"):
                yield from _umlaut_spellings(name.text)

    def _label(self, lang: str = "en") -> str:
        return str(self.label(lang, default=self.names[0].text))

    def _labels(self) -> list[tuple[str, str]]:
        """Language tags and labels: English and Chinese, else the first name."""
        labels = [(lang, self.label(lang, default=None)) for lang in ("en", "zh")]
        found = [(lang, label) for lang, label in labels if label is not None]
        return found or [(self.names[0].lang, self.names[0].text)]

    def _title(self) -> Line:
        return joined(((Piece(label, lang),) for lang, label in self._labels()), " · ")

    @property
    def _date(self) -> PartialDate | None:
        use = self.first_use
        return use.when if use is not None else None

    def _summary(self) -> str:
        return " / ".join(label for _, label in self._labels())

    def _date_suffix(self) -> str:
        return ""


def _umlaut_spellings(pinyin: str) -> Iterator[str]:
    """The spellings of pinyin without ü: with v, u or u:."""
    folded = fold(pinyin)
    if "ü" in folded:
        for stand_in in ("v", "u", "u:"):
            yield folded.replace("ü", stand_in)


def _chinese_suffix(item: FacetItem) -> str:
    """The Chinese text of an item, to follow its English text."""
    chinese = item.get("zh")
    return f" {chinese}" if chinese is not None and chinese != str(item) else ""


# --- choosing among names and facets --------------------------------------------------------

_KIND_ORDER: Final = ("preferred", "variant", "romanization", "literal", "abbreviation", "former")
# On a past date, a former rendering was the current one.
_KIND_ORDER_ON_DATE: Final = ("preferred", "former", "variant", "romanization")


def _latest(names: list[Name], kinds: tuple[str, ...]) -> Name:
    """Among the names of the first kind that occurs, returns the one with the latest start."""
    kind = min((name.kind for name in names), key=kinds.index)
    return max((name for name in names if name.kind == kind), key=_start_day)


def _start_day(part: Name | Facet) -> tuple[int, int, int]:
    """The day on which it came into force or is attested first; before all days if unknown."""
    start = part.since or (part.attested if isinstance(part, Name) else None)
    return (start and start._first) or (0, 0, 0)


def _is_issued_by(name: Name, issuer: Organization | str) -> bool:
    """Whether an organization, given as for `Concept.label`, is the issuer of a name."""
    if isinstance(issuer, Organization):
        return name.issuer is not None and name.issuer.id == issuer.id
    if not isinstance(issuer, str):
        raise wrong(
            ArgumentTypeError,
            "Concept.label",
            "an organization, its id or a name of it as issuer",
            described(issuer),
        )
    if name.issuer is None:
        return False
    return name_key(issuer) in {name_key(each) for each in name.issuer._names()}
