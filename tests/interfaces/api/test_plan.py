"""The plan through the API: an organ draws up its line, the guidance office agrees, days are set; nobody else may."""

from __future__ import annotations

from typing import Any

import pytest

from tests.interfaces.api.people import Caller, Enter
from tests.interfaces.api.test_incidents import fields, problem

pytestmark = pytest.mark.django_db
PLANNER = "team-market-1"


def body(planner: Caller) -> dict[str, Any]:
    """Two items and two places of what the form offers."""
    form = planner.get("/plan-lines/form")
    items = next(f["choices"] for f in form["fields"] if f["name"] == "items")
    found = planner.get("/places?kind=农家乐")["rows"][:2]
    days = {"since": "2026-09-01", "until": "2026-09-20", "times": 1}
    return {
        "domain": form["domain"],
        "title": "例行检查",
        "items": [i for i, _label in items[:2]],
        "places": [p["id"] for p in found],
        **days,
    }


@pytest.fixture
def line(enter: Enter) -> str:
    """Drawn up, still a draft."""
    planner = enter(PLANNER)
    made = planner.act("/plan-lines", body(planner))["line"]
    assert (made["state"], made["count"], made["acts"]) == ("drafted", 2, ["submit", "withdraw"])
    return str(made["id"])


def test_a_line_is_drawn_up_agreed_to_and_scheduled(enter: Enter, line: str) -> None:
    planner, guidance = enter(PLANNER), enter("guidance")
    assert planner.act(f"/plan-lines/{line}/acts/submit")["repeated"] is False
    assert "approve" in guidance.get(f"/plan-lines/{line}")["acts"]
    guidance.act(f"/plan-lines/{line}/acts/approve")
    assert [row["state"] for row in planner.get("/plan-lines")] == ["approved"]
    places = [place["id"] for place in planner.get(f"/plan-lines/{line}")["places"]]
    said = {"planned_on": "2026-09-02", "places": places}
    key = {"idempotency-key": "s"}
    first, again = (planner.post(f"/plan-lines/{line}/schedule", said, **key).json() for _ in range(2))
    assert (len(first["visits"]), first["repeated"], again["visits"], again["repeated"]) == (2, False, [], True)
    assert {v["id"] for v in planner.get("/visits")} == set(first["visits"])


def test_places_are_found_with_who_else_comes(enter: Enter, line: str) -> None:
    planner = enter(PLANNER)
    planner.act(f"/plan-lines/{line}/acts/submit")
    found = enter("team-emergency-1").get("/places?kind=农家乐")
    assert [p["near"] for p in found["rows"][:3]] == [1, 1, 0]
    assert found["total"] == len(found["rows"]) > 3
    assert fields(planner.send("GET", "/places?page=0")) == {"page"}
    assert enter("weiping-auxiliary-1").send("GET", "/places").status_code == 403


def test_wrong_entries_are_named(enter: Enter, line: str) -> None:
    planner = enter(PLANNER)
    assert fields(planner.post("/plan-lines", {**body(planner), "domain": 7})) == {"domain"}
    assert fields(planner.post("/plan-lines", {**body(planner), "items": ["none"], "since": "bald"})) == {"items", "since"}
    assert fields(planner.post("/plan-lines", {**body(planner), "colour": "red"})) == {"colour"}
    assert fields(planner.post(f"/plan-lines/{line}/schedule", {"planned_on": "2026-09-02", "places": ["none"]})) == {"places"}


def test_a_repetition_draws_up_nothing_twice(enter: Enter) -> None:
    planner, key = enter(PLANNER), {"idempotency-key": "k"}
    said = body(planner)
    first, again = planner.post("/plan-lines", said, **key), planner.post("/plan-lines", said, **key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert len(planner.get("/plan-lines")) == 1


@pytest.mark.parametrize("username", ["dispatcher-1", "verifier-1", "system-admin", "weiping-auxiliary-1", "guidance", "discipline"])
def test_others_draw_up_no_line_and_set_no_days(enter: Enter, line: str, username: str) -> None:
    caller = enter(username)
    problem(caller.post("/plan-lines", body(enter(PLANNER))), 403)
    assert caller.post(f"/plan-lines/{line}/schedule", {"planned_on": "2026-09-02", "places": []}).status_code in (403, 422)


def test_another_organ_does_not_see_a_draft(enter: Enter, line: str) -> None:
    assert enter("team-emergency-1").send("GET", f"/plan-lines/{line}").status_code == 404


def test_an_approved_line_is_drawn_from_and_a_repetition_draws_nothing_twice(enter: Enter, line: str) -> None:
    planner, guidance = enter(PLANNER), enter("guidance")
    planner.act(f"/plan-lines/{line}/acts/submit")
    guidance.act(f"/plan-lines/{line}/acts/approve")
    said, key = {"count": 1, "planned_on": "2026-09-02", "words_said": "八八六"}, {"idempotency-key": "d"}
    first, again = (planner.post(f"/plan-lines/{line}/draw", said, **key).json() for _ in range(2))
    assert (len(first["places"]), first["seed"].endswith("·八八六"), again["places"], again["repeated"]) == (1, True, [], True)
    assert len(planner.get("/visits")) == 1
    assert fields(planner.post(f"/plan-lines/{line}/draw", {"count": 0})) == {"count", "planned_on"}
    assert guidance.post(f"/plan-lines/{line}/draw", said).status_code == 403


def test_lines_of_two_organs_are_merged_or_stay_apart_with_a_reason(enter: Enter, line: str) -> None:
    planner, other = enter(PLANNER), enter("regulator-urban-management")
    planner.act(f"/plan-lines/{line}/acts/submit")
    theirs = other.act("/plan-lines", body(other))["line"]["id"]
    other.act(f"/plan-lines/{theirs}/acts/submit")
    apart = planner.act(f"/plan-lines/{line}/with/{theirs}/apart", {"reason": "抽样须突击"})["line"]
    assert apart["open_overlaps"] == 0
    assert enter("dispatcher-1").post(f"/plan-lines/{line}/with/{theirs}/merge", {}).status_code == 403
    joint = planner.act(f"/plan-lines/{line}/with/{theirs}/merge")["line"]
    assert (joint["joint"], joint["count"], joint["state"]) == (True, 2, "submitted")
