"""Draws claims of the bundled catalog at random, for a reader to judge afresh.

    python docs/audits/draw.py --seed 20261130 --size 60 FILE

The file is CSV, one claim a row; the reader fills in `verdict` (`holds`, `wrong`, or `not judged`
where no source could be read), `source` (what was found afresh) and `remark`. A claim that says
more than its source is wrong. *What the data covers* counts the filled-in files.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import policy_concepts as pc

COLUMNS = ("kind", "record", "claim", "verdict", "source", "remark")
Claim = tuple[str, str]


def _both(text: pc.Text | None) -> str:
    return " | ".join(f"{tag}: {string}" for tag, string in (text or {}).items())


def _said(**facts: object) -> str:
    return "; ".join(f"{name}: {fact}" for name, fact in facts.items() if fact)


def first_uses() -> Iterator[Claim]:
    """Kind, rank, date, person, occasion and note of each claim."""
    for concept in pc.concepts:
        for index, use in enumerate(concept.first_uses):
            yield (
                f"{concept.id}.first_uses[{index}]",
                _said(
                    kind=use.kind,
                    rank=use.rank,
                    date=use.when,
                    by=use.by and use.by.name,
                    event=use.event and use.event.title,
                    note=use.note,
                ),
            )


def facets() -> Iterator[Claim]:
    """Each enumeration with its items in order, its period, and the notes of its evidence."""
    for concept in pc.concepts:
        for index, facet in enumerate(concept.facets):
            items = "; ".join(_both(item) for item in facet.items)
            notes = " / ".join(each.note for each in facet.evidence if each.note)
            yield (
                f"{concept.id}.facets[{index}]",
                _said(
                    label=facet.label,
                    items=items,
                    since=facet.since,
                    until=facet.until,
                    notes=notes,
                ),
            )


def definitions() -> Iterator[Claim]:
    """The definition of each concept, in both languages."""
    for concept in pc.concepts:
        yield f"{concept.id}.definition", _both(concept.definition)


def summaries() -> Iterator[Claim]:
    """What a statement or event is said to be: date, speaker, voice, occasion, summary, words."""
    for statement in pc.statements:
        speaker = statement.speaker
        yield (
            f"statements/{statement.id}",
            _said(
                kind=statement.kind,
                voice=statement.voice,
                speaker=speaker and speaker.name,
                date=statement.when,
                event=statement.event and statement.event.title,
                summary=_both(statement.summary),
                quote=statement.quote and statement.quote.text,
            ),
        )
    for event in pc.events:
        if event.summary:
            yield (
                f"events/{event.id}",
                _said(
                    date=event.date,
                    place=event.place and event.place.name,
                    organizer=event.organizer and event.organizer.name,
                    title=_both(event.title),
                    summary=_both(event.summary),
                ),
            )


def renderings() -> Iterator[Claim]:
    """Each name that is not mechanical, with its kind, issuer, dates and notes."""
    for concept in pc.concepts:
        for index, name in enumerate(concept.names):
            if name.lang != "zh-Hant" and name.kind != "romanization":
                yield (
                    f"{concept.id}.names[{index}]",
                    _said(
                        text=name.text,
                        lang=name.lang,
                        kind=name.kind,
                        issuer=name.issuer and name.issuer.name,
                        attested=name.attested,
                        since=name.since,
                        until=name.until,
                        notes=" / ".join(each.note for each in name.evidence if each.note),
                    ),
                )


KINDS = {
    "first use": first_uses,
    "facet": facets,
    "definition": definitions,
    "summary": summaries,
    "rendering": renderings,
}


def draw(
    seed: int, size: int, kinds: Iterable[str] = tuple(KINDS)
) -> Iterator[tuple[str, str, str]]:
    """Yields kind, record and claim; all claims of a kind that has no more than the size."""
    for kind in kinds:
        found = sorted(KINDS[kind]())
        chance = random.Random(f"{seed} {kind}")  # noqa: S311  (a draw that others can repeat)
        chosen = chance.sample(found, min(size, len(found)))
        for record, claim in sorted(chosen):
            yield kind, record, claim


def main() -> None:
    """Writes the draw that the command line asks for."""
    parser = argparse.ArgumentParser(description="Draws claims at random, for a reader to judge.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--size", type=int, default=60, help="claims of each kind")
    parser.add_argument("--kind", choices=tuple(KINDS), action="append", help="only this kind")
    parser.add_argument("file", type=Path)
    arguments = parser.parse_args()
    with arguments.file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in draw(arguments.seed, arguments.size, arguments.kind or tuple(KINDS)):
            writer.writerow((*row, "", "", ""))


if __name__ == "__main__":
    main()
