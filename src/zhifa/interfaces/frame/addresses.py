"""Addresses that cannot name anything here."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zhifa.interfaces.frame import refusals

NUL = "\x00"


def refuse_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: PostgreSQL holds no NUL in any text, so nothing is found under an address or query with one."""

    def answered(request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info or any(NUL in value for values in request.GET.lists() for value in (values[0], *values[1])):
            return refusals.not_found(request)
        return get_response(request)

    return answered
