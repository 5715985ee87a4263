"""Counts concepts in corpora.

A corpus is read document by document; what is kept are numbers. A part of the corpus gives a
`Tally`, and tallies add up, whatever the order of files and documents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Protocol

from .._base.errors import ArgumentError, ArgumentTypeError, DataError, described, wrong
from .._base.problems import Problem
from .._model.concepts import Concept
from .corpora import CorpusDefinition
from .counts import FORMAT
from .documents import Document, files_of, length, read_documents
from .formulas import in_formulas, list_around, sequences

ANY_FORM: Final = -1
_DIGEST_SHOWN: Final = 12
_MONTH: Final = re.compile(r"\d{4}-\d{2}")
# Label (a document's id, or a month), genre, voice.
Cell = tuple[str, str, str]


class Found(Protocol):
    """A mention of a concept in a text."""

    @property
    def concept_id(self) -> str: ...
    @property
    def form(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Finder(Protocol):
    """Finds concepts in a text; with `overlapping`, shorter names inside longer ones too."""

    @property
    def rules_version(self) -> str: ...
    def find(self, text: str, overlapping: bool = False) -> Iterable[Found]: ...


class Tally:
    """The counts of a part of a corpus.

    Attributes:
        cells: For each cell, documents held, documents with text, and characters.
        counts: For each concept, form (`None`: any) and cell: documents with an occurrence,
            occurrences, of these in the headline, of these in a list of formulas, and mentions
            inside a longer concept.
        documents: Id, title, day, address and length of each document; empty if months count.
        extremes: For each concept the first and the last document that has it.
        sequences: For each cell, how often lists name concepts in an order.
        digests: The digest of each document.
        places: File and line of each document, by id.
    """

    def __init__(self) -> None:
        self.cells: dict[Cell, list[int]] = {}
        self.counts: dict[tuple[str, str | None, Cell], list[int]] = {}
        self.documents: list[tuple[str, str, str, str, int]] = []
        self.extremes: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self.sequences: Counter[tuple[Cell, tuple[str, ...]]] = Counter()
        self.digests: list[bytes] = []
        self.places: dict[str, str] = {}
        self.days: set[str] = set()

    def add(self, document: Document, finder: Finder, by: str) -> None:
        """Counts a document.

        Args:
            document: The document.
            finder: What finds the concepts.
            by: `document` or `month`: what a cell is.
        """
        label = document.id if by == "document" else _month(document.day)
        self.digests.append(document.digest)
        if document.day:
            self.days.add(document.day)
        cells = [
            (start, end, (label, document.genre, voice)) for start, end, voice in document.parts
        ]
        lengths: dict[Cell, int] = {}
        for start, end, cell in cells:
            lengths[cell] = lengths.get(cell, 0) + length(document.words[start:end])
        for cell, characters in lengths.items():
            _add(self.cells.setdefault(cell, [0, 0, 0]), (1, int(document.has_text), characters))
        if by == "document":
            total = sum(lengths.values())
            self.documents.append((document.id, document.title, document.day, document.url, total))
        self._add_mentions(document, finder, cells, is_named=by != "document")

    def _add_mentions(
        self,
        document: Document,
        finder: Finder,
        cells: Sequence[tuple[int, int, Cell]],
        is_named: bool,
    ) -> None:
        words = document.words
        longest, inner = longest_and_inner(finder.find(words, overlapping=True))
        if not longest:
            return
        rows: dict[tuple[str, str | None, Cell], list[int]] = {}
        by_cell: dict[Cell, list[Found]] = {}
        for mention in longest:
            cell = _cell_at(cells, mention.start)
            by_cell.setdefault(cell, []).append(mention)
            in_headline = mention.start < document.headline_end
            bounds = list_around(words, mention.start, mention.end)
            formula = bounds is not None and in_formulas(words, bounds, mention.start, mention.end)
            for form in (None, mention.form):
                row = rows.setdefault((mention.concept_id, form, cell), [1, 0, 0, 0, 0])
                _add(row, (0, 1, int(in_headline), int(formula), 0))
        for mention in inner:
            cell = _cell_at(cells, mention.start)
            for form in (None, mention.form):
                rows.setdefault((mention.concept_id, form, cell), [0, 0, 0, 0, 0])[4] += 1
        for key, row in rows.items():
            _add(self.counts.setdefault(key, [0, 0, 0, 0, 0]), row)
        for cell, mentions in by_cell.items():
            for ids in sequences(words, mentions):
                self.sequences[cell, ids] += 1
        if is_named and document.day:
            named = (document.day, document.id, document.title, document.url)
            for concept_id in {mention.concept_id for mention in longest}:
                self._add_extremes(concept_id, named, named)

    def _add_extremes(self, concept_id: str, first: tuple[str, ...], last: tuple[str, ...]) -> None:
        known = self.extremes.get(concept_id)
        if known is not None:
            first, last = min(first, known[0]), max(last, known[1])
        self.extremes[concept_id] = (first, last)

    def merge(self, other: Tally) -> Tally:
        """Adds the counts of another part, and returns this one."""
        for cell, numbers in other.cells.items():
            _add(self.cells.setdefault(cell, [0, 0, 0]), numbers)
        for key, numbers in other.counts.items():
            _add(self.counts.setdefault(key, [0, 0, 0, 0, 0]), numbers)
        self.documents += other.documents
        for concept_id, (first, last) in other.extremes.items():
            self._add_extremes(concept_id, first, last)
        self.sequences.update(other.sequences)
        self.digests += other.digests
        self.places.update(other.places)
        self.days |= other.days
        return self


def longest_and_inner(mentions: Iterable[Found]) -> tuple[list[Found], list[Found]]:
    """Divides overlapping mentions into the longest ones and those inside another concept's.

    Of two that overlap, the one that begins first is taken, then the longer one; several concepts
    that share a name are all taken. What overlaps a taken mention without lying inside it, and a
    shorter name inside a longer one of the same concept, is neither.
    """
    taken: list[Found] = []
    inner: list[Found] = []
    # Of each concept one name a range, so that two names of the same spelling count once.
    seen: set[tuple[str, int, int]] = set()
    covering: list[Found] = []
    for mention in sorted(mentions, key=lambda each: (each.start, -each.end)):
        key = (mention.concept_id, mention.start, mention.end)
        if key in seen:
            continue
        seen.add(key)
        if not covering or mention.start >= covering[0].end:
            covering = [mention]
            taken.append(mention)
        elif (mention.start, mention.end) == (covering[0].start, covering[0].end):
            covering.append(mention)
            taken.append(mention)
        elif mention.end <= covering[0].end and all(
            each.concept_id != mention.concept_id for each in covering
        ):
            inner.append(mention)
    return taken, inner


def forms_of(concepts: Iterable[Concept]) -> list[tuple[str, str]]:
    """Returns the forms that are looked for: concept and name, once each, sorted."""
    return sorted(
        {
            (concept.id, name.text)
            for concept in concepts
            for name in concept.names
            if name.match is None or not name.match.never
        }
    )


def count(
    path: str | Path,
    definition: CorpusDefinition,
    finder: Finder,
    forms: Sequence[tuple[str, str]],
    *,
    data_version: str = "",
    processes: int = 1,
) -> dict[str, Any]:
    """Counts concepts in a corpus.

    Args:
        path: A folder of JSON lines, or one file of them.
        definition: What the corpus is, and how its documents are sorted.
        finder: What finds the concepts; pickled if there are several processes.
        forms: The forms that it looks for, from `forms_of`.
        data_version: The version of the data that has the concepts.
        processes: How many processes share the files.

    Returns:
        The counts as plain data, as a counts file holds them.

    Raises:
        DataError: (a `ValueError`) Anything wrong with the texts; every problem, with file and
            line, is in `.problems`.
        ArgumentError: (a `ValueError`) Less than one process.
        ArgumentTypeError: (a `TypeError`) Not a path.
    """
    if not isinstance(path, (str, Path)):
        raise wrong(ArgumentTypeError, "count", "a path", described(path))
    if processes < 1:
        raise wrong(ArgumentError, "count", "at least one process", str(processes))
    problems: list[Problem] = []
    files = files_of(Path(path), definition, problems)
    jobs = [(name, file, definition, finder) for name, file in files]
    tallies: list[Tally] = []
    for tally, found in _run(jobs, processes):
        problems += found
        for before in tallies:
            for record_id in before.places.keys() & tally.places.keys():
                problems.append(
                    _twice(tally.places[record_id], record_id, before.places[record_id])
                )
        tallies.append(tally)
    whole: Tally = reduce(Tally.merge, tallies, Tally())
    if not (problems or whole.digests):
        expected = "at least one document"
        problems.append(Problem(str(path), 0, 0, "", "", expected, "none", "empty-corpus"))
    for key in ("undated", "left_out"):
        for record_id in sorted(getattr(definition, key).keys() - whole.places.keys()):
            expected = f"a document that {key} of corpus {definition.id!r} names"
            problems.append(
                Problem(str(path), 0, 0, record_id, "id", expected, "none", "no-document")
            )
    if problems:
        # By line, where a problem shows only when all files are read.
        order = {name: position for position, (name, _) in enumerate(files)}
        problems.sort(key=lambda each: (order.get(each.file, -1), each.line))
        raise DataError(problems)
    return _plain(whole, definition, finder.rules_version, forms, data_version)


_Job = tuple[str, Path, CorpusDefinition, Finder]


def _run(jobs: Sequence[_Job], processes: int) -> Iterator[tuple[Tally, list[Problem]]]:
    if processes == 1 or len(jobs) < 2:
        yield from map(_count_file, jobs)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A fork would copy locks that another thread holds.
    with ProcessPoolExecutor(min(processes, len(jobs)), get_context("spawn")) as pool:
        yield from pool.map(_count_file, jobs)


def _count_file(job: _Job) -> tuple[Tally, list[Problem]]:
    name, path, definition, finder = job
    problems: list[Problem] = []
    tally = Tally()
    for line, document in read_documents(name, path, definition, problems):
        place = f"{name}:{line}"
        if document.id in tally.places:
            problems.append(_twice(place, document.id, tally.places[document.id]))
            continue
        tally.places[document.id] = place
        # With problems there is no result, but the other lines are still checked.
        if not problems and document.id not in definition.left_out:
            tally.add(document, finder, definition.unit)
    return tally, problems


def _twice(place: str, record_id: str, before: str) -> Problem:
    file, _, line = place.rpartition(":")
    expected = "an id that no other document has"
    return Problem(
        file, int(line), 1, record_id, "id", expected, f"the id of {before}", "duplicate-id"
    )


def _plain(
    tally: Tally,
    definition: CorpusDefinition,
    match_rules: str,
    forms: Sequence[tuple[str, str]],
    data_version: str,
) -> dict[str, Any]:
    """The plain data of a counts file; equal tallies give equal data."""
    digest = sha256(b"".join(sorted(tally.digests))).hexdigest()
    by_document = definition.unit == "document"
    documents = sorted(tally.documents, key=lambda row: (row[2] or "9999", row[0]))
    places = {row[0]: position for position, row in enumerate(documents)}
    cells = sorted(
        tally.cells,
        key=lambda cell: (places.get(cell[0], 0), cell) if by_document else (0, cell),
    )
    missing: Counter[tuple[str, str]] = Counter()
    gaps: list[list[Any]] = []
    for row in definition.known_missing:
        if not by_document and row.documents is not None:
            missing[row.period, row.genre] += row.documents
        else:
            gaps.append([row.period, row.genre, row.documents])
    cell_rows = []
    for cell in cells:
        held, with_text, characters = tally.cells[cell]
        expected = held + missing.get(cell[:2], 0)
        cell_rows.append([*cell, expected, held, with_text, characters])
    # Months of which no document of the genre is held.
    held_cells = {cell[:2] for cell in cells}
    gaps += [[*key, number] for key, number in missing.items() if key not in held_cells]
    numbers = {cell: position for position, cell in enumerate(cells)}
    form_numbers = {tuple(form): position for position, form in enumerate(forms)}
    counts = [
        [
            concept_id,
            ANY_FORM if form is None else form_numbers[concept_id, form],
            numbers[cell],
            *row,
        ]
        for (concept_id, form, cell), row in tally.counts.items()
    ]
    orders = [[numbers[cell], list(ids), times] for (cell, ids), times in tally.sequences.items()]
    return {
        "format": FORMAT,
        "corpus": _corpus(definition, tally, digest),
        "data_version": data_version,
        "match_rules": match_rules,
        "documents": [_document(row) for row in documents] if by_document else None,
        "cells": cell_rows,
        "gaps": sorted(gaps, key=lambda row: row[:2]),
        "forms": [list(form) for form in forms],
        "counts": sorted(counts),
        "extremes": [
            [concept_id, *(_named(each) for each in tally.extremes[concept_id])]
            for concept_id in sorted(tally.extremes)
        ],
        "sequences": sorted(orders),
        "precision": [list(row) for row in sorted(definition.precision)],
    }


def _corpus(definition: CorpusDefinition, tally: Tally, digest: str) -> dict[str, Any]:
    genres, voices = dict(definition.genres), dict(definition.voices)
    for _, genre, voice in sorted(tally.cells):
        for known, name in ((genres, genre), (voices, voice)):
            if name:
                known.setdefault(name, "")
    days = tally.days or {""}
    return {
        "id": definition.id,
        "title": dict(definition.title),
        "kind": definition.kind,
        "whose": dict(definition.whose),
        "lang": definition.lang,
        "note": definition.note,
        "missing": list(definition.missing),
        "covered_from": definition.covered_from or min(days),
        "covered_to": definition.covered_to or max(days),
        "unit": definition.unit,
        "version": digest[:_DIGEST_SHOWN],
        "digest": f"sha256:{digest}",
        "genres": genres,
        "voices": voices,
    }


def _document(row: tuple[str, str, str, str, int]) -> list[Any]:
    record_id, title, day, url, characters = row
    return [record_id, title, day or None, url or None, characters]


def _named(row: tuple[str, ...]) -> list[Any]:
    day, record_id, title, url = row
    return [record_id, title, day, url or None]


def _month(day: str) -> str:
    """The month of a day; the year where only it is known; an empty string where nothing is."""
    return day[:7] if _MONTH.match(day) else day


def _cell_at(cells: Sequence[tuple[int, int, Cell]], position: int) -> Cell:
    for _, end, cell in cells:
        if position < end:
            return cell
    return cells[-1][2]


def _add(numbers: list[int], more: Sequence[int]) -> None:
    for position, number in enumerate(more):
        numbers[position] += number


def sum_of(counts: Mapping[str, Any]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """The counts of a counts file by concept, form and cell, for comparisons."""
    forms = [form for _, form in counts["forms"]]
    return {
        (
            row[0],
            None if row[1] == ANY_FORM else forms[row[1]],
            *counts["cells"][row[2]][:3],
        ): tuple(row[3:])
        for row in counts["counts"]
    }
