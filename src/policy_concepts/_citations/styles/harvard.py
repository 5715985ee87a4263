"""Harvard, as *Cite Them Right* (12th edition) has it."""

from __future__ import annotations

from typing import Final

from ..._base.markup import italic, join, link, quoted, wrap
from ..item import Item
from ..parts.dates import DAY_MONTH, MONTH_DAY_YEAR, YEAR, show
from ..parts.names import Name, NameStyle, show as show_names
from ..parts.numbers import is_numeric, ordinal, pages
from ..parts.terms import Locator, count_of, short_label
from ..parts.titles import title_case
from .style import Style, names_in_text, sentence

_LISTED: Final = NameStyle(
    and_="and", before_and="never", inverted="all", initials=".", et_al_min=4, et_al_italic=True
)
_OTHERS: Final = NameStyle(and_="and", initials=".", et_al_min=4)
_SPACED: Final = NameStyle(and_="and", initials=". ", et_al_min=4)
_IN_TEXT: Final = NameStyle(
    and_="and", before_and="never", short=True, initials=". ", et_al_min=4, et_al_italic=True
)

_PERIODICALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_IN_BOOKS: Final = frozenset({"chapter", "paper-conference"})
_ITALIC_TITLES: Final = frozenset(
    """bill book graphic legal_case legislation motion_picture report song thesis
    webpage""".split()
)
_DAILY: Final = frozenset(
    "article-magazine article-newspaper personal_communication post-weblog speech".split()
)
_PAGED: Final = frozenset(
    """article article-journal article-magazine article-newspaper book chapter paper-conference
    report""".split()
)


def _creators(x: Item) -> tuple[tuple[Name, ...], str, str]:
    """Who comes first, and the word for their role."""
    if x.author:
        return x.author, "", ""
    if x.editor:
        return x.editor, "ed.", "eds."
    return x.translator, "trans.", "trans."


def _author(x: Item) -> tuple[str, Item]:
    names, one, many = _creators(x)
    if names:
        text = show_names(names, _LISTED)
        if not one:
            return text, x
        role = f" ({count_of(names, one, many)})"
        return text + role, x.after_printing("editor" if one == "ed." else "translator")
    if x.type in _PERIODICALS:
        return _periodical(x), x.after_printing("container_title")
    return _title(x), x.after_printing(
        "title", "title_after", *(("edition", "medium") if x.type in _ITALIC_TITLES else ())
    )


def _periodical(x: Item) -> str:
    name = x.container_title
    return italic(title_case(name, False) if x.english else name) if name else ""


def _edition(x: Item) -> str:
    return f"{ordinal(x.edition)} ed" if is_numeric(x.edition) else x.edition


def _title(x: Item) -> str:
    if x.type not in _ITALIC_TITLES:
        return join(" ", quoted(x.title), x.title_after) if x.title else ""
    title = join(" ", italic(x.title), x.title_after, wrap("[", x.medium, "]"))
    count = ""
    if not x.volume and x.number_of_volumes:
        count = f"({x.number_of_volumes})"
    return join(". ", join(" ", title, count), _edition(x))


def _in_book(x: Item) -> str:
    """`in` and the editors of the book that a chapter stands in."""
    if x.type not in _IN_BOOKS:
        return ""
    if x.container_author:
        return f"in {show_names(x.container_author, _SPACED)}, "
    if x.editor and x.editor == x.translator:
        people = _with_role(x.editor, "ed. & trans.", "eds. & trans.")
    else:
        people = join(
            ", ", _with_role(x.editor, "ed.", "eds."), _with_role(x.translator, "trans.", "trans.")
        )
    # Without anyone to name, the engine leaves out the word too.
    if people or x.was_given("editor") or x.was_given("translator"):
        return f"in {people}" if people else ""
    return ""


def _with_role(names: tuple[Name, ...], one: str, many: str) -> str:
    return f"{show_names(names, _OTHERS)} ({count_of(names, one, many)})" if names else ""


def _container(x: Item) -> str:
    if not x.container_title:
        return ""
    name = italic(x.container_title)
    if x.type in ("article", "article-journal") and not (x.page or x.volume):
        name = f"{name} [Preprint]"
    return join(". ", name, _edition(x) if x.type not in _ITALIC_TITLES else "")


def _helpers(x: Item) -> str:
    """Editors and translators of a work that is not part of a book."""
    if x.type in _IN_BOOKS:
        if not x.container_author:
            return ""
        style = _SPACED
    else:
        style = _OTHERS
    if x.editor and x.editor == x.translator:
        return f"Edited and translated by {show_names(x.editor, style)}"
    edited = f"Edited by {show_names(x.editor, style)}" if x.editor else ""
    translated = f"Translated by {show_names(x.translator, style)}" if x.translator else ""
    return join(". ", edited, translated)


def _publisher(x: Item) -> str:
    kind = x.type
    if kind == "thesis":
        return join(". ", x.genre, x.publisher)
    place = join(": ", x.publisher_place, x.publisher)
    if kind == "report":
        return join(". ", join(" ", x.genre, x.number), place)
    if kind in _PERIODICALS:
        return ""
    event = italic(x.event) if kind == "speech" else ""
    series = wrap("(", join(", ", x.collection_title, x.collection_number), ")")
    return join(" ", join(", ", event, place), series)


def _year(x: Item) -> str:
    if x.issued is not None:
        return show(x.issued, YEAR) + x.year_suffix
    return f"no date {x.year_suffix}".strip()


def _access(x: Item) -> str:
    if x.doi:
        return f"Available at: {link(f'https://doi.org/{x.doi}')}"
    if not x.url:
        return ""
    when = show(x.accessed, MONTH_DAY_YEAR)
    return f"Available at: {link(x.url)}{wrap(' (Accessed: ', when, ')')}"


def _reference(x: Item) -> str:
    author, x = _author(x)
    title = _title(x)
    head = join(
        " ",
        author,
        f"({_year(x)})",
        join(", ", title, join(" ", _in_book(x), _container(x))),
    )
    main = join(". ", head, _helpers(x), _publisher(x))
    volume = x.volume + wrap("(", x.issue, ")") if x.type == "article-journal" else ""
    day = show(x.issued, DAY_MONTH) if x.type in _DAILY else ""
    page = ""
    if x.page and x.type in _PAGED:
        page = f"{short_label('page', x.page)} {pages(x.page, '')}"
    details = join(", ", volume, day, page)
    return sentence(join(". ", join(", ", main, details), _access(x)))


def _authors(x: Item) -> str:
    names, _, _ = _creators(x)
    if names:
        return names_in_text(x, names, _IN_TEXT)
    return _periodical(x) if x.type in _PERIODICALS else _title(x)


def _in_text(x: Item, authors: str, locator: Locator | None) -> str:
    where = ""
    if locator is not None:
        label, value = locator
        where = join(" ", short_label(label, value), pages(value, ""))
    return join(", ", authors, _year(x), where)


def _sort_key(x: Item) -> tuple[object, ...]:
    year = x.issued.start if x.issued is not None else (9999, 0, 0)
    return _author(x)[0], year[0], x.title


_STYLE: Final = Style(
    name="harvard",
    title="Harvard (Cite Them Right, 12th edition)",
    kind="author-date",
    reference=_reference,
    sort_key=_sort_key,
    authors=_authors,
    in_text=_in_text,
    suffixes=True,
    given_names="by-cite",
)

STYLES: Final = {_STYLE.name: _STYLE}
