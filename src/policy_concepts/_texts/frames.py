"""Columns as tables of pandas, polars or Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any, Final

from .._base.errors import (
    ArgumentError,
    ArgumentTypeError,
    described,
    missing,
    nearest,
    wrong,
)

# Backend, which is also the extra -> the module that it needs.
_MODULES: Final = {"pandas": "pandas", "polars": "polars", "arrow": "pyarrow"}
# The types of columns, by backend. In pandas an absent number stays absent, and does not become 0;
# text is `object`, as only some versions have a type for it.
_TYPES: Final[Mapping[str, Mapping[str, str]]] = {
    "pandas": {"int": "Int64", "float": "Float64", "bool": "boolean"},
    "polars": {"int": "Int64", "float": "Float64", "bool": "Boolean", "str": "String"},
    "arrow": {"int": "int64", "float": "float64", "bool": "bool_", "str": "string"},
}


def frame(
    what: str, columns: Mapping[str, list[Any]], types: Mapping[str, str | None], backend: str
) -> Any:
    """Builds a table from columns.

    Args:
        what: What needs the backend, for the error.
        columns: The columns by name.
        types: The names of their types, such as `int`; the backend infers it where that is `None`.
        backend: `"pandas"`, `"polars"` or `"arrow"`.

    Raises:
        ArgumentError: Another backend.
        MissingExtraError: The backend is not installed.
    """
    module = check_backend(what, backend)
    known = _TYPES[backend]
    if backend == "pandas":
        return module.DataFrame(
            {
                name: module.Series(
                    values, dtype=(kind := types[name]) and known.get(kind, "object")
                )
                for name, values in columns.items()
            }
        )
    made = {name: (values, known.get(types[name] or "")) for name, values in columns.items()}
    if backend == "polars":
        return module.DataFrame(
            [
                module.Series(name, values, dtype=kind and getattr(module, kind))
                for name, (values, kind) in made.items()
            ]
        )
    return module.table(
        {
            name: module.array(values, type=kind and getattr(module, kind)())
            for name, (values, kind) in made.items()
        }
    )


def check_backend(what: str, backend: str) -> Any:
    """Returns the module of a backend.

    Raises:
        ArgumentError: Another backend than `"pandas"`, `"polars"` or `"arrow"`.
        MissingExtraError: The backend is not installed.
    """
    if not isinstance(backend, str) or backend not in _MODULES:
        raise wrong(
            ArgumentError,
            f"{what}: backend",
            f"one of {', '.join(_MODULES)}",
            f"{backend!r}.{nearest(str(backend), _MODULES)}",
        )
    try:
        return import_module(_MODULES[backend])
    except ImportError as error:
        raise missing(what, _MODULES[backend], backend) from error


def numbered(
    what: str, texts: Iterable[str], ids: Iterable[object] | None
) -> Iterator[tuple[object, str]]:
    """Pairs texts with their ids, or with numbers from 0.

    Raises:
        ArgumentError: Not as many ids as texts.
        ArgumentTypeError: One text instead of several, or one id.
    """
    if isinstance(texts, (str, bytes)) or not isinstance(texts, Iterable):
        raise wrong(ArgumentTypeError, what, "several texts", described(texts))
    if ids is None:
        yield from enumerate(texts)
        return
    if isinstance(ids, (str, bytes)) or not isinstance(ids, Iterable):
        raise wrong(ArgumentTypeError, f"{what}: ids", "an id for each text", described(ids))
    given = iter(ids)
    for number, text in enumerate(texts):
        try:
            yield next(given), text
        except StopIteration:
            raise wrong(
                ArgumentError, f"{what}: ids", "an id for each text", f"only {number} ids"
            ) from None
    if next(given, given) is not given:
        raise wrong(ArgumentError, f"{what}: ids", "an id for each text", "more ids than texts")
