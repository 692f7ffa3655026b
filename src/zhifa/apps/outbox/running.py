"""Run what was claimed: messages to their handlers, tasks to their functions, ticks to their work."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks import task_backends
from django_tasks.base import Task, TaskContext
from django_tasks.utils import normalize_json

from zhifa.apps.outbox import leases
from zhifa.apps.outbox.backend import LeaseBackend
from zhifa.apps.outbox.effects import PERIODICS, TOPICS, Periodic
from zhifa.apps.outbox.models import Job, Tick


def run(job: Job, at: datetime) -> bool:
    """Deliver one leased job; True when it is done. A failure is stored with the job, never raised."""
    try:
        atomic = job.kind == "message" and TOPICS[job.name].atomic
        with transaction.atomic() if atomic else nullcontext():
            leases.complete(job, _call(job, at))
    except leases.LeaseLost:
        return False
    except Exception as error:
        leases.fail(job, f"{type(error).__module__}.{type(error).__qualname__}", traceback.format_exc())
        return False
    return True


def _call(job: Job, at: datetime) -> Any:
    if job.kind == "message":
        TOPICS[job.name].handler(job.arguments, at=at, key=job.key or "")
        return None
    task: Task[Any, Any] = import_string(job.name)
    args, kwargs = job.arguments["args"], job.arguments["kwargs"]
    if task.takes_context:
        backend = task_backends[task.backend]
        assert isinstance(backend, LeaseBackend)
        args = [TaskContext(task_result=backend.result_of(job, task)), *args]
    return normalize_json(task.call(*args, **kwargs))


@dataclass
class Worker:
    """One thread's work: claim a job, run it, and keep its lease from another thread meanwhile. `now` is the house clock."""

    name: str
    now: Callable[[], datetime]
    lease: float = leases.LEASE
    held: list[Job] = field(default_factory=list)

    def step(self) -> int:
        """Run the next job; 0 when there is none."""
        self.held = leases.claim(self.name, self.now(), lease=self.lease)
        for job in self.held:
            run(job, self.now())
        done, self.held = len(self.held), []
        return done

    def beat(self) -> None:
        """The job that runs just now stays ours."""
        leases.keep(self.held, self.lease)


def run_due_ticks(at: datetime) -> int:
    """Do the periodic work that is due and that no other process took; returns how many ran."""
    return sum(_run_tick(periodic, at) for periodic in PERIODICS.values() if _take_tick(periodic))


def _take_tick(periodic: Periodic) -> bool:
    clock = time.time()
    waiting = Tick.objects.filter(name=periodic.name)
    due = waiting.values_list("due", flat=True).first()
    if due is None:
        Tick.objects.get_or_create(name=periodic.name)
    elif due > clock:
        return False
    return bool(waiting.filter(due__lte=clock).update(due=clock + periodic.seconds))


def _run_tick(periodic: Periodic, at: datetime) -> bool:
    error = ""
    try:
        periodic.tick(at)
    except Exception:
        error = traceback.format_exc()
    Tick.objects.filter(name=periodic.name).update(ran_at=at, error=error)
    return not error
