"""What time does to cases by itself."""

from __future__ import annotations

from datetime import datetime

from zhifa.apps.cases.services.ordinary import warn_of_periods
from zhifa.apps.outbox.effects import every
from zhifa.apps.trail.rows import tenant_default


@every(60, "cases.periods")
def periods_near(at: datetime) -> int:
    """A decision that must be made soon, or should have been, is warned of and recorded."""
    return warn_of_periods(tenant=tenant_default(), at=at)
