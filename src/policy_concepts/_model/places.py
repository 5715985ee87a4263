"""Places, each within another."""

from attrs import field, frozen

from .._base.public import public
from .._base.text import Text
from .record import ID, WIKIDATA, Shown, about, chain, hash_by_id, line
from .rules import each_string, is_a, matches, name_fields, to_text, to_tuple


@public
@frozen(kw_only=True, field_transformer=name_fields)
class Place(Shown):
    """A country, province, city or other place.

    Example:
        >>> from policy_concepts import Place
        >>> country = Place(id="arvania", name="Arvania")
        >>> town = Place(id="mirsk", name={"en": "Mirsk", "zh-Hans": "米尔斯克"}, parent=country)
        >>> town.is_within(country), [str(place.name) for place in town.ancestors]
        (True, ['Arvania'])
    """

    id: str = field(validator=matches("id"), metadata=ID)
    name: Text = field(
        converter=to_text,
        validator=is_a(Text),
        metadata=about("The usual name, in each language that a source shows."),
    )
    aliases: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        validator=each_string,
        metadata=about("Other names by which the record is looked up."),
    )
    parent: "Place | None" = field(
        default=None,
        validator=lambda self, attribute, value: is_a(Place)(self, attribute, value),
        metadata=about("The place it lies in."),
    )
    code: str | None = field(
        default=None,
        validator=matches("iso_3166"),
        metadata=about("ISO 3166-1 alpha-2 code of a country, ISO 3166-2 code of a part of one."),
    )
    wikidata: str | None = field(default=None, validator=matches("wikidata"), metadata=WIKIDATA)

    __hash__ = hash_by_id

    @property
    def ancestors(self) -> "tuple[Place, ...]":
        """The places it lies in, the nearest first."""
        return chain(self, "parent")

    def is_within(self, other: "Place") -> bool:
        """Whether it is the other place or lies in it."""
        return self.id == other.id or any(place.id == other.id for place in self.ancestors)

    def __repr__(self) -> str:
        return line("Place", self.id, self.name)
