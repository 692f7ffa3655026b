"""The guidance office through the API."""

from __future__ import annotations

import pytest

from tests.apps.office import world
from tests.interfaces.api.people import Enter

pytestmark = pytest.mark.django_db
WEIPING, JIANGJIA = "squad-weiping", "squad-jiangjia"


def test_units_and_another_grouping_say_what_the_page_says(enter: Enter) -> None:
    world.known_for_a_year()
    world.tasks(112, "UM-018", WEIPING, "G")
    world.ordinary_cases(88, "UM-001", WEIPING, "A")
    guidance = enter("guidance")
    found = {u["code"]: u for u in guidance.get("/office/units")["units"]}
    assert found[WEIPING]["load"]["percent"] == "62.0"
    tried = {u["code"]: u for u in guidance.get(f"/office/units/what-if?source={WEIPING}&target={JIANGJIA}&matters=UM-018")}
    assert (tried[WEIPING]["after"]["percent"], tried[WEIPING]["pieces"], tried[JIANGJIA]["pieces"]) == ("55.0", -112, 112)
    assert len(guidance.get(f"/office/units/{WEIPING}/rows?matter=UM-018")) == 112
    assert guidance.send("GET", f"/office/units/what-if?source=nobody&target={WEIPING}&domain=market").status_code == 404
    assert enter("weiping-officer-1").send("GET", "/office/units").status_code == 403


def test_the_office_s_jobs_report_and_requests_through_the_api(enter: Enter) -> None:
    township, office = enter("commander-weiping"), enter("guidance")
    made = township.post("/office/requests", {"job": "support", "title": "需要指导", "words": "第一次办案"})
    assert made.status_code == 201, made.content.decode()
    number = made.json()["request"]["number"]
    assert {j["code"]: j["waiting"] for j in office.get("/office/jobs")}["support"] == 1
    assert [r["key"] for r in office.get("/office/jobs/support/waiting")] == [number]
    office.act(f"/office/requests/{number}/acts/take_up")
    assert office.post(f"/office/requests/{number}/acts/answer", {"words": ""}).status_code == 422
    assert office.act(f"/office/requests/{number}/acts/answer", {"words": "已派人"})["request"]["state"] == "answered"
    assert township.get(f"/office/requests/{number}")["acts"] == ["confirm", "ask_again"]
    assert office.post(f"/office/requests/{number}/acts/confirm", {"outcome": "solved"}).status_code == 403
    done = township.act(f"/office/requests/{number}/acts/confirm", {"outcome": "partly", "reason": "还要培训"})
    assert done["request"]["outcome"] == "partly"
    sections = {s["job"]: s for s in office.get("/office/reports/2026")}
    assert (len(sections), sections["support"]["groups"][0]["outcomes"]) == (9, {"部分解决": 1})
    assert office.get("/office/reports/2026/support")["lines"][0]["key"] == number
    for path in ("/office/reports/2026/nothing", "/office/jobs/nothing/waiting", "/office/requests/ZB0000-00000"):
        assert office.send("GET", path).status_code == 404
    assert township.send("GET", "/office/reports/2026").status_code == 403
    assert township.post("/office/requests", {"job": "assigned", "title": "x", "words": "y"}).status_code == 422


def test_the_argument_for_a_matter_through_the_api(enter: Enter) -> None:
    world.known_for_a_year()
    world.tasks(2, "UM-001", WEIPING, "A")
    path = "/townships/330127104/matters/UM-001/argument"
    found = enter("guidance").get(path)
    facts = {d["code"]: d for d in found["dimensions"]}
    assert (len(facts), facts["complaints"]["value"], facts["complaints"]["rows"][0]["key"]) == (12, "2", "SA0")
    assert (found["recommendation"], facts["criminal"]["value"], bool(facts["criminal"]["note"])) == ("unclear", None, True)
    assert enter("commander-fenkou").send("GET", path).status_code == 404
    assert enter("weiping-officer-1").send("GET", path).status_code == 403
