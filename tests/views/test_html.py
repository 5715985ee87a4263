"""How records look in a notebook: complete, escaped, at home in any theme."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

import policy_concepts as pc

VOID = {"br"}
KINDS = ("concepts", "events", "statements", "sources", "people", "organizations", "places")


class Checker(HTMLParser):
    """Collects text and tags and insists on balance."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text."""
        self.text += data


def parsed(html: str) -> Checker:
    """HTML read by an independent parser."""
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    return checker


@pytest.mark.parametrize("kind", KINDS)
def test_records_and_collections_are_balanced_html_with_their_ids(
    arvania: pc.Catalog, kind: str
) -> None:
    """Every record shows its id, every collection how many it has."""
    collection = getattr(arvania, kind)
    for record in collection:
        assert record.id in parsed(record._repr_html_()).text
    shown = parsed(collection._repr_html_())
    assert str(len(collection)) in shown.text
    assert collection.ids[0] in shown.text


HOSTILE = "<script>alert('x')</script><img src=x onerror=\"y\"> & ' \""


def test_nothing_in_a_record_becomes_markup() -> None:
    """Strings of every field come out as text."""
    country = pc.Place(id="arvania", name=HOSTILE, aliases=(HOSTILE,))
    body = pc.Organization(id="body", name=HOSTILE, abbreviation=HOSTILE)
    source = pc.Source(
        id="source", type="webpage", tier="press", title={"en": HOSTILE}, publisher=body,
        authors=[pc.Author(literal=HOSTILE)], container_title=HOSTILE, note=HOSTILE,
        url="https://arvania.example/?a=1&b=2",
    )  # fmt: skip
    evidence = pc.Evidence(source=source, locator=HOSTILE)
    person = pc.Person(id="person", name=HOSTILE, posts=[pc.Post(title=HOSTILE)])
    event = pc.Event(
        id="event", title=HOSTILE, kind="speech", place=country, organizer=body,
        participants=[person], summary=HOSTILE, evidence=[evidence],
    )  # fmt: skip
    concept = pc.Concept(
        id="concept", names=[pc.Name(text=HOSTILE, lang="en")], definition=HOSTILE, note=HOSTILE,
        first_uses=[pc.FirstUse(kind="leader", event=event, by=person)],
        facets=[pc.Facet(label=HOSTILE, items=[pc.FacetItem(HOSTILE)])], evidence=[evidence],
    )  # fmt: skip
    statement = pc.Statement(
        id="statement", kind="call", voice="direct", summary=HOSTILE, speaker=person,
        event=event, concepts=[concept], quote=pc.Quote(text=HOSTILE, lang="en"),
        evidence=[evidence],
    )  # fmt: skip
    for record in (country, body, source, person, event, concept, statement):
        shown = parsed(record._repr_html_())
        assert not shown.tags & {"script", "img"}
        assert not any(name.startswith("on") for name, _ in shown.attributes)
        assert HOSTILE in shown.text


def test_an_address_that_is_not_http_cannot_be_recorded() -> None:
    """So no link can run a script."""
    with pytest.raises(pc.ArgumentError, match="http"):
        pc.Source(id="s", type="webpage", tier="press", title="x", url="javascript:alert(1)")


def test_colours_come_from_the_theme(arvania: pc.Catalog) -> None:
    """No colour of our own that would vanish on a dark page."""
    html = arvania.concepts[0]._repr_html_() + arvania.statements._repr_html_()
    styles = [value or "" for name, value in parsed(html).attributes if name == "style"]
    assert styles
    for style in styles:
        assert "#" not in style
        assert "rgb" not in style


def test_a_long_collection_says_how_much_is_left_out() -> None:
    """A table of thousands would freeze a notebook."""
    html = pc.sources._repr_html_()
    assert f"… and {len(pc.sources) - 25} more" in html


def test_a_timeline_shows_events_and_statements(arvania: pc.Catalog) -> None:
    """In order, with dates."""
    timeline = arvania.timeline("green ledger")
    shown = parsed(timeline._repr_html_())
    assert all(entry.id in shown.text for entry in timeline)


def test_ids_complete_with_the_tab_key(arvania: pc.Catalog) -> None:
    """`catalog.concepts["gr<TAB>`."""
    assert "green-ledger" in arvania.concepts._ipython_key_completions_()
