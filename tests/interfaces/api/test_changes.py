"""Catalogue changes through the API: what a page does has an act here too."""

from __future__ import annotations

from typing import Any

import pytest

from tests.apps.adjustments.test_editions import NEW_MATTER, loaded
from tests.interfaces.api.people import Enter
from zhifa.interfaces.frame import clock

pytestmark = pytest.mark.django_db
MOVE = {"kind": "coverage", "subject": "330127107", "after": {"team": "squad-weiping"}}


def asked(**changed: Any) -> dict[str, Any]:
    words = {
        "title": "调整覆盖",
        "ground": "work_need",
        "ground_text": "路更近",
        "effective_on": clock.today().isoformat(),
        "items": [MOVE],
    }
    return {**words, **changed}


def test_a_change_is_asked_for_scored_checked_approved_announced_and_in_effect(enter: Enter) -> None:
    office, legal, leader = enter("guidance"), enter("legal"), enter("leader")
    made = office.post("/catalogue/changes", asked())
    assert made.status_code == 201
    change = made.json()["change"]
    acts = f"/catalogue/changes/{change['id']}/acts"
    assert (change["item_rows"][0]["before"], change["writes"][0]["done"]) == ({"team": "squad-jiangjia"}, "ended")
    assert {a["act"] for a in change["acts"]} == {"submit", "withdraw"}
    assert office.act(f"{acts}/submit", {})["change"]["level"] == "bureau"
    assert office.act(f"{acts}/score", {})["change"]["state"] == "scored"
    assert legal.post(f"{acts}/check", {}).status_code == 422
    assert legal.act(f"{acts}/check", {"opinion": "合法"})["change"]["state"] == "checked"
    document = {"organ": "淳安县综合行政执法局", "number": "淳综执〔2026〕5号", "issued_on": clock.today().isoformat()}
    assert office.post(f"{acts}/approve", document).status_code == 403
    assert leader.act(f"{acts}/approve", document)["change"]["approvals"][0]["number"] == document["number"]
    assert office.act(f"{acts}/publish", {"channel": "网站"})["change"]["notices"][0]["text"]
    done = office.act(f"{acts}/take_effect", {})["change"]
    assert (done["state"], done["written"]) == ("in_effect", True)
    assert office.post(f"{acts}/take_effect", {}).status_code == 409
    assert [c["code"] for c in leader.get("/catalogue/changes?subject=330127107")] == [change["code"]]


def test_a_request_is_amended_with_the_version_that_was_shown(enter: Enter) -> None:
    office = enter("guidance")
    change = office.post("/catalogue/changes", asked()).json()["change"]
    url = f"/catalogue/changes/{change['id']}"
    other = asked(title="另一个标题", items=[])
    assert office.send("PUT", url, {**other, "version": change["version"]}).json()["change"]["item_rows"] == []
    assert office.send("PUT", url, {**other, "version": change["version"]}).status_code == 409
    assert office.post(f"{url}/acts/submit", {}).status_code == 409
    assert office.post(f"{url}/acts/burn", {}).status_code == 404


def test_the_same_key_asks_once(enter: Enter) -> None:
    office = enter("guidance")
    answers = [office.post("/catalogue/changes", asked(), **{"Idempotency-Key": "k-1"}) for _n in range(2)]
    assert [a.status_code for a in answers] == [201, 200]
    assert len(office.get("/catalogue/changes")) == 1


def test_what_is_wrong_is_named_and_strangers_are_refused(enter: Enter) -> None:
    assert enter("guidance").post("/catalogue/changes", asked(ground="whim")).status_code == 422
    assert enter("dispatcher-1").post("/catalogue/changes", asked()).status_code == 403
    assert enter("guidance").post("/catalogue/changes/from-drafts", {"drafts": ["L-0"]}).status_code == 409


def test_a_newer_edition_is_told_and_becomes_a_request(enter: Enter) -> None:
    loaded(matters=({"UM-001": {"name": "擅自占道设摊"}}, [NEW_MATTER]), organs=({"archives": {"name": "淳安县档案馆"}}, []))
    office, day = enter("guidance"), clock.today().isoformat()
    found = office.get("/catalogue/changes/from-packs")
    assert (sorted(i["subject"] for i in found["items"]), found["left"]) == (["UM-001", "UM-901"], {"organs": 1})
    key = next(i["key"] for i in found["items"] if i["subject"] == "UM-901")
    change = office.post("/catalogue/changes/from-packs", {"keys": [key], "effective_on": day}).json()["change"]
    assert [i["subject"] for i in change["item_rows"]] == ["UM-901"]
    settled = office.post(f"/catalogue/changes/{change['id']}/items/1", {"name": "在湖面冰上行车", "listed": "2021年本"})
    assert settled.json()["change"]["item_rows"][0]["after"]["name"] == "在湖面冰上行车"
    assert office.post("/catalogue/changes/from-packs", {"keys": [key], "effective_on": day}).status_code == 422
    assert enter("dispatcher-1").send("GET", "/catalogue/changes/from-packs").status_code == 403
