"""The docket through the API: a return, both sides' words, the ruling, the precedent, and its end."""

from __future__ import annotations

import pytest

from tests.interfaces.api.people import Enter

pytestmark = pytest.mark.django_db
BASIS = "浙江省综合行政执法条例 第九条"


@pytest.fixture
def disputed(enter: Enter, task: str) -> str:
    said = {"reason": "应由住建部门办理", "basis": BASIS, "whose": "housing_construction"}
    enter("weiping-leader").act(f"/dispatches/{task}/acts/return", said)
    return enter("guidance").get("/disputes")[0]["id"]


def test_a_dispute_is_spoken_to_ruled_and_becomes_a_precedent(enter: Enter, task: str, disputed: str) -> None:
    other = enter("regulator-housing-construction")
    seen = other.act(f"/disputes/{disputed}/statement", {"text": "处罚权已划转", "articles": BASIS, "accepts": False})
    assert [s["accepts"] for s in seen["statements"]] == [False, False]
    assert (seen["interim_team"], seen["dispatch"], seen["adjudicator"]) == ("squad-weiping", task, "superior")
    secured = enter("weiping-officer-1").act(f"/dispatches/{task}/acts/secure", {"findings": "已拍照固定"})
    assert secured["dispatch"]["interim_team"] == "squad-weiping"
    ruling = {"team": "squad-weiping", "reason": "目录载明", "citation": BASIS, "scope": "county", "words": "垃圾、渣土"}
    assert enter("guidance").post(f"/dispatches/{task}/acts/settle", ruling).status_code == 409
    enter("leader").act(f"/dispatches/{task}/acts/settle", ruling)
    (made,) = enter("guidance").get("/precedents")
    assert (made["words"], made["area_names"], made["in_force"]) == (["垃圾", "渣土"], [], True)
    assert enter("guidance").get("/disputes") == []
    assert enter("guidance").get("/disputes?waiting=false")[0]["id"] == disputed
    path = f"/precedents/{made['id']}/revoke"
    assert enter("dispatcher-1").post(path, {"reason": "不对"}).status_code == 403
    assert enter("guidance").post(path, {"reason": "目录调整"}).status_code == 204
    assert enter("guidance").get("/precedents")[0]["in_force"] is False


@pytest.mark.parametrize("username", ["regulator-education", "weiping-auxiliary-1", "system-admin", "commander-fenkou"])
def test_others_do_not_read_it_nor_speak(enter: Enter, disputed: str, username: str) -> None:
    caller = enter(username)
    assert caller.send("GET", f"/disputes/{disputed}").status_code == 403
    assert caller.post(f"/disputes/{disputed}/statement", {"text": "意见"}).status_code == 403
    assert caller.get("/disputes") == []


def test_merging_and_parting_through_the_api(enter: Enter, number: str) -> None:
    desk = enter("dispatcher-1")
    assert desk.post(f"/incidents/{number}/acts/merge", {"into": number}).status_code == 409
    assert desk.post(f"/incidents/{number}/acts/merge", {"into": "NIX"}).status_code == 409
    assert desk.post(f"/incidents/{number}/acts/unmerge", {"reason": "没有合并过"}).status_code == 409
