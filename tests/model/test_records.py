"""The records as values: frozen, compared by value, hashed by id, the same after any journey."""

from __future__ import annotations

import copy
import datetime
import inspect
import multiprocessing
import os
import pickle
import pickletools
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

import policy_concepts as pc
from policy_concepts._model.record import Part

from ..support import ARVANIA, KINDS, run_python

RECORDS = (pc.Place, pc.Organization, pc.Person, pc.Source, pc.Event, pc.Concept, pc.Statement)
VALUES = (
    pc.Author, pc.Evidence, pc.Post, pc.Match, pc.Name, pc.FirstUse, pc.Facet, pc.Relation,
    pc.Quote,
)  # fmt: skip
CLASSES = (*RECORDS, *VALUES)

SOURCE = pc.Source(id="arvania-gazette-2031-04-02", type="webpage", tier="press", title="A title")
# The least that each class takes.
LEAST: dict[type, dict[str, Any]] = {
    pc.Place: {"id": "arvania", "name": "Arvania"},
    pc.Organization: {"id": "arvania-assembly", "name": "Arvania Assembly"},
    pc.Person: {"id": "orlan-mira", "name": "Mira Orlan"},
    pc.Source: {"id": "a-page", "type": "webpage", "tier": "press", "title": "A page"},
    pc.Event: {"id": "budget-speech", "title": "Budget speech", "kind": "speech"},
    pc.Concept: {"id": "green-ledger", "names": [pc.Name(text="green ledger", lang="en")]},
    pc.Statement: {"id": "a-statement", "kind": "call", "voice": "direct", "summary": "A call"},
    pc.Author: {"literal": "Staff writer"},
    pc.Evidence: {"source": SOURCE},
    pc.Post: {"title": "Premier"},
    pc.Match: {},
    pc.Name: {"text": "green ledger", "lang": "en"},
    pc.FirstUse: {"kind": "coined"},
    pc.Facet: {"label": "columns", "items": [pc.FacetItem("land")]},
    pc.Relation: {"kind": "related", "target": "clean-air-pledge"},
    pc.Quote: {"text": "what it changes", "lang": "en"},
}


def parts_of(value: Any) -> Iterator[Any]:
    """A value, and all attrs objects, texts and dates in it."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from parts_of(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from parts_of(getattr(value, field.name))


@pytest.fixture(scope="module")
def specimens(arvania: pc.Catalog) -> dict[type, Any]:
    """One object of each class that the invented catalog holds, the one with most in it."""
    found: dict[type, Any] = {}
    for kind in KINDS:
        for record in getattr(arvania, kind):
            for part in parts_of(record):
                kept = found.get(type(part))
                if kept is None or len(repr(part)) > len(repr(kept)):
                    found[type(part)] = part
    return found


# --- classes ----------------------------------------------------------------------------------


def test_every_class_is_tested() -> None:
    """The list above is every attrs class of the model."""
    waiting, model = [Part], set()
    while waiting:
        cls = waiting.pop()
        waiting += cls.__subclasses__()
        if "__attrs_attrs__" in vars(cls):
            model.add(cls)
    assert model == set(CLASSES) == set(LEAST)


def test_fixture_has_every_class(specimens: dict[type, Any]) -> None:
    """The invented catalog holds an object of each class."""
    assert set(CLASSES) | {pc.Text, pc.FacetItem, pc.PartialDate} <= set(specimens)


@pytest.mark.parametrize("cls", CLASSES)
def test_keyword_only(cls: type) -> None:
    """Constructors take keyword arguments only."""
    kinds = {parameter.kind for parameter in inspect.signature(cls).parameters.values()}
    assert kinds == {inspect.Parameter.KEYWORD_ONLY}
    with pytest.raises(pc.ArgumentTypeError, match=f"{cls.__name__}: expected keyword arguments"):
        cls("something")


@pytest.mark.parametrize("cls", CLASSES)
def test_a_misspelt_field_is_answered_with_the_near_one(cls: type) -> None:
    """It is a `TypeError`, as Python's own would be."""
    name = attrs.fields(cls)[0].name
    with pytest.raises(pc.ArgumentTypeError, match=f"no field '{name}x'.* Did you mean '{name}'"):
        cls(**LEAST[cls], **{f"{name}x": "x"})


@pytest.mark.parametrize("cls", CLASSES)
def test_the_signature_is_that_of_the_fields(cls: type) -> None:
    """With annotations and defaults, for `help`, notebooks and editors."""
    parameters = inspect.signature(cls).parameters
    assert list(parameters) == [field.name for field in attrs.fields(cls)]
    for field in attrs.fields(cls):
        default = parameters[field.name].default
        required = field.default is attrs.NOTHING
        assert default is inspect.Parameter.empty if required else default == field.default
        assert not isinstance(parameters[field.name].annotation, str)


@pytest.mark.parametrize("cls", CLASSES)
def test_frozen_and_slotted(cls: type) -> None:
    """Nothing can be set, deleted or added."""
    made = cls(**LEAST[cls])
    for field in attrs.fields(cls):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(made, field.name, None)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(made, field.name)
    with pytest.raises(AttributeError):
        made.no_such_field = 1
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize("cls", CLASSES)
def test_absent_is_none_or_empty(cls: type) -> None:
    """A field that is left out is `None`, an empty tuple, or the default the contract gives."""
    made = cls(**LEAST[cls])
    for field in attrs.fields(cls):
        if field.name not in LEAST[cls]:
            value = getattr(made, field.name)
            assert value in (None, (), False, "preferred", "normal", pc.CslVariables()), field.name


@pytest.mark.parametrize("cls", CLASSES)
def test_plural_fields_are_tuples(cls: type) -> None:
    """A list that is given becomes a tuple, and changing the list later changes nothing."""
    made = cls(**LEAST[cls])
    for field in attrs.fields(cls):
        if "tuple" in str(field.type) and isinstance(LEAST[cls].get(field.name), list):
            items = list(LEAST[cls][field.name])
            again = attrs.evolve(made, **{field.name: items})
            items.clear()
            assert getattr(again, field.name) == tuple(LEAST[cls][field.name])
    assert all(not isinstance(part, list) for part in parts_of(made))


def test_no_record_holds_what_can_change(arvania: pc.Catalog) -> None:
    """Whatever is reached from a record is a string, a boolean, `None`, a tuple or one of ours."""
    values = (pc.Text, pc.PartialDate, pc.CslVariables, str, bool, type(None), tuple)
    known = (*CLASSES, *values)
    for kind in KINDS:
        for record in getattr(arvania, kind):
            for part in parts_of(record):
                assert isinstance(part, known)


# --- equality and hash ------------------------------------------------------------------------


def test_equal_by_value(arvania: pc.Catalog) -> None:
    """A catalog loaded twice holds equal records that are other objects."""
    again = pc.load(ARVANIA)
    assert again == arvania
    for kind in KINDS:
        for one, other in zip(getattr(arvania, kind), getattr(again, kind), strict=True):
            assert one == other
            assert one is not other
            assert hash(one) == hash(other)


@pytest.mark.parametrize("cls", CLASSES)
def test_unequal_when_any_field_differs(cls: type, specimens: dict[type, Any]) -> None:
    """A record with one field left out is another record."""
    whole = specimens[cls]
    for field in attrs.fields(cls):
        if field.default is not attrs.NOTHING and getattr(whole, field.name) != field.default:
            try:
                less = attrs.evolve(whole, **{field.name: field.default})
            except pc.ArgumentError:  # an author needs a name
                continue
            assert less != whole, field.name


@pytest.mark.parametrize("cls", RECORDS)
def test_hash_by_kind_and_id(cls: type, specimens: dict[type, Any]) -> None:
    """Records of one kind and id share a hash whatever else they say; kinds are told apart."""
    least = cls(**{**LEAST[cls], "id": specimens[cls].id})
    assert hash(least) == hash(specimens[cls])
    assert least != specimens[cls]
    assert len({least, specimens[cls]}) == 2


def test_kinds_are_told_apart() -> None:
    """A place and an organization of the same id and name are not equal."""
    place = pc.Place(id="arvania", name="Arvania")
    organization = pc.Organization(id="arvania", name="Arvania")
    assert place != organization
    assert hash(place) != hash(organization)
    assert len({place, organization}) == 2


# --- journeys ---------------------------------------------------------------------------------


@pytest.mark.parametrize("cls", [*CLASSES, pc.Text, pc.FacetItem, pc.PartialDate])
def test_copies_are_equal(cls: type, specimens: dict[type, Any]) -> None:
    """copy, deepcopy and pickle of every protocol keep class, equality and hash."""
    whole = specimens[cls]
    assert type(whole) is cls
    for again in (
        copy.copy(whole),
        copy.deepcopy(whole),
        *(pickle.loads(pickle.dumps(whole, protocol)) for protocol in range(2, 6)),
    ):
        assert type(again) is cls
        assert again == whole
        assert hash(again) == hash(whole)
        assert repr(again) == repr(whole)


def test_catalog_collections_and_hits_travel(arvania: pc.Catalog) -> None:
    """A catalog, its collections, their parts, a timeline and search hits can be pickled."""
    for whole in (
        arvania,
        arvania.events,
        arvania.events[2:5],
        arvania.statements.filter(concept="green ledger"),
        arvania.timeline("green ledger"),
        arvania.search("ledger"),
    ):
        again = pickle.loads(pickle.dumps(whole))
        assert again == whole
        assert copy.deepcopy(whole) == whole
    assert pickle.loads(pickle.dumps(arvania)).concepts["green-account"].id == "green-ledger"


def test_errors_travel(arvania: pc.Catalog) -> None:
    """An error keeps its message and its facts through a pickle, as between processes."""
    errors: list[pc.PolicyConceptsError] = []
    for act in (
        lambda: arvania.lookup("gren ledger"),
        lambda: arvania.lookup("the ledger"),
        lambda: arvania.lookup(" "),
        lambda: arvania.concepts["gren-ledger"],
        lambda: pc.PartialDate("2023-13"),
        lambda: arvania.events.filter(knid="speech"),  # type: ignore[call-arg]
        lambda: pc.load("no/such/path"),
    ):
        with pytest.raises(pc.PolicyConceptsError) as caught:
            act()
        errors.append(caught.value)
    for error in errors:
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert str(again) == str(error)
        for fact in ("query", "matches", "problems"):
            assert getattr(again, fact, None) == getattr(error, fact, None)


def test_pickle_in_a_fresh_process(arvania: pc.Catalog, tmp_path: Any) -> None:
    """A pickled statement is read by a process that never saw the catalog, and comes back equal."""
    statement = arvania.statements["2031-04-02-orlan-mira-green-ledger-full-text"]
    file = tmp_path / "statement.pickle"
    file.write_bytes(pickle.dumps(statement))
    done = run_python(
        "import pickle, pathlib, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "statement = pickle.loads(file.read_bytes())\n"
        "print(statement.event.place.name, statement.speaker.posts[1].since)\n"
        "print(len({statement, pickle.loads(pickle.dumps(statement))}))\n"
        "file.write_bytes(pickle.dumps(statement))\n",
        str(file),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Arvania City 2029-03-01\n1\n"
    assert pickle.loads(file.read_bytes()) == statement


def _echo(record: Any) -> tuple[Any, int, str]:
    return record, os.getpid(), str(record)


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_multiprocessing(method: str, arvania: pc.Catalog) -> None:
    """Records sent to another process and back are equal, whichever way it was started."""
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} on this system")
    records = [*arvania.statements, *arvania.concepts, arvania]
    with multiprocessing.get_context(method).Pool(1) as pool:
        returned = pool.map(_echo, records)
    for record, (again, process, shown) in zip(records, returned, strict=True):
        assert process != os.getpid()
        assert again == record
        assert shown == str(record)


class Town(pc.Place):
    """A class of a user's own."""

    __slots__ = ()


def test_a_subclass_of_a_record(arvania: pc.Catalog) -> None:
    """It is made, compared, shown, copied and pickled as its base; it is no record of a catalog."""
    town = Town(id="mirsk", name="Mirsk", parent=arvania.places["arvania"])
    assert (town.id, str(town.name)) == ("mirsk", "Mirsk")
    assert town == Town(id="mirsk", name="Mirsk", parent=arvania.places["arvania"])
    assert town != pc.Place(id="mirsk", name="Mirsk", parent=arvania.places["arvania"])
    assert copy.deepcopy(town) == pickle.loads(pickle.dumps(town)) == town
    assert attrs.evolve(town, code="XA").code == "XA"
    assert repr(town) == "<Town mirsk: Mirsk>"
    assert "Mirsk" in town._repr_html_()
    assert town.is_within(arvania.places["arvania"])
    assert list(inspect.signature(Town).parameters) == [f.name for f in attrs.fields(pc.Place)]
    with pytest.raises(pc.ArgumentError, match=r"Town\.code: expected an ISO 3166"):
        Town(id="mirsk", name="Mirsk", code="x")
    assert town not in arvania.places
    with pytest.raises(pc.ArgumentTypeError, match="expected"):
        arvania.events.filter(place=town)


def test_a_subclass_that_attrs_makes() -> None:
    """Its generated `__init__` converts and checks the inherited fields all the same."""

    @attrs.frozen(kw_only=True)
    class City(pc.Place):
        population: int = 0

    city = City(id="mirsk", name="Mirsk", population=3)  # type: ignore[arg-type]
    assert (city.name, city.population) == (pc.Text("Mirsk"), 3)
    with pytest.raises(pc.ArgumentError, match=r"City\.id: expected an id"):
        City(id="Not An Id!!", name="x")  # type: ignore[arg-type]


def test_a_pickle_without_a_required_field_is_refused() -> None:
    """Of another version, say; an absent field that may be absent has its default."""
    place = pc.Place.__new__(pc.Place)
    place.__setstate__({"id": "mirsk", "name": pc.Text("Mirsk")})
    assert place == pc.Place(id="mirsk", name="Mirsk")
    with pytest.raises(pc.ArgumentTypeError, match="Place: missing the required 'name'"):
        pc.Place.__new__(pc.Place).__setstate__({"id": "mirsk"})


def _named_in(pickled: bytes) -> set[str]:
    """The modules that a pickle names."""
    strings: list[str] = []
    modules: set[str] = set()
    for opcode, argument, _ in pickletools.genops(pickled):
        if opcode.name == "GLOBAL":
            modules.add(str(argument).split(" ")[0])
        elif opcode.name == "STACK_GLOBAL":
            modules.add(strings[-2])
        elif isinstance(argument, str):
            strings.append(argument)
    return modules


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickles_name_the_public_module(arvania: pc.Catalog, protocol: int) -> None:
    """A module that moves breaks no pickle."""
    values: list[Any] = [
        arvania, arvania.concepts, arvania.timeline("GL"), *arvania.search("ledger"),
        *arvania.find_mentions("The green ledger."), pc.PartialDate("2031"), pc.Text("x"),
    ]  # fmt: skip
    values += [record for kind in KINDS for record in getattr(arvania, kind)]
    for wrong in (
        lambda: arvania.lookup("no such"), lambda: arvania.concepts["x"],
        lambda: pc.PartialDate("x"), lambda: pc.load("/no/such/folder"), lambda: pc.cite(1),
    ):  # fmt: skip
        with pytest.raises(pc.PolicyConceptsError) as caught:
            wrong()
        values.append(caught.value)
    for value in values:
        pickled = pickle.dumps(value, protocol)
        ours = {name for name in _named_in(pickled) if name.startswith("policy_concepts")}
        assert ours == {"policy_concepts"}, value
        again = pickle.loads(pickled)
        assert type(again) is type(value)
        if isinstance(value, pc.PolicyConceptsError):
            assert vars(again) == vars(value)


def test_annotations_of_public_classes_can_be_read() -> None:
    """For libraries that read the fields, though the classes carry the public module, and in a
    process that has used none of them.
    """
    classes = {name: getattr(pc, name) for name in pc.__all__ if name[0].isupper()}
    names = [name for name, cls in classes.items() if attrs.has(cls) or hasattr(cls, "_fields")]
    assert len(names) > 18
    for name in names:
        done = run_python(
            "import sys, typing, policy_concepts as pc\n"
            f"hints = typing.get_type_hints(pc.{name})\n"
            "assert hints and not [hint for hint in hints.values() if isinstance(hint, str)]"
        )
        assert done.returncode == 0, (name, done.stderr)


def test_copying_many_levels() -> None:
    """A chain as long as the loader lets through can be copied, pickled, compared and hashed."""
    chain: list[pc.Statement] = []
    for number in range(32):
        chain.append(
            pc.Statement(
                id=f"version-{number}",
                kind="call",
                voice="document",
                summary="A call",
                version_of=chain[-1] if chain else None,
                evidence=[pc.Evidence(source=SOURCE)],
            )
        )
    last = chain[-1]
    assert copy.deepcopy(last) == pickle.loads(pickle.dumps(last)) == last


# --- validators -------------------------------------------------------------------------------

WRONG: list[tuple[type, str, Any, str]] = [
    (pc.Place, "id", "Arvania", "lower-case"),
    (pc.Place, "id", "", "lower-case"),
    (pc.Place, "id", "a--b", "lower-case"),
    (pc.Place, "id", "a\n", "lower-case"),
    (pc.Place, "id", None, "an id"),
    (pc.Place, "name", "", "expected words"),
    (pc.Place, "name", 3, "a string or a mapping"),
    (pc.Place, "name", {"English": "Arvania"}, "BCP 47"),
    (pc.Place, "aliases", "Arvania", "a list or tuple"),
    (pc.Place, "aliases", ["Arvania", ""], "expected a string"),
    (pc.Place, "aliases", [3], "expected a string"),
    (pc.Place, "parent", "arvania", "expected Place"),
    (pc.Place, "code", "xa", "ISO 3166"),
    (pc.Place, "code", "XA-ORSK", "ISO 3166"),
    (pc.Place, "wikidata", "q1", "Wikidata"),
    (pc.Place, "wikidata", "Q0", "Wikidata"),
    (pc.Organization, "parent", pc.Place(id="arvania", name="Arvania"), "expected Organization"),
    (pc.Organization, "abbreviation", "  ", "expected words"),
    (pc.Organization, "abbreviation", 7, "expected a string"),
    (pc.Person, "posts", [pc.Quote(text="x", lang="en")], "expected Post"),
    (pc.Person, "family", "", "expected words"),
    (pc.Source, "type", "web page", "webpage"),
    (pc.Source, "type", None, "known values"),
    (pc.Source, "tier", "offical_report", "official_report"),
    (pc.Source, "authors", ["Mira Orlan"], "expected Person or Organization or Author"),
    (pc.Source, "authors", {"family": "Orlan"}, "a list or tuple"),
    (pc.Source, "publisher", "arvania-gazette", "expected Organization"),
    (pc.Source, "date", "April 2031", "EDTF"),
    (pc.Source, "date", "2031-02-30", "none"),
    (pc.Source, "date", 2031, "EDTF"),
    (pc.Source, "url", "gazette.example/1", "http"),
    (pc.Source, "url", "javascript:alert(1)", "http"),
    (pc.Source, "url", "https://gazette.example/a b", "http"),
    (pc.Source, "url", 'https://gazette.example/"onclick', "http"),
    (pc.Source, "archived_url", "ftp://archive.example/1", "http"),
    (pc.Source, "accessed", "2031-5-1", "EDTF"),
    (pc.Source, "lang", "English", "BCP 47"),
    (pc.Source, "doi", "https://doi.org/10.99999/1", "without the resolver"),
    (pc.Source, "container_title", [], "a string or a mapping"),
    (pc.Evidence, "source", "arvania-gazette-2031-04-02", "expected Source"),
    (pc.Evidence, "source", None, "expected Source"),
    (pc.Evidence, "locator", 2, "expected a string"),
    (pc.Post, "since", "2029-13", "none"),
    (pc.Event, "kind", "meetings", "meeting"),
    (pc.Event, "place", "mirsk", "expected Place"),
    (pc.Event, "participants", [SOURCE], "expected Person or Organization"),
    (pc.Event, "part_of", pc.Place(id="arvania", name="Arvania"), "expected Event"),
    (pc.Match, "requires", "ledger", "a list or tuple"),
    (pc.Match, "never", "true", "expected bool"),
    (pc.Match, "case_sensitive", 1, "expected bool"),
    (pc.Name, "text", " ", "expected words"),
    (pc.Name, "lang", "zh_Hans", "BCP 47"),
    (pc.Name, "lang", 3, "BCP 47"),
    (pc.Name, "kind", "prefered", "preferred"),
    (pc.Name, "match", {"never": True}, "expected Match"),
    (pc.FirstUse, "kind", "first", "known values"),
    (pc.FirstUse, "rank", "best", "known values"),
    (pc.FirstUse, "by", SOURCE, "expected Person or Organization"),
    (pc.Facet, "label", " ", "a short word"),
    (pc.Facet, "items", ["land"], "expected FacetItem"),
    (pc.Facet, "items", pc.FacetItem("land"), "a list or tuple"),
    (pc.Relation, "kind", "relates", "related"),
    (pc.Relation, "target", "Clean Air", "lower-case"),
    (pc.Concept, "names", [], "at least one name"),
    (pc.Concept, "names", ["green ledger"], "expected Name"),
    (pc.Concept, "kind", "polcy", "policy"),
    (pc.Concept, "domains", ["ecology", "enviroment"], "known values"),
    (pc.Concept, "domains", [None], "known values"),
    (pc.Concept, "jurisdiction", "arvania", "expected Place"),
    (pc.Concept, "relations", ["clean-air-pledge"], "expected Relation"),
    (pc.Concept, "note", 1, "expected a string"),
    (pc.Quote, "text", "", "expected words"),
    (pc.Statement, "kind", "explaination", "explanation"),
    (pc.Statement, "voice", "indirect", "direct"),
    (pc.Statement, "speaker", "Mira Orlan", "expected Person or Organization or Source"),
    (pc.Statement, "concepts", ["green-ledger"], "expected Concept"),
    (pc.Statement, "quote", "what it changes", "expected Quote"),
    (pc.Statement, "version_of", "a-statement", "expected Statement"),
    (pc.Statement, "summary", None, "a string or a mapping"),
]


@pytest.mark.parametrize(("cls", "field", "value", "rule"), WRONG)
def test_wrong_values(cls: type, field: str, value: Any, rule: str) -> None:
    """A wrong value is a `ValueError` or `TypeError` naming class, field, rule and value."""
    with pytest.raises(pc.PolicyConceptsError) as caught:
        cls(**{**LEAST[cls], field: value})
    assert isinstance(caught.value, (ValueError, TypeError))
    message = str(caught.value)
    assert f"{cls.__name__}.{field}" in message
    assert rule in message
    shown = value[-1] if isinstance(value, list) and value else value
    if isinstance(value, dict):
        shown = next(iter(value))
    assert repr(shown) in message or "found none" in message


def test_wrong_item_is_numbered() -> None:
    """A wrong item of a list is named by its index."""
    with pytest.raises(pc.ArgumentError, match=r"Concept\.domains\[1\]: .*'enviroment'"):
        pc.Concept(**{**LEAST[pc.Concept], "domains": ["ecology", "enviroment"]})


def test_near_match_of_a_choice() -> None:
    """A misspelt choice is answered with the near one and all that there are."""
    with pytest.raises(pc.ArgumentError, match=r"Did you mean 'explanation'\? Choose from: assess"):
        pc.Statement(**{**LEAST[pc.Statement], "kind": "explaination"})


@pytest.mark.parametrize("cls", CLASSES)
def test_required_fields(cls: type) -> None:
    """A required field that is left out is a `TypeError` that names it."""
    for field in attrs.fields(cls):
        if field.default is attrs.NOTHING:
            less = {name: value for name, value in LEAST[cls].items() if name != field.name}
            with pytest.raises(TypeError, match=field.name):
                cls(**less)


@pytest.mark.parametrize(
    "names",
    [{}, {"family": "Berg", "literal": "Ida Berg"}, {"given": "Ida"}, {"suffix": "Jr."}],
)
def test_author_has_one_form(names: dict[str, str]) -> None:
    """An author has a family name or a literal name, not both and not neither."""
    with pytest.raises(pc.ArgumentError, match="Author: expected either a family name"):
        pc.Author(**names)


@pytest.mark.parametrize(
    ("cls", "since", "until"),
    [
        (pc.Name, "2031", "2030"),
        (pc.Post, "2031-05-02", "2031-05-01"),
        (pc.Facet, "2032", "2031-12"),
    ],
)
def test_periods_do_not_end_before_they_start(cls: type, since: str, until: str) -> None:
    """`until` before `since` is refused; a shared month is not."""
    with pytest.raises(pc.ArgumentError, match=f"{cls.__name__}: expected until not before since"):
        cls(**LEAST[cls], since=since, until=until)
    assert cls(**LEAST[cls], since="2031-05", until="2031-05-01").until.earliest == datetime.date(
        2031, 5, 1
    )


def test_friendly_at_the_edges() -> None:
    """Strings, mappings, dates and lists are taken where a text, a date or a tuple is kept."""
    event = pc.Event(
        id="budget-speech",
        title={"en": "Budget speech", "zh-Hans": "预算演说"},
        kind="speech",
        date=datetime.date(2031, 4, 2),
        participants=iter([pc.Person(id="orlan-mira", name="Mira Orlan")]),
    )
    assert event.title["zh"] == "预算演说"
    assert event.date == pc.PartialDate("2031-04-02")
    assert isinstance(event.participants, tuple)


# --- label ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "on", "label"),
    [
        ("en", None, "green ledger"),
        ("en-GB", None, "green ledger"),
        ("zh", None, "绿色账本"),
        ("zh-CN", None, "绿色账本"),
        ("zh-Hant", None, "綠色賬本"),
        ("zh-TW", None, "綠色賬本"),
        ("zh-Latn", None, "lǜsè zhàngběn"),
        ("fr", None, "registre vert"),
        ("en", "2031-04-02", "green ledger"),
        ("en", "2031-04-01", "land account"),
        ("en", "2030", "land account"),
        ("en", "2029-01-01", "land account"),
        ("en", "2040-01-01", "green ledger"),
        ("en", datetime.date(2030, 5, 1), "land account"),
        ("en", pc.PartialDate("2031-04-02/.."), "green ledger"),
        ("zh", "2031-04-02", "绿色账本"),
        ("zh", "2031", "绿色账本"),
        ("zh-Latn", "2032", "lǜsè zhàngběn"),
        ("fr", "2034-01-01", "registre vert"),
    ],
)
def test_label(lang: str, on: Any, label: str, arvania: pc.Catalog) -> None:
    """The label is today's preferred name, or the rendering in force on a day."""
    assert arvania.concepts["green-ledger"].label(lang, on=on) == label


def test_label_answers_only_from_what_is_known(arvania: pc.Catalog) -> None:
    """Before the earliest dated name nothing is known; an undated name beside dated ones never
    counts, and neither do abbreviations and glosses.
    """
    concept = arvania.concepts["green-ledger"]
    with pytest.raises(
        pc.UnknownNameError,
        match="no name in 'en' is known for 2028-12-31; the earliest known is 'land account', "
        "from 2029",
    ):
        concept.label("en", on="2028-12-31")
    assert concept.label("en", on="2028", default=None) is None
    with pytest.raises(pc.UnknownNameError, match="'registre vert', from 2034"):
        concept.label("fr", on="2033")


def test_label_in_a_language_without_dates(arvania: pc.Catalog) -> None:
    """There the preferred name counts from the first use on; a retroactive claim dates no words."""
    concept = arvania.concepts["green-ledger"]
    for lang, text in (("zh", "绿色账本"), ("zh-Hant", "綠色賬本"), ("zh-Latn", "lǜsè zhàngběn")):
        with pytest.raises(pc.UnknownNameError, match=f"{text!r}, from 2031-04-02"):
            concept.label(lang, on="2031-04-01")
        assert concept.label(lang, on="2031-04-02") == text
    without = attrs.evolve(concept, first_uses=())
    assert without.label("zh", on="2029") == "绿色账本"  # from the earliest dated name
    bare = attrs.evolve(
        without,
        names=[attrs.evolve(n, since=None, until=None, attested=None) for n in concept.names],
    )
    assert bare.label("zh", on="0500") == "绿色账本"
    assert bare.label("en", on="0500") == "green ledger"
    old = attrs.evolve(bare, first_uses=concept.first_uses[2:])
    assert old.first_use is None
    claim = attrs.evolve(concept.first_uses[2], rank="preferred")
    retroactive = attrs.evolve(without, first_uses=(claim,))
    assert retroactive.first_use == claim
    assert retroactive.label("zh", on="2010", default=None) is None


def test_label_of_an_issuer(arvania: pc.Catalog) -> None:
    """Two official forms can stand side by side; an issuer is a record, an id or a name."""
    concept = arvania.concepts["green-ledger"]
    office = arvania.organizations["land-survey-office"]
    both = attrs.evolve(
        concept,
        names=[
            *concept.names,
            pc.Name(text="green book", lang="en", kind="variant", issuer=office, attested="2032"),
        ],
    )
    assert both.label("en", on="2033") == "green ledger"
    for issuer in (office, "land-survey-office", str(office.name).upper()):
        assert both.label("en", issuer=issuer) == "green book"
        assert both.label("en", on="2033", issuer=issuer) == "green book"
        assert both.label("en", on="2031", issuer=issuer, default=None) is None
    for issuer in ("arvania-gazette", "阿尔瓦尼亚公报", "阿爾瓦尼亞公報"):
        assert both.label("en", issuer=issuer) == "green ledger"
    with pytest.raises(
        LookupError, match=r"found 'gazete'; issuers are arvania-gazette, land-survey-office"
    ):
        both.label("en", issuer="gazete")
    with pytest.raises(LookupError, match="'green book', from 2032"):
        both.label("en", on="2031", issuer=office)
    with pytest.raises(TypeError, match="expected an organization, its id or a name of it"):
        both.label("en", issuer=3)  # type: ignore[call-overload]


def test_label_that_is_not_there(arvania: pc.Catalog) -> None:
    """A language without a name raises and says which there are, unless a default is given."""
    concept = arvania.concepts["green-ledger"]
    with pytest.raises(LookupError, match="no name in 'ru'; it has names in en, fr, zh-Hans"):
        concept.label("ru")
    assert concept.label("ru", default="-") == "-"
    with pytest.raises(pc.InvalidDateError):
        concept.label("en", on="yesterday")


def test_names_in(arvania: pc.Catalog) -> None:
    """`names_in` gives the names of a language as recorded, `zh` both scripts but not pinyin."""
    concept = arvania.concepts["green-ledger"]
    assert [name.text for name in concept.names_in("zh")] == ["绿色账本", "綠色賬本"]
    assert [name.text for name in concept.names_in("zh-Hant")] == ["綠色賬本"]
    assert [name.kind for name in concept.names_in("en")] == [
        "preferred", "former", "abbreviation", "literal", "variant",
    ]  # fmt: skip
    assert concept.names_in("ru") == ()


# --- facet, first_use, posts_on ---------------------------------------------------------------


def test_facet(arvania: pc.Catalog) -> None:
    """A facet is today's set of items; on a day, the set of that day."""
    concept = arvania.concepts["green-ledger"]
    assert [str(item) for item in concept.facet("columns")] == ["land", "water", "clean air"]
    assert concept.facet("columns").items[2].concept == "clean-air-pledge"
    assert len(concept.facet("columns", on="2031-05")) == 2
    chinese = attrs.evolve(concept, facets=[attrs.evolve(concept.facets[0], label="账目")])
    assert chinese.facet("帳目") == chinese.facets[0]
    assert len(concept.facet("columns", on="2032-06-01")) == 3
    assert concept.facet("COLUMNS") == concept.facet("columns")
    assert [item["zh"] for item in concept.facet("duties")] == ["计算", "公布"]
    with pytest.raises(pc.UnknownNameError, match=r"no facet 'colums'\. Did you mean 'columns'\?"):
        concept.facet("colums")
    with pytest.raises(pc.UnknownNameError, match="no facet"):
        arvania.concepts["slow-roads"].facet("columns")


def test_first_use(arvania: pc.Catalog) -> None:
    """The first use is the preferred claim; rivals stay; a disputed one is never chosen."""
    concept = arvania.concepts["green-ledger"]
    assert concept.first_use is not None
    assert concept.first_use.kind == "leader"
    assert [use.rank for use in concept.first_uses] == ["preferred", "normal", "disputed"]
    no_preferred = attrs.evolve(concept, first_uses=concept.first_uses[:0:-1])
    assert no_preferred.first_use is not None
    assert no_preferred.first_use.rank == "normal"
    assert attrs.evolve(concept, first_uses=concept.first_uses[2:]).first_use is None
    assert arvania.concepts["quiet-borders"].first_use is None


@pytest.mark.parametrize(
    ("on", "titles"),
    [
        ("2028-01-01", ["Minister of Land"]),
        ("2029-02-28", ["Minister of Land"]),
        ("2029-03-01", ["Premier"]),
        ("2029", ["Minister of Land", "Premier"]),
        ("2033-12-31", ["Premier"]),
        ("2034", []),
        ("2020/..", ["Minister of Land", "Premier"]),
        (datetime.date(2031, 1, 1), ["Premier"]),
    ],
)
def test_posts_on(on: Any, titles: list[str], arvania: pc.Catalog) -> None:
    """The offices that may have been held at a time."""
    person = arvania.people["orlan-mira"]
    assert [str(post.title) for post in person.posts_on(on)] == titles


# --- chains -----------------------------------------------------------------------------------


def test_ancestors(arvania: pc.Catalog) -> None:
    """Places, bodies and events know what they are within, the nearest first."""
    mirsk = arvania.places["mirsk"]
    assert [place.id for place in mirsk.ancestors] == ["orsk-province", "arvania"]
    assert mirsk.is_within(mirsk)
    assert mirsk.is_within(arvania.places["arvania"])
    assert not arvania.places["arvania"].is_within(mirsk)
    office = arvania.organizations["land-survey-office"]
    assert [body.id for body in office.ancestors] == ["ministry-of-land", "arvania-government"]
    assert office.is_within(arvania.organizations["arvania-government"])
    speech = arvania.events["arvania-budget-speech-2031"]
    assert [event.id for event in speech.ancestors] == ["arvania-assembly-2031"]
    assert speech.is_within(arvania.events["arvania-assembly-2031"])


def test_forward_links_are_objects(arvania: pc.Catalog) -> None:
    """A statement reaches its event's place, its speaker and its sources without a catalog."""
    statement = arvania.statements["2031-03-03-tessel-jon-slow-roads-caution"]
    assert statement.event is not None
    assert statement.event.place is not None
    assert str(statement.event.place.name) == "Mirsk"
    assert [source.id for source in statement.sources] == ["arvania-gazette-2031-03-04-orsk-tour"]
    assert statement.sources[0] == statement.evidence[0].source


def test_sources_are_listed_once() -> None:
    """A source that stands twice in the evidence is one source."""
    evidence = [pc.Evidence(source=SOURCE, locator=place) for place in ("p. 1", "p. 2")]
    statement = pc.Statement(**LEAST[pc.Statement], evidence=evidence)
    assert statement.sources == (SOURCE,)


def test_when(arvania: pc.Catalog) -> None:
    """A statement without a date of its own was made when its event was."""
    call = arvania.statements["2031-04-05-arvania-assembly-green-ledger-call"]
    assert call.date is None
    assert call.when == pc.PartialDate("2031-04-05")
    assert pc.Statement(**LEAST[pc.Statement]).when is None


def test_names_of_things(arvania: pc.Catalog) -> None:
    """Every kind of speaker has a `name`; authors, names and quotations read as their words."""
    assert str(arvania.sources["ledger-glossary"].name) == "Ledger glossary"
    source = arvania.sources["berg-2034-ledger-states"]
    assert [str(getattr(author, "name", author)) for author in source.authors] == [
        "Ida van den Berg",
        "Anselm Piet de la Roque Jr.",
    ]
    assert str(arvania.concepts["slow-roads"].names[0]) == "slow roads"
    quote = arvania.statements["2031-03-03-tessel-jon-slow-roads-caution"].quote
    assert str(quote) == "a wave of asphalt bubbles"


# --- repr -------------------------------------------------------------------------------------


def test_repr_is_one_line_with_the_id(arvania: pc.Catalog) -> None:
    """A record's repr is one line of modest length, class and id first."""
    for kind in KINDS:
        for record in getattr(arvania, kind):
            shown = repr(record)
            assert shown.startswith(f"<{type(record).__name__} {record.id}: ")
            assert shown.endswith(">")
            assert len(shown.splitlines()) == 1
            assert len(shown) < 80 + 60 + len(record.id)


def test_repr_of_long_and_broken_texts() -> None:
    """A title of many lines is shown on one, and cut."""
    event = pc.Event(id="e", title="A\ttitle\nof\u2028lines " + "and words " * 50, kind="other")
    assert len(repr(event).splitlines()) == 1
    assert repr(event).startswith("<Event e: A title of lines and words")
    assert repr(event).endswith("…>")
    assert len(repr(event)) < 100


def test_reprs_of_collections(arvania: pc.Catalog) -> None:
    """Collections, catalogs and timelines are shown on one line, with a count."""
    assert repr(arvania.concepts[:2]) == "<2 concepts: clean-air-pledge, green-ledger>"
    assert repr(arvania.people[:1]) == "<1 person: berg-ida>"
    assert repr(arvania.events).startswith("<11 events: arvania-assembly-2031, ")
    assert repr(arvania.events).endswith(", …>")
    assert repr(arvania.places.filter(place="belmar")[:0]) == "<0 places>"
    assert "6 concepts" in repr(arvania)
    assert repr(arvania.timeline("GL")).startswith("<Timeline green-ledger: ")
