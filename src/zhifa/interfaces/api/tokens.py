"""Who calls: a source system with its token."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from zhifa.apps.exchange import queries
from zhifa.interfaces.frame import clock
from zhifa.law.actors import Actor

LONGEST = 200


class SourceToken(HttpBearer):
    """`Authorization: Bearer …`; the actor of the token becomes `request.auth`. `scope`: what the token must open."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """None for an unknown, expired or revoked token, and for one that does not open this door."""
        return queries.actor_for_token(token, clock.now(), self.scope) if len(token) <= LONGEST else None


def caller(request: HttpRequest) -> Actor:
    """The actor that `SourceToken` found."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor
