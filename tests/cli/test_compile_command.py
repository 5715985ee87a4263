"""`policy-concepts compile`, and `Catalog.preload`."""

from __future__ import annotations

import gc
import os
import stat
from pathlib import Path

import pytest

import policy_concepts as pc
from policy_concepts._catalog.compiling import compile_store
from policy_concepts._catalog.store import LOOKUP_CACHE_SIZE
from policy_concepts._cli import main

from ..support import ARVANIA, KINDS, write_file


def test_compiles(arvania: pc.Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is written loads as the same catalog, and can be compiled again to the same bytes."""
    path, again = tmp_path / "arvania.compiled", tmp_path / "again.compiled"
    assert main(["compile", str(ARVANIA), "-o", str(path)]) == 0
    assert f"{path}: {path.stat().st_size:,} bytes, {arvania!r}" in capsys.readouterr().out
    assert pc.load(path) == arvania
    assert main(["compile", str(path), "--output", str(again)]) == 0
    assert again.read_bytes() == path.read_bytes()
    assert main(["--catalog", str(path), "show", "green-ledger"]) == 0
    assert sorted(tmp_path.iterdir()) == [again, path]


def test_bad_catalog_leaves_the_old_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """If there are problems, they are reported and nothing is written."""
    path = tmp_path / "c.compiled"
    path.write_bytes(b"old")
    bad = write_file(tmp_path / "bad.yaml", {"places": {"p": {"nme": "P"}}})
    assert main(["compile", str(bad), "-o", str(path)]) == 1
    assert "places/p nme" in capsys.readouterr().err
    assert path.read_bytes() == b"old"


def test_a_reader_keeps_the_file_that_it_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new file takes the place of the old one; a process that mapped it reads on."""
    monkeypatch.setattr("policy_concepts._catalog.opening._MIN_MAPPED_SIZE", 0)
    path = tmp_path / "c.compiled"
    assert main(["compile", str(ARVANIA), "-o", str(path)]) == 0
    before = pc.load(path)
    other = write_file(tmp_path / "other.yaml", {"places": {"p": {"name": "P"}}})
    assert main(["compile", str(other), "-o", str(path)]) == 0
    assert before == pc.load(ARVANIA)
    assert pc.load(path).places.ids == ("p",)


def test_where_nothing_can_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing folder is reported in a sentence."""
    assert main(["compile", str(ARVANIA), "-o", str(tmp_path / "no" / "c.compiled")]) == 1
    assert "cannot write" in capsys.readouterr().err
    (tmp_path / "folder").mkdir()
    assert main(["compile", str(ARVANIA), "-o", str(tmp_path / "folder")]) == 1
    assert list(tmp_path.iterdir()) == [tmp_path / "folder"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_others_may_read_the_file(tmp_path: Path) -> None:
    """The file has the permissions that any new file has."""
    path = tmp_path / "c.compiled"
    assert main(["compile", str(ARVANIA), "-o", str(path)]) == 0
    (tmp_path / "plain").write_bytes(b"")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


def test_help_says_that_it_stands_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """The help says what a compiled catalog may refer to."""
    with pytest.raises(SystemExit):
        main(["compile", "--help"])
    assert "stands alone" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("form", ["yaml", "compiled"])
def test_preload_changes_nothing(form: str, arvania: pc.Catalog, tmp_path: Path) -> None:
    """It returns the catalog, with the same records, and nothing is left to build."""
    path = ARVANIA
    if form == "compiled":
        path = tmp_path / "c.compiled"
        path.write_bytes(compile_store(arvania._store))
    catalog = pc.load(path)
    touched = catalog.concepts["green-ledger"]
    assert catalog.preload() is catalog
    assert catalog == arvania
    assert catalog.concepts["green-ledger"] is touched
    assert catalog.preload() is catalog
    if form == "compiled":
        for kind in KINDS:
            rows = catalog._store.rows(kind)
            assert len(rows._records) == len(rows)  # type: ignore[attr-defined]


def test_loading_leaves_garbage_collection_as_it_was(tmp_path: Path) -> None:
    """It rests while files are read, also when they are bad, and never longer."""
    bad = write_file(tmp_path / "bad.yaml", {"places": {"p": {"nme": "P"}}})
    for is_on in (True, False):
        (gc.enable if is_on else gc.disable)()
        try:
            pc.load(ARVANIA)
            assert gc.isenabled() is is_on
            with pytest.raises(pc.DataError):
                pc.load(bad)
            assert gc.isenabled() is is_on
        finally:
            gc.enable()


def test_names_found_before_are_bounded() -> None:
    """However many spellings of a name are looked up, only so many are kept."""
    catalog = pc.load(ARVANIA)
    for count in range(2 * LOOKUP_CACHE_SIZE):
        assert catalog.lookup("green" + " " * (count % 150) + "'" * (count // 150) + "ledger")
    assert len(catalog._store._lookup_cache) <= LOOKUP_CACHE_SIZE
    assert catalog.lookup("green" + " " * 10_000 + "ledger").id == "green-ledger"
    assert all(len(name) < 10_000 for _, name in catalog._store._lookup_cache)
