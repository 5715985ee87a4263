"""The files of `constraints/` say the same as `pyproject.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CLASSIFIER = "Programming Language :: Python :: "
PYTHONS = sorted(
    (
        each.removeprefix(CLASSIFIER)
        for each in PROJECT["project"]["classifiers"]
        if re.fullmatch(rf"{CLASSIFIER}3\.\d+", each)
    ),
    key=Version,
)
DIRECT = [
    requirement
    for group in (
        PROJECT["build-system"]["requires"],
        PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"].values(),
    )
    for requirement in map(Requirement, group)
    if canonicalize_name(requirement.name) != "policy-concepts"
]


def pins(name: str, python: str) -> dict[str, Version]:
    """The exact version of each package that a file of constraints has for a Python."""
    found: dict[str, Version] = {}
    for line in (ROOT / "constraints" / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        requirement = Requirement(line)
        if requirement.marker and not requirement.marker.evaluate({"python_version": python}):
            continue
        (pin,) = requirement.specifier
        assert pin.operator == "==", line
        package = canonicalize_name(requirement.name)
        assert package not in found, f"{package} stands twice for Python {python}"
        found[package] = Version(pin.version)
    return found


def bounds(python: str) -> dict[str, Version]:
    """The lower bound of each direct dependency on a Python."""
    found: dict[str, Version] = {}
    for requirement in DIRECT:
        if requirement.marker and not requirement.marker.evaluate({"python_version": python}):
            continue
        (lowest,) = [each for each in requirement.specifier if each.operator == ">="]
        package = canonicalize_name(requirement.name)
        # A build that needs another version than the library would leave one of them untried.
        assert found.setdefault(package, Version(lowest.version)) == Version(lowest.version)
    return found


def test_the_pythons_are_those_of_the_metadata() -> None:
    """The oldest that the classifiers name is the oldest that may install."""
    assert PROJECT["project"]["requires-python"] == f">={PYTHONS[0]}"
    assert len(PYTHONS) >= 3


@pytest.mark.parametrize("python", PYTHONS)
def test_oldest_is_the_lower_bounds(python: str) -> None:
    """What `nox -s tests_oldest` runs is what `pyproject.toml` allows, no older and no newer."""
    assert pins("oldest.txt", python) == bounds(python)


@pytest.mark.parametrize("python", PYTHONS)
def test_tested_has_each_dependency(python: str) -> None:
    """Each direct dependency is pinned, to a version that is allowed."""
    tested, lowest = pins("tested.txt", python), bounds(python)
    built_with = {canonicalize_name(Requirement(each).name)
                  for each in PROJECT["build-system"]["requires"]}  # fmt: skip
    runtime = {canonicalize_name(Requirement(each).name)
               for each in PROJECT["project"]["dependencies"]}  # fmt: skip
    # pip makes the environment of a build apart, where no constraints hold.
    assert set(lowest) - set(tested) == built_with - runtime
    assert [name for name in lowest if name in tested and tested[name] < lowest[name]] == []


def test_the_test_command_of_the_readme_uses_what_was_tested() -> None:
    """A dependency released tomorrow does not change what a reader's run means."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.split("\n## Test it\n", 1)[1].split("\n## ", 1)[0]
    assert " -c constraints/tested.txt '.[tests]'" in section
