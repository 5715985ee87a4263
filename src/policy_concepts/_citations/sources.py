"""Records to items."""

from __future__ import annotations

from typing import Any, Final

from .._base.dates import PartialDate
from .._base.markup import rich
from .._base.text import Text, match_language
from .._model.authors import Author
from .._model.organizations import Organization
from .._model.sources_and_people import Person, Source
from .item import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    TEXT_VARIABLES,
    Item,
    text_of,
)
from .parts import dates, names
from .parts.names import Name, make_name

# --- which language ----------------------------------------------------------------------------


def own_tag(text: Text, lang: str | None) -> str:
    """The tag of the form in the source's own language."""
    tags = tuple(text)
    if lang is not None:
        found = match_language(lang, tags)
        if found is not None:
            return found
    return tags[0] if lang is None else next((t for t in tags if "-Latn" not in t), tags[0])


def _own_form(text: Text, lang: str | None) -> str:
    return text[own_tag(text, lang)]


def _romanized(text: Text) -> str:
    return next((text[tag] for tag in text if "-Latn" in tag), "")


def _translated(text: Text, lang: str | None) -> str:
    """The English title, if the source is not in English."""
    tag = match_language("en", tuple(text))
    return "" if tag is None or tag == own_tag(text, lang) else text[tag]


# --- records to items --------------------------------------------------------------------------


def name_of(author: Person | Organization | Author, lang: str | None) -> Name | None:
    """An author's name as it stands in a source of that language."""
    if isinstance(author, Author):
        return make_name(
            author.family or "",
            author.given or "",
            author.dropping_particle or "",
            author.non_dropping_particle or "",
            author.suffix or "",
            author.literal or "",
        )
    if isinstance(author, Organization):
        return make_name(literal=body_name(author.name, lang))
    tags = tuple(author.name)
    tag = match_language(lang, tags) if lang is not None else None
    if tag is not None and names.is_han(author.name[tag]):
        return make_name(literal=author.name[tag])
    if author.family is not None:
        made = make_name(author.family, author.given or "")
        usual = str(author.name)
        if made is not None and author.given and usual == f"{author.family} {author.given}":
            return made._replace(family_first=True)
        return made
    return make_name(literal=body_name(author.name, lang))


def names_of(
    authors: tuple[Person | Organization | Author, ...], lang: str | None
) -> tuple[Name, ...]:
    """Authors' names as they stand in a source of that language."""
    found = (name_of(author, lang) for author in authors)
    return tuple(name for name in found if name is not None)


def body_name(name: Text, lang: str | None) -> str:
    """A body's name as it stands in a source of that language."""
    return name[body_tag(name, lang)]


def body_tag(name: Text, lang: str | None) -> str:
    """The tag of a body's name in a language; of the English one where it has none in that."""
    tags = tuple(name)
    tag = match_language(lang, tags) if lang is not None else None
    return tag or match_language("en", tags) or tags[0]


TITLE_FORMS: Final = ("original", "romanized", "translated")


def to_item(source: Source, titles: tuple[str, ...]) -> Item:
    """An item for the styles.

    Args:
        source: The record.
        titles: Which forms of the title to print, in this order.
    """
    item = Item()
    attributes = item.__dict__
    lang = source.lang
    attributes["identity"] = source.id
    attributes["origin"] = source
    attributes["type"] = source.type
    _set_csl(attributes, source)
    _set_title(attributes, source, titles)
    item.set_language(lang)
    if lang is None and len(source.title) and next(iter(source.title)).startswith("zh"):
        attributes["chinese"], attributes["english"] = True, False
    authors = names_of(source.authors, lang)
    if authors:
        attributes["author"] = authors
    if source.container_title is not None:
        attributes["container_title"] = rich(_own_form(source.container_title, lang))
    if source.publisher is not None:
        attributes["publisher"] = rich(body_name(source.publisher.name, lang))
    for attribute, date in (("issued", source.date), ("accessed", source.accessed)):
        if date is not None and attribute not in source.csl:
            read = dates.from_edtf(str(date))
            if read is not None:
                attributes[attribute] = read
    for attribute, value in (
        ("volume", source.volume),
        ("issue", source.issue),
        ("page", source.pages),
    ):
        if value is not None:
            attributes[attribute] = rich(value)
    if source.url is not None:
        attributes["url"] = source.url
    if source.doi is not None:
        attributes["doi"] = source.doi
    return item


def _set_csl(attributes: dict[str, Any], source: Source) -> None:
    """The CSL variables that styles print."""
    for variable, value in source.csl.items():
        if isinstance(value, str):
            if variable in DATE_VARIABLES:
                # In words, or in a form of EDTF that a `PartialDate` does not read.
                attributes[DATE_VARIABLES[variable]] = dates.from_csl(value)
            elif variable in TEXT_VARIABLES:
                attributes[TEXT_VARIABLES[variable]] = text_of(variable, value)
        elif isinstance(value, PartialDate):
            if variable in DATE_VARIABLES:
                attributes[DATE_VARIABLES[variable]] = dates.from_edtf(str(value))
        elif variable in NAME_VARIABLES:
            attributes[NAME_VARIABLES[variable]] = names_of(value, source.lang)


def describe_type(kind: str) -> str:
    """What stands for the title of a source that has none: its type in brackets."""
    return f"[{kind.replace('_', ' ').replace('-', ' ').capitalize()}]"


def has_title(source: Source) -> bool:
    """Whether its title is more than what stands for a title."""
    return list(source.title.values()) != [describe_type(source.type)]


def _set_title(attributes: dict[str, Any], source: Source, titles: tuple[str, ...]) -> None:
    if not has_title(source):
        return
    text = source.title
    if len(text) == 1:
        attributes["title"] = rich(next(iter(text.values())))
        return
    own = _own_form(text, source.lang)
    found = {
        "original": own,
        "romanized": _romanized(text),
        "translated": _translated(text, source.lang),
    }
    if not found["romanized"] and "original" not in titles:
        # Without a romanization the original title is printed.
        titles = tuple("original" if form == "romanized" else form for form in titles)
    forms = [(form, found[form]) for form in titles if found[form]]
    if not forms:
        forms = [("original", own)]
    after = []
    for i, (form, string) in enumerate(forms):
        shown = rich(string)
        if form == "translated":
            shown = f"[{shown}]"
        if i:
            after.append(shown)
        else:
            attributes["title"] = shown
    if after:
        attributes["title_after"] = " ".join(after)
