"""Counting: what counts where, and what is told about bad texts. All texts are invented."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, strategies as st

import policy_concepts as pc
from policy_concepts._texts.corpora import CorpusDefinition, default_definition, read_definition
from policy_concepts._texts.counting import count, longest_and_inner, sum_of
from policy_concepts._texts.counts import counts_text, pack, read_counts, unpack
from policy_concepts._texts.documents import headline_and_body
from policy_concepts._texts.formulas import in_formulas, list_around

from .plain import PlainFinder, PlainMention

FORMS: Final = [
    ("green-ledger", "绿色账本"),
    ("green-ledger", "green ledger"),
    ("ledger-state", "绿色账本之国"),
    ("slow-roads", "慢路理论"),
    ("slow-roads", "慢路"),
]
FINDER: Final = PlainFinder(FORMS)


def _line(number: int = 1, **fields: Any) -> dict[str, Any]:
    record = {"id": f"doc-{number}", "title": "", "date": "2031-04-02", "text": "绿色账本。"}
    return {**record, **fields}


def _write(path: Path, *lines: Any) -> Path:
    text = "".join(
        (each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)) + "\n"
        for each in lines
    )
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode("utf-8")))
    else:
        path.write_text(text, encoding="utf-8")
    return path


def _definition(**fields: Any) -> CorpusDefinition:
    plain = {"id": "gazette", "title": {"en": "Gazette"}, **fields}
    problems: list[pc.Problem] = []
    definition = read_definition(json.dumps(plain).encode(), "gazette.json", problems)
    assert definition is not None, problems
    return definition


def _count(folder: Path, **fields: Any) -> dict[str, Any]:
    return count(folder, _definition(**fields), FINDER, FORMS)


def _one(tmp_path: Path, record: dict[str, Any], **fields: Any) -> dict[Any, tuple[int, ...]]:
    """The counts of a corpus of one document, of any form, by concept and voice."""
    _write(tmp_path / "a.jsonl", record)
    return {
        (concept, voice): numbers
        for (concept, form, _, _, voice), numbers in sum_of(_count(tmp_path, **fields)).items()
        if form is None
    }


# --- what counts ------------------------------------------------------------------------------


def test_a_document_and_its_occurrences_are_counted(tmp_path: Path) -> None:
    """By any form and by each, in documents and in occurrences; what has no hit has no row."""
    record = _line(text="绿色账本，绿色账本。A green ledger.", url="https://gazette.example/1")
    _write(tmp_path / "a.jsonl", record)
    counts = _count(tmp_path)
    assert counts["documents"] == [
        [
            "doc-1",
            "",
            "2031-04-02",
            "https://gazette.example/1",
            len("绿色账本，绿色账本。Agreenledger."),
        ]
    ]
    assert counts["cells"] == [["doc-1", "", "", 1, 1, 1, counts["documents"][0][4]]]
    cell = ("doc-1", "", "")
    assert sum_of(counts) == {
        ("green-ledger", None, *cell): (1, 3, 0, 0, 0),
        ("green-ledger", "绿色账本", *cell): (1, 2, 0, 0, 0),
        ("green-ledger", "green ledger", *cell): (1, 1, 0, 0, 0),
    }
    assert counts["forms"] == [list(form) for form in FORMS]


def test_what_lies_inside_a_longer_concept_is_nested(tmp_path: Path) -> None:
    """It is no occurrence, and its document has no occurrence."""
    assert _one(tmp_path, _line(text="绿色账本之国。")) == {
        ("ledger-state", ""): (1, 1, 0, 0, 0),
        ("green-ledger", ""): (0, 0, 0, 0, 1),
    }


def test_a_shorter_name_inside_a_longer_one_of_its_own_is_nothing(tmp_path: Path) -> None:
    assert _one(tmp_path, _line(text="慢路理论。")) == {("slow-roads", ""): (1, 1, 0, 0, 0)}


def test_concepts_that_share_a_name_are_all_counted() -> None:
    """And a mention that begins in one and ends after it is neither."""
    first, second = PlainMention("one", "甲乙", 0, 2), PlainMention("two", "甲乙", 0, 2)
    third = PlainMention("three", "乙丙", 1, 3)
    assert longest_and_inner([third, second, first]) == ([second, first], [])


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("绿色账本", "别的话。", (1, 1, 1)),
        ("绿色账本", "别的话：绿色账本。", (1, 2, 1)),
        ("绿色账本", "绿色账本\n别的话。", (1, 1, 1)),
        ("绿色账本！", "快报：绿色账本\n别的绿色账本。", (1, 2, 1)),
        ("某人：绿色账本", "绿色账本 某人\n别的话。", (1, 1, 1)),
        # The first words of a sentence are no headline.
        ("绿色账本是一", "绿色账本是一本账。", (1, 1, 0)),
    ],
)
def test_a_headline_counts_once(
    title: str, text: str, expected: tuple[int, ...], tmp_path: Path
) -> None:
    found = _one(tmp_path, _line(title=title, text=text), prefix="快报：")
    assert found["green-ledger", ""][:3] == expected


def test_titles_of_collectors_do_not_count(tmp_path: Path) -> None:
    record = _line(title="绿色账本（文本）", text="别的话。")
    assert _one(tmp_path, record, headlines=False) == {}
    assert _one(tmp_path, record) != {}


def test_no_name_spans_headline_and_body(tmp_path: Path) -> None:
    assert _one(tmp_path, _line(title="绿色", text="账本。")) == {}


def test_what_is_cut_from_the_body_is_only_the_headline() -> None:
    assert headline_and_body("A B", "a, b") == ("A B", "a, b")
    assert headline_and_body("A B", "A, B: and more") == ("A B", ": and more")
    assert headline_and_body("", "A B") == ("", "A B")


VOICES: Final = {
    "voices": {"office": "the office", "reporters": "who ask"},
    "first_voice": "office",
    "voice_lines": [
        ["reporters", r"问[：:]|[^：。\n]{0,20}记者[：:]"],
        ["office", r"(?:答|奥兰)[：:]"],
    ],
}


def test_questions_and_answers_are_told_apart(tmp_path: Path) -> None:
    """A paragraph without a mark goes on with the voice before it."""
    text = (
        "绿色账本的通报。\n问：慢路呢？\n慢路？\n答：绿色账本。\n绿色账本。\n"
        "《某报》记者：绿色账本？\n奥兰：不是。"
    )
    found = _one(tmp_path, _line(title="绿色账本记者会", text=text), **VOICES)
    assert found == {
        ("green-ledger", "office"): (1, 4, 1, 0, 0),
        ("slow-roads", "reporters"): (1, 2, 0, 0, 0),
        ("green-ledger", "reporters"): (1, 1, 0, 0, 0),
    }
    counts = _count(tmp_path, **VOICES)
    assert [cell[:6] for cell in counts["cells"]] == [
        ["doc-1", "", "office", 1, 1, 1],
        ["doc-1", "", "reporters", 1, 1, 1],
    ]
    # The parts are the whole.
    assert sum(cell[6] for cell in counts["cells"]) == counts["documents"][0][4]


def test_a_voice_that_does_not_speak_has_no_cell(tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", _line(text="通报：记者们来了。"))
    assert [cell[2] for cell in _count(tmp_path, **VOICES)["cells"]] == ["office"]


GENRES: Final = {
    "genres": {"comment": "comment", "note": "notes of letters", "rest": "the rest"},
    "genre_rules": [
        {"genre": "comment", "title": "短评"},
        {"genre": "note", "title": "通知", "opening": "^各位"},
        {"genre": "rest"},
    ],
}


@pytest.mark.parametrize(
    ("title", "text", "genre"),
    [
        ("短评：慢路", "各位", "comment"),
        ("通知", "各位好", "note"),
        ("通知", "你好", "rest"),
        ("通知", "好" * 300 + "各位", "rest"),
        ("慢路", "短评", "rest"),
    ],
)
def test_the_first_rule_gives_the_genre(title: str, text: str, genre: str, tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", _line(title=title, text=text))
    assert [cell[1] for cell in _count(tmp_path, **GENRES)["cells"]] == [genre]


def test_a_genre_may_tell_the_voice(tmp_path: Path) -> None:
    fields = {**GENRES, "voices": {"orlan": ""}, "voice_by_genre": {"note": "orlan"}}
    _write(tmp_path / "a.jsonl", _line(1, title="通知", text="各位"), _line(2, voice="clerk"))
    cells = _count(tmp_path, **fields)["cells"]
    assert [cell[1:3] for cell in cells] == [["note", "orlan"], ["rest", "clerk"]]


def test_a_genre_that_is_not_described_is_told(tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", _line(genre="ode"))
    assert _problems(tmp_path, genres={"rest": ""}) == ["a.jsonl:1 doc-1.genre bad-genre"]


# --- lists of formulas ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("坚持以甲主义、乙思想、慢路理论为指导。", "慢路理论", True),
        ("坚持甲主义、乙思想和“慢路”重要思想。", "慢路", True),
        ("高举甲旗帜，以乙主义、丙思想、丁理论、慢路发展观为指导", "慢路", True),
        # Only two formulas, or formulas that are not joined.
        ("坚持甲主义、慢路理论。", "慢路理论", False),
        ("坚持甲主义，坚持乙思想，坚持慢路理论、好。", "慢路理论", False),
        # A list, but not of formulas; and an item among formulas that is none.
        ("修慢路、铺铁轨、建港口。", "慢路", False),
        ("学习甲主义、乙思想、丙理论、修慢路。", "慢路", False),
        # Isms and thought that are no doctrines.
        ("反对甲主义、恐怖主义、分裂主义、慢路极端主义。", "慢路", False),
        ("发展社会主义市场、社会主义民主、社会主义文化和慢路。", "慢路", False),
        ("坚定甲理论自信、乙思想政治、丙理论创新、慢路理论学习。", "慢路理论", False),
        # Another sentence.
        ("坚持甲主义、乙思想、丙理论。慢路好。", "慢路", False),
        # Running text with a comma mark.
        ("坚持甲主义、乙思想、" + "字" * 40 + "慢路理论", "慢路理论", False),
        ("guided by Aism, B Thought, and Slow Roads Theory.", "Slow Roads", True),
        ("guided by Aism and by Slow Roads Theory.", "Slow Roads", False),
        ("we want bread, milk, and Slow Roads.", "Slow Roads", False),
    ],
)
def test_a_list_of_formulas_has_three(text: str, name: str, expected: bool) -> None:
    start = text.index(name)
    end = start + len(name)
    bounds = list_around(text, start, end)
    assert (bounds is not None and in_formulas(text, bounds, start, end)) is expected


def test_formulas_are_part_of_the_occurrences(tmp_path: Path) -> None:
    text = "坚持甲主义、乙思想、慢路理论。修慢路。"
    assert _one(tmp_path, _line(text=text)) == {("slow-roads", ""): (1, 2, 0, 1, 0)}


def test_the_order_of_a_list_is_kept(tmp_path: Path) -> None:
    """By cell; a clause without an enumeration is no list, and one concept no order."""
    _write(
        tmp_path / "a.jsonl",
        _line(1, text="慢路、绿色账本。慢路、绿色账本和慢路。绿色账本、慢路"),
        _line(2, text="慢路，绿色账本。慢路、慢路。"),
    )
    assert _count(tmp_path)["sequences"] == [
        [0, ["green-ledger", "slow-roads"], 1],
        [0, ["slow-roads", "green-ledger"], 2],
    ]


# --- periods ----------------------------------------------------------------------------------


def test_months_count_together(tmp_path: Path) -> None:
    """With the first and the last document of each concept, and none of the list."""
    _write(
        tmp_path / "a.jsonl",
        _line(1, date="2031-04-09", title="二"),
        _line(2, date="2031-04-02", title="一", url="https://gazette.example/2"),
        _line(3, date="2031-05-01", text="别的话"),
        _line(4, date="2032", text="绿色账本"),
        _line(5, date="", text="慢路"),
    )
    counts = _count(tmp_path, unit="month")
    assert counts["documents"] is None
    assert [[cell[0], *cell[3:6]] for cell in counts["cells"]] == [
        ["", 1, 1, 1],
        ["2031-04", 2, 2, 2],
        ["2031-05", 1, 1, 1],
        ["2032", 1, 1, 1],
    ]
    assert counts["extremes"] == [
        [
            "green-ledger",
            ["doc-2", "一", "2031-04-02", "https://gazette.example/2"],
            ["doc-4", "", "2032", None],
        ]
    ]
    assert sum_of(counts)["green-ledger", None, "2031-04", "", ""] == (2, 2, 0, 0, 0)
    assert (counts["corpus"]["covered_from"], counts["corpus"]["covered_to"]) == (
        "2031-04-02",
        "2032",
    )


def _gap(period: str, documents: int | None) -> dict[str, Any]:
    return {"period": period, "genre": "", "documents": documents, "why": "lost"}


def test_what_is_known_to_be_missing_is_a_gap(tmp_path: Path) -> None:
    """By document a row of its own; by month part of what is expected, where some are held."""
    _write(tmp_path / "a.jsonl", _line(1), _line(2, title="慢路", text=" "))
    fields = {
        "known_missing": [_gap("2031-04", 3), _gap("2031-06", 1), _gap("2031-07", None)],
        "title_only": True,
    }
    by_document = _count(tmp_path, **fields)
    assert by_document["gaps"] == [["2031-04", "", 3], ["2031-06", "", 1], ["2031-07", "", None]]
    assert [cell[3:6] for cell in by_document["cells"]] == [[1, 1, 1], [1, 1, 0]]
    by_month = _count(tmp_path, unit="month", **fields)
    assert by_month["gaps"] == [["2031-06", "", 1], ["2031-07", "", None]]
    assert [cell[3:6] for cell in by_month["cells"]] == [[5, 2, 1]]


def test_a_day_in_the_opening_is_the_day(tmp_path: Path) -> None:
    """If it is not after that of the page; a date that is not that of the words is none."""
    _write(
        tmp_path / "a.jsonl",
        _line(1, text="讲话（2030年1月9日）慢路"),
        _line(2, text="讲话（2033年1月9日）慢路"),
        _line(3, text="讲话（2030年2月31日）慢路"),
        _line(4, text="节选"),
        _line(5, text="讲话（2030年1月9日）慢路，又一次"),
    )
    counts = _count(
        tmp_path,
        day_in_opening=r"（(\d{4})年(\d{1,2})月(\d{1,2})日）",
        undated={"doc-4": "excerpts of several years"},
        left_out={"doc-5": "the same text as doc-1"},
    )
    assert [row[:3] for row in counts["documents"]] == [
        ["doc-1", "", "2030-01-09"],
        ["doc-2", "", "2031-04-02"],
        ["doc-3", "", "2031-04-02"],
        ["doc-4", "", None],
    ]


# --- files ------------------------------------------------------------------------------------

TEXT_PARTS: Final = st.sampled_from(
    [
        "绿色账本",
        "绿色账本之国",
        "慢路理论",
        "慢路",
        "甲主义",
        "乙思想",
        "、",
        "，",
        "。",
        "\n",
        "字",
    ]
)
DOCUMENTS: Final = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["", "慢路", "绿色账本"]),
            "date": st.sampled_from(["", "2031", "2031-04", "2031-04-02", "2032-01-01"]),
            # The last character makes it a text that is not blank.
            "text": st.lists(TEXT_PARTS, min_size=1, max_size=12).map(
                lambda parts: "".join([*parts, "字"])
            ),
            "genre": st.sampled_from(["", "ode"]),
            "voice": st.sampled_from(["", "clerk"]),
        }
    ),
    min_size=1,
    max_size=8,
)


@given(
    first=DOCUMENTS,
    second=DOCUMENTS,
    unit=st.sampled_from(["document", "month"]),
    chance=st.randoms(use_true_random=False),
)
def test_two_folders_count_as_their_sum(
    first: list[dict[str, str]],
    second: list[dict[str, str]],
    unit: str,
    chance: random.Random,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Cell by cell, whatever the order of files and documents; the bytes are the same too."""
    definition = default_definition("gazette", unit)

    def counted(*parts: list[dict[str, str]]) -> dict[str, Any]:
        folder = tmp_path_factory.mktemp("texts")
        for number, part in enumerate(parts):
            _write(folder / f"{number}.jsonl", *part)
        return count(folder, definition, FINDER, FORMS)

    one = [{**each, "id": f"a-{number}"} for number, each in enumerate(first)]
    two = [{**each, "id": f"b-{number}"} for number, each in enumerate(second)]
    whole = counted(one, two)
    added: dict[Any, Counter[int]] = {}
    cells: dict[Any, Counter[int]] = {}
    for part in (counted(one), counted(two)):
        for key, numbers in sum_of(part).items():
            added.setdefault(key, Counter()).update(dict(enumerate(numbers)))
        for cell in part["cells"]:
            cells.setdefault(tuple(cell[:3]), Counter()).update(dict(enumerate(cell[3:])))
    assert sum_of(whole) == {
        key: tuple(numbers[i] for i in range(5)) for key, numbers in added.items()
    }
    assert {tuple(cell[:3]): tuple(cell[3:]) for cell in whole["cells"]} == {
        key: tuple(numbers[i] for i in range(4)) for key, numbers in cells.items()
    }
    for numbers in sum_of(whole).values():
        documents, occurrences, in_headline, in_formula, _ = numbers
        assert documents <= occurrences >= max(in_headline, in_formula)
    mixed = [*one, *two]
    chance.shuffle(mixed)
    assert counts_text(counted(mixed)) == counts_text(whole)
    assert unpack(pack(whole), "packed") == whole
    assert read_counts(counts_text(whole).encode(), "text") == whole


def test_several_processes_count_the_same(tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", _line(1), _line(2))
    _write(tmp_path / "b.jsonl.gz", _line(3, text="慢路、绿色账本"))
    definition = default_definition("gazette")
    counted = [count(tmp_path, definition, FINDER, FORMS, processes=n) for n in (1, 2)]
    assert counted[0] == counted[1]
    assert len(counted[0]["documents"]) == 3


def test_one_file_is_a_corpus_too(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl.gz", _line(1))
    _write(tmp_path / "b.jsonl", _line(1))
    assert len(count(path, default_definition("a"), FINDER, FORMS)["documents"]) == 1


def test_any_change_of_a_text_is_another_version(tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", _line(1, text="慢路"))
    first = _count(tmp_path)["corpus"]
    _write(tmp_path / "a.jsonl", _line(1, text="慢路。"))
    second = _count(tmp_path)["corpus"]
    assert first["digest"] != second["digest"]
    assert first["digest"].startswith(f"sha256:{first['version']}")


# --- bad texts --------------------------------------------------------------------------------


def _problems(folder: Path, **fields: Any) -> list[str]:
    with pytest.raises(pc.DataError) as caught:
        _count(folder, **fields)
    return [
        f"{each.file}:{each.line} {each.record}.{each.field} {each.code}"
        for each in caught.value.problems
    ]


BAD: Final[dict[str, tuple[Any, str]]] = {
    "json": ('{"id": "doc-1"', "a.jsonl:1 . bad-json"),
    "encoding": ("\udcff", "a.jsonl:1 . bad-json"),
    "list": ("[]", "a.jsonl:1 . not-an-object"),
    "missing": ({"id": "doc-1", "title": "", "date": ""}, "a.jsonl:1 doc-1.text missing-key"),
    "type": (_line(title=7), "a.jsonl:1 doc-1.title wrong-type"),
    "null": (_line(text=None), "a.jsonl:1 doc-1.text wrong-type"),
    "id": (_line(id=" "), "a.jsonl:1  .id blank-id"),
    "day": (_line(date="2031-02-30"), "a.jsonl:1 doc-1.date bad-date"),
    "words": (_line(date="spring 2031"), "a.jsonl:1 doc-1.date bad-date"),
    "interval": (_line(date="2031/2032"), "a.jsonl:1 doc-1.date bad-date"),
    "blank": (_line(title="慢路", text=" \n"), "a.jsonl:1 doc-1.text blank-text"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    line, expected = BAD[name]
    text = line if isinstance(line, str) else json.dumps(line)
    (tmp_path / "a.jsonl").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert _problems(tmp_path) == [expected]


def test_all_that_is_bad_is_told_at_once(tmp_path: Path) -> None:
    """In the order of files and lines, with what was expected and found."""
    _write(tmp_path / "a.jsonl", _line(1, date="soon"), "", "no", _line(2))
    _write(tmp_path / "b.jsonl", _line(2), _line(3, date="2031-13"))
    with pytest.raises(pc.DataError) as caught:
        _count(tmp_path)
    assert [(each.file, each.line, each.code) for each in caught.value.problems] == [
        ("a.jsonl", 1, "bad-date"),
        ("a.jsonl", 3, "bad-json"),
        ("b.jsonl", 1, "duplicate-id"),
        ("b.jsonl", 2, "bad-date"),
    ]
    assert "expected an id that no other document has; found the id of a.jsonl:4" in str(
        caught.value
    )


def test_a_title_alone_must_be_allowed_and_there(tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", _line(1, title="慢路", text=""), _line(2, text=""))
    assert _problems(tmp_path, title_only=True) == ["a.jsonl:2 doc-2.title blank-text"]


def test_an_id_twice_in_a_file_is_told(tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", _line(1), _line(1))
    assert _problems(tmp_path) == ["a.jsonl:2 doc-1.id duplicate-id"]


def test_folders_without_texts_are_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("慢路", encoding="utf-8")
    assert [each.rpartition(" ")[2] for each in _problems(tmp_path)] == ["empty-folder"]
    assert [each.rpartition(" ")[2] for each in _problems(tmp_path / "none")] == ["no-file"]
    _write(tmp_path / "a.jsonl")
    assert [each.rpartition(" ")[2] for each in _problems(tmp_path)] == ["empty-corpus"]
    assert _problems(tmp_path, files=["a.jsonl", "b.jsonl"]) == ["b.jsonl:0 . no-file"]


def test_a_broken_archive_is_told(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl.gz", *(_line(n, text="慢路" * n) for n in range(1, 400)))
    path.write_bytes(path.read_bytes()[:-200])
    assert "unreadable" in _problems(tmp_path)[0]


def test_a_name_of_no_document_is_told(tmp_path: Path) -> None:
    """What the definition says of a document that is not there is an error, not dead letters."""
    _write(tmp_path / "a.jsonl", _line(1))
    for key in ("undated", "left_out"):
        (found,) = _problems(tmp_path, **{key: {"doc-9": "why"}})
        assert found.endswith("doc-9.id no-document")


@pytest.mark.parametrize(("path", "processes"), [(None, 1), ("", 0)])
def test_arguments_are_checked(path: Any, processes: int, tmp_path: Path) -> None:
    error = pc.ArgumentTypeError if path is None else pc.ArgumentError
    where = path if path is None else tmp_path
    with pytest.raises(error, match="count: expected"):
        count(where, default_definition("a"), FINDER, FORMS, processes=processes)


# --- definitions ------------------------------------------------------------------------------

BAD_DEFINITIONS: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "no id": ({"id": None}, "id wrong-type"),
    "id": ({"id": "The Gazette"}, "id bad-id"),
    "title": ({"title": "Gazette"}, "title wrong-type"),
    "title in": ({"title": {"en": 1}}, "title.en wrong-type"),
    "kind": ({"kind": "songs"}, "kind unknown-value"),
    "unit": ({"unit": "week"}, "unit unknown-value"),
    "key": ({"langauge": "zh"}, "langauge unknown-key"),
    "date": ({"covered_to": "soon"}, "covered_to bad-date"),
    "flag": ({"headlines": "no"}, "headlines wrong-type"),
    "files": ({"files": [1]}, "files[0] wrong-type"),
    "pattern": ({"prefix": "("}, "prefix bad-pattern"),
    "rule": ({"genre_rules": [{"title": "x"}]}, "genre_rules[0] wrong-type"),
    "part": ({"genre_rules": [{"genre": "", "end": "x"}]}, "genre_rules[0] wrong-type"),
    "rule pattern": (
        {"genre_rules": [{"genre": "", "title": "["}]},
        "genre_rules[0].title bad-pattern",
    ),
    "genre": ({"genre_rules": [{"genre": "ode"}]}, "genre_rules unknown-genre"),
    "voice": ({"first_voice": "clerk"}, "first_voice unknown-voice"),
    "voice line": ({"voice_lines": [["clerk"]]}, "voice_lines[0] wrong-type"),
    "missing": ({"known_missing": [{"period": "2031"}]}, "known_missing[0] wrong-type"),
    "none missing": ({"known_missing": [_gap("2031", 0)]}, "known_missing[0] wrong-type"),
    "period": ({"known_missing": [_gap("soon", 1)]}, "known_missing[0].period bad-date"),
    "precision": ({"precision": [["slow-roads", 3, 4, "2031"]]}, "precision[0] wrong-type"),
}


@pytest.mark.parametrize("name", BAD_DEFINITIONS)
def test_a_bad_definition_is_told(name: str) -> None:
    fields, expected = BAD_DEFINITIONS[name]
    plain = {"id": "gazette", "title": {"en": "Gazette"}, **fields}
    problems: list[pc.Problem] = []
    assert read_definition(json.dumps(plain).encode(), "g.json", problems) is None
    assert f"{problems[0].field} {problems[0].code}" == expected


@pytest.mark.parametrize("content", [b"{", b"[]", b"{}"])
def test_what_is_no_definition_is_told(content: bytes) -> None:
    problems: list[pc.Problem] = []
    assert read_definition(content, "g.json", problems) is None
    assert {each.code for each in problems} <= {"bad-json", "not-an-object", "missing"}
    assert problems


def test_a_folder_gives_its_corpus_a_name() -> None:
    assert default_definition("My Corpus (2031)").id == "my-corpus-2031"
    assert default_definition("我的").id == "corpus"


# --- counts files -----------------------------------------------------------------------------


def _sound(tmp_path: Path) -> dict[str, Any]:
    _write(tmp_path / "a.jsonl", _line(1, text="慢路、绿色账本"))
    return _count(tmp_path)


BAD_COUNTS: Final[dict[str, tuple[str, Any]]] = {
    "format": ("format", 2),
    "missing": ("cells", None),
    "corpus": ("corpus", {"id": "gazette"}),
    "width": ("cells", [["doc-1", "", ""]]),
    "cell": ("counts", [["slow-roads", -1, 7, 1, 1, 0, 0, 0]]),
    "form": ("counts", [["slow-roads", 99, 0, 1, 1, 0, 0, 0]]),
    "negative": ("counts", [["slow-roads", -1, 0, -1, 1, 0, 0, 0]]),
    "text": ("counts", [["slow-roads", -1, 0, "1", 1, 0, 0, 0]]),
    "order": ("sequences", [[3, ["a", "b"], 1]]),
}


@pytest.mark.parametrize("name", BAD_COUNTS)
def test_a_changed_counts_file_is_refused(name: str, tmp_path: Path) -> None:
    key, value = BAD_COUNTS[name]
    counts = {**_sound(tmp_path), key: value}
    with pytest.raises(pc.DataError, match=key):
        read_counts(json.dumps(counts).encode(), "counts/gazette.json")


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff", b"{}"])
def test_what_is_no_counts_file_is_refused(content: bytes) -> None:
    with pytest.raises(pc.DataError, match=r"gazette\.json"):
        read_counts(content, "gazette.json")
    with pytest.raises(pc.DataError, match="packed counts"):
        unpack(content, "gazette")


def test_a_counts_file_has_a_row_a_line(tmp_path: Path) -> None:
    lines = counts_text(_sound(tmp_path)).splitlines()
    assert '  ["slow-roads",-1,0,1,1,0,0,0],' in lines
    assert '  "id": "gazette",' in lines
