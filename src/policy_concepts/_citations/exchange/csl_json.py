"""Exchange with other tools: CSL-JSON here; BibTeX and RIS in their own modules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, overload

from ..._base.public import public
from ..._model.sources_and_people import Evidence, Source
from .. import works as _resolve
from ..sources import source_from_csl, source_to_csl


def sources(x: Any) -> list[Source | Mapping[str, Any]]:
    """The sources, or CSL items, that `x` cites; each once."""
    out: list[Source | Mapping[str, Any]] = []
    # By value: two different records may have one id.
    seen: set[Source] = set()
    for one in _flatten(x):
        if isinstance(one, Source):
            if one in seen:
                continue
            seen.add(one)
        out.append(one)
    return out


def _flatten(x: Any) -> Iterable[Source | Mapping[str, Any]]:
    if isinstance(x, Source):
        yield x
    elif isinstance(x, Evidence) or hasattr(x, "evidence"):
        for evidence in _resolve.sources_of(x):
            yield evidence.source
    elif isinstance(x, Mapping) and ("type" in x or "title" in x):
        yield x
    elif isinstance(x, Mapping):
        for record in x.values():
            yield from _flatten(record)
    elif isinstance(x, Iterable) and not isinstance(x, (str, bytes)):
        for record in x:
            yield from _flatten(record)
    else:
        # Says what would be right.
        list(_resolve.works(x, ()))


def items_of(x: Any) -> list[dict[str, Any]]:
    """CSL-JSON items for what `x` cites."""
    return [dict(one) if isinstance(one, Mapping) else source_to_csl(one) for one in sources(x)]


@overload
def to_csl(x: _resolve.Citable) -> dict[str, Any]: ...
@overload
def to_csl(x: Iterable[_resolve.Citable]) -> list[dict[str, Any]]: ...
@public
def to_csl(x: Any) -> dict[str, Any] | list[dict[str, Any]]:
    """A source as a CSL-JSON item; a collection as a list of items.

    The item is valid against the CSL-JSON schema.
    Titles in other languages and scripts stand in lines at the head of `note`, which Zotero keeps
    in its Extra field, and `from_csl` reads back.

    Args:
        x: A source, a statement or event (its source), a concept (its first source), or a
            collection of these (each source once).

    Raises:
        CitationError: (a `ValueError`) A record without a source.
        ArgumentTypeError: (a `TypeError`) Something that cannot be cited.

    Example:
        >>> import policy_concepts as pc
        >>> source = pc.from_csl({"id": "ledger", "type": "book", "title": "The green ledger",
        ...     "issued": {"date-parts": [[2031]]}})
        >>> pc.to_csl(source)["issued"]
        {'date-parts': [[2031]]}
    """
    items = items_of(x)
    single = hasattr(x, "id") or isinstance(x, Evidence)
    single = single or (isinstance(x, Mapping) and ("type" in x or "title" in x))
    return items[0] if single else items


@public
def from_csl(item: Mapping[str, Any]) -> Source:
    """A `Source` from a CSL-JSON item.

    Nothing is required of the item: an unknown type becomes `document`, CSL's type for whatever
    fits no other, and a missing id is made from the title.
    Variables that a `Source` has no field for (editor, genre, edition …) are kept at the head of
    its note, and cited.

    Args:
        item: A CSL-JSON item.

    Raises:
        ArgumentTypeError: (a `TypeError`) Not a mapping.

    Example:
        >>> import policy_concepts as pc
        >>> pc.from_csl({"type": "thesis", "title": "Ledgers", "genre": "Doctoral dissertation"})
        <Source ledgers: Ledgers>
    """
    return source_from_csl(item)
