"""Units beside each other: who reads them, what is counted, how many questions it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.office import world
from tests.county import who
from zhifa.apps.office.queries import units
from zhifa.law.regrouping import Move
from zhifa.law.rulings import Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
WEIPING, JIANGJIA = "squad-weiping", "squad-jiangjia"


def test_a_unit_shows_its_areas_matters_people_and_what_it_did() -> None:
    world.tasks(3, "UM-001", WEIPING, "A")
    world.tasks(1, "UM-001", JIANGJIA, "B")
    world.tasks(1, "UM-001", WEIPING, "old", world.AT - timedelta(days=700))
    world.tasks(1, "UM-001", WEIPING, "gone", state="withdrawn")
    found = units.grouping(who("guidance"), world.DAY)
    weiping = next(u for u in found.units if u.code == WEIPING)
    assert ("威坪镇" in weiping.areas, weiping.matters > 100, weiping.load.people) == (True, True, 4)
    assert (weiping.pieces, weiping.load.hours) == ({"task": 3}, 12)
    assert [(o.matter, o.units) for o in found.overlaps] == [("UM-001", (("威坪中队", 3), ("姜家中队", 1)))]
    row = next(d for d in found.domains if d.domain == "urban_management")
    assert (row.count, row.shares[[u.code for u in found.units].index(WEIPING)]) == (4, 3)


def test_every_number_opens_the_rows_it_was_counted_from() -> None:
    world.tasks(3, "UM-001", WEIPING, "A")
    world.ordinary_cases(2, "UM-018", WEIPING, "C")
    by = who("guidance")
    assert sorted(p.key for p in units.pieces(by, world.DAY, WEIPING)) == ["C0", "C1", "SA0", "SA1", "SA2"]
    assert [p.kind for p in units.pieces(by, world.DAY, WEIPING, matter="UM-018")] == ["ordinary_case"] * 2
    assert len(units.pieces(by, world.DAY, WEIPING, domain="urban_management")) == 5
    assert units.pieces(by, world.DAY, JIANGJIA) == ()


def test_short_records_give_hours_and_no_forecast() -> None:
    world.tasks(3, "UM-001", WEIPING, "A", world.AT - timedelta(days=3))
    found = units.grouping(who("guidance"), world.DAY)
    load = next(u for u in found.units if u.code == WEIPING).load
    assert (found.days, load.hours, load.yearly, load.percent) == (3, 12, None, None)


@pytest.mark.parametrize("user", ["weiping-officer-1", "dispatcher-1", "commander-weiping", "verifier-1", "system-admin"])
def test_others_do_not_read_the_load_of_units(user: str) -> None:
    for ask in (
        lambda: units.grouping(who(user), world.DAY),
        lambda: units.tried(who(user), world.DAY, Move(WEIPING, JIANGJIA, "urban_management")),
        lambda: units.pieces(who(user), world.DAY, WEIPING),
    ):
        with pytest.raises(Denied):
            ask()


def test_a_unit_of_another_house_is_not_regrouped() -> None:
    with pytest.raises(LookupError):
        units.tried(who("guidance"), world.DAY, Move("team-market", WEIPING, "market"))


def test_the_number_of_questions_does_not_grow_with_the_work() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            units.grouping(who("guidance"), world.DAY)
        return len(seen)

    asked()  # the reference data are read once for all
    few = asked()
    world.tasks(30, "UM-001", WEIPING, "A")
    world.tasks(30, "UM-018", JIANGJIA, "B")
    assert asked() <= few <= 13
