"""Claim, keep, complete: the lease protocol of the job table, the same on both databases.

A claim counts as an attempt, so a job that kills its worker ends among the dead instead of killing for ever. Machine time is
read here, because a lease is between processes and not a fact of the house.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from zhifa.apps.outbox.models import Job, State

LEASE = 30.0
LONGEST_PAUSE = 3600.0


def machine_now() -> datetime:
    """The machine's instant, for the columns that say when a job ran."""
    return datetime.now(UTC)


def pause(attempts: int) -> float:
    """Seconds before the next attempt: 2, 4, 8 … at most an hour."""
    return float(min(2.0**attempts, LONGEST_PAUSE))


def _lost() -> QuerySet[Job]:
    return Job.objects.filter(state=State.RUNNING, lease_until__lt=time.time()).order_by("lease_until")


def _ready(now: datetime) -> QuerySet[Job]:
    due = Q(due__isnull=True) | Q(due__lte=now)
    return Job.objects.filter(due, state=State.READY, not_before__lte=time.time()).order_by("-priority", "id")


def claim(worker: str, now: datetime, limit: int = 1, lease: float = LEASE) -> list[Job]:
    """At most `limit` jobs leased to `worker`: first those whose worker was lost, then those due at the house time `now`."""
    if not _ready(now).exists() and not _lost().exists():
        return []
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        found = list(_lost().select_for_update(skip_locked=skip)[:limit])
        if len(found) < limit:
            found += _ready(now).select_for_update(skip_locked=skip)[: limit - len(found)]
        return [job for job in found if _take(job, worker, lease)]


def _take(job: Job, worker: str, lease: float) -> bool:
    if job.attempts >= job.attempts_allowed:
        job.errors.append({"exception": "zhifa.WorkerLost", "traceback": f"the lease of {job.worker} ran out"})
        job.state, job.finished_at = State.DEAD, machine_now()
        job.save(update_fields=["errors", "state", "finished_at"])
        return False
    job.state, job.worker, job.lease_until = State.RUNNING, worker, time.time() + lease
    job.attempts += 1
    job.workers.append(worker)
    job.started_at = job.started_at or machine_now()
    job.save(update_fields=["state", "worker", "lease_until", "attempts", "workers", "started_at"])
    return True


def _mine(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, worker=job.worker, attempts=job.attempts)


def keep(jobs: Sequence[Job], lease: float = LEASE) -> None:
    """Heartbeat: the worker is alive, its leases run on."""
    for job in jobs:
        _mine(job).update(lease_until=time.time() + lease)


class LeaseLost(Exception):
    """Another worker has the job now; what this one did in the same transaction must not stand."""


def complete(job: Job, result: Any = None) -> None:
    """Done. Raises `LeaseLost`, which rolls an atomic handler's effect back."""
    if not _mine(job).update(state=State.DONE, result=result, finished_at=machine_now()):
        raise LeaseLost(str(job.pk))


def fail(job: Job, exception: str, traceback: str) -> bool:
    """Another attempt after a pause, or dead; True when dead. A lost lease changes nothing."""
    dead = job.attempts >= job.attempts_allowed
    errors = [*job.errors, {"exception": exception, "traceback": traceback}]
    change: dict[str, Any] = {"errors": errors, "state": State.DEAD if dead else State.READY}
    if dead:
        change["finished_at"] = machine_now()
    else:
        change["not_before"] = time.time() + pause(job.attempts)
    return bool(_mine(job).update(**change)) and dead


def forget(before: datetime) -> int:
    """Remove jobs done before this machine instant (their keys become free); dead ones stay until somebody decides."""
    return Job.objects.filter(state=State.DONE, finished_at__lt=before).delete()[0]
