"""Organizations: parties, organs of state, ministries, newspapers, publishers."""

from collections.abc import Iterator

from .._base.text import Text
from .record import ID, WIKIDATA, Nested, Record, field, frozen, to_text, to_tuple
from .shapes import about


@frozen(kw_only=True)
class Organization(Nested, Record):
    """A party, state organ, ministry, newspaper, publisher or other body.

    Example:
        >>> from policy_concepts import Organization
        >>> Organization(id="arvania-gazette", name="Arvania Gazette", abbreviation="AG")
        <Organization arvania-gazette: Arvania Gazette>
    """

    id: str = field(metadata=ID)
    name: Text = field(
        converter=to_text,
        metadata=about("The full name, in each language that a source shows.", searched=30),
    )
    abbreviation: str | None = field(
        default=None, metadata=about("The abbreviation in use, such as `CPC`.", searched=30)
    )
    aliases: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        metadata=about("Other names by which the record is looked up.", searched=30),
    )
    parent: "Organization | None" = field(
        default=None, metadata=about("The body that it is an organ or part of.", label="part of")
    )
    wikidata: str | None = field(default=None, metadata=WIKIDATA)

    def _names(self) -> Iterator[str]:
        yield self.id
        yield from self.name.values()
        yield from self.aliases
        if self.abbreviation:
            yield self.abbreviation
