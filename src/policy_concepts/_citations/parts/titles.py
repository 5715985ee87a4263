"""The letter case that styles ask of titles."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ..._base.markup import ITALIC, KEEP, KEEP_END, LINK_END, SUB, SUB_END, SUP, SUP_END

# Words that English title case leaves small, unless they begin or end the title.
_SMALL: Final = frozenset(
    "a an and as at but by down for from in into nor of on onto or over so the till to up via "
    "with yet about van von de d l".split()
)
_TOKEN: Final = re.compile(
    f"{KEEP}[^{KEEP_END}]*{KEEP_END}|{SUP}[^{SUP_END}]*{SUP_END}|{SUB}[^{SUB_END}]*{SUB_END}"
    r"|[\ue000-\ue00e]|[^\W_]+|\s+|."
)
_BREAKS: Final = frozenset("-/–—")
_LAST_WORD: Final = re.compile(r"[^\s/\u2013\u2014-]+\Z")

# Where a word stands.
_START, _SENTENCE, _AFTER_WORD, _IN_WORD, _AFTER_STOP, _AFTER_OTHER, _LAST = range(7)


@lru_cache(maxsize=8192)
def title_case(text: str, ending: bool = True) -> str:
    """English title case: capitals for all but the small words; what is mixed case stays.

    The first word and the word after a colon or full stop always get a capital.

    Args:
        text: A title.
        ending: Give the last word a capital too, as the engines do unless the title is italic.
    """
    # Only where plain text with no hyphen ends the title.
    ending_word = _LAST_WORD.search(text) if ending else None
    last_at = -1
    if ending_word and ending_word.start() and text[ending_word.start() - 1].isspace():
        marked = any(ITALIC <= c <= LINK_END for c in ending_word.group())
        last_at = -1 if marked else ending_word.start()
    state = _START
    out: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        char = token[0]
        if match.start() == last_at and state in (_AFTER_WORD, _SENTENCE, _START):
            state = _LAST
        if ITALIC <= char <= LINK_END:
            if len(token) > 1:
                state = _after(token[-2], state)
            out.append(token)
            continue
        if char.isalnum():
            if state <= _AFTER_WORD or state == _LAST:
                token = _title_word(token, state)
            state = _IN_WORD
        else:
            state = _after(token[-1], state)
        out.append(token)
    return "".join(out)


def _after(char: str, state: int) -> int:
    if char in ".?!:":
        return _AFTER_STOP
    if char.isalnum():
        return _IN_WORD
    if char.isspace():
        return _SENTENCE if state == _AFTER_STOP else _AFTER_WORD
    if char in _BREAKS:
        return _AFTER_WORD
    return state if state <= _AFTER_WORD or state == _LAST else _AFTER_OTHER


def _title_word(word: str, state: int) -> str:
    lower = word.lower()
    if word != lower and word != word.upper():
        return word  # mixed case
    if word.isalpha() and word == word.upper():
        return word
    if state in (_START, _SENTENCE):
        return lower[0].upper() + lower[1:]
    if len(word) > 1 and (state == _LAST or (state == _AFTER_WORD and word not in _SMALL)):
        return lower[0].upper() + lower[1:]
    return word


_FIRST_WORD: Final = re.compile(r"[\ue000-\ue009]*([^\W_]+)")


@lru_cache(maxsize=4096)
def capitalize(text: str) -> str:
    """Text with a capital at its beginning, unless the first word has capitals of its own."""
    match = _FIRST_WORD.match(text)
    if match is None or not match.group(1).isalpha() or not match.group(1).islower():
        return text
    start = match.start(1)
    return text[:start] + text[start].upper() + text[start + 1 :]
