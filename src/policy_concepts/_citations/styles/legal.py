"""References to laws and treaties, as the Bluebook has them; APA and Chicago share them."""

from __future__ import annotations

from ..._base.markup import italic, join, wrap
from ..item import Item
from ..parts.names import NameStyle, show as show_names
from ..parts.numbers import is_numeric
from ..parts.terms import NUMBERED, page_first, short_label, sign
from ..parts.titles import capitalize, title_case

_PARTIES = NameStyle(delimiter="-", short=True)


def number(x: Item) -> str:
    """`No. 5`, where the number is one."""
    if not x.number:
        return ""
    text = capitalize(x.number)
    if x.type != "standard" and (x.type in NUMBERED or is_numeric(x.number)):
        return f"{short_label('number', x.number).capitalize()} {text}"
    return text


def title(x: Item) -> str:
    if x.type == "hearing":
        heard = join(" ", wrap("on ", x.number), wrap("before the ", x.section))
        return italic(join(": ", capitalize(x.title), wrap("Hearing ", heard)))
    return title_case(x.title) if x.english else x.title


def bill_number(x: Item) -> str:
    """The genre and number by which a bill or congressional report is known."""
    known = x.authority or x.chapter_number or x.container_title
    return join(" ", x.genre, x.number if known else number(x))


def section(x: Item) -> str:
    return f"{sign('section', x.section)} {x.section}" if x.section else ""


def _in_code(x: Item) -> str:
    """Volume, code or record, and section or first page."""
    return join(" ", x.volume, x.container_title, section(x) or page_first(x.page))


def source(x: Item) -> str:
    kind = x.type
    if kind == "bill":
        session = join(" ", x.authority, x.chapter_number)
        record = join(" ", x.volume, x.container_title, page_first(x.page))
        return join(", ", bill_number(x), session, record)
    if kind == "hearing":
        return join(" ", x.authority, x.chapter_number)
    if kind == "legal_case":
        if not x.container_title:
            return number(x)
        where = page_first(x.page) or "___"
        return join(" ", x.volume, x.container_title, section(x), where)
    if kind == "legislation":
        if not x.number:
            return _in_code(x)
        act = join(" ", capitalize(x.genre) or "Pub. L.", number(x))
        return join(", ", act, join(" ", x.volume, x.container_title, page_first(x.page)))
    if kind == "regulation":
        return join(", ", join(" ", x.genre, number(x)), _in_code(x))
    return join(" ", x.volume, x.container_title, page_first(x.page) or number(x))


def date(x: Item, year: str, full: str, original: str) -> str:
    if x.type == "treaty":
        return full
    if x.type == "legal_case":
        return wrap("(", join(" ", x.authority, year if x.container_title else full), ")")
    return wrap("(", join(" ", f"{original} &" if original else "", year), ")")


def reference(x: Item, year: str, full: str, original: str, locator: str = "") -> str:
    """A whole legal reference, without its final full stop and address."""
    when = date(x, year, full, original)
    if x.type == "treaty":
        return join(", ", title(x), show_names(x.author, _PARTIES), when, source(x), locator)
    identifier = "" if x.type in ("hearing", "legal_case") else wrap("(", x.status, ")")
    return join(", ", join(" ", join(", ", title(x), source(x)), when, identifier), locator)
