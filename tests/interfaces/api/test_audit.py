"""Auditors add up numbers, money and trail; nobody else reads the books."""

from __future__ import annotations

import pytest

from tests.interfaces.api.people import Enter
from tests.interfaces.api.test_case_acts import FACTS, case, step, tier

__all__ = ["case"]
pytestmark = pytest.mark.django_db
BOOKS = ("/audit/numbers?year=2026", "/audit/money?year=2026", "/audit/trail")


@pytest.mark.parametrize("username", ["audit-admin", "discipline"])
def test_auditors_read_the_books(enter: Enter, username: str) -> None:
    auditor = enter(username)
    assert auditor.get("/audit/numbers?year=2026") == []
    assert auditor.get("/audit/money?year=2026") == []
    found = auditor.get("/audit/trail")
    assert found["problems"] == []
    assert found["records"] > 0


@pytest.mark.parametrize("username", ["dispatcher-1", "leader", "system-admin", "security-admin", "weiping-officer-1", "legal", "guidance"])
def test_nobody_else_does(enter: Enter, username: str) -> None:
    caller = enter(username)
    assert {caller.send("GET", path).status_code for path in BOOKS} == {403}


def test_a_year_is_a_year(enter: Enter) -> None:
    auditor = enter("audit-admin")
    assert {auditor.send("GET", f"/audit/money?year={year}").status_code for year in ("26", "heute", "")} == {422}


def test_numbers_and_money_of_a_decision_are_on_the_books(enter: Enter, case: str) -> None:
    first = enter("weiping-officer-1")
    step(enter("weiping-officer-2"), case, "confirm_second_officer")
    step(first, case, "show_identity")
    step(first, case, "record_facts", FACTS)
    step(first, case, "notify_party", {"fine": "60", "tier": tier(first, case)})
    step(first, case, "hear_statement", {"statement": "愿意清理", "review": "按最低阶次"})
    number = step(first, case, "decide")["decisions"][0]["number"]
    auditor = enter("audit-admin")
    series = auditor.get("/audit/numbers?year=2026")
    assert series
    assert all(s["missing"] == 0 and s["last"] >= 1 for s in series)
    (row,) = auditor.get("/audit/money?year=2026")
    assert (row["decision"], float(row["fine"]), float(row["paid"]), row["withdrawn"]) == (number, 60.0, 0.0, False)
