"""The verbs of citing: `cite`, `cite_in_text`, `bibliography`, `cite_dataset`, `styles`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final, Literal, TypeAlias

from .._base.errors import ArgumentTypeError, CitationError, described, did_you_mean, wrong
from .._base.markup import FORMATS
from .._base.public import public
from .._base.version import __version__
from . import engine
from .item import Item
from .parts.locators import read_locator
from .sources import TITLE_FORMS
from .styles import table
from .styles.style import Style
from .works import Citable, cited, item_of, locator_of, speaker_of

Format: TypeAlias = Literal["text", "html", "markdown", "latex"]


class StyleInfo(str):
    """The name of a style; it knows what the style follows and shows a sample.

    Attributes:
        name: The name, as `cite` takes it.
        follows: The manual or standard it follows.
        sample: An invented article in this style.
    """

    __slots__ = ("follows", "sample")

    follows: str
    sample: str

    @property
    def name(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return str.__str__(self)

    def __repr__(self) -> str:
        return f"<{self.name}: {self.sample}>"


@public
def styles() -> tuple[StyleInfo, ...]:
    """The citation styles there are, each with a sample.

    Example:
        >>> import policy_concepts as pc
        >>> "apa" in pc.styles()
        True
        >>> print(pc.styles()[0].sample)
        Orlan, M., & Beck, T. (2031). The green ledger. Journal of Accounts, 12(3), 4–9.
    """
    return _all_styles()


@cache
def _all_styles() -> tuple[StyleInfo, ...]:
    sample = Item.from_csl(
        {
            "type": "article-journal",
            "language": "en",
            "title": "The green ledger",
            "author": [
                {"family": "Orlan", "given": "Mira"},
                {"family": "Beck", "given": "Tomas"},
            ],
            "container-title": "Journal of Accounts",
            "volume": "12",
            "issue": "3",
            "page": "4-9",
            "issued": {"date-parts": [[2031]]},
        }
    )
    out = []
    for name in table.NAMES:
        style = _known_style(name)
        info = StyleInfo(name)
        info.follows = style.title
        info.sample = engine.reference(sample, style)
        out.append(info)
    return tuple(out)


@public
def cite(
    x: Citable | Iterable[Citable],
    style: str = "apa",
    format: Format = "text",
    *,
    titles: str | None = None,
) -> str:
    """The reference for a record, as it stands in a bibliography.

    A statement cites the source that carries it, an event its best source, a concept its
    evidence.
    A collection gives one reference a line, in its own order; `bibliography` sorts them.

    Args:
        x: A source, statement, event or concept, a CSL-JSON item, or a collection of these.
        style: One of `styles()`, or the path of a `.csl` file, which pandoc then formats
            (extra `csl`).
        format: `text`, `html`, `markdown` or `latex`.
        titles: Which forms of a title to print, such as `original`, `romanized+translated` or
            `original+translated`; each style has a convention of its own.

    Raises:
        CitationError: (a `ValueError`) An unknown style, format or form of title, or a record
            without a source.
        ArgumentTypeError: (a `TypeError`) Something that cannot be cited.
        MissingExtraError: (an `ImportError`) A `.csl` file, and pandoc is not installed.

    Example:
        >>> import policy_concepts as pc
        >>> source = pc.from_csl({"type": "report", "title": "Costs of the green ledger",
        ...     "author": [{"family": "Orlan", "given": "Mira"}], "number": "4",
        ...     "genre": "Working paper", "publisher": "Institute for Ledgers",
        ...     "issued": {"date-parts": [[2031, 4, 2]]}})
        >>> print(pc.cite(source))
        Orlan, M. (2031). Costs of the green ledger (Working Paper No. 4). Institute for Ledgers.
        >>> print(pc.cite(source, style="gb7714"))
        Orlan M. Costs of the green ledger：4[R]. Institute for Ledgers，2031.
        >>> print(pc.cite(source, style="ieee", format="markdown"))
        M. Orlan, “Costs of the green ledger,” Institute for Ledgers, Working paper 4, Apr. 2031.
    """
    _check_format(format)
    found = _style(style)
    if not isinstance(found, Style):
        return _with_pandoc(x, style, format)
    forms = _forms(titles, found)
    references = [engine.reference(item_of(one.work, forms), found, format) for one in cited(x)]
    return _separator(format).join(references)


@public
def cite_in_text(
    x: Citable | Iterable[Citable],
    style: str = "apa",
    format: Format = "text",
    *,
    locator: str | None = None,
    narrative: bool = False,
    subsequent: bool = False,
    speaker: bool = False,
    within: Iterable[Citable] | None = None,
    titles: str | None = None,
) -> str:
    """The citation as it stands in the text, or the note in a style that cites in notes.

    A statement brings the place in its source along (`para. 2`).

    Args:
        x: A source, statement, event or concept, a CSL-JSON item, or a collection of these.
        style: One of `styles()`.
        format: `text`, `html`, `markdown` or `latex`.
        locator: Where in the work: `p. 14`, `chap. 3`, `paras. 2-3`; digits alone are pages.
        narrative: The sentence names the authors: `Orlan (2031)`.
        subsequent: The short note for a work already cited (`chicago-notes`).
        speaker: Name the speaker of a statement whose source is by somebody else:
            `(Orlan, as cited in Arvania Gazette, 2031)`.
        within: Everything that the text cites, so that works are numbered and disambiguated as
            they are in its bibliography.
        titles: As for `cite`.

    Raises:
        CitationError: (a `ValueError`) An unknown style, format or form of title, or a record
            without a source.
        ArgumentTypeError: (a `TypeError`) Something that cannot be cited.

    Example:
        >>> import policy_concepts as pc
        >>> source = pc.from_csl({"type": "book", "title": "The green ledger",
        ...     "author": [{"family": "Orlan", "given": "Mira"}], "publisher": "Quay Books",
        ...     "issued": {"date-parts": [[2031]]}})
        >>> print(pc.cite_in_text(source, locator="p. 14"))
        (Orlan, 2031, p. 14)
        >>> print(pc.cite_in_text(source, style="mla", locator="14", narrative=True))
        Orlan (14)
        >>> print(pc.cite_in_text(source, style="chicago-notes", locator="14"))
        Mira Orlan, The Green Ledger (Quay Books, 2031), 14.
        >>> print(pc.cite_in_text(source, style="chicago-notes", subsequent=True))
        Orlan, The Green Ledger.
    """
    _check_format(format)
    found = _style(style)
    if not isinstance(found, Style):
        raise CitationError(f"cite_in_text: a .csl file formats references only; {_hint(style)}")
    forms = _forms(titles, found)
    place = read_locator(locator)
    citations = [
        (
            item_of(one.work, forms),
            place or locator_of(one),
            speaker_of(
                one,
                full=found.kind == "note",
                in_language_of_work=table.entry_of(found).speaker_in_language_of_work,
            )
            if speaker
            else "",
        )
        for one in cited(x)
    ]
    numbers: list[int] = []
    if within is not None:
        listed = engine.in_order((item_of(one.work, forms) for one in cited(within)), found)
        positions = {engine.origin_of(item): i for i, item in enumerate(listed)}
        for i, (item, where, who) in enumerate(citations):
            position = positions.get(engine.origin_of(item))
            if position is None:
                raise CitationError(
                    f"cite_in_text: within= does not contain {item.identity or item.title!r}"
                )
            citations[i] = (listed[position], where, who)
            numbers.append(position + 1)
    return engine.in_text(
        citations,
        found,
        numbers=numbers,
        narrative=narrative,
        subsequent=subsequent,
        format=format,
    )


@public
def bibliography(
    xs: Citable | Iterable[Citable],
    style: str = "apa",
    format: Format = "text",
    *,
    titles: str | None = None,
) -> str:
    """A bibliography: sorted, without repeats, disambiguated and numbered as the style wants.

    Args:
        xs: Sources, statements, events, concepts, CSL-JSON items, or any collection of these.
        style: One of `styles()`, or the path of a `.csl` file (extra `csl`).
        format: `text`, `html`, `markdown` or `latex`.
        titles: As for `cite`.

    Returns:
        One entry a line; in Markdown and LaTeX with a blank line between, so that each is a
        paragraph.

    Raises:
        CitationError: (a `ValueError`) An unknown style, format or form of title, or a record
            without a source.
        ArgumentTypeError: (a `TypeError`) Something that cannot be cited.
        MissingExtraError: (an `ImportError`) A `.csl` file, and pandoc is not installed.

    Example:
        >>> import policy_concepts as pc
        >>> author = [{"family": "Orlan", "given": "Mira"}]
        >>> works = [{"id": t, "type": "book", "title": t, "author": author,
        ...     "issued": {"date-parts": [[2031]]}} for t in ("Lamps", "Accounts", "Lamps")]
        >>> print(pc.bibliography(works))
        Orlan, M. (2031a). Accounts.
        Orlan, M. (2031b). Lamps.
    """
    _check_format(format)
    found = _style(style)
    if not isinstance(found, Style):
        return _with_pandoc(xs, style, format, sort=True)
    forms = _forms(titles, found)
    items = engine.in_order((item_of(one.work, forms) for one in cited(xs)), found)
    return _separator(format).join(engine.entries(items, found, format))


@public
def cite_dataset(
    record: object = None,
    style: str = "apa",
    format: Format = "text",
) -> str:
    """The reference for this data set, or for one record of it, with the version in use.

    Args:
        record: A record with an id, to cite that record; the whole data set if left out.
        style: One of `styles()`.
        format: `text`, `html`, `markdown` or `latex`.

    Raises:
        CitationError: (a `ValueError`) An unknown style or format.
        ArgumentTypeError: (a `TypeError`) Something that is not a record.

    Example:
        >>> import policy_concepts as pc
        >>> "Dataset" in pc.cite_dataset()
        True
    """
    _check_format(format)
    found = _style(style)
    if not isinstance(found, Style):
        raise CitationError(f"cite_dataset: a .csl file cannot be used here; {_hint(style)}")
    return engine.reference(Item.from_csl(dataset_csl(record)), found, format)


_DATASET_TITLE: Final = "Policy concepts: curated, sourced records"
_RELEASED: Final = 2026


def dataset_csl(record: Any = None) -> dict[str, Any]:
    """The data set, or one of its records, as a CSL-JSON item."""
    out: dict[str, Any] = {
        "id": f"policy_concepts-{__version__}",
        "type": "dataset",
        "language": "en",
        "title": _DATASET_TITLE,
        "author": [{"literal": "The policy_concepts maintainers"}],
        "version": __version__,
        "issued": {"date-parts": [[_RELEASED]]},
    }
    if record is None:
        return out
    identity = getattr(record, "id", None)
    if not isinstance(identity, str):
        raise wrong(ArgumentTypeError, "cite_dataset", "a record with an id", described(record))
    kind = type(record).__name__.lower()
    label = getattr(record, "label", None)
    words = label("en", default=None) if callable(label) else None
    for field in ("name", "title", "summary"):
        words = words or getattr(record, field, None)
    out["id"] = f"policy_concepts-{__version__}-{kind}-{identity}"
    out["title"] = f"{words or identity} ({kind} {identity})"
    out["publisher"] = _DATASET_TITLE
    return out


# --- arguments ---------------------------------------------------------------------------------


def _style(name: object) -> Style | str:
    """A built-in style, or the name of a `.csl` file."""
    if isinstance(name, str):
        found = table.get(name)
        if found is not None:
            return found
        if name.endswith(".csl"):
            return name
        raise CitationError(f"unknown style {name!r}.{_hint(name)}")
    raise wrong(ArgumentTypeError, "style", "the name of a style", described(name))


def _known_style(name: str) -> Style:
    found = table.get(name)
    assert found is not None
    return found


def _hint(name: str) -> str:
    return did_you_mean(name, [*table.NAMES, *table.ALIASES])


def _check_format(format: object) -> None:
    if format not in FORMATS:
        raise CitationError(f"unknown format {format!r}.{did_you_mean(str(format), FORMATS)}")


def _separator(format: str) -> str:
    return "\n\n" if format in ("markdown", "latex") else "\n"


def _forms(titles: str | None, style: Style) -> tuple[str, ...]:
    if titles is None:
        return table.entry_of(style).titles
    if not isinstance(titles, str):
        raise wrong(
            ArgumentTypeError, "titles", "a string such as 'original+translated'", repr(titles)
        )
    forms = tuple(form.strip() for form in titles.split("+"))
    for form in forms:
        if form not in TITLE_FORMS:
            raise CitationError(f"titles: unknown form {form!r}.{did_you_mean(form, TITLE_FORMS)}")
    return forms


def _with_pandoc(x: Any, style: str, format: str, *, sort: bool = False) -> str:
    """References in any CSL style, through pandoc."""
    from .exchange import pandoc
    from .exchange.csl_json import to_csl

    items = to_csl(x)
    listed = items if isinstance(items, list) else [items]
    return _separator(format).join(pandoc.format_items(listed, style, format, sort=sort))
