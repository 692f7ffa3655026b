from __future__ import annotations

from uuid import uuid4

import pytest

from zhifa.apps.documents.services import Owner
from zhifa.law.actors import Actor, Role

BUREAU, ORGAN = "淳安县综合行政执法局", "enforcement_bureau"


def officer(**changes: object) -> Actor:
    values: dict[str, object] = {
        "person": str(uuid4()),
        "name": "千岛湖中队执法队员甲",
        "post": "执法队员",
        "roles": frozenset({Role.OFFICER}),
        "organ": ORGAN,
        "team": "qiandaohu",
        "certificate": "11330127001",
        "tenant": "330127",
    }
    return Actor(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def by() -> Actor:
    return officer()


@pytest.fixture
def owner(county: None) -> Owner:
    return Owner(uuid4(), ORGAN, BUREAU, team="qiandaohu", area="qiandaohu-town")
