"""Statements: who said what about which concepts, where and how."""

from collections.abc import Iterator
from typing import Any

from .._base.card import Line, Piece
from .._base.dates import PartialDate
from .._base.text import Text
from .concepts import Concept
from .events import Event
from .organizations import Organization
from .record import EVIDENCE, ID, Part, Record, field, frozen, to_optional_date, to_text, to_tuple
from .shapes import Columns, about
from .sources_and_people import Evidence, Person, Source
from .vocabularies import StatementKind, Voice


@frozen(kw_only=True)
class Quote(Part):
    """A short verbatim quotation."""

    text: str = field(metadata=about("The words, letter for letter as the source has them."))
    lang: str = field(metadata=about("The language they stand in.", pattern="language"))

    def __str__(self) -> str:
        return self.text

    def _line(self) -> Line:
        return (Piece("“"), Piece(self.text, self.lang), Piece("”"))

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        yield "", self.lang, self.text

    @classmethod
    def _columns(cls, name: str, values: list[Any]) -> Columns:
        return {
            name: [None if quote is None else quote.text for quote in values],
            f"{name}_lang": [None if quote is None else quote.lang for quote in values],
        }


@frozen(kw_only=True)
class Statement(Record):
    """What somebody said about concepts, somewhere, at some time.

    Example:
        >>> import policy_concepts as pc
        >>> nqpf = pc.statements.filter(concept="NQPF", kind="caution", speaker="Xi Jinping")
        >>> nqpf[0].event.part_of.title["zh"]
        '第十四届全国人民代表大会第二次会议'
    """

    id: str = field(metadata=ID)
    kind: StatementKind = field(
        metadata=about("What the speaker does in saying it.", filtered="kind")
    )
    voice: Voice = field(
        metadata=about("Whose voice it is, and how it reached us.", filtered="voice")
    )
    summary: Text = field(
        converter=to_text, metadata=about("What was said, in our words.", searched=15)
    )
    speaker: Person | Organization | Source | None = field(
        default=None,
        metadata=about(
            "Who says it; an article in its own voice is its own speaker.", filtered="speaker"
        ),
    )
    date: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=about("When it was said, not when it was reported."),
    )
    event: Event | None = field(
        default=None, metadata=about("Where it was said.", filtered="event")
    )
    concepts: tuple[Concept, ...] = field(
        default=(),
        converter=to_tuple,
        metadata=about("The concepts it is about.", filtered="concept"),
    )
    quote: Quote | None = field(
        default=None, metadata=about("The exact words, where the wording matters.", searched=20)
    )
    version_of: "Statement | None" = field(
        default=None,
        metadata=about("The statement of which this is another version, such as a full text."),
    )
    evidence: tuple[Evidence, ...] = field(default=(), converter=to_tuple, metadata=EVIDENCE)

    _label_field = "summary"

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its sources, in the order of the evidence, without duplicates."""
        return tuple(dict.fromkeys(evidence.source for evidence in self.evidence))

    @property
    def when(self) -> PartialDate | None:
        """Its date, else the date of its event."""
        if self.date is not None:
            return self.date
        return self.event.date if self.event is not None else None

    @property
    def _date(self) -> PartialDate | None:
        return self.when

    def _summary(self) -> str:
        who = f"{self.speaker.name}: " if self.speaker is not None else ""
        return f"{who}{self.summary}"
