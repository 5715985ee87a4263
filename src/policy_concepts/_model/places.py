"""Places, each within another."""

from collections.abc import Iterator

from .._base.text import Text
from .record import ID, WIKIDATA, Nested, Record, field, frozen, to_text, to_tuple
from .shapes import about


@frozen(kw_only=True)
class Place(Nested, Record):
    """A country, province, city or other place.

    Example:
        >>> from policy_concepts import Place
        >>> country = Place(id="arvania", name="Arvania")
        >>> town = Place(id="mirsk", name={"en": "Mirsk", "zh-Hans": "米尔斯克"}, parent=country)
        >>> town.is_within(country), [str(place.name) for place in town.ancestors]
        (True, ['Arvania'])
    """

    id: str = field(metadata=ID)
    name: Text = field(
        converter=to_text,
        metadata=about("The usual name, in each language that a source shows.", searched=30),
    )
    aliases: tuple[str, ...] = field(
        default=(),
        converter=to_tuple,
        metadata=about("Other names by which the record is looked up.", searched=30),
    )
    parent: "Place | None" = field(
        default=None, metadata=about("The place it lies in.", label="in")
    )
    code: str | None = field(
        default=None,
        metadata=about(
            "ISO 3166-1 alpha-2 code of a country, ISO 3166-2 code of a part of one.",
            pattern="iso_3166",
            label="ISO 3166",
        ),
    )
    wikidata: str | None = field(default=None, metadata=WIKIDATA)

    def _names(self) -> Iterator[str]:
        yield self.id
        yield from self.name.values()
        yield from self.aliases
        if self.code:
            yield self.code
