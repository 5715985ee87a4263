"""Ranked full-text search over all kinds, in English and Chinese.

Words are scored by BM25 (Robertson and Zaragoza, 2009, "The Probabilistic Relevance Framework"),
with field weights that favour names and titles over notes.
Chinese, which is written without spaces, is indexed in simplified script, by character bigrams and
single characters.
"""

from __future__ import annotations

import math
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from heapq import nlargest
from typing import Any, Final

from .._base.errors import ArgumentError, ArgumentTypeError, described, wrong
from .._base.scripts import simplified
from .._base.spelling import american, name_key
from .._base.text import fold
from .._model.kinds import KINDS
from .hits import Highlight, Hit
from .names import edit_distance
from .search_tables import SearchTables
from .store import Store

_STOP_WORDS: Final = frozenset(
    (
        "a an and as at be by for from in into is it its of on or that the their this to was with"
    ).split()
)
_WORD: Final = re.compile(r"[^\W_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")
_CJK: Final = re.compile(
    r"[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)


# The usual parameters of BM25.
_K1: Final = 1.2
_B: Final = 0.75


class SearchIndex:
    """An inverted index over every record of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tables = store.prebuilt.search_tables() if store.prebuilt else build_tables(store)
        # Documents are the records of all kinds, numbered in one sequence.
        self._starts: dict[str, int] = {}
        self._document_kinds = bytearray()
        for number, kind in enumerate(KINDS):
            self._starts[kind] = len(self._document_kinds)
            self._document_kinds += bytes((number,)) * len(store.rows(kind))
        lengths = self._tables.lengths
        self._average = sum(lengths) / len(lengths) if lengths else 1.0
        self._ascii_words = sorted(word for word in self._tables.words if word.isascii())
        self._words_by_length: dict[int, list[str]] = {}
        for word in self._ascii_words:
            self._words_by_length.setdefault(len(word), []).append(word)

    def search(
        self, query: object, kinds: Collection[str], allowed: set[int] | None, limit: int
    ) -> tuple[Hit, ...]:
        """Returns the best hits of some kinds; `allowed` restricts one kind to some positions.

        Raises:
            ArgumentTypeError: The query is not a string, or the limit not a whole number.
            ArgumentError: The query is blank, or the limit below 1.
        """
        if not isinstance(query, str):
            raise wrong(ArgumentTypeError, "search", "a string", described(query))
        if isinstance(limit, bool) or not isinstance(limit, int):
            raise wrong(ArgumentTypeError, "search", "a whole number as limit", repr(limit))
        if limit < 1:
            raise wrong(ArgumentError, "search", "a limit of at least 1", str(limit))
        tokens = _query_tokens(simplified(query))
        if not tokens and not fold(query):
            raise wrong(ArgumentError, "search", "words to look for", repr(query))
        scores: dict[int, float] = {}
        match_counts: dict[int, int] = {}
        matched: set[str] = set()
        for token in tokens:
            best: dict[int, float] = {}
            # A word may be a variant in two ways, by prefix and by spelling.
            variants: dict[str, float] = {}
            for variant, confidence in self._variants(token):
                variants[variant] = max(confidence, variants.get(variant, 0.0))
            for variant, confidence in variants.items():
                found = self._scores(variant, confidence)
                if not best:
                    best = found
                    continue
                for document, score in found.items():
                    if score > best.get(document, 0.0):
                        best[document] = score
            matched.update(variants)
            for document, score in best.items():
                scores[document] = scores.get(document, 0.0) + score
                match_counts[document] = match_counts.get(document, 0) + 1
        # A record with all the words outranks one that repeats a single word.
        share = [(count / max(len(tokens), 1)) ** 1.5 for count in range(len(tokens) + 1)]
        weight = [kind.weight for kind in KINDS.values()]
        for document, count in match_counts.items():
            scores[document] *= share[count] * weight[self._document_kinds[document]]
        self._reward_names(query, scores)
        return self._hits(scores, kinds, allowed, limit, query, matched)

    def _scores(self, word: str, confidence: float) -> dict[int, float]:
        """The BM25 scores of the records that contain a word."""
        start, size = self._tables.words[word]
        documents = self._tables.documents[start : start + size]
        counts = self._tables.counts[start : start + size]
        lengths = self._tables.lengths
        factor = confidence * (1 + _K1) * math.log(1 + len(lengths) / (size + 0.5))
        # Counts are in tenths.
        fixed, per_word = 10 * _K1 * (1 - _B), 10 * _K1 * _B / self._average
        return {
            document: factor * count / (count + fixed + per_word * lengths[document])
            for document, count in zip(documents, counts, strict=True)
        }

    def _reward_names(self, query: str, scores: dict[int, float]) -> None:
        """Ranks records whose name is the whole query first."""
        top = max(scores.values(), default=0.0) + 1.0
        for kind, start in self._starts.items():
            for record_id in self._store.ids_named(kind, query):
                document = start + self._store.positions(kind)[record_id]
                scores[document] = scores.get(document, 0.0) + top

    def _hits(
        self,
        scores: dict[int, float],
        kinds: Collection[str],
        allowed: set[int] | None,
        limit: int,
        query: str,
        matched: set[str],
    ) -> tuple[Hit, ...]:
        if len(kinds) < len(KINDS):
            wanted = {number for number, kind in enumerate(KINDS) if kind in kinds}
            scores = {d: score for d, score in scores.items() if self._document_kinds[d] in wanted}
        if allowed is not None:
            (only,) = kinds
            start = self._starts[only]
            scores = {d: score for d, score in scores.items() if d - start in allowed}
        names = tuple(KINDS)
        hits = []
        # Ties are broken by position.
        for score, negative in nlargest(limit, ((score, -d) for d, score in scores.items())):
            kind = names[self._document_kinds[-negative]]
            record = self._store.rows(kind)[-negative - self._starts[kind]]
            highlights = _highlights(record, query, matched)
            hits.append(Hit(record=record, score=round(score, 3), highlights=highlights))
        return tuple(hits)

    def _variants(self, token: str) -> Iterator[tuple[str, float]]:
        """The words of the index that a query token may mean, each with a confidence."""
        known = self._tables.words
        if token in known:
            yield token, 1.0
        if not token.isascii():
            if token not in known:
                for character in dict.fromkeys(token):
                    if character in known:
                        yield character, 0.3
            return
        size = len(token)
        if size >= 4 and not token.isdigit():
            for place in range(bisect_left(self._ascii_words, token), len(self._ascii_words)):
                if not self._ascii_words[place].startswith(token):
                    break
                if self._ascii_words[place] != token:
                    yield self._ascii_words[place], 0.5
        if token in known or size < 4 or token.isdigit():
            return
        allowed = 1 if size < 8 else 2
        for length in range(size - allowed, size + allowed + 1):
            for word in self._words_by_length.get(length, ()):
                if word[0] == token[0] or word[1:3] == token[1:3]:
                    distance = edit_distance(token, word)
                    if distance <= allowed:
                        yield word, 0.8 - 0.2 * distance


def build_tables(store: Store) -> SearchTables:
    """Builds the tables from the records."""
    postings: dict[str, tuple[array[int], array[int]]] = {}
    lengths = array("I")
    for kind in KINDS:
        for record in store.rows(kind):
            weights: dict[str, int] = {}
            length = 0
            for _, _, text, weight in record._searched():
                for token in _tokens(simplified(text)):
                    weights[token] = weights.get(token, 0) + weight
                    length += 1
            for token, weight in weights.items():
                columns = postings.get(token)
                if columns is None:
                    columns = postings[token] = (array("I"), array("H"))
                columns[0].append(len(lengths))
                columns[1].append(min(weight, 0xFFFF))
            lengths.append(length)
    words: dict[str, tuple[int, int]] = {}
    documents, counts = array("I"), array("H")
    for token in sorted(postings):
        found, weighted = postings.pop(token)
        words[token] = (len(documents), len(found))
        documents += found
        counts += weighted
    return SearchTables(words, documents, counts, lengths)


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _normalized(word: str) -> str:
    if word.isascii():
        return american(word.lower())
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _tokens(text: str) -> Iterator[str]:
    """The tokens of a text: stemmed words, Chinese bigrams and single characters."""
    for token, _, _ in _spans(text):
        yield token


def _spans(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text):
        word = _normalized(match.group())
        if word:
            yield _stem(word), match.start(), match.end()
    for match in _CJK.finditer(text):
        run, start = match.group(), match.start()
        for index, character in enumerate(run):
            yield character, start + index, start + index + 1
            if index + 1 < len(run):
                yield run[index : index + 2], start + index, start + index + 2


def _query_tokens(query: str) -> list[str]:
    words = [_stem(_normalized(match.group())) for match in _WORD.finditer(query)]
    content_words = [word for word in words if word not in _STOP_WORDS]
    tokens = content_words or words
    for match in _CJK.finditer(query):
        run = match.group()
        tokens += [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]
    return list(dict.fromkeys(token for token in tokens if token))


def _highlights(record: Any, query: str, matched: set[str]) -> tuple[Highlight, ...]:
    found: list[tuple[float, Highlight]] = []
    for path, lang, text, weight in record._searched():
        # A character is one character in both scripts, so places in the text are the same.
        spans = [(s, e) for token, s, e in _spans(simplified(text)) if token in matched]
        if not spans:
            # A name spelled differently, such as pinyin without spaces or tones.
            if name_key(text) != name_key(query):
                continue
            spans = [(0, len(text))]
        merged = _merged(spans)
        length = sum(end - start for start, end in merged)
        found.append((weight * length / math.sqrt(len(text)), Highlight(path, lang, text, merged)))
    found.sort(key=lambda pair: -pair[0])
    return tuple(highlight for _, highlight in found[:5])


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def search_index(store: Store) -> SearchIndex:
    """The search index of a store, built once."""
    index = store.cache.get("search")
    if index is None:
        index = store.cache["search"] = SearchIndex(store)
    found: SearchIndex = index
    return found
