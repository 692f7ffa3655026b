"""The reform targets and the supervision list through the API."""

from __future__ import annotations

import pytest

from tests.interfaces.api.people import Enter

pytestmark = pytest.mark.django_db


def test_figures_rows_and_course_say_the_same_with_denominator_and_version(enter: Enter) -> None:
    leader = enter("leader")
    found = {f["code"]: f for f in leader.get("/reform?day=2021-12-31")}
    x1 = found["X1"]
    assert (x1["numerator"], x1["denominator"], x1["percent"], x1["taxonomy"]) == (12, 25, "48.0", "seed-25")
    assert x1["target"]["at_least_percent"] == "60"
    assert x1["reached"] is False
    detail = leader.get("/reform/X1?day=2021-12-31")
    assert sum(r["standing"] == "counted" for r in detail["rows"]) == x1["numerator"]
    course = {p["day"]: p for p in leader.get("/reform/X1/series")}
    assert course["2021-12-31"]["percent"] == "48.0"
    assert found["X7"]["missing"][0].startswith("方案写 1833 项")
    assert found["X6.drills"]["numerator"] is None


def test_what_is_unknown_is_404_and_who_may_not_read_is_403(enter: Enter) -> None:
    leader = enter("leader")
    for path in ("/reform/X99", "/reform?taxonomy=none", "/reform/X1/series?taxonomy=none", "/reform/X99/series"):
        assert leader.send("GET", path).status_code == 404
    assert leader.send("GET", "/reform?day=tomorrow").status_code == 422
    assert enter("weiping-officer-1").send("GET", "/reform").status_code == 403


def test_the_supervision_list_is_compiled_claimed_and_settled(enter: Enter) -> None:
    guidance, department, legal = enter("guidance"), enter("regulator-housing-construction"), enter("legal")
    assert guidance.post("/supervision-items/compile").status_code == 200
    first, second, *_ = department.get("/supervision-items")
    assert set(first["acts"]) == {"claim", "disclaim"}
    assert department.post("/supervision-items/claim", {"items": [first["id"]], "carrier": "质安站"}).status_code == 200
    path = f"/supervision-items/{second['id']}/acts"
    assert department.post(f"{path}/disclaim", {"ground": "because", "reason": "x"}).status_code == 422
    assert department.post(f"{path}/disclaim", {"ground": "no_power", "reason": "市里负责", "version": 1}).status_code == 200
    assert department.post(f"{path}/confirm", {"reason": "属实"}).status_code == 403
    assert legal.post(f"{path}/send_back", {"reason": "三定列有此项"}).status_code == 200
    assert legal.post(f"{path}/burn", {}).status_code == 404
    states = {i["id"]: i["state"] for i in department.get("/supervision-items")}
    assert (states[first["id"]], states[second["id"]]) == ("claimed", "unclaimed")


def test_the_registers_are_open_to_programs(enter: Enter) -> None:
    leader = enter("leader")
    subjects = {s["organ"]: s for s in leader.get("/enforcement-subjects?day=2022-01-01")}
    assert subjects["audit"]["kinds"] == ["department_internal_unit"]
    assert subjects["gov-330127108"]["kinds"] == []
    bundles = leader.get("/power-bundles")
    assert any(not b["whole"] and b["areas"] == ["汾口镇"] for b in bundles)
    assert leader.get("/vacuums") == []
    assert enter("weiping-officer-1").send("GET", "/enforcement-subjects").status_code == 403


def test_lists_drills_and_looks_have_their_acts(enter: Enter) -> None:
    guidance, legal, officer = enter("guidance"), enter("legal"), enter("weiping-officer-1")
    guidance.act("/professional-lists/draft")
    market = next(x for x in guidance.get("/professional-lists") if x["domain"] == "market")
    path = f"/professional-lists/{market['id']}"
    code = guidance.get(f"{path}/matters")[0]["code"]
    guidance.act(f"{path}/acts/strike", {"matters": [code], "reason": "不属于", "version": 1})
    assert guidance.post(f"{path}/acts/strike", {"matters": code, "reason": "x"}).status_code == 422
    guidance.act(f"{path}/acts/submit")
    assert legal.post(f"{path}/acts/confirm", {}).status_code == 422
    assert guidance.post(f"{path}/acts/confirm", {"document": "x"}).status_code == 403
    legal.act(f"{path}/acts/confirm", {"document": "淳司〔2026〕1号"})
    assert legal.get(f"{path}/matters")[-1]["struck"] == "不属于"
    assert officer.send("GET", "/professional-lists").status_code == 403
    assert officer.post("/drills", {"title": "演练", "words": "应答"}).status_code == 403
    guidance.act("/drills", {"title": "演练", "words": "应答", "teams": ["squad-weiping", "team-market"]})
    (call,) = officer.get("/drills")[0]["calls"]
    officer.act(f"/drill-calls/{call['id']}/acts/answer", {"words": "在岗"})
    drill = guidance.get("/drills")[0]
    assert {c["team"]: c["in_time"] for c in drill["calls"]} == {"squad-weiping": True, "team-market": None}
    guidance.act(f"/drills/{drill['id']}/acts/call_off", {"reason": "险情"})
    given = {"team": "squad-weiping", "since": "2026-08-01", "until": "2026-08-31", "looked_at": 9, "outside": 0}
    guidance.act("/order-looks", given)
    assert officer.post("/order-looks", given).status_code == 403
    assert guidance.get("/order-looks")[0]["looked_at"] == 9
    assert guidance.post("/order-looks", {**given, "outside": 10}).status_code == 422
