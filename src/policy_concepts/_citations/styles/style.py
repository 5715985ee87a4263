"""What a style is, and what styles do in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from ..._base.markup import glue, italic
from ..item import Item
from ..parts.names import Name, NameStyle, show as show_names
from ..parts.terms import EITHER, SERIAL, Locator
from ..parts.titles import title_case

Kind = Literal["author-date", "author", "numeric", "note"]


def _no_text(x: Item, locator: Locator | None) -> str:
    return ""


@dataclass(frozen=True)
class Style:
    """A citation style.

    Attributes:
        name: What users call it.
        title: What its makers call it.
        kind: How it cites in the text.
        reference: The entry in the bibliography, without number.
        sort_key: By what a bibliography is sorted; `None` keeps the order of citation.
        authors: Who is named in the text, `Smith & Jones`.
        in_text: What stands in the brackets, from the item, those authors (empty where the
            sentence names them) and a locator.
        note: The full note of a style that cites in notes.
        short_note: The note for a work already cited.
        number: How a numbered style prints a number in the bibliography.
        brackets: What encloses a citation in the text.
        separator: What stands between two citations in one pair of brackets.
        narrative: What stands between authors and brackets where the sentence names the authors.
        superscript: Whether numbers are raised.
        american: Whether full stops and commas go inside a closing quotation mark.
        short_names: How names are printed in the text.
        suffixes: Whether years get letters to tell works apart.
        given_names: How first authors of one family name are told apart wherever they are cited:
            by `initials`, or by `given` names too; `by-cite` does so only where citations would
            be alike.
        behind: What stands behind the brackets, from item and locator.
        repeated: What stands for the same authors as in the entry before, as `named` prints them.
        named: The authors at the head of an entry.
        quoted_in: What stands between a speaker and the work that quotes them.
        each_in_brackets: Whether several numbers have brackets of their own.
    """

    name: str
    title: str
    kind: Kind
    reference: Callable[[Item], str]
    sort_key: Callable[[Item], Any] | None = None
    authors: Callable[[Item], str] = field(default=lambda x: "")
    in_text: Callable[[Item, str, Locator | None], str] = field(default=lambda x, who, where: "")
    note: Callable[[Item, Locator | None], str] = _no_text
    short_note: Callable[[Item, Locator | None], str] = _no_text
    number: Callable[[int], str] = str
    brackets: tuple[str, str] = ("(", ")")
    separator: str = "; "
    narrative: str = " "
    superscript: bool = False
    american: bool = True
    suffixes: bool = False
    given_names: Literal["", "initials", "given", "by-cite"] = ""
    behind: Callable[[Item, Locator | None], str] = field(default=lambda x, locator: "")
    repeated: str = ""
    named: Callable[[Item], str] | None = None
    quoted_in: str = ", quoted in "
    each_in_brackets: bool = False


def names_in_text(x: Item, names: tuple[Name, ...], style: NameStyle) -> str:
    """Names as they stand in the text, with what tells them apart from others'."""
    if x.names_shown:
        style = style._replace(et_al_first=max(style.et_al_first, x.names_shown))
    return show_names(names, style, x.name_hints)


# --- what several styles ask of an item -----------------------------------------------------------


def sentence(text: str) -> str:
    """Text with a full stop at its end; nothing if there is no text."""
    return glue(text, ".") if text else ""


def cased(x: Item, text: str) -> str:
    """A title in title case, if the item is in English."""
    return title_case(text) if x.english else text


def italic_title(x: Item, text: str) -> str:
    """The same, in italics."""
    if not text:
        return ""
    return italic(title_case(text, False) if x.english else text)


def edited(x: Item) -> bool:
    """Whether it has an editor, which makes it a part of a volume."""
    return x.was_given("editor") or x.was_given("collection_editor")


def serial(x: Item) -> bool:
    """Whether it stands in a serial."""
    return x.type in SERIAL or (x.type in EITHER and not edited(x))
