"""Multilingual strings, language tags, and the folding of names.

Language tags are BCP 47 (RFC 5646).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from .errors import ArgumentError, ArgumentTypeError, UnknownIdError, described, wrong
from .immutable import Immutable
from .public import public

# The subset of RFC 5646 in use: language, script, region, variants.
TAG_PATTERN: Final = (
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
)
_TAG: Final = re.compile(TAG_PATTERN)
# The script of Chinese by region, for tags without a script.
_SCRIPT_OF_REGION: Final = {
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-my": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
}


@lru_cache(maxsize=1024)
def is_language_tag(tag: str) -> bool:
    """Whether a string is a BCP 47 tag of the supported form, such as `zh-Latn-pinyin`."""
    return _TAG.fullmatch(tag) is not None


def match_language(wanted: str, available: tuple[str, ...]) -> str | None:
    """Returns the available tag that best matches the wanted one, or `None`.

    The exact tag, else the wanted tag with subtags removed from the end (the lookup of RFC 4647,
    section 3.4), else the first available tag that begins with the wanted one: `zh` finds
    `zh-Hans`, `zh-TW` finds `zh-Hant`, `en-GB` finds `en`. Romanized text (`zh-Latn-pinyin`) is
    found only by a tag with the script.

    Raises:
        ArgumentTypeError: (a `TypeError`) The wanted tag is not a string.
    """
    if not isinstance(wanted, str):
        raise wrong(ArgumentTypeError, "", "a language tag such as 'en' or 'zh'", described(wanted))
    if wanted in available:
        return wanted
    folded = {tag.casefold(): tag for tag in reversed(available)}
    wanted = wanted.replace("_", "-")
    script = _SCRIPT_OF_REGION.get(wanted.casefold())
    if script in available:
        return script
    parts = wanted.casefold().split("-")
    for length in range(len(parts), 0, -1):
        tag = folded.get("-".join(parts[:length]))
        if tag is not None:
            return tag
    prefix = "-".join(parts) + "-"
    romanized = "latn" in parts
    starting = [
        tag
        for tag in available
        if tag.casefold().startswith(prefix) and (romanized or "-Latn" not in tag)
    ]
    if not starting:
        return None
    # `zh` alone means simplified script.
    return "zh-Hans" if "zh-Hans" in starting else starting[0]


@public
class Text(Immutable, Mapping[str, str]):
    """A string in one or more languages: an immutable mapping from BCP 47 tag to string.

    `str(text)` is the English, else the first. A look-up finds the nearest tag: `text["zh"]`
    finds `zh-Hans`, `text["en-GB"]` finds `en`.

    Args:
        value: A mapping from tag to string; a plain string is English.

    Raises:
        ArgumentTypeError: (a `TypeError`) A value of any other type.
        ArgumentError: (a `ValueError`) No string, a blank string, or a tag that is not BCP 47.

    Example:
        >>> from policy_concepts import Text
        >>> title = Text({"en": "Green ledger", "zh-Hans": "绿色账本"})
        >>> str(title), title["zh"], title.get("fr")
        ('Green ledger', '绿色账本', None)
        >>> Text("Green ledger") == Text({"en": "Green ledger"})
        True
    """

    __slots__ = ("_strings",)

    _strings: dict[str, str]

    def __init__(self, value: str | Mapping[str, str]) -> None:
        if isinstance(value, str):
            value = {"en": value}
        elif not isinstance(value, Mapping):
            raise wrong(
                ArgumentTypeError,
                "Text",
                "a string or a mapping from language tag to string",
                described(value),
            )
        if not value:
            raise wrong(ArgumentError, "Text", "a string in at least one language", "none")
        for tag, string in value.items():
            if not isinstance(tag, str) or not isinstance(string, str):
                raise wrong(
                    ArgumentTypeError, "Text", "strings for tag and text", f"{tag!r}: {string!r}"
                )
            if not is_language_tag(tag):
                raise wrong(
                    ArgumentError, "Text", "a BCP 47 tag such as 'en' or 'zh-Hans'", repr(tag)
                )
            if not string.strip():
                raise wrong(ArgumentError, "Text", f"words for {tag!r}", repr(string))
        object.__setattr__(self, "_strings", dict(value))

    def __getitem__(self, tag: str) -> str:
        if isinstance(tag, str):
            found = self._strings.get(tag)
            if found is not None:
                return found
            nearest = match_language(tag, tuple(self._strings))
            if nearest is not None:
                return self._strings[nearest]
        raise UnknownIdError(
            f"Text: no string in {tag!r}; there is {', '.join(self._strings)}", query=tag
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._strings)

    def __len__(self) -> int:
        return len(self._strings)

    def __str__(self) -> str:
        found = self._strings.get("en")
        if found is None:
            nearest = match_language("en", tuple(self._strings))
            found = self._strings[nearest] if nearest else next(iter(self._strings.values()))
        return found

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._strings!r})"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Text):
            return type(self) is type(other) and self._strings == other._strings
        if isinstance(other, Mapping):
            return self._strings == dict(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._strings.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self._strings,))


# The four marks of pinyin, as combining characters: macron, acute, caron, grave.
TONE_MARKS: Final = frozenset("\u0304\u0301\u030c\u0300")
QUOTATION_MARKS: Final = frozenset("'\"`´‘’‚‛“”„‟«»‹›「」『』〝〞〟《》〈〉′″‴ʼʹʺ")
# A fast path for ASCII, which most queries are.
_DROP_ASCII: Final = str.maketrans("", "", " \t\n\r\f\v\x1c\x1d\x1e\x1f-'\"`")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Returns the form in which names are compared.

    NFKC, case folding, and removal of spaces, hyphens and dashes, quotation marks, tone marks
    and invisible characters. Chinese scripts are kept apart; see `spelling.text_key`.

    Example:
        >>> from policy_concepts._base.text import fold
        >>> fold("Xīn zhì shēngchǎnlì") == fold("xin-zhi ‘shengchanli’")
        True
    """
    if name.isascii():
        return name.lower().translate(_DROP_ASCII)
    return _general_fold(name)


def _general_fold(name: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    kept = [
        character
        for character in unicodedata.normalize("NFD", folded)
        if character not in TONE_MARKS
        and character not in QUOTATION_MARKS
        and not character.isspace()
        and unicodedata.category(character) not in ("Pd", "Cf")
        and character != "\u2212"
    ]
    return unicodedata.normalize("NFC", "".join(kept))
