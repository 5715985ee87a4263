"""Every example shown to a reader runs and prints what is shown."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import pydoc
import re
import warnings
from pathlib import Path
from types import ModuleType

import pytest

import policy_concepts

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _run(test: doctest.DocTest, flags: int) -> list[str]:
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=flags, verbose=False)
    with warnings.catch_warnings():
        # A count that warns of its precision is right all the same, and a page may show it.
        warnings.simplefilter("ignore", policy_concepts.PrecisionWarning)
        runner.run(test, out=report.append)
    return report


def _blocks(page: Path) -> list[str]:
    return [block for block in BLOCK.findall(page.read_text(encoding="utf-8")) if ">>>" in block]


@pytest.mark.parametrize("page", [page for page in PAGES if _blocks(page)], ids=lambda p: p.name)
def test_the_examples_of_a_page_print_what_it_shows(page: Path) -> None:
    """The blocks of a page run one after another, as a reader would type them."""
    source = "\n\n".join(_blocks(page))
    test = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), 0)
    assert test.examples
    assert _run(test, doctest.NORMALIZE_WHITESPACE) == []


MODULES = sorted(
    name
    for _, name, _ in pkgutil.walk_packages(policy_concepts.__path__, "policy_concepts.")
    if not name.endswith("__main__")
)


def _docstring_tests(module: ModuleType) -> list[doctest.DocTest]:
    """The examples of a module and of what is defined in it, public names included."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    tests = finder.find(module, module.__name__)
    for name, thing in vars(module).items():
        if getattr(thing, "__module__", None) == "policy_concepts" and callable(thing):
            # A public name carries the public module, so the finder passes it over.
            code = inspect.unwrap(thing).__code__ if inspect.isfunction(thing) else None
            home = code.co_filename if code else None
            if home in (None, module.__file__):
                tests += finder.find(thing, name, module=False, globs=dict(vars(module)))
    return tests


@pytest.mark.parametrize("name", ["policy_concepts", *MODULES])
def test_the_examples_of_docstrings_print_what_they_show(name: str) -> None:
    """The same for the docstrings of a module."""
    for test in _docstring_tests(importlib.import_module(name)):
        assert _run(test, FLAGS) == []


def test_the_examples_of_public_names_are_among_them() -> None:
    """A class or function with the public module is not passed over."""
    found = {
        test.name.partition(".")[0]
        for name in MODULES
        for test in _docstring_tests(importlib.import_module(name))
    }
    public = {name for name in policy_concepts.__all__
              if ">>>" in (getattr(policy_concepts, name).__doc__ or "")}  # fmt: skip
    assert (
        public - {name for name in public if not callable(getattr(policy_concepts, name))} <= found
    )


def test_most_public_names_have_an_example_that_runs() -> None:
    """A reader of `help(name)` of a verb or record finds an example."""
    verbs = [name for name in policy_concepts.__all__ if name.islower() and "__" not in name]
    functions = [name for name in verbs if callable(getattr(policy_concepts, name))]
    lacking = [
        name for name in functions if ">>>" not in (getattr(policy_concepts, name).__doc__ or "")
    ]
    assert functions
    assert lacking == []


@pytest.mark.parametrize(
    "name", ["policy_concepts", *(name for name in policy_concepts.__all__ if name[0] != "_")]
)
def test_help_shows_every_public_name(name: str) -> None:
    """`help(pc.Place)` and `help(pc)` render, bases included."""
    thing = policy_concepts if name == "policy_concepts" else getattr(policy_concepts, name)
    assert pydoc.render_doc(thing).strip()


def test_a_page_that_shows_wrong_output_is_caught(tmp_path: Path) -> None:
    """The checker itself bites."""
    page = tmp_path / "wrong.md"
    page.write_text("```python\n>>> 1 + 1\n3\n```\n", encoding="utf-8")
    test = doctest.DocTestParser().get_doctest(_blocks(page)[0], {}, "wrong", str(page), 0)
    assert _run(test, FLAGS)


def test_the_readme_has_its_two_commands() -> None:
    """Each stands alone on one line under its heading."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for heading in ("Try it", "Test it"):
        section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
        lines = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
        assert lines is not None
        assert len(lines[1].strip().splitlines()) == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A link to a file of the repository names a file that exists."""
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target
