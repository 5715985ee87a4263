"""The corpora that were counted: what each holds, and what is missing from it."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Literal,
    NamedTuple,
    SupportsIndex,
    TypeAlias,
    TypeVar,
    overload,
)

from attrs import frozen

from .._base.dates import PartialDate
from .._base.errors import (
    ArgumentError,
    ArgumentTypeError,
    UnknownIdError,
    UnknownNameError,
    described,
    did_you_mean,
    wrong,
)
from .._base.html import nowrap, table_html
from .._base.immutable import Immutable
from .._base.public import public
from .._base.spelling import name_key
from .._base.terminal import grid
from .._base.text import Text
from .tables import Table

if TYPE_CHECKING:
    import pandas

D = TypeVar("D")
By: TypeAlias = Literal["year", "month", "document"]
FORMAT: Final = 1
# The number that stands for any form of a concept in the counts.
ANY_FORM: Final = -1
_YEAR: Final = re.compile(r"\d{4}")
_MONTH: Final = re.compile(r"\d{4}(-\d\d)?")
COMMAND: Final = "policy-concepts count FOLDER"


@public
@frozen(kw_only=True)
class CorpusDocument:
    """A document of a corpus.

    Attributes:
        id: Its id in the corpus.
        title: Its title, in the language of the corpus.
        day: The day it is dated to, or the month or year when no more is known; `None` when
            nothing is.
        url: The address at which it was read, or an empty string.
        chars: Its length in characters.
    """

    id: str
    title: str
    day: str | None
    url: str
    chars: int | None


class CorpusDocuments(Table[CorpusDocument]):
    """The documents of a corpus."""

    __slots__ = ()
    _row = CorpusDocument
    _shown = ("id", "day", "title", "chars")

    def _heading(self) -> str:
        return "Documents"


class Hits(NamedTuple):
    """The counts of one form of one concept, summed over some cells."""

    docs_with: int
    occurrences: int
    in_headline: int
    in_formula: int
    nested: int


class Group(NamedTuple):
    """The cells of one genre, voice and period; `document` is an id when it is a document.

    The period of a document without a date is empty.
    """

    genre: str
    voice: str
    period: str
    document: str | None
    cells: tuple[int, ...]
    expected: int | None
    held: int
    with_text: int
    chars: int
    # Whether the corpus begins or ends within the period.
    cut: bool

    @property
    def complete(self) -> bool:
        """Whether the text of every document that is known to have existed is held."""
        return not self.cut and self.expected is not None and self.with_text >= self.expected

    def is_comparable(self, at_least: float) -> bool:
        """Whether a period holds so much of its documents that its rate can be compared."""
        return (
            not self.cut
            and bool(self.expected)
            and self.with_text >= at_least * (self.expected or 0)
        )


@public
class Corpus(Immutable):
    """A corpus that was counted; the counts come with the library, the texts do not.

    Example:
        >>> import policy_concepts as pc
        >>> for corpus in pc.corpora:
        ...     assert corpus.covered_from < corpus.covered_to
    """

    __slots__ = ("_data", "_made")

    _data: Mapping[str, Any]
    # Indexes over the data, each made when it is first needed.
    _made: dict[str, Any]

    def __init__(self, data: Mapping[str, Any]) -> None:
        if data.get("format") != FORMAT:
            raise wrong(
                ArgumentError,
                "Corpus",
                f"counts of format {FORMAT}; `{COMMAND}` makes them",
                f"format {data.get('format')!r}",
            )
        object.__setattr__(self, "_data", data)
        object.__setattr__(self, "_made", {})

    def __reduce__(self) -> tuple[Any, ...]:
        return (Corpus, (self._data,))

    def _said(self, key: str, default: Any = None) -> Any:
        return self._data["corpus"].get(key, default)

    # --- what it is ---------------------------------------------------------------------------

    @property
    def id(self) -> str:
        """Its id, such as `work-reports`."""
        return str(self._said("id"))

    @property
    def title(self) -> Text:
        """Its title."""
        return Text(self._said("title"))

    @property
    def kind(self) -> str:
        """What kind of texts: `reports`, `speeches`, `news`, `conferences` or `works`."""
        return str(self._said("kind"))

    @property
    def whose(self) -> Text | None:
        """Whose texts they are."""
        return _text(self._said("whose"))

    @property
    def lang(self) -> str:
        """The language of the texts, as a BCP 47 tag."""
        return str(self._said("lang"))

    @property
    def unit(self) -> str:
        """`document` if counts are known for each document, `month` if only for each month."""
        return str(self._said("unit"))

    @property
    def covered_from(self) -> PartialDate:
        """The day, month or year with which the corpus begins."""
        return PartialDate(self._said("covered_from"))

    @property
    def covered_to(self) -> PartialDate:
        """The day, month or year with which the corpus ends."""
        return PartialDate(self._said("covered_to"))

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing from it: periods, or words."""
        return tuple(self._said("missing") or ())

    @property
    def note(self) -> Text | None:
        """What else a user of the counts must know."""
        return _text(self._said("note"))

    @property
    def genres(self) -> Mapping[str, str]:
        """The genres that are counted apart, and what each is."""
        return MappingProxyType(self._said("genres") or {})

    @property
    def voices(self) -> Mapping[str, str]:
        """Whose words are counted apart, and what each is."""
        return MappingProxyType(self._said("voices") or {})

    @property
    def digest(self) -> str:
        """The digest of the texts that were counted."""
        return str(self._said("digest"))

    @property
    def version(self) -> str:
        """The version of the corpus: the beginning of the digest."""
        return str(self._said("version"))

    @property
    def data_version(self) -> str:
        """The version of the data whose names were looked for."""
        return str(self._data["data_version"])

    @property
    def match_rules(self) -> str:
        """The version of the names and rules by which they were found."""
        return str(self._data["match_rules"])

    def _versions(self) -> dict[str, str]:
        """The versions that every table of counts carries."""
        return {
            "corpus_version": self.version,
            "match_rules": self.match_rules,
            "data_version": self.data_version,
        }

    @property
    def measure(self) -> str:
        """The column that compares periods: `occurrences` for reports, else `docs_per_1000`."""
        return "occurrences" if self.kind == "reports" else "docs_per_1000"

    # --- what it holds ------------------------------------------------------------------------

    @property
    def documents(self) -> CorpusDocuments:
        """The documents, with title, day, address and length.

        Raises:
            ArgumentError: (a `ValueError`) The corpus is counted by month, and its documents are
                not listed.
        """
        rows = self._data["documents"]
        if rows is None:
            raise self._by_month("its documents are not listed")
        return CorpusDocuments(
            CorpusDocument(id=name, title=title or "", day=day, url=url or "", chars=chars)
            for name, title, day, url, chars in rows
        )

    def _by_month(self, what: str) -> ArgumentError:
        return ArgumentError(
            f"{self.id}: {what}, because the corpus is counted by month; "
            f"`{COMMAND}` counts your own copy of it by document"
        )

    @property
    def docs_held(self) -> int:
        """The number of documents held, each counted once, also when it has several voices."""
        if self._data["documents"] is not None:
            return len(self._data["documents"])
        held: dict[tuple[str, str], int] = {}
        for label, genre, _, _, number, _, _ in self._data["cells"]:
            held[label, genre] = max(held.get((label, genre), 0), number)
        return sum(held.values())

    # --- counts -------------------------------------------------------------------------------

    def _day_of(self, cell: int) -> str:
        """The day or month of a cell; empty for a document without a date."""
        label: str = self._data["cells"][cell][0]
        return label if self.unit == "month" else self._document(label)[2] or ""

    def _document(self, document_id: str) -> Sequence[Any]:
        """The row of a document: id, title, day, address, length."""
        index: dict[str, Sequence[Any]] | None = self._made.get("documents")
        if index is None:
            index = self._made["documents"] = {row[0]: row for row in self._data["documents"] or ()}
        return index[document_id]

    def _has_edge_in(self, period: str) -> bool:
        """Whether the corpus begins or ends within a period, so that a part is not covered."""
        whole = PartialDate(period)
        start, end = self.covered_from.earliest, self.covered_to.latest
        assert whole.earliest is not None
        assert whole.latest is not None
        return (start is not None and whole.earliest < start) or (
            end is not None and whole.latest > end
        )

    def _grouped(self, by: By) -> tuple[Group, ...]:
        """The cells by genre, voice and period, in that order, with what was not held."""
        groups: tuple[Group, ...] | None = self._made.get(by)
        if groups is None:
            groups = self._made[by] = tuple(self._make_groups(by))
        return groups

    def _make_groups(self, by: By) -> Iterator[Group]:
        cells = self._data["cells"]
        found: dict[tuple[str, str, str, str | None], list[int]] = {}
        voices: dict[str, list[str]] = {}
        for number, (label, genre, voice, *_) in enumerate(cells):
            if voice not in voices.setdefault(genre, []):
                voices[genre].append(voice)
            day = self._day_of(number)
            if not day and by != "document":
                continue  # it lies in no period that is known
            document = label if by == "document" else None
            key = (genre, voice, period_of(day, by), document)
            found.setdefault(key, []).append(number)
        absent: dict[tuple[str, str, str, str | None], int | None] = {}
        for label, genre, expected in self._data["gaps"]:
            for voice in voices.get(genre) or [next(iter(self.voices), "")]:
                gap = (genre, voice, period_of(label, by), None)
                absent[gap] = _sum((absent.get(gap, 0), expected))
        genres, spoken = list(self.genres), list(self.voices)

        def order(key: tuple[str, str, str, str | None]) -> tuple[Any, ...]:
            genre, voice, period, document = key
            return (_place(genre, genres), genre, _place(voice, spoken), voice, period,
                    document or "")  # fmt: skip

        for key in sorted({*found, *absent}, key=order):
            genre, voice, period, document = key
            numbers = found.get(key, [])
            expected = _sum((*(cells[n][3] for n in numbers), absent.get(key, 0)))
            held, with_text, chars = (
                sum(cells[n][column] or 0 for n in numbers) for column in (4, 5, 6)
            )
            if expected == 0 and held == 0:
                continue
            cut = document is None and self._has_edge_in(period)
            yield Group(genre, voice, period, document, tuple(numbers), expected, held,
                        with_text, chars, cut)  # fmt: skip

    def _form_number(self, concept_id: str, form: str | None) -> int | None:
        """The number of a form in the counts; `None` when it was not looked for."""
        known = self._forms.get(concept_id)
        if known is None:
            return None
        return ANY_FORM if form is None else known.get(form)

    @property
    def _forms(self) -> Mapping[str, Mapping[str, int]]:
        """The forms that were looked for, with their numbers, by concept."""
        forms: dict[str, dict[str, int]] | None = self._made.get("forms")
        if forms is None:
            forms = {}
            for number, (concept_id, text) in enumerate(self._data["forms"]):
                forms.setdefault(concept_id, {})[text] = number
            self._made["forms"] = forms
        return forms

    def _hits(self, concept_id: str, form_number: int) -> dict[int, Hits]:
        """The counts by cell; cells without a hit are left out."""
        index: dict[tuple[str, int], list[Sequence[int]]] | None = self._made.get("counts")
        if index is None:
            index = {}
            for concept, form, *numbers in self._data["counts"]:
                index.setdefault((concept, form), []).append(numbers)
            self._made["counts"] = index
        return {cell: Hits(*numbers) for cell, *numbers in index.get((concept_id, form_number), ())}

    def _precision(self, concept_id: str) -> tuple[float | None, int | None]:
        """The share of hits that are right among those that were read, and how many were."""
        for concept, read, right, *_ in self._data.get("precision") or ():
            if concept == concept_id and read:
                return right / read, read
        return None, None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corpus):
            return NotImplemented
        return self._data is other._data or self._data == other._data

    def __hash__(self) -> int:
        return hash((self.id, self.digest, self.match_rules))

    def __repr__(self) -> str:
        return (
            f"<Corpus {self.id}: {self.docs_held} documents, "
            f"{self.covered_from} to {self.covered_to}>"
        )

    def _repr_html_(self) -> str:
        rows = [
            ("id", f"<code>{escape(self.id)}</code>"),
            ("whose", escape(str(self.whose or ""))),
            ("covered", escape(f"{self.covered_from} to {self.covered_to}")),
            ("documents", str(self.docs_held)),
            ("missing", escape(", ".join(self.missing))),
            ("note", escape(str(self.note or ""))),
            ("version", f"<code>{escape(self.version)}</code>"),
        ]
        return (
            f'<div class="policy-concepts"><div><b>{escape(str(self.title))}</b></div>'
            f"{table_html((), ([label, cell] for label, cell in rows if cell))}</div>"
        )

    def to_dict(self) -> dict[str, Any]:
        """What the corpus is, as a plain dictionary, without documents and counts."""
        return {
            "id": self.id,
            "title": dict(self.title),
            "kind": self.kind,
            "whose": dict(self.whose) if self.whose else None,
            "lang": self.lang,
            "unit": self.unit,
            "covered_from": str(self.covered_from),
            "covered_to": str(self.covered_to),
            "missing": list(self.missing),
            "note": dict(self.note) if self.note else None,
            "genres": dict(self.genres),
            "voices": dict(self.voices),
            "docs_held": self.docs_held,
            "digest": self.digest,
            "version": self.version,
            "data_version": self.data_version,
            "match_rules": self.match_rules,
        }


def _text(said: Any) -> Text | None:
    return Text(said) if said else None


def _sum(numbers: Sequence[int | None]) -> int | None:
    """The sum; not known when one of the numbers is not."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _place(word: str, words: list[str]) -> int:
    return words.index(word) if word in words else len(words)


def period_of(day: str, by: By) -> str:
    """The period in which a day lies; a day known only to the year keeps the year."""
    if by == "document":
        return day
    found = (_YEAR if by == "year" else _MONTH).match(day)
    assert found is not None, day
    return found[0]


@public
class Corpora(Immutable, Sequence[Corpus]):
    """The corpora of a catalog; a sequence, and a mapping by id.

    Example:
        >>> import policy_concepts as pc
        >>> pc.corpora.get("no-such-corpus") is None
        True
    """

    __slots__ = ("_by_id",)

    _by_id: Mapping[str, Corpus]

    def __init__(self, corpora: Sequence[Corpus] = ()) -> None:
        object.__setattr__(self, "_by_id", {corpus.id: corpus for corpus in corpora})

    @classmethod
    def _of(cls, by_id: Mapping[str, Corpus]) -> Corpora:
        """The corpora of a mapping, which may make each when it is first asked for."""
        made = cls()
        object.__setattr__(made, "_by_id", by_id)
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return (Corpora, (self.values(),))

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Corpus]:
        return iter(self._by_id.values())

    def __contains__(self, item: object) -> bool:
        """Whether a corpus, or the corpus with an id, is in the collection."""
        if isinstance(item, str):
            return item in self._by_id
        return isinstance(item, Corpus) and self._by_id.get(item.id) == item

    @overload
    def __getitem__(self, key: str | SupportsIndex) -> Corpus: ...
    @overload
    def __getitem__(self, key: slice) -> Corpora: ...
    def __getitem__(self, key: str | SupportsIndex | slice) -> Corpus | Corpora:
        """The corpus with an id, or at an index; a slice gives a collection.

        Raises:
            UnknownIdError: (a `KeyError`) No corpus has the id.
            IndexError: The index is out of range.
            ArgumentTypeError: (a `TypeError`) Anything else.
        """
        if isinstance(key, str):
            if key not in self._by_id:
                raise UnknownIdError(
                    f"corpora: no id {key!r}.{did_you_mean(key, self.ids)}", query=key
                )
            return self._by_id[key]
        rows = self.values()
        if isinstance(key, slice):
            return Corpora(rows[key])
        try:
            return rows[operator.index(key)]
        except TypeError:
            raise wrong(
                ArgumentTypeError, "corpora[...]", "an id, an index or a slice", described(key)
            ) from None
        except IndexError:
            raise IndexError(f"corpora[{key}]: there are {len(self)} corpora") from None

    @overload
    def get(self, corpus_id: str) -> Corpus | None: ...
    @overload
    def get(self, corpus_id: str, default: D) -> Corpus | D: ...
    def get(self, corpus_id: str, default: Any = None) -> Any:
        """The corpus with an id, else the default."""
        return self._by_id.get(corpus_id, default)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(self._by_id)

    def keys(self) -> tuple[str, ...]:
        """The ids, in order; `dict(corpora)` works."""
        return self.ids

    def values(self) -> tuple[Corpus, ...]:
        """The corpora, in order."""
        return tuple(self._by_id.values())

    def items(self) -> tuple[tuple[str, Corpus], ...]:
        """Pairs of id and corpus, in order."""
        return tuple(self._by_id.items())

    def lookup(self, name: str) -> Corpus:
        """The corpus with an id or title, compared as names of records are.

        Raises:
            UnknownNameError: (a `LookupError`) No corpus has the name; the known are listed.
            ArgumentTypeError: (a `TypeError`) Not a string.
        """
        return self._resolve(name, "corpora.lookup")

    def _resolve(self, value: object, caller: str) -> Corpus:
        """The corpus that an argument names: itself, its id or a title."""
        if isinstance(value, Corpus):
            if value not in self:
                raise ArgumentError(f"{caller}: {value!r} is not in this catalog")
            return value
        if not isinstance(value, str):
            raise wrong(ArgumentTypeError, caller, "a corpus, or its id or title", described(value))
        if value in self._by_id:
            return self._by_id[value]
        key = name_key(value)
        found = [
            corpus
            for corpus in self
            if key and key in {name_key(name) for name in (corpus.id, *corpus.title.values())}
        ]
        if len(found) == 1:
            return found[0]
        raise UnknownNameError(
            f"{caller}: no corpus is named {value!r}.{did_you_mean(value, self.ids)}",
            query=value,
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corpora):
            return NotImplemented
        return self.values() == other.values()

    def __hash__(self) -> int:
        return hash(self.ids)

    def to_dicts(self) -> list[dict[str, Any]]:
        """What each corpus is, as plain dictionaries, without documents and counts."""
        return [corpus.to_dict() for corpus in self]

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame with a row for each corpus; needs the extra `pandas`.

        Raises:
            MissingExtraError: (an `ImportError`) pandas is not installed.
        """
        return _CorpusRows(_CorpusRow.of(corpus) for corpus in self).to_pandas()

    def __repr__(self) -> str:
        noun = "corpus" if len(self) == 1 else "corpora"
        lines = [f"<{len(self)} {noun}>"]
        if self._by_id:
            lines += grid(
                [
                    ("id", "kind", "documents", "from", "to"),
                    *(
                        (c.id, c.kind, str(c.docs_held), str(c.covered_from), str(c.covered_to))
                        for c in self
                    ),
                ]
            )
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return (
            '<div class="policy-concepts">'
            + table_html(
                ("id", "corpus", "whose", "documents", "from", "to", "missing"),
                (
                    [
                        nowrap(f"<code>{escape(c.id)}</code>"),
                        escape(str(c.title)),
                        escape(str(c.whose or "")),
                        str(c.docs_held),
                        nowrap(escape(str(c.covered_from))),
                        nowrap(escape(str(c.covered_to))),
                        escape(", ".join(c.missing)),
                    ]
                    for c in self
                ),
            )
            + "</div>"
        )

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.ids)


@frozen(kw_only=True)
class _CorpusRow:
    """A corpus as a row of a data frame."""

    id: str
    title: str
    kind: str
    whose: str | None
    lang: str
    unit: str
    covered_from: str
    covered_to: str
    missing: str
    note: str | None
    docs_held: int
    version: str
    digest: str
    data_version: str
    match_rules: str

    @classmethod
    def of(cls, corpus: Corpus) -> _CorpusRow:
        return cls(
            id=corpus.id,
            title=str(corpus.title),
            kind=corpus.kind,
            whose=str(corpus.whose) if corpus.whose else None,
            lang=corpus.lang,
            unit=corpus.unit,
            covered_from=str(corpus.covered_from),
            covered_to=str(corpus.covered_to),
            missing=", ".join(corpus.missing),
            note=str(corpus.note) if corpus.note else None,
            docs_held=corpus.docs_held,
            version=corpus.version,
            digest=corpus.digest,
            data_version=corpus.data_version,
            match_rules=corpus.match_rules,
        )


class _CorpusRows(Table[_CorpusRow]):
    """Corpora as rows of a data frame."""

    __slots__ = ()
    _row = _CorpusRow
    _shown = ("id", "title")
