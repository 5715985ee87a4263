"""Merging two catalogs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, Literal, get_args

import attrs

from .._base.errors import ArgumentError, DataError, did_you_mean
from .._base.problems import Problem
from .._model.kinds import KINDS, SPEAKERS
from .._model.records import kind_of
from .._model.shapes import fields_of
from .store import Store

OnClash = Literal["error", "keep", "replace"]


def check_on_clash(caller: str, on_clash: object) -> None:
    """Raises for an unknown value of `on_clash`."""
    known = get_args(OnClash)
    if on_clash not in known:
        raise ArgumentError(
            f"{caller}: no on_clash {on_clash!r}.{did_you_mean(str(on_clash), known)}"
        )


def merge_stores(ours: Store, theirs: Store, on_clash: OnClash) -> Store:
    check_on_clash("merge", on_clash)
    problems: list[Problem] = []
    clashed = False
    tables: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        table = dict(ours.by_id(kind))
        for record_id, record in theirs.by_id(kind).items():
            if record_id not in table:
                table[record_id] = record
            elif table[record_id] != record:
                if on_clash == "error":
                    expected = "an id that only one catalog has, or on_clash='keep' or 'replace'"
                    problems.append(
                        _problem(kind, record_id, "id", expected, "two different records", "clash")
                    )
                clashed = True
                if on_clash == "replace":
                    table[record_id] = record
        tables[kind] = table
    problems += _shared_id_problems(tables)
    if on_clash == "error":
        for corpus_id in ours.counts.clashes(theirs.counts):
            expected = "a corpus that only one catalog has, or on_clash='keep' or 'replace'"
            found = "two different counts"
            problems.append(_problem("counts", corpus_id, "id", expected, found, "clash"))
    if problems:
        raise DataError(problems)
    if clashed:
        tables = _Relinker(tables).relink()
    redirects = {
        kind: {**theirs.redirects.get(kind, {}), **ours.redirects.get(kind, {})}
        for kind in {*ours.redirects, *theirs.redirects}
    }
    # A record takes precedence over a redirect of the same id.
    redirects = {
        kind: {old: new for old, new in table.items() if old not in tables[kind]}
        for kind, table in redirects.items()
    }
    first, other = (theirs, ours) if on_clash == "replace" else (ours, theirs)
    return Store(tables, redirects, counts=first.counts.merged(other.counts))


def _shared_id_problems(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    """A speaker is referred to by id alone, so kinds of speaker must not share an id."""
    for kind, other in combinations(SPEAKERS, 2):
        for record_id in tables[kind].keys() & tables[other].keys():
            expected = f"an id that none of the {other} has, as a speaker is named by id alone"
            yield _problem(kind, record_id, "id", expected, repr(record_id), "shared-id")


def _problem(
    kind: str, record_id: str, field: str, expected: str, found: str, code: str
) -> Problem:
    return Problem("(merge)", 0, 0, f"{kind}/{record_id}", field, expected, found, code)


class _Relinker:
    """Rebuilds the records that refer, directly or not, to a record that lost a clash."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._tables = tables
        self._relinked: dict[tuple[str, str], Any] = {}
        self._in_progress: set[tuple[str, str]] = set()

    def relink(self) -> dict[str, dict[str, Any]]:
        return {
            kind: {record_id: self._record(kind, record_id) for record_id in table}
            for kind, table in self._tables.items()
        }

    def _record(self, kind: str, record_id: str) -> Any:
        key = (kind, record_id)
        if key in self._relinked:
            return self._relinked[key]
        if key in self._in_progress:
            expected = "records that do not contain themselves"
            found = "a winner that refers to what refers to it"
            raise DataError([_problem(kind, record_id, "", expected, found, "cycle")])
        self._in_progress.add(key)
        record = self._relinked[key] = self._fields(self._tables[kind][record_id])
        self._in_progress.discard(key)
        return record

    def _value(self, value: Any) -> Any:
        kind = kind_of(value)
        if kind is not None:
            known = value.id in self._tables[kind.plural]
            return self._record(kind.plural, value.id) if known else value
        if isinstance(value, tuple):
            items = tuple(self._value(item) for item in value)
            same = all(new is old for new, old in zip(items, value, strict=True))
            return value if same else items
        if attrs.has(type(value)):
            return self._fields(value)
        return value

    def _fields(self, value: Any) -> Any:
        changes = {}
        for field in fields_of(type(value)):
            old = getattr(value, field.name)
            new = self._value(old)
            if new is not old:
                changes[field.name] = new
        return attrs.evolve(value, **changes) if changes else value
