"""Vancouver: *Citing Medicine*, the style of the US National Library of Medicine."""

from __future__ import annotations

from typing import Final

from ..._base.markup import join, link, wrap
from ..item import Item
from ..parts.dates import YEAR, YEAR_THREE, YEAR_THREE_DAY, show
from ..parts.names import Name, NameStyle, show as show_names
from ..parts.numbers import is_numeric, pages
from ..parts.terms import SERIAL, Locator, count_of, edition, labelled
from ..parts.titles import capitalize
from .style import Style, sentence

_LISTED: Final = NameStyle(
    inverted="all", separator=" ", initials="", hyphens=False, et_al_min=7, et_al_first=6
)

_PARTS: Final = frozenset({"chapter", "entry-dictionary", "entry-encyclopedia", "paper-conference"})


def _listed(names: tuple[Name, ...], one: str = "", many: str = "") -> str:
    if not names:
        return ""
    role = count_of(names, one, many)
    return f"{show_names(names, _LISTED)}, {role}" if role else show_names(names, _LISTED)


def _author(x: Item) -> tuple[str, Item]:
    if x.author:
        return _listed(x.author), x
    if x.editor and x.editor == x.translator:
        role = ("editor & translator", "editors & translators")
        return _listed(x.editor, *role), x.after_printing("editor", "translator")
    if x.editor or x.translator:
        both = join(
            ", ",
            _listed(x.editor, "editor", "editors"),
            _listed(x.translator, "translator", "translators"),
        )
        return both, x.after_printing("editor", "translator")
    text = _listed(x.collection_editor, "editor", "editors")
    return text, x.after_printing("collection_editor")


def _title(x: Item) -> str:
    if x.type == "webpage" and x.container_title:
        return x.container_title
    return join(" ", x.title, x.title_after)


def _medium(x: Item) -> str:
    if x.medium:
        return capitalize(x.medium)
    return "Internet" if x.url and x.type not in _PARTS else ""


def _identified(x: Item) -> bool:
    """Journal articles with a DOI or the like need no address."""
    return x.type == "article-journal" and bool(x.doi or x.pmid or x.pmcid)


def _container(x: Item) -> str:
    kind = x.type
    if kind == "webpage":
        return ""
    if x.container_title:
        name = x.container_title
        if kind == "article-journal":
            name = (x.container_title_short or name).replace(".", "")
        online = "" if _identified(x) or not x.url else "[Internet]"
        return join(". ", join(" ", name, online), edition(x.edition))
    if kind in ("bill", "legislation", "legal_case"):
        section = f"Sect. {x.section}" if x.section else ""
        return join(", ", section, x.number)
    if kind == "speech":
        given = join(" ", capitalize(x.genre), "presented at") if x.genre else ""
        return join(": ", given, x.event)
    part = x.part_number
    if part and is_numeric(part):
        part = f"Pt. {part}"
    volume = labelled("volume", x.volume, capital=True)
    return join(", ", volume, part)


def _publisher(x: Item) -> str:
    kind = x.type
    if kind in SERIAL:
        return ""
    place = x.publisher_place
    if kind == "thesis":
        place = wrap("[", place, "]")
    elif kind == "speech":
        place = ""
    return join(": ", place, x.publisher)


def _cited(x: Item) -> str:
    when = show(x.accessed, YEAR_THREE_DAY) if x.url else ""
    return f"[cited {when}]" if when else ""


def _date(x: Item) -> str:
    kind = x.type
    day = show(x.issued, YEAR_THREE_DAY)
    if kind in SERIAL:
        when = join(" ", day, "" if _identified(x) else _cited(x))
        page = pages(x.page, "minimal") if kind == "article-newspaper" and x.page else ""
        return join(":", when, page)
    if kind in ("bill", "legislation", "legal_case"):
        return day
    if kind == "report":
        return join(" ", show(x.issued, YEAR_THREE), _cited(x))
    if kind == "speech":
        return join("; ", join(" ", day, _cited(x)), x.event_place)
    return join(" ", show(x.issued, YEAR), _cited(x))


def _in_serial(x: Item) -> str:
    if x.type not in SERIAL or x.type == "article-newspaper":
        return ""
    issue = wrap("(", x.issue, ")")
    where = x.number or (pages(x.page, "minimal") if x.page else "")
    return join(":", x.collection_title + x.volume + issue, where)


def _pagination(x: Item) -> str:
    kind = x.type
    if kind in ("article-journal", "article-magazine", "article-newspaper"):
        return ""
    if kind == "book":
        count = x.number_of_pages
        return f"{count} p." if count and is_numeric(count) else count
    return f"p. {pages(x.page, 'minimal')}" if x.page else ""


def _series(x: Item) -> str:
    if x.type in SERIAL or not x.collection_title:
        return ""
    editors = _listed(x.collection_editor, "editor", "editors")
    number = x.collection_number
    if number and is_numeric(number):
        number = f"no. {number}"
    return wrap("(", join(". ", editors, join("; ", x.collection_title, number)), ")")


def _report_number(x: Item) -> str:
    if x.type != "report" or not x.number:
        return ""
    number = x.number
    if is_numeric(number):
        number = f"no.: {number}"
    return f"{capitalize(x.genre) or 'Report'} {number}"


def _availability(x: Item) -> str:
    held = join("; ", join(", ", x.archive, x.archive_place), x.archive_location)
    url = "" if _identified(x) or not x.url else f"Available from: {link(x.url)}"
    doi = "doi:" + link(f"https://doi.org/{x.doi}", x.doi) if x.doi else ""
    return join(". ", wrap("Located at: ", held), join(" ", url, doi))


def _notes(x: Item) -> str:
    pmid = f"PubMed PMID: {x.pmid}" if x.pmid else ""
    pmcid = f"PubMed Central PMCID: {x.pmcid}" if x.pmcid else ""
    return sentence(join("; ", pmid, pmcid))


def _reference(x: Item) -> str:
    author, x = _author(x)
    site = x.type == "webpage" and bool(x.container_title)
    medium = wrap("[", _medium(x), "]") if site or not x.container_title else ""
    title = join(" ", _title(x), wrap("[", x.genre, "]"), medium)
    container = _container(x)
    if x.type in _PARTS:
        editors = _listed(x.editor, "editor", "editors")
        inside = join(". ", editors, container)
        container = f"In: {inside}" if inside else ""
    else:
        container = join(". ", _listed(x.editor, "editor", "editors"), container)
    main = join(
        ". ",
        author,
        title,
        "" if x.container_title else edition(x.edition),
        container,
        join("; ", _publisher(x), join(";", _date(x), _in_serial(x))),
        _pagination(x),
        x.title if site else "",
        _series(x),
        _report_number(x),
    )
    return join(" ", sentence(main), _availability(x), _notes(x))


def _in_text(x: Item, number: str, locator: Locator | None) -> str:
    return number


def _number(number: int) -> str:
    return f"{number}. "


_STYLE: Final = Style(
    name="vancouver",
    title="Citing Medicine (Vancouver)",
    kind="numeric",
    reference=_reference,
    in_text=_in_text,
    number=_number,
    separator=",",
)

STYLES: Final = {_STYLE.name: _STYLE}
