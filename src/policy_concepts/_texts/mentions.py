"""Finds mentions of concepts in running text.

The text is folded like names (NFKC, case, spaces, hyphens, quotation marks, tone marks), with the
position of each folded character in the text.
A trie of the folded names is matched at each position; matches are leftmost-longest and do not
overlap.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from .._base.errors import ArgumentTypeError, described, wrong
from .._base.spelling import spellings
from .._base.text import fold
from .._model.concepts import Concept, Name
from .mention import Mention

# Stands for the empty line between paragraphs, which no name may span.
_PARAGRAPH_BREAK: Final = "\x1e"


class _NameEntry(NamedTuple):
    concept: Concept
    name: Name
    case_sensitive: bool


class MentionIndex:
    """A trie of the names of concepts."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        # Each node maps a folded character to the next node, and "" to the names that end there.
        self._root: dict[str, Any] = {}
        for concept in concepts:
            for name in concept.names:
                if name.match is not None and name.match.never:
                    continue
                for text in _written_forms(name):
                    self._add(concept, name, text)

    def _add(self, concept: Concept, name: Name, text: str) -> None:
        node = self._root
        for character in fold(text):
            node = node.setdefault(character, {})
        if node is not self._root:
            node.setdefault("", []).append(_NameEntry(concept, name, _is_case_sensitive(name)))

    def find(self, text: str) -> tuple[Mention, ...]:
        """Returns all mentions, in the order of the text.

        Raises:
            ArgumentTypeError: Not a string.
        """
        if not isinstance(text, str):
            raise wrong(ArgumentTypeError, "find_mentions", "a string", described(text))
        folded = _FoldedText(text)
        found: list[Mention] = []
        at, size = 0, len(folded.characters)
        while at < size:
            mentions, end = self._longest_match(folded, at)
            found += mentions
            at = end if mentions else at + 1
        return tuple(found)

    def _longest_match(self, folded: _FoldedText, at: int) -> tuple[list[Mention], int]:
        """Returns the mentions by the longest name at a position, and its end."""
        ends: list[tuple[int, list[_NameEntry]]] = []
        node, current = self._root, at
        characters = folded.characters
        while current < len(characters):
            node = node.get(characters[current])  # type: ignore[assignment]
            if node is None:
                break
            current += 1
            if "" in node:
                ends.append((current, node[""]))
        for end, entries in reversed(ends):
            start_at, end_at = folded.starts[at], folded.ends[end - 1]
            mentions: dict[str, Mention] = {}
            for entry in entries:
                if entry.concept.id not in mentions and _passes_rules(entry, folded, at, end):
                    mentions[entry.concept.id] = Mention(
                        concept=entry.concept, name=entry.name, start=start_at, end=end_at
                    )
            if mentions:
                return list(mentions.values()), end
        return [], at


class _FoldedText:
    """A text, folded character by character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.characters: list[str] = []
        # Start and end of each folded character in the text.
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
        """Returns the lines around a range, folded."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        return fold(self.text[first : last if last >= 0 else len(self.text)])


def _fold_character(character: str, text: str, position: int) -> Iterator[str]:
    if character == "\n" and text.startswith(("\n", "\r\n"), position + 1):
        yield _PARAGRAPH_BREAK
    elif character.isascii() and character.isalnum():
        yield character.lower()
    else:
        yield from fold(character)


def _written_forms(name: Name) -> Iterator[str]:
    """A name as recorded, and in the other spellings that texts may have."""
    yield name.text
    if name.lang.startswith("en") and not _is_case_sensitive(name):
        yield from spellings(name.text)


def _is_case_sensitive(name: Name) -> bool:
    if name.match is not None and name.match.case_sensitive:
        return True
    # "GCI" is a concept, "gci" a file extension.
    return name.kind == "abbreviation" and name.text.isascii()


def _passes_rules(entry: _NameEntry, folded: _FoldedText, at: int, end: int) -> bool:
    text, start_at, end_at = folded.text, folded.starts[at], folded.ends[end - 1]
    found = text[start_at:end_at]
    if _is_same_word(text[start_at - 1 : start_at], found[:1]) or _is_same_word(
        found[-1:], text[end_at : end_at + 1]
    ):
        return False
    if entry.case_sensitive and not _same_case(found, entry.name.text):
        return False
    rules = entry.name.match
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


def _is_same_word(left: str, right: str) -> bool:
    """Whether two adjacent characters belong to the same word; Chinese has no word boundaries."""
    return _is_word_letter(left) and _is_word_letter(right)


def _is_word_letter(character: str) -> bool:
    return character.isalnum() and not _is_unspaced(character)


def _is_unspaced(character: str) -> bool:
    """Whether a script is written without spaces or, like Korean, attaches particles to words."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7af"
        or ("\uf900" <= character <= "\ufaff" or character >= "\U00020000")
    )
