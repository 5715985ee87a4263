"""Chicago Manual of Style, 18th edition: the author-date system."""

from __future__ import annotations

from typing import Final

from ..._base.markup import join, quoted, wrap
from ..item import Item
from ..parts.dates import MONTH_DAY, MONTH_DAY_YEAR, YEAR, Date, show
from ..parts.terms import ENTRIES, LEGAL, Locator, labelled
from ..parts.titles import capitalize
from . import chicago
from .style import Style, cased, italic_title, names_in_text, sentence, serial


class _AuthorDate(chicago.Bibliography):
    def site_name(self, x: Item) -> str:
        return x.container_title_short or x.container_title

    def monographic_contributors_and_volume(self, x: Item) -> str:
        if x.volume:
            volume = join(
                ", ", chicago.capital_label("volume", x.volume), chicago.part_label(x.part_number)
            )
        else:
            volume = chicago.part_label(x.part_number, capital=True)
        editor = chicago.by("edited by", x.collection_editor) if chicago.multivolume(x) else ""
        count = "" if x.part_number or x.volume else chicago.volumes(x)
        return join(". ", chicago.contributors_capitalized(x), join(", ", volume, editor), count)

    def serial_volume(self, x: Item) -> str:
        name = x.collection_title
        if x.type in chicago.PERIODICALS:
            return join(", ", name, self._status_and_day(x))
        if x.volume:
            volume = labelled("volume", x.volume) if name else x.volume
            inside = x.issue or self.late_date(x)
            return join(", ", name, join(" ", volume, wrap("(", inside, ")")))
        if x.issue:
            named = (
                x.author or x.was_given("collection_editor") or x.was_given("director")
                or x.was_given("editor") or x.was_given("translator")
            )  # fmt: skip
            day = wrap("(", self.late_date(x), ")") if named else ""
            return join(", ", name, join(" ", chicago.issue_label(x), day))
        publisher = x.publisher if x.type in ("interview", "post-weblog") else ""
        return join(", ", name, publisher, self._status_and_day(x))

    def _status_and_day(self, x: Item) -> str:
        return join(" ", self.status(x), self.late_date(x))

    def volume_contributors(self, x: Item) -> str:
        editor = chicago.by("edited by", x.collection_editor) if chicago.multivolume(x) else ""
        count = "" if x.part_number or x.volume or x.page else chicago.volumes(x)
        return join(
            ", ",
            chicago.container_contributors(x),
            join(", ", labelled("volume", x.volume), chicago.part_label(x.part_number)),
            editor,
            count,
        )

    def site(self, x: Item) -> str:
        if x.type == "webpage" and not x.was_given("publisher") and x.container_title_short:
            return ""
        return cased(x, x.container_title)

    def late_date(self, x: Item) -> str:
        return self._month_day(x, x.issued)

    def original_date(self, x: Item) -> str:
        return self._month_day(x, x.original_date)

    def _month_day(self, x: Item, date: Date | None) -> str:
        """Month and day; the year stands behind the author."""
        kind = x.type
        if date is None:
            return ""
        if kind in ENTRIES:
            return show(date, MONTH_DAY) if x.doi or x.url else ""
        if kind in chicago.DAILY:
            return show(date, MONTH_DAY)
        if serial(x):
            return chicago.serial_month_day(x, date)
        return ""


_BIBLIOGRAPHY: Final = _AuthorDate()


def _suffix(x: Item) -> str:
    return f"-{x.year_suffix}" if x.year_suffix else ""


def _date(x: Item) -> str:
    if x.issued is not None:
        original = wrap("(", chicago.dated(x.original_date, YEAR), ")")
        return join(" ", original, chicago.dated(x.issued, YEAR) + x.year_suffix)
    if x.event_date is not None:
        return chicago.dated(x.event_date, YEAR)
    if x.status:
        return capitalize(x.status) + _suffix(x)
    return f"n.d.{_suffix(x)}"


def _reference(x: Item) -> str:
    if x.type in LEGAL:
        return sentence(join(". ", chicago.legal_reference(x), chicago.accessed(x)))
    author, rest = _BIBLIOGRAPHY.author(x)
    if x.type == "webpage" and not x.publisher and x.container_title_short:
        author = join(" ", author, wrap("(", cased(x, rest.container_title), ")"))
    return sentence(join(". ", author, _date(x), _BIBLIOGRAPHY.title_and_source(rest)))


def _authors(x: Item) -> str:
    kind = x.type
    if kind in LEGAL:
        return chicago.title_and_descriptions_short(x)
    if x.author:
        return names_in_text(x, x.author, chicago.IN_TEXT)
    if kind in chicago.PRIVATE:
        return chicago.title_and_descriptions_short(x)
    if kind in ENTRIES and x.container_title:
        return _container(x)
    if kind != "standard":
        for names in (x.editor, x.translator, x.collection_editor):
            if names:
                return names_in_text(x, names, chicago.IN_TEXT)
    if x.director and not (kind == "broadcast" and x.container_title and x.number and x.title):
        return names_in_text(x, x.director, chicago.IN_TEXT)
    if kind in ("software", "webpage") and x.publisher:
        return x.publisher
    if kind == "standard" and x.authority:
        return x.authority
    return (
        _container(x)
        or chicago.short_title(x)
        or _BIBLIOGRAPHY.title_and_descriptions(x)
        or chicago.archive(x, capital=False)
    )


def _container(x: Item) -> str:
    kind = x.type
    if kind in chicago.PERIODICALS:
        return italic_title(x, x.container_title)
    if kind in ENTRIES or kind == "broadcast":
        return italic_title(x, x.container_title_short or x.container_title)
    if kind == "webpage":
        return cased(x, x.container_title_short or x.container_title)
    return ""


def _date_in_text(x: Item) -> str:
    if x.issued is not None:
        original = chicago.dated(x.original_date, YEAR)
        if original and original[0] != "[":
            original = f"[{original}]"
        private = x.type in chicago.PRIVATE and not chicago.reachable(x)
        year = chicago.dated(x.issued, MONTH_DAY_YEAR if private else YEAR)
        return join(" ", original, year + x.year_suffix)
    if x.event_date is not None:
        return chicago.dated(x.event_date, YEAR)
    if x.status:
        return x.status.lower() + _suffix(x)
    if x.type in ENTRIES:
        return x.year_suffix
    if x.type in chicago.PRIVATE and not chicago.reachable(x):
        return ""
    return f"n.d.{_suffix(x)}"


def _in_text(x: Item, authors: str, locator: Locator | None) -> str:
    date = _date_in_text(x)
    if x.type in chicago.PRIVATE and not chicago.reachable(x):
        what = (
            ""
            if authors == chicago.title_and_descriptions_short(x)
            else (chicago.title_and_descriptions_short(x))
        )
        first = join(", ", authors, what, date)
    elif x.issued is not None or x.event_date is not None:
        first = join(" ", authors, date)
    else:
        first = join(", ", authors, date)
    where = chicago.locator_text(x, locator)
    if x.type in ENTRIES and not x.author and locator is None and x.container_title and x.title:
        title = quoted(x.title_short or x.title)
        where = title if x.doi or x.url else f"under {title}"
    return join(", ", first, where)


def _sort_key(x: Item) -> tuple[object, ...]:
    author = chicago.sort_author(x, _BIBLIOGRAPHY.author)
    group = 0 if x.issued is not None else 2 if x.status else 1
    year = x.issued.start[0] if x.issued is not None else 0
    return author, group, year, x.title, x.container_title, x.volume, x.issued or ()


_STYLE: Final = Style(
    name="chicago-author-date",
    title="Chicago Manual of Style, 18th edition, author-date",
    kind="author-date",
    reference=_reference,
    sort_key=_sort_key,
    authors=_authors,
    in_text=_in_text,
    suffixes=True,
    given_names="given",
)

STYLES: Final = {_STYLE.name: _STYLE}
