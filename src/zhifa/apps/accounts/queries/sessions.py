"""Which ways in are open, and whose key a request carries."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from zhifa.apps.accounts.codes import digest
from zhifa.apps.accounts.models import Session, User


@dataclass(frozen=True, slots=True)
class Held:
    """An open session found by its key. `user` is what Django calls the authenticated user; `used_at` is the machine's time."""

    id: UUID
    user: User
    kind: str
    until: datetime | None
    used_at: datetime
    locked: bool


def held(token: str, at: datetime, kind: str) -> Held | None:
    """The session behind a key at the house time `at`; None when it is unknown, over or ended, or the account is closed (one query)."""
    running = Q(until__isnull=True) | Q(until__gt=at)
    found = (
        Session.objects.select_related("user")
        .filter(running, sha256=digest(token), kind=kind, ended_at__isnull=True, user__is_active=True)
        .first()
    )
    return Held(found.pk, found.user, found.kind, found.until, found.used_at, found.locked) if found else None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One line of the open sessions. `place`: the address without its last part; `used_at`: the machine's time."""

    id: UUID
    kind: str
    device: str
    place: str
    since: datetime
    until: datetime | None
    used_at: datetime
    locked: bool


def open_sessions(user_id: UUID | str, at: datetime, machine: datetime) -> tuple[SessionRow, ...]:
    """The open sessions of an account, last used first (one query). A browser's cookie forgets what was not used for its age."""
    forgotten = machine - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    running = Q(kind=Session.BROWSER, used_at__gt=forgotten) | Q(kind=Session.PROGRAM, until__gt=at)
    rows = Session.objects.filter(running, user_id=user_id, ended_at__isnull=True).order_by("-used_at")
    return tuple(SessionRow(r.pk, r.kind, r.device, masked(r.address), r.since, r.until, r.used_at, r.locked) for r in rows)


def masked(address: str) -> str:
    """An address without the part that names the machine; empty when it is none."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if read.version == 4:
        return ".".join([*address.split(".")[:3], "*"])
    return ":".join([*read.exploded.split(":")[:3], "*"])
