"""How the documentation is built."""

import sys
from pathlib import Path

import policy_concepts

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "policy_concepts"
author = "The policy_concepts maintainers"
copyright = "2026, the policy_concepts maintainers"
version = release = policy_concepts.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "audits",
    "citation_styles",
    "coverage",
    "fields",
]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
napoleon_google_docstring = True
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = f"policy_concepts {version}"
html_static_path = ["_static"]
