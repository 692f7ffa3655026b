"""Who calls: a person with a key that `POST /session` gave."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from zhifa.apps.accounts import queries
from zhifa.interfaces.frame import acting, clock
from zhifa.law.actors import Actor

LONGEST = 200


class PersonKey(HttpBearer):
    """`Authorization: Bearer …`; the person with today's duties and certificate becomes `request.auth`."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """None for an unknown, ended or revoked key and for a closed account (three queries)."""
        held = queries.access(token, clock.now()) if len(token) <= LONGEST else None
        if held is None:
            return None
        request.zhifa_access = held  # type: ignore[attr-defined]
        return acting.stand_in(request, held.user_id)


def held_key(request: HttpRequest) -> queries.Access:
    """The key that `PersonKey` found."""
    found: queries.Access = request.zhifa_access  # type: ignore[attr-defined]
    return found
