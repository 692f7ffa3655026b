from __future__ import annotations

import pytest

from zhifa.apps.registry.models import Organ
from zhifa.law.actors import Actor, Role


@pytest.fixture
def by() -> Actor:
    return Actor("", "中队执法队员甲", "执法队员", frozenset({Role.OFFICER}), organ="zhzf", team="weiping", tenant="330127")


@pytest.fixture
def organ(empty: None) -> Organ:
    """Any tracked row."""
    return Organ.objects.create(code="zhzf", name="县综合行政执法局", kind="county_enforcement_bureau")
