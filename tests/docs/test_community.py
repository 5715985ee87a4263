"""The pages for contributors and the files beside them say what is there.

Each check is a function from texts to faults, so that a broken example can show that it bites.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

ROOT: Final = Path(__file__).parents[2]
GITHUB: Final = ROOT / ".github"
WORKFLOWS: Final = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS: Final = GITHUB / "ISSUE_TEMPLATE"
DECISIONS: Final = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
# README.md and docs/*.md are read by the tests of the examples.
LINKING: Final = [
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
]
PAGES: Final = [ROOT / "README.md", *LINKING, *sorted((ROOT / "docs").glob("*.md"))]


def read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- tasks ------------------------------------------------------------------------------------

TASK_ROW: Final = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
TASK_RUN: Final = re.compile(r"nox -s ((?:\w+ ?)+)")


def tasks_of(noxfile: str) -> set[str]:
    """The names of the functions that nox decorates, or what the decorator calls them."""
    found = set()
    for node in ast.parse(noxfile).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        for decorator in node.decorator_list:
            call = decorator if isinstance(decorator, ast.Call) else None
            function = call.func if call else decorator
            if not ast.unparse(function).endswith("session"):
                continue
            renamed = [word.value for word in call.keywords if word.arg == "name"] if call else []
            found.add(ast.literal_eval(renamed[0]) if renamed else node.name)
    return found


def wrong_tasks(page: str, noxfile: str) -> set[str]:
    """Tasks that the page names and nox lacks, and tasks that its table leaves out."""
    table = set(TASK_ROW.findall(page))
    run = {word for names in TASK_RUN.findall(page) for word in names.split()}
    there = tasks_of(noxfile)
    return (table ^ there) | (run - there)


def test_the_table_of_tasks_is_that_of_nox() -> None:
    """A contributor can run every task that is named, and every task is named."""
    assert wrong_tasks(read("CONTRIBUTING.md"), read("noxfile.py")) == set()


@pytest.mark.parametrize("page", [ROOT / "docs" / "install.md", ROOT / "docs" / "releasing.md"])
def test_other_pages_run_tasks_that_there_are(page: Path) -> None:
    """The same for the commands on other pages."""
    run = {word for names in TASK_RUN.findall(page.read_text("utf-8")) for word in names.split()}
    assert run
    assert run <= tasks_of(read("noxfile.py"))


def test_workflows_run_tasks_that_there_are() -> None:
    """A job does not ask nox for what it lacks."""
    there = tasks_of(read("noxfile.py"))
    for path in WORKFLOWS:
        run = re.findall(r"(?:\{task: |--session )(\w+)", path.read_text(encoding="utf-8"))
        assert set(run) <= there


NOXFILE: Final = """
@nox.session
def lint(session): ...
@nox.session(python=["3.11"], name="types")
def type_check(session): ...
def install(session): ...
"""


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("| `lint` | |\n| `types` | |\nRun `nox -s lint types`.", set()),
        ("| `lint` | |", {"types"}),
        ("| `lint` | |\n| `types` | |\n| `install` | |", {"install"}),
        ("| `lint` | |\n| `types` | |\n`nox -s linting`", {"linting"}),
    ],
)
def test_a_wrong_task_is_caught(page: str, wrong: set[str]) -> None:
    """One left out, one that is no task, one misspelt."""
    assert wrong_tasks(page, NOXFILE) == wrong


# --- workflows --------------------------------------------------------------------------------

USES: Final = re.compile(r"^\s*(?:- )?uses: *(.+?) *$", re.MULTILINE)
PINNED: Final = re.compile(r"[\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def unpinned(workflow: str) -> list[str]:
    """Actions without the hash of a commit, or without its version behind it."""
    return [use for use in USES.findall(workflow) if not PINNED.fullmatch(use)]


def pinned_twice(workflows: Iterable[str]) -> list[str]:
    """Actions that stand in the workflows with more than one hash or version."""
    pins = defaultdict(set)
    for workflow in workflows:
        for use in USES.findall(workflow):
            pins[use.split("@")[0]].add(use)
    return sorted(action for action, uses in pins.items() if len(uses) > 1)


def loose(workflow: Mapping[str, Any]) -> list[str]:
    """Rights that a workflow has without asking for them, and jobs that may run for hours."""
    faults = [] if workflow.get("permissions") == {} else ["permissions are not empty at the top"]
    for name, job in workflow["jobs"].items():
        if "permissions" not in job:
            faults.append(f"{name}: no permissions")
        if "timeout-minutes" not in job:
            faults.append(f"{name}: no timeout")
        faults += [
            f"{name}: checkout keeps its credentials"
            for step in job["steps"]
            if step.get("uses", "").startswith("actions/checkout@")
            and step.get("with", {}).get("persist-credentials") is not False
        ]
    return faults


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_pin_their_actions(path: Path) -> None:
    """A tag can be moved to other code; the hash of a commit cannot."""
    text = path.read_text(encoding="utf-8")
    assert USES.findall(text)
    assert unpinned(text) == []


def test_an_action_has_one_version() -> None:
    """Whoever renews a hash renews it everywhere."""
    assert pinned_twice(path.read_text(encoding="utf-8") for path in WORKFLOWS) == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_have_few_rights(path: Path) -> None:
    """Each job asks for what it needs, and no credentials stay in the checkout."""
    assert loose(yaml.safe_load(path.read_text(encoding="utf-8"))) == []


HASH: Final = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    "use",
    [
        "actions/checkout@v6",
        "actions/checkout@v6.0.2 # v6.0.2",
        f"actions/checkout@{HASH}",
        f"actions/checkout@{HASH[:12]} # v6.0.2",
        f"actions/checkout@{HASH} # v6",
        f"actions/checkout@{HASH} # newest",
    ],
)
def test_a_loose_action_is_caught(use: str) -> None:
    """A tag, a hash without its version, a short hash, a version that moves."""
    good = f"steps:\n  - uses: actions/checkout@{HASH} # v6.0.2\n"
    assert unpinned(good) == []
    assert unpinned(f"{good}  - uses: {use}\n") == [use]


def test_two_versions_of_an_action_are_caught() -> None:
    """Also when each stands in a workflow of its own."""
    one = f"- uses: a/b@{HASH} # v1.0.0\n"
    assert pinned_twice([one, one]) == []
    assert pinned_twice([one, f"- uses: a/b@{HASH[::-1]} # v1.0.1\n"]) == ["a/b"]


def test_a_workflow_with_rights_is_caught() -> None:
    """All four faults."""
    steps = [{"uses": "actions/checkout@v6"}]
    assert loose({"permissions": "write-all", "jobs": {"build": {"steps": steps}}}) == [
        "permissions are not empty at the top",
        "build: no permissions",
        "build: no timeout",
        "build: checkout keeps its credentials",
    ]


# --- forms ------------------------------------------------------------------------------------

MUST_ASK: Final = {
    "wrong-data": {"record", "wrong", "source", "quote"},
    "new-concept": {"record", "names", "source", "quote"},
    "bug": {"example", "happened", "expected", "versions"},
}


def not_asked(form: Mapping[str, Any], fields: set[str]) -> set[str]:
    """Fields that a form lacks, or that may stay empty."""
    required = {
        part.get("id")
        for part in form["body"]
        if part.get("validations", {}).get("required") is True
    }
    return fields - required


@pytest.mark.parametrize("name", MUST_ASK)
def test_a_form_asks_for_what_is_needed(name: str) -> None:
    """The record, and a page that shows what is right: without them nothing can be checked."""
    form = yaml.safe_load((FORMS / f"{name}.yml").read_text(encoding="utf-8"))
    assert not_asked(form, MUST_ASK[name]) == set()


def test_every_form_is_tested() -> None:
    """A new form says here what it must ask."""
    assert {path.stem for path in FORMS.glob("*.yml")} == {*MUST_ASK, "config"}


def test_a_form_that_does_not_ask_is_caught() -> None:
    """A field that is missing, and one that is optional."""
    form = {"body": [{"id": "record", "validations": {"required": True}}, {"id": "source"}]}
    assert not_asked(form, {"record", "source", "quote"}) == {"source", "quote"}


@pytest.mark.parametrize(
    "path",
    [*sorted(GITHUB.rglob("*.yml")), ROOT / ".pre-commit-config.yaml"],
    ids=name_of,
)
def test_settings_are_yaml(path: Path) -> None:
    """Each is one mapping."""
    assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)


# --- pages ------------------------------------------------------------------------------------

LINK: Final = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
PATH: Final = re.compile(r"`((?:src|tests|docs|constraints|data|\.ci|\.github)/[^`*\s<]*)`")
BUILT: Final = {"docs/_build/html"}


def dead_links(text: str, folder: Path) -> list[str]:
    """Relative links to files that are not there."""
    return [target for target in LINK.findall(text) if not (folder / target).exists()]


def lost_paths(text: str, root: Path) -> list[str]:
    """Paths that a page names and that are not in the repository."""
    places = (root, root / "src" / "policy_concepts")
    return [
        path
        for path in PATH.findall(text)
        if path not in BUILT and not any((place / path).exists() for place in places)
    ]


@pytest.mark.parametrize("page", LINKING, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    """As those of the other pages do."""
    assert dead_links(page.read_text(encoding="utf-8"), page.parent) == []


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md", "docs/releasing.md"])
def test_named_paths_are_there(name: str) -> None:
    """Whoever follows the steps finds the files."""
    assert lost_paths(read(name), ROOT) == []


def test_a_lost_file_is_caught(tmp_path: Path) -> None:
    """As a link, and as a path."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "here.md").touch()
    text = "[a](docs/here.md#b) [b](docs/gone.md) [c](https://gone.example) `docs/gone/` `docs/`"
    assert dead_links(text, tmp_path) == ["docs/gone.md"]
    assert lost_paths(text, tmp_path) == ["docs/gone/"]


HEADINGS: Final = ["Context", "Decision", "Consequences", "When to revisit"]


def faults_of_decision(text: str, number: str) -> list[str]:
    """What a decision record lacks of its form."""
    faults = [] if text.startswith(f"# {number}: ") else ["the title lacks the number"]
    if re.findall(r"^## (.+)$", text, re.MULTILINE) != HEADINGS:
        faults.append(f"the headings are not {', '.join(HEADINGS)}")
    return faults


def test_decisions_are_numbered() -> None:
    """From 0001, without a gap, in their form."""
    assert [path.name[:4] for path in DECISIONS] == [
        f"{number:04}" for number in range(1, len(DECISIONS) + 1)
    ]
    for path in DECISIONS:
        assert faults_of_decision(path.read_text(encoding="utf-8"), path.name[:4]) == []


def test_a_decision_without_its_form_is_caught() -> None:
    """Another number, and no reason to revisit."""
    text = "# 0002: A\n\n## Context\n\n## Decision\n\n## Consequences\n"
    assert len(faults_of_decision(text, "0001")) == 2


# --- numbers ----------------------------------------------------------------------------------

BOUND: Final = re.compile(r"^\| [^|]+ \| ([\d,]+)( MiB)? \| `(MAX_\w+)` \|$", re.MULTILINE)


def wrong_bounds(page: str, constants: Mapping[str, int]) -> set[str]:
    """Constants that the page gives another value, or leaves out."""
    told = {
        name: int(digits.replace(",", "")) * (2**20 if unit else 1)
        for digits, unit, name in BOUND.findall(page)
    }
    return {
        name for name in told.keys() | constants.keys() if told.get(name) != constants.get(name)
    }


def test_the_bounds_are_those_of_the_code() -> None:
    """`SECURITY.md` promises what the reader enforces."""
    nodes = import_module("policy_concepts._reading.nodes")
    files = import_module("policy_concepts._reading.files")
    names = ("DEPTH", "BYTES", "RECORD_BYTES", "NODES", "KEY", "ALIASED")
    constants = {f"MAX_{name}": getattr(nodes, f"MAX_{name}") for name in names}
    constants["MAX_TOTAL_BYTES"] = files.MAX_TOTAL_BYTES
    assert wrong_bounds(read("SECURITY.md"), constants) == set()


def test_a_wrong_bound_is_caught() -> None:
    """Another number, another unit, one that is not told, one that is not there."""
    page = "| a | 1,000 | `MAX_A` |\n| b | 1 | `MAX_B` |\n| c | 1 MiB | `MAX_C` |\n"
    sound = {"MAX_A": 1000, "MAX_B": 1, "MAX_C": 2**20}
    assert wrong_bounds(page, sound) == set()
    assert wrong_bounds(page, {"MAX_A": 1001, "MAX_B": 2**20, "MAX_D": 4}) == {
        "MAX_A",
        "MAX_B",
        "MAX_C",
        "MAX_D",
    }


# --- installing -------------------------------------------------------------------------------

FROM_INDEX: Final = re.compile(
    r"pip install(?: --?[\w-]+)* ['\"]?policy[-_]concepts(?:\[\w+\])?+(?! @ )['\"]?"
)
FOR_WORK: Final = {"docs", "gate", "lint", "tests"}


def from_index(text: str) -> list[str]:
    """Commands that take the library from a package index, which has none."""
    return FROM_INDEX.findall(text)


def wrong_extras(page: str, extras: Iterable[str]) -> set[str]:
    """Extras for users that the table lacks or makes up."""
    return set(TASK_ROW.findall(page)) ^ (set(extras) - FOR_WORK)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_pages_install_what_there_is(page: Path) -> None:
    """No page gives a command that finds nothing."""
    assert from_index(page.read_text(encoding="utf-8")) == []


def test_messages_install_what_there_is() -> None:
    """Nor does the message of an error."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        assert from_index(path.read_text(encoding="utf-8")) == [], name_of(path)


def test_the_page_names_the_extras() -> None:
    """Those of `pyproject.toml`, but for the ones that only work on the library needs."""
    extras = tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"]
    assert wrong_extras(read("docs", "install.md"), extras) == set()


def test_the_home_page_shows_how_to_install() -> None:
    """In the part of the README that it includes, and as the first of its pages."""
    included = read("README.md").split("<!-- docs: begin -->")[1].split("<!-- docs: end -->")[0]
    assert "\n## Install\n" in included
    first = re.search(r"```\{toctree\}\n(?::.+\n)*\n(\S+)\n", read("docs", "index.md"))
    assert first is not None
    assert first[1] == "install"


@pytest.mark.parametrize(
    ("command", "caught"),
    [
        ("pip install policy-concepts", True),
        ("pip install 'policy-concepts[pandas]'", True),
        ("pip install --upgrade policy_concepts", True),
        ("pip install .", False),
        ("pip install '.[pandas]'", False),
        ("pip install 'policy-concepts @ git+<address>'", False),
        ("pip install 'policy-concepts[pandas] @ git+<address>'", False),
        ("pip install --no-index --find-links wheels 'policy-concepts[pandas]'", False),
        ("pip install dist/policy_concepts-0.1.0-py3-none-any.whl", False),
        ("pip install 'pandas>=2.1', which the extra policy-concepts[pandas] names", False),
        ("pip install . && python -m policy_concepts", False),
    ],
)
def test_a_command_that_finds_nothing_is_caught(command: str, caught: bool) -> None:
    """A clone, git and a folder of wheels are there; an index is not."""
    assert bool(from_index(command)) is caught


def test_a_wrong_extra_is_caught() -> None:
    """One that the page lacks, and one that it makes up."""
    assert wrong_extras("| `csl` | |\n| `excel` | |", ["csl", "pandas", "docs"]) == {
        "excel",
        "pandas",
    }


# --- pre-commit -------------------------------------------------------------------------------


def ruff_of(hooks: Mapping[str, Any], constraints: str) -> tuple[set[str], set[str]]:
    """The versions of ruff before a commit, and that of the gate."""
    before = {
        requirement.removeprefix("ruff==")
        for repo in hooks["repos"]
        for hook in repo["hooks"]
        for requirement in hook.get("additional_dependencies", ())
        if requirement.startswith("ruff==")
    }
    return before, set(re.findall(r"^ruff==(\S+)", constraints, re.MULTILINE))


def test_pre_commit_runs_the_ruff_of_the_gate() -> None:
    """What passes before a commit passes in the gate."""
    hooks = yaml.safe_load(read(".pre-commit-config.yaml"))
    before, gate = ruff_of(hooks, read("constraints", "tested.txt"))
    assert before == gate
    assert len(gate) == 1


def test_another_ruff_is_caught() -> None:
    """The two are read from the two files."""
    hooks = {"repos": [{"hooks": [{"id": "x", "additional_dependencies": ["ruff==1.2.3"]}]}]}
    assert ruff_of(hooks, "pytest==8\nruff==1.2.4\n") == ({"1.2.3"}, {"1.2.4"})
    assert ruff_of(hooks, "pytest==8\n") == ({"1.2.3"}, set())
