"""An ordinary case from the lead to the bound file, and what the law refuses on the way."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.apps.cases import play as summary
from tests.apps.cases.ordinary import play
from zhifa.apps.cases import services as summary_services
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.services import import_receipt, ordinary
from zhifa.apps.cases.services.ordinary import Summons
from zhifa.apps.documents import queries as documents
from zhifa.law.rulings import Refused

pytestmark = pytest.mark.django_db


def test_from_a_lead_to_the_bound_file(county) -> None:
    case = play.played("archived")
    assert case.state == "archived"
    kinds = [d.kind for d in documents.of_subjects(case.pk)]
    assert kinds == [
        "DOC-G01", "DOC-G04", "DOC-G03", "DOC-G14", "DOC-R01", "DOC-N01", "DOC-S01", "DOC-D01", "DOC-S01", "DOC-E09", "DOC-A01",
    ]  # fmt: skip
    assert OrdinaryCase.objects.get(pk=case.pk).ended_at


def test_a_hearing_asked_for_in_time(county) -> None:
    case = play.hearing_case("hearing_held")
    assert case.state == "hearing_held"


def code(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return " ".join(r.code for r in refused.value.ruling.reasons)


def test_a_hearing_ends_in_a_decision_on_the_record_that_was_reviewed_again(county) -> None:
    case = play.hearing_case("hearing_held")
    day = play.at(play.HEARD_ON, 15)
    ordinary.report_hearing(by=play.presider(), at=day, case=case.pk, report="事实清楚，维持拟处罚意见。")
    assert "review.not_done" in code(lambda: ordinary.decide(by=play.head(), at=day, case=case.pk))
    ordinary.pass_review(by=play.reviewer(), at=day, case=case.pk, opinion="已审阅听证笔录", qualification="A1")
    decided = ordinary.decide(by=play.head(), at=day, case=case.pk)
    assert decided.state == "decided"
    assert {"DOC-N02", "DOC-H01", "DOC-H03", "DOC-H04"} <= {d.kind for d in documents.of_subjects(case.pk)}


def test_the_summons_leaves_seven_full_working_days_and_the_presider_is_not_of_the_case(county) -> None:
    case = play.hearing_case("hearing_requested")
    soon = Summons(date(2026, 9, 17), "9时", "会议室", play.presider().person, "某人")
    assert "ordinary.summons_late" in code(
        lambda: ordinary.summon_hearing(by=play.head(), at=play.at(date(2026, 9, 10)), case=case.pk, summons=soon)
    )


def test_no_decision_before_the_period_ran_out_and_none_heavier_or_on_facts_that_were_not_told(county) -> None:
    waiting = play.played("waiting")
    assert "ordinary.period_running" in code(lambda: ordinary.end_waiting(by=play.first(), at=play.at(date(2026, 9, 14)), case=waiting.pk))
    case = play.played("answered", party=summary.citizen(name="演示当事人乙", identifier_type="none", identifier=""))
    late = play.at(play.OVER_ON, 15)
    assert "heavier" in code(lambda: ordinary.decide(by=play.head(), at=late, case=case.pk, fine=Decimal(301)))
    assert "hearing.facts_not_examined" in code(lambda: ordinary.decide(by=play.head(), at=late, case=case.pk, findings=["另有一事。"]))
    ordinary.request_recusal(by=play.first(), at=late, case=case.pk, person=play.second().person, reason="当事人申请")
    assert "recusal.undecided" in code(lambda: ordinary.decide(by=play.head(), at=late, case=case.pk))


def test_preserved_goods_need_the_heads_leave_and_hold_the_case_until_they_are_dealt_with(county) -> None:
    case = play.played("investigating")
    at, goods = play.minutes(90), [{"name": "污水桶", "quantity": "一只"}]
    ordinary.request_preservation(by=play.first(), at=at, case=case.pk, reason="可能被清洗", items=goods, place="中队库房")
    assert "preservation_not_approved" in code(lambda: ordinary.register_preservation(by=play.first(), at=at, case=case.pk))
    ordinary.approve_preservation(by=play.head(), at=at, case=case.pk)
    ordinary.register_preservation(by=play.first(), at=at, case=case.pk)
    due = case.deadlines.get(kind="preservation")
    assert due.due == date(2026, 9, 10)
    assert "preservation_undealt" in code(lambda: play.moves(case)["reported"]())
    ordinary.dispose_preservation(by=play.first(), at=at, case=case.pk, disposition="拍照后退还当事人")
    ordinary.conclude(by=play.first(), at=at, case=case.pk, report=play.report(case))


def test_a_statutory_trigger_forbids_going_on_without_review_and_a_serious_case_is_discussed(county) -> None:
    case = play.played("reported", triggers=("complex",), serious=True)
    assert "review.not_done" in code(lambda: ordinary.skip_review(by=play.head(), at=play.minutes(250), case=case.pk, reason="赶时间"))
    for state in ("reviewed", "notified", "waiting", "answered"):
        play.moves(case)[state]()
    late = play.at(play.OVER_ON, 15)
    assert "review.not_discussed" in code(lambda: ordinary.decide(by=play.head(), at=late, case=case.pk))
    alone = [{"name": "局负责人甲", "opinion": "同意"}]
    assert "too_few_members" in code(lambda: ordinary.discuss(by=play.head(), at=late, case=case.pk, members=alone, conclusion="同意"))
    ordinary.discuss(by=play.head(), at=late, case=case.pk, members=[*alone, {"name": "局负责人乙"}], conclusion="一致同意")
    assert ordinary.decide(by=play.head(), at=late, case=case.pk).state == "decided"


def test_a_summary_case_goes_on_as_an_ordinary_one_with_its_records(county) -> None:
    summary_case = summary.played("established")
    summary_services.convert_to_ordinary(by=summary.first(), at=summary.minutes(9), case=summary_case.pk, reason="事实有争议")
    case = OrdinaryCase.objects.get(summary=summary_case)
    assert (case.state, case.party_id, case.narrative) == ("proposed", summary_case.party_id, summary_case.narrative)
    assert case.handlers.count() == 2
    approved = ordinary.approve_filing(by=play.head(), at=summary.minutes(60), case=case.pk)
    assert approved.state == "investigating"
    assert approved.deadlines.get(kind="decision").due == date(2026, 11, 30)


def test_late_payment_costs_the_surcharge_to_the_fen_and_a_receipt_counts_once(county) -> None:
    case = play.played("served")
    number = case.decisions.get().number
    words = {"by": summary.BANK, "at": play.at(date(2026, 10, 20)), "source": "nontax", "number": "R-1", "decision": number}
    due = case.deadlines.get(kind="payment").due
    paid_on = due + timedelta(days=3)
    assert "amount_differs" in code(lambda: import_receipt(amount=Decimal(300), paid_on=paid_on, **words))
    receipt = import_receipt(amount=Decimal(318), paid_on=paid_on, **words)
    assert receipt.surcharge == Decimal(18)
    assert import_receipt(amount=Decimal(318), paid_on=paid_on, **words).pk == receipt.pk
