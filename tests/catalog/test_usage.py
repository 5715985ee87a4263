"""Usage of concepts in invented corpora: denominators, gaps, zeros, and what is asked of them."""

from __future__ import annotations

import csv
import json
import pickle
import sys
import warnings
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import policy_concepts as pc

from ..support import ARVANIA, COUNTS, counted, run_python

FIGURES = ("docs_with", "occurrences", "in_headline", "in_formula", "nested", "docs_per_1000",
           "per_100k_chars")  # fmt: skip
COLUMNS = (
    "concept form corpus genre voice period complete covered_from covered_to docs_expected "
    "docs_held docs_with_text chars docs_with occurrences in_headline in_formula nested "
    "docs_per_1000 per_100k_chars status corpus_version match_rules precision precision_read "
    "data_version document"
).split()


@pytest.fixture(scope="module")
def catalog(arvania: pc.Catalog) -> pc.Catalog:
    """The invented catalog with its invented counts."""
    return counted(arvania)


def _of(table: pc.Usage, period: str, **fields: Any) -> pc.UsageRow:
    (row,) = [
        row
        for row in table
        if row.period == period and all(getattr(row, k) == v for k, v in fields.items())
    ]
    return row


# --- the table --------------------------------------------------------------------------------


def test_the_columns_stand_in_the_promised_order(catalog: pc.Catalog) -> None:
    """The contract's columns come first, then what was added."""
    table = catalog.usage("green ledger")
    assert list(table.columns) == COLUMNS
    assert list(table.to_dicts()[0]) == COLUMNS


def test_zero_is_told_from_a_gap_and_from_what_was_not_looked_for(catalog: pc.Catalog) -> None:
    """A zero only where the whole text is held; a gap has no figures."""
    table = catalog.usage("green-ledger", "budget-speeches")
    found = {row.period: (row.status, row.occurrences) for row in table if row.genre == "speech"}
    assert found == {
        "2029": ("zero", 0),
        "2031": ("counted", 4),
        "2032": ("counted", 6),
        "2033": ("gap", None),
        "2034": ("zero", 0),
        "2035": ("counted", 3),
    }
    gap = _of(table, "2033")
    assert (gap.docs_expected, gap.docs_held, gap.docs_with_text, gap.complete) == (1, 0, 0, False)
    assert all(getattr(gap, name) is None for name in FIGURES)
    missing = catalog.usage("clean-air-pledge", "budget-speeches")
    assert {row.status for row in missing} == {"not_yet_counted", "gap"}
    assert all(getattr(row, name) is None for row in missing for name in FIGURES)
    assert missing[0].chars is not None


def test_a_year_of_which_no_document_is_known_has_no_row(catalog: pc.Catalog) -> None:
    """2030 has a plan, and neither has nor lacks a speech."""
    table = catalog.usage("green-ledger", "budget-speeches")
    assert [(row.genre, row.period) for row in table if row.period == "2030"] == [("plan", "2030")]


def test_periods_cut_by_the_edge_or_held_in_part_are_partial(catalog: pc.Catalog) -> None:
    """With figures, of what is held."""
    table = catalog.usage("green-ledger", "evening-bulletin").filter(genre="other")
    assert {row.period: row.status for row in table} == {
        "2030": "partial",  # begins on 2 July
        "2031": "partial",  # two items with the title only
        "2032": "partial",  # March is missing
        "2033": "partial",  # ends on 20 May
    }
    by_month = catalog.usage("green-ledger", "evening-bulletin", by="month").filter(genre="other")
    assert _of(by_month, "2032-03").status == "gap"
    assert _of(by_month, "2031-08").status == "partial"
    assert _of(by_month, "2030-07").status == "partial"
    assert _of(by_month, "2031-07").complete


def test_voices_and_genres_stand_apart(catalog: pc.Catalog) -> None:
    """Nothing is added up: answers and questions of one press hour are two rows."""
    table = catalog.usage("quiet-borders", "press-hours")
    assert [(row.voice, row.period, row.docs_with, row.occurrences) for row in table] == [
        ("spokesperson", "2031", 0, 0),
        ("spokesperson", "2032", 12, 24),
        ("reporters", "2031", 4, 4),
        ("reporters", "2032", 4, 4),
    ]
    assert _of(table, "2032", voice="spokesperson").docs_per_1000 == 1000
    assert _of(table, "2032", voice="spokesperson").per_100k_chars == 100


def test_one_form_or_any(catalog: pc.Catalog) -> None:
    """A form is one exact name; another raises with what is near."""
    any_form = catalog.usage("green-ledger", "budget-speeches")
    one = catalog.usage("green-ledger", "budget-speeches", form="land account")
    assert (_of(any_form, "2031").occurrences, _of(one, "2031").occurrences) == (4, 1)
    assert _of(one, "2031").form == "land account"
    # A name of the concept that the counts do not have was added later.
    late = catalog.usage("green-ledger", "budget-speeches", form="registre vert")
    assert {row.status for row in late} == {"not_yet_counted", "gap"}
    with pytest.raises(pc.ArgumentError, match="Did you mean 'green ledger'"):
        catalog.usage("green-ledger", form="green ledgr")
    with pytest.raises(pc.ArgumentError, match="one concept with form"):
        catalog.usage(["green-ledger", "slow-roads"], form="green ledger")


def test_periods_beyond_the_corpus_are_said_to_be_so(catalog: pc.Catalog) -> None:
    """When they are asked for; and never 0."""
    table = catalog.usage("green-ledger", "budget-speeches", since="2027", until="2037")
    speeches = table.filter(genre="speech")
    assert [row.period for row in speeches if row.status == "not_yet_covered"] == [
        "2027", "2028", "2036", "2037",
    ]  # fmt: skip
    assert all(getattr(row, n) is None for row in table.filter(status="not_yet_covered")
               for n in (*FIGURES, "docs_held", "chars"))  # fmt: skip
    later = catalog.usage("green-ledger", "budget-speeches", since="2032", until="2033")
    assert {row.period for row in later} == {"2032", "2033"}
    months = catalog.usage("green-ledger", "evening-bulletin", by="month", since="2033-04",
                           until="2033-07").filter(genre="other")  # fmt: skip
    assert [(row.period, row.status) for row in months] == [
        ("2033-04", "counted"),
        ("2033-05", "partial"),
        ("2033-06", "not_yet_covered"),
        ("2033-07", "not_yet_covered"),
    ]


def test_by_month_a_document_dated_to_the_year_keeps_its_year(catalog: pc.Catalog) -> None:
    """It is neither lost nor put into a month."""
    table = catalog.usage("quiet-borders", "budget-speeches", by="month")
    assert _of(table, "2030").occurrences == 2
    assert _of(table, "2031-04").status == "zero"


def test_by_document(catalog: pc.Catalog) -> None:
    """A row for each document and voice, with its day; a corpus by month refuses, and says why."""
    table = catalog.usage("green-ledger", ["budget-speeches", "press-hours"], by="document")
    row = table[1]
    assert (row.period, row.document, row.occurrences) == ("2031-04-02", "speech-2031", 4)
    assert len(table.filter(corpus="press-hours")) == 48
    with pytest.raises(pc.ArgumentError, match="policy-concepts count FOLDER"):
        catalog.usage("green-ledger", by="document")


def test_arguments_are_records_ids_or_names(catalog: pc.Catalog) -> None:
    """Of concepts and corpora; what is misspelt raises."""
    expected = catalog.usage("green-ledger", "budget-speeches")
    concept = catalog.concepts["green-ledger"]
    assert catalog.usage(concept, catalog.corpora[0]) == expected
    assert catalog.usage("绿色账本", "阿尔瓦尼亚预算报告") == expected
    assert catalog.usage(["land account"], ["Budget Speeches of Arvania"]) == expected
    assert catalog.usage("green-books", "budget-speeches") == expected
    with pytest.warns(pc.PrecisionWarning):
        everything = catalog.usage(catalog.concepts)
    assert {row.concept for row in everything} == set(catalog.concepts.ids)
    with pytest.raises(pc.UnknownNameError, match="green-ledger"):
        catalog.usage("green leger")
    with pytest.raises(pc.UnknownNameError, match="Did you mean 'press-hours'"):
        catalog.usage("green-ledger", "press-hour")
    with pytest.raises(pc.ArgumentError, match="no by 'week'"):
        catalog.usage("green-ledger", by="week")  # type: ignore[arg-type]
    with pytest.raises(pc.ArgumentTypeError):
        catalog.usage(7)  # type: ignore[arg-type]
    with pytest.raises(pc.ArgumentTypeError):
        catalog.usage("green-ledger", 7)  # type: ignore[arg-type]
    with pytest.raises(pc.ArgumentError, match="at least one concept"):
        catalog.usage([])
    with pytest.raises(pc.ArgumentError, match="at least one corpus"):
        catalog.usage("green-ledger", [])


def test_a_catalog_without_counts_says_how_to_make_them(arvania: pc.Catalog) -> None:
    """It does not answer with an empty table."""
    bare = counted(arvania, {})
    del bare._store.cache["renderings"]
    assert len(bare.corpora) == 0
    with pytest.raises(pc.ArgumentError, match="policy-concepts count FOLDER"):
        bare.usage("green-ledger")
    with pytest.raises(pc.ArgumentError, match="policy-concepts renderings FOLDER"):
        bare.renderings("green-ledger")


def test_ids_that_were_replaced_after_the_count(catalog: pc.Catalog, arvania: pc.Catalog) -> None:
    """Old counts are read under the present id."""
    text = (COUNTS / "budget-speeches.json").read_text(encoding="utf-8")
    old = json.loads(text.replace("green-ledger", "green-account"))
    renamed = counted(arvania, {"budget-speeches": old})
    both = [each.usage("green-ledger", "budget-speeches") for each in (renamed, catalog)]
    assert both[0] == both[1]
    assert both[0].first() == both[1].first()
    orders = [each.sequences(["green-ledger", "slow-roads"]) for each in (renamed, catalog)]
    assert orders[0] == orders[1]


# --- precision --------------------------------------------------------------------------------


def test_a_low_precision_warns_once_at_the_callers_line(catalog: pc.Catalog) -> None:
    """And stands in the rows."""
    with pytest.warns(
        pc.PrecisionWarning, match=r"slow-roads in budget-speeches: 0\.90 of 50"
    ) as w:
        table = catalog.usage(["slow-roads", "green-ledger"])
    assert len(w) == 1
    assert w[0].filename == __file__
    row = table.filter(corpus="budget-speeches")[0]
    assert (row.precision, row.precision_read) == (0.9, 50)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        catalog.usage("green-ledger")


# --- a table is a value -----------------------------------------------------------------------


def test_filter_takes_each_criterion(catalog: pc.Catalog) -> None:
    """One value or several; what is unknown raises with a list."""
    table = catalog.usage(["green-ledger", "quiet-borders"])
    assert {row.concept for row in table.filter(concept="绿色账本")} == {"green-ledger"}
    assert {row.corpus for row in table.filter(corpus="Press hours of Belmar")} == {"press-hours"}
    assert {r.voice for r in table.filter(voice=["reporters", "minister"])} == {
        "reporters", "minister",
    }  # fmt: skip
    assert {row.period for row in table.filter(since="2034-02", until="2034")} == {"2034"}
    assert {row.status for row in table.filter(status="gap")} == {"gap"}
    for wrong in (
        {"genre": "speach"}, {"voice": "ministr"}, {"status": "zeros"}, {"corpus": "pres-hours"},
        {"concept": "slow-roads"}, {"since": "2035", "until": "2030"},
    ):  # fmt: skip
        with pytest.raises(ValueError, match=r"usage\.filter"):
            table.filter(**wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        table.filter(genre=3)  # type: ignore[arg-type]


def test_a_table_is_a_sequence_that_cannot_be_changed(catalog: pc.Catalog) -> None:
    """Slices, equality, hashing, pickles."""
    table = catalog.usage("green-ledger")
    assert table[0] is next(iter(table))
    assert isinstance(table[2:4], pc.Usage)
    assert list(table[2:4]) == list(table)[2:4]
    assert table[:] == table
    assert hash(table[:]) == hash(table)
    assert table[1:] != table
    again = pickle.loads(pickle.dumps(table))
    assert again == table
    assert again.first() == table.first()
    with pytest.raises(AttributeError):
        table.by = "month"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        table[0].occurrences = 5  # type: ignore[misc]
    with pytest.raises(IndexError, match="rows"):
        table[999]
    with pytest.raises(pc.ArgumentTypeError):
        table["2031"]  # type: ignore[call-overload]


def test_it_shows_itself(catalog: pc.Catalog) -> None:
    """As text, and as HTML in which a gap is an empty cell."""
    table = catalog.usage("green-ledger", "budget-speeches")
    shown = repr(table)
    assert shown.startswith("<Usage by year: 7 rows>")
    assert "gap" in shown
    html = table._repr_html_()
    assert html.count("<tr>") == 8
    assert "first use" not in (shown + html).lower()


# --- exports ----------------------------------------------------------------------------------


def _read(text: str, kind: str) -> Any:
    if text == "":
        return None
    return {"int": int, "float": float, "bool": "true".__eq__}.get(kind.partition(" ")[0], str)(
        text
    )


def test_every_export_keeps_a_gap_empty(catalog: pc.Catalog, tmp_path: Path) -> None:
    """CSV, JSON, pandas; and CSV read back is what was written."""
    pandas = pytest.importorskip("pandas")
    table = catalog.usage(["green-ledger", "clean-air-pledge"], "budget-speeches")
    table.to_csv(tmp_path / "u.csv")
    table.to_json(tmp_path / "u.json")
    assert json.loads((tmp_path / "u.json").read_text(encoding="utf-8")) == table.to_dicts()
    kinds = {
        name: kind.__name__ if isinstance(kind, type) else str(kind)
        for name, kind in pc.UsageRow.__annotations__.items()
    }
    with (tmp_path / "u.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    read = [{name: _read(text, kinds[name]) for name, text in row.items()} for row in rows]
    assert read == table.to_dicts()
    frame = table.to_pandas()
    assert list(frame.columns) == COLUMNS
    no_figures = frame[frame.status.isin(["gap", "not_yet_counted"])]
    assert len(no_figures) == 8
    assert no_figures[list(FIGURES)].isna().all().all()
    assert frame.docs_with.dtype == pandas.Int64Dtype()


# --- questions --------------------------------------------------------------------------------


def test_the_earliest_and_latest_in_a_corpus(catalog: pc.Catalog) -> None:
    """By corpus, never called a first use, with the document."""
    table = catalog.usage("green-ledger")
    first = {row.corpus: row for row in table.first()}
    assert first["budget-speeches"].document == "speech-2031"
    assert first["budget-speeches"].position == "earliest in this corpus"
    news = first["evening-bulletin"]
    assert news.period is not None
    assert (news.document, news.day) == (f"n-{news.period}-09", f"{news.period}-09")
    assert (first["press-hours"].status, first["press-hours"].period) == ("zero", None)
    assert [row.document for row in table.last() if row.corpus == "budget-speeches"] == [
        "speech-2035"
    ]
    # In one genre, or for one form, the document of a corpus by month is not known.
    (leaders,) = table.filter(corpus="evening-bulletin", genre="leaders").first()
    assert leaders.period is not None
    assert leaders.document is None
    (form,) = catalog.usage("green-ledger", "evening-bulletin", form="green ledger").first()
    assert (form.period, form.document) == (news.period, None)
    by_genre = table.filter(corpus="budget-speeches").first(by="genre")
    assert [(row.genre, row.period) for row in by_genre] == [
        ("speech", "2031-04-02"), ("plan", None),
    ]  # fmt: skip
    with pytest.raises(pc.ArgumentError, match="no by"):
        table.first(by="year")  # type: ignore[arg-type]


def test_a_first_appearance_is_never_called_a_first_use() -> None:
    """In no name or text of the modules that count."""
    package = Path(pc.__file__).parent
    for name in ("tables", "counted", "usage_rows", "usage", "comparing", "plots"):
        text = (package / "_texts" / f"{name}.py").read_text(encoding="utf-8").lower()
        assert "first use" not in text
        assert "first_use" not in text


def test_every_hits_document(catalog: pc.Catalog) -> None:
    """With title, day, address; a corpus by month has none to give."""
    table = catalog.usage("green-ledger", "budget-speeches")
    found = table.documents()
    assert [(row.document, row.occurrences) for row in found] == [
        ("speech-2031", 4), ("speech-2032", 6), ("speech-2035", 3),
    ]  # fmt: skip
    assert found[0].url == "https://example.org/2031"
    assert sum(row.occurrences for row in found) == sum(row.occurrences or 0 for row in table)
    assert [row.document for row in table.documents("2032-04")] == ["speech-2032"]
    assert "example.org/2031" in found._repr_html_()
    assert found.columns[-3:] == ("corpus_version", "match_rules", "data_version")
    with pytest.raises(pc.ArgumentError, match="policy-concepts count"):
        catalog.usage("green-ledger").documents()


def test_an_unsafe_address_is_no_link(arvania: pc.Catalog) -> None:
    """Nothing in a file of counts gets into a notebook as markup."""
    text = (COUNTS / "budget-speeches.json").read_text(encoding="utf-8")
    text = text.replace("https://example.org/2031", "javascript:alert(1)")
    text = text.replace("Budget Speech 2031", "<script>x</script>")
    evil = counted(arvania, {"budget-speeches": json.loads(text)})
    html = evil.usage("green-ledger").documents()._repr_html_()
    assert "<script>" not in html
    assert "javascript:" not in html


def test_one_concept_overtakes_another(catalog: pc.Catalog) -> None:
    """Only whole periods are compared, each with the one before."""
    with pytest.warns(pc.PrecisionWarning):
        both = catalog.usage(["green-ledger", "slow-roads"])
    found = both.filter(corpus="budget-speeches").overtakes()
    assert [(r.period, r.leader, r.passed, r.previous_period, r.measure) for r in found] == [
        ("2031", "green-ledger", "slow-roads", "2029", "occurrences")
    ]
    news = both.filter(corpus="evening-bulletin", genre="leaders")
    # Two whole years: in 2031 slow roads lead, in 2032 the green ledger.
    passed = news.overtakes()
    assert [row.period for row in passed] == ["2032"]
    assert (passed.compared, passed.left_out) == (2, 2)
    assert "2 periods compared, 2 left out" in repr(passed)
    with pytest.raises(pc.ArgumentError, match=r"no two periods are complete"):
        both.filter(corpus="evening-bulletin", genre="other").overtakes()
    with pytest.raises(pc.ArgumentError, match="a table of two concepts"):
        catalog.usage("green-ledger").overtakes()
    with pytest.raises(pc.ArgumentError, match="was not looked for"):
        catalog.usage(["green-ledger", "clean-air-pledge"]).overtakes()


def test_bands_and_ranks(catalog: pc.Catalog) -> None:
    """Numeric bands of documents per 1,000, and the place in the panel."""
    bands = catalog.usage("green-ledger").bands()
    news = [b for b in bands if b.corpus == "evening-bulletin" and b.genre == "leaders"]
    assert all(b.panel == 4 for b in news)
    assert [b.rank for b in news if b.period in ("2031", "2032")] == [2, 1]
    for band in news:
        assert band.band is not None
        assert band.docs_per_1000 is not None
        assert band.docs_per_1000 >= band.band
    assert all(b.band is None for b in bands if b.corpus == "budget-speeches")
    with pytest.raises(pc.ArgumentError):
        catalog.usage("green-ledger", "press-hours", by="document").bands()


def test_rising_compares_equal_whole_periods(catalog: pc.Catalog) -> None:
    """Else it refuses, and what it proposes works."""
    found = catalog.rising("evening-bulletin", since="2032", until="2032", genre="leaders")
    assert found[0].concept == "green-ledger"
    assert (found[0].earlier, found[0].later) == ("2031", "2032")
    assert all(row.change > 0 for row in found)
    with pytest.raises(pc.ArgumentError, match=r"2030.*not whole.*until='2032'"):
        catalog.rising("evening-bulletin", since="2032", genre="leaders")
    with pytest.raises(pc.ArgumentError, match="since='2032', until='2032', at_least=0") as error:
        catalog.rising("evening-bulletin", since="2032", until="2032")
    share = float(str(error.value).split("at_least=")[1].split()[0])
    assert catalog.rising("evening-bulletin", since="2032", until="2032", at_least=share)
    with pytest.raises(pc.ArgumentError, match="a corpus of many documents"):
        catalog.rising("budget-speeches", since="2034")
    with pytest.raises(pc.ArgumentError, match="no genre 'leader'"):
        catalog.rising("evening-bulletin", since="2032", genre="leader")
    with pytest.raises(pc.ArgumentError, match="a year or month for since"):
        catalog.rising("evening-bulletin", since="2032-01-01")
    with pytest.raises(pc.ArgumentError, match="before they start"):
        catalog.rising("evening-bulletin", since="2032", until="2031")
    months = catalog.rising("evening-bulletin", "2031-07", "2031-12", genre="leaders")
    assert months[0].earlier == "2031-01/2031-06"


def test_fading_finds_what_had_its_peak_before(catalog: pc.Catalog) -> None:
    """Over whole years only."""
    years: dict[str, Any] = {"since": "2031", "until": "2032", "genre": "leaders"}
    found = catalog.fading("evening-bulletin", peak=100, before="2032", **years)
    assert [row.concept for row in found] == ["slow-roads"]
    assert (found[0].earlier, found[0].later) == ("2031", "2032")
    assert found[0].change < 0
    with pytest.raises(pc.ArgumentError, match=r"2030.*since='2031', until='2032'"):
        catalog.fading("evening-bulletin", peak=20, before="2032", genre="leaders")
    with pytest.raises(pc.ArgumentError, match="a peak above 0"):
        catalog.fading("evening-bulletin", peak=0, before="2032", **years)
    with pytest.raises(pc.ArgumentError, match="before after 2031"):
        catalog.fading("evening-bulletin", peak=2, before="2040", **years)
    with pytest.raises(pc.ArgumentTypeError):
        catalog.fading("evening-bulletin", peak="much", before="2032", **years)  # type: ignore[arg-type]


def test_sequences_of_formulas(catalog: pc.Catalog) -> None:
    """The order of those asked for; what else is listed is passed over."""
    found = catalog.sequences(["green-ledger", "slow-roads"])
    assert [(row.period, row.sequence, row.lists) for row in found] == [
        ("2031", ("slow-roads", "green-ledger"), 1),
        ("2032", ("slow-roads", "green-ledger"), 2),
        ("2032", ("green-ledger", "slow-roads"), 1),
    ]
    assert found.to_dicts()[0]["sequence"] == ["slow-roads", "green-ledger"]
    with pytest.raises(pc.ArgumentError, match="at least two concepts"):
        catalog.sequences(["green-ledger"])
    with pytest.raises(pc.ArgumentError, match="hold no lists"):
        catalog.sequences(["green-ledger", "slow-roads"], "press-hours")


def test_renderings_by_document(catalog: pc.Catalog) -> None:
    """A set form told apart from a paraphrase."""
    found = catalog.renderings("绿色账本")
    assert [(row.day, row.english, row.manner) for row in found] == [
        ("2030", "land account", "set form"),
        ("2032-04-05", "green ledger", "set form"),
        ("2032-04-05", None, "paraphrased"),
    ]
    assert len(catalog.renderings("slow roads")) == 0
    with pytest.raises(pc.ArgumentError, match="was not looked for"):
        catalog.renderings("open fields")


def test_a_plot_without_its_extra_names_it(
    catalog: pc.Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As every export does."""
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(pc.MissingExtraError, match=r"policy-concepts\[plot\]"):
        catalog.usage("green-ledger").plot()


def test_a_plot_draws_gaps_as_gaps(catalog: pc.Catalog) -> None:
    """No value for a gap, hatching for incomplete periods, no line for reports."""
    pytest.importorskip("altair")
    chart = catalog.usage("green-ledger").plot().to_dict()
    text = json.dumps(chart)
    assert "earliest" not in text
    reports, *_ = chart["vconcat"]
    marks = json.dumps(reports).count('"line"')
    assert marks == 0
    assert '"value": null' in text
    assert "held in part" in text


# --- corpora ----------------------------------------------------------------------------------


def test_corpora_are_a_sequence_and_a_mapping(catalog: pc.Catalog) -> None:
    """Like the collections of records."""
    corpora = catalog.corpora
    assert corpora.ids == ("budget-speeches", "evening-bulletin", "press-hours")
    assert corpora["press-hours"] is corpora[2] is corpora.lookup("Press hours of Belmar")
    assert "press-hours" in corpora
    assert corpora[0] in corpora
    assert "x" not in corpora
    assert corpora.get("x") is None
    assert dict(corpora)["press-hours"] is corpora[2]
    assert isinstance(corpora[:2], pc.Corpora)
    assert pickle.loads(pickle.dumps(corpora)) == corpora
    assert hash(corpora[:]) == hash(corpora)
    with pytest.raises(pc.UnknownIdError, match="Did you mean 'press-hours'"):
        corpora["press-hour"]
    with pytest.raises(IndexError):
        corpora[7]
    with pytest.raises(pc.ArgumentTypeError):
        corpora[1.5]  # type: ignore[call-overload]
    with pytest.raises(pc.UnknownNameError):
        corpora.lookup("The morning bulletin")
    assert "evening-bulletin" in repr(corpora)
    assert "The evening bulletin" in corpora._repr_html_()
    assert len(corpora.to_dicts()) == 3


def test_corpora_as_a_frame(catalog: pc.Catalog) -> None:
    """A row each."""
    pytest.importorskip("pandas")
    assert list(catalog.corpora.to_pandas().id) == list(catalog.corpora.ids)


def test_a_corpus_tells_of_itself(catalog: pc.Catalog) -> None:
    """Its documents once each; those of a corpus by month are not known."""
    reports, news, press = catalog.corpora
    assert str(reports.title) == "Budget speeches of Arvania"
    assert (reports.docs_held, press.docs_held) == (6, 24)
    assert reports.documents[0].title == "Budget Speech 2029"
    assert reports.documents[0].chars == 20000
    assert (reports.kind, reports.unit, news.unit) == ("reports", "document", "month")
    assert (reports.measure, news.measure) == ("occurrences", "docs_per_1000")
    assert reports.missing == ("2033",)
    assert press.note is None
    assert reports.genres["plan"] == "plans, which are no speeches"
    assert news.docs_held == sum(row[4] for row in news._data["cells"])
    with pytest.raises(pc.ArgumentError, match="policy-concepts count FOLDER"):
        news.documents  # noqa: B018
    with pytest.raises(TypeError):
        reports.genres["x"] = "y"  # type: ignore[index]
    assert "2033" in reports._repr_html_()
    with pytest.raises(pc.ArgumentError, match="format 2"):
        pc.Corpus({"format": 2})


def test_counting_imports_nothing_until_it_is_used() -> None:
    """Not even when the catalog is opened and a name looked up."""
    done = run_python(
        "import sys, policy_concepts as pc; pc.lookup('NQPF')\n"
        "print(*(n for n in sys.modules if '_texts.' in n or n in ('altair', 'pandas', 'csv')))"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_only_the_counts_that_are_asked_for_are_read(arvania: pc.Catalog) -> None:
    """By id; a title is looked for in all."""
    read: list[str] = []

    class Counts(dict[str, Any]):
        def __getitem__(self, key: str) -> Any:
            read.append(key)
            return super().__getitem__(key)

    counts = {path.stem: json.loads(path.read_text("utf-8")) for path in COUNTS.glob("*.json")}
    catalog = counted(arvania, Counts(counts))
    assert catalog.corpora.ids
    assert "press-hours" in catalog.corpora
    assert read == []
    catalog.usage("green-ledger", "press-hours")
    assert read == ["press-hours"]


# --- properties -------------------------------------------------------------------------------

_HITS = st.tuples(*[st.integers(0, 5)] * 4)


@st.composite
def _counts(draw: st.DrawFn) -> dict[str, Any]:
    """The counts of a corpus by month of random months, with gaps and random hits."""
    months = draw(
        st.lists(
            st.builds("{}-{:02}".format, st.integers(2030, 2033), st.integers(1, 12)),
            min_size=1, max_size=12, unique=True,
        )
    )  # fmt: skip
    cells: list[list[Any]] = []
    gaps: list[list[Any]] = []
    counts: list[list[Any]] = []
    for month in sorted(months):
        held = draw(st.integers(0, 9))
        if held == 0:
            gaps.append([month, "other", draw(st.integers(1, 9))])
            continue
        text = draw(st.integers(1, held))
        cells.append(
            [month, "other", "voice", held + draw(st.integers(0, 1)), held, text, held * 9]
        )
        if draw(st.booleans()):
            with_it = draw(st.integers(1, held))
            counts.append(["green-ledger", -1, len(cells) - 1, with_it, *draw(_HITS)])
    corpus = {
        "id": "c", "title": {"en": "C"}, "kind": "news", "whose": {"en": "x"}, "lang": "en",
        "note": "", "missing": [], "covered_from": min(months), "covered_to": max(months),
        "unit": "month", "version": "v", "digest": "d", "genres": {"other": "o"},
        "voices": {"voice": "v"},
    }  # fmt: skip
    return {
        "format": 1, "corpus": corpus, "data_version": "1", "match_rules": "r", "documents": None,
        "cells": cells, "gaps": gaps, "forms": [["green-ledger", "green ledger"]],
        "counts": counts, "extremes": [], "sequences": None, "precision": [],
    }  # fmt: skip


@settings(max_examples=60)
@given(_counts())
def test_a_year_is_the_sum_of_its_months(data: dict[str, Any]) -> None:
    """Of documents held and of every count; and a gap is never a number."""
    catalog = counted(_base(), {"c": data})
    years = catalog.usage("green-ledger")
    months = catalog.usage("green-ledger", by="month")
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in months:
        for name in ("docs_expected", "docs_held", "docs_with_text", "docs_with", "occurrences",
                     "in_headline", "in_formula", "nested", "chars"):  # fmt: skip
            sums[row.period[:4]][name] += getattr(row, name) or 0
    assert {row.period for row in years} == set(sums)
    for row in years:
        for name, total in sums[row.period].items():
            assert (getattr(row, name) or 0) == total
    for row in (*years, *months):
        assert (row.status == "gap") == (row.docs_with_text == 0)
        assert (row.docs_with is None) == (row.status == "gap")
        assert row.status not in ("zero", "counted") or row.complete
        assert (row.status == "zero") == (row.complete and row.docs_with == 0)


@cache
def _base() -> pc.Catalog:
    return pc.load(ARVANIA)
