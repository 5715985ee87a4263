"""What a reference costs, beside pandoc and citeproc-py, in one run.

    python benchmarks/citations.py [--items 400] [--style apa ...]

Needs the test extras (pandoc and the official styles); citeproc-py is measured if installed.

- *ours, cold*: the first reference of each source, its conversion to an item included.
- *ours, warm*: the same sources again.
- *pandoc*: marginal cost, that is the time for all items less the time for one, by the item; the
  start of the program and the reading of the style are not counted.
- *citeproc-py*: a bibliography of all items, without reading the style.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.citations import oracle  # noqa: E402
from tests.citations.items import random_items  # noqa: E402

import policy_concepts as pc  # noqa: E402
from policy_concepts._citations import works  # noqa: E402

# The promise: microseconds a reference, and times cheaper than pandoc.
MOST_MICROSECONDS = 60
LEAST_RATIO = 20


def _seconds(run: Callable[[], object], repeats: int = 3) -> float:
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return min(times)


def ours(items: list[dict[str, Any]], style: str) -> tuple[float, float]:
    """Seconds a reference, cold and warm."""

    def cite_all(sources: list[pc.Source]) -> None:
        for source in sources:
            pc.cite(source, style=style)

    cold = []
    for _ in range(5):
        sources = [pc.from_csl(item) for item in items]
        works._items.clear()
        cold.append(_seconds(lambda sources=sources: cite_all(sources), 1))  # type: ignore[misc]
    sources = [pc.from_csl(item) for item in items]
    return min(cold) / len(items), _seconds(lambda: cite_all(sources), 5) / len(items)


def pandoc(items: list[dict[str, Any]], style: str) -> float:
    """Seconds a reference, at the margin."""
    import pypandoc

    program = pypandoc.get_pandoc_path()

    def run(some: list[dict[str, Any]]) -> float:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "items.json")
            path.write_text(json.dumps([oracle.adapt(item) for item in some]))
            command = [program, "-f", "csljson", "-t", "plain", "--citeproc"]
            command += [f"--csl={oracle.style_path(style)}", str(path)]
            return _seconds(lambda: subprocess.run(command, check=True, capture_output=True))

    few = 5
    return (run(items) - run(items[:few])) / (len(items) - few)


def citeproc_py(items: list[dict[str, Any]], style: str) -> float | None:
    """Seconds a reference; `None` if it is not installed or fails on the style or the items."""
    warnings.simplefilter("ignore")
    try:
        from citeproc import (  # type: ignore[import-not-found]
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON  # type: ignore[import-not-found]
    except ImportError:
        return None
    try:
        parsed = CitationStylesStyle(oracle.style_path(style), validate=False)
        some = [dict(oracle.adapt(item)) for item in items[:100]]
        started = time.perf_counter()
        book = CitationStylesBibliography(parsed, CiteProcJSON(some), formatter.plain)
        for item in some:
            book.register(Citation([CitationItem(item["id"])]))
        list(book.bibliography())
        return (time.perf_counter() - started) / len(some)
    except Exception as error:  # noqa: BLE001  (whatever it trips over)
        print(f"  citeproc-py fails on {style}: {type(error).__name__}", file=sys.stderr)
        return None


def main() -> int:
    """Measure and compare; exits 1 if a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=400)
    parser.add_argument("--style", action="append", choices=list(pc.styles()))
    args = parser.parse_args()
    items = random_items(args.items, 60)
    print(f"microseconds a reference, {len(items)} items")
    print(
        f"{'style':26}{'cold':>8}{'warm':>8}{'pandoc':>9}{'ratio':>7}{'citeproc-py':>13}{'ratio':>7}"
    )
    broken = 0
    ratios = []
    for style in args.style or pc.styles():
        cold, warm = ours(items, style)
        row = f"{style:26}{cold * 1e6:8.1f}{warm * 1e6:8.1f}"
        ratio = None
        if style in oracle.STYLES:
            theirs = pandoc(items, style)
            ratio = theirs / cold
            ratios.append(ratio)
            row += f"{theirs * 1e6:9.0f}{ratio:7.0f}"
            python = citeproc_py(items, style)
            if python is not None:
                row += f"{python * 1e6:13.0f}{python / cold:7.0f}"
        print(row, flush=True)
        broken += cold * 1e6 > MOST_MICROSECONDS or (ratio is not None and ratio < LEAST_RATIO)
    if ratios:
        print(f"median ratio to pandoc: {statistics.median(ratios):.0f}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
