"""Who calls: a person with a key that `POST /session` gave."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from zhifa.apps.accounts import queries
from zhifa.interfaces.frame import acting, clock
from zhifa.law.actors import Actor

LONGEST = 200


class PersonKey(HttpBearer):
    """`Authorization: Bearer …`; the person with today's duties and certificate becomes `request.auth`. `locked_too`: also a key that
    nobody used for too long."""

    def __init__(self, *, locked_too: bool = False) -> None:
        super().__init__()
        self.locked_too = locked_too

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """None for an unknown, ended or revoked key and for a closed account (three queries). Raises `Locked`."""
        held = queries.held(token, clock.now(), "program") if len(token) <= LONGEST else None
        if held is None:
            return None
        request.zhifa_access = held  # type: ignore[attr-defined]
        return queries.actor_for(held.user.pk, clock.today()) if self.locked_too else acting.stand_in(request, held)


def held_key(request: HttpRequest) -> queries.Held:
    """The key that `PersonKey` found."""
    found: queries.Held = request.zhifa_access  # type: ignore[attr-defined]
    return found
