"""Loads the records of YAML files.

Loading has three steps, and the problems of all files are collected before an error is raised:

1. `files` finds and reads the files;
2. `drafts` checks the shape of each record and returns a draft, whose references are still ids;
3. this module resolves the references and builds the records in topological order.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from .._base.errors import DataError, PolicyConceptsError, did_you_mean
from .._base.memory import no_garbage_collection
from .._base.nodes import MappingNode, Node, shown, what
from .._base.problems import Problem
from .._model.kinds import KINDS, SPEAKERS
from .._model.shapes import FAILED
from .drafts import Draft, Location, Reader, Reference, expected_id
from .files import File, Traversable, read_files
from .nodes import RefusedYamlError, decode, parse

REDIRECTS: Final = "redirects"
# Longer chains of part_of or parent are a mistake, and would exhaust the stack when pickled.
MAX_CHAIN: Final = 32
# Suggestions stop after this many comparisons of ids: a catalog loaded without the one that it
# extends has thousands of dangling ids, and a suggestion for each would take minutes.
MAX_COMPARISONS: Final = 400_000

Records = dict[str, dict[str, Any]]
Redirects = dict[str, dict[str, str]]


def load(
    path: str | os.PathLike[str] | Traversable, base: Mapping[str, Mapping[str, Any]]
) -> tuple[Records, Redirects]:
    """Loads all records and redirects of a catalog.

    Args:
        path: A directory, a YAML file, a zip, or package data.
        base: Records of another catalog that these may refer to, by kind and id.

    Raises:
        DataError: The data has problems; all are listed.
        ArgumentTypeError: Not a path.
    """
    problems: list[Problem] = []
    with no_garbage_collection():
        files = read_files(path, problems)
        records, redirects = from_files(files, base, problems)
    if problems:
        raise DataError(sorted(problems, key=lambda p: (p.file, p.line, p.column)))
    return records, redirects


def from_files(
    files: Iterable[File], base: Mapping[str, Mapping[str, Any]], problems: list[Problem]
) -> tuple[Records, Redirects]:
    """Builds the records of files; appends problems to the list."""
    reader = Reader(problems)
    drafts: dict[tuple[str, str], Draft | None] = {}
    first_files: dict[tuple[str, str], str] = {}
    redirects: Redirects = {}
    redirect_locations: dict[tuple[str, str], Location] = {}

    def add(kind: str, record_id: str, node: Node, at: Any) -> None:
        key = (kind, record_id)
        if key in first_files:
            reader.record = f"{kind}/{record_id}"
            reader.problem(
                at, "id", "an id of its own", f"it in {first_files[key]} too", "duplicate-id"
            )
            return
        first_files[key] = reader.file
        drafts[key] = reader.draft(kind, record_id, node)

    for file in files:
        reader.file, reader.record = file.name, ""
        if file.kind is not None and file.record_id is not None:
            reader.record = f"{file.kind}/{file.record_id}"
        try:
            root = parse(decode(file.content))
        except RefusedYamlError as error:
            reader.problem(error, "", error.expected, error.found, error.code)
            if file.kind is not None and file.record_id is not None:
                # References to the record are not dangling.
                drafts.setdefault((file.kind, file.record_id), None)
            continue
        if file.kind is not None and file.record_id is not None:
            add(file.kind, file.record_id, root, root)
            continue
        if not isinstance(root, MappingNode):
            reader.problem(
                root, "", f"a mapping with {', '.join(KINDS)}", what(root), "not-catalog"
            )
            continue
        seen: set[str] = set()
        for key, table in root.pairs:
            reader.record = ""
            if key.text in seen:
                reader.problem(
                    key, key.text, "each kind once in a file", "it again", "duplicate-key"
                )
            elif key.text == REDIRECTS:
                _read_redirects(reader, table, redirects, redirect_locations)
            elif key.text not in KINDS:
                known = (*KINDS, REDIRECTS)
                reader.problem(
                    key,
                    key.text,
                    f"a kind of record.{did_you_mean(key.text, known)}",
                    shown(key.text),
                    "unknown-kind",
                )
            elif not isinstance(table, MappingNode):
                reader.problem(
                    table, key.text, "a mapping from id to record", what(table), "not-map"
                )
            else:
                for id_node, node in table.pairs:
                    add(key.text, id_node.text, node, id_node)
            seen.add(key.text)

    records = _link(drafts, base, reader, problems)
    _check_redirects(redirects, redirect_locations, records, base, drafts, problems)
    return records, redirects


def _read_redirects(
    reader: Reader,
    node: Node,
    redirects: Redirects,
    locations: dict[tuple[str, str], Location],
) -> None:
    if not isinstance(node, MappingNode):
        reader.problem(node, REDIRECTS, "a mapping from kind to ids", what(node), "not-map")
        return
    for kind, table in node.pairs:
        path = f"{REDIRECTS}.{kind.text}"
        if kind.text not in KINDS:
            reader.problem(
                kind,
                path,
                f"a kind of record.{did_you_mean(kind.text, KINDS)}",
                shown(kind.text),
                "unknown-kind",
            )
        elif not isinstance(table, MappingNode):
            reader.problem(table, path, "a mapping from old id to new id", what(table), "not-map")
        else:
            for old, new in table.pairs:
                target = reader.scalar(new, f"{path}.{old.text}")
                if target is None:
                    continue
                if old.text in redirects.get(kind.text, {}):
                    reader.problem(
                        old, f"{path}.{old.text}", "each id once", "it again", "duplicate-key"
                    )
                    continue
                redirects.setdefault(kind.text, {})[old.text] = target
                locations[kind.text, old.text] = reader.location(new, f"{path}.{old.text}")


def _check_redirects(
    redirects: Redirects,
    locations: dict[tuple[str, str], Location],
    records: Records,
    base: Mapping[str, Mapping[str, Any]],
    drafts: Mapping[tuple[str, str], object],
    problems: list[Problem],
) -> None:
    for kind, table in redirects.items():
        for old, new in table.items():
            location = locations[kind, old]
            if (kind, old) in drafts:
                problems.append(
                    Problem(*location, "an id that no record has", repr(old), "redirect-of-record")
                )
            target, steps = new, 0
            while target in table and steps <= len(table):
                target, steps = table[target], steps + 1
            if (kind, target) not in drafts and target not in base.get(kind, {}):
                expected = expected_id(kind, target, records.get(kind, {}))
                problems.append(Problem(*location, expected, shown(new), "dangling-id"))


# --- step 3: from drafts to records -----------------------------------------------------------


def _link(
    drafts: dict[tuple[str, str], Draft | None],
    base: Mapping[str, Mapping[str, Any]],
    reader: Reader,
    problems: list[Problem],
) -> Records:
    records: Records = {kind: {} for kind in KINDS}
    _check_shared_ids(drafts, base, problems)
    comparisons = MAX_COMPARISONS

    def resolve(reference: Reference) -> tuple[str, str] | None:
        """Returns the key of the target; reports a problem and returns `None` if there is none."""
        nonlocal comparisons
        for kind in reference.kinds:
            if (kind, reference.id) in drafts:
                return kind, reference.id
        for kind in reference.kinds:
            if reference.id in base.get(kind, {}):
                return kind, reference.id
        known: list[str] = []
        if comparisons > 0:
            for kind in reference.kinds:
                known += [record_id for other, record_id in drafts if other == kind]
                known += base.get(kind, {})
            comparisons -= len(known)
        expected = expected_id(" or ".join(reference.kinds), reference.id, known)
        problems.append(Problem(*reference.location, expected, shown(reference.id), "dangling-id"))
        return None

    targets: dict[int, tuple[str, str] | None] = {}

    def references(draft: Draft) -> list[tuple[str, str]]:
        keys = []
        for reference in _references_in(draft):
            key = targets[id(reference)] = resolve(reference)
            if key is not None and key in drafts:
                keys.append(key)
        return keys

    for peer in reader.peers:
        resolve(peer)

    edges = {key: references(draft) if draft is not None else [] for key, draft in drafts.items()}
    depths: dict[tuple[str, str], int] = {}
    order, cycles = _topological_order(edges)
    for cycle in cycles:
        draft = drafts[cycle[0]]
        assert draft is not None
        chain = " -> ".join(f"{kind}/{record_id}" for kind, record_id in [*cycle, cycle[0]])
        expected = "records that do not contain themselves"
        problems.append(Problem(*draft.location[:4], "", expected, chain, "cycle"))

    def build(value: Any) -> Any:
        if isinstance(value, Reference):
            key = targets[id(value)]
            if key is None:
                return FAILED
            kind, record_id = key
            return records[kind].get(record_id) if key in drafts else base[kind][record_id]
        if isinstance(value, Draft):
            values = {name: build(content) for name, content in value.values.items()}
            if any(content is None or content is FAILED for content in values.values()):
                return FAILED
            try:
                return value.cls(**values)
            except PolicyConceptsError as error:
                expected, found = error.expected or error.message, error.found or "something else"
                problems.append(Problem(*value.location, expected, found, "bad-value"))
                return FAILED
        if isinstance(value, tuple):
            items = tuple([build(item) for item in value])
            failed = any(item is None or item is FAILED for item in items)
            return FAILED if failed else items
        return value

    for key in order:
        draft = drafts[key]
        if draft is None:
            continue
        record = build(draft)
        # Frees the memory of the draft.
        drafts[key] = None
        if record is FAILED:
            continue
        depth = depths[key] = 1 + max((depths.get(to, 0) for to in edges[key]), default=0)
        if depth > MAX_CHAIN:
            problems.append(
                Problem(*draft.location, f"at most {MAX_CHAIN} levels, one in another", str(depth),
                        "too-deep")
            )  # fmt: skip
            continue
        records[key[0]][key[1]] = record
    # In file order, not in the order in which they were built.
    return {
        kind: {
            record_id: records[kind][record_id]
            for other, record_id in drafts
            if other == kind and record_id in records[kind]
        }
        for kind in KINDS
    }


def _references_in(draft: Draft) -> Iterator[Reference]:
    pending: list[Any] = [draft]
    while pending:
        value = pending.pop()
        if isinstance(value, Reference):
            yield value
        elif isinstance(value, Draft):
            pending += value.values.values()
        elif isinstance(value, tuple):
            pending += value


def _topological_order(
    edges: dict[tuple[str, str], list[tuple[str, str]]],
) -> tuple[list[tuple[str, str]], list[list[tuple[str, str]]]]:
    """Returns a depth-first topological order, dependencies first, and the cycles found."""
    order: list[tuple[str, str]] = []
    cycles: list[list[tuple[str, str]]] = []
    done: set[tuple[str, str]] = set()
    for start, targets in edges.items():
        if start in done:
            continue
        path: list[tuple[str, str]] = [start]
        on_path = {start}
        pending = [iter(targets)]
        while path:
            for target in pending[-1]:
                if target in on_path:
                    cycles.append(path[path.index(target) :])
                elif target not in done:
                    path.append(target)
                    on_path.add(target)
                    pending.append(iter(edges[target]))
                    break
            else:
                pending.pop()
                node = path.pop()
                on_path.discard(node)
                done.add(node)
                order.append(node)
    return order, cycles


def _check_shared_ids(
    drafts: Mapping[tuple[str, str], Draft | None],
    base: Mapping[str, Mapping[str, Any]],
    problems: list[Problem],
) -> None:
    for (kind, record_id), draft in drafts.items():
        if kind not in SPEAKERS or draft is None:
            continue
        for other in SPEAKERS:
            if other != kind and ((other, record_id) in drafts or record_id in base.get(other, {})):
                expected = f"an id that none of the {other} has, as a speaker is named by id alone"
                found = shown(record_id)
                problems.append(Problem(*draft.location[:4], "id", expected, found, "shared-id"))
