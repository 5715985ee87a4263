"""Names of people and bodies, and how styles print lists of them.

Whether a name is Chinese is told by its script, never by the record's language: a Chinese name is
printed whole, family name first, with no space, no initials and no inversion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from ..._base.markup import ITALIC, ITALIC_END, clean, glue
from .pinyin import HAN, is_pinyin_name

# Scripts whose names are spaced and can be inverted: Latin, Greek, Cyrillic, Hebrew, Arabic, Thai.
_SPACED: Final = re.compile(
    "[-0-9A-Za-z\u00c0-\u017f\u0218-\u021b\u0370-\u03ff\u0400-\u052f\u0590-\u05ff"
    "\u0600-\u06ff\u0e01-\u0e5b\u1e00-\u1fff\u2018\u2019]"
)
_PARTICLE_STOPS: Final = "'’-–."


class Name(NamedTuple):
    """A name as CSL has it.

    A body, or a name that must not be taken apart, is a `literal`.
    `whole` is set for names in scripts that do not space their parts, such as Chinese.
    `family_first` marks a name in Latin letters whose bearer puts the family name first.
    """

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False
    whole: str = ""
    family_first: bool = False


class NameStyle(NamedTuple):
    """How a style prints a list of names.

    Attributes:
        and_: The word or sign before the last name; empty for none.
        delimiter: What stands between names.
        before_and: `always`, `never` or `contextual` (from three names on) for the delimiter
            before `and_`.
        before_et_al: The same for the delimiter before "et al.".
        inverted: `all`, `first` or the empty string: which names stand family name first.
        separator: What stands between family and given name when inverted.
        initials: What follows an initial; `None` to print given names in full.
        spell_out: Print given names in full, but initials that are given with `initials` after
            them.
        hyphens: Whether hyphenated given names keep the hyphen between initials.
        short: Family names only.
        upper: Family names in capitals.
        et_al_min: Abbreviate lists at least so long; 0 for never.
        et_al_first: How many names stay when abbreviated.
        et_al_last: Print an ellipsis and the last name in place of "et al.".
        et_al: The words.
        et_al_italic: Whether they are in italics.
        demote: Whether particles ("van der") go behind the given name when inverted.
        pinyin_whole: Whether given names in pinyin are never cut to initials.
    """

    and_: str = ""
    delimiter: str = ", "
    before_and: str = "contextual"
    before_et_al: str = "contextual"
    inverted: str = ""
    separator: str = ", "
    initials: str | None = None
    spell_out: bool = False
    hyphens: bool = True
    short: bool = False
    upper: bool = False
    et_al_min: int = 0
    et_al_first: int = 1
    et_al_last: bool = False
    et_al: str = "et al."
    et_al_italic: bool = False
    demote: bool = False
    pinyin_whole: bool = False


# --- reading -----------------------------------------------------------------------------------


def is_han(text: str) -> bool:
    """Whether a name is written in Chinese characters."""
    return HAN.search(text) is not None and _SPACED.search(text) is None


@lru_cache(maxsize=16384)
def make_name(
    family: str = "",
    given: str = "",
    dropping: str = "",
    non_dropping: str = "",
    suffix: str = "",
    literal: str = "",
    comma_suffix: bool = False,
) -> Name | None:
    """A name from its parts; particles and suffixes hidden in them are found.

    Returns `None` if there is nothing to print.
    """
    if literal and not family and not given:
        text = _tidy(literal)
        return Name(literal=text) if text else None
    family, given = _tidy(family), _tidy(given)
    if not family:
        text = given or _tidy(literal)
        return Name(literal=text) if text else None
    if not _SPACED.search(family):
        return Name(family=family, given=given, whole=_whole(family, given))
    suffix, dropping, non_dropping = _tidy(suffix), _tidy(dropping), _tidy(non_dropping)
    if not suffix and "," in given:
        head, _, tail = given.partition(",")
        if head.strip():
            comma_suffix = comma_suffix or tail.startswith("!")
            given, suffix = head.strip(), tail.lstrip("!").strip()
    if not non_dropping:
        rest, particle = _split_particle(family)
        if _SPACED.search(rest):
            family, non_dropping = rest, particle
    if not dropping and given and not given[-1].isupper():
        given, dropping = _split_dropping(given)
    return Name(family, given, dropping, non_dropping, suffix, "", comma_suffix)


def _tidy(text: str) -> str:
    if not text:
        return ""
    text = clean(text)
    return text.replace("'", "’") if "'" in text else text


def _whole(family: str, given: str) -> str:
    # A given name in Latin letters after a Chinese family name is a style of its own; space it.
    return f"{family} {given}" if given and _SPACED.search(given) else family + given


def _is_particle(word: str) -> bool:
    return all(c.islower() or c in _PARTICLE_STOPS for c in word)


def _split_particle(family: str) -> tuple[str, str]:
    if family[0] == '"' and family[-1] == '"' and len(family) > 2:
        return family[1:-1], ""
    if not (family[0].islower() or family[0] in _PARTICLE_STOPS):
        return family, ""
    words = family.split(" ")
    count = 0
    while count < len(words) and _is_particle(words[count]):
        count += 1
    if count == len(words):
        return family, ""
    if count:
        return " ".join(words[count:]), " ".join(words[:count])
    pieces = re.split("(['’.–-])", family)
    if len(pieces) == 3 and _is_particle(pieces[0]) and pieces[2]:
        return pieces[2], pieces[0] + pieces[1]
    return family, ""


def _split_dropping(given: str) -> tuple[str, str]:
    if given[0] == '"' and given[-1] == '"' and len(given) > 2:
        return given[1:-1], ""
    words = given.split(" ")
    for i, word in enumerate(words):
        if i and _is_particle(word):
            if all(map(_is_particle, words[i:])):
                return " ".join(words[:i]), " ".join(words[i:])
            break
    return given, ""


def from_csl(value: object) -> tuple[Name, ...]:
    """A CSL-JSON name variable; what has no name in it is left out."""
    if not isinstance(value, (list, tuple)):
        return ()
    names = []
    for entry in value:
        if isinstance(entry, str):
            name = make_name(literal=entry)
        elif isinstance(entry, Mapping):
            name = make_name(
                *(
                    str(entry.get(key) or "")
                    for key in (
                        "family",
                        "given",
                        "dropping-particle",
                        "non-dropping-particle",
                        "suffix",
                        "literal",
                    )
                ),
                comma_suffix=bool(entry.get("comma-suffix")),
            )
            if name is not None and entry.get("static-ordering") is True and name.given:
                name = name._replace(family_first=True)
        else:
            name = None
        if name is not None:
            names.append(name)
    return tuple(names)


def to_csl(names: Iterable[Name]) -> list[dict[str, Any]]:
    """Names as a CSL-JSON name variable."""
    return [_name_to_csl(name) for name in names]


def _name_to_csl(name: Name) -> dict[str, Any]:
    if name.literal:
        return {"literal": name.literal}
    pairs: dict[str, Any] = {
        "family": name.family,
        "given": name.given,
        "dropping-particle": name.dropping,
        "non-dropping-particle": name.non_dropping,
        "suffix": name.suffix,
        "static-ordering": name.family_first,
    }
    return {key: value for key, value in pairs.items() if value}


# --- initials ----------------------------------------------------------------------------------


@lru_cache(maxsize=16384)
def initials(given: str, after: str, *, hyphens: bool = True, spell_out: bool = False) -> str:
    """Given names as initials: `Jean-Luc Q.` is `J.-L. Q.`.

    Args:
        given: Given names.
        after: What follows each initial.
        hyphens: Whether a hyphen stays between initials.
        spell_out: Leave full names as they are; only initials get `after`.
    """
    out = []
    for word, is_initial in _given_words(given):
        if is_initial:
            out.append(word + after)
        elif word.islower():
            out.append(f"{word} " if after.endswith(" ") else f" {word} ")
        elif spell_out:
            out.append(f"{word} ")
        else:
            initial = _initial(word, hyphens)
            if initial:
                out.append(initial + after)
    return "".join(out).replace(" -", "-").strip()


def _given_words(given: str) -> list[tuple[str, bool]]:
    """The words of a given name, and whether each is an initial already."""
    words: list[tuple[str, bool]] = []
    word = ""
    for char in given:
        if char == ".":
            if word:
                words.append((word, True))
            word = ""
        elif char == "-":
            if word:
                words.append((word, False))
            word = "-"
        elif char == " ":
            if word:
                words.append((word, len(word) == 1))
            word = ""
        else:
            word += char
    if word:
        words.append((word, len(word) == 1))
    return words


def _initial(word: str, hyphens: bool) -> str:
    if word[0] == "-":
        if len(word) > 1 and word[1].isupper():
            return f"-{word[1]}" if hyphens else word[1]
        return ""
    if not word[0].isupper():
        return word
    # "GIuseppe" marks a two-letter initial.
    if len(word) > 2 and word[1].isupper() and word[2:].islower():
        return word[0] + word[1].lower()
    return word[0]


# --- printing ----------------------------------------------------------------------------------


def show(names: tuple[Name, ...], style: NameStyle, hints: Mapping[Name, str] | None = None) -> str:
    """Print a list of names.

    Args:
        names: The names.
        style: How.
        hints: For names in short form that others share: `initials` or `given`.
    """
    count = len(names)
    if not count:
        return ""
    if count == 1:
        return _show_one(names[0], style, True, hints)
    shown = count
    if style.et_al_min and count >= style.et_al_min:
        shown = min(style.et_al_first, count)
    out = _show_one(names[0], style, True, hints)
    for i in range(1, shown):
        before = _and(style, count) if i == count - 1 and style.and_ else style.delimiter
        out = glue(out, before) + _show_one(names[i], style, False, hints)
    if shown == count:
        return out
    before = style.delimiter if _before_et_al(style, count, shown) else " "
    if style.et_al_last:
        return glue(out, before) + "… " + _show_one(names[-1], style, False, hints)
    words = f"{ITALIC}{style.et_al}{ITALIC_END}" if style.et_al_italic else style.et_al
    return glue(out, before) + words


def _and(style: NameStyle, count: int) -> str:
    rule = style.before_and
    if rule == "always" or (rule == "contextual" and count > 2):
        delimiter = style.delimiter
        return f"{delimiter}{style.and_} " if delimiter[-1] == " " else f"{delimiter} {style.and_} "
    return f" {style.and_} "


def _before_et_al(style: NameStyle, count: int, shown: int) -> bool:
    rule = style.before_et_al
    return rule == "always" or (rule == "contextual" and count > 2 and shown > 1)


def _show_one(name: Name, style: NameStyle, first: bool, hints: Mapping[Name, str] | None) -> str:
    if name.literal:
        return name.literal.upper() if style.upper else name.literal
    if name.whole:
        return name.whole
    family = name.family
    particle = name.non_dropping
    if style.upper:
        family, particle = family.upper(), particle.upper()
    if style.short:
        hint = hints.get(name) if hints else None
        if hint is None:
            return _beside(particle, family)
        if hint == "given":
            style = style._replace(spell_out=True)
    given = name.given
    if (
        given
        and style.initials is not None
        and not (style.pinyin_whole and is_pinyin_name(name.family, given))
    ):
        given = initials(given, style.initials, hyphens=style.hyphens, spell_out=style.spell_out)
    if style.inverted == "all" or (first and style.inverted == "first"):
        given = _beside(given, name.dropping)
        if style.demote:
            given = _beside(given, particle)
        else:
            family = _beside(particle, family)
        out = f"{family}{style.separator}{given}" if given else family
        return f"{out}{style.separator}{name.suffix}" if name.suffix else out
    if name.family_first and (style.initials is None or style.spell_out):
        return f"{family} {given}"
    family = _beside(name.dropping, _beside(particle, family))
    out = _beside(given, family)
    if name.suffix:
        out += (", " if name.comma_suffix else " ") + name.suffix
    return out


def _beside(left: str, right: str) -> str:
    """Two parts of a name; `d’` and the like take no space."""
    if not left or not right:
        return left or right
    return left + right if left[-1] in "’'-–" else f"{left} {right}"
