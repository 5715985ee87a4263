"""The finder as an object: what it takes, how its time grows, where it can be sent."""

from __future__ import annotations

import gc
import json
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import policy_concepts as pc
from policy_concepts._catalog.compiling import compile_store

from .small import LANTERNS, catalog_of

NAMES = Path(__file__).parents[2] / "benchmarks" / "names" / "generated.jsonl"
MEGABYTE = 1_000_000
# What a worker runs: it has the package, but not the catalog's file.
WORKER = """
import json, pickle, sys
import policy_concepts as pc

with open(sys.argv[1], "rb") as file:
    finder, texts = pickle.load(file)
print(json.dumps([finder.rules_version, [each.to_dict() for text in texts
                                         for each in finder.find(text)]]))
(mention,) = finder.find(sys.argv[2])
try:
    print(json.dumps(mention.concept.id))
except pc.UnknownIdError as error:
    print(json.dumps(str(error)))
"""


@pytest.fixture(scope="module")
def lanterns(tmp_path_factory: pytest.TempPathFactory) -> pc.Catalog:
    """A catalog of a few invented names."""
    return catalog_of(tmp_path_factory.mktemp("lanterns"), LANTERNS)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> pc.Catalog:
    """1,500 generated names, half Chinese and half English."""
    concepts = {}
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        concepts[row["id"]] = [(name["text"], name["lang"], "preferred") for name in row["names"]]
    return catalog_of(tmp_path_factory.mktemp("generated"), concepts)


# --- arguments --------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["x", b"x", None, 3, ["x"], [None]])
def test_a_finder_is_made_of_concepts(value: Any) -> None:
    """A string is an iterable too, but of letters."""
    with pytest.raises(pc.ArgumentTypeError, match=r"MentionFinder: expected concepts.*; found "):
        pc.MentionFinder(value)


def test_one_concept_is_not_several() -> None:
    """A list of one is what is meant."""
    with pytest.raises(pc.ArgumentTypeError, match="expected concepts, such as"):
        pc.MentionFinder(pc.concepts[0])  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [None, b"Lantern Compact", 3, ["Lantern Compact"]])
def test_anything_but_a_string_is_refused(lanterns: pc.Catalog, value: Any) -> None:
    """Bytes or None are not searched quietly, alone or among others."""
    finder = pc.MentionFinder(lanterns.concepts)
    with pytest.raises(pc.ArgumentTypeError, match="expected a string; found"):
        finder.find(value)
    with pytest.raises(pc.ArgumentTypeError, match="expected a string; found"):
        lanterns.find_mentions(value)
    with pytest.raises(pc.ArgumentTypeError, match="expected a string; found"):
        list(finder.find_all(["LTC", value]))
    with pytest.raises(pc.ArgumentTypeError, match="expected a string; found"):
        finder.to_frame(["LTC", value])


@pytest.mark.parametrize("value", ["LTC", b"LTC", None, 3])
def test_one_text_is_not_several(lanterns: pc.Catalog, value: Any) -> None:
    """A string would be read letter by letter; the error comes before the first result is asked."""
    finder = pc.MentionFinder(lanterns.concepts)
    with pytest.raises(pc.ArgumentTypeError, match="find_all: expected several texts; found"):
        finder.find_all(value)
    with pytest.raises(pc.ArgumentTypeError, match="to_frame: expected several texts; found"):
        finder.to_frame(value)


def test_texts_are_read_as_the_results_are(lanterns: pc.Catalog) -> None:
    """A corpus larger than memory passes through."""
    taken: list[str] = []

    def texts() -> Any:
        for text in ("LTC", "nothing", "灯塔账约"):
            taken.append(text)
            yield text

    found = pc.MentionFinder(lanterns.concepts).find_all(texts())
    assert taken == []
    assert len(next(found)) == 1
    assert taken == ["LTC"]
    assert [len(each) for each in found] == [0, 1]


def test_progress_is_shown_when_asked(
    lanterns: pc.Catalog, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With tqdm; without it, the extra is named."""
    pytest.importorskip("tqdm")
    finder = pc.MentionFinder(lanterns.concepts)
    assert [len(each) for each in finder.find_all(["LTC", ""], progress=True)] == [1, 0]
    assert "2/2" in capsys.readouterr().err
    assert len(list(finder.find_all(["LTC"]))) == 1
    assert capsys.readouterr().err == ""
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(pc.MissingExtraError, match=r"policy-concepts\[progress\].*install tqdm"):
        finder.find_all(["LTC"], progress=True)


# --- tables -----------------------------------------------------------------------------------

COLUMNS = ["text", "concept", "form", "lang", "start", "end", "matched"]
BACKENDS = {"pandas": "pandas", "polars": "polars", "arrow": "pyarrow"}


def rows_of(table: Any, backend: str) -> list[dict[str, Any]]:
    """The rows of a table of any backend."""
    if backend == "pandas":
        rows: list[dict[str, Any]] = table.to_dict("records")
        return rows
    return list(table.to_dicts() if backend == "polars" else table.to_pylist())


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_table_has_a_row_for_each_mention(lanterns: pc.Catalog, backend: str) -> None:
    """The same rows and columns from each backend, numbered or with ids, also of no mentions."""
    pytest.importorskip(BACKENDS[backend])
    finder = pc.MentionFinder(lanterns.concepts)
    texts = ["LTC and 灯塔账约", "nothing", "one lake rule"]
    for ids, named in ((None, [0, 0, 2]), (iter("abc"), ["a", "a", "c"])):
        table = finder.to_frame(texts, ids, backend=backend)
        expected = [each.to_dict() for text in texts for each in finder.find(text)]
        assert rows_of(table, backend) == [
            {"text": text, **row} for text, row in zip(named, expected, strict=True)
        ]
    for none in ([], ["nothing"]):
        empty = finder.to_frame(none, backend=backend)
        names = empty.column_names if backend == "arrow" else list(empty.columns)
        assert names == COLUMNS
        assert rows_of(empty, backend) == []
        kinds = {str(empty.schema.field("start").type)} if backend == "arrow" else {
            str(empty["start"].dtype)
        }  # fmt: skip
        assert kinds <= {"Int64", "int64"}


def test_wrong_arguments_of_a_table_are_told(
    lanterns: pc.Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelt backend; ids that do not fit; a backend that is not installed, with its extra."""
    finder = pc.MentionFinder(lanterns.concepts)
    with pytest.raises(pc.ArgumentError, match=r"backend: expected one of pandas.*'polars'"):
        finder.to_frame([], backend="polar")
    pytest.importorskip("pandas")
    with pytest.raises(pc.ArgumentError, match="expected one for each text; found only 1"):
        finder.to_frame(["a", "b"], ["x"])
    with pytest.raises(pc.ArgumentError, match="expected one for each text; found more"):
        finder.to_frame(["a"], ["x", "y"])
    with pytest.raises(pc.ArgumentTypeError, match="expected one for each text; found str 'ab'"):
        finder.to_frame(["a", "b"], "ab")
    for backend, package in BACKENDS.items():
        monkeypatch.setitem(sys.modules, package, None)
        told = rf"policy-concepts\[{backend}\] names it: pip install {package}"
        with pytest.raises(pc.MissingExtraError, match=told):
            finder.to_frame([], backend=backend)


# --- which concepts ---------------------------------------------------------------------------


def test_a_finder_of_some_concepts_finds_only_these(arvania: pc.Catalog) -> None:
    """A filtered collection, a list, a generator; a name inside a longer one that is not sought."""
    text = "The clean air pledge and open fields, 绿色账本."
    assert len(arvania.find_mentions(text)) == 3
    rural = arvania.concepts.filter(domain="rural")
    pledge = arvania.concepts["clean-air-pledge"]
    for concepts in (rural, list(rural), iter(list(rural))):
        finder = pc.MentionFinder(concepts)
        assert [each.concept_id for each in finder.find(text)] == ["open-fields"]
    (mention,) = pc.MentionFinder([pledge]).find(text)
    assert mention.concept is pledge
    assert mention.name == pledge.names[0]
    assert list(pc.MentionFinder([]).find(text)) == []


def test_a_shorter_name_is_found_where_the_longer_is_not_sought(lanterns: pc.Catalog) -> None:
    """What is not asked for hides nothing."""
    finder = pc.MentionFinder([lanterns.concepts["lantern-compact"]])
    (mention,) = finder.find("the Lantern Compact Council")
    assert mention.matched == "Lantern Compact"


def test_a_compiled_catalog_gives_the_same_finder(arvania: pc.Catalog, tmp_path: Path) -> None:
    """Its names lie ready in the file; nothing else is found."""
    file = tmp_path / "arvania.pcc"
    file.write_bytes(compile_store(arvania._store))
    made, read = (pc.MentionFinder(each.concepts) for each in (arvania, pc.load(file)))
    assert read.rules_version == made.rules_version
    assert repr(read) == repr(made)
    text = "The Green-Ledger, 綠色賬本, lǜse zhangben; GL of Arvania, 深绿色账本, open fields."
    assert read.find(text) == made.find(text)
    assert len(made.find(text)) == 5
    # The bad example: a name less is another version.
    assert pc.MentionFinder(arvania.concepts[1:]).rules_version != made.rules_version


# --- time -------------------------------------------------------------------------------------


def partial_matches(catalog: pc.Catalog) -> str:
    """Nothing but beginnings of names: all but the last word or character."""
    pieces = []
    for name in (name.text for concept in catalog.concepts for name in concept.names):
        words = name.split(" ")
        pieces.append(" ".join(words[:-1]) + " " if len(words) > 1 else name[:-1])
    return "".join(pieces)


def one_line(catalog: pc.Catalog) -> str:
    """Names and other words, without a line break."""
    names = [name.text for concept in catalog.concepts for name in concept.names]
    return "".join(f"and so they wrote of {name} 又写了 " for name in names)


def seconds(find: Callable[[str], object], text: str) -> float:
    """The shorter of two times that this process took, whatever else runs."""
    taken = []
    for _ in range(2):
        gc.collect()
        start = time.process_time()
        find(text)
        taken.append(time.process_time() - start)
    return min(taken)


def grown(find: Callable[[str], object], piece: str) -> float:
    """How many times as long the longest takes as the shortest, in proportion: 1 for linear time.

    200, 400 and 800 kB: longer texts take longer and tell no more; the benchmarks have them.
    """
    repeated = 200_000 // len(piece.encode()) + 1
    first, _, last = (seconds(find, piece * (count * repeated)) for count in (1, 2, 4))
    return last / first / 4


@pytest.mark.parametrize("piece", [partial_matches, one_line])
def test_the_time_is_linear_in_the_length(arvania: pc.Catalog, piece: Any) -> None:
    """For text of partial matches only, and for one long line with rules that look around."""
    assert grown(pc.MentionFinder(arvania.concepts).find, piece(arvania)) < 2


def test_time_that_is_not_linear_is_caught() -> None:
    """The bad example: a search that looks at the whole text for each part of it."""

    def find(text: str) -> None:
        for _ in range(0, len(text), 500):
            text.count("x")

    assert grown(find, "wide") > 2


# --- pickles ----------------------------------------------------------------------------------


def on_worker(folder: Path, finder: pc.MentionFinder, texts: list[str], one: str) -> list[Any]:
    """What another process finds with a pickled finder, and what it says of a record."""
    file = folder / "finder.pickle"
    file.write_bytes(pickle.dumps((finder, texts)))
    command = [sys.executable, "-c", WORKER, str(file), one]
    output = subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return [json.loads(line) for line in output.stdout.splitlines()]


def test_a_finder_of_many_names_pickles_small(generated: pc.Catalog) -> None:
    """1,500 names take at most 1 MB, also after it was used."""
    finder = pc.MentionFinder(generated.concepts)
    assert repr(finder).startswith("<MentionFinder: 1500 names")
    finder.find(one_line(generated))
    assert len(pickle.dumps(finder)) <= MEGABYTE


def test_a_worker_needs_no_file_of_the_catalog(tmp_path: Path) -> None:
    """It finds the same; a record of one's own catalog is not at hand there, its id is."""
    catalog = catalog_of(tmp_path, LANTERNS)
    finder = pc.MentionFinder(catalog.concepts)
    texts = ["The Lantern Compact Council met; LTC, ＬＴＣ.", "燈塔账约 and lantern compacts"]
    expected = [each.to_dict() for text in texts for each in finder.find(text)]
    assert len(expected) == 5
    version = finder.rules_version
    (tmp_path / "small.yaml").unlink()
    found, told = on_worker(tmp_path, finder, texts, "LTC")
    assert found == [version, expected]
    assert "the record of 'lantern-compact' is not at hand" in told


def test_a_worker_reaches_bundled_records(tmp_path: Path) -> None:
    """The package is there, and so are its records."""
    finder = pc.MentionFinder(pc.concepts)
    found, told = on_worker(tmp_path, finder, ["新质生产力"], "新质生产力")
    assert [row["concept"] for row in found[1]] == [told] == ["new-quality-productive-forces"]


# --- counting in texts ------------------------------------------------------------------------


def test_counts_by_period_have_a_row_for_each_period_with_a_text(arvania: pc.Catalog) -> None:
    """Texts, texts with the concept and occurrences; zero where texts have none, no row else."""
    finder = pc.MentionFinder(arvania.concepts)
    texts = ["green ledger, green ledger", "nothing", "绿色账本", "green ledger"]
    counts = finder.count(texts, ["2001-02", "2001-03-04", "2003", None], by="month")
    rows = [(row.period, row.texts, row.texts_with, row.occurrences) for row in counts]
    assert rows == [("2001-02", 1, 1, 2), ("2001-03", 1, 0, 0), (None, 2, 2, 2)]
    assert {row.concept for row in counts} == {"green-ledger"}
    by_year = finder.count(texts, ["2001-02", "2001-03-04", "2003", None])
    assert [(row.period, row.texts) for row in by_year] == [("2001", 2), ("2003", 1), (None, 1)]
    assert [(row.period, row.occurrences) for row in finder.count(texts)] == [(None, 4)]


def test_counts_refuse_what_cannot_be_counted(arvania: pc.Catalog) -> None:
    """A period that there is not, a date too few or too many, one text, a date that is none."""
    finder = pc.MentionFinder(arvania.concepts)
    with pytest.raises(pc.ArgumentError, match="expected 'year' or 'month'"):
        finder.count(["a"], ["2001"], by="week")  # type: ignore[arg-type]
    with pytest.raises(pc.ArgumentError, match="expected one for each text; found only 1"):
        finder.count(["a", "b"], ["2001"])
    with pytest.raises(pc.ArgumentError, match="found more than there are texts"):
        finder.count(["a"], ["2001", "2002"])
    with pytest.raises(pc.ArgumentTypeError, match="expected several texts"):
        finder.count("a")
    with pytest.raises(pc.InvalidDateError):
        finder.count(["a"], ["last year"])
