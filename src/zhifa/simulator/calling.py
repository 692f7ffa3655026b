"""HTTP as the players use it: one connection, a key for each person and source, a lost answer asked for again."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

Json = dict[str, Any]
PATIENCE = 60.0


class Broken(Exception):
    """The installation cannot be used: it does not answer, or not as an installation does."""


class Astray(Exception):
    """An answer that no player can go on from: what they were doing ends here, the day goes on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`body`: the JSON object, empty when there was none."""

    status: int
    body: Json

    @property
    def fields(self) -> frozenset[str]:
        """What a refusal names."""
        return frozenset(e["field"] for e in self.body.get("errors", ()))

    def said(self) -> str:
        """Short, for messages."""
        return f"{self.status} {self.body.get('title', '')} {self.body.get('detail', '')} {self.body.get('errors', '')}".strip()


class Line:
    """A connection to one installation. `requests` counts what was sent."""

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Broken(f"not an address of an installation: {base_url!r}")
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._link = kind(parts.hostname, parts.port, timeout=PATIENCE)
        self._root = parts.path.rstrip("/")
        self.requests = 0

    def close(self) -> None:
        """Hang up."""
        self._link.close()

    def send(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Answer:
        """Bytes go as they are, anything else as JSON. A broken connection is tried once more: acts carry a key, reports an own
        number, so nothing happens twice. Raises Broken, and Astray for a fault of the installation."""
        raw = isinstance(body, bytes)
        data = body if raw else None if body is None else json.dumps(body, ensure_ascii=False).encode()
        kind = {"Content-Type": "application/octet-stream" if raw else "application/json"}
        for attempt in (1, 2):
            try:
                self._link.request(method, f"{self._root}/api/v1{path}", data, {**kind, **(headers or {})})
                answer = self._link.getresponse()
                content = answer.read()
                break
            except (OSError, http.client.HTTPException) as error:
                self._link.close()
                if attempt == 2:
                    raise Broken(f"{method} {path}: {error or type(error).__name__}") from error
        self.requests += 1
        if answer.status >= 500:
            raise Astray(f"{method} {path}: {answer.status}")
        return Answer(answer.status, _json(content, path))


def _json(content: bytes, path: str) -> Json:
    try:
        found = json.loads(content) if content else {}
    except ValueError as error:
        raise Astray(f"{path}: the answer is no JSON: {content[:80]!r}") from error
    return found if isinstance(found, dict) else {"rows": found}


@dataclass
class Caller:
    """A person or a source system on the line. A person whose key has ended logs in again."""

    line: Line
    name: str
    password: str = ""
    token: str = ""
    person: Json = field(default_factory=dict)

    def log_in(self) -> None:
        """Raises Broken when the installation does not know the account."""
        answer = self.line.send("POST", "/session", {"username": self.name, "password": self.password})
        if answer.status != 201:
            raise Broken(f"{self.name} cannot log in: {answer.said()}")
        self.token, self.person = answer.body["token"], answer.body

    def send(self, method: str, path: str, body: Any = None, key: str = "") -> Answer:
        """`key`: of the act, so that it happens once."""
        if self.password and not self.token:
            self.log_in()
        answer = self._send(method, path, body, key)
        if answer.status == 401 and self.password:
            self.log_in()
            answer = self._send(method, path, body, key)
        return answer

    def _send(self, method: str, path: str, body: Any, key: str) -> Answer:
        headers = {"Authorization": f"Bearer {self.token}"}
        if key:
            headers["Idempotency-Key"] = key
        return self.line.send(method, path, body, headers)

    def get(self, path: str, **query: object) -> Answer:
        """GET with a query string."""
        return self.send("GET", f"{path}?{urlencode(query, doseq=True)}" if query else path)
