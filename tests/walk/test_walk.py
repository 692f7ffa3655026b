"""Thousands of random acts, legal and illegal, by random duties over all workflows.

The run in the suite is short and the same every time with CI=true. Longer: `python -m tests.walk --acts 5000`, or ZHIFA_WALK_ACTS and
ZHIFA_WALK_SEED. A failure names its seed.
"""

from __future__ import annotations

import os
import random

import pytest
from django.db import connection

from tests.walk.county_walk import walked

pytestmark = pytest.mark.django_db
ACTS = int(os.environ.get("ZHIFA_WALK_ACTS", "500"))
ONE_WALK = 1500


def seeds() -> list[int]:
    """The given one, the fixed ones of the suite, or new ones: two on SQLite, one on PostgreSQL."""
    wanted = 1 if connection.vendor == "postgresql" else 2
    if given := os.environ.get("ZHIFA_WALK_SEED"):
        first, least = int(given), 1
    elif os.environ.get("CI") == "true":
        first, least = 20260901, wanted
    else:  # the same for all workers of one run
        first, least = random.Random(os.environ.get("PYTEST_XDIST_TESTRUNUID")).randrange(10**9), wanted
    return [first + n for n in range(max(least, -(-ACTS // ONE_WALK)))]


@pytest.mark.parametrize("seed", seeds())
def test_whoever_does_what_no_law_is_broken_and_nothing_is_lost(county: None, seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    walk = walked(seed, min(ACTS, ONE_WALK))
    with capsys.disabled():
        told = {k: v for k, v in walk.outcomes.most_common() if " " not in k}
        print(f"\nwalk {seed}: {walk.count} acts until {walk.at:%F}, {told}")
    assert walk.outcomes["done"] > walk.count / 5
    assert walk.outcomes["Denied"] > walk.count / 50
    assert walk.outcomes["Blocked"] > walk.count / 20
