"""What finding concepts in a text returns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, overload

from .._base.errors import UnknownIdError, UnknownNameError, nearest
from .._base.immutable import Immutable
from .._base.public import public
from .._base.spelling import name_key
from .._model.concepts import Concept, Name

if TYPE_CHECKING:
    import pandas

    from .forms import NameRow

# Shown around the first mention of a long text.
_MAX_SHOWN: Final = 2000
_MARK: Final = (
    "background:#fff3bf;border-radius:3px;padding:0 2px;color:inherit;text-decoration:none"
)
_LABEL: Final = "font-size:70%;opacity:.65;margin-left:3px"


@public
class Mention(Immutable):
    """A mention of a concept in a text.

    The concept and the name are made when they are read; a mention made by a finder that was
    unpickled without its catalog holds the id only.

    Attributes:
        concept_id: Id of the concept.
        form: The name that was found, as the catalog has it.
        lang: BCP 47 tag of that name.
        start: Start of the mention, in characters (code points) of the text, from 0.
        end: Its end.
        matched: The text from `start` to `end`.
        nested: Whether it lies inside a longer mention; only with `overlapping=True`.
    """

    __slots__ = (
        "_concept_of",
        "_name_index",
        "concept_id",
        "end",
        "form",
        "lang",
        "matched",
        "nested",
        "start",
    )

    concept_id: str
    form: str
    lang: str
    start: int
    end: int
    matched: str
    nested: bool
    _name_index: int
    _concept_of: Callable[[str], Concept] | None

    def __init__(
        self,
        name: NameRow,
        start: int,
        end: int,
        matched: str,
        nested: bool,
        concept_of: Callable[[str], Concept] | None,
    ) -> None:
        put = object.__setattr__
        put(self, "concept_id", name.concept_id)
        put(self, "form", name.text)
        put(self, "lang", name.lang)
        put(self, "start", start)
        put(self, "end", end)
        put(self, "matched", matched)
        put(self, "nested", nested)
        put(self, "_name_index", name.name_index)
        put(self, "_concept_of", concept_of)

    @property
    def concept(self) -> Concept:
        """The concept.

        Raises:
            UnknownIdError: (a `KeyError`) The catalog is not at hand, as in another process that
                got the finder or the mention of a catalog of one's own.
        """
        if self._concept_of is None:
            raise UnknownIdError(
                f"Mention: the record of {self.concept_id!r} is not at hand: a finder takes the "
                "names to another process, not the records; look the id up in the catalog",
                query=self.concept_id,
            )
        return self._concept_of(self.concept_id)

    @property
    def name(self) -> Name:
        """The name that was found, with its kind, period and evidence.

        Raises:
            UnknownIdError: As for `concept`.
        """
        return self.concept.names[self._name_index]

    def to_dict(self) -> dict[str, Any]:
        """The mention as plain values: `concept`, `form`, `lang`, `start`, `end`, `matched`."""
        return {column: getattr(self, name) for column, name in Mentions.COLUMNS.items()}

    def _facts(self) -> tuple[Any, ...]:
        return (
            self.concept_id, self.form, self.lang, self.start, self.end, self.matched, self.nested
        )  # fmt: skip

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mention) and self._facts() == other._facts()

    def __hash__(self) -> int:
        return hash(self._facts())

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restored_mention, (*self._facts(), self._name_index, portable(self._concept_of)))

    def __repr__(self) -> str:
        return f"<Mention {self.concept_id} {self.start}:{self.end} {self.matched!r}>"


@public
def _restored_mention(*facts: Any) -> Mention:
    from .forms import NameRow

    concept_id, form, lang, start, end, matched, nested, index, concept_of = facts
    row = NameRow(concept_id, index, form, lang, False, False)
    return Mention(row, start, end, matched, nested, concept_of)


def portable(concept_of: Callable[[str], Concept] | None) -> Callable[[str], Concept] | None:
    """What reaches records from another process: the bundled catalog, by its name; else `None`."""
    return concept_of if getattr(concept_of, "is_importable", False) else None


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
        made = self._made.get(index)
        if made is None:
            start, end, row, nested = self._found[index]
            made = Mention(
                self._rows[row], start, end, self._text[start:end], nested, self._concept_of
            )
            made = self._made.setdefault(index, made)
        return made


@public
class Mentions(Sequence[Mention]):
    """The mentions of concepts in a text, in its order; a notebook shows them highlighted.

    Example:
        >>> import policy_concepts as pc
        >>> mentions = pc.find_mentions("From 一带一路 to the Chinese Dream.")
        >>> mentions[0].matched, mentions[1].concept.id
        ('一带一路', 'chinese-dream')
        >>> print(mentions)
        From [一带一路] to the [Chinese Dream].
    """

    __slots__ = ("_mentions", "text")

    # The columns of tables, and the attributes that they hold.
    COLUMNS: Final[Mapping[str, str]] = MappingProxyType({
        "concept": "concept_id",
        "form": "form",
        "lang": "lang",
        "start": "start",
        "end": "end",
        "matched": "matched",
    })  # fmt: skip

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text: str = text
        self._mentions = mentions if isinstance(mentions, FoundMentions) else tuple(mentions)

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
        """
        kept = list(self._mentions)
        if concept is not None:
            wanted = self._named(concept)
            kept = [each for each in kept if each.concept_id == wanted]
        if lang is not None:
            kept = [each for each in kept if f"{each.lang}-".startswith(f"{lang}-")]
        return Mentions(self.text, kept)

    def _named(self, concept: Concept | str) -> str:
        if isinstance(concept, Concept):
            return concept.id
        names = {each.concept_id: each.concept_id for each in self._mentions}
        for each in self._mentions:
            names.setdefault(name_key(each.form), each.concept_id)
        found = names.get(concept) or names.get(name_key(str(concept)))
        if found is None:
            raise UnknownNameError(
                f"filter: expected a concept that the text mentions; found {concept!r}."
                f"{nearest(str(concept), names)}",
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

    def to_json(self) -> str:
        """The mentions as JSON: the dictionaries of `to_dicts`; offsets in code points."""
        return json.dumps(self.to_dicts(), ensure_ascii=False)

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame with a row for each mention.

        Raises:
            MissingExtraError: (an `ImportError`) pandas is not installed.
        """
        from .frames import frame

        rows = self.to_dicts()
        found: pandas.DataFrame = frame(
            {column: [row[column] for row in rows] for column in self.COLUMNS}, "pandas"
        )
        return found

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
