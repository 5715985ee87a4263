"""Events: what happened when and where, and within which larger event."""

from collections.abc import Iterator

from .._base.dates import PartialDate
from .._base.text import Text
from .organizations import Organization
from .places import Place
from .record import (
    EVIDENCE,
    ID,
    Nested,
    Record,
    field,
    frozen,
    to_optional_date,
    to_optional_text,
    to_text,
    to_tuple,
)
from .shapes import about
from .sources_and_people import Evidence, Person
from .vocabularies import EventKind


@frozen(kw_only=True)
class Event(Nested, Record):
    """An occasion: a meeting, tour, speech or adoption of a text.

    Example:
        >>> from policy_concepts import Event
        >>> Event(id="budget-speech-2031", title="Budget speech", kind="speech", date="2031-04-02")
        <Event budget-speech-2031: Budget speech (2031-04-02)>
    """

    id: str = field(metadata=ID)
    title: Text = field(
        converter=to_text, metadata=about("The usual name of the occasion.", searched=30, label="")
    )
    kind: EventKind = field(metadata=about("The kind of occasion.", filtered="kind"))
    date: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=about("The day or days, civil dates at the place."),
    )
    place: Place | None = field(
        default=None, metadata=about("Where it took place.", filtered="place")
    )
    organizer: Organization | None = field(
        default=None, metadata=about("The body that held it.", filtered="organizer")
    )
    participants: tuple[Person | Organization, ...] = field(
        default=(),
        converter=to_tuple,
        metadata=about("Those whom a source names as taking part; seldom all."),
    )
    part_of: "Event | None" = field(
        default=None, metadata=about("The larger event within whose dates it lies.")
    )
    summary: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=about("What happened, in our words.", searched=15),
    )
    evidence: tuple[Evidence, ...] = field(default=(), converter=to_tuple, metadata=EVIDENCE)

    _label_field = "title"
    _parent_field = "part_of"

    def _names(self) -> Iterator[str]:
        yield self.id
        yield from self.title.values()

    @property
    def _date(self) -> PartialDate | None:
        return self.date
