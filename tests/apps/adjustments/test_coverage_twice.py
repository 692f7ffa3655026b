"""An area that changes its squad and gets it back on the same day."""

from __future__ import annotations

import pytest

from tests.apps.adjustments import world
from zhifa.apps.registry import queries as registry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
ZITONG = "330127107"


def test_two_changes_of_one_day_leave_the_last_squad_and_each_its_own_row() -> None:
    for team in ("squad-fenkou", "squad-weiping", "squad-fenkou"):
        world.in_effect(world.moved(team))
    assert [c.team for c in registry.cover(world.EFFECT) if c.area == ZITONG] == ["squad-fenkou"]
