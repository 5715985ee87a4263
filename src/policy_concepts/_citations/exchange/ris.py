"""RIS, which Zotero, EndNote and Mendeley read.

One tag a line, and lines are never wrapped, however long.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from ..._base.markup import clean
from ..._base.public import public
from ..parts import dates, names
from ..parts.names import Name
from ..works import Citable
from .csl_json import CSL_TAG, items_of, other_titles

_TYPES: Final = {
    "article": "JOUR", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "broadcast": "VIDEO",
    "chapter": "CHAP", "classic": "CLSWK", "dataset": "DATA", "document": "GEN",
    "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "figure": "FIGURE",
    "graphic": "ART", "hearing": "HEAR", "interview": "GEN", "legal_case": "CASE",
    "legislation": "STAT", "manuscript": "UNPB", "map": "MAP", "motion_picture": "MPCT",
    "musical_score": "MUSIC", "pamphlet": "PAMP", "paper-conference": "CPAPER", "patent": "PAT",
    "periodical": "JFULL", "personal_communication": "PCOMM", "post": "BLOG",
    "post-weblog": "BLOG", "regulation": "STAT", "report": "RPRT", "software": "COMP",
    "song": "SOUND", "speech": "SLIDE", "standard": "STAND", "thesis": "THES", "treaty": "STAT",
    "webpage": "ELEC",
}  # fmt: skip


@public
def to_ris(x: Citable | Iterable[Citable]) -> str:
    """RIS records for what `x` cites, one for each source.

    Args:
        x: A source, statement, event or concept, a CSL-JSON item, or a collection of these.

    Raises:
        CitationError: (a `ValueError`) A record without a source.
        ArgumentTypeError: (a `TypeError`) Something that cannot be cited.

    Example:
        >>> import policy_concepts as pc
        >>> print(pc.to_ris({"id": "ledger", "type": "book", "title": "Lamps & ledgers",
        ...     "author": [{"family": "Orlan", "given": "Mira"}],
        ...     "issued": {"date-parts": [[2031]]}}))
        TY  - BOOK
        ID  - ledger
        TI  - Lamps & ledgers
        AU  - Orlan, Mira
        PY  - 2031
        DA  - 2031///
        ER  -
    """
    return "\n".join(_record(item) for item in items_of(x))


def _record(item: dict[str, Any]) -> str:
    lines = [f"TY  - {_TYPES.get(str(item.get('type')), 'GEN')}"]

    def put(tag: str, value: object) -> None:
        text = "" if value is None else clean(CSL_TAG.sub("", str(value)))
        if text:
            lines.append(f"{tag}  - {text}")

    put("ID", item.get("id"))
    put("TI", item.get("title"))
    for tag, variable in (("AU", "author"), ("A2", "editor"), ("A4", "translator")):
        for name in names.from_csl(item.get(variable)):
            put(tag, _person(name))
    date = dates.from_csl(item.get("issued"))
    if date is not None:
        if date.literal:
            put("PY", date.literal)
        else:
            put("PY", f"{date.start[0]:04}")
            put("DA", _day(date.start))
    put("T2", item.get("container-title"))
    put("T3", item.get("collection-title"))
    put("VL", item.get("volume"))
    put("IS", item.get("issue") or item.get("number"))
    first, dash, last = str(item.get("page", "")).replace("–", "-").partition("-")
    put("SP", first)
    put("EP", last if dash else "")
    put("ET", item.get("edition"))
    put("PB", item.get("publisher"))
    put("CY", item.get("publisher-place") or item.get("event-place"))
    put("M3", item.get("genre"))
    put("LA", item.get("language"))
    put("DO", item.get("DOI"))
    put("UR", item.get("URL"))
    accessed = dates.from_csl(item.get("accessed"))
    if accessed is not None and not accessed.literal:
        put("Y2", _day(accessed.start))
    for language, title in other_titles(item):
        if language == "en":
            put("TT", title)
        put("N1", f"title-{language}: {title}")
    lines.append("ER  - ")
    return "\n".join(lines)


def _person(name: Name) -> str:
    if name.literal:
        # The comma says that the name is not to be taken apart.
        spaced = " " in name.literal and "," not in name.literal
        return f"{name.literal}," if spaced else name.literal
    family = f"{name.non_dropping} {name.family}".strip()
    given = f"{name.given} {name.dropping}".strip()
    return ", ".join(part for part in (family, given, name.suffix) if part)


def _day(point: tuple[int, int, int]) -> str:
    year, month, day = point
    known = 1 <= month <= 12
    return f"{year:04}/{f'{month:02}' if known else ''}/{f'{day:02}' if known and day else ''}/"
