"""Runs in an environment created by `run.py`; prints measurements as one line of JSON.

python probe.py warm < {"setup": …, "statements": {label: code}}    nanoseconds for each statement
python probe.py scale TOOL FOLDER                                   one tool on one catalog
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
import timeit
from collections.abc import Callable
from pathlib import Path
from typing import Any

clock = time.perf_counter


def resident_memory(status: Path = Path("/proc/self/status")) -> tuple[float, float]:
    """Returns MB of anonymous memory, and MB of resident pages of mapped files.

    The latter are shared, and the system may reclaim them at any time.
    """
    gc.collect()
    found = {"RssAnon": 0, "RssFile": 0}
    if status.exists():
        for line in status.read_text().splitlines():
            name, _, value = line.partition(":")
            if name in found:
                found[name] = int(value.split()[0])
        return found["RssAnon"] / 1024, found["RssFile"] / 1024
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 0.0


def best(call: Callable[[], Any], seconds: float = 0.4) -> float:
    """Returns the seconds of a call, as the minimum of several runs."""
    timer = timeit.Timer(call)
    once = max(timer.timeit(1), 1e-8)
    number = max(1, int(seconds / 8 / once))
    runs = max(3, min(15, int(seconds / (once * number))))
    return min(timer.repeat(runs, number)) / number


def warm() -> dict[str, float]:
    """Returns the nanoseconds of each statement, repeated; failed look-ups count too."""
    task = json.load(sys.stdin)
    found = {}
    for label, statement in task["statements"].items():
        names: dict[str, Any] = {}
        exec(task["setup"], names)  # noqa: S102  (our own text)
        try:
            exec(statement, names)  # noqa: S102
        except (LookupError, ValueError):
            statement = f"try: {statement}\nexcept (LookupError, ValueError) as e: str(e)"  # noqa: PLW2901
        timer = timeit.Timer(statement, globals=names)
        number = max(1, timer.autorange()[0] // 4)
        found[label] = min(timer.repeat(9, number)) / number * 1e9
    return found


# --- a catalog in several tools ---------------------------------------------------------------

SINCE, UNTIL = "2010-01-01", "2015-06-30"
# The first concept has by far the most statements: the worst case.
CONCEPT = "f-concept-000000"
WORDS = "harbour lantern tormel"


def scale(tool: str, folder: Path) -> dict[str, float]:
    """Returns seconds, milliseconds and MB of one tool on one catalog."""
    return {
        "csafe": _csafe,
        "yaml": _yaml,
        "compiled": _compiled,
        "json": _json,
        "pandas": _pandas,
        "sqlite": _sqlite,
    }[tool](folder)


def _measure(
    load: Callable[[], Any],
    work: Callable[[Any], tuple[Callable[[], Any], Callable[[], Any]]] | None = None,
) -> dict[str, float]:
    before, _ = resident_memory()
    start = clock()
    data = load()
    found = {"load": clock() - start}
    if work is not None:
        by_concept, search = work(data)
        start = clock()
        by_concept()
        found["first_filter"] = (clock() - start) * 1e3
        found["filter"] = best(by_concept) * 1e3
        start = clock()
        search()
        found["first_search"] = (clock() - start) * 1e3
        found["search"] = best(search) * 1e3
    found["memory"] = resident_memory()[0] - before
    return found


def _csafe(folder: Path) -> dict[str, float]:
    import yaml

    paths = sorted((folder / "yaml").iterdir())
    # All documents are kept in memory, as for a catalog.
    return _measure(lambda: [yaml.load(p.read_bytes(), yaml.CSafeLoader) for p in paths])


def _yaml(folder: Path) -> dict[str, float]:
    import policy_concepts as pc

    # Imported before the measurement, like CSafeLoader.
    import policy_concepts._reading.linking
    from policy_concepts._catalog.compiling import compile_store

    kept: list[Any] = []

    def load() -> Any:
        kept.append(pc.load(folder / "yaml"))

    found = _measure(load)
    start = clock()
    content = compile_store(kept[0]._store)
    found["compile"] = clock() - start
    (folder / "catalog.compiled").write_bytes(content)
    found["size"] = len(content) / 1e6
    return found


def _compiled(folder: Path) -> dict[str, float]:
    import policy_concepts as pc
    import policy_concepts._catalog.compiled
    import policy_concepts._catalog.search  # not part of the measured memory
    import policy_concepts._reading.files

    path = folder / "catalog.compiled"
    kept: list[Any] = []

    def work(catalog: Any) -> tuple[Callable[[], Any], Callable[[], Any]]:
        kept.append(catalog)
        return (
            lambda: catalog.statements.filter(concept=CONCEPT, since=SINCE, until=UNTIL),
            lambda: catalog.search(WORDS),
        )

    before, files_before = resident_memory()
    found = _measure(lambda: pc.load(path), work)
    found["mapped"] = resident_memory()[1] - files_before
    (catalog,) = kept
    found["hits"] = len(catalog.statements.filter(concept=CONCEPT, since=SINCE, until=UNTIL))
    last = f"f-statement-{len(catalog.statements) - 1:06d}"
    start = clock()
    catalog.statements[last]
    found["first_by_id"] = (clock() - start) * 1e3
    found["by_id"] = best(lambda: catalog.statements[last]) * 1e9
    start = clock()
    rows = list(catalog.statements)
    found["all"] = clock() - start
    found["memory_all"] = resident_memory()[0] - before
    assert len(rows) == len(catalog.statements)
    return found


def _json(folder: Path) -> dict[str, float]:
    content = (folder / "statements.json").read_text("utf-8")
    return _measure(
        lambda: json.loads(content),
        lambda rows: (
            lambda: [r for r in rows if CONCEPT in r["concepts"] and SINCE <= r["date"] <= UNTIL],
            lambda: [r for r in rows if all(word in r["summary"] for word in WORDS.split())],
        ),
    )


def _pandas(folder: Path) -> dict[str, float]:
    import pandas as pd

    def load() -> Any:
        # Builds columns line by line, so that not all rows are in memory as dictionaries.
        columns: dict[str, list[Any]] = {}
        with (folder / "statements.jsonl").open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                for name in row.keys() - columns.keys():
                    columns[name] = [None] * number
                for name, column in columns.items():
                    column.append(row.get(name))
        return pd.DataFrame({n: pd.Series(c, dtype=object) for n, c in columns.items()})

    def work(frame: Any) -> tuple[Callable[[], Any], Callable[[], Any]]:
        pairs = frame[["date", "concepts"]].explode("concepts")
        one, other, *_ = WORDS.split()
        return (
            lambda: frame.loc[
                pairs.index[
                    (pairs.concepts == CONCEPT) & (pairs.date >= SINCE) & (pairs.date <= UNTIL)
                ]
            ],
            lambda: frame[
                frame.summary.str.contains(one, regex=False)
                & frame.summary.str.contains(other, regex=False)
            ],
        )

    found = _measure(load)
    # Memory is that of the frame; the exploded pairs for the filter are not counted.
    frame = load()
    by_concept, search = work(frame)
    found["filter"] = best(by_concept) * 1e3
    found["search"] = best(search) * 1e3
    return found


def _sqlite(folder: Path) -> dict[str, float]:
    import sqlite3

    path = folder / "statements.db"
    path.unlink(missing_ok=True)
    start = clock()
    base = sqlite3.connect(path)
    base.executescript(
        """
        create table statements (number integer primary key, id text unique, kind text, voice text,
            speaker text, date text, event text, summary text, quote text, evidence text);
        create table spoken_of (concept text, date text, number integer);
        create virtual table words
            using fts5(summary, content='statements', content_rowid='number');
        """
    )
    with (folder / "statements.jsonl").open(encoding="utf-8") as lines, base:
        for number, line in enumerate(lines):
            row = json.loads(line)
            base.execute(
                "insert into statements values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    row["id"],
                    row["kind"],
                    row["voice"],
                    row["speaker"],
                    row["date"],
                    row["event"],
                    row["summary"],
                    json.dumps(row.get("quote")),
                    json.dumps(row["evidence"]),
                ),
            )
            base.executemany(
                "insert into spoken_of values (?, ?, ?)",
                [(concept, row["date"], number) for concept in row["concepts"]],
            )
        base.execute("create index by_concept on spoken_of (concept, date)")
        base.execute("insert into words (words) values ('rebuild')")
    base.close()
    built = clock() - start

    def load() -> Any:
        base = sqlite3.connect(path)
        base.execute("select count(*) from spoken_of where concept = 'none'").fetchall()
        return base

    def work(base: Any) -> tuple[Callable[[], Any], Callable[[], Any]]:
        return (
            lambda: base.execute(
                "select statements.* from spoken_of join statements using (number) "
                "where concept = ? and spoken_of.date between ? and ?",
                (CONCEPT, SINCE, UNTIL),
            ).fetchall(),
            lambda: base.execute(
                "select rowid from words where words match ? order by rank limit 10",
                (WORDS.replace(" ", " OR "),),
            ).fetchall(),
        )

    return {**_measure(load, work), "compile": built, "size": os.stat(path).st_size / 1e6}


if __name__ == "__main__":
    print(json.dumps(warm() if sys.argv[1] == "warm" else scale(sys.argv[2], Path(sys.argv[3]))))
