"""The public face: what is exposed, what importing it costs, and that it is typed."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import policy_concepts as pc

from ..support import run_python

COLLECTIONS = {
    "concepts",
    "corpora",
    "events",
    "organizations",
    "people",
    "places",
    "sources",
    "statements",
}


def test_all_is_sorted_and_every_name_in_it_can_be_fetched() -> None:
    """`from policy_concepts import *` gives the whole face."""
    assert list(pc.__all__) == sorted(pc.__all__)
    assert len(set(pc.__all__)) == len(pc.__all__)
    for name in pc.__all__:
        assert getattr(pc, name) is not None


def test_what_type_checkers_see_is_what_is_exposed() -> None:
    """The stub is the one list of public names; what is read from it is what Python reads."""
    stub = Path(pc.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    seen: set[str] = set()
    for node in ast.parse(stub).body:
        if isinstance(node, ast.ImportFrom):
            seen |= {alias.asname or alias.name for alias in node.names}
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            seen.add(node.target.id)
    assert seen == set(pc.__all__)
    assert seen >= COLLECTIONS


def test_dir_shows_the_face_before_anything_is_used() -> None:
    """Tab completion works in a fresh session."""
    done = run_python("import policy_concepts as pc; print(*dir(pc))")
    assert done.returncode == 0, done.stderr
    assert set(pc.__all__) <= set(done.stdout.split())
    assert not [name for name in done.stdout.split() if name.startswith("_") and name[1] != "_"]


def test_importing_reads_no_data_and_imports_no_dependency() -> None:
    """It must cost other people's programs nothing until it is used."""
    done = run_python(
        "import sys; import policy_concepts as pc\n"
        "heavy = {'attr', 'attrs', 'yaml', 'importlib_resources', 'json', 'typing', 're'}\n"
        "print(*(heavy & (set(sys.modules))))\n"
        "print(*(name for name in sys.modules if name.startswith('policy_concepts.')))"
    )
    assert done.returncode == 0, done.stderr
    # The interpreter itself may have imported some of these; ask it.
    bare = set(run_python("import sys; print(*sys.modules)").stdout.split())
    heavy, ours = done.stdout.split("\n")[:2]
    assert set(heavy.split()) <= bare
    assert ours.split() == []


def test_the_first_look_up_needs_no_yaml_where_the_catalog_is_compiled() -> None:
    """In an installed wheel; a checkout reads YAML."""
    compiled = Path(pc.__file__).parent / "data" / "catalog.compiled"
    done = run_python(
        "import sys, policy_concepts as pc; pc.lookup('NQPF'); print('yaml' in sys.modules)"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(not compiled.exists())


def test_an_unknown_attribute_is_an_attribute_error() -> None:
    """Misspelt names do not come back as something else."""
    with pytest.raises(AttributeError, match="lookpu"):
        pc.lookpu  # type: ignore[attr-defined]  # noqa: B018


def test_collections_of_the_module_are_those_of_the_bundled_catalog() -> None:
    """Always the same objects."""
    for name in COLLECTIONS:
        assert getattr(pc, name) is getattr(pc.bundled(), name)
    assert pc.bundled() is pc.bundled()


def test_the_version_is_the_distributions() -> None:
    """One number, in one place."""
    metadata = pytest.importorskip("importlib.metadata")
    try:
        installed = metadata.version("policy-concepts")
    except metadata.PackageNotFoundError:
        pytest.skip("run from a checkout that is not installed")
    assert installed == pc.__version__


def test_only_one_module_knows_yaml() -> None:
    """So that strictness cannot be got round."""
    package = Path(pc.__file__).parent
    knowing = [
        file.stem
        for file in package.rglob("*.py")
        if "import yaml" in file.read_text(encoding="utf-8")
    ]
    assert knowing == ["nodes"]
