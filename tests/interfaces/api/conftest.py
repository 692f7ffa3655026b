"""A source system with its token, and a matcher with a few words of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.interfaces.api.people import MATTER, REPORT, Caller, Enter
from zhifa.algorithms.matching import Matcher, Vocabulary, matter_words
from zhifa.apps.exchange.services import issue_token
from zhifa.apps.incidents.queries import triage
from zhifa.apps.incidents.queries.matching import Held
from zhifa.interfaces.frame import clock
from zhifa.law.actors import Actor, Role

ADMIN = Actor("", "系统", "", frozenset({Role.SYSTEM}), tenant="330127")
WORDS = Vocabulary((matter_words("M-1", "urban_management", "店外经营", [("占道", 2.0)]),))


class Source:
    """Sends JSON with a token and reads the answer."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.client = Client(raise_request_exception=True)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The response; `body` bytes go as they are."""
        raw = isinstance(body, bytes)
        headers = {"authorization": f"Bearer {self.token}", **headers}
        kind = "application/octet-stream" if raw else "application/json"
        if raw or body is None:
            return self.client.generic(method, f"/api/v1{path}", body or b"", content_type=kind, headers=headers)
        return getattr(self.client, method.lower())(f"/api/v1{path}", body, content_type=kind, headers=headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        """POST."""
        return self.send("POST", path, body, **headers)


@pytest.fixture
def source(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Source:
    """The hotline; the clock stands at `at`."""
    settings.ROOT_URLCONF = "tests.interfaces.api.urls"
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(triage, "held", lambda tenant: Held(("", ""), WORDS, Matcher(WORDS), 0))
    return Source(issue_token(by=ADMIN, at=at, source="12345", name="12345 热线"))


@pytest.fixture
def body() -> dict[str, Any]:
    """A report that is right."""
    return {
        "source": "12345",
        "external_id": "GD-0001",
        "reported_at": "2026-09-01T09:58:00+08:00",
        "text": "南山大街夜宵摊占道，路走不过去",
        "address": "南山大街",
        "reporter_name": "来电人",
        "reporter_phone": "0571-00000000",
    }


@pytest.fixture
def enter(county: None, at: datetime, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Enter:
    """Log in by user name; the clock stands at `at`."""
    settings.ROOT_URLCONF = "tests.interfaces.api.urls"
    monkeypatch.setattr(clock, "now", lambda: at)
    known: dict[str, Caller] = {}

    def entered(username: str) -> Caller:
        if username not in known:
            known[username] = Caller(username)
            assert known[username].answer.status_code == 201, known[username].answer.content.decode()
        return known[username]

    return entered


@pytest.fixture
def number(enter: Enter) -> str:
    """An incident in 威坪镇, reported at the desk."""
    said: str = enter("dispatcher-1").act("/incidents", REPORT)["number"]
    return said


@pytest.fixture
def task(enter: Enter, number: str) -> str:
    """Its matter, dispatched to the squad."""
    desk = enter("dispatcher-1")
    desk.act(f"/incidents/{number}/acts/take")
    found = desk.act(f"/incidents/{number}/acts/accept", {"matters": [MATTER]})["incident"]["matters"][0]
    assert found["state"] == "pending"
    desk.act(f"/dispatches/{found['id']}/acts/dispatch", {"version": found["version"]})
    return str(found["id"])
