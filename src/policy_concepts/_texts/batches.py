"""Mentions in batches of Arrow rows, the form in which clusters hand out texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from .._base.errors import (
    ArgumentError,
    ArgumentTypeError,
    described,
    missing,
    nearest,
    wrong,
)
from .._base.public import public
from .finder import MentionFinder
from .mention import COLUMNS, Mention, mention_columns

# The types in Arrow; Spark and Dask are told the same in the recipes.
_TYPES: Final = {"str": "string", "int": "int32"}


@public
def find_batches(
    finder: MentionFinder,
    batches: Iterable[Any],
    *,
    text: str = "text",
    id: str = "id",  # noqa: A002  (what the column is called)
) -> Iterator[Any]:
    """The mentions in texts that come in batches: a row for each mention, a batch for each batch.

    Made for `mapInArrow` of Spark and `map_partitions` of Dask, and the same on one machine. A row
    holds the id of the text and of the concept, the name, and where it stands; no record, and no
    text beyond what was matched. Texts that are missing have no rows.

    Args:
        finder: What finds the mentions.
        batches: `pyarrow.RecordBatch` objects with a column of texts and one of ids.
        text: The column of texts.
        id: The column of ids, of any type, which the result keeps.

    Returns:
        An iterator of `pyarrow.RecordBatch` with the columns `id`, `concept`, `form`, `lang`,
        `start`, `end` (in characters of the text, the end excluded) and `matched`.

    Raises:
        ArgumentError: (a `ValueError`) A batch lacks one of the columns.
        ArgumentTypeError: (a `TypeError`) Something else than a finder or batches of texts.
        MissingExtraError: (an `ImportError`) pyarrow is not installed.

    Example:
        >>> import policy_concepts as pc
        >>> def mentions(batches):  # what a cluster runs for each part of the texts
        ...     return pc.find_batches(pc.MentionFinder(pc.concepts), batches)
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise missing("find_batches", "pyarrow", "arrow") from error
    if not isinstance(finder, MentionFinder):
        raise wrong(ArgumentTypeError, "find_batches", "a MentionFinder", described(finder))
    if isinstance(batches, (str, bytes)) or not isinstance(batches, Iterable):
        raise wrong(ArgumentTypeError, "find_batches", "record batches", described(batches))
    return _find_batches(finder, batches, text, id)


def _find_batches(
    finder: MentionFinder, batches: Iterable[Any], text: str, id_: str
) -> Iterator[Any]:
    import pyarrow as pa

    for batch in batches:
        if not isinstance(batch, pa.RecordBatch):
            hint = "; a table has .to_batches()" if isinstance(batch, pa.Table) else ""
            raise wrong(
                ArgumentTypeError,
                "find_batches",
                "record batches of pyarrow",
                type(batch).__name__ + hint,
            )
        texts, ids = _column(batch, text), _column(batch, id_)
        if not (pa.types.is_string(texts.type) or pa.types.is_large_string(texts.type)
                or pa.types.is_null(texts.type)):  # fmt: skip
            raise wrong(
                ArgumentTypeError, f"find_batches: {text}", "a column of strings", str(texts.type)
            )
        yield _found_batch(finder, texts, ids, id_)


def _column(batch: Any, name: str) -> Any:
    names = batch.schema.names
    if names.count(name) != 1:
        raise wrong(
            ArgumentError,
            "find_batches",
            f"one column {name!r}",
            f"columns {', '.join(map(repr, names)) or 'none'}.{nearest(str(name), names)}",
        )
    return batch.column(names.index(name))


def _found_batch(finder: MentionFinder, texts: Any, ids: Any, id_: str) -> Any:
    import pyarrow as pa

    rows: list[int] = []
    found: list[Mention] = []
    for row, text in enumerate(texts.to_pylist()):
        if text is not None:
            mentions = finder.find(text)
            rows += [row] * len(mentions)
            found += mentions
    arrays = [ids.take(pa.array(rows, "int32"))]
    arrays += [
        pa.array(values, _TYPES[COLUMNS[name]]) for name, values in mention_columns(found).items()
    ]
    return pa.RecordBatch.from_arrays(arrays, names=[id_, *COLUMNS])
