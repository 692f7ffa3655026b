"""Payment receipts: only from a system that may speak of money, once per number, the sum to the fen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.apps.cases.play import played
from tests.interfaces.api.conftest import ADMIN, Source
from tests.interfaces.api.test_incidents import fields, problem
from zhifa.apps.cases.models import Case, Decision, Receipt
from zhifa.apps.exchange.services import issue_token


@pytest.fixture
def bank(source: Source, county: None, at: datetime) -> Source:
    """The bank's system."""
    source.token = issue_token(by=ADMIN, at=at, source="nontax", name="非税系统", scopes=["receipts"])
    return source


@pytest.fixture
def case(bank: Source) -> Case:
    """A fine of 20 yuan, served."""
    return played("served")


@pytest.fixture
def receipt(case: Case) -> dict[str, Any]:
    """The receipt that is due."""
    return {"number": "HZ-1", "decision": Decision.objects.get(case=case).number, "amount": "20.00", "paid_on": "2026-09-01"}


def test_receipt_is_imported_once(bank: Source, receipt: dict[str, Any]) -> None:
    first, again = bank.post("/receipts", receipt), bank.post("/receipts", receipt)
    assert (first.status_code, again.status_code) == (200, 200), first.content
    assert first.json() == again.json()
    row = Receipt.objects.get()
    assert (row.source, row.number, str(row.amount)) == ("nontax", "HZ-1", "20.00")


def test_other_sum_is_refused_with_the_reason(bank: Source, receipt: dict[str, Any]) -> None:
    problem(bank.post("/receipts", receipt | {"amount": "19.99"}), 409)
    assert not Receipt.objects.exists()


def test_known_number_with_other_content_is_refused(bank: Source, receipt: dict[str, Any]) -> None:
    bank.post("/receipts", receipt)
    problem(bank.post("/receipts", receipt | {"amount": "21"}), 409)


def test_unknown_decision_is_named(bank: Source) -> None:
    body = {"number": "HZ-1", "decision": "演示罚决字〔2026〕第9999号", "amount": "20", "paid_on": "2026-09-01"}
    assert fields(bank.post("/receipts", body)) == {"decision"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount": 20}, "amount"),
        ({"amount": "20.001"}, "amount"),
        ({"amount": "-20"}, "amount"),
        ({"amount": "1e3"}, "amount"),
        ({"amount": "20元"}, "amount"),
        ({"amount": None}, "amount"),
        ({"paid_on": "2026-02-30"}, "paid_on"),
        ({"paid_on": 20260901}, "paid_on"),
        ({"paid_on": "2026-09-01T00:00:00"}, "paid_on"),
        ({"number": ""}, "number"),
        ({"number": " "}, "number"),
        ({"number": "x" * 61}, "number"),
        ({"decision": []}, "decision"),
        ({"source": "bank"}, "source"),
    ],
)
def test_wrong_field_is_named(bank: Source, receipt: dict[str, Any], change: dict[str, Any], field: str) -> None:
    assert field in fields(bank.post("/receipts", receipt | change))


def test_payment_in_the_future_or_before_the_decision_is_refused(bank: Source, receipt: dict[str, Any]) -> None:
    for day in ("2026-09-02", "2026-08-31", "9999-12-31"):
        answer = bank.post("/receipts", receipt | {"paid_on": day})
        assert answer.status_code in (409, 422), day
        problem(answer, answer.status_code)


def test_key_for_reports_says_nothing_of_money(source: Source) -> None:
    problem(source.post("/receipts", {}), 401)
