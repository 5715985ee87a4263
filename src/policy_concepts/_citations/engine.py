"""Items in, text out: one reference, one citation in the text, a whole bibliography."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from .._base.markup import SUP, SUP_END, glue, punctuation_inside_quotes, render, wrap
from .disambiguate import disambiguate
from .item import Item
from .parts.terms import Locator
from .parts.titles import capitalize
from .styles.style import Style, sentence


def finish(text: str, style: Style, format: str) -> str:
    """Moves punctuation into quotations where the style does, and renders in one of the formats."""
    if style.american:
        text = punctuation_inside_quotes(text)
    return render(text, format)


def reference(x: Item, style: Style, format: str = "text") -> str:
    """The entry in the bibliography, without its number."""
    return finish(_entry(x, style), style, format)


def _entry(x: Item, style: Style) -> str:
    """The entry; what has neither title nor author nor anything else is named by its type."""
    return style.reference(x) or f"[{x.type.replace('_', ' ')}]."


# --- in the text -------------------------------------------------------------------------------


def in_text(
    items: Sequence[tuple[Item, Locator | None, str]],
    style: Style,
    *,
    numbers: Sequence[int] = (),
    narrative: bool = False,
    subsequent: bool = False,
    format: str = "text",
) -> str:
    """A citation of one or more items as it stands in the text, or their note.

    Args:
        items: Item, locator, and who is quoted in it (mostly nobody).
        style: The style.
        numbers: Their numbers, for numeric styles; counted from 1 if left out.
        narrative: The sentence names the authors, `Orlan (2031)`; numbers stand alone anyway.
        subsequent: A note for works already cited.
        format: One of the four formats.
    """
    opening, closing = style.brackets
    if style.kind == "note":
        make = style.short_note if subsequent else style.note
        notes = [_quoting(who, style, make(x, where)) for x, where, who in items]
        text = ""
        for note in notes:
            text = glue(glue(text, "; "), note) if text else note
        return finish(capitalize(sentence(text)), style, format)
    if style.kind == "numeric":
        return finish(_numbered(items, style, numbers), style, format)
    if narrative:
        out = []
        for x, where, who in items:
            inside = style.in_text(x, "", where)
            names = _quoting(who, style, style.authors(x))
            brackets = wrap(f"{style.narrative}{opening}", inside, closing) if inside else ""
            out.append(glue(names, brackets) + style.behind(x, where))
        return finish(style.separator.join(out), style, format)
    inside = ""
    for x, where, who in items:
        one = style.in_text(x, _quoting(who, style, style.authors(x)), where)
        inside = glue(inside, style.separator) + one if inside else one
    behind = style.behind(items[0][0], items[0][1]) if len(items) == 1 else ""
    return finish(wrap(opening, inside, closing) + behind, style, format)


def _quoting(who: str, style: Style, rest: str) -> str:
    return f"{who}{style.quoted_in}{rest}" if who else rest


def _numbered(
    items: Sequence[tuple[Item, Locator | None, str]],
    style: Style,
    numbers: Sequence[int],
) -> str:
    opening, closing = style.brackets
    numbers = numbers or range(1, len(items) + 1)
    if len(items) == 1:
        x, where, who = items[0]
        inside = style.in_text(x, str(numbers[0]), where)
        cited = f"{opening}{inside}{closing}{style.behind(x, where)}"
        if style.superscript:
            cited = f"{SUP}{cited.replace(SUP, '').replace(SUP_END, '')}{SUP_END}"
        if who:
            return f"{who}{style.quoted_in}{cited}"
        return cited
    if any(where for _, where, _ in items) or style.each_in_brackets:
        parts = [
            f"{opening}{style.in_text(x, str(number), where)}{closing}"
            for (x, where, _), number in zip(items, numbers, strict=True)
        ]
        cited = (", " if style.each_in_brackets else "").join(parts)
    else:
        cited = f"{opening}{_runs(sorted(set(numbers)), style.separator)}{closing}"
    return f"{SUP}{cited}{SUP_END}" if style.superscript else cited


def _runs(numbers: Sequence[int], separator: str) -> str:
    """`1–3,5`: three or more in a row become a range."""
    out: list[str] = []
    start = 0
    for i in range(1, len(numbers) + 1):
        if i < len(numbers) and numbers[i] == numbers[i - 1] + 1:
            continue
        run = numbers[start:i]
        out += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
        start = i
    return separator.join(out)


# --- the bibliography --------------------------------------------------------------------------


def origin_of(x: Item) -> object:
    """A key that two items share only if they cite the same thing.

    An id is not enough: two catalogs may use one for different records, and the id of an item
    that came without one is made from its title.
    """
    if isinstance(x.origin, Mapping):
        return (
            (x.identity, json.dumps(x.origin, sort_keys=True, default=str)) if x.identity else id(x)
        )
    return x.origin if x.origin is not None else x.identity or id(x)


def in_order(items: Iterable[Item], style: Style) -> list[Item]:
    """The items without repeats, sorted as the style wants, disambiguated."""
    seen: set[object] = set()
    unique = []
    for x in items:
        key = origin_of(x)
        if key not in seen:
            seen.add(key)
            unique.append(x)
    if style.sort_key is not None:
        sort_key = style.sort_key
        unique.sort(key=lambda x: _fold(sort_key(x)))
    return disambiguate(unique, style)


_UNSORTED: Final = re.compile("[\ue000-\ue00e]|[^\\w\\s]")


def _fold(value: Any) -> Any:
    """A sort key without case, accents and punctuation."""
    if isinstance(value, str):
        plain = unicodedata.normalize("NFKD", value.replace("-", ""))
        bare = "".join(char for char in plain if not unicodedata.combining(char))
        return " ".join(_UNSORTED.sub(" ", bare).casefold().split())
    return tuple(map(_fold, value)) if isinstance(value, tuple) else value


def entries(items: Sequence[Item], style: Style, format: str = "text") -> list[str]:
    """The entries of a bibliography, numbered where the style does."""
    out = []
    before = ""
    for number, x in enumerate(items, 1):
        text = _entry(x, style)
        if style.repeated and style.named is not None:
            names = style.named(x)
            if names and names == before and text.startswith(names):
                text = glue(style.repeated, text[len(names) :])
            before = names
        if style.kind == "numeric":
            text = style.number(number) + text
        out.append(finish(text, style, format))
    return out
