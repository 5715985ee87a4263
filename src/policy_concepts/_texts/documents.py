"""The documents of a corpus: JSON lines, read one after another.

A line is an object with `id`, `title`, `date` and `text`, and may have `url`, `genre` and `voice`;
other keys are passed over. `date` is a year, a month or a day, or an empty string where it is not
known.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from .._base.problems import Problem
from .corpora import OPENING, CorpusDefinition, is_simple_date

ENDINGS: Final = (".jsonl", ".jsonl.gz")
_REQUIRED: Final = ("id", "title", "date", "text")
_OPTIONAL: Final = ("url", "genre", "voice")
_SPACES: Final = re.compile(r"\s+")
_NOT_WORDS: Final = re.compile(r"[\W_]+")
_WORD: Final = re.compile(r"[^\W_]")
# A name before the title: "Orlan: On Bread", "某人：谈面包".
_BYLINE: Final = re.compile(r"[^：:]{1,12}[：:]\s*")
# No mention spans an empty line.
_BREAK: Final = "\n\n"


class Document(NamedTuple):
    """A document, sorted, with its words in one string.

    Attributes:
        id: The id.
        title: The title.
        day: The year, month or day; an empty string where it is not known.
        url: The address, or an empty string.
        genre: The genre.
        words: The headline, an empty line and the body.
        headline_end: Where the headline ends; 0 without one.
        has_text: Whether there is more than a title.
        parts: Start, end and voice of each stretch, in order and without gaps.
        digest: The digest of the record.
    """

    id: str
    title: str
    day: str
    url: str
    genre: str
    words: str
    headline_end: int
    has_text: bool
    parts: tuple[tuple[int, int, str], ...]
    digest: bytes


def length(text: str) -> int:
    """The length of a text in characters, spaces and line breaks left out."""
    return len(_SPACES.sub("", text))


def files_of(
    path: Path, definition: CorpusDefinition, problems: list[Problem]
) -> list[tuple[str, Path]]:
    """Returns the files of a corpus, with their names for messages.

    Args:
        path: A folder, or one file.
        definition: The definition, which may name the files.
        problems: Where what is missing is reported.
    """
    if path.is_file():
        return [(path.name, path)]
    if not path.is_dir():
        expected = f"a folder with files that end in {' or '.join(ENDINGS)}, or one such file"
        problems.append(Problem(str(path), 0, 0, "", "", expected, "nothing there", "no-file"))
        return []
    if definition.files:
        for name in definition.files:
            if not (path / name).is_file():
                expected = f"the file, which corpus {definition.id!r} names"
                problems.append(Problem(name, 0, 0, "", "", expected, "none", "no-file"))
        return [(name, path / name) for name in definition.files if (path / name).is_file()]
    found = [(each.name, each) for each in sorted(path.iterdir()) if each.name.endswith(ENDINGS)]
    if not found:
        expected = f"files that end in {' or '.join(ENDINGS)}"
        problems.append(Problem(str(path), 0, 0, "", "", expected, "none", "empty-folder"))
    return found


def read_documents(
    name: str, path: Path, definition: CorpusDefinition, problems: list[Problem]
) -> Iterator[tuple[int, Document]]:
    """Reads the documents of a file, one after another, each with its line.

    Args:
        name: The name of the file, for messages.
        path: The file.
        definition: How documents are sorted.
        problems: Where problems are added; a line with problems gives no document.
    """
    opened = gzip.open if path.name.endswith(".gz") else open
    number = 0
    try:
        with opened(path, "rb") as stream:
            for number, line in enumerate(stream, 1):
                if not line.strip():
                    continue
                before = len(problems)
                record = _record(line, name, number, definition, problems)
                if record is not None and len(problems) == before:
                    document = to_document(record, definition)
                    expected = "a genre that the corpus describes"
                    if definition.genres and document.genre not in definition.genres:
                        found = repr(document.genre)
                        problems.append(
                            Problem(
                                name, number, 1, document.id, "genre", expected, found, "bad-genre"
                            )
                        )
                    else:
                        yield number, document
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problems.append(Problem(name, number, 0, "", "", "a readable file", reason, "unreadable"))


def _record(
    line: bytes, name: str, number: int, definition: CorpusDefinition, problems: list[Problem]
) -> dict[str, str] | None:
    """Reads and checks a line."""

    def problem(field: str, expected: str, found: str, code: str) -> None:
        problems.append(Problem(name, number, 1, record_id, field, expected, found, code))

    record_id = ""
    try:
        plain = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        problem("", "an object of JSON on one line, in UTF-8", str(error), "bad-json")
        return None
    if not isinstance(plain, dict):
        problem("", "an object", type(plain).__name__, "not-an-object")
        return None
    if isinstance(plain.get("id"), str):
        record_id = plain["id"]
    record = {}
    for key in (*_REQUIRED, *_OPTIONAL):
        value: Any = plain.get(key)
        if key not in plain or (value is None and key in _OPTIONAL):
            if key in _REQUIRED:
                problem(key, "a string", "no such key", "missing-key")
            record[key] = ""
        elif isinstance(value, str):
            record[key] = value.replace("\r\n", "\n")
        else:
            problem(key, "a string", f"{type(value).__name__} {value!r:.60}", "wrong-type")
            record[key] = ""
    if "id" in plain and isinstance(plain["id"], str) and not record_id.strip():
        problem("id", "an id", repr(record_id), "blank-id")
    if record["date"] and not is_simple_date(record["date"]):
        expected = "a year, month or day such as '2023-09', or '' if it is not known"
        problem("date", expected, repr(record["date"]), "bad-date")
    if isinstance(plain.get("text"), str) and not record["text"].strip():
        if not definition.title_only:
            expected = "words, or a corpus definition with title_only"
            problem("text", expected, "a blank text", "blank-text")
        elif not record["title"].strip():
            problem("title", "a title where there is no text", "a blank one", "blank-text")
    return record


def to_document(record: dict[str, str], definition: CorpusDefinition) -> Document:
    """Sorts a record: its genre, its headline, its day, and whose words they are."""
    title = record["title"].strip()
    genre = _genre(record, definition)
    headline, body = headline_and_body(
        title if definition.headlines else "", record["text"].strip(), definition.prefix
    )
    words = f"{headline}{_BREAK}{body}" if headline else body
    body_start = len(words) - len(body)
    whole = "\x1f".join(record[key] for key in (*_REQUIRED, *_OPTIONAL))
    if definition.voice_lines:
        parts = voices(words, body_start, definition)
    else:
        voice = definition.voice_by_genre.get(genre, record["voice"])
        parts = ((0, len(words), voice),)
    return Document(
        id=record["id"],
        title=title,
        day=_day(record, definition),
        url=record["url"],
        genre=genre,
        words=words,
        headline_end=len(headline),
        has_text=bool(record["text"].strip()),
        parts=parts,
        digest=sha256(whole.encode("utf-8", "surrogatepass")).digest(),
    )


def _genre(record: dict[str, str], definition: CorpusDefinition) -> str:
    if not definition.genre_rules:
        return record["genre"]
    parts = {
        "title": record["title"],
        "opening": record["text"][:OPENING],
        "text": record["text"],
        "record_genre": record["genre"],
    }
    for rule in definition.genre_rules:
        if all(pattern.search(parts[part]) for part, pattern in rule.patterns):
            return rule.genre
    return ""


def _day(record: dict[str, str], definition: CorpusDefinition) -> str:
    """The day of a document's words.

    A page may carry a speech years later; where the opening gives the day, and it is not after
    that of the page, it is the day.
    """
    if record["id"] in definition.undated:
        return ""
    day = record["date"]
    if definition.day_in_opening is not None:
        found = definition.day_in_opening.search(record["text"][:OPENING])
        if found:
            year, month, of_month = (int(each) for each in found.groups()[:3])
            said = f"{year:04}-{month:02}-{of_month:02}"
            if is_simple_date(said) and (not day or said <= day):
                return said
    return day


def headline_and_body(
    title: str, text: str, prefix: re.Pattern[str] | None = None
) -> tuple[str, str]:
    """Returns the headline and the body without it, so that no word counts twice.

    A title that is the first line of the text, or that stands before other words there, is cut
    from the body; letters and digits are compared, and a name before the title does not count.
    A title that is only the first words of a running sentence is no headline.

    Args:
        title: The title; an empty string if titles do not count.
        text: The text.
        prefix: What may stand before the first words.
    """
    if not title:
        return "", text
    before = prefix.match(text) if prefix else None
    start = before.end() if before else 0
    for candidate in (title, _BYLINE.sub("", title, count=1)):
        wanted = _NOT_WORDS.sub("", candidate)
        end = _end_of_letters(text, start, wanted)
        if end is None:
            continue
        if _WORD.match(text, end):
            return "", text
        return title, text[end:].lstrip()
    return title, text


def _end_of_letters(text: str, start: int, wanted: str) -> int | None:
    """Returns where letters and digits end with which a text begins, if it does."""
    if not wanted:
        return None
    matched = 0
    for position in range(start, len(text)):
        character = text[position]
        if _WORD.match(character):
            if character != wanted[matched]:
                return None
            matched += 1
            if matched == len(wanted):
                return position + 1
    return None


def voices(
    words: str, body_start: int, definition: CorpusDefinition
) -> tuple[tuple[int, int, str], ...]:
    """Divides a document by who speaks.

    A line that one of the patterns matches begins another voice, which goes on until the next such
    line: 问： and 答：, a name and a colon, a paper's reporter and a colon.

    Returns:
        Start, end and voice of each stretch.
    """
    parts: list[tuple[int, int, str]] = []
    start, voice, at = 0, definition.first_voice, body_start
    for line in words[body_start:].splitlines(keepends=True):
        for name, pattern in definition.voice_lines:
            if pattern.match(line):
                if name != voice:
                    if at > start:
                        parts.append((start, at, voice))
                    start, voice = at, name
                break
        at += len(line)
    if at > start or not parts:
        parts.append((start, at, voice))
    return tuple(parts)
