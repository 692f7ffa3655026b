"""After the decision: paid in parts, late with a surcharge, contested, demanded, applied for at the court, ended."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.apps.cases import play as summary
from tests.apps.cases.ordinary import play
from tests.apps.cases.ordinary.test_ordinary_case import code
from zhifa.apps.cases import queries
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.services import import_receipt, ordinary
from zhifa.apps.cases.services.ordinary import Delivery
from zhifa.apps.documents import queries as documents

pytestmark = pytest.mark.django_db
SERVED = date(2026, 9, 16)
OVERDUE = date(2026, 10, 9)
PARTS = ((date(2026, 10, 15), Decimal(100)), (date(2026, 11, 15), Decimal(200)))


def paid(case: OrdinaryCase, number: str, amount: str, day: date) -> object:
    decision = case.decisions.get(withdrawn_at__isnull=True).number
    words: dict[str, Any] = {"source": "nontax", "number": number, "decision": decision, "amount": Decimal(amount), "paid_on": day}
    return import_receipt(by=summary.BANK, at=play.at(day, 18), **words)


def deferred(case: OrdinaryCase) -> OrdinaryCase:
    words = {"hardship": "失业，申请分两期缴纳", "proof": "失业登记证明"}
    ordinary.request_deferral(by=play.first(), at=play.at(date(2026, 9, 20)), case=case.pk, **words)
    return ordinary.decide_deferral(
        by=play.head(), at=play.at(date(2026, 9, 21)), case=case.pk, granted=True, schedule=PARTS, reason="情况属实"
    )


def test_instalments_make_up_the_fine_and_move_the_last_day(county) -> None:
    case = play.played("served")
    words = {"by": play.head(), "at": play.at(date(2026, 9, 21)), "case": case.pk, "granted": True, "reason": "情况属实"}
    assert "ordinary.no_deferral" in code(lambda: ordinary.decide_deferral(schedule=PARTS, **words))
    ordinary.request_deferral(by=play.first(), at=play.at(date(2026, 9, 20)), case=case.pk, hardship="失业", proof="失业登记证明")
    short = (PARTS[0],)
    assert "ordinary.schedule_wrong" in code(lambda: ordinary.decide_deferral(schedule=short, **words))
    granted = ordinary.decide_deferral(schedule=PARTS, **words)
    assert granted.deadlines.get(kind="payment").due == PARTS[1][0]
    assert "DOC-P01" in {d.kind for d in documents.of_subjects(case.pk)}


def test_each_part_is_paid_by_its_own_receipt_and_late_by_itself(county) -> None:
    case = deferred(play.played("served"))
    paid(case, "R-1", "100.00", date(2026, 10, 10))
    case.refresh_from_db()
    assert case.state == "served"
    assert "amount_differs" in code(lambda: paid(case, "R-2", "200.00", date(2026, 11, 18)))
    receipt = paid(case, "R-2", "212.00", date(2026, 11, 18))
    assert receipt.surcharge == Decimal(12)
    case.refresh_from_db()
    assert case.state == "paid"


def test_all_that_is_left_may_be_paid_at_once_and_a_refusal_changes_nothing(county) -> None:
    case = deferred(play.played("served"))
    paid(case, "R-1", "300.00", date(2026, 10, 10))
    case.refresh_from_db()
    assert case.state == "paid"
    other = play.played("served", party=summary.citizen(name="演示当事人乙", identifier_type="none", identifier=""))
    ordinary.request_deferral(by=play.first(), at=play.at(date(2026, 9, 20)), case=other.pk, hardship="周转困难", proof="流水")
    before = other.deadlines.get(kind="payment").due
    refused = {"granted": False, "schedule": (), "reason": "有履行能力"}
    ordinary.decide_deferral(by=play.head(), at=play.at(date(2026, 9, 21)), case=other.pk, **refused)
    assert other.deadlines.get(kind="payment").due == before


def test_the_page_says_what_is_owed_today_and_a_remedy_stops_the_surcharge(county) -> None:
    case = play.played("served")
    due = case.deadlines.get(kind="payment").due
    found = queries.ordinary_offers(play.head(), case.pk, due + timedelta(days=3)).days.owed
    assert (found.fine, found.surcharge, found.days) == (Decimal(300), Decimal("27.00"), 3)
    ordinary.record_remedy(by=play.first(), at=play.at(due), case=case.pk, remedy="reconsideration", on=due)
    assert queries.ordinary_offers(play.head(), case.pk, due + timedelta(days=30)).days.owed.surcharge == 0
    assert "ordinary.remedy_open" in code(
        lambda: ordinary.record_remedy(by=play.first(), at=play.at(due), case=case.pk, remedy="suit", on=due)
    )
    assert "court.remedy_pending" in code(lambda: ordinary.issue_demand(by=play.first(), at=play.at(due + timedelta(days=9)), case=case.pk))
    ended = ordinary.end_remedy(
        by=play.first(), at=play.at(due + timedelta(days=20)), case=case.pk, result="revoked", letter="淳政复〔2026〕1号"
    )
    assert ended.state == "served"
    assert ordinary.close(by=play.head(), at=play.at(due + timedelta(days=21)), case=case.pk).state == "closed"


def demanded(case: OrdinaryCase, day: date) -> OrdinaryCase:
    ordinary.issue_demand(by=play.first(), at=play.at(day), case=case.pk)
    return ordinary.serve_demand(by=play.first(), at=play.at(day, 15), case=case.pk, delivery=Delivery(on=day, signer_name="本人"))


def test_no_demand_before_the_days_for_payment_are_over(county) -> None:
    case = play.played("served")
    assert "ordinary.not_overdue" in code(lambda: ordinary.issue_demand(by=play.first(), at=play.at(date(2026, 9, 20)), case=case.pk))
    sent = demanded(case, OVERDUE)
    assert sent.deadlines.get(kind="demand").due == date(2026, 10, 22)
    assert "serving.day_unknown" in code(
        lambda: ordinary.serve_demand(by=play.first(), at=play.at(OVERDUE, 16), case=case.pk, delivery=Delivery(on=OVERDUE))
    )


def test_the_court_is_asked_after_demand_and_remedies_and_within_three_months(county) -> None:
    case = play.played("served")
    ask = {"by": play.head(), "case": case.pk, "court": "淳安县人民法院"}
    early = code(lambda: ordinary.apply_court(at=play.at(OVERDUE), **ask))
    assert "ordinary.no_demand" in early
    assert "court.too_early" in early
    demanded(case, date(2027, 3, 1))
    assert "court.demand_running" in code(lambda: ordinary.apply_court(at=play.at(date(2027, 3, 15)), **ask))
    assert case.deadlines.get(kind="court").due == date(2027, 6, 16)
    assert "court.too_late" in code(lambda: ordinary.apply_court(at=play.at(date(2027, 6, 17)), **ask))
    applied = ordinary.apply_court(at=play.at(date(2027, 3, 22)), **ask)
    assert applied.state == "court"
    assert applied.applications.get().amount == Decimal(600)
    ordinary.record_court(by=play.first(), at=play.at(date(2027, 3, 29)), case=case.pk, letter="（2027）浙0127行审1号")
    paid(case, "R-9", "600.00", date(2027, 4, 12))
    case.refresh_from_db()
    assert case.state == "paid"


def test_what_the_court_sends_back_returns_and_enforcement_ends_on_a_statutory_ground(county) -> None:
    case = play.played("served")
    demanded(case, date(2027, 3, 1))
    ordinary.apply_court(by=play.head(), at=play.at(date(2027, 3, 22)), case=case.pk, court="淳安县人民法院")
    back = ordinary.return_court(by=play.first(), at=play.at(date(2027, 3, 29)), case=case.pk, letter="（2027）浙0127行审2号")
    assert back.state == "served"
    words = {"by": play.head(), "at": play.at(date(2027, 4, 1)), "case": case.pk}
    assert "ordinary.ending_incomplete" in code(lambda: ordinary.end_enforcement(ending="too_hard", reason="执行困难", **words))
    ended = ordinary.end_enforcement(ending="citizen_died", reason="户籍证明，没有遗产", **words)
    assert ended.state == "enforced"
    assert ordinary.close(by=play.head(), at=play.at(date(2027, 4, 2)), case=case.pk).state == "closed"
