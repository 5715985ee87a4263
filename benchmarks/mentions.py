"""Benchmarks finding names in texts, beside other ways to find them, all in one run.

    python benchmarks/mentions.py [--quick] [--megabytes N] [--rounds N] [PART ...]

The parts are `speed`, `quality`, `growth` and `bad`; without one, all run. Needs the library; what
else is installed is measured too (flashtext, pyahocorasick, ahocorasick_rs, spacy, jieba), and what
is not is named. Texts are generated (policy_text.py), names are those in names/.
"""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from matchers import PEERS, Find, Matcher, unique
from policy_text import Writer, names_generated, names_kept

import policy_concepts as pc

ROOT: Final = Path(__file__).resolve().parent.parent
SENTENCES: Final = ("mentions_open.jsonl", "mentions_sealed.jsonl")
OURS: Final = "policy_concepts"
PLAIN: Final = PEERS[0].name
VARIANTS: Final = {"mixed": ("zh", "en"), "Chinese": ("zh",), "English": ("en",)}
# Megabytes a second and share of the plain matcher, by the set of names and the texts.
WANTED: Final = {
    ("catalog", "mixed"): 18.0,
    ("catalog", "Chinese"): 30.0,
    ("generated", "mixed"): 12.0,
}
WANTED_SHARE: Final = 0.9

Names = dict[str, dict[str, Any]]


def log(text: str) -> None:
    """Logs progress to standard error; the tables go to standard output."""
    print(text, file=sys.stderr, flush=True)


def table(*lines: Sequence[object]) -> None:
    """Prints a table, its heads first."""
    head, *rows = lines
    print("| " + " | ".join(map(str, head)) + " |")
    print("|---" + "|---:" * (len(head) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")
    print()


# --- matchers ---------------------------------------------------------------------------------


def concepts_of(names: Names) -> Any:
    """Concepts with these names, as a catalog of one's own has them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "names.json"
        plain = json.dumps({"concepts": names}, ensure_ascii=False)
        # JSON is YAML, but a catalog file has only text for values.
        file = file.with_suffix(".yaml")
        file.write_text(plain.replace(": true", ': "true"'), encoding="utf-8")
        return pc.load(file)


def our_find(catalog: Any) -> Callable[[str], Any]:
    """The library's own way to find the concepts of a catalog."""
    find = pc.MentionFinder(catalog.concepts).find
    find("")  # builds what is built once
    return find


def texts_of(names: Names) -> list[str]:
    """The names that are looked for, each once."""
    return unique(
        name["text"]
        for concept in names.values()
        for name in concept["names"]
        if not name.get("match", {}).get("never")
    )


def peers() -> tuple[list[Matcher], list[str]]:
    """The matchers whose package is here, and the names of the others."""
    modules = {
        "pyahocorasick": "ahocorasick", "ahocorasick_rs, bare": "ahocorasick_rs",
        "flashtext": "flashtext", "spaCy PhraseMatcher": "spacy", "jieba": "jieba",
    }  # fmt: skip
    here, missing = [], []
    for matcher in PEERS:
        try:
            if matcher.name in modules:
                importlib.import_module(modules[matcher.name])
        except ImportError:
            missing.append(matcher.name)
        else:
            here.append(matcher)
    return here, missing


# --- speed ------------------------------------------------------------------------------------


def megabytes(texts: Iterable[str]) -> float:
    """The size of texts in UTF-8."""
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6


def slice_of(texts: list[str], size: float) -> list[str]:
    """The first texts, of some size at least."""
    taken: list[str] = []
    while texts[len(taken) :] and megabytes(taken) < size:
        taken += texts[len(taken) : len(taken) + 20]
    return taken


def seconds(find: Callable[[str], Any], texts: list[str]) -> tuple[float, int]:
    """The time to find all names, and how many there were."""
    start = time.perf_counter()
    found = sum(len(find(text)) for text in texts)
    return time.perf_counter() - start, found


def speed(size: float, rounds: int) -> None:
    """All matchers on the same texts, in turns; the best of some rounds counts."""
    here, missing = peers()
    for which in ("catalog", "generated"):
        names = names_kept(which)
        listed = texts_of(names)
        log(f"{which}: {len(listed)} names")
        finds: dict[str, tuple[Callable[[str], Any], float]] = {
            OURS: (our_find(concepts_of(names)), size)
        }
        for matcher in here:
            finds[matcher.name] = (matcher.build(listed), min(size, matcher.megabytes))
        for variant, kinds in VARIANTS.items():
            texts = list(Writer(f"speed {variant}", *kinds).texts(int(size * 1e6)))
            given = {name: slice_of(texts, on) for name, (_, on) in finds.items()}
            best: dict[str, tuple[float, int]] = {}
            for _ in range(rounds):
                for name, (find, _on) in finds.items():
                    took = seconds(find, given[name])
                    best[name] = min(best.get(name, took), took)
            rates = {name: megabytes(given[name]) / best[name][0] for name in finds}
            total = megabytes(texts)
            print(f"### {which} names ({len(listed):,}), {variant} text of {total:.0f} MB\n")
            table(
                ("matcher", "MB/s", "× ours", "× plain", "found in", "mentions"),
                *(
                    (
                        name, f"{rates[name]:.2f}", f"{rates[name] / rates[OURS]:.2f}",
                        f"{rates[name] / rates[PLAIN]:.2f}", f"{megabytes(given[name]):.1f} MB",
                        f"{best[name][1]:,}",
                    )
                    for name in finds
                ),
            )  # fmt: skip
            bounds = [("share of the plain matcher", rates[OURS] / rates[PLAIN], WANTED_SHARE)]
            if (which, variant) in WANTED:
                bounds.insert(0, ("MB/s", rates[OURS], WANTED[which, variant]))
            for what, measured, wanted in bounds:
                met = "met" if measured >= wanted else "MISSED"
                print(f"- {what}: {measured:.2f}, wanted {wanted:g}: {met}")
            print()
    if missing:
        print(f"Not installed, so not measured: {', '.join(missing)}.\n")


# --- quality ----------------------------------------------------------------------------------


def quality() -> None:
    """Precision, recall and traps on the sentences of the tests, for the bundled names."""
    here, missing = peers()
    concepts: dict[str, list[str]] = {}
    for concept in pc.concepts:
        for name in concept.names:
            if name.match is None or not name.match.never:
                ids = concepts.setdefault(name.text, [])
                if concept.id not in ids:
                    ids.append(concept.id)

    def with_ids(find: Find) -> Callable[[str], set[tuple[str, int, int]]]:
        return lambda text: {
            (concept, start, end)
            for name, start, end in find(text)
            for concept in concepts.get(name, ())
        }

    ours = our_find(pc.bundled())
    finds: dict[str, Callable[[str], set[tuple[str, int, int]]]] = {
        OURS: lambda text: {(each.concept.id, each.start, each.end) for each in ours(text)}
    }
    for matcher in here:
        finds[matcher.name] = with_ids(matcher.build(list(concepts)))
    for file in SENTENCES:
        path = ROOT / "tests" / "texts" / file
        if not path.exists():
            print(f"Not there, so not measured: tests/texts/{file}.\n")
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        print(f"### {file}: {len(rows)} sentences\n")
        lines = [("matcher", "precision", "recall", "traps missed")]
        for name, find in finds.items():
            right = found = wanted = traps = missed = 0
            for row in rows:
                expected = {tuple(each) for each in row["mentions"]}
                given = find(row["text"])
                right += len(given & expected)
                found += len(given)
                wanted += len(expected)
                if row.get("trap"):
                    traps += 1
                    missed += given != expected
            precision = f"{right / found:.3f}" if found else "–"
            recall = f"{right / wanted:.3f}" if wanted else "–"
            lines.append((name, precision, recall, f"{missed} of {traps}"))
        table(*lines)
    if missing:
        print(f"Not installed, so not measured: {', '.join(missing)}.\n")


# --- growth -----------------------------------------------------------------------------------


def growth(rounds: int, *, quick: bool) -> None:
    """The time with the length of one text, and with the number of names."""
    sizes = (0.5, 1, 2) if quick else (1, 2, 4, 8)
    names = names_kept("catalog")
    finds = {
        OURS: our_find(concepts_of(names)),
        PLAIN: PEERS[0].build(texts_of(names)),
    }
    print("### One text, longer and longer: catalog names, mixed text\n")
    lines: list[tuple[str, ...]] = [("", *(f"{size:g} MB" for size in sizes))]
    texts = ["".join(Writer("growth", "zh", "en").texts(int(size * 1e6))) for size in sizes]
    for name, find in finds.items():
        took = [min(seconds(find, [text]) for _ in range(rounds))[0] for text in texts]
        lines.append((name, *(f"{each:.3f} s" for each in took)))
        ratio = took[-1] / took[0] / (sizes[-1] / sizes[0])
        lines.append(
            (f"{name}: per MB, last against first", *[""] * (len(sizes) - 1), f"{ratio:.2f} ×")
        )
    table(*lines)

    print("### More and more names: mixed text\n")
    sets = {"66 concepts of the catalog": names}
    counts = (500, 1_500) if quick else (500, 1_500, 5_000)
    sets |= {f"{count:,} generated": names_generated(count) for count in counts}
    parts = list(Writer("names", "zh", "en").texts(int(min(sizes[-1], 4) * 1e6)))
    size = megabytes(parts)
    lines = [("names", f"{OURS}, MB/s", f"{PLAIN}, MB/s", "ready in")]
    for what, each in sets.items():
        catalog = concepts_of(each)
        catalog.preload()
        start = time.perf_counter()
        find = our_find(catalog)
        ready = time.perf_counter() - start
        other = PEERS[0].build(texts_of(each))
        rates = [
            f"{size / min(seconds(one, parts) for _ in range(rounds))[0]:.2f}"
            for one in (find, other)
        ]
        lines.append((what, *rates, f"{ready * 1e3:.0f} ms"))
    table(*lines)


# --- bad input --------------------------------------------------------------------------------


def partial_matches(names: Names, size: int) -> str:
    """A text of nothing but the beginnings of names."""
    beginnings = []
    for name in texts_of(names):
        words = name.split(" ")
        beginnings.append(" ".join(words[:-1]) + " " if len(words) > 1 else name[:-1])
    once = "".join(beginnings)
    return once * (size // len(once.encode()) + 1)


def bad(*, quick: bool) -> None:
    """What nobody should give it: a clear error, or an answer in linear time."""
    names = names_kept("catalog")
    find = our_find(concepts_of(names))
    sizes = (1, 5) if quick else (10, 100)
    line = "".join(Writer("line", "zh", "en").texts(sizes[0] * 1_000_000)).replace("\n", " ")
    rows: list[tuple[str, ...]] = [("input", "size", "seconds", "MB/s", "mentions")]
    for what, small, times in (
        ("one line", line, sizes[1] // sizes[0]),
        ("beginnings of names only", partial_matches(names, sizes[0] * 100_000), 10),
        ("one character", "中" * (sizes[0] * 33_333), 10),
        ("spaces and hyphens", " - " * (sizes[0] * 33_333), 10),
        ("one beginning, again and again", "new quality productive " * (sizes[0] * 4_347), 10),
    ):
        for text in (small, small * times):
            took, found = seconds(find, [text])
            size = megabytes([text])
            rows.append((what, f"{size:.1f} MB", f"{took:.2f}", f"{size / took:.1f}", f"{found:,}"))
    print("### Bad input: catalog names\n")
    table(*rows)
    wrong: tuple[Any, ...] = (b"bytes", None, 3, "\ud800 新质生产力 \udfff")
    answers: list[tuple[str, str]] = [("input", "answer")]
    for value in wrong:
        try:
            answers.append((repr(value), f"{len(find(value))} mentions"))
        except pc.PolicyConceptsError as error:
            answers.append((repr(value), f"{type(error).__name__}: {error}"))
    table(*answers)


def main() -> None:
    """Runs the parts that are asked for."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parts = ("speed", "quality", "growth", "bad")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(parts))
    parser.add_argument("--quick", action="store_true", help="2 MB, one round, smaller inputs")
    parser.add_argument("--megabytes", type=float, help="of text for the speed; default: 20")
    parser.add_argument("--rounds", type=int, help="of which the best counts; default: 3")
    given = parser.parse_args()
    unknown = set(given.parts) - set(parts)
    if unknown:
        parser.error(f"expected parts of {', '.join(parts)}; found {', '.join(sorted(unknown))}")
    size = given.megabytes or (2 if given.quick else 20)
    rounds = given.rounds or (1 if given.quick else 3)
    print(f"Python {platform.python_version()} on {platform.machine()}; {pc.__version__}.\n")
    wanted = given.parts or parts
    if "speed" in wanted:
        speed(size, rounds)
    if "quality" in wanted:
        quality()
    if "growth" in wanted:
        growth(rounds, quick=given.quick)
    if "bad" in wanted:
        bad(quick=given.quick)


if __name__ == "__main__":
    main()
