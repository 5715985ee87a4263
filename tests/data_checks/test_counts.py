"""The bundled counts: what is known of them, and the texts counted again where they are.

Counting all texts again takes a minute or two, so no sample is taken. Where the names or rules
of the data have changed since the count, forms that were not counted then are passed over: they are
not yet counted, which is no error. What the change does to forms that were counted is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

import policy_concepts as pc
from policy_concepts._catalog.counting import count_corpus, definitions_in, finder_of
from policy_concepts._texts.corpora import CorpusDefinition
from policy_concepts._texts.counting import sum_of

from .texts import FOLDER, SETTING

# The definitions stand in the checkout, not in the wheel.
DEFINITIONS: Final = Path(__file__).parents[2] / "src" / "policy_concepts" / "data" / "corpora"
CORPORA: Final = tuple(definitions_in(DEFINITIONS))
COUNTS: Final = pc.bundled()._store.counts


def _counts(corpus_id: str) -> Mapping[str, Any]:
    return COUNTS[corpus_id]


@cache
def _by_period(corpus_id: str, concept_id: str) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Documents, occurrences, and those in headlines, by period as precise as held, and genre."""
    counts = _counts(corpus_id)
    days = {row[0]: row[2] or "" for row in counts["documents"] or ()}
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for concept, form, cell, *numbers in counts["counts"]:
        if concept == concept_id and form == -1 and numbers[0]:
            label, genre, *_ = counts["cells"][cell]
            for position in range(3):
                found[days.get(label, label), genre][position] += numbers[position]
    return {key: (row[0], row[1], row[2]) for key, row in sorted(found.items())}


def _years(corpus_id: str, concept_id: str, genre: str) -> list[str]:
    found = _by_period(corpus_id, concept_id)
    return sorted({day[:4] for day, each in found if each == genre})


def test_every_corpus_has_counts_and_every_count_a_corpus() -> None:
    assert [each.id for each in CORPORA] == list(COUNTS)


# --- what is known ----------------------------------------------------------------------------


def test_new_quality_productive_forces_is_in_no_text_before_september_2023() -> None:
    for corpus_id in COUNTS:
        found = _by_period(corpus_id, "new-quality-productive-forces")
        assert all(day >= "2023-09" for day, _ in found), corpus_id


def test_new_quality_productive_forces_in_the_news_of_2024() -> None:
    """In 272 items, two of them in the title only."""
    found = _by_period("evening-news", "new-quality-productive-forces")
    assert sum(row[0] for (day, _), row in found.items() if day[:4] == "2024") == 272


@pytest.mark.parametrize(
    ("concept_id", "corpus_id", "first"),
    [
        ("three-represents", "work-reports", "2001"),
        ("belt-and-road-initiative", "work-reports", "2015"),
        ("high-quality-development", "work-reports", "2018"),
        ("moderately-prosperous-society", "congress-reports", "1997"),
    ],
)
def test_where_a_concept_begins_in_a_corpus(concept_id: str, corpus_id: str, first: str) -> None:
    assert _years(corpus_id, concept_id, "report")[0] == first


def test_high_quality_development_is_in_every_report_from_2018() -> None:
    years = _years("work-reports", "high-quality-development", "report")
    assert years == [str(year) for year in range(2018, 2026)]


def test_three_represents_lives_on_in_lists() -> None:
    """Every mention in the reports to the twentieth and nineteenth congress is in a list."""
    counts = _counts("congress-reports")
    days = {row[0]: row[2] for row in counts["documents"]}
    for concept, form, cell, *numbers in counts["counts"]:
        year = days[counts["cells"][cell][0]][:4]
        if concept == "three-represents" and form == -1 and year in ("2017", "2022"):
            assert numbers[1] == numbers[3] > 0


def test_gaps_of_the_reports() -> None:
    counts = _counts("work-reports")
    assert counts["gaps"] == [[y, "report", 1] for y in ("1989", "1990", "1991", "1996", "2026")]
    genres = [cell[1] for cell in counts["cells"]]
    assert [genres.count(each) for each in ("report", "plan-report", "summary")] == [45, 7, 1]


def test_the_news_holds_every_item() -> None:
    cells = _counts("evening-news")["cells"]
    assert sum(cell[4] for cell in cells) == 76_727
    assert sum(cell[4] - cell[5] for cell in cells) == 1_262
    assert sum(cell[3] - cell[4] for cell in cells) == 17
    assert len({cell[0] for cell in cells}) == 14 * 12 + 2


def test_no_text_is_shipped() -> None:
    """Nothing in a counts file is longer than a title, an address or a note."""

    def strings(value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, Mapping):
            return [each for inner in value.values() for each in strings(inner)]
        return (
            [each for inner in value for each in strings(inner)] if isinstance(value, list) else []
        )

    for corpus_id in COUNTS:
        counts = {key: value for key, value in _counts(corpus_id).items() if key != "corpus"}
        # An address may spell a title in percent signs.
        words = [each for each in strings(counts) if not each.startswith("http")]
        longest = max(words, key=len)
        assert len(longest) <= 130, longest


def test_what_is_looked_for_is_of_the_data() -> None:
    """Every counted concept and name is one of the catalog, or was one."""
    for corpus_id in COUNTS:
        counts = _counts(corpus_id)
        assert counts["forms"] == sorted(counts["forms"])
        for concept_id, _ in counts["forms"]:
            assert pc.bundled()._store.current_id("concepts", concept_id) in pc.concepts


def test_definitions_and_counts_say_the_same() -> None:
    """Title, notes and what is missing: whoever changes a definition counts again."""
    for definition in CORPORA:
        if definition.id in COUNTS:
            corpus = _counts(definition.id)["corpus"]
            for key in ("title", "kind", "whose", "lang", "note", "unit", "genres", "voices"):
                assert corpus[key] == getattr(definition, key), (definition.id, key)
            assert corpus["missing"] == list(definition.missing)


def test_every_missing_period_says_why() -> None:
    for definition in CORPORA:
        for gap in definition.known_missing:
            assert re.search(r"\w \w", gap.why), (definition.id, gap)


# --- counted again ----------------------------------------------------------------------------


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What differs between two counts, forms that only one looked for left out."""
    told = [
        f"{key}: {old['corpus'][key]} is now {new['corpus'][key]}"
        for key in ("digest", "covered_from", "covered_to")
        if old["corpus"][key] != new["corpus"][key]
    ]
    told += [key for key in ("documents", "cells", "gaps") if old[key] != new[key]]
    known = [{tuple(form) for form in each["forms"]} for each in (old, new)]
    both = known[0] & known[1]
    # Of a concept whose names have changed, what any of them finds has changed too.
    whole = {form[0] for form in both} - {form[0] for form in known[0] ^ known[1]}
    counted = [sum_of(each) for each in (old, new)]
    for key in sorted(counted[0].keys() | counted[1].keys(), key=str):
        concept_id, form = key[:2]
        if (concept_id in whole) if form is None else ((concept_id, form) in both):
            before, after = (each.get(key, (0,) * 5) for each in counted)
            if before != after:
                told.append(f"{' '.join(str(each) for each in key)}: {before} is now {after}")
    return told


def test_differences_are_seen() -> None:
    """A number, a text, a cell; but not a name that was added since."""
    base: dict[str, Any] = {
        "corpus": {"digest": "sha256:1", "covered_from": "2031", "covered_to": "2031"},
        "documents": None,
        "cells": [["2031-04", "", "", 1, 1, 1, 9]],
        "gaps": [],
        "forms": [["green-ledger", "绿色账本"]],
        "counts": [["green-ledger", -1, 0, 1, 2, 0, 0, 0], ["green-ledger", 0, 0, 1, 2, 0, 0, 0]],
    }
    assert differences(base, base) == []
    fewer = {**base, "counts": base["counts"][:1]}
    assert differences(base, fewer) == [
        "green-ledger 绿色账本 2031-04  : (1, 2, 0, 0, 0) is now (0, 0, 0, 0, 0)"
    ]
    other = {**base, "corpus": {**base["corpus"], "digest": "sha256:2"}}
    assert differences(base, other) == ["digest: sha256:1 is now sha256:2"]
    assert differences(base, {**base, "cells": []} | {"counts": []})[0] == "cells"
    added = {
        **base,
        "forms": [["green-ledger", "绿账"], ["green-ledger", "绿色账本"], ["slow-roads", "慢路"]],
        "counts": [
            ["green-ledger", -1, 0, 1, 3, 0, 0, 0],
            ["green-ledger", 0, 0, 1, 1, 0, 0, 0],
            ["green-ledger", 1, 0, 1, 2, 0, 0, 0],
            ["slow-roads", -1, 0, 1, 1, 0, 0, 0],
            ["slow-roads", 2, 0, 1, 1, 0, 0, 0],
        ],
    }
    assert differences(base, added) == []


@pytest.fixture(scope="module")
def texts() -> Path:
    if not any(FOLDER.glob("*.jsonl.gz")):
        pytest.skip(f"no whole texts here ({SETTING} names their folder)")
    return FOLDER


@pytest.mark.parametrize("definition", CORPORA, ids=lambda each: each.id)
def test_counting_again_gives_the_same(definition: CorpusDefinition, texts: Path) -> None:
    found = differences(
        _counts(definition.id),
        count_corpus(pc.bundled(), texts, definition, finder=finder_of(pc.bundled()), processes=2),
    )
    command = "policy-concepts count TEXTS --corpora DEFINITIONS --write COUNTS"
    assert not found, f"count again ({command}): {len(found)} differences:\n" + "\n".join(
        found[:20]
    )
