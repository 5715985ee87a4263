"""The table of the kinds of records.

The names, label, texts and date of a record are defined by its class; see `record.Record`.
"""

from __future__ import annotations

from typing import Final


class Kind:
    """A kind of records.

    Args:
        plural: The name of its collection, its folder and its key in a catalog file.
        singular: The noun for one record.
        class_name: The name of its class.
        module: The module of the class, below `policy_concepts._model`.
        dated: Whether its records have a date for filters and sorting.
        named: Whether its records have names besides their ids.
        weight: The factor by which a search multiplies its scores.
        columns: The fields that a table of its records shows besides id, date and title.
    """

    __slots__ = (
        "class_name", "columns", "dated", "module", "named", "plural", "singular",
        "weight",
    )  # fmt: skip

    def __init__(
        self,
        plural: str,
        singular: str,
        class_name: str,
        module: str,
        *,
        dated: bool = False,
        named: bool = True,
        weight: float = 1.0,
        columns: tuple[str, ...] = (),
    ) -> None:
        self.plural = plural
        self.singular = singular
        self.class_name = class_name
        self.module = module
        self.dated = dated
        self.named = named
        self.weight = weight
        self.columns = columns

    @property
    def with_article(self) -> str:
        """The singular with its article."""
        return f"{'an' if self.singular[0] in 'aeiou' else 'a'} {self.singular}"


# In dependency order: a kind refers only to itself and to kinds before it. Search prefers concepts,
# and ranks a source that repeats the words of a record below the record.
KINDS: Final[dict[str, Kind]] = {
    kind.plural: kind
    for kind in (
        Kind("places", "place", "Place", "places", columns=("parent", "code")),
        Kind("organizations", "organization", "Organization", "organizations"),
        Kind("people", "person", "Person", "sources_and_people"),
        Kind("sources", "source", "Source", "sources_and_people", dated=True,
             weight=0.8, columns=("publisher", "tier")),
        Kind("events", "event", "Event", "events", dated=True, weight=1.1,
             columns=("kind", "place")),
        Kind("concepts", "concept", "Concept", "concepts", dated=True, weight=1.3,
             columns=("kind",)),
        Kind("statements", "statement", "Statement", "statements", dated=True, named=False,
             weight=1.1, columns=("kind", "speaker")),
    )
}  # fmt: skip
BY_CLASS_NAME: Final = {kind.class_name: kind for kind in KINDS.values()}
# Kinds whose records may speak, in the order in which messages name them.
# Their ids must differ, because a speaker is referred to by id alone.
SPEAKERS: Final = ("people", "organizations", "sources")
