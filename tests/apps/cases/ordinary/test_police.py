"""A suspected crime: reported by two, decided by the head, handed over against a receipt, filed, declined, contested, sent back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.apps.cases.ordinary import play
from tests.apps.cases.ordinary.test_ordinary_case import code
from zhifa.apps.cases import queries
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.services import ordinary
from zhifa.apps.cases.services.ordinary import HandOver
from zhifa.apps.documents import queries as documents

pytestmark = pytest.mark.django_db
HANDED = HandOver("淳安县公安局", "演示民警，2026年9月3日签收", ("investigation_report", "goods_list"), goods="污水桶一只")
DAY3 = date(2026, 9, 3)


def reported() -> OrdinaryCase:
    case = play.played("investigating")
    found = ["倾倒的污水检出有毒物质"]
    return ordinary.report_crime(by=play.first(), at=play.minutes(300), case=case.pk, offence="污染环境罪", findings=found)


def with_police() -> OrdinaryCase:
    case = reported()
    ordinary.approve_transfer(by=play.head(), at=play.minutes(360), case=case.pk)
    return ordinary.hand_to_police(by=play.first(), at=play.at(DAY3), case=case.pk, handed=HANDED)


def due(case: OrdinaryCase, kind: str) -> date:
    return case.deadlines.get(kind=kind, met_at__isnull=True).due


def test_the_head_has_three_natural_days_and_later_says_why(county) -> None:
    case = reported()
    assert due(case, "transfer_decision") == date(2026, 9, 4)
    late = play.at(date(2026, 9, 7))
    assert "transfer.head_late" in code(lambda: ordinary.approve_transfer(by=play.head(), at=late, case=case.pk))
    assert ordinary.approve_transfer(by=play.head(), at=late, case=case.pk, reason="等待检测报告").state == "transferring"


def test_no_fine_takes_the_place_of_the_transfer_and_a_refused_one_goes_on(county) -> None:
    case = reported()
    assert "act_not_in_state" in code(
        lambda: ordinary.conclude(by=play.first(), at=play.minutes(310), case=case.pk, report=play.report(case))
    )
    went_on = ordinary.refuse_transfer(by=play.head(), at=play.minutes(320), case=case.pk, reason="没有达到追诉标准")
    assert went_on.state == "investigating"
    assert not went_on.deadlines.filter(kind="transfer_decision", met_at__isnull=True).exists()


def test_it_goes_with_all_material_against_a_receipt_and_the_party_is_told(county) -> None:
    case = reported()
    ordinary.approve_transfer(by=play.head(), at=play.minutes(360), case=case.pk)
    bare = HandOver("淳安县公安局", "", ("goods_list",))
    refused = code(lambda: ordinary.hand_to_police(by=play.first(), at=play.at(DAY3), case=case.pk, handed=bare))
    assert "ordinary.receipt_missing" in refused
    assert "transfer.materials_missing" in refused
    sent = ordinary.hand_to_police(by=play.first(), at=play.at(DAY3), case=case.pk, handed=HANDED)
    assert {"DOC-T01", "DOC-T02", "DOC-D05"} <= {d.kind for d in documents.of_subjects(case.pk)}
    assert due(sent, "police_answer") == date(2026, 9, 6)


def test_filed_the_goods_follow_in_three_days_and_the_case_is_closed_and_bound(county) -> None:
    case = with_police()
    filed = ordinary.police_filed(by=play.first(), at=play.at(date(2026, 9, 5)), case=case.pk, letter="淳公立字〔2026〕1号")
    assert due(filed, "goods_handover") == date(2026, 9, 8)
    ordinary.hand_over_goods(by=play.first(), at=play.at(date(2026, 9, 7)), case=case.pk, goods="污水桶一只\n现场照片2张")
    closed = ordinary.close(by=play.head(), at=play.at(date(2026, 9, 8)), case=case.pk)
    assert closed.state == "closed"
    assert ordinary.archive(by=play.first(), at=play.at(date(2026, 9, 9)), case=case.pk).state == "archived"
    stations = {s.code: s.state for s in queries.timeline(queries.ordinary_case(play.head(), case.pk), None)}
    assert stations["police"] == "done"
    assert stations["decision"] == "skipped"


def test_declined_it_is_contested_in_three_days_or_goes_on_and_the_ninety_days_ran_on(county) -> None:
    case = with_police()
    declined = ordinary.police_declined(by=play.first(), at=play.at(date(2026, 9, 5)), case=case.pk, letter="淳公不立字〔2026〕1号")
    assert due(declined, "police_refusal") == date(2026, 9, 8)
    again = ordinary.contest_refusal(by=play.first(), at=play.at(date(2026, 9, 6)), case=case.pk, reason="检测报告已达到追诉标准")
    assert again.state == "with_police"
    ordinary.police_declined(by=play.first(), at=play.at(date(2026, 9, 8)), case=case.pk, letter="淳公复字〔2026〕1号")
    back = ordinary.resume_case(by=play.head(), at=play.at(date(2026, 9, 9)), case=case.pk, reason="不构成犯罪，依法应当处罚")
    assert back.state == "investigating"
    assert due(back, "decision") == date(2026, 11, 30)
    answered(back)
    late = play.at(date(2026, 9, 24))
    assert "decision.was_with_police" in code(lambda: ordinary.decide(by=play.head(), at=late, case=case.pk))
    assert ordinary.decide(by=play.head(), at=late, case=case.pk, reason="九十日内，移送期间没有扣除").state == "decided"


def answered(case: OrdinaryCase) -> None:
    first, pk = play.first(), case.pk
    ordinary.record_site(by=first, at=play.at(date(2026, 9, 10)), case=pk, about="门前", text="有污水痕迹。")
    ordinary.conclude(by=first, at=play.at(date(2026, 9, 10)), case=pk, report=play.report(case))
    ordinary.pass_review(by=play.reviewer(), at=play.at(date(2026, 9, 11)), case=pk, opinion="同意", qualification="A1")
    ordinary.notify(by=first, at=play.at(date(2026, 9, 14)), case=pk)
    day = date(2026, 9, 15)
    ordinary.serve_notice(by=first, at=play.at(day), case=pk, delivery=play.handed(case, day))
    ordinary.end_waiting(by=first, at=play.at(date(2026, 9, 23)), case=pk)


def test_sent_back_by_the_judiciary_the_ninety_days_begin_anew(county) -> None:
    case = with_police()
    ordinary.police_filed(by=play.first(), at=play.at(date(2026, 9, 5)), case=case.pk, letter="淳公立字〔2026〕1号")
    back_on = date(2026, 12, 1)
    back = ordinary.take_back(by=play.first(), at=play.at(back_on), case=case.pk, sender="淳安县人民检察院", letter="淳检意〔2026〕1号")
    assert (back.state, back.refiled_on) == ("investigating", back_on)
    assert due(back, "decision") == back_on + timedelta(days=90)
    assert "DOC-T06" in {d.kind for d in documents.of_subjects(case.pk)}
