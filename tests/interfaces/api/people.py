"""People of the demonstration with keys, and acts through the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from zhifa.apps.accounts.queries import DEMONSTRATION_PASSWORD


class Caller:
    """A person's program."""

    def __init__(self, username: str, password: str = DEMONSTRATION_PASSWORD, address: str = "127.0.0.1") -> None:
        self.client = Client(REMOTE_ADDR=address)
        self.answer = self.client.post("/api/v1/session", {"username": username, "password": password}, content_type="application/json")
        self.token = self.answer.json().get("token", "")

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The response; bytes go as they are."""
        raw = isinstance(body, bytes)
        kind = "application/octet-stream" if raw else "application/json"
        headers = {"authorization": f"Bearer {self.token}", **headers}
        if raw or body is None:
            return self.client.generic(method, f"/api/v1{path}", body or b"", content_type=kind, headers=headers)
        return getattr(self.client, method.lower())(f"/api/v1{path}", body, content_type=kind, headers=headers)

    def get(self, path: str) -> Any:
        """The JSON of an answer that must be 200."""
        answer = self.send("GET", path)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """POST."""
        return self.send("POST", path, body, **headers)

    def act(self, path: str, body: Any = None, **headers: str) -> dict[str, Any]:
        """The JSON of an act that must succeed."""
        answer = self.post(path, body, **headers)
        assert answer.status_code in (200, 201), answer.content.decode()
        said: dict[str, Any] = answer.json()
        return said


Enter = Callable[[str], Caller]
REPORT = {
    "source": "desk_call",
    "reported_at": "2026-09-01T09:58:00+08:00",
    "text": "施工队半夜往路边倒渣土",
    "area": "330127104",
    "address": "环镇路",
    "reporter_name": "来电人",
    "reporter_phone": "0571-00000000",
}
MATTER = "UM-012"
