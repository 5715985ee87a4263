"""The benchmarked operations, in the API of this package and of its peers.

Each package serves curated records from memory or from files that it ships: countries
(pycountry, countryguess), locales (babel), languages (langcodes), registries of identifiers
(bioregistry), holidays, chemical elements (mendeleev).
"""

from __future__ import annotations

from typing import NamedTuple


class Package(NamedTuple):
    """A package and its operations, as Python code.

    Attributes:
        name: The name to import.
        requirement: The requirement to install, if it is not the name.
        first: A program that imports the package and fetches one record.
        setup: The setup of the following statements.
        by_id: Fetches a record by id.
        by_name: Looks a record up by name; empty if not supported.
        miss: Looks up a misspelt name, with suggestions if supported.
        search: A full-text search with misspelt words.
    """

    name: str
    requirement: str
    first: str
    setup: str
    by_id: str
    by_name: str = ""
    miss: str = ""
    search: str = ""


OURS = Package(
    "policy_concepts",
    "",
    "import policy_concepts as pc; pc.lookup('新质生产力')",
    "import policy_concepts as pc",
    "pc.concepts['new-quality-productive-forces']",
    "pc.lookup('新質生產力')",
    "pc.lookup('new qualty productive forse')",
    "pc.search('tides of indutrial bubles')",
)
PEERS = (
    Package(
        "pycountry",
        "",
        "import pycountry; pycountry.countries.get(alpha_2='CN')",
        "import pycountry",
        "pycountry.countries.get(alpha_2='CN')",
        "pycountry.countries.lookup('China')",
        "pycountry.countries.search_fuzzy('Chima')",
    ),
    Package(
        "babel",
        "",
        "import babel; babel.Locale.parse('zh_Hans').get_display_name('en')",
        "import babel",
        "babel.Locale.parse('zh_Hans')",
    ),
    Package(
        "langcodes",
        "langcodes[data]",
        "import langcodes; langcodes.Language.get('zh').display_name()",
        "import langcodes",
        "langcodes.Language.get('zh')",
        "langcodes.find('Chinese')",
        "langcodes.find('Chinnese')",
    ),
    Package(
        "bioregistry",
        "",
        "import bioregistry; bioregistry.get_resource('chebi')",
        "import bioregistry",
        "bioregistry.get_resource('chebi')",
        "bioregistry.normalize_prefix('CHEBI')",
    ),
    Package(
        "countryguess",
        "",
        "from countryguess import guess_country; guess_country('CN')",
        "from countryguess import guess_country",
        "guess_country('CN')",
        "guess_country('China')",
        "guess_country('Chnia')",
    ),
    Package(
        "holidays",
        "",
        "import holidays; holidays.country_holidays('CN').get('2024-10-01')",
        "import holidays; china = holidays.country_holidays('CN'); china.get('2024-10-01')",
        "china.get('2024-10-01')",
        "china.get_named('National Day')",
        "china.get_named('Natoinal Day')",
    ),
    Package(
        "mendeleev",
        "",
        "from mendeleev import element; element('Fe')",
        "from mendeleev import element",
        "element('Fe')",
        "element('Iron')",
        "element('Irom')",
    ),
)
