"""Counts the concepts of a catalog in corpora."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .._base.errors import DataError
from .._base.problems import Problem
from .._base.version import __version__
from .._model.concepts import Concept
from .._texts.corpora import CorpusDefinition, default_definition, read_definition
from .._texts.counting import Finder, Found, count, forms_of
from .._texts.mentions import MentionIndex

if TYPE_CHECKING:
    from .catalog import Catalog


class _Mention(NamedTuple):
    concept_id: str
    form: str
    start: int
    end: int


class NameFinder:
    """The finder of mentions, as counting wants it; it does not find names inside longer ones."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        concepts = list(concepts)
        self._index = MentionIndex(concepts)
        rules = sorted(repr((each.id, each.names)) for each in concepts)
        self.rules_version = sha256("\n".join(rules).encode("utf-8")).hexdigest()[:12]

    def find(self, text: str, overlapping: bool = False) -> Iterator[Found]:  # noqa: ARG002
        """The mentions in a text."""
        for each in self._index.find(text):
            yield _Mention(each.concept.id, each.name.text, each.start, each.end)


def finder_of(catalog: Catalog) -> Finder:
    """The finder of a catalog's concepts."""
    return NameFinder(catalog.concepts)


def count_corpus(
    catalog: Catalog,
    path: str | Path,
    definition: CorpusDefinition,
    *,
    finder: Finder | None = None,
    processes: int = 1,
) -> dict[str, Any]:
    """Counts the concepts of a catalog in a corpus.

    Args:
        catalog: The catalog.
        path: A folder of JSON lines, or one file of them.
        definition: What the corpus is.
        finder: The catalog's finder, where it is used several times.
        processes: How many processes share the files.

    Raises:
        DataError: (a `ValueError`) Anything wrong with the texts.
    """
    return count(
        path,
        definition,
        finder or finder_of(catalog),
        forms_of(catalog.concepts),
        data_version=__version__,
        processes=processes,
    )


def definition_for(path: Path, corpus: str | None, unit: str | None) -> CorpusDefinition:
    """The definition of a user's corpus.

    Args:
        path: The folder or file that is counted.
        corpus: The file with the definition, if there is one.
        unit: `document` or `month`, where there is no definition.

    Raises:
        DataError: (a `ValueError`) Anything wrong with the definition.
    """
    if corpus is None:
        name = path.resolve().name.removesuffix(".gz").removesuffix(".jsonl")
        return default_definition(name, unit or "document")
    return _read(Path(corpus))


def definitions_in(folder: Path) -> list[CorpusDefinition]:
    """The definitions of a folder.

    Raises:
        DataError: (a `ValueError`) Anything wrong with them, or there are none.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        expected = "a folder of definitions that end in .json"
        raise DataError([Problem(str(folder), 0, 0, "", "", expected, "none", "no-definitions")])
    problems: list[Problem] = []
    definitions = []
    for path in paths:
        try:
            definition = _read(path)
        except DataError as error:
            problems += error.problems
            continue
        if definition.id != path.stem:
            expected = repr(path.stem)
            problems.append(
                Problem(path.name, 0, 0, "", "id", expected, repr(definition.id), "other-id")
            )
        definitions.append(definition)
    if problems:
        raise DataError(problems)
    return definitions


def _read(path: Path) -> CorpusDefinition:
    problems: list[Problem] = []
    try:
        content = path.read_bytes()
    except OSError as error:
        found = error.strerror or str(error)
        expected = "a file with the definition of a corpus"
        raise DataError([Problem(str(path), 0, 0, "", "", expected, found, "unreadable")]) from None
    definition = read_definition(content, path.name, problems)
    if definition is None:
        raise DataError(problems)
    return definition
