"""Collections as data frames."""

from __future__ import annotations

import sys

import pytest

import policy_concepts as pc

pandas = pytest.importorskip("pandas")
KINDS = ("concepts", "events", "statements", "sources", "people", "organizations", "places")


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_has_a_row_a_record_and_the_same_columns_when_empty(
    arvania: pc.Catalog, kind: str
) -> None:
    """Nothing is lost, and code that handles a full frame handles an empty one."""
    collection = getattr(arvania, kind)
    frame = collection.to_pandas()
    assert list(frame["id"]) == list(collection.ids)
    assert list(frame["label"])
    empty = collection[:0].to_pandas()
    assert len(empty) == 0
    assert set(empty.columns) <= set(frame.columns)


def test_dates_are_dates_and_the_edtf_string_is_kept(arvania: pc.Catalog) -> None:
    """`date` as written, `_earliest` and `_latest` to calculate with."""
    frame = arvania.events.to_pandas().set_index("id")
    for event in arvania.events:
        row = frame.loc[event.id]
        if event.date is None:
            assert pandas.isna(row["date_earliest"])
            continue
        assert row["date"] == str(event.date)
        assert pandas.isna(row["date_earliest"]) == (event.date.earliest is None)
        if event.date.earliest is not None:
            assert row["date_earliest"].date() == event.date.earliest
    assert str(frame["date_latest"].dtype).startswith("datetime64")


def test_links_are_ids_with_labels_beside_them(arvania: pc.Catalog) -> None:
    """A frame can be joined on ids and read without a join."""
    frame = arvania.statements.to_pandas().set_index("id")
    for statement in arvania.statements:
        if isinstance(statement.speaker, pc.Person):
            assert frame.loc[statement.id, "speaker"] == statement.speaker.id
            assert frame.loc[statement.id, "speaker_label"] == str(statement.speaker.name)
        assert frame.loc[statement.id, "concepts"] == [each.id for each in statement.concepts]


def test_texts_keep_their_languages(arvania: pc.Catalog) -> None:
    """English in the column of the field, others beside it."""
    frame = arvania.places.to_pandas().set_index("id")
    place = next(place for place in arvania.places if "zh-Hans" in dict(place.name))
    assert frame.loc[place.id, "name_zh-Hans"] == place.name["zh-Hans"]


def test_without_pandas_the_extra_is_named(
    arvania: pc.Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(pc.MissingExtraError, match=r"policy-concepts\[pandas\]"):
        arvania.events.to_pandas()
