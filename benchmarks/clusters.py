"""Benchmarks mentions on local Spark with two workers against one process.

    python benchmarks/clusters.py [--articles N]

Needs the library with the extra `arrow`, pyspark and Java. Both read fictional short articles from
the same Parquet files, find the mentions with `find_batches` and write them as Parquet. Of Spark
the second job of a session counts, as the first starts the workers. The results are compared.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as datasets
from policy_text import Writer
from pyarrow import parquet

import policy_concepts as pc

FILES = 4
WANTED = 1.3
SCHEMA = "id long, concept string, form string, lang string, start int, end int, matched string"


def write_articles(folder: Path, count: int) -> float:
    """Writes articles of some 200 characters; returns their megabytes."""
    writer = Writer("articles", "zh", "en")
    distinct = [writer.text("zh" if number % 2 else "en", 200) for number in range(10_000)]
    size = 0
    for file in range(FILES):
        ids = range(file, count, FILES)
        texts = [distinct[number % len(distinct)] for number in ids]
        size += sum(len(text.encode()) for text in texts)
        table = pa.table({"id": pa.array(ids, "int64"), "text": pa.array(texts, "string")})
        parquet.write_table(table, folder / f"{file}.parquet", row_group_size=50_000)
    return size / 1e6


def timed(job: Callable[[], object]) -> float:
    """The seconds that a job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def total(folder: Path) -> list[tuple[Any, ...]]:
    """What was found, counted by concept and form, and the sums of ids and places."""
    table = datasets.dataset(folder, format="parquet").to_table()
    grouped = table.group_by(["concept", "form"]).aggregate(
        [("id", "sum"), ("start", "sum"), ("end", "sum"), ("id", "count")]
    )
    return sorted(tuple(row.values()) for row in grouped.to_pylist())


def main() -> None:
    """Measures, compares and prints."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--articles", type=int, default=1_000_000)
    count = parser.parse_args().articles
    finder = pc.MentionFinder(pc.concepts)

    def mentions(batches: Iterable[Any]) -> Iterator[Any]:
        return pc.find_batches(finder, batches)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles, alone, spread = (folder / each for each in ("articles", "alone", "spread"))
        for each in (articles, alone):
            each.mkdir()
        size = write_articles(articles, count)
        print(f"{count:,} articles, {size:.0f} MB", flush=True)
        if hasattr(os, "getloadavg"):
            # What else runs here takes from two workers more than from one process.
            print(f"load before: {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores", flush=True)

        def one_process() -> None:
            batches = datasets.dataset(articles, format="parquet").to_batches(batch_size=10_000)
            writer = None
            for batch in mentions(batches):
                if writer is None:
                    writer = parquet.ParquetWriter(alone / "0.parquet", batch.schema)
                writer.write_batch(batch)
            if writer is not None:
                writer.close()

        finder.find("")  # builds what is built once, as the first job does on Spark
        took = timed(one_process)
        print(f"one process: {took:.1f} s, {size / took:.1f} MB/s", flush=True)
        jobs = on_spark(mentions, articles, spread)
        for number, seconds in enumerate(jobs, 1):
            print(f"Spark, job {number}: {seconds:.1f} s, {took / seconds:.2f} × one process")
        same = total(alone) == total(spread)
        print("results: " + ("equal" if same else "DIFFERENT"))
        met = "met" if took / jobs[1] >= WANTED else "MISSED"
        print(f"second job: {took / jobs[1]:.2f} ×, wanted {WANTED} ×: {met}")
        if not same:
            raise SystemExit(1)


def on_spark(mentions: Callable[..., Any], source: Path, target: Path) -> list[float]:
    """The seconds of two jobs in one session of two workers."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.showConsoleProgress": "false",
        # One task a file: each task unpickles the finder.
        "spark.sql.files.maxPartitionBytes": str(1 << 30),
        "spark.sql.files.openCostInBytes": str(1 << 30),
    }
    spark = builder.config(map=settings).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    try:
        texts = spark.read.parquet(str(source))
        found = texts.mapInArrow(mentions, SCHEMA)
        return [timed(lambda: found.write.mode("overwrite").parquet(str(target))) for _ in range(2)]
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
