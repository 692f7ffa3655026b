"""Desk and phone through the API: the whole loop, and every refusal with its reason."""

from __future__ import annotations

import struct
import zlib
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.interfaces.api.people import MATTER, REPORT, Caller, Enter
from tests.interfaces.api.test_incidents import fields, problem
from zhifa.apps.accounts.models import Session
from zhifa.interfaces.frame import clock

pytestmark = pytest.mark.django_db


def png(seed: int = 0) -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0" + seed.to_bytes(3, "big"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def offers(row: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {o["act"]: o for o in row["offers"]}


def arrived(enter: Enter, task: str) -> Caller:
    """An officer of the squad on the scene with a partner."""
    officer = enter("weiping-officer-1")
    officer.act(f"/dispatches/{task}/acts/receive")
    partner = offers(officer.get(f"/dispatches/{task}"))["arrive"]["fields"][0]["choices"][0][0]
    officer.act(f"/dispatches/{task}/acts/arrive", {"partner": partner})
    return officer


def test_the_whole_loop_goes_through_the_api(enter: Enter, number: str, task: str) -> None:
    officer = arrived(enter, task)
    piece = officer.post(f"/dispatches/{task}/evidence?name=scene.png&lon=118.71&lat=29.77&captured_at=2026-09-01T01:50:00Z", png())
    assert piece.status_code == 201
    assert piece.json()["material"] == "adopted"
    done = officer.act(f"/dispatches/{task}/acts/correct_on_spot", {"findings": "渣土已当场清走"})["dispatch"]
    assert done["state"] == "handled"
    assert [e["name"] for e in done["evidence"]] == ["scene.png"]
    assert enter("verifier-1").act(f"/dispatches/{task}/acts/verify", {"findings": "现场复看"})["dispatch"]["state"] == "verified"
    desk = enter("dispatcher-1")
    closed = desk.act(f"/incidents/{number}/acts/close", {"answer": "已清走，谢谢"})["incident"]
    assert (closed["state"], closed["answer"]) == ("closed", "已清走，谢谢")
    assert desk.get("/desk/incidents?view=closed")["rows"][0]["number"] == number


def order_body(partner: str) -> dict[str, Any]:
    return {
        "findings": "堆了三处",
        "demand": "当日清走",
        "due_on": "2026-09-01",
        "partner": partner,
        "kind": "citizen",
        "name": "张某某",
        "identifier_type": "none",
        "address": "环镇路20号",
        "received_by": "张某某",
    }


def test_an_order_is_rechecked_and_sent_back_work_is_done_again(
    enter: Enter, task: str, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = arrived(enter, task)
    partner = offers(officer.get(f"/dispatches/{task}"))["order_correction"]["fields"]
    choice = next(f for f in partner if f["name"] == "partner")["choices"][0][0]
    path = f"/dispatches/{task}/acts"
    assert officer.act(f"{path}/order_correction", order_body(choice))["dispatch"]["state"] == "correcting"
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(hours=8))
    seen = {"partner": choice, "findings": "已清走"}
    assert officer.act(f"{path}/recheck_corrected", seen)["dispatch"]["state"] == "handled"
    assert enter("verifier-1").act(f"{path}/send_back", {"reason": "照片看不清"})["dispatch"]["state"] == "rework"
    assert officer.act(f"{path}/arrive", {"partner": choice})["dispatch"]["state"] == "on_site"


def test_a_hand_over_is_accepted_by_its_receiver_only(enter: Enter, task: str) -> None:
    officer = arrived(enter, task)
    said = {"receiver": "transport", "reason": "公路上的遗撒由交通执法队管"}
    assert officer.act(f"/dispatches/{task}/acts/hand_over", said)["dispatch"]["state"] == "handing_over"
    assert enter("team-market-1").post(f"/dispatches/{task}/acts/accept_hand_over").status_code == 404
    assert enter("team-transport-1").act(f"/dispatches/{task}/acts/accept_hand_over")["dispatch"]["state"] == "handed_over"


def test_a_returned_task_is_settled_by_the_guidance_office(enter: Enter, task: str) -> None:
    said = {"reason": "不在本辖区", "basis": "浙江省综合行政执法条例 第十七条"}
    assert enter("weiping-leader").act(f"/dispatches/{task}/acts/return", said)["dispatch"]["state"] == "unsettled"
    ruling = {"team": "squad-linqi", "reason": "就近", "citation": "浙江省综合行政执法条例 第十七条"}
    settled = enter("guidance").act(f"/dispatches/{task}/acts/settle", ruling)["dispatch"]
    assert (settled["state"], settled["team"]) == ("pending", "squad-linqi")


def test_the_same_key_does_an_act_once_and_another_act_is_not_swallowed(enter: Enter, number: str) -> None:
    desk = enter("dispatcher-1")
    first = desk.act(f"/incidents/{number}/acts/take", **{"idempotency-key": "k-1"})
    again = desk.act(f"/incidents/{number}/acts/take", **{"idempotency-key": "k-1"})
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert first["incident"]["version"] == again["incident"]["version"]
    accepted = desk.act(f"/incidents/{number}/acts/accept", {"matters": [MATTER]}, **{"idempotency-key": "k-1"})
    assert accepted["incident"]["state"] == "accepted"


def test_a_repetition_says_so_also_when_the_object_has_left_ones_reach(enter: Enter, task: str) -> None:
    officer = arrived(enter, task)
    officer.act(f"/dispatches/{task}/acts/hand_over", {"receiver": "transport", "reason": "公路上的遗撒"})
    receiver, path = enter("team-transport-1"), f"/dispatches/{task}/acts/refuse_hand_over"
    key = {"idempotency-key": "r"}
    assert not receiver.act(path, {"reason": "不在公路上"}, **key)["repeated"]
    again = receiver.act(path, {"reason": "不在公路上"}, **key)
    assert (again["repeated"], again["dispatch"]) == (True, None)
    problem(receiver.post(path, {"reason": "不在公路上"}), 404)


def test_a_refused_act_frees_its_key(enter: Enter, number: str) -> None:
    desk = enter("dispatcher-1")
    path = f"/incidents/{number}/acts/accept"
    problem(desk.post(path, {"matters": []}, **{"idempotency-key": "k"}), 409)
    assert not desk.act(path, {"matters": [MATTER]}, **{"idempotency-key": "k"})["repeated"]


def test_a_piece_is_brought_once_per_key(enter: Enter, task: str) -> None:
    officer = arrived(enter, task)
    path, key = f"/dispatches/{task}/evidence?name=a.png", {"idempotency-key": "p"}
    first, again = officer.post(path, png(), **key), officer.post(path, png(), **key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]


def test_an_old_version_is_refused_with_the_current_one(enter: Enter, number: str) -> None:
    desk = enter("dispatcher-1")
    version = desk.get(f"/incidents/{number}")["version"]
    desk.act(f"/incidents/{number}/acts/take", {"version": version})
    answer = enter("dispatcher-2").post(f"/incidents/{number}/acts/take", {"version": version})
    assert problem(answer, 409)["version"] == version + 1


@pytest.mark.parametrize(
    ("act", "body", "wrong"),
    [
        ("accept", {"matters": "UM-012"}, {"matters"}),
        ("accept", {"matters": ["nothing"]}, {"matters"}),
        ("accept", {"matter": [MATTER]}, {"matter"}),
        ("accept", {"version": "1"}, {"version"}),
        ("accept", {"version": True}, {"version"}),
        ("accept_urgent", {"emergency_told": "yes"}, {"emergency_told"}),
        ("dismiss", {}, {"answer"}),
        ("dismiss", {"answer": 5}, {"answer"}),
        ("dismiss", {"answer": "x" * 1001}, {"answer"}),
        ("correct", {"danger_to_life": "true", "reason": "r"}, {"danger_to_life"}),
        ("correct", {"area": "nowhere", "colour": 1, "reason": "r"}, {"colour"}),
    ],
)
def test_a_wrong_body_is_refused_naming_its_fields(enter: Enter, number: str, act: str, body: dict[str, Any], wrong: set[str]) -> None:
    assert fields(enter("dispatcher-1").post(f"/incidents/{number}/acts/{act}", body)) == wrong


def test_a_party_that_cannot_be_is_refused_and_nothing_is_ordered(enter: Enter, task: str) -> None:
    officer = arrived(enter, task)
    fields_of = offers(officer.get(f"/dispatches/{task}"))["order_correction"]["fields"]
    body = order_body(next(f for f in fields_of if f["name"] == "partner")["choices"][0][0])
    path = f"/dispatches/{task}/acts/order_correction"
    assert fields(officer.post(path, {**body, "identifier_type": "citizen_id", "identifier": "123"})) == {"identifier"}
    assert fields(officer.post(path, {**body, "due_on": 20260901})) == {"due_on"}
    assert officer.get(f"/dispatches/{task}")["state"] == "on_site"


DESK_ACTS = {
    "take": {},
    "accept": {"matters": [MATTER]},
    "dismiss": {"answer": "a"},
    "correct": {"address": "b", "reason": "r"},
}
ONLOOKERS = ("verifier-1", "guidance", "legal", "leader", "discipline")
OUTSIDERS = (
    "weiping-officer-1",
    "linqi-leader",
    "regulator-education",
    "commander-jiangjia",
    "system-admin",
    "security-admin",
    "audit-admin",
)


@pytest.mark.parametrize("username", ONLOOKERS)
@pytest.mark.parametrize("act", DESK_ACTS)
def test_who_sees_an_incident_may_not_yet_act_on_it(enter: Enter, number: str, act: str, username: str) -> None:
    caller = enter(username)
    assert caller.get(f"/incidents/{number}")["offers"] == []
    said = problem(caller.post(f"/incidents/{number}/acts/{act}", DESK_ACTS[act]), 403)
    assert "值班调度员" in said["detail"]
    assert said["citations"]


@pytest.mark.parametrize("username", OUTSIDERS)
def test_who_does_not_see_an_incident_cannot_reach_it(enter: Enter, number: str, username: str) -> None:
    caller = enter(username)
    problem(caller.send("GET", f"/incidents/{number}"), 404)
    problem(caller.post(f"/incidents/{number}/acts/take"), 404)
    assert caller.get("/desk/incidents?view=all")["total"] == 0


@pytest.mark.parametrize("username", ["dispatcher-1", "verifier-1", "guidance", "leader", "discipline", "legal", "weiping-auxiliary-1"])
def test_only_the_field_acts_in_the_field(enter: Enter, task: str, username: str) -> None:
    said = problem(enter(username).post(f"/dispatches/{task}/acts/receive"), 403)
    assert "执法队员" in said["detail"]


@pytest.mark.parametrize("username", ["linqi-officer-1", "regulator-education", "system-admin"])
def test_a_task_is_its_teams_only(enter: Enter, task: str, username: str) -> None:
    problem(enter(username).send("GET", f"/dispatches/{task}"), 404)
    problem(enter(username).post(f"/dispatches/{task}/acts/receive"), 404)
    problem(enter(username).post(f"/dispatches/{task}/evidence?name=a.png", png()), 404)
    assert [t["id"] for t in enter(username).get("/tasks")] == []


def test_the_team_finds_its_task_with_what_can_be_done_and_why_not(enter: Enter, task: str) -> None:
    officer = enter("weiping-officer-1")
    assert [t["id"] for t in officer.get("/tasks?state=dispatched")] == [task]
    assert fields(officer.send("GET", "/tasks?state=nonsense")) == {"state"}
    found = offers(enter("weiping-leader").get(f"/dispatches/{task}"))
    assert found["receive"]["why_not"] is None
    assert found["return"]["fields"][0]["required"]
    officer.act(f"/dispatches/{task}/acts/receive")
    early = problem(officer.post(f"/dispatches/{task}/acts/correct_on_spot", {"findings": "f"}), 409)
    assert "待到场" in early["detail"]


def test_without_evidence_a_result_is_refused_with_rule_and_article(enter: Enter, task: str) -> None:
    officer = arrived(enter, task)
    said = problem(officer.post(f"/dispatches/{task}/acts/educate", {"findings": "已劝导"}), 409)
    assert said["rules"] == ["EVD-03"]
    assert any("行政处罚法" in c for c in said["citations"])
    assert said["missing"] == ["现场证据"]


def test_what_an_auxiliary_brings_counts_when_an_officer_adopts_it(enter: Enter, task: str) -> None:
    officer = arrived(enter, task)
    helper = enter("weiping-auxiliary-1")
    piece = helper.act(f"/dispatches/{task}/evidence?name=a.png", png(1))
    assert piece["material"] == "lead"
    problem(helper.post(f"/evidence/{piece['id']}/acts/adopt"), 403)
    problem(enter("linqi-officer-1").post(f"/evidence/{piece['id']}/acts/adopt"), 404)
    assert officer.act(f"/evidence/{piece['id']}/acts/adopt")["material"] == "adopted"
    assert officer.act(f"/evidence/{piece['id']}/acts/set_aside", {"reason": "拍错地方"})["material"] == "set_aside"


def test_who_reported_is_for_the_command_centre_with_a_reason(enter: Enter, number: str) -> None:
    desk = enter("dispatcher-1")
    assert "0571" not in desk.send("GET", f"/incidents/{number}").content.decode()
    problem(desk.post(f"/incidents/{number}/reporter", {"reason": " "}), 409)
    problem(enter("verifier-1").post(f"/incidents/{number}/reporter", {"reason": "想看"}), 403)
    assert desk.act(f"/incidents/{number}/reporter", {"reason": "回访"}) == [{"name": "来电人", "phone": "0571-00000000"}]


@pytest.mark.parametrize("path", ["/incidents/260901-AAAAA", "/incidents/260901-AAAAA/acts/take", "/dispatches/nothing"])
def test_what_is_not_there_is_a_problem(enter: Enter, path: str) -> None:
    method = "POST" if "acts" in path else "GET"
    assert enter("dispatcher-1").send(method, path).status_code in (404, 422)


def test_unknown_acts_and_views_are_refused(enter: Enter, number: str) -> None:
    desk = enter("dispatcher-1")
    problem(desk.post(f"/incidents/{number}/acts/evaluate"), 404)
    assert fields(desk.send("GET", "/desk/incidents?view=nonsense")) == {"view"}


def test_pages_cost_the_same_number_of_queries_however_long_they_are(enter: Enter, number: str, django_assert_max_num_queries: Any) -> None:
    desk = enter("dispatcher-1")
    for index in range(5):
        desk.act("/incidents", {**REPORT, "text": f"店外经营 {index}"})
    with django_assert_max_num_queries(12):
        assert desk.get("/desk/incidents?view=waiting")["total"] == 6
    with django_assert_max_num_queries(14):
        desk.get(f"/incidents/{number}")
    with django_assert_max_num_queries(9):
        desk.get("/tasks")


def test_a_key_says_who_one_is_and_ends_when_asked(enter: Enter) -> None:
    officer = enter("weiping-officer-1")
    me = officer.get("/session")
    assert (me["team"], me["roles"]) == ("squad-weiping", ["officer"])
    assert me["certificate"]
    assert officer.token not in str(list(Session.objects.values()))
    assert officer.send("DELETE", "/session").status_code == 204
    problem(officer.send("GET", "/session"), 401)


def test_a_wrong_password_gives_no_key_and_ten_lock_the_account_here(enter: Enter, settings: Any) -> None:
    problem(Caller("dispatcher-1", "wrong").answer, 401)
    problem(Caller("nobody", "wrong").answer, 401)
    settings.AXES_ENABLED = True
    answers = [Caller("dispatcher-1", "wrong", "10.0.0.7").answer for _ in range(10)]
    assert [a.status_code for a in answers] == [401] * 9 + [429]
    assert "15 分钟" in problem(Caller("dispatcher-1", address="10.0.0.7").answer, 429)["detail"]
    assert Caller("dispatcher-1", address="10.0.0.8").answer.status_code == 201


def test_keys_of_people_and_of_sources_open_different_doors(enter: Enter, number: str) -> None:
    admin = enter("system-admin")
    given = admin.act("/source-tokens", {"source": "12345", "name": "热线"})
    hotline = Caller.__new__(Caller)
    hotline.client, hotline.token = admin.client, given["token"]
    problem(hotline.send("GET", f"/incidents/{number}"), 401)
    problem(hotline.post(f"/incidents/{number}/acts/take"), 401)
    assert hotline.post("/incidents", {**REPORT, "source": "12345", "external_id": "GD-1"}).status_code == 201
    assert admin.send("DELETE", f"/source-tokens/{given['id']}").status_code == 204
    problem(hotline.post("/incidents", {**REPORT, "source": "12345", "external_id": "GD-2"}), 401)


@pytest.mark.parametrize("username", ["dispatcher-1", "security-admin", "leader"])
def test_keys_and_clock_are_the_system_administrators(enter: Enter, username: str) -> None:
    problem(enter(username).post("/source-tokens", {"source": "12345"}), 403)
    problem(enter(username).post("/clock", {"rate": 2}), 403)


def test_the_clock_is_set_in_demonstration_only(enter: Enter, settings: Any, at: datetime) -> None:
    admin = enter("system-admin")
    assert admin.act("/clock", {"start": "2026-09-01T12:00:00+08:00", "rate": 60})["rate"] == 60
    assert fields(admin.post("/clock", {"rate": -1})) == {"rate"}
    settings.DEMO = False
    assert "正式" in problem(admin.post("/clock", {"rate": 2}), 409)["detail"]


def test_people_report_for_their_own_organ_and_never_as_a_source_system(enter: Enter) -> None:
    officer = enter("weiping-officer-1")
    assert fields(officer.post("/incidents", {**REPORT, "source": "12345"})) == {"source"}
    number = officer.act("/incidents", {**REPORT, "source": "patrol", "reported_by_organ": "market"})["number"]
    assert enter("dispatcher-1").get(f"/incidents/{number}")["reported_by_organ"] == "enforcement_bureau"
    problem(enter("leader").post("/incidents", {**REPORT, "source": "patrol"}), 403)


def test_a_task_that_crosses_areas_is_taken_up_through_the_api(enter: Enter, number: str, task: str) -> None:
    path, said = f"/dispatches/{task}/acts", {"areas": ["330127108"], "outside": ["建德市"], "criteria": [], "reason": "车辆跨乡镇并出县"}
    assert enter("weiping-officer-1").post(f"{path}/mark_elevation", said).status_code == 403
    assert fields(enter("weiping-leader").post(f"{path}/mark_elevation", {**said, "outside": ["上海市"]})) == {"outside"}
    marked = enter("weiping-leader").act(f"{path}/mark_elevation", said)["dispatch"]
    assert (marked["elevation"], marked["mark"]["outside"]) == ("marked", ["建德市"])
    assert marked["mark"]["criteria"] == ["townships", "outside_county"]
    assert enter("weiping-leader").post(f"{path}/take_up", {"team": "squad-qiandaohu"}).status_code == 403
    taken = enter("guidance").act(f"{path}/take_up", {"team": "squad-qiandaohu"})["dispatch"]
    assert (taken["state"], taken["mark"]["accepted"]) == ("pending", True)
    squad = enter("weiping-leader")
    assert squad.get(f"/dispatches/{task}")["elevation"] == "taken"
    assert squad.get(f"/incidents/{number}")["number"] == number
    assert squad.get("/tasks") == []
