"""Lists of formulas: where a sentence recites doctrines one after another.

*Lists.* A clause ends at a full stop, comma, semicolon, colon, question or exclamation mark, or at
the end of a line. A clause with an enumeration comma 、 is a list, and the marks divide it into
items. In Latin script, where a comma divides items and clauses alike, a sentence with commas is a
list.

*Formulas.* An item is a formula if it has a word for a body of doctrine and that word is its head:
主义, 思想, 理论, 发展观, 重要论述 at its end, or before 为, 的, 武装 and the like; in English a
capitalized word in *-ism*, *Thought*, *Theory*, *Theories*, *Outlook*. Isms that are not followed
as doctrines, such as 社会主义, 爱国主义, 形式主义, 恐怖主义, do not count. An item of more than 40
characters (120 in Latin script) is running text and never a formula. What 和, 以及, 与 or *and*
join in an item counts as two.

*In a formula.* A mention is in a list of formulas if its item is a formula and the list has at
least three formulas.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Protocol

MIN_FORMULAS: Final = 3
# A list that is longer is running text.
_MAX_REACH: Final = 400
_CLAUSE_END: Final = re.compile(r"[，,。．.；;：:！!？?\n\r]")
_SENTENCE_END: Final = re.compile(r"[。；;：:！!？?\n\r]|\.(?=\s|\Z)")
# What ends in 主义 without being a body of doctrine that is followed.
_OTHER_ISMS: Final = (
    "社会|社會|资本|資本|共产|共產|爱国|愛國|集体|集體|国际|國際|民族|民主|个人|個人|自由|帝国|帝國|霸权|霸權"
    "|殖民|单边|單邊|多边|多邊|保护|保護|形式|官僚|享乐|享樂|恐怖|分裂|极端|極端|人道|军国|軍國|英雄|机会|機會"
    "|教条|教條|经验|經驗|主观|主觀|修正"
)
_DOCTRINE: Final = re.compile(
    "(?:"
    + "".join(f"(?<!{word})" for word in _OTHER_ISMS.split("|"))
    + "(?:主义|主義)|思想|理论|理論|发展观|發展觀|重要论述|重要論述)"
    # Not 思想政治, 理论自信: what follows is the end, or says what is done with the doctrine.
    + "(?=\\Z|[\\s”』」》为為作的以和与與及]|指[导導引]|武[装裝]|[伟偉]大|旗[帜幟])"
)
_LATIN_DOCTRINE: Final = re.compile(r"\b[A-Z][\w-]*ism\b|\b(?:Thought|Theory|Theories|Outlook)\b")
_JOINT: Final = re.compile(r"以及|和|与|與|及")
_LATIN_JOINT: Final = re.compile(r"\band\b")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_MAX_ITEM: Final = 40
_MAX_LATIN_ITEM: Final = 120


class Span(Protocol):
    """A mention, as far as lists are concerned."""

    @property
    def concept_id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def list_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Returns the bounds of the list that a range of a text stands in, if it stands in one."""
    is_chinese = bool(_CHINESE.search(text, start, end))
    boundary, mark = (_CLAUSE_END, "、") if is_chinese else (_SENTENCE_END, ",")
    first = max(0, start - _MAX_REACH)
    for found in boundary.finditer(text, first, start):
        first = found.end()
    after = boundary.search(text, end, end + _MAX_REACH)
    last = after.start() if after else min(len(text), end + _MAX_REACH)
    return (first, last) if mark in text[first:last] else None


def in_formulas(text: str, bounds: tuple[int, int], start: int, end: int) -> bool:
    """Whether a range of a text is in a list of formulas.

    Args:
        text: The text.
        bounds: The list that the range stands in, from `list_around`.
        start: Start of the range.
        end: End of the range.
    """
    is_chinese = bool(_CHINESE.search(text, start, end))
    mark = "、" if is_chinese else ","
    formulas, own, at = 0, False, bounds[0]
    for item in text[bounds[0] : bounds[1]].split(mark):
        number = _formulas(item, is_chinese)
        formulas += number
        # A mention that has the mark itself stands in several items.
        own = own or (number > 0 and at < end and start < at + len(item))
        at += len(item) + 1
    return own and formulas >= MIN_FORMULAS


def _formulas(item: str, is_chinese: bool) -> int:
    if len(item) > (_MAX_ITEM if is_chinese else _MAX_LATIN_ITEM):
        return 0
    doctrine, joint = (_DOCTRINE, _JOINT) if is_chinese else (_LATIN_DOCTRINE, _LATIN_JOINT)
    return sum(bool(doctrine.search(part)) for part in joint.split(item))


def sequences(text: str, mentions: Sequence[Span]) -> list[tuple[str, ...]]:
    """Returns the orders in which lists name concepts: for each list of two or more, their ids."""
    found: list[tuple[str, ...]] = []
    bounds: tuple[int, int] | None = None
    ids: list[str] = []
    for mention in mentions:
        if bounds is None or mention.start >= bounds[1]:
            if len(ids) > 1:
                found.append(tuple(ids))
            bounds, ids = list_around(text, mention.start, mention.end), []
        if bounds is not None and mention.concept_id not in ids:
            ids.append(mention.concept_id)
    if len(ids) > 1:
        found.append(tuple(ids))
    return found
