"""Curated, sourced records of policy concepts, with look-up, filtering and citations.

>>> import policy_concepts as pc
>>> concept = pc.lookup("新质生产力")
>>> concept.label("en")
'new quality productive forces'

Importing this package reads no data and imports no dependency; every name below is fetched from
its module when it is first used (PEP 562).
"""

# Type checkers take this name to be true; importing it from typing would cost more than the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._bundle import (
        bundled as bundled,
        find_mentions as find_mentions,
        lookup as lookup,
        search as search,
        timeline as timeline,
    )
    from ._catalog import (
        Catalog as Catalog,
        CatalogEntry as CatalogEntry,
        Timeline as Timeline,
        catalogs as catalogs,
        load as load,
    )
    from ._citations import (
        bibliography as bibliography,
        cite as cite,
        cite_dataset as cite_dataset,
        cite_in_text as cite_in_text,
        from_csl as from_csl,
        styles as styles,
        to_biblatex as to_biblatex,
        to_bibtex as to_bibtex,
        to_csl as to_csl,
        to_ris as to_ris,
    )
    from ._collections import (
        Collection as Collection,
        Concepts as Concepts,
        Events as Events,
        Organizations as Organizations,
        People as People,
        Places as Places,
        Sources as Sources,
        Statements as Statements,
    )
    from ._dates import PartialDate as PartialDate
    from ._errors import (
        AmbiguousNameError as AmbiguousNameError,
        ArgumentError as ArgumentError,
        ArgumentTypeError as ArgumentTypeError,
        CitationError as CitationError,
        DataError as DataError,
        EmptyNameError as EmptyNameError,
        InvalidDateError as InvalidDateError,
        MissingExtraError as MissingExtraError,
        PolicyConceptsError as PolicyConceptsError,
        Problem as Problem,
        UnknownIdError as UnknownIdError,
        UnknownNameError as UnknownNameError,
    )
    from ._mentions import Mention as Mention
    from ._models import (
        Author as Author,
        Concept as Concept,
        Event as Event,
        Evidence as Evidence,
        Facet as Facet,
        FacetItem as FacetItem,
        FirstUse as FirstUse,
        Match as Match,
        Name as Name,
        Organization as Organization,
        Person as Person,
        Place as Place,
        Post as Post,
        Quote as Quote,
        Relation as Relation,
        Source as Source,
        Statement as Statement,
    )
    from ._search import Highlight as Highlight, Hit as Hit
    from ._text import Text as Text

    concepts: Concepts
    events: Events
    statements: Statements
    sources: Sources
    people: People
    organizations: Organizations
    places: Places

__version__ = "0.1.0"

# Where each public name lives.
_HOMES = {
    "_bundle": ("bundled", "find_mentions", "lookup", "search", "timeline"),
    "_catalog": ("Catalog", "CatalogEntry", "Timeline", "catalogs", "load"),
    "_citations": (
        "bibliography",
        "cite",
        "cite_dataset",
        "cite_in_text",
        "from_csl",
        "styles",
        "to_biblatex",
        "to_bibtex",
        "to_csl",
        "to_ris",
    ),
    "_collections": (
        "Collection",
        "Concepts",
        "Events",
        "Organizations",
        "People",
        "Places",
        "Sources",
        "Statements",
    ),
    "_dates": ("PartialDate",),
    "_errors": (
        "AmbiguousNameError",
        "ArgumentError",
        "ArgumentTypeError",
        "CitationError",
        "DataError",
        "EmptyNameError",
        "InvalidDateError",
        "MissingExtraError",
        "PolicyConceptsError",
        "Problem",
        "UnknownIdError",
        "UnknownNameError",
    ),
    "_mentions": ("Mention",),
    "_models": (
        "Author",
        "Concept",
        "Event",
        "Evidence",
        "Facet",
        "FacetItem",
        "FirstUse",
        "Match",
        "Name",
        "Organization",
        "Person",
        "Place",
        "Post",
        "Quote",
        "Relation",
        "Source",
        "Statement",
    ),
    "_search": ("Highlight", "Hit"),
    "_text": ("Text",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}
_COLLECTIONS = ("concepts", "events", "organizations", "people", "places", "sources", "statements")

__all__ = sorted(["__version__", *_HOME, *_COLLECTIONS])  # noqa: PLE0605  (fetched when used)


if not TYPE_CHECKING:
    # Hidden from type checkers, which would take every misspelt name for an object.
    def __getattr__(name: str) -> object:
        if name in _COLLECTIONS:
            from ._bundle import bundled

            value: object = getattr(bundled(), name)
        elif name in _HOME:
            # What `importlib.import_module` does, without importing importlib.
            module = __import__(f"{__name__}.{_HOME[name]}", fromlist=[name])
            value = getattr(module, name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return [*__all__, "__all__", "__doc__", "__name__", "__file__", "__path__", "__spec__"]
