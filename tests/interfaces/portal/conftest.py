"""The county as the packs describe it."""

from __future__ import annotations

import pytest

from tests import county


@pytest.fixture(autouse=True)
def _loaded(db: None) -> None:
    county.load()
