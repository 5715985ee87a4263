"""The bundled catalog, and the module-level functions that use it."""

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
    from collections.abc import Iterable, Mapping

    from .._model.concepts import Concept
    from .._texts.comparing import Fading, Renderings, Rising, Sequences
    from .._texts.counted import By, Corpus
    from .._texts.mentions import Mentions
    from .._texts.usage import AnyOf, Time, Usage
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
                    store = _load_store()
                    store.concept_of = _bundled_concept
                    _catalog = Catalog(store)
                    store.cache["renderings"] = _read_renderings
    return _catalog


@public
def _bundled_concept(concept_id: str) -> Concept:
    """A concept of the bundled catalog; pickles of mentions name this function."""
    found: Concept = bundled()._store.by_id("concepts")[concept_id]
    return found


# A finder that is pickled takes this function along.
_bundled_concept.is_importable = True  # type: ignore[attr-defined]


def _load_store() -> Store:
    """Reads the YAML files of a checkout, or the compiled file of an installed wheel.

    A wheel holds no YAML files, so the compiled file cannot disagree with them.
    """
    content = None
    folder = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")
    if not os.path.isdir(os.path.join(folder, "concepts")):
        content = _packaged_content(os.path.join(folder, COMPILED))
    if content is not None:
        from .compiled import read_compiled

        return read_compiled(content, COMPILED, verify=False)
    from importlib_resources import files

    from .._reading.linking import load
    from .stored_counts import counts_in

    data = files("policy_concepts") / "data"
    return Store(*load(data, {}), counts=counts_in(data))


def _read_renderings() -> Mapping[str, Any] | None:
    """Reads the file of renderings of a checkout, an installed wheel or a zip."""
    import json

    loader: Any = __spec__.loader
    folder = os.path.dirname(os.path.dirname(__file__))
    try:
        content = loader.get_data(os.path.join(folder, "data", "renderings.json"))
    except OSError:
        return None
    data: Mapping[str, Any] = json.loads(content)
    return data


def _packaged_content(path: str) -> Content | None:
    """Returns the compiled catalog of an installed or zipped package, else `None`.

    Uses the package's loader, because importing `importlib_resources` is slow.
    """
    loader: Any = getattr(__spec__, "loader", None)
    if hasattr(loader, "get_filename") and os.path.exists(path):
        return OnDisk(path)
    archive = getattr(loader, "archive", None)
    if archive is None:
        return None
    inside = os.path.relpath(path, archive).replace(os.sep, "/")
    folder = inside.rpartition("/")[0] + "/concepts/"
    # A zip of a checkout holds the YAML files, which take precedence.
    # Only `zipfile` lists it on every Python: `zipimporter` has no public way, and changes.
    from zipfile import ZipFile

    with ZipFile(archive) as opened:
        if any(name.startswith(folder) for name in opened.namelist()):
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
def find_mentions(text: str, *, overlapping: bool = False) -> Mentions:
    return bundled().find_mentions(text, overlapping=overlapping)


@public
def timeline(concept: Concept | str) -> Timeline:
    return bundled().timeline(concept)


# Not by way of the methods, so that a warning points at the caller's line.
@public
def usage(
    concept: AnyOf[Concept | str],
    corpus: AnyOf[Corpus | str] | None = None,
    by: By = "year",
    form: str | None = None,
    *,
    since: Time | None = None,
    until: Time | None = None,
) -> Usage:
    from .usage import usage as counted

    return counted(bundled()._store, concept, corpus, by, form, since, until)


@public
def rising(
    corpus: Corpus | str,
    since: Time,
    until: Time | None = None,
    *,
    genre: str | None = None,
    voice: str | None = None,
    at_least: float = 1.0,
) -> Rising:
    from .usage import rising as compared

    return compared(bundled()._store, corpus, since, until, genre, voice, at_least)


@public
def fading(
    corpus: Corpus | str,
    peak: float,
    before: Time,
    *,
    since: Time | None = None,
    until: Time | None = None,
    genre: str | None = None,
    voice: str | None = None,
    at_least: float = 1.0,
) -> Fading:
    from .usage import fading as compared

    store = bundled()._store
    return compared(store, corpus, peak, before, since, until, genre, voice, at_least)


@public
def sequences(
    concepts: Iterable[Concept | str],
    corpus: AnyOf[Corpus | str] | None = None,
    by: By = "year",
) -> Sequences:
    return bundled().sequences(concepts, corpus, by)


@public
def renderings(concept: Concept | str) -> Renderings:
    return bundled().renderings(concept)


# The functions share the docstrings of the methods.
fading.__doc__ = Catalog.fading.__doc__
find_mentions.__doc__ = Catalog.find_mentions.__doc__
lookup.__doc__ = Catalog.lookup.__doc__
renderings.__doc__ = Catalog.renderings.__doc__
rising.__doc__ = Catalog.rising.__doc__
search.__doc__ = Catalog.search.__doc__
sequences.__doc__ = Catalog.sequences.__doc__
timeline.__doc__ = Catalog.timeline.__doc__
usage.__doc__ = Catalog.usage.__doc__
