"""The quick finder agrees with slow ones: reading at every place, and a pattern for each name."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator

from hypothesis import example, given, settings, strategies as st

import policy_concepts as pc
from policy_concepts._base.scripts import simplified
from policy_concepts._texts.characters import is_gap
from policy_concepts._texts.finder import _longest, _Match

FINDER = pc.MentionFinder(pc.concepts)
# Pieces of names, what may stand between them, and what may not.
_NAMES = sorted({name.text for concept in pc.concepts for name in concept.names})
_PIECES = sorted({piece for name in _NAMES for piece in (name, *name.split(), name[:2], name[2:])})
_BETWEEN = [
    "", "", " ", "  ", "\n", "\r\n", "\n\n", "-", "–", "—", "“", "”", '"', "'", "’", "’s", "、",
    "，", ",", ". ", "\u200b", "\xad", "\u0301", "\u0308", "é", "ß", "İ", "😀", "第", "十", "式",
    "ＢＲＩ", "+", "_", "x", "2", "\ud800", "\t", "\u3000", "国", "ー", "\u2028", "《", "》",
]  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Texts of pieces of names, cased and normalized at random."""
    parts = draw(
        st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(_BETWEEN)), max_size=12)
    )
    change = draw(
        st.sampled_from(
            [str, str.upper, str.lower, str.title, *(
                lambda text, form=form: unicodedata.normalize(form, text)
                for form in ("NFC", "NFD", "NFKC")
            )]
        )
    )  # fmt: skip
    text: str = change("".join(piece + between for piece, between in parts))
    return text


def by_reading_everywhere(text: str) -> list[_Match]:
    """All matches, by reading the text at every place."""
    matches: list[_Match] = []
    for start, character in enumerate(text):
        if not is_gap(character):
            FINDER._match_by_reading(text, start, matches)
    return sorted(set(matches))


@given(texts())
@settings(max_examples=600, deadline=None)
@example("x_New Normal growth, new\n normal")
@example("ｎｅｗ　ｎｏｒｍａｌ of the economy 三个“代表”")
def test_the_quick_look_leaves_nothing_out(text: str) -> None:
    """What reading at every place finds is found; nothing else is."""
    assert sorted(set(FINDER._matches(text))) == by_reading_everywhere(text)


@given(texts())
@settings(max_examples=300, deadline=None)
def test_spans_lie_in_order_and_are_the_longest(text: str) -> None:
    """Spans are within the text, in order, disjoint; no match that is left out is longer."""
    found = FINDER.find(text)
    spans = sorted({(each.start, each.end) for each in found})
    assert all(text[each.start : each.end] == each.matched for each in found)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    for match in FINDER._matches(text):
        rivals = [s for s in spans if s[0] < match.end and match.start < s[1]]
        assert rivals, "a match that overlaps nothing is a mention"
        assert max(end - start for start, end in rivals) >= match.end - match.start


# --- an independent implementation ----------------------------------------------------------------

_GAP = "[\\s\"'“”‘’]*"


def _pattern(name: str) -> re.Pattern[str]:
    """A name as a regular expression: any space between words, both scripts."""
    if name.isascii():
        words = re.split("[ -]", name)
        between = r"(?:[^\S\n]*\n?[^\S\n]*[^\S\n\w]|[^\S\n]*\n[^\S\n]*|[^\S\n]+|-|–)"
        return re.compile(
            r"(?<!\w)" + between.join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE | re.ASCII
        )
    return re.compile(_GAP.join(map(re.escape, name)))


_SIMPLE = [
    (concept.id, name.text)
    for concept in pc.concepts
    for name in concept.names
    if name.match is None
    and name.kind in ("preferred", "variant")
    and (
        (name.lang == "en" and re.fullmatch("[A-Za-z -]+", name.text))
        or (name.lang == "zh-Hans" and re.fullmatch("[\u4e00-\u9fff]+", name.text))
    )
    and not name.text.lower().startswith(("the ", "a ", "an "))
]


def by_patterns(text: str) -> Iterator[tuple[str, int, int]]:
    """Every place of the simple names, each searched for by a pattern of its own."""
    folded = simplified(text)
    for concept_id, name in _SIMPLE:
        for match in _pattern(name).finditer(folded):
            yield concept_id, match.start(), match.end()


@given(
    st.lists(
        st.tuples(
            st.sampled_from([name for _, name in _SIMPLE]),
            st.sampled_from([" ", "\n", ", ", "。", "；", " and ", "与", " 的 "]),
        ),
        max_size=8,
    )
)
@settings(max_examples=200, deadline=None)
def test_each_name_stands_where_its_pattern_finds_it(parts: list[tuple[str, str]]) -> None:
    """Of what patterns find, each place is a mention or lies in a longer one or beside a rule."""
    text = "".join(name + between for name, between in parts)
    found = {(each.concept_id, each.start, each.end) for each in FINDER.find(text)}
    covered = {at for _, start, end in found for at in range(start, end)}
    for concept_id, start, end in by_patterns(text):
        if (concept_id, start, end) in found or set(range(start, end)) <= covered:
            continue
        # Only the rules for neighbours may have refused it.
        alone = FINDER.find(text[start:end])
        assert [(each.concept_id, each.start, each.end) for each in alone] == [
            (concept_id, 0, end - start)
        ]


def test_of_overlapping_matches_the_longest_stays() -> None:
    """Also where a shorter one begins further left."""
    matches = [_Match(0, 5, 0), _Match(3, 12, 1), _Match(10, 13, 2), _Match(12, 14, 3)]
    assert _longest(matches) == [_Match(3, 12, 1), _Match(12, 14, 3)]
    assert _longest([_Match(0, 5, 0), _Match(4, 9, 1)]) == [_Match(0, 5, 0)]
