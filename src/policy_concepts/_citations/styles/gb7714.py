"""GB/T 7714, the national standard of China: the editions of 2015 and 2025.

Each edition has a numeric and an author-date form.
The edition of 2025 prints commas, colons and round brackets full-width whatever the language of
the item; full stops and square brackets stay half-width.
It no longer puts family names in capitals, keeps hyphens between initials, does not abbreviate
names in pinyin, and gives the day of access for web resources only.

Words such as "et al." are in the language of the item.
"""

from __future__ import annotations

from typing import Final

from ..._base.markup import SUP, SUP_END, join, link, wrap
from ..item import Item
from ..parts import pinyin
from ..parts.dates import ISO, MONTH_DAY_YEAR, Part, show
from ..parts.names import Name, NameStyle, show as show_names
from ..parts.numbers import is_numeric, pages
from ..parts.terms import Locator, edition, short_label
from .style import Style, names_in_text, sentence

_CHINESE_LABELS: Final = {
    "chapter": "章", "section": "节", "paragraph": "段", "article": "条", "part": "部分",
    "volume": "卷",
}  # fmt: skip
_EM_SPACE: Final = "\u2003"
_YEAR_2015: Final = (Part(0, dash="/"),)
_YEAR_2025: Final = (Part(0, dash="—"),)
_CHINESE_DAY: Final = (
    Part(0, after="年", dash="—"), Part(1, after="月", dash="—"), Part(2, after="日", dash="—")
)  # fmt: skip

_PERIODICALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_PARTS: Final = frozenset({"chapter", "entry-dictionary", "entry-encyclopedia"})
_PARTS_2015: Final = _PARTS | {"paper-conference"}
_MONOGRAPHS_2015: Final = frozenset("book chapter paper-conference periodical thesis".split())
_ONLINE: Final = frozenset({"post", "post-weblog", "webpage"})
_KEPT: Final = frozenset({"collection", "manuscript", "personal_communication"})

_TYPES_2015: Final = {
    "article": "A", "bill": "A", "collection": "A", "hearing": "A", "legal_case": "A",
    "legislation": "A", "personal_communication": "A", "regulation": "A", "treaty": "A",
    "article-journal": "J", "article-magazine": "J", "periodical": "J", "article-newspaper": "N",
    "book": "M", "chapter": "M", "classic": "M", "entry-dictionary": "M",
    "entry-encyclopedia": "M", "dataset": "DS", "map": "CM", "paper-conference": "C",
    "patent": "P", "post": "EB", "post-weblog": "EB", "webpage": "EB", "report": "R",
    "software": "CP", "standard": "S", "thesis": "D",
}  # fmt: skip
_TYPES_2025: Final = {
    "article": "PP", "article-journal": "J", "article-magazine": "J", "periodical": "J",
    "article-newspaper": "N", "book": "M", "chapter": "M", "classic": "M",
    "entry-dictionary": "M", "entry-encyclopedia": "M", "collection": "A", "manuscript": "A",
    "personal_communication": "A", "dataset": "DS", "map": "CM", "paper-conference": "C",
    "patent": "P", "post": "EB", "post-weblog": "EB", "webpage": "EB", "report": "R",
    "software": "CP", "standard": "S", "thesis": "D",
}  # fmt: skip


class _Standard:
    """What both editions share; each edition fills in its entries."""

    comma = ", "
    year_parts = _YEAR_2015
    # Lists of names, for items in Chinese and for all others.
    listed: tuple[NameStyle, NameStyle]
    in_text: tuple[NameStyle, NameStyle]

    def __init__(self, *, numeric: bool) -> None:
        self.numeric = numeric

    # --- names

    def names(self, x: Item, names: tuple[Name, ...]) -> str:
        return show_names(names, self.listed[0 if x.chinese else 1]) if names else ""

    def creators(self, x: Item) -> tuple[Name, ...]:
        return x.author or x.director or (() if x.container_title else x.editor)

    def author(self, x: Item) -> str:
        text = self.names(x, self.creators(x))
        return text if text or self.numeric else self.anonymous(x)

    def anonymous(self, x: Item) -> str:
        return "佚名" if x.chinese else "Anon"

    def translators(self, x: Item) -> str:
        names = self.names(x, x.translator)
        return f"{names}{self.comma}{'译' if x.chinese else 'trans.'}" if names else ""

    def volume_editors(self, x: Item) -> str:
        editors = x.editor or x.collection_editor
        if editors is self.creators(x):
            editors = ()
        return self.names(x, editors or x.container_author)

    # --- dates

    def year(self, x: Item) -> str:
        if x.issued is not None:
            year = show(x.issued, self.year_parts)
            if year and x.issued.circa and self.year_parts is _YEAR_2015:
                year = f"[{year}]"
            return year
        return wrap("[", show(x.accessed, self.year_parts), "]")

    # --- elements

    def edition(self, x: Item) -> str:
        if x.chinese and is_numeric(x.edition):
            return f"{x.edition} 版"
        return edition(x.edition)

    def page(self, x: Item) -> str:
        return pages(x.page, "expanded", "-") if x.page else ""

    def carrier(self, x: Item) -> str:
        return x.medium or ("OL" if x.url or x.doi else "")

    def access(self, x: Item) -> str:
        url = link(x.url) if x.url else ""
        doi = "DOI:" + link(f"https://doi.org/{x.doi}", x.doi) if x.doi else ""
        return join(". ", url, doi)

    def opening(self, x: Item) -> str:
        """Author, and in the author-date form the year."""
        if self.numeric:
            return self.author(x)
        return join(self.comma, self.author(x), self.year(x) + x.year_suffix)

    def entry(self, x: Item) -> str:
        raise NotImplementedError

    def reference(self, x: Item) -> str:
        return sentence(self.entry(x))

    # --- the citation in the text

    def authors(self, x: Item) -> str:
        names = self.creators(x)
        if not names:
            return self.anonymous(x)
        return names_in_text(x, names, self.in_text[0 if x.chinese else 1])

    def citation(self, x: Item, authors: str, locator: Locator | None) -> str:
        return join(self.comma, authors, self.year(x) + x.year_suffix)

    def page_cited(self, x: Item, locator: Locator | None) -> str:
        """Where in the work, raised, behind the brackets."""
        if locator is None:
            return ""
        label, value = locator
        text = pages(value, "", "-")
        if x.chinese and label in _CHINESE_LABELS:
            text = f"第{text}{_CHINESE_LABELS[label]}"
        elif label != "page":
            text = join(" ", short_label(label, value), text)
        return f"{SUP}{text}{SUP_END}"

    def sort_key(self, x: Item) -> tuple[object, ...]:
        """Chinese first, by pinyin, then the others by their letters."""
        creators = self.creators(x)
        first = creators[0] if creators else None
        name = ""
        if first is not None:
            name = first.literal or first.whole or f"{first.family} {first.given}"
        chinese = bool(pinyin.is_han_text(name or x.title))
        order = pinyin.sort_key(name or x.title)
        return (0 if chinese else 1), order, self.author(x), self.year(x), x.title


class _Edition2015(_Standard):
    listed = tuple(
        NameStyle(
            inverted="all", separator=" ", initials=" ", hyphens=False, upper=True,
            et_al_min=4, et_al_first=3, et_al=et_al,
        )
        for et_al in ("等", "et al.")
    )  # type: ignore[assignment]  # fmt: skip
    in_text = tuple(
        NameStyle(short=True, initials=" ", hyphens=False, et_al_min=2, et_al=et_al)
        for et_al in ("等", "et al.")
    )  # type: ignore[assignment]

    def entry(self, x: Item) -> str:
        kind = x.type
        head = self.opening(x)
        title = self.title(x)
        if kind in _PERIODICALS or kind == "periodical":
            return join(". ", head, title, self.in_periodical(x), self.access(x))
        if kind in _ONLINE or kind in ("dataset", "software"):
            return join(". ", head, title, self.publication(x), self.access(x))
        if kind in _PARTS_2015 or x.container_title:
            inside = join(". ", self.volume_editors(x), self.volume(x))
            work = join("//", join(". ", title, self.translators(x)), inside)
            return join(". ", head, work, self.edition(x), self.publication(x), self.access(x))
        return join(
            ". ", head, title, self.translators(x), self.edition(x), self.publication(x),
            self.access(x),
        )  # fmt: skip

    def title(self, x: Item) -> str:
        kind = x.type
        more = []
        if not x.container_title and kind not in _PARTS_2015:
            more.append(self.volume_number(x))
        if kind not in ("article", "article-journal"):
            more.append(x.number)
        if kind == "manuscript":
            more.append(x.archive_location)
        text = join(": ", join(" ", x.title, x.title_after), join(_EM_SPACE, *more))
        if kind == "paper-conference" or x.container_title:
            pass
        elif x.event_date is not None:
            text = join(", ", text, x.event_place, self.event_day(x))
        code = _TYPES_2015.get(kind, "Z")
        return text + wrap("[", join("/", code, self.carrier(x)), "]")

    def event_day(self, x: Item) -> str:
        return show(x.event_date, _CHINESE_DAY if x.chinese else MONTH_DAY_YEAR)

    def volume_number(self, x: Item) -> str:
        if x.type in _PERIODICALS or x.type == "article" or not x.volume:
            return ""
        if not is_numeric(x.volume):
            return x.volume
        label = "卷" if x.chinese else short_label("volume", x.volume).capitalize()
        return f"{label} {x.volume}"

    def volume(self, x: Item) -> str:
        if x.container_title:
            text = join(": ", x.container_title, self.volume_number(x))
        else:
            text = x.event_title if x.type == "paper-conference" else ""
        if x.type == "paper-conference" and x.event_date is not None:
            text = join(", ", text, self.event_day(x), x.event_place)
        return text

    def in_periodical(self, x: Item) -> str:
        if x.type == "article-newspaper":
            day = show(x.issued, ISO)
            text = join(", ", x.container_title, day) + wrap("(", self.page(x), ")")
        else:
            year = self.year(x) if self.numeric else ""
            place = join(", ", x.container_title, year, x.volume)
            text = join(": ", place + wrap("(", x.issue, ")"), self.page(x))
        return text + self.accessed(x)

    def accessed(self, x: Item) -> str:
        return wrap("[", show(x.accessed, ISO), "]") if x.url or x.doi else ""

    def publication(self, x: Item) -> str:
        kind = x.type
        if kind in _MONOGRAPHS_2015 or (
            x.archive or x.archive_place or x.publisher or x.publisher_place or x.page
        ):
            if x.publisher or x.publisher_place:
                text = join(": ", x.publisher_place, x.publisher)
            else:
                text = join(": ", x.archive_place, x.archive)
            if self.numeric:
                text = join(", ", text, self.year(x))
            return join(": ", text, self.page(x)) + self.accessed(x)
        if x.url or x.doi:
            return wrap("(", show(x.issued, ISO), ")") + self.accessed(x)
        return self.year(x) if self.numeric else ""


class _Edition2025(_Standard):
    comma = "，"
    year_parts = _YEAR_2025
    listed = tuple(
        NameStyle(
            delimiter="，", inverted="all", separator=" ", initials=" ", pinyin_whole=True,
            et_al_min=4, et_al_first=3, et_al=et_al,
        )
        for et_al in ("等", "et al.")
    )  # type: ignore[assignment]  # fmt: skip
    in_text = tuple(
        NameStyle(delimiter="，", short=True, initials=" ", et_al_min=2, et_al=et_al)
        for et_al in ("等", "et al.")
    )  # type: ignore[assignment]

    def creators(self, x: Item) -> tuple[Name, ...]:
        if x.author or x.director:
            return x.author or x.director
        return () if x.container_title else x.editor or x.collection_editor

    def opening(self, x: Item) -> str:
        # A standard is known by its number, which comes first.
        if x.type == "standard" and self.numeric:
            return ""
        return super().opening(x)

    def entry(self, x: Item) -> str:
        return join(". ", self.opening(x), self.body(x), self.access(x))

    def body(self, x: Item) -> str:
        kind = x.type
        title = self.title(x)
        if kind in _PERIODICALS:
            return join(". ", title, self.translators(x), self.in_periodical(x))
        if kind in _ONLINE:
            return join(". ", title, self.made_and_read(x))
        if kind in _PARTS or x.container_title:
            place = ""
            if x.container_title:
                volume = join("：", x.container_title, self.volume_number(x))
                place = join(". ", self.volume_editors(x), volume)
            work = join("//", join(". ", title, self.translators(x)), place)
            return join(". ", work, self.edition(x), self.publication(x))
        if kind == "periodical":
            return join(". ", title, x.volume, self.publication(x))
        if kind == "paper-conference":
            meeting = join("，", x.event_title or x.event, self.date(x))
            return join("//", title, join("：", meeting, self.page(x)))
        if kind == "standard":
            return join(_EM_SPACE, x.number, title)
        if kind in ("article", "dataset"):
            where = x.publisher + self.made_and_read(x)
            return join(". ", title, self.version(x), where)
        if kind in ("book", "classic", "map", "patent", "report") or x.publisher:
            return join(". ", title, self.translators(x), self.edition(x), self.publication(x))
        if kind in _KEPT or x.archive:
            return join(". ", title, self.publication(x))
        if x.url or x.doi:
            return join(". ", title, self.version(x), self.made_and_read(x))
        return join(". ", title, self.translators(x), self.edition(x), self.publication(x))

    def title(self, x: Item) -> str:
        kind = x.type
        volume = ""
        if not x.container_title and kind not in _PARTS_2015:
            volume = self.volume_number(x)
        number = ""
        if kind not in ("article", "article-journal", "standard"):
            number = x.number or (x.archive_location if kind in _KEPT or x.archive else "")
        code = _TYPES_2025.get(kind)
        if code is None:
            code = "A" if x.archive else "EB" if x.url or x.doi else "Z"
        text = join("：", join(" ", x.title, x.title_after), volume, number)
        return text + wrap("[", join("/", code, self.carrier(x)), "]")

    def volume_number(self, x: Item) -> str:
        if x.type in _PERIODICALS or x.type in ("article", "periodical") or not x.volume:
            return ""
        if not is_numeric(x.volume):
            return x.volume
        return f"卷{x.volume}" if x.chinese else f"v.{x.volume}"

    def version(self, x: Item) -> str:
        return f"V{x.version}" if x.version else ""

    def in_periodical(self, x: Item) -> str:
        name = x.container_title.replace(".", "") if x.english else x.container_title
        if x.type == "article-newspaper":
            text = join("，", name, show(x.issued, ISO))
            return text + wrap("（", self.page(x), "）")
        if not (x.volume or x.issue):
            when = show(x.issued, ISO)
        else:
            when = show(x.issued, _YEAR_2025) if self.numeric else ""
        text = join("，", name, when, x.volume) + wrap("（", x.issue, "）")
        return join("：", text, self.page(x) or x.number)

    def made_and_read(self, x: Item) -> str:
        made = wrap("（", show(x.issued, ISO), "）")
        return made + wrap("[", show(x.accessed, ISO), "]")

    def date(self, x: Item) -> str:
        kind = x.type
        whole = (
            kind in ("article-newspaper", "patent", "report") or kind in _KEPT or x.archive
        ) and not (kind == "report" and x.publisher)
        if whole and x.issued is not None:
            return show(x.issued, ISO)
        return self.year(x) if self.numeric else ""

    def publication(self, x: Item) -> str:
        kind = x.type
        if (
            kind in _PARTS_2015 or kind in ("book", "classic", "map", "periodical", "thesis")
            or x.publisher
        ):  # fmt: skip
            place = join("：", x.publisher_place, x.publisher)
            date = self.date(x) if self.numeric else ""
            return join("：", join("，", place, date), self.page(x))
        if kind in ("patent", "report"):
            return join("：", self.date(x), self.page(x))
        if kind in _KEPT or x.archive:
            return join("，", join("：", x.archive_place, x.archive), self.date(x))
        if kind in _ONLINE or x.url or x.doi:
            return self.made_and_read(x)
        return join("：", join("，", x.publisher_place, self.date(x)), self.page(x))


def _number(number: int) -> str:
    return f"[{number}] "


def _numeric_citation(x: Item, number: str, locator: Locator | None) -> str:
    return number


def _make(standard: _Standard, edition_year: str) -> Style:
    full_width = isinstance(standard, _Edition2025)
    if standard.numeric:
        return Style(
            name=f"gb7714-{edition_year}-numeric",
            title=f"GB/T 7714-{edition_year}, numeric",
            kind="numeric",
            reference=standard.reference,
            in_text=_numeric_citation,
            number=_number,
            brackets=("[", "]"),
            separator=",",
            superscript=True,
            behind=standard.page_cited,
            quoted_in="，转引自",
            american=False,
        )
    return Style(
        name=f"gb7714-{edition_year}-author-date",
        title=f"GB/T 7714-{edition_year}, author-date",
        kind="author-date",
        reference=standard.reference,
        sort_key=standard.sort_key,
        authors=standard.authors,
        in_text=standard.citation,
        brackets=("（", "）") if full_width else ("(", ")"),
        separator="；" if full_width else "; ",
        narrative="" if full_width else " ",
        american=False,
        behind=standard.page_cited,
        quoted_in="，转引自",
        suffixes=True,
        given_names="initials",
    )


STYLES: Final = {
    style.name: style
    for style in (
        _make(_Edition2025(numeric=True), "2025"),
        _make(_Edition2025(numeric=False), "2025"),
        _make(_Edition2015(numeric=True), "2015"),
        _make(_Edition2015(numeric=False), "2015"),
    )
}
