"""Columns as tables of pandas, polars or Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from .._base.errors import (
    ArgumentError,
    ArgumentTypeError,
    MissingExtraError,
    described,
    nearest,
    wrong,
)

# Backend -> the module that it needs.
_MODULES: Final = {"pandas": "pandas", "polars": "polars", "arrow": "pyarrow"}


def frame(columns: dict[str, list[Any]], backend: str) -> Any:
    """Builds a table from columns.

    Raises:
        ArgumentError: Another backend than `"pandas"`, `"polars"` or `"arrow"`.
        MissingExtraError: The backend is not installed.
    """
    if backend not in _MODULES:
        raise ArgumentError(
            f"backend: expected one of {', '.join(_MODULES)}; found {backend!r}."
            f"{nearest(str(backend), _MODULES)}",
            expected=", ".join(_MODULES),
            found=repr(backend),
        )
    from importlib import import_module

    try:
        module = import_module(_MODULES[backend])
    except ImportError as error:
        raise MissingExtraError(
            f"backend {backend!r} needs {_MODULES[backend]}, which is not installed: "
            f"pip install {_MODULES[backend]}"
        ) from error
    return module.table(columns) if backend == "arrow" else module.DataFrame(columns)


def numbered(texts: Iterable[str], ids: Iterable[object] | None) -> Iterator[tuple[object, str]]:
    """Pairs texts with their ids, or with numbers from 0.

    Raises:
        ArgumentError: Not as many ids as texts.
        ArgumentTypeError: One text instead of several.
    """
    if isinstance(texts, (str, bytes)) or not isinstance(texts, Iterable):
        raise wrong(ArgumentTypeError, "texts", "several texts", described(texts))
    if ids is None:
        yield from enumerate(texts)
        return
    given = iter(ids)
    for number, text in enumerate(texts):
        try:
            yield next(given), text
        except StopIteration:
            raise wrong(ArgumentError, "ids", "an id for each text", f"only {number} ids") from None
    if next(given, given) is not given:
        raise wrong(ArgumentError, "ids", "an id for each text", "more ids than texts")
