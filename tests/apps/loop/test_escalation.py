"""What stays late goes up: to the duty chief, then to the leader, once each."""

from __future__ import annotations

import pytest

from tests.apps.loop.world import dispatched, fresh, minutes, problems, reported
from tests.county import who
from zhifa.apps.dispatch import queries, services
from zhifa.apps.trail import queries as trail

pytestmark = pytest.mark.django_db


def tick(tenant: str, n: float) -> int:
    services.mark_late(tenant=tenant, at=minutes(n))
    return services.escalate(tenant=tenant, at=minutes(n))


def ups(subject) -> list[str]:
    return [e.facts["to"] for e in trail.story(subject.pk) if e.verb == "escalate"]


def test_a_late_report_goes_to_the_chief_then_to_the_leader_once_each(county) -> None:
    row = reported("A")  # due after 10 minutes
    assert [tick(row.tenant, n) for n in (11, 39, 41, 42, 200, 251, 252, 5000)] == [0, 0, 1, 0, 0, 1, 0, 0]
    assert ups(row) == ["duty_chief", "leader"]
    assert not problems()


def test_a_clock_that_was_met_in_time_never_goes_up(county) -> None:
    row = reported("A")
    services.dismiss_incident(by=who("dispatcher-1"), at=minutes(5), incident=row.pk, answer="不属执法")
    assert tick(row.tenant, 5000) == 0


def test_the_next_clock_begins_below(county) -> None:
    sent = dispatched("A")  # to be received after 15 minutes
    tick(sent.tenant, 50)
    assert fresh(sent).escalated == 1
    services.receive_dispatch(by=who("weiping-leader"), at=minutes(55), dispatch=sent.pk)
    assert fresh(sent).escalated == 0
    tick(sent.tenant, 55 + 120 + 31)
    assert ups(sent) == ["duty_chief", "duty_chief"]


def test_danger_goes_up_within_minutes(county) -> None:
    row = reported("A", danger_to_life=True)  # due after 2 minutes
    assert [tick(row.tenant, n) for n in (3, 5, 13)] == [0, 1, 1]
    assert ups(row) == ["duty_chief", "leader"]


def test_what_went_up_is_on_the_lists_of_those_above(county) -> None:
    row = reported("A")
    tick(row.tenant, 41)
    leader, chief = who("leader"), who("duty-chief")
    assert [r.number for r in queries.incidents(chief, "escalated", at=minutes(41)).rows] == [row.number]
    assert queries.incidents(leader, "escalated_leader", at=minutes(41)).total == 0
    tick(row.tenant, 251)
    assert queries.incidents(leader, "escalated_leader", at=minutes(251)).rows[0].escalated == 2
    assert queries.cockpit(leader, minutes(251)).escalated == 1
