"""HTML for notebooks.

Colours come from the notebook's theme (`currentColor`), so that light and dark themes both work.
Every string is escaped, and the model accepts only http and https URLs.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from .card import Card, Line, Piece

_CARD: Final = "border-left:3px solid currentColor;padding:.2em .8em;margin:.3em 0;max-width:60em"
FAINT: Final = "opacity:.65;font-size:85%"
HEAD: Final = "text-align:left;vertical-align:top;white-space:nowrap;opacity:.65;font-weight:400"
CELL: Final = "text-align:left;vertical-align:top"


def card_html(card: Card) -> str:
    """Renders a card as HTML."""
    rows = "".join(
        f'<tr style="background:none"><th scope="row" style="{HEAD}">{escape(row.label)}</th>'
        f'<td style="{CELL}">{"<br>".join(map(line_html, row.lines))}</td></tr>'
        for row in card.rows
    )
    return (
        f'<div class="policy-concepts" style="{_CARD}">'
        f"<div><b>{line_html(card.title)}</b> "
        f'<span style="{FAINT}">{escape(card.kind)} <code>{escape(card.id)}</code></span></div>'
        f'<table style="border:none;background:none;margin:0">{rows}</table></div>'
    )


def line_html(line: Line) -> str:
    """Renders a line of a card as HTML."""
    return "".join(map(_piece_html, line))


def _piece_html(piece: Piece) -> str:
    shown = escape(piece.text)
    if piece.is_id:
        shown = f"<code>{shown}</code>"
    if piece.lang:
        shown = f'<span lang="{escape(piece.lang)}" dir="auto">{shown}</span>'
    if piece.url:
        shown = f'<a href="{escape(piece.url)}" rel="noopener noreferrer">{shown}</a>'
    return f'<span style="{FAINT}">{shown}</span>' if piece.faint else shown


def table_html(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Renders a table; cells are HTML, heads are plain text."""
    head = "".join(f'<th style="{HEAD}">{escape(name)}</th>' for name in heads)
    lines = "".join(
        "<tr>" + "".join(f'<td style="{CELL}">{cell}</td>' for cell in cells) + "</tr>"
        for cells in rows
    )
    start = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f"<table>{start}<tbody>{lines}</tbody></table>"


def nowrap(html: str) -> str:
    """Wraps HTML so that it stays on one line."""
    return f'<span style="white-space:nowrap">{html}</span>'
