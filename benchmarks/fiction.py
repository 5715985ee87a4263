"""Generates fictional catalogs of any size, deterministically.

Everything is generated from syllables: no person, body, place, phrase or statement here is real.
The distributions follow the bundled data: the fields in use, the lengths of texts, the numbers of
events and sources for each statement, and the skew of statements towards a few concepts.

    python benchmarks/fiction.py 1000 FOLDER
"""

from __future__ import annotations

import datetime
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Keeps files far below the limits of the reader (see SECURITY.md).
RECORDS_PER_FILE = 1_000
FIRST_DAY = datetime.date(2001, 1, 1)
DAYS = 9_000

_SINGULAR = {"people": "person"}
_KINDS = ("definition", "explanation", "call", "caution", "assessment", "commitment")
_VOICES = ("direct", "reported", "collective", "document", "article")
_CONCEPT_KINDS = ("strategy", "principle", "initiative", "goal", "policy", "slogan")
_DOMAINS = ("economy", "law", "ecology", "society", "rural", "culture", "security", "diplomacy")
_EVENT_KINDS = ("conference", "meeting", "speech", "inspection_tour", "symposium", "summit")
_TIERS = ("primary", "official_report", "press", "scholarly")
_COMMON_WORDS = (
    "the of to and in that for with on by from at as its all every new more work people plan "
    "region year local first common long clear open joint growth water grain road school forest "
    "harbour valley market ledger lantern bridge river village town council office village letter"
).split()
_SYLLABLES = (
    "ba be bo bri da del dor el fa fen gal gor ha hel in ka kel ko lan li lor ma mel mir na nel "
    "no or pa per ra ren ro sa sel sto ta tel tor ul va vel vin wa wen yor za zel"
).split()
_HAN_CHARACTERS = "灯塔谷仓晨曦帆船蓝港石桥麦浪松涛云梯织锦溪流铜钟陶轮蜂巢雁阵苔原浮岛星图盐田竹简"


def _words(count: int) -> list[str]:
    random_ = random.Random("words")  # noqa: S311  (no secret)
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(random_.choices(_SYLLABLES, k=random_.choice((2, 2, 3))))] = None
    return list(words)


_RARE_WORDS = _words(4_000)


class Fiction:
    """The records of a fictional catalog.

    Args:
        statements: The number of statements, from which the others follow.
        prefix: The prefix of all ids.
    """

    def __init__(self, statements: int, prefix: str = "f") -> None:
        self.prefix = prefix
        self.counts = {
            "places": 10 + statements // 1_000,
            "organizations": 5 + statements // 1_000,
            "people": 10 + statements // 500,
            "sources": 10 + statements // 5,
            "events": 10 + statements // 10,
            "concepts": 20 + statements // 500,
            "statements": statements,
        }

    def id(self, kind: str, number: int) -> str:
        """The id of a record."""
        return f"{self.prefix}-{_SINGULAR.get(kind, kind[:-1])}-{number:06d}"

    def records(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yields ids and fields, as in a data file."""
        # Each kind has its own seed, so that it can be generated without the others.
        seed = f"{self.prefix} {kind} {self.counts['statements']}"
        random_ = random.Random(seed)  # noqa: S311  (no secret)
        make = getattr(self, f"_{kind}")
        for number in range(self.counts[kind]):
            yield self.id(kind, number), make(random_, number)

    def _random_id(self, random_: random.Random, kind: str) -> str:
        return self.id(kind, int(random_.random() * self.counts[kind]))

    def _skewed_id(self, random_: random.Random, kind: str) -> str:
        """Returns an id of a kind, the first ones far more often than the last."""
        return self.id(kind, int(random_.random() ** 2 * self.counts[kind]))

    def _sentence(self, random_: random.Random, words: int) -> str:
        chosen = random_.choices(_COMMON_WORDS, k=words * 2 // 3)
        # Words at the start of the list are more frequent.
        size = len(_RARE_WORDS)
        rare = range(words - len(chosen))
        chosen += [_RARE_WORDS[int(random_.random() ** 3 * size)] for _ in rare]
        random_.shuffle(chosen)
        return " ".join(chosen).capitalize() + "."

    def _day(self, random_: random.Random) -> str:
        day = FIRST_DAY + datetime.timedelta(days=int(random_.random() * DAYS))
        # A tenth of the dates have no day.
        return day.isoformat() if random_.random() < 0.9 else f"{day:%Y-%m}"

    def _phrase(self, number: int) -> str:
        size = len(_RARE_WORDS)
        return f"{_RARE_WORDS[number % size]} {_RARE_WORDS[(number * 7 + 3) % size]} {number}"

    def _chinese_name(self, number: int) -> str:
        size, text = len(_HAN_CHARACTERS), ""
        for _ in range(4):
            text += _HAN_CHARACTERS[number % size]
            number = number // size + 17
        return text + str(number) if number > size else text

    def _places(self, _random: random.Random, number: int) -> dict[str, Any]:
        fields: dict[str, Any] = {"name": f"{_RARE_WORDS[number % 4000].capitalize()} {number}"}
        if number:
            fields["parent"] = self.id("places", (number - 1) // 10)
        return fields

    def _organizations(self, _random: random.Random, number: int) -> dict[str, Any]:
        name = f"{_RARE_WORDS[number * 3 % 4000].capitalize()} Office {number}"
        return {"name": name, "abbreviation": f"X{number}Q"}

    def _people(self, _random: random.Random, number: int) -> dict[str, Any]:
        given = _RARE_WORDS[number * 5 % 4000].capitalize()
        family = f"{_RARE_WORDS[number * 11 % 4000]}{_RARE_WORDS[number % 97]}{number}".capitalize()
        family = "".join(c if c.isalpha() else chr(ord("a") + int(c)) for c in family)
        return {"name": f"{given} {family}", "family": family, "given": given}

    def _sources(self, random_: random.Random, number: int) -> dict[str, Any]:
        return {
            "type": "article-newspaper",
            "tier": random_.choice(_TIERS),
            "title": f"{self._sentence(random_, 8)[:-1]} {number}",
            "publisher": self._random_id(random_, "organizations"),
            "date": self._day(random_),
            "url": f"https://example.org/{self.prefix}/{number}",
            "lang": "en",
        }

    def _events(self, random_: random.Random, number: int) -> dict[str, Any]:
        return {
            "title": f"{self._sentence(random_, 6)[:-1]} {number}",
            "kind": random_.choice(_EVENT_KINDS),
            "date": self._day(random_),
            "place": self._random_id(random_, "places"),
            "organizer": self._random_id(random_, "organizations"),
            "evidence": [{"source": self._random_id(random_, "sources"), "locator": "para. 1"}],
        }

    def _concepts(self, random_: random.Random, number: int) -> dict[str, Any]:
        return {
            "names": [
                {"text": self._phrase(number), "lang": "en"},
                {"text": self._chinese_name(number), "lang": "zh-Hans"},
            ],
            "definition": self._sentence(random_, 25),
            "kind": random_.choice(_CONCEPT_KINDS),
            "domains": [random_.choice(_DOMAINS)],
            "first_uses": [
                {
                    "kind": "document",
                    "date": self._day(random_),
                    "event": self._random_id(random_, "events"),
                }
            ],
            "evidence": [{"source": self._random_id(random_, "sources"), "locator": "title"}],
        }

    def _statements(self, random_: random.Random, _number: int) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "kind": random_.choice(_KINDS),
            "voice": random_.choice(_VOICES),
            "speaker": self._skewed_id(random_, "people"),
            "date": self._day(random_),
            "event": self._random_id(random_, "events"),
            "concepts": [self._skewed_id(random_, "concepts")],
            "summary": self._sentence(random_, 18),
        }
        if random_.random() < 0.4:
            fields["concepts"].append(self._random_id(random_, "concepts"))
        if random_.random() < 0.3:
            fields["quote"] = {"text": self._sentence(random_, 8), "lang": "en"}
        if len(set(fields["concepts"])) == 1:
            del fields["concepts"][1:]
        evidence = {"source": self._random_id(random_, "sources"), "locator": "para. 2"}
        fields["evidence"] = [evidence]
        return fields

    def write(self, folder: Path) -> None:
        """Writes catalog files, formatted like the bundled data."""
        folder.mkdir(parents=True, exist_ok=True)
        for kind in self.counts:
            lines: list[str] = []
            part = 0
            for number, (record_id, fields) in enumerate(self.records(kind), 1):
                lines.append(f"  {record_id}:")
                lines += _yaml(fields, "    ")
                if number % RECORDS_PER_FILE == 0 or number == self.counts[kind]:
                    text = "\n".join([f"{kind}:", *lines, ""])
                    (folder / f"{kind}-{part:04d}.yaml").write_text(text, encoding="utf-8")
                    lines, part = [], part + 1


def _yaml(fields: dict[str, Any], indent: str) -> list[str]:
    lines = []
    for name, value in fields.items():
        if isinstance(value, dict):
            lines += [f"{indent}{name}:", *_yaml(value, indent + "  ")]
        elif isinstance(value, list) and isinstance(value[0], dict):
            lines.append(f"{indent}{name}:")
            for item in value:
                inner = _yaml(item, indent + "    ")
                inner[0] = f"{indent}  - {inner[0].lstrip()}"
                lines += inner
        elif isinstance(value, list):
            lines.append(f"{indent}{name}: [{', '.join(value)}]")
        elif name in ("date", "text", "url"):
            lines.append(f'{indent}{name}: "{value}"')
        elif len(value) > 80:
            lines += [f"{indent}{name}: >-", f"{indent}  {value}"]
        else:
            lines.append(f"{indent}{name}: {value}")
    return lines


if __name__ == "__main__":
    Fiction(int(sys.argv[1])).write(Path(sys.argv[2]))
