"""What both systems of the Chicago Manual of Style, 18th edition, share: the bibliography.

The two systems differ in where the date goes and in a few details of volumes; `Bibliography` is
the common ground, and each system's module fills in its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ..._base.markup import join, link, quoted, wrap
from ..item import Item
from ..parts.dates import MONTH, MONTH_DAY, MONTH_DAY_YEAR, YEAR, Date, Part, show
from ..parts.names import Name, NameStyle, show as show_names
from ..parts.numbers import is_numeric, pages
from ..parts.terms import (
    ENTRIES,
    LEGAL,
    SERIAL,
    Locator,
    count_of,
    edition,
    labelled,
    long_label,
    short_label,
    sign,
)
from ..parts.titles import capitalize
from . import legal
from .style import cased, edited, italic_title, serial

LISTED: Final = NameStyle(
    and_="and", before_and="always", inverted="first", initials=". ", spell_out=True, demote=True,
    et_al_min=7, et_al_first=3,
)  # fmt: skip
FULL: Final = NameStyle(and_="and", initials=". ", spell_out=True, et_al_min=7, et_al_first=3)
IN_TEXT: Final = NameStyle(and_="and", short=True, initials=". ", et_al_min=3)

PERIODICALS: Final = frozenset({"article-magazine", "article-newspaper"})
DAILY: Final = frozenset(
    """article broadcast collection dataset document event graphic manuscript map patent
    performance personal_communication post software song speech standard webpage""".split()
)
ON_SITE: Final = frozenset({"post", "webpage"})
REPORTS: Final = frozenset({"document", "report", "software", "standard"})
HELD: Final = frozenset({"event", "paper-conference", "performance", "speech"})
FILMED: Final = frozenset({"broadcast", "graphic", "map", "motion_picture"})
PRIVATE: Final = frozenset({"interview", "personal_communication"})
REPRINTED: Final = frozenset(
    """book chapter classic entry entry-dictionary entry-encyclopedia interview pamphlet
    paper-conference report thesis""".split()
)
_ITALIC_TITLES: Final = frozenset({"book", "classic", "graphic", "hearing", "map"})
_QUOTED_TITLES: Final = frozenset(
    """article dataset document interview manuscript paper-conference personal_communication
    speech thesis webpage""".split()
)


def reachable(x: Item) -> bool:
    return bool(
        x.archive or x.archive_place or x.was_given("container_title") or x.doi or x.number
        or x.was_given("publisher") or x.url
    )  # fmt: skip


def published_held(x: Item) -> bool:
    """Whether a paper or speech has been printed."""
    return bool(edited(x) or x.issue or x.page or x.volume)


def _described(x: Item) -> bool:
    return bool(
        x.container_title or x.event_date or x.event_place or x.event_title or x.genre or x.title
        or x.publisher or x.publisher_place
    )  # fmt: skip


def dated(date: Date | None, parts: tuple[Part, ...]) -> str:
    """A date, in brackets with a question mark if it is a guess."""
    text = show(date, parts)
    return f"[{text}?]" if text and date is not None and date.circa else text


# --- contributors ------------------------------------------------------------------------------


def by(verb: str, names: tuple[Name, ...], style: NameStyle = FULL) -> str:
    """`edited by Mira Orlan`."""
    return f"{verb} {show_names(names, style)}" if names else ""


def editors_and_translators(
    x: Item, delimiter: str, verbs: tuple[str, str, str], style: NameStyle = FULL
) -> str:
    """Who edited and who translated; one phrase if they are the same."""
    if x.editor and x.editor == x.translator:
        return by(verbs[2], x.editor, style)
    return join(delimiter, by(verbs[0], x.editor, style), by(verbs[1], x.translator, style))


CAPITAL_VERBS: Final = ("Edited by", "Translated by", "Edited and translated by")
SMALL_VERBS: Final = ("edited by", "translated by", "edited and translated by")
SHORT_VERBS: Final = ("ed.", "trans.", "ed. and trans.")


def contributors_capitalized(x: Item) -> str:
    """Everyone but the authors, each in a sentence."""
    if serial(x) and x.type not in ON_SITE:
        return join(". ", by("Translated by", x.translator), by("Directed by", x.director))
    if x.was_given("container_title") and x.type not in ON_SITE:
        return ""
    return join(
        ". ",
        by("By", x.container_author),
        editors_and_translators(x, ". ", CAPITAL_VERBS),
        by("Directed by", x.director),
    )


# --- labels ------------------------------------------------------------------------------------


def capital_label(term: str, value: str) -> str:
    """`Vol. 3` at the beginning of a sentence."""
    if not value:
        return ""
    return labelled(term, value, capital=True) if is_numeric(value) else capitalize(value)


def part_label(value: str, *, capital: bool = False) -> str:
    if not value:
        return ""
    if is_numeric(value):
        return f"{'Pt.' if capital else 'pt.'} {value}"
    return capitalize(value) if capital else value


def volumes(x: Item) -> str:
    count = x.number_of_volumes
    if not count or not is_numeric(count):
        return count
    return f"{count} {'vol.' if count in ('0', '1') else 'vols.'}"


def version(x: Item, *, capital: bool = False) -> str:
    if not x.version:
        return ""
    word = "v." if x.type == "software" else "version"
    return f"{word.capitalize() if capital else word} {x.version}"


def edition_label(x: Item, *, capital: bool = False) -> str:
    text = x.edition
    if not text:
        return ""
    if is_numeric(text):
        return edition(text)
    if serial(x):
        return f"{cased(x, text)} Edition" if capital else f"{text} edition"
    return capitalize(text) if capital else text


def early_edition(x: Item, *, capital: bool = False) -> str:
    """The edition, unless it belongs with the publisher of a reprint."""
    if not x.original_title and x.issued is not None and x.original_date is not None:
        return ""
    return edition_label(x, capital=capital)


def identifier_number(x: Item, *, capital: bool = True) -> str:
    if x.type == "thesis" or not x.number:
        return ""
    if x.type == "broadcast" and is_numeric(x.number):
        genre = x.genre or "episode"
        return f"{capitalize(genre) if capital else genre} {x.number}"
    if capital:
        return join(" ", cased(x, x.genre), legal.number(x))
    number = f"no. {x.number}" if numbered(x) else x.number
    return join(" ", x.genre, number)


def numbered(x: Item) -> bool:
    return x.type != "standard" and (
        is_numeric(x.number) or x.type in ("legislation", "patent", "regulation")
    )


def locator_text(x: Item, locator: Locator | None) -> str:
    """`14`, `chap. 3`; pages need no label."""
    if locator is None:
        return ""
    label, value = locator
    if label == "page":
        return pages(value, "chicago")
    shown = pages(value, "")
    if x.type in LEGAL:
        if label in ("chapter", "paragraph", "section"):
            return f"{sign(label, value)} {shown}"
        return join(" ", short_label(label, value), shown)
    if is_numeric(value) and label == "line":
        return f"{long_label(label, value)} {shown}"
    if not is_numeric(value) and label in ("chapter", "line", "verse"):
        return shown
    return join(" ", short_label(label, value), shown)


# --- titles ------------------------------------------------------------------------------------


def _title_style(x: Item, text: str) -> str:
    kind = x.type
    if kind in LEGAL and kind not in ("hearing", "legal_case"):
        return cased(x, text)
    if kind == "legal_case":
        return text
    if kind in _ITALIC_TITLES:
        return italic_title(x, text)
    container = x.was_given("container_title")
    if kind == "entry-encyclopedia" and container and x.author:
        return quoted(cased(x, text))
    if kind == "post" or (kind in ("entry-dictionary", "entry-encyclopedia") and container):
        return quoted(text)
    if container or kind in _QUOTED_TITLES:
        return quoted(cased(x, text))
    return italic_title(x, text)


def title(x: Item) -> str:
    if not x.title:
        return ""
    text = _title_style(x, x.title)
    return join(" ", text, x.title_after) if x.title_after else text


def short_title(x: Item) -> str:
    text = x.title_short or x.title
    return _title_style(x, text) if text else ""


def with_part(x: Item, *, capital: bool = True) -> str:
    part = part_label(x.part_number, capital=capital)
    return join(". " if capital else ", ", title(x), part)


def titled(x: Item, *, capital: bool = True) -> str:
    """The title; things in serials carry their part number with it."""
    if x.type in ON_SITE or serial(x):
        return with_part(x, capital=capital)
    return title(x)


def title_and_descriptions_short(x: Item) -> str:
    if x.title or x.title_short:
        return short_title(x)
    if x.type in ("bill", "report"):
        return legal.bill_number(x)
    return description_short(x)


def description_short(x: Item) -> str:
    if x.type == "interview" or x.interviewer:
        return x.genre or x.medium or "interview"
    if serial(x):
        return form_short(x) if x.genre else cased(x, x.section)
    return form_short(x)


def form_short(x: Item) -> str:
    if x.genre or x.medium:
        return x.genre or x.medium
    if x.chapter_number:
        return labelled("chapter", x.chapter_number)
    return "unpublished manuscript" if x.type == "manuscript" and not reachable(x) else ""


def form(x: Item, *, capital: bool = True) -> str:
    """What kind of thing it is, if it says so."""
    if x.genre:
        if x.number:
            return ""
        return capitalize(x.genre) if capital else x.genre
    if x.type == "manuscript" and not reachable(x):
        return "Unpublished manuscript" if capital else "unpublished manuscript"
    return ""


def event_title(x: Item, *, capital: bool) -> str:
    text = x.event_title or x.event
    return capitalize(text) if capital else text


def interview(x: Item, *, capital: bool = True, style: NameStyle = FULL) -> str:
    names = x.interviewer
    first = form(x, capital=capital)
    if names and x.genre and not x.number:
        first = f"{capitalize(x.genre) if capital else x.genre} by {show_names(names, style)}"
    elif names:
        first = by("Interview by" if capital else "interview by", names, style)
    where = ""
    if x.event or x.event_date or x.event_title:
        where = join(", ", x.event_title, x.event_place, dated(x.event_date, MONTH_DAY_YEAR))
    return join(", ", first, where)


def section_label(x: Item, *, capital: bool = True) -> str:
    text = x.section
    if not text:
        return ""
    if is_numeric(text):
        label = short_label("section", text)
        return f"{label.capitalize() if capital else label} {text}"
    return cased(x, text)


def event(x: Item, *, capital: bool = True) -> str:
    """Where a paper or speech was given."""
    kind = x.type
    if kind == "interview" or x.interviewer or not (x.event or x.event_date or x.event_title):
        return ""
    if kind == "paper-conference" and published_held(x):
        return ""
    before = ""
    if kind == "broadcast" and x.status:
        before = capitalize(x.status) if capital else x.status
    elif kind == "paper-conference":
        before = "presented" if x.genre else "paper presented"
        if capital:
            before = capitalize(before)
        if x.event_title or (x.event and not capital):
            before += " at"
    elif x.issued is None:
        before = capitalize(x.status) if capital else x.status
    name = event_title(x, capital=capital and kind != "paper-conference")
    if kind == "paper-conference" and x.genre and capital:
        name = capitalize(name)
    day = dated(x.event_date, MONTH_DAY_YEAR)
    if x.event_date is not None and x.issued is not None and x.issued.circa and day[:1] != "[":
        day = f"[{day}?]"
    return join(" ", before, join(", ", name, day, x.event_place))


# --- archives and addresses --------------------------------------------------------------------


def archive(x: Item, *, capital: bool = True, place: str = "") -> str:
    """Where an unpublished thing is kept; `place` is a place cited in it."""
    location = capitalize(x.archive_location) if capital else x.archive_location
    page = place
    if not page and x.archive and x.archive_location and x.page:
        page = pages(x.page, "chicago")
        if is_numeric(x.page):
            page = f"{short_label('page', x.page)} {page}"
    if capital:
        where = join(". ", join(", ", location, page), join(", ", x.archive, x.archive_place))
    else:
        where = join(", ", location, page, x.archive, x.archive_place)
    number = ""
    kept = x.archive and not (x.type in ("dataset", "entry") and x.genre)
    if (x.type == "thesis" or kept) and not (x.archive_location or x.archive_place):
        number = x.number
    return join(" ", where, wrap("(", number, ")"))


def address(x: Item) -> str:
    if x.doi:
        return link(f"https://doi.org/{x.doi}")
    return link(x.url) if x.url else ""


def accessed(x: Item, *, capital: bool = True) -> str:
    """When an undated page was read, and where it is."""
    when = ""
    if not x.doi and x.url and x.event_date is None and x.issued is None and not x.status:
        when = wrap("Accessed " if capital else "accessed ", show(x.accessed, MONTH_DAY_YEAR))
    return join(". " if capital else ", ", when, address(x))


class Bibliography:
    """The bibliography entry; the two systems override where they differ."""

    # --- author

    def author(self, x: Item) -> tuple[str, Item]:
        """Who made it, or what stands in for them, and the item without what has been used."""
        kind = x.type
        if x.author:
            return show_names(x.author, LISTED), x
        if kind in ("entry-dictionary", "entry-encyclopedia") and x.container_title:
            return self.container_for_author(x)
        early = self.series_editor_first(x)
        if early:
            return self._role(early, "ed.", "eds."), x.after_printing("collection_editor")
        if kind != "standard":
            if x.editor:
                return self._role(x.editor, "ed.", "eds."), x.after_printing("editor")
            if x.translator:
                return self._role(x.translator, "trans.", "trans."), x.after_printing("translator")
            if x.collection_editor:
                text = self._role(x.collection_editor, "ed.", "eds.")
                return text, x.after_printing("collection_editor")
        if x.director:
            return self._role(x.director, "dir.", "dirs."), x.after_printing("director")
        if kind in ("software", "webpage") and x.publisher:
            return x.publisher, x.after_printing("publisher")
        if kind == "standard" and x.authority:
            return x.authority, x.after_printing("authority")
        text, rest = self.container_for_author(x)
        if text:
            return text, rest
        if x.title:
            return titled(x), x.after_printing(
                "title", "title_after", *(("part_number",) if serial(x) else ())
            )
        text = join(". ", self.title_and_descriptions(x))
        if text:
            return text, x.after_printing(
                "genre", "number", "section", "edition", "version", "volume"
            )
        if kind == "manuscript" and not _described(x):
            return archive(x), x.after_printing(
                "archive", "archive_location", "archive_place", "number"
            )
        return "", x

    def series_editor_first(self, x: Item) -> tuple[Name, ...]:
        return ()

    def _role(self, names: tuple[Name, ...], one: str, many: str) -> str:
        return f"{show_names(names, LISTED)}, {count_of(names, one, many)}"

    def container_for_author(self, x: Item) -> tuple[str, Item]:
        kind = x.type
        if kind in PERIODICALS:
            text = serial_name(x)
            return text, x.after_printing("container_title", "publisher_place") if text else x
        if kind in ENTRIES or kind == "broadcast":
            return italic_title(x, x.container_title), x.after_printing("container_title")
        if kind == "webpage":
            return cased(x, self.site_name(x)), x.after_printing("container_title")
        return "", x

    def site_name(self, x: Item) -> str:
        return x.container_title

    # --- title, description, identifier

    def title_and_descriptions(self, x: Item) -> str:
        if x.was_given("title"):
            return join(". ", titled(x), self.description(x), self.identifier(x))
        if x.type in ("bill", "report"):
            return join(". ", identifier_number(x), self.identifier(x), self.description(x))
        return join(". ", self.description(x), self.identifier(x))

    def description(self, x: Item) -> str:
        kind = x.type
        if kind == "interview" or x.interviewer:
            return interview(x)
        if kind == "thesis":
            return ""
        if kind in SERIAL:
            return join(". ", form(x), section_label(x))
        if kind == "paper-conference":
            return form(x) if edited(x) else join(". ", form(x), section_label(x), event(x))
        elsewhere = kind in REPORTS or (kind in HELD and not published_held(x))
        return "" if elsewhere and x.was_given("container_title") else form(x)

    def identifier(self, x: Item) -> str:
        kind = x.type
        container = x.was_given("container_title")
        if kind == "report":
            if container:
                return contributors_capitalized(x)
            number = identifier_number(x) if x.was_given("title") else ""
            return join(
                ". ",
                number,
                version(x, capital=True),
                early_edition(x, capital=True),
                self.contributors_and_volume(x),
            )
        if kind in ON_SITE:
            last = contributors_capitalized(x)
        elif container:
            number = identifier_number(x) if kind in FILMED else ""
            return join(". ", number, contributors_capitalized(x))
        else:
            last = self.contributors_and_volume(x)
        return join(
            ". ",
            identifier_number(x),
            version(x, capital=True),
            early_edition(x, capital=True),
            last,
        )

    def contributors_and_volume(self, x: Item) -> str:
        if serial(x):
            return contributors_capitalized(x)
        return self.monographic_contributors_and_volume(x)

    def monographic_contributors_and_volume(self, x: Item) -> str:
        raise NotImplementedError

    # --- source

    def source(self, x: Item) -> str:
        if x.type in ON_SITE:
            return ""
        return self.in_serial(x) if serial(x) else self.in_volume(x)

    def in_serial(self, x: Item) -> str:
        name = join(", ", serial_name(x), ahead_of_print(x))
        plain = x.volume and not x.collection_title and x.type not in PERIODICALS
        return join(" " if plain else ", ", name, self.serial_identifier(x))

    def serial_identifier(self, x: Item) -> str:
        if x.type in PERIODICALS:
            first = join(". ", self.serial_volume(x), edition_label(x, capital=True))
            return join(", ", first, serial_locator(x))
        delimiter = ": " if x.issue or x.volume else ", "
        return join(delimiter, self.serial_volume(x), serial_locator(x))

    def serial_volume(self, x: Item) -> str:
        raise NotImplementedError

    def in_volume(self, x: Item) -> str:
        inside = ""
        if x.was_given("container_title"):
            inside = join(
                ", ",
                ""
                if not x.container_title
                else join(" ", preposition(x), italic_title(x, x.container_title)),
                volume_description(x),
                self.volume_identifier(x),
                self.volume_locator(x),
            )
        rest = ""
        if x.container_author and x.container_title:
            rest = join(
                ". ",
                editors_and_translators(x, ". ", CAPITAL_VERBS),
                by("Directed by", x.director),
            )
        return join(". ", inside, rest, series(x), event(x) if _happened(x) else "")

    def volume_locator(self, x: Item) -> str:
        if x.was_given("container_title") or not x.page or (x.archive and x.archive_location):
            return ""
        return pages(x.page, "chicago")

    def volume_identifier(self, x: Item) -> str:
        number = "" if x.type in FILMED else identifier_number(x)
        return join(", ", number, version(x), early_edition(x), self.volume_contributors(x))

    def volume_contributors(self, x: Item) -> str:
        raise NotImplementedError

    # --- publication

    def title_and_source(self, x: Item) -> str:
        kind = x.type
        if (
            kind == "broadcast"
            and x.was_given("container_title")
            and x.number
            and x.was_given("title")
        ):
            episode = join(
                ", ", identifier_number(x), titled(x), self.description(x),
                container_contributors(x),
            )  # fmt: skip
            first = join(
                ". ", italic_title(x, x.container_title), episode, series(x),
                event(x) if _happened(x) else "",
            )  # fmt: skip
        else:
            preface = kind == "chapter" and x.was_given("container_title") and x.genre
            delimiter = " " if preface else ". "
            first = join(delimiter, self.title_and_descriptions(x), self.source(x))
        late = "" if _happened(x) or serial(x) else event(x)
        return join(
            ". ",
            first,
            join(", ", late, self.publication(x)),
            capitalize(x.medium),
            archive(x),
            accessed(x),
        )

    def publication(self, x: Item) -> str:
        where = "" if serial(x) and x.type not in ON_SITE else self.publication_and_date(x)
        original = ""
        if x.original_title:
            name = italic_title(x, x.original_title)
            place = join(", ", capitalize(x.original_publisher), self.original_date(x))
            original = join(" ", "Originally published as", name, wrap("(", place, ")"))
        return join(". ", where, original)

    def publication_and_date(self, x: Item) -> str:
        site = self.site(x) if x.type in ON_SITE else ""
        history = self.history(x)
        on = ""
        if x.type == "broadcast" and not (x.doi or x.url):
            history, on = "", wrap("on ", history)
        when = join(" ", self.status(x), self.late_date(x))
        return join(", ", site, history, when, on)

    def site(self, x: Item) -> str:
        return cased(x, x.container_title)

    def history(self, x: Item) -> str:
        now = join(", ", self.publication_description(x), publisher(x))
        if x.original_title:
            return now
        if x.edition or x.original_publisher:
            before = join(", ", capitalize(x.original_publisher), self.original_date(x))
            label = ""
            if x.issued is not None and x.original_date is not None:
                label = edition_label(x, capital=True)
            return join(". ", before, label, now)
        return join("; ", self.original_date(x), now)

    def publication_description(self, x: Item) -> str:
        if x.type == "article":
            return "" if x.genre else "Preprint"
        if x.type == "thesis":
            return capitalize(x.genre)
        return "Reprint" if is_reprint(x) else ""

    def status(self, x: Item) -> str:
        """What is said of the publication besides its date."""
        kind = x.type
        if x.issued is None:
            return ""
        if x.status:
            if kind == "broadcast" and x.event_title:
                return ""
            if kind == "webpage":
                site = x.container_title or (
                    x.was_given("publisher") and (x.author or x.translator)
                )
                return x.status if site else capitalize(x.status)
            known = (
                x.original_date
                or x.original_publisher
                or x.original_title
                or x.was_given("publisher")
            )
            return x.status if known else capitalize(x.status)
        if kind == "broadcast":
            return "" if x.url else "Aired"
        if kind == "software":
            if x.was_given("publisher"):
                named = (
                    x.author or x.was_given("editor") or x.was_given("collection_editor")
                    or x.was_given("director") or x.was_given("translator")
                )  # fmt: skip
                return "released" if named else "Released"
            return "released" if x.original_date is not None else "Released"
        return ""

    def late_date(self, x: Item) -> str:
        raise NotImplementedError

    def original_date(self, x: Item) -> str:
        raise NotImplementedError


def is_reprint(x: Item) -> bool:
    if not x.original_publisher or x.edition or x.original_title:
        return False
    return x.type in REPRINTED and x.issued is not None and x.original_date is not None


def publisher(x: Item) -> str:
    if x.publisher:
        return capitalize(x.publisher)
    if x.was_given("publisher") or x.event_date is not None or x.event_title:
        return ""
    return capitalize(x.publisher_place)


def _happened(x: Item) -> bool:
    return bool(
        x.event_date
        or x.original_date
        or x.original_publisher
        or x.was_given("publisher")
        or x.status
    )


def serial_name(x: Item) -> str:
    place = "" if x.event_date or x.event_title else wrap("(", x.publisher_place, ")")
    return join(" ", italic_title(x, x.container_title), place)


def ahead_of_print(x: Item) -> str:
    if x.type != "article-journal" or not x.doi or x.issued is None or x.status:
        return ""
    known = x.collection_title or x.issue or x.number or x.page or x.volume
    return "" if known else "ahead of print"


def serial_locator(x: Item) -> str:
    if x.number:
        return "" if x.archive and not (x.archive_location or x.archive_place) else x.number
    return "" if x.type in PERIODICALS or not x.page else pages(x.page, "chicago")


def preposition(x: Item, *, capital: bool = True) -> str:
    """What stands before the title of the book that a chapter is in."""
    kind = x.type
    if kind in FILMED:
        return ""
    if kind == "chapter" and x.genre:
        return "to"
    if kind in ENTRIES:
        return ("In" if capital else "in") if x.author else ""
    if x.chapter_number:
        return f"{labelled('chapter', x.chapter_number, capital=capital)} in"
    return "In" if capital else "in"


def volume_description(x: Item) -> str:
    if x.type in REPORTS or (x.type in HELD and not published_held(x)):
        return form(x, capital=False)
    return ""


def container_contributors(x: Item) -> str:
    if x.container_author and x.was_given("container_title"):
        return by("by", x.container_author)
    return join(
        ", ",
        editors_and_translators(x, ", ", SMALL_VERBS),
        by("directed by", x.director),
    )


def multivolume(x: Item) -> bool:
    return bool(x.number_of_volumes or x.part_number or x.volume)


def series(x: Item, verb: str = "edited by", style: NameStyle = FULL) -> str:
    if not multivolume(x) and x.collection_editor and x.collection_title:
        number = labelled("volume", x.collection_number)
        return join(
            ", ",
            cased(x, x.collection_title),
            by(verb, x.collection_editor, style),
            number,
            issue_label(x),
        )
    name = cased(x, x.collection_title)
    if x.issue:
        return join(", ", name, labelled("volume", x.collection_number), issue_label(x))
    if not x.collection_title:
        return ""
    return join(" " if is_numeric(x.collection_number) else ", ", name, x.collection_number)


def issue_label(x: Item) -> str:
    return f"{short_label('issue', x.issue)} {x.issue}" if x.issue else ""


def serial_month_day(x: Item, date: Date | None) -> str:
    if x.type in PERIODICALS:
        return show(date, MONTH_DAY)
    return show(date, MONTH if x.issue or x.volume else MONTH_DAY)


def sort_author(x: Item, author: Callable[[Item], tuple[str, Item]]) -> str:
    return legal.title(x) if x.type in LEGAL else author(x)[0]


def legal_reference(x: Item, locator: str = "") -> str:
    year = dated(x.issued, YEAR)
    return legal.reference(
        x,
        year + x.year_suffix,
        dated(x.issued, MONTH_DAY_YEAR),
        dated(x.original_date, YEAR),
        locator,
    )
