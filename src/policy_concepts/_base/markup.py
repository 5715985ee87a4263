"""Rich text as strings with embedded marks, and the four output formats.

A reference is built by joining many small strings.
Italics, bold, superscript, subscript, quotations and links are encoded as private-use characters
in the string, so that joining is string concatenation, which is fast.
`render` converts the marks to text, HTML, Markdown or LaTeX, and is the only place that escapes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape as _escape_html
from typing import Final
from urllib.parse import urlsplit

ITALIC, ITALIC_END = "\ue000", "\ue001"
BOLD, BOLD_END = "\ue002", "\ue003"
SUP, SUP_END = "\ue004", "\ue005"
SUB, SUB_END = "\ue006", "\ue007"
QUOTE, QUOTE_END = "\ue008", "\ue009"
# Text whose capitals no style changes.
KEEP, KEEP_END = "\ue00a", "\ue00b"
# LINK target LINK_TEXT shown LINK_END
LINK, LINK_TEXT, LINK_END = "\ue00c", "\ue00d", "\ue00e"

MARKS: Final = "\ue000-\ue00e"
_ANY_MARK: Final = re.compile(f"[{MARKS}]+")
FORMATS: Final = ("text", "html", "markdown", "latex")

# --- input -------------------------------------------------------------------------------------

_SPECIAL: Final = re.compile(r"""[<"'“”‘’\ue000-\ue00e\x00-\x1f\x7f\ud800-\udfff]|\s\s|^\s|\s\Z""")
_REMOVED: Final = re.compile("[\ue000-\ue00e\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_SPACES: Final = re.compile(r"\s+")
_UNCLEAN: Final = re.compile(r"[\ue000-\ue00e\x00-\x1f\x7f\x85\xa0\ud800-\udfff]|\s\s|^\s|\s\Z")
_TAGS: Final = {
    "<i>": (ITALIC, "</i>", ITALIC_END),
    "<b>": (BOLD, "</b>", BOLD_END),
    "<sup>": (SUP, "</sup>", SUP_END),
    "<sub>": (SUB, "</sub>", SUB_END),
    "<sc>": ("", "</sc>", ""),
    '<span class="nocase">': (KEEP, "</span>", KEEP_END),
    '<span style="font-variant:small-caps;">': ("", "</span>", ""),
    '<span style="font-variant: small-caps;">': ("", "</span>", ""),
}
_QUOTES: Final = {'"': '"', "'": "'", "“": "”", "‘": "’"}
_TOKEN: Final = re.compile(
    "(" + "|".join(map(re.escape, _TAGS)) + "|</(?:i|b|sup|sub|sc|span)>)"
    r"|([^\W_]+(?:['’][^\W_]+)?)|([\"'“”‘’])|(.)",
    re.DOTALL,
)


def clean(text: str) -> str:
    """Removes control characters and collapses white space."""
    if not _UNCLEAN.search(text):
        return text
    return _SPACES.sub(" ", _REMOVED.sub("", text)).strip()


def rich(text: str) -> str:
    """Parses the markup that CSL-JSON allows in a string (`<i>`, `<b>`, `<sup>`, `<sub>`, quotes).

    Paired straight quotation marks become a quotation, others an apostrophe.
    """
    if not _SPECIAL.search(text):
        return text
    text = clean(text)
    tokens = [m.group() for m in _TOKEN.finditer(text)]
    return "".join(_parse(tokens, 0, len(tokens)))


def _parse(tokens: list[str], start: int, stop: int) -> list[str]:
    out: list[str] = []
    i = start
    while i < stop:
        piece = tokens[i]
        tag = _TAGS.get(piece)
        if tag is not None:
            end = _closing(tokens, i + 1, stop, piece, tag[1])
            if end:
                out += [tag[0], *_parse(tokens, i + 1, end), tag[2]]
                i = end + 1
                continue
        elif piece in _QUOTES and i + 1 < stop and not tokens[i + 1].isspace():
            end = _closing_quote(tokens, i + 1, stop, _QUOTES[piece])
            if end > i + 1:
                out += [QUOTE, *_parse(tokens, i + 1, end), QUOTE_END]
                i = end + 1
                continue
        # Unpaired straight marks are apostrophes.
        out.append("’" if piece == "'" else piece.replace("'", "’") if "'" in piece[1:] else piece)
        i += 1
    return out


def _closing(tokens: list[str], start: int, stop: int, opening: str, closing: str) -> int:
    depth = 0
    for i in range(start, stop):
        if tokens[i] == opening:
            depth += 1
        elif tokens[i] == closing:
            if not depth:
                return i
            depth -= 1
    return 0


def _closing_quote(tokens: list[str], start: int, stop: int, closing: str) -> int:
    """Returns the index of the closing mark of a quotation, past nested markup; 0 if none."""
    i = start
    while i < stop:
        token = tokens[i]
        if token == closing:
            return i
        tag = _TAGS.get(token)
        if tag is not None:
            i = _closing(tokens, i + 1, stop, token, tag[1]) or i
        elif token in _QUOTES and i + 1 < stop and not tokens[i + 1].isspace():
            end = _closing_quote(tokens, i + 1, stop, _QUOTES[token])
            i = end if end > i + 1 else i
        i += 1
    return 0


# --- joining -----------------------------------------------------------------------------------

# Which of two adjacent punctuation marks is kept.
_FIRST, _SECOND = 1, 2
_COLLISIONS: Final = {
    "!.": _FIRST, "!:": _FIRST, "!!": _FIRST,
    "?.": _FIRST, "?:": _FIRST, "??": _FIRST,
    "..": _FIRST, ",,": _FIRST,
    ":.": _FIRST, "::": _FIRST, ":!": _SECOND, ":?": _SECOND,
    ";.": _FIRST, ";:": _FIRST, ";;": _FIRST, ";!": _SECOND, ";?": _SECOND,
    "  ": _SECOND, " ,": _SECOND, " .": _SECOND,
}  # fmt: skip
_JOINING: Final = frozenset(".:;,!? ")
# The characters that can be the first of two.
_ENDING: Final = frozenset("!?.,:; \"'’”»›")
_CLOSERS: Final = frozenset(f"\"'’”»›{QUOTE_END}")


def first(text: str) -> str:
    """Returns the first visible character."""
    for i, char in enumerate(text):
        if char < ITALIC or char > LINK_END:
            return char
        if char == LINK:
            return text[text.index(LINK_TEXT, i) + 1]
        if char == QUOTE:
            return "“"
    return ""


def last(text: str) -> str:
    """Returns the last visible character; the end of a quotation counts."""
    for i in range(len(text) - 1, -1, -1):
        char = text[i]
        if char < ITALIC or char > LINK_END or char == QUOTE_END:
            return char
    return ""


def _before_quotes(text: str) -> str:
    """Returns the last visible character before any closing quotation marks."""
    for i in range(len(text) - 1, -1, -1):
        char = text[i]
        if (char < ITALIC or char > LINK_END) and char not in _CLOSERS and char != " ":
            return char
    return ""


def _drop_first(text: str, char: str) -> str:
    i = 0
    while ITALIC <= text[i] <= LINK_END:
        i += 1
    return text[:i] + text[i:].lstrip(char)


def _drop_last(text: str, char: str) -> str:
    i = len(text)
    while ITALIC <= text[i - 1] <= LINK_END:
        i -= 1
    return text[:i].rstrip(char) + text[i:]


def glue(left: str, right: str) -> str:
    """Concatenates two strings; of two adjacent punctuation marks one is kept."""
    if not left or not right:
        return left or right
    b = right[0]
    if ITALIC <= b <= LINK_END:
        b = first(right)
    if b not in _JOINING:
        return left + right
    a = left[-1]
    if ITALIC <= a <= LINK_END:
        if left[-2:-1] not in _ENDING and not ITALIC <= left[-2:-1] <= LINK_END:
            return left + right
        a = last(left)
    elif a not in _ENDING:
        return left + right
    if b == "." and (a in _CLOSERS or (a == " " and last(left.rstrip(" ")) in _CLOSERS)):
        a = _before_quotes(left)
        if _COLLISIONS.get(a + b) == _FIRST:
            return glue(left, _drop_first(right, b))
        return left + right
    meeting = _COLLISIONS.get(a + b)
    if meeting is None:
        return left + right
    if meeting == _FIRST:
        return glue(left, _drop_first(right, b))
    return glue(_drop_last(left, a), right)


def join(delimiter: str, *parts: str) -> str:
    """Joins the strings that are not empty, without doubling punctuation."""
    out = ""
    for part in parts:
        if not part:
            continue
        if not out:
            out = part
            continue
        b = part[0]
        if ITALIC <= b <= LINK_END:
            b = first(part)
        a = out[-1]
        if ITALIC <= a <= LINK_END:
            a = out[-2]
        if b in ",;.":
            out = glue(out, part)
        elif a not in _ENDING and b not in _JOINING and not ITALIC <= a <= LINK_END:
            # The usual case: no adjacent punctuation.
            out += delimiter + part
        else:
            out = glue(glue(out, delimiter), part)
    return out


def wrap(before: str, text: str, after: str = "") -> str:
    """Adds a prefix and a suffix to a text; returns an empty text unchanged."""
    if not text:
        return ""
    if after:
        text = glue(text, after)
    return glue(before, text) if before else text


def italic(text: str) -> str:
    return f"{ITALIC}{text}{ITALIC_END}" if text else ""


def quoted(text: str) -> str:
    return f"{QUOTE}{text}{QUOTE_END}" if text else ""


def link(target: str, text: str | None = None) -> str:
    """Returns a link; the text defaults to the target."""
    return f"{LINK}{target}{LINK_TEXT}{target if text is None else text}{LINK_END}"


_MOVABLE: Final = re.compile(f"{QUOTE_END}[.,!?]")


def punctuation_inside_quotes(text: str) -> str:
    """Moves full stops and commas into the quotation before them, as in American usage."""
    match = _MOVABLE.search(text) if QUOTE_END in text else None
    while match is not None:
        at = match.start()
        # The last visible character of the quotation.
        i = at - 1
        while i >= 0 and ITALIC <= text[i] <= LINK_END:
            i -= 1
        stop = "" if text[i] in ".,;:!?" else text[at + 1]
        text = f"{text[:at]}{stop}{QUOTE_END}{text[at + 2 :]}"
        match = _MOVABLE.search(text, at + len(stop) + 1)
    return text


# --- output ------------------------------------------------------------------------------------

_PIECES: Final = re.compile(f"([{MARKS}])")
_QUOTE_MARKS: Final = re.compile(f"([{QUOTE}{QUOTE_END}])")
_LINK_TARGET: Final = re.compile(f"{LINK}[^{LINK_TEXT}]*{LINK_TEXT}")
_HTML: Final = {
    ITALIC: "<i>", ITALIC_END: "</i>", BOLD: "<b>", BOLD_END: "</b>",
    SUP: "<sup>", SUP_END: "</sup>", SUB: "<sub>", SUB_END: "</sub>",
}  # fmt: skip
_MARKDOWN: Final = {
    ITALIC: "*", ITALIC_END: "*", BOLD: "**", BOLD_END: "**",
    SUP: "<sup>", SUP_END: "</sup>", SUB: "<sub>", SUB_END: "</sub>",
}  # fmt: skip
_LATEX: Final = {
    ITALIC: r"\textit{", ITALIC_END: "}", BOLD: r"\textbf{", BOLD_END: "}",
    SUP: r"\textsuperscript{", SUP_END: "}", SUB: r"\textsubscript{", SUB_END: "}",
}  # fmt: skip
_LATEX_CHARS: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
        "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "–": "--", "—": "---", "\u00a0": "~", "…": r"\dots{}",
        "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    }
)  # fmt: skip
_LATEX_QUOTES: Final = str.maketrans({"“": "``", "”": "''", "‘": "`", "’": "'"})
_MARKDOWN_CHARS: Final = re.compile(r"[\\`*_\[\]<>~^$|]|&(?=#?\w+;)")
_MARKDOWN_START: Final = re.compile(r"^(\d+)([.)])(?=\s)|^([#+=-])")


def escape_latex(text: str, *, quotes: bool = True) -> str:
    """Escapes LaTeX special characters and, with `quotes`, converts curly quotes to TeX."""
    text = text.translate(_LATEX_CHARS)
    return text.translate(_LATEX_QUOTES) if quotes else text


def _escape_markdown(text: str) -> str:
    return _MARKDOWN_CHARS.sub(lambda match: "\\" + match.group(), text)


def _safe_target(target: str) -> bool:
    try:
        return urlsplit(target).scheme in ("http", "https", "ftp")
    except ValueError:
        return False


def render(text: str, format: str = "text") -> str:
    """Converts marked text to `text`, `html`, `markdown` or `latex`."""
    if format == "text":
        if LINK in text:
            text = _LINK_TARGET.sub("", text)
        if QUOTE in text:
            text = _nest(text)
        return _ANY_MARK.sub("", text)
    text = _nest(text)
    if format == "html":
        return _write(text, _HTML, _escape_html_text, _html_link)
    if format == "markdown":
        out = _write(text, _MARKDOWN, _escape_markdown, _markdown_link)
        return _MARKDOWN_START.sub(_escape_start, out)
    return _write(text, _LATEX, escape_latex, _latex_link)


def _escape_start(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}"


def _nest(text: str) -> str:
    """Converts quotations to alternating double and single quotation marks."""
    depth = 0
    out = []
    for piece in _QUOTE_MARKS.split(text):
        if piece == QUOTE:
            out.append("‘" if depth % 2 else "“")
            depth += 1
        elif piece == QUOTE_END:
            depth -= 1
            out.append("’" if depth % 2 else "”")
        else:
            out.append(piece)
    return "".join(out)


def _write(
    text: str,
    tags: dict[str, str],
    escape: Callable[[str], str],
    make_link: Callable[[str, str], str],
) -> str:
    out: list[str] = []
    target = ""
    in_target = False
    shown = 0
    italics = 0
    for piece in _PIECES.split(text):
        if not piece:
            continue
        if len(piece) > 1 or not ITALIC <= piece <= LINK_END:
            if in_target:
                target = piece
            else:
                out.append(escape(piece))
            continue
        if piece == ITALIC:
            # Nested italics are upright.
            italics += 1
            out.append(tags[ITALIC if italics % 2 else ITALIC_END])
        elif piece == ITALIC_END:
            out.append(tags[ITALIC_END if italics % 2 else ITALIC])
            italics -= 1
        elif piece == LINK:
            in_target, target = True, ""
        elif piece == LINK_TEXT:
            in_target, shown = False, len(out)
        elif piece == LINK_END:
            inside = "".join(out[shown:])
            del out[shown:]
            out.append(make_link(target, inside) if _safe_target(target) else inside)
        else:
            out.append(tags.get(piece, ""))
    return "".join(out)


def _escape_html_text(text: str) -> str:
    return _escape_html(text, quote=False)


def _html_link(target: str, inside: str) -> str:
    return f'<a href="{_escape_html(target)}">{inside}</a>'


def _markdown_link(target: str, inside: str) -> str:
    if (
        re.fullmatch(r"[!-;=?-\[\]^-~\u00a1-\U0010ffff]+", target)
        and _escape_markdown(target) == inside
    ):
        return f"<{target}>"
    safe = target.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    return f"[{inside}](<{safe}>)"


_URL_CHARS: Final = str.maketrans(
    {"%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_", "$": r"\$", "~": r"\~{}",
     "\\": r"\%5C", "{": r"\%7B", "}": r"\%7D", "^": r"\%5E", " ": r"\%20",
     "<": r"\%3C", ">": r"\%3E", '"': r"\%22", "`": r"\%60", "|": r"\%7C"}
)  # fmt: skip


def _latex_link(target: str, inside: str) -> str:
    return rf"\href{{{target.translate(_URL_CHARS)}}}{{{inside}}}"
