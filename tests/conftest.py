"""Fixtures that most test modules use, and how Hypothesis runs."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

import policy_concepts as pc

from .support import ARVANIA

# Programs that tests start elsewhere see the same package, also with `PYTHONPATH=src`.
if "PYTHONPATH" in os.environ:
    os.environ["PYTHONPATH"] = os.pathsep.join(
        os.path.abspath(each) for each in os.environ["PYTHONPATH"].split(os.pathsep) if each
    )

# Time limits per example fail on a busy machine and say nothing about the code.
# In CI the examples are the same in every run, so that a failure is of the change under test;
# on a developer's machine they are fresh.
settings.register_profile(
    "here",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("here")


@pytest.fixture(scope="session")
def arvania() -> pc.Catalog:
    """The invented catalog of tests/fixtures/arvania."""
    return pc.load(ARVANIA)
