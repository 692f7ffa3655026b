"""One request sees one state of the reference data, asks for its version once, and, when it only reads, believes what was just read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

from django.http import HttpRequest, HttpResponse

from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import keeping


class ReadingMiddleware:
    """Views run inside `registry.queries.one_reading`; templates that are drawn lazily are drawn inside it too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Wraps the answer."""
        with registry.one_reading(), keeping.looking() if request.method in ("GET", "HEAD") else nullcontext():
            return self.get_response(request)
