"""Tables of usage: how often concepts occur, in which corpus and period, of how many texts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias, TypeVar, get_args

from attrs import frozen

from .._base.dates import PartialDate
from .._base.errors import (
    ArgumentError,
    ArgumentTypeError,
    UnknownNameError,
    described,
    did_you_mean,
    wrong,
)
from .._base.periods import period as as_period
from .._base.public import public
from .._base.spelling import name_key
from .._model.concepts import Concept
from .counted import COMMAND, By, Corpora, Corpus, Group, Hits, period_of
from .tables import Table
from .usage_rows import STATUSES, Status, UsageRow, lies_within, total

T = TypeVar("T")
Time: TypeAlias = str | datetime.date | PartialDate
AnyOf: TypeAlias = T | Iterable[T]
Grouping: TypeAlias = Literal["corpus", "genre"]
# Lower bounds, in documents per 1,000; 0 is the band of less than 1.
BANDS: Final = (50, 20, 10, 3, 1, 0)


@frozen(kw_only=True)
class ExtremeRow:
    """The earliest or latest document or month with a concept in one corpus.

    Attributes:
        position: `earliest in this corpus` or `latest in this corpus`.
        period: The day of the document, or the month; `None` when nothing was found.
        document: The id of the document, where it is known.
        status: `counted`; else why there is no period: `zero`, `partial`, `gap` or
            `not_yet_counted`.
    """

    concept: str
    form: str | None
    corpus: str
    genre: str | None
    voice: str | None
    position: str
    period: str | None
    document: str | None
    title: str | None
    day: str | None
    url: str | None
    covered_from: str
    covered_to: str
    status: Status
    corpus_version: str
    match_rules: str
    data_version: str


class Extremes(Table[ExtremeRow]):
    """The earliest or latest documents or months, a row for each concept and corpus."""

    __slots__ = ()
    _row = ExtremeRow
    _shown = ("concept", "corpus", "position", "period", "title", "status")


@frozen(kw_only=True)
class HitRow:
    """A document with a concept."""

    concept: str
    form: str | None
    corpus: str
    genre: str
    voice: str
    document: str
    title: str
    day: str | None
    url: str
    chars: int
    occurrences: int
    in_headline: int
    in_formula: int
    nested: int
    corpus_version: str
    match_rules: str
    data_version: str


class HitDocuments(Table[HitRow]):
    """The documents with a concept."""

    __slots__ = ()
    _row = HitRow
    _shown = ("concept", "corpus", "genre", "voice", "day", "title", "occurrences")


@frozen(kw_only=True)
class OvertakeRow:
    """A period in which one concept passes another.

    Attributes:
        period: The first comparable period in which the leader is ahead.
        leader: The concept that passes.
        passed: The concept that is passed.
        measure: What is compared.
        leader_value: The leader's value in the period.
        passed_value: The other's.
        previous_period: The comparable period before, in which the leader was not ahead.
    """

    corpus: str
    genre: str
    voice: str
    period: str
    leader: str
    passed: str
    measure: str
    leader_value: float
    passed_value: float
    previous_period: str
    corpus_version: str
    match_rules: str
    data_version: str


class Overtakes(Table[OvertakeRow]):
    """The periods in which one of two concepts passes the other.

    Attributes:
        compared: How many periods were compared, over all corpora, genres and voices.
        left_out: How many were not, because they are not complete.
    """

    __slots__ = ("compared", "left_out")
    compared: int
    left_out: int

    def __init__(self, rows: Iterable[OvertakeRow], compared: int, left_out: int) -> None:
        super().__init__(rows)
        object.__setattr__(self, "compared", compared)
        object.__setattr__(self, "left_out", left_out)

    def _context(self) -> tuple[Any, ...]:
        return self.compared, self.left_out

    def _heading(self) -> str:
        return f"Overtakes, {self.compared} periods compared, {self.left_out} left out"

    _row = OvertakeRow
    _shown = ("corpus", "genre", "voice", "period", "leader", "passed", "leader_value",
              "passed_value")  # fmt: skip


@frozen(kw_only=True)
class BandRow:
    """The band and rank of a concept in one corpus, genre, voice and period.

    Attributes:
        band: The lower bound of the band in documents per 1,000: 50, 20, 10, 3 or 1; 0 for less
            than 1. `None` where there are no figures, and for reports.
        rank: The place among the concepts of the panel; those with equal numbers share one.
        panel: How many concepts were counted in the corpus.
    """

    concept: str
    corpus: str
    genre: str
    voice: str
    period: str
    complete: bool
    docs_with: int | None
    docs_held: int | None
    docs_per_1000: float | None
    band: int | None
    rank: int | None
    panel: int
    status: Status
    corpus_version: str
    match_rules: str
    data_version: str


class Bands(Table[BandRow]):
    """Bands and ranks."""

    __slots__ = ()
    _row = BandRow
    _shown = ("concept", "corpus", "genre", "voice", "period", "docs_per_1000", "band", "rank",
              "panel")  # fmt: skip


class _Located(NamedTuple):
    """A row of usage with its corpus, the cells that it sums, and their counts."""

    row: UsageRow
    corpus: Corpus
    group: Group
    hits: dict[int, Hits]


@public
class Usage(Table[UsageRow]):
    """How often concepts occur, by corpus, genre, voice and period; from `usage()`.

    A sequence of `UsageRow`. Nothing is added up across corpora, genres or voices, and what is not
    known is empty in every export, never 0.

    Attributes:
        by: The periods: `year`, `month` or `document`.
        concepts: The concepts.
        corpora: The corpora.
    """

    __slots__ = ("by", "concepts", "corpora")
    _row = UsageRow
    _shown = ("concept", "corpus", "genre", "voice", "period", "docs_with", "docs_held",
              "occurrences", "status")  # fmt: skip

    by: By
    concepts: tuple[Concept, ...]
    corpora: Corpora

    def __init__(
        self,
        rows: Iterable[UsageRow],
        by: By,
        concepts: tuple[Concept, ...],
        corpora: Corpora,
    ) -> None:
        super().__init__(rows)
        object.__setattr__(self, "by", by)
        object.__setattr__(self, "concepts", concepts)
        object.__setattr__(self, "corpora", corpora)

    def _context(self) -> tuple[Any, ...]:
        return self.by, self.concepts, self.corpora

    def _heading(self) -> str:
        return f"Usage by {self.by}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Usage):
            return NotImplemented
        return self.by == other.by and self._rows == other._rows

    def __hash__(self) -> int:
        return hash((self.by, self._rows))

    # --- choosing rows ------------------------------------------------------------------------

    def filter(
        self,
        *,
        corpus: AnyOf[Corpus | str] | None = None,
        genre: AnyOf[str] | None = None,
        voice: AnyOf[str] | None = None,
        status: AnyOf[Status] | None = None,
        since: Time | None = None,
        until: Time | None = None,
        concept: AnyOf[Concept | str] | None = None,
    ) -> Usage:
        """The rows that match all criteria; a list means any of its values.

        Args:
            corpus: A corpus of this table, or its id or title.
            genre: A genre of the corpora of this table.
            voice: A voice of the corpora of this table.
            status: A status.
            since: Only periods that end on or after this.
            until: Only periods that begin on or before this.
            concept: A concept of this table, or its id or any of its names.

        Raises:
            UnknownNameError: (a `LookupError`) No corpus or concept of the table has the name.
            ArgumentError: (a `ValueError`) An unknown genre, voice or status, or an impossible
                period.
            ArgumentTypeError: (a `TypeError`) A value of the wrong type.
        """
        tests: list[Callable[[UsageRow], bool]] = []
        if corpus is not None:
            ids = {
                self.corpora._resolve(each, "usage.filter(corpus=)").id
                for each in _values(corpus, "corpus")
            }
            tests.append(lambda row: row.corpus in ids)
        if concept is not None:
            wanted = {self._concept(each).id for each in _values(concept, "concept")}
            tests.append(lambda row: row.concept in wanted)
        known = {
            "genre": {group.genre for each in self.corpora for group in each._grouped(self.by)},
            "voice": {group.voice for each in self.corpora for group in each._grouped(self.by)},
            "status": set(STATUSES),
        }
        for name, value in (("genre", genre), ("voice", voice), ("status", status)):
            if value is not None:
                tests.append(_is_one_of(name, _values(value, name), known[name]))
        first, last = as_period("usage.filter", since, until)
        if first is not None or last is not None:
            tests.append(lambda row: lies_within(row.period, first, last))
        return self.where(lambda row: all(test(row) for test in tests))

    def _concept(self, value: object) -> Concept:
        if not isinstance(value, Concept | str):
            raise wrong(
                ArgumentTypeError,
                "usage.filter(concept=)",
                "a concept, or its id or a name",
                described(value),
            )
        for each in self.concepts:
            if value in (each, each.id):
                return each
        if isinstance(value, str):
            key = name_key(value)
            found = [each for each in self.concepts if key and key in map(name_key, each._names())]
            if len(found) == 1:
                return found[0]
        name = value if isinstance(value, str) else value.id
        raise UnknownNameError(
            f"usage.filter(concept=): no concept of this table is {name!r}."
            f"{did_you_mean(name, [each.id for each in self.concepts])}",
            query=name,
        )

    # --- questions ----------------------------------------------------------------------------

    def _located(self) -> Iterator[_Located]:
        """The rows of what the corpora cover, with the cells that they sum."""
        groups = {
            (corpus.id, *group[:4]): group
            for corpus in self.corpora
            for group in corpus._grouped(self.by)
        }
        hits: dict[tuple[str, str, str | None], dict[int, Hits]] = {}
        for row in self._rows:
            group = groups.get((row.corpus, row.genre, row.voice, row.period or "", row.document))
            if group is None:
                continue  # beyond what the corpus covers
            corpus = self.corpora[row.corpus]
            key = (row.corpus, row.concept, row.form)
            if key not in hits:
                number = corpus._form_number(row.concept, row.form)
                hits[key] = {} if number is None else corpus._hits(row.concept, number)
            yield _Located(row, corpus, group, hits[key])

    def first(self, by: Grouping = "corpus") -> Extremes:
        """The earliest document or month with each concept in each corpus.

        What is earliest in a corpus says nothing about texts outside it, or missing from it.
        Only the rows of this table count: after `filter(genre=…)` it is the earliest in that
        genre.

        Args:
            by: `"corpus"`, or `"genre"` for a row for each genre and voice.

        Raises:
            ArgumentError: (a `ValueError`) Another value of `by`.
        """
        return self._extremes(by, last=False)

    def last(self, by: Grouping = "corpus") -> Extremes:
        """The latest document or month with each concept in each corpus; see `first`.

        Args:
            by: `"corpus"`, or `"genre"` for a row for each genre and voice.

        Raises:
            ArgumentError: (a `ValueError`) Another value of `by`.
        """
        return self._extremes(by, last=True)

    def _extremes(self, by: Grouping, *, last: bool) -> Extremes:
        caller = "usage.last" if last else "usage.first"
        if by not in get_args(Grouping):
            raise ArgumentError(
                f"{caller}: no by {by!r}.{did_you_mean(str(by), get_args(Grouping))}"
            )
        series: dict[tuple[str | None, ...], list[_Located]] = {}
        for each in self._located():
            row = each.row
            place = (row.genre, row.voice) if by == "genre" else (None, None)
            series.setdefault((row.concept, row.form, row.corpus, *place), []).append(each)
        return Extremes(_extreme(located, by, last=last) for located in series.values())

    def documents(self, period: Time | None = None) -> HitDocuments:
        """Every document in which a concept of the table occurs, by concept and day.

        Args:
            period: Only documents that may be dated to this day, month or year.

        Raises:
            ArgumentError: (a `ValueError`) A corpus of the table is counted by month, so that its
                documents are not known; `filter(corpus=…)` chooses others.
        """
        first, last = as_period("usage.documents", on=period)
        rows: list[tuple[tuple[int, int, str], HitRow]] = []
        places = {each.id: at for at, each in enumerate(self.concepts)}
        for row, corpus, group, hits in self._located():
            if corpus.unit == "month":
                raise corpus._by_month("the documents of its hits are not known")
            for cell in group.cells:
                if cell not in hits or not hits[cell].docs_with:
                    continue
                label, *_, chars = corpus._data["cells"][cell]
                name, title, day, url, _ = corpus._document(label)
                if not lies_within(day, first, last):
                    continue
                found = hits[cell]
                made = HitRow(
                    concept=row.concept,
                    form=row.form,
                    corpus=corpus.id,
                    genre=row.genre,
                    voice=row.voice,
                    document=name,
                    title=title or "",
                    day=day,
                    url=url or "",
                    chars=chars,
                    occurrences=found.occurrences,
                    in_headline=found.in_headline,
                    in_formula=found.in_formula,
                    nested=found.nested,
                    **corpus._versions(),
                )
                order = (places[row.concept], self.corpora.ids.index(corpus.id), str(day or ""))
                rows.append((order, made))
        rows.sort(key=lambda pair: pair[0])
        return HitDocuments(made for _, made in rows)

    def overtakes(self, *, at_least: float = 1.0) -> Overtakes:
        """The periods in which one of the two concepts of the table passes the other.

        Compared are periods that the corpus covers whole, each with the comparable one before it:
        documents per 1,000, for reports occurrences. A tie changes nothing.

        Args:
            at_least: The share of the expected documents whose text must be held for a period to
                be compared.

        Raises:
            ArgumentError: (a `ValueError`) There are not two concepts; the table is by document;
                one of them was not counted; or fewer than two periods can be compared.
        """
        check_share("usage.overtakes", at_least)
        named = tuple(dict.fromkeys(row.concept for row in self._rows))
        if len(named) != 2:
            shown = ", ".join(named) or "none"
            raise wrong(ArgumentError, "usage.overtakes", "a table of two concepts", shown)
        if self.by == "document":
            raise wrong(ArgumentError, "usage.overtakes", "a table by year or month", "by document")
        series: dict[tuple[str, str, str], dict[str, dict[str, _Located]]] = {}
        left_out: set[tuple[str, str, str, str]] = set()
        for each in self._located():
            row = each.row
            if row.status == "not_yet_counted":
                raise ArgumentError(
                    f"usage.overtakes: {row.concept} was not looked for in {row.corpus}; "
                    f"leave the corpus out with filter(corpus=…), or count again with `{COMMAND}`"
                )
            if each.group.is_comparable(at_least) and _is_whole(each.group.period, self.by):
                key = (row.corpus, row.genre, row.voice)
                series.setdefault(key, {}).setdefault(each.group.period, {})[row.concept] = each
            else:
                left_out.add((row.corpus, *each.group[:3]))
        if not any(len(periods) > 1 for periods in series.values()):
            raise ArgumentError(
                "usage.overtakes: no two periods are complete, so none can be compared."
                + _what_would_do(self._located(), self.by)
            )
        return Overtakes(
            [r for periods in series.values() for r in _overtakes(periods, (named[0], named[1]))],
            sum(map(len, series.values())),
            len(left_out),
        )

    def bands(self) -> Bands:
        """The band of documents per 1,000 of each row, with its rank in the corpus's panel.

        The bands are: at least 50, 20, 10, 3, 1, and less. The panel is every concept that was
        counted in the corpus; ranks compare within one genre, voice and period.

        Raises:
            ArgumentError: (a `ValueError`) The table is by document.
        """
        if self.by == "document":
            raise wrong(ArgumentError, "usage.bands", "a table by year or month", "by document")
        ranks: dict[tuple[str, ...], list[int]] = {}
        return Bands(
            self._band(row, corpus, group, ranks) for row, corpus, group, _ in self._located()
        )

    def _band(
        self,
        row: UsageRow,
        corpus: Corpus,
        group: Group,
        ranks: dict[tuple[str, ...], list[int]],
    ) -> BandRow:
        rate = None if corpus.kind == "reports" else row.docs_per_1000
        rank = None
        if rate is not None and row.docs_with is not None:
            key = (corpus.id, *group[:3])
            if key not in ranks:
                ranks[key] = [
                    total(corpus._hits(each, -1), group.cells).docs_with for each in corpus._forms
                ]
            rank = 1 + sum(number > row.docs_with for number in ranks[key])
        return BandRow(
            concept=row.concept,
            corpus=row.corpus,
            genre=row.genre,
            voice=row.voice,
            period=group.period,
            complete=row.complete,
            docs_with=row.docs_with,
            docs_held=row.docs_held,
            docs_per_1000=row.docs_per_1000,
            band=None if rate is None else next(bound for bound in BANDS if rate >= bound),
            rank=rank,
            panel=len(corpus._forms),
            status=row.status,
            **corpus._versions(),
        )

    def plot(self) -> Any:
        """A chart for each corpus, genre and voice, as an `altair` chart; needs the extra `plot`.

        News and speeches are drawn as lines of documents per 1,000, reports as points of
        occurrences without a line. Gaps are gaps, incomplete periods are hatched, and the strip
        beneath shows how much of each period is held.

        Raises:
            MissingExtraError: (an `ImportError`) altair is not installed.
            ArgumentError: (a `ValueError`) The table has no rows.
        """
        from .plots import usage_chart

        return usage_chart(self._rows, self.by, self.concepts, self.corpora)


# --- the parts of the verbs -------------------------------------------------------------------


def _values(value: Any, name: str) -> tuple[Any, ...]:
    single = isinstance(value, str | bytes | dict | Corpus | Concept)
    if single or not isinstance(value, Iterable):
        return (value,)
    values = tuple(value)
    if not values:
        raise wrong(ArgumentError, "usage.filter", f"at least one value for {name}", "none")
    return values


def _is_one_of(name: str, values: Sequence[object], known: set[str]) -> Callable[[UsageRow], bool]:
    for value in values:
        if not isinstance(value, str):
            raise wrong(ArgumentTypeError, "usage.filter", f"a string for {name}", described(value))
        if value not in known:
            raise ArgumentError(f"usage.filter: no {name} {value!r}.{did_you_mean(value, known)}")
    return lambda row: getattr(row, name) in values


def _extreme(located: Sequence[_Located], by: Grouping, *, last: bool) -> ExtremeRow:
    """The earliest or latest of the cells of one concept in one corpus."""
    row, corpus, _, hits = located[0]
    cells = [
        (PartialDate(corpus._day_of(cell)), cell)
        for each in located
        for cell in each.group.cells
        if cell in hits and hits[cell].docs_with and corpus._day_of(cell)
    ]
    period = document = title = day = url = None
    if cells:
        status: Status = "counted"
        when, cell = max(cells) if last else min(cells)
        period = str(when)
        if corpus.unit == "month":
            found = _extreme_document(located, period, last=last)
        else:
            found = corpus._document(corpus._data["cells"][cell][0])
        if found is not None:
            document, title, day, url, *_ = found
    else:
        # The best that was seen: a period held whole, else one held in part.
        seen = {each.row.status for each in located}
        order: tuple[Status, ...] = ("partial", "zero", "not_yet_counted", "gap")
        status = next((each for each in order if each in seen), row.status)
    return ExtremeRow(
        concept=row.concept,
        form=row.form,
        corpus=corpus.id,
        genre=row.genre if by == "genre" else None,
        voice=row.voice if by == "genre" else None,
        position="latest in this corpus" if last else "earliest in this corpus",
        period=period,
        document=document,
        title=title,
        day=day,
        url=url or None,
        covered_from=str(corpus.covered_from),
        covered_to=str(corpus.covered_to),
        status=status,
        **corpus._versions(),
    )


def _extreme_document(
    located: Sequence[_Located], month: str, *, last: bool
) -> Sequence[Any] | None:
    """The document of a corpus counted by month, where it surely is the one asked for.

    The counts name it for any form in any genre, so it is not known for one form or some genres.
    """
    row, corpus, *_ = located[0]
    everywhere = {(group.genre, group.voice) for group in corpus._grouped("month")}
    here = {(each.row.genre, each.row.voice) for each in located}
    if row.form is not None or here != everywhere:
        return None
    for concept, first_document, last_document in corpus._data.get("extremes") or ():
        found: Sequence[Any] = last_document if last else first_document
        if concept == row.concept and period_of(found[2], "month") == month:
            return found
    return None


def _is_whole(period: str, by: By) -> bool:
    """Whether a period is what was asked for: by month, some documents are known to a year only."""
    return len(period) == (4 if by == "year" else 7)


def _overtakes(
    periods: dict[str, dict[str, _Located]], named: tuple[str, str]
) -> Iterator[OvertakeRow]:
    """The overtakes in one corpus, genre and voice."""
    leader: str | None = None
    previous = ""
    for period, found in sorted(periods.items()):
        if len(found) < 2:
            continue
        corpus = found[named[0]].corpus
        values = {name: getattr(found[name].row, corpus.measure) for name in named}
        ahead = max(named, key=lambda name: values[name])
        behind = named[named[0] == ahead]
        if values[ahead] > values[behind]:
            if leader is not None and leader != ahead:
                yield OvertakeRow(
                    corpus=corpus.id,
                    genre=found[ahead].row.genre,
                    voice=found[ahead].row.voice,
                    period=period,
                    leader=ahead,
                    passed=behind,
                    measure=corpus.measure,
                    leader_value=float(values[ahead]),
                    passed_value=float(values[behind]),
                    previous_period=previous,
                    **corpus._versions(),
                )
            leader = ahead
        previous = period


def check_share(caller: str, at_least: object) -> None:
    """Raises unless a share is a number above 0 and at most 1."""
    if isinstance(at_least, bool) or not isinstance(at_least, int | float):
        raise wrong(ArgumentTypeError, caller, "a number for at_least", described(at_least))
    if not 0 < at_least <= 1:
        raise wrong(ArgumentError, caller, "at_least above 0 and at most 1", repr(at_least))


def _what_would_do(located: Iterable[_Located], by: By) -> str:
    """Returns the end of a message: the share of texts at which periods could be compared."""
    groups = [each.group for each in located]
    shares = sorted(
        (
            group.with_text / group.expected
            for group in groups
            if group.expected and not group.cut and group.with_text and _is_whole(group.period, by)
        ),
        reverse=True,
    )
    # Each period stands once for each concept.
    if len(shares) < 4:
        return " Take a corpus that covers more whole periods."
    return f" With at_least={int(shares[3] * 100) / 100} there are some."
