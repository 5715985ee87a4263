"""The command line, run as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import policy_concepts as pc
from policy_concepts._base.terminal import pad, rows, width, wrap
from policy_concepts._cli import main

from ..support import ARVANIA

NQPF = "new-quality-productive-forces"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    status = main(arguments)
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_the_tour_shows_the_founding_record(capsys: pytest.CaptureFixture[str]) -> None:
    """Names, definition, first use, facets, timeline, two citations."""
    status, out, _ = run(capsys)
    assert status == 0
    for part in ("新质生产力", "xīn zhì shēngchǎnlì", "Definition", "First use", "Heilongjiang",
                 "Drivers", "Timeline", "How to cite", "apa", "gb7714"):  # fmt: skip
        assert part in out


def test_python_m_runs_the_same(tmp_path: Path) -> None:
    """`python -m policy_concepts` from anywhere."""
    done = subprocess.run(
        [sys.executable, "-m", "policy_concepts", "show", "NQPF"],
        capture_output=True, text=True, cwd=tmp_path, check=True, encoding="utf-8",
    )  # fmt: skip
    assert NQPF in done.stdout


@pytest.mark.parametrize("name", ["NQPF", "xi-jinping", "习近平", "Heilongjiang", "Xinhua", NQPF])
def test_show_takes_any_name_of_any_kind(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Concepts first, then the other kinds."""
    status, out, _ = run(capsys, "show", name)
    assert status == 0
    assert out.strip()


def test_a_name_of_two_kinds_is_that_of_the_first(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Concepts, events, people, bodies, places, sources; a statement has no name but its id."""
    file = tmp_path / "c.yaml"
    file.write_text(
        "people: {orlan: {name: Mira Orlan}}\n"
        "places: {mirsk: {name: Mira Orlan}}\n"
        "statements: {orlan: {kind: call, voice: direct, summary: Said}}\n",
        encoding="utf-8",
    )
    for name in ("orlan", "Mira Orlan"):
        status, out, _ = run(capsys, "--catalog", str(file), "show", name)
        assert status == 0
        assert "Person orlan" in out


def test_show_gives_json_that_reads_back(capsys: pytest.CaptureFixture[str]) -> None:
    """For other programs."""
    _, out, _ = run(capsys, "show", NQPF, "--format", "json")
    assert json.loads(out)["id"] == NQPF


def test_an_unknown_name_exits_with_one_and_offers_near_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing on standard output, the reason on standard error."""
    status, out, err = run(capsys, "show", "new quality productive force")
    assert (status, out) == (1, "")
    assert NQPF in err


def test_search_prints_what_matched_where(capsys: pytest.CaptureFixture[str]) -> None:
    """Kind, label, id and an excerpt; 1 when nothing is found."""
    status, out, _ = run(capsys, "search", "industrial", "bubbles", "--limit", "1")
    assert status == 0
    assert "statement" in out
    assert "[bubbles]" in out.lower()
    status, out, err = run(capsys, "search", "zzqqxx")
    assert (status, out) == (1, "")
    assert "nothing found" in err


def test_cite_prints_one_reference(capsys: pytest.CaptureFixture[str]) -> None:
    """In the requested style; an unknown style is an error that lists the styles."""
    statement = pc.statements.filter(concept=NQPF).first()
    assert statement is not None
    status, out, _ = run(capsys, "cite", statement.id, "--style", "mla")
    assert status == 0
    assert out.strip() == pc.cite(statement, style="mla")
    status, _, err = run(capsys, "cite", statement.id, "--style", "mlaa")
    assert status == 1
    assert "mla" in err


def test_cite_refuses_what_cannot_be_cited(capsys: pytest.CaptureFixture[str]) -> None:
    """A place has no reference."""
    status, _, err = run(capsys, "cite", "Heilongjiang")
    assert status == 1
    assert "can be cited" in err


def test_timeline_lists_dates_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    """From the first use on."""
    status, out, _ = run(capsys, "timeline", "NQPF")
    assert status == 0
    assert out.index("2023-09") < out.index("2024-03-05")


def test_validate_reports_every_problem_and_exits_with_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Text for people, JSON for programs."""
    file = tmp_path / "bad.yaml"
    file.write_text("places:\n  A!: {nme: x}\n  b: {name: B, code: cn}\n", encoding="utf-8")
    status, out, _ = run(capsys, "validate", str(file))
    assert status == 1
    assert len(out.splitlines()) == 4
    assert "bad.yaml:3:" in out
    status, out, _ = run(capsys, "validate", str(file), "--format", "json")
    assert status == 1
    problems = json.loads(out)
    assert {problem["code"] for problem in problems} >= {"unknown-key", "bad-id", "bad-value"}
    assert all(problem["line"] >= 1 for problem in problems)


def test_validate_passes_a_good_catalog(capsys: pytest.CaptureFixture[str]) -> None:
    """And says how much there is."""
    status, out, _ = run(capsys, "validate", str(ARVANIA))
    assert status == 0
    assert "no problems" in out
    status, out, _ = run(capsys, "validate", str(ARVANIA), "--format", "json")
    assert (status, json.loads(out)) == (0, [])


def test_a_catalog_of_ones_own_can_be_looked_into(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command takes `--catalog`."""
    status, out, _ = run(capsys, "--catalog", str(ARVANIA), "show", "green ledger")
    assert status == 0
    assert "绿色账本" in out
    status, out, _ = run(capsys, "--catalog", str(ARVANIA))
    assert status == 0


def test_stats_counts_the_records(capsys: pytest.CaptureFixture[str]) -> None:
    """Records by kind, and what is lacking."""
    status, out, _ = run(capsys, "stats")
    assert status == 0
    assert str(len(pc.sources)) in out
    assert "lacking" in out


def test_numbers_stand_under_their_headings(capsys: pytest.CaptureFixture[str]) -> None:
    """The columns of the years end where their headings end."""
    _, out, _ = run(capsys, "--catalog", str(ARVANIA), "stats")
    lines = out.split("By year\n")[1].split("\n\n")[0].splitlines()
    assert lines[0].split() == ["first", "uses", "events", "statements"]
    assert len({len(line) for line in lines}) == 1
    assert len(lines) > 2


def test_schema_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    """For an editor."""
    _, out, _ = run(capsys, "schema", "event")
    assert json.loads(out)["title"] == "event"


@pytest.mark.parametrize("arguments", [["frobnicate"], ["show"], ["schema", "conept"]])
def test_a_wrong_command_line_exits_with_two(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """As command-line programs do."""
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_chinese_is_two_columns_wide() -> None:
    """So that columns line up in a terminal."""
    assert width("新质生产力") == 10
    assert width("xīn") == 3
    assert width("e\u0301") == 1
    assert pad("新", 4) == "新  "
    lines = rows([("新质", "one"), ("abc", "two")], 40)
    assert width(lines[0].split("one")[0]) == width(lines[1].split("two")[0])


def test_long_lines_wrap_within_the_width() -> None:
    """English at spaces, Chinese anywhere but before closing punctuation, nothing lost."""
    text = (
        "中国领导层自2023年起使用的提法，指依靠创新的生产力。" * 3 + " and some English words too"
    )
    lines = wrap(text, 30)
    assert all(width(line) <= 32 for line in lines)
    assert not any(line.startswith(("，", "。")) for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_bad_data_is_told_though_the_reader_leaves(tmp_path: Path) -> None:
    """`validate | head` does not turn a thousand problems into a success."""
    path = tmp_path / "bad.yaml"
    path.write_text("places:\n" + "".join(f"  a{i}: {{nam: x}}\n" for i in range(2000)))
    command = [sys.executable, "-m", "policy_concepts", "validate", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 1


def test_a_narrow_terminal_is_kept_to(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A title wider than the terminal is wrapped, and its rule with it; columns are stacked."""
    monkeypatch.setenv("COLUMNS", "40")
    for command in ("show", "timeline"):
        assert main([command, "NQPF"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert max(width(line) for line in lines) <= 40
    monkeypatch.setenv("COLUMNS", "1")
    assert main(["show", "NQPF"]) == 0
