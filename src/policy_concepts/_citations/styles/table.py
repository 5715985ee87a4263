"""The one table of styles; a style's module is imported when it is first used."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final, NamedTuple

from .style import Style


class Entry(NamedTuple):
    """What is known of a style before its module is imported.

    Attributes:
        module: The module that holds it; a module may hold several.
        titles: Which forms of a title it prints where a source has several: the first as the
            style prints titles, the others after it.
        speaker_in_language_of_work: Whether the speaker whom a work quotes is named in the
            language of the work.
    """

    module: str
    titles: tuple[str, ...] = ("original",)
    speaker_in_language_of_work: bool = False


_STYLES: Final = {
    "apa": Entry("apa", ("romanized", "translated")),
    "chicago-author-date": Entry("chicago_author_date", ("romanized", "original", "translated")),
    "chicago-notes": Entry("chicago_notes", ("romanized", "original", "translated")),
    "mla": Entry("mla", ("original", "translated")),
    "harvard": Entry("harvard", ("original", "translated")),
    "ieee": Entry("ieee", ("original", "translated")),
    "vancouver": Entry("vancouver", ("romanized", "translated")),
    "gb7714-2025-numeric": Entry("gb7714", speaker_in_language_of_work=True),
    "gb7714-2025-author-date": Entry("gb7714", speaker_in_language_of_work=True),
    "gb7714-2015-numeric": Entry("gb7714", speaker_in_language_of_work=True),
    "gb7714-2015-author-date": Entry("gb7714", speaker_in_language_of_work=True),
}
# Other names that are understood; `gb7714` is the edition in force, in its numeric form.
ALIASES: Final = {"gb7714": "gb7714-2025-numeric"}
NAMES: Final = tuple(_STYLES)


def entry_of(style: Style) -> Entry:
    """The entry of a style in the table."""
    return _STYLES[style.name]


@cache
def get(name: str) -> Style | None:
    """A style by its name; `None` if there is none."""
    name = ALIASES.get(name, name)
    entry = _STYLES.get(name)
    if entry is None:
        return None
    styles: dict[str, Style] = import_module(f".{entry.module}", __package__).STYLES
    return styles[name]
