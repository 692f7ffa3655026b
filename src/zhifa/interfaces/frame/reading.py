"""One request sees one state of the reference data, and asks for its version once."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zhifa.apps.registry import queries as registry


class ReadingMiddleware:
    """Views run inside `registry.queries.one_reading`; templates that are drawn lazily are drawn inside it too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Wraps the answer."""
        with registry.one_reading():
            return self.get_response(request)
