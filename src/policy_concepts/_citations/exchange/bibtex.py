"""BibTeX and BibLaTeX.

What LaTeX reads as a command is escaped, except in `url` and `doi`, which both programs take as
they stand.
Organizations are braced, so that no program takes them apart, and titles that have capitals inside
are braced, so that no style lowers them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from ..._base.markup import escape_latex
from ..._base.public import public
from ..parts import dates, names
from ..parts.dates import Date
from ..parts.names import Name
from ..works import Citable
from .csl_json import CSL_TAG, items_of, other_titles

_BIBTEX: Final = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "classic": "book", "chapter": "incollection",
    "entry-dictionary": "incollection", "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings", "report": "techreport", "thesis": "phdthesis",
    "manuscript": "unpublished", "pamphlet": "booklet",
}  # fmt: skip
_BIBLATEX: Final = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "classic": "book", "chapter": "incollection",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference",
    "paper-conference": "inproceedings", "report": "report", "thesis": "thesis",
    "manuscript": "unpublished", "pamphlet": "booklet", "webpage": "online", "post": "online",
    "post-weblog": "online", "dataset": "dataset", "software": "software",
    "legislation": "legislation", "bill": "legislation", "regulation": "legislation",
    "legal_case": "jurisdiction", "patent": "patent", "standard": "standard",
    "motion_picture": "movie", "song": "audio", "broadcast": "video", "performance": "performance",
    "personal_communication": "letter", "review": "review", "review-book": "review",
    "figure": "image", "graphic": "image", "periodical": "periodical",
}  # fmt: skip
_SUBTYPES: Final = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LANGUAGES: Final = {
    "en": "english", "zh": "chinese", "fr": "french", "de": "german", "ru": "russian",
    "ja": "japanese", "ko": "korean", "es": "spanish", "pt": "portuguese", "it": "italian",
    "ar": "arabic", "vi": "vietnamese",
}  # fmt: skip
# Programs lower capitals inside a title, and raise small letters at the start of it or of a
# subtitle.
_CASED: Final = re.compile(r"(?<!^)[^\W\d_a-z\u3400-\u9fff]|^\W*[a-z]|[:?!.] \W*[a-z]")
_COMMANDS: Final = {
    "<i>": r"\emph{", "<b>": r"\textbf{", "<sup>": r"\textsuperscript{",
    "<sub>": r"\textsubscript{",
}  # fmt: skip


@public
def to_bibtex(x: Citable | Iterable[Citable]) -> str:
    r"""BibTeX entries for what `x` cites, one for each source.

    The key of an entry is the id of its source.

    Args:
        x: A source, statement, event or concept, a CSL-JSON item, or a collection of these.

    Raises:
        CitationError: (a `ValueError`) A record without a source.
        ArgumentTypeError: (a `TypeError`) Something that cannot be cited.

    Example:
        >>> import policy_concepts as pc
        >>> print(pc.to_bibtex({"id": "ledger", "type": "book", "title": "Lamps & ledgers",
        ...     "author": [{"literal": "Council of Arvania"}],
        ...     "issued": {"date-parts": [[2031]]}}))
        @book{ledger,
          author = {{Council of Arvania}},
          title = {Lamps \& ledgers},
          year = {2031},
        }
    """
    return _entries(x, biblatex=False)


@public
def to_biblatex(x: Citable | Iterable[Citable]) -> str:
    """BibLaTeX entries for what `x` cites, one for each source.

    The key of an entry is the id of its source.

    Args:
        x: A source, statement, event or concept, a CSL-JSON item, or a collection of these.

    Raises:
        CitationError: (a `ValueError`) A record without a source.
        ArgumentTypeError: (a `TypeError`) Something that cannot be cited.

    Example:
        >>> import policy_concepts as pc
        >>> print(pc.to_biblatex({"id": "ledger", "type": "webpage", "title": "Lamps",
        ...     "URL": "https://ledgers.example/a_b", "issued": {"date-parts": [[2031, 4, 2]]}}))
        @online{ledger,
          title = {Lamps},
          date = {2031-04-02},
          url = {https://ledgers.example/a_b},
        }
    """
    return _entries(x, biblatex=True)


def _entries(x: Any, *, biblatex: bool) -> str:
    used: set[str] = set()
    out = []
    for item in items_of(x):
        key = _key(item)
        number = 1
        while key in used:
            number += 1
            key = f"{_key(item)}-{number}"
        used.add(key)
        kind, fields = _fields(item, biblatex=biblatex)
        lines = [f"  {name} = {value}," for name, value in fields if value]
        out.append("\n".join([f"@{kind}{{{key},", *lines, "}"]))
    return "\n\n".join(out)


def _key(item: dict[str, Any]) -> str:
    """The id, without what BibTeX does not allow in a key."""
    key = re.sub(r"[^A-Za-z0-9:._/+-]+", "-", str(item.get("id", ""))).strip("-")
    if key:
        return key
    authors = names.from_csl(item.get("author"))
    name = (authors[0].family or authors[0].literal) if authors else ""
    date = dates.from_csl(item.get("issued"))
    year = str(date.start[0]) if date is not None and date.start[0] else ""
    words = re.findall(r"[A-Za-z0-9]+", f"{name} {year} {item.get('title', '')}")
    return "-".join(words[:4]).lower() or "item"


def _fields(item: dict[str, Any], *, biblatex: bool) -> tuple[str, list[tuple[str, str]]]:
    kind = str(item.get("type", "document"))
    entry = (_BIBLATEX if biblatex else _BIBTEX).get(kind, "misc")
    genre = str(item.get("genre", ""))
    if entry == "phdthesis" and re.search(r"master|硕士", genre, re.IGNORECASE):
        entry = "mastersthesis"
    elif entry == "unpublished" and not biblatex:
        entry = "misc"  # BibTeX wants a note there
    fields: list[tuple[str, str]] = []

    def put(name: str, value: object) -> None:
        text = "" if value is None else str(value)
        if text:
            fields.append((name, f"{{{latex(text)}}}"))

    fields += [
        (variable, _people(names.from_csl(item.get(variable))))
        for variable in ("author", "editor", "translator")
    ]
    fields.append(("title", _title(str(item.get("title", "")))))
    container = item.get("container-title")
    if entry == "article":
        put("journaltitle" if biblatex else "journal", container)
    elif entry in ("incollection", "inproceedings", "inreference"):
        fields.append(("booktitle", _title(str(container or ""))))
    elif biblatex and container:
        put("maintitle" if entry == "book" else "journaltitle", container)
    elif container:
        put("howpublished", container)
    put("series", item.get("collection-title"))
    put("edition", item.get("edition"))
    put("volume", item.get("volume"))
    if entry == "article":
        put("number", item.get("issue") or item.get("number"))
    else:
        put("number", item.get("number") or item.get("collection-number"))
    put("pages", re.sub(r"(?<=\d)\s*[-–]\s*(?=\d)", "--", str(item.get("page", ""))))
    publisher = item.get("publisher")
    if entry in ("thesis", "phdthesis", "mastersthesis"):
        put("institution" if biblatex else "school", publisher)
    elif entry in ("report", "techreport"):
        put("institution", publisher)
    elif entry in ("online", "misc") and not biblatex:
        put("howpublished" if not container else "organization", publisher)
    elif entry == "online":
        put("organization", publisher)
    else:
        put("publisher", publisher)
    put("location" if biblatex else "address", item.get("publisher-place"))
    if genre and entry not in ("phdthesis", "mastersthesis"):
        put("type", genre)
    put("eventtitle" if biblatex else "note", item.get("event-title") or item.get("event"))
    put("venue" if biblatex else "", item.get("event-place") if biblatex else None)
    put("version" if biblatex else "", item.get("version") if biblatex else None)
    date = dates.from_csl(item.get("issued"))
    if date is not None:
        _put_date(fields, date, biblatex=biblatex)
    for name, variable in (("url", "URL"), ("doi", "DOI")):
        address = str(item.get(variable, ""))
        if address:
            fields.append((name, f"{{{_verbatim(address)}}}"))
    accessed = dates.from_csl(item.get("accessed"))
    if accessed is not None and not accessed.literal:
        read = dates.point_to_edtf(accessed.start)
        if (biblatex and item.get("URL")) or (not biblatex and item.get("URL")):
            fields.append(("urldate", f"{{{read}}}"))
    language = str(item.get("language", ""))
    spoken = _LANGUAGES.get(re.split("[-_]", language.lower())[0])
    if spoken:
        fields.append(("langid" if biblatex else "language", f"{{{spoken}}}"))
    if biblatex and kind in _SUBTYPES:
        fields.append(("entrysubtype", f"{{{_SUBTYPES[kind]}}}"))
    for tag, other in other_titles(item):
        field = "titleromanized" if "-Latn" in tag else "titletranslated"
        if tag != "en" and field == "titletranslated":
            field += re.sub("[^a-z]", "", tag.lower())
        fields.append((field, f"{{{latex(other)}}}"))
    return entry, fields


def _put_date(fields: list[tuple[str, str]], date: Date, *, biblatex: bool) -> None:
    if date.literal:
        fields.append(("date" if biblatex else "year", f"{{{latex(date.literal)}}}"))
        return
    start = date.start
    if biblatex:
        text = dates.point_to_edtf(start)
        if date.end is not None:
            text += "/" + (dates.point_to_edtf(date.end) if date.end[0] else "")
        fields.append(("date", f"{{{text}{'~' if date.circa else ''}}}"))
        return
    fields.append(("year", f"{{{start[0]}}}"))
    if 1 <= start[1] <= 12:
        fields.append(("month", _MONTHS[start[1] - 1]))
        if start[2]:
            fields.append(("day", f"{{{start[2]}}}"))


def latex(text: str) -> str:
    """Text with CSL's markup as LaTeX; everything else that LaTeX reads as a command escaped."""
    out = []
    depth: list[str] = []
    position = 0
    for match in CSL_TAG.finditer(text):
        out.append(escape_latex(text[position : match.start()], quotes=False))
        tag = match.group()
        if not tag.startswith("</"):
            command = _COMMANDS.get(tag, "{")
            out.append(command)
            depth.append(tag)
        elif depth:
            out.append("}")
            depth.pop()
        position = match.end()
    out.append(escape_latex(text[position:], quotes=False))
    out.extend("}" * len(depth))
    return "".join(out)


def _title(text: str) -> str:
    if not text:
        return ""
    shown = latex(text)
    if _CASED.search(CSL_TAG.sub("", text)):
        return f"{{{{{shown}}}}}"
    return f"{{{shown}}}"


def _people(people: Iterable[Name]) -> str:
    listed = " and ".join(_person(name) for name in people)
    return f"{{{listed}}}" if listed else ""


def _person(name: Name) -> str:
    if name.literal:
        return f"{{{latex(name.literal)}}}"
    family = latex(f"{name.non_dropping} {name.family}".strip())
    given = latex(f"{name.given} {name.dropping}".strip())
    if " and " in f" {family} {given} ":
        return f"{{{given} {family}}}"
    if name.family and not name.non_dropping and name.family[0].islower():
        family = f"{{{family}}}"
    if name.suffix:
        return f"{family}, {latex(name.suffix)}, {given}"
    return f"{family}, {given}" if given else f"{{{family}}}"


def _verbatim(address: str) -> str:
    """An address as it stands; only what would end the field is encoded."""
    return address.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20")
