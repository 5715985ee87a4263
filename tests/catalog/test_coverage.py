"""Coverage is counted right: against the YAML files themselves, read without the library."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import policy_concepts as pc
from policy_concepts._catalog.coverage import coverage

from ..support import ARVANIA


def _files(kind: str) -> dict[str, Any]:
    return {
        path.stem: yaml.safe_load(path.read_text("utf-8"))
        for path in sorted((ARVANIA / kind).glob("*.yaml"))
    }


@pytest.fixture(scope="module")
def tables() -> dict[str, dict[str, str]]:
    """The tables of the imaginary country, by title."""
    return {
        table.title: {name: ", ".join(values) for name, *values in table.rows}
        for table in coverage(pc.load(ARVANIA))
    }


def test_records_are_counted_by_kind(tables: dict[str, dict[str, str]]) -> None:
    """One for each file."""
    for kind, number in tables["Records"].items():
        assert int(number) == len(list(Path(ARVANIA / kind).glob("*.yaml"))), kind


def test_concepts_are_counted_by_domain_and_language(tables: dict[str, dict[str, str]]) -> None:
    """A concept counts once in each of its domains and languages."""
    concepts = _files("concepts").values()
    domains = Counter(domain for each in concepts for domain in each.get("domains", ()))
    assert tables["Concepts by domain"] == {name: str(n) for name, n in domains.items()}
    languages = Counter(lang for each in concepts for lang in {n["lang"] for n in each["names"]})
    assert tables["Concepts with a name in"] == {name: str(n) for name, n in languages.items()}


def test_each_year_tells_what_began_in_it(tables: dict[str, dict[str, str]]) -> None:
    """Events count in the year that their date begins with; a year without any is left out."""
    rows = tables["By year"]
    begun = Counter(
        str(each["date"])[:4].rstrip("~?")
        for each in _files("events").values()
        if str(each.get("date", ".."))[0].isdigit()
    )
    counted = {year: int(row.split(", ")[1]) for year, row in rows.items()}
    assert {year: n for year, n in counted.items() if n} == begun
    assert list(rows) == sorted(rows, key=int)
    assert all(set(row.split(", ")) != {"0"} for row in rows.values())


def test_what_is_lacking_is_named(tables: dict[str, dict[str, str]]) -> None:
    """The ids of the concepts without a facet follow their number."""
    without = sorted(name for name, each in _files("concepts").items() if not each.get("facets"))
    assert without
    assert tables["Concepts lacking something"]["no facet"] == (
        f"{len(without)} ({', '.join(without)})"
    )


def test_strong_sources_are_counted(tables: dict[str, dict[str, str]]) -> None:
    """A statement rests on the best tier among its evidence."""
    strong = {
        name
        for name, each in _files("sources").items()
        if each.get("tier") in ("primary", "official_report")
    }
    statements = _files("statements").values()
    resting = sum(
        any(evidence["source"] in strong for evidence in each.get("evidence", ()))
        for each in statements
    )
    assert 0 < resting <= len(statements)
    row = tables["Resting on primary or official-report sources"]["statements"]
    assert row.startswith(f"{resting} of {len(statements)} ")
