"""The person who acts through a request."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from zhifa.apps.accounts import queries, services
from zhifa.apps.accounts.permissions import SEPARATED
from zhifa.apps.trail import keeping
from zhifa.apps.trail.rows import tenant_default
from zhifa.interfaces.frame import clock, sessions
from zhifa.law.actors import Actor, Role

SYSTEM = Actor("", "系统", "", frozenset({Role.SYSTEM}), tenant=tenant_default())

# Uses are noted at this distance, so that reading pages writes next to nothing; a lock may come that much early.
NOTED_EVERY = timedelta(seconds=45)


class NotLoggedIn(Exception):
    """The page needs an account: the door answers with the way to the log-in."""


class Locked(NotLoggedIn):
    """Nobody was at it for too long, or it was locked: the door asks for password or code and goes on where it was."""


def actor(request: HttpRequest) -> Actor:
    """Who acts, with today's duties and certificate, asked for once per request. Raises `NotLoggedIn` and `Locked`."""
    found: Actor | None = getattr(request, "zhifa_actor", None)
    if found is None:
        held = sessions.held(request)
        if held is None:
            raise NotLoggedIn
        found = stand_in(request, held)
    return found


def stand_in(request: HttpRequest, held: queries.Held) -> Actor:
    """Let the holder of this session act through the request; two queries, none to read while nobody acted, and now and then one that
    notes the use. Raises `Locked`."""
    user, day = held.user.pk, clock.today()
    by = keeping.kept(("actor", user, day), clock.now(), lambda: queries.actor_for(user, day))
    idle = clock.machine() - held.used_at
    if held.locked or idle > idle_limit(by):
        raise Locked
    if idle > NOTED_EVERY and in_use(request):
        services.note_use(session_id=held.id, machine=clock.machine())
    request.zhifa_actor = by  # type: ignore[attr-defined]
    return by


def holder(request: HttpRequest) -> Actor:
    """Whose session this is, locked or not (two queries). Raises `NotLoggedIn`."""
    held = sessions.held(request)
    if held is None:
        raise NotLoggedIn
    return queries.actor_for(held.user.pk, clock.today())


def idle_limit(by: Actor) -> timedelta:
    """How long nobody may be at it before the session locks."""
    return settings.IDLE_LOCK_ADMINISTRATORS if by.has(*SEPARATED) else settings.IDLE_LOCK


def in_use(request: HttpRequest) -> bool:
    """A person did this; pages that refresh themselves are no sign of one, unless they say that somebody was at them."""
    return "active" in request.GET or not (request.headers.get("X-Live") or request.path == reverse("frame:changes"))
