"""The main verbs, on whatever Python runs this file: `python smoke.py`.

Only the standard library and the installed package are used, so that it runs where the test
dependencies do not install, also in a browser's Python.
"""

from __future__ import annotations

import pickle
import platform
import sys

import policy_concepts as pc

ENGLISH = "new quality productive forces"


def check(what: str, found: object, expected: object) -> None:
    """Not an `assert`, which `python -O` leaves out."""
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


def main() -> None:
    """Look-up, filter, search, mentions, a citation and a pickle."""
    concept = pc.lookup("新質生產力")
    check("look-up", concept.id, "new-quality-productive-forces")
    english = [name.text for name in concept.names if name.lang == "en"]
    check("look-up by each name", {pc.lookup(text).id for text in english}, {concept.id})
    check("label", concept.label("en"), ENGLISH)
    try:
        pc.lookup("no such name at all")
    except pc.UnknownNameError as error:
        check("look-up of nothing", "no such name at all" in str(error), True)
    else:
        raise SystemExit("look-up of nothing: expected an UnknownNameError")

    cautions = pc.statements.filter(
        concept=concept, kind="caution", since="2024-03", until="2024-03"
    )
    check("filter", {str(each.date) for each in cautions}, {"2024-03-05"})
    check("filter", all(concept in each.concepts for each in cautions), True)

    best = pc.search(ENGLISH)[0]
    check("search", best.record.id, concept.id)

    (mention,) = pc.find_mentions(f"They spoke of {ENGLISH} again.")
    check("mention", (mention.concept.id, mention.start, mention.end), (concept.id, 14, 43))

    cited = str(pc.cite(concept.evidence[0].source, style="apa"))
    check("citation", cited.startswith("Xinhua News Agency. (2024, February 1). "), True)

    check("pickle", pickle.loads(pickle.dumps(concept)), concept)

    print(f"smoke: {platform.python_implementation()} {platform.python_version()}", end=" ")
    print(f"on {sys.platform}, policy_concepts {pc.__version__}: as expected")


if __name__ == "__main__":
    main()
