from __future__ import annotations

from uuid import uuid4

import pytest

from zhifa.apps.documents.services import Owner
from zhifa.apps.registry.models import Organ, Plate
from zhifa.law.actors import Actor, Role

BUREAU = "淳安县综合行政执法局"


def officer(**changes: object) -> Actor:
    values: dict[str, object] = {
        "person": str(uuid4()),
        "name": "千岛湖中队执法队员甲",
        "post": "执法队员",
        "roles": frozenset({Role.OFFICER}),
        "organ": "zhzf",
        "team": "qiandaohu",
        "certificate": "11330127001",
        "tenant": "330127",
    }
    return Actor(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def by() -> Actor:
    return officer()


@pytest.fixture
def bureau(db: None) -> Organ:
    organ = Organ.objects.create(code="zhzf", name=BUREAU, kind="county_enforcement_bureau", layer="chunan")
    Plate.objects.create(code="zhzf-main", organ=organ, name=BUREAU, kind="main", prefix="淳综执", prefix_layer="demo")
    return organ


@pytest.fixture
def owner(bureau: Organ) -> Owner:
    return Owner(uuid4(), "zhzf", BUREAU, team="qiandaohu", area="qiandaohu-town")
