"""What a change costs: a new field and a new kind of record, each as a patch that works.

The patches are worked examples for those who carry on. When one no longer applies, make the change
in a copy of the repository and write it again: `git diff -U1 > tests/patches/….patch`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..support import ARVANIA, HERE

ROOT = HERE.parent
PATCHES = Path(__file__).parent
# What is copied: all that the patches touch.
COPIED = ("src", "docs", "CHANGELOG.md")

FIELD = """
import sys, pickle, policy_concepts as pc
from pathlib import Path
from policy_concepts._catalog.compiling import compile_store

folder = Path(sys.argv[1])
path = folder / "concepts" / "green-ledger.yaml"
with path.open("a", encoding="utf-8") as stream:
    stream.write("\\nscope_note: {en: Not used of brown zebras.}\\n")
catalog = pc.load(folder)
concept = catalog.concepts["green-ledger"]
assert str(concept.scope_note) == "Not used of brown zebras."
assert pc.Concept(id="c", names=concept.names, scope_note="x").scope_note == pc.Text("x")
assert pickle.loads(pickle.dumps(concept)) == concept
# Checked, written, compiled, searched, filtered as text, shown, put in a frame.
try:
    pc.Concept(id="c", names=concept.names, scope_note=3)
except TypeError as error:
    assert "Concept.scope_note" in str(error)
else:
    raise AssertionError
assert concept.id in [row["id"] for row in catalog.concepts.to_dicts() if "scope_note" in row]
(folder.parent / "c.compiled").write_bytes(compile_store(catalog._store))
compiled = pc.load(folder.parent / "c.compiled")
assert compiled.concepts["green-ledger"] == concept
for each in (catalog, compiled):
    assert each.search("brown zebras")[0].record.id == "green-ledger"
    assert each.concepts.filter(text="brown zebras").ids == ("green-ledger",)
assert "brown zebras" in concept._repr_html_()
assert "scope_note" in catalog.concepts.to_pandas().columns
"""

KIND = """
import sys, pickle, policy_concepts as pc
from pathlib import Path
from policy_concepts._catalog.compiling import compile_store
from policy_concepts._cli import main

folder = Path(sys.argv[1])
(folder / "laws").mkdir()
(folder / "laws" / "ledger-act.yaml").write_text(
    "name: {en: Zebra Act, zh-Hans: 斑马法}\\ndate: '2031-06-01'\\njurisdiction: arvania\\n",
    "utf-8",
)
(folder / "laws" / "old-act.yaml").write_text("name: Old Act\\ndate: '1999'\\n", "utf-8")
catalog = pc.load(folder)
assert catalog.laws.ids == ("ledger-act", "old-act")
law = catalog.laws["ledger-act"]
assert law.jurisdiction is catalog.places["arvania"]
assert pickle.loads(pickle.dumps(law)) == law
(folder.parent / "c.compiled").write_bytes(compile_store(catalog._store))
for each in (catalog, pc.load(folder.parent / "c.compiled"), pickle.loads(pickle.dumps(catalog))):
    assert each.laws == catalog.laws
    assert each.laws.lookup("斑马法") == law
    assert each.laws.filter(place="Arvania", since="2031").ids == ("ledger-act",)
    assert each.laws.sort("date").ids == ("old-act", "ledger-act")
    assert each.search("zebra")[0].record == law
assert "Zebra Act" in law._repr_html_() and "Zebra Act" in catalog.laws._repr_html_()
assert list(catalog.laws.to_pandas()["id"]) == ["ledger-act", "old-act"]
assert "2 laws" in repr(catalog)
assert catalog.merge(pc.load(folder)).laws == catalog.laws
(folder / "laws" / "bad.yaml").write_text("name: Bad\\njurisdiction: nowhere\\n", "utf-8")
try:
    pc.load(folder)
except pc.DataError as error:
    assert [problem.code for problem in error.problems] == ["dangling-id"]
else:
    raise AssertionError
assert len(pc.laws) == 0 and pc.Law(id="x", name="X").name == pc.Text("X")
assert main(["schema", "law"]) == 0
"""


def touched(patch: Path) -> set[str]:
    """The files that a patch changes or adds."""
    return set(re.findall(r"^\+\+\+ b/(.+)$", patch.read_text(encoding="utf-8"), re.MULTILINE))


def patched(patch: Path, folder: Path) -> Path:
    """A copy of the repository with a patch applied."""
    if shutil.which("git") is None:
        pytest.skip("git, which applies the patches, is not installed")
    if not (ROOT / "src").is_dir():
        pytest.skip("the tests are run without the sources that the patches change")
    ignored = shutil.ignore_patterns("__pycache__", "data", "_build")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)
    shutil.copytree(ARVANIA, folder / "src" / "policy_concepts" / "data")
    done = subprocess.run(
        ["git", "apply", "--verbose", str(patch)],  # noqa: S607
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        # Not as a part of the repository that the folder may lie in.
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)},
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize(
    ("name", "most", "script"), [("new_field", 2, FIELD), ("new_kind", 12, KIND)]
)
def test_a_change_costs_few_files_and_works(
    name: str, most: int, script: str, tmp_path: Path
) -> None:
    """It touches no more files than it should, and nothing else has to know of it."""
    patch = PATCHES / f"{name}.patch"
    assert len(touched(patch)) <= most
    place = patched(patch, tmp_path / "copy")
    catalog = shutil.copytree(ARVANIA, tmp_path / "own" / "catalog")
    path = os.pathsep.join([str(place / "src"), *(each for each in sys.path if each)])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, str(catalog)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["new_field", "new_kind"])
def test_the_schemas_of_a_change_are_those_of_its_classes(name: str, tmp_path: Path) -> None:
    """A patch holds what `schema --write` writes."""
    place = patched(PATCHES / f"{name}.patch", tmp_path / "copy")
    schemas = place / "src" / "policy_concepts" / "schemas"
    before = {file.name: file.read_text("utf-8") for file in schemas.iterdir()}
    path = os.pathsep.join([str(place / "src"), *(each for each in sys.path if each)])
    subprocess.run(
        [sys.executable, "-m", "policy_concepts", "schema", "--write", str(schemas)],
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert {file.name: file.read_text("utf-8") for file in schemas.iterdir()} == before
