"""Who an account is on a day."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q, QuerySet

from zhifa.apps.accounts.models import AccessToken, Assignment, User
from zhifa.law.actors import Actor, Role

# Known to everybody: it opens nothing but a demonstration (production refuses demonstration mode).
DEMONSTRATION_PASSWORD = "zhifa-yanshi"


def actor_for(user_id: UUID | str, day: date) -> Actor:
    """The person behind an account with the duties and the certificate valid on `day` (two queries).

    Raises User.DoesNotExist for an unknown or closed account. Duties in several teams: the Actor speaks for the first."""
    valid = Q(person__certificates__since__lte=day, person__certificates__until__gte=day)
    user = (
        User.objects.select_related("person__organ", "person__team")
        .annotate(certificate=Max("person__certificates__number", filter=valid))
        .get(pk=user_id, is_active=True)
    )
    held = list(_valid_assignments(day).filter(user_id=user_id))
    person = user.person
    return Actor(
        person=str(person.pk),
        name=person.name,
        post=person.post,
        roles=frozenset(Role(a.role) for a in held),
        organ=next((a.organ for a in held if a.organ), person.organ.code),
        team=next((a.team for a in held if a.team), person.team.code if person.team else ""),
        areas=frozenset(area for a in held for area in a.areas),
        certificate="" if person.auxiliary else user.certificate or "",
        tenant=user.tenant,
    )


def _valid_assignments(day: date) -> QuerySet[Assignment]:
    started = Q(since__isnull=True) | Q(since__lte=day)
    running = Q(until__isnull=True) | Q(until__gt=day)
    return Assignment.objects.filter(started, running).order_by("pk")


def digest(token: str) -> str:
    """What is kept of a token: it carries 256 random bits, so one SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Access:
    """A running key: whose, and until when."""

    id: UUID
    user_id: UUID
    until: datetime


def access(token: str, at: datetime) -> Access | None:
    """The key behind a token valid at `at`; None when it is unknown, over or revoked, or the account is closed (one query)."""
    found = AccessToken.objects.filter(
        sha256=digest(token), since__lte=at, until__gt=at, revoked_at__isnull=True, user__is_active=True
    ).first()
    return Access(found.pk, found.user_id, found.until) if found else None


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the demonstration accounts; `home` is the door its people work at."""

    username: str
    password: str
    post: str
    name: str
    home: str
    roles: frozenset[Role]


def demonstration_accounts() -> tuple[Account, ...]:
    """Accounts that were made for the demonstration, dispatchers first; none outside demonstration mode (two queries)."""
    if not settings.DEMO:
        return ()
    users = User.objects.filter(is_active=True, person__layer="demo").select_related("person").prefetch_related("assignments")
    return tuple(sorted((_account(u) for u in users), key=lambda a: (_rank(a.roles), a.username)))


def _account(user: User) -> Account:
    held = frozenset(Role(a.role) for a in user.assignments.all())
    home = "/m/" if held & {Role.OFFICER, Role.AUXILIARY} else "/desk/"
    return Account(user.username, DEMONSTRATION_PASSWORD, user.person.post, user.person.name, home, held)


def _rank(roles: frozenset[Role]) -> int:
    order = list(Role)
    return min((order.index(r) for r in roles), default=len(order))
