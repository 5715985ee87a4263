"""The styles there are, each loaded when first asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final

from .style import Style

# Name, and the module that holds it; a module may hold several.
_MODULES: Final = {
    "apa": "apa",
    "chicago-author-date": "chicago_author_date",
    "chicago-notes": "chicago_notes",
    "mla": "mla",
    "harvard": "harvard",
    "ieee": "ieee",
    "vancouver": "vancouver",
    "gb7714-2025-numeric": "gb7714",
    "gb7714-2025-author-date": "gb7714",
    "gb7714-2015-numeric": "gb7714",
    "gb7714-2015-author-date": "gb7714",
}
# Other names that are understood; `gb7714` is the edition in force, in its numeric form.
ALIASES: Final = {"gb7714": "gb7714-2025-numeric"}
NAMES: Final = tuple(_MODULES)


@cache
def get(name: str) -> Style | None:
    """A style by its name; `None` if there is none."""
    name = ALIASES.get(name, name)
    module = _MODULES.get(name)
    if module is None:
        return None
    styles: dict[str, Style] = import_module(f".{module}", __package__).STYLES
    return styles[name]
