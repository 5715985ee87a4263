"""What all records have in common: how they are shown, hashed, described and put in time."""

from __future__ import annotations

from typing import Any, Final

from .._base.dates import PartialDate
from .._base.errors import ArgumentError


def about(doc: str) -> dict[str, str]:
    """A field's one-line description, from which the docs and the JSON Schema are made."""
    return {"doc": doc}


def hash_by_id(self: Any) -> int:
    """The hash of a record: equal records have equal ids, and reading more would be slow."""
    return hash((type(self).__name__, self.id))


ID: Final = about("The record's own short name, unique within its kind and never changed.")
WIKIDATA: Final = about("Wikidata item id, such as `Q148`, where a source shows it.")
EVIDENCE: Final = about("The sources that the claim rests on, and where in them.")


class Shown:
    """Shows a record in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        # Imported when shown: the records themselves need nothing that knows HTML.
        from .._views.html import record_html

        return record_html(self)  # type: ignore[arg-type]  # each subclass is a record


def line(kind: str, record_id: str, text: object, date: PartialDate | None = None) -> str:
    """The one line that `repr` shows of a record."""
    shown = " ".join(str(text).split())
    shown = shown if len(shown) <= 72 else shown[:71].rstrip() + "…"
    when = f" ({date})" if date is not None else ""
    return f"<{kind} {record_id}: {shown}{when}>"


def chain(start: Any, link: str) -> tuple[Any, ...]:
    """What a record leads to by a link, and that in turn, the nearest first."""
    found = []
    current = getattr(start, link)
    while current is not None:
        found.append(current)
        current = getattr(current, link)
    return tuple(found)


def check_period(cls: str, since: PartialDate | None, until: PartialDate | None) -> None:
    """Refuses a period that ends before it begins."""
    if since is None or until is None or since.earliest is None or until.latest is None:
        return
    if since.earliest > until.latest:
        raise ArgumentError(f"{cls}: expected until not before since; found {since} and {until}")


def in_force(since: PartialDate | None, until: PartialDate | None, day: PartialDate) -> bool:
    """Whether a period, open where an end is absent, has anything of a date in it."""
    first = since.earliest if since is not None else None
    last = until.latest if until is not None else None
    return day.overlaps(first, last)
