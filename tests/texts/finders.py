"""A finder for tests: the library's, or what stands in for it."""

from __future__ import annotations

from typing import Any

import policy_concepts as pc


class CatalogFinder:
    """Finds as `Catalog.find_mentions`, with the method that finders have."""

    def __init__(self, catalog: pc.Catalog) -> None:
        self.catalog = catalog

    def find(self, text: str) -> Any:
        return self.catalog.find_mentions(text)


def finder_of(catalog: pc.Catalog) -> Any:
    """A finder of all concepts of a catalog."""
    made = getattr(pc, "MentionFinder", None)
    return CatalogFinder(catalog) if made is None else made(catalog.concepts)
