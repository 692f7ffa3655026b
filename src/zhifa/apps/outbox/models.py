"""One table of jobs, one of ticks. Neither decides anything, so the trail does not vouch for them."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import new_id, tenant_default


class State(models.TextChoices):
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


class Job(models.Model):
    """`name`: the topic of a message, or the path of a django_tasks function. `due` is house time (None: at once); `not_before` (retry) and
    `lease_until` are machine time in seconds. `worker` and `attempts` fence: who lost the lease cannot complete the job."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.CharField(max_length=12, default=tenant_default)
    kind = models.CharField(max_length=8, choices=[("message", "message"), ("task", "task")])
    name = models.CharField(max_length=160)
    queue = models.CharField(max_length=40, default="default")
    key = models.CharField(max_length=160, null=True)  # noqa: DJ001  null keys do not collide
    arguments = models.JSONField(default=dict)
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    due = models.DateTimeField(null=True)
    not_before = models.FloatField(default=0)
    lease_until = models.FloatField(default=0)
    worker = models.CharField(max_length=64, blank=True)
    workers = models.JSONField(default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    attempts_allowed = models.PositiveSmallIntegerField(default=8)
    errors = models.JSONField(default=list)
    result = models.JSONField(null=True)
    enqueued_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "key"), name="job_key"),)
        indexes = (
            models.Index(fields=("state", "-priority", "id"), name="job_next"),
            models.Index(fields=("state", "finished_at"), name="job_finished"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.state}"


class Tick(models.Model):
    """When periodic work is next due (machine time), and how its last run went."""

    name = models.CharField(primary_key=True, max_length=160)
    due = models.FloatField(default=0)
    ran_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
