"""Finding names in texts: this library, and what else people use for it.

Each matcher is built from names and gives, for a text, triples of name, start and end. All but this
library take names as they are, in any case where that costs nothing, and have no rules.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from typing import NamedTuple

Found = list[tuple[str, int, int]]
Find = Callable[[str], Found]


class Matcher(NamedTuple):
    """A way to find names.

    Attributes:
        name: How it is called in the tables.
        build: From names to the function that finds them in a text.
        megabytes: On how much text it is measured; slow ones get less.
    """

    name: str
    build: Callable[[list[str]], Find]
    megabytes: float


# --- two dictionaries, the quickest plain way in Python ---------------------------------------


def _rare_at(name: str) -> int:
    """Where a name has its first character beyond Latin-1, or -1."""
    return next((at for at, letter in enumerate(name) if ord(letter) > 255), -1)


def _is_latin(name: str) -> bool:
    return _rare_at(name) < 0


def _lowered(code: int) -> int:
    letter = chr(code)
    if not letter.isalnum():
        return 32
    lower = ord(letter.lower())
    return lower if lower < 256 else 32


_LOWER = bytes(map(_lowered, range(256)))


def _words(text: str) -> bytes:
    """A byte for each character: letters and digits in lower case, all else a space."""
    return b" " + text.encode("latin-1", "replace").translate(_LOWER) + b" "


def plain(names: list[str]) -> Find:
    """Latin names by their first words, others by two characters, each with a dictionary."""
    find_latin = _plain_latin([name for name in names if _is_latin(name)])
    find_other = _plain_other([name for name in names if not _is_latin(name)])

    def find(text: str) -> Found:
        found = find_other(text)
        latin = find_latin(text)
        if not latin:
            return found
        if not found:
            return latin
        found += latin
        found.sort(key=lambda each: (each[1], -each[2]))
        kept, last = [], 0
        for each in found:
            if each[1] >= last:
                kept.append(each)
                last = each[2]
        return kept

    return find


def _plain_latin(names: list[str]) -> Find:
    # By first and second word; a name of one word stands under an empty second one.
    table: dict[bytes, dict[bytes, list[tuple[list[bytes], str, re.Pattern[bytes]]]]] = {}
    for name in names:
        words = _words(name).split()
        if words:
            place = re.compile(rb"(?<= )" + b" +".join(words) + rb"(?= )")
            second = words[1] if len(words) > 1 else b""
            table.setdefault(words[0], {}).setdefault(second, []).append((words, name, place))
    for seconds in table.values():
        for each in seconds.values():
            each.sort(key=lambda entry: -len(entry[0]))

    def find(text: str) -> Found:
        data = _words(text)
        words = data.split()
        words.append(b"")
        found: Found = []
        place = last = 0
        for at in [at for at, word in enumerate(words) if word in table]:
            if at < last:
                continue
            seconds = table[words[at]]
            for wanted, name, pattern in (*seconds.get(words[at + 1], ()), *seconds.get(b"", ())):
                size = len(wanted)
                if size <= 2 or words[at : at + size] == wanted:
                    # All before it are found, so the next place with these words is this one.
                    match = pattern.search(data, place)
                    assert match is not None
                    place = match.end()
                    found.append((name, match.start() - 1, place - 1))
                    last = at + size
                    break
        return found

    return find


def _plain_other(names: list[str]) -> Find:
    # By the first character that English text does not have, and the one behind it.
    by_pair: dict[str, list[tuple[str, int]]] = {}
    for name in names:
        at = _rare_at(name)
        by_pair.setdefault(name[at : at + 2], []).append((name, at))
    for each in by_pair.values():
        each.sort(key=lambda entry: -len(entry[0]))
    if not by_pair:
        return lambda _text: []
    firsts = "".join(sorted({re.escape(pair[0]) for pair in by_pair}))
    seconds = "".join(sorted({re.escape(pair[1:]) for pair in by_pair}))
    # More than the pairs, but two sets are what the engine is quickest at.
    pattern = re.compile(f"[{firsts}](?=[{seconds}])")
    get = by_pair.get

    def find(text: str) -> Found:
        found: Found = []
        last = 0
        for match in pattern.finditer(text):
            start = match.start()
            candidates = get(text[start : start + 2])
            if candidates is None or start < last:
                continue
            for name, at in candidates:
                if text.startswith(name, start - at):
                    last = start - at + len(name)
                    found.append((name, start - at, last))
                    break
        return found

    return find


# --- other packages ---------------------------------------------------------------------------


def flashtext(names: list[str]) -> Find:
    """`KeywordProcessor`, which knows word boundaries of Latin script."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for name in names:
        processor.add_keyword(name)

    def find(text: str) -> Found:
        found: Found = processor.extract_keywords(text, span_info=True)
        return found

    return find


def pyahocorasick(names: list[str]) -> Find:
    """An automaton in C, the longest match at each place."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, (name, len(name)))
    automaton.make_automaton()

    def find(text: str) -> Found:
        return [(name, end + 1 - size, end + 1) for end, (name, size) in automaton.iter_long(text)]

    return find


def ahocorasick_rs(names: list[str]) -> Find:
    """An automaton in Rust, bare: leftmost-longest."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)

    def find(text: str) -> Found:
        return [
            (names[number], start, end)
            for number, start, end in automaton.find_matches_as_indexes(text)
        ]

    return find


def spacy_matcher(names: list[str]) -> Find:
    """`PhraseMatcher` over blank pipelines: Chinese by characters, English by words."""
    import spacy
    from spacy.matcher import PhraseMatcher

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = []
        for lang, wanted in (("zh", False), ("en", True)):
            nlp = spacy.blank(lang)
            nlp.max_length = 10**9
            matcher = PhraseMatcher(nlp.vocab, attr="LOWER" if wanted else "ORTH")
            for name in names:
                if _is_latin(name) == wanted:
                    matcher.add(name, [nlp.make_doc(name)])
            made.append((nlp, matcher))

    def find(text: str) -> Found:
        found: Found = []
        for nlp, matcher in made:
            doc = nlp.make_doc(text)
            spans = spacy.util.filter_spans(matcher(doc, as_spans=True))
            found += [(span.label_, span.start_char, span.end_char) for span in spans]
        return sorted(found, key=lambda each: each[1])

    return find


def alternation(names: list[str]) -> Find:
    """One compiled regular expression of all names, the longest first."""
    ordered = sorted(names, key=len, reverse=True)
    parts = [rf"\b{re.escape(name)}\b" if _is_latin(name) else re.escape(name) for name in ordered]
    pattern = re.compile("|".join(parts))

    def find(text: str) -> Found:
        return [(match[0], match.start(), match.end()) for match in pattern.finditer(text)]

    return find


def jieba(names: list[str]) -> Find:
    """Words of jieba with the names as its user dictionary."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba as module

        module.setLogLevel(60)
        tokenizer = module.Tokenizer()
        tokenizer.initialize()
        for name in names:
            tokenizer.add_word(name)
    wanted = set(names)

    def find(text: str) -> Found:
        return [each for each in tokenizer.tokenize(text) if each[0] in wanted]

    return find


PEERS = (
    Matcher("two dictionaries, no rules", plain, 20),
    Matcher("ahocorasick_rs, bare", ahocorasick_rs, 20),
    Matcher("pyahocorasick", pyahocorasick, 20),
    Matcher("flashtext", flashtext, 2),
    Matcher("re, alternation", alternation, 0.5),
    Matcher("spaCy PhraseMatcher", spacy_matcher, 0.5),
    Matcher("jieba", jieba, 0.5),
)


def unique(names: Iterable[str]) -> list[str]:
    """Names, each once."""
    return list(dict.fromkeys(names))
