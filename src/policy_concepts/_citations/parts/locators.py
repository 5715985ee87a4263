"""Locators as people write them: `p. 14`, `paras. 2-3`."""

from __future__ import annotations

import re
from typing import Final

from ..._base.errors import ArgumentTypeError, described, wrong
from .terms import LOCATOR_LABELS, Locator

_WORDS: Final = {
    "p": "page", "pp": "page", "pg": "page", "pgs": "page",
    "chap": "chapter", "chaps": "chapter", "ch": "chapter", "chs": "chapter",
    "sec": "section", "secs": "section", "sect": "section", "sects": "section",
    "§": "section", "§§": "section", "s": "section",
    "para": "paragraph", "paras": "paragraph", "par": "paragraph", "pars": "paragraph",
    "¶": "paragraph", "¶¶": "paragraph",
    "pt": "part", "pts": "part", "vol": "volume", "vols": "volume",
    "no": "number", "nos": "number", "l": "line", "ll": "line", "n": "note", "nn": "note",
    "col": "column", "cols": "column", "fig": "figure", "figs": "figure",
    "tbl": "table", "tbls": "table", "tab": "table", "fol": "folio", "fols": "folio",
    "bk": "book", "bks": "book", "v": "verse", "vv": "verse", "app": "appendix",
    "apps": "appendix", "appendices": "appendix", "art": "article", "arts": "article",
    **{label: label for label in LOCATOR_LABELS},
    **{f"{label}s": label for label in LOCATOR_LABELS},
}  # fmt: skip
_LOCATOR: Final = re.compile(r"([A-Za-z]+|[§¶]+)\.?\s*(\S.*)\Z", re.DOTALL)
_PROSE: Final = re.compile(r"(?:about|after|before|beginning|from|headed|in|on|that|with)\s.*\d")
_CHINESE: Final = re.compile(
    r"第?\s*([\d\u4e00-\u5341一二三四五六七八九十百-]+)\s*([页章节段条版])\Z"
)
_CHINESE_WORDS: Final = {
    "页": "page", "章": "chapter", "节": "section", "段": "paragraph", "条": "article",
    "版": "page",
}  # fmt: skip


def read_locator(text: str | None) -> Locator | None:
    """`p. 14`, `paras. 2-3`, `第3段`; digits alone are pages, other words stand as they are.

    Raises:
        ArgumentTypeError: (a `TypeError`) Not a string.
    """
    if text is None:
        return None
    if not isinstance(text, str):
        raise wrong(ArgumentTypeError, "locator", "a string such as 'p. 14'", described(text))
    if not text.strip():
        return None
    text = " ".join(text.split())
    match = _LOCATOR.match(text)
    if match is not None:
        label = _WORDS.get(match[1].lower())
        # "s" and the like are labels only before a number.
        if label is not None and (len(match[1]) > 1 or match[2][0].isdigit()):
            # "paragraph on 27 June" is a phrase, whose number counts no paragraphs.
            return Locator("", text) if _PROSE.match(match[2]) else Locator(label, match[2])
    match = _CHINESE.match(text)
    if match is not None:
        return Locator(_CHINESE_WORDS[match[2]], match[1])
    if text[0].isdigit() or re.fullmatch(r"[ivxlcdm]+([-–][ivxlcdm]+)?", text):
        return Locator("page", text)
    return Locator("", text)
