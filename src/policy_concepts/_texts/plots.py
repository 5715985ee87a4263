"""Charts of usage, drawn with altair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, Final

from .._base.dates import PartialDate
from .._base.errors import ArgumentError, missing, wrong
from .._model.concepts import Concept
from .counted import By, Corpora, Corpus
from .usage_rows import UsageRow

_WIDTH: Final = 640
_HEIGHT: Final = 180
_STRIP: Final = 12
# Lines of hatching in an incomplete period.
_HATCHES: Final = 5
_COVERAGE: Final = ("text held", "held in part", "not held")
_GREYS: Final = ("#777777", "#c4c4c4", "#ffffff")


def usage_chart(
    rows: Sequence[UsageRow], by: By, concepts: Sequence[Concept], corpora: Corpora
) -> Any:
    """Draws a chart for each corpus, genre and voice, one above the other; see `Usage.plot`."""
    try:
        # By name, because altair is no dependency, and type checkers need not find it.
        alt: Any = import_module("altair")
    except ImportError as error:
        raise missing("plot", "altair", "plot") from error
    if not rows:
        raise wrong(ArgumentError, "usage.plot", "a table with rows", "none")
    labels = {concept.id: concept.label("en", default=concept.id) for concept in concepts}
    series: dict[tuple[str, str, str], list[UsageRow]] = {}
    spans: dict[str, list[float]] = {}
    for row in rows:
        series.setdefault((row.corpus, row.genre, row.voice), []).append(row)
        if row.period is not None:
            spans.setdefault(row.corpus, []).extend(_span(row.period))
    # The charts of a corpus share one axis of time.
    domains = {corpus_id: [min(found), max(found)] for corpus_id, found in spans.items()}
    return alt.vconcat(
        *(
            _panel(alt, found, by, corpora[key[0]], labels, domains[key[0]])
            for key, found in series.items()
            if key[0] in domains
        )
    ).resolve_scale(color="independent")


def _panel(
    alt: Any,
    rows: Sequence[UsageRow],
    by: By,
    corpus: Corpus,
    labels: dict[str, str],
    domain: Sequence[float],
) -> Any:
    """The chart of one corpus, genre and voice, with its strip of coverage."""
    is_line = corpus.kind != "reports" and by != "document"
    measure, unit = (
        ("docs_per_1000", "documents per 1,000")
        if is_line
        else ("occurrences", "occurrences in the report" if corpus.kind == "reports" else
              "occurrences")
    )  # fmt: skip
    # A document without a date has no place on the axis.
    shown = [_point(row, row.period, measure, labels) for row in rows if row.period is not None]
    # An axis from 0 to 0 would put the zeros in the middle.
    top = max([point["value"] or 0 for point in shown] + [1])
    periods = {row.period: row for row in rows if row.period is not None}
    spans = [(row, *_span(period)) for period, row in periods.items()]
    x_scale = alt.Scale(domain=list(domain), type="utc")
    base = alt.Chart(alt.InlineData(values=shown)).encode(
        x=alt.X("middle:T", title=None, scale=x_scale, axis=alt.Axis(labels=False, ticks=False)),
        y=alt.Y("value:Q", title=unit, scale=alt.Scale(domain=[0, top])),
        color=alt.Color("concept:N", title=None, legend=alt.Legend(orient="top", labelLimit=400)),
        tooltip=[alt.Tooltip(f"{name}:N") for name in ("concept", "period", "status", "figures")],
    )
    # A point without a value breaks the line, and a period alone between gaps stays visible.
    points = base.transform_filter("datum.value !== null").mark_point(filled=True, size=28)
    layers = [base.mark_line(invalid="break-paths-filter-domains")] if is_line else []
    hatched = _hatching(alt, spans, x_scale)
    strip = _strip(alt, spans, x_scale)
    title = " · ".join(filter(None, (str(corpus.title), rows[0].genre, rows[0].voice)))
    name = alt.TitleParams(
        title,
        subtitle=f"in this corpus, {corpus.covered_from} to {corpus.covered_to}; "
        f"version {corpus.version}",
        anchor="start",
    )
    main = alt.layer(hatched, alt.layer(*layers, points)).resolve_scale(y="independent")
    return alt.vconcat(
        main.properties(width=_WIDTH, height=_HEIGHT, title=name),
        # Without a frame, what the corpus does not cover is told from what is not held.
        strip.properties(width=_WIDTH, height=_STRIP, view=alt.ViewConfig(stroke=None)),
        spacing=4,
    ).resolve_scale(color="independent")


def _point(row: UsageRow, period: str, measure: str, labels: dict[str, str]) -> dict[str, Any]:
    start, end = _span(period)
    figures = (
        "" if row.docs_with is None else
        f"{row.docs_with} of {row.docs_held} documents, {row.occurrences} occurrences, "
        f"{row.chars} characters"
    )  # fmt: skip
    return {
        "concept": labels[row.concept] if row.form is None else row.form,
        "period": period,
        "middle": start + (end - start) / 2,
        "value": getattr(row, measure),
        "status": row.status,
        "figures": figures,
    }


def _span(period: str) -> tuple[float, float]:
    """The beginning and end of a period, in milliseconds since 1970."""
    date = PartialDate(period)
    assert date.earliest is not None
    assert date.latest is not None
    epoch = 719_163
    day = 86_400_000
    return (date.earliest.toordinal() - epoch) * day, (date.latest.toordinal() + 1 - epoch) * day


def _coverage(row: UsageRow) -> str | None:
    if row.status == "not_yet_covered":
        return None
    if not row.docs_with_text:
        return _COVERAGE[2]
    return _COVERAGE[0] if row.complete else _COVERAGE[1]


def _hatching(alt: Any, spans: Sequence[tuple[UsageRow, float, float]], scale: Any) -> Any:
    """Diagonal lines behind the incomplete periods: Vega-Lite has no patterns to fill with."""
    lines = [
        line
        for row, start, end in spans
        if _coverage(row) == _COVERAGE[1]
        for line in _diagonals(start, end)
    ]
    return (
        alt.Chart(alt.InlineData(values=lines))
        .mark_rule(stroke="#999999", strokeWidth=0.7, opacity=0.6)
        .encode(
            x=alt.X("x:T", scale=scale),
            x2="x2:T",
            y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, 1])),
            y2="y2:Q",
        )
    )


def _diagonals(start: float, end: float) -> Iterator[dict[str, float]]:
    """Lines from the lower left to the upper right, cut off at the sides of a period."""
    rise = 1 / _HATCHES
    for step in range(-_HATCHES, _HATCHES * 2):
        low = step * rise
        high = low + rise * 2
        bottom, top = max(low, 0.0), min(high, 1.0)
        if bottom >= top:
            continue
        width = (end - start) / (high - low)
        yield {
            "x": start + (bottom - low) * width,
            "x2": start + (top - low) * width,
            "y": bottom,
            "y2": top,
        }


def _strip(alt: Any, spans: Sequence[tuple[UsageRow, float, float]], scale: Any) -> Any:
    """How much of each period is held."""
    values = [
        {
            "start": start,
            "end": end,
            "coverage": _coverage(row),
            "period": row.period,
            "documents": f"text of {row.docs_with_text} of {row.docs_expected} documents",
        }
        for row, start, end in spans
        if _coverage(row) is not None
    ]
    return (
        alt.Chart(alt.InlineData(values=values))
        .mark_rect(stroke="#777777", strokeWidth=0.5)
        .encode(
            x=alt.X("start:T", title=None, scale=scale),
            x2="end:T",
            color=alt.Color(
                "coverage:N",
                title=None,
                scale=alt.Scale(domain=list(_COVERAGE), range=list(_GREYS)),
                legend=alt.Legend(orient="bottom", symbolStrokeColor="#777777"),
            ),
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("period", "documents")],
        )
    )
