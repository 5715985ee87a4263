"""The types of the arguments of `filter` are those that it takes."""

from __future__ import annotations

from typing import get_type_hints

import pytest

from policy_concepts._catalog import arguments
from policy_concepts._catalog.filters import keywords
from policy_concepts._model.kinds import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_type_checkers_know_the_keywords_of_filter(kind: str) -> None:
    """A filterable field that is forgotten here would be an error for users' checkers."""
    typed = getattr(arguments, f"{KINDS[kind].class_name}Filters")
    assert set(get_type_hints(typed)) == set(keywords(kind))
