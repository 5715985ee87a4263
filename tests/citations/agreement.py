"""How far our references agree with the reference engine's: `python -m tests.citations.agreement`.

python -m tests.citations.agreement [--style STYLE] [--random N] [--seed S] [--show N]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import policy_concepts as pc

from . import oracle
from .items import CORE, random_items, wild_items

Item = dict[str, Any]
# In-text forms: what pandoc is asked, and what we are.
FORMS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("[@{id}]", {}),
    ("@{id}", {"narrative": True}),
    ("[@{id}, p. 14]", {"locator": "p. 14"}),
    ("[@{id}, chap. 3]", {"locator": "chap. 3"}),
)
LEGAL = ("bill", "legislation", "regulation", "treaty")
# A second note on a work is a short one.
NOTE_FORMS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("[@{id}]", {}),
    ("[@{id}, p. 14]", {"locator": "p. 14"}),
    ("[@{id}]\n\n[@{id}]", {"subsequent": True}),
    ("[@{id}]\n\n[@{id}, p. 14]", {"subsequent": True, "locator": "p. 14"}),
)


class Difference(NamedTuple):
    style: str
    item: Item
    what: str
    ours: str
    theirs: str


class Agreement(NamedTuple):
    """How many of how many are equal."""

    equal: int
    total: int
    differences: list[Difference]

    @property
    def share(self) -> float:
        return self.equal / self.total if self.total else 1.0


def ours(item: Item, style: str) -> str:
    """Our reference for a CSL item, by way of a `Source`."""
    return str(pc.cite(pc.from_csl(item), style=style))


def ours_in_text(item: Item, style: str, **options: Any) -> str:
    """Our form in the text for a CSL item, by way of a `Source`."""
    return str(pc.cite_in_text(pc.from_csl(item), style=style, **options))


def references(items: Sequence[Item], style: str) -> Agreement:
    """Compare the bibliography entry of each item by itself."""
    printed = oracle.run([oracle.job([item], style) for item in items])
    return _compare(
        style,
        (
            (item, "reference", ours(item, style), theirs.reference)
            for item, theirs in zip(items, printed, strict=True)
        ),
    )


def in_text(items: Sequence[Item], style: str) -> Agreement:
    """Compare the forms that stand in the text."""
    forms = FORMS
    if style == "chicago-notes":
        forms = NOTE_FORMS
    elif style.startswith("gb"):
        # The standard puts pages behind the brackets; the official style leaves them out.
        forms = FORMS[:2]
    asked = [
        (item, ask, options)
        for item in items
        for ask, options in forms
        # The engine prints no sentence form where a title stands for the author of a law.
        if not (options.get("narrative") and item["type"] in LEGAL)
    ]
    printed = iter(
        oracle.run(
            [oracle.job([item], style, [ask.format(id=item["id"])]) for item, ask, _ in asked]
        )
    )
    rows = []
    for item, _, options in asked:
        theirs = next(printed).cites
        mine = ours_in_text(item, style, **options)
        rows.append((item, f"in text {options}", mine, theirs[-1] if theirs else ""))
    return _compare(style, rows)


def _compare(style: str, rows: Iterable[tuple[Item, str, str, str]]) -> Agreement:
    equal = total = 0
    differences = []
    for item, what, ours, theirs in rows:
        if not theirs and what == "reference":
            # Some styles leave a kind of work out of the bibliography; `cite` always answers.
            continue
        total += 1
        if oracle.squeeze(ours) == oracle.squeeze(theirs):
            equal += 1
        else:
            differences.append(Difference(style, item, what, ours, theirs))
    return Agreement(equal, total, differences)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--style", action="append", choices=list(oracle.STYLES))
    parser.add_argument("--random", type=int, default=200, help="how many fresh items")
    parser.add_argument("--seed", type=int, default=20310402)
    parser.add_argument("--show", type=int, default=0, help="how many differences to print")
    parser.add_argument("--wild", type=int, default=0, help="how many items of any variables")
    parser.add_argument("--no-in-text", action="store_true")
    args = parser.parse_args()
    fresh = random_items(args.random, args.seed)
    wild = wild_items(args.wild, args.seed)
    print(f"{'style':26} {'core':>12} {'random':>12} {'wild':>12} {'in text':>12}")
    for style in args.style or oracle.STYLES:
        results = [references(items, style) for items in (CORE, fresh, wild)]
        if not args.no_in_text:
            results.append(in_text([*CORE, *wild], style))
        cells = [f"{r.equal}/{r.total} {100 * r.share:.0f}%" for r in results]
        print(f"{style:26} " + " ".join(f"{cell:>12}" for cell in cells))
        for difference in [d for r in results for d in r.differences][: args.show]:
            item = difference.item
            has = [key for key in item if key not in ("id", "type", "title", "author", "issued")]
            print(f"  {item['id']} ({item['type']}) {difference.what} {' '.join(has)}")
            print(f"    ours   {difference.ours}\n    theirs {difference.theirs}")


if __name__ == "__main__":
    main()
