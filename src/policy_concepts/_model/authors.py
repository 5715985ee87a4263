"""Authors who have no record of their own."""

from .._base.errors import ArgumentError, wrong
from .record import Part, field, frozen
from .shapes import about


@frozen(kw_only=True)
class Author(Part):
    """A name as it stands on a source, for an author who has no record.

    The parts are those of a CSL name variable.

    Raises:
        ArgumentError: (a `ValueError`) Neither a family name nor a literal name, or both.

    Example:
        >>> from policy_concepts import Author
        >>> str(Author(family="Berg", given="Ida", non_dropping_particle="van den"))
        'Ida van den Berg'
    """

    family: str | None = field(default=None, metadata=about("Family name; whole name if only one."))
    given: str | None = field(default=None, metadata=about("Given names or initials."))
    dropping_particle: str | None = field(
        default=None,
        metadata=about("A particle dropped when only the family name is given (`de` La Fontaine)."),
    )
    non_dropping_particle: str | None = field(
        default=None, metadata=about("A particle kept with the family name (`van den` Berg).")
    )
    suffix: str | None = field(default=None, metadata=about("Such as `Jr.` or `III`."))
    literal: str | None = field(
        default=None,
        metadata=about("A name that is not taken apart: a body, a pen name, a byline."),
    )

    _forms = ("{family: …, given: …}", "{literal: …}")

    def _check(self) -> None:
        if (self.family is None) == (self.literal is None):
            raise wrong(
                ArgumentError,
                "Author",
                "either a family name (with or without given) or a literal name",
                f"family={self.family!r}, literal={self.literal!r}",
            )

    def __str__(self) -> str:
        if self.literal is not None:
            return self.literal
        parts = (
            self.given,
            self.dropping_particle,
            self.non_dropping_particle,
            self.family,
            self.suffix,
        )
        return " ".join(part for part in parts if part)
