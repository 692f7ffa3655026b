"""Which source system speaks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhifa.apps.exchange.models import SourceToken
from zhifa.apps.registry import queries as registry
from zhifa.law.actors import Actor, Role

USUAL_SCOPES = frozenset({"incidents", "media"})
VERSION = "source_tokens"  # the data version of keys
SCOPES = USUAL_SCOPES | {"receipts"}  # who says that money came is asked for by name, never given along


def digest(token: str) -> str:
    """What is kept of a token: it carries 256 random bits, so one SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def actor_for_token(token: str, at: datetime, scope: str = "") -> Actor | None:
    """The source system behind a token valid at `at`; None when it is unknown, over, revoked or not for `scope` (no query beyond
    that for the data version, one when keys changed).

    The Actor has no person; `post` is the code of the source."""
    found = registry.kept(VERSION, _standing).get(digest(token))
    if found is None or found.since > at or (found.until is not None and found.until <= at) or (scope and scope not in found.scopes):
        return None
    return Actor(person="", name=found.name, post=found.source, roles=frozenset({Role.CONNECTOR}), tenant=found.tenant)


def _standing() -> dict[str, SourceToken]:
    return {t.sha256: t for t in SourceToken.objects.filter(revoked_at__isnull=True)}


def token_id(token: str) -> UUID:
    """The key's own id, by which it is revoked; raises SourceToken.DoesNotExist (one query)."""
    found: UUID = SourceToken.objects.values_list("pk", flat=True).get(sha256=digest(token))
    return found


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A key as the administrator sees it; `hint` is the start of its hash."""

    id: UUID
    source: str
    name: str
    hint: str
    scopes: tuple[str, ...]
    since: datetime
    until: datetime | None
    revoked_at: datetime | None


def tokens() -> tuple[TokenRow, ...]:
    """All keys ever given, newest first (one query)."""
    return tuple(
        TokenRow(t.id, t.source, t.name, t.sha256[:8], tuple(t.scopes), t.since, t.until, t.revoked_at)
        for t in SourceToken.objects.order_by("-id")
    )
