"""The person who acts through a request."""

from __future__ import annotations

from uuid import UUID

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
        found = stand_in(request, request.user.pk)
    return found


def stand_in(request: HttpRequest, user_id: UUID) -> Actor:
    """Let the person behind this account act through the request; two queries."""
    found = queries.actor_for(user_id, clock.today())
    request.zhifa_actor = found  # type: ignore[attr-defined]
    return found
