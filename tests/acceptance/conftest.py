"""Every acceptance test asks the county of the packs."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _county(county: None) -> None:
    """Chun'an, loaded once."""
