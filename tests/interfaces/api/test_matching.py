"""The matcher through the API."""

from __future__ import annotations

import pytest

from tests.apps.incidents.test_matching import STALL, taught, trained
from tests.interfaces.api.people import Enter

pytestmark = pytest.mark.django_db


def test_a_version_is_trained_used_and_left(enter: Enter) -> None:
    chief = enter("duty-chief")
    assert chief.post("/matching/versions", {}).status_code == 409
    taught()
    asked = chief.post("/matching/versions", {})
    assert (asked.status_code, asked.json()) == (202, {"done": 0, "of": 3, "failed": False})
    assert chief.get("/matching")["training"] == asked.json()
    trained()
    assert chief.get("/matching")["training"] is None
    assert chief.post("/matching/versions", {}).status_code == 200
    assert chief.post("/matching/versions/1/acts/activate", {"version": 99}).status_code == 409
    assert chief.post("/matching/versions/1/acts/activate", {"reason": "试用"}).json()["active"] is True
    assert chief.get("/matching")["active"] == 1
    assert chief.post("/matching/acts/roll-back", {}).status_code == 422
    assert chief.post("/matching/acts/roll-back", {"reason": "再看看"}).json()["active"] == 0
    assert chief.send("GET", "/matching/versions/7").status_code == 404


def test_words_of_the_county_come_and_go(enter: Enter) -> None:
    guidance = enter("guidance")
    assert [w["word"] for w in guidance.post(f"/matching/words/{STALL}", {"words": ["支棱起来"]}).json()] == ["支棱起来"]
    assert guidance.post("/matching/words/NO-1", {"words": ["支棱起来"]}).status_code == 422
    assert [w["word"] for w in guidance.get("/matching/words")] == ["支棱起来"]
    assert guidance.send("DELETE", f"/matching/words/{STALL}/支棱起来").json() == []
    assert {r["state"] for r in guidance.get("/matching/reach?state=reached")} == {"reached"}


def test_a_dispatcher_reads_and_does_not_teach(enter: Enter) -> None:
    dispatcher = enter("dispatcher-1")
    assert dispatcher.get("/matching")["versions"] == []
    assert dispatcher.get("/matching/try?text=饭店油烟熏人")["candidates"][0]["matter"] == "UM-029"
    assert dispatcher.post("/matching/versions", {}).status_code == 403
    assert dispatcher.post(f"/matching/words/{STALL}", {"words": ["支棱起来"]}).status_code == 403
    assert enter("weiping-officer-1").send("GET", "/matching").status_code == 403
