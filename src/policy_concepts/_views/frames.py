"""Collections as pandas data frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .._base.errors import missing
from .._model.record import Record
from .._model.records import class_of
from .._model.shapes import Columns, DayColumn, fields_of

if TYPE_CHECKING:
    import pandas


def to_pandas(kind: str, records: Sequence[Record]) -> pandas.DataFrame:
    """Builds a data frame with a row for each record; see `Collection.to_pandas`."""
    try:
        import pandas as pd
    except ImportError as error:
        raise missing("to_pandas", "pandas", "pandas") from error

    columns: Columns = {}
    for field in fields_of(class_of(kind)):
        values = [getattr(record, field.name) for record in records]
        columns.update(field.shape.columns(field.name, values))
        if field.name == "id":
            columns["label"] = [record._label() for record in records]
    frame = pd.DataFrame(columns)
    for name, column in columns.items():
        if isinstance(column, DayColumn):
            # Nanoseconds would limit dates to after 1677.
            frame[name] = pd.Series(column, dtype="datetime64[s]")
    return frame
