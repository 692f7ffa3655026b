"""Side lines: hearings postponed, withdrawn, ended; recusal; no filing; no penalty; a decision made anew; what forbids a penalty later
is known at the filing; the task that waits for the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.apps.cases import play as summary
from tests.apps.cases.ordinary import play
from tests.apps.cases.ordinary.test_ordinary_case import code
from tests.county import source, who
from zhifa.apps.cases import queries
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.services import ordinary
from zhifa.apps.cases.services.ordinary import Summons, Suspicion
from zhifa.apps.dispatch import services as dispatch
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.documents import queries as documents
from zhifa.apps.documents.queries import DocumentRow
from zhifa.apps.evidence import services as evidence
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report

pytestmark = pytest.mark.django_db


def papers(case: OrdinaryCase) -> dict[str, DocumentRow]:
    return {d.kind: d for d in documents.of_subjects(case.pk)}


def test_a_postponed_hearing_is_summoned_anew_with_the_full_days(county) -> None:
    case = play.hearing_case("hearing_summoned")
    day = date(2026, 9, 21)
    postponed = ordinary.postpone_hearing(by=play.head(), at=play.at(day), case=case.pk, reason="当事人住院")
    assert postponed.state == "hearing_requested"
    soon = Summons(date(2026, 9, 28), "9时", "会议室", play.presider().person, "某人")
    assert "ordinary.summons_late" in code(lambda: ordinary.summon_hearing(by=play.head(), at=play.at(day), case=case.pk, summons=soon))
    later = replace(soon, on=date(2026, 10, 20))
    assert ordinary.summon_hearing(by=play.head(), at=play.at(day), case=case.pk, summons=later).state == "hearing_summoned"
    assert "DOC-H02" in papers(case)


def test_a_withdrawn_hearing_ends_in_a_decision_without_one(county) -> None:
    case = play.hearing_case("hearing_requested")
    ordinary.withdraw_hearing(by=play.first(), at=play.at(date(2026, 9, 11)), case=case.pk, proof="书面撤回申请")
    answered = ordinary.end_waiting(by=play.first(), at=play.at(play.OVER_ON), case=case.pk)
    assert answered.state == "answered"
    assert ordinary.decide(by=play.head(), at=play.at(play.OVER_ON), case=case.pk).state == "decided"


def test_a_party_that_stays_away_ends_the_hearing_and_only_on_its_day(county) -> None:
    case = play.hearing_case("hearing_summoned")
    early = play.at(play.HEARD_ON - timedelta(days=1))
    assert "ordinary.hearing_day" in code(lambda: ordinary.end_hearing(by=play.presider(), at=early, case=case.pk, reason="没来"))
    ended = ordinary.end_hearing(by=play.presider(), at=play.at(play.HEARD_ON, 11), case=case.pk, reason="当事人无正当理由没有出席")
    assert ended.state == "answered"
    assert "DOC-H05" in papers(case)


def test_who_had_to_leave_for_recusal_has_a_paper_and_does_not_come_back(county) -> None:
    case = play.played("investigating")
    second, at = play.second(), play.minutes(90)
    ordinary.request_recusal(by=play.first(), at=at, case=case.pk, person=second.person, reason="与当事人是近亲属")
    ordinary.decide_recusal(by=play.head(), at=at, case=case.pk, granted=True, reason="属实")
    assert "DOC-G13" in papers(case)
    assert "recusal.related" in code(lambda: ordinary.join_case(by=second, at=at, case=case.pk))


def test_a_refused_filing_is_told_on_paper(county) -> None:
    case = play.proposed()
    refused = ordinary.refuse_filing(by=play.head(), at=play.minutes(30), case=case.pk, reason="违法事实不成立")
    assert refused.state == "not_filed"
    assert "DOC-G02" in papers(case)


def test_an_investigation_may_end_in_no_penalty_which_is_served_closed_and_bound(county) -> None:
    case = play.played("reported", fine=None, tier="", spare="minor_corrected")
    assert "ordinary.no_penalty_proposed" in code(lambda: notified(case))
    words = {"ground": "minor_corrected", "reason": "当场改正，已教育"}
    ordinary.decide_no_penalty(by=play.head(), at=play.at(date(2026, 9, 4)), case=case.pk, **words)
    day = date(2026, 9, 7)
    served = ordinary.serve(by=play.first(), at=play.at(day), case=case.pk, delivery=play.handed(case, day))
    assert served.state == "excused"
    assert not served.deadlines.filter(kind="payment").exists()
    ordinary.close(by=play.head(), at=play.at(date(2026, 9, 8)), case=case.pk)
    assert ordinary.archive(by=play.first(), at=play.at(date(2026, 9, 9)), case=case.pk).state == "archived"
    assert {"DOC-D03", "DOC-S01", "DOC-E09", "DOC-A01"} <= set(papers(case))


def notified(case: OrdinaryCase) -> object:
    ordinary.pass_review(by=play.reviewer(), at=play.minutes(300), case=case.pk, opinion="同意", qualification="A1")
    return ordinary.notify(by=play.first(), at=play.minutes(310), case=case.pk)


def test_no_penalty_waits_for_a_recusal_and_a_child_has_a_guardian(county) -> None:
    case = play.played("reported", fine=None, tier="", spare="under_fourteen")
    ordinary.request_recusal(by=play.first(), at=play.minutes(280), case=case.pk, person=play.second().person, reason="申请回避")
    words = {"by": play.head(), "at": play.minutes(290), "case": case.pk, "ground": "under_fourteen", "reason": "已教育"}
    refused = code(lambda: ordinary.decide_no_penalty(**words))
    assert "recusal.undecided" in refused
    assert "ordinary.guardian_missing" in refused
    ordinary.decide_recusal(by=play.head(), at=play.minutes(285), case=case.pk, granted=False, reason="没有利害关系")
    assert ordinary.decide_no_penalty(guardian="演示监护人", **words).state == "spared"
    assert "DOC-D04" in papers(case)


def test_a_withdrawn_decision_keeps_its_void_number_and_a_new_one_is_made(county) -> None:
    case = play.played("decided")
    ordinary.withdraw_decision(by=play.head(), at=play.at(play.OVER_ON, 16), case=case.pk, reason="当事人名称有误")
    ordinary.decide(by=play.head(), at=play.at(play.OVER_ON, 17), case=case.pk)
    old, new = case.decisions.order_by("decided_at")
    assert old.withdrawn_at
    assert old.number != new.number
    assert case.deadlines.get(kind="decision").met_at


def test_what_will_forbid_the_penalty_is_known_at_the_filing(county) -> None:
    case = play.proposed("UM-001", party=summary.organization())
    ordinary.join_case(by=play.second(), at=play.minutes(10), case=case.pk)
    approve = {"by": play.head(), "at": play.minutes(20), "case": case.pk}
    assert "precondition.no_order" in code(lambda: ordinary.approve_filing(**approve))
    assert ordinary.approve_filing(opinion="先责令改正，期满复查后再处理", **approve).state == "investigating"


def test_a_threshold_of_the_demonstration_is_marked_on_case_and_papers(county) -> None:
    case = play.hearing_case("waiting")
    proposal = queries.ordinary_case(play.head(), case.pk).proposal
    assert proposal.right_told
    assert proposal.threshold_demo
    assert "50000" in proposal.threshold_words
    assert papers(case)["DOC-N02"].demo


def sent() -> Dispatch:
    """A task on the scene, a picture on file."""
    report = Report(source="12345", text="倒污水", reported_at=play.AT, external_id="O-1", area="330127104", address="环镇路18号")
    row = incidents.report_incident(by=source(), at=play.AT, report=report).incident
    _, made = dispatch.accept_incident(by=who("dispatcher-1"), at=play.AT, incident=row.pk, matters=[play.SEWAGE])
    task, officer = made[0], play.first()
    dispatch.dispatch_matter(by=who("dispatcher-1"), at=play.AT, dispatch=task.pk)
    dispatch.receive_dispatch(by=officer, at=play.AT, dispatch=task.pk)
    dispatch.arrive(by=officer, at=play.AT, dispatch=task.pk, officers=[play.second().person])
    evidence.store(by=officer, at=play.AT, content=summary.PNG, name="a.png", kind="photo", subject_id=task.pk)
    return task


def from_task(task: Dispatch) -> OrdinaryCase:
    suspicion = Suspicion("指挥中心派遣", "倾倒污水。", play.AT - timedelta(minutes=30))
    case = ordinary.propose_filing(
        by=play.first(), at=play.AT, suspicion=suspicion, party=summary.citizen().pk, incident_matter=task.incident_matter_id
    )
    dispatch.file_case(by=play.first(), at=play.AT, dispatch=task.pk, may_penalise=True, case=case.ref)
    return case


def test_the_task_waits_for_the_case_and_ends_with_it(county) -> None:
    task = sent()
    case = from_task(task)
    assert Dispatch.objects.get(pk=task.pk).state == "in_case"
    for state in play.LINE[1:-1]:
        play.moves(case)[state]()
    task.refresh_from_db()
    assert (task.state, task.outcome) == ("handled", "case_ended")
    assert case.decisions.get().number in task.findings
    dispatch.verify_dispatch(by=who("verifier-1"), at=play.at(date(2026, 9, 22)), dispatch=task.pk, findings="已看过")
    words = {"incident": task.incident_id, "answer": "已立案处罚并缴清"}
    assert dispatch.close_incident(by=who("dispatcher-1"), at=play.at(date(2026, 9, 22)), **words).state == "closed"


def test_without_a_case_the_task_goes_back_to_the_scene(county) -> None:
    task = sent()
    case = from_task(task)
    ordinary.refuse_filing(by=play.head(), at=play.minutes(60), case=case.pk, reason="情节轻微，责令改正即可")
    task.refresh_from_db()
    assert task.state == "on_site"
    assert task.due_at


def test_the_fine_of_the_decision_may_be_lower_than_told(county) -> None:
    case = play.played("answered")
    decided = ordinary.decide(by=play.head(), at=play.at(play.OVER_ON, 15), case=case.pk, fine=Decimal(250), reason="积极配合")
    assert decided.decisions.get().fine == Decimal(250)
