"""CSL-JSON: sources out, and items of other programs in.

What CSL has no variable for (a title in a second language, the tier, an archived copy) stands in
lines at the head of the item's `note`, `title-en: Green ledger`, the way Zotero, citeproc-js and
pandoc keep such things. A source's own note is prose, and is never read for variables.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final, get_args, overload

from ..._base.dates import PartialDate
from ..._base.errors import ArgumentTypeError, PolicyConceptsError, described, wrong
from ..._base.markup import clean
from ..._base.public import public
from ..._base.text import Text, is_language_tag
from ..._model.authors import Author
from ..._model.concepts import Concept
from ..._model.csl import FIELD_OF_VARIABLE, JSON_PROPERTIES, VARIABLES, CslVariables, kind_of
from ..._model.events import Event
from ..._model.organizations import Organization
from ..._model.shapes import regex
from ..._model.sources_and_people import Evidence, Person, Source
from ..._model.statements import Statement
from ..._model.vocabularies import Tier
from ..item import FALLBACK_TYPE, TYPES, as_text, bare_doi, mostly_han, note_head, noted_variables
from ..parts import dates, names
from ..parts.dates import Date
from ..sources import body_tag, describe_type, has_title, name_of, own_tag
from ..works import Citable, cited, is_csl_item

_ID, _URL, _DOI = regex("id"), regex("url"), regex("doi")
# How near each type of item mostly stands to what it tells of.
_TIER_OF_TYPE: Final = {
    "bill": "primary", "hearing": "primary", "legal_case": "primary", "legislation": "primary",
    "regulation": "primary", "speech": "primary", "treaty": "primary",
    "article-journal": "scholarly", "book": "scholarly", "chapter": "scholarly",
    "paper-conference": "scholarly", "thesis": "scholarly", "article": "scholarly",
    "article-newspaper": "press", "article-magazine": "press", "broadcast": "press",
    "report": "official_report",
}  # fmt: skip
_OTHER_TIERS: Final = "reference"
# The markup that CSL-JSON allows in text.
CSL_TAG: Final = re.compile(r"</?(?:i|b|sup|sub|sc|span)\b[^>]*>")
# Older names of variables that CSL-JSON still allows.
_OLDER_NAMES: Final = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
# A field in a further language, as a key in a note.
_OTHER_FORM: Final = re.compile(r"(title|container-title|publisher)-([a-z]{2,3}(?:-[A-Za-z0-9]+)*)")
# Separates variables from prose that looks like variables, or that has white space at an end.
_PROSE: Final = "---\n"


def items_of(x: Any) -> list[dict[str, Any]]:
    """CSL-JSON items for what `x` cites, each source once."""
    items: list[dict[str, Any]] = []
    # By value: two different records may have one id.
    seen: set[Source] = set()
    for work, *_ in cited(x):
        if not isinstance(work, Source):
            items.append(dict(work))
        elif work not in seen:
            seen.add(work)
            items.append(source_to_csl(work))
    return items


@overload
def to_csl(x: Citable) -> dict[str, Any]: ...
@overload
def to_csl(x: Iterable[Citable]) -> list[dict[str, Any]]: ...
@public
def to_csl(x: Any) -> dict[str, Any] | list[dict[str, Any]]:
    """A source as a CSL-JSON item; a collection as a list of items.

    The item is valid against the CSL-JSON schema.
    Titles in other languages and scripts stand in lines at the head of the item's `note`, which
    Zotero keeps in its Extra field, and `from_csl` reads back.

    Args:
        x: A source, a statement or event (its source), a concept (its first source), or a
            collection of these (each source once).

    Raises:
        CitationError: (a `ValueError`) A record without a source.
        ArgumentTypeError: (a `TypeError`) Something that cannot be cited.

    Example:
        >>> import policy_concepts as pc
        >>> source = pc.from_csl({"id": "ledger", "type": "book", "title": "The green ledger",
        ...     "issued": {"date-parts": [[2031]]}})
        >>> pc.to_csl(source)["issued"]
        {'date-parts': [[2031]]}
    """
    items = items_of(x)
    single = isinstance(x, (Source, Statement, Event, Concept, Evidence)) or is_csl_item(x)
    return items[0] if single else items


@public
def from_csl(item: Mapping[str, Any]) -> Source:
    """A `Source` from a CSL-JSON item.

    Nothing is required of the item: an unknown type becomes `document`, CSL's type for whatever
    fits no other, and a missing id is made from the title.
    Variables that a `Source` has no field for (editor, genre, edition …) are in its `csl`, and
    cited.
    A date that no `PartialDate` can say, such as a season or "forthcoming", is in `csl` as well;
    what else a field cannot hold, such as an address that is not of the web, is told in the note.
    Where the item has no title, its type in brackets stands for one; it is not printed.

    Args:
        item: A CSL-JSON item.

    Raises:
        ArgumentTypeError: (a `TypeError`) Not a mapping.

    Example:
        >>> import policy_concepts as pc
        >>> pc.from_csl({"type": "thesis", "title": "Ledgers", "genre": "Doctoral dissertation"})
        <Source ledgers: Ledgers>
    """
    return source_from_csl(item)


# --- sources to CSL-JSON -----------------------------------------------------------------------


def source_to_csl(source: Source) -> dict[str, Any]:
    """A CSL-JSON item."""
    lang = source.lang
    title = own_tag(source.title, lang)
    out: dict[str, Any] = {
        "id": source.id,
        "type": source.type,
        **_variables_to_csl(source.csl, lang),
    }
    if has_title(source):
        out["title"] = source.title[title]
    key = str(out.get("citation-key", ""))
    if key and key == clean(key) and not _ID.fullmatch(key) and _slug(key) == source.id:
        # The id that the item came with, from which the id of the record was made.
        out["id"] = out.pop("citation-key")
    lines = _other_forms("title", source.title, title)
    if source.authors:
        out["author"] = [_author_to_csl(author, lang) for author in source.authors]
    if source.container_title is not None:
        own = own_tag(source.container_title, lang)
        out["container-title"] = source.container_title[own]
        lines += _other_forms("container-title", source.container_title, own)
    if source.publisher is not None:
        own = body_tag(source.publisher.name, lang)
        out["publisher"] = source.publisher.name[own]
        lines += _other_forms("publisher", source.publisher.name, own)
    for variable, date in (("issued", source.date), ("accessed", source.accessed)):
        if date is not None and variable not in source.csl:
            out.update(_date_to_csl(variable, date))
    plain = {
        "URL": source.url,
        "DOI": source.doi,
        "language": lang,
        "volume": source.volume,
        "issue": source.issue,
        "page": source.pages,
    }
    out.update({variable: value for variable, value in plain.items() if value is not None})
    if source.archived_url is not None:
        lines.append(f"archived-url: {source.archived_url}")
    if source.tier != _TIER_OF_TYPE.get(source.type, _OTHER_TIERS):
        lines.append(f"tier: {source.tier}")
    note = "\n".join([*lines, *([_marked(source.note)] if source.note else [])])
    if note:
        out["note"] = note
    return out


def _variables_to_csl(variables: CslVariables, lang: str | None) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for variable, value in variables.items():
        if isinstance(value, PartialDate):
            out.update(_date_to_csl(variable, value))
        elif kind_of(variable) == "date":
            read = dates.from_csl(value)
            if read is not None:
                out[variable] = dates.to_csl(read)
        elif isinstance(value, tuple):
            out[variable] = [_author_to_csl(author, lang) for author in value]
        else:
            out[variable] = json.loads(value) if kind_of(variable) == "json" else value
    return out


def _date_to_csl(variable: str, date: PartialDate) -> dict[str, Any]:
    read = dates.from_edtf(str(date))
    return {} if read is None else {variable: dates.to_csl(read)}


_NAME_KEYS: Final = (
    "family", "given", "literal", "dropping-particle", "non-dropping-particle", "suffix",
)  # fmt: skip


def _author_to_csl(author: Person | Organization | Author, lang: str | None) -> dict[str, Any]:
    if isinstance(author, Author):
        parts = {key: getattr(author, key.replace("-", "_")) for key in _NAME_KEYS}
        return {key: value for key, value in parts.items() if value}
    name = name_of(author, lang)
    return {"literal": str(author.name)} if name is None else names.to_csl([name])[0]


def _other_forms(variable: str, text: Text, own: str) -> list[str]:
    return [f"{variable}-{tag}: {clean(string)}" for tag, string in text.items() if tag != own]


def _marked(prose: str) -> str:
    """Prose behind a line of dashes, where a reader would take its beginning for variables."""
    if prose != prose.strip() or prose.startswith("---") or any(True for _ in note_head(prose)):
        return _PROSE + prose
    return prose


# --- CSL-JSON to sources -----------------------------------------------------------------------


def _read_note(note: object) -> tuple[list[tuple[str, str]], str]:
    """The variables at the head of an item's note with their values, and the prose behind them."""
    if not isinstance(note, str):
        return [], ""
    head: list[tuple[str, str]] = []
    start = 0
    for key, value, end in note_head(note):
        known = kind_of(key) not in (None, "json") or key in ("type", "tier", "archived-url")
        if not known and not _OTHER_FORM.fullmatch(key):
            break
        head.append((key, value))
        start = end
    prose = note[start:]
    return head, prose[len(_PROSE) :] if prose.startswith(_PROSE) else prose.strip()


def other_titles(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Language and text of the further titles that the note of a CSL item carries."""
    head, _ = _read_note(item.get("note"))
    forms = ((_OTHER_FORM.fullmatch(key), value) for key, value in head)
    return [(form[2], value) for form, value in forms if form and form[1] == "title" and value]


def _check_types(data: Mapping[str, Any]) -> None:
    """Refuses what CSL-JSON never has, such as a list of titles, rather than dropping it."""
    for key, value in data.items():
        if value is None:
            continue
        kind = kind_of(key)
        if kind == "name":
            right = isinstance(value, (list, tuple)) and all(
                isinstance(name, Mapping) for name in value
            )
            expected = "a list of names, each a mapping such as {'family': …, 'given': …}"
        elif kind == "text":
            right = isinstance(value, (str, int, float))
            expected = "a string"
        else:
            continue
        if not right:
            raise wrong(ArgumentTypeError, "from_csl", f"{expected} for {key!r}", described(value))


def source_from_csl(data: Mapping[str, Any]) -> Source:
    """A `Source` from a CSL-JSON item."""
    if not isinstance(data, Mapping):
        raise wrong(
            ArgumentTypeError, "from_csl", "a CSL-JSON item, a mapping", f"{type(data).__name__}"
        )
    _check_types(data)
    head, prose = _read_note(data.get("note"))
    item = noted_variables(head)
    item.update((key, value) for key, value in data.items() if value not in (None, "", [], {}))
    # What a field cannot hold is told in the note, but for dates, which styles print in words.
    told: list[str] = []
    in_words: dict[str, Any] = {}

    def text(variable: str) -> str:
        return clean(as_text(item.get(variable, "")))

    def checked(variable: str, value: str, pattern: re.Pattern[str]) -> str | None:
        if value and not pattern.fullmatch(value):
            told.append(f"{variable}: {value}")
            return None
        return value or None

    kind = item.get("type")
    kind = kind if isinstance(kind, str) and kind in TYPES else FALLBACK_TYPE
    language = text("language")
    lang = _tag(language.replace("_", "-"))
    if language and lang is None:
        told.append(f"language: {language}")
    title, container, publisher = text("title"), text("container-title"), text("publisher")
    fields: dict[str, Any] = {
        "type": kind,
        "title": _text(title or describe_type(kind), lang, "title", head),
        "lang": lang,
        "authors": tuple(_authors(item.get("author"))),
        "volume": text("volume") or None,
        "issue": text("issue") or None,
        "pages": text("page") or None,
    }
    if container:
        fields["container_title"] = _text(container, lang, "container-title", head)
    if publisher:
        name = _text(publisher, lang, "publisher", head)
        fields["publisher"] = Organization(id=_slug(publisher, "organization"), name=name)
    for field, variable in (("date", "issued"), ("accessed", "accessed")):
        fields[field], words = _date(item.get(variable))
        if words:
            in_words[variable] = {"literal": words}
    fields["url"] = checked("URL", text("URL"), _URL)
    fields["doi"] = checked("DOI", bare_doi(text("DOI")), _DOI)
    noted = dict(head)
    fields["archived_url"] = checked("archived-url", noted.get("archived-url", ""), _URL)
    tier = noted.get("tier")
    known = tier in get_args(Tier)
    fields["tier"] = tier if known else _TIER_OF_TYPE.get(kind, _OTHER_TIERS)
    given_id = clean(str(item.get("id", "")))
    fields["id"] = given_id
    if not _ID.fullmatch(given_id):
        fields["id"] = _slug(given_id or title or container or str(sorted(item)), "source")
        if given_id:
            item.setdefault("citation-key", given_id)
    fields["csl"] = {**_variables(item), **in_words}
    fields["note"] = "\n".join([*told, *([prose] if prose else [])]) or None
    return Source(**fields)


def _variables(item: Mapping[str, Any]) -> dict[str, Any]:
    """The variables that `Source` has no field for."""
    out: dict[str, Any] = {}
    for key, value in item.items():
        variable = _OLDER_NAMES.get(key, key)
        if variable != key and variable in item:
            continue
        kind = VARIABLES.get(variable)
        if kind == "text":
            out[variable] = clean(as_text(value))
        elif kind == "name":
            out[variable] = tuple(_authors(value))
        elif kind == "date" and variable not in FIELD_OF_VARIABLE:
            date, words = _date(value)
            out[variable] = {"literal": words} if words else date
        elif isinstance(value, JSON_PROPERTIES.get(variable, ())):
            with suppress(TypeError, ValueError):
                out[variable] = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return {variable: value for variable, value in out.items() if value}


def _date(value: object) -> tuple[PartialDate | None, str]:
    """A date variable as a partial date; what such a date cannot say, in words."""
    read = dates.from_csl(value)
    if read is None:
        return None, ""
    if read.literal:
        return None, read.literal
    edtf = dates.to_edtf(read)
    with suppress(PolicyConceptsError):
        return PartialDate(edtf), ""
    # A year holds at least the season that was given.
    year = Date((read.start[0], 0, 0), circa=read.circa)
    with suppress(PolicyConceptsError):
        return PartialDate(dates.to_edtf(year)) if read.start[1] > 12 else None, edtf
    return None, edtf


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


def _text(own: str, lang: str | None, variable: str, head: Iterable[tuple[str, str]]) -> Text:
    """A text with the forms in other languages that a note has."""
    strings = {lang or ("zh" if mostly_han(own) else "en"): own}
    for key, value in head:
        form = _OTHER_FORM.fullmatch(key)
        words = clean(value)
        if form and form[1] == variable and words and is_language_tag(form[2]):
            strings.setdefault(form[2], words)
    return Text(strings)


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


def _slug(text: str, otherwise: str = "source") -> str:
    """An id made from a name; a short digest stands for what is not Latin."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    slug = "-".join(words)[:60].strip("-")
    if slug and text.isascii():
        return slug
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{slug or otherwise}-{digest}"
