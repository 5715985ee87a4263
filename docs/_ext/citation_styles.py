"""A directive that prints the same eight sources in every style, when the docs are built."""

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import policy_concepts as pc

# A web page of a body, two Chinese articles (one with a DOI, one of four authors), a speech, a law,
# a white paper of two offices, a source with its title in two languages, an undated chapter.
SOURCES = (
    "gov-cn-2024-02-01-politburo-group-study",
    "guo-pengdi-2020-shared-future",
    "xinhua-2013-02-01-peaceful-development-core-interests",
    "bjreview-1992-14th-congress-report",
    "china-law-translate-2018-constitution-amendment",
    "china-mission-eu-2000-02-21-one-china-white-paper",
    "china-keywords-2023-01-16-five-sphere-plan",
    "de-bary-lufrano-2000-four-basic-principles",
)


def page() -> list[str]:
    """The lines of the section, in Markdown."""
    sources = [pc.sources[source_id] for source_id in SOURCES]
    lines: list[str] = []
    for style in pc.styles():
        lines += [f"### `{style}`", "", f"{style.follows}.", ""]
        for source in sources:
            lines.append(f"- {pc.cite(source, style, 'markdown')}")
        cited = [
            pc.cite_in_text(source, style, "markdown", within=sources) for source in sources[:3]
        ]
        what = "Notes" if style == "chicago-notes" else "In the text"
        lines += ["", f"{what}: {' · '.join(cited)}", ""]
    return lines


class CitationStyles(SphinxDirective):
    """`{citation-styles}`: every style on the same records."""

    def run(self) -> list[nodes.Node]:
        container = nodes.section()
        container.document = self.state.document
        self.state.nested_parse(
            StringList(page(), source="citation-styles"), 0, container, match_titles=True
        )
        return container.children


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directive."""
    app.add_directive("citation-styles", CitationStyles)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
