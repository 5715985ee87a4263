"""Benchmarks this package against its peers, and on catalogs of up to a million statements.

    python benchmarks/run.py [--quick] [--write]

Creates virtual environments in a temporary folder, installs the wheel of this checkout and the
peers, and prints two tables and whether each bound is met. `--quick` takes fewer rounds and no
catalog over 10,000 statements; `--write` also writes the results to docs/benchmarks.md.
Needs only the standard library and a package index. A full run takes about half an hour.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fiction import Fiction
from peers import OURS, PEERS, Package

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PADDED_TO = 3_000
# The part of the page that mentions.py and clusters.py are the sources of.
KEPT = "\n## Finding names in texts\n"
RSS_PROGRAM = (
    "\nimport os\nif os.path.exists('/proc/self/status'):"
    "\n print([l.split()[1] for l in open('/proc/self/status') if l.startswith('VmRSS')][0])"
)
RACE_PROGRAM = """
import sys, threading, policy_concepts as pc
sys.setswitchinterval(1e-6)
start, found = threading.Barrier(8), []
def ask():
    start.wait()
    concept = pc.lookup("\u65b0\u8d28\u751f\u4ea7\u529b")
    found.append((concept, pc.concepts[concept.id], len(pc.statements.filter(concept=concept))))
threads = [threading.Thread(target=ask) for _ in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]
first = found[0]
assert len(found) == 8
assert all(one is first[0] and other is one and count == first[2] for one, other, count in found)
"""
_COUNT_PROGRAM = """
import policy_concepts as pc
print(sum(map(len, (
    pc.concepts, pc.events, pc.statements, pc.sources, pc.people, pc.organizations, pc.places
))))
"""
_PAD_PROGRAM = """
import sys, policy_concepts as pc
from policy_concepts._catalog.compiling import compile_store
catalog = pc.bundled().merge(pc.load(sys.argv[1]))
open(sys.argv[2], "wb").write(compile_store(catalog._store))
"""
_DUMP_PROGRAM = """
import json, sys, policy_concepts as pc
kinds = "places organizations people sources events concepts statements".split()
rows = {kind: getattr(pc, kind).to_dicts() for kind in kinds}
with open(sys.argv[1], "w", encoding="utf-8") as stream:
    json.dump(rows, stream, ensure_ascii=False, separators=(",", ":"))
"""


class Bound(NamedTuple):
    """A measurement and its upper bound."""

    what: str
    measured: float
    limit: float
    unit: str

    @property
    def met(self) -> bool:
        """Whether the measurement is within the bound."""
        return self.measured <= self.limit


def log(text: str) -> None:
    """Logs progress to standard error; the tables go to standard output."""
    print(text, file=sys.stderr, flush=True)


def run(*command: str | Path, given: str | None = None) -> str:
    """Runs a program, which must succeed, and returns its output."""
    done = subprocess.run(  # noqa: S603  (our own programs)
        [str(part) for part in command], input=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))[:300]} failed:\n{done.stderr[-3000:]}")
    return done.stdout


# --- environments -----------------------------------------------------------------------------


class Environment:
    """A virtual environment with some packages."""

    def __init__(self, folder: Path, *requirements: str | Path) -> None:
        log(f"environment {folder.name}")
        venv.create(folder, with_pip=True)
        self.python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        where = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
        self.packages = Path(run(self.python, "-I", "-c", where).strip())
        empty = self._size()
        if requirements:
            pip = (self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
            run(*pip, *requirements)
        self.size = (self._size() - empty) / 1e6

    def _size(self) -> int:
        return sum(path.stat().st_size for path in self.packages.rglob("*") if path.is_file())

    def version(self, distribution: str) -> str:
        """The installed version of a distribution."""
        code = f"from importlib.metadata import version; print(version({distribution!r}))"
        return run(self.python, "-I", "-c", code).strip()


def build_wheel(folder: Path) -> Path:
    """Builds the wheel of this checkout."""
    log("wheel")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check")
    run(*pip, "--no-deps", "--wheel-dir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def pad(ours: Environment, padded: Environment, folder: Path) -> None:
    """Adds fictional records to the compiled catalog of an environment."""
    count = int(run(ours.python, "-I", "-c", _COUNT_PROGRAM))
    statements = 0
    while count < PADDED_TO and count + sum(Fiction(statements).counts.values()) < PADDED_TO:
        statements += 1
    Fiction(statements).write(folder)
    target = padded.packages / "policy_concepts" / "data" / "catalog.compiled"
    run(ours.python, "-I", "-c", _PAD_PROGRAM, folder, target)


def dump_records(environment: Environment, path: Path) -> Path:
    """Writes all records of the bundled catalog as JSON, for the baseline program."""
    run(environment.python, "-I", "-c", _DUMP_PROGRAM, path)
    return path


# --- table 1 ----------------------------------------------------------------------------------


def start_times(
    programs: dict[str, tuple[Environment, str]], rounds: int
) -> tuple[dict[str, float], dict[str, float]]:
    """Returns milliseconds from process start to exit, and MB resident at the end.

    The programs are interleaved, so that other load affects all of them; minima are reported.
    """
    times: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(rounds):
        for name, (environment, code) in programs.items():
            # Slow programs need fewer rounds.
            if number >= 3 and sum(times[name]) > 20:
                continue
            start = time.perf_counter()
            run(environment.python, "-I", "-c", code)
            times[name].append(time.perf_counter() - start)
    memory = {}
    for name, (environment, code) in programs.items():
        resident = run(environment.python, "-I", "-c", code + RSS_PROGRAM).strip()
        memory[name] = int(resident) / 1024 if resident else math.nan
    return {name: min(seconds) * 1e3 for name, seconds in times.items()}, memory


def warm_times(environment: Environment, package: Package) -> dict[str, float]:
    """Returns nanoseconds for each operation of a package."""
    statements = {
        name: getattr(package, name)
        for name in ("by_id", "by_name", "miss", "search")
        if getattr(package, name)
    }
    task = json.dumps({"setup": package.setup, "statements": statements})
    found: dict[str, float] = json.loads(
        run(environment.python, "-I", HERE / "probe.py", "warm", given=task)
    )
    return found


def table_1(folder: Path, wheel: Path, rounds: int) -> tuple[list[str], list[Bound], Environment]:
    """Compares this package with its peers."""
    ours = Environment(folder / "ours", wheel)
    padded = Environment(folder / "padded", wheel)
    pad(ours, padded, folder / "padding")
    peers = {p: Environment(folder / p.name, p.requirement or p.name) for p in PEERS}
    bundled = OURS._replace(name="policy_concepts")
    larger = OURS._replace(name=f"policy_concepts, {PADDED_TO:,} records")
    packages = {bundled: ours, larger: padded, **peers}

    programs = {
        "bare": (ours, "pass"),
        "attrs": (ours, "import attrs"),
        "attrs, json": (ours, "import attrs, json"),
    }
    for package, environment in packages.items():
        programs[f"import {package.name}"] = (environment, package.setup.partition(";")[0])
        programs[f"first {package.name}"] = (environment, package.first)
    yardstick = "import attrs, json; json.loads(open({!r}, encoding='utf-8').read())"
    for number, (package, environment) in enumerate(((bundled, ours), (larger, padded))):
        rows = dump_records(environment, folder / f"rows-{number}.json")
        programs[f"yardstick {package.name}"] = (environment, yardstick.format(str(rows)))
    log(f"start-up, {rounds} rounds")
    times, memory = start_times(programs, rounds)
    bare = times["bare"]

    columns = (
        "package", "version", "import over bare", "first record", "× ours",
        "× `import attrs, json`", "by id", "by name",
        "miss, with suggestions", "misspelt search", "memory over bare",
        "installed, with dependencies",
    )  # fmt: skip
    floor = f"{bare:.1f} ms and {memory['bare']:.1f} MB"
    imports = (
        f"`import attrs` {times['attrs']:.1f} ms, `import attrs, json` "
        f"{times['attrs, json']:.1f} ms"
    )
    lines = [
        f"A bare interpreter takes {floor}; {imports}.",
        "",
        f"| {' | '.join(columns)} |",
        f"|---|---|{'---:|' * (len(columns) - 2)}",
    ]
    bounds = []
    first_of_ours = times[f"first {bundled.name}"] - bare
    for package, environment in packages.items():
        log(f"warm {package.name}")
        warm = warm_times(environment, package)
        imported = times[f"import {package.name}"] - bare
        first = times[f"first {package.name}"]
        used = memory[f"first {package.name}"] - memory["bare"]
        version = "" if package in (bundled, larger) else environment.version(package.name)
        cells = [
            package.name,
            version,
            f"{imported:.1f} ms",
            f"{first:.0f} ms",
            f"{(first - bare) / first_of_ours:.2f}",
            f"{first / times['attrs, json']:.2f}",
            *(_time(warm.get(name)) for name in ("by_id", "by_name", "miss", "search")),
            f"{used:.1f} MB",
            f"{environment.size:.1f} MB",
        ]
        lines.append(f"| {' | '.join(cells)} |")
        if package in (bundled, larger):
            size = "" if package is bundled else f", {PADDED_TO:,} records"
            baseline = times[f"yardstick {package.name}"]
            bounds += [
                Bound(f"import over bare interpreter{size}", imported, 5, "ms"),
                Bound(
                    f"first record against `import attrs, json`, whole processes{size}",
                    first / times["attrs, json"],
                    1.5,
                    "×",
                ),
                Bound(
                    f"first record against attrs and json.loads of the same records{size}",
                    first / baseline,
                    1.4,
                    "×",
                ),
                Bound(f"resident memory over bare{size}", used, 12, "MB"),
                Bound(f"by id, warm{size}", warm["by_id"], 250, "ns"),
                Bound(f"by any name, warm{size}", warm["by_name"] / 1e3, 1, "µs"),
                Bound(f"miss with suggestions{size}", warm["miss"] / 1e6, 5, "ms"),
                Bound(f"misspelt search{size}", warm["search"] / 1e6, 5, "ms"),
            ]
    quickest = min(times[f"import {p.name}"] for p in PEERS) - bare
    imported = times[f"import {bundled.name}"] - bare
    bounds.insert(1, Bound("import against the quickest peer's", imported / quickest, 1, "×"))
    bounds += wheel_bounds(wheel)
    return lines, bounds, ours


def wheel_bounds(wheel: Path) -> list[Bound]:
    """The wheel is small and pure Python, and holds no YAML beside the compiled catalog."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    foreign = [n for n in names if n.endswith((".so", ".pyd", ".dylib", ".yaml"))]
    pure = wheel.name.endswith("-py3-none-any.whl")
    return [
        Bound("wheel", wheel.stat().st_size / 1e6, 2, "MB"),
        Bound("files in it of compiled code or YAML", len(foreign) + (not pure), 0, ""),
    ]


def race(environment: Environment, processes: int) -> Bound:
    """Races 8 threads to the first look-up, in many fresh processes."""
    log(f"races, {processes} processes")
    failed = 0
    for _ in range(processes):
        done = subprocess.run(  # noqa: S603
            [environment.python, "-I", "-c", RACE_PROGRAM], capture_output=True, check=False
        )
        failed += done.returncode != 0
    return Bound(f"races of 8 threads that failed, of {processes}", failed, 0, "")


def _time(nanoseconds: float | None) -> str:
    if nanoseconds is None:
        return "–"
    if nanoseconds < 1e3:
        return f"{nanoseconds:.0f} ns"
    return f"{nanoseconds / 1e3:.1f} µs" if nanoseconds < 1e6 else f"{nanoseconds / 1e6:.1f} ms"


# --- table 2 ----------------------------------------------------------------------------------

# Label, tool, measurement, unit.
ROWS = (
    ("Compile: YAML read, checked and written as one file", "yaml", "whole", "s"),
    ("— sqlite3, the statements from JSON, with indexes", "sqlite", "compile", "s"),
    ("Load YAML: policy_concepts", "yaml", "load", "s"),
    ("— `yaml.CSafeLoader` alone, the same files", "csafe", "load", "s"),
    ("Load compiled: policy_concepts", "compiled", "load", "s"),
    ("— `json.loads`, the statements", "json", "load", "s"),
    ("— pandas, the statements as objects", "pandas", "load", "s"),
    ("— sqlite3, opened", "sqlite", "load", "s"),
    ("Filter by concept and period: policy_concepts", "compiled", "filter", "ms"),
    ("— the first time", "compiled", "first_filter", "ms"),
    ("— a loop over `json.loads`", "json", "filter", "ms"),
    ("— pandas", "pandas", "filter", "ms"),
    ("— sqlite3, index on concept and date", "sqlite", "filter", "ms"),
    ("Search, ranked: policy_concepts", "compiled", "search", "ms"),
    ("— the first time", "compiled", "first_search", "ms"),
    ("— substrings in `json.loads`, unranked", "json", "search", "ms"),
    ("— substrings in pandas, unranked", "pandas", "search", "ms"),
    ("— sqlite3 FTS5, ranked, summaries only", "sqlite", "search", "ms"),
    ("By id: policy_concepts, warm", "compiled", "by_id", "ns"),
    ("— the first time", "compiled", "first_by_id", "ms"),
    ("Every statement made: policy_concepts", "compiled", "all", "s"),
    ("Memory: policy_concepts, compiled, in use", "compiled", "memory", "MB"),
    ("— with every statement made", "compiled", "memory_all", "MB"),
    ("— touched pages of its mapped file, in use", "compiled", "mapped", "MB"),
    ("— policy_concepts, from YAML", "yaml", "memory", "MB"),
    ("— `yaml.CSafeLoader`", "csafe", "memory", "MB"),
    ("— `json.loads`, the statements", "json", "memory", "MB"),
    ("— pandas, the statements as objects", "pandas", "memory", "MB"),
    ("— sqlite3", "sqlite", "memory", "MB"),
    ("Size of the file: policy_concepts", "yaml", "size", "MB"),
    ("— sqlite3, the statements", "sqlite", "size", "MB"),
)
GROWTH_FROM = 10_000
# Allows for noise: ten times the records may take 12.5 times as long.
MAX_LINEAR_EXPONENT = 1.1


def write_catalog(folder: Path, size: int) -> None:
    """Writes a fictional catalog as YAML, and its statements as JSON."""
    fiction = Fiction(size)
    fiction.write(folder / "yaml")
    with (
        (folder / "statements.json").open("w", encoding="utf-8") as whole,
        (folder / "statements.jsonl").open("w", encoding="utf-8") as lines,
    ):
        before = "["
        for record_id, fields in fiction.records("statements"):
            line = json.dumps({"id": record_id, **fields}, ensure_ascii=False)
            lines.write(line + "\n")
            whole.write(before + line)
            before = ",\n"
        whole.write("]")


def table_2(
    folder: Path, environment: Environment, sizes: list[int]
) -> tuple[list[str], list[Bound]]:
    """Compares this package with other tools on catalogs of growing size."""
    found: dict[int, dict[str, dict[str, float]]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=folder) as name:
            place = Path(name)
            log(f"{size:,} statements: writing")
            write_catalog(place, size)
            found[size] = {}
            # Small catalogs are measured several times; minima are reported.
            for _ in range(3 if size < 100_000 else 2 if size == 100_000 else 1):
                for tool in ("csafe", "yaml", "compiled", "json", "pandas", "sqlite"):
                    log(f"{size:,} statements: {tool}")
                    probe = (environment.python, "-I", HERE / "probe.py", "scale", tool, place)
                    measured = json.loads(run(*probe))
                    if tool == "yaml":
                        measured["whole"] = measured["load"] + measured["compile"]
                    before = found[size].setdefault(tool, measured)
                    for key, value in measured.items():
                        before[key] = min(before[key], value)
    lines = [
        f"| | {' | '.join(f'{size:,}' for size in sizes)} | how it grows |",
        f"|---|{'---:|' * len(sizes)}---|",
    ]
    bounds = []
    heading = ""
    for label, tool, key, unit in ROWS:
        heading = heading if label.startswith("— ") else label.partition(":")[0]
        values = [found[size][tool][key] for size in sizes]
        exponent = _exponent(sizes, values)
        cells = [*(f"{value:,.{_digits(value)}f} {unit}" for value in values), _growth(exponent)]
        lines.append(f"| {label} | {' | '.join(cells)} |")
        # Mapped pages are reclaimable, and the growth of building all records is due to garbage
        # collection; see the remark below the table.
        ours = tool in ("yaml", "compiled") and key not in ("mapped", "all")
        if ours and exponent is not None and sizes[-1] >= 1_000_000:
            detail = label.replace("— ", "").removeprefix(f"{heading}: ")
            what = f"growth: {heading.lower()}, {detail}"
            bounds.append(Bound(what, exponent, MAX_LINEAR_EXPONENT, "as a power of the size"))
    at = found.get(100_000)
    if at is not None:
        ratio = at["yaml"]["load"] / at["csafe"]["load"]
        bounds[:0] = [
            Bound("100,000 statements: YAML load against CSafeLoader alone", ratio, 1.5, "×"),
            Bound("100,000 statements: compiled load", at["compiled"]["load"], 1, "s"),
            Bound("100,000 statements: filter, warm", at["compiled"]["filter"], 2, "ms"),
        ]
    largest = found[sizes[-1]]
    for key, what in (("memory", "in use"), ("memory_all", "with every statement made")):
        ratio = largest["compiled"][key] / largest["pandas"]["memory"]
        bounds.append(
            Bound(f"{sizes[-1]:,} statements: memory {what}, against pandas", ratio, 1, "×")
        )
    return lines, bounds


def _digits(value: float) -> int:
    return 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 0.1 else 3


def _exponent(sizes: list[int], values: list[float]) -> float | None:
    """Returns the exponent of growth from 10,000 statements on."""
    if sizes[-1] <= GROWTH_FROM or GROWTH_FROM not in sizes:
        return None
    first, last = values[sizes.index(GROWTH_FROM)], values[-1]
    if min(first, last) <= 0:
        return 0.0
    return math.log(last / first) / math.log(sizes[-1] / GROWTH_FROM)


def _growth(exponent: float | None) -> str:
    if exponent is None:
        return ""
    word = (
        "not at all" if exponent < 0.1
        else "slower than the catalog" if exponent < 0.9
        else "with the catalog" if exponent <= MAX_LINEAR_EXPONENT
        else "faster than the catalog"
    )  # fmt: skip
    return f"{word} (size^{exponent:.2f})"


# --- report -----------------------------------------------------------------------------------


def machine() -> str:
    """Describes the machine in general terms."""
    memory = ""
    if hasattr(os, "sysconf"):
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        memory = f", {total:.0f} GiB of memory"
    return (
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores{memory}, "
        f"{platform.python_implementation()} {platform.python_version()}; a shared machine, "
        "so figures vary by a quarter or more; they are the minima of several runs"
    )


def report(first: list[str], second: list[str], bounds: list[Bound]) -> Iterator[str]:
    """Yields the lines of the page."""
    yield "# Benchmarks"
    yield ""
    yield f"One run of `python benchmarks/run.py` on: {machine()}."
    yield ""
    yield "## Beside other packages of curated records"
    yield ""
    yield from first
    yield ""
    yield (
        "“First record” is the time of a whole process, from its start. A miss is a misspelt name; "
        "pycountry and countryguess return their best guess, the others only fail. Each package "
        "serves different records, so the times show how long a caller waits, not which package "
        "does the same work faster."
    )
    yield ""
    yield "## Catalogs of fictional statements"
    yield ""
    yield from second
    yield ""
    yield (
        "The filter is by the concept with the most statements. Memory is the growth of the "
        "process's anonymous memory after its imports; pages of mapped files, which are shared and "
        "can be reclaimed, are listed apart. pandas, JSON and sqlite3 hold only the statements; "
        "policy_concepts also holds the events, sources and people. Building every statement grows "
        "a little faster than the catalog, as do `json.loads`, pandas and CSafeLoader, because "
        "cyclic garbage collection examines ever more objects. With it paused, as in `load` and "
        "`Catalog.preload()`, ten times the statements take ten times as long."
    )
    yield ""
    yield "## Bounds"
    yield ""
    yield "| what | measured | at most | |"
    yield "|---|---:|---:|---|"
    for bound in bounds:
        unit = f" {bound.unit}" if bound.unit else ""
        measured = f"{bound.measured:.{_digits(abs(bound.measured))}f}{unit}"
        verdict = "met" if bound.met else "**not met**"
        yield f"| {bound.what} | {measured} | {bound.limit:g}{unit} | {verdict} |"


def main() -> int:
    """Runs everything; returns 0 if every bound is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--quick", action="store_true", help="a few minutes instead of half an hour"
    )
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    arguments = parser.parse_args()
    sizes = [1_000, 10_000] if arguments.quick else [1_000, 10_000, 100_000, 1_000_000]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, bounds, ours = table_1(folder, build_wheel(folder), 5 if arguments.quick else 20)
        bounds.append(race(ours, 20 if arguments.quick else 200))
        run(ours.python, "-m", "pip", "install", "--quiet", "pandas")
        second, larger = table_2(folder, ours, sizes)
    lines = list(report(first, second, bounds + larger))
    print("\n".join(lines))
    if arguments.write:
        text = re.sub(r"[ \t]+$", "", "\n".join(lines), flags=re.MULTILINE)
        page = ROOT / "docs" / "benchmarks.md"
        # What other programs measure stays.
        _, heading, kept = page.read_text(encoding="utf-8").partition(KEPT)
        page.write_text(f"{text}\n{heading}{kept}", encoding="utf-8")
    return 0 if all(bound.met for bound in bounds + larger) else 1


if __name__ == "__main__":
    sys.exit(main())
