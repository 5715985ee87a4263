"""The files of `constraints/`: what is tested, and the oldest that is allowed."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from pythons import ROOT, Python, Unavailable, of_debian, of_this_machine

TESTED = ROOT / "constraints" / "tested.txt"
OLDEST = ROOT / "constraints" / "oldest.txt"
EXTRAS = "arrow,csl,docs,gate,lint,pandas,plot,polars,progress,tests"
ABOVE = {
    TESTED: "What the gate runs with, of every extra; made by `nox -s constraints`.",
    OLDEST: "The lower bounds of pyproject.toml, which the gate runs on Python 3.11; made by\n"
    "# `nox -s constraints`.",
}


def written(path: Path, lines: Sequence[str]) -> str:
    """The text of a file of constraints."""
    return "".join(f"{line}\n" for line in (f"# {ABOVE[path]}", *lines))


def oldest(project: Mapping[str, object]) -> list[str]:
    """The lower bounds of all direct dependencies, with the markers of pyproject.toml."""
    found = set()
    described = project["project"]
    extras = described["optional-dependencies"].values()
    for group in (project["build-system"]["requires"], described["dependencies"], *extras):
        for requirement in group:
            match = re.fullmatch(r"([\w.-]+)(?:\[[\w,]+\])?>=([\w.]+)(; .+)?", requirement)
            if match:
                found.add(f"{match[1].lower()}=={match[2]}{(match[3] or '').replace(';', ' ;')}")
            elif not requirement.startswith("policy-concepts["):
                raise ValueError(f"no lower bound: {requirement}")
    return sorted(found)


def renew_oldest() -> None:
    """Writes `constraints/oldest.txt`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    OLDEST.write_text(written(OLDEST, oldest(project)), encoding="utf-8")


def _resolved(python: Python) -> dict[str, str]:
    """The newest versions that go together on a Python."""
    environment = python.venv("resolve")
    report = python.folder / ".gate-report.json"
    wanted = f".[{EXTRAS}]"
    try:
        environment.pip("install", "--dry-run", "--ignore-installed", "--report", report, wanted)
        installed = json.loads(report.read_text(encoding="utf-8"))["install"]
    finally:
        report.unlink(missing_ok=True)
    told = {each["metadata"]["name"]: each["metadata"]["version"] for each in installed}
    names = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in told.items()}
    return {name: version for name, version in names.items() if name != "policy-concepts"}


def merged(resolved: Mapping[tuple[int, int], Mapping[str, str]]) -> list[str]:
    """One line for each version of a package, with markers where the Pythons differ.

    The last also holds for Pythons newer than any that was asked.
    """
    lines = []
    pythons = sorted(resolved)
    for name in sorted({name for each in resolved.values() for name in each}):
        runs: list[tuple[str, tuple[int, int]]] = []
        for python in pythons:
            version = resolved[python].get(name)
            if version and (not runs or runs[-1][0] != version):
                runs.append((version, python))
        for number, (version, first) in enumerate(runs):
            marks = []
            if number:
                marks.append("python_version >= '{}.{}'".format(*first))
            if number + 1 < len(runs):
                marks.append("python_version < '{}.{}'".format(*runs[number + 1][1]))
            lines.append(f"{name}=={version}" + (f" ; {' and '.join(marks)}" if marks else ""))
    return lines


def renew_tested() -> str:
    """Writes `constraints/tested.txt`, and tells which Pythons were asked."""
    pythons = of_this_machine()
    try:
        pythons = {**of_debian(), **pythons}
        told = ""
    except Unavailable as error:
        told = f"; none of Debian: {error}"
    resolved = {version: _resolved(python) for version, python in sorted(pythons.items())}
    TESTED.write_text(written(TESTED, merged(resolved)), encoding="utf-8")
    return "Pythons asked: " + ", ".join(p.label for _, p in sorted(pythons.items())) + told
