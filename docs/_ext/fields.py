"""A directive that prints the table of a model class's fields, read off the class itself."""

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import policy_concepts
from policy_concepts._model.kinds import SINGULAR
from policy_concepts._model.shapes import Shape, fields_of


def described(shape: Shape) -> str:
    """A shape in words."""
    if shape.name == "list":
        assert shape.item is not None
        return f"list of {described(shape.item)}"
    if shape.name == "object":
        assert shape.cls is not None
        return f"`{shape.cls.__name__}`"
    if shape.name == "choice":
        return "one of " + ", ".join(f"`{choice}`" for choice in shape.choices)
    if shape.name == "reference":
        return " or ".join(SINGULAR[kind] for kind in shape.kinds) + " (an id in YAML)"
    if shape.name == "peer":
        return f"id of a {SINGULAR[shape.kinds[0]]}"
    return {
        "string": "string",
        "boolean": "`true` or `false`",
        "tag": "BCP 47 tag",
        "date": "`PartialDate` (EDTF)",
        "text": "`Text`",
        "author": "person, organization or `Author`",
        "facet_item": "`FacetItem`",
        "csl": "`CslVariables`",
    }[shape.name]


class Fields(SphinxDirective):
    """`{fields} Concept`: a table of name, shape, whether required, meaning."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        cls = getattr(policy_concepts, self.arguments[0])
        lines = ["| field | holds | required | meaning |", "|---|---|---|---|"]
        for field in fields_of(cls):
            required = "yes" if field.required else ""
            lines.append(
                f"| `{field.name}` | {described(field.shape)} | {required} | {field.doc} |"
            )
        container = nodes.container()
        self.state.nested_parse(StringList(lines, source=cls.__name__), 0, container)
        return container.children


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directive."""
    app.add_directive("fields", Fields)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
