"""What styles share beyond names, dates and titles: labels, editions, the kinds of item types."""

from __future__ import annotations

from typing import Final, NamedTuple

from .names import Name
from .numbers import is_numeric, is_plural, ordinal

# Item types whose things stand in a serial.
SERIAL: Final = frozenset(
    """article-journal article-magazine article-newspaper periodical post-weblog review
    review-book""".split()
)
# Types that in some styles are serial unless an editor makes a volume of them.
EITHER: Final = frozenset({"interview", "paper-conference"})
LEGAL: Final = frozenset({"bill", "hearing", "legal_case", "legislation", "regulation", "treaty"})
NUMBERED: Final = frozenset({"legislation", "patent", "regulation"})
ENTRIES: Final = frozenset({"entry", "entry-dictionary", "entry-encyclopedia"})


class Locator(NamedTuple):
    """Where in a work: `Locator("page", "14")`."""

    label: str
    value: str


# Short forms (one, several), long forms, and signs.
_LABELS: Final = {
    "page": ("p.", "pp.", "page", "pages"),
    "chapter": ("chap.", "chaps.", "chapter", "chapters"),
    "section": ("sec.", "secs.", "section", "sections"),
    "paragraph": ("para.", "paras.", "paragraph", "paragraphs"),
    "part": ("pt.", "pts.", "part", "parts"),
    "volume": ("vol.", "vols.", "volume", "volumes"),
    "issue": ("no.", "nos.", "issue", "issues"),
    "number": ("no.", "nos.", "number", "numbers"),
    "line": ("l.", "ll.", "line", "lines"),
    "note": ("n.", "nn.", "note", "notes"),
    "column": ("col.", "cols.", "column", "columns"),
    "figure": ("fig.", "figs.", "figure", "figures"),
    "table": ("tbl.", "tbls.", "table", "tables"),
    "folio": ("fol.", "fols.", "folio", "folios"),
    "book": ("bk.", "bks.", "book", "books"),
    "verse": ("v.", "vv.", "verse", "verses"),
    "appendix": ("app.", "apps.", "appendix", "appendices"),
    "article": ("art.", "arts.", "article", "articles"),
    "timestamp": ("", "", "", ""),
    "": ("", "", "", ""),
}
LOCATOR_LABELS: Final = tuple(label for label in _LABELS if label)
_SIGNS: Final = {"paragraph": ("¶", "¶¶"), "section": ("§", "§§"), "chapter": ("c.", "cc.")}


def short_label(term: str, value: str) -> str:
    """`p.` or `pp.`, `vol.` or `vols.`, by whether the value is one or several."""
    return _LABELS[term][is_plural(value)]


def long_label(term: str, value: str) -> str:
    """`chapter` or `chapters`."""
    return _LABELS[term][2 + is_plural(value)]


def sign(term: str, value: str) -> str:
    """`§` or `§§`; the short label where a term has no sign."""
    signs = _SIGNS.get(term)
    return signs[is_plural(value)] if signs else short_label(term, value)


def labelled(term: str, value: str, *, capital: bool = False) -> str:
    """`vol. 3` for a number; words, such as `New Series`, stand by themselves."""
    if not value or not is_numeric(value):
        return value
    label = _LABELS[term][is_plural(value)]
    return f"{label.capitalize() if capital else label} {value}"


def edition(value: str) -> str:
    """`2nd ed.` for a number; anything else as it is."""
    if not value or not is_numeric(value):
        return value
    return f"{ordinal(value)} {'eds.' if is_plural(value) else 'ed.'}"


def count_of(names: tuple[Name, ...], one: str, many: str) -> str:
    """The singular or plural word for a role."""
    return many if len(names) > 1 else one


def page_first(page: str) -> str:
    """The first page of a range."""
    for i, char in enumerate(page):
        if char in ",;-–":
            return page[:i].strip()
    return page
