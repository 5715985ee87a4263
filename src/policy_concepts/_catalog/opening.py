"""Loading user catalogs: from YAML, a zip, package data or a compiled file."""

from __future__ import annotations

import mmap
import os
from collections import ChainMap
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from .._base.errors import ArgumentError, ArgumentTypeError, DataError, wrong
from .._base.problems import Problem
from .._base.public import public
from .._model.kinds import KINDS
from .catalog import Catalog
from .compiled import MAGIC, read_compiled
from .content import InMemory
from .merging import OnClash, check_on_clash
from .store import Store
from .stored_counts import Counts, counts_in

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from .._reading.files import Traversable

ENTRY_POINTS: Final = "policy_concepts.catalogs"
# Smaller files are read into memory.
_MIN_MAPPED_SIZE: Final = 4 * 1024 * 1024


@public
def load(
    path: str | os.PathLike[str] | Traversable,
    *,
    extends: Catalog | None = None,
    on_clash: OnClash = "error",
) -> Catalog:
    """A catalog of your own.

    Args:
        path: A directory, one YAML file, a zip of either, or package data
            (`importlib.resources.files("your_package") / "catalog"`).
        extends: A catalog whose records yours may refer to, such as `bundled()`; the result has
            the records of both.
        on_clash: As for `Catalog.merge`, where `"keep"` keeps the record of `extends` and
            `"replace"` takes yours.

    Raises:
        DataError: (a `ValueError`) Anything wrong with the files; `.problems` lists everything.
        ArgumentTypeError: (a `TypeError`) Not a path.

    Example:
        >>> import pathlib, tempfile
        >>> import policy_concepts as pc
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "places.yaml").write_text("places: {arvania: {name: Arvania}}")
        >>> pc.load(folder).places["arvania"]
        <Place arvania: Arvania>
    """
    if extends is not None and not isinstance(extends, Catalog):
        raise wrong(ArgumentTypeError, "load", "a Catalog for extends", repr(extends))
    check_on_clash("load", on_clash)
    catalog = Catalog(_load_store(path, extends))
    return catalog if extends is None else extends.merge(catalog, on_clash=on_clash)


def _load_store(path: str | os.PathLike[str] | Traversable, extends: Catalog | None) -> Store:
    content = compiled_bytes(path)
    if content is not None:
        return read_compiled(InMemory(content), os.path.basename(str(path)), verify=True)
    from .._reading.linking import load as load_records

    base = {} if extends is None else {k: _records_by_any_id(extends._store, k) for k in KINDS}
    return Store(*load_records(path, base), counts=_checked_counts(path))


def _checked_counts(path: str | os.PathLike[str] | Traversable) -> Counts:
    """The counts of a catalog; unlike the bundled ones they are all read, to report problems."""
    from .._reading.files import folder_of

    root = folder_of(path)
    counts = Counts() if root is None else counts_in(root)
    problems: list[Problem] = []
    for corpus_id in counts:
        try:
            counts[corpus_id]
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return counts


def _records_by_any_id(store: Store, kind: str) -> Mapping[str, Any]:
    """The records of a kind by id, retired ids included."""
    table = store.by_id(kind)
    retired = {old: table[store.current_id(kind, old)] for old in store.redirects.get(kind, {})}
    return ChainMap(cast(dict[str, Any], table), retired)


def compiled_bytes(path: object) -> bytes | memoryview | None:
    """Returns the content of a compiled catalog, or `None` if the path is anything else.

    Large files on disk are memory-mapped.
    """
    from .._reading.files import Traversable

    if isinstance(path, (str, os.PathLike)):
        path = Path(path)
    try:
        if not isinstance(path, Traversable) or not path.is_file():
            return None
        with path.open("rb") as stream:
            if stream.read(len(MAGIC)) != MAGIC:
                return None
            if not isinstance(path, Path) or path.stat().st_size < _MIN_MAPPED_SIZE:
                content: bytes = MAGIC + stream.read()
                return content
            return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError:
        # Reading it as YAML reports the error.
        return None


# --- catalogs of other distributions ----------------------------------------------------------


@public
class CatalogEntry(NamedTuple):
    """A catalog that an installed distribution offers.

    Attributes:
        name: The name of the entry point.
        distribution: The distribution that offers it.
        value: What the entry point refers to, as `module:attribute`.
    """

    name: str
    distribution: str
    value: str

    def load(self, *, extends: Catalog | None = None, on_clash: OnClash = "error") -> Catalog:
        """The catalog itself.

        The entry point's object is a path, package data, a `Catalog`, or a function that returns
        one of these.

        Raises:
            DataError: (a `ValueError`) Anything wrong with its files.
        """
        for entry in _entry_points():
            if entry.name == self.name and entry.value == self.value:
                offered = entry.load()
                if callable(offered) and not isinstance(offered, Catalog):
                    offered = offered()
                if isinstance(offered, Catalog):
                    if extends is None:
                        return offered
                    return extends.merge(offered, on_clash=on_clash)
                return load(offered, extends=extends, on_clash=on_clash)
        raise ArgumentError(f"catalogs: {self.name!r} of {self.distribution} is not installed")


@public
def catalogs() -> tuple[CatalogEntry, ...]:
    """The catalogs that installed distributions offer; none is loaded.

    A distribution offers one through the entry-point group `policy_concepts.catalogs`.

    Example:
        >>> import policy_concepts as pc
        >>> isinstance(pc.catalogs(), tuple)
        True
    """
    return tuple(
        sorted(
            CatalogEntry(entry.name, entry.dist.name if entry.dist else "", entry.value)
            for entry in _entry_points()
        )
    )


def _entry_points() -> tuple[EntryPoint, ...]:
    from importlib.metadata import entry_points

    return tuple(entry_points(group=ENTRY_POINTS))
