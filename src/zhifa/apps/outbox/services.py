"""Send a message or a job in the transaction of the act that causes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from zhifa.apps.outbox.effects import TOPICS
from zhifa.apps.outbox.models import Job, State
from zhifa.apps.outbox.permissions import check_operator
from zhifa.apps.trail.rows import tenant_default
from zhifa.law.actors import Actor


def send(topic: str, payload: dict[str, Any], *, at: datetime, key: str, due: datetime | None = None, tenant: str = "") -> bool:
    """Put a message for the handler of `topic` beside the act; it is delivered after the transaction commits (`at`), or from `due` on.

    False when a message with this key exists already. Raises KeyError for a topic that nobody handles."""
    allowed = TOPICS[topic].attempts
    job = Job(
        tenant=tenant or tenant_default(),
        kind="message",
        name=topic,
        key=key,
        arguments=payload,
        due=due,
        attempts_allowed=allowed,
    )
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def note(key: str, payload: dict[str, Any], *, tenant: str = "") -> None:
    """What a message says of itself while its handler works outside a transaction: how far it is."""
    Job.objects.filter(tenant=tenant or tenant_default(), key=key).update(arguments=payload)


def revive(*, by: Actor, at: datetime, job_id: UUID | str) -> None:
    """Give a dead job a new set of attempts. Raises `Denied` and Job.DoesNotExist."""
    check_operator(by)
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job_id, state=State.DEAD)
        job.state, job.attempts, job.not_before = State.READY, 0, 0
        job.save()
