"""Finds the places of a text where a name may begin.

A quick look that leaves out no place where a name does begin; what is found is then read with
care. Chinese is searched for the first two or three characters of names, in all their variants;
scripts that separate words are cut into words, which are looked up in a table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Final

from .._base.scripts import variants
from .characters import FOLDED, continues_word, is_gap, is_unspaced, is_word_letter

# What may stand between two characters of a Chinese name.
_GAP: Final = (
    "[\\s\"'`´‘’‚‛“”„‟«»‹›「」『』〝〞〟《》〈〉′″‴ʼʹʺ\xad\u200b-\u200f\u2060-\u2064\ufeff\ufe0f]"
)
_UNSPACED: Final = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# Characters that are compatible with one other character: full-width letters, radicals.
_COMPATIBLE_RANGES: Final = (
    "\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9d"
)
# The same beyond the basic plane; apart, since a class within the plane is searched much faster.
_COMPATIBLE_BEYOND: Final = "\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f"
_COMPATIBLE: Final = re.compile(f"[{_COMPATIBLE_RANGES}{_COMPATIBLE_BEYOND}]")
_BEYOND: Final = re.compile(f"[{_COMPATIBLE_BEYOND}]")
# Letters, marks and invisible characters beyond ASCII, in scripts that separate words.
_SPECIAL_RANGES: Final = (
    "\xaa\xad\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\u1fff\u200c-\u200f\u2060-\u2064\u2071-\u209c"
    "\u2100-\u218f\u2c00-\u2dff\ua640-\uabff\ud7b0-\ud7ff\ufb00-\ufdff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\ufe70-\ufeff"
)
_UNUSUAL: Final = re.compile(f"[{_SPECIAL_RANGES}{_COMPATIBLE_RANGES}]")
# ASCII letters in lower case, digits; everything else separates words.
_TO_WORDS: Final = bytes(
    ord(chr(each).lower()) if chr(each).isalnum() and each < 128 else 0x20 for each in range(256)
)
# A stretch is cut into words in parts of about this many characters, to bound the memory.
_PART: Final = 1 << 15
# A word further than this before a letter beyond ASCII is not looked at again.
_NEAR: Final = 200
_TWO_WORDS: Final = re.compile("([0-9a-z]+)(?: ([0-9a-z]+))?")
_SEPARATOR: Final = re.compile("[^0-9A-Za-z]")
_MANY_PAIRS: Final = 80
_MAX_GROUPS: Final = 8


class Scanner:
    """Finds where names may begin.

    Args:
        forms: The folded forms of names.
        loose: Folded forms in which spaces do not count, each with what its first word may be.
    """

    def __init__(self, forms: Iterable[str], loose: Iterable[tuple[str, Iterable[str]]]) -> None:
        # The first two folded characters of the unspaced names -> the third ones; "" for none.
        pairs: dict[str, set[str]] = {}
        # The first word -> the second ones, or `None` for any.
        words: dict[str, set[str] | None] = {}
        for form in forms:
            written = form if form.isascii() else unicodedata.normalize("NFC", form)
            if is_unspaced(written[0]):
                pairs.setdefault(written[:2], set()).add(written[2:3])
            else:
                first, second = _first_words(form)
                known = words.setdefault(first, set())
                if second is None:
                    words[first] = None
                elif known is not None:
                    known.add(second)
        for form, beginnings in loose:
            # Where spaces do not count, the second word is any part of what follows.
            words[form] = None
            for word in beginnings:
                known = words.setdefault(word, set())
                if known is not None:
                    known.update(
                        form[len(word) : end] for end in range(len(word) + 1, len(form) + 1)
                    )
        self._known = frozenset(words)
        self._seconds = {
            word.encode(): None if seconds is None else frozenset(map(str.encode, seconds))
            for word, seconds in words.items()
            if word.isascii()
        }
        self._longest_word = max(map(len, words), default=0)
        self._starts, self._thirds, self._before_any = _pattern(pairs)
        self._patterns: dict[tuple[bytes, bytes], re.Pattern[bytes]] = {}

    def starts(self, text: str) -> Iterator[int]:
        """Yields the places where a name may begin, in no order, some of them twice."""
        special: Sequence[re.Match[str]] = ()
        if not text.isascii():
            special = list(_UNUSUAL.finditer(text))
            if _BEYOND.search(text) or any(_COMPATIBLE.match(found.group()) for found in special):
                text = _COMPATIBLE.sub(_compatible, text)
                special = list(_UNUSUAL.finditer(text))
            if self._starts is not None:
                yield from self._unspaced_starts(text)
        if self._seconds:
            yield from self._word_starts(text)
            yield from self._special_starts(text, special)

    def _unspaced_starts(self, text: str) -> Iterator[int]:
        assert self._starts is not None
        thirds_of = self._thirds
        for match in self._starts.finditer(text):
            at = match.start()
            thirds = thirds_of.get(text[at : at + 2])
            if thirds is None:
                # Not a pair of names, unless a gap stands between.
                if text[at + 1 : at + 2] in _GAP_CHARACTERS or text[at] in self._before_any:
                    yield at
            elif not thirds or text[at + 2 : at + 3] in thirds:
                yield at

    def _word_starts(self, text: str) -> Iterator[int]:
        start = 0
        while start < len(text):
            stop = min(start + _PART, len(text))
            if stop < len(text):
                cut = _SEPARATOR.search(text, stop)
                stop = cut.start() + 1 if cut else len(text)
            yield from self._word_starts_in(text[start:stop], start)
            start = stop

    def _word_starts_in(self, part: str, offset: int) -> Iterator[int]:
        """The starts by whole words of a part; a byte stands for each character."""
        known = self._seconds
        data = part.encode("ascii", "replace").translate(_TO_WORDS)
        words = data.split()
        last = len(words) - 1
        place = 0
        for index in compress(range(len(words)), map(known.__contains__, words)):
            word = words[index]
            seconds = known[word]
            if seconds is None:
                wanted = self._pattern_of(word, b"")
            elif index == last:
                # The next word stands in the next part.
                yield offset + data.rindex(word)
                continue
            elif words[index + 1] in seconds:
                wanted = self._pattern_of(word, words[index + 1])
            else:
                continue
            # Every place of these words is yielded, so that the next one is this one.
            match = wanted.search(data, place)
            assert match is not None
            place = match.end(1)
            yield offset + match.start()

    def _pattern_of(self, first: bytes, second: bytes) -> re.Pattern[bytes]:
        """A pattern for a word, or for two words, of which the group is the first."""
        pattern = self._patterns.get((first, second))
        if pattern is None:
            following = b"(?= +%b(?![0-9a-z]))" % second if second else b"(?![0-9a-z])"
            # The word comes first, since the engine searches for it fast.
            pattern = re.compile(b"(%b)(?<![0-9a-z]%b)%b" % (first, first, following))
            self._patterns[first, second] = pattern
        return pattern

    def _special_starts(self, text: str, special: Iterable[re.Match[str]]) -> Iterator[int]:
        """The beginnings of words with letters beyond ASCII."""
        limit = self._longest_word * 4 + 16
        done = 0
        for match in special:
            start, end = match.span()
            if start < done:
                continue
            while (
                start > done and match.start() - start < limit and is_word_letter(text[start - 1])
            ):
                start -= 1
            while (
                end < len(text)
                and end - start < 2 * limit
                and (is_word_letter(text[end]) or continues_word(text[end]))
            ):
                end += 1
            done = end
            # What is ignored stands before the word, not in it.
            while start < end and is_gap(text[start]):
                start += 1
            folded = "".join(FOLDED[each] for each in text[start:end]).replace("\u0304", "")
            if folded in self._known:
                yield start
            # It may be the second word of a name.
            before = _word_before(text, start)
            if before is not None:
                yield before


def _word_before(text: str, start: int) -> int | None:
    """The start of the word before a place, or `None` if there is none nearby."""
    low = max(0, start - _NEAR)
    end = start
    while end > low and not is_word_letter(text[end - 1]):
        end -= 1
    begin = end
    while begin > low and is_word_letter(text[begin - 1]):
        begin -= 1
    while begin < end and is_gap(text[begin]):
        begin += 1
    return begin if begin < end else None


def _first_words(form: str) -> tuple[str, str | None]:
    """The first word of a folded name, and the second if one space stands between them."""
    words = _TWO_WORDS.match(form)
    if words is not None and not form[words.end() : words.end() + 1] > "\x7f":
        return words.group(1), words.group(2)
    end = 0
    while end < len(form) and is_word_letter(form[end]):
        end += 1
    return form[:end], None


def _compatible(match: re.Match[str]) -> str:
    character = match.group()
    other = unicodedata.normalize("NFKC", character)
    return other if len(other) == 1 else character


def _is_part(character: str, whole: str) -> bool:
    """Whether a character is only the first part of another one that is decomposed."""
    parts = unicodedata.normalize("NFD", whole)
    return len(parts) > 1 and character == parts[0]


def _written(character: str) -> str:
    """All characters that fold to a character of a name."""
    return "".join({character, unicodedata.normalize("NFD", character)[0], *variants(character)})


_GAP_CHARACTERS: Final = frozenset(
    chr(each) for each in range(0x3100) if re.match(_GAP, chr(each))
) | {"\ufeff", "\ufe0f"}


def _pattern(
    pairs: Mapping[str, set[str]],
) -> tuple[re.Pattern[str] | None, dict[str, frozenset[str]], frozenset[str]]:
    """What finds the beginnings of unspaced names.

    Returns:
        A pattern for the first two characters, the third characters by pair (none for any), and
        the first characters after which any may follow.
    """
    thirds: dict[str, set[str]] = {}
    seconds: dict[str, set[str]] = {}
    for pair, following in pairs.items():
        # Where the second is no Chinese character, any may follow: its forms are many.
        after = _written(pair[1]) if pair[1:] and is_unspaced(pair[1]) else ""
        for first in _written(pair[0]):
            # A mark follows the first part of a decomposed character.
            is_whole = after and not _is_part(first, pair[0])
            seconds.setdefault(first, set()).update(after if is_whole else {""})
            for second in after:
                known = thirds.setdefault(first + second, set())
                known.update({""} if _is_part(second, pair[1]) else following)
    if not seconds:
        return None, {}, frozenset()
    # One class of all first characters, which the engine searches fast; what follows is then
    # asked by group.
    anything = {first for first, follow in seconds.items() if "" in follow}
    first_of_all = re.escape("".join(sorted(seconds)))
    options = [f"(?<=[{re.escape(''.join(sorted(anything)))}])"] if anything else []
    groups = _groups({
        first: follow for first, follow in seconds.items() if first not in anything
    })  # fmt: skip
    for firsts, follow in groups:
        before = f"(?<=[{re.escape(''.join(sorted(firsts)))}])" if options or groups[1:] else ""
        options.append(f"{before}(?={_GAP}*+[{re.escape(''.join(sorted(follow)))}])")
    return (
        re.compile(f"[{first_of_all}](?:{'|'.join(options)})"),
        {pair: frozenset(_with_gaps(following)) for pair, following in thirds.items()},
        frozenset(anything),
    )


def _with_gaps(thirds: set[str]) -> Iterator[str]:
    """The characters that may follow a pair; none where any may."""
    if all(third and is_unspaced(third) for third in thirds):
        for third in thirds:
            yield from _written(third)
        yield from _GAP_CHARACTERS


def _groups(seconds: Mapping[str, set[str]]) -> list[tuple[set[str], set[str]]]:
    """First characters in a few groups of like seconds.

    One class of first and one of second characters would let too many places through where names
    are many, and a branch for each first character is slow.
    """
    number = max(1, min(_MAX_GROUPS, sum(map(len, seconds.values())) // _MANY_PAIRS))
    groups: list[tuple[set[str], set[str]]] = []
    for first, follow in sorted(seconds.items(), key=lambda item: (-len(item[1]), item[0])):
        costs = [
            (len(ours) + 1) * len(theirs | follow) - len(ours) * len(theirs)
            for ours, theirs in groups
        ]
        if len(groups) < number and (not costs or min(costs) > len(follow)):
            groups.append(({first}, set(follow)))
        else:
            ours, theirs = groups[costs.index(min(costs))]
            ours.add(first)
            theirs |= follow
    return groups
