"""A mention of a concept in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from .._base.errors import UnknownIdError
from .._base.immutable import Immutable
from .._base.public import public
from .._model.concepts import Concept, Name
from .forms import NameRow

# The columns of tables of mentions, with their types.
COLUMNS: Final[Mapping[str, str]] = MappingProxyType({
    "concept": "str", "form": "str", "lang": "str", "start": "int", "end": "int", "matched": "str",
})  # fmt: skip


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
        return dict(zip(COLUMNS, self._facts(), strict=False))

    def _facts(self) -> tuple[Any, ...]:
        # First those of `COLUMNS`, in their order.
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
    concept_id, form, lang, start, end, matched, nested, index, concept_of = facts
    row = NameRow(concept_id, index, form, lang, False, False)
    return Mention(row, start, end, matched, nested, concept_of)


def portable(concept_of: Callable[[str], Concept] | None) -> Callable[[str], Concept] | None:
    """What reaches records from another process: the bundled catalog, by its name; else `None`."""
    return concept_of if getattr(concept_of, "is_importable", False) else None


def mention_columns(mentions: Iterable[Mention]) -> dict[str, list[Any]]:
    """The columns of a table of mentions."""
    rows = [each._facts() for each in mentions]
    return {name: [row[at] for row in rows] for at, name in enumerate(COLUMNS)}
