"""What a search returns."""

from typing import NamedTuple

from attrs import field, frozen

from .._base.public import public
from .._model.concepts import Concept
from .._model.events import Event
from .._model.organizations import Organization
from .._model.places import Place
from .._model.sources_and_people import Person, Source
from .._model.statements import Statement


@public
class Highlight(NamedTuple):
    """A text of a record that matches the query.

    Attributes:
        field: Path of the field, such as `names` or `facets.drivers`.
        lang: BCP 47 tag of the text, or an empty string for a plain string.
        text: The whole text.
        spans: Start and end of each match, in characters.
    """

    field: str
    lang: str
    text: str
    spans: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        return f"{self.field}: {self.excerpt()}"

    def excerpt(self, width: int = 60, marks: tuple[str, str] = ("[", "]")) -> str:
        """The part of the text around the first match, with the matches marked.

        Args:
            width: About how many characters of context to show.
            marks: The strings before and after each match.
        """
        first = self.spans[0][0] if self.spans else 0
        start = max(0, first - width // 3)
        end = min(len(self.text), start + width)
        shown, position = [], start
        for left, right in self.spans:
            if left < position or right > end:
                continue
            shown += [self.text[position:left], marks[0], self.text[left:right], marks[1]]
            position = right
        shown.append(self.text[position:end])
        return (
            ("…" if start else "") + "".join(shown).strip() + ("…" if end < len(self.text) else "")
        )


@public
@frozen(kw_only=True)
class Hit:
    """A record found by a search.

    Attributes:
        record: The record.
        score: Its relevance; only comparable within one search.
        highlights: The matching texts, best first.
    """

    record: Concept | Event | Statement | Source | Person | Organization | Place
    score: float
    highlights: tuple[Highlight, ...] = field(default=())

    def __repr__(self) -> str:
        kind = type(self.record).__name__
        where = f" {self.highlights[0]}" if self.highlights else ""
        return f"<Hit {self.score:.1f} {kind} {self.record.id}{where}>"
