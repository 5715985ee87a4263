"""A directive that counts the errors in the draws of claims (`docs/audits/*.csv`)."""

import sys
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

sys.path.append(str(Path(__file__).parent.parent / "audits"))

from count import AUDITS, counts, interval


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
