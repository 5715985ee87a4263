"""Checks of a catalog against whole texts; like those of `checks.py`, but with the texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

import attrs

import policy_concepts as pc

from .checks import _finding, _place
from .excused import OTHER_SENSES
from .texts import NOT_FOR_DATES, Texts, WholeText, bare, unspaced

TextCheck: TypeAlias = Callable[[pc.Catalog, Texts], Iterator[str]]
TEXT_CHECKS: Final[dict[str, TextCheck]] = {}

_QUOTED: Final = re.compile("“([^“”]+)”")
_NOT_WORDS: Final = re.compile(r"[\W_]+")


def text_check(function: TextCheck) -> TextCheck:
    """Enters a function among the checks."""
    TEXT_CHECKS[function.__name__] = function
    return function


# --- not later than a text ----------------------------------------------------------------------


def _later_than(claim: pc.PartialDate, text: pc.PartialDate) -> bool:
    """Whether a claim is later than a text, or vaguer where the text has the day."""
    assert text.latest is not None
    if claim.earliest is not None and claim.earliest > text.latest:
        return True
    return text.earliest == text.latest and (claim.latest is None or claim.latest > text.latest)


def _chinese(concept: pc.Concept) -> list[pc.Name]:
    return [
        name
        for name in concept.names
        if name.lang == "zh-Hans" and not (name.match is not None and name.match.never)
    ]


def earliest_text(concept: pc.Concept, name: pc.Name, texts: Texts) -> WholeText | None:
    """The earliest dated text that has a Chinese name of a concept as a term."""
    wanted = bare(name.text)
    finder = pc.MentionFinder([attrs.evolve(concept, names=(name,))])
    other_sense = OTHER_SENSES.get((concept.id, name.text), {})
    for text, letters in zip(texts.all, texts.bare, strict=True):
        if text.date is None:
            break
        if text.lang != "zh" or text.collection in NOT_FOR_DATES or wanted not in letters:
            continue
        if text.id not in other_sense and finder.find(text.said):
            return text
    return None


@text_check
def claims_are_not_later_than_a_text(catalog: pc.Catalog, texts: Texts) -> Iterator[str]:
    """No concept is first used after a dated text that has a Chinese name of it as a term."""
    for concept in catalog.concepts:
        claims = [
            use.when
            for use in concept.first_uses
            if use.when and use.rank != "disputed" and use.kind != "retroactive"
        ]
        if not claims:
            continue
        for name in _chinese(concept):
            text = earliest_text(concept, name, texts)
            if text is None or text.date is None:
                continue
            if all(_later_than(claim, text.date) for claim in claims):
                yield _finding(
                    _place(concept, "first_uses"),
                    f"a claim of {text.date} or earlier",
                    f"{name.text} in {text.id} of {text.date} ({text.title[:40]})",
                    "record the earlier use; enter what has another sense under OTHER_SENSES",
                )


@text_check
def chinese_names_are_attested_as_early_as_in_a_text(
    catalog: pc.Catalog, texts: Texts
) -> Iterator[str]:
    """A Chinese name is attested in the earliest text read, which is none after one at hand."""
    for concept in catalog.concepts:
        for name in _chinese(concept):
            if name.kind == "preferred" or name.attested:
                text = earliest_text(concept, name, texts)
                if text is None or text.date is None:
                    continue
                if name.attested is None or _later_than(name.attested, text.date):
                    yield _finding(
                        _place(concept, f"names[{concept.names.index(name)}].attested"),
                        f"{text.date} or earlier",
                        f"{name.attested}, though {name.text} is in {text.id} of {text.date}",
                        "give the day of the earliest text as attested, with the text as evidence",
                    )


def _words(text: str) -> str:
    return f" {_NOT_WORDS.sub(' ', text.casefold()).strip()} "


@text_check
def english_names_are_attested_as_early_as_in_a_text(
    catalog: pc.Catalog, texts: Texts
) -> Iterator[str]:
    """An English rendering is attested in the earliest text read that has it as a name.

    Names of one word stand in texts in other senses, and are left to the reader.
    """
    english = [
        (text, _words(text.said))
        for text in texts.all
        if text.lang == "en" and text.date and text.collection not in NOT_FOR_DATES
    ]
    for concept in catalog.concepts:
        for index, name in enumerate(concept.names):
            wanted = _words(name.text)
            if name.lang != "en" or " " not in wanted.strip() or (name.match and name.match.never):
                continue
            found = next((text for text, words in english if wanted in words), None)
            if found is None or found.date is None:
                continue
            if name.attested is None or _later_than(name.attested, found.date):
                yield _finding(
                    _place(concept, f"names[{index}].attested"),
                    f"{found.date} or earlier",
                    f"{name.attested}, though {name.text!r} is in {found.id} of {found.date}",
                    "give the day of the earliest text as attested, with the text as evidence",
                )


@text_check
def facets_begin_no_later_than_a_text(catalog: pc.Catalog, texts: Texts) -> Iterator[str]:
    """No sentence of an earlier text has all items of an enumeration, in their order."""
    for concept in catalog.concepts:
        for number, facet in enumerate(concept.facets):
            items = [bare(text) for item in facet.items if (text := item.get("zh"))]
            if facet.since is None or len(items) < len(facet.items):
                continue
            wanted = _enumeration(items)
            for text, letters in zip(texts.all, texts.bare, strict=True):
                if text.date is None or not text.date.ends_before(facet.since):
                    break
                if text.lang != "zh" or text.collection in NOT_FOR_DATES:
                    continue
                if all(item in letters for item in items) and wanted.search(letters):
                    yield _finding(
                        _place(concept, f"facets[{number}].since"),
                        f"{text.date} or earlier",
                        f"{facet.since}, though {text.id} of {text.date} has all its items",
                        "give the day from which these were the contents",
                    )
                    break


# What may stand between two items of an enumeration, in characters.
_MOST_BETWEEN: Final = 12


def _enumeration(items: list[str]) -> re.Pattern[str]:
    """The items in their order, with little between them."""
    between = rf"[^。；]{{0,{_MOST_BETWEEN}}}?"
    return re.compile(between.join(map(re.escape, items)))


# --- letter for letter ----------------------------------------------------------------------------


def _texts_of(evidence: tuple[pc.Evidence, ...], lang: str, texts: Texts) -> list[WholeText]:
    found = (texts.of(each.source) for each in evidence)
    return [text for text in found if text is not None and text.lang == lang[:2]]


@text_check
def quotations_stand_in_their_text(catalog: pc.Catalog, texts: Texts) -> Iterator[str]:
    """A quotation is letter for letter in a text at hand that is cited for it."""
    for statement in catalog.statements:
        quote = statement.quote
        if quote is None:
            continue
        cited = _texts_of(statement.evidence, quote.lang, texts)
        if cited and not any(unspaced(quote.text) in unspaced(text.whole) for text in cited):
            yield _finding(
                _place(statement, "quote"),
                f"words of {' or '.join(text.id for text in cited)}",
                repr(quote.text),
                "quote the words as they stand there, or cite the text that has them",
            )


@text_check
def quoted_terms_stand_in_their_text(catalog: pc.Catalog, texts: Texts) -> Iterator[str]:
    """A set term that a Chinese summary puts in quotation marks stands so in a cited text."""
    for record in (*catalog.statements, *catalog.events):
        summary = record.summary.get("zh-Hans") if record.summary else None
        cited = _texts_of(record.evidence, "zh", texts)
        if not summary or not cited:
            continue
        for term in _QUOTED.findall(summary):
            if not any(unspaced(term) in unspaced(text.whole) for text in cited):
                yield _finding(
                    _place(record, "summary.zh-Hans"),
                    f"a term of {' or '.join(text.id for text in cited)}",
                    f"“{term}”",
                    "write the term as the text has it, or without quotation marks",
                )


@text_check
def facet_items_stand_in_their_text(catalog: pc.Catalog, texts: Texts) -> Iterator[str]:
    """An item of an enumeration stands in a text at hand that is cited for it, in its words."""
    for concept in catalog.concepts:
        for number, facet in enumerate(concept.facets):
            for lang in ("zh", "en"):
                cited = _texts_of(facet.evidence, lang, texts)
                for index, item in enumerate(facet.items if cited else ()):
                    text = item.get(lang)
                    if text is None or any(_has(each, text, lang) for each in cited):
                        continue
                    yield _finding(
                        _place(concept, f"facets[{number}].items[{index}]"),
                        f"words of {' or '.join(each.id for each in cited)}",
                        repr(text),
                        "write the item as the text has it, or cite the text that has it so",
                    )


def _has(text: WholeText, item: str, lang: str) -> bool:
    if lang == "en":
        return _words(item) in _words(text.whole)
    return unspaced(item) in unspaced(text.whole)
