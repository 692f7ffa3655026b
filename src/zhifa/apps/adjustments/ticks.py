"""What its day does to an announced change."""

from __future__ import annotations

from datetime import datetime

from zhifa.apps.adjustments.services import take_due_effect
from zhifa.apps.adjustments.services.cutover_planning import cut_over_due
from zhifa.apps.adjustments.services.cutover_receiving import escalate_receipts, mark_receipts_late
from zhifa.apps.outbox.effects import every
from zhifa.apps.trail.rows import tenant_default


@every(60, "adjustments.effect")
def effect(at: datetime) -> int:
    """Announced changes whose day has come."""
    return take_due_effect(tenant=tenant_default(), at=at)


@every(60, "adjustments.cutover")
def cutover(at: datetime) -> int:
    """Areas whose squad changes on this day."""
    return cut_over_due(tenant=tenant_default(), at=at)


@every(60, "adjustments.receipts")
def receipts(at: datetime) -> int:
    """What a receiving unit has not answered in time is marked and goes up."""
    return mark_receipts_late(tenant=tenant_default(), at=at) + escalate_receipts(tenant=tenant_default(), at=at)
