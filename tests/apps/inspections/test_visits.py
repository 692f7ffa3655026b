"""Visits: who may go, when, with whom; what is recorded; what becomes of each problem."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.inspections.world import AT, DAY, MARKET, SQUAD, URBAN, WEIPING, approved, on_site, places, recorded, submitted, visit
from tests.apps.loop.test_cells import PNG
from tests.county import who
from zhifa.apps.documents import queries as documents
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.evidence import services as evidence_services
from zhifa.apps.incidents.models import Incident
from zhifa.apps.inspections import queries, services
from zhifa.apps.inspections.models import Inspection
from zhifa.apps.inspections.services import Signed, Visit
from zhifa.apps.planning import services as planning
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.verification import Counts, verify
from zhifa.law.rulings import Blocked, Denied, Refused

pytestmark = pytest.mark.django_db
OFFICER, SECOND = "weiping-officer-1", "weiping-officer-2"


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.ruling.reasons[0].code


def test_a_routine_visit_waits_for_the_head_and_an_exempt_one_does_not(county) -> None:
    routine = visit(URBAN, "routine")
    assert (routine.state, visit(OFFICER, "complaint", places(WEIPING, "餐饮店")[1]).state) == ("planned", "approved")
    with pytest.raises(Blocked):
        services.approve_visit(by=replace(who("head-urban-management"), person=routine.proposer), at=AT, visit=routine.pk)
    assert services.approve_visit(by=who("head-urban-management"), at=AT, visit=routine.pk).state == "approved"


def test_the_head_of_another_organ_approves_nothing(county) -> None:
    with pytest.raises(Denied) as refused:
        services.approve_visit(by=who("head-market"), at=AT, visit=visit(URBAN, "routine").pk)
    assert code(refused) == "inspection.not_your_organ"


def test_an_exempt_origin_is_named(county) -> None:
    asked = Visit(places()[0].pk, "market", ("CL-MK-01",), DAY, "complaint")
    with pytest.raises(Blocked) as refused:
        services.plan_visit(by=who(MARKET), at=AT, visit=asked)
    assert code(refused) == "inspection.source_unnamed"


def test_two_organs_at_one_place_inside_the_window_are_seen_before_anybody_leaves(county) -> None:
    place = places()[0]
    first = visit(MARKET, "routine", place)
    asked = Visit(place.pk, "urban_management", ("CL-UM-01",), DAY + timedelta(days=20))
    with pytest.raises(Blocked) as refused:
        services.plan_visit(by=who(URBAN), at=AT, visit=asked)
    assert code(refused) == "inspection.joint"
    assert "淳安县市场监督管理局" in refused.value.ruling.reasons[0].values["visits"]
    assert services.plan_visit(by=who(URBAN), at=AT, visit=replace(asked, planned_on=DAY + timedelta(days=31)))
    joined = services.join_visit(by=who(URBAN), at=AT, visit=first.pk, domain="urban_management", items=("CL-UM-01",))
    assert joined.items == ["CL-MK-01", "CL-UM-01"]
    assert [v.id for v in queries.visits(who(URBAN)) if v.id == first.pk], "who joined sees it"
    with pytest.raises(Blocked):
        services.join_visit(by=who(URBAN), at=AT, visit=first.pk, domain="urban_management", items=("CL-UM-02",))


def test_a_reason_lets_visits_stay_apart_and_a_complaint_is_one(county) -> None:
    place = places()[0]
    visit(MARKET, "routine", place)
    asked = Visit(place.pk, "urban_management", ("CL-UM-01",), DAY)
    assert services.plan_visit(by=who(URBAN), at=AT, visit=replace(asked, merge_reason="举报夜间油烟，须当晚查"))
    by_complaint = replace(asked, source="complaint", source_ref="TS-2026-17")
    assert services.plan_visit(by=who(URBAN), at=AT, visit=by_complaint).state == "approved"


def test_the_third_visit_of_the_year_needs_a_ground(county) -> None:
    place = places()[0]
    asked = Visit(place.pk, "market", ("CL-MK-01",), DAY)
    for days in (0, 40):
        services.plan_visit(by=who(MARKET), at=AT, visit=replace(asked, planned_on=DAY + timedelta(days=days)))
    third = replace(asked, planned_on=DAY + timedelta(days=80))
    with pytest.raises(Blocked) as refused:
        services.plan_visit(by=who(MARKET), at=AT, visit=third)
    assert "inspection.over_cap" in [r.code for r in refused.value.ruling.reasons]
    assert services.plan_visit(by=who(MARKET), at=AT, visit=replace(third, cap_reason="投诉举报 TS-2026-18"))


def test_an_approved_line_becomes_visits_that_need_no_head(county) -> None:
    line, first = approved(MARKET), places()[0]
    made = services.schedule_line(by=who(MARKET), at=AT, line=line.pk, days={str(first.pk): DAY + timedelta(days=2)})
    assert [(v.state, v.source, v.source_ref) for v in made] == [("approved", "annual_plan", line.code)]
    again = services.schedule_line(by=who(MARKET), at=AT, line=line.pk, days={str(first.pk): DAY + timedelta(days=2)})
    assert again == (), "a place is scheduled once"
    with pytest.raises(Invalid):
        services.schedule_line(by=who(MARKET), at=AT, line=line.pk, days={str(first.pk): DAY + timedelta(days=60)})
    with pytest.raises(Denied):
        services.schedule_line(by=who(URBAN), at=AT, line=line.pk, days={str(first.pk): DAY})
    with pytest.raises(Blocked):
        services.schedule_line(by=who(SQUAD), at=AT, line=submitted(SQUAD).pk, days={str(first.pk): DAY})


def test_a_waiver_of_the_plan_carries_over_to_the_visits(county) -> None:
    theirs, mine = submitted(URBAN), submitted(MARKET)
    planning.waive_merging(by=who(MARKET), at=AT, line=mine.pk, other=theirs.pk, reason="抽样须突击")
    days = {str(places()[0].pk): DAY + timedelta(days=1)}
    for user, row in ((URBAN, theirs), (MARKET, mine)):
        planning.approve_line(by=who("guidance"), at=AT, line=row.pk)
        made = services.schedule_line(by=who(user), at=AT, line=row.pk, days=days)
        assert made[0].merge_reason == "抽样须突击"


def test_one_officer_alone_does_not_inspect(county) -> None:
    row = visit()
    with pytest.raises(Blocked) as refused:
        services.arrive(by=who(OFFICER), at=AT, visit=row.pk, officers=[])
    assert code(refused) == "officers.too_few"
    with pytest.raises(Blocked):
        services.arrive(by=who(OFFICER), at=AT, visit=row.pk, officers=[who("weiping-auxiliary-1").person])


def test_nobody_goes_before_the_day(county) -> None:
    row = visit(day=DAY + timedelta(days=3))
    with pytest.raises(Blocked) as refused:
        services.arrive(by=who(OFFICER), at=AT, visit=row.pk, officers=[who(SECOND).person])
    assert code(refused) == "inspection.too_early"


def test_a_colleague_who_is_not_on_the_visit_writes_nothing(county) -> None:
    row = on_site()
    with pytest.raises(Denied) as refused:
        services.check_item(by=who("weiping-officer-3"), at=AT, visit=row.pk, item="CL-UM-02", result="yes")
    assert code(refused) == "inspection.not_on_visit"


def test_the_record_wants_every_item_and_a_signature_or_a_witnessed_refusal(county) -> None:
    row, by = on_site(), who(OFFICER)
    with pytest.raises(Blocked) as refused:
        services.record_visit(by=by, at=AT, visit=row.pk, signed=Signed("", signed_by="经营者"))
    assert code(refused) == "inspection.items_open"
    with pytest.raises(Blocked) as refused:
        services.check_item(by=by, at=AT, visit=row.pk, item="CL-UM-02", result="no")
    assert code(refused) == "inspection.problem_undescribed"
    with pytest.raises(Blocked):
        services.check_item(by=by, at=AT, visit=row.pk, item="CL-HC-01", result="yes")
    for item in row.items:
        services.check_item(by=by, at=AT, visit=row.pk, item=item, result="yes")
    for signed, expected in ((Signed(""), "inspection.not_signed"), (Signed("", refusal_note="不签"), "inspection.no_witness")):
        with pytest.raises(Blocked) as refused:
            services.record_visit(by=by, at=AT, visit=row.pk, signed=signed)
        assert code(refused) == expected
    services.record_visit(by=by, at=AT, visit=row.pk, signed=Signed("", refusal_note="不签", witness="执法记录仪"))
    closed = services.close_visit(by=by, at=AT, visit=row.pk)
    assert (closed.state, closed.due_at) == ("closed", None)
    assert sorted(d.kind for d in documents.of_subjects(row.pk)) == ["DOC-I03", "DOC-I05", "DOC-I07A"]


def test_a_visit_is_closed_when_every_problem_is_settled(county) -> None:
    row, finding = recorded()
    with pytest.raises(Blocked) as refused:
        services.close_visit(by=who(OFFICER), at=AT, visit=row.pk)
    assert code(refused) == "inspection.findings_open"
    due = DAY + timedelta(days=5)
    services.order_correction(by=who(OFFICER), at=AT, finding=finding.pk, order=uuid4(), number="责改1号", due_on=due)
    again = {"by": who(OFFICER), "finding": finding.pk, "officers": [who(SECOND).person]}
    with pytest.raises(Blocked) as refused:
        services.recheck_finding(at=AT, corrected=False, note="桌子还在", **again)
    assert code(refused) == "precondition.period_running"
    later = AT + timedelta(days=6)
    assert services.recheck_finding(at=later, corrected=False, note="桌子还在", **again).state == "open"
    ended = services.start_case(by=who(OFFICER), at=later, finding=finding.pk, case=uuid4(), ref="JA1")
    assert ended.state == "in_case"
    assert services.close_visit(by=who(OFFICER), at=later, visit=row.pk).state == "closed"


def test_a_department_hands_a_finding_on_a_transferred_matter_over(county) -> None:
    """JUR-13: neither case nor order, but an incident with everything that is known."""
    row, finding = recorded(URBAN, "regulator-urban-management-2", place=places(WEIPING, "餐饮店")[0])
    by = who(URBAN)
    for act in (
        lambda: services.start_case(by=by, at=AT, finding=finding.pk, case=uuid4(), ref="JA1"),
        lambda: services.order_correction(by=by, at=AT, finding=finding.pk, order=uuid4(), number="1", due_on=DAY),
    ):
        with pytest.raises(Blocked) as refused:
            act()
        assert "JUR-13" in refused.value.ruling.rules
    kept = evidence_services.store(by=by, at=AT, content=PNG, name="门外.png", kind="photo", subject_id=row.pk)
    services.hand_over_finding(by=by, at=AT, finding=finding.pk, note="请依法查处")
    incident = Incident.objects.get(external_id=f"inspection:{finding.pk}")
    assert (incident.source, incident.reported_by_organ, incident.area) == ("department", "urban_management", WEIPING)
    assert "未经批准超出门、窗店外经营" in incident.text
    assert [p.sha256 for p in evidence.of(incident.pk)] == [kept.sha256], "the same file under the same hash"
    with pytest.raises(Blocked):
        services.hand_over_finding(by=by, at=AT, finding=finding.pk, note="再移一次")
    assert services.close_visit(by=by, at=AT, visit=row.pk).state == "closed"


def test_visits_are_seen_by_their_organ_and_by_who_oversees(county) -> None:
    row = visit()
    assert [u for u in (OFFICER, "weiping-leader", "guidance", "discipline", "commander-weiping") if not _sees(u, row)] == []
    assert [u for u in (MARKET, URBAN, "fenkou-officer-1", "commander-fenkou") if _sees(u, row)] == []
    for user in ("weiping-auxiliary-1", "system-admin", "verifier-1"):
        with pytest.raises(Denied):
            queries.visits(who(user))


def _sees(user: str, row: Inspection) -> bool:
    return row.pk in {v.id for v in queries.visits(who(user))}


def test_the_calendar_shows_all_organs_and_marks_what_is_close(county) -> None:
    submitted(URBAN, some=places()[:1])
    visit(MARKET, "routine", places()[0])
    visit(MARKET, "routine", places()[1])
    shown = queries.calendar(who(MARKET), DAY, DAY + timedelta(days=60))
    assert [(p.premises.name, p.close) for p in shown] == [(places()[0].name, True), (places()[1].name, False)]
    assert {e.organ for e in shown[0].entries} == {"market", "urban_management"}


def test_lists_and_pages_ask_a_fixed_number_of_questions(county) -> None:
    by = who(MARKET)

    def asked(act) -> int:
        with CaptureQueriesContext(connection) as counted:
            act()
        return len(counted)

    reads = (
        lambda: queries.visits(by),
        lambda: queries.calendar(by, DAY, DAY + timedelta(days=60)),
        lambda: queries.page(by, first.pk),
    )
    first = visit(MARKET, "complaint", places()[0])
    few = [asked(act) for act in reads]
    for place in places()[1:5]:
        visit(MARKET, "complaint", place)
    assert [asked(act) for act in reads] == few
    assert max(few) <= 12


def test_the_trail_vouches_for_everything(county) -> None:
    theirs, mine = submitted(URBAN), submitted(MARKET)
    planning.merge_lines(by=who(MARKET), at=AT, line=mine.pk, other=theirs.pk)
    _row, finding = recorded()
    services.hand_over_finding(by=who(OFFICER), at=AT, finding=finding.pk, note="请办理")
    assert list(verify(Counts(), files=False)) == []
    type(finding).objects.filter(pk=finding.pk).update(words="没有问题")
    assert list(verify(Counts(), files=False)), "a change past the services is found"
