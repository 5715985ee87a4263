"""The house: imports run one way, between the wings, inside them and inside functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import policy_concepts

PACKAGE = Path(policy_concepts.__file__).parent
# Wings of one tuple do not see each other; each sees the tuples before it.
WINGS = (
    ("_base",),
    ("_model",),
    ("_reading", "_views", "_citations", "_texts"),
    ("_catalog",),
    ("",),
    ("_cli",),
    ("__main__",),
)
LEVEL = {wing: level for level, wings in enumerate(WINGS) for wing in wings}


def _modules(package: Path) -> dict[str, Path]:
    """The modules of a package by dotted name below it; the stub stands for the top."""
    found = {}
    for path in [*package.rglob("*.py"), package / "__init__.pyi"]:
        parts = path.relative_to(package).with_suffix("").parts
        if path == package / "__init__.py":
            continue  # it imports what the stub says
        found[".".join(parts).removesuffix("__init__").removesuffix(".")] = path
    return found


def _imports(name: str, path: Path, known: set[str]) -> Iterator[tuple[str, int]]:
    """What a module imports of the package, anywhere in it, and on which line."""
    is_package = path.stem == "__init__"
    here = name.split(".") if name else []
    package = here if is_package else here[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                base = package[: len(package) - node.level + 1]
                target = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            elif (node.module or "").partition(".")[0] == "policy_concepts":
                target = (node.module or "").partition(".")[2]
            else:
                continue
            for alias in node.names:
                inner = f"{target}.{alias.name}".strip(".")
                yield (inner if inner in known else target), node.lineno
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] == "policy_concepts":
                    yield alias.name.partition(".")[2], node.lineno


def _wing(name: str) -> str:
    return name.partition(".")[0]


def _graph(package: Path) -> dict[str, dict[str, int]]:
    modules = _modules(package)
    return {
        name: {
            target: line
            for target, line in _imports(name, path, set(modules))
            if target != name and target in modules
        }
        for name, path in modules.items()
    }


def _up(graph: dict[str, dict[str, int]]) -> list[str]:
    """Imports from a wing that the importing one may not see."""
    return [
        f"{name or '__init__'}:{line} imports {target or '__init__'}"
        for name, targets in graph.items()
        for target, line in targets.items()
        if _wing(name) != _wing(target) and LEVEL[_wing(target)] >= LEVEL[_wing(name)]
    ]


def _circles(graph: dict[str, dict[str, int]]) -> list[list[str]]:
    """Modules that import each other, by Tarjan's algorithm (1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for target in graph[name]:
            if target not in index:
                visit(target)
                low[name] = min(low[name], low[target])
            elif target in stack:
                low[name] = min(low[name], index[target])
        if low[name] == index[name]:
            circle = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(circle) > 1:
                found.append(sorted(circle))

    for name in graph:
        if name not in index:
            visit(name)
    return found


def test_every_folder_and_module_has_a_place() -> None:
    """A new wing is put into the order on purpose."""
    assert {_wing(name) for name in _modules(PACKAGE)} == set(LEVEL)


def test_no_import_runs_back_up() -> None:
    """Every import, inside functions and for type checkers too, is from a wing below."""
    assert _up(_graph(PACKAGE)) == []


def test_no_modules_import_each_other() -> None:
    """Inside a wing too; a module can be read knowing only those that it imports."""
    assert _circles(_graph(PACKAGE)) == []


def test_one_underscore_at_the_wall_and_none_inside() -> None:
    """What is private is said once, by the name of the wing."""
    inner = [name for name in _modules(PACKAGE) if any(p[:1] == "_" for p in name.split(".")[1:])]
    assert inner == []


@pytest.mark.parametrize(
    ("file", "line", "found"),
    [
        ("_base/text.py", "from .._model.places import Place", "_base.text:1"),
        ("_views/html.py", "def f():\n    from .._reading import files", "_views.html:2"),
        ("_model/places.py", "import policy_concepts._catalog.store", "_model.places:1"),
        ("_citations/parts/names.py", "from ..._texts.mentions import x", "_citations.parts.names"),
        ("_catalog/store.py", "from .. import lookup", "_catalog.store:1 imports __init__"),
    ],
)
def test_an_import_back_up_is_found(file: str, line: str, found: str, tmp_path: Path) -> None:
    """However it is written."""
    for name in ("_base/text", "_model/places", "_views/html", "_reading/files", "_texts/mentions",
                 "_catalog/store", "_citations/parts/names"):  # fmt: skip
        path = tmp_path / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    (tmp_path / "__init__.pyi").write_text("from ._catalog.store import x as x", encoding="utf-8")
    assert _up(_graph(tmp_path)) == []
    (tmp_path / file).write_text(line, encoding="utf-8")
    (only,) = _up(_graph(tmp_path))
    assert only.startswith(found)


def test_a_circle_is_found(tmp_path: Path) -> None:
    """One of three modules, closed inside a function."""
    wing = tmp_path / "_base"
    wing.mkdir()
    (tmp_path / "__init__.pyi").write_text("", encoding="utf-8")
    (wing / "one.py").write_text("from .two import x", encoding="utf-8")
    (wing / "two.py").write_text("from . import three", encoding="utf-8")
    (wing / "three.py").write_text("", encoding="utf-8")
    assert _circles(_graph(tmp_path)) == []
    (wing / "three.py").write_text("def f():\n    from .one import y", encoding="utf-8")
    assert _circles(_graph(tmp_path)) == [["_base.one", "_base.three", "_base.two"]]
