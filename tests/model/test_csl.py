"""CSL variables that a source has no field for: what is taken, and what is refused."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
from typing import Any

import pytest

import policy_concepts as pc
from policy_concepts import Author, CslVariables, PartialDate, Source
from policy_concepts._model.csl import FIELD_OF_VARIABLE, VARIABLES

PLAIN: dict[str, Any] = {
    "genre": "Working paper",
    "ISBN": "978-0-00-000000-2",
    "event-date": "2031-04",
    "editor": [{"family": "Berg", "given": "Ida", "non_dropping_particle": "van den"}],
    "chair": [{"literal": "Council of Arvania"}],
    "custom": '{"shelf": 7}',
}
CSL = CslVariables(PLAIN)


def source(**fields: Any) -> Source:
    return Source(**{"id": "s", "type": "report", "tier": "press", "title": "T", **fields})


def test_values_have_the_types_of_the_model() -> None:
    """Strings for text and numbers, authors for names, partial dates for dates."""
    assert CSL["genre"] == "Working paper"
    assert CSL["event-date"] == PartialDate("2031-04")
    assert CSL["editor"] == (Author(family="Berg", given="Ida", non_dropping_particle="van den"),)
    assert CslVariables({"submitted": datetime.date(2031, 4, 2)})["submitted"] == PartialDate(
        "2031-04-02"
    )
    assert CslVariables({"editor": [Author(literal="Staff")]})["editor"] == (
        Author(literal="Staff"),
    )
    assert CSL.get("edition") is None
    with pytest.raises(KeyError, match="no variable 'edition'; there is genre"):
        CSL["edition"]


def test_it_goes_to_plain_data_and_back() -> None:
    """As a data file has it, and JSON can carry it."""
    assert CSL.to_plain() == PLAIN
    assert CslVariables(json.loads(json.dumps(CSL.to_plain()))) == CSL


def test_it_is_a_value() -> None:
    """Immutable, hashable, pickled, and equal to what has the same variables."""
    same = CslVariables(dict(reversed(list(CSL.items()))))
    assert same == CSL
    assert hash(same) == hash(CSL)
    assert pickle.loads(pickle.dumps(CSL)) == CSL
    assert copy.deepcopy(CSL) == CSL
    assert CslVariables() == {}
    assert not CslVariables()
    with pytest.raises(AttributeError, match="immutable"):
        CSL._values = {}
    assert repr(CslVariables({"genre": "Brief"})) == "CslVariables({'genre': 'Brief'})"


def test_a_source_takes_a_mapping() -> None:
    """And has an empty one where none is given."""
    assert source(csl=PLAIN).csl == CSL
    assert source(csl=CSL).csl is CSL
    assert source().csl == CslVariables()
    assert source(csl=PLAIN) != source()


@pytest.mark.parametrize("variable", sorted(FIELD_OF_VARIABLE))
def test_what_a_field_holds_is_refused(variable: str) -> None:
    """The message names the field."""
    field = FIELD_OF_VARIABLE[variable]
    with pytest.raises(
        ValueError, match=rf"Source\.csl: expected .*; found '{variable}': use the field {field}$"
    ):
        source(csl={variable: "x"})
    # Dates that the field cannot say may stand here in words.
    assert (variable in VARIABLES) == (variable in ("issued", "accessed"))


def test_a_date_in_words() -> None:
    """As CSL-JSON has it; it stays so on the way out."""
    plain = {"issued": {"literal": "forthcoming"}, "event-date": {"literal": "May Day"}}
    csl = CslVariables(plain)
    assert (csl["issued"], csl["event-date"]) == ("forthcoming", "May Day")
    assert csl.to_plain() == plain
    assert CslVariables(csl.to_plain()) == csl
    for wrong in ({"literal": " "}, {"literal": 3}, {"words": "x"}, {}, {"literal": "x", "a": "b"}):
        with pytest.raises(TypeError, match="expected a date in words"):
            CslVariables({"issued": wrong})


@pytest.mark.parametrize(
    ("csl", "message"),
    [
        ({"genra": "x"}, r"expected variables of CSL 1.0.2; found 'genra'. Did you mean 'genre'\?"),
        ({"collection_title": "x"}, r"Did you mean 'collection-title'\?"),
        ({"isbn": "x"}, r"Did you mean 'ISBN'\?"),
        ({"pages": "3"}, "use the field pages"),
        ({"archived_url": "x"}, "use the field archived_url"),
        ({"locator": "3"}, "belongs to a citation"),
        ({3: "x"}, "expected the names of CSL variables; found 3"),
        ("genre", "expected a mapping"),
        ({"genre": " "}, "expected words for 'genre'; found ' '"),
        ({"genre": 3}, "expected a string for 'genre'; found int 3"),
        ({"edition": ["2"]}, "expected a string for 'edition'"),
        ({"event-date": "April"}, "expected an EDTF date such as '2023-09' for 'event-date'"),
        ({"event-date": {"date-parts": [[2031]]}}, "expected a date in words, .*; found dict"),
        ({"editor": "Vale"}, "expected a list of names for 'editor'; found str 'Vale'"),
        ({"editor": []}, "expected a list of names for 'editor'"),
        ({"editor": ["Vale"]}, r"for 'editor\[0\]'; found str 'Vale'"),
        ({"editor": [{"famly": "Vale"}]}, r"found 'famly'. Did you mean 'family'\?"),
        ({"editor": [{"given": "Jo"}]}, r"editor\[0\]: expected either a family name"),
        ({"editor": [{"family": 3}]}, r"editor\[0\]\.family: expected a string"),
        ({"custom": "shelf 7"}, "expected an object as JSON text for 'custom'"),
        ({"categories": "{}"}, "expected a list as JSON text for 'categories'"),
    ],
)
def test_what_is_wrong_is_refused(csl: Any, message: str) -> None:
    """With field, what was expected and what was found."""
    with pytest.raises((TypeError, ValueError), match=rf"^Source\.csl: .*{message}") as caught:
        source(csl=csl)
    assert isinstance(caught.value, pc.PolicyConceptsError)
