"""The command line: `policy-concepts`, or `python -m policy_concepts`."""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final, get_args

from ._base.card import Card, plain
from ._base.errors import DataError, PolicyConceptsError, UnknownNameError
from ._base.terminal import grid, pad, rows, width, wrap
from ._base.version import __version__
from ._catalog.bundle import bundled
from ._catalog.catalog import Catalog
from ._catalog.coverage import coverage
from ._catalog.opening import load
from ._catalog.timeline import Timeline
from ._citations.verbs import cite, styles
from ._model.concepts import Concept
from ._model.events import Event
from ._model.kinds import KINDS
from ._model.organizations import Organization
from ._model.records import AnyRecord
from ._model.shapes import plain_fields
from ._model.sources_and_people import Person, Source
from ._model.statements import Statement
from ._model.vocabularies import Tier
from ._texts.corpora import UNITS
from ._views.schemas import NAMES, schema_files, schema_text

TOUR_CONCEPT: Final = "new-quality-productive-forces"
_MAX_TOUR_ENTRIES: Final = 12
# The order in which a name is looked up: what people look for first, ids without names last, and of
# kinds that are alike the one that refers to the others.
_LOOKUP_ORDER: Final = sorted(
    KINDS,
    key=lambda kind: (not KINDS[kind].named, -KINDS[kind].weight, -list(KINDS).index(kind)),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; returns 0 for success, 1 for bad data or an unknown name.

    A wrong command line exits with 2.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show Chinese shows escapes.
        sys.stdout.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        status = command(arguments)
        sys.stdout.flush()
    except PolicyConceptsError as error:
        print(f"policy-concepts: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader, such as `head`, has closed the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # Bad data is reported in the status even if the list is not read to its end.
        return int(getattr(arguments, "status", 0))
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="policy-concepts",
        description="Policy concepts, the events where they were put forward, and what was said.",
        epilog="With no command: a tour of the founding record.",
    )
    parser.add_argument("--version", action="version", version=f"policy-concepts {__version__}")
    parser.add_argument(
        "--catalog", metavar="PATH", help="use this catalog instead of the bundled one"
    )
    parser.set_defaults(command=_tour)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    show = commands.add_parser("show", help="show a record, by id or any name")
    show.add_argument("name", metavar="NAME")
    show.add_argument("--format", choices=("text", "json"), default="text")
    show.set_defaults(command=_show)

    search = commands.add_parser("search", help="search all text")
    search.add_argument("query", metavar="QUERY", nargs="+")
    search.add_argument("--limit", type=int, default=10, metavar="N")
    search.set_defaults(command=_search)

    cite_ = commands.add_parser("cite", help="print the reference of a record")
    cite_.add_argument("name", metavar="NAME")
    cite_.add_argument("--style", default="apa", metavar="S", help="default: apa")
    cite_.add_argument("--format", default="text", metavar="F", help="text, html, markdown, latex")
    cite_.set_defaults(command=_cite)

    listed = commands.add_parser("styles", help="list the citation styles")
    listed.set_defaults(command=_styles)

    time = commands.add_parser("timeline", help="events and statements about a concept, in order")
    time.add_argument("name", metavar="NAME")
    time.set_defaults(command=_timeline)

    validate = commands.add_parser("validate", help="check a catalog of your own")
    validate.add_argument("path", metavar="PATH")
    validate.add_argument("--format", choices=("text", "json"), default="text")
    validate.add_argument(
        "--extends-bundled",
        action="store_true",
        help="the catalog may refer to bundled records",
    )
    validate.set_defaults(command=_validate)

    stats = commands.add_parser("stats", help="count what the catalog covers and lacks")
    stats.set_defaults(command=_stats)

    compile_ = commands.add_parser(
        "compile",
        help="write the compiled form of a catalog of your own",
        description=(
            "Write one file that holds a catalog and its indexes, which load() reads at once and "
            "--catalog takes too. A compiled catalog stands alone: its records may refer only to "
            "each other, not to bundled ones. The file is for this version of the library; "
            "keep the YAML."
        ),
    )
    compile_.add_argument("path", metavar="PATH", help="a directory, one YAML file, or a zip")
    compile_.add_argument("-o", "--output", metavar="FILE", required=True)
    compile_.set_defaults(command=_compile)

    count = commands.add_parser(
        "count",
        help="count the concepts in texts of your own",
        description=(
            "Count the concepts in a folder of JSON lines, files that end in .jsonl or .jsonl.gz. "
            "A line is an object with id, title, date and text, and may have url, genre and "
            "voice. The counts file that --write makes can be laid into the folder counts/ of a "
            "catalog of your own, under the name CORPUS.json. No text goes into it, only counts, "
            "titles, dates, addresses and lengths."
        ),
    )
    count.add_argument("folder", metavar="FOLDER", help="a folder, or one file")
    defined = count.add_mutually_exclusive_group()
    defined.add_argument("--corpus", metavar="DEFINITION", help="what the corpus is, a JSON file")
    defined.add_argument(
        "--corpora",
        metavar="DEFINITIONS",
        help="a folder of definitions; each corpus is counted, and --write names a folder",
    )
    defined.add_argument(
        "--by", choices=UNITS, help="what a count is of, without a definition; default: document"
    )
    count.add_argument("--write", metavar="FILE", help="write the counts file")
    count.add_argument("--processes", type=int, default=1, metavar="N", help="default: 1")
    count.set_defaults(command=_count)

    rendered = commands.add_parser(
        "renderings",
        help="find the English beside the concepts in translations",
        description=(
            "Find the English names that stand beside the concepts in a folder of translations: "
            "bilingual-pairs.jsonl.gz, aligned paragraphs, and pairs NAME-zh.jsonl.gz and "
            "NAME-en.jsonl.gz of whole documents. No text goes into the file but the names."
        ),
    )
    rendered.add_argument("folder", metavar="FOLDER")
    rendered.add_argument("--write", metavar="FILE", required=True)
    rendered.set_defaults(command=_renderings)

    schema = commands.add_parser("schema", help="print the JSON Schema of a kind of data file")
    which = schema.add_mutually_exclusive_group(required=True)
    which.add_argument("kind", choices=NAMES, nargs="?")
    which.add_argument(
        "--write", metavar="FOLDER", help="write all of them into a folder, a file each"
    )
    schema.set_defaults(command=_schema)
    return parser


# --- commands ---------------------------------------------------------------------------------


def _catalog(arguments: argparse.Namespace) -> Catalog:
    return load(arguments.catalog) if arguments.catalog else bundled()


def _tour(arguments: argparse.Namespace) -> int:
    catalog = _catalog(arguments)
    concept = catalog.concepts.get(TOUR_CONCEPT) or catalog.concepts.first()
    if concept is None:
        print(repr(catalog))
        return 0
    _print_card(concept.card())
    print("\nTimeline")
    _print_timeline(catalog.timeline(concept), limit=_MAX_TOUR_ENTRIES)
    print("\nHow to cite")
    # Best tier first.
    sources = sorted(
        catalog.sources.filter(concept=concept),
        key=lambda source: (source.date is None, get_args(Tier).index(source.tier), source.id),
    )
    for style, lang in (("apa", "en"), ("gb7714-2025-numeric", "zh-Hans")):
        source = next((source for source in sources if source.lang == lang), None)
        if source is not None:
            print(f"  {style}")
            for line in wrap(cite(source, style=style), _columns() - 4):
                print(f"    {line}")
    print("\nNext: policy-concepts show NAME · search QUERY · cite NAME · timeline NAME")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    record = _find_record(_catalog(arguments), arguments.name)
    if arguments.format == "json":
        print(json.dumps(plain_fields(record), ensure_ascii=False, indent=2))
        return 0
    _print_card(record.card())
    return 0


def _search(arguments: argparse.Namespace) -> int:
    hits = _catalog(arguments).search(" ".join(arguments.query), limit=arguments.limit)
    for hit in hits:
        kind = type(hit.record).__name__.lower()
        print(f"{pad(kind, 13)}{hit.record._label()}")
        print(f"{'':13}{hit.record.id}")
        for highlight in hit.highlights[:1]:
            print(f"{'':13}{highlight.field}: {highlight.excerpt(max(30, _columns() - 30))}")
    if not hits:
        print("nothing found", file=sys.stderr)
    return 0 if hits else 1


def _cite(arguments: argparse.Namespace) -> int:
    record = _find_record(_catalog(arguments), arguments.name)
    if not isinstance(record, (Concept, Event, Statement, Source)):
        raise UnknownNameError(
            f"cite: {arguments.name!r} is {record!r}; "
            "concepts, events, statements and sources can be cited"
        )
    print(cite(record, style=arguments.style, format=arguments.format))
    return 0


def _styles(_arguments: argparse.Namespace) -> int:
    for style in styles():
        print(style)
    return 0


def _timeline(arguments: argparse.Namespace) -> int:
    catalog = _catalog(arguments)
    timeline = catalog.timeline(catalog.lookup(arguments.name))
    if claims := [("", plain(line)) for line in timeline._claims()]:
        print("Claims of first use")
        for line in rows(claims, _columns(), "  "):
            print(line)
        print()
    _print_timeline(timeline)
    return 0


def _validate(arguments: argparse.Namespace) -> int:
    extends = bundled() if arguments.extends_bundled else None
    problems: tuple[Any, ...] = ()
    catalog: Catalog | None = None
    try:
        catalog = load(arguments.path, extends=extends)
    except DataError as error:
        problems = error.problems
    arguments.status = 1 if problems else 0
    if arguments.format == "json":
        print(json.dumps([p._asdict() for p in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            print(problem)
        if catalog is not None:
            print(f"{arguments.path}: no problems in {catalog!r}")
        else:
            count = len(problems)
            print(f"{arguments.path}: {count} problem{'' if count == 1 else 's'}", file=sys.stderr)
    return int(arguments.status)


def _stats(arguments: argparse.Namespace) -> int:
    for table in coverage(_catalog(arguments)):
        print(table.title)
        if table.columns:
            lines = grid([("", *table.columns), *table.rows], "  ")
        else:
            lines = rows([(row[0], row[1]) for row in table.rows], _columns(), "  ")
        for line in lines:
            print(line)
        print()
    return 0


def _compile(arguments: argparse.Namespace) -> int:
    from ._catalog.compiling import compile_store

    catalog = load(arguments.path)
    target = Path(arguments.output)
    if not _write(target, compile_store(catalog._store)):
        return 1
    print(f"{target}: {target.stat().st_size:,} bytes, {catalog!r}")
    return 0


def _write(target: Path, content: bytes) -> bool:
    """Writes a file, replaced atomically, so that no reader finds an incomplete one."""
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=target.name, delete=False) as stream:
            try:
                stream.write(content)
                stream.close()
                # With the permissions of `open`; those of a temporary file are more restrictive.
                umask = os.umask(0)
                os.umask(umask)
                os.chmod(stream.name, 0o666 & ~umask)
                os.replace(stream.name, target)
            except BaseException:
                os.unlink(stream.name)
                raise
    except OSError as error:
        reason = error.strerror or str(error)
        print(f"policy-concepts: cannot write {target}: {reason}", file=sys.stderr)
        return False
    return True


def _count(arguments: argparse.Namespace) -> int:
    from ._catalog.counting import count_corpus, definition_for, definitions_in, finder_of
    from ._texts.counts import counts_text

    folder = Path(arguments.folder)
    target = Path(arguments.write) if arguments.write is not None else None
    if arguments.corpora is None:
        definitions = [definition_for(folder, arguments.corpus, arguments.by)]
    else:
        definitions = definitions_in(Path(arguments.corpora))
    catalog = _catalog(arguments)
    finder = finder_of(catalog)
    for definition in definitions:
        counts = count_corpus(
            catalog, folder, definition, finder=finder, processes=arguments.processes
        )
        if target is None:
            _print_counts(counts)
            continue
        path = target if arguments.corpora is None else target / f"{definition.id}.json"
        if not _write(path, counts_text(counts).encode("utf-8")):
            return 1
        print(f"{path}: {_counted(counts)}")
    return 0


def _renderings(arguments: argparse.Namespace) -> int:
    from ._catalog.counting import finder_of
    from ._texts.renderings import find_renderings, renderings_text

    catalog = _catalog(arguments)
    data = find_renderings(
        Path(arguments.folder),
        catalog.find_mentions,
        catalog.concepts.ids,
        data_version=__version__,
        match_rules=finder_of(catalog).rules_version,
    )
    if not _write(Path(arguments.write), renderings_text(data).encode("utf-8")):
        return 1
    concepts = len({row[0] for row in data["renderings"]})
    print(f"{arguments.write}: {len(data['renderings'])} renderings of {concepts} concepts")
    return 0


def _counted(counts: Mapping[str, Any]) -> str:
    corpus, cells = counts["corpus"], counts["cells"]
    held = len(counts["documents"] or ()) or sum(cell[4] for cell in cells)
    found = len({row[0] for row in counts["counts"]})
    characters = sum(cell[6] for cell in cells)
    covered = f"{corpus['covered_from']} to {corpus['covered_to']}"
    return (
        f"{corpus['id']} {corpus['version']}, {held:,} documents, covering {covered}, "
        f"{characters:,} characters, {found} concepts found"
    )


def _print_counts(counts: Mapping[str, Any]) -> None:
    """Prints the counts of any form by genre and voice; they are never added across these."""
    print(_counted(counts))
    totals: dict[tuple[str, str, str], list[int]] = {}
    for concept_id, form, cell, *numbers in counts["counts"]:
        if form == -1:
            _, genre, voice, *_ = counts["cells"][cell]
            total = totals.setdefault((genre, voice, concept_id), [0, 0])
            total[0] += numbers[0]
            total[1] += numbers[1]
    by_size = sorted(totals.items(), key=lambda item: (item[0][:2], -item[1][1], item[0][2]))
    table = [
        (concept_id, genre, voice, f"{documents:,}", f"{occurrences:,}")
        for (genre, voice, concept_id), (documents, occurrences) in by_size
    ]
    for line in grid([("concept", "genre", "voice", "documents", "occurrences"), *table], "  "):
        print(line)


def _schema(arguments: argparse.Namespace) -> int:
    if arguments.write is None:
        print(schema_text(arguments.kind), end="")
        return 0
    try:
        for name, text in schema_files().items():
            Path(arguments.write, name).write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        print(f"policy-concepts: cannot write {error.filename}: {reason}", file=sys.stderr)
        return 1
    return 0


def _find_record(catalog: Catalog, name: str) -> AnyRecord:
    """Looks a name up in each kind; returns the first record found."""
    failure: UnknownNameError | None = None
    near: list[str] = []
    for kind in _LOOKUP_ORDER:
        try:
            record: AnyRecord = getattr(catalog, kind).lookup(name)
        except UnknownNameError as error:
            failure = failure or error
            near += [f"{match} ({KINDS[kind].singular})" for match in error.matches[:2]]
        else:
            return record
    assert failure is not None
    hint = f" Did you mean {', or '.join(near[:5])}?" if near else ""
    raise UnknownNameError(f"no record is named {name!r}.{hint}", query=name)


# --- output -----------------------------------------------------------------------------------


def _columns() -> int:
    return min(100, shutil.get_terminal_size((80, 24)).columns)


def _print_card(card: Card) -> None:
    columns = _columns()
    title = wrap(plain(card.title), columns)
    for line in (*title, "─" * max(map(width, title)), f"{card.kind} {card.id}", ""):
        print(line)
    pairs = []
    for row in card.rows:
        label = row.label[:1].upper() + row.label[1:]
        for shown in row.lines:
            # Of texts in several languages, each has its tag.
            tag = shown[0].lang if len(row.lines) > 1 and len(shown) == 1 else ""
            pairs.append((label, plain(shown) + (f" ({tag})" if tag else "")))
            label = ""
    for line in rows(pairs, columns):
        print(line)


def _print_timeline(timeline: Timeline, limit: int | None = None) -> None:
    pairs = []
    for entry in timeline[:limit]:
        kind = entry.kind.replace("_", " ")
        speaker = ""
        if isinstance(entry, Statement) and isinstance(entry.speaker, (Person, Organization)):
            speaker = f", {entry.speaker.name}"
        pairs.append((str(entry._date or "no date"), f"[{kind}{speaker}] {entry._label()}"))
    for line in rows(pairs, _columns(), "  "):
        print(line)
    more = len(timeline) - len(pairs)
    if more:
        print(f"  … and {more} more: policy-concepts timeline {timeline.concept.id}")
