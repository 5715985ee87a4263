"""The JSON Schemas that editors use say what the loader says."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import policy_concepts as pc
from policy_concepts._views.schemas import NAMES, schema, schema_files, schema_text

from ..support import ARVANIA, as_tables, problems_of, write_file

SINGULAR = {
    "places": "place",
    "organizations": "organization",
    "people": "person",
    "sources": "source",
    "events": "event",
    "concepts": "concept",
    "statements": "statement",
}
RECORDS = sorted(path for path in ARVANIA.rglob("*.yaml") if path.parent != ARVANIA)


def read(path: Path) -> Any:
    """A file as an editor sees it, all scalars text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (BaseLoader makes strings only)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_file_is_what_the_classes_give(name: str) -> None:
    """The files in the package are generated: `policy-concepts schema --write` renews them."""
    shipped = files("policy_concepts") / "schemas" / f"{name}.schema.json"
    assert shipped.read_text(encoding="utf-8") == schema_files()[shipped.name]
    Draft202012Validator.check_schema(schema(name))


def test_no_other_schema_file_is_there() -> None:
    """One of a kind that is gone would mislead."""
    shipped = {file.name for file in (files("policy_concepts") / "schemas").iterdir()}
    assert shipped == set(schema_files())


def test_the_catalog_file_refers_to_files_beside_it(arvania: pc.Catalog) -> None:
    """With the references resolved it takes and refuses what the whole schema does."""
    texts = schema_files()
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(json.loads(text))) for name, text in texts.items()
    )
    checker = Draft202012Validator(json.loads(texts["catalog.schema.json"]), registry=registry)
    tables = as_tables(arvania)
    assert [error.message for error in checker.iter_errors(tables)] == []
    tables["places"]["arvania"]["colour"] = "green"
    assert ["colour" in error.message for error in checker.iter_errors(tables)] == [True]


@pytest.mark.parametrize(
    ("tag", "good"),
    [("zh-abcd", False), ("zh-Hans", True), ("en-GB", True), ("zh-Latn-pinyin", True),
     ("sl-1994", True), ("EN", False)],
)  # fmt: skip
def test_a_schema_takes_the_language_tags_that_the_loader_takes(
    tag: str, good: bool, tmp_path: Path
) -> None:
    """One pattern serves both."""
    record = {"name": {tag: "Arvania"}}
    assert good is not bool(list(Draft202012Validator(schema("place")).iter_errors(record)))
    problems = problems_of(write_file(tmp_path / "c.yaml", {"places": {"arvania": record}}))
    assert good is not bool(problems)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_record_that_loads_fits_its_schema(path: Path) -> None:
    """An editor does not complain of what the loader takes."""
    checker = Draft202012Validator(schema(SINGULAR[path.parent.name]))
    assert [error.message for error in checker.iter_errors(read(path))] == []


def test_a_whole_catalog_fits_the_catalog_schema(arvania: pc.Catalog) -> None:
    """So does a catalog in one file."""
    checker = Draft202012Validator(schema("catalog"))
    assert [error.message for error in checker.iter_errors(as_tables(arvania))] == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"colour": "green"}, "colour"),
        ({"kind": "sermon"}, "sermon"),
        ({"date": "last spring"}, "last spring"),
        ({"wikidata": "29520"}, "29520"),
        ({"names": []}, "[]"),
        ({"names": "green ledger"}, "green ledger"),
    ],
)
def test_a_schema_refuses_what_the_loader_refuses(change: dict[str, Any], message: str) -> None:
    """Each broken record is caught while it is typed."""
    kind = "event" if "date" in change else "concept"
    good = {
        "concept": {"names": [{"text": "green ledger", "lang": "en"}]},
        "event": {"title": "Budget speech", "kind": "speech"},
    }[kind]
    errors = list(Draft202012Validator(schema(kind)).iter_errors({**good, **change}))
    assert any(message in error.message for error in errors)


def test_an_unknown_schema_is_named() -> None:
    """The error lists what there is."""
    with pytest.raises(pc.ArgumentError, match="'concept'"):
        schema("concpet")


def test_the_modeline_of_bundled_files_leads_to_a_schema() -> None:
    """In a checkout every record file names the schema of its kind."""
    data = Path(__file__).parent.parent.parent / "src" / "policy_concepts" / "data"
    for path in sorted(data.glob("*/*.yaml")):
        line = path.read_text(encoding="utf-8").split("\n", 1)[0]
        target = line.removeprefix("# yaml-language-server: $schema=")
        assert target != line, path
        assert (path.parent / target).resolve().name == f"{SINGULAR[path.parent.name]}.schema.json"
        assert (path.parent / target).resolve().is_file()


def test_json_of_a_schema_reads_back() -> None:
    """The text is JSON."""
    assert json.loads(schema_text("place")) == schema("place")
