"""What holds for any item whatsoever, in every style and format."""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import policy_concepts as pc

STYLES = tuple(pc.styles())
FORMATS = ("text", "html", "markdown", "latex")
TYPES = [
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score",
    "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
    "no-such-type",
]  # fmt: skip

# Ordinary words, and words that are hard on punctuation and markup.
word = st.sampled_from(
    [
        "ledger", "Green", "of", "the", "U.S.", "O'Dell", "绿色账本", "“账本”", "🌿", "e-ledger",
        "<b>bold</b>", "<script>", "a&b", "x_y", "100%", "$5", "#7", "~", "^", "\\", "{", "}", "*",
        "[x]", "why?", "now!", "so:", "and;", "well,", "etc.", "«quoi»", "(see)", '"quoted"',
        "'n'", "...", "Ⅳ", "ẞ", "naïve", "a\tb", "line\nbreak", "\u200b", "nul\x00", "\ue000",
    ]
)  # fmt: skip
phrase = st.lists(word, min_size=1, max_size=6).map(" ".join)
plain = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=12)
text = phrase | plain
# Lines as they stand in Zotero's Extra field, and prose.
line = st.builds(
    "{}: {}".format,
    st.sampled_from(
        "title type genre issued original-date editor URL language title-fr publisher-zh tier "
        "archived-url custom locator note remark ---".split()
    ),
    st.sampled_from(["", "report", "2031-04", "Vale || Jo", "press", "https://a.example"]) | text,
)
note = st.lists(line | text | st.sampled_from(["---", ""]), max_size=4).map("\n".join)
name = st.fixed_dictionaries(
    {},
    optional={
        "family": text,
        "given": text,
        "literal": text,
        "suffix": st.sampled_from(["Jr.", "III"]),
        "non-dropping-particle": st.sampled_from(["van", "de la"]),
    },
)
year = st.integers(1, 2100)
parts = st.one_of(
    st.tuples(year),
    st.tuples(year, st.integers(1, 12)),
    st.tuples(year, st.integers(1, 12), st.integers(1, 28)),
).map(list)
day = st.one_of(
    st.builds(lambda p: {"date-parts": [p]}, parts),
    st.builds(lambda a, b: {"date-parts": [a, b]}, parts, parts),
    st.builds(lambda p: {"date-parts": [p], "circa": True}, parts),
    st.builds(lambda t: {"literal": t}, text),
    st.just({}),
    st.just({"date-parts": [[]]}),
    st.just("2031-04"),
)
number = st.sampled_from(["3", "12", "4-5", "12a", "New Series", "1.2", "7/8"]) | text
items = st.fixed_dictionaries(
    {"type": st.sampled_from(TYPES)},
    optional={
        **dict.fromkeys(
            ["title", "container-title", "publisher", "publisher-place", "genre"], text
        ),
        **dict.fromkeys(["event", "event-title", "event-place", "authority", "archive"], text),
        **dict.fromkeys(["volume", "issue", "page", "number", "edition"], number),
        **dict.fromkeys(["author", "editor", "translator"], st.lists(name, max_size=9)),
        **dict.fromkeys(["issued", "accessed", "event-date", "original-date"], day),
        "URL": st.sampled_from(
            ["https://a.example/x?y=1&z=a_b%20c#d", "javascript:alert(1)", "not a url"]
        ),
        "DOI": st.sampled_from(["10.5555/a_b", "https://doi.org/10.5555/x", "nonsense"]),
        "language": st.sampled_from(["en", "zh-CN", "fr", "x y", ""]),
        "note": note,
        **dict.fromkeys(["id", "citation-key", "shortTitle", "title-short"], text),
        **dict.fromkeys(["abstract", "ISBN", "collection-title", "keyword", "source"], text),
        **dict.fromkeys(["interviewer", "recipient", "chair"], st.lists(name, max_size=3)),
        **dict.fromkeys(["submitted", "available-date"], day),
        "custom": st.dictionaries(text, text, max_size=2),
        "categories": st.lists(text, max_size=2),
        "no-such-variable": text,
        "section": text,
        "status": text,
    },
)
# The same examples in every run; new and more of them with POLICY_CONCEPTS_FULL=1.
FULL = bool(os.environ.get("POLICY_CONCEPTS_FULL"))
many = settings(
    max_examples=1500 if FULL else 150,
    derandomize=not FULL,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def _every_form(item: dict[str, Any], style: str, format: Any) -> list[str]:
    source = pc.from_csl(item)
    return [
        pc.cite(source, style=style, format=format),
        pc.cite_in_text(source, style=style, format=format),
        pc.cite_in_text(source, style=style, format=format, locator="pp. 3-4", narrative=True),
        pc.cite_in_text(source, style=style, format=format, subsequent=True),
    ]


@given(items, st.sampled_from(STYLES), st.sampled_from(FORMATS))
@many
def test_any_item_can_be_cited(item: dict[str, Any], style: str, format: str) -> None:
    """No item raises, and every reference says something."""
    forms = _every_form(item, style, format)
    assert all(isinstance(form, str) for form in forms)
    assert forms[0].strip()
    assert not any("\ue000" <= char <= "\ue00e" for form in forms for char in form)
    assert not any("\n" in form for form in forms)


# Words that bring no punctuation of their own: what is doubled then is our doing.
tame = st.lists(
    st.sampled_from("ledger green account council river Mirsk paper 账本 研究".split()),
    min_size=1,
    max_size=5,
).map(" ".join)
tame_name = st.one_of(
    st.builds(lambda f, g: {"family": f, "given": g}, tame.map(str.title), tame.map(str.title)),
    st.builds(lambda t: {"literal": t}, tame),
)
tame_day = st.builds(lambda p: {"date-parts": [p]}, parts.filter(lambda p: p[0] > 999))
tame_items = st.fixed_dictionaries(
    {"type": st.sampled_from(TYPES), "title": tame},
    optional={
        **dict.fromkeys(["container-title", "publisher", "publisher-place", "genre"], tame),
        **dict.fromkeys(["event", "event-title", "event-place", "authority"], tame),
        **dict.fromkeys(
            ["volume", "issue", "page", "number", "edition"], st.sampled_from(["3", "12", "4-5"])
        ),
        **dict.fromkeys(["author", "editor", "translator"], st.lists(tame_name, max_size=4)),
        **dict.fromkeys(["issued", "accessed", "event-date"], tame_day),
        "URL": st.just("https://a.example/x"),
        "DOI": st.just("10.5555/12"),
        "language": st.sampled_from(["en", "zh-CN"]),
    },
)
# Nothing empty, no mark twice, no mark out of place, no gap.
_BAD = {
    "an empty part": re.compile(r"\(\s*\)|\[\s*\]|“\s*”|（\s*）|\(\s*[,;:.]|\[\s*[,;:.]"),
    "a doubled mark": re.compile(
        r",,|;;|::|，，|：：|(?<!\.)\.\.(?!\.)|, ,|\. \.|, \.|,\.|;\.|:\.|，\."
    ),
    "a gap": re.compile(r"  | [,;:.](?!\.)| \)|\( "),
    "a mark at the start": re.compile(r"^[\s,;:.，：]"),
    "a dangling mark": re.compile(r"[,;:，：(\[]\s*$"),
}  # fmt: skip


@given(tame_items, st.sampled_from(STYLES))
@many
def test_punctuation_is_neither_doubled_nor_missing(item: dict[str, Any], style: str) -> None:
    """Whatever is missing from an item, its punctuation goes too, and only its own."""
    source = pc.from_csl(item)
    for form in (
        pc.cite(source, style=style),
        pc.cite_in_text(source, style=style),
        pc.cite_in_text(source, style=style, locator="3"),
    ):
        bare = form.replace("https://", "").replace("doi:", "doi").replace("DOI:", "DOI")
        for what, pattern in _BAD.items():
            assert not pattern.search(bare), f"{what} in {form!r}"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.links: list[str] = []
        self.data = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.open.append(tag)
        self.links += [value or "" for key, value in attrs if key == "href"]
        assert all(key == "href" for key, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.data += data


@given(items, st.sampled_from(STYLES))
@many
def test_html_has_five_tags_and_escapes_the_rest(item: dict[str, Any], style: str) -> None:
    """Only `i b sup sub a`, links only to the web, and nothing of the data becomes markup."""
    for form in _every_form(item, style, "html"):
        tags = _Tags()
        tags.feed(form)
        tags.close()
        assert tags.seen <= {"i", "b", "sup", "sub", "a"}
        assert all(link.startswith(("https://", "http://", "ftp://")) for link in tags.links)
        assert "<script" not in form.lower()


@given(tame_items, st.sampled_from(STYLES))
@many
def test_formats_say_the_same(item: dict[str, Any], style: str) -> None:
    """The four formats differ in markup only."""
    source = pc.from_csl(item)
    plain_text = pc.cite(source, style=style)
    tags = _Tags()
    tags.feed(pc.cite(source, style=style, format="html"))
    assert tags.data == plain_text


def _balanced(latex: str) -> bool:
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", latex.replace("\\\\", "")):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


@given(items, st.sampled_from(STYLES))
@many
def test_latex_is_escaped(item: dict[str, Any], style: str) -> None:
    """Braces balance, and no character of LaTeX's own stands bare."""
    for form in _every_form(item, style, "latex"):
        assert _balanced(form), form
        assert not re.search(r"(?<!\\)[&%$#_^]", form), form


@given(st.lists(items, max_size=6), st.sampled_from(STYLES), st.sampled_from(FORMATS))
@many
def test_any_bibliography_can_be_made(works: list[dict[str, Any]], style: str, format: Any) -> None:
    """Sorting, telling apart and numbering never fail, and the order given does not matter."""
    sources = [pc.from_csl({**work, "id": f"work-{i}"}) for i, work in enumerate(works)]
    forward = pc.bibliography(sources, style=style, format=format)
    backward = pc.bibliography(sources[::-1], style=style, format=format)
    assert len(forward.split("\n")) == len(backward.split("\n"))
    assert pc.bibliography([*sources, *sources], style=style, format=format) == forward


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", TYPES)
def test_every_type_alone(style: str, kind: str) -> None:
    """A title is all that any type needs."""
    reference = pc.cite(pc.from_csl({"type": kind, "title": "Ledgers"}), style=style)
    assert "ledgers" in reference.lower()
