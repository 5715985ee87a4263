"""The bundled data passes every check, but for what is excused by name."""

from __future__ import annotations

import pytest

import policy_concepts as pc

from .checks import CHECKS
from .excused import EXCUSED


@pytest.mark.parametrize("name", CHECKS)
def test_the_bundle_passes(name: str) -> None:
    excuses = EXCUSED.get(name, ())
    findings = [
        finding
        for finding in CHECKS[name](pc.bundled())
        if not any(excuse.covers(finding) for excuse in excuses)
    ]
    assert not findings, f"{len(findings)} findings:\n" + "\n".join(findings)


@pytest.mark.parametrize("name", EXCUSED)
def test_every_excuse_is_needed(name: str) -> None:
    findings = list(CHECKS[name](pc.bundled()))
    for excuse in EXCUSED[name]:
        covered = [finding for finding in findings if excuse.covers(finding)]
        assert len(covered) == 1, f"take {excuse} off the list: it covers {covered}"
        assert excuse.reason
