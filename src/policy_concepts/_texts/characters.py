"""Reads a text in the form in which names are compared with it, keeping track of positions.

Letters are compared after NFKC, case folding, removal of tone marks and folding of the Chinese
scripts, and in NFD, so that a precomposed and a decomposed letter are the same. Between words
stands one space, whatever the text has there: spaces, one line break, a hyphen, quotation marks.
Chinese, Japanese and Korean are read without spaces.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from .._base.scripts import simplified
from .._base.text import QUOTATION_MARKS, TONE_MARKS

# What `FOLDED` gives for characters that are no part of a word: invisible characters, tone marks
# and other marks that are ignored, spaces, line breaks, paragraph breaks, hyphens, en dashes,
# double and single quotation marks.
IGNORED: Final = ""
TONE: Final = "\u0304"
SPACE: Final = " "
BREAK: Final = "\n"
PARAGRAPH: Final = "\n\n"
HYPHEN: Final = "-"
DASH: Final = "–"
DOUBLE: Final = '"'
SINGLE: Final = "'"
_GAP_KINDS: Final = frozenset(
    {IGNORED, TONE, SPACE, BREAK, PARAGRAPH, HYPHEN, DASH, DOUBLE, SINGLE}
)
_SINGLE_MARKS: Final = frozenset("'`´‘’‚‛‹›′‵ʼʹ＇")
_HYPHENS: Final = frozenset("-\u2010\u2011\uff0d\ufe63")
_BREAKS: Final = frozenset("\n\x0b\x0c\x1c\x1d\x1e\x85\u2028")
_ZERO_WIDTH_SPACE: Final = "\u200b"
_IGNORED_MARKS: Final = frozenset("\u034f\ufe00\ufe01\ufe02\ufe0e\ufe0f")


class _FoldedCharacters(dict[str, str]):
    """The folded form of each character; computed when it is first seen."""

    def __missing__(self, character: str) -> str:
        found = self[character] = _folded(character)
        return found


def _folded(character: str) -> str:
    if character in _BREAKS:
        return BREAK
    if character == "\u2029":
        return PARAGRAPH
    if character in _HYPHENS:
        return HYPHEN
    if character == "–":
        return DASH
    if character in _SINGLE_MARKS:
        return SINGLE
    if character in QUOTATION_MARKS:
        return DOUBLE
    if character in TONE_MARKS:
        return TONE
    if character.isspace() or character == _ZERO_WIDTH_SPACE:
        return SPACE
    if character in _IGNORED_MARKS or unicodedata.category(character) == "Cf":
        return IGNORED
    compatible = unicodedata.normalize("NFKC", character)
    folded = simplified(unicodedata.normalize("NFKC", compatible.casefold()))
    decomposed = unicodedata.normalize("NFD", folded)
    kept = "".join(each for each in decomposed if each not in TONE_MARKS and not each.isspace())
    # A spacing accent folds to a space and a mark.
    return kept or IGNORED


FOLDED: Final = _FoldedCharacters()


def continues_word(character: str) -> bool:
    """Whether a character belongs to the word or the character before it, beyond ASCII."""
    return character > "\x7f" and (
        is_word_letter(character) or FOLDED[character] in (IGNORED, TONE)
    )


def is_gap(character: str) -> bool:
    """Whether a character may stand inside a name without being compared."""
    return FOLDED[character] in _GAP_KINDS


class _RuleCharacters(dict[int, str]):
    """For `str.translate`: characters folded, and what is no letter or punctuation removed."""

    def __missing__(self, code: int) -> str:
        folded = FOLDED[chr(code)]
        found = self[code] = "" if folded in _GAP_KINDS else folded
        return found


_RULE_CHARACTERS: Final = _RuleCharacters()


def folded_rule(text: str) -> str:
    """Returns the text of a rule, or a text beside a name, in the form to compare."""
    return text.translate(_RULE_CHARACTERS)


class Reading(NamedTuple):
    """A part of a text as it is compared with names.

    Attributes:
        folded: The folded text.
        ends: For each folded character, where the character that it comes from ends in the text.
        stopped: Whether the reading ended at a place that no name may span.
    """

    folded: str
    ends: list[int]
    stopped: bool


def read(text: str, start: int, limit: int) -> Reading:
    """Reads a text from a position until `limit` folded characters, or a place no name may span.

    Example:
        >>> from policy_concepts._texts.characters import read
        >>> read("Green–\u201cLedger\u201d, or", 0, 12).folded
        'green ledger'
        >>> read("綠色 账本", 0, 12)
        Reading(folded='绿色账本', ends=[1, 2, 4, 5], stopped=False)
    """
    folded_of, gaps = FOLDED, _GAP_KINDS
    folded: list[str] = []
    ends: list[int] = []
    gap = ""
    at, size = start, len(text)
    while at < size and len(folded) < limit:
        character = text[at]
        at += 1
        letters = folded_of[character]
        if letters in gaps:
            if letters == TONE:
                if not gap and ends:
                    ends[-1] = at
            else:
                gap += letters
            continue
        if gap:
            if folded:
                # The character before the gap ended at ends[-1].
                joint = _joint(gap, text[ends[-1] - 1], character)
                if joint is None:
                    return Reading("".join(folded), ends, True)
                if joint:
                    folded.append(joint)
                    ends.append(at - 1)
            gap = ""
        if len(letters) == 1:
            folded.append(letters)
            ends.append(at)
        else:
            folded += letters
            ends += [at] * len(letters)
    return Reading("".join(folded), ends, False)


def _joint(gap: str, left: str, right: str) -> str | None:
    """What stands for a gap between two characters, or `None` where no name may span it."""
    if gap.count(BREAK) > 1:
        return None
    between_words = is_word_letter(left) and is_word_letter(right)
    bare = gap.replace(DOUBLE, "").replace(SINGLE, "")
    if HYPHEN in bare or DASH in bare:
        # A hyphen joins words, also at the end of a line; with a space before it, it is a dash.
        joins = bare in (HYPHEN, DASH) or (
            bare.startswith(HYPHEN + BREAK) and not bare[2:].strip(SPACE)
        )
        return SPACE if joins and between_words else None
    if not between_words:
        return ""
    if bare:
        return SPACE
    # An apostrophe, or a mark inside a word.
    return SINGLE if gap == SINGLE else None


def is_unspaced(character: str) -> bool:
    """Whether a script is written without spaces or, like Korean, attaches particles to words."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7af"
        or ("\uf900" <= character <= "\ufaff" or "\uff66" <= character <= "\uff9f")
        or "\U00020000" <= character <= "\U0003ffff"
    )


def is_word_letter(character: str) -> bool:
    """Whether a character is part of a word in a script that separates words."""
    return (
        character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
    ) and not is_unspaced(character)
