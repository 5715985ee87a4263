"""Comparisons of all concepts of a corpus: what rises, what fades, how formulas are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from attrs import frozen

from .._base.dates import PartialDate
from .._base.errors import ArgumentError, ArgumentTypeError, described, did_you_mean, wrong
from .counted import ANY_FORM, COMMAND, By, Corpus, Group
from .tables import Table
from .usage import Time, check_share
from .usage_rows import total

_FORMS_OF_PERIODS: Final[dict[int, By]] = {4: "year", 7: "month"}


@frozen(kw_only=True)
class ChangeRow:
    """A concept in two equal periods of one corpus, genre and voice."""

    concept: str
    corpus: str
    genre: str
    voice: str
    earlier: str
    later: str
    earlier_docs_with: int
    earlier_docs_held: int
    later_docs_with: int
    later_docs_held: int
    earlier_per_1000: float
    later_per_1000: float
    change: float
    ratio: float | None
    precision: float | None
    corpus_version: str
    match_rules: str
    data_version: str


class Rising(Table[ChangeRow]):
    """Concepts with more documents per 1,000 than before, the greatest change first."""

    __slots__ = ()
    _row = ChangeRow
    _shown = ("concept", "corpus", "genre", "voice", "earlier", "earlier_per_1000", "later",
              "later_per_1000", "change")  # fmt: skip


class Fading(Table[ChangeRow]):
    """Concepts with fewer documents per 1,000 than at their peak, the greatest change first."""

    __slots__ = ()
    _row = ChangeRow
    _shown = Rising._shown


@frozen(kw_only=True)
class SequenceRow:
    """An order in which formulas are listed, in one corpus, genre, voice and period.

    Attributes:
        sequence: The ids of the concepts, in the order of the list.
        lists: How many lists have them in this order.
    """

    corpus: str
    genre: str
    voice: str
    period: str
    complete: bool
    docs_held: int
    sequence: tuple[str, ...]
    lists: int
    corpus_version: str
    match_rules: str
    data_version: str


class Sequences(Table[SequenceRow]):
    """Orders in which formulas are listed, by period, the most frequent first."""

    __slots__ = ()
    _row = SequenceRow
    _shown = ("corpus", "genre", "voice", "period", "lists", "sequence")


@frozen(kw_only=True)
class RenderingRow:
    """The English found beside a phrase in one document.

    Attributes:
        english: The English name as the translation has it; `None` where none stands there.
        manner: `set form` if a recorded English name stands beside the phrase, `paraphrased` if
            none does.
        aligned: `paragraph` if paragraph was compared with paragraph, `document` if the whole
            translation was searched.
        passages: The number of paragraphs, or 1 for a document.
    """

    concept: str
    document: str
    title: str
    day: str
    url: str
    english: str | None
    manner: str
    aligned: str
    passages: int
    corpus_version: str
    match_rules: str
    data_version: str


class Renderings(Table[RenderingRow]):
    """The English found beside a phrase, by document, in the order of days."""

    __slots__ = ()
    _row = RenderingRow
    _shown = ("day", "title", "english", "manner", "aligned", "passages")


# --- periods that can be compared -------------------------------------------------------------


class _Series(NamedTuple):
    """The periods of one genre and voice that a comparison needs, in order."""

    genre: str
    voice: str
    groups: dict[str, Group]


def _period(caller: str, name: str, value: Time, forms: Sequence[By] = ("year", "month")) -> str:
    """A year or month, as a string."""
    text = str(PartialDate(value))
    if _FORMS_OF_PERIODS.get(len(text)) not in forms:
        raise wrong(ArgumentError, caller, f"a {' or '.join(forms)} for {name}", repr(text))
    return text


def _number(period: str) -> int:
    year, _, month = period.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _named(number: int, by: By) -> str:
    return f"{number:04}" if by == "year" else f"{number // 12:04}-{number % 12 + 1:02}"


def _range(first: str, last: str, by: By) -> list[str]:
    return [_named(number, by) for number in range(_number(first), _number(last) + 1)]


def _edge(date: PartialDate, by: By, *, last: bool) -> str:
    day = date.latest if last else date.earliest
    assert day is not None, date
    return day.isoformat()[: 4 if by == "year" else 7]


def _all_series(
    caller: str, corpus: Corpus, by: By, genre: str | None, voice: str | None
) -> list[_Series]:
    """The series of a corpus, of one genre or voice if given."""
    groups = corpus._grouped(by)
    known = {"genre": {g.genre for g in groups}, "voice": {g.voice for g in groups}}
    for name, value in (("genre", genre), ("voice", voice)):
        if value is not None and value not in known[name]:
            if not isinstance(value, str):
                raise wrong(ArgumentTypeError, caller, f"a string for {name}", described(value))
            raise ArgumentError(f"{caller}: no {name} {value!r}.{did_you_mean(value, known[name])}")
    series: dict[tuple[str, str], dict[str, Group]] = {}
    for group in groups:
        if genre in (None, group.genre) and voice in (None, group.voice):
            series.setdefault((group.genre, group.voice), {})[group.period] = group
    return [_Series(*key, found) for key, found in series.items()]


def _check_many_documents(caller: str, corpus: Corpus) -> None:
    if corpus.kind == "reports":
        raise wrong(
            ArgumentError,
            caller,
            "a corpus of many documents a period; for reports, usage(…, by='document'), .first() "
            "and .last() show which have a concept",
            f"{corpus.id}, which is of reports",
        )


def _check_periods(
    caller: str,
    corpus: Corpus,
    by: By,
    series: Sequence[_Series],
    needed: Sequence[str],
    at_least: float,
    *,
    halves: bool,
) -> None:
    """Raises, with what would do, unless every series holds all periods.

    Args:
        caller: The verb.
        corpus: The corpus.
        by: The periods.
        series: The series that are compared.
        needed: The names of the periods.
        at_least: The share of the texts that must be held.
        halves: Whether two halves of the periods are compared with each other.
    """
    for each in series:
        for period in needed:
            problem = _problem(corpus, each.groups.get(period), period, at_least)
            if problem:
                place = ", ".join(filter(None, (corpus.id, each.genre, each.voice)))
                advice = _advice(corpus, by, series, needed, at_least, halves=halves)
                raise wrong(
                    ArgumentError,
                    caller,
                    "periods that are complete",
                    f"{period} of {place}, {problem}.{advice}",
                )


def _problem(corpus: Corpus, group: Group | None, period: str, at_least: float) -> str:
    """Why a period cannot be compared, or an empty string."""
    when = PartialDate(period)
    if when.ends_before(corpus.covered_from) or corpus.covered_to.ends_before(when):
        return f"which the corpus ({corpus.covered_from} to {corpus.covered_to}) does not cover"
    if group is None:
        return "of which no documents are known"
    if group.cut:
        return (
            "which is not whole, because the corpus covers only "
            f"{corpus.covered_from} to {corpus.covered_to}"
        )
    if not group.is_comparable(at_least):
        expected = "an unknown number of" if group.expected is None else f"{group.expected:,}"
        return f"of which the text of {group.with_text:,} of {expected} documents is held"
    return ""


def _advice(
    corpus: Corpus,
    by: By,
    series: Sequence[_Series],
    needed: Sequence[str],
    at_least: float,
    *,
    halves: bool,
) -> str:
    """Returns the end of a message: arguments that would do."""
    everything = _range(
        _edge(corpus.covered_from, by, last=False), _edge(corpus.covered_to, by, last=True), by
    )
    floor = 0.5
    for share in dict.fromkeys((at_least, _lowest_share(series, needed, floor))):
        run = _longest_run(corpus, series, everything, share)
        if len(run) < 2:
            continue
        size = min(len(needed) // 2 or 1, len(run) // 2) if halves else len(run)
        shown = f"since={run[-size]!r}, until={run[-1]!r}"
        if share != at_least:
            shown += f", at_least={share}"
        return f" With {shown} the periods are complete enough to be compared."
    return " No two periods of it that follow each other can be compared."


def _lowest_share(series: Sequence[_Series], needed: Sequence[str], floor: float) -> float:
    """The share of the texts that all periods hold, those under a floor left out; rounded down."""
    shares = [
        group.with_text / group.expected
        for each in series
        for period, group in each.groups.items()
        if period in needed and group.expected and not group.cut
    ]
    return int(min((s for s in shares if s >= floor), default=1) * 100) / 100


def _longest_run(
    corpus: Corpus, series: Sequence[_Series], periods: Sequence[str], at_least: float
) -> list[str]:
    """The longest run of periods that all series hold; of equal ones the last."""
    longest: list[str] = []
    run: list[str] = []
    for period in periods:
        held = not any(_problem(corpus, s.groups.get(period), period, at_least) for s in series)
        run = [*run, period] if held else []
        if run and len(run) >= len(longest):
            longest = run
    return longest


# --- verbs ------------------------------------------------------------------------------------


def rising(
    corpus: Corpus,
    since: Time,
    until: Time | None,
    genre: str | None,
    voice: str | None,
    at_least: float,
) -> Rising:
    """Compares the periods from `since` with as many before them; see `rising()`.

    Args:
        corpus: The corpus.
        since: The first of the later periods.
        until: The last of them.
        genre: One genre, or all, each apart.
        voice: One voice, or all, each apart.
        at_least: The share of the texts that must be held.
    """
    check_share("rising", at_least)
    _check_many_documents("rising", corpus)
    first = _period("rising", "since", since)
    by = _FORMS_OF_PERIODS[len(first)]
    last = _edge(corpus.covered_to, by, last=True)
    if until is not None:
        last = _period("rising", "until", until, (by,))
    later = _range(first, last, by)
    if not later:
        raise ArgumentError(f"rising: the periods end ({last}) before they start ({first})")
    size = len(later)
    earlier = [_named(_number(first) - size + at, by) for at in range(size)]
    series = _all_series("rising", corpus, by, genre, voice)
    _check_periods("rising", corpus, by, series, [*earlier, *later], at_least, halves=True)
    rows: list[ChangeRow] = []
    for each in series:
        found = _changes(corpus, each, earlier, later)
        rows += sorted((row for row in found if row.change > 0), key=lambda row: -row.change)
    return Rising(rows)


def fading(
    corpus: Corpus,
    peak: float,
    before: Time,
    since: Time | None,
    until: Time | None,
    genre: str | None,
    voice: str | None,
    at_least: float,
) -> Fading:
    """Compares the last year with the year of the peak; see `fading()`.

    Args:
        corpus: The corpus.
        peak: The documents per 1,000 that the peak has at least.
        before: The year before which the peak lies.
        since: The first year; by default the corpus's.
        until: The last year, likewise.
        genre: One genre, or all, each apart.
        voice: One voice, or all, each apart.
        at_least: The share of the texts that must be held.
    """
    check_share("fading", at_least)
    _check_many_documents("fading", corpus)
    if isinstance(peak, bool) or not isinstance(peak, int | float):
        raise wrong(
            ArgumentTypeError, "fading", "a number of documents per 1,000 for peak", described(peak)
        )
    if not 0 < peak <= 1000:
        raise wrong(ArgumentError, "fading", "a peak above 0 and at most 1,000", repr(peak))
    limit = _period("fading", "before", before, ("year",))
    first, last = (
        _edge(edge, "year", last=is_last)
        for edge, is_last in ((corpus.covered_from, False), (corpus.covered_to, True))
    )
    first = first if since is None else _period("fading", "since", since, ("year",))
    last = last if until is None else _period("fading", "until", until, ("year",))
    if not first < limit <= last:
        raise wrong(
            ArgumentError, "fading", f"before after {first} and not after {last}", repr(limit)
        )
    series = _all_series("fading", corpus, "year", genre, voice)
    needed = _range(first, last, "year")
    _check_periods("fading", corpus, "year", series, needed, at_least, halves=False)
    rows: list[ChangeRow] = []
    for each in series:
        by_concept: dict[str, ChangeRow] = {}
        peaks: dict[str, float] = {}
        for period in needed:
            for row in _changes(corpus, each, [period], [last]):
                if row.earlier_per_1000 > peaks.get(row.concept, 0):
                    peaks[row.concept] = row.earlier_per_1000
                    by_concept[row.concept] = row
        # The peak is that of all years, so a concept that peaked again later does not fade.
        fallen = [
            row
            for row in by_concept.values()
            if row.earlier_per_1000 >= peak and row.earlier < limit and row.change < 0
        ]
        rows += sorted(fallen, key=lambda row: row.change)
    return Fading(rows)


def _changes(
    corpus: Corpus,
    series: _Series,
    earlier: Sequence[str],
    later: Sequence[str],
) -> Iterator[ChangeRow]:
    """Every concept that was counted, in two periods."""
    cells, held = [], []
    for periods in (earlier, later):
        groups = [series.groups[period] for period in periods]
        cells.append([cell for group in groups for cell in group.cells])
        held.append(sum(group.held for group in groups))
    for concept_id in corpus._forms:
        hits = corpus._hits(concept_id, ANY_FORM)
        numbers = [total(hits, each).docs_with for each in cells]
        before, after = (1000 * n / of if of else 0.0 for n, of in zip(numbers, held, strict=True))
        yield ChangeRow(
            concept=concept_id,
            corpus=corpus.id,
            genre=series.genre,
            voice=series.voice,
            earlier=_span(earlier),
            later=_span(later),
            earlier_docs_with=numbers[0],
            earlier_docs_held=held[0],
            later_docs_with=numbers[1],
            later_docs_held=held[1],
            earlier_per_1000=before,
            later_per_1000=after,
            change=after - before,
            ratio=after / before if before else None,
            precision=corpus._precision(concept_id)[0],
            **corpus._versions(),
        )


def _span(periods: Sequence[str]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]}/{periods[-1]}"


def sequences(corpora: Iterable[Corpus], ids: set[str], by: By) -> Sequences:
    """Counts the orders in which concepts stand in lists; see `sequences()`.

    Args:
        corpora: The corpora.
        ids: The ids of the concepts.
        by: The periods.
    """
    rows: list[SequenceRow] = []
    for corpus in corpora:
        lists: list[Any] | None = corpus._data.get("sequences")
        if lists is None:
            raise ArgumentError(
                f"sequences: the counts of {corpus.id} hold no lists of formulas; "
                f"`{COMMAND}` counts them"
            )
        by_cell: dict[int, Counter[tuple[str, ...]]] = {}
        for cell, listed, number in lists:
            order = tuple(dict.fromkeys(each for each in listed if each in ids))
            if len(order) > 1:
                by_cell.setdefault(cell, Counter())[order] += number
        for group in corpus._grouped(by):
            found: Counter[tuple[str, ...]] = Counter()
            for cell in group.cells:
                found.update(by_cell.get(cell, {}))
            rows += (
                SequenceRow(
                    corpus=corpus.id,
                    genre=group.genre,
                    voice=group.voice,
                    period=group.period,
                    complete=group.complete,
                    docs_held=group.held,
                    sequence=order,
                    lists=number,
                    **corpus._versions(),
                )
                for order, number in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
            )
    return Sequences(rows)


def renderings(data: Mapping[str, Any], concept_id: str, counted_ids: set[str]) -> Renderings:
    """The rows of one concept; see `renderings()`.

    Args:
        data: The file of renderings.
        concept_id: The id of the concept.
        counted_ids: The ids under which it may be in the file.
    """
    if not counted_ids & set(data["concepts"]):
        raise ArgumentError(
            f"renderings: {concept_id} was not looked for in the translations; "
            "`policy-concepts renderings FOLDER` looks again"
        )
    versions = {key: data[key] for key in ("corpus_version", "match_rules", "data_version")}
    rows = [
        RenderingRow(
            concept=concept_id,
            document=document,
            title=title,
            day=day,
            url=url or "",
            english=english,
            manner=manner,
            aligned=aligned,
            passages=passages,
            **versions,
        )
        for concept, document, title, day, url, english, manner, aligned, passages in data[
            "renderings"
        ]
        if concept in counted_ids
    ]
    return Renderings(sorted(rows, key=lambda row: PartialDate(row.day)))
