"""References and citations equal the reference engine's, as far as the project promises."""

from __future__ import annotations

import os

import pytest

from .. import agreement, oracle
from ..items import CORE, random_items, wild_items

pytestmark = pytest.mark.skipif(
    not oracle.available(), reason="pandoc and the official styles are not installed"
)
# Enough to see a rule go wrong; the promised 200 are run by `python -m tests.citations.agreement`
# and here when POLICY_CONCEPTS_FULL is set.
FULL = bool(os.environ.get("POLICY_CONCEPTS_FULL"))
FRESH = 200 if FULL else 40
SEED = 7714


def _report(found: agreement.Agreement) -> str:
    lines = [f"{found.equal} of {found.total} equal"]
    for difference in found.differences[:10]:
        lines += [
            f"{difference.item['id']} {difference.what}",
            f"  ours   {difference.ours}",
            f"  theirs {difference.theirs}",
        ]
    return "\n".join(lines)


@pytest.mark.parametrize("style", oracle.STYLES)
def test_core_references_agree(style: str) -> None:
    """At least 95 in 100 of the fixed items."""
    found = agreement.references(CORE, style)
    assert found.share >= 0.95, _report(found)


@pytest.mark.parametrize("style", oracle.STYLES)
def test_fresh_references_agree(style: str) -> None:
    """At least 90 in 100 of random items, and of items with any variables at all."""
    found = agreement.references([*random_items(FRESH, SEED), *wild_items(20, SEED)], style)
    assert found.share >= 0.9, _report(found)


@pytest.mark.parametrize("style", oracle.STYLES)
def test_forms_in_the_text_agree(style: str) -> None:
    """At least 97 in 100 of the forms in the text, notes included."""
    found = agreement.in_text(CORE if FULL else CORE[::3], style)
    assert found.share >= 0.97, _report(found)


@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "harvard"])
def test_letters_after_years_agree(style: str) -> None:
    """Works by the same authors in the same year get the letters that the engine gives them."""
    import policy_concepts as pc

    orlan = [{"family": "Orlan", "given": "Mira"}]
    works = [
        {
            "id": f"w{i}",
            "type": "book",
            "title": title,
            "author": orlan,
            "publisher": "Quay Books",
            "issued": {"date-parts": [[year]]},
        }
        for i, (title, year) in enumerate(
            [("Lamps", 2031), ("Accounts", 2031), ("Tides", 2030), ("Wells", 2031)]
        )
    ]
    theirs = oracle.run([oracle.job(works, style)])[0].bibliography
    ours = pc.bibliography(works, style=style).splitlines()
    assert ours == [text for _, text in theirs]
