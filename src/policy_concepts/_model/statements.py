"""Statements: who said what about which concepts, where, and in whose voice."""

from attrs import field, frozen

from .._base.dates import PartialDate
from .._base.public import public
from .._base.text import Text
from .concepts import Concept
from .events import Event
from .organizations import Organization
from .record import EVIDENCE, ID, Shown, about, hash_by_id, line
from .rules import (
    each,
    is_a,
    is_string,
    is_tag,
    matches,
    name_fields,
    one_of,
    to_optional_date,
    to_text,
    to_tuple,
)
from .sources_and_people import Evidence, Person, Source
from .vocabularies import StatementKind, Voice


@public
@frozen(kw_only=True, field_transformer=name_fields)
class Quote:
    """The exact words, short."""

    text: str = field(
        validator=is_string, metadata=about("The words, letter for letter as the source has them.")
    )
    lang: str = field(validator=is_tag, metadata=about("The language they stand in."))

    def __str__(self) -> str:
        return self.text


@public
@frozen(kw_only=True, field_transformer=name_fields)
class Statement(Shown):
    """What somebody said about concepts, somewhere, at some time.

    Example:
        >>> import policy_concepts as pc
        >>> nqpf = pc.statements.filter(concept="NQPF", kind="caution", speaker="Xi Jinping")
        >>> nqpf[0].event.part_of.title["zh"]
        '第十四届全国人民代表大会第二次会议'
    """

    id: str = field(validator=matches("id"), metadata=ID)
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
    version_of: "Statement | None" = field(
        default=None,
        validator=lambda self, attribute, value: is_a(Statement)(self, attribute, value),
        metadata=about("The statement of which this is another version, such as a full text."),
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=each(Evidence), metadata=EVIDENCE
    )

    __hash__ = hash_by_id

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
        return line("Statement", self.id, f"{who}{self.summary}", self.when)
