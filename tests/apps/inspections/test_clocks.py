"""Time on visits: late once, up twice; a problem that is being corrected brings the visit back on the day of its re-check."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tests.apps.inspections.world import AT, DAY, recorded, visit
from tests.county import SHANGHAI, who
from zhifa.apps.inspections import queries, services
from zhifa.apps.inspections.models import Inspection
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.tally import counted
from zhifa.apps.trail.verification import Counts, verify

pytestmark = pytest.mark.django_db
OFFICER, SECOND = "weiping-officer-1", "weiping-officer-2"


def tick(row: Inspection, at: datetime) -> tuple[int, int]:
    return services.mark_late(tenant=row.tenant, at=at), services.escalate(tenant=row.tenant, at=at)


def ups(row: Inspection) -> list[str]:
    return [e.facts["to"] for e in trail.story(row.pk) if e.verb == "escalate"]


def test_a_visit_that_nobody_makes_is_marked_once_and_goes_to_the_head_and_the_guidance_office(county) -> None:
    row = visit()
    end = datetime(2026, 9, 1, 23, 59, 59, tzinfo=SHANGHAI)
    hours = (0, 1, 24, 25, 26, 72, 73, 500)
    assert [tick(row, end + timedelta(hours=h)) for h in hours] == [
        (0, 0), (1, 0), (0, 0), (0, 1), (0, 0), (0, 0), (0, 1), (0, 0),
    ]  # fmt: skip
    assert ups(row) == ["approver", "guidance"]
    assert list(verify(Counts(), files=False)) == []


def test_another_day_starts_the_clock_anew(county) -> None:
    row = visit()
    later = AT + timedelta(days=3)
    tick(row, later)
    moved = services.reschedule_visit(by=who(OFFICER), at=later, visit=row.pk, planned_on=later.date(), reason="当事人不在")
    assert (moved.late_since, moved.escalated, moved.due_at.date()) == (None, 0, later.date())
    assert tick(row, later) == (0, 0)


def test_a_problem_that_is_being_corrected_brings_the_visit_back_for_the_second_look(county) -> None:
    row, finding = recorded()
    due = DAY + timedelta(days=5)
    services.order_correction(by=who(OFFICER), at=AT, finding=finding.pk, order=uuid4(), number="责改1号", due_on=due)
    row.refresh_from_db()
    assert (row.due_basis, row.due_at) == (
        "loop.minutes.inspection_recheck",
        datetime(2026, 9, 9, 23, 59, 59, tzinfo=SHANGHAI),
    )
    assert tick(row, AT + timedelta(days=6)) == (0, 0), "nothing is late while the party still has time, nor right after"
    assert tick(row, AT + timedelta(days=9)) == (1, 0)
    later = AT + timedelta(days=9)
    services.recheck_finding(by=who(OFFICER), at=later, finding=finding.pk, corrected=False, note="桌子还在", officers=[who(SECOND).person])
    row.refresh_from_db()
    assert (row.due_basis, row.late_since) == ("loop.minutes.inspection_settle", None)
    assert row.due_at == later + timedelta(days=3)


def test_what_is_over_has_no_clock(county) -> None:
    row = visit()
    services.cancel_visit(by=who(OFFICER), at=AT, visit=row.pk, reason="已停业")
    assert tick(row, AT + timedelta(days=99)) == (0, 0)


def test_the_head_and_the_guidance_office_are_told_of_what_went_up_to_them_only(county) -> None:
    row = visit("regulator-urban-management", "routine")
    end = datetime(2026, 9, 1, 23, 59, 59, tzinfo=SHANGHAI)
    told = []
    for hours in (1, 25, 73):
        tick(row, end + timedelta(hours=hours))
        people = ("regulator-urban-management", "head-urban-management", "guidance", "discipline", "team-market-1")
        told.append(counted(queries.late_visits(who(u)) for u in people))
    assert told == [[1, 0, 0, 0, 0], [1, 1, 0, 0, 0], [1, 1, 1, 0, 0]]
