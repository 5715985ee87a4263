"""Sources, the people who write them or appear in them, and evidence, which joins the two."""

import datetime

from attrs import field, frozen

from .._base.dates import PartialDate
from .._base.public import public
from .._base.text import Text
from .authors import Author
from .csl import CslVariables, to_csl_variables
from .organizations import Organization
from .record import EVIDENCE, ID, WIKIDATA, Shown, about, check_period, hash_by_id, in_force, line
from .rules import (
    each,
    each_string,
    is_a,
    is_string,
    is_tag,
    matches,
    name_fields,
    one_of,
    to_optional_date,
    to_optional_text,
    to_text,
    to_tuple,
)
from .vocabularies import SourceType, Tier


@public
@frozen(kw_only=True, field_transformer=name_fields)
class Source(Shown):
    """A page or text that was read, described so that it can be cited.

    Example:
        >>> from policy_concepts import Source
        >>> source = Source(id="gazette-2031-04-02", type="article-newspaper",
        ...     tier="official_report", title="Orlan puts forward green ledger",
        ...     date="2031-04-02")
        >>> source
        <Source gazette-2031-04-02: Orlan puts forward green ledger (2031-04-02)>
    """

    id: str = field(validator=matches("id"), metadata=ID)
    type: SourceType = field(
        validator=one_of(SourceType), metadata=about("Item type of CSL 1.0.2.")
    )
    tier: Tier = field(
        validator=one_of(Tier),
        metadata=about("How near the source stands to what it tells of, the nearest first."),
    )
    title: Text = field(
        converter=to_text,
        validator=is_a(Text),
        metadata=about("The title as the source shows it; translations beside it."),
    )
    authors: "tuple[Person | Organization | Author, ...]" = field(
        default=(),
        converter=to_tuple,
        validator=lambda self, attribute, value: each(Person, Organization, Author)(
            self, attribute, value
        ),
        metadata=about("The authors in the source's order."),
    )
    publisher: Organization | None = field(
        default=None,
        validator=is_a(Organization),
        metadata=about("The body that published it."),
    )
    container_title: Text | None = field(
        default=None,
        converter=to_optional_text,
        validator=is_a(Text),
        metadata=about("The newspaper, journal, book or site that it stands in."),
    )
    date: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("The day of publication."),
    )
    url: str | None = field(
        default=None, validator=matches("url"), metadata=about("The address that was read.")
    )
    archived_url: str | None = field(
        default=None, validator=matches("url"), metadata=about("The address of an archived copy.")
    )
    accessed: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("The day on which the curator read it; a stored copy counts."),
    )
    lang: str | None = field(
        default=None, validator=is_tag, metadata=about("The language it is written in.")
    )
    volume: str | None = field(default=None, validator=is_string, metadata=about("Volume."))
    issue: str | None = field(default=None, validator=is_string, metadata=about("Issue or number."))
    pages: str | None = field(
        default=None, validator=is_string, metadata=about("Page or range of pages.")
    )
    doi: str | None = field(
        default=None, validator=matches("doi"), metadata=about("DOI, without the resolver.")
    )
    csl: CslVariables = field(
        default=CslVariables(),
        converter=to_csl_variables,
        validator=is_a(CslVariables),
        metadata=about("CSL variables that no other field holds, such as `genre` or `editor`."),
    )
    note: str | None = field(
        default=None,
        validator=is_string,
        metadata=about("What a reader should know of it, such as what a mirror mirrors; prose."),
    )

    __hash__ = hash_by_id

    @property
    def name(self) -> Text:
        """The title, under the name that every kind of speaker has."""
        return self.title

    def __repr__(self) -> str:
        return line("Source", self.id, self.title, self.date)


@public
@frozen(kw_only=True, field_transformer=name_fields)
class Evidence:
    """A source that a claim rests on, and where in it."""

    source: Source = field(validator=is_a(Source), metadata=about("The source that was read."))
    locator: str | None = field(
        default=None,
        validator=is_string,
        metadata=about("Where in the source: `para. 2`, `title`, `p. 14`."),
    )
    note: str | None = field(
        default=None,
        validator=is_string,
        metadata=about("How the claim follows, such as a weekday counted from a dateline."),
    )


# --- people -----------------------------------------------------------------------------------


@public
@frozen(kw_only=True, field_transformer=name_fields)
class Post:
    """An office that a person held."""

    title: Text = field(
        converter=to_text, validator=is_a(Text), metadata=about("The name of the office.")
    )
    organization: Organization | None = field(
        default=None, validator=is_a(Organization), metadata=about("The body it is an office of.")
    )
    since: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("When the person took office; absent when no source says."),
    )
    until: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        validator=is_a(PartialDate),
        metadata=about("When the person left office; absent while in office or unknown."),
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=each(Evidence), metadata=EVIDENCE
    )

    def __attrs_post_init__(self) -> None:
        check_period("Post", self.since, self.until)


@public
@frozen(kw_only=True, field_transformer=name_fields)
class Person(Shown):
    """A speaker, participant or author.

    Example:
        >>> from policy_concepts import Person
        >>> Person(id="orlan-mira", name="Mira Orlan", family="Orlan", given="Mira")
        <Person orlan-mira: Mira Orlan>
    """

    id: str = field(validator=matches("id"), metadata=ID)
    name: Text = field(
        converter=to_text,
        validator=is_a(Text),
        metadata=about("The usual name, whole, in each language."),
    )
    family: str | None = field(
        default=None, validator=is_string, metadata=about("Family name in Latin letters.")
    )
    given: str | None = field(
        default=None, validator=is_string, metadata=about("Given name in Latin letters.")
    )
    aliases: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each_string,
        metadata=about("Other names by which the record is looked up."),
    )
    posts: tuple[Post, ...] = field(
        default=(), converter=to_tuple, validator=each(Post), metadata=about("Offices held.")
    )
    wikidata: str | None = field(default=None, validator=matches("wikidata"), metadata=WIKIDATA)

    __hash__ = hash_by_id

    def posts_on(self, on: str | datetime.date | PartialDate) -> tuple[Post, ...]:
        """The offices that may have been held at a time.

        Args:
            on: EDTF string, `datetime.date` or `PartialDate`.

        Raises:
            InvalidDateError: (a `ValueError`) Not a date.
        """
        day = PartialDate(on)
        return tuple(post for post in self.posts if in_force(post.since, post.until, day))

    def __repr__(self) -> str:
        return line("Person", self.id, self.name)
