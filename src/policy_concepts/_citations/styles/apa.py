"""APA: the Publication Manual of the American Psychological Association, 7th edition.

A reference has four elements, each ending in a full stop: author, date, title, source.
What a work is (a thesis, a video) stands in square brackets behind its title, how it is numbered
in round ones.
"""

from __future__ import annotations

from typing import Final

from ..._base.markup import italic, join, link, quoted, wrap
from ..item import Item
from ..parts.dates import MONTH_DAY, MONTH_DAY_YEAR, YEAR, show
from ..parts.names import Name, NameStyle, show as show_names
from ..parts.numbers import is_numeric, pages
from ..parts.terms import (
    EITHER,
    ENTRIES,
    LEGAL,
    NUMBERED,
    SERIAL,
    Locator,
    count_of,
    edition,
    long_label,
    short_label,
    sign,
)
from ..parts.titles import capitalize
from . import legal
from .style import Style, cased, edited, italic_title, names_in_text, sentence, serial

_AUTHORS: Final = NameStyle(
    and_="&", before_and="always", inverted="all", initials=". ",
    et_al_min=21, et_al_first=19, et_al_last=True,
)  # fmt: skip
_OTHERS: Final = NameStyle(and_="&", initials=". ", et_al_min=21, et_al_first=19, et_al_last=True)
_IN_TEXT: Final = NameStyle(and_="&", short=True, initials=". ", et_al_min=3)
_IN_TEXT_FULL: Final = NameStyle(and_="&", initials=". ", et_al_min=3)

# Dated to the day.
_DAILY: Final = frozenset(
    """article-magazine article-newspaper broadcast document event motion_picture pamphlet
    patent performance post post-weblog song speech webpage""".split()
)
_NO_IDENTIFIER: Final = SERIAL | {
    "broadcast", "event", "patent", "performance", "post", "speech", "webpage"
}  # fmt: skip
_REPORTS: Final = frozenset({"document", "report", "software", "standard"})
_ON_SITE: Final = frozenset({"post", "webpage"})
_FILMED: Final = frozenset({"broadcast", "graphic", "map", "motion_picture"})
_HELD: Final = frozenset({"event", "paper-conference", "performance", "speech"})
_BOOK_ENTRIES: Final = ENTRIES | {"book", "classic"}
_GENERIC: Final = {
    "broadcast": "Broadcast", "collection": "Archival collection", "dataset": "Dataset",
    "figure": "Figure", "graphic": "Graphic", "map": "Map",
    "motion_picture": "Video recording", "song": "Audio recording",
    "software": "Computer software", "post": "Online post",
    "review": "Review", "review-book": "Book review",
}  # fmt: skip
_PRIVATE: Final = frozenset({"interview", "personal_communication"})


def _reachable(x: Item) -> bool:
    """Whether a reader could get at it; private communications are cited in the text only."""
    return bool(
        x.archive or x.archive_place or x.container_title or x.doi or x.number or x.publisher
        or x.url
    )  # fmt: skip


# --- 1. author ---------------------------------------------------------------------------------


def _author(x: Item) -> tuple[str, Item]:
    """Who made it, or what stands in for them, and the item without what has been used."""
    if x.author:
        return show_names(x.author, _AUTHORS), x
    if x.director:
        return _role(x.director, "Director", "Directors"), x.after_printing("director")
    if x.type in ("entry-dictionary", "entry-encyclopedia") and x.publisher:
        return x.publisher, x.after_printing("publisher")
    if x.container_title and x.type in _BOOK_ENTRIES:
        return _title_for_author(x)
    if x.editor:
        return _role(x.editor, "Ed.", "Eds."), x.after_printing("editor")
    if x.collection_editor:
        return _role(x.collection_editor, "Ed.", "Eds."), x.after_printing("collection_editor")
    if x.type in ("software", "webpage") and x.publisher:
        return x.publisher, x.after_printing("publisher")
    if x.type == "standard" and x.authority:
        return x.authority, x.after_printing("authority")
    return _title_for_author(x)


def _role(names: tuple[Name, ...], one: str, many: str) -> str:
    return f"{show_names(names, _AUTHORS)} ({count_of(names, one, many)})"


def _title_for_author(x: Item) -> tuple[str, Item]:
    if not x.title:
        return _title_and_descriptions(x), x.after_printing(
            "genre", "medium", "number", "section", "interviewer", *_identifier_variables(x)
        )
    return join(" ", _title(x), _identifier(x)), x.after_printing(
        "title", "title_after", *_identifier_variables(x)
    )


# --- 2. date -----------------------------------------------------------------------------------


def _circa(x: Item, text: str) -> str:
    return f"ca. {text}" if text and x.issued is not None and x.issued.circa else text


def _year(x: Item) -> str:
    return _circa(x, show(x.issued, YEAR))


def _original_year(x: Item) -> str:
    if x.original_date is None:
        return ""
    year = show(x.original_date, YEAR)
    return f"ca. {year}" if year and x.original_date.circa else year


def _date(x: Item) -> str:
    if x.issued is not None:
        day = ""
        if x.type in _DAILY or (
            x.type in EITHER and not (edited(x) or x.issue or x.page or x.volume)
        ):
            day = show(x.issued, MONTH_DAY)
        year = _year(x)
        return f"({join(', ', year + x.year_suffix, day)})"
    suffix = f"-{x.year_suffix}" if x.year_suffix else ""
    return f"({x.status.lower() or 'n.d.'}{suffix})"


# --- 3. title and descriptions -----------------------------------------------------------------


def _title_and_descriptions(x: Item) -> str:
    if x.was_given("title"):
        return join(" ", _title(x), _identifier(x), _description(x))
    if x.type in ("bill", "report"):
        return join(" ", _identifier_number(x), _description(x), _identifier(x))
    return join(" ", _description(x), _identifier(x))


def _title(x: Item) -> str:
    return join(" ", _title_itself(x), x.title_after) if x.title_after else _title_itself(x)


def _title_itself(x: Item) -> str:
    kind = x.type
    if kind in _ON_SITE:
        return italic(_with_part(x))
    if serial(x):
        return _with_part(x) if x.container_title else italic(_with_part(x))
    if x.container_title:
        return x.title
    return italic(join(": ", x.title, _volume_in_title(x)))


def _with_part(x: Item) -> str:
    part = x.part_number
    return join(": ", x.title, "" if not part or is_numeric(part) else capitalize(part))


def _volume_in_title(x: Item) -> str:
    """Volumes and parts that have words for numbers belong to the title."""
    volume = "" if is_numeric(x.volume) else capitalize(x.volume)
    part = "" if is_numeric(x.part_number) else capitalize(x.part_number)
    return join(", ", volume, part)


def _labelled(label: str, value: str) -> str:
    return f"{label} {value}" if value else ""


def _identifier(x: Item) -> str:
    kind = x.type
    if kind in _ON_SITE:
        inside = join("; ", _contributors(x), _identifier_number(x))
    elif kind == "report" and x.container_title:
        inside = _contributors(x)
    elif kind == "report":
        number = _identifier_number(x) if x.was_given("title") else ""
        inside = join("; ", _contributors(x), number, _identifier_monographic(x))
    elif x.container_title:
        chapter = "" if x.genre or x.was_given("title") else _chapter(x)
        number = _identifier_number(x) if kind in _FILMED else ""
        inside = join("; ", chapter, _contributors(x), number, _identifier_serial(x))
    else:
        inside = join(
            "; ",
            _contributors(x),
            _identifier_number(x),
            _identifier_monographic(x),
            _identifier_serial(x),
        )
    return wrap("(", inside, ")")


def _identifier_variables(x: Item) -> tuple[str, ...]:
    """What `_identifier` prints, so that it is not printed again."""
    if x.container_title and x.type not in _ON_SITE:
        helpers = ("translator", "interviewer")
        return (*helpers, "number", "genre") if x.type in _FILMED else helpers
    used: tuple[str, ...] = ("interviewer", "container_author", "editor", "translator")
    if x.number:
        used = (*used, "number") if x.type == "thesis" else (*used, "number", "genre")
    if x.type in _ON_SITE:
        return used
    if x.type in _NO_IDENTIFIER or (x.type in EITHER and not edited(x)):
        return (*used, "part_number")
    return (
        *used, "version", "edition", "collection_title", "collection_number", "volume",
        "number_of_volumes", "part_number", "issue", "page", "chapter_number",
    )  # fmt: skip


def _contributors(x: Item) -> str:
    parts: list[str] = []
    if x.interviewer and x.title:
        parts.append(
            f"{show_names(x.interviewer, _OTHERS)}, "
            f"{count_of(x.interviewer, 'Interviewer', 'Interviewers')}"
        )
    if serial(x) or (x.container_title and x.type not in _ON_SITE):
        return join("; ", *parts, _helper(x.translator, "Trans.", "Trans."))
    if x.container_author:
        parts.append("By " + show_names(x.container_author, _OTHERS))
    if x.editor and x.editor == x.translator:
        return join("; ", *parts, _helper(x.editor, "Ed. & Trans.", "Eds. & Trans."))
    return join(
        "; ",
        *parts,
        _helper(x.editor, "Ed.", "Eds."),
        _helper(x.translator, "Trans.", "Trans."),
    )


def _helper(names: tuple[Name, ...], one: str, many: str) -> str:
    return f"{show_names(names, _OTHERS)}, {count_of(names, one, many)}" if names else ""


def _label_number(x: Item) -> str:
    if not x.number:
        return ""
    text = capitalize(x.number)
    if x.type != "standard" and (is_numeric(x.number) or x.type in NUMBERED):
        return f"{short_label('number', x.number).capitalize()} {text}"
    return text


def _identifier_number(x: Item) -> str:
    if not x.number:
        return ""
    before = "Publication" if x.type == "thesis" and x.genre else cased(x, x.genre)
    return join(" ", before, _label_number(x))


def _identifier_monographic(x: Item) -> str:
    kind = x.type
    if kind in _NO_IDENTIFIER or (kind in EITHER and not edited(x)):
        return ""
    volume = x.volume
    if is_numeric(volume):
        volume = _labelled(short_label("volume", volume).capitalize(), volume)
    else:
        volume = _volumes(x)
    part = _labelled("Pt.", x.part_number) if is_numeric(x.part_number) else ""
    chapter = _chapter(x) if x.genre or x.was_given("title") else ""
    return join(
        ", ",
        _labelled("Version", x.version),
        edition(x.edition),
        _series(x),
        volume,
        part,
        _labelled(long_label("issue", x.issue).capitalize(), x.issue),
        _page(x) if x.page else chapter,
    )


def _volumes(x: Item) -> str:
    count = x.number_of_volumes
    if not count or not is_numeric(count):
        return count
    return f"{'Vol.' if count in ('0', '1') else 'Vols.'} 1–{count}"


def _page(x: Item) -> str:
    return f"{short_label('page', x.page)} {pages(x.page, 'expanded')}"


def _chapter(x: Item) -> str:
    number = x.chapter_number
    if not number or not is_numeric(number):
        return number
    return f"{long_label('chapter', number).capitalize()} {number}"


def _series(x: Item) -> str:
    if x.type not in ("document", "report", "standard"):
        return ""
    return join(" ", cased(x, x.collection_title), x.collection_number)


def _identifier_serial(x: Item) -> str:
    if serial(x):
        return _labelled("Pt.", x.part_number) if is_numeric(x.part_number) else ""
    return ""


def _description(x: Item) -> str:
    kind = x.type
    if kind == "interview" or x.interviewer:
        inside = _interview(x)
    elif kind == "thesis":
        publisher = x.publisher if x.archive or x.doi or x.url else ""
        inside = join("; ", join(", ", capitalize(x.genre), publisher), capitalize(x.medium))
    elif kind in SERIAL:
        inside = join("; ", _form(x), "" if x.was_given("title") else x.section)
    elif not x.container_title:
        inside = _form(x)
    elif kind in _REPORTS:
        inside = ""
    elif kind in _HELD:
        inside = _form(x) if _published_held(x) else ""
    else:
        inside = _form(x)
    return wrap("[", inside, "]")


def _published_held(x: Item) -> bool:
    return bool(edited(x) or x.issue or x.page or x.volume)


def _form(x: Item) -> str:
    """The kind of thing a work is, in its own words or in a general word."""
    if x.was_given("genre") or x.medium:
        genre = "" if x.was_given("number") else capitalize(x.genre)
        return join("; ", genre, capitalize(x.medium))
    return _general_form(x)


def _general_form(x: Item) -> str:
    kind = x.type
    if kind in _PRIVATE:
        if not _reachable(x):
            return "Personal communication"
        return "Interview" if kind == "interview" else "Letter"
    if kind == "manuscript":
        return "" if _reachable(x) else "Unpublished manuscript"
    if kind == "periodical" and x.container_title and x.title:
        return "Special issue"
    return _GENERIC.get(kind, "")


def _interview(x: Item) -> str:
    if x.interviewer and x.title:
        return join("; ", "" if x.number else capitalize(x.genre), capitalize(x.medium))
    if x.title:
        return _form(x)
    if x.genre:
        by = show_names(x.interviewer, _OTHERS)
        return join(" ", capitalize(x.genre), wrap("by ", by))
    if x.interviewer:
        by = f"Interview by {show_names(x.interviewer, _OTHERS)}"
        return join("; ", by, capitalize(x.medium))
    return _form(x)


# --- 4. source ---------------------------------------------------------------------------------


def _source(x: Item) -> str:
    kind = x.type
    inside = ""
    if kind in _ON_SITE:
        pass
    elif serial(x):
        inside = _in_serial(x)
    elif x.container_title:
        inside = _in_volume(x)
    return join(
        ". ",
        inside,
        _publisher(x),
        _archive(x),
        _place(x),
        cased(x, x.container_title) if kind in _ON_SITE else "",
    )


def _in_serial(x: Item) -> str:
    title = join(", ", cased(x, x.container_title), cased(x, x.collection_title))
    issue = wrap("(", x.issue, ")")
    where = pages(x.page, "expanded") if x.page else ""
    if x.number:
        where = f"Article {x.number}"
    out = join(", ", italic(title), italic(x.volume) + issue, where)
    placed = x.collection_title or x.issue or x.number or x.page or x.volume
    if x.status and x.issued is not None and not placed:
        out = join(". ", out, capitalize(x.status))
    return out


def _in_volume(x: Item) -> str:
    if x.container_author:
        editors = show_names(x.container_author, _OTHERS)
    else:
        editors = _named(x.editor or x.collection_editor)
    title = italic(join(": ", x.container_title, _volume_in_title(x)))
    number = "" if x.type in _FILMED else _identifier_number(x)
    identifier = wrap("(", join("; ", number, _identifier_monographic(x)), ")")
    form = ""
    if x.type in _REPORTS or (x.type in _HELD and not _published_held(x)):
        form = wrap("[", _form(x), "]")
    return join(" ", "In", join(", ", editors, title), identifier, form)


def _named(names: tuple[Name, ...]) -> str:
    return f"{show_names(names, _OTHERS)} ({count_of(names, 'Ed.', 'Eds.')})" if names else ""


def _publisher(x: Item) -> str:
    kind = x.type
    if kind == "thesis":
        return "" if x.archive or x.doi or x.url else x.publisher
    if kind in SERIAL or (kind == "paper-conference" and not edited(x)):
        return ""
    return x.publisher


def _archive(x: Item) -> str:
    held = join(" ", x.archive, wrap("(", x.archive_location, ")"))
    return join(", ", held, x.archive_place)


def _place(x: Item) -> str:
    if not (x.event or x.event_title):
        return ""
    if x.type == "paper-conference" and _published_held(x):
        return ""
    day = show(x.event_date, MONTH_DAY_YEAR)
    if day and x.event_date is not None and x.event_date.circa:
        day = f"ca. {day}"
    return join(", ", capitalize(x.event_title or x.event), x.event_place, day)


def _address(x: Item) -> str:
    if x.doi:
        return link(f"https://doi.org/{x.doi}")
    if not x.url:
        return ""
    if x.issued is None and not x.status:
        when = show(x.accessed, MONTH_DAY_YEAR)
        return f"Retrieved {f'{when}, from ' if when else ''}{link(x.url)}"
    return link(x.url)


def _history(x: Item) -> str:
    placed = any(map(x.was_given, ("collection_title", "issue", "number", "page", "volume")))
    status = capitalize(x.status) if placed and x.issued is not None else ""
    title = f"as {italic(x.original_title)}" if x.original_title else ""
    first = join(", ", title, _original_year(x), x.original_publisher)
    return wrap("(", join("; ", status, wrap("Original work published ", first)), ")")


# --- the reference and the citation ------------------------------------------------------------


def _reference(x: Item) -> str:
    if x.type in LEGAL:
        year = _year(x) + x.year_suffix
        full = _circa(x, show(x.issued, MONTH_DAY_YEAR))
        entry = legal.reference(x, year, full, _original_year(x))
        return join(" ", sentence(entry), _address(x))
    author, x = _author(x)
    main = join(". ", author, _date(x), _title_and_descriptions(x), _source(x))
    return join(" ", sentence(main), _address(x), _history(x))


def _short_title(x: Item) -> str:
    title = x.title_short or x.title
    kind = x.type
    if not title:
        if kind in ("bill", "report"):
            return legal.bill_number(x)
        return wrap("[", _short_description(x), "]")
    if kind == "legal_case":
        return italic(title)
    if kind in LEGAL - {"hearing"} or kind == "report":
        return cased(x, title)
    if kind == "post":
        return italic(title)
    if kind in ("hearing", "webpage") or not x.container_title:
        return italic_title(x, title)
    return quoted(cased(x, title))


def _short_description(x: Item) -> str:
    kind = x.type
    if (kind == "interview" or x.interviewer) and x.interviewer:
        return f"Interview by {show_names(x.interviewer, _IN_TEXT)}"
    if kind in SERIAL and x.section:
        return capitalize(x.section)
    return capitalize(x.genre or x.medium) or _general_form(x)


def _authors(x: Item) -> str:
    kind = x.type
    if kind in LEGAL:
        return _short_title(x)
    if kind in _PRIVATE and not _reachable(x):
        who = show_names(x.author, _IN_TEXT_FULL) or _short_title(x)
        return join(", ", who, "personal communication")
    for names in (x.author, x.director):
        if names:
            return names_in_text(x, names, _IN_TEXT)
    if kind in _PRIVATE:
        return _short_title(x)
    if kind in ("entry-dictionary", "entry-encyclopedia") and x.publisher:
        return x.publisher
    if x.container_title and kind in _BOOK_ENTRIES:
        return _short_title(x)
    for names in (x.editor, x.collection_editor):
        if names:
            return names_in_text(x, names, _IN_TEXT)
    if kind in ("software", "webpage") and x.publisher:
        return x.publisher
    if kind == "standard" and x.authority:
        return x.authority
    return _short_title(x)


def _date_in_text(x: Item) -> str:
    if x.issued is not None:
        if x.type in _PRIVATE and not _reachable(x):
            year = _circa(x, show(x.issued, MONTH_DAY_YEAR))
        else:
            year = _year(x)
        return join("/", _original_year(x), year + x.year_suffix)
    suffix = f"-{x.year_suffix}" if x.year_suffix else ""
    return (x.status.lower() or "n.d.") + suffix


def locator_in_text(x: Item, locator: Locator | None) -> str:
    """`p. 5`, `para. 4`, `Chapter 3`."""
    if locator is None:
        return ""
    label, value = locator
    if label == "page":
        return f"{short_label('page', value)} {pages(value, 'expanded')}"
    value = pages(value, "")
    if x.type in LEGAL:
        if label in ("chapter", "paragraph", "section"):
            return f"{sign(label, locator.value)} {value}"
    elif label == "paragraph":
        return f"{short_label(label, locator.value)} {value}"
    elif not is_numeric(locator.value) and label in ("chapter", "line", "verse"):
        return value
    return join(" ", long_label(label, locator.value).capitalize(), value)


def _in_text(x: Item, authors: str, locator: Locator | None) -> str:
    return join(", ", authors, _date_in_text(x), locator_in_text(x, locator))


def _sort_key(x: Item) -> tuple[object, ...]:
    author = legal.title(x) if x.type in LEGAL else _author(x)[0]
    group = 1 if x.issued is not None else 2 if x.status else 0
    day = x.issued.start if x.issued is not None else (0, 0, 0)
    if x.type not in _DAILY and x.type != "paper-conference":
        day = (day[0], 0, 0)
    return author, group, day, x.title, x.volume


_STYLE: Final = Style(
    name="apa",
    title="Publication Manual of the American Psychological Association, 7th edition",
    kind="author-date",
    reference=_reference,
    sort_key=_sort_key,
    authors=_authors,
    in_text=_in_text,
    suffixes=True,
    given_names="initials",
    quoted_in=", as cited in ",
)

STYLES: Final = {_STYLE.name: _STYLE}
