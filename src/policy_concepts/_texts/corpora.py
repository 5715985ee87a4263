"""Definitions of corpora: what a corpus is, and how its documents are sorted.

A definition is one JSON file. It holds no text: only what is known about the texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from attrs import field, frozen

from .._base.dates import PartialDate
from .._base.errors import InvalidDateError, did_you_mean
from .._base.problems import Problem

KINDS_OF_CORPORA: Final = ("reports", "speeches", "news", "conferences", "works")
UNITS: Final = ("document", "month")
# How much of a document the conditions on its opening see.
OPENING: Final = 300
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
T = TypeVar("T")


class GenreRule(NamedTuple):
    """A genre, and the patterns that its documents match, by part of the document.

    The parts are `title`, `opening` (the first 300 characters), `text` and `record_genre` (as the
    record says); all patterns must match, and a rule without patterns takes every document.
    """

    genre: str
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


class KnownMissing(NamedTuple):
    """Documents that existed and are not in the corpus.

    `documents` is `None` where it is known that some are missing but not how many.
    """

    period: str
    genre: str
    documents: int | None
    why: str


@frozen(kw_only=True)
class CorpusDefinition:
    """What a corpus is, and how its documents are sorted.

    Attributes:
        id: A short name in lower case with hyphens.
        title: The title by language.
        kind: One of `KINDS_OF_CORPORA`.
        whose: Whose text it is, by language.
        lang: The language of the texts.
        note: What a user must know before using the counts.
        missing: What is missing: periods, or words.
        covered_from: The first year, month or day that the corpus covers; `None`: that of the
            first document.
        covered_to: The last one.
        unit: What a count is of: a document, or a month of documents.
        genres: What each genre is, by name; without any, all genres of records are taken.
        voices: Whose words each voice is, by name.
        files: The names of the files; without any, all JSON lines of the folder.
        genre_rules: The genre of a document is that of the first rule that it matches; without
            rules, the one that its record has.
        voice_by_genre: The voice of a document by its genre; else the one that its record has.
        voice_lines: Patterns of lines at which another voice begins; see `documents.voices`.
        first_voice: The voice before the first such line, and that of the headline.
        known_missing: Documents that existed and are not in the corpus.
        headlines: Whether titles are words of the documents, not only of who collected them.
        title_only: Whether documents with a title and no text belong to the corpus.
        prefix: A pattern of what stands before the first words, such as the name of an agency.
        day_in_opening: A pattern with year, month and day as groups; where the opening of a
            document matches, that is its day.
        undated: Documents whose date is not that of their words, with the reason.
        left_out: Documents of the files that are not counted, with the reason.
        precision: For each concept read: hits read, hits right, and the day of the reading.
    """

    id: str = field()
    title: Mapping[str, str] = field()
    kind: str = field(default="works")
    whose: Mapping[str, str] = field(factory=dict)
    lang: str = field(default="")
    note: str = field(default="")
    missing: tuple[str, ...] = field(default=())
    covered_from: str | None = field(default=None)
    covered_to: str | None = field(default=None)
    unit: str = field(default="document")
    genres: Mapping[str, str] = field(factory=dict)
    voices: Mapping[str, str] = field(factory=dict)
    files: tuple[str, ...] = field(default=())
    genre_rules: tuple[GenreRule, ...] = field(default=())
    voice_by_genre: Mapping[str, str] = field(factory=dict)
    voice_lines: tuple[tuple[str, re.Pattern[str]], ...] = field(default=())
    first_voice: str = field(default="")
    known_missing: tuple[KnownMissing, ...] = field(default=())
    headlines: bool = field(default=True)
    title_only: bool = field(default=False)
    prefix: re.Pattern[str] | None = field(default=None)
    day_in_opening: re.Pattern[str] | None = field(default=None)
    undated: Mapping[str, str] = field(factory=dict)
    left_out: Mapping[str, str] = field(factory=dict)
    precision: tuple[tuple[str, int, int, str], ...] = field(default=())


def default_definition(name: str, unit: str = "document") -> CorpusDefinition:
    """The definition of a folder of which nothing is known but its name."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return CorpusDefinition(id=words or "corpus", title={"en": name}, unit=unit)


def read_definition(content: bytes, name: str, problems: list[Problem]) -> CorpusDefinition | None:
    """Reads a definition; reports everything that is wrong with it.

    Args:
        content: The JSON text.
        name: The name of the file, for messages.
        problems: Where problems are added.

    Returns:
        The definition, or `None` if anything is wrong.
    """
    try:
        plain = json.loads(content.decode("utf-8"))
    except ValueError as error:
        problems.append(Problem(name, 0, 0, "", "", "JSON", str(error), "bad-json"))
        return None
    before = len(problems)
    fields = _Fields(plain, name, problems)
    read = {key: read(fields, key) for key, read in _READERS.items() if key in fields.plain}
    fields.check_keys()
    if len(problems) > before:
        return None
    definition = CorpusDefinition(**read)
    _check_names(definition, fields)
    return definition if len(problems) == before else None


class _Fields:
    """The fields of a definition, and what is wrong with them."""

    def __init__(self, plain: Any, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        self.plain: dict[str, Any] = plain if isinstance(plain, dict) else {}
        if not isinstance(plain, dict):
            self.problem("", "an object", _shown(plain), "not-an-object")

    def problem(self, key: str, expected: str, found: str, code: str) -> None:
        record = str(self.plain.get("id", ""))
        self.problems.append(Problem(self.name, 0, 0, record, key, expected, found, code))

    def check_keys(self) -> None:
        for key in self.plain:
            if key not in _READERS:
                expected = f"a known key.{did_you_mean(key, _READERS)}"
                self.problem(key, expected, repr(key), "unknown-key")
        for key in ("id", "title"):
            if key not in self.plain:
                self.problem(key, "a value", "none", "missing")

    def text(self, key: str) -> str:
        return self._of_type(key, str, "a string", "")

    def flag(self, key: str) -> bool:
        return self._of_type(key, bool, "true or false", False)

    def _of_type(self, key: str, wanted: type[T], expected: str, default: T) -> T:
        value = self.plain[key]
        if isinstance(value, wanted):
            return value
        self.problem(key, expected, _shown(value), "wrong-type")
        return default

    def identifier(self, key: str) -> str:
        value = self.text(key)
        if not _ID.match(value):
            self.problem(key, "lower-case words joined by hyphens", repr(value), "bad-id")
        return value

    def texts(self, key: str) -> dict[str, str]:
        value = self._of_type(key, dict, "an object of strings", {})
        for inner, each in value.items():
            if not isinstance(each, str):
                self.problem(f"{key}.{inner}", "a string", _shown(each), "wrong-type")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        value = self._of_type(key, list, "a list of strings", [])
        for index, each in enumerate(value):
            if not isinstance(each, str):
                self.problem(f"{key}[{index}]", "a string", _shown(each), "wrong-type")
        return tuple(value)

    def choice(self, key: str, choices: Sequence[str]) -> str:
        value = self.text(key)
        if value not in choices:
            self.problem(key, f"one of {', '.join(choices)}", repr(value), "unknown-value")
        return value

    def date(self, key: str, value: Any = None, place: str = "") -> str:
        value = self.plain[key] if value is None else value
        if not is_simple_date(value):
            expected = "a year, month or day such as '2023-09'"
            self.problem(place or key, expected, _shown(value), "bad-date")
            return ""
        return str(value)

    def pattern(self, key: str, value: Any = None, place: str = "") -> re.Pattern[str]:
        value = self.plain[key] if value is None else value
        try:
            return re.compile(value)
        except (re.error, TypeError, RecursionError) as error:
            found = f"{_shown(value)} ({error})"
            self.problem(place or key, "a regular expression", found, "bad-pattern")
            return re.compile("")

    def rows(self, key: str, expected: str, is_sound: Callable[[Any], bool]) -> list[Any]:
        value = self._of_type(key, list, f"a list of {expected}", [])
        sound = []
        for index, each in enumerate(value):
            if is_sound(each):
                sound.append(each)
            else:
                self.problem(f"{key}[{index}]", expected, _shown(each), "wrong-type")
        return sound

    def genre_rules(self, key: str) -> tuple[GenreRule, ...]:
        parts = ("title", "opening", "text", "record_genre")
        expected = f"an object with genre, and patterns for {', '.join(parts)}"
        rules = self.rows(
            key,
            expected,
            lambda each: (
                isinstance(each, dict)
                and isinstance(each.get("genre"), str)
                and each.keys() <= {"genre", *parts}
            ),
        )
        return tuple(
            GenreRule(
                rule["genre"],
                tuple(
                    (part, self.pattern(key, rule[part], f"{key}[{index}].{part}"))
                    for part in parts
                    if part in rule
                ),
            )
            for index, rule in enumerate(rules)
        )

    def voice_lines(self, key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        rows = self.rows(
            key,
            "a voice and a pattern of lines",
            lambda each: (
                isinstance(each, list)
                and len(each) == 2
                and all(isinstance(part, str) for part in each)
            ),
        )
        return tuple(
            (voice, self.pattern(key, pattern, f"{key}[{index}]"))
            for index, (voice, pattern) in enumerate(rows)
        )

    def known_missing(self, key: str) -> tuple[KnownMissing, ...]:
        rows = self.rows(
            key,
            "an object with period, genre, documents and why",
            lambda each: (
                isinstance(each, dict)
                and each.keys() == {"period", "genre", "documents", "why"}
                and isinstance(each["genre"], str)
                and isinstance(each["why"], str)
                and (each["documents"] is None or _is_positive(each["documents"]))
            ),
        )
        for index, row in enumerate(rows):
            self.date(key, row["period"], f"{key}[{index}].period")
        return tuple(KnownMissing(**row) for row in rows)

    def precision(self, key: str) -> tuple[tuple[str, int, int, str], ...]:
        rows = self.rows(
            key,
            "a concept, hits read, hits right of them, and the day of the reading",
            lambda each: (
                isinstance(each, list)
                and len(each) == 4
                and isinstance(each[0], str)
                and _is_positive(each[1])
                and type(each[2]) is int
                and 0 <= each[2] <= each[1]
                and is_simple_date(each[3])
            ),
        )
        return tuple((row[0], row[1], row[2], row[3]) for row in rows)


_READERS: Final[dict[str, Callable[[_Fields, str], Any]]] = {
    "id": _Fields.identifier,
    "title": _Fields.texts,
    "kind": lambda fields, key: fields.choice(key, KINDS_OF_CORPORA),
    "whose": _Fields.texts,
    "lang": _Fields.text,
    "note": _Fields.text,
    "missing": _Fields.strings,
    "covered_from": _Fields.date,
    "covered_to": _Fields.date,
    "unit": lambda fields, key: fields.choice(key, UNITS),
    "genres": _Fields.texts,
    "voices": _Fields.texts,
    "files": _Fields.strings,
    "genre_rules": _Fields.genre_rules,
    "voice_by_genre": _Fields.texts,
    "voice_lines": _Fields.voice_lines,
    "first_voice": _Fields.text,
    "known_missing": _Fields.known_missing,
    "headlines": _Fields.flag,
    "title_only": _Fields.flag,
    "prefix": _Fields.pattern,
    "day_in_opening": _Fields.pattern,
    "undated": _Fields.texts,
    "left_out": _Fields.texts,
    "precision": _Fields.precision,
}


def _check_names(definition: CorpusDefinition, fields: _Fields) -> None:
    """Checks that every genre and voice that a rule names is described."""
    genres = [("genre_rules", rule.genre) for rule in definition.genre_rules]
    genres += [("known_missing", row.genre) for row in definition.known_missing]
    genres += [("voice_by_genre", genre) for genre in definition.voice_by_genre]
    voices = [("voice_by_genre", voice) for voice in definition.voice_by_genre.values()]
    voices += [("voice_lines", voice) for voice, _ in definition.voice_lines]
    voices += [("first_voice", definition.first_voice)]
    for known, named, what in (
        (definition.genres, genres, "genre"),
        (definition.voices, voices, "voice"),
    ):
        for key, name in named:
            if name and name not in known:
                expected = f"a {what} that {what}s describes"
                fields.problem(key, expected, repr(name), f"unknown-{what}")


def is_simple_date(value: Any) -> bool:
    """Whether a value is a year, month or day, neither an interval nor marked as uncertain."""
    if not isinstance(value, str):
        return False
    try:
        date = PartialDate(value)
    except InvalidDateError:
        return False
    return not (date.is_interval or date.is_approximate or date.is_uncertain)


def _is_positive(value: Any) -> bool:
    return type(value) is int and value > 0


def _shown(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 80 else f"{shown[:79]}…"
