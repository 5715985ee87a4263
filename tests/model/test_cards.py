"""The card of a record, which notebook and terminal both draw."""

from __future__ import annotations

import re
from typing import Any

import attrs
import pytest

import policy_concepts as pc
from policy_concepts._base.card import plain
from policy_concepts._base.html import card_html
from policy_concepts._cli import main
from policy_concepts._model.kinds import KINDS
from policy_concepts._model.shapes import fields_of

from ..support import ARVANIA


def _lines(record: Any) -> list[str]:
    return [plain(line) for row in record.card().rows for line in row.lines]


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_shows_every_field_that_has_something(arvania: pc.Catalog, kind: str) -> None:
    """A field that is added is shown without being asked for."""
    for record in getattr(arvania, kind):
        labels = [row.label for row in record.card().rows]
        for field in fields_of(type(record)):
            content = getattr(record, field.name)
            if not field.label or not content:
                continue
            if field.name == "facets":
                shown = any(label.startswith(content[0].label) for label in labels)
            else:
                shown = field.label in labels
            assert shown, (record.id, field.name)


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_is_for_people(arvania: pc.Catalog, kind: str) -> None:
    """Nothing on it is the repr of an object, or empty."""
    for catalog in (arvania, pc.bundled()):
        for record in getattr(catalog, kind)[:200]:
            for line in _lines(record):
                assert line.strip()
                assert not re.search(r"\b[A-Z]\w+\((\w+=|')", line), line
                assert "None" not in line.split()


def test_a_first_use_says_what_sort_of_claim_it_is(arvania: pc.Catalog) -> None:
    """Kind and rank stand beside the date of each claim, rivals too; then its note, where an
    earlier use was looked for, and its evidence.
    """
    concept = arvania.concepts["green-ledger"]
    (row,) = [row for row in concept.card().rows if row.label == "first use"]
    lines = [plain(line) for line in row.lines]
    heads = [n for n, line in enumerate(lines) if re.search(r"\(\w+, \w+\)$", line)]
    assert len(heads) == len(concept.first_uses)
    for use, start, end in zip(concept.first_uses, heads, [*heads[1:], len(lines)], strict=True):
        assert lines[start].endswith(f"({use.kind}, {use.rank})")
        below = "\n".join(lines[start + 1 : end])
        for each in use.evidence:
            assert str(each.source.title) in below
        assert (use.note or "") in below
        assert (use.searched or "") in below


def test_a_name_says_since_when_it_is_attested(arvania: pc.Catalog) -> None:
    """A name read in a dated text is "earliest attested", never "first used"."""
    (row,) = [row for row in arvania.concepts["green-ledger"].card().rows if row.label == "names"]
    (french,) = [line for line in map(plain, row.lines) if "registre vert" in line]
    assert "earliest attested 2034" in french


def test_a_timeline_shows_the_claims_of_first_use(
    arvania: pc.Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of them, with kind and rank, in the notebook and in the terminal."""
    concept = arvania.concepts["green-ledger"]
    assert main(["--catalog", str(ARVANIA), "timeline", "green-ledger"]) == 0
    for text in (capsys.readouterr().out, arvania.timeline(concept)._repr_html_()):
        shown = re.sub(r"\s+", " ", text)
        for use in concept.first_uses:
            assert f"({use.kind}, {use.rank})" in shown
            assert str(use.when) in shown


def test_notebook_and_terminal_show_the_same(
    arvania: pc.Catalog, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line of the card is in both."""
    monkeypatch.setenv("COLUMNS", "100")
    for record in (*arvania.concepts, *arvania.people, *arvania.places, *arvania.events):
        assert main(["--catalog", str(ARVANIA), "show", record.id]) == 0
        terminal = re.sub(r"\s", "", capsys.readouterr().out)
        html = re.sub(r"<[^>]*>|\s", "", card_html(record.card()))
        for line in _lines(record):
            bare = re.sub(r"\s", "", line)
            assert bare in terminal
            assert bare in html.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")


def test_the_date_of_a_concept_is_that_of_its_first_use(arvania: pc.Catalog) -> None:
    """One rule for `first_use`, `filter`, `sort`, the frame and the card: its own date, else its
    event's.
    """
    pandas = pytest.importorskip("pandas")
    event = pc.Event(id="e", title="E", kind="speech", date="2031-04-02")
    names = [pc.Name(text="brown zebra", lang="en")]
    uses = [
        pc.FirstUse(kind="leader", event=event),
        pc.FirstUse(kind="document", date="2029", rank="disputed"),
    ]
    concept = pc.Concept(id="c", names=names, first_uses=uses)
    assert concept.first_use is uses[0]
    assert concept.first_use.when == pc.PartialDate("2031-04-02")
    for each in arvania.concepts:
        use = each.first_use
        frame = arvania.concepts.to_pandas().set_index("id")
        found = frame.loc[each.id, "first_use"]
        when = use.when if use is not None else None
        assert (pandas.isna(found) and when is None) or found == str(when)
        if when is not None:
            assert each in arvania.concepts.filter(on=when)
            assert attrs.evolve(use, date=None).when == (use.event.date if use.event else None)
