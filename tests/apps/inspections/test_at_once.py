"""Two organs at the same moment: the second sees the first, on PostgreSQL as on SQLite (条例 13)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from tests.apps.inspections.world import AT, DAY, MARKET, URBAN, places
from tests.apps.loop.test_concurrency import at_once
from tests.county import who
from zhifa.apps.inspections import services
from zhifa.apps.inspections.models import Inspection
from zhifa.apps.inspections.services import Visit
from zhifa.law.rulings import Blocked

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_organs_that_plan_one_place_at_the_same_moment_do_not_both_go(county) -> None:
    acts = []
    for user, domain, item in ((MARKET, "market", "CL-MK-01"), (URBAN, "urban_management", "CL-UM-01")) * 2:
        asked = Visit(places()[0].pk, domain, (item,), DAY + timedelta(days=len(acts)))
        acts.append(partial(services.plan_visit, by=who(user), at=AT, visit=asked))
    found = at_once(*acts)
    refused = [f for f in found if isinstance(f, Blocked)]
    assert len(refused) == len(acts) - 1, found
    assert {r.ruling.reasons[0].code for r in refused} <= {"inspection.joint", "inspection.merge"}
    assert Inspection.objects.count() == 1


def test_moving_a_visit_and_planning_another_at_the_same_moment_are_seen_by_each_other(county) -> None:
    place = places()[0]
    far = Visit(place.pk, "urban_management", ("CL-UM-01",), DAY + timedelta(days=60))
    mine = services.plan_visit(by=who(URBAN), at=AT, visit=far)
    near, market, urban = Visit(place.pk, "market", ("CL-MK-01",), DAY), who(MARKET), who(URBAN)
    found = at_once(
        lambda: services.plan_visit(by=market, at=AT, visit=near),
        lambda: services.reschedule_visit(by=urban, at=AT, visit=mine.pk, planned_on=DAY, reason="提前"),
    )
    assert sum(isinstance(f, Blocked) for f in found) == 1, found
