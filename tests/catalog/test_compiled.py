"""The compiled form: the same results as the files it was compiled from, or an error, never other
results.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

import policy_concepts as pc
from policy_concepts._catalog import opening
from policy_concepts._catalog.compiled import FORMAT, MAGIC
from policy_concepts._catalog.compiling import compile_store

from ..support import ARVANIA, KINDS, write_file

CONTENT = compile_store(pc.load(ARVANIA)._store)


def use(catalog: pc.Catalog) -> None:
    """Touch everything that a compiled file holds."""
    for kind in KINDS:
        collection = getattr(catalog, kind)
        for record in collection:
            assert collection[record.id] is record
            assert len(repr(record)) > 0
        with pytest.raises(LookupError):
            collection.lookup("no such name at all")
    assert catalog.search("green ledger 账本")
    assert catalog.timeline("green-account")
    assert catalog.events.filter(place="Orsk", since="2031", concept="slow roads")


def refused(path: Path, content: bytes) -> bool:
    """Whether a file is refused, when loaded or when used; otherwise it is the same catalog."""
    path.write_bytes(content)
    try:
        catalog = pc.load(path)
        use(catalog)
        assert catalog == pc.load(ARVANIA)
    except pc.DataError as error:
        assert error.problems[0].file == path.name
        return True
    return False


@pytest.mark.parametrize("mapped_from", [0, 1 << 40])
def test_same_catalog(
    mapped_from: int, arvania: pc.Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read or memory-mapped, it equals the catalog that it was compiled from."""
    monkeypatch.setattr(opening, "_MIN_MAPPED_SIZE", mapped_from)
    path = tmp_path / "arvania.compiled"
    path.write_bytes(CONTENT)
    catalog = pc.load(path)
    use(catalog)
    assert catalog == arvania
    assert catalog.concepts["green-books"] == arvania.concepts["green-ledger"]
    for kind in KINDS:
        assert getattr(catalog, kind).to_dicts() == getattr(arvania, kind).to_dicts()


def test_same_bytes(arvania: pc.Catalog, tmp_path: Path) -> None:
    """The same records give the same bytes, also when they come from a compiled file."""
    path = tmp_path / "arvania.compiled"
    path.write_bytes(CONTENT)
    assert compile_store(pc.load(path)._store) == compile_store(arvania._store) == CONTENT


def test_nothing_to_compile(tmp_path: Path) -> None:
    """A catalog of one record, most of whose tables are empty, can be compiled and used."""
    catalog = pc.load(write_file(tmp_path / "c.yaml", {"places": {"p": {"name": "P"}}}))
    path = tmp_path / "c.compiled"
    path.write_bytes(compile_store(catalog._store))
    again = pc.load(path)
    assert again == catalog
    assert len(again.events) == 0
    assert again.events.filter(kind="speech", since="2031").ids == ()
    assert [hit.record.id for hit in again.search("p")] == ["p"]


def test_merged_and_extended(arvania: pc.Catalog, tmp_path: Path) -> None:
    """A compiled catalog can be extended by files, and merged."""
    path = tmp_path / "arvania.compiled"
    path.write_bytes(CONTENT)
    own = {
        "places": {"mirsk": {"name": "New Mirsk", "parent": "belmar"}},
        "events": {"fair": {"title": "Fair", "kind": "other", "place": "mirsk"}},
    }
    own_path = write_file(tmp_path / "own.yaml", own)
    for on_clash in ("keep", "replace"):
        compiled = pc.load(own_path, extends=pc.load(path), on_clash=on_clash)  # type: ignore[arg-type]
        assert compiled == pc.load(own_path, extends=arvania, on_clash=on_clash)  # type: ignore[arg-type]
        assert compiled.concepts["green-account"].id == "green-ledger"
    assert pc.load(path).merge(arvania) == arvania
    assert arvania.merge(pc.load(path)) == arvania


def test_changed_anywhere(tmp_path: Path) -> None:
    """A file changed in any byte is refused, or gives the same catalog."""
    chance = random.Random(1)  # noqa: S311  (test data)
    header = CONTENT.index(b"\n", len(MAGIC))
    places = {*range(len(MAGIC)), *chance.sample(range(len(MAGIC), header), 60)}
    places |= {*chance.sample(range(header, len(CONTENT)), 60), len(CONTENT) - 1}
    for place in sorted(places - {*range(len(MAGIC))}):
        changed = bytearray(CONTENT)
        changed[place] ^= chance.choice([1, 2, 16, 255])
        is_refused = refused(tmp_path / "changed.compiled", bytes(changed))
        assert is_refused or place < header
    for place in range(len(MAGIC)):
        changed = bytearray(CONTENT)
        changed[place] ^= 1
        assert refused(tmp_path / "changed.compiled", bytes(changed))


def test_cut_short(tmp_path: Path) -> None:
    """A file cut short, or with something after it, is refused."""
    header = CONTENT.index(b"\n", len(MAGIC))
    for size in (
        0,
        1,
        len(MAGIC),
        len(MAGIC) + 1,
        header,
        header + 1,
        len(CONTENT) // 2,
        len(CONTENT) - 1,
    ):
        assert refused(tmp_path / "cut.compiled", CONTENT[:size])
    assert refused(tmp_path / "long.compiled", CONTENT + b"x")


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"3",
        b'{"format": 1}',
        b'{"format": 1, "length": 0, "sections": {}}',
        b'{"format": 1, "length": 0, "sections": []}',
        b'{"format": 1, "length": 0, "sections": {"redirects": null}}',
        b'{"format": 1, "length": 0, "sections": {"redirects": [0, 0, 0]}}',
        b'{"format": 1, "length": 0, "sections": {"redirects": [0, -9, "x"]}}',
        b'{"format": 1, "length": 0, "sections": {"redirects": [0]}}',
        b'{"format": 99}',
        b'{"format": "1"}',
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b"\xff\xfe",
        b"9" * 10_000,
    ],
)
def test_odd_headers(header: bytes, tmp_path: Path) -> None:
    """A header that says nothing, or nonsense, is refused."""
    assert refused(tmp_path / "odd.compiled", MAGIC + header + b"\n")


def test_another_version_is_told(tmp_path: Path) -> None:
    """For a file of another format the message says to compile it again."""
    other = CONTENT.replace(f'"format":{FORMAT}'.encode(), f'"format":{FORMAT + 1}'.encode(), 1)
    (tmp_path / "c.compiled").write_bytes(other)
    with pytest.raises(pc.DataError, match="compile the catalog again") as caught:
        pc.load(tmp_path / "c.compiled")
    assert caught.value.problems[0].code == "bad-compiled-file"


def forged(change: Callable[[dict[str, bytes]], Any]) -> bytes:
    """A file with right checksums whose sections were changed by someone who means harm."""
    end = CONTENT.index(b"\n", len(MAGIC))
    header = json.loads(CONTENT[len(MAGIC) : end])
    body = CONTENT[end + 1 :]
    sections = {
        key: body[start : start + length] for key, (start, length, _) in header["sections"].items()
    }
    change(sections)
    places, at = {}, 0
    for key, section in sections.items():
        places[key] = (at, len(section), crc32(section))
        at += len(section)
    new = {**header, "length": at, "sections": places}
    return MAGIC + json.dumps(new).encode() + b"\n" + b"".join(sections.values())


def test_forging_works() -> None:
    """The helper above makes sound files when nothing is changed."""
    assert forged(lambda sections: None).endswith(CONTENT[-1000:])  # noqa: ARG005


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"url":"https://gaze', b'"url":"javascript:a'),
        (b'"kind":"speech"', b'"kind":"spooch"'),
        (b'"date":"2031-04-02"', b'"date":"2031-04-32"'),
        (b'"parent":"arvania"', b'"parent":"nothing"'),
        (b'"place":"mirsk"', b'"place":"mursk"'),
        (b'"title":{', b'"titel":{'),
        (b'"names":[{', b'"names":[['),
    ],
)
def test_forged_records(old: bytes, new: bytes, tmp_path: Path) -> None:
    """Records with right checksums go through the model's validators all the same."""
    assert len(old) == len(new)

    def change(sections: dict[str, bytes]) -> None:
        for key, content in list(sections.items()):
            if key.startswith("rows/") and not key.endswith("/ends"):
                sections[key] = content.replace(old, new)

    assert refused(tmp_path / "forged.compiled", forged(change))


@pytest.mark.parametrize(
    "key", ["rows/events", "rows/events/ends", "ids/events", "ids/events/ends", "order/events",
            "names/concepts", "names/concepts/ends", "named/concepts", "dates/events", "redirects",
            "search/words", "search/documents"],
)  # fmt: skip
@pytest.mark.parametrize("with_what", ["nothing", "zeros", "ones", "half", "gone"])
def test_forged_sections(key: str, with_what: str, tmp_path: Path) -> None:
    """Invalid sections with correct checksums raise an error when they are read, or are accepted if
    they look valid (dates); they never hang or run anything.
    """

    def change(sections: dict[str, bytes]) -> None:
        content = sections[key]
        if with_what == "gone":
            del sections[key]
            return
        sections[key] = {
            "nothing": b"",
            "zeros": bytes(len(content)),
            "ones": b"\xff" * len(content),
            "half": content[: len(content) // 16 * 8],
        }[with_what]

    path = tmp_path / "forged.compiled"
    path.write_bytes(forged(change))
    # What is found by halving is not read whole, so its errors are those of what was asked for.
    expected = pc.DataError if key in {"redirects", "search/words"} else (LookupError, ValueError)
    try:
        use(pc.load(path))
    except expected as error:
        assert str(error)
    except AssertionError:
        assert key not in {"redirects", "search/words"}
