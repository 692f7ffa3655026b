"""What waits, and what died."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min

from zhifa.apps.outbox.models import Job, State, Tick


@dataclass(frozen=True, slots=True)
class DeadJob:
    """A job that used up its attempts; `error` is the last line of the last failure."""

    id: UUID
    name: str
    key: str
    attempts: int
    finished_at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class Load:
    """Jobs by state, when the oldest that waits was enqueued, and periodic work whose last run failed."""

    ready: int
    running: int
    done: int
    dead: int
    oldest_since: datetime | None
    failing_ticks: tuple[str, ...]


def load() -> Load:
    """Three queries."""
    counts = dict(Job.objects.values_list("state").annotate(Count("pk")))
    oldest = Job.objects.filter(state=State.READY).aggregate(oldest=Min("enqueued_at"))["oldest"]
    failing = tuple(Tick.objects.exclude(error="").values_list("name", flat=True))
    ready, running, done, dead = (counts.get(s.value, 0) for s in (State.READY, State.RUNNING, State.DONE, State.DEAD))
    return Load(ready, running, done, dead, oldest, failing)


def last_message(topic: str, tenant: str) -> tuple[str, dict[str, Any]] | None:
    """State and payload of the newest message of a topic; None when there was none (1 query)."""
    return Job.objects.filter(tenant=tenant, kind="message", name=topic).order_by("-id").values_list("state", "arguments").first()


def dead_jobs(limit: int = 100) -> tuple[DeadJob, ...]:
    """Newest first."""
    found = Job.objects.filter(state=State.DEAD).order_by("-finished_at")[:limit]
    return tuple(DeadJob(j.pk, j.name, j.key or "", j.attempts, j.finished_at, _last_line(j)) for j in found)


def _last_line(job: Job) -> str:
    text = str(job.errors[-1]["traceback"]).strip() if job.errors else ""
    return text.splitlines()[-1] if text else ""
