"""Every check and every file that is made, by one name each: `nox -s NAME`, `nox -l`.

`.ci/run` runs the same sessions. A part that cannot run here is skipped with its reason; each part
leaves a line in the file that `GATE_REPORT` names, from which `.ci/gate.py` makes its table.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import nox

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT / ".ci"))

import constraints as constraint_files  # noqa: E402  (needs the line above)
import pythons  # noqa: E402
import script_table as script_tables  # noqa: E402
from pythons import Environment, Python, Unavailable  # noqa: E402

TESTED = ROOT / "constraints" / "tested.txt"
OLDEST = ROOT / "constraints" / "oldest.txt"
SMOKE = ROOT / "tests" / "gate" / "smoke.py"

nox.options.sessions = ["lint", "types", "data", "tests"]
nox.options.reuse_existing_virtualenvs = True
nox.needs_version = ">=2025.11.12"


# --- what sessions share ----------------------------------------------------------------------


def _report(part: str, result: str, reason: str, started: float) -> None:
    if "GATE_REPORT" in os.environ:
        told = {
            "part": part,
            "result": result,
            "reason": reason,
            "seconds": time.monotonic() - started,
        }
        with Path(os.environ["GATE_REPORT"]).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(told) + "\n")


@contextmanager
def _part(session: nox.Session, part: str) -> Iterator[None]:
    """One line of the report; what is not to be had here is a skip, all else a failure."""
    started = time.monotonic()
    session.log(f"part: {part}")
    try:
        yield
    except Unavailable as error:
        session.warn(f"skipped: {part}: {error}")
        _report(part, "skipped", str(error), started)
    except BaseException:
        _report(part, "failed", "", started)
        raise
    else:
        _report(part, "passed", "", started)


def _wheel(session: nox.Session) -> Path:
    """The wheel of this checkout; in the gate all sessions get the same."""
    folder = Path(os.environ.get("GATE_WHEELS") or session.create_tmp()) / "wheel"
    if not (os.environ.get("GATE_WHEELS") and folder.exists()):
        shutil.rmtree(folder, ignore_errors=True)
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w"]
        session.run(*command, str(folder), str(ROOT), external=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _junit(part: str) -> list[str]:
    """Makes pytest tell what it skipped, where the gate looks for it."""
    folder = os.environ.get("GATE_JUNIT")
    return [f"--junitxml={Path(folder) / part}.xml"] if folder else []


def _install(session: nox.Session, *wanted: str, constrained: bool = True) -> None:
    options = ["--constraint", str(TESTED)] if constrained else ["--upgrade"]
    session.install(*options, *wanted)
    # The version stays while the code changes, and a version that is there is not installed.
    for each in wanted:
        if ".whl" in each:
            session.install("--no-deps", "--force-reinstall", each.partition("[")[0])


def _suite(session: nox.Session, part: str, *, constrained: bool, coverage: bool) -> None:
    """The whole suite against the wheel, on nox's own Python."""
    _install(session, f"{_wheel(session)}[tests]", constrained=constrained)
    command = ["python", "-m"]
    if coverage:
        _install(session, "coverage", constrained=constrained)
        command += ["coverage", "run", "-m"]
    given = [each for each in session.posargs if each != "--coverage"]
    session.run(*command, "pytest", *_junit(part), *given)
    if coverage:
        session.run("coverage", "report", "--skip-covered", "--show-missing")


def _placed(session: nox.Session, python: Python) -> Path:
    """The wheel, where a Python can see it."""
    wheel = _wheel(session)
    if python.room:
        target = python.room.work / wheel.name
        shutil.copy(wheel, target)
        return target
    return wheel


def _pytest(session: nox.Session, part: str, environment: Environment) -> None:
    """The whole suite in an environment, which may be of a Python in another folder."""
    room = environment.owner.room
    options = _junit(part)
    if not (room and options):
        environment.python("-m", "pytest", *options, *session.posargs)
        return
    made = room.work / f"{part}.xml"
    try:
        junit = f"--junitxml={environment.owner.seen(made)}"
        environment.python("-m", "pytest", junit, *session.posargs)
    finally:
        if made.exists():
            shutil.copy(made, os.environ["GATE_JUNIT"])


# --- tests ------------------------------------------------------------------------------------


@nox.session
def tests(session: nox.Session) -> None:
    """The whole suite against the built wheel, with the dependencies of constraints/tested.txt."""
    with _part(session, "tests"):
        _suite(session, "tests", constrained=True, coverage=False)


@nox.session
def coverage(session: nox.Session) -> None:
    """The same, measured; fails below the floor that pyproject.toml sets."""
    with _part(session, "coverage"):
        _suite(session, "coverage", constrained=True, coverage=True)


@nox.session
def tests_newest(session: nox.Session) -> None:
    """The whole suite with the newest dependencies, whatever was tested; `-- --coverage` too."""
    with _part(session, "tests_newest"):
        measured = "--coverage" in session.posargs
        _suite(session, "tests_newest", constrained=False, coverage=measured)


@nox.session(venv_backend="none")
def tests_oldest(session: nox.Session) -> None:
    """The whole suite with the oldest dependencies that are allowed, on the oldest Python.

    The wheel is built with the oldest too.
    """
    with _part(session, "tests_oldest"):
        here = pythons.of_this_machine()
        if pythons.OLDEST not in here:
            here = pythons.of_debian(pythons.OLDEST_RELEASE)
        python = here[pythons.OLDEST]
        environment = python.venv("tests_oldest")
        limits = ["--constraint", python.folder / OLDEST.relative_to(ROOT)]
        # The build runs the library, so it needs what the library needs.
        needed = nox.project.load_toml(ROOT / "pyproject.toml")["build-system"]["requires"]
        environment.pip("install", *limits, *needed)
        folder = (python.room.work if python.room else pythons.WORK) / "oldest-wheel"
        shutil.rmtree(folder, ignore_errors=True)
        options = ["--no-deps", "--no-build-isolation", "-w", folder, python.folder]
        environment.pip("wheel", *options)
        (wheel,) = folder.glob("*.whl")
        environment.pip("install", *limits, f"{python.seen(wheel)}[tests]")
        _pytest(session, "tests_oldest", environment)


@nox.session(venv_backend="none")
def tests_newest_python(session: nox.Session) -> None:
    """The whole suite on the newest Python to be had here: Debian's next release may have it."""
    with _part(session, "tests_newest_python"):
        python = _newest()
        environment = python.venv("tests_newest_python")
        wheel = _placed(session, python)
        limits = ["--constraint", python.folder / TESTED.relative_to(ROOT)]
        environment.pip("install", *limits, f"{python.seen(wheel)}[tests]")
        _pytest(session, "tests_newest_python", environment)


def _newest() -> Python:
    found = pythons.of_this_machine()
    # What Debian lacks here, `smoke` tells; the newest of this machine is then the newest there is.
    with suppress(Unavailable):
        found = {**pythons.of_debian(), **found}
    return found[max(found)]


@nox.session(venv_backend="none")
def smoke(session: nox.Session) -> None:
    """The main verbs, from the installed wheel, on each Python: newest and oldest dependencies."""
    found = pythons.of_this_machine()
    with _part(session, "smoke-debian"):
        found = {**pythons.of_debian(), **found}
    for version, python in sorted(found.items()):
        with _part(session, f"smoke-{version[0]}.{version[1]}"):
            wheel = _placed(session, python)
            for limits in ([], ["--constraint", python.folder / OLDEST.relative_to(ROOT)]):
                environment = python.venv("smoke")
                environment.pip("install", *limits, wheel)
                _say_what(environment)
                environment.python("-W", "error", python.folder / SMOKE.relative_to(ROOT))


def _say_what(environment: Environment) -> None:
    code = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    environment.python("-c", code, "attrs", "importlib-resources", "pyyaml")


@nox.session(venv_backend="none")
def pyodide(session: nox.Session) -> None:
    """The main verbs in WebAssembly, as in a browser, with the YAML parser that is all Python."""
    with _part(session, "pyodide"):
        for program in ("node", "npm"):
            if not shutil.which(program):
                raise Unavailable(f"{program} is not installed")
        folder = Path(session.create_tmp()) / "pyodide"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / ".ci" / "pyodide.mjs", folder)
        with session.chdir(folder):
            session.run("npm", "install", "--no-save", "--silent", "pyodide", external=True)
            shutil.rmtree("wheels", ignore_errors=True)
            download = [sys.executable, "-m", "pip", "download", "--quiet", "-d", "wheels"]
            download += ["--no-deps", "--constraint", str(TESTED)]
            session.run(*download, "attrs", "importlib-resources", external=True)
            # Its wheels hold machine code for other machines; the source has the pure module.
            session.run(*download, "--no-binary", "pyyaml", "pyyaml", external=True)
            shutil.copy(_wheel(session), "wheels")
            session.run("node", "pyodide.mjs", "wheels", str(SMOKE), external=True)


@nox.session
def tools(session: nox.Session) -> None:
    """What is made for other tools, read by them: those that do not install on every Python."""
    with _part(session, "tools"):
        _install(session, f"{_wheel(session)}[tests]")
        # With whatever version there is: nothing of the library rests on it.
        session.install("spacy>=3.8")
        tests = ["tests/texts/test_dictionaries.py", *session.posargs]
        session.run("python", "-m", "pytest", *_junit("tools"), *tests)


@nox.session
def clusters(session: nox.Session) -> None:
    """The recipes for Spark and Dask, on two local workers of each; Spark needs Java."""
    with _part(session, "clusters"):
        if not shutil.which("java"):
            raise Unavailable("java is not installed")
        _install(session, f"{_wheel(session)}[arrow,tests]")
        session.install("pyspark>=4", "dask[dataframe]>=2026")
        tests = ["tests/texts/test_batches.py", *session.posargs]
        session.run("python", "-m", "pytest", *_junit("clusters"), *tests)


# --- other checks -----------------------------------------------------------------------------


@nox.session
def lint(session: nox.Session) -> None:
    """Rules and format."""
    with _part(session, "lint"):
        _install(session, "ruff")
        session.run("ruff", "check", ".")
        session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Strict types, as both checkers see them, of the package and of its users."""
    with _part(session, "types"):
        _install(session, f"{_wheel(session)}[lint,pandas]")
        session.run("mypy")
        session.run("pyright", "tests/typing")
        verify = ["--ignoreexternal", "--verifytypes", "policy_concepts"]
        told = session.run("pyright", *verify, silent=True, success_codes=[0, 1])
        print("\n".join(str(told).splitlines()[-25:]))
        session.run("pyright", *verify, silent=True)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation, warnings fatal; the tests run the examples in it."""
    with _part(session, "docs"):
        _install(session, f"{_wheel(session)}[docs]")
        build = ["-W", "--keep-going", "-q", "-b", "html", "docs", "docs/_build/html"]
        session.run("python", "-m", "sphinx", *build)


@nox.session
def data(session: nox.Session) -> None:
    """The data of this checkout loads; the tests look into what it says."""
    with _part(session, "data"):
        _install(session, str(_wheel(session)))
        session.run("python", "-m", "policy_concepts", "validate", "src/policy_concepts/data")


# --- what is made -----------------------------------------------------------------------------


@nox.session
def schemas(session: nox.Session) -> None:
    """Renews the JSON Schemas in the package from its classes."""
    _install(session, "-e", str(ROOT))
    folder = ROOT / "src" / "policy_concepts" / "schemas"
    session.run("python", "-m", "policy_concepts", "schema", "--write", str(folder))


@nox.session
def counts(session: nox.Session) -> None:
    """Renews the counts of the bundled corpora from a folder of texts: `nox -s counts -- TEXTS`."""
    _install(session, "-e", str(ROOT))
    data = ROOT / "src" / "policy_concepts" / "data"
    command = ["python", "-m", "policy_concepts", "count", *session.posargs, "--processes", "2"]
    session.run(*command, "--corpora", str(data / "corpora"), "--write", str(data / "counts"))


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Measures; what it prints is in docs/benchmarks.md."""
    _install(session, f"{_wheel(session)}[tests]")
    session.run("python", "benchmarks/run.py", *session.posargs)


@nox.session(venv_backend="none")
def constraints(session: nox.Session) -> None:
    """Renews constraints/: the newest versions that go together, and the oldest allowed."""
    constraint_files.renew_oldest()
    session.log(constraint_files.renew_tested())


@nox.session(venv_backend="none")
def script_table(session: nox.Session) -> None:
    """Renews the table of Chinese characters from Debian's package unicode-data."""
    session.log(script_tables.renew())
