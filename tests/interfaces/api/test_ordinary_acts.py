"""An ordinary case through the API: filed from the scene, approved, investigated, reviewed, told, decided, served, bound; each step by
who may do it, every act of the table by name."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.apps.cases.ordinary import play
from tests.interfaces.api.people import MATTER, Caller, Enter
from tests.interfaces.api.test_acts import arrived, offers, png
from tests.interfaces.api.test_incidents import fields, problem
from zhifa.apps.cases.facts import matter_of
from zhifa.apps.cases.services import ordinary
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop import ORDINARY_ACTS
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE

pytestmark = pytest.mark.django_db
FILING = {
    "kind": "citizen",
    "name": "李某某",
    "identifier_type": "none",
    "address": "环镇路18号",
    "narrative": "在路边倾倒渣土一车。",
    "occurred_at": "2026-09-01T09:40:00+08:00",
}
OFFICER, SECOND, HEAD, LEGAL = "weiping-officer-1", "weiping-officer-2", "bureau-head-1", "legal"


@pytest.fixture
def case(enter: Enter, task: str) -> str:
    """Filed by the officer on the scene; the task waits for it."""
    officer = arrived(enter, task)
    officer.act(f"/dispatches/{task}/evidence?name=a.png", png())
    done = officer.act(f"/dispatches/{task}/acts/file_case", FILING)["dispatch"]
    assert done["state"] == "in_case"
    (listed,) = officer.get("/ordinary")
    assert listed["state"] == "proposed"
    found: str = listed["id"]
    return found


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`on(day)`: the clock stands at ten of that day, and people log in anew."""

    def moved(day: date) -> Enter:
        monkeypatch.setattr(clock, "now", lambda: play.at(day))
        return Caller

    return moved


def step(caller: Caller, case: str, act: str, body: Any = None) -> dict[str, Any]:
    found: dict[str, Any] = caller.act(f"/ordinary/{case}/acts/{act}", body)["case"]
    return found


def stations(row: dict[str, Any]) -> dict[str, str]:
    return {s["code"]: s["state"] for s in row["stations"]}


def test_every_act_of_a_person_has_its_place_here() -> None:
    assert set(ORDINARY_ACTS) == set(ORDINARY_CASE.acts) - {"import_receipt", "import_instalment"}


def test_from_the_scene_to_the_decision(enter: Enter, case: str, on: Any) -> None:
    head, officer = enter(HEAD), enter(OFFICER)
    refused = problem(head.post(f"/ordinary/{case}/acts/approve_filing", {}), 409)
    assert "行政处罚法 第四十二条 第一款" in refused["citations"]
    assert stations(head.get(f"/ordinary/{case}"))["filing"] == "blocked"
    step(enter(SECOND), case, "join_case")
    assert step(head, case, "approve_filing", {"opinion": "同意"})["period"]["left"] == 90
    step(officer, case, "record_site", {"about": "环镇路18号", "text": "路面有渣土约一立方米。"})
    piece = officer.act(f"/ordinary/{case}/evidence?name=b.png", png())
    known = offers(officer.get(f"/ordinary/{case}"))["add_evidence"]["fields"]
    assert piece["id"] in [c[0] for f in known if f["name"] == "file" for c in f["choices"]]
    words = {"kind": "audiovisual", "name": "现场照片", "origin": "现场拍摄", "file": piece["id"]}
    assert step(officer, case, "add_evidence", words)["pieces"][0]["sha256"] == piece["sha256"]
    row = step(officer, case, "conclude", {"found": "倾倒渣土一车", "opinion": "建议处罚", **penalty(officer, case)})
    assert row["state"] == "reported"
    assert step(enter(LEGAL), case, "pass_review", {"opinion": "同意", "qualification": "A1"})["state"] == "reviewed"
    row = step(officer, case, "notify", {"reason": "按从宽告知"})
    assert row["proposals"][0]["threshold_demo"]
    assert "演示" in row["proposals"][0]["threshold_words"]
    row = step(officer, case, "serve_notice", {"method": "direct", "signer": "party", "signer_name": "李某某"})
    assert row["state"] == "waiting"
    problem(officer.post(f"/ordinary/{case}/acts/end_waiting"), 409)
    later = on(date(2026, 9, 9))
    assert step(later(OFFICER), case, "end_waiting")["state"] == "answered"
    told = row["proposals"][0]["findings"]
    row = step(later(HEAD), case, "decide", {"findings": told, "reason": "同意"})
    assert row["decisions"][0]["number"]
    served = step(later(OFFICER), case, "serve", {"method": "direct", "signer": "party", "signer_name": "李某某"})
    assert served["owed"]["surcharge"] == "0.00"
    assert stations(served) | {"decision": "done", "service": "done"} == stations(served)


def penalty(caller: Caller, case: str) -> dict[str, Any]:
    """The most that the lowest tier with a fine allows."""
    known = {f["name"]: f for f in offers(caller.get(f"/ordinary/{case}"))["conclude"]["fields"]}
    offered = {code for code, _label in known["tier"]["choices"] if code}
    tier = next(t for t in matter_of(MATTER).tiers if t.code in offered and t.maximum)
    return {"fine": str(tier.maximum), "tier": tier.code, "reason": "依法"}


def test_a_wrong_entry_is_named_and_a_stranger_sees_nothing(enter: Enter, case: str) -> None:
    officer = enter(OFFICER)
    assert fields(officer.post(f"/ordinary/{case}/acts/correct_entry", {"reason": ""})) == {"reason"}
    assert fields(officer.send("GET", "/ordinary?state=nonsense")) == {"state"}
    problem(officer.post(f"/ordinary/{case}/acts/approve_filing", {"opinion": "同意"}), 403)
    for username in ("linqi-officer-1", "dispatcher-1", "system-admin"):
        answer = enter(username).post(f"/ordinary/{case}/acts/join_case", {})
        problem(answer, answer.status_code)
        assert answer.status_code in (403, 404)


def test_a_refused_filing_sends_the_task_back(enter: Enter, task: str, case: str) -> None:
    row = step(enter(HEAD), case, "refuse_filing", {"reason": "情节轻微"})
    assert (row["state"], row["done"]) == ("not_filed", True)
    assert enter(OFFICER).get(f"/dispatches/{task}")["state"] == "on_site"


def test_ways_beside_the_line_go_through_too(enter: Enter, on: Any) -> None:
    case = play.played("served")
    day = date(2026, 9, 20)
    officer, head = on(day)(OFFICER), on(day)(HEAD)
    step(officer, case.pk, "request_deferral", {"hardship": "失业", "proof": "失业登记证明"})
    wrong = head.post(f"/ordinary/{case.pk}/acts/decide_deferral", {"granted": True, "parts": "十月，一百", "reason": "属实"})
    assert fields(wrong) == {"parts"}
    parts = "2026-10-15，100\n2026-11-15，200"
    row = step(head, case.pk, "decide_deferral", {"granted": True, "parts": parts, "reason": "属实"})
    assert next(d for d in row["deadlines"] if d["kind"] == "payment")["due"] == "2026-11-15"
    assert row["owed"]["parts"] == 2
    row = step(officer, case.pk, "record_remedy", {"remedy": "reconsideration", "on": "2026-09-20"})
    assert [n["what"] for n in row["notes"]][-2:] == ["延期（分期）缴纳", "行政复议"]


def test_the_police_and_the_period_go_through_too(enter: Enter, on: Any) -> None:
    case = play.played("investigating")
    ordinary.add_evidence(by=play.first(), at=play.minutes(90), case=case.pk, kind="physical", name="桶", origin="店内")
    day = date(2026, 9, 2)
    officer, head = on(day)(OFFICER), on(day)(HEAD)
    ground = {"source": "某规章 第一条", "level": "department_rule", "days": 10, "reason": "送检"}
    assert step(head, case.pk, "extend_period", ground)["period"]["left"] == 99
    assert step(officer, case.pk, "report_crime", {"offence": "污染环境罪", "found": "检出有毒物质"})["state"] == "crime_reported"
    step(head, case.pk, "approve_transfer", {})
    handed = {"receiver": "某公安局", "receipt": "某人签收", "materials": ["investigation_report", "goods_list"]}
    row = step(officer, case.pk, "hand_to_police", handed)
    assert row["state"] == "with_police"
    assert stations(row)["police"] in ("current", "blocked")
    due = datetime.fromisoformat(next(d for d in row["deadlines"] if d["kind"] == "police_answer")["due"]).date()
    assert due == day + timedelta(days=3)
