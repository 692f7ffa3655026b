"""四、（三）县综合执法办, 内设机构 and 四、（四）赋权 of single matters: what the office does, counted and opened, with Chun'an's data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.apps.office import world
from tests.county import who
from zhifa.apps.office.queries import units
from zhifa.law.regrouping import Move

pytestmark = pytest.mark.django_db
SECOND, FIRST, GREENERY = "squad-weiping", "squad-jiangjia", "UM-018"


def test_moving_greenery_to_another_squad_changes_the_forecast_load_and_stores_nothing() -> None:
    """R46 事项职能相近"""
    world.known_for_a_year()
    world.ordinary_cases(88, "UM-001", SECOND, "A")
    world.tasks(112, GREENERY, SECOND, "G")
    before = units.grouping(who("guidance"), world.DAY)
    found = {r.code: r for r in units.tried(who("guidance"), world.DAY, Move(SECOND, FIRST, "", (GREENERY,)))}
    assert (found[SECOND].before.percent, found[SECOND].after.percent) == (Decimal("62.0"), Decimal("55.0"))
    assert found[FIRST].after.hours == Decimal(448)
    assert units.grouping(who("guidance"), world.DAY) == before
