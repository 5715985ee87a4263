"""The style-neutral item that every style formats: the variables of CSL.

Text variables hold marked text (see `rich`), names are tuples of `Name`, dates are `Date`.
What an item does not have is empty, so styles never ask whether a variable exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, get_args

from .._base.markup import clean, rich
from .._model.csl import kind_of
from .._model.vocabularies import SourceType
from .parts import dates, names
from .parts.dates import Date
from .parts.names import Name

# The item types of CSL 1.0.2.
TYPES: Final = frozenset(get_args(SourceType))
# What CSL calls the type of an item that fits no other.
FALLBACK_TYPE: Final = "document"

TEXT_VARIABLES: Final = {
    name: name.replace("-", "_").lower()
    for name in """title title-short container-title container-title-short collection-title
    collection-number publisher publisher-place volume issue page number edition genre medium
    event event-title event-place authority section chapter-number number-of-pages
    number-of-volumes version status archive archive_location archive-place source part-number
    original-title original-publisher DOI URL ISBN ISSN PMID PMCID""".split()
}
NAME_VARIABLES: Final = {
    name: name.replace("-", "_")
    for name in """author editor translator container-author collection-editor director
    interviewer""".split()
}
DATE_VARIABLES: Final = {
    name: name.replace("-", "_") for name in "issued accessed event-date original-date".split()
}
# What is read from the head of a note.
_IN_NOTES: Final = frozenset({"type", *TEXT_VARIABLES, *NAME_VARIABLES, *DATE_VARIABLES})
# Printed as they are: no quotation marks or apostrophes are read into these.
_PLAIN: Final = frozenset({"DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID"})
_DOI_PREFIX: Final = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_NOTE_LINE: Final = re.compile(r"^([A-Za-z][A-Za-z_-]+):(?:\s+(\S.*))?$")


class Item:
    """One thing to cite; never changed after it is made."""

    # Read-only by convention inside this package: methods make changed copies.
    type: str = FALLBACK_TYPE
    language: str = ""
    title: str = ""
    title_short: str = ""
    # Other forms of the title, printed behind it; a translation has its brackets.
    title_after: str = ""
    container_title: str = ""
    container_title_short: str = ""
    collection_title: str = ""
    collection_number: str = ""
    publisher: str = ""
    publisher_place: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    edition: str = ""
    genre: str = ""
    medium: str = ""
    event: str = ""
    event_title: str = ""
    event_place: str = ""
    authority: str = ""
    section: str = ""
    chapter_number: str = ""
    number_of_pages: str = ""
    number_of_volumes: str = ""
    version: str = ""
    status: str = ""
    archive: str = ""
    archive_location: str = ""
    archive_place: str = ""
    source: str = ""
    part_number: str = ""
    original_title: str = ""
    original_publisher: str = ""
    doi: str = ""
    url: str = ""
    isbn: str = ""
    issn: str = ""
    pmid: str = ""
    pmcid: str = ""
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    container_author: tuple[Name, ...] = ()
    collection_editor: tuple[Name, ...] = ()
    director: tuple[Name, ...] = ()
    interviewer: tuple[Name, ...] = ()
    issued: Date | None = None
    accessed: Date | None = None
    event_date: Date | None = None
    original_date: Date | None = None
    # What disambiguation and numbering add.
    printed: frozenset[str] = frozenset()
    year_suffix: str = ""
    names_shown: int = 0
    name_hints: Mapping[Name, str] = MappingProxyType({})
    # Which language the item's own words ("et al.", "edition") are in, where a style asks.
    chinese: bool = False
    english: bool = True
    identity: str = ""
    # The record or the CSL item that it was made from.
    origin: object = None

    def replace(self, **changes: Any) -> Item:
        """A copy that has some attributes changed."""
        new = Item.__new__(Item)
        new.__dict__.update(self.__dict__)
        new.__dict__.update(changes)
        return new

    def after_printing(self, *variables: str) -> Item:
        """A copy that lacks some variables, because they have been printed."""
        new = self.replace()
        gone = {name for name in variables if new.__dict__.pop(name, None)}
        new.__dict__["printed"] = self.printed | gone
        return new

    def was_given(self, variable: str) -> bool:
        """Whether the item has a variable, or had it before it was printed."""
        return bool(getattr(self, variable)) or variable in self.printed

    @classmethod
    def from_csl(cls, data: Mapping[str, Any]) -> Item:
        """An item from a CSL-JSON item; anything missing or misshapen is left out."""
        item = cls()
        attributes = item.__dict__
        attributes["origin"] = data
        note = data.get("note")
        if isinstance(note, str) and ":" in note:
            lines = ((key, text) for key, text, _ in note_head(note) if key in _IN_NOTES)
            data = {**noted_variables(lines), **data}
        kind = data.get("type")
        if isinstance(kind, str) and kind in TYPES:
            attributes["type"] = kind
        for key, value in data.items():
            attribute = TEXT_VARIABLES.get(key)
            if attribute is not None:
                text = text_of(key, as_text(value))
                if text:
                    attributes[attribute] = text
                continue
            attribute = NAME_VARIABLES.get(key)
            if attribute is not None:
                people = names.from_csl(value)
                if people:
                    attributes[attribute] = people
                continue
            attribute = DATE_VARIABLES.get(key)
            if attribute is not None:
                date = dates.from_csl(value)
                if date is not None:
                    attributes[attribute] = date
        short = data.get("shortTitle")
        if "title_short" not in attributes and isinstance(short, str) and short.strip():
            attributes["title_short"] = rich(short)
        if "container_title_short" not in attributes:
            journal = data.get("journalAbbreviation")
            if isinstance(journal, str) and journal.strip():
                attributes["container_title_short"] = rich(journal)
        if "doi" in attributes:
            attributes["doi"] = bare_doi(attributes["doi"])
        identity = data.get("id")
        attributes["identity"] = "" if identity is None else str(identity)
        item.set_language(data.get("language"))
        return item

    def set_language(self, tag: object) -> None:
        """Set the language of a new item, and whether it is English or Chinese."""
        attributes = self.__dict__
        if isinstance(tag, str) and tag.strip():
            attributes["language"] = tag.strip()
            attributes["english"], attributes["chinese"] = _language(tag)
        elif not self.title.isascii():
            # Without a language tag the script of the title decides.
            attributes["chinese"] = mostly_han(self.title)


@lru_cache(maxsize=256)
def _language(tag: str) -> tuple[bool, bool]:
    """Whether a language tag means English, and whether Chinese."""
    primary = re.split("[-_]", tag.strip().lower(), maxsplit=1)[0]
    return primary == "en", primary == "zh"


_HAN: Final = re.compile("[\u3400-\u9fff]")


def mostly_han(text: str) -> bool:
    """Whether more than half of a text is Chinese characters."""
    return len(_HAN.findall(text)) * 2 > len(text)


def text_of(variable: str, value: str) -> str:
    """The value of a text variable as an item has it."""
    return clean(value) if variable in _PLAIN else rich(value)


def bare_doi(text: str) -> str:
    """A DOI without the resolver."""
    return _DOI_PREFIX.sub("", text)


def as_text(value: object) -> str:
    """A text or number variable; anything else counts as empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


# --- variables in the note of a CSL item -------------------------------------------------------


def note_head(note: str) -> Iterator[tuple[str, str, int]]:
    """The lines at the head of a note that give a variable its value, `genre: Working paper`.

    Zotero, citeproc-js and pandoc read and write these, for what an application has no field for.

    Yields:
        Variable, value (perhaps empty), and where the rest of the note begins.
    """
    end = 0
    for line in note.splitlines(keepends=True):
        end += len(line)
        stripped = line.strip()
        match = _NOTE_LINE.match(stripped)
        if match is not None:
            yield match[1], match[2] or "", end
        elif stripped:
            return


def noted_variables(lines: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Variables and values of such lines as CSL-JSON; a name is `family || given`, or literal."""
    out: dict[str, Any] = {}
    for variable, value in lines:
        if value and kind_of(variable) == "name":
            family, bar, given = value.partition("||")
            name = {"family": family.strip(), "given": given.strip()} if bar else {"literal": value}
            out.setdefault(variable, []).append(name)
        elif value:
            out[variable] = value
    return out
