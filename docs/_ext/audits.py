"""A directive that counts the errors in the draws of claims (`docs/audits/*.csv`)."""

import csv
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

AUDITS = Path(__file__).parent.parent / "audits"
VERDICTS = ("holds", "wrong", "not judged")
# The quantile of the normal distribution for a 95 % interval.
_Z = 1.959964


def interval(errors: int, size: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson (1927)."""
    share = errors / size
    middle = (share + _Z**2 / (2 * size)) / (1 + _Z**2 / size)
    half = _Z / (1 + _Z**2 / size) * math.sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def counts(file: Path) -> Iterator[tuple[str, int, int, int]]:
    """Kind, claims drawn, claims judged, claims found wrong.

    Raises:
        ValueError: A verdict that is none of the three.
    """
    drawn: Counter[str] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    with file.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), 2):
            if row["verdict"] not in VERDICTS:
                raise ValueError(
                    f"{file.name}, line {number}: expected {', '.join(VERDICTS)} as verdict; "
                    f"found {row['verdict']!r}"
                )
            drawn[row["kind"]] += 1
            found[row["kind"], row["verdict"]] += 1
    for kind, size in drawn.items():
        yield kind, size, size - found[kind, "not judged"], found[kind, "wrong"]


class Audits(SphinxDirective):
    """`{audits}`: errors, size and interval of each draw, with the claims to download."""

    def run(self) -> list[nodes.Node]:
        lines = [
            "| draw | kind | drawn | judged | wrong | share wrong | 95 % interval |",
            "|---|---|---:|---:|---:|---:|---|",
        ]
        for file in sorted(AUDITS.glob("*.csv")):
            self.env.note_dependency(str(file))
            link = f"{{download}}`{file.stem} <audits/{file.name}>`"
            for kind, drawn, judged, wrong in counts(file):
                low, high = interval(wrong, judged) if judged else (0.0, 1.0)
                share = f"{wrong / judged:.1%}" if judged else ""
                lines.append(
                    f"| {link} | {kind} | {drawn} | {judged} | {wrong} | {share} "
                    f"| {low:.1%} to {high:.1%} |"
                )
                link = ""
        container = nodes.container()
        self.state.nested_parse(StringList(lines, source="audits"), 0, container)
        return container.children


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directive."""
    app.add_directive("audits", Audits)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
