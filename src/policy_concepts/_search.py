"""Ranked search over all text of all kinds, in English and Chinese.

Words are scored by BM25 (Robertson and Zaragoza, 2009, "The Probabilistic Relevance Framework"),
with more weight for names and titles than for notes.
Chinese, which has no spaces, is indexed by pairs of characters and by single ones.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple

from attrs import field, frozen

from . import _models as m
from ._errors import ArgumentError, ArgumentTypeError
from ._lookup import edit_distance
from ._shapes import CLASS_OF_KIND
from ._store import Store, texts_of
from ._text import fold

_WEIGHT: Final = {
    "names": 4.0,
    "title": 3.0,
    "name": 3.0,
    "abbreviation": 3.0,
    "aliases": 3.0,
    "quote": 2.0,
    "definition": 1.5,
    "summary": 1.5,
    "note": 0.5,
    "container_title": 0.3,
    "posts": 0.8,
}
_OTHER_WEIGHT: Final = 1.2
# Concepts are what people look for; a source that repeats the words ranks below what it supports.
_KIND_WEIGHT: Final = {"concepts": 1.3, "statements": 1.1, "events": 1.1, "sources": 0.8}
_STOP: Final = frozenset(
    (
        "a an and as at be by for from in into is it its of on or that the their this to was with"
    ).split()
)
_WORD: Final = re.compile(r"[^\W_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")
_WIDE: Final = re.compile(
    r"[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)


class Highlight(NamedTuple):
    """A text of a record in which words of the query were found.

    Attributes:
        field: Path of the field, such as `names` or `facets.drivers`.
        lang: BCP 47 tag of the text, or an empty string for a plain string.
        text: The whole text.
        spans: Start and end of each find in it, in characters.
    """

    field: str
    lang: str
    text: str
    spans: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        return f"{self.field}: {self.excerpt()}"

    def excerpt(self, width: int = 60, marks: tuple[str, str] = ("[", "]")) -> str:
        """The part of the text around the first find, the finds between marks.

        Args:
            width: About how many characters of context to show.
            marks: What to set before and after each find.
        """
        first = self.spans[0][0] if self.spans else 0
        start = max(0, first - width // 3)
        end = min(len(self.text), start + width)
        shown, at = [], start
        for left, right in self.spans:
            if left < at or right > end:
                continue
            shown += [self.text[at:left], marks[0], self.text[left:right], marks[1]]
            at = right
        shown.append(self.text[at:end])
        return (
            ("…" if start else "") + "".join(shown).strip() + ("…" if end < len(self.text) else "")
        )


@frozen(kw_only=True)
class Hit:
    """A record that a search found.

    Attributes:
        record: The record.
        score: How well it fits; only comparable within one search.
        highlights: What matched where, the best first.
    """

    record: m.Record
    score: float
    highlights: tuple[Highlight, ...] = field(default=())

    def __repr__(self) -> str:
        kind = type(self.record).__name__
        where = f" {self.highlights[0]}" if self.highlights else ""
        return f"<Hit {self.score:.1f} {kind} {self.record.id}{where}>"


class SearchIndex:
    """An inverted index over every record of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._to_simple = _script_map(store)
        self._documents: list[tuple[str, int]] = []
        self._lengths: list[float] = []
        # token -> {document: weighted count}
        self._postings: dict[str, dict[int, float]] = {}
        for kind in CLASS_OF_KIND:
            for position, record in enumerate(store.rows(kind)):
                self._add(kind, position, record)
        self._average = sum(self._lengths) / len(self._lengths) if self._lengths else 1.0
        self._by_length: dict[int, list[str]] = {}
        for token in self._postings:
            if token.isascii():
                self._by_length.setdefault(len(token), []).append(token)

    def _add(self, kind: str, position: int, record: m.Record) -> None:
        document = len(self._documents)
        self._documents.append((kind, position))
        length = 0.0
        for path, _, text in texts_of(record):
            weight = _WEIGHT.get(path, _OTHER_WEIGHT)
            for token in _tokens(text.translate(self._to_simple)):
                counts = self._postings.setdefault(token, {})
                counts[document] = counts.get(document, 0.0) + weight
                length += 1
        self._lengths.append(length)

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
        simple = query.translate(self._to_simple)
        asked = _query_tokens(simple)
        if not asked and not fold(query):
            raise ArgumentError(f"search: expected words to look for; found {query!r}")
        scores: dict[int, float] = {}
        covered: dict[int, float] = {}
        used: set[str] = set()
        for token in asked:
            best: dict[int, float] = {}
            for variant, trust in self._variants(token):
                used.add(variant)
                counts = self._postings[variant]
                rarity = math.log(1 + len(self._documents) / (len(counts) + 0.5))
                for document, count in counts.items():
                    length = 0.25 + 0.75 * self._lengths[document] / self._average
                    score = trust * rarity * count * 2.2 / (count + 1.2 * length)
                    if score > best.get(document, 0.0):
                        best[document] = score
            for document, score in best.items():
                scores[document] = scores.get(document, 0.0) + score
                covered[document] = covered.get(document, 0.0) + 1
        for document in scores:
            # Of two records the one with all the words beats the one with the same word often.
            scores[document] *= (covered[document] / len(asked)) ** 1.5
            scores[document] *= _KIND_WEIGHT.get(self._documents[document][0], 1.0)
        self._reward_names(query, scores)
        return self._hits(scores, kinds, allowed, limit, simple, used)

    def _reward_names(self, query: str, scores: dict[int, float]) -> None:
        """A record that is called just what was asked for comes first."""
        start = 0
        top = max(scores.values(), default=0.0) + 1.0
        for kind in CLASS_OF_KIND:
            for record_id in self._store.ids_named(kind, query):
                document = start + self._store.positions(kind)[record_id]
                scores[document] = scores.get(document, 0.0) + top
            start += len(self._store.rows(kind))

    def _hits(
        self,
        scores: dict[int, float],
        kinds: Collection[str],
        allowed: set[int] | None,
        limit: int,
        query: str,
        used: set[str],
    ) -> tuple[Hit, ...]:
        hits = []
        for document, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
            kind, position = self._documents[document]
            if kind not in kinds or (allowed is not None and position not in allowed):
                continue
            record = self._store.rows(kind)[position]
            marks = _highlights(record, query, used, self._to_simple)
            hits.append(Hit(record=record, score=round(score, 3), highlights=marks))
            if len(hits) == limit:
                break
        return tuple(hits)

    def _variants(self, token: str) -> Iterator[tuple[str, float]]:
        """The tokens of the index that a word of the query may mean, with how far to trust each."""
        if token in self._postings:
            yield token, 1.0
        if not token.isascii():
            if token not in self._postings:
                for character in set(token) & self._postings.keys():
                    yield character, 0.3
            return
        size = len(token)
        if size >= 4 and not token.isdigit():
            for length, words in self._by_length.items():
                if length > size:
                    for word in words:
                        if word.startswith(token):
                            yield word, 0.5
        if token in self._postings or size < 4 or token.isdigit():
            return
        allowed = 1 if size < 8 else 2
        for length in range(size - allowed, size + allowed + 1):
            for word in self._by_length.get(length, ()):
                if word[0] == token[0] or word[1:3] == token[1:3]:
                    distance = edit_distance(token, word)
                    if distance <= allowed:
                        yield word, 0.8 - 0.2 * distance


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
    for path, lang, text in texts_of(record):
        spans = [(s, e) for token, s, e in _spans(text.translate(to_simple)) if token in used]
        if not spans:
            # A name in another spelling, such as pinyin without spaces or tones.
            if fold(text) != fold(query):
                continue
            spans = [(0, len(text))]
        merged = _merged(spans)
        length = sum(end - start for start, end in merged)
        weight = _WEIGHT.get(path, _OTHER_WEIGHT)
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
