"""Locators as people write them."""

from __future__ import annotations

import pytest

from policy_concepts._citations.parts.locators import read_locator
from policy_concepts._citations.parts.terms import Locator


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("14", ("page", "14")),
        ("p. 14", ("page", "14")),
        ("pp. 14-16", ("page", "14-16")),
        ("para. 2", ("paragraph", "2")),
        ("paragraphs 2, 3", ("paragraph", "2, 3")),
        ("chap. 3", ("chapter", "3")),
        ("§ 5", ("section", "5")),
        ("xiv", ("page", "xiv")),
        ("第3段", ("paragraph", "3")),
        ("第12页", ("page", "12")),
        ("headline", ("", "headline")),
        ("section on lamps", ("section", "on lamps")),
    ],
)
def test_locators_are_read(text: str, locator: tuple[str, str]) -> None:
    """In the words people write."""
    assert read_locator(text) == Locator(*locator)
