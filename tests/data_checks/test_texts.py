"""The bundled data against whole texts, where they are; each check catches a broken example."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

import policy_concepts as pc

from . import text_checks
from .excused import OTHER_SENSES, TEXT_EXCUSED
from .sound import GONE, catalog_with
from .text_checks import TEXT_CHECKS
from .texts import FOLDER, SETTING, Texts, WholeText, bare, simplified, texts_at_hand

LEDGER: Final = "concepts/green-ledger"


def _text(name: str, date: str, text: str, lang: str = "zh", url: str = "") -> WholeText:
    return WholeText(
        collection="gazette",
        id=name,
        date=pc.PartialDate(date),
        lang=lang,
        url=url,
        title="",
        text=text,
    )


# What the sound catalog cites, as it stands in the texts.
SPEECH: Final = _text(
    "speech",
    "2011-04-20",
    "各栏由他人\n填写，“土地”和水。",
    url="https://gazette.example/2011-04-20",
)
REPORT: Final = _text(
    "report",
    "2011-04-02",
    "Orlan said that a green ledger shows what a policy changes.",
    "en",
    "http://gazette.example/2011-04-02/",
)
ACT: Final = _text(
    "act", "2011-06-01", "绿色账本分两栏：土地、水。", url="https://gazette.example/2011-06-01"
)
TEXTS: Final = (SPEECH, REPORT, ACT)


class Example(NamedTuple):
    """Edits of the sound catalog, texts beside those it cites, and what a check finds."""

    check: str
    edits: dict[str, Any]
    texts: tuple[WholeText, ...] = ()
    found: str = ""


BROKEN: Final = (
    Example(
        "claims_are_not_later_than_a_text",
        {},
        (_text("early", "2011-04-01", "所谓“绿色”账本"),),
        f"{LEDGER}.first_uses: expected a claim of 2011-04-01 or earlier",
    ),
    Example(
        "claims_are_not_later_than_a_text",
        {f"{LEDGER}/first_uses/0/date": "2011-04", f"{LEDGER}/first_uses/1": GONE},
        (_text("day", "2011-04-02", "绿色账本"),),
        f"{LEDGER}.first_uses: expected a claim of 2011-04-02 or earlier",
    ),
    Example(
        "chinese_names_are_attested_as_early_as_in_a_text",
        {},
        (_text("early", "2011-04-01", "绿色账本"),),
        f"{LEDGER}.names[1].attested: expected 2011-04-01 or earlier; found 2011-04-02",
    ),
    Example(
        "english_names_are_attested_as_early_as_in_a_text",
        {f"{LEDGER}/names/0/attested": "2011-05"},
        (),
        f"{LEDGER}.names[0].attested: expected 2011-04-02 or earlier; found 2011-05",
    ),
    Example(
        "facets_begin_no_later_than_a_text",
        {f"{LEDGER}/facets/0/since": "2011-04-20"},
        (_text("early", "2011-04-19", "水。\n第一栏“土地”，第二栏“水”。"),),
        f"{LEDGER}.facets[0].since: expected 2011-04-19 or earlier; found 2011-04-20",
    ),
    Example(
        "quotations_stand_in_their_text",
        {"statements/orlan-full-text/quote/text": "各栏由别人填写"},
        (),
        "statements/orlan-full-text.quote: expected words of speech; found '各栏由别人填写'",
    ),
    Example(
        "quoted_terms_stand_in_their_text",
        {"statements/orlan-full-text/summary": {"zh-Hans": "“土地和水”两栏。"}},
        (),
        "statements/orlan-full-text.summary.zh-Hans: expected a term of speech",
    ),
    Example(
        "facet_items_stand_in_their_text",
        {f"{LEDGER}/facets/0/items/1/text": {"en": "water", "zh-Hans": "水域"}},
        (),
        f"{LEDGER}.facets[0].items[1]: expected words of act; found '水域'",
    ),
)

FINE: Final = (
    Example(
        "facets_begin_no_later_than_a_text",
        {f"{LEDGER}/facets/0/since": "2011-04-20"},
        (_text("apart", "2011-04-19", "土地。\n水。"), _text("order", "2011-04-19", "水、土地")),
    ),
    # Not as a term: a rule of the name says so.
    Example(
        "claims_are_not_later_than_a_text",
        {f"{LEDGER}/names/1/match": {"not_preceded_by": ["深"]}},
        (_text("early", "2011-04-01", "深绿色账本"),),
    ),
    Example(
        "claims_are_not_later_than_a_text",
        {f"{LEDGER}/first_uses/0/date": "2011-04-01"},
        (_text("year", "2011", "绿色账本"),),
    ),
    Example(
        "english_names_are_attested_as_early_as_in_a_text",
        {f"{LEDGER}/names/0/attested": "2011-04-02"},
    ),
    Example(
        "quoted_terms_stand_in_their_text",
        {"statements/orlan-full-text/summary": {"zh-Hans": "“土地”栏。"}},
    ),
    Example("quotations_stand_in_their_text", {"statements/orlan-full-text/quote/lang": "fr"}),
)


def _findings(example: Example, folder: Path) -> list[str]:
    edits = {f"{LEDGER}/names/0/attested": "2011-04-02", **example.edits}
    texts = Texts((*TEXTS, *example.texts))
    return list(TEXT_CHECKS[example.check](catalog_with(folder, edits), texts))


@pytest.mark.parametrize("name", TEXT_CHECKS)
def test_a_check_passes_the_sound_catalog(name: str, tmp_path: Path) -> None:
    assert _findings(Example(name, {}), tmp_path) == []


@pytest.mark.parametrize("example", BROKEN, ids=lambda e: f"{e.check}-{e.found[:40]}")
def test_a_check_catches_what_is_broken(example: Example, tmp_path: Path) -> None:
    (finding,) = _findings(example, tmp_path)
    assert finding.startswith(example.found)
    assert "To mend" in finding


@pytest.mark.parametrize("example", FINE, ids=lambda e: e.check)
def test_a_check_passes_what_only_looks_broken(example: Example, tmp_path: Path) -> None:
    assert _findings(example, tmp_path) == []


def test_another_sense_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is listed with a reason is passed over, and only that text."""
    monkeypatch.setitem(
        OTHER_SENSES, ("green-ledger", "绿色账本"), {"early": "a book with a cover"}
    )
    early, later = (
        _text("early", "2011-03-01", "绿色账本"),
        _text("later", "2011-03-02", "绿色账本"),
    )
    check = "claims_are_not_later_than_a_text"
    assert _findings(Example(check, {}, (early,)), tmp_path) == []
    (finding,) = _findings(Example(check, {}, (early, later)), tmp_path)
    assert "later of 2011-03-02" in finding


def test_every_check_has_a_broken_example() -> None:
    assert {example.check for example in BROKEN} == set(TEXT_CHECKS)


def test_every_check_tells_what_it_wants() -> None:
    assert all(check.__doc__ for check in TEXT_CHECKS.values())


def test_marks_and_scripts_do_not_count() -> None:
    """Names are compared without spaces and marks, and in simplified script."""
    assert bare("「綠色」賬 本") == "綠色賬本"
    assert simplified("國會" * 6 + "的賬本").endswith("的账本")
    assert simplified("绿色账本") == "绿色账本"


# --- the bundled data -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def texts() -> Texts:
    found = texts_at_hand()
    if found is None:
        pytest.skip(f"no whole texts here ({SETTING} names their folder)")
    return found


def test_a_source_leads_to_its_text(texts: Texts) -> None:
    """Enough of the sources are texts at hand for the checks to mean something."""
    found = [texts.of(source) for source in pc.sources]
    assert sum(text is not None for text in found) > 100, FOLDER


@pytest.mark.parametrize("name", TEXT_CHECKS)
def test_the_bundle_passes(name: str, texts: Texts) -> None:
    excuses = TEXT_EXCUSED.get(name, ())
    findings = [
        finding
        for finding in TEXT_CHECKS[name](pc.bundled(), texts)
        if not any(excuse.covers(finding) for excuse in excuses)
    ]
    assert not findings, f"{len(findings)} findings:\n" + "\n".join(findings)


@pytest.mark.parametrize("concept_and_name", OTHER_SENSES, ids="-".join)
def test_every_other_sense_is_needed(
    concept_and_name: tuple[str, str], texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the entry, the text would be the earliest with the name, or the next after one."""
    concept_id, text = concept_and_name
    concept = pc.concepts[concept_id]
    (name,) = [name for name in concept.names if name.text == text]
    listed = dict(OTHER_SENSES[concept_and_name])
    for text_id in OTHER_SENSES[concept_and_name]:
        del listed[text_id]
        monkeypatch.setitem(OTHER_SENSES, concept_and_name, dict(listed))
        found = text_checks.earliest_text(concept, name, texts)
        assert found is not None
        assert found.id == text_id, f"take {text_id} off the list"
        listed[text_id] = "kept"


@pytest.mark.parametrize("name", TEXT_CHECKS)
def test_every_excuse_is_needed(name: str, texts: Texts) -> None:
    findings = list(TEXT_CHECKS[name](pc.bundled(), texts))
    for excuse in TEXT_EXCUSED.get(name, ()):
        covered = [finding for finding in findings if excuse.covers(finding)]
        assert len(covered) == 1, f"take {excuse} off the list: it covers {covered}"
        assert excuse.reason
