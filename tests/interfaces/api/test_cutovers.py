"""Cut-overs through the API: what a page does has an act here too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.interfaces.api.people import Enter
from tests.interfaces.web.test_cutovers import ZITONG, task
from zhifa.apps.adjustments.models import Cutover
from zhifa.interfaces.frame import clock

pytestmark = pytest.mark.django_db


def asked(**changed: Any) -> dict[str, Any]:
    words = {"area": ZITONG, "team": "squad-weiping", "since": (clock.today() + timedelta(days=3)).isoformat(), "ground": "局务会议"}
    return {**words, **changed}


def test_an_area_goes_to_another_squad_with_its_impact_receipts_and_reconciliation(enter: Enter) -> None:
    office, before = enter("guidance"), task()
    assert office.post("/cutovers", asked(team="team-market")).status_code == 422
    made = office.post("/cutovers", asked())
    assert made.status_code == 201
    code = made.json()["cutover"]["code"]
    told = office.get(f"/cutovers/{code}/impact")
    assert (told["total"], told["moves"], told["rows"][0]["label"]) == (1, 1, before.incident.number)
    assert told["rows"][0]["why"]
    acts = f"/cutovers/{code}/acts"
    assert office.post(f"{acts}/cut_over", {}).status_code == 409
    assert office.act(f"{acts}/amend", {"cases_move": True, "cases_ground": "一并移交"})["cutover"]["cases_move"] is True
    assert [c["code"] for c in office.get("/cutovers?state=open")] == [code]
    Cutover.objects.update(effective_on=clock.today())
    leader = enter("weiping-leader")
    done = office.act(f"{acts}/cut_over", {})["cutover"]
    assert (done["state"], done["reconciliation"]["even"], done["receipts"]) == ("handing", True, {"handed": 1})
    (receipt,) = leader.get(f"/cutovers/{code}/receipts?state=handed")
    assert receipt["answerable"] is True
    assert {a["act"] for a in leader.get(f"/cutovers/{code}")["acts"]} == {"accept_receipt", "refuse_receipt"}
    assert office.post(f"{acts}/accept_receipt", {"receipts": [receipt["id"]]}).status_code in (403, 422)
    assert leader.act(f"{acts}/accept_receipt", {"receipts": [receipt["id"]]})["cutover"]["state"] == "reconciled"


def test_a_change_says_what_it_touches_and_its_cut_over_is_planned(enter: Enter) -> None:
    office, before = enter("guidance"), task()
    item = {"kind": "coverage", "subject": ZITONG, "after": {"team": "squad-weiping"}}
    words = {"title": "调整覆盖", "ground": "work_need", "ground_text": "路更近", "items": [item]}
    day = (clock.today() + timedelta(days=9)).isoformat()
    change = office.post("/catalogue/changes", {**words, "effective_on": day}).json()["change"]
    told = office.get(f"/catalogue/changes/{change['id']}/impact")
    assert [r["label"] for r in told["rows"]] == [before.incident.number]
    planned = office.post(f"/catalogue/changes/{change['id']}/cutover", {})
    assert (planned.status_code, planned.json()["cutover"]["code"]) == (201, change["code"])
    assert office.post(f"/catalogue/changes/{change['id']}/cutover", {"cases_move": True}).status_code == 422
    assert office.act(f"/cutovers/{change['code']}/acts/cancel", {"reason": "另行研究"})["cutover"]["state"] == "cancelled"


def test_squads_do_not_plan(enter: Enter) -> None:
    assert enter("weiping-leader").post("/cutovers", asked()).status_code == 403
