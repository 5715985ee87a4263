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


class Concepts(SphinxDirective):
    """`{concepts}`: a list of the bundled concepts."""

    def run(self) -> list[nodes.Node]:
        lines = ["| id | English | Chinese | first use |", "|---|---|---|---|"]
        for concept in policy_concepts.concepts:
            use = concept.first_use
            date = use.date if use and use.date else ""
            lines.append(
                f"| `{concept.id}` | {concept.label('en', default='')} "
                f"| {concept.label('zh', default='')} | {date} |"
            )
        container = nodes.container()
        self.state.nested_parse(StringList(lines, source="concepts"), 0, container)
        return container.children


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directives."""
    app.add_directive("coverage", Coverage)
    app.add_directive("concepts", Concepts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
