"""What several test modules share: where the fixtures are, and ways to write catalogs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import policy_concepts as pc

HERE = Path(__file__).parent
ARVANIA = HERE / "fixtures" / "arvania"
KINDS = ("places", "organizations", "people", "sources", "events", "concepts", "statements")


def as_tables(catalog: pc.Catalog) -> dict[str, dict[str, dict[str, Any]]]:
    """A catalog as one catalog file holds it: kind, id, fields."""
    tables = {}
    for kind in KINDS:
        rows = getattr(catalog, kind).to_dicts()
        if rows:
            tables[kind] = {
                row["id"]: {name: value for name, value in row.items() if name != "id"}
                for row in rows
            }
    return tables


def to_yaml(value: Any) -> str:
    """Plain data as YAML: JSON is a part of it."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def write_file(path: Path, tables: Mapping[str, Any]) -> Path:
    """One catalog file."""
    path.write_text(to_yaml(tables), encoding="utf-8")
    return path


def write_directory(path: Path, tables: Mapping[str, Any]) -> Path:
    """A catalog of one file a record."""
    for kind, table in tables.items():
        if kind == "redirects":
            path.mkdir(exist_ok=True)
            write_file(path / "redirects.yaml", {kind: table})
            continue
        (path / kind).mkdir(parents=True)
        for record_id, fields in table.items():
            write_file(path / kind / f"{record_id}.yaml", fields)
    return path


def zip_directory(path: Path, folder: Path, top: str = "") -> Path:
    """A zip of a folder's files, at its root or in one folder."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"{top}{file.relative_to(folder).as_posix()}")
    return path


def run_python(code: str, *arguments: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter that sees the same package as this one."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        env=environment,
    )


def problems_of(path: Any, **options: Any) -> tuple[pc.Problem, ...]:
    """What is wrong with a catalog; nothing when it loads."""
    try:
        pc.load(path, **options)
    except pc.DataError as error:
        return error.problems
    return ()


COUNTS = HERE / "fixtures" / "counts"


def counted(catalog: pc.Catalog, counts: Mapping[str, Any] | None = None) -> pc.Catalog:
    """A catalog with counts: the invented ones of tests/fixtures/counts, or others."""
    if counts is None:
        counts = {
            file.stem: json.loads(file.read_text(encoding="utf-8"))
            for file in sorted(COUNTS.glob("*.json"))
        }
    store = catalog._store
    tables = {kind: store.by_id(kind) for kind in KINDS}
    made = pc.Catalog(type(store)(tables, store.redirects, counts=cast(Any, counts)))
    made._store.cache["renderings"] = json.loads(
        (HERE / "fixtures" / "renderings.json").read_text(encoding="utf-8")
    )
    return made
