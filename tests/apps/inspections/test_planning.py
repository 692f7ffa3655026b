"""Overlaps are seen before approval; they are merged, or waived with a reason for exactly these places."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.inspections.world import AT, DAY, MARKET, SQUAD, URBAN, approved, draft, drawn_up, places, submitted
from tests.county import who
from zhifa.apps.planning import queries, services
from zhifa.apps.planning.models import PlanLine
from zhifa.apps.trail.acts import Invalid
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db


def line(user: str, row: PlanLine) -> queries.LineRow:
    found = queries.line(who(user), row.pk, DAY)
    assert found is not None
    return found


def test_an_overlap_blocks_approval_until_somebody_says_why(county) -> None:
    theirs, mine = submitted(URBAN), submitted(MARKET)
    with pytest.raises(Blocked) as refused:
        services.approve_line(by=who("guidance"), at=AT, line=mine.pk)
    assert refused.value.ruling.reasons[0].code == "plan.overlaps_open"
    assert refused.value.ruling.reasons[0].values["days"] == "30"
    with pytest.raises(Blocked):
        services.waive_merging(by=who(MARKET), at=AT, line=mine.pk, other=theirs.pk, reason=" ")
    services.waive_merging(by=who(MARKET), at=AT, line=mine.pk, other=theirs.pk, reason="抽样须突击，不能预告")
    assert services.approve_line(by=who("guidance"), at=AT, line=mine.pk).state == "approved"
    assert services.approve_line(by=who("guidance"), at=AT, line=theirs.pk).state == "approved"


def test_a_waiver_does_not_cover_places_that_are_added_later(county) -> None:
    submitted(URBAN)
    mine = drawn_up(MARKET, some=places()[:2])
    other = line(MARKET, mine).overlaps[0].other_id
    services.waive_merging(by=who(MARKET), at=AT, line=mine.pk, other=other, reason="突击抽样")
    services.amend_line(by=who(MARKET), at=AT, line=mine.pk, draft=draft(MARKET, some=places()[:3]))
    assert line(MARKET, mine).overlaps[0].open == (places()[2].name,)


def test_merging_takes_the_shared_places_only_and_asks_the_other_organ(county) -> None:
    theirs, mine = submitted(URBAN, some=places()[:3]), submitted(MARKET, some=places()[2:])
    joint = services.merge_lines(by=who(MARKET), at=AT, line=mine.pk, other=theirs.pk)
    shown = line("guidance", joint)
    assert [p.name for p in shown.places] == [places()[2].name]
    assert set(shown.item_codes) == {"CL-MK-01", "CL-MK-03", "CL-UM-01", "CL-UM-02"}
    assert shown.waiting_for == ("淳安县城市管理主管部门",)
    assert (line(MARKET, mine).count, line(URBAN, theirs).count) == (3, 2)
    assert not line(MARKET, mine).overlaps
    with pytest.raises(Blocked) as refused:
        services.approve_line(by=who("guidance"), at=AT, line=joint.pk)
    assert refused.value.ruling.reasons[0].code == "plan.not_agreed"
    services.agree_to_join(by=who(URBAN), at=AT, line=joint.pk)
    assert services.approve_line(by=who("guidance"), at=AT, line=joint.pk).state == "approved"


def test_lines_that_share_every_place_end_in_the_joint_one(county) -> None:
    theirs, mine = approved(URBAN), submitted(MARKET)
    joint = services.merge_lines(by=who("guidance"), at=AT, line=mine.pk, other=theirs.pk)
    assert {line(MARKET, mine).state, line(URBAN, theirs).state} == {"merged"}
    assert joint.agreed == [], "who coordinates agrees for nobody"


def test_the_homestays_of_the_culture_and_fire_checks_become_one_visit_on_the_day_between(county) -> None:
    """R8: windows of one day each, two days apart."""
    theirs = submitted(URBAN, since=date(2026, 9, 12), until=date(2026, 9, 12))
    mine = submitted(MARKET, since=date(2026, 9, 14), until=date(2026, 9, 14))
    joint = services.merge_lines(by=who(MARKET), at=AT, line=mine.pk, other=theirs.pk)
    assert joint.since <= date(2026, 9, 13) <= joint.until


def test_visits_far_apart_and_drafts_of_others_are_no_overlap(county) -> None:
    drawn_up(URBAN)
    submitted(URBAN, since=DAY + timedelta(days=41))
    assert not line(MARKET, submitted(MARKET, until=DAY + timedelta(days=10))).overlaps


def test_other_organs_see_no_draft_and_change_nothing(county) -> None:
    mine = drawn_up(MARKET)
    assert queries.line(who(URBAN), mine.pk, DAY) is None
    with pytest.raises(Denied) as refused:
        services.submit_line(by=who(URBAN), at=AT, line=mine.pk)
    assert refused.value.ruling.reasons[0].code == "plan.not_your_organ"


def test_an_organ_without_the_power_of_supervision_plans_nothing(county) -> None:
    strange = services.Draft("检查", "market", ("CL-MK-01",), (str(places()[0].pk),), DAY, DAY)
    row = services.draw_up_line(by=who(URBAN), at=AT, draft=strange)
    with pytest.raises(Blocked) as refused:
        services.submit_line(by=who(URBAN), at=AT, line=row.pk)
    assert refused.value.ruling.reasons[0].code == "inspection.no_power"


def test_powers_follow_the_plan_of_the_county(county) -> None:
    """The department keeps targeted inspection after the transfer, the bureau patrols, a professional team does both."""
    assert {drawn_up(u).power for u in (MARKET, URBAN)} == {"targeted_inspection"}
    assert drawn_up(SQUAD, some=places("330127104", "餐饮店")).power == "routine_patrol"
    assert "market" in queries.fields_of("market", DAY)
    assert "market" not in queries.fields_of("urban_management", DAY)


def test_wrong_entries_are_named(county) -> None:
    wrong = services.Draft(" ", "market", ("CL-UM-01",), ("0" * 32,), DAY, DAY - timedelta(days=1))
    with pytest.raises(Invalid) as refused:
        services.draw_up_line(by=who(MARKET), at=AT, draft=wrong)
    assert set(refused.value.errors) == {"title", "items", "places", "until"}


def test_the_list_of_lines_asks_a_fixed_number_of_questions(county) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            queries.lines(who(MARKET), DAY)
        return len(counted)

    submitted(MARKET)
    few = asked()
    for n in range(4):
        submitted(URBAN, since=DAY + timedelta(days=n))
    assert asked() == few
