"""The draws of claims that the docs publish, and how they are counted."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

import policy_concepts as pc

ROOT = Path(__file__).resolve().parents[2]
AUDITS = ROOT / "docs" / "audits"


@pytest.fixture(autouse=True)
def _paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(AUDITS), *sys.path])


def test_the_interval_is_wilsons() -> None:
    """Against values worked out by hand from the formula."""
    from count import interval  # type: ignore[import-not-found]

    low, high = interval(0, 60)
    assert low == 0
    assert high == pytest.approx(0.0602, abs=1e-4)
    low, high = interval(3, 60)
    assert (low, high) == (pytest.approx(0.0171, abs=1e-4), pytest.approx(0.1370, abs=1e-4))


def test_counts(tmp_path: Path) -> None:
    """Claims that no source could be read for are drawn but not judged."""
    from count import counts

    file = tmp_path / "draw.csv"
    head = "kind,record,claim,verdict,source,remark\n"
    rows = ["facet,a,x,holds,,", "facet,b,x,wrong,,", "facet,c,x,not judged,,"]
    file.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    assert list(counts(file)) == [("facet", 3, 2, 1)]
    file.write_text(head + "facet,a,x,right,,\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"draw.csv, line 2: expected holds.*found 'right'"):
        list(counts(file))


def test_a_draw_is_reproducible() -> None:
    """The same seed draws the same claims; no claim is drawn twice; all kinds are there."""
    from draw import KINDS, draw  # type: ignore[import-not-found]

    rows = list(draw(7, 5))
    assert rows == list(draw(7, 5))
    assert rows != list(draw(8, 5))
    assert len(set(rows)) == len(rows) == 5 * len(KINDS)


def test_every_sort_of_claim_is_drawn_from() -> None:
    """Each concept's definition and first uses, each statement and each name can be drawn."""
    from draw import KINDS

    assert {record.split(".")[0] for record, _ in KINDS["definition"]()} == set(pc.concepts.ids)
    uses = [record for record, _ in KINDS["first use"]()]
    assert len(uses) == sum(len(concept.first_uses) for concept in pc.concepts)
    said = {record for record, _ in KINDS["summary"]()}
    assert {f"statements/{each}" for each in pc.statements.ids} <= said


def test_the_published_draws_are_whole() -> None:
    """There are some; every claim has a verdict, a wrong one says what was wrong, and one that
    holds where it was looked up.
    """
    files = sorted(AUDITS.glob("*.csv"))
    assert files
    for file in files:
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert {row["verdict"] for row in rows} <= {"holds", "wrong", "not judged"}, file
        assert all(row["remark"] for row in rows if row["verdict"] == "wrong"), file
        assert all(row["source"] for row in rows if row["verdict"] == "holds"), file
