"""Finds the English that stands beside concepts in translations."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from .._base.errors import DataError
from .._base.problems import Problem
from .mention import Mention

FORMAT: Final = 1
_PAIRS: Final = "bilingual-pairs"
_TITLES: Final = "bilingual-official"


class _Passage(NamedTuple):
    """A text and its translation: a paragraph, or a whole document."""

    document: str
    title: str
    day: str
    url: str
    aligned: str
    chinese: str
    english: str


def find_renderings(
    folder: Path,
    find: Callable[[str], Iterable[Mention]],
    concept_ids: Iterable[str],
    *,
    data_version: str,
    match_rules: str,
) -> dict[str, Any]:
    """Makes the file of renderings from a folder of texts.

    Read are the aligned paragraphs `bilingual-pairs.jsonl.gz` (with `doc`, `date`, `zh`, `en`;
    titles and addresses from `bilingual-official.jsonl.gz`), and pairs of files `NAME-zh.jsonl.gz`
    and `NAME-en.jsonl.gz` of whole documents, which their dates pair. No text goes into the
    result but the name that was found.

    Args:
        folder: The texts.
        find: Finds the mentions in a text.
        concept_ids: The concepts that are looked for.
        data_version: The version of the data.
        match_rules: The version of the names and rules.

    Raises:
        DataError: (a `ValueError`) The folder has no translations, or a file cannot be read.
    """
    passages = [*_paragraphs(folder), *_documents(folder)]
    if not passages:
        expected = f"{_PAIRS}.jsonl.gz, or files NAME-zh.jsonl.gz and NAME-en.jsonl.gz"
        raise DataError(
            [Problem(str(folder), 0, 0, "", "", expected, "neither", "no-translations")]
        )
    digest = sha256()
    # Spellings that differ in case only are counted under the first.
    spellings: dict[tuple[str, str, str], str] = {}
    numbers: Counter[tuple[_Place, str | None]] = Counter()
    for passage in passages:
        digest.update("\0".join(passage).encode("utf-8"))
        for concept_id, found in _beside(passage, find):
            place = _Place(concept_id, *passage[:5])
            if found is None:
                numbers[place, None] += 1
            else:
                key = (concept_id, passage.document, found.casefold())
                numbers[place, spellings.setdefault(key, found)] += 1
    rows = [
        [*place[:5], english, "paraphrased" if english is None else "set form", place.aligned, n]
        for (place, english), n in numbers.items()
    ]
    rows.sort(key=lambda row: (row[0], row[3], row[1], row[5] is None, row[5] or ""))
    return {
        "format": FORMAT,
        "corpus_version": digest.hexdigest()[:12],
        "data_version": data_version,
        "match_rules": match_rules,
        "concepts": sorted(concept_ids),
        "renderings": rows,
    }


class _Place(NamedTuple):
    concept: str
    document: str
    title: str
    day: str
    url: str
    aligned: str


def renderings_text(data: dict[str, Any]) -> str:
    """The file as text, a rendering a line, so that changes can be read."""
    head = {key: value for key, value in data.items() if key != "renderings"}
    lines = [f" {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    rows = [f"  {json.dumps(row, ensure_ascii=False)}" for row in data["renderings"]]
    return "\n".join(["{", *lines, ' "renderings": [', ",\n".join(rows), " ]", "}"]) + "\n"


def _beside(
    passage: _Passage, find: Callable[[str], Iterable[Mention]]
) -> Iterator[tuple[str, str | None]]:
    """Each concept of the Chinese, with the English names of it; `None` when there is none."""
    chinese = {
        mention.concept.id: None
        for mention in find(passage.chinese)
        if mention.name.lang.startswith("zh")
    }
    if not chinese:
        return
    english: dict[str, dict[str, str]] = {}
    for mention in find(passage.english):
        if mention.concept.id in chinese and mention.name.lang.startswith("en"):
            matched = " ".join(passage.english[mention.start : mention.end].split())
            english.setdefault(mention.concept.id, {}).setdefault(matched.casefold(), matched)
    for concept_id in chinese:
        for matched in english.get(concept_id, {}).values():
            yield concept_id, matched
        if concept_id not in english:
            yield concept_id, None


def _paragraphs(folder: Path) -> Iterator[_Passage]:
    titles = {
        row["id"].removesuffix("-zh"): (row["title"], str(row.get("url") or ""))
        for row in _rows(folder / f"{_TITLES}.jsonl.gz", ("id", "title"))
        if row["id"].endswith("-zh")
    }
    for row in _rows(folder / f"{_PAIRS}.jsonl.gz", ("doc", "date", "zh", "en")):
        title, url = titles.get(row["doc"], (row["doc"], ""))
        yield _Passage(row["doc"], title, row["date"], url, "paragraph", row["zh"], row["en"])


def _documents(folder: Path) -> Iterator[_Passage]:
    for path in sorted(folder.glob("*-zh.jsonl.gz")):
        translated = path.with_name(path.name.replace("-zh.jsonl.gz", "-en.jsonl.gz"))
        if not translated.exists():
            continue
        sides = [
            _by_day(_rows(path, ("id", "title", "date", "text"))),
            _by_day(_rows(translated, ("date", "text"))),
        ]
        for day, originals in sides[0].items():
            translations = sides[1].get(day, [])
            # Where one side has more texts of a day, it is not known which belong together.
            if len(originals) == len(translations):
                for original, translation in zip(originals, translations, strict=True):
                    yield _Passage(
                        original["id"], original["title"], day, original.get("url") or "",
                        "document", original["text"], translation["text"],
                    )  # fmt: skip


def _by_day(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    days: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        days.setdefault(row["date"], []).append(row)
    return days


def _rows(path: Path, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, which have some keys with strings; none if not there."""
    if not path.exists():
        return
    number = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                number += 1
                row = json.loads(line)
                if not isinstance(row, dict) or not all(isinstance(row.get(k), str) for k in keys):
                    raise _unreadable(path, number, f"strings for {', '.join(keys)}", line[:60])
                yield row
    except (OSError, EOFError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        raise _unreadable(
            path, number, "lines of JSON in UTF-8, packed by gzip", str(error)
        ) from None


def _unreadable(path: Path, line: int, expected: str, found: str) -> DataError:
    return DataError([Problem(path.name, line, 0, "", "", expected, found, "unreadable")])
