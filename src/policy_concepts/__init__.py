"""Curated, sourced records of policy concepts, with look-up, filtering and citations.

>>> import policy_concepts as pc
>>> concept = pc.lookup("新质生产力")
>>> concept.label("en")
'new quality productive forces'

Importing this package reads no data and imports no dependency.
The public names stand in one list, the stub `__init__.pyi`, which is read when a name is first
used; each name is then imported from its module (PEP 562).
"""


def _homes() -> dict[str, str]:
    """The module of each public name, from the stub; an empty string for a collection."""
    loader = __spec__.loader
    # The loader, and not `open`, so that the package works from a zip.
    path = f"{__path__[0]}/__init__.pyi"
    try:
        lines = loader.get_data(path).decode("utf-8").splitlines()
    except OSError:
        raise ImportError(f"{path}, the list of the public names, is missing") from None
    homes, home = {}, ""
    for line in lines:
        words = line.replace(",", " ").split()
        if line.startswith("from "):
            home = words[1]
        # Each public name stands as `name as name`, and each collection as `name: Class`.
        homes.update((words[at + 1], home) for at, word in enumerate(words) if word == "as")
        if len(words) == 2 and words[0].endswith(":"):
            homes[words[0][:-1]] = ""
    return homes


# What pickles name that users do not: the stub lists only what is public.
_FOR_PICKLES = {
    "_bundled_concept": "._catalog.bundle",
    "_restored_finder": "._texts.finder",
    "_restored_mention": "._texts.mention",
    "_unpickled_counts": "._catalog.stored_counts",
    "_unpickled_store": "._catalog.store",
}


def __getattr__(name: str) -> object:
    # The package itself imports nothing until it is used.
    from ._base.memory import no_garbage_collection

    with no_garbage_collection():
        value = globals()[name] = _fetched(name)
    return value


def _fetched(name: str) -> object:
    homes = globals().get("_known") or globals().setdefault("_known", _homes())
    if name == "__all__":
        return sorted(homes)
    home = _FOR_PICKLES.get(name) or homes.get(name)
    if home:
        return getattr(__import__(__name__ + home, fromlist=[name]), name)
    if name in homes:
        return getattr(_fetched("bundled")(), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    names: list[str] = __getattr__("__all__")
    return [*names, "__all__", "__doc__", "__name__", "__file__", "__path__",
            "__spec__"]  # fmt: skip
