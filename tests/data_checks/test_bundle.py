"""The bundled data passes every check, but for what is excused by name."""

from __future__ import annotations

from collections import defaultdict

import pytest

import policy_concepts as pc
from policy_concepts._base.spelling import name_key, written_key

from ..support import KINDS
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


def test_scripts_join_no_two_records() -> None:
    """No two records have names that are equal in simplified script but not as written.

    Except sources, which may be copies of one text; each is still found as it is written.
    """
    found: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    names: dict[str, str] = {}
    for kind in KINDS:
        for record in getattr(pc.bundled(), kind):
            for name in record._names():
                found[name_key(name)][written_key(name)].add((kind, record.id))
                names[written_key(name)] = name
    for key, by_script in found.items():
        everybody = {pair for pairs in by_script.values() for pair in pairs if pair[0] != "sources"}
        assert len(by_script) == 1 or any(everybody <= pairs for pairs in by_script.values()), key
        for written, pairs in by_script.items():
            sources = [record_id for kind, record_id in pairs if kind == "sources"]
            if len(by_script) > 1 and len(sources) == 1:
                assert pc.sources.lookup(names[written]).id == sources[0]
