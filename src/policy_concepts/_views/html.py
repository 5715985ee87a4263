"""HTML of collections, timelines and catalogs for notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from .._base.card import Line, plain
from .._base.html import FAINT, line_html, nowrap, table_html
from .._model.kinds import KINDS
from .._model.record import Record
from .._model.shapes import fields_of


def collection_html(kind: str, shown: Sequence[Record], size: int) -> str:
    """Renders the first records of a collection as a table."""
    row = KINDS[kind]
    labels = {each.name: each.label for each in fields_of(type(shown[0]))} if shown else {}
    heads = ["id", *(["date"] if row.dated else []), row.singular]
    table = table_html(
        [*heads, *(labels.get(name, name) for name in row.columns)],
        (
            [
                nowrap(f"<code>{escape(record.id)}</code>"),
                *([nowrap(_date(record))] if row.dated else []),
                line_html(record._title()),
                *(_cell(record, name) for name in row.columns),
            ]
            for record in shown
        ),
    )
    more = size - len(shown)
    tail = f'<div style="{FAINT}">… and {more} more</div>' if more > 0 else ""
    noun = row.singular if size == 1 else kind
    return (
        f'<div class="policy-concepts"><div><b>{size}</b> {escape(noun)}</div>{table}{tail}</div>'
    )


def timeline_html(subject: Record, entries: Iterable[Any], claims: Iterable[Line]) -> str:
    """Renders a timeline as a table, below the claims of first use."""
    first_uses = "".join(f"<div>{line_html(line)}</div>" for line in claims)
    table = table_html(
        (),
        (
            [
                nowrap(_date(entry)),
                escape(entry.kind.replace("_", " ")),
                f'{line_html(entry._title())} <code style="{FAINT}">{escape(entry.id)}</code>',
            ]
            for entry in entries
        ),
    )
    return (
        f'<div class="policy-concepts"><div><b>{line_html(subject._title())}</b> '
        f'<span style="{FAINT}">timeline</span></div>{first_uses}{table}</div>'
    )


def catalog_html(counts: dict[str, int]) -> str:
    """Renders the number of records of each kind."""
    cells = ", ".join(f"<b>{count}</b> {escape(kind)}" for kind, count in counts.items())
    return f'<div class="policy-concepts">Catalog: {cells}</div>'


def _date(record: Record) -> str:
    return escape(str(record._date or ""))


def _cell(record: Record, name: str) -> str:
    """Renders a field as on a card, but without the ancestors of records."""
    (field,) = (each for each in fields_of(type(record)) if each.name == name)
    content = getattr(record, name)
    if content is None:
        return ""
    if isinstance(content, Record):
        return line_html(content._title())
    return escape(", ".join(plain(line) for line in field.shape.lines(content)))
