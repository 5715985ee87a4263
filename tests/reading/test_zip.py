"""The package works from a zip, with no file on disk of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import policy_concepts

SCRIPT = """
import policy_concepts as pc
assert ".zip" in pc.__file__, pc.__file__
concept = pc.lookup("新質生產力")
assert concept.label("en") == "new quality productive forces"
said = pc.statements.filter(concept=concept, kind="caution")
assert len(said) > 0
assert pc.search("bubbles")
assert pc.cite(said[0], style="apa")
assert pc.find_mentions("新质生产力")
assert pc.timeline(concept)
print(len(pc.concepts), len(pc.sources))
"""


def test_every_verb_works_from_a_zip(tmp_path: Path) -> None:
    """The same records come out as from files."""
    package = Path(policy_concepts.__file__).parent
    archive = tmp_path / "library.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writer:
        for file in sorted(package.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                writer.write(file, f"policy_concepts/{file.relative_to(package).as_posix()}")
    rest = [path for path in sys.path if path and Path(path).resolve() != package.parent.resolve()]
    # The dependencies may stand beside the package; the zip comes first all the same.
    path = os.pathsep.join([str(archive), *rest, str(package.parent)])
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    expected = f"{len(policy_concepts.concepts)} {len(policy_concepts.sources)}"
    assert done.stdout.strip() == expected
