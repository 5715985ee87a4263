"""Mentions in Arrow batches, and on Spark and Dask: the same as on one machine."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from typing import Any

import pytest

import policy_concepts as pc

COLUMNS = ["id", "concept", "form", "lang", "start", "end", "matched"]
# As docs/recipes.md has it.
SCHEMA = "id long, concept string, form string, lang string, start int, end int, matched string"
TEXTS = [
    "The Green-Ledger of Arvania; 😀 绿色账本。",
    None,
    "nothing to see",
    "",
    "open fields and a clean air pledge, 綠色賬本",
]


def module(name: str) -> Any:
    """A module of another project, whose warnings are not ours; skips where it is not there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(name)


def expected(catalog: pc.Catalog, texts: list[str | None]) -> list[tuple[Any, ...]]:
    """Rows as found one text after another."""
    finder = pc.MentionFinder(catalog.concepts)
    return [
        (number, each.concept.id, each.name.text, each.name.lang, each.start, each.end,
         text[each.start : each.end])
        for number, text in enumerate(texts)
        if text is not None
        for each in finder.find(text)
    ]  # fmt: skip


def rows(batch: Any) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in batch.to_pylist()]


# --- batches ----------------------------------------------------------------------------------


def test_a_row_for_each_mention_a_batch_for_each_batch(arvania: pc.Catalog) -> None:
    """Also for a batch without texts or without mentions; a missing text has no rows."""
    pa = module("pyarrow")
    whole = pa.RecordBatch.from_pydict({"other": TEXTS, "id": range(5), "text": TEXTS})
    parts = [whole.slice(0, 2), whole.slice(2, 2), whole.slice(4, 0), whole.slice(4, 1)]
    found = list(pc.find_batches(pc.MentionFinder(arvania.concepts), iter(parts)))
    assert [batch.schema.names for batch in found] == [COLUMNS] * 4
    assert len({str(batch.schema) for batch in found}) == 1
    assert [batch.num_rows for batch in found] == [2, 0, 0, 3]
    assert [row for batch in found for row in rows(batch)] == expected(arvania, TEXTS)


@pytest.mark.parametrize("kind", ["string", "large_string", "binary", "int8"])
def test_ids_keep_their_type_and_columns_may_have_other_names(
    arvania: pc.Catalog, kind: str
) -> None:
    """Whatever a corpus calls them."""
    pa = module("pyarrow")
    values: dict[str, list[Any]] = {"int8": [3, 4], "binary": [b"a", b"b"]}
    ids = pa.array(values.get(kind, ["a", "b"]), kind)
    texts = pa.array(["no", "绿色账本 绿色账本"], "large_string")
    batch = pa.RecordBatch.from_arrays([ids, texts], names=["doc", "body"])
    (found,) = pc.find_batches(pc.MentionFinder(arvania.concepts), [batch], text="body", id="doc")
    assert found.schema.names == ["doc", *COLUMNS[1:]]
    assert found.schema.field("doc").type == kind
    assert found.column(0).to_pylist() == [ids[1].as_py()] * 2


def test_batches_are_read_as_the_results_are(arvania: pc.Catalog) -> None:
    """A corpus larger than memory passes through."""
    pa = module("pyarrow")
    taken: list[int] = []

    def batches() -> Any:
        for number in range(3):
            taken.append(number)
            yield pa.RecordBatch.from_pydict({"id": [number], "text": ["绿色账本"]})

    found = pc.find_batches(pc.MentionFinder(arvania.concepts), batches())
    assert taken == []
    next(found)
    assert taken == [0]


def test_wrong_arguments_are_told(arvania: pc.Catalog) -> None:
    """A misspelt column with the nearest; a table; a column of numbers; no finder."""
    pa = module("pyarrow")
    finder = pc.MentionFinder(arvania.concepts)
    table = pa.table({"id": [1], "texts": ["x"]})
    with pytest.raises(pc.ArgumentError, match=r"one column 'text'; found .*Did you mean 'texts'"):
        list(pc.find_batches(finder, table.to_batches()))
    with pytest.raises(pc.ArgumentTypeError, match=r"found Table; a table has \.to_batches"):
        list(pc.find_batches(finder, [table]))
    with pytest.raises(pc.ArgumentTypeError, match="a column of strings; found int64"):
        list(pc.find_batches(finder, table.to_batches(), text="id", id="texts"))
    with pytest.raises(pc.ArgumentTypeError, match="expected a MentionFinder; found str 'x'"):
        pc.find_batches("x", [])  # type: ignore[arg-type]
    with pytest.raises(pc.ArgumentTypeError, match="expected record batches; found int 3"):
        pc.find_batches(finder, 3)  # type: ignore[arg-type]


def test_without_pyarrow_the_extra_is_named(
    arvania: pc.Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it is called, not when a worker reads the first batch."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(pc.MissingExtraError, match=r"policy-concepts\[arrow\]"):
        pc.find_batches(pc.MentionFinder(arvania.concepts), [])


# --- engines ----------------------------------------------------------------------------------

MANY: list[str | None] = [f"{text or ''} {number}" for number in range(40) for text in TEXTS]


def test_spark_finds_what_one_machine_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recipe of the docs, on real Spark with two local workers."""
    module("pyarrow")
    pyspark = module("pyspark.sql")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    finder = pc.MentionFinder(pc.concepts)

    def mentions(batches: Any) -> Any:
        return pc.find_batches(finder, batches)

    texts = [text and text.replace("绿色账本", "新质生产力") for text in MANY]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        builder = pyspark.SparkSession.builder.master("local[2]")
        settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1"}
        spark = builder.config(map=settings).getOrCreate()
        try:
            frame = spark.createDataFrame(list(enumerate(texts)), "id long, text string")
            found = frame.repartition(2).mapInArrow(mentions, SCHEMA).collect()
        finally:
            spark.stop()
    wanted = expected(pc.bundled(), texts)
    assert wanted
    assert sorted(map(tuple, found)) == sorted(wanted)


def test_dask_finds_what_one_machine_finds() -> None:
    """The recipe of the docs, on Dask with two processes."""
    pa = module("pyarrow")
    module("dask")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pandas, frames = module("pandas"), module("dask.dataframe")
        finder = pc.MentionFinder(pc.concepts)

        def mentions(part: Any) -> Any:
            batch = pa.RecordBatch.from_pandas(part, preserve_index=False)
            return next(pc.find_batches(finder, [batch])).to_pandas()

        texts = [text and text.replace("绿色账本", "新质生产力") for text in MANY]
        corpus = pandas.DataFrame({"id": range(len(texts)), "text": texts})
        frame = frames.from_pandas(corpus, npartitions=2)
        meta = mentions(corpus[:0])
        found = frame.map_partitions(mentions, meta=meta).compute(
            scheduler="processes", num_workers=2
        )
    wanted = expected(pc.bundled(), texts)
    assert wanted
    assert sorted(found.itertuples(index=False, name=None)) == sorted(wanted)
