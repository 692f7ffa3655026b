"""What time does to the loop by itself."""

from __future__ import annotations

from datetime import datetime

from zhifa.apps.dispatch.services import escalate, mark_late
from zhifa.apps.outbox.effects import every
from zhifa.apps.trail.rows import tenant_default


@every(5, "dispatch.late")
def late(at: datetime) -> int:
    """Deadlines that have passed are marked and recorded."""
    return mark_late(tenant=tenant_default(), at=at)


@every(10, "dispatch.escalate")
def escalation(at: datetime) -> int:
    """What stays late goes up."""
    return escalate(tenant=tenant_default(), at=at)
