"""A catalog of 2,000 records made by chance answers equally, whatever form it is read from, and
as looking at every record would.
"""

from __future__ import annotations

import itertools
import pickle
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

import policy_concepts as pc
from policy_concepts._base.text import fold
from policy_concepts._catalog.compiling import compile_store
from policy_concepts._catalog.filters import keywords
from policy_concepts._model import vocabularies as m

from ..generated import Reference, generate, texts_of
from ..support import KINDS, write_directory, write_file, zip_directory

SIZE = 2000
FORMS = ("directory", "file", "zip", "compiled", "pickled", "merged")


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pc.Catalog]:
    """The same catalog from every form that there is."""
    folder = tmp_path_factory.mktemp("large")
    tables = generate(SIZE, seed=11)
    tables["redirects"] = {
        kind: {f"old-{record_id}": record_id for record_id in list(tables[kind])[:5]}
        for kind in KINDS
    }
    directory = write_directory(folder / "directory", tables)
    one_file = pc.load(write_file(folder / "catalog.yaml", tables))
    (folder / "catalog.compiled").write_bytes(compile_store(one_file._store))
    base = pc.load(write_file(folder / "base.yaml", {kind: tables[kind] for kind in KINDS[:4]}))
    rest = {kind: tables[kind] for kind in (*KINDS[4:], "redirects")}
    return {
        "directory": pc.load(directory),
        "file": one_file,
        "zip": pc.load(zip_directory(folder / "catalog.zip", directory)),
        "compiled": pc.load(folder / "catalog.compiled"),
        "pickled": pickle.loads(pickle.dumps(one_file)),
        "merged": pc.load(write_file(folder / "rest.yaml", rest), extends=base),
    }


def each_answer(forms: dict[str, pc.Catalog], ask: Callable[[pc.Catalog], Any]) -> Any:
    """The answer of all forms, which is one."""
    answers = {form: ask(forms[form]) for form in FORMS}
    for form, answer in answers.items():
        assert answer == answers["file"], form
    return answers["file"]


def test_size(forms: dict[str, pc.Catalog]) -> None:
    """There are 2,000 records, of every kind."""
    counts = each_answer(forms, lambda catalog: [len(getattr(catalog, kind)) for kind in KINDS])
    assert sum(counts) == SIZE
    assert all(counts)


@pytest.mark.parametrize("form", FORMS)
def test_same_records_in_the_same_order(form: str, forms: dict[str, pc.Catalog]) -> None:
    """Every form holds equal records in the same order."""
    for kind in KINDS:
        assert getattr(forms[form], kind).ids == getattr(forms["file"], kind).ids
        assert getattr(forms[form], kind).to_dicts() == getattr(forms["file"], kind).to_dicts()
    assert forms[form] == forms["file"]


@pytest.mark.parametrize("kind", KINDS)
def test_look_up_every_id_and_name(kind: str, forms: dict[str, pc.Catalog]) -> None:
    """Every record is found by its id and each of its names, and retired ids lead on."""

    def look_up(catalog: pc.Catalog) -> list[str]:
        collection = getattr(catalog, kind)
        found = []
        for record in getattr(forms["file"], kind):
            names = [record.id]
            names += [name.text for name in getattr(record, "names", ())]
            names += getattr(record, "name", {}).values()
            names += getattr(record, "aliases", ())
            assert {collection.lookup(name.upper()).id for name in names} == {record.id}
            found.append(record.id)
        found += [collection[f"old-{record_id}"].id for record_id in collection.ids[:5]]
        return found

    assert len(each_answer(forms, look_up)) >= len(getattr(forms["file"], kind))


def test_misses(forms: dict[str, pc.Catalog]) -> None:
    """A miss offers the same near names from every form."""

    def miss(catalog: pc.Catalog) -> list[tuple[str, tuple[str, ...]]]:
        found = []
        for concept in catalog.concepts[:40]:
            name = concept.label("en")
            with pytest.raises(pc.UnknownNameError) as caught:
                catalog.lookup(name[0] + name[2] + name[1] + name[3:] + "s")
            found.append((str(caught.value), caught.value.matches))
            assert concept.id in caught.value.matches
        return found

    each_answer(forms, miss)


def some_criteria(catalog: pc.Catalog, kind: str, chance: random.Random) -> dict[str, Any]:
    """One to three keywords with values, records given by id."""
    naming = {
        "concept": "concepts", "event": "events", "speaker": "people", "person": "people",
        "organizer": "organizations", "publisher": "organizations", "place": "places",
    }  # fmt: skip
    kinds = {"concepts": m.ConceptKind, "events": m.EventKind, "statements": m.StatementKind}
    choices = {
        "voice": m.Voice, "tier": m.Tier, "domain": m.Domain,
        "kind": kinds.get(kind),
    }  # fmt: skip
    found: dict[str, Any] = {}
    plain = [word for word in keywords(kind) if word not in {"since", "until", "on", "certain"}]
    for keyword in chance.sample(plain, min(len(plain), chance.choice([1, 1, 2, 3]))):
        if keyword in naming:
            ids = getattr(catalog, naming[keyword]).ids
            found[keyword] = chance.sample(ids, chance.choice([1, 3, 12]))
        elif keyword == "lang":
            found[keyword] = chance.choice(["en", "zh"])
        elif keyword == "text":
            record = chance.choice(list(getattr(catalog, kind)))
            found[keyword] = chance.choice(texts_of(record) or ["a"])[:4].strip() or "a"
        elif kind == "sources" and keyword == "kind":
            found[keyword] = chance.sample(["webpage", "report", "book"], 2)
        else:
            values = get_args(choices[keyword])
            found[keyword] = chance.sample(values, min(len(values), chance.choice([1, 4])))
    if "since" in keywords(kind) and chance.random() < 0.6:
        year = chance.randrange(2020, 2030)
        form = chance.choice(["since", "until", "on", "both"])
        found |= (
            {"since": f"{year}", "until": f"{year + 1}-06"}
            if form == "both"
            else {form: f"{year}-03"}
        )
        if chance.random() < 0.3:
            found["certain"] = True
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_filters(kind: str, forms: dict[str, pc.Catalog]) -> None:
    """Filters by chance give, from every form, what looking at each record gives."""
    reference = Reference(forms["file"])
    chance = random.Random(kind)  # noqa: S311  (test data)
    hits = 0
    for _ in range(8):
        wanted = some_criteria(forms["file"], kind, chance)
        found = each_answer(
            forms, lambda catalog, wanted=wanted: getattr(catalog, kind).filter(**wanted).ids
        )
        resolved = {
            keyword: [_record(forms["file"], keyword, each) for each in value]
            if isinstance(value, list)
            else value
            for keyword, value in wanted.items()
        }
        assert list(found) == reference.filter(kind, resolved), wanted
        hits += bool(found)
    assert hits >= 2


def _record(catalog: pc.Catalog, keyword: str, value: str) -> Any:
    kinds = {
        "concept": "concepts", "event": "events", "speaker": "people", "person": "people",
        "organizer": "organizations", "publisher": "organizations", "place": "places",
    }  # fmt: skip
    return getattr(catalog, kinds[keyword])[value] if keyword in kinds else value


def test_search(forms: dict[str, pc.Catalog]) -> None:
    """Searches find the same, scored and marked the same, in every form; a name finds its own."""
    chance = random.Random(5)  # noqa: S311  (test data)
    concepts = list(forms["file"].concepts)
    for concept in chance.sample(concepts, 25):
        for query in (concept.label("en"), concept.label("zh"), concept.label("zh")[:2]):
            hits = each_answer(forms, lambda catalog, query=query: catalog.search(query, limit=20))
            folded = fold(query)
            assert any(folded in fold(text) for text in texts_of(hits[0].record))
        assert forms["file"].search(concept.label("en"))[0].record == concept


def test_timelines(forms: dict[str, pc.Catalog]) -> None:
    """So are timelines, groups and orders."""
    for concept in forms["file"].concepts[::20]:
        line = each_answer(
            forms,
            lambda catalog, concept=concept: [entry.id for entry in catalog.timeline(concept)],
        )
        assert len(line) == len(set(line))
    each_answer(forms, lambda catalog: catalog.events.sort(reverse=True).ids)
    each_answer(
        forms,
        lambda catalog: {key: group.ids for key, group in catalog.events.group_by("year").items()},
    )


def test_links_are_the_catalogs_own(forms: dict[str, pc.Catalog]) -> None:
    """What a record points to is the very record that the catalog holds, in every form."""
    for form in FORMS:
        catalog = forms[form]
        for statement in itertools.islice(catalog.statements, 0, None, 7):
            if statement.event is not None:
                assert catalog.events[statement.event.id] is statement.event
            for concept in statement.concepts:
                assert catalog.concepts[concept.id] is concept


def test_compiling_is_repeatable(forms: dict[str, pc.Catalog]) -> None:
    """The same records give the same bytes, whatever form they came from."""
    compiled = compile_store(forms["file"]._store)
    for form in ("directory", "zip", "pickled", "compiled"):
        assert compile_store(forms[form]._store) == compiled


def test_loads_in_seconds(tmp_path: Path) -> None:
    """2,000 records load in seconds."""
    path = write_file(tmp_path / "c.yaml", generate(SIZE, seed=2))
    started = time.monotonic()
    catalog = pc.load(path)
    assert catalog.concepts.filter(text="a plan") == catalog.concepts
    assert time.monotonic() - started < 30
