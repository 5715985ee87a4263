"""What the benchmarks of finding rest on: names that are kept, a plain matcher that is right."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Imports a module of the benchmarks, for one test."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    for name in ("policy_text", "matchers"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module


def test_the_generated_names_are_what_the_generator_gives(load: Any) -> None:
    """1,500, half Chinese and half English; the same on every machine."""
    policy_text = load("policy_text")
    kept = policy_text.names_kept("generated")
    assert kept == policy_text.names_generated(1_500)
    names = [name["text"] for concept in kept.values() for name in concept["names"]]
    assert len(names) == len(set(names)) == 1_500


def test_texts_follow_from_the_seed(load: Any) -> None:
    """Two runs measure the same; a variant is of one language."""
    writer = load("policy_text").Writer
    once, again = (list(writer("seed", "zh", "en").texts(50_000)) for _ in range(2))
    assert once == again
    assert sum(len(text.encode()) for text in once) >= 50_000
    assert all(text.isascii() for text in writer("seed", "en").texts(20_000))
    assert not re.search(r"[a-z]{9}", "".join(writer("seed", "zh").texts(20_000)))


def test_the_plain_matcher_finds_what_a_naive_one_finds(load: Any) -> None:
    """Leftmost, longest, Latin names as whole words in any case: a baseline that cheats is none."""
    policy_text, matchers = load("policy_text"), load("matchers")
    kept = policy_text.names_kept("generated")
    names = [name["text"] for concept in kept.values() for name in concept["names"]]
    names += ["“三盏”云灯", "pacte des lampes", "été vert", "yún dēng"]
    parts = []
    for name in sorted(names, key=len, reverse=True):
        latin = all(ord(letter) < 256 for letter in name)
        words = [re.escape(word) for word in re.split(r"[\W_]+", name)]
        parts.append(rf"\b{r'[^a-zA-Z0-9]+'.join(words)}\b" if latin else re.escape(name))
    naive = re.compile("|".join(parts), re.IGNORECASE | re.ASCII)
    text = "\n".join(policy_text.Writer("check", "zh", "en").texts(120_000))
    text += "学习“三盏”云灯 yún dēng; Pacte  des lampes"
    found = [(start, end) for _, start, end in matchers.plain(names)(text)]
    assert found == [match.span() for match in naive.finditer(text)]
    assert len(found) > 50
