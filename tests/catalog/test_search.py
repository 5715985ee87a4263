"""Ranked search in English and Chinese: what is found first, and where it says it found it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings, strategies as st

import policy_concepts as pc
from policy_concepts._base.text import fold

from ..generated import generate, texts_of
from ..support import ARVANIA, KINDS, write_file

CATALOG = pc.load(ARVANIA)


def ids(hits: tuple[pc.Hit, ...]) -> list[str]:
    """The ids of hits, in order."""
    return [hit.record.id for hit in hits]


# --- what is found ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("green ledger", "green-ledger"),
        ("Green-Ledger", "green-ledger"),
        ("GL", "green-ledger"),
        ("land account", "green-ledger"),
        ("registre vert", "green-ledger"),
        ("lǜsè zhàngběn", "green-ledger"),
        ("lüse zhangben", "green-ledger"),
        ("wave of asphalt bubbles", "2031-03-03-tessel-jon-slow-roads-caution"),
        ("bubble of asphalt", "2031-03-03-tessel-jon-slow-roads-caution"),
        ("column on water rights", "2031-04-05-arvania-assembly-green-ledger-call"),
        ("footpaths outnumber fences", "2033-land-survey-office-open-fields"),
        ("frontier with few guards", "quiet-borders"),
        ("breathe worse air", "clean-air-pledge"),
        ("budget speech 2031", "arvania-budget-speech-2031"),
        ("Ida van den Berg", "berg-ida"),
        ("总理", "orlan-mira"),
        ("Port Belmar", "port-belmar"),
        ("ministry of land", "ministry-of-land"),
        ("counting what changes", "berg-2034-ledger-states"),
        # Chinese, in phrases and in two characters
        ("绿色账本", "green-ledger"),
        ("账本国家", "ledger-state"),
        ("边界", "quiet-borders"),
        ("田野", "open-fields"),
        ("清洁", "clean-air-pledge"),
        ("边境从未", "2032-09-14-li-wenan-quiet-borders-assessment"),
        ("峰会", "belmar-summit-2032"),
        ("慢", "slow-roads"),
        # traditional
        ("綠色賬本", "green-ledger"),
        ("寧靜邊界", "quiet-borders"),
        ("邊界", "quiet-borders"),
        ("清潔空氣承諾", "clean-air-pledge"),
        # traditional, mixed and variants, where the records have simplified script only
        ("綠色帳本", "green-ledger"),
        ("賬本國家", "ledger-state"),
        ("邊境從未", "2032-09-14-li-wenan-quiet-borders-assessment"),
        ("米拉·奧蘭", "orlan-mira"),
        ("總理", "orlan-mira"),
        # typos
        ("gren ledger", "green-ledger"),
        ("green ledegr", "green-ledger"),
        ("asfalt bubbles", "2031-03-03-tessel-jon-slow-roads-caution"),
        ("asphlat", "2031-03-03-tessel-jon-slow-roads-caution"),
        ("footpahts", "2033-land-survey-office-open-fields"),
        # a beginning
        ("delib", "arvania-assembly-2031-orsk-deliberation"),
        # both scripts at once
        ("green 账本", "green-ledger"),
    ],
)
def test_found_first(query: str, first: str) -> None:
    """What a reader would mean comes first."""
    hits = CATALOG.search(query)
    assert ids(hits)[0] == first


@pytest.mark.parametrize("record", [r for kind in KINDS for r in getattr(CATALOG, kind)], ids=repr)
def test_every_record_by_its_own_words(record: pc.Concept | pc.Event) -> None:
    """Every text of every record finds it."""
    for text in texts_of(record):
        assert record.id in ids(CATALOG.search(text, limit=100)), text


def test_every_pair_of_characters() -> None:
    """Any two neighbouring Chinese characters of a record's texts find it."""
    for concept in CATALOG.concepts:
        for text in texts_of(concept):
            for one, other in itertools.pairwise(text):
                if all("\u4e00" <= each <= "\u9fff" for each in (one, other)):
                    assert concept.id in ids(CATALOG.concepts.search(one + other, limit=100))


def test_own_name_beats_everything() -> None:
    """A record whose name is the query comes before one that only repeats it."""
    catalog, names = CATALOG, [n.text for c in CATALOG.concepts for n in c.names]
    for name in names:
        best = catalog.search(name)[0].record
        assert fold(name) in {fold(text) for text in (*texts_of(best), best.id)}


def test_all_words_beat_some() -> None:
    """Of two records the one with all the words comes first."""
    hits = CATALOG.search("slow roads conference")
    assert ids(hits)[0] == "slow-roads-conference-1998"
    hits = CATALOG.search("tour of Orsk premier")
    assert ids(hits)[0] == "arvania-gazette-2031-03-04-orsk-tour"


@pytest.mark.parametrize("query", ["xyzzy", "光合", "qqqqqqqq", "zzzz 鑫鑫"])
def test_nothing_found(query: str) -> None:
    """Words that occur in no record find nothing."""
    assert CATALOG.search(query) == ()


def test_words_without_meaning_of_their_own() -> None:
    """Small words do not decide among records, but alone they are searched for."""
    assert ids(CATALOG.search("the asphalt of the")) == ids(CATALOG.search("asphalt"))
    assert len(CATALOG.search("of the")) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_search_in_one_kind(kind: str) -> None:
    """A collection's search finds only its own, in the order of the catalog's search."""
    collection = getattr(CATALOG, kind)
    for query in ("ledger", "arvania", "绿色", "mira orlan"):
        hits = collection.search(query, limit=50)
        assert all(hit.record in collection for hit in hits)
        everywhere = [i for i in ids(CATALOG.search(query, limit=1000)) if i in collection]
        assert ids(hits) == everywhere


def test_search_in_a_part() -> None:
    """A filtered, sliced or sorted collection's search finds only what is in it."""
    caution = CATALOG.statements.filter(kind="caution")
    assert ids(caution.search("Tessel asphalt")) == list(caution.ids)
    assert caution.search("ledger") == ()
    events = CATALOG.events[2:5]
    assert set(ids(events.search("arvania assembly ledger act orsk"))) <= set(events.ids)
    whole = ids(CATALOG.events.search("arvania"))
    assert ids(CATALOG.events.sort(reverse=True).search("arvania")) == whole
    assert ids(CATALOG.events[::-1].search("arvania")) == whole
    assert CATALOG.events[:0].search("arvania") == ()


# --- scores, limits ---------------------------------------------------------------------------


def test_best_first() -> None:
    """Scores fall from hit to hit, and are above zero."""
    for query in ("green ledger", "arvania", "绿色账本", "the ledger of the assembly"):
        scores = [hit.score for hit in CATALOG.search(query, limit=100)]
        assert scores == sorted(scores, reverse=True)
        assert all(score > 0 for score in scores)


def test_same_query_same_answer() -> None:
    """The order depends neither on chance nor on which catalog was built first."""
    again = pc.load(ARVANIA)
    for query in ("ledger", "arvania", "账本", "a wave"):
        assert again.search(query, limit=100) == CATALOG.search(query, limit=100)


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 1000])
def test_limit(limit: int) -> None:
    """The limit keeps the best hits; its default is ten."""
    everything = CATALOG.search("arvania ledger", limit=10_000)
    assert CATALOG.search("arvania ledger", limit=limit) == everything[:limit]
    assert CATALOG.search("arvania ledger") == everything[:10]
    assert len(everything) > 10


@pytest.mark.parametrize("limit", [0, -1])
def test_limit_too_low(limit: int) -> None:
    """A limit below one is a `ValueError`."""
    with pytest.raises(pc.ArgumentError, match="limit of at least 1"):
        CATALOG.search("ledger", limit=limit)


@pytest.mark.parametrize("limit", [None, "3", 2.0, True])
def test_limit_of_another_type(limit: object) -> None:
    """A limit that is no whole number is a `TypeError`."""
    with pytest.raises(pc.ArgumentTypeError, match="whole number"):
        CATALOG.search("ledger", limit=limit)  # type: ignore[arg-type]


@pytest.mark.parametrize("query", ["", " ", "\n", "-", "“”", "\u200b"])
def test_blank(query: str) -> None:
    """A blank query is a `ValueError`."""
    for search in (CATALOG.search, CATALOG.people.search):
        with pytest.raises(pc.ArgumentError, match="expected words to look for"):
            search(query)


@pytest.mark.parametrize("query", [None, 3, b"ledger", ["ledger"]])
def test_no_string(query: object) -> None:
    """A query that is no string is a `TypeError`."""
    with pytest.raises(pc.ArgumentTypeError, match="search: expected a string"):
        CATALOG.search(query)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query",
    ["?", "!!!", "...", "()", "。", "，！", "%", "🙂", "\0", "x" * 5000, "绿" * 5000,
     "a b " * 2000, "\ud800"],
)  # fmt: skip
def test_odd_queries(query: str) -> None:
    """Any other string is answered, if only with nothing."""
    assert isinstance(CATALOG.search(query), tuple)


# --- highlights -------------------------------------------------------------------------------

QUERIES = [
    "green ledger", "asphalt bubbles", "gren ledegr", "绿色账本", "綠色賬本", "邊界", "边境", "慢",
    "delib", "lǜsè zhàngběn", "lüse zhangben", "registre vert", "GL", "Premier", "2031",
    "The Gazette", "2031-03-03-tessel-jon-slow-roads-caution",
    "green-account", "J. Tessel", "ministries",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_highlights_say_what_matched_where(query: str) -> None:
    """Each hit says in which text of which field, and where in it; the spans are in order, apart
    and within the text.
    """
    hits = CATALOG.search(query, limit=50)
    assert hits
    for hit in hits:
        assert hit.highlights, (query, hit)
        assert len(hit.highlights) <= 5
        own = {*texts_of(hit.record), hit.record.id}
        for highlight in hit.highlights:
            assert highlight.text in own
            assert highlight.spans
            before = -1
            for start, end in highlight.spans:
                assert before < start < end <= len(highlight.text)
                before = end
            assert str(highlight).startswith(f"{highlight.field}: ")


@pytest.mark.parametrize(
    ("query", "field", "marked"),
    [
        ("asphalt bubbles", "quote", "a wave of [asphalt] [bubbles]"),
        ("asphlat", "quote", "a wave of [asphalt] bubbles"),
        ("边境从未", "quote", "[边境从未]如此安宁"),
        ("邊界", "names", "宁静[边界]"),
        ("綠色賬本", "names", "[绿色账本]"),
        ("GREEN", "names", "[green] ledger"),
        ("ledgers", "names", "green [ledger]"),
        ("zhangben", "names", "lǜsè [zhàngběn]"),
        ("registre", "names", "[registre] vert"),
        ("water rights", "summary", "The members asked for a column on [water] [rights]."),
    ],
)
def test_marked(query: str, field: str, marked: str) -> None:
    """The spans mark the words that matched, whatever their case, script, tones or spelling."""
    excerpts = [
        highlight.excerpt(width=200)
        for hit in CATALOG.search(query, limit=50)
        for highlight in hit.highlights
        if highlight.field == field
    ]
    assert marked in excerpts


def test_excerpt() -> None:
    """An excerpt is the part around the first find, with an ellipsis where it is cut."""
    text = "one two three four five six seven eight nine ten eleven twelve"
    highlight = pc.Highlight("note", "", text, ((28, 33), (40, 44)))
    assert highlight.excerpt(width=1000) == text.replace("seven", "[seven]").replace(
        "nine", "[nine]"
    )
    assert highlight.excerpt(width=12, marks=("<b>", "</b>")) == "…six <b>seven</b> ei…"
    assert pc.Highlight("note", "", text, ()).excerpt(width=8) == "one two…"


@given(
    st.text(min_size=1, max_size=40),
    st.integers(0, 39),
    st.integers(1, 10),
    st.integers(1, 60),
)
@settings(max_examples=150)
def test_excerpt_never_loses_the_find(text: str, start: int, length: int, width: int) -> None:
    """Whatever the width, an excerpt without marks is a part of the text."""
    start = min(start, len(text) - 1)
    end = min(start + length, len(text))
    shown = pc.Highlight("note", "", text, ((start, end),)).excerpt(width, marks=("", ""))
    assert shown.strip("…").strip() in text


def test_hit_is_shown_on_one_line() -> None:
    """A hit's repr shows score, record and highlight."""
    hit = CATALOG.search("asphalt bubbles")[0]
    assert repr(hit).startswith("<Hit ")
    assert "2031-03-03-tessel-jon-slow-roads-caution" in repr(hit)
    assert "[asphalt] [bubbles]" in repr(hit)
    assert len(repr(hit).splitlines()) == 1


# --- at size ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> pc.Catalog:
    """A catalog of some 1,000 random records."""
    path = tmp_path_factory.mktemp("large") / "c.yaml"
    return pc.load(write_file(path, generate(1000, seed=3)))


def test_names_at_size(large: pc.Catalog) -> None:
    """Among many records each concept is still the first found by its name, also in Chinese."""
    for concept in large.concepts[::3]:
        for name in concept.names:
            assert large.search(name.text)[0].record == concept


def test_typos_at_size(large: pc.Catalog) -> None:
    """And mostly among the first five with two letters of its name swapped."""
    found = tried = 0
    for concept in large.concepts:
        name = concept.label("en")
        swapped = name[:2] + name[3] + name[2] + name[4:]
        if swapped != name:
            tried += 1
            found += concept.id in ids(large.search(swapped, limit=5))
    assert found >= 0.9 * tried > 20
