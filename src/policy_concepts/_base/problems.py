"""Problems in data files."""

from __future__ import annotations

from typing import NamedTuple

from .public import public


@public
class Problem(NamedTuple):
    """A problem in a data file.

    Attributes:
        file: The file, relative to the catalog where possible.
        line: Line, counted from 1; 0 if the problem concerns the whole file.
        column: Column, counted from 1; 0 if the problem concerns the whole file.
        record: `kind/id` of the record, or an empty string.
        field: Dotted path of the field, such as `names[2].lang`, or an empty string.
        expected: A description of valid content.
        found: The actual content.
        code: A short stable name for this sort of problem.
    """

    file: str
    line: int
    column: int
    record: str
    field: str
    expected: str
    found: str
    code: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        subject = " ".join(part for part in (self.record, self.field) if part)
        subject = f"{subject}: " if subject else ""
        return f"{place}: {subject}expected {self.expected}; found {self.found} [{self.code}]"
