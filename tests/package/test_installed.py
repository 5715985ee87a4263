"""The package as it is installed: the same answers from a checkout, a wheel and a zip of either,
in threads and in processes; and a stale compiled file is never read.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

import policy_concepts as pc
from policy_concepts._catalog.bundle import COMPILED
from policy_concepts._catalog.compiling import compile_store

from ..support import ARVANIA, HERE, write_directory

ROOT = HERE.parent
FOREIGN = (".so", ".pyd", ".dylib", ".dll", ".yaml", ".yml")
# What a catalog answers, as a number that changes when any of it changes.
DIGEST = """
import hashlib, json
KINDS = ("places", "organizations", "people", "sources", "events", "concepts", "statements")
def digest(_=None):
    import policy_concepts as pc
    said = [getattr(pc, kind).to_dicts() for kind in KINDS]
    for name in ("Green Ledger", "green-books", "账本", "LEDGER STATE", "no such name at all"):
        try:
            said.append(pc.lookup(name).id)
        except LookupError as error:
            said.append(str(error))
    said += [
        [[hit.record.id, hit.score, str(hit)] for hit in pc.search("green ledgers 账本")],
        pc.statements.filter(concept="green-ledger", since="2030", until="2033").ids,
        pc.events.filter(place="arvania", certain=True, on="2031").ids,
        [entry.id for entry in pc.timeline("green-ledger")],
        [[mention.concept.id, mention.start] for mention in pc.find_mentions("the Green Ledger.")],
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
"""
ONCE = f"{DIGEST}\nprint(digest())"
THREADS = f"""{DIGEST}
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(8) as pool:
    (only,) = set(pool.map(digest, range(24)))
print(only)
"""
PROCESSES = f"""{DIGEST}
import multiprocessing, sys
if __name__ == "__main__":
    if sys.argv[2] == "after":
        digest()  # what was made before goes along into a forked process
    with multiprocessing.get_context(sys.argv[1]).Pool(2) as pool:
        (only,) = set(pool.map(digest, range(4)))
    print(only)
"""
# Eight threads that begin at once, switched between as often as can be.
RACE = """
import sys, threading
import policy_concepts as pc
sys.setswitchinterval(1e-6)
start, found = threading.Barrier(8), []
def ask():
    start.wait()
    concept = pc.lookup("green-books")
    said = pc.statements.filter(concept=concept)
    found.append((concept, pc.concepts[concept.id], said[0].concepts, len(pc.search("ledger"))))
threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(found) == 8
for concept, by_id, concepts, hits in found:
    assert concept is by_id is found[0][0]
    assert any(each is concept for each in concepts)
    assert hits == found[0][3] > 0
"""


def package(folder: Path) -> Path:
    """The package's code in a folder, with no data."""
    code = Path(pc.__file__).parent
    ignored = shutil.ignore_patterns("data", "__pycache__")
    return Path(shutil.copytree(code, folder / "policy_concepts", ignore=ignored))


def checkout(folder: Path) -> Path:
    """As a checkout or an editable install has it: code and YAML."""
    shutil.copytree(ARVANIA, package(folder) / "data")
    return folder


def wheel(folder: Path) -> Path:
    """As a wheel installs it: code and the compiled form."""
    data = package(folder) / "data"
    data.mkdir()
    (data / COMPILED).write_bytes(compile_store(pc.load(ARVANIA)._store))
    return folder


def zipped(path: Path, folder: Path) -> Path:
    """A zip of all that is in a folder, folders included, as most tools make it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in sorted(folder.rglob("*")):
            if "__pycache__" not in entry.parts:
                archive.write(entry, entry.relative_to(folder).as_posix())
    return path


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What to put on the path for each form of the package."""
    folder = tmp_path_factory.mktemp("forms")
    made = {"checkout": checkout(folder / "checkout"), "wheel": wheel(folder / "wheel")}
    for form in ("checkout", "wheel"):
        made[f"zip of the {form}"] = zipped(folder / f"{form}.zip", made[form])
    return made


def answer(place: Path, code: str, *arguments: str) -> str:
    """What a fresh process prints that finds the package in a place before any other."""
    path = os.pathsep.join([str(place), *(each for each in sys.path if each)])
    done = subprocess.run(
        [sys.executable, "-W", "error", *(["-c", code] if "\n" in code else [code]), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def expected(forms: dict[str, Path]) -> str:
    """The digest of the YAML, read from a checkout."""
    return answer(forms["checkout"], ONCE)


@pytest.mark.parametrize("form", ["wheel", "zip of the checkout", "zip of the wheel"])
def test_same_answers_from_each_form(form: str, forms: dict[str, Path], expected: str) -> None:
    """Records, look-ups, near matches, searches, filters, timelines and mentions are the same."""
    where = answer(forms[form], "import policy_concepts as pc\nprint(pc.__file__)")
    assert where.startswith(str(forms[form]))
    assert answer(forms[form], ONCE) == expected


@pytest.mark.parametrize("form", ["checkout", "wheel", "zip of the wheel"])
def test_same_answers_in_threads(form: str, forms: dict[str, Path], expected: str) -> None:
    """So they are when eight threads ask at once, from the first question on."""
    assert answer(forms[form], THREADS) == expected


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_same_answers_in_processes(
    start: str, when: str, forms: dict[str, Path], expected: str, tmp_path: Path
) -> None:
    """So they are in forked and spawned processes, before and after the parent first asked."""
    if start == "fork" and not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    script = tmp_path / "script.py"
    script.write_text(PROCESSES, encoding="utf-8")
    assert answer(forms["wheel"], str(script), start, when) == expected


@pytest.mark.parametrize(("form", "times"), [("wheel", 20), ("checkout", 4)])
def test_race_to_the_first_look_up(form: str, times: int, forms: dict[str, Path]) -> None:
    """Eight threads that race in a fresh process get the same objects.

    `benchmarks/run.py` has 200 such processes.
    """
    for _ in range(times):
        answer(forms[form], RACE)


# --- stale files ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in which a compiled file of another catalog was left behind."""
    folder = tmp_path_factory.mktemp("stale")
    place = checkout(folder / "tree")
    other = write_directory(folder / "other", {"concepts": {"stale": {
        "names": [{"text": "stale", "lang": "en"}]}}})  # fmt: skip
    left = place / "policy_concepts" / "data" / COMPILED
    left.write_bytes(compile_store(pc.load(other)._store))
    # Newer than all else, should anyone think of comparing times.
    later = max(path.stat().st_mtime for path in place.rglob("*")) + 1_000
    os.utime(left, (later, later))
    return place


def test_stale_file_is_never_read(stale: Path, expected: str) -> None:
    """Beside YAML files a compiled file counts for nothing."""
    assert answer(stale, ONCE) == expected


@pytest.mark.parametrize("with_folders", [True, False])
def test_stale_file_is_never_read_in_a_zip(
    with_folders: bool, stale: Path, expected: str, tmp_path: Path
) -> None:
    """Nor in a zip, whether or not it lists its folders."""
    path = zipped(tmp_path / "stale.zip", stale)
    if not with_folders:
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "bare.zip", "w") as new:
            for entry in old.infolist():
                if not entry.is_dir():
                    new.writestr(entry, old.read(entry))
        path = tmp_path / "bare.zip"
    assert answer(path, ONCE) == expected


def test_the_compiled_file_is_what_a_wheel_reads(tmp_path: Path) -> None:
    """To be sure that the tests above could fail: without YAML the other catalog is read."""
    place = wheel(tmp_path)
    path = place / "policy_concepts" / "data" / COMPILED
    other = write_directory(tmp_path / "other", {"places": {"here": {"name": "Here"}}})
    path.write_bytes(compile_store(pc.load(other)._store))
    code = "import policy_concepts as pc\nprint(pc.places.ids, len(pc.concepts))"
    assert answer(place, code) == "('here',) 0"


@pytest.mark.parametrize("size", [0, 20, 1000, -1])
def test_damaged_file_of_a_wheel(size: int, forms: dict[str, Path], tmp_path: Path) -> None:
    """A file cut short in an installed package is an error that names it, not a crash."""
    place = Path(shutil.copytree(forms["wheel"], tmp_path / "damaged"))
    path = place / "policy_concepts" / "data" / COMPILED
    path.write_bytes(path.read_bytes()[:size])
    code = """
import policy_concepts as pc
try:
    pc.concepts
except pc.DataError as error:
    print(error.problems[0].file, error.problems[0].code)
"""
    assert answer(place, code) == f"{COMPILED} bad-compiled-file"


def test_file_of_a_wheel_that_changes_while_in_use(forms: dict[str, Path], tmp_path: Path) -> None:
    """What was not yet read is refused, with the file named; no descriptor is held meanwhile."""
    place = Path(shutil.copytree(forms["wheel"], tmp_path / "changing"))
    code = f"""
import os, sys
from pathlib import Path
import policy_concepts as pc
concept = pc.lookup("green-books")
os.closerange(3, 100)  # as a daemon does
assert len(pc.statements.filter(concept=concept)) > 0
path = Path({str(place)!r}) / "policy_concepts" / "data" / {COMPILED!r}
content = path.read_bytes()
for change in ("replaced", "rewritten", "cut", "gone"):
    if change == "replaced":
        path.with_name("new").write_bytes(content)
        os.replace(path.with_name("new"), path)
    elif change == "rewritten":
        path.write_bytes(bytes(len(content)))
    elif change == "cut":
        path.write_bytes(content[:1000])
    else:
        path.unlink()
    try:
        pc.search("ledger")
    except pc.DataError as error:
        (problem,) = error.problems
        assert (problem.file, problem.code) == ({COMPILED!r}, "bad-compiled-file"), problem
        assert "problem in the data" not in problem.found
    else:
        raise AssertionError(change)
assert pc.lookup("green-books") is concept
print("ok")
"""
    assert answer(place, code) == "ok"


# --- the wheel --------------------------------------------------------------------------------


def test_wheel_is_pure_and_has_no_yaml(tmp_path: Path) -> None:
    """Nothing in a wheel could disagree with the compiled form, or needs a compiler."""
    if importlib.util.find_spec("hatchling") is None:
        installed = distribution("policy-concepts")
        if (installed.read_text("direct_url.json") or "").find('"editable": true') >= 0:
            pytest.skip("hatchling is not installed, and the package is installed as editable")
        names = [str(file) for file in installed.files or ()]
        told = installed.read_text("WHEEL") or ""
    else:
        root = tmp_path / "root"
        root.mkdir()
        for name in (
            "pyproject.toml",
            "hatch_build.py",
            "README.md",
            "LICENSE",
            "LICENSE-DATA",
            "LICENSE-UNICODE",
        ):
            shutil.copy(ROOT / name, root)
        shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
        # The real data may be in the middle of an edit; any catalog will do.
        shutil.rmtree(root / "src" / "policy_concepts" / "data")
        shutil.copytree(ARVANIA, root / "src" / "policy_concepts" / "data")
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
        done = subprocess.run(build, cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        (path,) = tmp_path.glob("*.whl")
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            (record,) = [name for name in names if name.endswith(".dist-info/WHEEL")]
            told = archive.read(record).decode()
    assert "Root-Is-Purelib: true" in told
    assert "Tag: py3-none-any" in told
    assert f"policy_concepts/data/{COMPILED}" in [name.replace("\\", "/") for name in names]
    assert not [name for name in names if name.endswith(FOREIGN)]
    assert not [name for name in names if "data/counts/" in name or "data/corpora/" in name]
