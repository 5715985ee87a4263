"""Organizations: parties, organs of state, ministries, newspapers, publishers."""

from attrs import field, frozen

from .._base.public import public
from .._base.text import Text
from .record import ID, WIKIDATA, Shown, about, chain, hash_by_id, line
from .rules import each_string, is_a, is_string, matches, name_fields, to_text, to_tuple


@public
@frozen(kw_only=True, field_transformer=name_fields)
class Organization(Shown):
    """A party, state organ, ministry, newspaper, publisher or other body.

    Example:
        >>> from policy_concepts import Organization
        >>> Organization(id="arvania-gazette", name="Arvania Gazette", abbreviation="AG")
        <Organization arvania-gazette: Arvania Gazette>
    """

    id: str = field(validator=matches("id"), metadata=ID)
    name: Text = field(
        converter=to_text,
        validator=is_a(Text),
        metadata=about("The full name, in each language that a source shows."),
    )
    abbreviation: str | None = field(
        default=None,
        validator=is_string,
        metadata=about("The abbreviation in use, such as `CPC`."),
    )
    aliases: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each_string,
        metadata=about("Other names by which the record is looked up."),
    )
    parent: "Organization | None" = field(
        default=None,
        validator=lambda self, attribute, value: is_a(Organization)(self, attribute, value),
        metadata=about("The body that it is an organ or part of."),
    )
    wikidata: str | None = field(default=None, validator=matches("wikidata"), metadata=WIKIDATA)

    __hash__ = hash_by_id

    @property
    def ancestors(self) -> "tuple[Organization, ...]":
        """The bodies it is part of, the nearest first."""
        return chain(self, "parent")

    def is_within(self, other: "Organization") -> bool:
        """Whether it is the other body or part of it."""
        return self.id == other.id or any(body.id == other.id for body in self.ancestors)

    def __repr__(self) -> str:
        return line("Organization", self.id, self.name)
