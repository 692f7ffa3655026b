"""The person who acts through a request."""

from __future__ import annotations

from django.http import HttpRequest

from zhifa.apps.accounts import queries
from zhifa.apps.trail.rows import tenant_default
from zhifa.interfaces.frame import clock
from zhifa.law.actors import Actor, Role

SYSTEM = Actor("", "系统", "", frozenset({Role.SYSTEM}), tenant=tenant_default())


class NotLoggedIn(Exception):
    """The page needs an account: the door answers with the way to the log-in."""


def actor(request: HttpRequest) -> Actor:
    """Who acts, with today's duties and certificate; two queries once per request. Raises `NotLoggedIn`."""
    found: Actor | None = getattr(request, "zhifa_actor", None)
    if found is None:
        if not request.user.is_authenticated:
            raise NotLoggedIn
        found = queries.actor_for(request.user.pk, clock.today())
        request.zhifa_actor = found  # type: ignore[attr-defined]
    return found
