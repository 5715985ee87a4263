"""YAML read strictly: every scalar is text, every node knows its place.

The parser's events are turned into nodes without recursion, so that nesting cannot exhaust the
stack; depth, size and what aliases expand to are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import yaml

from .._base.nodes import MappingNode, Node, ScalarNode, SequenceNode

# A catalog file may hold a hundred thousand records; a record file is for people to read.
MAX_BYTES: Final = 64 * 1024 * 1024
MAX_RECORD_BYTES: Final = 1024 * 1024
MAX_DEPTH: Final = 32
MAX_NODES: Final = 6_000_000
# Keys are names of fields, ids and language tags; messages show them whole.
MAX_KEY: Final = 200
# How many nodes all aliases of a file may stand for; honest files use few or none.
MAX_ALIASED: Final = 10_000

_BASE: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# YAML 1.2, production [1] c-printable, turned round.
_UNPRINTABLE: Final = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


class RefusedYamlError(Exception):
    """Something that stops the reading of a file; lines and columns are counted from 0."""

    def __init__(self, code: str, expected: str, found: str, line: int, column: int) -> None:
        super().__init__(code)
        self.code = code
        self.expected = expected
        self.found = found
        self.line = line
        self.column = column


def decode(content: bytes) -> str:
    """The text of a file.

    Raises:
        RefusedYamlError: Not UTF-8, or with characters that YAML does not allow.
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
    bad = _UNPRINTABLE.search(text)
    if bad:
        line = text.count("\n", 0, bad.start())
        column = bad.start() - (text.rfind("\n", 0, bad.start()) + 1)
        raise RefusedYamlError(
            "control-character",
            "printable characters",
            f"the character U+{ord(bad.group()):04X}",
            line,
            column,
        )
    return text


def parse(text: str) -> Node:
    """The one document of a file, as nodes.

    Raises:
        RefusedYamlError: Not YAML, or YAML of a sort that data files may not use.
    """
    # What `yaml.parse` does, without a generator between.
    loader = _BASE(text)
    try:
        return _build(loader.get_event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = ": ".join(part for part in (error.context, error.problem) if part)
        raise RefusedYamlError(
            "not-yaml",
            "well-formed YAML",
            what or "something else",
            mark.line if mark else 0,
            mark.column if mark else 0,
        ) from None
    except yaml.YAMLError as error:
        raise RefusedYamlError("not-yaml", "well-formed YAML", str(error), 0, 0) from None
    finally:
        loader.dispose()


def _build(next_event: Callable[[], Any]) -> Node:
    root: list[Node] = []
    # Each open collection: its node, and in a mapping the key that waits for its value.
    stack: list[tuple[SequenceNode | MappingNode, list[ScalarNode]]] = []
    anchors: dict[str, tuple[Node, int] | None] = {}
    names: list[str | None] = []
    starts: list[int] = []
    nodes = 0
    aliased = 0
    documents = 0

    # After the end of the stream there is no event.
    while (event := next_event()) is not None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            mark = event.start_mark
            if event.tag is not None and event.tag != "!":
                raise _tagged(event)
            if event.style == '"':
                _refuse_unprintable(event)
            node: Node = ScalarNode(event.value, mark.line, mark.column)
            nodes += 1
            if event.anchor:
                anchors[event.anchor] = (node, 1)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            mark = event.start_mark
            if event.tag is not None and event.tag != "!":
                raise _tagged(event)
            if len(stack) >= MAX_DEPTH:
                raise RefusedYamlError(
                    "too-deep",
                    f"at most {MAX_DEPTH} levels of nesting",
                    "more",
                    mark.line,
                    mark.column,
                )
            if stack and isinstance(stack[-1][0], MappingNode) and not stack[-1][1]:
                raise _complex_key(mark)
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
                anchors[event.anchor] = None  # open: an alias now would contain itself
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
                raise RefusedYamlError(
                    "bad-alias",
                    "an alias of an anchor that stands complete above it",
                    f"*{event.anchor}",
                    mark.line,
                    mark.column,
                )
            node, size = target
            aliased += size
            if aliased > MAX_ALIASED:
                raise RefusedYamlError(
                    "alias-bomb",
                    f"aliases that stand for at most {MAX_ALIASED} values",
                    "more",
                    mark.line,
                    mark.column,
                )
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                mark = event.start_mark
                raise RefusedYamlError(
                    "two-documents", "one document in a file", "another", mark.line, mark.column
                )
            continue
        else:
            continue

        if nodes > MAX_NODES:
            raise RefusedYamlError(
                "too-large", f"at most {MAX_NODES} values", "more", mark.line, mark.column
            )
        if not stack:
            root.append(node)
            continue
        parent, waiting = stack[-1]
        if isinstance(parent, SequenceNode):
            parent.items.append(node)
        elif waiting:
            parent.pairs.append((waiting.pop(), node))
        elif isinstance(node, ScalarNode):
            if len(node.text) > MAX_KEY:
                raise RefusedYamlError(
                    "long-key",
                    f"a key of at most {MAX_KEY} characters",
                    f"one of {len(node.text)}",
                    node.line,
                    node.column,
                )
            waiting.append(node)
        else:
            raise _complex_key(mark)

    if not root:
        raise RefusedYamlError("empty-file", "a mapping", "nothing", 0, 0)
    return root[0]


def _refuse_unprintable(event: Any) -> None:
    # Between double quotes a backslash can write what may not stand in the file.
    bad = _UNPRINTABLE.search(event.value)
    if bad:
        raise RefusedYamlError(
            "control-character",
            "printable characters",
            f"the character U+{ord(bad.group()):04X}",
            event.start_mark.line,
            event.start_mark.column,
        )


def _tagged(event: Any) -> RefusedYamlError:
    mark = event.start_mark
    return RefusedYamlError(
        "tag", "plain values, without tags", f"{event.tag:.100}", mark.line, mark.column
    )


def _complex_key(mark: Any) -> RefusedYamlError:
    return RefusedYamlError(
        "complex-key", "a word as the key", "a list or mapping", mark.line, mark.column
    )
