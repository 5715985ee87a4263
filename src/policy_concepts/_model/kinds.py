"""The kinds of record: their words, names, labels and texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from .._base.text import Text, fold
from . import records as m

SINGULAR: Final = {
    "concepts": "concept",
    "events": "event",
    "statements": "statement",
    "sources": "source",
    "people": "person",
    "organizations": "organization",
    "places": "place",
}


def label_of(record: m.Record, lang: str = "en") -> str:
    """A short human name for any record."""
    if isinstance(record, m.Concept):
        return cast(str, record.label(lang, default=record.names[0].text))
    if isinstance(record, m.Statement):
        text = record.summary
    elif isinstance(record, (m.Event, m.Source)):
        text = record.title
    else:
        text = record.name
    return text.get(lang) or str(text)


def texts_of(record: m.Record) -> Iterator[tuple[str, str, str]]:
    """Every text of a record: field path, language tag, string."""
    for field, text in _texts(record):
        if isinstance(text, Text):
            for tag, string in text.items():
                yield field, tag, string
        else:
            yield field, "", text


def _texts(record: m.Record) -> Iterator[tuple[str, Text | str]]:
    if isinstance(record, m.Concept):
        for name in record.names:
            yield "names", Text({name.lang: name.text})
        if record.definition is not None:
            yield "definition", record.definition
        for facet in record.facets:
            for item in facet.items:
                yield f"facets.{facet.label}", Text(dict(item))
        if record.note is not None:
            yield "note", record.note
    elif isinstance(record, m.Event):
        yield "title", record.title
        if record.summary is not None:
            yield "summary", record.summary
    elif isinstance(record, m.Statement):
        yield "summary", record.summary
        if record.quote is not None:
            yield "quote", Text({record.quote.lang: record.quote.text})
    elif isinstance(record, m.Source):
        yield "title", record.title
        if record.container_title is not None:
            yield "container_title", record.container_title
        if record.note is not None:
            yield "note", record.note
    else:
        yield "name", record.name
        for alias in record.aliases:
            yield "aliases", alias
        if isinstance(record, m.Person):
            for post in record.posts:
                yield "posts", post.title
        if isinstance(record, m.Organization) and record.abbreviation:
            yield "abbreviation", record.abbreviation


def names_of(record: m.Record) -> Iterator[str]:
    """Every name by which a record is looked up, its id first."""
    yield record.id
    if isinstance(record, m.Concept):
        for name in record.names:
            yield name.text
            if name.lang.startswith("zh-Latn"):
                yield from _umlaut_spellings(name.text)
    elif isinstance(record, (m.Event, m.Source)):
        yield from record.title.values()
    elif isinstance(record, m.Statement):
        return
    else:
        yield from record.name.values()
        yield from record.aliases
        if isinstance(record, m.Organization) and record.abbreviation:
            yield record.abbreviation
        if isinstance(record, m.Place) and record.code:
            yield record.code
        if isinstance(record, m.Person) and record.family and record.given:
            yield f"{record.given} {record.family}"
            yield f"{record.family} {record.given}"


def _umlaut_spellings(pinyin: str) -> Iterator[str]:
    # Keyboards without ü write v or u:, and many people a bare u.
    folded = fold(pinyin)
    if "ü" in folded:
        for stand_in in ("v", "u", "u:"):
            yield folded.replace("ü", stand_in)
