"""Ordinary use, read by the type checkers only: it is never run."""

from __future__ import annotations

import datetime
from typing import Any, assert_type

import policy_concepts as pc

concept = pc.lookup("新质生产力")
assert_type(concept, pc.Concept)
assert_type(pc.concepts["new-quality-productive-forces"], pc.Concept)
assert_type(pc.concepts[0], pc.Concept)
assert_type(pc.concepts[:2], pc.Concepts)
assert_type(pc.concepts.get("x"), pc.Concept | None)
assert_type(pc.concepts.get("x", 0), pc.Concept | int)
assert_type(concept.label("en", on="2023-09-10"), str)
assert_type(concept.label("en", default=None), str | None)
assert_type(concept.first_use, pc.FirstUse | None)
assert_type(concept.facet("drivers").items, tuple[pc.FacetItem, ...])
assert_type(concept.definition, pc.Text | None)

assert_type(pc.events.filter(concept=concept, since="2023-09"), pc.Events)
assert_type(
    pc.events.filter(kind="inspection_tour", place="Heilongjiang")[0].place, pc.Place | None
)
assert_type(pc.events.filter(on=datetime.date(2024, 3, 5)).first(), pc.Event | None)
assert_type(
    pc.statements.filter(kind=["call", "caution"], certain=True, since="2024"), pc.Statements
)
assert_type(pc.statements.filter(concept="NQPF").sort("date").last(), pc.Statement | None)
assert_type(pc.sources.filter(tier="primary", lang="zh").ids, tuple[str, ...])
assert_type(pc.people.lookup("Xi Jinping").family, str | None)
assert_type(pc.people["xi-jinping"].posts_on("2024")[0].title, pc.Text)
assert_type(pc.places["harbin"].ancestors, tuple[pc.Place, ...])
assert_type(pc.organizations["xinhua"].parent, pc.Organization | None)

for statement in pc.statements:
    assert_type(statement.speaker, pc.Person | pc.Organization | pc.Source | None)
    assert_type(statement.event, pc.Event | None)
    assert_type(statement.sources, tuple[pc.Source, ...])
    assert_type(statement.date, pc.PartialDate | None)

hits = pc.search("bubbles", limit=3)
assert_type(
    hits[0].record,
    pc.Concept | pc.Event | pc.Statement | pc.Source | pc.Person | pc.Organization | pc.Place,
)
assert_type(pc.find_mentions("text")[0].name, pc.Name)
assert_type(pc.timeline(concept)[0], pc.Event | pc.Statement)
assert_type(pc.cite(pc.statements[0], style="apa"), str)
assert_type(pc.bibliography(pc.statements, style="mla"), str)
assert_type(pc.from_csl({"type": "book"}), pc.Source)
assert_type(pc.load("x", extends=pc.bundled()), pc.Catalog)
assert_type(pc.load("x").merge(pc.bundled(), on_clash="keep").concepts, pc.Concepts)
assert_type(pc.concepts.to_dicts(), list[dict[str, Any]])
assert_type(pc.concepts.group_by("kind"), dict[Any, pc.Concepts])
table = pc.usage(concept, corpus=["work-reports"], by="month", since="2020")
assert_type(table, pc.Usage)
assert_type(table[0], pc.UsageRow)
assert_type(table[1:], pc.Usage)
assert_type(table[0].docs_with, int | None)
assert_type(table.filter(status="gap", genre=["report", "speech"]), pc.Usage)
assert_type(table.first()[0].title, str | None)
assert_type(table.documents("2023")[0].day, str | None)
assert_type(table.overtakes()[0].leader, str)
assert_type(table.bands()[0].band, int | None)
assert_type(pc.rising("evening-news", since="2024")[0].change, float)
assert_type(pc.fading("evening-news", 10, "2020", genre="leaders")[0].concept, str)
assert_type(pc.sequences([concept, "NQPF"])[0].sequence, tuple[str, ...])
assert_type(pc.renderings(concept)[0].english, str | None)
assert_type(pc.corpora["work-reports"], pc.Corpus)
assert_type(pc.corpora[:2], pc.Corpora)
assert_type(pc.corpora[0].documents[0], pc.CorpusDocument)
assert_type(pc.corpora.get("x"), pc.Corpus | None)
assert_type(pc.PartialDate("2023").earliest, datetime.date | None)

# What a user writes to make records of their own.
place = pc.Place(id="arvania", name="Arvania")
event = pc.Event(
    id="speech", title={"en": "Speech", "zh-Hans": "演说"}, kind="speech", date="2031", place=place
)
source = pc.Source(id="s", type="webpage", tier="press", title="Page")
pc.Statement(
    id="said",
    kind="call",
    voice="direct",
    summary="Orlan called for a ledger.",
    event=event,
    evidence=[pc.Evidence(source=source, locator="para. 1")],
)
