"""Catalogs of one's own: every form they are read from, extending, merging, retired ids, offers."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import importlib_resources
import pytest

import policy_concepts as pc

from ..support import (
    ARVANIA,
    KINDS,
    as_tables,
    problems_of,
    run_python,
    to_yaml,
    write_directory,
    write_file,
    zip_directory,
)

REDIRECTS = {
    "concepts": {"green-account": "green-books", "green-books": "green-ledger"},
    "events": {"arvania-budget-2031": "arvania-budget-speech-2031"},
    "people": {"orlan-m": "orlan-mira"},
}


@pytest.fixture
def tables(arvania: pc.Catalog) -> dict[str, Any]:
    """The invented catalog as one catalog file holds it."""
    return {**as_tables(arvania), "redirects": REDIRECTS}


def same(one: pc.Catalog, other: pc.Catalog) -> None:
    """Both have the same records in the same order, and the same retired ids."""
    for kind in KINDS:
        assert getattr(one, kind).ids == getattr(other, kind).ids
    assert one == other
    assert hash(one) == hash(other)
    assert one.concepts["green-account"] == other.concepts["green-account"]


# --- every form -------------------------------------------------------------------------------


def test_directory(arvania: pc.Catalog) -> None:
    """A directory of one file a record loads whole, in the order of ids, from str or Path."""
    assert {kind: len(getattr(arvania, kind)) for kind in KINDS} == {
        kind: len(list((ARVANIA / kind).glob("*.yaml"))) for kind in KINDS
    }
    for kind in KINDS:
        assert list(getattr(arvania, kind).ids) == sorted(getattr(arvania, kind).ids)
    same(pc.load(str(ARVANIA)), arvania)


def test_one_file(arvania: pc.Catalog, tables: dict[str, Any], tmp_path: Path) -> None:
    """One file with all kinds gives the same catalog."""
    same(pc.load(write_file(tmp_path / "arvania.yaml", tables)), arvania)
    same(pc.load(str(tmp_path / "arvania.yaml")), arvania)


def test_file_per_kind(arvania: pc.Catalog, tables: dict[str, Any], tmp_path: Path) -> None:
    """So does a directory of one file a kind, and one that mixes both forms."""
    for kind, table in tables.items():
        write_file(tmp_path / f"{kind}.yaml", {kind: table})
    same(pc.load(tmp_path), arvania)
    (tmp_path / "concepts.yaml").unlink()
    write_directory(tmp_path, {"concepts": tables["concepts"]})
    same(pc.load(tmp_path), arvania)


def test_written_back(arvania: pc.Catalog, tables: dict[str, Any], tmp_path: Path) -> None:
    """What `to_dicts` gives is what the files say: written out, it loads to the same records."""
    same(pc.load(write_directory(tmp_path / "again", tables)), arvania)


@pytest.mark.parametrize("top", ["", "arvania/", "my catalog/"])
def test_zip(top: str, arvania: pc.Catalog, tmp_path: Path) -> None:
    """A zip of a directory, with or without the directory itself, gives the same catalog."""
    same(pc.load(zip_directory(tmp_path / "arvania.zip", ARVANIA, top)), arvania)


def test_zip_of_one_file(arvania: pc.Catalog, tables: dict[str, Any], tmp_path: Path) -> None:
    """So does a zip of one catalog file; the zip's own name does not matter."""
    with zipfile.ZipFile(tmp_path / "catalog.data", "w") as archive:
        archive.writestr("arvania.yaml", to_yaml(tables))
    same(pc.load(tmp_path / "catalog.data"), arvania)


def test_zip_from_a_mac(arvania: pc.Catalog, tmp_path: Path) -> None:
    """The folder that macOS puts beside the zipped one is no part of the catalog."""
    path = zip_directory(tmp_path / "arvania.zip", ARVANIA, "arvania/")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/arvania/._redirects.yaml", b"\x00\x05\x16\x07")
        archive.writestr("arvania/.DS_Store", b"\x00")
    same(pc.load(path), arvania)


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """A README, a licence, hidden files and folders without YAML are no part of a catalog."""
    write_directory(tmp_path, {"places": {"arvania": {"name": "Arvania"}}})
    (tmp_path / "README.md").write_text("About")
    (tmp_path / "LICENSE").write_text("CC BY 4.0")
    (tmp_path / "places" / "README.md").write_text("About")
    (tmp_path / "places" / ".hidden.yaml").write_text("[")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config.yaml").write_text("[")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "a.ipynb").write_text("{}")
    assert pc.load(tmp_path).places.ids == ("arvania",)


def test_yml(tmp_path: Path) -> None:
    """Files may end in .yml."""
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "arvania.yml").write_text("name: Arvania")
    (tmp_path / "more.yml").write_text("places: {belmar: {name: Belmar}}")
    assert set(pc.load(tmp_path).places.ids) == {"arvania", "belmar"}


def test_scalars_are_text(tmp_path: Path) -> None:
    """Norway's code, numbers, dates and nulls are read as text, quoted or not."""
    (tmp_path / "catalog.yaml").write_text(
        "places: {norway: {name: Norway, code: NO}, y: {name: null, aliases: [yes, 1.0, 0x1F]}}\n"
        "sources:\n"
        "  page: {type: webpage, tier: press, title: 2031, date: 2031-04-02, volume: 012,\n"
        "         lang: no}\n"
    )
    catalog = pc.load(tmp_path)
    assert catalog.places["norway"].code == "NO"
    assert str(catalog.places["y"].name) == "null"
    assert catalog.places["y"].aliases == ("yes", "1.0", "0x1F")
    page = catalog.sources["page"]
    assert (str(page.title), str(page.date), page.volume, page.lang) == (
        "2031", "2031-04-02", "012", "no",
    )  # fmt: skip


def test_order_of_a_file_is_kept(tmp_path: Path) -> None:
    """Records of one file keep the order they stand in, whatever they refer to."""
    (tmp_path / "c.yaml").write_text(
        "places: {town: {name: Town, parent: country}, country: {name: Country}, a: {name: A}}"
    )
    assert pc.load(tmp_path).places.ids == ("town", "country", "a")


def test_anchors_may_save_typing(tmp_path: Path) -> None:
    """Anchors and aliases are read, as long as they stay small."""
    (tmp_path / "c.yaml").write_text(
        "sources: {page: {type: webpage, tier: press, title: Page}}\n"
        "concepts:\n"
        "  one: {names: [{text: one, lang: en}], evidence: &e [{source: page, locator: p. 1}]}\n"
        "  two: {names: [{text: two, lang: en}], evidence: *e}\n"
    )
    catalog = pc.load(tmp_path)
    assert catalog.concepts["one"].evidence == catalog.concepts["two"].evidence


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_editors_of_all_systems(mark: bytes, newline: bytes, tmp_path: Path) -> None:
    """A byte order mark and any line ends are read alike."""
    text = mark + newline.join([b"places:", b"  arvania:", b"    name: Arvania", b""])
    (tmp_path / "c.yaml").write_bytes(text)
    assert str(pc.load(tmp_path).places["arvania"].name) == "Arvania"


# --- package data -----------------------------------------------------------------------------


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package of another distribution that carries the invented catalog as data."""
    name = "arvania_catalog_for_tests"
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("")
    catalog = tmp_path / name / "catalog"
    for file in ARVANIA.rglob("*.yaml"):
        target = catalog / file.relative_to(ARVANIA)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, name, raising=False)
    return name


def test_package_data(arvania: pc.Catalog, package: str) -> None:
    """A catalog is read from package data, as importlib.resources gives it."""
    same(pc.load(importlib_resources.files(package) / "catalog"), arvania)
    missing = importlib_resources.files(package) / "catalog" / "no-such-folder"
    assert [problem.code for problem in problems_of(missing)] == ["no-file"]


def test_package_data_in_a_zip(
    arvania: pc.Catalog, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same when the other distribution is itself imported from a zip."""
    zipped = tmp_path / "zipped"
    zipped.mkdir()
    path = zip_directory(zipped / "packages.zip", tmp_path / package, f"{package}/")
    monkeypatch.setattr(sys, "path", [str(path), *sys.path])
    monkeypatch.delitem(sys.modules, package, raising=False)
    resources = importlib_resources.files(package)
    assert "packages.zip" in str(resources)
    same(pc.load(resources / "catalog"), arvania)
    inside = resources / "catalog" / "places" / "no-such-file.yaml"
    assert [problem.code for problem in problems_of(inside)] == ["unreadable"]


# --- extends and merge ------------------------------------------------------------------------

# Records that refer to the invented catalog's.
OWN: dict[str, Any] = {
    "people": {"marsh-eva": {"name": "Eva Marsh"}},
    "statements": {
        "2033-eva-marsh-on-ledgers": {
            "kind": "assessment",
            "voice": "direct",
            "speaker": "marsh-eva",
            "event": "belmar-summit-2032",
            "concepts": ["green-ledger"],
            "summary": "Marsh found the ledger useful.",
            "evidence": [{"source": "ledger-glossary"}],
        }
    },
}


def test_extends(arvania: pc.Catalog, tmp_path: Path) -> None:
    """One's own records may refer to those of the catalog extended; the result has both."""
    path = write_directory(tmp_path / "own", OWN)
    both = pc.load(path, extends=arvania)
    assert set(both.people.ids) == {*arvania.people.ids, "marsh-eva"}
    own = both.statements["2033-eva-marsh-on-ledgers"]
    assert own in both.statements.filter(concept="green ledger", place="Belmar")
    assert own.event is arvania.events["belmar-summit-2032"]
    assert len(both.statements) == len(arvania.statements) + 1
    assert len(arvania.statements.filter(speaker="orlan-mira")) == 2
    codes = {problem.code for problem in problems_of(path)}
    assert codes == {"dangling-id"}


def test_extends_retired_ids(arvania: pc.Catalog, tmp_path: Path) -> None:
    """A reference by a retired id keeps working after the extended catalog renamed the record."""
    own = json.loads(json.dumps(OWN))
    own["statements"]["2033-eva-marsh-on-ledgers"]["concepts"] = ["green-account"]
    both = pc.load(write_directory(tmp_path / "own", own), extends=arvania)
    statement = both.statements["2033-eva-marsh-on-ledgers"]
    assert statement.concepts == (arvania.concepts["green-ledger"],)
    assert both.concepts["green-account"].id == "green-ledger"


def test_near_match_for_a_dangling_id(arvania: pc.Catalog, tmp_path: Path) -> None:
    """A misspelt reference is answered with the near id, from either catalog."""
    own = json.loads(json.dumps(OWN))
    own["statements"]["2033-eva-marsh-on-ledgers"]["concepts"] = ["gren-ledger"]
    own["statements"]["2033-eva-marsh-on-ledgers"]["speaker"] = "marsh-ewa"
    problems = problems_of(write_directory(tmp_path / "own", own), extends=arvania)
    assert [(problem.field, problem.code) for problem in problems] == [
        ("speaker", "dangling-id"),
        ("concepts[0]", "dangling-id"),
    ]
    assert "Did you mean 'marsh-eva'?" in problems[0].expected
    assert "Did you mean 'green-ledger'?" in problems[1].expected


def clashing(tmp_path: Path) -> pc.Catalog:
    """A catalog in which Mirsk is called otherwise, with an event held there."""
    path = write_directory(
        tmp_path / "clashing",
        {
            "places": {"mirsk": {"name": "New Mirsk"}, "quarry": {"name": "Q", "parent": "mirsk"}},
            "events": {"fair": {"title": "Fair", "kind": "other", "place": "quarry"}},
        },
    )
    return pc.load(path)


def test_merge_without_clash(arvania: pc.Catalog, tmp_path: Path) -> None:
    """Merging keeps every record and retired id of both, and leaves the two as they were."""
    other = pc.load(write_directory(tmp_path / "o", {"places": {"orsk-hill": {"name": "Hill"}}}))
    both = arvania.merge(other)
    assert both.places.ids == (*arvania.places.ids, "orsk-hill")
    assert len(arvania.places) == 6
    assert both.concepts["green-account"].id == "green-ledger"
    assert other.merge(arvania).concepts["green-account"].id == "green-ledger"


def test_merge_with_itself(arvania: pc.Catalog) -> None:
    """Equal records do not clash."""
    assert arvania.merge(arvania) == arvania
    assert arvania.merge(pc.load(ARVANIA)) == arvania


def test_clash_raises(arvania: pc.Catalog, tmp_path: Path) -> None:
    """Two different records of one kind and id raise, and the error names them."""
    other = clashing(tmp_path)
    with pytest.raises(pc.DataError, match="places/mirsk") as caught:
        arvania.merge(other)
    assert [(p.record, p.code) for p in caught.value.problems] == [("places/mirsk", "clash")]
    own = write_directory(tmp_path / "own", {"places": {"mirsk": {"name": "New Mirsk"}}})
    with pytest.raises(pc.DataError, match="places/mirsk"):
        pc.load(own, extends=arvania)


def test_clash_keep(arvania: pc.Catalog, tmp_path: Path) -> None:
    """With "keep" the first catalog's record stays, and the other's users are led to it."""
    both = arvania.merge(clashing(tmp_path), on_clash="keep")
    assert both.places["mirsk"] == arvania.places["mirsk"]
    assert both.places["quarry"].parent == arvania.places["mirsk"]
    assert both.events["fair"].place == both.places["quarry"]
    assert [event.id for event in both.events.filter(place="Orsk", kind="other")] == [
        "first-survey",
        "fair",
    ]


def test_clash_replace(arvania: pc.Catalog, tmp_path: Path) -> None:
    """With "replace" the other's record wins, and everything that pointed to the loser, however
    far away, is made to point to it.
    """
    both = arvania.merge(clashing(tmp_path), on_clash="replace")
    assert str(both.places["mirsk"].name) == "New Mirsk"
    symposium = both.events["mirsk-symposium-2031"]
    assert symposium.place is both.places["mirsk"]
    statement = both.statements["2031-03-03-tessel-jon-slow-roads-caution"]
    assert statement.event is symposium
    conference = both.events["slow-roads-conference-1998"]
    assert [use.event for use in both.concepts["slow-roads"].first_uses] == [conference]
    assert str(conference.place and conference.place.name) == "New Mirsk"
    # What had nothing to do with it is left as it was.
    assert both.places["belmar"] is arvania.places["belmar"]
    assert "mirsk-symposium-2031" not in both.events.filter(place="Orsk")


@pytest.mark.parametrize("on_clash", ["keep", "replace"])
def test_extends_with_clash(on_clash: Any, arvania: pc.Catalog, tmp_path: Path) -> None:
    """`load(extends=…, on_clash=…)` lets the caller say which record wins."""
    own = write_directory(
        tmp_path / "own",
        {
            "places": {"mirsk": {"name": "New Mirsk", "parent": "belmar"}},
            "events": {"fair": {"title": "Fair", "kind": "other", "place": "mirsk"}},
        },
    )
    both = pc.load(own, extends=arvania, on_clash=on_clash)
    winner = "Mirsk" if on_clash == "keep" else "New Mirsk"
    assert str(both.places["mirsk"].name) == winner
    fair = both.events["fair"]
    assert fair.place is both.places["mirsk"]
    assert (fair in both.events.filter(place="belmar")) == (on_clash == "replace")


def test_winner_may_not_contain_itself(arvania: pc.Catalog, tmp_path: Path) -> None:
    """A winner that would lie within itself is refused."""
    own = write_directory(
        tmp_path / "own", {"places": {"arvania": {"name": "Arvania", "parent": "mirsk"}}}
    )
    with pytest.raises(pc.DataError, match="do not contain themselves") as caught:
        pc.load(own, extends=arvania, on_clash="replace")
    assert caught.value.problems[0].code == "cycle"
    assert pc.load(own, extends=arvania, on_clash="keep") == arvania


def test_merge_keeps_speakers_apart(arvania: pc.Catalog, tmp_path: Path) -> None:
    """An id that is a person's here and a body's there would make a speaker's id mean two."""
    other = pc.load(
        write_directory(tmp_path / "o", {"organizations": {"orlan-mira": {"name": "O"}}})
    )
    with pytest.raises(pc.DataError) as caught:
        arvania.merge(other, on_clash="keep")
    assert [problem.code for problem in caught.value.problems] == ["shared-id"]
    own = write_directory(tmp_path / "own", {"sources": {"orlan-mira": {
        "type": "webpage", "tier": "press", "title": "O"}}})  # fmt: skip
    assert [problem.code for problem in problems_of(own, extends=arvania)] == ["shared-id"]


@pytest.mark.parametrize("on_clash", ["replase", "", None, 1, []])
def test_bad_on_clash(on_clash: Any, arvania: pc.Catalog) -> None:
    """Another word for `on_clash` is a `ValueError` that lists the three."""
    with pytest.raises(pc.ArgumentError, match="Choose from: error, keep, replace"):
        arvania.merge(arvania, on_clash=on_clash)
    with pytest.raises(pc.ArgumentError, match="Choose from: error, keep, replace"):
        pc.load(ARVANIA, extends=arvania, on_clash=on_clash)


def test_wrong_arguments(arvania: pc.Catalog) -> None:
    """What is no catalog and no path is a `TypeError` or `ValueError` that says so."""
    with pytest.raises(pc.ArgumentTypeError, match="expected a Catalog"):
        arvania.merge("arvania")  # type: ignore[arg-type]
    with pytest.raises(pc.ArgumentTypeError, match="expected a Catalog for extends"):
        pc.load(ARVANIA, extends="arvania")  # type: ignore[arg-type]
    for path in (3, None, b"catalog", ["catalog"], io.StringIO("x")):
        with pytest.raises(pc.ArgumentTypeError, match="expected a path or package data"):
            pc.load(path)  # type: ignore[arg-type]
    with pytest.raises(pc.ArgumentError, match="empty string"):
        pc.load("")


# --- retired ids ------------------------------------------------------------------------------


def test_redirects(arvania: pc.Catalog) -> None:
    """A retired id leads to its record everywhere, over as many renamings as there were."""
    ledger = arvania.concepts["green-ledger"]
    assert arvania.concepts["green-account"] == arvania.concepts["green-books"] == ledger
    assert arvania.concepts.get("green-account") == ledger
    assert "green-account" in arvania.concepts
    assert arvania.lookup("green-account") == ledger
    assert "green-account" not in arvania.concepts.ids
    said = arvania.statements.filter(concept="green-account", speaker="orlan-m")
    assert said == arvania.statements.filter(concept=ledger, speaker="Mira Orlan")
    assert len(said) == 2
    assert len(arvania.statements.filter(event="arvania-budget-2031")) == 2
    assert arvania.timeline("green-books") == arvania.timeline(ledger)


def test_redirects_of_a_filtered_collection(arvania: pc.Catalog) -> None:
    """A retired id is in a filtered collection when its record is."""
    ecology = arvania.concepts.filter(domain="ecology")
    assert "green-account" in ecology
    assert "green-account" not in arvania.concepts.filter(domain="rural")


# --- problems are collected -------------------------------------------------------------------


def test_all_problems_at_once_in_order(tmp_path: Path) -> None:
    """Problems of every sort and file are raised together, by file and line."""
    (tmp_path / "b.yaml").write_text(
        "places:\n"
        "  one: {name: One, parent: nowhere}\n"
        "  two: {nmae: Two}\n"
        "  three: {name: Three, code: xxx}\n"
    )
    (tmp_path / "a.yaml").write_text("events:\n  e: {title: E, kind: speech, date: 2031-13}\n")
    (tmp_path / "c.yaml").write_text("places: [\n")
    problems = problems_of(tmp_path)
    assert [(p.file, p.line, p.code) for p in problems] == [
        ("a.yaml", 2, "bad-date"),
        ("b.yaml", 2, "dangling-id"),
        ("b.yaml", 3, "missing-key"),
        ("b.yaml", 3, "unknown-key"),
        ("b.yaml", 4, "bad-value"),
        ("c.yaml", 2, "not-yaml"),
    ]
    with pytest.raises(ValueError, match="6 problems in the data:") as caught:
        pc.load(tmp_path)
    assert str(caught.value).count("\n") == 6
    assert "b.yaml:3:9: places/two nmae: expected a field of Place. Did you mean 'name'?" in str(
        caught.value
    )


def test_one_mistake_one_problem(tmp_path: Path) -> None:
    """Those who refer to a record that has a problem are not blamed too."""
    (tmp_path / "a.yaml").write_text(
        "places: {one: {name: One, code: xxx}, two: {name: Two, parent: one}}\n"
        "events: {e: {title: E, kind: speech, place: two}}\n"
    )
    assert [problem.code for problem in problems_of(tmp_path)] == ["bad-value"]
    broken = tmp_path / "broken"
    write_directory(broken, {"places": {"two": {"name": "Two", "parent": "one"}}})
    (broken / "places" / "one.yaml").write_text("name: [")
    assert [problem.code for problem in problems_of(broken)] == ["not-yaml"]


def test_long_lists_are_cut_in_the_message(tmp_path: Path) -> None:
    """The message shows two hundred problems; all of them are in `.problems`."""
    rows = {f"p{number}": {"name": "P", "code": "xxx"} for number in range(250)}
    write_file(tmp_path / "a.yaml", {"places": rows})
    with pytest.raises(pc.DataError, match="250 problems") as caught:
        pc.load(tmp_path)
    assert len(caught.value.problems) == 250
    assert str(caught.value).endswith("… and 50 more (all are in .problems)")
    assert len(str(caught.value).splitlines()) == 202


# --- catalogs of other distributions ----------------------------------------------------------


@pytest.fixture
def offer(package: str, tmp_path: Path) -> str:
    """A distribution that offers the catalog of `package` in every way there is."""
    (tmp_path / package / "offers.py").write_text(
        "import pathlib\n"
        "import policy_concepts as pc\n"
        "folder = pathlib.Path(__file__).parent / 'catalog'\n"
        "as_string = str(folder)\n"
        "def as_function():\n"
        "    return folder\n"
        "def as_catalog():\n"
        "    return pc.load(folder)\n"
        "ready = pc.load(folder)\n"
        "wrong = 3\n"
    )
    info = tmp_path / "arvania_data-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: arvania-data\nVersion: 1.0\n")
    names = ("folder", "as_string", "as_function", "as_catalog", "ready", "wrong")
    lines = [f"arvania-{name} = {package}.offers:{name}" for name in names]
    (info / "entry_points.txt").write_text(
        "\n".join(["[policy_concepts.catalogs]", *lines, "broken = no_such_module_at_all:x", ""])
    )
    return package


def test_catalogs_lists_without_loading(offer: str) -> None:
    """`catalogs()` lists what is offered, by name, and imports nothing of it."""
    entries = [entry for entry in pc.catalogs() if entry.distribution == "arvania-data"]
    assert [entry.name for entry in entries] == sorted(
        ["arvania-folder", "arvania-as_string", "arvania-as_function", "arvania-as_catalog",
         "arvania-ready", "arvania-wrong", "broken"]
    )  # fmt: skip
    assert offer not in sys.modules
    assert f"{offer}.offers" not in sys.modules
    assert entries[0].value == f"{offer}.offers:as_catalog"


@pytest.mark.parametrize("name", ["folder", "as_string", "as_function", "as_catalog", "ready"])
@pytest.mark.usefixtures("offer")
def test_catalogs_load_when_asked(name: str, arvania: pc.Catalog, tmp_path: Path) -> None:
    """An offer may be a path, a function or a catalog, and can extend another."""
    entry = next(entry for entry in pc.catalogs() if entry.name == f"arvania-{name}")
    same(entry.load(), arvania)
    base = pc.load(write_directory(tmp_path / "base", {"places": {"hill": {"name": "Hill"}}}))
    both = entry.load(extends=base)
    assert both.places.ids == ("hill", *arvania.places.ids)


@pytest.mark.usefixtures("offer")
def test_bad_offers() -> None:
    """An offer that is no catalog, or that has gone since, is an error that says so."""
    entries = {entry.name: entry for entry in pc.catalogs()}
    with pytest.raises(pc.ArgumentTypeError, match="expected a path"):
        entries["arvania-wrong"].load()
    with pytest.raises(ModuleNotFoundError, match="no_such_module_at_all"):
        entries["broken"].load()
    with pytest.raises(pc.ArgumentError, match="'gone' of nobody is not installed"):
        pc.CatalogEntry("gone", "nobody", "x:y").load()


# --- with little around -----------------------------------------------------------------------


def test_needs_no_environment(tmp_path: Path) -> None:
    """Loading needs no home directory, no writable disk and no environment variable."""
    path = write_directory(tmp_path / "c", {"places": {"arvania": {"name": "Arvania"}}})
    (tmp_path / "c").chmod(0o555)
    done = run_python(
        "import os, sys\n"
        "os.environ.clear()\n"
        "import policy_concepts as pc\n"
        "print(pc.load(sys.argv[1]).places)\n",
        str(path),
    )
    assert done.stdout == "<1 place: arvania>\n", done.stderr
