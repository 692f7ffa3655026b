"""What time does to visits: a missed clock is marked once; what stays missed goes to the head of the organ, then to the guidance
office, once each, with a record."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhifa.apps.dispatch.services import clockwork
from zhifa.apps.inspections.models import Inspection
from zhifa.apps.inspections.services.step import told
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save
from zhifa.law.actors import Role

LEVELS = ((1, "inspection_escalate_head", Role.APPROVER), (2, "inspection_escalate_guidance", Role.GUIDANCE))
AT_ONCE = 200


def mark_late(*, tenant: str, at: datetime) -> int:
    """Mark visits whose clock has passed; safe to run twice and by several at once. Returns how many were marked."""
    late = Inspection.objects.filter(tenant=tenant, due_at__lt=at, late_since__isnull=True).order_by("due_at")
    return sum(_mark(pk, at) for pk in late.values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _mark(pk: UUID, at: datetime) -> bool:
    row = Inspection.objects.select_for_update().get(pk=pk)
    if row.late_since is not None or row.due_at is None or row.due_at >= at:
        return False
    row.late_since = row.due_at
    save(row)
    trail.record(subject=row, verb="late", by=clockwork(row.tenant), at=at, facts=told(row))
    return True


def escalate(*, tenant: str, at: datetime) -> int:
    """What has been late beyond the county's limits goes up. Returns how many went."""
    book, count = county_book(), 0
    for level, parameter, role in LEVELS:
        limit = at - timedelta(minutes=int(book.value(f"loop.minutes.{parameter}", at.date())))
        missed = Inspection.objects.filter(tenant=tenant, due_at__lt=limit, late_since__isnull=False, escalated=level - 1)
        count += sum(_up(pk, limit, level, role, at) for pk in missed.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])
    return count


@transaction.atomic
def _up(pk: UUID, limit: datetime, level: int, role: Role, at: datetime) -> bool:
    row = Inspection.objects.select_for_update().get(pk=pk)
    if row.escalated != level - 1 or row.due_at is None or row.due_at >= limit:
        return False
    row.escalated = level
    save(row)
    facts = told(row) | {"to": role.value, "level": level}
    trail.record(subject=row, verb="escalate", by=clockwork(row.tenant), at=at, facts=facts)
    return True
