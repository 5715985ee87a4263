"""Collections as pandas data frames."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .._base.dates import PartialDate
from .._base.errors import MissingExtraError
from .._base.text import Text
from .._model import records as m
from .._model.kinds import label_of
from .._model.shapes import CLASS_OF_KIND, FieldShape, fields_of, to_plain

if TYPE_CHECKING:
    import pandas


def to_pandas(kind: str, records: Sequence[m.Record]) -> pandas.DataFrame:
    """A row a record; see `Collection.to_pandas`."""
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError(
            "to_pandas needs pandas: pip install 'policy-concepts[pandas]'"
        ) from error

    columns: dict[str, list[Any]] = {}
    days: set[str] = set()
    for shape in fields_of(CLASS_OF_KIND[kind]):
        values = [getattr(record, shape.name) for record in records]
        _add(columns, days, shape, values)
        if shape.name == "id":
            columns["label"] = [label_of(record) for record in records]
    frame = pd.DataFrame(columns)
    for name in days:
        # Seconds, not nanoseconds: policy history is older than 1678.
        frame[name] = pd.Series(columns[name], dtype="datetime64[s]")
    return frame


def _add(
    columns: dict[str, list[Any]], days: set[str], shape: FieldShape, values: list[Any]
) -> None:
    name, form = shape.name, shape.shape.name
    if form == "text":
        columns[name] = [None if text is None else str(text) for text in values]
        tags = sorted({tag for text in values if isinstance(text, Text) for tag in text})
        for tag in tags:
            if tag != "en":
                columns[f"{name}_{tag}"] = [_in(text, tag) for text in values]
    elif form == "date":
        columns[name] = [None if date is None else str(date) for date in values]
        for end in ("earliest", "latest"):
            days.add(f"{name}_{end}")
            columns[f"{name}_{end}"] = [_day(date, end) for date in values]
    elif form == "reference":
        columns[name] = [None if record is None else record.id for record in values]
        columns[f"{name}_label"] = [
            None if record is None else label_of(record) for record in values
        ]
    elif name == "quote":
        columns["quote"] = [None if quote is None else quote.text for quote in values]
        columns["quote_lang"] = [None if quote is None else quote.lang for quote in values]
    elif name == "evidence":
        columns["sources"] = [
            list(dict.fromkeys(each.source.id for each in evidence)) for evidence in values
        ]
    elif form == "csl":
        # An empty mapping has no type that a columnar format could store.
        columns[name] = [to_plain(value) or None for value in values]
    else:
        columns[name] = [to_plain(value) for value in values]
    if name == "first_uses":
        dates = [use and use.date for use in map(_preferred, values)]
        _add(columns, days, FieldShape("first_use", shape.shape._replace(name="date"), False, ""),
             dates)  # fmt: skip


def _preferred(uses: tuple[m.FirstUse, ...]) -> m.FirstUse | None:
    return next((use for use in uses if use.rank == "preferred"), None)


def _in(text: Text | None, tag: str) -> str | None:
    return dict(text).get(tag) if text is not None else None


def _day(date: PartialDate | None, end: str) -> datetime.date | None:
    day: datetime.date | None = getattr(date, end) if date is not None else None
    return day
