"""Lists and drafts through the API."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from tests.apps.catalogue.lists import messy
from tests.interfaces.api.people import Enter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    """Files go to a folder of this test."""
    settings.IMPORT_ROOT = tmp_path


def test_a_list_is_brought_once_and_its_drafts_are_decided_by_the_guidance_office(enter: Enter) -> None:
    department, guidance = enter("regulator-urban-management"), enter("guidance")
    body = {"sender": "urban_management", "name": "清单.xlsx", "content": base64.b64encode(messy()).decode()}
    first, again = department.post("/lists", body), department.post("/lists", body)
    assert (first.status_code, again.status_code, first.json()["counts"]) == (201, 200, again.json()["counts"])
    said = {r["line"]: {s["code"] for s in r["said"]} for r in department.get(f"/lists/{first.json()['id']}")["rows"]}
    assert "lists.version_old" in said[12]
    drafts = {d["name"]: d for d in guidance.get("/draft-matters?state=proposed")}
    code = drafts["夜间施工噪声扰民"]["code"]
    assert department.post(f"/draft-matters/{code}/acts/accept", {}).status_code == 403
    assert guidance.post(f"/draft-matters/{code}/acts/refuse", {}).status_code == 422
    assert guidance.post(f"/draft-matters/{code}/acts/burn", {}).status_code == 404
    assert guidance.act(f"/draft-matters/{code}/acts/accept", {})["state"] == "accepted"
    assert len(department.get("/lists")) == 1
    assert {"code", "bases", "kinds"} <= set(department.get("/catalogue")[0])


def test_what_is_no_file_of_the_own_department_is_refused(enter: Enter) -> None:
    department = enter("regulator-urban-management")
    wrong = {"sender": "urban_management", "name": "x", "content": "???"}
    assert department.post("/lists", wrong).status_code == 422
    other = {"sender": "education", "name": "x.xlsx", "content": base64.b64encode(messy()).decode()}
    assert department.post("/lists", other).status_code == 403
    assert enter("dispatcher-1").send("GET", "/lists").status_code == 403
