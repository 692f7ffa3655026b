"""What its day does to an announced change."""

from __future__ import annotations

from datetime import datetime

from zhifa.apps.adjustments.services import take_due_effect
from zhifa.apps.outbox.effects import every
from zhifa.apps.trail.rows import tenant_default


@every(60, "adjustments.effect")
def effect(at: datetime) -> int:
    """Announced changes whose day has come."""
    return take_due_effect(tenant=tenant_default(), at=at)
