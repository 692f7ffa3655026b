"""A visit through the API: planned, walked item by item, signed; its problem settled; everybody else refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.apps.inspections.world import SQUAD, WEIPING, drawn_up, places
from tests.interfaces.api.people import Enter
from tests.interfaces.api.test_acts import offers
from tests.interfaces.api.test_incidents import fields, problem

pytestmark = pytest.mark.django_db


def body() -> dict[str, Any]:
    return {
        "domain": "urban_management",
        "premises": str(places(WEIPING, "餐饮店")[0].pk),
        "items": ["CL-UM-02", "CL-UM-05"],
        "planned_on": "2026-09-01",
        "source": "complaint",
        "source_ref": "TS-1",
    }


@pytest.fixture
def visit(enter: Enter) -> str:
    """A visit after a complaint, two officers on the scene with their certificates shown."""
    officer = enter("weiping-officer-1")
    made = officer.act("/visits", body())["visit"]
    partner = offers(made)["arrive"]["fields"][0]["choices"][0][0]
    officer.act(f"/visits/{made['id']}/acts/arrive", {"partner": partner, "version": made["version"]})
    officer.act(f"/visits/{made['id']}/acts/show_certificates")
    return str(made["id"])


def test_a_visit_is_walked_signed_and_its_problem_settled(enter: Enter, visit: str) -> None:
    officer = enter("weiping-officer-1")
    officer.act(f"/visits/{visit}/items/CL-UM-02", {"result": "no", "note": "门外两张桌子"})
    officer.act(f"/visits/{visit}/items/CL-UM-05", {"result": "yes"})
    done = officer.act(f"/visits/{visit}/acts/record_visit", {"summary": "逐项检查", "signed_by": "经营者"})["visit"]
    assert (done["state"], len(done["findings"])) == ("recorded", 1)
    assert offers(officer.get(f"/visits/{visit}"))["close"]["why_not"]
    finding = done["findings"][0]["id"]
    settled = officer.act(f"/findings/{finding}/acts/correct_on_spot", {"note": "当场搬回"})["visit"]
    assert settled["findings"][0]["settled"]
    assert officer.act(f"/visits/{visit}/acts/close")["visit"]["state"] == "closed"


def test_wrong_entries_are_named_and_a_repetition_plans_nothing_twice(enter: Enter) -> None:
    officer = enter("weiping-officer-1")
    assert fields(officer.post("/visits", {**body(), "domain": 5})) == {"domain"}
    assert fields(officer.post("/visits", {**body(), "items": "CL-UM-02", "colour": "red"})) == {"items", "colour"}
    key = {"idempotency-key": "v"}
    first, again = officer.post("/visits", body(), **key), officer.post("/visits", body(), **key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert len(officer.get("/visits")) == 1
    assert fields(officer.send("GET", "/visits?state=nonsense")) == {"state"}


@pytest.mark.parametrize("username", ["linqi-officer-1", "dispatcher-1", "verifier-1", "discipline", "system-admin", "weiping-auxiliary-1"])
def test_a_visit_is_its_inspectors(enter: Enter, visit: str, username: str) -> None:
    caller = enter(username)
    for path, said in (
        (f"/visits/{visit}/acts/record_visit", {"summary": "s", "signed_by": "s"}),
        (f"/visits/{visit}/items/CL-UM-02", {"result": "yes"}),
    ):
        answer = caller.post(path, said)
        assert answer.status_code in (403, 404)
        problem(answer, answer.status_code)


def test_a_line_of_the_plan_moves_by_its_own_duties(enter: Enter) -> None:
    line = drawn_up(SQUAD).pk
    path = f"/plan-lines/{line}/acts"
    problem(enter("guidance").post(f"{path}/approve"), 409)
    assert enter(SQUAD).act(f"{path}/submit")["repeated"] is False
    problem(enter(SQUAD).post(f"{path}/approve"), 403)
    enter("guidance").act(f"{path}/approve")
    problem(enter("guidance").post(f"{path}/nonsense"), 404)
