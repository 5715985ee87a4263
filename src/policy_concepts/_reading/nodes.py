"""A strict YAML reader: every scalar is text, and every node has its line and column.

Nodes are built from parser events without recursion, so that nesting cannot exhaust the stack.
Depth, size and alias expansion are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import yaml

from .._base.nodes import MappingNode, Node, ScalarNode, SequenceNode

# A catalog file may hold a hundred thousand records; a record file holds one.
MAX_BYTES: Final = 64 * 1024 * 1024
MAX_RECORD_BYTES: Final = 1024 * 1024
MAX_DEPTH: Final = 32
MAX_NODES: Final = 6_000_000
# Keys are names of fields, ids and language tags; messages show them in full.
MAX_KEY: Final = 200
# Bounds the expansion of aliases in a file, against "billion laughs".
MAX_ALIASED: Final = 10_000

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The complement of YAML 1.2, production [1], c-printable.
_UNPRINTABLE: Final = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


class RefusedYamlError(Exception):
    """A file that cannot be read any further; lines and columns are counted from 0."""

    def __init__(self, code: str, expected: str, found: str, line: int, column: int) -> None:
        super().__init__(code)
        self.code = code
        self.expected = expected
        self.found = found
        self.line = line
        self.column = column


def decode(content: bytes) -> str:
    """Decodes a file.

    Raises:
        RefusedYamlError: Not UTF-8, or characters that YAML does not allow.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n")
        column = len(before) - (before.rfind(b"\n") + 1)
        raise RefusedYamlError(
            "not-utf8", "UTF-8 text", f"the byte 0x{content[error.start]:02x}", line, column
        ) from None
    match = _UNPRINTABLE.search(text)
    if match:
        line = text.count("\n", 0, match.start())
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1)
        raise RefusedYamlError(
            "control-character",
            "printable characters",
            f"the character U+{ord(match.group()):04X}",
            line,
            column,
        )
    return text


def parse(text: str) -> Node:
    """Parses the one document of a file.

    Raises:
        RefusedYamlError: Not YAML, or YAML that data files may not use.
    """
    # As `yaml.parse`, but without the overhead of a generator.
    loader = _LOADER(text)
    try:
        return _build(loader.get_event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = ": ".join(part for part in (error.context, error.problem) if part)
        refused = RefusedYamlError(
            "not-yaml",
            "well-formed YAML",
            what or "something else",
            mark.line if mark else 0,
            mark.column if mark else 0,
        )
        starts = [each.index for each in (error.context_mark,) if each]
    except yaml.YAMLError as error:
        raise RefusedYamlError("not-yaml", "well-formed YAML", str(error), 0, 0) from None
    finally:
        loader.dispose()
    # Outside the handler, so that the nodes built so far are freed before the text is read again.
    raise (_limit_passed(text, mark.index, starts) if mark else None) or refused


def _limit_passed(text: str, end: int, starts: list[int]) -> RefusedYamlError | None:
    """The limit of this module that the text passes before the place where the parser stopped.

    Before it returns a token, a parser reads ahead for as long as the token might begin a key, so
    it may reach a limit of its own (1,000 levels in libyaml 0.2.6, 1,024 characters of a key in
    every version) before enough events have come to apply ours.
    Which of its limits it was can only be told from the wording of its error, which differs from
    version to version; so the parser is asked again, with other texts.
    """
    # It returns all of the text up to that place, because there is nothing to read ahead.
    loader = _LOADER(text[:end])
    last: list[Any] = []

    def next_event() -> Any:
        event = loader.get_event()
        if type(event) is yaml.ScalarEvent:
            last[:] = [event.start_mark]
        return event

    try:
        _build(next_event)
    except RefusedYamlError as refused:
        # Others may come of the cut, as when it leaves half the name of an alias.
        if refused.code in {"too-deep", "complex-key"}:
            return refused
    except yaml.YAMLError:
        pass  # as expected: the text is cut off
    finally:
        loader.dispose()
    if not text.startswith(":", end):
        return None
    for start in [*starts, *(mark.index for mark in last)]:
        long = text[start:end]
        # A scalar is a key that is too long when a short one in its place is accepted.
        if len(long) > MAX_KEY and "\n" not in long and _accepts(text[:start], "k:"):
            length = _scalar_length(long)
            if length > MAX_KEY:
                line = text.count("\n", 0, start)
                return _long_key(length, line, start - (text.rfind("\n", 0, start) + 1))
    return None


def _scalar_length(text: str) -> int:
    """The length of the scalar that a text is; 0 when it is something else."""
    loader = _LOADER(text)
    try:
        node = _build(loader.get_event)
    except (RefusedYamlError, yaml.YAMLError):
        return 0
    finally:
        loader.dispose()
    return len(node.text) if isinstance(node, ScalarNode) else 0


def _accepts(before: str, more: str) -> bool:
    """Whether more text may follow, whatever comes after it."""
    loader = _LOADER(before + more)
    try:
        while loader.get_event() is not None:
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return bool(mark and mark.index >= len(before) + len(more))
    finally:
        loader.dispose()
    return True


def _build(next_event: Callable[[], Any]) -> Node:
    root: list[Node] = []
    # The open collections, each with, in a mapping, the key whose value is next.
    stack: list[tuple[SequenceNode | MappingNode, list[ScalarNode]]] = []
    anchors: dict[str, tuple[Node, int] | None] = {}
    names: list[str | None] = []
    starts: list[int] = []
    nodes = 0
    aliased = 0
    documents = 0

    while (event := next_event()) is not None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            mark = event.start_mark
            if event.tag is not None and event.tag != "!":
                raise _tag_error(event)
            if event.style == '"':
                _check_printable(event)
            node: Node = ScalarNode(event.value, mark.line, mark.column)
            nodes += 1
            if event.anchor:
                anchors[event.anchor] = (node, 1)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            mark = event.start_mark
            if event.tag is not None and event.tag != "!":
                raise _tag_error(event)
            if len(stack) >= MAX_DEPTH:
                raise _error(mark, "too-deep", f"at most {MAX_DEPTH} levels of nesting", "more")
            if stack and isinstance(stack[-1][0], MappingNode) and not stack[-1][1]:
                raise _complex_key_error(mark)
            opened: SequenceNode | MappingNode = (
                MappingNode([], mark.line, mark.column)
                if kind is yaml.MappingStartEvent
                else SequenceNode([], mark.line, mark.column)
            )
            nodes += 1
            stack.append((opened, []))
            names.append(event.anchor)
            starts.append(nodes + aliased)
            if event.anchor:
                anchors[event.anchor] = None  # incomplete: an alias here would contain itself
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            node, _ = stack.pop()
            name, start = names.pop(), starts.pop()
            if name:
                anchors[name] = (node, nodes + aliased - start + 1)
        elif kind is yaml.AliasEvent:
            mark = event.start_mark
            target = anchors.get(event.anchor)
            if target is None:
                expected = "an alias of an anchor that stands complete above it"
                raise _error(mark, "bad-alias", expected, f"*{event.anchor}")
            node, size = target
            aliased += size
            if aliased > MAX_ALIASED:
                expected = f"aliases that stand for at most {MAX_ALIASED} values"
                raise _error(mark, "alias-bomb", expected, "more")
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                mark = event.start_mark
                raise _error(mark, "two-documents", "one document in a file", "another")
            continue
        else:
            continue

        if nodes > MAX_NODES:
            raise _error(mark, "too-large", f"at most {MAX_NODES} values", "more")
        if not stack:
            root.append(node)
            continue
        parent, pending_key = stack[-1]
        if isinstance(parent, SequenceNode):
            parent.items.append(node)
        elif pending_key:
            parent.pairs.append((pending_key.pop(), node))
        elif isinstance(node, ScalarNode):
            if len(node.text) > MAX_KEY:
                raise _long_key(len(node.text), node.line, node.column)
            pending_key.append(node)
        else:
            raise _complex_key_error(mark)

    if not root:
        raise RefusedYamlError("empty-file", "a mapping", "nothing", 0, 0)
    return root[0]


def _check_printable(event: Any) -> None:
    # An escape sequence can stand for a character that the file itself may not contain.
    match = _UNPRINTABLE.search(event.value)
    if match:
        found = f"the character U+{ord(match.group()):04X}"
        raise _error(event.start_mark, "control-character", "printable characters", found)


def _error(mark: Any, code: str, expected: str, found: str) -> RefusedYamlError:
    """Builds the error for a mark of the parser or a node."""
    return RefusedYamlError(code, expected, found, mark.line, mark.column)


def _tag_error(event: Any) -> RefusedYamlError:
    return _error(event.start_mark, "tag", "plain values, without tags", f"{event.tag:.100}")


def _complex_key_error(mark: Any) -> RefusedYamlError:
    return _error(mark, "complex-key", "a word as the key", "a list or mapping")


def _long_key(length: int, line: int, column: int) -> RefusedYamlError:
    return RefusedYamlError(
        "long-key", f"a key of at most {MAX_KEY} characters", f"one of {length}", line, column
    )
