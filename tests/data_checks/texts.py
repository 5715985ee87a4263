"""Whole official texts, where they are at hand: transcriptions to compare the records with.

`POLICY_CONCEPTS_TEXTS` names the folder; without it, the folder `shared/texts` beside the checkout
is used. A collection is a file `NAME.jsonl.gz` with one text a line: `id`, `title`, `date`, `lang`,
`url` and `text`; `bilingual-pairs` has aligned paragraphs, `zh` beside `en`.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from opencc import OpenCC

import policy_concepts as pc

SETTING: Final = "POLICY_CONCEPTS_TEXTS"
FOLDER: Final = Path(
    os.environ.get(SETTING) or Path(__file__).resolve().parents[3] / "shared" / "texts"
)
# Collections without texts, or with texts that stand in another one too.
_LEFT_OUT: Final = ("bilingual-pairs", "xi-database-index")
# Texts whose date dates no words: a chapter made of several speeches, a translation printed years
# after the talk; or whose words are also those of reporters.
NOT_FOR_DATES: Final = (
    "xi-governance-2-zh",
    "deng-selected-works-en",
    "mfa-press-conferences-zh",
)
_BOOKS: Final = ("deng-selected-works-zh", "deng-selected-works-en", "xi-governance-2-zh")
_MARKS: Final = re.compile(r"[\s\u200b“”‘’\"'「」『』《》\-]+")
_SPACES: Final = re.compile(r"[\s\u200b]+")
_TRADITIONAL: Final = re.compile("[國會個這對經濟產業發實學]")


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


def bare(text: str) -> str:
    """A text without spaces, quotation marks, title marks and hyphens."""
    return _MARKS.sub("", text)


def simplified(text: str) -> str:
    """A text in simplified script, if it is in the traditional one."""
    is_traditional = len(_TRADITIONAL.findall(text[:4000])) > 5
    return _to_simplified().convert(text) if is_traditional else text


def unspaced(text: str) -> str:
    """A text without spaces and line breaks, letter for letter otherwise."""
    return _SPACES.sub("", text)


class WholeText(NamedTuple):
    """One text: where it stands, and what it says."""

    collection: str
    id: str
    date: pc.PartialDate | None
    lang: str
    url: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}"

    @property
    def said(self) -> str:
        """The words of its day: the headings of collected works are their editors'."""
        return self.text if self.collection in _BOOKS else self.whole


class Texts:
    """The texts at hand, the earliest first."""

    def __init__(self, texts: Iterable[WholeText]) -> None:
        found = sorted(texts, key=lambda each: (str(each.date or "9999"), each.id))
        self.all: tuple[WholeText, ...] = tuple(found)
        self._by_address: defaultdict[tuple[str, str], list[WholeText]] = defaultdict(list)
        self._by_title: defaultdict[tuple[str, str], list[WholeText]] = defaultdict(list)
        for each in self.all:
            if each.url:
                self._by_address[_address(each.url), each.lang[:2]].append(each)
            if each.collection in _BOOKS:
                self._by_title[str(each.date), each.lang[:2]].append(each)

    @cached_property
    def bare(self) -> tuple[str, ...]:
        """Each text without marks, for look-ups of names."""
        return tuple(bare(each.said) for each in self.all)

    def of(self, source: pc.Source) -> WholeText | None:
        """The text that a source is, if it is at hand."""
        lang = (source.lang or "")[:2]
        if source.url:
            found = self._by_address.get((_address(source.url), lang), [])
            return found[0] if len(found) == 1 else None
        if source.type == "chapter" and source.date is not None:
            titles = {bare(title).casefold() for title in source.title.values()}
            for each in self._by_title.get((str(source.date), lang), ()):
                if bare(each.title).casefold() in titles:
                    return each
        return None


def _address(url: str) -> str:
    return re.sub(r"^https?://", "", url).rstrip("/")


def _read(path: Path) -> Iterator[WholeText]:
    name = path.name.removesuffix(".jsonl.gz")
    if name in _LEFT_OUT:
        return
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            row: dict[str, Any] = json.loads(line)
            yield WholeText(
                collection=name,
                id=row["id"],
                date=pc.PartialDate(row["date"]) if row.get("date") else None,
                lang=row["lang"],
                url=row.get("url") or "",
                title=row.get("title") or "",
                text=simplified(row.get("text") or ""),
            )


@cache
def texts_at_hand() -> Texts | None:
    """The texts of the folder; `None` where there is none."""
    paths = sorted(FOLDER.glob("*.jsonl.gz"))
    if not paths:
        return None
    return Texts(text for path in paths for text in _read(path))
