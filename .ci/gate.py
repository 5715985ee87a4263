"""The whole gate: `.ci/run` starts it. It goes on after a failure, and fails at the end.

At the end a table tells what ran, what was skipped and why, and how long each took. Under `CI=true`
a skip that is not in `.ci/skips-allowed.txt` is a failure.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from xml.etree import ElementTree

from pythons import ROOT, WORK

REPORT = WORK / "report.jsonl"
JUNIT = WORK / "junit"
WHEELS = WORK / "wheels"
NOX = WORK / "nox" / "bin" / "nox"
ALLOWED = ROOT / ".ci" / "skips-allowed.txt"
# What the sessions need beside Python and git: a program, and Debian's package that has it.
PROGRAMS = {"debootstrap": "debootstrap", "node": "nodejs", "npm": "npm"}

rows: list[dict[str, object]] = []


def note(part: str, result: str, reason: str, started: float) -> None:
    """One row of the table."""
    seconds = time.monotonic() - started
    rows.append({"part": part, "result": result, "reason": reason, "seconds": seconds})


def run(part: str, command: list[str], **environment: str) -> bool:
    """Runs one part of the gate that is no session of nox."""
    print(f"\n== {part}", flush=True)
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
        stdin=subprocess.DEVNULL,
    )
    note(part, "failed" if done.returncode else "passed", "", started)
    return not done.returncode


def session(name: str, *arguments: str) -> None:
    """Runs a session of nox, which adds its own rows."""
    print(f"\n== nox -s {name} {' '.join(arguments)}", flush=True)
    REPORT.unlink(missing_ok=True)
    started = time.monotonic()
    settings = {
        "GATE_REPORT": str(REPORT),
        "GATE_JUNIT": str(JUNIT),
        "GATE_WHEELS": str(WHEELS),
    }
    command = [str(NOX), "--session", name, *(["--", *arguments] if arguments else [])]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **settings},
        check=False,
        stdin=subprocess.DEVNULL,
    )
    lines = REPORT.read_text(encoding="utf-8").splitlines() if REPORT.exists() else []
    found = [json.loads(line) for line in lines]
    rows.extend(found)
    # A session may fail outside its parts, or leave no line at all.
    if not found or (done.returncode and all(row["result"] != "failed" for row in found)):
        note(name, "failed", f"exit code {done.returncode}", started)


def readme_line(heading: str) -> str:
    """The one line of the code block under a heading of the README, as it stands there."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    (block,) = re.findall(r"```[a-z]*\n(.+?)\n```", section, re.DOTALL)
    assert "\n" not in block, block
    return block


def prepare() -> None:
    """Installs, as root on Debian, what the sessions need and the machine lacks."""
    lacking = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get update", ["apt-get", "update", "-qq"], **quiet)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *lacking]
        run(f"apt-get install {' '.join(lacking)}", install, **quiet)
    for folder in (JUNIT, WHEELS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    if not NOX.exists():
        made = run("venv for nox", [sys.executable, "-m", "venv", str(WORK / "nox")])
        pip = [str(NOX.parent / "python"), "-m", "pip", "install", "--quiet"]
        if not (made and run("nox", [*pip, "-c", "constraints/tested.txt", "nox"])):
            raise SystemExit("nox could not be installed")


def skipped_tests() -> list[tuple[str, str, str]]:
    """What pytest skipped: run, test, reason."""
    found = []
    for path in sorted(JUNIT.glob("*.xml")):
        # pytest wrote it just now, here.
        for case in ElementTree.parse(path).iter("testcase"):  # noqa: S314
            for skip in case.iter("skipped"):
                name = f"{case.get('classname')}::{case.get('name')}"
                found.append((path.stem, name, skip.get("message") or ""))
    return found


def allowed() -> list[re.Pattern[str]]:
    """The skips that are allowed, as patterns of `what: reason`."""
    lines = ALLOWED.read_text(encoding="utf-8").splitlines()
    return [re.compile(line) for line in lines if line and not line.startswith("#")]


def conclude(started: float) -> int:
    """Prints the table; the exit code."""
    patterns = allowed()
    unexpected = []
    print("\n== What ran\n")
    for row in rows:
        print(f"{row['result']:8} {row['seconds']:6.0f} s  {row['part']}  {row['reason']}".rstrip())
        if row["result"] == "skipped":
            unexpected.append(f"{row['part']}: {row['reason']}")
    skips: dict[str, list[str]] = {}
    for part, name, reason in skipped_tests():
        skips.setdefault(f"{name}: {reason}", []).append(part)
    for what, parts in skips.items():
        print(f"skipped           {what}  (in {', '.join(parts)})")
    unexpected = [
        what
        for what in (*unexpected, *skips)
        if not any(pattern.fullmatch(what) for pattern in patterns)
    ]
    print(f"\nAltogether {(time.monotonic() - started) / 60:.1f} minutes.")
    failed = [str(row["part"]) for row in rows if row["result"] == "failed"]
    if unexpected:
        print("Skips that .ci/skips-allowed.txt does not have:", *unexpected, sep="\n  ")
    if failed:
        print("Failed:", ", ".join(failed))
    strict = os.environ.get("CI") == "true"
    return 1 if failed or (strict and unexpected) else 0


def main() -> int:
    """All parts; the longest that tells most stands last."""
    started = time.monotonic()
    prepare()
    run("README: Try it", ["bash", "-euo", "pipefail", "-c", readme_line("Try it")])
    for name in ("lint", "types", "docs", "data", "pyodide", "smoke"):
        session(name)
    session("tests_oldest")
    session("tests_newest_python")
    session("tests_newest", "--coverage")
    test = ["bash", "-euo", "pipefail", "-c", readme_line("Test it")]
    run("README: Test it", test, PYTEST_ADDOPTS=f"--junitxml={JUNIT / 'readme.xml'}")
    return conclude(started)


if __name__ == "__main__":
    raise SystemExit(main())
