"""Any other style: a `.csl` file, formatted by pandoc (extra `csl`)."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from ..._base.errors import CitationError, missing

_WRITERS: Final = {"text": "plain", "html": "html", "markdown": "commonmark", "latex": "latex"}


def _pandoc() -> str:
    try:
        pypandoc = import_module("pypandoc")
        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise missing("a .csl style", "pandoc", "csl", "pypandoc_binary") from error


def format_items(
    items: Sequence[dict[str, Any]], style: str, format: str, *, sort: bool = False
) -> list[str]:
    """The references of CSL-JSON items in the style of a `.csl` file.

    Args:
        items: The items.
        style: The path of the file.
        format: `text`, `html`, `markdown` or `latex`.
        sort: Format all as one bibliography, in the order of the style; else each by itself.

    Raises:
        CitationError: (a `ValueError`) No such file, or not a style.
        MissingExtraError: (an `ImportError`) Pandoc is not installed.
    """
    program = _pandoc()
    path = Path(style)
    if not path.is_file():
        raise CitationError(f"style: there is no file {style!r}")
    groups = [list(items)] if sort else [[item] for item in items]
    return [entry for group in groups for entry in _run(program, group, path, format)]


def _run(program: str, items: list[dict[str, Any]], path: Path, format: str) -> list[str]:
    items = [{**item, "id": f"item-{i}"} for i, item in enumerate(items)]
    read = _call(program, ["-f", "csljson", "-t", "json"], json.dumps(items))
    document = json.loads(read)
    document["meta"]["nocite"] = {
        "t": "MetaInlines",
        "c": [
            {
                "t": "Cite",
                "c": [
                    [
                        {
                            "citationId": item["id"],
                            "citationPrefix": [],
                            "citationSuffix": [],
                            "citationMode": {"t": "AuthorInText"},
                            "citationNoteNum": 0,
                            "citationHash": 0,
                        }
                        for item in items
                    ],
                    [],
                ],
            }
        ],
    }
    out = _call(
        program,
        ["-f", "json", "-t", "json", "--citeproc", "--csl", str(path)],
        json.dumps(document),
    )
    cited = json.loads(out)
    entries = []
    for block in cited["blocks"]:
        if block["t"] == "Div" and block["c"][0][0] == "refs":
            entries += [inner["c"][1] for inner in block["c"][1] if inner["t"] == "Div"]
    texts = []
    for blocks in entries:
        single = {**cited, "meta": {}, "blocks": _unwrapped(blocks, keep=format != "text")}
        text = _call(
            program,
            ["-f", "json", "-t", _WRITERS[format], "--wrap=none"],
            json.dumps(single),
        )
        texts.append(_simplified(text.strip(), format))
    return texts


def _unwrapped(node: Any, *, keep: bool) -> Any:
    """A document without spans and divisions, and for plain text without emphasis."""
    drop = {"Span"} if keep else {"Span", "Emph", "Strong", "Superscript", "Subscript", "Link"}
    if isinstance(node, list):
        out: list[Any] = []
        for child in node:
            if isinstance(child, dict) and child.get("t") in drop:
                content = (
                    child["c"]
                    if child["t"] in ("Emph", "Strong", "Superscript", "Subscript")
                    else child["c"][1]
                )
                out += _unwrapped(content, keep=keep)
            elif isinstance(child, dict) and child.get("t") == "SmallCaps":
                out += _unwrapped(child["c"], keep=keep)
            elif isinstance(child, dict) and child.get("t") == "Div":
                out += _unwrapped(child["c"][1], keep=keep)
            else:
                out.append(_unwrapped(child, keep=keep))
        return out
    if isinstance(node, dict):
        return {key: _unwrapped(value, keep=keep) for key, value in node.items()}
    return node


def _simplified(text: str, format: str) -> str:
    if format != "html":
        return text
    text = re.sub(r"</?(p|div|span)[^>]*>", "", text)
    return (
        text.replace("<em>", "<i>")
        .replace("</em>", "</i>")
        .replace("<strong>", "<b>")
        .replace("</strong>", "</b>")
    )


def _call(program: str, arguments: list[str], text: str) -> str:
    done = subprocess.run(  # noqa: S603  (our own arguments, no shell)
        [program, *arguments], input=text.encode(), capture_output=True, check=False
    )
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip()
        raise CitationError(f"pandoc could not use the style: {message}")
    return done.stdout.decode("utf-8")
