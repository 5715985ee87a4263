"""Ranked search over all text of all kinds, in English and Chinese.

Words are scored by BM25 (Robertson and Zaragoza, 2009, "The Probabilistic Relevance Framework"),
with more weight for names and titles than for notes.
Chinese, which has no spaces, is indexed by pairs of characters and by single ones.
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

from .._base.errors import ArgumentError, ArgumentTypeError
from .._base.text import fold
from .._model.kinds import KINDS
from .hits import Highlight, Hit
from .names import edit_distance
from .search_tables import SearchTables
from .store import Store

_STOP: Final = frozenset(
    (
        "a an and as at be by for from in into is it its of on or that the their this to was with"
    ).split()
)
_WORD: Final = re.compile(r"[^\W_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")
_WIDE: Final = re.compile(
    r"[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)


class SearchIndex:
    """An inverted index over every record of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tables = store.prepared.search_tables() if store.prepared else gather(store)
        # Records are numbered through all kinds; `_kinds` has the number of each record's kind.
        self._starts: dict[str, int] = {}
        self._kinds = bytearray()
        for number, kind in enumerate(KINDS):
            self._starts[kind] = len(self._kinds)
            self._kinds += bytes((number,)) * len(store.rows(kind))
        lengths = self._tables.lengths
        self._average = sum(lengths) / len(lengths) if lengths else 1.0
        self._sorted = sorted(word for word in self._tables.words if word.isascii())
        self._by_length: dict[int, list[str]] = {}
        for word in self._sorted:
            self._by_length.setdefault(len(word), []).append(word)

    def search(
        self, query: object, kinds: Collection[str], allowed: set[int] | None, limit: int
    ) -> tuple[Hit, ...]:
        """The best hits among some kinds, and, for one kind, among some positions.

        Raises:
            ArgumentTypeError: The query is not a string, or the limit not a whole number.
            ArgumentError: The query is blank, or the limit below 1.
        """
        if not isinstance(query, str):
            raise ArgumentTypeError(
                f"search: expected a string; found {type(query).__name__} {query!r}"
            )
        if isinstance(limit, bool) or not isinstance(limit, int):
            raise ArgumentTypeError(f"search: expected a whole number as limit; found {limit!r}")
        if limit < 1:
            raise ArgumentError(f"search: expected a limit of at least 1; found {limit}")
        simple = query.translate(self._tables.simple)
        asked = _query_tokens(simple)
        if not asked and not fold(query):
            raise ArgumentError(f"search: expected words to look for; found {query!r}")
        scores: dict[int, float] = {}
        covered: dict[int, int] = {}
        used: set[str] = set()
        for token in asked:
            best: dict[int, float] = {}
            # A word may be both a longer form and a near miss; the greater trust counts.
            variants: dict[str, float] = {}
            for variant, trust in self._variants(token):
                variants[variant] = max(trust, variants.get(variant, 0.0))
            for variant, trust in variants.items():
                found = self._scores(variant, trust)
                if best:
                    for document, score in found.items():
                        if score > best.get(document, 0.0):
                            best[document] = score
                else:
                    best = found
            used.update(variants)
            for document, score in best.items():
                scores[document] = scores.get(document, 0.0) + score
                covered[document] = covered.get(document, 0) + 1
        # A record with all the words outranks one that repeats a single word.
        share = [(count / max(len(asked), 1)) ** 1.5 for count in range(len(asked) + 1)]
        weight = [kind.weight for kind in KINDS.values()]
        for document, count in covered.items():
            scores[document] *= share[count] * weight[self._kinds[document]]
        self._reward_names(query, scores)
        return self._hits(scores, kinds, allowed, limit, simple, used)

    def _scores(self, word: str, trust: float) -> dict[int, float]:
        """BM25 of the records that have a word."""
        start, size = self._tables.words[word]
        documents = self._tables.documents[start : start + size]
        counts = self._tables.counts[start : start + size]
        lengths = self._tables.lengths
        factor = trust * 2.2 * math.log(1 + len(lengths) / (size + 0.5))
        # Counts are in tenths.
        fixed, per_word = 10 * 1.2 * 0.25, 10 * 1.2 * 0.75 / self._average
        return {
            document: factor * count / (count + fixed + per_word * lengths[document])
            for document, count in zip(documents, counts, strict=True)
        }

    def _reward_names(self, query: str, scores: dict[int, float]) -> None:
        """A record that is called just what was asked for comes first."""
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
        used: set[str],
    ) -> tuple[Hit, ...]:
        if len(kinds) < len(KINDS):
            wanted = {number for number, kind in enumerate(KINDS) if kind in kinds}
            scores = {d: score for d, score in scores.items() if self._kinds[d] in wanted}
        if allowed is not None:
            (only,) = kinds
            start = self._starts[only]
            scores = {d: score for d, score in scores.items() if d - start in allowed}
        names = tuple(KINDS)
        hits = []
        # Of records that fit equally well the first one; as by sorting, which costs more.
        for score, negative in nlargest(limit, ((score, -d) for d, score in scores.items())):
            kind = names[self._kinds[-negative]]
            record = self._store.rows(kind)[-negative - self._starts[kind]]
            marks = _highlights(record, query, used, self._tables.simple)
            hits.append(Hit(record=record, score=round(score, 3), highlights=marks))
        return tuple(hits)

    def _variants(self, token: str) -> Iterator[tuple[str, float]]:
        """The tokens of the index that a word of the query may mean, with how far to trust each."""
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
            for place in range(bisect_left(self._sorted, token), len(self._sorted)):
                if not self._sorted[place].startswith(token):
                    break
                if self._sorted[place] != token:
                    yield self._sorted[place], 0.5
        if token in known or size < 4 or token.isdigit():
            return
        allowed = 1 if size < 8 else 2
        for length in range(size - allowed, size + allowed + 1):
            for word in self._by_length.get(length, ()):
                if word[0] == token[0] or word[1:3] == token[1:3]:
                    distance = edit_distance(token, word)
                    if distance <= allowed:
                        yield word, 0.8 - 0.2 * distance


def gather(store: Store) -> SearchTables:
    """What search looks words up in, made from the records."""
    simple = _script_map(store)
    gathered: dict[str, tuple[array[int], array[int]]] = {}
    lengths = array("I")
    for kind in KINDS:
        for record in store.rows(kind):
            weights: dict[str, int] = {}
            length = 0
            for _, _, text, weight in record._searched():
                for token in _tokens(text.translate(simple)):
                    weights[token] = weights.get(token, 0) + weight
                    length += 1
            for token, weight in weights.items():
                columns = gathered.get(token)
                if columns is None:
                    columns = gathered[token] = (array("I"), array("H"))
                columns[0].append(len(lengths))
                columns[1].append(min(weight, 0xFFFF))
            lengths.append(length)
    words: dict[str, tuple[int, int]] = {}
    documents, counts = array("I"), array("H")
    for token in sorted(gathered):
        found, weighted = gathered.pop(token)
        words[token] = (len(documents), len(found))
        documents += found
        counts += weighted
    return SearchTables(words, documents, counts, lengths, simple)


def _script_map(store: Store) -> dict[int, int]:
    """Traditional characters and the simplified ones that stand for them in the names."""
    table: dict[int, int] = {}
    for concept in store.rows("concepts"):
        simple = [n.text for n in concept.names if n.lang == "zh-Hans"]
        for name in concept.names:
            if name.lang != "zh-Hant":
                continue
            for other in simple:
                if len(other) != len(name.text):
                    continue
                pairs = list(zip(name.text, other, strict=True))
                # Another wording of the same length would map unlike characters.
                if sum(a == b for a, b in pairs) * 2 >= len(pairs) - 2:
                    table.update({ord(a): ord(b) for a, b in pairs if a != b})
    return table


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _tokens(text: str) -> Iterator[str]:
    """Words, pairs of Chinese characters and single ones."""
    for token, _, _ in _spans(text):
        yield token


def _spans(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text):
        word = _plain(match.group())
        if word:
            yield _stem(word), match.start(), match.end()
    for match in _WIDE.finditer(text):
        run, start = match.group(), match.start()
        for index, character in enumerate(run):
            yield character, start + index, start + index + 1
            if index + 1 < len(run):
                yield run[index : index + 2], start + index, start + index + 2


def _query_tokens(query: str) -> list[str]:
    words = [_stem(_plain(match.group())) for match in _WORD.finditer(query)]
    telling = [word for word in words if word not in _STOP]
    tokens = telling or words
    for match in _WIDE.finditer(query):
        run = match.group()
        tokens += [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]
    return list(dict.fromkeys(token for token in tokens if token))


def _highlights(
    record: Any, query: str, used: set[str], to_simple: dict[int, int]
) -> tuple[Highlight, ...]:
    found: list[tuple[float, Highlight]] = []
    for path, lang, text, weight in record._searched():
        spans = [(s, e) for token, s, e in _spans(text.translate(to_simple)) if token in used]
        if not spans:
            # A name in another spelling, such as pinyin without spaces or tones.
            if fold(text) != fold(query):
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


def index_of(store: Store) -> SearchIndex:
    """The search index of a store, built once."""
    index = store.cache.get("search")
    if index is None:
        index = store.cache["search"] = SearchIndex(store)
    found: SearchIndex = index
    return found
