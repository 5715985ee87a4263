# The public names, and the module that each comes from; `__init__.py` reads this list.

from ._base.dates import PartialDate as PartialDate
from ._base.errors import (
    AmbiguousNameError as AmbiguousNameError,
    ArgumentError as ArgumentError,
    ArgumentTypeError as ArgumentTypeError,
    CitationError as CitationError,
    DataError as DataError,
    EmptyNameError as EmptyNameError,
    InvalidDateError as InvalidDateError,
    MissingExtraError as MissingExtraError,
    PolicyConceptsError as PolicyConceptsError,
    PrecisionWarning as PrecisionWarning,
    UnknownIdError as UnknownIdError,
    UnknownNameError as UnknownNameError,
)
from ._base.problems import Problem as Problem
from ._base.text import Text as Text
from ._base.version import __version__ as __version__
from ._catalog.bundle import (
    bundled as bundled,
    fading as fading,
    find_mentions as find_mentions,
    lookup as lookup,
    renderings as renderings,
    rising as rising,
    search as search,
    sequences as sequences,
    timeline as timeline,
    usage as usage,
)
from ._catalog.catalog import Catalog as Catalog
from ._catalog.collections import (
    Collection as Collection,
    Concepts as Concepts,
    Events as Events,
    Organizations as Organizations,
    People as People,
    Places as Places,
    Sources as Sources,
    Statements as Statements,
)
from ._catalog.hits import Highlight as Highlight, Hit as Hit
from ._catalog.opening import CatalogEntry as CatalogEntry, catalogs as catalogs, load as load
from ._catalog.timeline import Timeline as Timeline
from ._citations.exchange.bibtex import to_biblatex as to_biblatex, to_bibtex as to_bibtex
from ._citations.exchange.csl_json import from_csl as from_csl, to_csl as to_csl
from ._citations.exchange.ris import to_ris as to_ris
from ._citations.verbs import (
    bibliography as bibliography,
    cite as cite,
    cite_dataset as cite_dataset,
    cite_in_text as cite_in_text,
    styles as styles,
)
from ._model.authors import Author as Author
from ._model.concepts import (
    Concept as Concept,
    Facet as Facet,
    FacetItem as FacetItem,
    FirstUse as FirstUse,
    Match as Match,
    Name as Name,
    Relation as Relation,
)
from ._model.csl import CslVariables as CslVariables
from ._model.events import (
    Event as Event,
)
from ._model.organizations import (
    Organization as Organization,
)
from ._model.places import (
    Place as Place,
)
from ._model.sources_and_people import (
    Evidence as Evidence,
    Person as Person,
    Post as Post,
    Source as Source,
)
from ._model.statements import (
    Quote as Quote,
    Statement as Statement,
)
from ._texts.annotations import to_annotations as to_annotations
from ._texts.batches import find_batches as find_batches
from ._texts.counted import (
    Corpora as Corpora,
    Corpus as Corpus,
    CorpusDocument as CorpusDocument,
)
from ._texts.dictionaries import (
    to_jieba as to_jieba,
    to_quanteda as to_quanteda,
    to_spacy as to_spacy,
)
from ._texts.finder import MentionFinder as MentionFinder
from ._texts.mention import Mention as Mention
from ._texts.mentions import Mentions as Mentions
from ._texts.text_counts import TextCount as TextCount, TextCounts as TextCounts
from ._texts.usage import Usage as Usage
from ._texts.usage_rows import UsageRow as UsageRow

# Collections of the bundled catalog, which is opened when one is first used.
concepts: Concepts
corpora: Corpora
events: Events
organizations: Organizations
people: People
places: Places
sources: Sources
statements: Statements
