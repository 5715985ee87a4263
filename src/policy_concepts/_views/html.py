"""How records and collections look in a notebook.

Colours come from the notebook's theme (`currentColor`), so that light and dark both work.
Every string from a record is escaped, and addresses are http or https by the model's own rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any, Final

from .._base.dates import PartialDate
from .._base.text import Text
from .._model import records as m
from .._model.kinds import SINGULAR, label_of

_CARD: Final = "border-left:3px solid currentColor;padding:.2em .8em;margin:.3em 0;max-width:60em"
_FAINT: Final = "opacity:.65;font-size:85%"
_HEAD: Final = "text-align:left;vertical-align:top;white-space:nowrap;opacity:.65;font-weight:400"
_CELL: Final = "text-align:left;vertical-align:top"

Rows = list[tuple[str, str]]


def record_html(record: m.Record) -> str:
    """A card for one record."""
    kind = type(record).__name__
    rows = [(name, content) for name, content in _ROWS[type(record)](record) if content]
    body = "".join(
        f'<tr style="background:none"><th scope="row" style="{_HEAD}">{escape(name)}</th>'
        f'<td style="{_CELL}">{content}</td></tr>'
        for name, content in rows
    )
    return (
        f'<div class="policy-concepts" style="{_CARD}">'
        f"<div><b>{_title(record)}</b> "
        f'<span style="{_FAINT}">{escape(kind)} <code>{escape(record.id)}</code></span></div>'
        f'<table style="border:none;background:none;margin:0">{body}</table></div>'
    )


def collection_html(kind: str, shown: Sequence[m.Record], size: int) -> str:
    """A table of a collection's first records."""
    noun = SINGULAR[kind] if size == 1 else kind
    dated = kind in ("events", "statements", "sources")
    heads = ["id", *(["date"] if dated else []), SINGULAR[kind], *_EXTRA_HEADS.get(kind, ())]
    head = "".join(f'<th style="{_HEAD}">{escape(name)}</th>' for name in heads)
    lines = []
    for record in shown:
        cells = [f'<code style="white-space:nowrap">{escape(record.id)}</code>']
        if dated:
            cells.append(f'<span style="white-space:nowrap">{_date(record)}</span>')
        cells.append(_title(record))
        cells += _EXTRA.get(kind, _no_cells)(record)
        lines.append(
            "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>"
        )
    more = size - len(shown)
    tail = f'<div style="{_FAINT}">… and {more} more</div>' if more > 0 else ""
    return (
        f'<div class="policy-concepts"><div><b>{size}</b> {escape(noun)}</div>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>{tail}</div>"
    )


def timeline_html(concept: m.Concept, entries: Iterable[m.Event | m.Statement]) -> str:
    """A table of a timeline."""
    lines = "".join(
        f'<tr><td style="{_CELL};white-space:nowrap">{_date(entry)}</td>'
        f'<td style="{_CELL}">{escape(entry.kind.replace("_", " "))}</td>'
        f'<td style="{_CELL}">{_title(entry)} <code style="{_FAINT}">{escape(entry.id)}</code>'
        "</td></tr>"
        for entry in entries
    )
    return (
        f'<div class="policy-concepts"><div><b>{_title(concept)}</b> '
        f'<span style="{_FAINT}">timeline</span></div><table><tbody>{lines}</tbody></table></div>'
    )


def catalog_html(counts: dict[str, int]) -> str:
    """How many records of each kind a catalog has."""
    cells = ", ".join(f"<b>{count}</b> {escape(kind)}" for kind, count in counts.items())
    return f'<div class="policy-concepts">Catalog: {cells}</div>'


# --- pieces -----------------------------------------------------------------------------------


def _words(text: str, lang: str) -> str:
    return f'<span lang="{escape(lang)}" dir="auto">{escape(text)}</span>'


def _text(text: Text | None) -> str:
    if text is None:
        return ""
    return "<br>".join(_words(string, tag) for tag, string in text.items())


def _title(record: m.Record) -> str:
    if isinstance(record, m.Concept):
        labels = [(lang, record.label(lang, default=None)) for lang in ("en", "zh")]
        shown = [_words(label, lang) for lang, label in labels if label]
        return " · ".join(shown) or escape(record.names[0].text)
    return escape(label_of(record))


def _date(record: Any) -> str:
    date = record.when if isinstance(record, m.Statement) else record.date
    return escape(str(date)) if isinstance(date, PartialDate) else ""


def _link(source: m.Source) -> str:
    title = _words(str(source.title), source.lang or "en")
    if source.url is None:
        return title
    return f'<a href="{escape(source.url)}" rel="noopener noreferrer">{title}</a>'


def _evidence(evidence: Iterable[m.Evidence]) -> str:
    lines = []
    for each in evidence:
        locator = f", {escape(each.locator)}" if each.locator else ""
        date = f" ({escape(str(each.source.date))})" if each.source.date else ""
        lines.append(f"{_link(each.source)}{date}{locator}")
    return "<br>".join(lines)


def _name(record: Any) -> str:
    return "" if record is None else escape(str(record.name))


def _chain(record: Any) -> str:
    if record is None:
        return ""
    return escape(" › ".join(label_of(each) for each in (record, *record.ancestors)))


def _concept_rows(concept: m.Concept) -> Rows:
    names = ", ".join(
        _words(name.text, name.lang)
        + (f' <span style="{_FAINT}">{name.kind}</span>' if name.kind != "preferred" else "")
        for name in concept.names
        if name.lang == "en" or name.lang.startswith("zh")
    )
    rows = [("names", names), ("definition", _text(concept.definition))]
    use = concept.first_use
    if use is not None:
        parts = [
            escape(str(use.date)) if use.date else "",
            _name(use.by),
            escape(str(use.event.title)) if use.event else "",
        ]
        rows.append(("first use", " · ".join(part for part in parts if part)))
    for facet in concept.facets:
        items = "; ".join(escape(str(item)) for item in facet.items)
        rows.append((facet.label, items))
    relations = ", ".join(
        f"{escape(each.kind.replace('_', ' '))} <code>{escape(each.target)}</code>"
        for each in concept.relations
    )
    rows += [("relations", relations), ("evidence", _evidence(concept.evidence))]
    return rows


def _event_rows(event: m.Event) -> Rows:
    return [
        ("kind", escape(event.kind.replace("_", " "))),
        ("date", _date(event)),
        ("place", _chain(event.place)),
        ("organizer", _name(event.organizer)),
        ("participants", ", ".join(_name(each) for each in event.participants)),
        ("part of", _chain(event.part_of)),
        ("summary", _text(event.summary)),
        ("evidence", _evidence(event.evidence)),
    ]


def _statement_rows(statement: m.Statement) -> Rows:
    quote = statement.quote
    return [
        ("kind", escape(f"{statement.kind}, {statement.voice}")),
        ("speaker", _name(statement.speaker)),
        ("date", _date(statement)),
        ("event", _chain(statement.event)),
        ("concepts", ", ".join(_title(concept) for concept in statement.concepts)),
        ("summary", _text(statement.summary)),
        ("quote", f"“{_words(quote.text, quote.lang)}”" if quote else ""),
        ("evidence", _evidence(statement.evidence)),
    ]


def _source_rows(source: m.Source) -> Rows:
    return [
        ("type", escape(f"{source.type}, {source.tier.replace('_', ' ')}")),
        ("title", _text(source.title)),
        (
            "authors",
            ", ".join(
                escape(str(a)) if isinstance(a, m.Author) else _name(a) for a in source.authors
            ),
        ),
        ("publisher", _name(source.publisher)),
        ("in", _text(source.container_title)),
        ("date", _date(source)),
        ("link", _link(source) if source.url else ""),
        ("note", escape(source.note or "")),
    ]


def _person_rows(person: m.Person) -> Rows:
    rows = [("name", _text(person.name))]
    for post in person.posts:
        since, until = post.since or "", post.until or ""
        period = f" ({since}–{until})" if since or until else ""
        rows.append(("post", escape(f"{post.title}{period}")))
    return rows


def _body_rows(body: m.Organization) -> Rows:
    return [
        ("name", _text(body.name)),
        ("abbreviation", escape(body.abbreviation or "")),
        ("part of", _name(body.parent)),
    ]


def _place_rows(place: m.Place) -> Rows:
    return [
        ("name", _text(place.name)),
        ("in", _chain(place.parent)),
        ("ISO 3166", escape(place.code or "")),
    ]


_ROWS: Final[dict[type, Callable[[Any], Rows]]] = {
    m.Concept: _concept_rows,
    m.Event: _event_rows,
    m.Statement: _statement_rows,
    m.Source: _source_rows,
    m.Person: _person_rows,
    m.Organization: _body_rows,
    m.Place: _place_rows,
}


def _no_cells(_record: Any) -> list[str]:
    return []


_EXTRA_HEADS: Final[dict[str, tuple[str, ...]]] = {
    "concepts": ("kind", "first use"),
    "events": ("kind", "place"),
    "statements": ("kind", "speaker"),
    "sources": ("publisher", "tier"),
    "places": ("in", "code"),
}
_EXTRA: Final[dict[str, Callable[[Any], list[str]]]] = {
    "concepts": lambda c: [
        escape((c.kind or "").replace("_", " ")),
        escape(str(c.first_use.date)) if c.first_use and c.first_use.date else "",
    ],
    "events": lambda e: [escape(e.kind.replace("_", " ")), _name(e.place)],
    "statements": lambda s: [escape(s.kind), _name(s.speaker)],
    "sources": lambda s: [_name(s.publisher), escape(s.tier.replace("_", " "))],
    "places": lambda p: [_name(p.parent), escape(p.code or "")],
}
