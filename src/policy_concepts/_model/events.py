"""Events: what happened when and where, and within which larger event."""

from attrs import field, frozen

from .._base.dates import PartialDate
from .._base.public import public
from .._base.text import Text
from .organizations import Organization
from .places import Place
from .record import EVIDENCE, ID, Shown, about, chain, hash_by_id, line
from .rules import (
    each,
    is_a,
    matches,
    name_fields,
    one_of,
    to_optional_date,
    to_optional_text,
    to_text,
    to_tuple,
)
from .sources_and_people import Evidence, Person
from .vocabularies import EventKind


@public
@frozen(kw_only=True, field_transformer=name_fields)
class Event(Shown):
    """An occasion: a meeting, tour, speech or adoption of a text.

    Example:
        >>> from policy_concepts import Event
        >>> Event(id="budget-speech-2031", title="Budget speech", kind="speech", date="2031-04-02")
        <Event budget-speech-2031: Budget speech (2031-04-02)>
    """

    id: str = field(validator=matches("id"), metadata=ID)
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
    part_of: "Event | None" = field(
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
        default=(), converter=to_tuple, validator=each(Evidence), metadata=EVIDENCE
    )

    __hash__ = hash_by_id

    @property
    def ancestors(self) -> "tuple[Event, ...]":
        """The larger events it is part of, the nearest first."""
        return chain(self, "part_of")

    def is_within(self, other: "Event") -> bool:
        """Whether it is the other event or part of it."""
        return self.id == other.id or any(event.id == other.id for event in self.ancestors)

    def __repr__(self) -> str:
        return line("Event", self.id, self.title, self.date)
