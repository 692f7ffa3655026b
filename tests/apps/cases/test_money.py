"""Money comes only as an imported receipt, or on the spot where the law allows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connections

from tests.apps.cases import play
from tests.apps.cases.play import AT, minutes, played
from tests.county import who
from zhifa.apps.cases import queries, services
from zhifa.apps.cases.models import Case, Deadline, Receipt
from zhifa.apps.cases.services import Proposal
from zhifa.apps.trail.acts import Invalid
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Blocked, Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vouched")]


def pay(case: Case, **changes: object) -> Receipt:
    values: dict[str, object] = {
        "by": play.BANK, "at": AT + timedelta(days=3), "source": "nontax", "number": "R-1", "decision": case.decisions.get().number,
        "amount": Decimal(20), "paid_on": date(2026, 9, 3),
    }  # fmt: skip
    return services.import_receipt(**(values | changes))  # type: ignore[arg-type]


def big(state: str) -> Case:
    """An organisation's fine of 600 yuan."""
    tiers = services.telling.tiers_of(services.telling.matter_of(play.CLIPPINGS), "organization")
    tier = next((t.code for t in tiers if t.minimum <= 600 <= t.maximum), "")
    return played(state, play.CLIPPINGS, party=play.organization(), proposal=Proposal(fine=Decimal(600), tier=tier))


@pytest.mark.parametrize("role", list(Role))
def test_nobody_types_a_payment_in(county, role: Role) -> None:
    case = played("served")
    by = replace(play.first(), roles=frozenset({role}))
    if role in (Role.CONNECTOR, Role.SYSTEM):
        assert pay(case, by=by).amount == 20
    else:
        with pytest.raises(Denied, match=r"case\.only_imported"):
            pay(case, by=by)
        assert not Receipt.objects.exists()


def test_the_same_receipt_twice_is_one_and_another_under_its_number_is_refused(county) -> None:
    case = played("served")
    first = pay(case)
    assert pay(case) == first
    with pytest.raises(Blocked, match=r"case\.receipt_conflict"):
        pay(case, amount=Decimal(21))
    assert Receipt.objects.count() == 1
    assert Case.objects.get(pk=case.pk).state == "settled"
    assert services.report_for_record(by=play.first(), at=AT + timedelta(days=3), case=case.pk).state == "paid"


def test_the_sum_must_match_to_the_fen(county) -> None:
    case = played("served")
    with pytest.raises(Blocked, match=r"case\.amount_differs") as refused:
        pay(case, amount=Decimal("19.99"))
    assert refused.value.ruling.reasons[0].values["expected"] == "20.00"
    assert Case.objects.get(pk=case.pk).state == "served"


def test_late_payment_brings_the_surcharge(county) -> None:
    case = big("reported")
    late = date(2026, 9, 20)
    at = AT + timedelta(days=20)
    with pytest.raises(Blocked, match=r"case\.amount_differs") as refused:
        pay(case, at=at, amount=Decimal(600), paid_on=late)
    assert refused.value.ruling.reasons[0].values["surcharge"] == "54.00"
    assert pay(case, at=at, amount=Decimal(654), paid_on=late).surcharge == 54


def test_an_unknown_or_void_decision_takes_no_money(county) -> None:
    case = played("decided")
    with pytest.raises(Invalid):
        pay(case, decision="演示综执当罚〔2026〕第9999号")
    with pytest.raises(Blocked, match="act_not_in_state"):
        pay(case)
    number = case.decisions.get().number
    services.withdraw_decision(by=play.leader(), at=minutes(8), case=case.pk, reason="写错")
    with pytest.raises(Invalid):
        pay(case, decision=number)


def test_a_fined_case_is_not_closed_unpaid(county) -> None:
    case = played("reported")
    with pytest.raises(Blocked, match=r"case\.unpaid"):
        services.close(by=play.first(), at=minutes(40), case=case.pk)


def test_a_small_fine_is_collected_against_the_treasury_receipt_and_travels_in_two_and_two_days(county) -> None:
    case = played("served")
    with pytest.raises(Blocked, match=r"collection\.receipt_wrong"):
        services.collect_on_spot(by=play.first(), at=minutes(8), case=case.pk, fiscal_receipt=" ")
    services.collect_on_spot(by=play.first(), at=minutes(8), case=case.pk, fiscal_receipt="浙财票0001")
    with pytest.raises(Blocked, match=r"case\.collected_already"):
        services.collect_on_spot(by=play.first(), at=minutes(9), case=case.pk, fiscal_receipt="浙财票0002")
    assert Deadline.objects.get(case=case, kind="cash_to_agency").due == date(2026, 9, 3)
    services.hand_over_cash(by=play.first(), at=AT + timedelta(days=1), case=case.pk, handed_to="局财务")
    assert Deadline.objects.get(case=case, kind="cash_to_bank").due == date(2026, 9, 4)
    pay(case, paid_on=date(2026, 9, 4), at=AT + timedelta(days=3))
    assert not Deadline.objects.filter(case=case, met_at__isnull=True).exclude(kind="record").exists()
    row = queries.case(play.first(), case.pk)
    assert row.collection is not None
    assert [d.kind for d in row.documents] == ["DOC-D02", "DOC-S01", "DOC-P02"]


def test_a_larger_fine_is_collected_only_with_a_recorded_ground(county) -> None:
    case = big("served")
    said = {"by": play.first(), "at": minutes(8), "case": case.pk, "fiscal_receipt": "浙财票0001"}
    with pytest.raises(Blocked, match=r"collection\."):
        services.collect_on_spot(**said)
    with pytest.raises(Blocked, match=r"collection\.not_requested"):
        services.collect_on_spot(**said, place_type="on_water")
    services.collect_on_spot(**said, place_type="on_water", party_request="当事人书面提出，附件1", ashore_on=date(2026, 9, 2))
    assert Deadline.objects.get(case=case, kind="cash_to_agency").due == date(2026, 9, 4)


def test_what_is_hard_to_enforce_later_may_be_collected(county) -> None:
    case = big("served")
    done = services.collect_on_spot(
        by=play.first(), at=minutes(8), case=case.pk, fiscal_receipt="浙财票0001", hard_to_enforce="外地流动作业，无固定住所"
    )
    assert done.collection.ground == "collection.hard_to_enforce"


def test_cash_nobody_took_is_not_handed_over(county) -> None:
    case = played("served")
    with pytest.raises(Blocked, match=r"case\.no_cash"):
        services.hand_over_cash(by=play.first(), at=minutes(9), case=case.pk, handed_to="局财务")


def test_a_finance_file_is_taken_line_by_line(county) -> None:
    case = played("served")
    number = case.decisions.get().number
    rows = (f"R-1,{number},20.00,2026-09-03", f"R-2,{number},x,3.9.", "R-3,没有,1,2026-09-03", f"R-1,{number},21,2026-09-03")
    text = "\n".join(("\ufeffnumber,decision,amount,paid_on", *rows))
    lines = services.import_finance_file(by=play.BANK, at=AT + timedelta(days=3), source="bank", text=text)
    assert [line.wrong is None for line in lines] == [True, False, False, False]
    assert set(lines[1].wrong) == {"amount", "paid_on"}
    assert set(lines[2].wrong) == {"decision"}
    assert lines[3].wrong.reasons[0].code == "case.receipt_conflict"
    assert services.import_finance_file(by=play.BANK, at=AT + timedelta(days=3), source="bank", text=text)[0].wrong is None
    assert Receipt.objects.count() == 1
    with pytest.raises(Invalid):
        services.import_finance_file(by=play.BANK, at=AT + timedelta(days=3), source="bank", text="a,b\n")
    with pytest.raises(Denied):
        services.import_finance_file(by=play.first(), at=AT + timedelta(days=3), source="bank", text=text)


@pytest.mark.django_db(transaction=True)
def test_the_same_receipt_arriving_twice_at_once_is_one(county) -> None:
    case = played("served")

    def bring(_: int) -> object:
        try:
            return pay(case).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(bring, range(3)))) == 1
    assert Receipt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_confirming_at_once_make_one_second_officer(county) -> None:
    case = play.opened()
    people = [play.second(), play.leader(), who("weiping-officer-3")]

    def confirm(by: Actor) -> bool:
        try:
            services.confirm_second_officer(by=by, at=minutes(1), case=case.pk)
        except Blocked:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(confirm, people)) == [False, False, True]
    assert case.handlers.count() == 2
