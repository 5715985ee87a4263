"""Records to items, and CSL-JSON items to records and back.

What CSL has and a `Source` has no field for (an editor, a genre, an edition) is kept in lines at
the head of the note, `genre: Working paper`, the way Zotero, citeproc-js and pandoc keep it.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

from .._base.dates import PartialDate
from .._base.errors import ArgumentTypeError, PolicyConceptsError
from .._base.markup import clean, rich
from .._base.text import Text, is_language_tag, match_language
from .._model.organizations import Organization
from .._model.shapes import regex
from .._model.sources_and_people import Author, Person, Source
from .item import (
    DATE_VARIABLES,
    FALLBACK_TYPE,
    NAME_VARIABLES,
    TEXT_VARIABLES,
    TYPES,
    Item,
    as_text,
    note_attributes,
)
from .parts import dates as _dates, names as _names
from .parts.dates import Date
from .parts.names import Name, make_name

_ID, _URL, _DOI = regex("id"), regex("url"), regex("doi")
_RESOLVER: Final = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_NO_TITLE: Final = "Untitled"
# How near each type of item mostly stands to what it tells of.
_TIERS: Final = {
    "bill": "primary", "hearing": "primary", "legal_case": "primary", "legislation": "primary",
    "regulation": "primary", "speech": "primary", "treaty": "primary",
    "article-journal": "scholarly", "book": "scholarly", "chapter": "scholarly",
    "paper-conference": "scholarly", "thesis": "scholarly", "article": "scholarly",
    "article-newspaper": "press", "article-magazine": "press", "broadcast": "press",
    "report": "official_report",
}  # fmt: skip


# --- which language ----------------------------------------------------------------------------


def _own_tag(text: Text, lang: str | None) -> str:
    """The tag of the form in the source's own language."""
    tags = tuple(text)
    if lang is not None:
        found = match_language(lang, tags)
        if found is not None:
            return found
    return tags[0] if lang is None else next((t for t in tags if "-Latn" not in t), tags[0])


def _own(text: Text, lang: str | None) -> str:
    return text[_own_tag(text, lang)]


def _romanized(text: Text) -> str:
    return next((text[tag] for tag in text if "-Latn" in tag), "")


def _translated(text: Text, lang: str | None) -> str:
    """The English title, if the source is not in English."""
    tag = match_language("en", tuple(text))
    return "" if tag is None or tag == _own_tag(text, lang) else text[tag]


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
        return make_name(literal=_body_name(author.name, lang))
    tags = tuple(author.name)
    tag = match_language(lang, tags) if lang is not None else None
    if tag is not None and _names.is_han(author.name[tag]):
        return make_name(literal=author.name[tag])
    if author.family is not None:
        made = make_name(author.family, author.given or "")
        usual = str(author.name)
        if made is not None and author.given and usual == f"{author.family} {author.given}":
            return made._replace(family_first=True)
        return made
    return make_name(literal=_body_name(author.name, lang))


def _body_name(name: Text, lang: str | None) -> str:
    if lang is not None:
        tag = match_language(lang, tuple(name))
        if tag is not None:
            return name[tag]
    return str(name)


TITLE_FORMS: Final = ("original", "romanized", "translated")


def to_item(source: Source, titles: tuple[str, ...]) -> Item:
    """An item for the styles.

    Args:
        source: The record.
        titles: Which forms of the title to print, in this order.
    """
    item = Item()
    mine = item.__dict__
    lang = source.lang
    mine["identity"] = source.id
    mine["origin"] = source
    mine["type"] = source.type if source.type in TYPES else FALLBACK_TYPE
    note = source.note
    if note is not None and ":" in note:
        mine.update(note_attributes(note))
    if note is None or not note.startswith("title:"):
        _set_title(mine, source, titles)
    item.set_language(lang)
    if lang is None and len(source.title) and next(iter(source.title)).startswith("zh"):
        mine["chinese"], mine["english"] = True, False
    authors = tuple(
        name for name in (name_of(author, lang) for author in source.authors) if name is not None
    )
    if authors:
        mine["author"] = authors
    if source.container_title is not None:
        mine["container_title"] = rich(_own(source.container_title, lang))
    if source.publisher is not None:
        mine["publisher"] = rich(_body_name(source.publisher.name, lang))
    for attribute, date in (("issued", source.date), ("accessed", source.accessed)):
        if date is not None:
            read = _dates.from_edtf(str(date))
            if read is not None:
                mine[attribute] = read
    for attribute, value in (
        ("volume", source.volume),
        ("issue", source.issue),
        ("page", source.pages),
    ):
        if value is not None:
            mine[attribute] = rich(value)
    if source.url is not None:
        mine["url"] = source.url
    if source.doi is not None:
        mine["doi"] = source.doi
    return item


def _set_title(mine: dict[str, Any], source: Source, titles: tuple[str, ...]) -> None:
    text = source.title
    if len(text) == 1:
        mine["title"] = rich(next(iter(text.values())))
        return
    own = _own(text, source.lang)
    found = {
        "original": own,
        "romanized": _romanized(text),
        "translated": _translated(text, source.lang),
    }
    if not found["romanized"] and "original" not in titles:
        # The original stands in for a romanization that nobody has made.
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
            mine["title"] = shown
    if after:
        mine["title_after"] = " ".join(after)


# --- records to CSL-JSON -----------------------------------------------------------------------


def source_to_csl(source: Source) -> dict[str, Any]:
    """A CSL-JSON item; what CSL has no variable for stands at the head of the note."""
    lang = source.lang
    out: dict[str, Any] = {"id": source.id, "type": source.type}
    lines: list[str] = []
    free = source.note or ""
    if source.note is not None:
        head, free = _split_note(source.note)
        for key, value in head:
            if key == "csl-id":
                out["id"] = value
            elif key == "title" and not value:
                continue
            else:
                _put(out, lines, key, value)
    if not (source.note or "").startswith("title:"):
        own = _own_tag(source.title, lang)
        out["title"] = source.title[own]
        lines += _other_forms("title", source.title, own)
    authors = [_author_to_csl(author, lang) for author in source.authors]
    if authors:
        out["author"] = authors
    if source.container_title is not None:
        own = _own_tag(source.container_title, lang)
        out["container-title"] = source.container_title[own]
        lines += _other_forms("container-title", source.container_title, own)
    if source.publisher is not None:
        out["publisher"] = _body_name(source.publisher.name, lang)
        lines += [
            f"publisher-{tag}: {clean(name)}"
            for tag, name in source.publisher.name.items()
            if name != out["publisher"]
        ]
    for key, date in (("issued", source.date), ("accessed", source.accessed)):
        if date is not None:
            read = _dates.from_edtf(str(date))
            if read is not None:
                out[key] = _dates.to_csl(read)
    plain = {
        "URL": source.url,
        "DOI": source.doi,
        "language": lang,
        "volume": source.volume,
        "issue": source.issue,
        "page": source.pages,
    }
    out.update({key: value for key, value in plain.items() if value is not None})
    if source.archived_url is not None:
        lines.append(f"archived-url: {source.archived_url}")
    if source.tier != _TIERS.get(source.type, "reference"):
        lines.append(f"tier: {source.tier}")
    note = "\n".join([*lines, *([free] if free else [])])
    if note:
        out["note"] = note
    return out


def _author_to_csl(author: Person | Organization | Author, lang: str | None) -> dict[str, Any]:
    if isinstance(author, Author):
        parts = {key: getattr(author, key.replace("-", "_")) for key in _NAME_KEYS}
        return {key: value for key, value in parts.items() if value}
    name = name_of(author, lang)
    return {"literal": str(author.name)} if name is None else _names.to_csl([name])[0]


def _other_forms(name: str, text: Text, own: str) -> list[str]:
    return [f"{name}-{tag}: {clean(string)}" for tag, string in text.items() if tag != own]


def other_titles(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Language and text of the further titles that the note of a CSL item carries."""
    note = item.get("note")
    if not isinstance(note, str):
        return []
    head, _ = _split_note(note)
    return [
        (key[6:], value)
        for key, value in head
        if key.startswith("title-") and value and _OURS.match(key)
    ]


def _put(out: dict[str, Any], lines: list[str], key: str, value: str) -> None:
    if _is_name(key):
        family, bar, given = value.partition("||")
        name = make_name(family, given) if bar else make_name(literal=value)
        if name is not None:
            out.setdefault(key, []).extend(_names.to_csl([name]))
    elif _is_date(key):
        date = _dates.from_csl(value)
        if date is not None:
            out[key] = _dates.to_csl(date)
    elif _is_text(key):
        out[key] = value
    elif key in _OTHER_DATA:
        with suppress(ValueError):
            out[key] = json.loads(value)
    else:
        lines.append(f"{key}: {value}")


_LINE: Final = re.compile(r"^([A-Za-z][A-Za-z_-]*):(?:\s+(\S.*))?$")
_OURS: Final = re.compile(r"^(?:title|container-title|publisher)-[a-z]{2,3}(?:-[A-Za-z0-9]+)*$")


# Variables of CSL that no style here prints; they are kept all the same.
_OTHER_TEXTS: Final = frozenset(
    """abstract annote archive_collection call-number citation-key citation-label dimensions
    division journalAbbreviation jurisdiction keyword original-publisher-place page-first part
    part-title printing printing-number references reviewed-genre reviewed-title scale shortTitle
    supplement supplement-number translated-title translated-title-short volume-title
    year-suffix""".split()
)
_OTHER_NAMES: Final = frozenset(
    """chair compiler composer contributor curator editorial-director executive-producer guest
    host illustrator narrator organizer original-author performer producer recipient
    reviewed-author script-writer series-creator""".split()
)
_OTHER_DATES: Final = frozenset({"available-date", "submitted"})
_OTHER_DATA: Final = frozenset({"categories", "custom"})


def _is_name(key: str) -> bool:
    return key in NAME_VARIABLES or key in _OTHER_NAMES


def _is_date(key: str) -> bool:
    return key in DATE_VARIABLES or key in _OTHER_DATES


def _is_text(key: str) -> bool:
    return key in TEXT_VARIABLES or key in _OTHER_TEXTS


def _known(key: str) -> bool:
    return (
        _is_text(key) or _is_name(key) or _is_date(key) or key in _OTHER_DATA
        or key in ("csl-id", "tier", "archived-url") or _OURS.match(key) is not None
    )  # fmt: skip


def _split_note(note: str) -> tuple[list[tuple[str, str]], str]:
    """The variables at the head of a note, and the rest."""
    head: list[tuple[str, str]] = []
    lines = note.splitlines()
    for i, line in enumerate(lines):
        match = _LINE.match(line.strip())
        if match is None or not _known(match[1]):
            return head, "\n".join(lines[i:]).strip()
        head.append((match[1], match[2] or ""))
    return head, ""


# --- CSL-JSON to records -----------------------------------------------------------------------


def _check_shapes(data: Mapping[str, Any]) -> None:
    """Refuses what CSL-JSON never has, such as a list of titles, rather than dropping it."""
    for key, value in data.items():
        if value is None:
            continue
        if _is_name(key):
            right = isinstance(value, (list, tuple)) and all(
                isinstance(name, Mapping) for name in value
            )
            expected = "a list of names, each a mapping such as {'family': …, 'given': …}"
        elif _is_text(key):
            right = isinstance(value, (str, int, float))
            expected = "a string"
        else:
            continue
        if not right:
            raise ArgumentTypeError(
                f"from_csl: expected {expected} for {key!r}; found {type(value).__name__} {value!r}"
            )


def source_from_csl(data: Mapping[str, Any]) -> Source:
    """A `Source` from a CSL-JSON item."""
    if not isinstance(data, Mapping):
        raise ArgumentTypeError(
            f"from_csl: expected a CSL-JSON item, a mapping; found {type(data).__name__}"
        )
    _check_shapes(data)
    head, free = _split_note(data["note"]) if isinstance(data.get("note"), str) else ([], "")
    given = {key: value for key, value in data.items() if value not in (None, "", [], {})}
    noted = dict(head)
    lines: list[str] = []
    kind = given.get("type") or noted.get("type")
    kind = kind if isinstance(kind, str) and kind in TYPES else FALLBACK_TYPE
    raw_id = str(given.get("id", ""))
    record_id = raw_id if _ID.fullmatch(raw_id) else ""
    if raw_id and not record_id:
        lines.append(f"csl-id: {clean(raw_id)}")
    raw_lang = as_text(given.get("language", "")).strip().replace("_", "-")
    lang = _tag(raw_lang)
    title = clean(as_text(given.get("title", "")) or noted.get("title", ""))
    if not title:
        lines.insert(0, "title:")
    fields: dict[str, Any] = {
        "type": kind,
        "tier": noted.get("tier") or _TIERS.get(kind, "reference"),
        "title": _text(title or _NO_TITLE, lang, "title", noted),
        "lang": lang,
        "authors": tuple(_authors(given.get("author"))),
    }
    container = clean(as_text(given.get("container-title", "")))
    if container:
        fields["container_title"] = _text(container, lang, "container-title", noted)
    publisher = clean(as_text(given.get("publisher", "")))
    if publisher:
        names = _text(publisher, lang, "publisher", noted)
        fields["publisher"] = Organization(id=_slug(publisher, "organization"), name=names)
    for field, variable in (("date", "issued"), ("accessed", "accessed")):
        if variable in given:
            date = _dates.from_csl(given[variable])
            read = _partial(date)
            if read is not None:
                fields[field] = read
            elif date is not None:
                lines.append(f"{variable}: {date.literal or _edtf(date)}")
    for field, variable in (("volume", "volume"), ("issue", "issue"), ("pages", "page")):
        value = clean(as_text(given.get(variable, "")))
        if value:
            fields[field] = value
    url = clean(as_text(given.get("URL", "")))
    if url:
        if _URL.fullmatch(url):
            fields["url"] = url
        else:
            lines.append(f"URL: {url}")
    doi = _RESOLVER.sub("", clean(as_text(given.get("DOI", ""))))
    if doi:
        if _DOI.fullmatch(doi):
            fields["doi"] = doi
        else:
            lines.append(f"DOI: {doi}")
    archived = noted.get("archived-url", "")
    if archived and _URL.fullmatch(archived):
        fields["archived_url"] = archived
    lines += _extra_lines(given)
    kept = {line.split(":", 1)[0] for line in lines} | set(_FIELDS)
    for key, value in head:
        if key not in kept and key not in ("tier", "archived-url") and not _OURS.match(key):
            lines.append(f"{key}: {value}")
    if raw_lang and lang is None:
        lines.append(f"language: {raw_lang}")
    note = "\n".join([*lines, *([free] if free else [])])
    fields["note"] = note or None
    fields["id"] = record_id or _slug(raw_id or title or container or str(sorted(given)), "source")
    try:
        return Source(**fields)
    except PolicyConceptsError:
        fields["tier"] = _TIERS.get(kind, "reference")
        return Source(**fields)


# Variables that a `Source` has a field for.
_FIELDS: Final = frozenset(
    """id type title language author container-title publisher issued accessed volume issue page
    URL DOI note""".split()
)


def _tag(language: str) -> str | None:
    if not language:
        return None
    if is_language_tag(language):
        return language
    parts = language.split("-")
    parts[0] = parts[0].lower()
    parts[1:] = [
        p.title() if len(p) == 4 and p.isalpha() else p.upper() if len(p) <= 3 else p.lower()
        for p in parts[1:]
    ]
    tag = "-".join(parts)
    return tag if is_language_tag(tag) else None


def _text(own: str, lang: str | None, name: str, noted: Mapping[str, str]) -> Text:
    tag = lang or ("zh" if _mostly_han(own) else "en")
    strings = {tag: own}
    for key, value in noted.items():
        if key.startswith(f"{name}-") and value:
            other = key[len(name) + 1 :]
            if is_language_tag(other) and other not in strings:
                strings[other] = value
    return Text(strings)


def _mostly_han(text: str) -> bool:
    return 2 * sum("\u3400" <= char <= "\u9fff" for char in text) > len(text)


def _authors(value: Any) -> Iterator[Author]:
    for entry in value if isinstance(value, (list, tuple)) else ():
        parts = {"literal": entry} if isinstance(entry, str) else entry
        if not isinstance(parts, Mapping):
            continue
        family, given, literal = (clean(as_text(parts.get(k, ""))) for k in _NAME_KEYS[:3])
        if not family:
            text = literal or given
            if text:
                yield Author(literal=text)
            continue
        rest = {
            key.replace("-", "_"): clean(as_text(parts.get(key, ""))) or None
            for key in _NAME_KEYS[3:]
        }
        yield Author(family=family, given=given or None, **rest)


_NAME_KEYS: Final = (
    "family", "given", "literal", "dropping-particle", "non-dropping-particle", "suffix",
)  # fmt: skip


def _extra_lines(given: Mapping[str, Any]) -> Iterator[str]:
    """Lines for variables that a `Source` has no field for."""
    for key, value in given.items():
        if key in _FIELDS:
            continue
        if _is_name(key):
            for name in _names.from_csl(value):
                yield f"{key}: {_name_line(name)}"
        elif _is_date(key):
            date = _dates.from_csl(value)
            if date is not None:
                yield f"{key}: {date.literal or _edtf(date)}"
        elif _is_text(key):
            text = clean(as_text(value))
            if text:
                yield f"{key}: {text}"
        elif key in _OTHER_DATA:
            with suppress(TypeError, ValueError):
                yield f"{key}: {json.dumps(value, ensure_ascii=False, sort_keys=True)}"


def _name_line(name: Name) -> str:
    if name.literal:
        return name.literal
    family = f"{name.non_dropping} {name.family}".strip()
    given = f"{name.given} {name.dropping}".strip()
    if name.suffix:
        # The comma belongs to the suffix.
        given = f"{clean(given.replace(',', ' '))}, {name.suffix.replace(',', ' ')}"
    return f"{family} || {given}".rstrip()


def _edtf(date: Date) -> str:
    mark = "~" if date.circa else ""
    start = _point(date.start) + mark
    if date.end is None:
        return start
    return f"{start}/{_point(date.end) + mark if date.end[0] else '..'}"


def _point(point: tuple[int, int, int]) -> str:
    year, month, day = point
    if 12 < month <= 16:
        month += 8
    out = f"{year:04}"
    if month:
        out += f"-{month:02}"
        if day:
            out += f"-{day:02}"
    return out


def _partial(date: Date | None) -> PartialDate | None:
    if date is None or date.literal:
        return None
    try:
        return PartialDate(_edtf(date))
    except PolicyConceptsError:
        return None


def _slug(text: str, otherwise: str) -> str:
    """An id made from a name; a short digest stands for what is not Latin."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    slug = "-".join(words)[:60].strip("-")
    if slug and text.isascii():
        return slug
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{slug or otherwise}-{digest}"
