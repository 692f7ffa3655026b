"""A line that is merged or withdrawn leaves no visit behind on the calendar."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.apps.inspections.world import AT, DAY, MARKET, URBAN, approved, places, submitted
from tests.county import who
from zhifa.apps.inspections import queries, services
from zhifa.apps.inspections.models import Inspection
from zhifa.apps.planning import services as planning
from zhifa.apps.planning.models import PlanLine
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.verification import Counts, verify
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db


def scheduled(user: str, line: PlanLine, n: int = 3) -> tuple[Inspection, ...]:
    days = {str(p.pk): DAY + timedelta(days=k + 1) for k, p in enumerate(places()[:n])}
    return services.schedule_line(by=who(user), at=AT, line=line.pk, days=days)


def test_a_merged_line_takes_its_visits_off_the_calendar_each_with_a_receipt(county) -> None:
    theirs = approved(URBAN)
    made = scheduled(URBAN, theirs)
    joint = services.merge_lines(by=who(MARKET), at=AT, line=submitted(MARKET).pk, other=theirs.pk)
    assert {v.state for v in Inspection.objects.filter(pk__in=[m.pk for m in made])} == {"cancelled"}
    assert {v.gave_way_to_id for v in Inspection.objects.all()} == {joint.pk}
    told = trail.story(made[0].pk)[-1]
    assert (told.verb, told.note, told.facts["joint"]) == ("follow_plan", f"并入综合查一次 {joint.code}", joint.code)
    assert [(e.place, e.organ, e.cancelled) for e in queries.of_line(who(MARKET), joint.pk)] == [
        (p.name, "urban_management", True) for p in places()[:3]
    ]
    assert list(verify(Counts(), files=False)) == []


def test_a_place_where_somebody_has_been_stays_with_its_line(county) -> None:
    theirs = approved(URBAN)
    made = scheduled(URBAN, theirs, 2)
    there = who("regulator-urban-management-2").person
    services.arrive(by=who(URBAN), at=AT + timedelta(days=1), visit=made[0].pk, officers=[there])
    joint = services.merge_lines(by=who(MARKET), at=AT, line=submitted(MARKET).pk, other=theirs.pk)
    assert made[0].premises_id not in set(joint.places.values_list("premises_id", flat=True))
    assert Inspection.objects.get(pk=made[0].pk).state == "on_site"
    assert Inspection.objects.get(pk=made[1].pk).state == "cancelled"


def test_where_somebody_has_been_everywhere_there_is_nothing_to_merge(county) -> None:
    theirs, only = approved(URBAN, some=places()[:1]), submitted(MARKET, some=places()[:1])
    made = scheduled(URBAN, theirs, 1)
    Inspection.objects.filter(pk=made[0].pk).update(state="on_site")
    with pytest.raises(Blocked) as refused:
        services.merge_lines(by=who(MARKET), at=AT, line=only.pk, other=theirs.pk)
    assert refused.value.ruling.reasons[0].code == "plan.no_overlap"


def test_a_withdrawn_line_takes_its_visits_along(county) -> None:
    line = approved(MARKET)
    made = scheduled(MARKET, line)
    with pytest.raises(Denied):
        services.withdraw_line(by=who(URBAN), at=AT, line=line.pk, reason="任务取消")
    services.withdraw_line(by=who("guidance"), at=AT, line=line.pk, reason="任务取消")
    assert {v.state for v in Inspection.objects.filter(pk__in=[m.pk for m in made])} == {"cancelled"}
    assert trail.story(made[0].pk)[-1].note == f"计划 {line.code} 已撤回：任务取消"


def test_a_joint_line_that_is_withdrawn_too_leaves_nothing_either(county) -> None:
    joint = services.merge_lines(by=who(MARKET), at=AT, line=submitted(MARKET).pk, other=submitted(URBAN).pk)
    planning.agree_to_join(by=who(URBAN), at=AT, line=joint.pk)
    planning.approve_line(by=who("guidance"), at=AT, line=joint.pk)
    scheduled(MARKET, joint)
    services.withdraw_line(by=who(MARKET), at=AT, line=joint.pk, reason="任务取消")
    assert not Inspection.objects.exclude(state="cancelled").exists()
