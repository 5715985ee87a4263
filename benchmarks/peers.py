"""What is asked of this package and of its peers: the same questions, in each one's own words.

Each package serves curated records from memory or from files that it brings along: countries
(pycountry, countryguess), locales (babel), languages (langcodes), registries of identifiers
(bioregistry), holidays, chemical elements (mendeleev).
"""

from __future__ import annotations

from typing import NamedTuple


class Package(NamedTuple):
    """A package and how it is asked.

    Attributes:
        name: The name to import.
        requirement: What to install, when it is not the name.
        first: A program from nothing to the first record.
        setup: What stands before the next ones.
        by_id: The record of an id.
        by_name: A record by one of its names; nothing when the package does not do that.
        miss: A misspelt name, with the package's suggestions or near matches, if it makes any.
        search: A search among all text, with misspelt words.
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
    "import policy_concepts as pc; pc.concepts['new-quality-productive-forces']",
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
