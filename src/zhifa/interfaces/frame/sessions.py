"""Whose browser this is: the session row decides, so that ending it works at once, wherever it was opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from zhifa.apps.accounts import queries, services
from zhifa.interfaces.frame import clock, devices

KEY = "zhifa.session"


class KnownSessions:
    """Middleware in the place of Django's own: `request.user` is the holder of an open session, else nobody (one query, when asked)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing is asked of the database before somebody wants to know."""
        request.user = SimpleLazyObject(lambda: _user(request))  # type: ignore[assignment]
        return self.get_response(request)


def _user(request: HttpRequest) -> Any:
    found = held(request)
    return found.user if found else AnonymousUser()


def held(request: HttpRequest) -> queries.Held | None:
    """The open session behind the browser's cookie, asked for once per request."""
    if not hasattr(request, "zhifa_session"):
        key = request.session.get(KEY)
        request.zhifa_session = queries.held(str(key), clock.now(), "browser") if key else None  # type: ignore[attr-defined]
    found: queries.Held | None = request.zhifa_session  # type: ignore[attr-defined]
    return found


@receiver(user_logged_in)
def opened(sender: object, request: HttpRequest, user: Any, **rest: object) -> None:
    """Django let somebody in: a row for it, and its key into the cookie's session. Programs have no such session."""
    by = queries.actor_for(user.pk, clock.today())
    place = {"device": devices.named(request.META.get("HTTP_USER_AGENT", "")), "address": devices.address(request)}
    request.session[KEY] = services.log_in(by=by, at=clock.now(), machine=clock.machine(), user_id=user.pk, **place)
    request.__dict__.pop("zhifa_session", None)
    request.__dict__.pop("zhifa_actor", None)
