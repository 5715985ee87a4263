"""Citations: styles, and exchange with other tools.

`_rich`, `_names`, `_dates`, `_titles`, `_numbers` and `_terms` are the pieces that styles share.
`_item` is what a style formats, `_source` makes it from a record.
Each style is one module (`_apa`, `_mla` …, Chicago has one more for what its two systems share);
`_registry` knows them.
`_engine` puts items and styles together, `_verbs` is what users call.
`_exchange`, `_bibtex` and `_ris` write for other tools, `_csl_engine` formats any `.csl` file.
"""

from __future__ import annotations

from ._bibtex import to_biblatex, to_bibtex
from ._exchange import from_csl, to_csl
from ._ris import to_ris
from ._verbs import bibliography, cite, cite_dataset, cite_in_text, styles

__all__ = [
    "bibliography",
    "cite",
    "cite_dataset",
    "cite_in_text",
    "from_csl",
    "styles",
    "to_biblatex",
    "to_bibtex",
    "to_csl",
    "to_ris",
]
