from __future__ import annotations

import pytest

from zhifa.simulator.county import County, read_county


@pytest.fixture(scope="session")
def played() -> County:
    """The county as players know it."""
    return read_county(("cn", "zhejiang", "chunan", "demo"))
