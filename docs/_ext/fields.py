"""A directive that prints the table of a model class's fields, read off the class itself."""

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import policy_concepts
from policy_concepts._model.shapes import fields_of


class Fields(SphinxDirective):
    """`{fields} Concept`: a table of name, shape, whether required, meaning."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        cls = getattr(policy_concepts, self.arguments[0])
        lines = ["| field | holds | required | meaning |", "|---|---|---|---|"]
        for field in fields_of(cls):
            required = "yes" if field.required else ""
            lines.append(
                f"| `{field.name}` | {field.shape.describe()} | {required} | {field.doc} |"
            )
        container = nodes.container()
        self.state.nested_parse(StringList(lines, source=cls.__name__), 0, container)
        return container.children


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directive."""
    app.add_directive("fields", Fields)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
