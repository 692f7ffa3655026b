"""Posts, stationing and appraisals through the API: the whole way with every duty, refusals named."""

from __future__ import annotations

import pytest

from tests.apps.staffing.world import JIANGJIA, WATER
from tests.county import who
from tests.interfaces.api.people import Enter
from tests.interfaces.api.test_incidents import fields, problem

pytestmark = pytest.mark.django_db
DOCUMENT = {"approval_organ": "县机构编制主管部门", "approval_number": "演示编〔2026〕3号", "approved_on": "2026-08-20"}


def test_thirteen_posts_move_with_the_total_unchanged(enter: Enter) -> None:
    office, leader = enter("guidance"), enter("leader")
    water = next(d for d in office.get("/staffing/departments") if d["organ"] == WATER)
    assert (water["arithmetic"], water["least"], water["behind"]) == ("18 − 5 = 13", 13, True)
    assert problem(office.post("/staffing/transfers", {"organ": WATER, "count": 12}), 409)
    assert office.act("/staffing/transfers", {"organ": WATER, "count": 13})["repeated"] is False
    made = next(d for d in leader.get("/staffing/departments") if d["organ"] == WATER)
    assert made["acts"] == ["approve_transfer", "send_back_transfer"]
    path = f"/staffing/transfers/{made['transfer']['code']}/acts/approve_transfer"
    assert problem(office.post(path, DOCUMENT | {"effective_on": "2026-10-01"}), 403)
    leader.act(path, DOCUMENT | {"effective_on": "2026-10-01"})
    found = leader.get("/staffing/ledger?day=2026-10-01")
    assert (found["opening"], found["total"], found["cap"], found["balanced"], found["spare"]) == (210, 210, 210, True, 0)
    assert {a["organ"]: a["balance"] for a in found["accounts"] if a["kind"] == "managed"} == {WATER: 5, "enforcement_bureau": 181}
    entry = {"destination": "enforcement_bureau", "kind": "managed", "count": 1, "effective_on": "2026-10-01", "reason": "新增", **DOCUMENT}
    assert problem(office.post("/staffing/posts", entry), 409)
    office.act("/staffing/posts", entry | {"source": WATER})
    assert leader.get("/staffing/ledger?day=2026-10-01")["entries"][0]["source"] == WATER


def test_people_are_stationed_commanded_and_come_back(enter: Enter) -> None:
    office, officer = enter("guidance"), who("weiping-officer-1").person
    office.act("/staffing/stationings", {"person": officer, "organ": WATER, "since": "2026-09-01", "ground": "1号"})
    row = next(s for s in office.get("/staffing/stationings") if s["person"] == officer)
    assert (row["acts_as"], row["running"]) == ("淳安县综合行政执法局", True)
    office.act(
        f"/staffing/stationings/{row['id']}/acts/end_stationing", {"until": "2026-10-01", "reason": "期满", "version": row["version"]}
    )
    office.act("/staffing/command", {"person": officer, "organ": JIANGJIA, "since": "2026-11-01", "ground": "2号"})
    found = next(p for p in office.get("/staffing/people?day=2026-11-01") if p["id"] == officer)
    held = {r["kind"]: r["organ"] for r in found["relations"]}
    assert held == {"establishment": "enforcement_bureau", "party": "enforcement_bureau", "pay": "enforcement_bureau", "command": JIANGJIA}
    assert fields(office.post("/staffing/command", {"person": officer, "until": "2026-12-01"})) == {"until"}
    assert problem(
        enter("leader").post("/staffing/stationings", {"person": officer, "organ": WATER, "since": "2026-12-01", "ground": "x"}), 403
    )


def test_both_sides_sign_before_an_appraisal_is_closed(enter: Enter) -> None:
    office, town, head = enter("guidance"), enter("commander-jiangjia"), enter("bureau-head-1")
    office.act("/staffing/appraisals", {"year": 2026})
    row = next(a for a in town.get("/staffing/appraisals?year=2026") if a["person_name"] == "姜家中队执法队员甲")
    path = f"/staffing/appraisals/{row['code']}/acts"
    assert row["acts"] == ["sign_local"]
    head.act(f"{path}/sign_bureau", {"score": 92})
    assert problem(office.post(f"{path}/close_appraisal"), 409)
    assert problem(enter("commander-weiping").post(f"{path}/sign_local", {"score": 88}), 404)
    assert fields(town.post(f"{path}/sign_local", {"score": 101})) == {"score"}
    town.act(f"{path}/sign_local", {"score": 88})
    office.act(f"{path}/close_appraisal")
    done = next(a for a in town.get("/staffing/appraisals?year=2026") if a["code"] == row["code"])
    assert (done["result"], done["state"], done["arithmetic"]) == ("89.6", "closed", "88 × 60% + 92 × 40% = 89.6")
    assert [b["item"] for b in town.get("/staffing/benefits") if b["differs"]] == ["住宿"]


@pytest.mark.parametrize("path", ["ledger", "departments", "stationings", "people", "appraisals", "benefits"])
def test_who_does_not_read_posts_is_told_so(enter: Enter, path: str) -> None:
    assert problem(enter("weiping-officer-1").send("GET", f"/staffing/{path}"), 403)


def test_an_unknown_act_is_not_found(enter: Enter) -> None:
    assert problem(enter("guidance").post("/staffing/transfers/HB-0/acts/approve_transfer", DOCUMENT), 404)
    assert problem(enter("guidance").post("/staffing/transfers/HB-0/acts/pay"), 404)
