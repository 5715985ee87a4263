"""MLA Handbook, 9th edition: works cited.

A work is described by its core elements, and by those of the container it stands in: author,
title, container, contributors, version, number, publisher, date, location.
"""

from __future__ import annotations

from typing import Final

from ..._base.markup import italic, join, link, quoted, wrap
from ..item import Item
from ..parts.dates import DAY_MONTH_YEAR, SHORT_MONTH_YEAR, YEAR, Part, show
from ..parts.names import Name, NameStyle, show as show_names
from ..parts.numbers import is_numeric, pages
from ..parts.terms import EITHER, SERIAL, Locator, count_of, edition, labelled, short_label
from ..parts.titles import capitalize
from .style import Style, cased, edited, italic_title, names_in_text, serial

_LISTED: Final = NameStyle(
    and_="and", before_and="always", before_et_al="always", inverted="first", initials=". ",
    spell_out=True, et_al_min=3,
)  # fmt: skip
_FULL: Final = NameStyle(and_="and", initials=". ", spell_out=True, et_al_min=3)
_IN_TEXT: Final = NameStyle(and_="and", short=True, initials=". ", et_al_min=3)

_PLAIN_TITLES: Final = frozenset({"bill", "collection", "legislation", "regulation", "treaty"})
_ITALIC_TITLES: Final = frozenset({"book", "classic", "graphic", "hearing", "map"})
_QUOTED_TITLES: Final = frozenset(
    """article dataset document interview manuscript paper-conference personal_communication
    speech""".split()
)
_YEARLY: Final = frozenset(
    "book chapter classic motion_picture paper-conference song thesis".split()
)
_LOCATOR_LABELS: Final = {"chapter": ("ch.", "chs."), "paragraph": ("par.", "pars.")}


def _dated(x: Item, parts: tuple[Part, ...]) -> str:
    text = show(x.issued, parts)
    return f"[{text}?]" if text and x.issued is not None and x.issued.circa else text


# --- author and title --------------------------------------------------------------------------


def _author(x: Item) -> tuple[str, Item]:
    if x.author:
        return show_names(x.author, _LISTED), x
    if x.editor:
        return _role(x.editor, "editor", "editors"), x.after_printing("editor")
    if x.translator:
        return _role(x.translator, "translator", "translators"), x.after_printing("translator")
    if x.type == "standard" and x.authority:
        return x.authority, x.after_printing("authority")
    return _title(x), x.after_printing("title", "title_after", "part_number")


def _role(names: tuple[Name, ...], one: str, many: str) -> str:
    return f"{show_names(names, _LISTED)}, {count_of(names, one, many)}"


def _title(x: Item) -> str:
    if not x.title:
        return ""
    text = join(" ", _styled(x, x.title), x.title_after)
    if x.type in ("post", "webpage") or serial(x):
        return join(", ", text, labelled("part", x.part_number))
    return text


def _short_title(x: Item) -> str:
    text = x.title_short or x.title
    return _styled(x, text) if text else capitalize(x.genre)


def _styled(x: Item, text: str) -> str:
    kind = x.type
    if kind in _PLAIN_TITLES:
        return cased(x, text)
    if kind == "legal_case":
        return italic(text)
    if kind in _ITALIC_TITLES:
        return italic_title(x, text)
    if kind == "post":
        return quoted(text)
    if x.container_title or kind in _QUOTED_TITLES:
        return quoted(cased(x, text))
    return italic_title(x, text)


def _after_title(x: Item) -> str:
    interviewed = ""
    if x.interviewer:
        interviewed = f"Interview by {show_names(x.interviewer, _FULL)}"
    original = ""
    if x.original_date is not None and not x.original_publisher:
        original = show(x.original_date, DAY_MONTH_YEAR)
        if original and x.original_date.circa:
            original = f"[{original}?]"
    label = "" if x.type == "thesis" or x.number else capitalize(x.genre)
    return join(", ", interviewed, original, label)


# --- the container -----------------------------------------------------------------------------


def _container(x: Item) -> str:
    name = italic_title(x, x.container_title)
    if serial(x):
        name = join(" ", name, wrap("[", x.publisher_place, "]"))
    publisher = "" if serial(x) or x.type == "thesis" else x.publisher or x.publisher_place
    return join(
        ", ",
        name,
        _contributors(x),
        _version(x),
        _number(x),
        publisher,
        _date(x),
        _location(x),
    )


def _contributors(x: Item) -> str:
    small = bool(x.container_title)
    verbs = ("edited by", "translated by", "edited and translated by", "directed by")
    if not small:
        verbs = tuple(map(str.capitalize, verbs))  # type: ignore[assignment]
    by = f"by {show_names(x.container_author, _FULL)}" if x.container_author else ""
    if x.editor and x.editor == x.translator:
        makers = f"{verbs[2]} {show_names(x.editor, _FULL)}"
    else:
        makers = join(", ", _by(verbs[0], x.editor), _by(verbs[1], x.translator))
    return join(", ", by, makers, _by(verbs[3], x.director))


def _by(verb: str, names: tuple[Name, ...]) -> str:
    return f"{verb} {show_names(names, _FULL)}" if names else ""


def _version(x: Item) -> str:
    text = edition(x.edition) if is_numeric(x.edition) else capitalize(x.edition)
    version = x.version
    if version:
        version = f"{'version' if x.edition else 'Version'} {version}"
    return join(", ", text, version)


def _number(x: Item) -> str:
    volume = labelled("volume", x.volume)
    name = ""
    if serial(x):
        name = x.collection_title
    elif not (edited(x) or x.edition or x.container_title):
        if x.was_given("author"):
            helped = x.container_author or x.director or x.interviewer or x.was_given("translator")
            volume = volume if helped else ""
        else:
            volume = (
                labelled("volume", x.volume, capital=True)
                if is_numeric(x.volume)
                else capitalize(x.volume)
            )
    issue = f"{short_label('issue', x.issue)} {x.issue}" if x.issue else ""
    number = ""
    if x.number:
        if x.type == "broadcast" and is_numeric(x.number):
            number = f"{x.genre or 'episode'} {x.number}"
        elif x.type != "standard" and is_numeric(x.number):
            number = join(" ", x.genre, f"{short_label('number', x.number)} {x.number}")
        else:
            number = join(" ", x.genre, x.number)
    return join(", ", name, volume, issue, number)


def _date(x: Item) -> str:
    kind = x.type
    if kind in _YEARLY:
        return _dated(x, YEAR)
    if kind == "article-journal":
        return _dated(x, SHORT_MONTH_YEAR)
    if kind in ("event", "performance", "speech"):
        return ""
    text = show(x.issued, DAY_MONTH_YEAR)
    return f"Circa {text}" if text and x.issued is not None and x.issued.circa else text


def _location(x: Item) -> str:
    event = ""
    if (x.event or x.event_date or x.event_title) and x.type not in SERIAL:
        printed = edited(x) or x.issue or x.page or x.volume
        if x.type != "paper-conference" or not printed:
            day = show(x.event_date, DAY_MONTH_YEAR)
            if day and x.event_date is not None and x.event_date.circa:
                day = f"[{day}?]"
            event = join(", ", capitalize(x.event_title or x.event), day, x.event_place)
    page = ""
    if x.page:
        page = f"{short_label('page', x.page)} {pages(x.page, 'minimal-two')}"
    return join(
        ", ", event, x.archive, x.archive_place, x.archive_location, page,
        "" if x.source else _address(x),
    )  # fmt: skip


def _address(x: Item) -> str:
    if x.doi:
        return link(f"https://doi.org/{x.doi}")
    return link(x.url) if x.url else ""


def _between(x: Item) -> str:
    """Anything that belongs to the whole work rather than to a container."""
    if x.type in SERIAL:
        return cased(x, x.section)
    if x.type in EITHER and not edited(x):
        return cased(x, x.section)
    thesis = join(", ", x.publisher, x.genre) if x.type == "thesis" else ""
    history = ""
    if x.original_publisher or x.original_title:
        name = f"as {italic_title(x, x.original_title)}" if x.original_title else ""
        place = ""
        if x.original_publisher:
            place = x.original_publisher if x.original_title else f"by {x.original_publisher}"
            year = show(x.original_date, YEAR)
            if year and x.original_date is not None and x.original_date.circa:
                year = f"[{year}?]"
            place = join(", ", place, year)
        history = f"Originally published {join(', ', name, place)}"
    series = ""
    if x.collection_title:
        delimiter = " " if is_numeric(x.collection_number) else ", "
        series = join(delimiter, cased(x, x.collection_title), x.collection_number)
    count = ""
    if not x.volume and x.number_of_volumes:
        count = x.number_of_volumes
        if is_numeric(count):
            count = f"{count} {'vol.' if count in ('0', '1') else 'vols.'}"
    return join(", ", thesis, history, series, count)


def _reference(x: Item) -> str:
    author, x = _author(x)
    accessed = ""
    if x.issued is None:
        accessed = wrap("Accessed ", show(x.accessed, DAY_MONTH_YEAR))
    between = _between(x)
    second = ""
    if x.source and (x.doi or x.url):
        second = join(", ", italic(x.source), _address(x))
    end = join(", ", accessed, capitalize(x.medium), "" if x.source else between)
    return wrap(
        "",
        join(
            ". ",
            author,
            _title(x),
            _after_title(x),
            _container(x),
            between if x.source else "",
            second,
            end,
        ),
        ".",
    )


# --- in the text -------------------------------------------------------------------------------


def _authors(x: Item) -> str:
    for names in (x.author, x.editor, x.translator):
        if names:
            return names_in_text(x, names, _IN_TEXT)
    if x.type == "standard" and x.authority:
        return x.authority
    return _short_title(x)


def _in_text(x: Item, authors: str, locator: Locator | None) -> str:
    if x.year_suffix:
        # Works by the same authors are told apart by a short title.
        authors = join(", ", authors, _short_title(x))
    if locator is None:
        return authors
    label, value = locator
    if label in ("line", "page", "timestamp", ""):
        shown = pages(value, "minimal-two" if label in ("page", "") else "")
        return join(" ", authors, shown)
    shown = pages(value, "")
    labels = _LOCATOR_LABELS.get(label)
    if labels is not None:
        several = short_label("page", value) == "pp."
        return join(", ", authors, f"{labels[several]} {shown}")
    return join(", ", authors, join(" ", short_label(label, value), shown))


def _sort_key(x: Item) -> tuple[object, ...]:
    author, rest = _author(x)
    return author, _title(rest), _after_title(rest), _container(rest)


def _named(x: Item) -> str:
    return show_names(x.author or x.editor or x.translator, _LISTED)


_STYLE: Final = Style(
    name="mla",
    title="MLA Handbook, 9th edition",
    kind="author",
    reference=_reference,
    sort_key=_sort_key,
    authors=_authors,
    in_text=_in_text,
    suffixes=True,
    given_names="by-cite",
    repeated="———",
    named=_named,
    quoted_in=" qtd. in ",
)

STYLES: Final = {_STYLE.name: _STYLE}
