"""Assessments through the API: the whole way with every duty, evidence of each number, trying, demand, refusals named."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest

from tests.apps.empowerment.test_townships import SHOP, TENANT, grant, incident, known_for_a_year
from tests.apps.empowerment.world import AT, DASHU, FENKOU, PDF, PINGMEN, STATED, VALUES, opened, scored
from tests.interfaces.api.people import Enter
from tests.interfaces.api.test_incidents import fields, problem
from zhifa.apps.empowerment import services

pytestmark = pytest.mark.django_db


def stated(indicator: str, value: object) -> dict[str, object]:
    document = {"content": base64.b64encode(PDF).decode(), "file_name": "年鉴.pdf"}
    return {"indicator": indicator, "value": str(value), "source": "统计年鉴", "as_of": "2026-01-01", **document}


def test_an_assessment_goes_its_way_and_each_number_opens(enter: Enter) -> None:
    office, town = enter("guidance"), enter("commander-fenkou")
    code = office.act("/assessments", {"area": FENKOU})["assessment"]["code"]
    for indicator, value in zip(STATED, VALUES[FENKOU], strict=True):
        town.act(f"/assessments/{code}/facts", stated(indicator, value))
    for caller, act, body in (
        (office, "complete_facts", {}),
        (office, "score", None),
        (office, "visit_site", {"note": "中队在岗"}),
        (enter("verifier-1"), "confirm_visit", {"note": "询问室一间"}),
        (enter("legal"), "check_lawful", {"note": "符合规定"}),
        (enter("leader"), "conclude", {"conclusion": "pass"}),
    ):
        assert caller.act(f"/assessments/{code}/acts/{act}", body)["repeated"] is False
    found = town.get(f"/assessments/{code}")
    assert (found["score"], found["conclusion"], found["acts"]) == ("78.0", "pass", ["appeal"])
    assert [a["code"] for a in found["sheet"]["aspects"]] == ["economy", "population", "governance", "resources", "capability"]
    assert len(town.get(f"/assessments/{code}/evidence/officers")) == 8
    assert town.send("GET", f"/assessments/{code}/evidence/fine").status_code == 404
    assert [a["code"] for a in office.get(f"/assessments?area={FENKOU}")] == [code]


def test_wrong_entries_and_other_hands_are_named(enter: Enter) -> None:
    row = opened(FENKOU)
    office = enter("guidance")
    assert fields(office.post("/assessments", {"area": "platform-kaifaqu"})) == {"area"}
    assert fields(office.post(f"/assessments/{row.code}/facts", {**stated("gdp", 1), "content": "%%"})) == {"content"}
    assert fields(office.post(f"/assessments/{row.code}/facts", {"indicator": "gdp"})) == {"value", "source", "as_of"}
    assert problem(enter("leader").post(f"/assessments/{row.code}/acts/score"), 409)
    assert problem(enter("commander-weiping").send("GET", f"/assessments/{row.code}"), 404)
    assert problem(enter("fenkou-officer-1").send("GET", "/assessments"), 403)


def test_trying_stores_nothing(enter: Enter) -> None:
    row = scored(FENKOU)
    found = enter("leader").act(f"/assessments/{row.code}/what-if", {"facts": {"officers": 3}, "weights": {"gdp": 0}})
    assert (found["real"]["total"], found["tried"]["proposal"]) == ("78.0", "defer")
    assert enter("leader").get(f"/assessments/{row.code}")["score"] == "78.0"


def test_townships_demand_and_withdrawals_are_lists(enter: Enter) -> None:
    known_for_a_year()
    grant(DASHU, SHOP)
    services.propose_withdrawals(tenant=TENANT, at=AT)
    for n in range(3):
        incident(PINGMEN, AT - timedelta(days=n + 1), SHOP)
    office = enter("guidance")
    fenkou = next(t for t in office.get("/townships") if t["name"] == "汾口镇")
    assert (fenkou["people"], fenkou["certified"], fenkou["mode"]) == (9, 8, "seat")
    assert office.get(f"/townships/{PINGMEN}/demand")[0]["proposed"] is True
    assert enter("commander-fenkou").send("GET", f"/townships/{PINGMEN}/demand").status_code == 404
    code = office.get(f"/withdrawals?area={DASHU}")[0]["code"]
    answered = office.act(f"/withdrawals/{code}/acts/take_back_matter", {"reason": "长期不用"})
    assert answered["withdrawal"]["state"] == "handed_on"
    assert problem(enter("leader").post(f"/withdrawals/{code}/acts/keep_matter", {"reason": "用"}), 409)
