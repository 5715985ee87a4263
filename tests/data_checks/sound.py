"""A small invented catalog that passes every check, and ways to change it in one place."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import policy_concepts as pc
from tests.support import write_file

# In an edit: take the value away.
GONE: Final = object()


SEARCHED: Final = "The gazette from 1990 on; until 2011-12-31."


def _evidence(*sources: str) -> list[dict[str, str]]:
    return [{"source": source, "locator": "para. 2"} for source in sources]


def _source(day: str, **fields: Any) -> dict[str, Any]:
    return {
        "type": "article-newspaper",
        "tier": "official_report",
        "title": f"Report of {day}",
        "publisher": "gazette",
        "date": day,
        "url": f"https://gazette.example/{day}",
        "accessed": "2012-01-01",
        "via": "gazette.example",
        "note": "Read in the bound volume.",
        **fields,
    }


SOUND: Final[dict[str, Any]] = {
    "places": {
        "arvania": {"name": "Arvania"},
        "mirsk": {"name": "Mirsk", "parent": "arvania"},
    },
    "organizations": {
        "assembly": {"name": "Arvania Assembly"},
        "gazette": {"name": {"en": "Arvania Gazette", "zh-Hans": "阿尔瓦尼亚公报"}},
    },
    "people": {
        "orlan-mira": {
            "name": {"en": "Mira Orlan", "zh-Hans": "米拉·奥兰"},
            "family": "Orlan",
            "posts": [{"title": "Premier", "since": "2010", "evidence": _evidence("report")}],
        },
    },
    "sources": {
        "report": _source("2011-04-02", lang="en"),
        "act": _source("2011-06-01", tier="primary", publisher="assembly", lang="zh-Hans"),
        "column": _source("2011-07-01"),
        "speech-text": _source(
            "2011-04-20", authors=[{"person": "orlan-mira"}], lang="zh-Hans"
        ),
    },
    "events": {
        "session": {
            "title": "Spring session",
            "kind": "session",
            "date": "2011-03-28/2011-04-10",
            "place": "mirsk",
            "organizer": "assembly",
            "summary": "The members met for a fortnight and passed the budget.",
            "evidence": _evidence("report"),
        },
        "budget-speech": {
            "title": "Budget speech",
            "kind": "speech",
            "date": "2011-04-02",
            "participants": ["orlan-mira"],
            "part_of": "session",
            "summary": "Orlan presented what the coming year would cost.",
            "evidence": _evidence("report"),
        },
        "act-adopted": {
            "title": "Adoption of the act",
            "kind": "adoption",
            "date": "2011-06-01",
            "organizer": "assembly",
            "evidence": _evidence("act"),
        },
    },
    "concepts": {
        "green-ledger": {
            "names": [
                {"text": "green ledger", "lang": "en", "since": "2011-04",
                 "evidence": _evidence("report")},
                {"text": "绿色账本", "lang": "zh-Hans", "attested": "2011-04-02",
                 "evidence": _evidence("report")},
                {"text": "綠色賬本", "lang": "zh-Hant"},
                {"text": "lǜsè zhàngběn", "lang": "zh-Latn-pinyin", "kind": "romanization"},
            ],
            "definition": {
                "en": "An account of what each policy costs and what it changes in the land.",
                "zh-Hans": "记录每项政策成本及其对土地影响的账目。",
            },
            "kind": "policy",
            "domains": ["ecology"],
            "jurisdiction": "arvania",
            "first_uses": [
                {"kind": "leader", "date": "2011-04-02", "by": "orlan-mira",
                 "event": "budget-speech", "rank": "preferred", "searched": SEARCHED,
                 "note": "The report calls it the first.", "evidence": _evidence("report")},
                {"kind": "document", "event": "act-adopted",
                 "note": "Earliest attested in the act.", "evidence": _evidence("act")},
            ],
            "facets": [
                {"label": "columns",
                 "items": [
                     {"text": {"en": "land", "zh-Hans": "土地"}},
                     {"text": {"en": "water", "zh-Hans": "水"}},
                 ],
                 "evidence": _evidence("act")},
            ],
            "relations": [{"kind": "part_of", "target": "no-fences"}],
            "evidence": _evidence("report"),
        },
        "no-fences": {
            "names": [
                {"text": "no fences", "lang": "en", "evidence": _evidence("act")},
                {"text": "不设一道围栏", "lang": "zh-Hans", "attested": "2011-06",
                 "evidence": _evidence("act")},
                {"text": "不設一道圍欄", "lang": "zh-Hant"},
                {"text": "bù shè yī dào wéilán", "lang": "zh-Latn-pinyin",
                 "kind": "romanization"},
            ],
            "definition": {
                "en": "The rule that anybody may cross a field who does no harm to what grows.",
                "zh-Hans": "任何人只要不损害作物，就可以穿过田地。",
            },
            "kind": "principle",
            "domains": ["rural", "law"],
            "jurisdiction": "arvania",
            "first_uses": [
                {"kind": "document", "date": "2011-06", "by": "assembly", "rank": "preferred",
                 "searched": SEARCHED, "note": "Earliest attested in the act.",
                 "evidence": _evidence("act")},
            ],
            "relations": [{"kind": "related", "target": "green-ledger"}],
            "evidence": _evidence("act"),
        },
    },
    "statements": {
        "orlan-defines": {
            "kind": "definition",
            "voice": "reported",
            "speaker": "orlan-mira",
            "date": "2011-04-02",
            "event": "budget-speech",
            "concepts": ["green-ledger", "no-fences"],
            "summary": "Orlan told the members that an account should show effects beside sums.",
            "quote": {"text": "a green ledger shows what a policy changes", "lang": "en"},
            "evidence": _evidence("report"),
        },
        "orlan-full-text": {
            "kind": "explanation",
            "voice": "direct",
            "speaker": "orlan-mira",
            "date": "2011-04-02",
            "event": "budget-speech",
            "concepts": ["green-ledger", "no-fences"],
            "summary": {
                "en": "Whoever spends the money is not to fill in the columns.",
                "zh-Hans": "花钱的人不填写各栏。",
            },
            "quote": {"text": "各栏由他人填写", "lang": "zh-Hans"},
            "version_of": "orlan-defines",
            "evidence": _evidence("speech-text"),
        },
        "act-binds": {
            "kind": "commitment",
            "voice": "document",
            "event": "act-adopted",
            "concepts": ["green-ledger", "no-fences"],
            "summary": "Ministries are bound to publish their pages before the first snow.",
            "evidence": _evidence("act"),
        },
        "members-call": {
            "kind": "call",
            "voice": "collective",
            "speaker": "assembly",
            "event": "session",
            "concepts": ["green-ledger", "no-fences"],
            "summary": "The session asked for another column, on wells.",
            "evidence": _evidence("report"),
        },
        "column-explains": {
            "kind": "explanation",
            "voice": "article",
            "speaker": "column",
            "date": "2011-07-01",
            "concepts": ["green-ledger", "no-fences"],
            "summary": "A newspaper showed readers how one page is set against the next.",
            "evidence": _evidence("column"),
        },
    },
}  # fmt: skip


def changed(edits: Mapping[str, Any]) -> dict[str, Any]:
    """The sound catalog with other values at some paths, such as `events/session/date`."""
    tables = copy.deepcopy(SOUND)
    for path, value in edits.items():
        *way, last = path.split("/")
        at: Any = tables
        for step in way:
            at = at[int(step)] if isinstance(at, list) else at[step]
        if value is GONE:
            del at[int(last) if isinstance(at, list) else last]
        elif isinstance(at, list) and last == "+":
            at.append(value)
        else:
            at[int(last) if isinstance(at, list) else last] = value
    return tables


def catalog_with(folder: Path, edits: Mapping[str, Any]) -> pc.Catalog:
    """The sound catalog, changed, written as a file and loaded."""
    return pc.load(write_file(folder / "catalog.yaml", changed(edits)))
