"""Disambiguation of works whose citations look alike: more names, given names, year suffixes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from .item import Item
from .parts.names import Name, initials
from .styles.style import Style


def disambiguate(items: Sequence[Item], style: Style) -> list[Item]:
    """The items in the order given, with what makes their citations differ.

    As CSL has it: first names that several people share get initials or given names, then more
    names are shown in place of "et al.", then years get letters, in the order of the items.
    """
    if style.kind in ("numeric", "note") or len(items) < 2:
        return list(items)
    out = list(items)
    if style.given_names in ("initials", "given"):
        hints = _shared(out, given=style.given_names == "given")
        _hint(out, range(len(out)), hints)
    for group in _alike(out, style):
        alike = _with_more_names(out, group, style)
        if style.given_names == "by-cite" and alike:
            _hint(out, alike, _shared([out[i] for i in alike], given=True))
            alike = [i for i in alike if _is_alike(out, i, alike, style)]
        if style.suffixes:
            for letter, index in enumerate(alike):
                out[index] = out[index].replace(year_suffix=_letters(letter))
    return out


def _cited_names(x: Item) -> tuple[Name, ...]:
    """The names that a citation may print."""
    return x.author or x.editor or x.translator or x.collection_editor or x.director


def _shared(items: Sequence[Item], *, given: bool) -> dict[Name, str]:
    """What first authors who share a family name need besides it: `initials` or `given` names."""
    people: dict[str, dict[str, Name]] = defaultdict(dict)
    for x in items:
        for name in _cited_names(x)[:1]:
            if name.family and name.given and not name.whole:
                people[name.family].setdefault(name.given, name)
    hints: dict[Name, str] = {}
    for shared in people.values():
        if len(shared) < 2:
            continue
        short = defaultdict(list)
        for given_name, name in shared.items():
            short[initials(given_name, "")].append(name)
        for names in short.values():
            if len(names) == 1:
                hints[names[0]] = "initials"
            elif given:
                hints.update(dict.fromkeys(names, "given"))
    return hints


def _hint(items: list[Item], indexes: Iterable[int], hints: dict[Name, str]) -> None:
    for i in indexes:
        if set(_cited_names(items[i])[:1]) & hints.keys():
            items[i] = items[i].replace(name_hints=hints)


def _alike(items: Sequence[Item], style: Style) -> list[list[int]]:
    """Groups of items whose citations look the same."""
    seen: dict[str, list[int]] = defaultdict(list)
    for index, x in enumerate(items):
        seen[style.in_text(x, style.authors(x), None)].append(index)
    return [group for group in seen.values() if len(group) > 1]


def _with_more_names(items: list[Item], group: list[int], style: Style) -> list[int]:
    """Show more names where that helps; the items that are still alike."""
    most = max(len(_cited_names(items[i])) for i in group)
    for count in range(2, most + 1):
        forms: dict[tuple[Name, ...], list[int]] = defaultdict(list)
        for i in group:
            forms[_cited_names(items[i])[:count]].append(i)
        unique = [indexes[0] for indexes in forms.values() if len(indexes) == 1]
        if len(forms) > 1:
            for indexes in forms.values():
                for i in indexes:
                    items[i] = items[i].replace(names_shown=count)
            alike = [indexes for indexes in forms.values() if len(indexes) > 1]
            if not alike:
                return []
            if count == most or not unique:
                continue
            group = [i for indexes in alike for i in indexes]
    return [i for i in group if _is_alike(items, i, group, style)]


def _is_alike(items: list[Item], i: int, group: list[int], style: Style) -> bool:
    shown = style.in_text(items[i], style.authors(items[i]), None)
    return any(
        j != i and style.in_text(items[j], style.authors(items[j]), None) == shown for j in group
    )


def _letters(index: int) -> str:
    """`a` to `z`, then `aa` and so on."""
    out = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        out = chr(ord("a") + rest) + out
    return out
