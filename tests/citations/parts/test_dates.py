"""Dates between EDTF, CSL-JSON and the parts of a reference."""

from __future__ import annotations

import pytest

from policy_concepts._citations.parts.dates import Date, from_csl, from_edtf, to_csl, to_edtf


@pytest.mark.parametrize(
    "text",
    ["2031", "2031-04", "2031-04-02", "2031~", "2031-04-01/2031-04-03", "2031-04/..", "2031-22"],
)
def test_dates_survive_edtf_and_csl(text: str) -> None:
    """What one form says the other says too, seasons included."""
    date = from_edtf(text)
    assert date is not None
    assert to_edtf(date) == text
    if date.end is None or date.end[0]:
        assert from_csl(to_csl(date)) == date


def test_words_stay_words() -> None:
    """What is no date is printed as it is."""
    assert from_csl({"literal": "in press"}) == Date((0, 0, 0), None, False, "in press")
    assert from_csl("in press") == from_csl({"raw": "in press"})
    assert from_csl({"date-parts": [[]]}) is None
