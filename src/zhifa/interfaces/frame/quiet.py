"""The quiet line after an act, and its undo where that is safe."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

from zhifa.interfaces.frame.parts import Act

_KEY = "zhifa_quiet"


def tell(request: HttpRequest, text: str, undo: Act | None = None) -> None:
    """Say it on the next page that is shown in this session."""
    request.session[_KEY] = [*request.session.get(_KEY, []), {"text": str(text), "undo": _undo(undo)}]


def take(request: HttpRequest) -> list[dict[str, Any]]:
    """What is to be said now; said once."""
    session = getattr(request, "session", None)
    if session is None or not session.get(_KEY):
        return []
    lines: list[dict[str, Any]] = session.pop(_KEY)
    return lines


def whisper(response: HttpResponse, text: str, undo: Act | None = None) -> HttpResponse:
    """The same for an htmx answer: the line rides on the response."""
    response["HX-Trigger"] = json.dumps({"quiet": {"text": str(text), "undo": _undo(undo)}})
    return response


def _undo(act: Act | None) -> dict[str, Any] | None:
    if act is None:
        return None
    fields = {**act.fields, "submit_key": act.submit_key}
    if act.version is not None:
        fields["version"] = str(act.version)
    return {"label": str(act.label), "url": act.url, "fields": fields}
