"""The names of concepts in the forms in which running text has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from .._base.spelling import spellings
from .._model.concepts import Concept, Match, Name
from .characters import folded_rule, read

_ARTICLE: Final = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
# The head noun of a name stands before one of these, or at its end.
_AFTER_HEAD: Final = re.compile(r" (?=(?:of|with|for|in|on|to|that|under)\b)")
_LAST_WORD: Final = re.compile(r"[A-Za-z]{3,}$")
# Words that end in -s and are no plural, or have none.
_NO_PLURAL: Final = re.compile(
    r"(?:ss|us|is|ics|news|plus|progress|people|reform and opening[ -]up)$", re.IGNORECASE
)
# Romanized names of Chinese, which people write with and without spaces.
_LOOSE_TAG: Final = "zh-Latn"

# The first syllable of a folded pinyin name.
_SYLLABLE: Final = re.compile("(?:[zcs]h|[a-z])?(?:[aeiou]\u0308?)+(?:ng|n(?![aeiou]))?")


class NameRow(NamedTuple):
    """A name to look for.

    Attributes:
        concept_id: Id of the concept.
        name_index: Position of the name among the names of the concept.
        text: The name as recorded.
        lang: Its BCP 47 tag.
        is_exact: Whether case has to agree.
        is_abbreviation: Whether neighbours such as `+` make it another word.
        not_followed_by, not_preceded_by, requires: The rules of the name, folded.
        is_plain: Whether nothing but the characters of the name decides.
    """

    concept_id: str
    name_index: int
    text: str
    lang: str
    is_exact: bool
    is_abbreviation: bool
    not_followed_by: Sequence[str] = ()
    not_preceded_by: Sequence[str] = ()
    requires: Sequence[str] = ()
    is_plain: bool = True


class NameTable(NamedTuple):
    """All names to look for, by the folded forms that texts may have.

    Attributes:
        rows: The names.
        forms: For each form, the positions of its names in `rows`.
        loose: For each form in which spaces do not count, what its first word may be; then the
            positions of its names.
    """

    rows: Sequence[NameRow]
    forms: Mapping[str, Sequence[int]]
    loose: Mapping[str, tuple[Sequence[str], Sequence[int]]]

    def plain(self) -> dict[str, Any]:
        """The table as JSON has it; `from_plain` reads it."""
        # Most names have no rules: rows end with their last value that is not a default.
        rows = [list(row[:6] if row.is_plain else row) for row in self.rows]
        return {"rows": rows, "forms": dict(self.forms), "loose": dict(self.loose)}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> NameTable:
        """Restores a table from the result of `plain`."""
        return cls([NameRow(*row) for row in plain["rows"]], plain["forms"], plain["loose"])


def name_table(concepts: Iterable[Concept]) -> NameTable:
    """Builds the table of the names of concepts."""
    rows: list[NameRow] = []
    forms: dict[str, list[int]] = {}
    loose: dict[str, tuple[list[str], list[int]]] = {}
    for concept in concepts:
        for index, name in enumerate(concept.names):
            if name.match is not None and name.match.never:
                continue
            number = len(rows)
            rows.append(_row(concept, index, name))
            if name.lang.startswith(_LOOSE_TAG):
                form = folded_form(name.text)
                _, found = loose.setdefault(squeezed(form), (_beginnings(form), []))
                found.append(number)
                continue
            for text in _written_forms(name, is_exact=rows[-1].is_exact):
                form = folded_form(text)
                found = forms.setdefault(form, []) if form else []
                if number not in found:
                    found.append(number)
    return NameTable(rows, forms, loose)


def folded_form(name: str) -> str:
    """Returns a whole name in the form in which `characters.read` gives a text.

    An empty string for a name that has what no name may span, such as an empty line.
    """
    reading = read(name, 0, len(name) * 18 + 1)
    return "" if reading.stopped else reading.folded


def squeezed(folded: str) -> str:
    """Removes what separates the words of a folded text."""
    return folded.replace(" ", "").replace("'", "")


def _beginnings(form: str) -> list[str]:
    """What may be the first word of a romanized name: a syllable, a word, several words."""
    words = form.split(" ")
    found = {squeezed(" ".join(words[:count])) for count in range(1, len(words))}
    syllable = _SYLLABLE.match(form)
    if syllable:
        found.add(syllable.group())
    return sorted(found)


def _row(concept: Concept, index: int, name: Name) -> NameRow:
    rules = name.match or Match()
    # "GCI" is a concept, "gci" a file extension.
    is_abbreviation = name.kind == "abbreviation" and name.text.isascii()
    is_exact = rules.case_sensitive or is_abbreviation
    texts = [
        tuple(map(folded_rule, each))
        for each in (rules.not_followed_by, rules.not_preceded_by, rules.requires)
    ]
    return NameRow(
        concept.id,
        index,
        name.text,
        name.lang,
        is_exact,
        is_abbreviation,
        texts[0],
        texts[1],
        texts[2],
        not (is_exact or any(texts)),
    )


def _written_forms(name: Name, *, is_exact: bool) -> Iterator[str]:
    """A name as recorded, and in the other spellings that texts may have."""
    if not name.lang.startswith("en"):
        yield name.text
        if "," in name.text:
            yield name.text.replace(",", "")
        return
    text = _ARTICLE.sub("", name.text, count=1) if _ARTICLE.match(name.text) else name.text
    yield text
    if name.kind == "abbreviation":
        return
    numbers = [text, *_other_numbers(text)]
    for form in numbers:
        yield form
        if "," in form:
            yield form.replace(",", "")
        if not is_exact:
            yield from spellings(form)
        else:
            yield from _cased_spellings(form)


def _cased_spellings(name: str) -> Iterator[str]:
    """Other spellings of a name whose case counts; forms are folded, so case is checked later."""
    yield from spellings(name)


def _other_numbers(name: str) -> Iterator[str]:
    """The name with its head noun, or its last word, in the plural or the singular."""
    heads = {len(name)}
    after = _AFTER_HEAD.search(name)
    if after:
        heads.add(after.start())
    for end in sorted(heads):
        word = _LAST_WORD.search(name[:end])
        if word:
            for other in _plural_or_singular(word.group()):
                yield name[: word.start()] + other + name[end:]


def _plural_or_singular(word: str) -> Iterator[str]:
    lower = word.lower()
    if _NO_PLURAL.search(lower):
        return
    if lower.endswith("ies"):
        yield word[:-3] + "y"
    elif lower.endswith(("ches", "shes", "sses", "xes", "zes")):
        yield word[:-2]
    elif lower.endswith("s"):
        yield word[:-1]
    elif re.search("[^aeiou]y$", lower):
        yield word[:-1] + "ies"
    elif lower.endswith(("s", "x", "z", "ch", "sh")):
        yield word + "es"
    else:
        yield word + "s"
