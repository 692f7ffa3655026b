"""切换: another squad for an area, powers that go back, and the work in flight that goes over or stays (R37, R54, R56, R116)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.apps.adjustments import world
from tests.apps.loop.world import problems
from tests.county import SHANGHAI, source, who
from zhifa.apps.adjustments.models import Cutover, Receipt
from zhifa.apps.adjustments.services.cutover_planning import (
    Plan,
    amend_cutover,
    cancel_cutover,
    cut_over,
    cut_over_due,
    plan_cutover,
    reassign_coverage,
    rehearse_cutover,
)
from zhifa.apps.adjustments.services.cutover_receiving import (
    Chosen,
    accept_receipts,
    escalate_receipts,
    mark_receipts_late,
    refuse_receipts,
)
from zhifa.apps.dispatch import queries as dispatch_queries
from zhifa.apps.dispatch import queueing, services
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.services.coverage import Assigned
from zhifa.apps.trail.acts import Invalid
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db
AT = world.AT
ZITONG, JIANGJIA, WEIPING = "330127107", "squad-jiangjia", "squad-weiping"
FIRST = date(2026, 10, 1)
SEPTEMBER = datetime(2026, 9, 29, 9, 0, tzinfo=SHANGHAI)
ON_THE_DAY = datetime(2026, 10, 1, 0, 1, tzinfo=SHANGHAI)
STATES = ("pending", "dispatched", "received", "on_site", "correcting")


def task(number: str, state: str, area: str = ZITONG, at: datetime = SEPTEMBER, danger: bool = False) -> Dispatch:
    """One task of the squad of 姜家 in this state."""
    report = Report("12345", "镇口有人乱倒生活垃圾", at, number, area=area, danger_to_life=danger)
    incident = incidents.report_incident(by=source(), at=at, report=report).incident
    row = services.accept_incident(by=who("dispatcher-1"), at=at, incident=incident.pk, matters=("UM-018",))[1][0]
    officer, other = who("jiangjia-leader", at.date()), who("jiangjia-officer-1", at.date())
    steps = {
        "dispatched": lambda: services.dispatch_matter(by=who("dispatcher-1"), at=at, dispatch=row.pk),
        "received": lambda: services.receive_dispatch(by=officer, at=at, dispatch=row.pk),
        "on_site": lambda: services.arrive(by=officer, at=at, dispatch=row.pk, officers=[other.person]),
        "correcting": lambda: services.order_correction(
            by=officer, at=at, dispatch=row.pk, findings="垃圾堆放", demand="清理", correct_by=at + timedelta(days=4)
        ),
    }
    for step in STATES[1 : STATES.index(state) + 1]:
        row = steps[step]()
    return Dispatch.objects.get(pk=row.pk)


def tasks() -> list[Dispatch]:
    return [task(f"T-{n}", state) for n, state in enumerate(STATES)]


def planned(**plan: object) -> Cutover:
    return reassign_coverage(
        by=who("guidance"), at=SEPTEMBER, assigned=Assigned(ZITONG, WEIPING, FIRST), ground="局务会议", plan=Plan(**plan)
    )


def test_moving_zitong_to_weiping_moves_five_open_tasks_which_weiping_accepts(vouched: None) -> None:
    before = {t.pk: (t.state, t.due_at, t.due_basis) for t in tasks()}
    elsewhere = task("T-9", "received", area="330127106")
    done = cut_over(by=who("guidance"), at=ON_THE_DAY, cutover=planned().code)
    assert done.before == {"task": 5}
    assert [c.team for c in registry.cover(FIRST) if c.area == ZITONG] == [WEIPING]
    moved = list(Dispatch.objects.filter(pk__in=before))
    assert {t.team for t in moved} == {WEIPING}
    assert {t.pk: (t.state, t.due_at, t.due_basis) for t in moved} == before
    assert Dispatch.objects.get(pk=elsewhere.pk).team == JIANGJIA
    states = dict(Receipt.objects.values_list("item_state", "state"))
    assert states.pop("待派遣") == "accepted"
    assert set(states.values()) == {"handed"}
    assert done.state == "handing"

    accepted = accept_receipts(by=who("weiping-leader", FIRST), at=ON_THE_DAY, chosen=Chosen(done.code))
    assert len(accepted) == 4
    done.refresh_from_db()
    assert (done.state, done.reconciled_at) == ("reconciled", ON_THE_DAY)
    assert not dispatch_queries.orphan_time("330127", ON_THE_DAY).total
    assert queueing.strays("330127") == ()
    arrived = services.arrive(
        by=who("weiping-officer-1", FIRST), at=ON_THE_DAY, dispatch=moved[2].pk, officers=[who("weiping-officer-2").person]
    )
    assert arrived.state == "on_site"
    assert problems() == []


def test_a_second_run_changes_nothing(county: None) -> None:
    tasks()
    code = planned().code
    cut_over(by=who("guidance"), at=ON_THE_DAY, cutover=code)
    kept = list(Receipt.objects.order_by("pk").values())
    again = cut_over(by=who("guidance"), at=ON_THE_DAY + timedelta(hours=1), cutover=code)
    assert list(Receipt.objects.order_by("pk").values()) == kept
    assert again.before == {"task": 5}
    assert again.cut_over_at == ON_THE_DAY


def test_a_rehearsal_tells_what_would_move_and_writes_nothing(county: None) -> None:
    rows = tasks()
    code = planned().code
    done, receipts = rehearse_cutover(by=who("guidance"), at=SEPTEMBER, cutover=code)
    assert done.before == {"task": 5}
    assert [r["to_name"] for r in receipts] == ["威坪中队"] * 5
    assert Receipt.objects.count() == 0
    assert Cutover.objects.get().state == "planned"
    assert {t.team for t in Dispatch.objects.filter(pk__in=[r.pk for r in rows])} == {JIANGJIA}
    assert [c.team for c in registry.cover(FIRST) if c.area == ZITONG] == [JIANGJIA]


def test_what_is_returned_goes_back_with_its_clock_and_its_reason(vouched: None) -> None:
    row = task("T-1", "received")
    code = planned().code
    cut_over(by=who("guidance"), at=ON_THE_DAY, cutover=code)
    leader, receipt = who("weiping-leader", FIRST), Receipt.objects.get()
    with pytest.raises(Invalid):
        refuse_receipts(by=leader, at=ON_THE_DAY, chosen=Chosen(code, (str(receipt.pk),)), reason=" ")
    refuse_receipts(by=leader, at=ON_THE_DAY, chosen=Chosen(code, (str(receipt.pk),)), reason="由原中队继续更快")
    back = Dispatch.objects.get(pk=row.pk)
    assert (back.team, back.state, back.due_at) == (JIANGJIA, row.state, row.due_at)
    receipt.refresh_from_db()
    assert (receipt.state, receipt.note) == ("returned", "由原中队继续更快")
    assert Cutover.objects.get().state == "reconciled"
    again = cut_over(by=who("guidance"), at=ON_THE_DAY + timedelta(hours=1), cutover=code)
    assert again.before == {"task": 1}
    assert problems() == []


def test_what_went_on_is_not_returned(county: None) -> None:
    row = task("T-1", "received")
    code = planned().code
    cut_over(by=who("guidance"), at=ON_THE_DAY, cutover=code)
    officer, other = who("weiping-officer-1", FIRST), who("weiping-officer-2", FIRST)
    services.arrive(by=officer, at=ON_THE_DAY, dispatch=row.pk, officers=[other.person])
    services.hand_over(by=officer, at=ON_THE_DAY, dispatch=row.pk, receiver="agriculture", reason="农业")
    services.accept_hand_over(by=who("team-agriculture-1", FIRST), at=ON_THE_DAY, dispatch=row.pk)
    with pytest.raises(Blocked) as refused:
        refuse_receipts(by=who("weiping-leader", FIRST), at=ON_THE_DAY, chosen=Chosen(code), reason="不接")
    assert refused.value.ruling.reasons[0].code == "cutover.item_moved_on"
    assert Receipt.objects.get().state == "handed"


def test_before_its_day_nothing_is_cut_over_and_the_clock_does_it_on_the_day(county: None) -> None:
    tasks()
    code = planned().code
    with pytest.raises(Blocked) as refused:
        cut_over(by=who("guidance"), at=SEPTEMBER, cutover=code)
    assert refused.value.ruling.reasons[0].code == "cutover.day_not_reached"
    assert cut_over_due(tenant="330127", at=SEPTEMBER) == 0
    assert cut_over_due(tenant="330127", at=ON_THE_DAY) == 1
    assert cut_over_due(tenant="330127", at=ON_THE_DAY) == 0
    assert Cutover.objects.get().cut_over_by_name == "系统"


def test_an_unanswered_receipt_is_late_and_goes_up_to_the_guidance_office_and_the_leader(vouched: None) -> None:
    task("T-1", "received")
    code = planned().code
    cut_over(by=who("guidance"), at=ON_THE_DAY, cutover=code)
    receipt = Receipt.objects.get()
    assert receipt.due_at == ON_THE_DAY + timedelta(days=1)
    later = receipt.due_at + timedelta(minutes=1)
    assert [mark_receipts_late(tenant="330127", at=at) for at in (ON_THE_DAY, later, later)] == [0, 1, 0]
    assert [escalate_receipts(tenant="330127", at=later + timedelta(hours=h)) for h in (1, 9, 9, 25)] == [0, 1, 0, 1]
    receipt.refresh_from_db()
    assert (receipt.late_since, receipt.escalated) == (receipt.due_at, 2)
    accept_receipts(by=who("weiping-leader", FIRST), at=later, chosen=Chosen(code))
    assert problems() == []


@pytest.mark.parametrize(
    "user", ["dispatcher-1", "weiping-leader", "leader", "discipline", "regulator-housing-construction", "system-admin"]
)
def test_only_the_guidance_office_plans_rehearses_cancels_and_cuts_over(county: None, user: str) -> None:
    code = planned().code
    by = who(user)
    for act in (
        lambda: reassign_coverage(by=by, at=SEPTEMBER, assigned=Assigned("330127208", JIANGJIA, FIRST), ground="x"),
        lambda: amend_cutover(by=by, at=SEPTEMBER, cutover=code, plan=Plan()),
        lambda: cancel_cutover(by=by, at=SEPTEMBER, cutover=code, reason="x"),
        lambda: cut_over(by=by, at=ON_THE_DAY, cutover=code),
        lambda: rehearse_cutover(by=by, at=SEPTEMBER, cutover=code),
        lambda: plan_cutover(by=by, at=SEPTEMBER, change="none", plan=Plan()),
    ):
        with pytest.raises(Denied):
            act()


@pytest.mark.parametrize("user", ["jiangjia-leader", "weiping-officer-1", "guidance", "dispatcher-1", "fenkou-leader", "leader"])
def test_only_the_head_of_the_receiving_unit_answers(county: None, user: str) -> None:
    task("T-1", "received")
    code = planned().code
    cut_over(by=who("guidance"), at=ON_THE_DAY, cutover=code)
    by, chosen = who(user, FIRST), Chosen(code, (str(Receipt.objects.get().pk),))
    with pytest.raises(Denied):
        accept_receipts(by=by, at=ON_THE_DAY, chosen=chosen)
    with pytest.raises(Denied):
        refuse_receipts(by=by, at=ON_THE_DAY, chosen=chosen, reason="不接")


def test_between_freeze_and_cut_over_tasks_are_not_moved_otherwise_but_dangers_are_acted_on(county: None) -> None:
    rows = {state: task(f"T-{state}", state) for state in ("dispatched", "received", "on_site")}
    danger = task("T-danger", "received", danger=True)
    cutover = planned(freeze_from=SEPTEMBER + timedelta(hours=1))
    frozen, leader = SEPTEMBER + timedelta(hours=2), who("jiangjia-leader")
    dispatcher = who("dispatcher-1")
    acts = (
        lambda: services.recall_dispatch(by=dispatcher, at=frozen, dispatch=rows["dispatched"].pk, reason="改派"),
        lambda: services.return_dispatch(by=leader, at=frozen, dispatch=rows["received"].pk, reason="不是", basis="条例 第十六条"),
        lambda: services.hand_over(by=leader, at=frozen, dispatch=rows["on_site"].pk, receiver="agriculture", reason="农业"),
        lambda: services.file_case(by=leader, at=frozen, dispatch=rows["on_site"].pk, may_penalise=True),
    )
    for act in acts:
        with pytest.raises(Blocked) as refused:
            act()
        reason = refused.value.ruling.reasons[0]
        assert reason.code in ("freeze.redispatch", "freeze.filing")
        assert reason.values["until"] == "2026-10-01 00:00"
    services.return_dispatch(by=leader, at=frozen, dispatch=danger.pk, reason="不是", basis="条例 第十六条")
    task("T-new", "dispatched", at=frozen)
    cancel_cutover(by=who("guidance"), at=frozen, cutover=cutover.code, reason="另行研究")
    services.recall_dispatch(by=dispatcher, at=frozen, dispatch=rows["dispatched"].pk, reason="改派")


def test_an_area_has_one_cut_over_at_a_time_and_a_cancelled_one_can_be_planned_again(county: None) -> None:
    first = planned()
    with pytest.raises(Blocked) as refused:
        planned()
    assert refused.value.ruling.reasons[0].values["cutover"] == first.code
    cancel_cutover(by=who("guidance"), at=SEPTEMBER, cutover=first.code, reason="另行研究")
    assert amend_cutover(by=who("guidance"), at=SEPTEMBER, cutover=first.code, plan=Plan()).state == "planned"


@pytest.mark.parametrize(
    ("assigned", "ground", "field"),
    [
        (Assigned("nowhere", WEIPING, FIRST), "x", "area"),
        (Assigned(ZITONG, "team-market", FIRST), "x", "team"),
        (Assigned(ZITONG, JIANGJIA, FIRST), "x", "team"),
        (Assigned(ZITONG, WEIPING, FIRST), " ", "ground"),
    ],
)
def test_a_wrong_assignment_names_its_field(county: None, assigned: Assigned, ground: str, field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        reassign_coverage(by=who("guidance"), at=SEPTEMBER, assigned=assigned, ground=ground)
    assert list(wrong.value.errors) == [field]


def test_a_freeze_begins_before_the_day_and_moving_cases_needs_a_ground(county: None) -> None:
    with pytest.raises(Blocked) as refused:
        planned(freeze_from=ON_THE_DAY)
    assert refused.value.ruling.reasons[0].code == "cutover.freeze_before_day"
    with pytest.raises(Invalid) as wrong:
        planned(cases_move=True)
    assert list(wrong.value.errors) == ["cases_ground"]
    with pytest.raises(Blocked):
        reassign_coverage(by=who("guidance"), at=SEPTEMBER, assigned=Assigned(ZITONG, WEIPING, date(2026, 9, 1)), ground="x")
