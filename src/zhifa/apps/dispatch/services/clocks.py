"""What the clock does by itself: a missed deadline is marked once, with a record, and shows to those above."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents import permissions
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.models import Incident
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.handling import IncidentFacts

R = TypeVar("R", Incident, Dispatch)
AT_ONCE = 200
CLOCKWORK = "时限"


def clockwork(tenant: str) -> Actor:
    """The actor of records that time itself makes."""
    return Actor(person="", name=CLOCKWORK, post=CLOCKWORK, roles=frozenset({Role.SYSTEM}), tenant=tenant)


def mark_late(*, tenant: str, at: datetime) -> int:
    """Mark what passed its due instant; safe to run twice and by several at once. Returns how many were marked."""
    return _mark(Incident, tenant, at) + _mark(Dispatch, tenant, at)


def _mark(model: type[R], tenant: str, at: datetime) -> int:
    late = model._default_manager.filter(tenant=tenant, due_at__lt=at, late_since__isnull=True).order_by("due_at")
    return sum(_mark_one(model, pk, at) for pk in late.values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _mark_one(model: type[R], pk: UUID, at: datetime) -> bool:
    row = model._default_manager.select_for_update().get(pk=pk)
    if row.late_since is not None or row.due_at is None or row.due_at >= at:
        return False
    row.late_since = row.due_at
    save(row)
    trail.record(
        subject=row, verb="late", by=clockwork(row.tenant), at=at, facts={"due_at": row.due_at.isoformat(), "due_basis": row.due_basis}
    )
    return True


@transaction.atomic
def evaluate_incident(*, incident: UUID, at: datetime) -> bool:
    """评价: the closed incident whose scores are all final is done; False when it is not closed."""
    row = Incident.objects.select_for_update().get(pk=incident)
    if row.state != "closed":
        return False
    by = clockwork(row.tenant)
    permissions.check_act(by, row, "evaluate", IncidentFacts())
    incidents.move(row, "evaluate", at=at)
    trail.record(subject=row, verb="evaluate", by=by, at=at)
    return True
