"""The rows of a table of usage, made from the counts of a corpus."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal, TypeAlias, get_args

from attrs import frozen

from .._base.dates import PartialDate
from .._base.public import public
from .counted import By, Corpus, Group, Hits

Status: TypeAlias = Literal[
    "counted", "zero", "partial", "gap", "not_yet_covered", "not_yet_counted"
]
STATUSES: Final[tuple[str, ...]] = get_args(Status)


@public
@frozen(kw_only=True)
class UsageRow:
    """How often a concept occurs in one corpus, genre, voice and period.

    Attributes:
        concept: The id of the concept.
        form: The one name that was counted, or `None` for any.
        corpus: The id of the corpus.
        genre: The genre; genres are never added up.
        voice: Whose words; voices are never added up.
        period: A year or a month; by document, the day of the document. A document whose month is
            not known stands, by month, under its year; one without a date is in no year or month,
            and has `None` by document.
        complete: Whether the text of every document of the period is held, and the corpus covers
            the whole period.
        covered_from: Where the corpus begins.
        covered_to: Where it ends.
        docs_expected: The number of documents known to have existed; `None` if not known.
        docs_held: The number of those that are held, with the text or with the title only.
        docs_with_text: The number of those whose text is held.
        chars: The length of the texts, in characters.
        docs_with: The number of documents with the concept.
        occurrences: The number of times it occurs.
        in_headline: How many of these are in headlines.
        in_formula: How many of these stand in a list of formulas.
        nested: How often it stands inside the name of a longer concept; not part of `occurrences`.
        docs_per_1000: Documents with the concept per 1,000 held.
        per_100k_chars: Occurrences per 100,000 characters.
        status: `counted`; `zero` (the whole text is held, and has it nowhere); `partial` (the
            period is not complete; the figures are of what is held); `gap` (nothing is held, no
            figures); `not_yet_covered` (beyond the corpus, no figures); `not_yet_counted` (the
            concept or form was not looked for, no figures).
        corpus_version: The version of the texts.
        match_rules: The version of the names and rules.
        precision: The share of the hits in this corpus that are right, of those that were read.
        precision_read: How many hits were read.
        data_version: The version of the data whose names were looked for.
        document: By document, the id of the document.
    """

    concept: str
    form: str | None
    corpus: str
    genre: str
    voice: str
    period: str | None
    complete: bool
    covered_from: str
    covered_to: str
    docs_expected: int | None
    docs_held: int | None
    docs_with_text: int | None
    chars: int | None
    docs_with: int | None
    occurrences: int | None
    in_headline: int | None
    in_formula: int | None
    nested: int | None
    docs_per_1000: float | None
    per_100k_chars: float | None
    status: Status
    corpus_version: str
    match_rules: str
    precision: float | None
    precision_read: int | None
    data_version: str
    document: str | None


_NO_FIGURES: Final[dict[str, Any]] = dict.fromkeys(
    ("docs_with", "occurrences", "in_headline", "in_formula", "nested", "docs_per_1000",
     "per_100k_chars")
)  # fmt: skip
_NOTHING_KNOWN: Final[dict[str, Any]] = {
    **_NO_FIGURES,
    **dict.fromkeys(("docs_expected", "docs_held", "docs_with_text", "chars", "document")),
    "complete": False,
    "status": "not_yet_covered",
}


def usage_rows(
    corpus: Corpus,
    concept_id: str,
    form: str | None,
    by: By,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Iterator[UsageRow]:
    """Makes the rows of one concept in one corpus, by genre, voice and period.

    Args:
        corpus: The corpus.
        concept_id: The id under which the concept was counted.
        form: One name, or `None` for any.
        by: The periods.
        since: The first day asked for; periods before the corpus begins are `not_yet_covered`.
        until: The last day asked for, likewise.
    """
    number = corpus._form_number(concept_id, form)
    hits = {} if number is None else corpus._hits(concept_id, number)
    precision, precision_read = corpus._precision(concept_id)
    same: dict[str, Any] = {
        "concept": concept_id,
        "form": form,
        "corpus": corpus.id,
        "covered_from": str(corpus.covered_from),
        "covered_to": str(corpus.covered_to),
        "precision": precision,
        "precision_read": precision_read,
        **corpus._versions(),
    }
    groups = corpus._grouped(by)
    for genre, voice in dict.fromkeys((group.genre, group.voice) for group in groups):
        place = {**same, "genre": genre, "voice": voice}
        before, after = _not_covered(corpus, by, since, until)
        for period in before:
            yield UsageRow(period=period, **place, **_NOTHING_KNOWN)
        for group in groups:
            if (group.genre, group.voice) == (genre, voice) and lies_within(
                group.period, since, until
            ):
                yield UsageRow(**place, **_figures(group, hits, is_counted=number is not None))
        for period in after:
            yield UsageRow(period=period, **place, **_NOTHING_KNOWN)


def _figures(group: Group, hits: dict[int, Hits], *, is_counted: bool) -> dict[str, Any]:
    """The columns of a row that depend on the period."""
    has_text = group.with_text > 0
    columns: dict[str, Any] = {
        "period": group.period or None,
        "document": group.document,
        "complete": group.complete,
        "docs_expected": group.expected,
        "docs_held": group.held,
        "docs_with_text": group.with_text,
        "chars": group.chars if has_text else None,
        **_NO_FIGURES,
    }
    if not has_text:
        return {**columns, "status": "gap"}
    if not is_counted:
        return {**columns, "status": "not_yet_counted"}
    found = total(hits, group.cells)
    status = "partial" if not group.complete else "counted" if found.docs_with else "zero"
    return {
        **columns,
        **found._asdict(),
        # A document of which only the title is held can be among those with the concept.
        "docs_per_1000": 1000 * found.docs_with / group.held if group.held else None,
        "per_100k_chars": 100_000 * found.occurrences / group.chars if group.chars else None,
        "status": status,
    }


def lies_within(
    period: str | None, since: datetime.date | None, until: datetime.date | None
) -> bool:
    """Whether a period may lie between two days; one that is not known, only without bounds."""
    if not period:
        return since is None and until is None
    return PartialDate(period).overlaps(since, until)


def total(hits: dict[int, Hits], cells: Sequence[int]) -> Hits:
    """The sum over cells of one genre and voice."""
    found = [hits[cell] for cell in cells if cell in hits]
    return Hits(*(sum(column) for column in zip(*found, strict=True))) if found else Hits(*[0] * 5)


def _not_covered(
    corpus: Corpus, by: By, since: datetime.date | None, until: datetime.date | None
) -> tuple[list[str], list[str]]:
    """The periods asked for that lie wholly before, and wholly after, what the corpus covers."""
    start, end = corpus.covered_from.earliest, corpus.covered_to.latest
    if by == "document" or start is None or end is None:
        return [], []
    before = [
        name
        for name in _periods(since or start, min(start, until or start), by)
        if _last_day(name) < start
    ]
    after = [
        name
        for name in _periods(max(end, since or end), until or end, by)
        if _first_day(name) > end
    ]
    return before, after


def _periods(first: datetime.date, last: datetime.date, by: By) -> Iterator[str]:
    """The names of the years or months from one day to another."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year:04}" if by == "year" else f"{year:04}-{month:02}"
        year, month = (year + 1, 1) if by == "year" or month == 12 else (year, month + 1)


def _first_day(period: str) -> datetime.date:
    first = PartialDate(period).earliest
    assert first is not None
    return first


def _last_day(period: str) -> datetime.date:
    last = PartialDate(period).latest
    assert last is not None
    return last
