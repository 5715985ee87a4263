"""Counts of corpora in catalogs: read when asked for, kept by every way a catalog goes."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path
from typing import Any

import pytest

import policy_concepts as pc
from policy_concepts._catalog.bundle import COMPILED
from policy_concepts._catalog.compiled import read_compiled
from policy_concepts._catalog.compiling import compile_store
from policy_concepts._catalog.content import InMemory
from policy_concepts._catalog.counting import count_corpus
from policy_concepts._catalog.stored_counts import counts_in
from policy_concepts._texts.corpora import default_definition
from policy_concepts._texts.counts import counts_text

from ..support import ARVANIA, problems_of, run_python, zip_directory


def _counted(catalog: pc.Catalog, folder: Path, text: str, name: str = "gazette") -> dict[str, Any]:
    folder.mkdir(exist_ok=True)
    line = {"id": "doc-1", "title": "", "date": "2031-04-02", "text": text}
    (folder / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    return count_corpus(catalog, folder, default_definition(name))


@pytest.fixture
def counts(arvania: pc.Catalog, tmp_path: Path) -> dict[str, Any]:
    name = arvania.concepts["green-ledger"].names[0].text
    found = _counted(arvania, tmp_path / "texts", f"So {name} it is.")
    assert [row[0] for row in found["counts"]] == ["green-ledger", "green-ledger"]
    return found


@pytest.fixture
def folder(counts: dict[str, Any], tmp_path: Path) -> Path:
    """The invented catalog with counts and a definition laid into it."""
    folder = tmp_path / "catalog"
    shutil.copytree(ARVANIA, folder)
    (folder / "counts").mkdir()
    (folder / "counts" / "gazette.json").write_text(counts_text(counts), encoding="utf-8")
    (folder / "corpora").mkdir()
    (folder / "corpora" / "gazette.json").write_text("{}", encoding="utf-8")
    return folder


def test_a_catalog_without_counts_has_none(arvania: pc.Catalog) -> None:
    assert dict(arvania._store.counts) == {}


def test_counts_are_laid_into_a_catalog(folder: Path, counts: dict[str, Any]) -> None:
    catalog = pc.load(folder)
    assert list(catalog._store.counts) == ["gazette"]
    assert "gazette" in catalog._store.counts
    assert catalog._store.counts["gazette"] == counts
    with pytest.raises(KeyError):
        catalog._store.counts["other"]


@pytest.mark.parametrize("top", ["", "inner/"])
def test_counts_are_read_from_a_zip(
    folder: Path, counts: dict[str, Any], top: str, tmp_path: Path
) -> None:
    catalog = pc.load(zip_directory(tmp_path / "catalog.zip", folder, top))
    assert dict(catalog._store.counts) == {"gazette": counts}


def test_a_compiled_catalog_keeps_counts(folder: Path, counts: dict[str, Any]) -> None:
    content = compile_store(pc.load(folder)._store)
    for verify in (True, False):
        store = read_compiled(InMemory(content), "c", verify=verify)
        assert dict(store.counts) == {"gazette": counts}
        # And again, from the compiled form.
        assert compile_store(store) == content


def test_nothing_is_read_until_it_is_asked_for(folder: Path, counts: dict[str, Any]) -> None:
    lazy = counts_in(folder)
    (folder / "counts" / "gazette.json").write_text("{", encoding="utf-8")
    assert list(lazy) == ["gazette"]
    with pytest.raises(pc.DataError, match=r"counts/gazette\.json"):
        lazy["gazette"]
    (folder / "counts" / "gazette.json").write_text(counts_text(counts), encoding="utf-8")
    first = lazy["gazette"]
    (folder / "counts" / "gazette.json").unlink()
    assert lazy["gazette"] is first


def test_a_changed_section_is_refused(folder: Path) -> None:
    content = bytearray(compile_store(pc.load(folder)._store))
    content[-20] ^= 1
    store = read_compiled(InMemory(bytes(content)), "c", verify=False)
    with pytest.raises(pc.DataError, match="changed file"):
        store.counts["gazette"]


def test_pickles_keep_counts(folder: Path, counts: dict[str, Any]) -> None:
    """Also where the files are no longer there, and a second time."""
    catalog = pc.load(folder)
    content = pickle.dumps(catalog)
    compiled = read_compiled(InMemory(compile_store(catalog._store)), "c", verify=False)
    shutil.rmtree(folder)
    for again in (pickle.loads(content)._store, pickle.loads(pickle.dumps(compiled))):
        assert dict(again.counts) == {"gazette": counts}
        assert dict(pickle.loads(pickle.dumps(again)).counts) == {"gazette": counts}
    assert b"stored_counts" not in content


def test_merging_keeps_the_counts_of_both(folder: Path, arvania: pc.Catalog) -> None:
    with_counts = pc.load(folder)
    assert list(arvania.merge(with_counts)._store.counts) == ["gazette"]
    assert list(with_counts.merge(arvania)._store.counts) == ["gazette"]
    assert list(with_counts.merge(with_counts)._store.counts) == ["gazette"]
    assert list(pc.load(folder, extends=arvania)._store.counts) == ["gazette"]


def test_different_counts_of_a_corpus_clash(
    folder: Path, counts: dict[str, Any], tmp_path: Path
) -> None:
    ours = pc.load(folder)
    other = _counted(ours, tmp_path / "texts", "Nothing of the kind.")
    (folder / "counts" / "gazette.json").write_text(counts_text(other), encoding="utf-8")
    theirs = pc.load(folder)
    with pytest.raises(pc.DataError, match="counts/gazette") as caught:
        ours.merge(theirs)
    assert [each.code for each in caught.value.problems] == ["clash"]
    assert ours.merge(theirs, on_clash="keep")._store.counts["gazette"] == counts
    assert ours.merge(theirs, on_clash="replace")._store.counts["gazette"] == other


def test_bad_counts_are_problems_of_the_catalog(folder: Path, counts: dict[str, Any]) -> None:
    (folder / "counts" / "broken.json").write_text("{", encoding="utf-8")
    (folder / "counts" / "renamed.json").write_text(counts_text(counts), encoding="utf-8")
    (folder / "counts" / "folder.json").mkdir()
    assert sorted((each.file, each.code) for each in problems_of(folder)) == [
        ("counts/broken.json", "bad-counts"),
        ("counts/folder.json", "unreadable"),
        ("counts/renamed.json", "other-id"),
    ]


def test_the_bundle_reads_no_counts_by_itself() -> None:
    """Neither a look-up nor the module that reads them costs anything before they are asked for."""
    done = run_python(
        "import sys, policy_concepts as pc\n"
        "pc.lookup('new quality productive forces')\n"
        "assert not pc.bundled()._store.counts._read\n"
        "assert 'policy_concepts._texts.counts' not in sys.modules\n"
    )
    assert done.returncode == 0, done.stderr


def test_counts_are_small_in_the_wheel() -> None:
    counts = pc.bundled()._store.counts
    assert sum(len(counts.packed(corpus_id)) for corpus_id in counts) <= 500_000, COMPILED
