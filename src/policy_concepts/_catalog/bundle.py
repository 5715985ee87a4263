"""The bundled catalog, and the verbs over it."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any

from .._base.memory import no_garbage_collection
from .._base.public import public
from .catalog import Catalog
from .content import Content, InMemory, OnDisk
from .store import Store

if TYPE_CHECKING:
    from .._model.concepts import Concept
    from .._texts.mentions import Mention
    from .hits import Hit
    from .timeline import Timeline

COMPILED = "catalog.compiled"
_lock = threading.Lock()
_catalog: Catalog | None = None


@public
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
                with no_garbage_collection():
                    _catalog = Catalog(_read())
    return _catalog


def _read() -> Store:
    """The records: from the YAML files where they are, else from the compiled form.

    A checkout has the YAML files and a wheel only what was compiled from them when it was built.
    So a compiled file is never read beside the files that it might disagree with.
    """
    content = None
    folder = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")
    if not os.path.isdir(os.path.join(folder, "concepts")):
        content = _compiled_in_package(os.path.join(folder, COMPILED))
    if content is not None:
        from .compiled import read_compiled

        return read_compiled(content, COMPILED, check=False)
    from importlib_resources import files

    from .._reading.linking import load

    return Store(*load(files("policy_concepts") / "data", {}))


def _compiled_in_package(path: str) -> Content | None:
    """The compiled catalog of an installed package or of one in a zip.

    The package's own loader is asked, which is much lighter than `importlib_resources`.
    """
    loader: Any = getattr(__spec__, "loader", None)
    if hasattr(loader, "get_filename") and os.path.exists(path):
        if hasattr(os, "pread"):
            return OnDisk(path)
        with open(path, "rb") as stream:
            return InMemory(stream.read())
    archive = getattr(loader, "archive", None)
    if archive is None:
        return None
    inside = os.path.relpath(path, archive).replace(os.sep, "/")
    folder = inside.rpartition("/")[0] + "/concepts/"
    # A zip of a checkout has the YAML files; then they count.
    if any(name.replace(os.sep, "/").startswith(folder) for name in loader._files):
        return None
    try:
        return InMemory(loader.get_data(path))
    except OSError:
        return None


@public
def lookup(name: str) -> Concept:
    return bundled().lookup(name)


@public
def search(query: str, *, limit: int = 10) -> tuple[Hit, ...]:
    return bundled().search(query, limit=limit)


@public
def find_mentions(text: str) -> tuple[Mention, ...]:
    return bundled().find_mentions(text)


@public
def timeline(concept: Concept | str) -> Timeline:
    return bundled().timeline(concept)


# The verbs say what the catalog's methods say.
find_mentions.__doc__ = Catalog.find_mentions.__doc__
lookup.__doc__ = Catalog.lookup.__doc__
search.__doc__ = Catalog.search.__doc__
timeline.__doc__ = Catalog.timeline.__doc__
