"""What the clock does by itself: a missed deadline is marked once, and what stays missed goes up, to the duty chief and then to
the leader, once each, with a record."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from zhifa.apps.dispatch.models import Dispatch, Dispute, Elevation
from zhifa.apps.incidents import permissions
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import held
from zhifa.apps.incidents.models import Incident
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.handling import IncidentFacts

R = TypeVar("R", Incident, Dispatch)
LEVELS = ((1, "escalate_chief", Role.DUTY_CHIEF), (2, "escalate_leader", Role.LEADER))
AT_ONCE = 200
CLOCKWORK = "时限"


def clockwork(tenant: str) -> Actor:
    """The actor of records that time itself makes."""
    return Actor(person="", name=CLOCKWORK, post=CLOCKWORK, roles=frozenset({Role.SYSTEM}), tenant=tenant)


def mark_late(*, tenant: str, at: datetime) -> int:
    """Mark what passed its due instant; safe to run twice and by several at once. Returns how many were marked."""
    return _mark(Incident, tenant, at) + _mark(Dispatch, tenant, at) + _mark_disputes(tenant, at) + _mark_elevations(tenant, at)


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


def _mark_disputes(tenant: str, at: datetime) -> int:
    """Interim owners who have not secured in time."""
    late = Dispute.objects.filter(tenant=tenant, secure_due_at__lt=at, secured_at=None, late_since=None, decided_at=None)
    return sum(_mark_dispute(pk, at) for pk in late.order_by("secure_due_at").values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _mark_dispute(pk: UUID, at: datetime) -> bool:
    row = Dispute.objects.select_for_update().get(pk=pk)
    if row.late_since or row.secured_at or row.decided_at:
        return False
    row.late_since = row.secure_due_at
    save(row)
    trail.record(subject=row, verb="late", by=clockwork(row.tenant), at=at, facts={"due_at": row.secure_due_at.isoformat()})
    return True


def _mark_elevations(tenant: str, at: datetime) -> int:
    """Marks that the county has not answered in time."""
    late = Elevation.objects.filter(tenant=tenant, due_at__lt=at, decided_at=None, late_since=None).order_by("due_at")
    return sum(_mark_elevation(pk, at) for pk in late.values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _mark_elevation(pk: UUID, at: datetime) -> bool:
    row = Elevation.objects.select_for_update().get(pk=pk)
    if row.late_since or row.decided_at:
        return False
    row.late_since = row.due_at
    save(row)
    trail.record(subject=row, verb="late", by=clockwork(row.tenant), at=at, facts={"due_at": row.due_at.isoformat()})
    return True


def escalate(*, tenant: str, at: datetime) -> int:
    """What has been late beyond the county's second limits goes to the duty chief, then to the leader, once for each missed
    clock; safe to run twice and by several at once. Returns how many went up."""
    book, count = county_book(), 0
    for level, parameter, role in LEVELS:
        for danger in (True, False):
            minutes = int(book.value(f"loop.minutes.{parameter}{'_danger' if danger else ''}", at.date()))
            limit = at - timedelta(minutes=minutes)
            count += _up(Incident, {"danger_to_life": danger}, tenant, limit, level, role, at)
            count += _up(Dispatch, {"incident__danger_to_life": danger}, tenant, limit, level, role, at)
    return count


def _up(model: type[R], which: dict[str, bool], tenant: str, limit: datetime, level: int, role: Role, at: datetime) -> int:
    missed = model._default_manager.filter(tenant=tenant, due_at__lt=limit, late_since__isnull=False, escalated=level - 1, **which)
    return sum(_up_one(model, pk, limit, level, role, at) for pk in missed.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _up_one(model: type[R], pk: UUID, limit: datetime, level: int, role: Role, at: datetime) -> bool:
    row = model._default_manager.select_for_update().get(pk=pk)
    if row.escalated != level - 1 or row.due_at is None or row.due_at >= limit:
        return False
    row.escalated = level
    save(row)
    facts = {"to": role.value, "level": level, "due_at": row.due_at.isoformat(), "due_basis": row.due_basis}
    trail.record(subject=row, verb="escalate", by=clockwork(row.tenant), at=at, facts=facts)
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
    trail.record(subject=row, verb="evaluate", by=by, at=at, facts=held(row))
    return True
