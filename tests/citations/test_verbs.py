"""Citing records, and what happens when they cannot be cited."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import policy_concepts as pc
from policy_concepts import (
    Author,
    CitationError,
    Concept,
    Event,
    Evidence,
    MissingExtraError,
    Organization,
    Person,
    Source,
    Statement,
)
from policy_concepts._citations.exchange import pandoc

from . import oracle

ORLAN = Person(id="orlan-mira", name="Mira Orlan", family="Orlan", given="Mira")
PRIMARY = Source(
    id="speech",
    type="speech",
    tier="primary",
    title="On the ledger",
    authors=[ORLAN],
    date="2031-04-02",
)
PRESS = Source(
    id="gazette",
    type="article-newspaper",
    tier="press",
    title="Orlan speaks of ledger",
    container_title="Arvania Gazette",
    date="2031-04-03",
    url="https://gazette.example/1",
    lang="en",
)
STATEMENT = Statement(
    id="orlan-ledger",
    kind="call",
    voice="reported",
    speaker=ORLAN,
    date="2031-04-02",
    summary="Orlan called for a ledger.",
    evidence=[Evidence(source=PRESS, locator="para. 2")],
)
EVENT = Event(
    id="forum",
    title="Forum",
    kind="conference",
    date="2031-04-02",
    evidence=[Evidence(source=PRESS), Evidence(source=PRIMARY)],
)
BARE = Event(id="bare", title="Bare", kind="conference")


def test_a_statement_cites_what_carries_it() -> None:
    """Its reference is the source's; its citation brings the place along."""
    assert pc.cite(STATEMENT) == pc.cite(PRESS)
    assert pc.cite_in_text(STATEMENT) == "(“Orlan Speaks of Ledger,” 2031, para. 2)"
    assert pc.cite_in_text(STATEMENT, locator="p. 3") == "(“Orlan Speaks of Ledger,” 2031, p. 3)"


@pytest.mark.parametrize(
    ("style", "cited"),
    [
        ("apa", "(Orlan, as cited in “Orlan Speaks of Ledger,” 2031, para. 2)"),
        ("chicago-author-date", "(Orlan, quoted in Arvania Gazette 2031, para. 2)"),
        ("mla", "(Orlan qtd. in “Orlan Speaks of Ledger,” par. 2)"),
        ("gb7714-2025-author-date", "（Orlan，转引自Anon，2031）para. 2"),
    ],
)
def test_a_speaker_can_be_named(style: str, cited: str) -> None:
    """Each style has its own words for a voice quoted in somebody else's work."""
    assert pc.cite_in_text(STATEMENT, style=style, speaker=True) == cited


def test_a_note_names_the_speaker_in_full() -> None:
    """A note has room for the whole name."""
    note = pc.cite_in_text(STATEMENT, style="chicago-notes", speaker=True)
    assert note.startswith("Mira Orlan, quoted in “Orlan Speaks of Ledger,” Arvania Gazette")


def test_an_event_cites_its_best_source() -> None:
    """Primary before press, whatever the order."""
    assert pc.cite(EVENT) == pc.cite(PRIMARY)


def test_a_concept_cites_its_evidence() -> None:
    """All of it, best first."""
    concept = Concept(
        id="ledger",
        names=[pc.Name(text="green ledger", lang="en", kind="preferred")],
        definition="A ledger that is green.",
        kind="slogan",
        evidence=[Evidence(source=PRESS), Evidence(source=PRIMARY)],
    )
    assert pc.cite(concept).splitlines() == [pc.cite(PRIMARY), pc.cite(PRESS)]
    assert pc.cite_in_text(concept) == "(Orlan, 2031; “Orlan Speaks of Ledger,” 2031)"


def test_a_record_without_source_raises() -> None:
    """There is nothing to cite, and the message says so."""
    with pytest.raises(CitationError, match="carries no source"):
        pc.cite(BARE)
    with pytest.raises(CitationError, match="carries no source"):
        pc.bibliography([PRESS, BARE])


@pytest.mark.parametrize("wrong", ["a name", None, 3, ORLAN])
def test_what_cannot_be_cited_raises(wrong: Any) -> None:
    """A wrong type is a TypeError that names what would be right."""
    with pytest.raises(TypeError, match="expected a source"):
        pc.cite(wrong)


def test_unknown_style_and_format_say_what_exists() -> None:
    """With the near match first."""
    with pytest.raises(CitationError, match=r"unknown style 'apaa'. Did you mean 'apa'\?.*mla"):
        pc.cite(PRESS, style="apaa")
    with pytest.raises(CitationError, match=r"Did you mean 'html'\?.*latex"):
        pc.cite(PRESS, format="htm")  # type: ignore[arg-type]
    with pytest.raises(CitationError, match="original"):
        pc.cite(PRESS, titles="orignal")
    with pytest.raises(ValueError, match="unknown style"):
        pc.bibliography([PRESS], style="")


def test_gb7714_is_the_edition_in_force() -> None:
    """The short name follows the standard."""
    assert pc.cite(PRESS, style="gb7714") == pc.cite(PRESS, style="gb7714-2025-numeric")


def test_styles_have_names_and_samples() -> None:
    """Every style cites, and shows how."""
    for style in pc.styles():
        assert style == style.name
        assert "ledger" in style.sample.lower()
        assert style.follows
        assert pc.cite(PRESS, style=style)


# --- titles


THREE = Source(
    id="three",
    type="book",
    tier="reference",
    lang="zh-Hans",
    title={"zh-Hans": "绿色账本", "zh-Latn-pinyin": "Lüse zhangben", "en": "Green ledger"},
    authors=[Author(family="周", given="文澜")],
    date="2031",
)


@pytest.mark.parametrize(
    ("titles", "reference"),
    [
        ("original", "周文澜. (2031). 绿色账本."),
        ("romanized", "周文澜. (2031). Lüse zhangben."),
        ("translated", "周文澜. (2031). [Green ledger]."),
        ("original+translated", "周文澜. (2031). 绿色账本 [Green ledger]."),
        ("romanized+original+translated", "周文澜. (2031). Lüse zhangben 绿色账本 [Green ledger]."),
        (None, "周文澜. (2031). Lüse zhangben [Green ledger]."),
    ],
)
def test_titles_in_several_forms(titles: str | None, reference: str) -> None:
    """Any combination, translations in brackets."""
    assert pc.cite(THREE, titles=titles) == reference


def test_a_translation_stands_upright() -> None:
    """Only the title itself is in italics."""
    html = pc.cite(THREE, titles="original+translated", format="html")
    assert "<i>绿色账本</i> [Green ledger]." in html


def test_standards_print_the_original_title() -> None:
    """GB/T 7714 has no use for a translation."""
    assert "Green" not in pc.cite(THREE, style="gb7714")
    assert "[Green ledger]" in pc.cite(THREE, style="gb7714", titles="original+translated")


# --- Chinese names


def _zh(**more: Any) -> dict[str, Any]:
    names = [{"family": "周", "given": "文澜"}, {"family": "欧阳", "given": "清"}]
    return {"type": "book", "title": "Ledgers", "author": names, "language": "en",
            "issued": {"date-parts": [[2031]]}, **more}  # fmt: skip


@pytest.mark.parametrize("style", list(pc.styles()))
def test_chinese_names_are_whole(style: str) -> None:
    """By script, not by the language of the item: never initialled, inverted or cut."""
    reference = pc.cite(_zh(), style=style)
    assert "周文澜" in reference
    assert "欧阳清" in reference
    assert "文澜." not in reference.replace("文澜. ", "")


def test_chinese_names_are_whole_in_the_text() -> None:
    """Not the family name alone."""
    assert pc.cite_in_text(_zh()) == "(周文澜 & 欧阳清, 2031)"
    assert pc.cite_in_text(_zh(), style="gb7714-2025-author-date") == "（周文澜 et al.，2031）"
    assert pc.cite_in_text(_zh(language="zh"), style="gb7714-2025-author-date") == (
        "（周文澜 等，2031）"
    )


def test_a_person_is_named_in_the_language_of_the_source() -> None:
    """The Chinese name in a Chinese source, the Latin one in an English source."""
    zhou = Person(
        id="zhou-wenlan",
        name={"en": "Zhou Wenlan", "zh-Hans": "周文澜"},
        family="Zhou",
        given="Wenlan",
    )
    fields: dict[str, Any] = {"type": "book", "tier": "primary", "title": "T", "authors": [zhou]}
    assert pc.cite(Source(id="a", lang="zh-Hans", **fields)).startswith("周文澜.")
    english = Source(id="b", lang="en", date="2031", **fields)
    assert pc.cite(english).startswith("Zhou, W.")
    assert pc.cite_in_text(english, style="chicago-notes").startswith("Zhou Wenlan, ")
    assert pc.cite(english, style="gb7714").startswith("Zhou Wenlan.")


def test_chinese_is_sorted_by_pinyin() -> None:
    """Ai before Chen before Zeng before Zhou, and Chinese before the rest."""
    families = ["周", "曾", "陈", "艾", "单"]
    works: list[dict[str, Any]] = [
        {"id": f, "type": "book", "title": "账本", "author": [{"family": f, "given": "清"}]}
        for f in families
    ]
    works.append({"id": "e", "type": "book", "title": "L", "author": [{"family": "Beck"}]})
    text = pc.bibliography(works, style="gb7714-2025-author-date")
    assert [line[0] for line in text.splitlines()] == ["艾", "陈", "单", "曾", "周", "B"]


# --- in the text


def test_collections_share_one_pair_of_brackets() -> None:
    """And numbers become ranges."""
    works = [
        {"id": str(i), "type": "book", "title": f"T{i}", "author": [{"family": f}],
         "issued": {"date-parts": [[2031]]}}
        for i, f in enumerate(["Adler", "Beck", "Castell", "Dunmore"])
    ]  # fmt: skip
    assert pc.cite_in_text(works[:2]) == "(Adler, 2031; Beck, 2031)"
    assert pc.cite_in_text(works, style="vancouver") == "(1–4)"
    assert pc.cite_in_text(works[2], style="vancouver", within=works) == "(3)"
    assert pc.cite_in_text(works[:2], style="ieee", within=works) == "[1], [2]"
    assert pc.cite_in_text([works[0], works[2]], style="gb7714", within=works) == "[1,3]"
    assert pc.cite_in_text(works[0], style="gb7714", format="html") == "<sup>[1]</sup>"
    with pytest.raises(CitationError, match="within= does not contain"):
        pc.cite_in_text(PRESS, style="ieee", within=works)


def _work(identity: str, year: int, *families: str, given: str = "Ann") -> dict[str, Any]:
    authors = [{"family": f, "given": given} for f in families]
    return {"id": identity, "type": "book", "title": f"Title {identity}", "author": authors,
            "issued": {"date-parts": [[year]]}}  # fmt: skip


def test_years_get_letters() -> None:
    """In the order of the bibliography."""
    works = [_work("b", 2031, "Beck"), _work("a", 2031, "Beck"), _work("c", 2030, "Beck")]
    assert pc.bibliography(works).splitlines() == [
        "Beck, A. (2030). Title c.",
        "Beck, A. (2031a). Title a.",
        "Beck, A. (2031b). Title b.",
    ]
    assert pc.cite_in_text(works[0], within=works) == "(Beck, 2031b)"


def test_same_surnames_get_initials() -> None:
    """So that a reader knows which Beck."""
    works = [_work("a", 2031, "Beck", given="Ann"), _work("b", 2030, "Beck", given="Bo")]
    assert pc.cite_in_text(works[0], within=works) == "(A. Beck, 2031)"
    # Harvard asks for them only where the citations would be the same.
    assert pc.cite_in_text(works[0], style="harvard", within=works) == "(Beck, 2031)"
    same = [works[0], _work("b", 2031, "Beck", given="Bo")]
    assert pc.cite_in_text(same[0], style="harvard", within=same) == "(A. Beck, 2031)"


def test_et_al_is_no_riddle() -> None:
    """As many names as it takes."""
    works = [
        _work("a", 2031, "Beck", "Castell", "Dunmore"),
        _work("b", 2031, "Beck", "Holm", "Dunmore"),
    ]
    assert pc.cite_in_text(works[0], within=works) == "(Beck, Castell, et al., 2031)"
    assert pc.cite_in_text(works[1], within=works) == "(Beck, Holm, et al., 2031)"
    assert "2031a" not in pc.bibliography(works)


@pytest.mark.skipif(not oracle.available(), reason="pandoc is not installed")
@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "harvard"])
def test_telling_apart_agrees(style: str) -> None:
    """Works that are hard to tell apart are cited as the reference engine cites them."""
    works = [
        _work("a", 2031, "Beck", "Castell", "Dunmore"),
        _work("b", 2031, "Beck", "Holm", "Dunmore"),
        _work("c", 2030, "Adler"),
        _work("d", 2030, "Adler"),
        _work("e", 2029, "Quist", given="Bo"),
        _work("f", 2028, "Quist", given="Cy"),
    ]
    cites = [f"[@{work['id']}]" for work in works]
    theirs = oracle.run([oracle.job(works, style, cites)])[0].cites
    assert [pc.cite_in_text(work, style=style, within=works) for work in works] == theirs


def test_numbered_bibliographies_keep_the_order() -> None:
    """The order of citation; repeats fall out."""
    works = [_work("b", 2031, "Beck"), _work("a", 2031, "Adler"), _work("b", 2031, "Beck")]
    lines = pc.bibliography(works, style="ieee").splitlines()
    assert [line[:6] for line in lines] == ["[1] A.", "[2] A."]
    assert "Beck" in lines[0]
    assert pc.bibliography(works, style="vancouver").startswith("1. Beck A.")


def test_mla_strikes_out_repeated_authors() -> None:
    """Three em dashes for the same name again."""
    works = [_work("a", 2031, "Beck"), _work("b", 2030, "Beck")]
    assert pc.bibliography(works, style="mla").splitlines()[1].startswith("———. ")


# --- the data set


def test_the_data_set_can_be_cited() -> None:
    """With its version; and each record of it."""
    for style in pc.styles():
        # GB/T of 2015 prints names in capitals.
        assert "policy_concepts" in pc.cite_dataset(style=style).lower()
    assert pc.__version__ in pc.cite_dataset()
    assert "concept ledger" in pc.cite_dataset(
        Concept(
            id="ledger",
            names=[pc.Name(text="green ledger", lang="en", kind="preferred")],
            definition="A ledger that is green.",
            kind="slogan",
        )
    )
    with pytest.raises(TypeError, match="record with an id"):
        pc.cite_dataset("ledger")


def test_every_bundled_record_can_be_cited() -> None:
    """In every style, whatever it lacks."""
    for style in pc.styles():
        for source in pc.sources:
            assert pc.cite(source, style=style).strip()
    assert pc.bibliography(pc.statements, style="chicago-author-date")


# --- any other style


def test_a_csl_file_needs_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names it."""
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(MissingExtraError, match=r"policy-concepts\[csl\]"):
        pc.cite(PRESS, style="any.csl")


@pytest.mark.skipif(not oracle.available(), reason="pandoc is not installed")
def test_any_csl_file_works(tmp_path: Path) -> None:
    """A style of the CSL repository gives what pandoc gives."""
    path = oracle.style_path("apa")
    assert pc.cite(PRESS, style=path) == pc.cite(PRESS, style="apa")
    assert "<i>" in pc.cite(PRESS, style=path, format="html")
    assert len(pc.bibliography([PRESS, PRIMARY], style=path).splitlines()) == 2
    with pytest.raises(CitationError, match="no file"):
        pc.cite(PRESS, style=str(tmp_path / "none.csl"))
    broken = tmp_path / "broken.csl"
    broken.write_text("not a style")
    with pytest.raises(CitationError, match="could not use the style"):
        pc.cite(PRESS, style=str(broken))
    assert callable(pandoc.format_items)


def test_citing_is_loaded_when_first_used() -> None:
    """Importing the package costs nothing of this."""
    code = (
        "import sys, policy_concepts; "
        "print([m for m in sys.modules if m.startswith('policy_concepts._citations')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_organizations_are_named_whole() -> None:
    """A body is never taken apart."""
    body = Organization(id="council", name="Council of Arvania")
    source = Source(
        id="s", type="report", tier="primary", title="Accounts", authors=[body], date="2031"
    )
    assert pc.cite(source) == "Council of Arvania. (2031). Accounts."


def test_a_locator_is_a_string() -> None:
    """A bare number is refused with what would be right; a phrase about a place stays a phrase."""
    with pytest.raises(TypeError, match=r"expected a string such as 'p\. 14'; found int 3"):
        pc.cite_in_text(PRESS, locator=3)  # type: ignore[arg-type]
    cited = pc.cite_in_text(PRESS, locator="paragraph on 27 June")
    assert cited.endswith("2031, paragraph on 27 June)")


def test_two_works_with_one_id_are_two() -> None:
    """Only what is the same work is a repeat: an id made from a title may not be its own."""
    works = [
        {"type": "book", "title": "Introduction", "author": [{"family": family}]}
        for family in ("Able", "Baker")
    ]
    made = [pc.from_csl(work) for work in works]
    named = [{**work, "id": "introduction"} for work in works]
    for both in (made, named):
        assert len(pc.bibliography([*both, *both], style="apa").splitlines()) == 2
        assert len(pc.to_csl(both)) == 2
        assert pc.cite_in_text(both[1], style="ieee", within=both) == "[2]"
    assert len(pc.to_csl([*made, *made])) == 2
