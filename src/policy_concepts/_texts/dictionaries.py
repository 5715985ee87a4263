"""The names of concepts as dictionaries of other tools: jieba, spaCy, quanteda.

These tools take lists of words. Rules that tell a name from the same characters in ordinary
language (`match`) have no place in such lists: a name that is never looked for in running text is
left out, and the other rules are lost. What each tool counts otherwise, and how to get our counts,
is in the header of the dictionary where the format has comments, else in the documentation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from .._base.errors import ArgumentError, ArgumentTypeError, described, nearest, wrong
from .._base.public import public
from .._base.text import is_language_tag
from .._model.concepts import Concept, Name

# jieba cuts a text at all other characters before it looks into its dictionary.
_JIEBA_WORD: Final = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")
# Wildcards of quanteda's default patterns, which have no escape.
_GLOBS: Final = re.compile(r"[*?]")
# The tokens of spaCy's English tokenizer, for names without what it treats as exceptions.
_ENGLISH_TOKEN: Final = re.compile(r"[’']s\b|[^\W_]+(?:[+&][^\W_]*)*|[^\w\s]")
_ENGLISH_PLAIN: Final = re.compile(r"(?:[^\W_]|[ +&,:()“”\"\-]|[’'](?=s\b))+")
_ENGLISH_HYPHEN: Final[dict[str, object]] = {"ORTH": {"IN": ["-", "\u2010", "\u2013"]}, "OP": "?"}
_POSSESSIVES: Final = ("'s", "’s")
_QUANTEDA_HEADER: Final = """\
# Names of policy concepts, for quanteda: concept, language, names.
#
# Read it with case and with quanteda's own tokenizer applied to the names:
#   dict <- dictionary(file = "names.yml", format = "YAML", tolower = FALSE, tokenize = TRUE)
# Count the longest name at each place, across concepts:
#   tokens_lookup(toks, dict, levels = 1, nested_scope = "dictionary")
# Keep punctuation in the tokens (remove_punct = FALSE): some names have commas or quotation marks.
#
# quanteda looks for names among its tokens. It cuts Chinese by a dictionary of its own, so a name
# is missed where the tokens of the sentence are not those of the name alone; rules that tell a name
# from ordinary words are not in this file; case is ignored unless case_insensitive = FALSE, which
# matters for abbreviations. For the counts of policy_concepts, find the mentions with it in Python,
# and read the table of mentions into R.
"""


class Dictionary(NamedTuple):
    """A dictionary of another tool.

    Attributes:
        text: The file.
        names: How many names it has.
        left_out: Names that the tool could not find, or would misread.
    """

    text: str
    names: int
    left_out: tuple[str, ...]


@public
def to_jieba(concepts: Concept | Iterable[Concept], *, lang: str | Iterable[str] = "zh") -> str:
    """A user dictionary for jieba: one name a line, which `jieba.load_userdict` reads.

    No name has a frequency, because none was counted; jieba then computes one that is high enough
    for the name to be kept whole, as far as its other words allow. Names with a space or
    punctuation are left out: jieba cuts a text there before it looks into a dictionary, and reads
    the last word of such a line as a frequency or a part of speech. Counts of its words are
    therefore not those of `find_mentions`.

    Args:
        concepts: A concept, or several.
        lang: Language tags: `"zh"` stands for `zh-Hans` and `zh-Hant`.

    Returns:
        The file; write it as UTF-8 without a byte order mark.

    Raises:
        ArgumentError: (a `ValueError`) No name is in one of the languages.
        ArgumentTypeError: (a `TypeError`) Something that is not a concept.

    Example:
        >>> import policy_concepts as pc
        >>> print(pc.to_jieba(pc.concepts["new-quality-productive-forces"], lang="zh-Hans"), end="")
        新质生产力
    """
    return jieba_dictionary(concepts, lang).text


@public
def to_spacy(
    concepts: Concept | Iterable[Concept],
    *,
    lang: str | Iterable[str] = ("zh", "en"),
    label: str = "POLICY_CONCEPT",
) -> str:
    """Patterns for spaCy's `EntityRuler`, one JSON object a line; the `id` is that of the concept.

    Patterns of Chinese names have a token for each character, as `spacy.blank("zh")` makes them;
    those of English names have the words of `spacy.blank("en")`, with a hyphen or without, in any
    case unless the name is an abbreviation or needs its case. A name in another language, or that
    an English tokenizer may cut in several ways, is a phrase, which the pipeline itself cuts.

    Args:
        concepts: A concept, or several.
        lang: Language tags: `"zh"` stands for `zh-Hans` and `zh-Hant`.
        label: The label of the entities.

    Raises:
        ArgumentError: (a `ValueError`) No name is in one of the languages, or the label is blank.
        ArgumentTypeError: (a `TypeError`) Something that is not a concept.

    Example:
        >>> import json
        >>> import policy_concepts as pc
        >>> lines = pc.to_spacy(pc.concepts["new-quality-productive-forces"]).splitlines()
        >>> pattern = json.loads(lines[0])
        >>> pattern["id"], pattern["label"]
        ('new-quality-productive-forces', 'POLICY_CONCEPT')
    """
    return spacy_patterns(concepts, lang, label).text


@public
def to_quanteda(
    concepts: Concept | Iterable[Concept], *, lang: str | Iterable[str] = ("zh", "en")
) -> str:
    """A dictionary for the R package quanteda, in YAML: concept, language, names.

    Its header says how to read it and what quanteda counts otherwise. A name with `*` or `?`, which
    are wildcards there and cannot be escaped, is left out.

    Args:
        concepts: A concept, or several.
        lang: Language tags: `"zh"` stands for `zh-Hans` and `zh-Hant`.

    Raises:
        ArgumentError: (a `ValueError`) No name is in one of the languages.
        ArgumentTypeError: (a `TypeError`) Something that is not a concept.

    Example:
        >>> import policy_concepts as pc
        >>> text = pc.to_quanteda(pc.concepts["new-quality-productive-forces"], lang="zh-Hans")
        >>> print(text[text.index("new-quality"):], end="")
        new-quality-productive-forces:
          zh-Hans:
            - "新质生产力"
    """
    return quanteda_dictionary(concepts, lang).text


def jieba_dictionary(
    concepts: Concept | Iterable[Concept], lang: str | Iterable[str] = "zh"
) -> Dictionary:
    """What `to_jieba` returns, with the names that are left out."""
    names = dict.fromkeys(name.text for _, name in _names(concepts, lang, "to_jieba"))
    kept = [name for name in names if _JIEBA_WORD.fullmatch(name)]
    left_out = tuple(name for name in names if not _JIEBA_WORD.fullmatch(name))
    return Dictionary("".join(f"{name}\n" for name in kept), len(kept), left_out)


def spacy_patterns(
    concepts: Concept | Iterable[Concept],
    lang: str | Iterable[str] = ("zh", "en"),
    label: str = "POLICY_CONCEPT",
) -> Dictionary:
    """What `to_spacy` returns, with the names that are left out: none."""
    if not isinstance(label, str):
        raise wrong(ArgumentTypeError, "to_spacy: label", "a string", described(label))
    if not label.strip():
        raise wrong(ArgumentError, "to_spacy: label", "a word", repr(label))
    lines = dict.fromkeys(
        json.dumps(
            {"label": label, "pattern": _pattern(name), "id": concept.id}, ensure_ascii=False
        )
        for concept, name in _names(concepts, lang, "to_spacy")
    )
    return Dictionary("".join(f"{line}\n" for line in lines), len(lines), ())


def quanteda_dictionary(
    concepts: Concept | Iterable[Concept], lang: str | Iterable[str] = ("zh", "en")
) -> Dictionary:
    """What `to_quanteda` returns, with the names that are left out."""
    names: dict[str, dict[str, dict[str, None]]] = {}
    left_out: dict[str, None] = {}
    for concept, name in _names(concepts, lang, "to_quanteda"):
        # Its tokens never hold a line break or several spaces.
        text = " ".join(name.text.split())
        if _GLOBS.search(text):
            left_out[text] = None
        else:
            names.setdefault(concept.id, {}).setdefault(name.lang, {})[text] = None
    lines = [_QUANTEDA_HEADER.rstrip()]
    lines += [f"# Left out, for its wildcard: {json.dumps(name)}" for name in left_out]
    for concept_id, languages in names.items():
        lines.append(f"{_key(concept_id)}:")
        for tag, texts in languages.items():
            lines.append(f"  {_key(tag)}:")
            # A JSON string is a YAML string in quotation marks, never a number or a truth value.
            lines += [f"    - {json.dumps(text, ensure_ascii=False)}" for text in texts]
    count = sum(len(texts) for languages in names.values() for texts in languages.values())
    return Dictionary("\n".join([*lines, ""]), count, tuple(left_out))


# By the name of the format, as on the command line.
DICTIONARIES: Final[dict[str, Callable[..., Dictionary]]] = {
    "jieba": jieba_dictionary,
    "spacy": spacy_patterns,
    "quanteda": quanteda_dictionary,
}


def _key(text: str) -> str:
    """A YAML key, bare where no reader takes it for a number, a date or a truth value (`no`)."""
    return text if "-" in text and text[0].isalpha() else json.dumps(text)


def _names(
    concepts: Concept | Iterable[Concept], lang: str | Iterable[str], place: str
) -> Iterator[tuple[Concept, Name]]:
    """The names that are looked for in running text, in the languages."""
    wanted = _tags(lang, place)
    listed = [concepts] if isinstance(concepts, Concept) else concepts
    if isinstance(listed, str) or not isinstance(listed, Iterable):
        raise wrong(ArgumentTypeError, place, "concepts", described(concepts))
    found, known = False, dict[str, None]()
    for concept in listed:
        if not isinstance(concept, Concept):
            raise wrong(ArgumentTypeError, place, "concepts", described(concept))
        for name in concept.names:
            known[name.lang] = None
            if any(_is_in(name.lang, tag) for tag in wanted):
                found = True
                if name.match is None or not name.match.never:
                    yield concept, name
    if known and not found:
        shown = ", ".join(map(repr, wanted))
        raise ArgumentError(
            f"{place}: no concept has a name in {shown}.{nearest(wanted[0], known)} "
            f"There are names in: {', '.join(sorted(known))}."
        )


def _tags(lang: str | Iterable[str], place: str) -> tuple[str, ...]:
    tags = (lang,) if isinstance(lang, str) else lang
    if not isinstance(tags, Iterable):
        raise wrong(ArgumentTypeError, f"{place}: lang", "language tags", described(lang))
    wanted = tuple(tags)
    for tag in wanted:
        if not isinstance(tag, str):
            raise wrong(ArgumentTypeError, f"{place}: lang", "language tags", described(tag))
        if not is_language_tag(tag):
            raise wrong(
                ArgumentError, f"{place}: lang", "a tag such as 'en' or 'zh-Hans'", repr(tag)
            )
    if not wanted:
        raise wrong(ArgumentError, f"{place}: lang", "at least one language tag", "none")
    return wanted


def _is_in(lang: str, tag: str) -> bool:
    """Whether a name's language is a tag or one below it; romanized names only by their script."""
    return lang == tag or (lang.startswith(f"{tag}-") and ("-Latn" in tag or "-Latn" not in lang))


def _pattern(name: Name) -> str | list[dict[str, object]]:
    if name.lang.startswith("zh") and "-Latn" not in name.lang:
        return [{"ORTH": character} for character in name.text if not character.isspace()]
    if not name.lang.startswith("en") or not _ENGLISH_PLAIN.fullmatch(name.text):
        return name.text
    cased = name.kind == "abbreviation" or (name.match is not None and name.match.case_sensitive)
    pattern: list[dict[str, object]] = []
    for word in name.text.replace("-", " ").split():
        if pattern:
            pattern.append(_ENGLISH_HYPHEN)
        for token in _ENGLISH_TOKEN.findall(word):
            if token in _POSSESSIVES:
                pattern.append({"ORTH": {"IN": list(_POSSESSIVES)}})
            else:
                pattern.append({"ORTH": token} if cased else {"LOWER": token.lower()})
    return pattern
