"""The bundled catalog, and the verbs over it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from ._catalog import Catalog, Timeline
from ._loading import load
from ._store import Store

if TYPE_CHECKING:
    from . import _models as m
    from ._search import Hit

_lock = threading.Lock()
_catalog: Catalog | None = None


def bundled() -> Catalog:
    """The catalog that comes with the library; always the same object.

    Example:
        >>> import policy_concepts as pc
        >>> pc.bundled().concepts == pc.concepts
        True
    """
    global _catalog
    if _catalog is None:
        with _lock:
            if _catalog is None:
                _catalog = Catalog(_read())
    return _catalog


def _read() -> Store:
    from importlib_resources import files

    return Store(*load(files("policy_concepts") / "data", {}))


def lookup(name: str) -> m.Concept:
    return bundled().lookup(name)


def search(query: str, *, limit: int = 10) -> tuple[Hit, ...]:
    return bundled().search(query, limit=limit)


def timeline(concept: m.Concept | str) -> Timeline:
    return bundled().timeline(concept)


# The verbs say what the catalog's methods say.
lookup.__doc__ = Catalog.lookup.__doc__
search.__doc__ = Catalog.search.__doc__
timeline.__doc__ = Catalog.timeline.__doc__
