"""What time does by itself: conclusions end after their year, unused matters are proposed to be taken back."""

from __future__ import annotations

from datetime import datetime

from zhifa.apps.empowerment.services import mark_due, propose_withdrawals
from zhifa.apps.outbox.effects import every
from zhifa.apps.trail.rows import tenant_default


@every(600, "empowerment.due")
def due(at: datetime) -> int:
    """Conclusions whose validity is over."""
    return mark_due(tenant=tenant_default(), at=at)


@every(3600, "empowerment.withdrawals")
def withdrawals(at: datetime) -> int:
    """Matters without a lead and a case in twelve months, and such as are too often undone."""
    return propose_withdrawals(tenant=tenant_default(), at=at)
