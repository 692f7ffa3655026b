"""Who an account is on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Q

from zhifa.apps.accounts.models import Assignment, User
from zhifa.law.actors import Actor, Role


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
        certificate=user.certificate or "",
        tenant=user.tenant,
    )


def _valid_assignments(day: date):  # type: ignore[no-untyped-def]
    started = Q(since__isnull=True) | Q(since__lte=day)
    running = Q(until__isnull=True) | Q(until__gt=day)
    return Assignment.objects.filter(started, running).order_by("pk")


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the demonstration accounts."""

    username: str
    password: str
    post: str
    home: str
