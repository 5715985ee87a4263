"""A directive that prints what the bundled data covers, counted when the docs are built."""

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import policy_concepts
from policy_concepts._catalog.coverage import coverage


class Coverage(SphinxDirective):
    """`{coverage}`: the tables of `policy-concepts stats`."""

    def run(self) -> list[nodes.Node]:
        lines = []
        for table in coverage(policy_concepts.bundled()):
            heads = ("", *(table.columns or ("",)))
            lines += [
                f"**{table.title}**",
                "",
                f"| {' | '.join(heads)} |",
                "|---" * len(heads) + "|",
            ]
            lines += [f"| {' | '.join(row)} |" for row in table.rows]
            lines.append("")
        container = nodes.container()
        self.state.nested_parse(StringList(lines, source="coverage"), 0, container)
        return container.children


def _claim(use: policy_concepts.FirstUse) -> str:
    """A claim of first use as what it is: its date, kind and rank."""
    rank = "" if use.rank == "normal" else f", {use.rank}"
    return f"{use.when or 'no date'} ({use.kind}{rank})"


class Concepts(SphinxDirective):
    """`{concepts}`: the bundled concepts, with the claims about their first use."""

    def run(self) -> list[nodes.Node]:
        lines = [
            "| id | English | Chinese | first use: the claim to follow | rival claims |",
            "|---|---|---|---|---|",
        ]
        for concept in policy_concepts.concepts:
            use = concept.first_use
            rivals = "; ".join(_claim(each) for each in concept.first_uses if each != use)
            lines.append(
                f"| `{concept.id}` | {concept.label('en', default='')} "
                f"| {concept.label('zh', default='')} | {_claim(use) if use else ''} | {rivals} |"
            )
        container = nodes.container()
        self.state.nested_parse(StringList(lines, source="concepts"), 0, container)
        return container.children


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directives."""
    app.add_directive("coverage", Coverage)
    app.add_directive("concepts", Concepts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
