"""Finding where a text mentions concepts.

The text is folded as names are (NFKC, case, spaces, hyphens, quotation marks, tone marks), each
folded character remembering where it stood; a trie of the folded names is then walked from every
place. Of the names that begin at a place the longest is taken, and the search goes on behind it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from attrs import field, frozen

from .._base.errors import ArgumentTypeError, described, wrong
from .._base.public import public
from .._base.text import fold
from .._model.concepts import Concept, Name

# A line that is empty ends a paragraph; no name reaches across.
_BREAK: Final = "\x1e"


@public
@frozen(kw_only=True)
class Mention:
    """A place in a text where a concept is named.

    Attributes:
        concept: The concept.
        name: The one of its names that stands there.
        start: Where it begins, in characters of the text.
        end: Where it ends: `text[start:end]` is what was found.
    """

    concept: Concept = field()
    name: Name = field()
    start: int = field()
    end: int = field()

    def __repr__(self) -> str:
        return f"<Mention {self.concept.id} {self.start}:{self.end} {self.name.text!r}>"


class _Named(NamedTuple):
    concept: Concept
    name: Name
    case_sensitive: bool


class MentionIndex:
    """The names of a catalog's concepts, ready for finding."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        # Each node maps a folded character to the next node; "" holds what is named there.
        self._root: dict[str, Any] = {}
        for concept in concepts:
            for name in concept.names:
                if name.match is not None and name.match.never:
                    continue
                node = self._root
                for character in fold(name.text):
                    node = node.setdefault(character, {})
                if node is not self._root:
                    node.setdefault("", []).append(_Named(concept, name, _case_matters(name)))

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every mention, in the order of the text.

        Raises:
            ArgumentTypeError: Not a string.
        """
        if not isinstance(text, str):
            raise wrong(ArgumentTypeError, "find_mentions", "a string", described(text))
        folded = _Folded(text)
        found: list[Mention] = []
        at, size = 0, len(folded.characters)
        while at < size:
            mentions, end = self._longest(folded, at)
            found += mentions
            at = end if mentions else at + 1
        return tuple(found)

    def _longest(self, folded: _Folded, at: int) -> tuple[list[Mention], int]:
        """The mentions by the longest name that begins at a place, and where it ends."""
        ends: list[tuple[int, list[_Named]]] = []
        node, here = self._root, at
        characters = folded.characters
        while here < len(characters):
            node = node.get(characters[here])  # type: ignore[assignment]
            if node is None:
                break
            here += 1
            if "" in node:
                ends.append((here, node[""]))
        for end, named in reversed(ends):
            start_at, end_at = folded.starts[at], folded.ends[end - 1]
            mentions: dict[str, Mention] = {}
            for each in named:
                if each.concept.id not in mentions and _is_meant(each, folded, at, end):
                    mentions[each.concept.id] = Mention(
                        concept=each.concept, name=each.name, start=start_at, end=end_at
                    )
            if mentions:
                return list(mentions.values()), end
        return [], at


class _Folded:
    """A text folded character by character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.characters: list[str] = []
        # Where each folded character begins and ends in the text.
        self.starts: list[int] = []
        self.ends: list[int] = []
        for position, character in enumerate(text):
            for each in _fold_character(character, text, position):
                self._add(each, position)

    def _add(self, character: str, position: int) -> None:
        if self.characters and unicodedata.combining(character):
            joined = unicodedata.normalize("NFC", self.characters[-1] + character)
            if len(joined) == 1:
                self.characters[-1] = joined
                self.ends[-1] = position + 1
                return
        self.characters.append(character)
        self.starts.append(position)
        self.ends.append(position + 1)

    def paragraph(self, start: int, end: int) -> str:
        """The lines around a place, folded."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        return fold(self.text[first : last if last >= 0 else len(self.text)])


def _fold_character(character: str, text: str, position: int) -> Iterator[str]:
    if character == "\n" and text.startswith(("\n", "\r\n"), position + 1):
        yield _BREAK
    elif character.isascii() and character.isalnum():
        yield character.lower()
    else:
        yield from fold(character)


def _case_matters(name: Name) -> bool:
    if name.match is not None and name.match.case_sensitive:
        return True
    # "GCI" is a concept, "gci" a file extension.
    return name.kind == "abbreviation" and name.text.isascii()


def _is_meant(named: _Named, folded: _Folded, at: int, end: int) -> bool:
    text, start_at, end_at = folded.text, folded.starts[at], folded.ends[end - 1]
    found = text[start_at:end_at]
    if _joins(text[start_at - 1 : start_at], found[:1]) or _joins(
        found[-1:], text[end_at : end_at + 1]
    ):
        return False
    if named.case_sensitive and not _same_case(found, named.name.text):
        return False
    rules = named.name.match
    if rules is None:
        return True
    after = "".join(folded.characters[end : end + 40])
    if any(after.startswith(fold(each)) for each in rules.not_followed_by):
        return False
    before = "".join(folded.characters[max(0, at - 40) : at])
    if any(before.endswith(fold(each)) for each in rules.not_preceded_by):
        return False
    if rules.requires:
        paragraph = folded.paragraph(start_at, end_at)
        return any(fold(each) in paragraph for each in rules.requires)
    return True


def _same_case(found: str, name: str) -> bool:
    letters = [character for character in found if character.isalnum()]
    return letters == [character for character in name if character.isalnum()]


def _joins(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word; Chinese has no such words."""
    return _is_word_letter(left) and _is_word_letter(right)


def _is_word_letter(character: str) -> bool:
    return character.isalnum() and not _is_unspaced(character)


def _is_unspaced(character: str) -> bool:
    """Scripts written without spaces, or that hang particles on a word, as Korean does."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7af"
        or ("\uf900" <= character <= "\ufaff" or character >= "\U00020000")
    )
