"""Scores follow the trail: what was recorded of a dispatch is scored, and windows that end settle what was pending."""

from __future__ import annotations

from datetime import datetime

from zhifa.apps.appraisal import services
from zhifa.apps.outbox.effects import every
from zhifa.apps.trail.consumers import consumes
from zhifa.apps.trail.queries import Entry
from zhifa.apps.trail.rows import tenant_default


@consumes("appraisal", {"dispatch.dispatch": services.SCORED, "incidents.incident": ("accept", "add_matter")})
def follow(entry: Entry, at: datetime) -> None:
    """One ledger entry; safe to see twice."""
    if entry.subject_type == "dispatch.dispatch":
        services.score_dispatch(dispatch=entry.subject_id, at=at)
    else:
        services.score_recurrence(incident=entry.subject_id, at=at)


@every(60, "appraisal.windows")
def windows(at: datetime) -> int:
    """Windows of observation that have ended."""
    return services.settle_pending(tenant=tenant_default(), at=at)
