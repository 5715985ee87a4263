"""Mentions in batches of Arrow rows, the form in which clusters hand out texts."""

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
from .._base.public import public
from .found import Finder, found

# The columns after the id, in order, with their Arrow types.
COLUMNS: Final = {
    "concept": "string",
    "form": "string",
    "lang": "string",
    "start": "int32",
    "end": "int32",
    "matched": "string",
}


@public
def find_batches(
    finder: Finder,
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
        finder: What finds the mentions, a `MentionFinder`.
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
        raise MissingExtraError(
            "find_batches needs pyarrow, which is not installed; "
            "the extra policy-concepts[arrow] names it: pip install pyarrow"
        ) from error
    # A string can find too.
    if isinstance(finder, (str, bytes)) or not callable(getattr(finder, "find", None)):
        raise wrong(ArgumentTypeError, "find_batches", "a MentionFinder", described(finder))
    if isinstance(batches, (str, bytes)) or not isinstance(batches, Iterable):
        raise wrong(ArgumentTypeError, "find_batches", "record batches", described(batches))
    return _find_batches(finder, batches, text, id)


def _find_batches(finder: Finder, batches: Iterable[Any], text: str, id_: str) -> Iterator[Any]:
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


def _found_batch(finder: Finder, texts: Any, ids: Any, id_: str) -> Any:
    import pyarrow as pa

    rows: list[int] = []
    columns: tuple[list[str | int], ...] = tuple([] for _ in COLUMNS)
    concepts, forms, langs, starts, ends, matched = columns
    for row, text in enumerate(texts.to_pylist()):
        if text is None:
            continue
        for mention in finder.find(text):
            concept, form, lang, start, end = found(mention)
            rows.append(row)
            concepts.append(concept)
            forms.append(form)
            langs.append(lang)
            starts.append(start)
            ends.append(end)
            matched.append(text[start:end])
    arrays = [ids.take(pa.array(rows, "int32"))]
    arrays += [
        pa.array(column, kind) for column, kind in zip(columns, COLUMNS.values(), strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, names=[id_, *COLUMNS])
