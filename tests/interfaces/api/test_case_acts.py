"""A penalty on the spot through the API: the statute's steps in their order, each by who may do it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.interfaces.api.people import Caller, Enter
from tests.interfaces.api.test_acts import arrived, offers, png
from tests.interfaces.api.test_incidents import fields, problem

pytestmark = pytest.mark.django_db
FACTS = {
    "kind": "citizen",
    "name": "张某某",
    "identifier_type": "none",
    "address": "环镇路20号",
    "narrative": "在路边倾倒渣土一车。",
    "occurred_at": "2026-09-01T09:40:00+08:00",
    "facts_clear": True,
}


@pytest.fixture
def case(enter: Enter, task: str) -> str:
    """Opened by the first officer, a picture on file."""
    officer = arrived(enter, task)
    officer.act(f"/dispatches/{task}/evidence?name=a.png", png())
    done = officer.act(f"/dispatches/{task}/acts/start_penalty")["dispatch"]
    assert done["state"] == "penalising"
    found: str = done["cases"][0]["id"]
    return found


def step(caller: Caller, case: str, act: str, body: Any = None) -> dict[str, Any]:
    found: dict[str, Any] = caller.act(f"/cases/{case}/acts/{act}", body)["case"]
    return found


def test_a_penalty_goes_step_by_step_and_the_task_follows(enter: Enter, task: str, case: str) -> None:
    first, second = enter("weiping-officer-1"), enter("weiping-officer-2")
    assert [c["id"] for c in second.get("/cases/waiting-for-second")] == [case]
    assert step(second, case, "confirm_second_officer")["state"] == "paired"
    step(first, case, "show_identity")
    assert step(first, case, "record_facts", FACTS)["party"]["name"] == "张某某"
    told = step(first, case, "notify_party", {"fine": "60", "tier": tier(first, case)})
    assert told["notices"][0]["fine"] == "60.00"
    step(first, case, "hear_statement", {"statement": "愿意清理", "review": "按最低阶次"})
    decided = step(first, case, "decide")
    assert "罚" in decided["decisions"][0]["number"]
    step(first, case, "serve")
    assert step(first, case, "report_for_record")["state"] == "reported"
    assert first.get(f"/dispatches/{task}")["state"] == "handled"
    assert {d["kind"] for d in decided["documents"]}


def tier(caller: Caller, case: str) -> str:
    """The first published tier, when there is one."""
    notice = offers(caller.get(f"/cases/{case}"))["notify_party"]["fields"]
    known = next(f for f in notice if f["name"] == "tier")["choices"]
    return str(known[0][0]) if known else ""


def test_no_step_is_skipped_and_no_officer_confirms_alone(enter: Enter, case: str) -> None:
    first = enter("weiping-officer-1")
    problem(first.post(f"/cases/{case}/acts/decide"), 409)
    alone = problem(first.post(f"/cases/{case}/acts/confirm_second_officer"), 403)
    assert alone["citations"]
    assert offers(first.get(f"/cases/{case}"))["confirm_second_officer"]["why_not"]["detail"]


def test_a_wrong_entry_is_named(enter: Enter, case: str) -> None:
    first, second = enter("weiping-officer-1"), enter("weiping-officer-2")
    step(second, case, "confirm_second_officer")
    step(first, case, "show_identity")
    path = f"/cases/{case}/acts/record_facts"
    assert fields(first.post(path, {**FACTS, "occurred_at": "2026-09-01T09:40:00"})) == {"occurred_at"}
    assert fields(first.post(path, {**FACTS, "facts_clear": "yes"})) == {"facts_clear"}
    assert fields(first.post(path, {**FACTS, "colour": "red"})) == {"colour"}
    assert fields(first.send("GET", "/cases?state=nonsense")) == {"state"}


@pytest.mark.parametrize(
    "username", ["linqi-officer-1", "team-market-1", "dispatcher-1", "verifier-1", "system-admin", "regulator-education"]
)
def test_a_case_is_its_teams(enter: Enter, case: str, username: str) -> None:
    answer = enter(username).post(f"/cases/{case}/acts/confirm_second_officer")
    assert answer.status_code in (403, 404)
    problem(answer, answer.status_code)
