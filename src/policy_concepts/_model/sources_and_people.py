"""Sources, people, and evidence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .._base.card import Line, Piece
from .._base.dates import PartialDate
from .._base.text import Text
from .authors import Author
from .csl import CslVariables, to_csl_variables
from .organizations import Organization
from .record import (
    EVIDENCE,
    ID,
    WIKIDATA,
    Part,
    Record,
    check_period,
    field,
    frozen,
    in_force,
    period,
    to_optional_date,
    to_optional_text,
    to_text,
    to_tuple,
)
from .shapes import Columns, about, annotations_of
from .vocabularies import SourceType, Tier

if TYPE_CHECKING:
    import datetime


@frozen(kw_only=True)
class Source(Record):
    """A page or text, with the metadata to cite it.

    Example:
        >>> from policy_concepts import Source
        >>> source = Source(id="gazette-2031-04-02", type="article-newspaper",
        ...     tier="official_report", title="Orlan puts forward green ledger",
        ...     date="2031-04-02")
        >>> source
        <Source gazette-2031-04-02: Orlan puts forward green ledger (2031-04-02)>
    """

    id: str = field(metadata=ID)
    type: SourceType = field(metadata=about("Item type of CSL 1.0.2.", filtered="kind"))
    tier: Tier = field(
        metadata=about(
            "How near the text stands to what it tells of, wherever it was read.", filtered="tier"
        )
    )
    title: Text = field(
        converter=to_text,
        metadata=about("The title as the source shows it; translations beside it.", searched=30),
    )
    authors: "tuple[Person | Organization | Author, ...]" = field(
        default=(), converter=to_tuple, metadata=about("The authors in the source's order.")
    )
    publisher: Organization | None = field(
        default=None, metadata=about("The body that published it.", filtered="publisher")
    )
    container_title: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=about(
            "The newspaper, journal, book or site that it stands in.", searched=3, label="in"
        ),
    )
    date: PartialDate | None = field(
        default=None, converter=to_optional_date, metadata=about("The day of publication.")
    )
    url: str | None = field(
        default=None, metadata=about("The address that was read.", pattern="url")
    )
    archived_url: str | None = field(
        default=None, metadata=about("The address of an archived copy.", pattern="url")
    )
    accessed: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=about("The day on which the curator read it; a stored copy counts."),
    )
    lang: str | None = field(
        default=None,
        metadata=about("The language it is written in.", pattern="language", filtered="lang"),
    )
    volume: str | None = field(default=None, metadata=about("Volume."))
    issue: str | None = field(default=None, metadata=about("Issue or number."))
    pages: str | None = field(default=None, metadata=about("Page or range of pages."))
    doi: str | None = field(
        default=None, metadata=about("DOI, without the resolver.", pattern="doi")
    )
    via: str | None = field(
        default=None,
        metadata=about(
            "The site where a copy was read, when it is not the publisher's own.", filtered="via"
        ),
    )
    csl: CslVariables = field(
        default=CslVariables(),
        converter=to_csl_variables,
        metadata=about(
            "CSL variables that no other field holds, such as `genre` or `editor`.",
            searched=5,
            label="CSL",
        ),
    )
    note: str | None = field(
        default=None,
        metadata=about(
            "What a reader should know of it, such as what a mirror mirrors; prose.", searched=5
        ),
    )

    _label_field = "title"

    @property
    def name(self) -> Text:
        """The title, as `name` like that of other speakers."""
        return self.title

    def _names(self) -> Iterator[str]:
        yield self.id
        yield from self.title.values()

    @property
    def _date(self) -> PartialDate | None:
        return self.date


@frozen(kw_only=True)
class Evidence(Part):
    """A source of a claim, and the location in it."""

    source: Source = field(metadata=about("The source that was read."))
    locator: str | None = field(
        default=None, metadata=about("Where in the source: `para. 2`, `title`, `p. 14`.")
    )
    note: str | None = field(
        default=None,
        metadata=about("How the claim follows, such as a weekday counted from a dateline."),
    )

    def _line(self) -> Line:
        source = self.source
        locator = f", {self.locator}" if self.locator else ""
        date = f" ({source.date})" if source.date else ""
        return (
            Piece(str(source.title), source.lang or "en", url=source.url or ""),
            Piece(f"{date}{locator}"),
        )

    @classmethod
    def _list_columns(cls, name: str, values: list[Any]) -> Columns:
        return {
            "sources": [
                list(dict.fromkeys(each.source.id for each in evidence)) for evidence in values
            ]
        }


# --- people -----------------------------------------------------------------------------------


@frozen(kw_only=True)
class Post(Part):
    """An office that a person held."""

    title: Text = field(converter=to_text, metadata=about("The name of the office."))
    organization: Organization | None = field(
        default=None, metadata=about("The body it is an office of.")
    )
    since: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=about("When the person took office; absent when no source says."),
    )
    until: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=about("When the person left office; absent while in office or unknown."),
    )
    evidence: tuple[Evidence, ...] = field(default=(), converter=to_tuple, metadata=EVIDENCE)

    def _check(self) -> None:
        check_period("Post", self.since, self.until)

    def _line(self) -> Line:
        held = period(self.since, self.until)
        return (Piece(f"{self.title}{f' ({held})' if held else ''}"),)

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        for tag, string in self.title.items():
            yield "", tag, string


@frozen(kw_only=True)
class Person(Record):
    """A speaker, participant or author.

    Example:
        >>> from policy_concepts import Person
        >>> Person(id="orlan-mira", name="Mira Orlan", family="Orlan", given="Mira")
        <Person orlan-mira: Mira Orlan>
    """

    id: str = field(metadata=ID)
    name: Text = field(
        converter=to_text, metadata=about("The usual name, whole, in each language.", searched=30)
    )
    family: str | None = field(default=None, metadata=about("Family name in Latin letters."))
    given: str | None = field(default=None, metadata=about("Given name in Latin letters."))
    aliases: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        metadata=about("Other names by which the record is looked up.", searched=30),
    )
    posts: tuple[Post, ...] = field(
        default=(), converter=to_tuple, metadata=about("Offices held.", searched=8)
    )
    wikidata: str | None = field(default=None, metadata=WIKIDATA)

    def _names(self) -> Iterator[str]:
        yield self.id
        yield from self.name.values()
        yield from self.aliases
        if self.family and self.given:
            yield f"{self.given} {self.family}"
            yield f"{self.family} {self.given}"

    def posts_on(self, on: "str | datetime.date | PartialDate") -> tuple[Post, ...]:
        """The offices that may have been held at a time.

        Args:
            on: EDTF string, `datetime.date` or `PartialDate`.

        Raises:
            InvalidDateError: (a `ValueError`) Not a date.
        """
        day = PartialDate(on)
        return tuple(post for post in self.posts if in_force(post.since, post.until, day))


# Evaluated here, because `Person` is defined after `Source`.
annotations_of(Source)
