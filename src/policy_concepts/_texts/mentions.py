"""What finding concepts in a text returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final, overload

from .._base.errors import ArgumentTypeError, UnknownNameError, described, nearest, wrong
from .._base.immutable import Immutable
from .._base.public import public
from .._base.spelling import name_key
from .._model.concepts import Concept
from .annotations import CONCEPT_URN, to_annotations
from .mention import COLUMNS, Mention
from .tables import Exports

if TYPE_CHECKING:
    from .forms import NameRow

# Shown around the first mention of a long text.
_MAX_SHOWN: Final = 2000
_MARK: Final = (
    "background:#fff3bf;border-radius:3px;padding:0 2px;color:inherit;text-decoration:none"
)
_LABEL: Final = "font-size:70%;opacity:.65;margin-left:3px"


class FoundMentions(Sequence[Mention]):
    """The mentions that a finder found, each made when it is read."""

    __slots__ = ("_concept_of", "_found", "_made", "_rows", "_text")

    def __init__(
        self,
        text: str,
        found: Sequence[tuple[int, int, int, bool]],
        rows: Sequence[NameRow],
        concept_of: Callable[[str], Concept] | None,
    ) -> None:
        self._text = text
        # Start, end, position in the rows, whether it is nested.
        self._found = found
        self._rows = rows
        self._concept_of = concept_of
        self._made: dict[int, Mention] = {}

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Mention, ...]: ...
    def __getitem__(self, index: int | slice) -> Mention | tuple[Mention, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        if index < 0:
            index += len(self)
            if index < 0:
                raise IndexError(f"Mentions: there are {len(self)}")
        made = self._made.get(index)
        if made is None:
            start, end, row, nested = self._found[index]
            made = Mention(
                self._rows[row], start, end, self._text[start:end], nested, self._concept_of
            )
            made = self._made.setdefault(index, made)
        return made


@public
class Mentions(Exports, Immutable, Sequence[Mention]):
    """The mentions of concepts in a text, in its order; a notebook shows them highlighted.

    Attributes:
        text: The text.

    Example:
        >>> import policy_concepts as pc
        >>> mentions = pc.find_mentions("From 一带一路 to the Chinese Dream.")
        >>> mentions[0].matched, mentions[1].concept.id
        ('一带一路', 'chinese-dream')
        >>> print(mentions)
        From [一带一路] to the [Chinese Dream].
    """

    __slots__ = ("_mentions", "text")

    text: str
    _mentions: Sequence[Mention]

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        put = object.__setattr__
        put(self, "text", text)
        put(
            self,
            "_mentions",
            mentions if isinstance(mentions, FoundMentions) else tuple(mentions),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return (Mentions, (self.text, tuple(self._mentions)))

    def __len__(self) -> int:
        return len(self._mentions)

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._mentions)

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> Mentions: ...
    def __getitem__(self, index: int | slice) -> Mention | Mentions:
        if isinstance(index, slice):
            return Mentions(self.text, self._mentions[index])
        return self._mentions[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mentions):
            return NotImplemented
        return self.text == other.text and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self.text, tuple(self._mentions)))

    # --- filtering ----------------------------------------------------------------------------

    def filter(self, *, concept: Concept | str | None = None, lang: str | None = None) -> Mentions:
        """The mentions of a concept, or by names in a language.

        Args:
            concept: A concept, its id, or one of the names by which the text mentions it.
            lang: A BCP 47 tag; `zh` takes `zh-Hans` and `zh-Hant` too.

        Raises:
            UnknownNameError: (a `LookupError`) The text mentions no such concept.
            ArgumentTypeError: (a `TypeError`) Neither a concept nor a string.
        """
        kept = list(self._mentions)
        if concept is not None:
            wanted = self._named(concept)
            kept = [each for each in kept if each.concept_id == wanted]
        if lang is not None:
            if not isinstance(lang, str):
                raise wrong(ArgumentTypeError, "filter: lang", "a language tag", described(lang))
            kept = [each for each in kept if f"{each.lang}-".startswith(f"{lang}-")]
        return Mentions(self.text, kept)

    def _named(self, concept: Concept | str) -> str:
        if isinstance(concept, Concept):
            return concept.id
        if not isinstance(concept, str):
            raise wrong(ArgumentTypeError, "filter", "a concept or its name", described(concept))
        names = {each.concept_id: each.concept_id for each in self._mentions}
        for each in self._mentions:
            names.setdefault(name_key(each.form), each.concept_id)
        found = names.get(concept) or names.get(name_key(concept))
        if found is None:
            raise wrong(
                UnknownNameError,
                "filter",
                "a concept that the text mentions",
                f"{concept!r}.{nearest(concept, names)}",
                query=concept,
            )
        return found

    def counts(self) -> dict[str, int]:
        """The number of mentions of each concept, most frequent first, by id."""
        from collections import Counter

        return dict(Counter(each.concept_id for each in self._mentions).most_common())

    # --- exports ------------------------------------------------------------------------------

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dictionary for each mention; see `Mention.to_dict`."""
        return [each.to_dict() for each in self._mentions]

    def _types(self) -> Mapping[str, str]:
        return COLUMNS

    def to_annotations(
        self, *, source: str, base: str = CONCEPT_URN, context: int = 32
    ) -> list[dict[str, Any]]:
        """The mentions as W3C Web Annotations; see the function `to_annotations`.

        Args:
            source: The address (IRI) of the text.
            base: What stands before the id of a concept to make it an IRI.
            context: The number of characters before and after the quotation.

        Raises:
            ArgumentError: (a `ValueError`) A blank address; a negative number of characters.
            ArgumentTypeError: (a `TypeError`) An argument of another type.
        """
        return to_annotations(self, self.text, source=source, base=base, context=context)

    # --- showing ------------------------------------------------------------------------------

    def __str__(self) -> str:
        """The text with mentions in brackets."""
        return self.marked(lambda matched, _: f"[{matched}]")

    def to_ansi(self) -> str:
        """The text with mentions in colour, for a terminal."""
        return self.marked(lambda matched, _: f"\x1b[1;33m{matched}\x1b[0m")

    def marked(self, mark: Callable[[str, Mention], str]) -> str:
        """The text with each mention replaced by what a function makes of it.

        Mentions inside others are passed over.

        Args:
            mark: A function from the matched text and the mention to what stands for it.
        """
        pieces, at = [], 0
        for each in self._mentions:
            if each.start >= at:
                pieces += [self.text[at : each.start], mark(each.matched, each)]
                at = each.end
        return "".join([*pieces, self.text[at:]])

    def __repr__(self) -> str:
        concepts = len({each.concept_id for each in self._mentions})
        return f"<Mentions: {len(self)} of {concepts} concepts in {len(self.text)} characters>"

    def _repr_html_(self) -> str:
        shown, cut = self, ""
        if len(self.text) > _MAX_SHOWN:
            kept = [each for each in self._mentions if each.end <= _MAX_SHOWN]
            shown = Mentions(self.text[:_MAX_SHOWN], kept)
            cut = f"<div style='opacity:.65'>… {len(self)} mentions in the whole text</div>"
        pieces, at = [], 0
        for each in shown:
            if each.start >= at:
                pieces += [escape(shown.text[at : each.start]), _highlighted(each)]
                at = each.end
        pieces.append(escape(shown.text[at:]))
        return (
            '<div class="policy-concepts" style="line-height:1.9;white-space:pre-wrap">'
            f"{''.join(pieces)}{cut}</div>"
        )


def _highlighted(mention: Mention) -> str:
    """A mention as HTML: marked, with its id, and a link where the concept has one."""
    inner = f'{escape(mention.matched)}<span style="{_LABEL}">{escape(mention.concept_id)}</span>'
    wikidata = None if mention._concept_of is None else mention.concept.wikidata
    if wikidata:
        inner = (
            f'<a href="https://www.wikidata.org/wiki/{escape(wikidata)}" style="color:inherit;'
            f'text-decoration:none">{inner}</a>'
        )
    title = escape(f"{mention.form} ({mention.lang})")
    return f'<mark style="{_MARK}" title="{title}">{inner}</mark>'
