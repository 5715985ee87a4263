"""What can be wrong in a data file."""

from __future__ import annotations

from typing import NamedTuple

from .public import public


@public
class Problem(NamedTuple):
    """One thing that is wrong in a data file, and where.

    Attributes:
        file: The file, relative to the catalog where possible.
        line: Line, counted from 1; 0 when the problem is of the file as a whole.
        column: Column, counted from 1; 0 when the problem is of the file as a whole.
        record: `kind/id` of the record, or an empty string.
        field: Dotted path of the field, such as `names[2].lang`, or an empty string.
        expected: What would have been right.
        found: What is there.
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
