"""Finds mentions of concepts in running text.

Three steps: the scanner gives the places where a name may begin; each is read in folded form and
compared with the names that begin so, by the rules; of mentions that overlap the longest stay.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from .._base.dates import PartialDate
from .._base.errors import ArgumentError, ArgumentTypeError, described, missing, wrong
from .._base.public import public
from .._base.scripts import simplified
from .._model.concepts import Concept
from .characters import Reading, continues_word, folded_rule, read
from .forms import NameRow, NameTable, name_table, squeezed
from .mention import COLUMNS, Mention, mention_columns, portable
from .mentions import FoundMentions, Mentions
from .rules import (
    is_other_word,
    is_part_of_sign,
    is_within_word,
    neighbours,
    with_whole_pairs,
)
from .scanner import Scanner

if TYPE_CHECKING:
    import datetime

    import pandas

    from .text_counts import TextCounts

# Beside a name so much of the text is compared with its rules.
_BESIDE: Final = 40
_LONG_LINE: Final = 20_000
_RULES: Final = 1  # raised when a change of the code changes what is found


# Chinese characters with the mark that enumerates, or words with single spaces.
_PLAIN: Final = re.compile("[\u4e00-\u9fff、]+|[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")

_ALL_HAN: Final = re.compile("[\u4e00-\u9fff]+")
# With the marks that are left of romanized words, such as that of ü.
_FIRST_ROMANIZED: Final = re.compile("[a-z0-9\u0300-\u036f]+")
_FIRST_WORDS: Final = re.compile("([a-z0-9]+)(?: [a-z0-9]+)?")


class _Match(NamedTuple):
    start: int
    end: int
    row: int


class Names:
    """A table of names, in the form in which a text is compared with it."""

    def __init__(self, table: NameTable) -> None:
        self.rows = table.rows
        self.scanner = Scanner(
            table.forms, [(form, firsts) for form, (firsts, _) in table.loose.items()]
        )
        self.forms = _by_beginning(table.forms, _beginning)
        self.loose = _by_beginning(
            {form: rows for form, (_, rows) in table.loose.items()}, lambda form: form[:2]
        )
        # What the first word of a form without spaces may be.
        self.loose_words = frozenset(
            word for form, (firsts, _) in table.loose.items() for word in (form, *firsts)
        )
        self.longest_beginning = max(map(len, (*self.forms, *self.loose_words)), default=0)
        self.limit = max(map(len, (*table.forms, *table.loose)), default=0) + 1

    def forms_beginning(self, folded: str) -> Iterator[_Beginning]:
        """The forms that may stand at the beginning of a folded text."""
        words = _FIRST_WORDS.match(folded)
        keys = {folded[:2]} if words is None else {words.group(), words.group(1)}
        for key in keys:
            found = self.forms.get(key)
            if found is not None:
                yield found


class _Form(NamedTuple):
    folded: str
    rows: Sequence[int]
    is_han: bool


class _Beginning(NamedTuple):
    """The forms that begin alike, longest first."""

    longest: int
    forms: Sequence[_Form]


def _by_beginning(
    forms: Mapping[str, Sequence[int]], beginning_of: Callable[[str], str]
) -> dict[str, _Beginning]:
    found: dict[str, list[_Form]] = {}
    for form, rows in forms.items():
        found.setdefault(beginning_of(form), []).append(
            _Form(form, rows, _ALL_HAN.fullmatch(form) is not None)
        )
    return {
        beginning: _Beginning(
            max(len(form.folded) for form in each),
            sorted(each, key=lambda form: -len(form.folded)),
        )
        for beginning, each in found.items()
    }


def _beginning(folded: str) -> str:
    """The first two words of a form, or its first two characters where none are separated."""
    words = _FIRST_WORDS.match(folded)
    return words.group() if words else folded[:2]


@public
class MentionFinder:
    """Finds concepts in texts; build it once and use it for many texts.

    Names match at word boundaries, compared as in `lookup` and across spellings, numbers and
    scripts; abbreviations need their case. Of overlapping mentions the longest stays.
    The time is linear in the length of the text.

    A finder pickles small: the pickle holds the names, not the records.

    Args:
        concepts: The concepts to find: `pc.concepts`, or any iterable of concepts.

    Raises:
        ArgumentTypeError: (a `TypeError`) Something else than concepts.

    Example:
        >>> import policy_concepts as pc
        >>> finder = pc.MentionFinder(pc.concepts)
        >>> [mention.matched for mention in finder.find("The Belt and Road Initiative (BRI)")]
        ['Belt and Road Initiative', 'BRI']
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        if isinstance(concepts, (str, bytes, Concept)) or not isinstance(concepts, Iterable):
            raise wrong(
                ArgumentTypeError,
                "MentionFinder",
                "concepts, such as pc.concepts",
                described(concepts),
            )
        # A collection knows its names and how to reach its records.
        names_at_hand = getattr(concepts, "_name_table", None)
        table = names_at_hand() if names_at_hand else None
        if table is not None:
            self._set(table, getattr(concepts, "_concept_of", None))
            return
        found = tuple(concepts)
        for each in found:
            if not isinstance(each, Concept):
                raise wrong(ArgumentTypeError, "MentionFinder", "concepts", described(each))
        concept_of = getattr(concepts, "_concept_of", None)
        self._set(name_table(found), concept_of or {each.id: each for each in found}.__getitem__)

    def _set(self, table: NameTable, concept_of: Callable[[str], Concept] | None) -> None:
        self._table = table
        self._concept_of = concept_of
        self._paragraph: tuple[str, int, int, str, dict[tuple[str, ...], bool]] | None = None

    @cached_property
    def _names(self) -> Names:
        return Names(self._table)

    def __reduce__(self) -> tuple[Any, ...]:
        # Names only: records would make the pickle large.
        return (_restored_finder, (self._table.plain(), portable(self._concept_of)))

    def __repr__(self) -> str:
        concepts = len({row.concept_id for row in self._table.rows})
        return f"<MentionFinder: {len(self._table.rows)} names of {concepts} concepts>"

    @cached_property
    def rules_version(self) -> str:
        """Identifies the names and rules: two finders with equal versions find the same.

        The first 12 hexadecimal digits of a SHA-256.
        """
        plain = json.dumps([_RULES, self._table.plain()], ensure_ascii=False, sort_keys=True)
        return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    # --- finding ------------------------------------------------------------------------------

    def find(self, text: str, *, overlapping: bool = False) -> Mentions:
        """Where a text names concepts, in the order of the text.

        Args:
            text: Any text.
            overlapping: Also gives the mentions inside longer ones, with `nested` set.

        Raises:
            ArgumentTypeError: (a `TypeError`) Not a string.
        """
        if not isinstance(text, str):
            raise wrong(ArgumentTypeError, "find", "a string", described(text))
        matches = self._matches(text)
        found = [(*match, False) for match in _longest(matches)]
        if overlapping and len(found) < len(matches):
            found += [(*match, True) for match in _nested(matches, found, self._table.rows)]
            found.sort(key=lambda each: (each[0], -each[1], each[3]))
        self._paragraph = None
        return Mentions(text, FoundMentions(text, found, self._table.rows, self._concept_of))

    def find_all(
        self, texts: Iterable[str], *, overlapping: bool = False, progress: bool = False
    ) -> Iterator[Mentions]:
        """The mentions of each text, one text after another.

        Args:
            texts: The texts; any iterable, which is read as the results are.
            overlapping: As in `find`.
            progress: Whether to show a progress bar with `tqdm`.

        Raises:
            ArgumentTypeError: (a `TypeError`) One text instead of several, or not a string.
            MissingExtraError: (an `ImportError`) `progress`, and tqdm is not installed.

        Example:
            >>> import policy_concepts as pc
            >>> finder = pc.MentionFinder(pc.concepts)
            >>> [len(mentions) for mentions in finder.find_all(["No name.", "一带一路"])]
            [0, 1]
        """
        if isinstance(texts, (str, bytes)) or not isinstance(texts, Iterable):
            raise wrong(ArgumentTypeError, "find_all", "several texts", described(texts))
        if progress:
            try:
                from tqdm.auto import tqdm  # type: ignore[import-untyped]
            except ImportError as error:
                raise missing("progress", "tqdm", "progress") from error
            texts = tqdm(texts)
        return (self.find(text, overlapping=overlapping) for text in texts)

    def count(
        self,
        texts: Iterable[str],
        dates: Iterable[str | datetime.date | PartialDate | None] | None = None,
        *,
        by: Literal["year", "month"] = "year",
    ) -> TextCounts:
        """How often each concept occurs in texts, by year or month.

        Only concepts that occur at all have rows, one for each period that has a text. For
        corpora with genres, voices and gaps there is the command `policy-concepts count`.

        Args:
            texts: The texts.
            dates: A date for each text: an EDTF string, a `datetime.date`, a `PartialDate`, or
                `None`. Without dates there is one period, `None`.
            by: `"year"` or `"month"`; by month, a text dated to the year counts as undated.

        Raises:
            ArgumentError: (a `ValueError`) Not as many dates as texts, an invalid date, or
                another value of `by`.
            ArgumentTypeError: (a `TypeError`) One text instead of several.

        Example:
            >>> import policy_concepts as pc
            >>> finder = pc.MentionFinder(pc.concepts)
            >>> counts = finder.count(["一带一路", "No name.", "BRI"], ["2014", "2014", "2015"])
            >>> [(row.period, row.texts, row.texts_with) for row in counts]
            [('2014', 2, 1), ('2015', 1, 1)]
        """
        from .frames import numbered
        from .text_counts import TextCount, TextCounts

        if by not in ("year", "month"):
            raise wrong(ArgumentError, "count: by", "'year' or 'month'", repr(by))
        totals: Counter[str | None] = Counter()
        found: dict[tuple[str, str | None], list[int]] = {}
        for date, text in numbered("count", texts, dates, "dates"):
            period = None if dates is None else _period(date, by)
            totals[period] += 1
            seen: set[str] = set()
            for mention in self.find(text, overlapping=True):
                tally = found.setdefault((mention.concept_id, period), [0, 0, 0])
                if mention.nested:
                    tally[2] += 1
                else:
                    tally[0] += mention.concept_id not in seen
                    tally[1] += 1
                    seen.add(mention.concept_id)
        concepts = dict.fromkeys(
            row.concept_id
            for row in self._table.rows
            if any((row.concept_id, period) in found for period in totals)
        )
        return TextCounts(
            TextCount(
                concept=concept,
                period=period,
                texts=totals[period],
                texts_with=tally[0],
                occurrences=tally[1],
                nested=tally[2],
            )
            for concept in concepts
            for period in sorted(totals, key=lambda each: (each is None, each or ""))
            for tally in [found.get((concept, period), [0, 0, 0])]
        )

    def to_frame(
        self, texts: Iterable[str], ids: Iterable[object] | None = None, *, backend: str = "pandas"
    ) -> pandas.DataFrame | Any:
        """A table with a row for each mention in several texts.

        Columns: `text` (the id of the text, else its number from 0), `concept`, `form`, `lang`,
        `start`, `end`, `matched`.

        Args:
            texts: The texts.
            ids: An id for each text.
            backend: `"pandas"`, `"polars"` or `"arrow"` (a `pyarrow.Table`).

        Raises:
            ArgumentError: (a `ValueError`) Another backend, or not as many ids as texts.
            MissingExtraError: (an `ImportError`) The backend is not installed.

        Example:
            >>> import policy_concepts as pc
            >>> finder = pc.MentionFinder(pc.concepts)
            >>> list(finder.to_frame(["一带一路"], ids=["note-1"])["text"])
            ['note-1']
        """
        from .frames import check_backend, frame, numbered

        check_backend("to_frame", backend)
        text_ids: list[object] = []
        found: list[Mention] = []
        for text_id, text in numbered("to_frame", texts, ids):
            mentions = self.find(text)
            text_ids += [text_id] * len(mentions)
            found += mentions
        columns = {"text": text_ids, **mention_columns(found)}
        return frame(
            "to_frame", columns, {"text": "int" if ids is None else None, **COLUMNS}, backend
        )

    # --- matching -----------------------------------------------------------------------------

    def _matches(self, text: str) -> list[_Match]:
        """All matches, in order of their starts."""
        matches: list[_Match] = []
        for start in sorted(set(self._names.scanner.starts(text))):
            self._match_at(text, start, matches)
        # A quotation mark before it may move a start to the left.
        matches.sort()
        return matches

    # The methods below add what they find to a list: generators would take twice the time.

    def _match_at(self, text: str, start: int, matches: list[_Match]) -> None:
        names = self._names
        # Nothing to fold but case or script is the usual case.
        run = _PLAIN.match(text, start, start + names.limit)
        if (
            run is None
            or run.end() - start < 2
            or (run.end() < len(text) and continues_word(text[run.end()]))
        ):
            self._match_by_reading(text, start, matches)
            return
        plain = run.group()
        is_words = plain.isascii()
        plain = plain.lower() if is_words else simplified(plain)
        if is_words and " " not in plain and run.end() < len(text):
            # The second word stands behind a gap.
            self._match_by_reading(text, start, matches)
            return
        for beginning in names.forms_beginning(plain):
            # A longer form may go on after a gap, or with other characters.
            longer = []
            for form in beginning.forms:
                if plain.startswith(form.folded):
                    self._check(text, start, start + len(form.folded), form, matches)
                elif form.folded.startswith(plain):
                    longer.append(form)
            if longer and run.end() < len(text):
                reading = read(text, start, len(longer[0].folded) + 1)
                self._compare(text, start, reading, longer, matches)
        if is_words and plain.partition(" ")[0] in names.loose_words:
            self._match_loosely(text, start, names.loose[plain[:2]], matches)

    def _match_by_reading(self, text: str, start: int, matches: list[_Match]) -> None:
        names = self._names
        # The first words decide how far to read.
        first = read(text, start, names.longest_beginning + 1).folded
        for beginning in names.forms_beginning(first):
            reading = read(text, start, beginning.longest + 1)
            self._compare(text, start, reading, beginning.forms, matches)
        word = _FIRST_ROMANIZED.match(first)
        if word is not None and word.group() in names.loose_words:
            loose = names.loose.get(squeezed(first[:4])[:2])
            if loose is not None:
                self._match_loosely(text, start, loose, matches)

    def _match_loosely(
        self, text: str, start: int, beginning: _Beginning, matches: list[_Match]
    ) -> None:
        # Spaces do not count: there are at most as many as letters.
        reading = read(text, start, 2 * beginning.longest + 2)
        kept = [at for at, letter in enumerate(reading.folded) if letter not in " '"]
        squeezed_reading = Reading(
            squeezed(reading.folded), [reading.ends[at] for at in kept], reading.stopped
        )
        self._compare(text, start, squeezed_reading, beginning.forms, matches)

    def _compare(
        self,
        text: str,
        start: int,
        reading: Reading,
        forms: Iterable[_Form],
        matches: list[_Match],
    ) -> None:
        folded, ends, _ = reading
        for form in forms:
            if not folded.startswith(form.folded):
                continue
            size = len(form.folded)
            end = ends[size - 1]
            # Not a part of a character.
            if size == len(ends) or (ends[size] != end and not _is_mark(folded[size])):
                self._check(text, start, end, form, matches)

    def _check(self, text: str, start: int, end: int, form: _Form, matches: list[_Match]) -> None:
        """Adds the matches by the names with a form, if boundaries and rules allow it."""
        if not form.is_han and is_within_word(text, start, end):
            return
        if end - start != len(form.folded) or not form.is_han:
            span = with_whole_pairs(text, start, end)
            if span is None:
                return
            start, end = span
        rules = neighbours(form.folded)
        if rules is not None and is_other_word(text, start, end, rules):
            return
        names = self._table.rows
        rows = form.rows
        if len(rows) > 1:
            # Names that are written as in the text come first.
            matched = text[start:end]
            rows = sorted(rows, key=lambda row: names[row].text != matched)
        for concept_id in dict.fromkeys(names[row].concept_id for row in rows):
            own = [row for row in rows if names[row].concept_id == concept_id]
            for row in own:
                if names[row].is_plain or self._has_case(text, start, end, names[row]):
                    if self._is_meant(text, start, end, own):
                        matches.append(_Match(start, end, row))
                    break

    def _is_meant(self, text: str, start: int, end: int, rows: Sequence[int]) -> bool:
        """Whether the rules of names allow a match.

        They are names of one concept with the same folded form, such as one in both scripts: what
        must not stand beside one must not stand beside the others.
        """
        requires: list[str] = []
        for row in rows:
            name = self._table.rows[row]
            if name.is_plain:
                continue
            if name.not_followed_by:
                after = folded_rule(text[end : end + _BESIDE])
                if after.startswith(tuple(name.not_followed_by)):
                    return False
            if name.not_preceded_by:
                before = folded_rule(text[max(0, start - _BESIDE) : start])
                if before.endswith(tuple(name.not_preceded_by)):
                    return False
            requires += name.requires
        if not requires:
            return True
        paragraph, known = self._folded_paragraph(text, start)
        wanted = tuple(requires)
        if wanted not in known:
            # A paragraph that has a name a thousand times is searched once.
            known[wanted] = any(each in paragraph for each in wanted)
        return known[wanted]

    def _has_case(self, text: str, start: int, end: int, name: NameRow) -> bool:
        return not name.is_exact or (
            _same_case(text[start:end], name.text)
            and not (name.is_abbreviation and is_part_of_sign(text, start, end))
        )

    def _folded_paragraph(self, text: str, start: int) -> tuple[str, dict[tuple[str, ...], bool]]:
        """The line around a place, folded, and what is known of the words in it.

        Kept, since one line may hold many names.
        """
        kept = self._paragraph
        if kept is not None and kept[0] is text and kept[1] <= start < kept[2]:
            return kept[3:]
        # Of a line without end only the part around the place, in steps, so that the time stays
        # linear; the step is valid for all places in it.
        step = start // _LONG_LINE * _LONG_LINE
        low, high = max(0, step - _LONG_LINE), step + 2 * _LONG_LINE
        first = text.rfind("\n", low, start) + 1 or low
        last = text.find("\n", start, high)
        last = min(high, len(text)) if last < 0 else last
        folded = folded_rule(text[first:last])
        known: dict[tuple[str, ...], bool] = {}
        self._paragraph = (text, max(first, step), min(last, step + _LONG_LINE), folded, known)
        return folded, known


@public
def _restored_finder(
    plain: Mapping[str, Any], concept_of: Callable[[str], Concept] | None
) -> MentionFinder:
    """A finder again; pickles name it as `policy_concepts._restored_finder`."""
    finder = MentionFinder.__new__(MentionFinder)
    finder._set(NameTable.from_plain(plain), concept_of)
    return finder


def _period(date: object, by: str) -> str | None:
    """The year or the month of a date, where it lies in one."""
    if date is None:
        return None
    day = PartialDate(date)  # type: ignore[arg-type]
    first, last = day.earliest, day.latest
    if first is None or last is None:
        return None
    size = 4 if by == "year" else 7
    period = first.isoformat()[:size]
    return period if last.isoformat()[:size] == period else None


def _is_mark(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character)[0] == "M"


def _same_case(found: str, name: str) -> bool:
    written = unicodedata.normalize("NFKC", found)
    return [each for each in written if each.isalnum()] == [each for each in name if each.isalnum()]


def _longest(matches: Sequence[_Match]) -> list[_Match]:
    """Of matches that overlap the longest, of equally long ones the first; in order.

    Several concepts with the same name at the same place all stay.
    """
    chosen: list[_Match] = []
    at, size = 0, len(matches)
    while at < size:
        # A run of matches that overlap one another.
        end, next_at = matches[at].end, at + 1
        while next_at < size and matches[next_at].start < end:
            end = max(end, matches[next_at].end)
            next_at += 1
        if next_at == at + 1:
            chosen.append(matches[at])
        else:
            chosen += _longest_of_run(matches[at:next_at])
        at = next_at
    return chosen


def _longest_of_run(run: Sequence[_Match]) -> list[_Match]:
    taken: list[tuple[int, int]] = []
    chosen: list[_Match] = []
    for match in sorted(run, key=lambda each: (each.start - each.end, each.start, each.row)):
        span = (match.start, match.end)
        place = bisect_left(taken, span)
        if place < len(taken) and taken[place] == span:
            if all(match.row != other.row for other in chosen):
                chosen.append(match)
            continue
        if place < len(taken) and taken[place][0] < match.end:
            continue
        if place and taken[place - 1][1] > match.start:
            continue
        insort(taken, span)
        chosen.append(match)
    return sorted(chosen)


def _nested(
    matches: Sequence[_Match], chosen: Sequence[tuple[int, int, int, bool]], rows: Sequence[NameRow]
) -> Iterator[_Match]:
    """The matches beside the chosen ones that overlap no other mention of their concept."""
    taken = {each[:3] for each in chosen}
    spans: dict[str, list[tuple[int, int]]] = {}
    for start, end, row, _ in chosen:
        spans.setdefault(rows[row].concept_id, []).append((start, end))
    for match in sorted(matches, key=lambda each: (each.start - each.end, each.start, each.row)):
        if match in taken:
            continue
        own = spans.setdefault(rows[match.row].concept_id, [])
        place = bisect_left(own, (match.start, match.end))
        if place < len(own) and own[place][0] < match.end:
            continue
        if place and own[place - 1][1] > match.start:
            continue
        insort(own, (match.start, match.end))
        yield match
