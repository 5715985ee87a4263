"""Checks over the content of a catalog: what the loader cannot see in one file alone.

A check takes a catalog and yields findings. A finding is one string: the record and the part of
it, what was expected, what was found, and how to mend it. `docs/editing.md` has the rules.
Checks make no exceptions; those stand by name, each with its reason, in `excused.py`.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

import attrs
import pycountry
from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

import policy_concepts as pc
from policy_concepts._base.text import fold
from policy_concepts._catalog.coverage import STRONG, rests_on_strong

Check: TypeAlias = Callable[[pc.Catalog], Iterator[str]]

# The day on which the data was last worked on; the records tell of nothing later.
LAST_DAY: Final = datetime.date(2026, 11, 30)
# The least that the bundle is to hold.
LEAST: Final = {
    "concepts": 60,
    "events": 150,
    "statements": 300,
    "sources": 200,
    "people": 40,
    "organizations": 30,
    "places": 30,
}
LEAST_STRONG_FIRST_USES: Final = 0.80
LEAST_STRONG_STATEMENTS: Final = 0.70

MOST_WORDS: Final = 25
MOST_CHARACTERS: Final = 50
# Of all the shingles of two texts, the part that stands in both when they are nearly the same.
# Summaries of like occasions may begin alike; no two definitions have a reason to.
NEARLY_THE_SAME: Final = {"definition": 0.25, "summary": 0.5}
# A summary may take up a telling phrase of its quotation, but not consist of it.
NEAR_COPY: Final = 0.5

# The checks by name, in the order of this file.
CHECKS: Final[dict[str, Check]] = {}


def check(function: Check) -> Check:
    """Enters a function among the checks."""
    CHECKS[function.__name__] = function
    return function


# --- tools ------------------------------------------------------------------------------------

KIND_OF: Final[dict[type, str]] = {
    pc.Concept: "concepts",
    pc.Event: "events",
    pc.Statement: "statements",
    pc.Source: "sources",
    pc.Person: "people",
    pc.Organization: "organizations",
    pc.Place: "places",
}


def _place(record: Any, part: str = "") -> str:
    return f"{KIND_OF[type(record)]}/{record.id}{'.' if part else ''}{part}"


def _finding(place: str, expected: str, found: str, mend: str) -> str:
    return f"{place}: expected {expected}; found {found}. To mend: {mend}."


def _records(catalog: pc.Catalog) -> Iterator[Any]:
    for kind in KIND_OF.values():
        yield from getattr(catalog, kind)


def _parts(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Everything in a value, with the path to it; other records are named, not entered."""
    if isinstance(value, pc.Text):
        for tag, string in value.items():
            yield f"{path}.{tag}", string
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _parts(item, f"{path}[{index}]")
    elif attrs.has(type(value)):
        yield path, value
        if not path or type(value) not in KIND_OF:
            for field in attrs.fields(type(value)):
                start = f"{path}.{field.name}" if path else field.name
                yield from _parts(getattr(value, field.name), start)
    elif value is not None:
        yield path, value


def _strings(catalog: pc.Catalog) -> Iterator[tuple[str, str]]:
    for record in _records(catalog):
        for path, value in _parts(record):
            if isinstance(value, str):
                yield _place(record, path), value


def _reached(catalog: pc.Catalog) -> set[str]:
    """The places of all records that concepts, events and statements lead to, however far."""
    waiting: list[Any] = [*catalog.concepts, *catalog.events, *catalog.statements]
    reached = {_place(record) for record in waiting}
    while waiting:
        for path, value in _parts(waiting.pop()):
            if path and type(value) in KIND_OF and _place(value) not in reached:
                reached.add(_place(value))
                waiting.append(value)
    return reached


def _ends(date: pc.PartialDate) -> tuple[pc.PartialDate | None, pc.PartialDate | None]:
    start, slash, end = str(date).partition("/")
    if not slash:
        end = start
    return (
        None if start == ".." else pc.PartialDate(start),
        None if end == ".." else pc.PartialDate(end),
    )


def _may_lie_within(inner: pc.PartialDate, outer: pc.PartialDate) -> bool:
    """Whether a date can lie within another, where either may be known only to the month."""
    start, end = _ends(inner)
    too_early = (
        start is not None
        and start.latest is not None
        and outer.earliest is not None
        and start.latest < outer.earliest
    )
    too_late = (
        end is not None
        and end.earliest is not None
        and outer.latest is not None
        and end.earliest > outer.latest
    )
    return not (too_early or too_late)


def _is_sure(date: pc.PartialDate) -> bool:
    return not (date.is_approximate or date.is_uncertain)


_HAN: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def _is_cjk(tag: str) -> bool:
    return tag.startswith(("zh", "ja")) and "Latn" not in tag


def _shingles(text: str, tag: str) -> frozenset[tuple[str, ...]]:
    """Runs of three words, or of four characters where words are not written apart."""
    if _is_cjk(tag):
        units, size = [c for c in text if c.isalnum()], 4
    else:
        units, size = _WORD.findall(text.casefold()), 3
    return frozenset(tuple(units[i : i + size]) for i in range(len(units) - size + 1))


def _nearly_the_same(texts: Iterable[tuple[str, str, str]], what: str) -> Iterator[str]:
    """Findings for each two of (place, language, text) that share most of their shingles."""
    shingles: dict[str, frozenset[tuple[str, ...]]] = {}
    holders: defaultdict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for place, tag, text in texts:
        shingles[place] = _shingles(text, tag)
        for shingle in shingles[place]:
            holders[tag, shingle].append(place)
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for places in holders.values():
        for pair in combinations(places, 2):
            shared[pair] += 1
    for (one, other), count in shared.items():
        share = count / (len(shingles[one]) + len(shingles[other]) - count)
        if share > NEARLY_THE_SAME[what]:
            yield _finding(
                other,
                f"a {what} of its own",
                f"{share:.0%} of the wording of both shared with {one}",
                "write what is particular to this record, or drop one of the two",
            )


# --- names ------------------------------------------------------------------------------------

_SANDHI: Final = {"一": ("yī", "yí", "yì"), "不": ("bù", "bú")}


def _syllables(hans: str) -> list[tuple[str, tuple[str, ...]]]:
    """The characters of a name, each with the ways in which pypinyin lets it be read."""
    read: list[tuple[str, tuple[str, ...]]] = []
    for run in re.findall(rf"(?:{_HAN.pattern})+|[^\W_]", hans):
        if _HAN.match(run):
            readings = lazy_pinyin(run, style=Style.TONE)
            read += [(c, _SANDHI.get(c, (r,))) for c, r in zip(run, readings, strict=True)]
        else:
            read.append((run, (run.casefold(),)))
    return read


def _pinyin_fault(hans: str, written: str) -> tuple[int, str, str] | None:
    """How far the pinyin of a name is right, what comes next, and what stands there instead."""
    rest = "".join(c for c in unicodedata.normalize("NFC", written).casefold() if c.isalnum())
    syllables = _syllables(hans)
    for index, (character, readings) in enumerate(syllables):
        taken = next((reading for reading in readings if rest.startswith(reading)), None)
        if taken is None:
            return index, f"{readings[0]} for {character}", rest[:8] or "nothing"
        rest = rest[len(taken) :]
    return (len(syllables), "no more", rest[:8]) if rest else None


@check
def pinyin_agrees_with_pypinyin(catalog: pc.Catalog) -> Iterator[str]:
    """Pinyin reads some simplified name of the concept as pypinyin does, syllable by syllable."""
    for concept in catalog.concepts:
        hans = [name.text for name in concept.names if name.lang == "zh-Hans"]
        for index, name in enumerate(concept.names):
            if name.lang != "zh-Latn-pinyin":
                continue
            faults = [_pinyin_fault(text, name.text) for text in hans]
            if None in faults:
                continue
            where = _place(concept, f"names[{index}]")
            if not hans:
                yield _finding(where, "a zh-Hans name that it reads", "none", "give the name")
                continue
            _, expected, found = max(fault for fault in faults if fault)
            yield _finding(
                where,
                expected,
                f"{found!r} in {name.text!r}",
                "correct the pinyin; excuse a heteronym by name if pypinyin reads it wrongly",
            )


@check
def pinyin_is_lower_case(catalog: pc.Catalog) -> Iterator[str]:
    """Pinyin is lower case throughout."""
    for concept in catalog.concepts:
        for index, name in enumerate(concept.names):
            if name.lang == "zh-Latn-pinyin" and name.text != name.text.lower():
                yield _finding(
                    _place(concept, f"names[{index}]"),
                    repr(name.text.lower()),
                    repr(name.text),
                    "write it in lower case",
                )


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")


@check
def traditional_script_agrees_with_opencc(catalog: pc.Catalog) -> Iterator[str]:
    """A zh-Hant name is what OpenCC makes of some zh-Hans name of the concept."""
    for concept in catalog.concepts:
        made = [
            _to_traditional().convert(name.text) for name in concept.names if name.lang == "zh-Hans"
        ]
        for index, name in enumerate(concept.names):
            if name.lang == "zh-Hant" and name.text not in made:
                yield _finding(
                    _place(concept, f"names[{index}]"),
                    " or ".join(made) or "a zh-Hans name beside it",
                    name.text,
                    "write it as OpenCC does; excuse by name what is a rendering of its own",
                )


@check
def each_language_has_one_preferred_name(catalog: pc.Catalog) -> Iterator[str]:
    """No concept has two preferred names in a language, and each has an English one."""
    for concept in catalog.concepts:
        preferred = defaultdict(list)
        for name in concept.names:
            if name.kind == "preferred":
                preferred[name.lang].append(name.text)
        if not preferred["en"]:
            yield _finding(
                _place(concept, "names"),
                "a preferred English name",
                "none",
                "mark the rendering now in use as preferred",
            )
        for lang, texts in preferred.items():
            if len(texts) > 1:
                yield _finding(
                    _place(concept, "names"),
                    f"one preferred name in {lang}",
                    " and ".join(map(repr, texts)),
                    "make all but the one now in use variant or former",
                )


@check
def names_stand_in_order(catalog: pc.Catalog) -> Iterator[str]:
    """The names in a language stand together, the preferred one first."""
    for concept in catalog.concepts:
        seen: list[str] = []
        for index, name in enumerate(concept.names):
            where = _place(concept, f"names[{index}]")
            if name.lang in seen[:-1]:
                yield _finding(where, f"the names in {name.lang} together", name.text, "move it")
            elif seen[-1:] == [name.lang]:
                if name.kind == "preferred":
                    yield _finding(where, "the preferred name first", name.text, "move it up")
            else:
                seen.append(name.lang)


@check
def names_shared_by_concepts_are_marked(catalog: pc.Catalog) -> Iterator[str]:
    """A name that two concepts have carries `match` rules in each, to tell them apart."""
    owners: defaultdict[str, dict[str, tuple[pc.Concept, pc.Name]]] = defaultdict(dict)
    for concept in catalog.concepts:
        for name in concept.names:
            owners[fold(name.text)].setdefault(concept.id, (concept, name))
    for shared in owners.values():
        for concept, name in shared.values():
            if len(shared) > 1 and name.match is None:
                others = ", ".join(other for other in shared if other != concept.id)
                yield _finding(
                    _place(concept, "names"),
                    f"{name.text!r} to be its own, or to have match rules",
                    f"that it is a name of {others} too",
                    "take it from the concept that it does not fit, or give it match rules",
                )


@check
def names_are_given_once(catalog: pc.Catalog) -> Iterator[str]:
    """No concept has the same text twice in one language."""
    for concept in catalog.concepts:
        seen: dict[tuple[str, str], int] = {}
        for index, name in enumerate(concept.names):
            first = seen.setdefault((name.lang, name.text), index)
            if first != index:
                yield _finding(
                    _place(concept, f"names[{index}]"),
                    "each name once",
                    f"{name.text!r}, which is names[{first}] too",
                    "put the evidence of both under one",
                )


@check
def preferred_chinese_names_are_attested(catalog: pc.Catalog) -> Iterator[str]:
    """The preferred Chinese name has the day of the earliest text read that has it."""
    for concept in catalog.concepts:
        for index, name in enumerate(concept.names):
            if name.lang == "zh-Hans" and name.kind == "preferred" and name.attested is None:
                yield _finding(
                    _place(concept, f"names[{index}].attested"),
                    "the day of the earliest text read",
                    "none",
                    "give it, with the text as evidence",
                )


@check
def attested_names_cite_the_text(catalog: pc.Catalog) -> Iterator[str]:
    """The day on which a name is attested is that of a source of its evidence, or a note of the
    evidence says how it follows.
    """
    for concept in catalog.concepts:
        for index, name in enumerate(concept.names):
            if name.attested is None or any(each.note for each in name.evidence):
                continue
            days = [each.source.date for each in name.evidence if each.source.date]
            if not any(day.overlaps(name.attested.earliest, name.attested.latest) for day in days):
                yield _finding(
                    _place(concept, f"names[{index}].attested"),
                    f"a source of {name.attested} among the evidence",
                    ", ".join(map(str, days)) or "no dated source",
                    "cite the text of that day, or say in a note how the day follows",
                )


def _dated_words(catalog: pc.Catalog) -> Iterator[tuple[str, pc.PartialDate, str, str]]:
    """Words that the catalog itself has from dated sources: titles, and quotations.

    Yields where, date, language, words. A quotation can be from any of its sources: the latest.
    """
    for source in catalog.sources:
        # The titles of collected works and of speeches are their editors'.
        is_edited = source.type in {"chapter", "speech"}
        if source.date is not None and source.lang is not None and not is_edited:
            title = source.title.get(source.lang)
            if title is not None and not title.startswith("["):
                yield _place(source, "title"), source.date, source.lang, title
    for statement in catalog.statements:
        quote = statement.quote
        days = [each.date for each in statement.sources if quote and each.lang == quote.lang]
        if quote is not None and days and None not in days:
            yield _place(statement, "quote"), max(filter(None, days)), quote.lang, quote.text


@check
def names_are_attested_as_early_as_in_the_catalog(catalog: pc.Catalog) -> Iterator[str]:
    """No title and no quotation of the catalog has a name before the day it is attested.

    Names of one English word stand in titles in other senses.
    """
    words = list(_dated_words(catalog))
    for concept in catalog.concepts:
        for index, name in enumerate(concept.names):
            if name.attested is None or name.match is not None:
                continue
            if not _HAN.search(name.text) and " " not in name.text:
                continue
            for place, date, lang, text in words:
                if lang != name.lang or not date.ends_before(name.attested):
                    continue
                if name.text in text if _is_cjk(lang) else _stands_in(name.text, text):
                    yield _finding(
                        _place(concept, f"names[{index}].attested"),
                        f"{date} or earlier, as {place} has {name.text!r}",
                        f"{name.attested}",
                        "give the day of the earliest text as attested, with it as evidence",
                    )


@check
def a_later_since_rests_on_a_ruling(catalog: pc.Catalog) -> Iterator[str]:
    """A name that came into force after it is attested has a note on who ruled so."""
    for concept in catalog.concepts:
        for index, name in enumerate(concept.names):
            if name.since is None or name.attested is None:
                continue
            later = name.attested.ends_before(name.since)
            if later and not any(each.note for each in name.evidence):
                yield _finding(
                    _place(concept, f"names[{index}].since"),
                    f"a note on the ruling, as the name is attested on {name.attested}",
                    f"{name.since} and no note",
                    "say in a note of the evidence what put it in force, or take since away",
                )


@check
def former_names_say_until_when(catalog: pc.Catalog) -> Iterator[str]:
    """A former name has `until`, or a note says that no source gives it."""
    for concept in catalog.concepts:
        for index, name in enumerate(concept.names):
            told = name.until is not None or any(each.note for each in name.evidence)
            if name.kind == "former" and not told:
                yield _finding(
                    _place(concept, f"names[{index}]"),
                    "until, or a note that no source gives it",
                    f"neither for {name.text!r}",
                    "give the day that a source gives, or say in a note that none does",
                )


# --- time -------------------------------------------------------------------------------------


@check
def events_lie_within_the_event_they_are_part_of(catalog: pc.Catalog) -> Iterator[str]:
    """The dates of an event lie within those of the larger one."""
    for event in catalog.events:
        whole = event.part_of
        if whole and event.date and whole.date and not _may_lie_within(event.date, whole.date):
            yield _finding(
                _place(event, "date"),
                f"a date within {whole.date}, that of {whole.id}",
                str(event.date),
                "correct the date that the sources do not bear out, or take part_of away",
            )


@check
def events_are_given_once(catalog: pc.Catalog) -> Iterator[str]:
    """No two events of one time have the same title in a language."""
    titled: dict[tuple[str, str], list[pc.Event]] = defaultdict(list)
    for event in catalog.events:
        for tag, title in event.title.items():
            titled[tag, fold(title)].append(event)
    for events in titled.values():
        for first, second in combinations(events, 2):
            dates = first.date, second.date
            if None in dates or dates[0].overlaps(dates[1].earliest, dates[1].latest):
                yield _finding(
                    _place(second, "title"),
                    "an event of its own",
                    f"the title of {first.id} too",
                    "keep one record, with a redirect from the other",
                )


@check
def ids_agree_with_their_dates(catalog: pc.Catalog) -> Iterator[str]:
    """The day, month or year that an id of a statement begins with is one on which it was made."""
    for statement in catalog.statements:
        begins = re.match(r"\d{4}(-\d\d){0,2}(?=-\D)", statement.id)
        when = statement.when
        if begins and when:
            day = pc.PartialDate(begins.group())
            if not day.overlaps(when.earliest, when.latest):
                yield _finding(
                    _place(statement),
                    f"an id that begins with {when}",
                    begins.group(),
                    "rename it and leave a redirect, or correct the date",
                )


@check
def statements_lie_within_their_event(catalog: pc.Catalog) -> Iterator[str]:
    """What is said at an event is said while it lasts."""
    for statement in catalog.statements:
        event = statement.event
        if event and event.date and statement.date:  # noqa: SIM102  (reads as a sentence)
            if not _may_lie_within(statement.date, event.date):
                yield _finding(
                    _place(statement, "date"),
                    f"a date within {event.date}, that of {event.id}",
                    str(statement.date),
                    "give the day it was said, not reported; or name the right event",
                )


@check
def sources_are_not_older_than_what_they_report(catalog: pc.Catalog) -> Iterator[str]:
    """A source of an event, a statement or a first use is not dated before it."""
    claims: list[tuple[str, pc.PartialDate | None, tuple[pc.Evidence, ...]]] = [
        *((_place(event), event.date, event.evidence) for event in catalog.events),
        *((_place(said), said.when, said.evidence) for said in catalog.statements),
    ]
    for concept in catalog.concepts:
        for index, use in enumerate(concept.first_uses):
            date = use.date or (use.event.date if use.event else None)
            claims.append((_place(concept, f"first_uses[{index}]"), date, use.evidence))
    for place, date, evidence in claims:
        if date is None or date.earliest is None or not _is_sure(date):
            continue
        for each in evidence:
            published = each.source.date
            if published and published.latest and published.latest < date.earliest:
                yield _finding(
                    place,
                    f"evidence not older than {date}",
                    f"{each.source.id}, dated {published}",
                    "correct the date that is wrong, or drop the evidence",
                )


@check
def nothing_is_dated_in_the_future(catalog: pc.Catalog) -> Iterator[str]:
    """No date begins or ends after the data was last worked on."""
    for record in _records(catalog):
        for path, value in _parts(record):
            if not isinstance(value, pc.PartialDate):
                continue
            known = [end.earliest for end in _ends(value) if end and end.earliest]
            if max(known) > LAST_DAY:
                yield _finding(
                    _place(record, path),
                    f"no date after {LAST_DAY}",
                    str(value),
                    "correct the date; what is only planned belongs in a note",
                )


@check
def sources_were_read_after_publication(catalog: pc.Catalog) -> Iterator[str]:
    """A source was not read before it was published."""
    for source in catalog.sources:
        read, published = source.accessed, source.date
        if read and published and read.latest and published.earliest:  # noqa: SIM102
            if read.latest < published.earliest:
                yield _finding(
                    _place(source, "accessed"),
                    f"a day not before {published}, its date",
                    str(read),
                    "correct whichever is wrong",
                )


# --- wording ----------------------------------------------------------------------------------


@check
def quotations_are_short(catalog: pc.Catalog) -> Iterator[str]:
    """At most 25 words, or 50 characters where words are not written apart."""
    for statement in catalog.statements:
        quote = statement.quote
        if quote is None:
            continue
        if _is_cjk(quote.lang):
            size, most, unit = sum(c.isalnum() for c in quote.text), MOST_CHARACTERS, "characters"
        else:
            size, most, unit = len(quote.text.split()), MOST_WORDS, "words"
        if size > most:
            yield _finding(
                _place(statement, "quote"),
                f"at most {most} {unit}",
                f"{size}",
                "keep the phrase that matters and say the rest in the summary",
            )


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


@check
def quotations_use_the_english_in_force(catalog: pc.Catalog) -> Iterator[str]:
    """An English quotation names a concept as English did on that day, or a note says why not."""
    for statement in catalog.statements:
        quote, when = statement.quote, statement.when
        if quote is None or quote.lang != "en" or when is None:
            continue
        names = [n for c in statement.concepts for n in c.names_in("en") if n.since or n.until]
        for name in names:
            since = name.since.earliest if name.since else None
            until = name.until.latest if name.until else None
            told = any(each.note for each in statement.evidence)
            if _stands_in(name.text, quote.text) and not when.overlaps(since, until) and not told:
                yield _finding(
                    _place(statement, "quote"),
                    f"a rendering in force on {when}",
                    f"{name.text!r}, in force {since or ''}..{until or ''}",
                    "correct since or until of the name, or tell in a note of the evidence "
                    "that the English is of another day",
                )


@check
def definitions_are_in_english_and_chinese(catalog: pc.Catalog) -> Iterator[str]:
    """Every concept is defined in both languages."""
    for concept in catalog.concepts:
        for tag in ("en", "zh-Hans"):
            if tag not in set(concept.definition or ()):
                yield _finding(
                    _place(concept, "definition"),
                    f"a definition in {tag}",
                    f"{', '.join(concept.definition or ()) or 'none'}",
                    "write one to three sentences of our own",
                )


@check
def definitions_differ(catalog: pc.Catalog) -> Iterator[str]:
    """No two concepts are defined in nearly the same words."""
    yield from _nearly_the_same(
        (
            (_place(concept, f"definition.{tag}"), tag, text)
            for concept in catalog.concepts
            for tag, text in (concept.definition or {}).items()
        ),
        "definition",
    )


@check
def summaries_differ(catalog: pc.Catalog) -> Iterator[str]:
    """No two events or statements are summed up in nearly the same words."""
    yield from _nearly_the_same(
        (
            (_place(record, f"summary.{tag}"), tag, text)
            for record in (*catalog.events, *catalog.statements)
            for tag, text in (record.summary or {}).items()
        ),
        "summary",
    )


@check
def summaries_do_not_copy_their_quotation(catalog: pc.Catalog) -> Iterator[str]:
    """A summary is in our words, not in those that it quotes."""
    for statement in catalog.statements:
        quote = statement.quote
        if quote is None or quote.lang not in set(statement.summary):
            continue
        ours = _shingles(statement.summary[quote.lang], quote.lang)
        theirs = _shingles(quote.text, quote.lang)
        share = len(ours & theirs) / len(ours) if ours else 0
        if share > NEAR_COPY:
            yield _finding(
                _place(statement, f"summary.{quote.lang}"),
                "a summary in our words",
                f"{share:.0%} of it in the words of the quotation",
                "say it otherwise, or shorten the quotation to what the summary does not say",
            )


_LOADED: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(
        r"\b(?:brilliant(?:ly)?|heroic(?:ally)?|glorious(?:ly)?|genius|visionary|masterful(?:ly)?"
        r"|wise(?:ly)?|far-sighted|unparalleled|historic achievements?|great leader|beloved"
        r"|regime['’]s|so-called|propaganda|brainwash\w*|notorious(?:ly)?|infamous(?:ly)?|sham"
        r"|puppet|draconian|dictator\w*|despot\w*|totalitarian|sinister|cynical(?:ly)?"
        r"|hypocri\w+|shameless(?:ly)?|empty (?:jargon|slogans?)|undeniabl[ey]"
        r"|unfortunately|fortunately|rightly|wrongly|correctly pointed out)\b",
        re.IGNORECASE,
    ),
    "zh-Hans": re.compile(
        "英明|光辉|辉煌|雄才大略|高瞻远瞩|英勇|卓越领导|伟大领袖|人民领袖|敬爱的|无比正确"
        "|正确指出|深刻指出|所谓的?“|政权的|洗脑|臭名昭著|傀儡|独裁|暴政|虚伪|无耻|空话"
    ),
}


@check
def wording_is_neutral(catalog: pc.Catalog) -> Iterator[str]:
    """Definitions, summaries and notes neither praise nor blame."""
    texts: list[tuple[str, str, str]] = []
    for concept in catalog.concepts:
        for tag, text in (concept.definition or {}).items():
            texts.append((_place(concept, f"definition.{tag}"), tag, text))
        texts.append((_place(concept, "note"), "en", concept.note or ""))
    for record in (*catalog.events, *catalog.statements):
        for tag, text in (record.summary or {}).items():
            texts.append((_place(record, f"summary.{tag}"), tag, text))
    for place, tag, text in texts:
        for found in _LOADED[tag].findall(text) if tag in _LOADED else ():
            yield _finding(
                place,
                "neutral words",
                repr(found),
                "report it as what somebody said, or leave it out",
            )


@check
def text_is_clean(catalog: pc.Catalog) -> Iterator[str]:
    """Text is NFC, without control or zero-width characters or blanks at its ends or doubled."""
    for place, string in _strings(catalog):
        if not unicodedata.is_normalized("NFC", string):
            yield _finding(place, "NFC", f"{string!r}", "normalize it to NFC")
        if string != string.strip():
            yield _finding(place, "no blank at an end", f"{string!r}", "take it away")
        if "  " in string:
            yield _finding(place, "single blanks", f"{string!r}", "take one away")
        odd = {c for c in string if unicodedata.category(c) in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}}
        for character in sorted(odd):
            yield _finding(
                place,
                "visible characters",
                f"U+{ord(character):04X} in {string!r}",
                "take it away, or write a blank",
            )


# --- evidence ---------------------------------------------------------------------------------


def _claims(catalog: pc.Catalog) -> Iterator[tuple[str, tuple[pc.Evidence, ...]]]:
    """What needs evidence, and the evidence it has."""
    for concept in catalog.concepts:
        if concept.definition is not None:
            yield _place(concept, "evidence"), concept.evidence
        for index, name in enumerate(concept.names):
            mechanical = name.lang == "zh-Hant" or name.kind in {"romanization", "literal"}
            if not mechanical or name.since or name.until:
                yield _place(concept, f"names[{index}]"), name.evidence
        for index, use in enumerate(concept.first_uses):
            yield _place(concept, f"first_uses[{index}]"), use.evidence
        for index, facet in enumerate(concept.facets):
            yield _place(concept, f"facets[{index}]"), facet.evidence
    for record in (*catalog.events, *catalog.statements):
        yield _place(record), record.evidence
    for person in catalog.people:
        for index, post in enumerate(person.posts):
            yield _place(person, f"posts[{index}]"), post.evidence


@check
def every_claim_has_evidence(catalog: pc.Catalog) -> Iterator[str]:
    """Whatever a source must say has one; traditional script and pinyin are mechanical."""
    for place, evidence in _claims(catalog):
        if not evidence:
            yield _finding(
                place, "evidence", "none", "name the source that says it, or drop the claim"
            )


@check
def evidence_says_where(catalog: pc.Catalog) -> Iterator[str]:
    """All evidence tells the place in the source."""
    for record in _records(catalog):
        for path, value in _parts(record):
            if isinstance(value, pc.Evidence) and value.locator is None:
                yield _finding(
                    _place(record, path),
                    "a locator such as 'para. 2'",
                    f"none in {value.source.id}",
                    "look up where the source says it",
                )


@check
def evidence_names_a_source_once(catalog: pc.Catalog) -> Iterator[str]:
    """No claim rests twice on the same place of the same source."""
    for place, evidence in _claims(catalog):
        seen = set()
        for each in evidence:
            key = (each.source.id, each.locator)
            if key in seen:
                yield _finding(
                    place, "each place once", f"{each.source.id} twice", "drop one of the two"
                )
            seen.add(key)


@check
def nothing_is_an_orphan(catalog: pc.Catalog) -> Iterator[str]:
    """Concepts, events and statements lead to every source, person, organization and place."""
    reached = _reached(catalog)
    for record in _records(catalog):
        if _place(record) not in reached:
            yield _finding(
                _place(record),
                "a concept, event or statement that leads to it",
                "none",
                "delete the file, or use the record where it belongs",
            )


# Papers that the manual counts as press, though media that report officially own them.
_PRESS: Final = frozenset({"global-times"})


@check
def tiers_fit_their_publishers(catalog: pc.Catalog) -> Iterator[str]:
    """What a commercial paper prints in its own name is press; a dispatch it carries is not."""
    for source in catalog.sources:
        if source.publisher is None or source.publisher.id not in _PRESS:
            continue
        carried = source.note and "Xinhua" in source.note
        carried = carried or any(getattr(who, "id", "") == "xinhua" for who in source.authors)
        if source.tier in STRONG and not carried:
            yield _finding(
                _place(source, "tier"),
                "press",
                source.tier,
                "write press; or name as author, or in the note, the agency whose text it is",
            )


# Domains of the bodies whose texts are primary or official reports; what lies under them counts.
_ISSUERS: Final = tuple(
    """12371.cn 81.cn beijingreview.com.cn bjreview.com bjreview.com.cn cctv.cn cctv.com ce.cn
    cgtn.com china-embassy.org china.com.cn china.org.cn chinadaily.com.cn
    chinadailyasia.com chinadailyhk.com chinafrica.cn chinagate.cn chinamil.com.cn
    chinanews.com chinanews.com.cn chinatoday.com.cn chineseconsulate.org chineseembassy.org
    cntv.cn cpcnews.cn cri.cn ecns.cn fmprc.gov.cn gmw.cn gov.cn gov.hk gov.in gov.tw
    news.cn people.cn people.com.cn peoplechina.com.cn peopledaily.com.cn qiushijournal.com
    qstheory.cn theorychina.org theorychina.org.cn un.org xinhua08.com xinhuanet.com""".split()
)


_HOST: Final = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")


@check
def copies_say_where_they_were_read(catalog: pc.Catalog) -> Iterator[str]:
    """An official text that was not read at an issuer's address has `via`, the site of the copy."""
    for source in catalog.sources:
        host = urlsplit(source.url or "").hostname or ""
        at_home = any(host == domain or host.endswith(f".{domain}") for domain in _ISSUERS)
        if source.url and source.tier in STRONG and not at_home and not source.via:
            yield _finding(
                _place(source, "via"),
                f"{host}, where the copy was read",
                f"nothing, though it is {source.tier}",
                "say so; or add the domain to the issuers' in this check, if it is one",
            )


@check
def via_is_a_host(catalog: pc.Catalog) -> Iterator[str]:
    """The site of a copy is given as a host name."""
    for source in catalog.sources:
        if source.via is not None and not _HOST.fullmatch(source.via):
            yield _finding(
                _place(source, "via"),
                "a host such as mirror.example",
                repr(source.via),
                "write the host of the address where the copy was read",
            )


# Words with which a note says that the title is none that the page shows.
_SUPPLIED: Final = re.compile(r"title here is ours|is a description|the title (names|describes)")


@check
def supplied_titles_are_in_brackets(catalog: pc.Catalog) -> Iterator[str]:
    """A title that describes instead of quoting stands in brackets, and a note says why."""
    for source in catalog.sources:
        bracketed = all(re.fullmatch(r"\[.+\]", title) for title in source.title.values())
        supplied = bool(_SUPPLIED.search(source.note or ""))
        if supplied and not bracketed:
            yield _finding(
                _place(source, "title"),
                "a supplied title in square brackets",
                repr(str(source.title)),
                "write [what the page is]",
            )
        if bracketed and not re.search("title|headline", source.note or ""):
            yield _finding(
                _place(source, "note"),
                "a word on why the title is supplied",
                repr(source.note),
                "say that the page shows none",
            )


@check
def addresses_are_unique(catalog: pc.Catalog) -> Iterator[str]:
    """No two sources have the same address or DOI."""
    seen: dict[str, str] = {}
    for source in catalog.sources:
        # A page can have a text in two languages.
        address = re.sub(r"^https?://(www\.)?|/+$", "", source.url or "")
        keys = [f"{address} ({source.lang})"] if address else []
        keys += [f"doi:{source.doi.casefold()}"] if source.doi else []
        for key in keys:
            first = seen.setdefault(key, source.id)
            if first != source.id:
                yield _finding(
                    _place(source),
                    "an address of its own",
                    f"{key}, that of {first} too",
                    "keep one record and use it for both",
                )


@check
def places_agree_with_iso_3166(catalog: pc.Catalog) -> Iterator[str]:
    """A code is that of a place of this name, which lies where the code says."""
    for place in catalog.places:
        if place.code is None:
            continue
        country, dash, _ = place.code.partition("-")
        if dash:
            entry = pycountry.subdivisions.get(code=place.code)
        else:
            entry = pycountry.countries.get(alpha_2=country)
        names = [getattr(entry, name, "") for name in ("name", "common_name", "official_name")]
        if not any(fold(name).startswith(fold(place.name["en"])) for name in names if name):
            found = f"that of {names[0]}" if entry else "a code that is not assigned"
            yield _finding(
                _place(place, "code"),
                f"the ISO 3166 code of {place.name['en']}",
                f"{place.code}, {found}",
                "look it up at https://www.iso.org/obp/ui/#search",
            )
        if dash and country not in {each.code for each in place.ancestors}:
            yield _finding(
                _place(place, "parent"),
                f"a place within {country}",
                ", ".join(each.id for each in place.ancestors) or "none",
                "give the place it lies in",
            )


# --- links ------------------------------------------------------------------------------------


@check
def relations_lead_elsewhere_and_once(catalog: pc.Catalog) -> Iterator[str]:
    """A concept is related to others, and to each in one way."""
    for concept in catalog.concepts:
        seen = set()
        for index, relation in enumerate(concept.relations):
            where = _place(concept, f"relations[{index}]")
            if relation.target == concept.id:
                yield _finding(where, "another concept", "itself", "take it away")
            if relation.target in seen:
                yield _finding(
                    where,
                    "each target once",
                    f"{relation.target} again",
                    "keep the most telling kind",
                )
            seen.add(relation.target)


@check
def relations_do_not_contradict(catalog: pc.Catalog) -> Iterator[str]:
    """No concept is part of, wider than, in place of or spelling out one that says it back."""
    ordering = {"part_of", "broader", "supersedes", "elaborates"}
    said = {
        (concept.id, relation.kind, relation.target)
        for concept in catalog.concepts
        for relation in concept.relations
        if relation.kind in ordering
    }
    for one, kind, other in sorted(said):
        if one < other and (other, kind, one) in said:
            yield _finding(
                f"concepts/{one}.relations",
                f"{kind} in one direction",
                f"{other} says the same of {one}",
                "keep the direction that the sources bear out",
            )


@check
def first_uses_have_one_preferred(catalog: pc.Catalog) -> Iterator[str]:
    """Of the claims to a first use exactly one is to be followed."""
    for concept in catalog.concepts:
        preferred = [use for use in concept.first_uses if use.rank == "preferred"]
        if concept.first_uses and len(preferred) != 1:
            yield _finding(
                _place(concept, "first_uses"),
                "exactly one preferred claim",
                f"{len(preferred)}",
                "rank the best-sourced claim preferred and the others normal or disputed",
            )


@check
def the_preferred_first_use_is_the_earliest_of_its_kind(catalog: pc.Catalog) -> Iterator[str]:
    """No rival of the same kind that is not disputed is earlier than the preferred claim."""
    for concept in catalog.concepts:
        preferred = concept.first_use
        if preferred is None or preferred.when is None:
            continue
        for index, use in enumerate(concept.first_uses):
            rival = use is not preferred and use.kind == preferred.kind and use.rank == "normal"
            if rival and use.when is not None and use.when.ends_before(preferred.when):
                yield _finding(
                    _place(concept, f"first_uses[{index}]"),
                    f"no {use.kind} claim before {preferred.when}, which is preferred",
                    f"{use.when}",
                    "prefer the earlier claim, or mark it disputed and say what contradicts it",
                )


@check
def retroactive_claims_concern_an_earlier_time(catalog: pc.Catalog) -> Iterator[str]:
    """A claim that it began before the words were used is not later than the use of the words."""
    for concept in catalog.concepts:
        used = [
            use.when
            for use in concept.first_uses
            if use.kind != "retroactive" and use.rank != "disputed" and use.when
        ]
        for index, use in enumerate(concept.first_uses):
            if use.kind == "retroactive" and use.when and used:
                first = min(used)
                if first.ends_before(use.when):
                    yield _finding(
                        _place(concept, f"first_uses[{index}]"),
                        f"a time not after {first}, when the words are used",
                        f"{use.when}",
                        "correct the date, or the kind of the claim",
                    )


@check
def first_uses_say_what_they_are(catalog: pc.Catalog) -> Iterator[str]:
    """A claim that is not disputed says in its note what it rests on; the preferred one says in
    what an earlier use was looked for.
    """
    for concept in catalog.concepts:
        for index, use in enumerate(concept.first_uses):
            if not use.note:
                yield _finding(
                    _place(concept, f"first_uses[{index}].note"),
                    "which source calls it the first, or that none does",
                    "no note",
                    "say it",
                )
            if use.rank == "preferred" and not use.searched:
                yield _finding(
                    _place(concept, f"first_uses[{index}].searched"),
                    "in what an earlier use was looked for, and until which day",
                    "nothing",
                    "say it",
                )


@check
def statements_have_concepts_and_sources(catalog: pc.Catalog) -> Iterator[str]:
    """A statement is about some concept, and some source carries it."""
    for statement in catalog.statements:
        for what, content in (("concepts", statement.concepts), ("evidence", statement.evidence)):
            if not content:
                yield _finding(
                    _place(statement, what), "at least one", "none", "add it, or drop the statement"
                )


# Who may speak in a voice. A document or meeting may speak without a body that is a record; the
# speaker of a report is the person who delivered it.
_SPEAKERS: Final[Mapping[str, tuple[type, ...]]] = {
    "direct": (pc.Person, pc.Organization),
    "reported": (pc.Person, pc.Organization),
    "collective": (pc.Organization, type(None)),
    "document": (pc.Person, pc.Organization, type(None)),
    "article": (pc.Source,),
}


@check
def voices_fit_their_speakers(catalog: pc.Catalog) -> Iterator[str]:
    """People and bodies speak directly or are reported; articles speak for themselves."""
    for statement in catalog.statements:
        speaker = statement.speaker
        if not isinstance(speaker, _SPEAKERS[statement.voice]):
            fitting = " or ".join(cls.__name__ for cls in _SPEAKERS[statement.voice])
            yield _finding(
                _place(statement, "speaker"),
                f"{fitting.replace('NoneType', 'none')} for the voice {statement.voice}",
                f"{type(speaker).__name__} {getattr(speaker, 'id', '')}".rstrip(),
                "name who speaks, or the voice in which it is said",
            )
        elif statement.voice == "article" and speaker not in statement.sources:
            yield _finding(
                _place(statement, "speaker"),
                "an article that is among the evidence",
                f"{speaker.id}",
                "name the article as evidence too",
            )


# Types of source that are one text of one occasion; a web page may tell of several.
_DOCUMENTS: Final = frozenset({"report", "speech", "legislation", "chapter"})


@check
def statements_from_one_document_agree(catalog: pc.Catalog) -> Iterator[str]:
    """Statements that rest on one primary text have one date, event, speaker and voice."""
    first: dict[str, pc.Statement] = {}
    for statement in catalog.statements:
        for source in statement.sources:
            if source.tier != "primary" or source.type not in _DOCUMENTS:
                continue
            other = first.setdefault(source.id, statement)
            for part in ("date", "event", "speaker", "voice"):
                one, two = getattr(other, part), getattr(statement, part)
                if one != two:
                    yield _finding(
                        _place(statement, part),
                        f"{getattr(one, 'id', one)}, as {other.id} has it from {source.id}",
                        f"{getattr(two, 'id', two)}",
                        "correct the one that the text does not bear out",
                    )


def _people_by_language(catalog: pc.Catalog) -> Iterator[tuple[str, str, pc.Person]]:
    """Chinese name, English family name, person; for people who have both."""
    for person in catalog.people:
        chinese = person.name.get("zh-Hans")
        if chinese and person.family:
            yield chinese, person.family, person


@check
def people_are_named_in_both_languages(catalog: pc.Catalog) -> Iterator[str]:
    """A person of the catalog who is named in one language of a summary is named in the other."""
    people = list(_people_by_language(catalog))
    for record in (*catalog.statements, *catalog.events):
        summary = record.summary or {}
        english, chinese = summary.get("en"), summary.get("zh-Hans")
        if not english or not chinese:
            continue
        named = {family for hans, family, _ in people if hans in chinese}
        for hans, family, _ in people:
            if hans in chinese and not re.search(rf"\b{re.escape(family)}\b", english):
                yield _finding(
                    _place(record, "summary.en"),
                    f"{family}, who is {hans} in the Chinese",
                    "no such name",
                    "name the person in both languages, as far as the source does",
                )
        for _, family, person in people:
            full = str(person.name)
            if re.search(rf"\b{re.escape(full)}\b", english) and family not in named:
                yield _finding(
                    _place(record, "summary.zh-Hans"),
                    f"{person.name['zh-Hans']}, who is {full} in the English",
                    "no such name",
                    "name the person in both languages, as far as the source does",
                )


@check
def bodies_are_named_in_both_languages(catalog: pc.Catalog) -> Iterator[str]:
    """A body of the catalog whose full name stands in one language of a summary is named in the
    other, by its name, an alias or its abbreviation.
    """
    bodies = []
    for body in catalog.organizations:
        names = [*body.name.items(), *(("", alias) for alias in body.aliases)]
        chinese = {text for _, text in names if _HAN.search(text)}
        english = {text for _, text in names if not _HAN.search(text)}
        if body.abbreviation:
            english.add(body.abbreviation)
        if chinese and english:
            bodies.append((body, english, chinese))
    for record in (*catalog.statements, *catalog.events):
        summary = record.summary or {}
        english_text, chinese_text = summary.get("en"), summary.get("zh-Hans")
        if not english_text or not chinese_text:
            continue
        for body, english, chinese in bodies:
            in_english = any(_stands_in(name, english_text) for name in english)
            in_chinese = any(name in chinese_text for name in chinese)
            if in_chinese and not in_english:
                longer = any(
                    other is not body and name in whole and whole in chinese_text
                    for other, _, wholes in bodies
                    for whole in wholes
                    for name in chinese
                )
                if not longer:
                    yield _finding(
                        _place(record, "summary.en"),
                        f"{body.name}, which the Chinese names",
                        "no such name",
                        "name the body in both languages, as far as the source does",
                    )
            if in_english and not in_chinese and _stands_in(str(body.name), english_text):
                yield _finding(
                    _place(record, "summary.zh-Hans"),
                    f"{body.name.get('zh-Hans', body.id)}, which the English names",
                    "no such name",
                    "name the body in both languages, as far as the source does",
                )


@check
def facets_are_in_both_languages(catalog: pc.Catalog) -> Iterator[str]:
    """An enumeration has two items or more, each once, in English and Chinese."""
    for concept in catalog.concepts:
        for index, facet in enumerate(concept.facets):
            where = _place(concept, f"facets[{index}]")
            if len(facet.items) < 2 or len(set(map(str, facet.items))) < len(facet.items):
                yield _finding(
                    where,
                    "two items or more, each once",
                    "; ".join(map(str, facet.items)),
                    "complete the enumeration, or drop it",
                )
            for number, item in enumerate(facet.items):
                lacking = {"en", "zh-Hans"} - set(item)
                if lacking:
                    yield _finding(
                        f"{where}.items[{number}]",
                        "English and Chinese",
                        f"no {' and no '.join(sorted(lacking))} beside {str(item)!r}",
                        "add it as the sources have it",
                    )
            if facet.label != facet.label.lower():
                yield _finding(where, "a lower-case label", repr(facet.label), "write it so")


# --- how much there is ------------------------------------------------------------------------


@check
def there_are_enough_records(catalog: pc.Catalog) -> Iterator[str]:
    """There are as many records of each kind as the bundle is to hold."""
    for kind, number in LEAST.items():
        found = len(getattr(catalog, kind))
        if found < number:
            yield _finding(kind, f"at least {number}", f"{found}", "curate more")


def _share_is_strong(
    what: str, claims: Iterable[tuple[str, tuple[pc.Evidence, ...]]], least: float
) -> Iterator[str]:
    claims = list(claims)
    weak = [place for place, evidence in claims if not rests_on_strong(evidence)]
    share = 1 - len(weak) / len(claims) if claims else 1
    if share < least:
        yield _finding(
            what,
            f"at least {least:.0%} resting on primary or official-report sources",
            f"{share:.1%}",
            f"find such sources for some of these {len(weak)}: {', '.join(weak)}",
        )


@check
def first_uses_rest_on_strong_sources(catalog: pc.Catalog) -> Iterator[str]:
    """Four fifths of the first uses, rivals too, rest on primary or official-report sources."""
    claims = [
        (_place(concept, f"first_uses[{index}]"), use.evidence)
        for concept in catalog.concepts
        for index, use in enumerate(concept.first_uses)
    ]
    yield from _share_is_strong("first uses", claims, LEAST_STRONG_FIRST_USES)


@check
def statements_rest_on_strong_sources(catalog: pc.Catalog) -> Iterator[str]:
    """Seven tenths of the statements rest on primary or official-report sources."""
    claims = [(_place(statement), statement.evidence) for statement in catalog.statements]
    yield from _share_is_strong("statements", claims, LEAST_STRONG_STATEMENTS)


@check
def concepts_have_a_life(catalog: pc.Catalog) -> Iterator[str]:
    """A concept has three events, four statements that define or explain, and three sources."""
    for concept in catalog.concepts:
        events = catalog.events.filter(concept=concept)
        statements = catalog.statements.filter(concept=concept)
        sources = {source.id for said in statements for source in said.sources}
        defining = [said for said in statements if said.kind in {"definition", "explanation"}]
        for what, found, least in (
            ("events", len(events), 3),
            ("statements", len(statements), 4),
            ("definitions or explanations", len(defining), 1),
            ("sources of statements", len(sources), 3),
        ):
            if found < least:
                yield _finding(
                    f"{_place(concept)} ({what})",
                    f"at least {least}",
                    f"{found}",
                    "curate more, as far as sources allow",
                )


@check
def concepts_are_complete(catalog: pc.Catalog) -> Iterator[str]:
    """A concept has names in both scripts and pinyin, a kind, domains, a first use, relations."""
    for concept in catalog.concepts:
        langs = {name.lang for name in concept.names}
        lacking = [
            *(f"name in {lang}" for lang in ("zh-Hans", "zh-Hant", "zh-Latn-pinyin")
              if lang not in langs),
            *(field for field in ("kind", "domains", "jurisdiction", "first_uses", "relations")
              if not getattr(concept, field)),
        ]  # fmt: skip
        for what in lacking:
            yield _finding(f"{_place(concept)} ({what})", what, "none", "add it")
