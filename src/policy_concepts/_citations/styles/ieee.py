"""IEEE, as its reference guide has it: numbered, in the order of citation."""

from __future__ import annotations

from typing import Final

from ..._base.markup import BOLD, BOLD_END, glue, italic, join, link, quoted, wrap
from ..item import Item
from ..parts.dates import THREE_DAY_YEAR, THREE_YEAR, YEAR, show
from ..parts.names import NameStyle, show as show_names
from ..parts.numbers import dashed, is_numeric, ordinal, pages
from ..parts.terms import Locator, count_of, short_label
from ..parts.titles import capitalize, title_case
from .style import Style, sentence

_AUTHORS: Final = NameStyle(
    and_="and", initials=". ", et_al_min=7, et_al_first=1, et_al_italic=True
)
_EDITORS: Final = NameStyle(and_="and", initials=". ")

_ITALIC_TITLES: Final = frozenset(
    """bill book graphic legal_case legislation motion_picture software song standard""".split()
)
_EDITIONS: Final = frozenset(
    """bill book chapter graphic legal_case legislation motion_picture paper-conference report
    song""".split()
)
_PLACE_FIRST: Final = frozenset(
    """bill book chapter graphic legal_case legislation motion_picture paper-conference
    song""".split()
)
_BOOKS: Final = frozenset("bill book graphic legal_case legislation report song".split())
_PRESS: Final = frozenset(
    """article-magazine article-newspaper broadcast interview manuscript map patent
    personal_communication speech thesis webpage""".split()
)
_ON_SITE: Final = frozenset({"post", "post-weblog", "webpage"})
_YEARLY: Final = frozenset("bill book chapter graphic legal_case legislation song thesis".split())


def _author(x: Item) -> tuple[str, Item]:
    if x.author:
        return show_names(x.author, _AUTHORS), x
    if x.editor:
        role = count_of(x.editor, "Ed.", "Eds.")
        return f"{show_names(x.editor, _AUTHORS)}, {role}", x.after_printing("editor")
    if x.translator:
        return f"{show_names(x.translator, _AUTHORS)}, Trans.", x.after_printing("translator")
    if x.director:
        role = count_of(x.director, "Dir.", "Dirs.")
        return f"{show_names(x.director, _AUTHORS)}, {role}", x.after_printing("director")
    return "", x


def _title(x: Item) -> str:
    if not x.title:
        return ""
    title = italic(x.title) if x.type in _ITALIC_TITLES else quoted(x.title)
    return join(" ", title, x.title_after)


def _edition(x: Item) -> str:
    if x.type not in _EDITIONS or not x.edition:
        return ""
    return f"{ordinal(x.edition)} ed." if is_numeric(x.edition) else f"{capitalize(x.edition)}."


def _locators(x: Item) -> str:
    return join(
        ", ",
        _edition(x),
        f"vol. {dashed(x.volume)}" if x.volume else "",
        f"{dashed(x.number_of_volumes)} vols." if x.number_of_volumes else "",
        f"no. {dashed(x.issue)}" if x.issue else "",
    )


def _publisher(x: Item) -> str:
    if x.type in _PLACE_FIRST:
        return join(": ", x.publisher_place, x.publisher)
    return join(", ", x.publisher, x.publisher_place)


def _issued(x: Item) -> str:
    kind = x.type
    if kind in ("article-journal", "paper-conference", "report"):
        return show(x.issued, THREE_YEAR)
    if kind in _YEARLY:
        return show(x.issued, YEAR)
    text = show(x.issued, THREE_DAY_YEAR)
    return wrap("(", text, ")") if kind == "motion_picture" else text


def _page(x: Item) -> str:
    if x.type == "article-journal" and x.number:
        return f"Art. no. {x.number}"
    return f"{short_label('page', x.page)} {pages(x.page, '')}" if x.page else ""


def _editor(x: Item) -> str:
    if not x.editor:
        return ""
    return f"{show_names(x.editor, _EDITORS)}, {count_of(x.editor, 'Ed.', 'Eds.')}"


def _series(x: Item) -> str:
    if not x.collection_title:
        return ""
    number = f"no. {x.collection_number}" if x.collection_number else ""
    volume = f"vol. {x.volume}" if x.volume else ""
    return wrap("in ", join(", ", x.collection_title, number, volume), ". ")


def _status(x: Item) -> str:
    if not x.status or x.page or x.issue or x.volume:
        return ""
    return f"{BOLD}{capitalize(x.status)}{BOLD_END}"


def _access(x: Item) -> str:
    """How to get at it online; begins with a space."""
    accessed = wrap("Accessed: ", show(x.accessed, THREE_DAY_YEAR))
    if x.type in _ON_SITE:
        if not x.url:
            return ""
        return wrap(" ", join(". ", accessed, "[Online]", f"Available: {link(x.url)}"))
    if x.doi:
        return f" doi: {link(f'https://doi.org/{x.doi}', x.doi)}."
    if not x.url:
        return ""
    medium = capitalize(x.medium) or "Online"
    if x.type == "motion_picture" and not x.medium:
        medium = "Online Video"
    # The medium comes with the date of access, or when it is given.
    medium = f"[{medium}]" if accessed or x.medium else ""
    head = wrap(" ", join(". ", accessed, medium), ". ")
    return glue(head, f" Available: {link(x.url)}")


def _body(x: Item) -> str:
    """Everything between the authors and the address."""
    kind = x.type
    title = _title(x)
    container = italic(x.container_title)
    if kind == "article-journal":
        name = italic(x.container_title_short or x.container_title)
        parts = join(", ", title, name, _locators(x), _page(x), _issued(x), _status(x))
        return glue(parts, "," if x.url or x.doi else ".")
    if kind in ("paper-conference", "speech"):
        event = f"in {container}" if container else wrap("presented at the ", x.event)
        head = wrap("", join(", ", title, event, _editor(x)), ", ")
        rest = join(", ", _publisher(x), _issued(x), _page(x), _status(x))
        return glue(glue(head, _series(x)), sentence(rest))
    if kind == "chapter":
        return wrap(
            "",
            join(
                ", ", title, wrap("in ", container), _locators(x), _editor(x), _series(x),
                _publisher(x), _issued(x),
                f"ch. {x.chapter_number}" if x.chapter_number else "", _page(x),
            ),
            ".",
        )  # fmt: skip
    if kind == "report":
        number = join(" ", x.genre, x.number)
        return sentence(join(", ", title, _publisher(x), number, _issued(x)))
    if kind == "thesis":
        return sentence(join(", ", title, x.genre, _publisher(x), _issued(x)))
    if kind == "software":
        when = wrap("(", _issued(x), ")")
        return sentence(join(". ", title, when, x.genre, _publisher(x)))
    if kind == "article":
        where = join(": ", italic(_publisher(x)), x.number)
        return sentence(join(", ", title, _issued(x), where))
    if kind in _ON_SITE:
        return sentence(join(", ", title, x.container_title))
    if kind == "motion_picture":
        place = x.publisher_place or x.event_place
        place = sentence(title_case(place) if x.english else place)
        return glue(wrap("", place, " "), sentence(join(", ", title, _issued(x))))
    if kind == "standard":
        place = x.publisher_place or x.event_place
        place = sentence(title_case(place) if x.english else place)
        number = join(" ", x.genre, x.number)
        return sentence(join(", ", title, number, place, _issued(x)))
    if kind in _BOOKS:
        head = wrap("", join(", ", title, _locators(x)), ". ")
        rest = sentence(join(", ", _publisher(x), _issued(x), _page(x)))
        return glue(glue(head, _series(x)), rest)
    if kind in _PRESS:
        return wrap(
            "",
            join(", ", title, container, _locators(x), _publisher(x), _page(x), _issued(x)),
            ".",
        )
    head = wrap("", join(", ", title, container, _locators(x)), ". ")
    rest = sentence(join(", ", _publisher(x), _page(x), _issued(x)))
    return glue(glue(head, _series(x)), rest)


def _reference(x: Item) -> str:
    author, x = _author(x)
    out = glue(wrap("", author, ", "), _body(x))
    out = glue(out, _access(x))
    return out.strip(" ")


def _in_text(x: Item, number: str, locator: Locator | None) -> str:
    if locator is None:
        return number
    label, value = locator
    if label == "page":
        where = f"{short_label(label, value)} {pages(value, '')}"
    else:
        word = "ch." if label == "chapter" else short_label(label, value)
        where = join(" ", word.capitalize(), pages(value, ""))
    return f"{number}, {where}"


def _number(number: int) -> str:
    return f"[{number}] "


_STYLE: Final = Style(
    name="ieee",
    title="IEEE Reference Guide",
    kind="numeric",
    reference=_reference,
    in_text=_in_text,
    number=_number,
    brackets=("[", "]"),
    separator=", ",
    each_in_brackets=True,
)

STYLES: Final = {_STYLE.name: _STYLE}
