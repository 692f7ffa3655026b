"""Whatever does not add up is named: lost, doubled, renumbered, in another state, answered otherwise than it had to be."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from zhifa.simulator.calling import Answer, Broken, Line
from zhifa.simulator.day import CREATED, KNOWN, Expected, Sending
from zhifa.simulator.ledger import Ledger
from zhifa.simulator.reckoning import Found, Reckoning, reckon
from zhifa.simulator.stories import OTHER, Story

AT = datetime.fromisoformat("2026-09-01T08:00:00+08:00")
STORY = Story("1", OTHER, (), (), "330127100", "老街", None, "educate", False, "路灯不亮")


def sending(key: str, expected: Expected = CREATED, own: str = "E-1") -> Sending:
    return Sending(AT, key, "12345", "", {"external_id": own}, expected, STORY if expected == CREATED else None)


def row(number: str = "N-1", own: str = "E-1", state: str = "closed", **more: Any) -> dict[str, Any]:
    return {"number": number, "external_id": own, "state": state, "due_at": None, "matters": [], **more}


@pytest.fixture
def ledger() -> Ledger:
    """One report registered, pushed again, and played to its end with one task."""
    kept = Ledger()
    kept.push(sending("1"), Answer(201, {"number": "N-1"}))
    kept.push(sending("1-again", KNOWN), Answer(200, {"number": "N-1"}))
    kept.states["N-1"] = "closed"
    kept.tasks["T-1"] = "verified"
    kept.cases["C-1"] = "closed"
    return kept


SENT = (sending("1"), sending("1-again", KNOWN))
MATTERS = [{"id": "T-1", "state": "verified"}]
CASES = [{"id": "C-1", "state": "closed"}]


def reckoned(ledger: Ledger, *rows: dict[str, Any], cases: list[dict[str, Any]] = CASES, **books: Any) -> Reckoning:
    return reckon(SENT, ledger, Found(rows, cases, books=books), 0)


def test_a_day_that_adds_up_has_nothing_wrong(ledger: Ledger) -> None:
    found = reckoned(ledger, row(matters=MATTERS), row("N-9", "another run"))
    assert found.wrong == ()
    assert ("all", 2, 1, 1, 0, 0) in found.tables[0].rows
    assert any(line.split() == ["all", "2", "1", "1", "0", "0"] for line in found.tables[0].lines())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "listed 0 times"),
        ([row(matters=MATTERS), row("N-2")], "listed 2 times"),
        ([row("N-7", matters=MATTERS)], "listed as N-7"),
        ([row(state="accepted", due_at="2026-09-01", matters=MATTERS)], "left as closed, listed as accepted"),
        ([row(matters=[{"id": "T-1", "state": "on_site"}])], "left as verified, listed as on_site"),
        ([row(matters=[{"id": "T-2", "state": "verified"}])], "left as None"),
    ],
)
def test_what_the_installation_has_otherwise_is_named(ledger: Ledger, rows: list[dict[str, Any]], said: str) -> None:
    assert any(said in line for line in reckoned(ledger, *rows).wrong)


def test_an_open_incident_without_a_clock_is_named(ledger: Ledger) -> None:
    ledger.states["N-1"] = "accepted"
    assert any("without a clock" in line for line in reckoned(ledger, row(state="accepted", matters=MATTERS)).wrong)


def test_a_lost_case_is_named(ledger: Ledger) -> None:
    assert any("case C-1" in line for line in reckoned(ledger, row(matters=MATTERS), cases=[]).wrong)


def series(missing: int) -> dict[str, Any]:
    return {"acting_identity": "某局", "kind": "DOC-D02", "year": 2026, "last": 3, "void": 0, "missing": missing}


def test_a_gap_in_the_numbers_and_a_problem_of_the_trail_are_named(ledger: Ledger) -> None:
    whole = reckoned(ledger, row(matters=MATTERS), series=[series(0)], trail={"records": 9, "problems": []})
    assert whole.wrong == ()
    found = reckoned(ledger, row(matters=MATTERS), series=[series(1)], trail={"records": 9, "problems": ["row_changed …"]})
    assert [line.split(":")[0] for line in found.wrong] == ["numbers of 某局 2026 DOC-D02", "trail"]


@pytest.mark.parametrize(
    ("books", "said"),
    [
        ([], "not on the books"),
        ([{"decision": "罚1", "fine": "50.00", "paid": "0"}], "50 decided and 50.00 paid, on the books 50.00 and 0"),
        ([{"decision": "罚1", "fine": "20", "paid": "50"}], "on the books 20 and 50"),
    ],
)
def test_money_that_is_not_on_the_books_is_named(ledger: Ledger, books: list[dict[str, Any]], said: str) -> None:
    ledger.decided("罚1", "50")
    ledger.received("罚1", "50.00")
    assert any(said in line for line in reckoned(ledger, row(matters=MATTERS), money=books).wrong)
    paid = [{"decision": "罚1", "fine": "50.00", "paid": "50.00"}]
    assert reckoned(ledger, row(matters=MATTERS), money=paid).wrong == ()


def test_a_push_without_an_answer_and_one_with_two_are_named(ledger: Ledger) -> None:
    ledger.entries.append(ledger.entries[0])
    assert any("sent 1 times, answered 2 times" in line for line in reckoned(ledger, row(matters=MATTERS)).wrong)
    ledger.entries.clear()
    assert any("answered 0 times" in line for line in reckoned(ledger, row(matters=MATTERS)).wrong)


def test_another_number_for_the_same_report_is_named(ledger: Ledger) -> None:
    ledger.push(sending("1-again", KNOWN), Answer(200, {"number": "N-5"}))
    assert any("repeated as N-5" in line for line in reckoned(ledger, row(matters=MATTERS)).wrong)


def test_answers_otherwise_than_composed_are_faults() -> None:
    kept = Ledger()
    wanted = Expected(422, frozenset({"text"}))
    kept.push(sending("w", wanted), Answer(422, {"errors": [{"field": "text"}]}))
    assert kept.faults == []
    kept.push(sending("w", wanted), Answer(201, {"number": "N"}))
    kept.push(sending("w", wanted), Answer(422, {"errors": [{"field": "area"}]}))
    assert len(kept.faults) == 2


def test_an_act_that_had_to_be_refused_must_be_and_with_a_reason() -> None:
    kept = Ledger()
    kept.attempt("take", Answer(409, {"detail": "已由他人领取"}), "d", 409)
    assert kept.faults == []
    kept.attempt("take", Answer(200, {}), "d", 409)
    kept.attempt("take", Answer(409, {}), "d", 409)
    assert len(kept.faults) == 2


@pytest.mark.parametrize("address", ["nowhere", "ftp://127.0.0.1", "http://"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(Broken):
        Line(address)


def test_nobody_there_is_said() -> None:
    with pytest.raises(Broken, match="POST /session"):
        Line("http://127.0.0.1:9").send("POST", "/session", {})
