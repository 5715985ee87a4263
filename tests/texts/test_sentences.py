"""Sentences that were marked by hand, with traps: what is found in them, and what is missed.

Each file `mentions_*.jsonl` has a row for each sentence: the text, its mentions as concept, start
and end in code points, and the kind of trap, if it is one. Whoever marked them had not seen the
code; all sentences are invented.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import policy_concepts as pc

FILES = sorted(Path(__file__).parent.glob("mentions_*.jsonl"))
WANTED = 0.99


def rows() -> list[dict[str, Any]]:
    """The rows of all files."""
    lines = [line for file in FILES for line in file.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def measured(
    finder: pc.MentionFinder, marked: list[dict[str, Any]]
) -> tuple[float, float, list[str]]:
    """Precision, recall, and every row where what is found is not what is marked."""
    right = found = wanted = 0
    wrong = []
    for row in marked:
        expected = {tuple(each) for each in row["mentions"]}
        given = {(each.concept_id, each.start, each.end) for each in finder.find(row["text"])}
        right += len(expected & given)
        found += len(given)
        wanted += len(expected)
        if expected != given:
            missed, made_up = sorted(expected - given), sorted(given - expected)
            wrong.append(f"{row['trap']}: {row['text']!r}: missed {missed}, made up {made_up}")
    return right / max(found, 1), right / max(wanted, 1), wrong


def test_names_are_found_and_nothing_else() -> None:
    """Precision and recall over all sentences are at least 0.99 each."""
    precision, recall, wrong = measured(pc.MentionFinder(pc.concepts), rows())
    told = "\n".join([f"precision {precision:.4f}, recall {recall:.4f}", *wrong])
    assert precision >= WANTED, told
    assert recall >= WANTED, told


def test_a_finder_that_errs_is_caught() -> None:
    """Bad examples: a finder of a part of the concepts, and sentences with marks taken away."""
    marked = rows()
    part = pc.MentionFinder(pc.concepts[:10])
    precision, recall, wrong = measured(part, marked)
    assert recall < WANTED
    assert wrong
    unmarked = [{**row, "mentions": []} for row in marked]
    precision, recall, wrong = measured(pc.MentionFinder(pc.concepts), unmarked)
    assert precision < WANTED


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_marks_are_places_of_the_text(file: Path) -> None:
    """Each mark is of a known concept, in the text, not blank at its ends; rows are not doubled."""
    marked = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len({row["text"] for row in marked}) == len(marked) >= 100
    for row in marked:
        assert set(row) == {"text", "mentions", "trap"}
        for concept, start, end in row["mentions"]:
            assert concept in pc.concepts, row
            assert 0 <= start < end <= len(row["text"]), row
            assert row["text"][start:end].strip() == row["text"][start:end], row
        # A sentence may name several concepts at one place, but none twice there.
        assert len(set(map(tuple, row["mentions"]))) == len(row["mentions"]), row
