"""What time does to visits by itself."""

from __future__ import annotations

from datetime import datetime

from zhifa.apps.inspections.services import escalate, mark_late
from zhifa.apps.outbox.effects import every
from zhifa.apps.trail.rows import tenant_default


@every(30, "inspections.late")
def late(at: datetime) -> int:
    """Clocks of visits that have passed are marked and recorded."""
    return mark_late(tenant=tenant_default(), at=at)


@every(60, "inspections.escalate")
def escalation(at: datetime) -> int:
    """What stays late goes up."""
    return escalate(tenant=tenant_default(), at=at)
