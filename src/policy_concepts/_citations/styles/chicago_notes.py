"""Chicago Manual of Style, 18th edition: notes and bibliography."""

from __future__ import annotations

from typing import Final

from ..._base.markup import join, wrap
from ..item import Item
from ..parts.dates import MONTH, MONTH_DAY_YEAR, YEAR, Date, Part
from ..parts.names import Name, NameStyle, show as show_names
from ..parts.numbers import is_numeric, pages
from ..parts.terms import ENTRIES, LEGAL, SERIAL, Locator, count_of, labelled, short_label
from . import chicago
from .style import Style, cased, edited, italic_title, sentence, serial

_NOTE: Final = NameStyle(and_="and", initials=". ", spell_out=True, et_al_min=3)
_BRACKETED: Final = frozenset(
    """book chapter classic interview musical_score pamphlet paper-conference report
    thesis""".split()
)
_MONTH_YEAR: Final = (Part(1, MONTH[0].names, after=" "), Part(0))


def _full_date(x: Item, date: Date | None) -> str:
    """A date, as exact as the kind of work wants it."""
    kind = x.type
    if kind in ENTRIES:
        return chicago.dated(date, MONTH_DAY_YEAR if x.doi or x.url else YEAR)
    if kind in chicago.DAILY:
        return chicago.dated(date, MONTH_DAY_YEAR)
    if serial(x):
        if kind in chicago.PERIODICALS:
            return chicago.dated(date, MONTH_DAY_YEAR)
        if x.issue and x.volume:
            return chicago.dated(date, YEAR)
        return chicago.dated(date, _MONTH_YEAR if x.issue or x.volume else MONTH_DAY_YEAR)
    return chicago.dated(date, YEAR)


def _date_or_status(x: Item) -> str:
    kind = x.type
    if x.issued is not None:
        return _full_date(x, x.issued)
    if x.event_date is not None:
        plain = not (kind in ENTRIES or kind in chicago.DAILY or serial(x))
        return chicago.dated(x.event_date, YEAR) if plain else ""
    if x.status:
        return x.status.lower()
    if kind in chicago.PRIVATE:
        return "n.d." if chicago.reachable(x) else ""
    if kind in ENTRIES or kind == "webpage":
        return ""
    if kind in ("collection", "manuscript"):
        described = (
            x.container_title or x.event_date or x.event_place or x.event_title or x.genre
            or x.was_given("title") or x.publisher or x.publisher_place
        )  # fmt: skip
        return "n.d." if described else ""
    return "n.d."


class _Notes(chicago.Bibliography):
    def series_editor_first(self, x: Item) -> tuple[Name, ...]:
        return x.collection_editor if not x.container_title and chicago.multivolume(x) else ()

    def monographic_contributors_and_volume(self, x: Item) -> str:
        editor = chicago.by("Edited by", x.collection_editor) if chicago.multivolume(x) else ""
        if x.volume:
            volume = join(
                ", ", chicago.capital_label("volume", x.volume), chicago.part_label(x.part_number)
            )
        else:
            volume = chicago.part_label(x.part_number, capital=True)
        if x.volume or x.part_number:
            helpers = "" if x.was_given("container_title") else chicago.container_contributors(x)
            return join(". ", editor, join(", ", volume, helpers))
        return join(". ", editor, chicago.contributors_capitalized(x), chicago.volumes(x))

    def serial_volume(self, x: Item) -> str:
        return _serial_volume(x, self.status(x))

    def volume_contributors(self, x: Item) -> str:
        editor = chicago.by("edited by", x.collection_editor) if chicago.multivolume(x) else ""
        count = "" if x.part_number or x.volume or x.page else chicago.volumes(x)
        return join(
            ", ", editor, _volume_in_note(x, None), chicago.container_contributors(x), count
        )

    def late_date(self, x: Item) -> str:
        return _date_or_status(x)

    def original_date(self, x: Item) -> str:
        return _full_date(x, x.original_date)


_BIBLIOGRAPHY: Final = _Notes()


def _serial_volume(x: Item, status: str) -> str:
    name = x.collection_title
    when = _date_or_status(x)
    if x.type in chicago.PERIODICALS:
        return join(", ", name, join(" ", status, when))
    if x.issue or x.volume:
        volume = labelled("volume", x.volume) if name else x.volume
        return join(
            ", ", name, join(" ", join(", ", volume, chicago.issue_label(x)), wrap("(", when, ")"))
        )
    publisher = x.publisher if x.type in ("interview", "post-weblog") else ""
    return join(", ", name, publisher, join(" ", status, when))


def _volume_in_note(x: Item, locator: Locator | None) -> str:
    """The volume, unless it stands before the page: `2:101`."""
    if x.part_number:
        return join(", ", labelled("volume", x.volume), chicago.part_label(x.part_number))
    if not x.volume:
        return ""
    if is_numeric(x.volume):
        helped = x.container_author or x.was_given("editor") or x.was_given("translator")
        if locator is not None and locator.label == "page":
            return labelled("volume", x.volume) if helped else ""
        if x.page:
            if helped or x.was_given("container_title"):
                return labelled("volume", x.volume)
            return ""
    return labelled("volume", x.volume)


# --- the full note -----------------------------------------------------------------------------


def _note_author(x: Item) -> tuple[str, Item]:
    kind = x.type
    if x.author:
        return show_names(x.author, _NOTE), x
    if kind == "broadcast" and x.container_title and x.number and x.title:
        return italic_title(x, x.container_title_short or x.container_title), x.after_printing(
            "container_title"
        )
    if kind in ("broadcast", "motion_picture"):
        return chicago.titled(x, capital=False), x.after_printing("title", "title_after")
    if kind in ENTRIES and not (x.doi or x.url):
        return _reference_work(x)
    if not x.container_title and chicago.multivolume(x) and x.collection_editor:
        return _role(x.collection_editor, "ed.", "eds."), x.after_printing("collection_editor")
    if kind != "standard":
        if x.editor:
            return _role(x.editor, "ed.", "eds."), x.after_printing("editor")
        if x.translator:
            return _role(x.translator, "trans.", "trans."), x.after_printing("translator")
        if x.collection_editor:
            return _role(x.collection_editor, "ed.", "eds."), x.after_printing("collection_editor")
    if x.director:
        return _role(x.director, "dir.", "dirs."), x.after_printing("director")
    if not x.title and kind != "webpage":
        text, rest = _BIBLIOGRAPHY.container_for_author(x)
        if text:
            return text, rest
    return "", x


def _role(names: tuple[Name, ...], one: str, many: str) -> str:
    return f"{show_names(names, _NOTE)}, {count_of(names, one, many)}"


def _reference_work(x: Item) -> tuple[str, Item]:
    """`Encyclopedia of Arvania (Quay Books, 2019), under “Ledger”`."""
    text, rest = _BIBLIOGRAPHY.container_for_author(x)
    if not text:
        return "", x
    text = join(" ", text, _publication_bracketed(rest))
    if x.title:
        text = f"{text}, under {chicago.title(x)}"
    used = ("title", "title_after", "publisher", "publisher_place", "issued")
    return text, rest.after_printing(*used)


def _description(x: Item) -> str:
    kind = x.type
    if kind == "interview" or x.interviewer:
        return chicago.interview(x, capital=False, style=_NOTE)
    if kind == "thesis":
        return ""
    if kind in SERIAL:
        return join(", ", chicago.form(x, capital=False), chicago.section_label(x, capital=False))
    if kind == "paper-conference":
        if edited(x):
            return chicago.form(x)
        return join(
            ", ", chicago.form(x, capital=False), chicago.section_label(x, capital=False),
            chicago.event(x, capital=False),
        )  # fmt: skip
    elsewhere = kind in chicago.REPORTS or (kind in chicago.HELD and not chicago.published_held(x))
    return "" if elsewhere and x.was_given("container_title") else chicago.form(x, capital=False)


def _contributors(x: Item) -> str:
    if serial(x) and x.type not in chicago.ON_SITE:
        return join(", ", _by("trans.", x.translator), _by("directed by", x.director))
    if x.was_given("container_title") and x.type not in chicago.ON_SITE:
        return ""
    return _all_contributors(x)


def _all_contributors(x: Item) -> str:
    return join(
        ", ",
        _by("by", x.container_author),
        chicago.editors_and_translators(x, ", ", chicago.SHORT_VERBS, _NOTE),
        _by("directed by", x.director),
    )


def _by(verb: str, names: tuple[Name, ...]) -> str:
    return chicago.by(verb, names, _NOTE)


def _contributors_and_volume(x: Item, locator: Locator | None) -> str:
    if serial(x):
        return _contributors(x)
    editor = _by("ed.", x.collection_editor) if chicago.multivolume(x) else ""
    count = "" if x.part_number or x.volume or _paged(locator) else chicago.volumes(x)
    return join(", ", editor, _volume_in_note(x, locator), _contributors(x), count)


def _paged(locator: Locator | None) -> bool:
    return locator is not None and locator.label in ("column", "folio", "page")


def _identifier(x: Item, locator: Locator | None) -> str:
    kind = x.type
    container = x.was_given("container_title")
    number = chicago.identifier_number(x, capital=False)
    if kind == "report":
        if container:
            return _contributors(x)
        number = number if x.was_given("title") else ""
    elif kind in chicago.ON_SITE:
        return join(", ", number, chicago.version(x), chicago.early_edition(x), _contributors(x))
    elif container:
        return join(", ", number if kind in chicago.FILMED else "", _contributors(x))
    return join(
        ", ",
        number,
        chicago.version(x),
        chicago.early_edition(x),
        _contributors_and_volume(x, locator),
    )


def _title_and_descriptions(x: Item, locator: Locator | None) -> str:
    if x.was_given("title"):
        return join(
            ", ", chicago.titled(x, capital=False), _description(x), _identifier(x, locator)
        )
    if x.type in ("bill", "report"):
        number = chicago.identifier_number(x, capital=False)
        return join(", ", number, _identifier(x, locator), _description(x))
    return join(", ", _description(x), _identifier(x, locator))


def _source(x: Item, locator: Locator | None) -> str:
    if x.type in chicago.ON_SITE:
        return ""
    if serial(x):
        return _in_serial(x, locator)
    inside = ""
    if x.was_given("container_title"):
        number = "" if x.type in chicago.FILMED else chicago.identifier_number(x, capital=False)
        name = italic_title(x, x.container_title)
        inside = join(
            ", ",
            join(" ", chicago.preposition(x, capital=False), name) if name else "",
            chicago.volume_description(x),
            number,
            chicago.version(x),
            chicago.early_edition(x),
            _volume_contributors(x, locator),
        )
    return join(", ", inside, chicago.series(x, "ed.", _NOTE), chicago.event(x, capital=False))


def _volume_contributors(x: Item, locator: Locator | None) -> str:
    editor = _by("ed.", x.collection_editor) if chicago.multivolume(x) else ""
    count = "" if x.part_number or x.volume or _paged(locator) or x.page else chicago.volumes(x)
    return join(", ", editor, _volume_in_note(x, locator), _all_contributors(x), count)


def _in_serial(x: Item, locator: Locator | None) -> str:
    name = join(", ", chicago.serial_name(x), chicago.ahead_of_print(x))
    status = _status(x)
    if x.type in chicago.PERIODICALS:
        first = join(", ", _serial_volume(x, status), chicago.edition_label(x, capital=True))
        identifier = join(", ", first, _serial_place(x, locator))
    else:
        delimiter = ": " if x.issue or x.volume else ", "
        identifier = join(delimiter, _serial_volume(x, status), _serial_place(x, locator))
    plain = x.volume and not x.collection_title and x.type not in chicago.PERIODICALS
    return join(" " if plain else ", ", name, identifier)


def _serial_place(x: Item, locator: Locator | None) -> str:
    if locator is None:
        return chicago.serial_locator(x)
    number = chicago.serial_locator(x) if x.number else ""
    return join(", ", chicago.locator_text(x, locator), number)


def _status(x: Item) -> str:
    kind = x.type
    if x.issued is None:
        return ""
    if x.status:
        return "" if kind == "broadcast" and x.event_title else x.status
    if kind == "broadcast":
        return "" if x.doi or x.url else "aired"
    return "released" if kind == "software" else ""


def _publisher(x: Item) -> str:
    if x.publisher:
        return x.publisher
    if x.was_given("publisher") or x.event_date is not None or x.event_title:
        return ""
    return x.publisher_place


def _history(x: Item) -> str:
    form = ""
    if x.type == "article":
        form = "" if x.genre else "preprint"
    elif x.type == "thesis":
        form = x.genre
    elif chicago.is_reprint(x):
        form = "repr."
    now = join(", ", form, _publisher(x))
    if x.original_title:
        return now
    if x.edition or x.original_publisher:
        before = join(", ", x.original_publisher, _full_date(x, x.original_date))
        label = ""
        if x.issued is not None and x.original_date is not None:
            label = chicago.edition_label(x)
        return join("; ", before, join(", ", label, now))
    return join("; ", _full_date(x, x.original_date), now)


def _publication(x: Item) -> str:
    where = ""
    if not serial(x) or x.type in chicago.ON_SITE:
        site = cased(x, x.container_title) if x.type in chicago.ON_SITE else ""
        history = _history(x)
        on = ""
        if x.type == "broadcast" and not (x.doi or x.url):
            history, on = "", wrap("on ", history)
        where = join(", ", site, history, join(" ", _status(x), _date_or_status(x)), on)
    original = ""
    if x.original_title:
        place = join(", ", x.original_publisher, _full_date(x, x.original_date))
        name = italic_title(x, x.original_title)
        original = join(" ", "originally published as", name, wrap("(", place, ")"))
    return join("; ", where, original)


def _is_bracketed(x: Item) -> bool:
    kind = x.type
    if kind in _BRACKETED or (kind == "article" and x.genre and x.publisher):
        return True
    if kind in ENTRIES:
        return bool(x.publisher or x.publisher_place) or not (x.doi or x.url)
    return kind == "motion_picture" and bool(x.publisher)


def _publication_bracketed(x: Item) -> str:
    if _is_bracketed(x):
        return wrap("(", _publication(x), ")")
    return _publication(x) if x.issued is not None and x.issued.circa else ""


def _publication_plain(x: Item) -> str:
    if _is_bracketed(x) or (x.issued is not None and x.issued.circa):
        return ""
    return _publication(x)


def _volume_place(x: Item, locator: Locator | None) -> str:
    """The place cited in a book: `14`, `chap. 3`, or `2:101` in a volume of several."""
    helped = (
        x.part_number or x.container_author or x.was_given("editor") or x.was_given("translator")
    )
    numbered = is_numeric(x.volume)
    if locator is not None:
        if x.archive and x.archive_location and locator.label in ("column", "folio", "page"):
            return ""
        text = chicago.locator_text(x, locator)
        if locator.label == "page" and numbered:
            return join(":", "" if helped else x.volume, text)
        return text
    if x.was_given("container_title") or not x.page:
        return ""
    text = pages(x.page, "chicago")
    if numbered:
        return join(":", "" if helped else x.volume, text)
    return "" if x.archive and x.archive_location else text


def _title_and_source(x: Item, locator: Locator | None) -> str:
    kind = x.type
    if kind == "broadcast" and x.was_given("container_title") and x.number and x.was_given("title"):
        episode = join(
            ", ", chicago.identifier_number(x, capital=False), chicago.titled(x, capital=False),
            _description(x), _all_contributors(x),
        )  # fmt: skip
        first = join(
            ", ", italic_title(x, x.container_title), episode, chicago.series(x, "ed.", _NOTE),
            chicago.event(x, capital=False),
        )  # fmt: skip
    else:
        preface = kind == "chapter" and x.was_given("container_title") and x.genre
        first = join(
            " " if preface else ", ", _title_and_descriptions(x, locator), _source(x, locator)
        )
    main = join(" ", join(", ", first, _publication_plain(x)), _publication_bracketed(x))
    place = "" if serial(x) and kind not in chicago.ON_SITE else _volume_place(x, locator)
    kept = ""
    if locator is not None and _paged(locator) and x.archive and x.archive_location:
        kept = f"{short_label(locator.label, locator.value)} {chicago.locator_text(x, locator)}"
    return join(
        ", ",
        main,
        place,
        x.medium,
        chicago.archive(x, capital=False, place=kept),
        chicago.accessed(x, capital=False),
    )


def _note(x: Item, locator: Locator | None) -> str:
    if x.type in LEGAL:
        where = chicago.locator_text(x, locator)
        if locator is not None and locator.label == "page" and x.page:
            where = f"at {where}"
        text = join(", ", chicago.legal_reference(x, where), chicago.accessed(x, capital=False))
    else:
        author, x = _note_author(x)
        text = join(", ", author, _title_and_source(x, locator))
    return text


# --- the short note ----------------------------------------------------------------------------


def _short_note(x: Item, locator: Locator | None) -> str:
    kind = x.type
    author = _short_author(x)
    title = "" if kind in LEGAL else chicago.title_and_descriptions_short(x)
    if kind in ENTRIES and title and x.container_title and not (x.doi or x.url):
        title = f"under {title}"
    if title == author:
        title = ""
    return join(", ", author, title, _short_place(x, locator))


def _short_author(x: Item) -> str:
    kind = x.type
    if kind in LEGAL:
        return chicago.title_and_descriptions_short(x)
    if x.author:
        return show_names(x.author, chicago.IN_TEXT)
    if kind in chicago.PRIVATE:
        return chicago.title_and_descriptions_short(x)
    if kind in ("broadcast", "motion_picture"):
        return chicago.short_title(x)
    if kind in ENTRIES and not (x.doi or x.url):
        return italic_title(x, x.container_title_short or x.container_title)
    early = x.collection_editor if not x.container_title and chicago.multivolume(x) else ()
    for names in (early, x.editor, x.translator, x.collection_editor):
        if names and kind != "standard":
            return show_names(names, chicago.IN_TEXT)
    if x.director:
        return show_names(x.director, chicago.IN_TEXT)
    if kind in ("software", "webpage") and x.publisher:
        return x.publisher
    if kind == "standard" and x.authority:
        return x.authority
    if kind in chicago.PERIODICALS:
        return italic_title(x, x.container_title)
    if kind == "webpage":
        return cased(x, x.container_title_short or x.container_title)
    return chicago.short_title(x)


def _short_place(x: Item, locator: Locator | None) -> str:
    if serial(x):
        part = chicago.part_label(x.part_number)
        return join(", ", part, chicago.locator_text(x, locator))
    if x.container_title:
        return chicago.locator_text(x, locator)
    if locator is not None and locator.label == "page" and is_numeric(x.volume):
        return f"{x.volume}:{chicago.locator_text(x, locator)}"
    return join(
        ", ", labelled("volume", x.volume), chicago.part_label(x.part_number),
        chicago.locator_text(x, locator),
    )  # fmt: skip


# --- the bibliography entry --------------------------------------------------------------------


def _reference(x: Item) -> str:
    if x.type in LEGAL:
        return sentence(join(". ", chicago.legal_reference(x), chicago.accessed(x)))
    author, rest = _BIBLIOGRAPHY.author(x)
    return sentence(join(". ", author, _BIBLIOGRAPHY.title_and_source(rest)))


def _sort_key(x: Item) -> tuple[object, ...]:
    author = chicago.sort_author(x, _BIBLIOGRAPHY.author)
    return author, x.title, x.container_title, x.volume, x.issued or ()


_STYLE: Final = Style(
    name="chicago-notes",
    title="Chicago Manual of Style, 18th edition, notes and bibliography",
    kind="note",
    reference=_reference,
    sort_key=_sort_key,
    note=_note,
    short_note=_short_note,
)

STYLES: Final = {_STYLE.name: _STYLE}
