"""What finding concepts in a text returns."""

from attrs import field, frozen

from .._base.public import public
from .._model.concepts import Concept, Name


@public
@frozen(kw_only=True)
class Mention:
    """A mention of a concept in a text.

    Attributes:
        concept: The concept.
        name: The name that was matched.
        start: Start of the match, in characters of the text.
        end: End of the match: `text[start:end]` is the matched text.
    """

    concept: Concept = field()
    name: Name = field()
    start: int = field()
    end: int = field()

    def __repr__(self) -> str:
        return f"<Mention {self.concept.id} {self.start}:{self.end} {self.name.text!r}>"
