"""What the desks sort, filter and count open incidents by."""

from __future__ import annotations

from django.db import models

from zhifa.apps.incidents.models.incidents import Incident
from zhifa.apps.trail.rows import tenant_default


class QueueEntry(models.Model):
    """An open incident with what its matters' tasks say, side by side: found by an index where the rows themselves would have to be
    read and joined. Derived in the transaction of every act and decides nothing, so neither the trail
    nor a constraint of the database vouches for it.

    `clock`: the nearest deadline of the incident and its open tasks; `waits`: for the centre; `level`: to whom a missed clock went
    (1 the duty chief, 2 the leader); `circle`: codes of teams and organs that may see it, each between bars (|squad-weiping|)."""

    incident = models.OneToOneField(Incident, models.CASCADE, primary_key=True, related_name="queue_entry", db_constraint=False)
    tenant = models.CharField(max_length=12, default=tenant_default)
    area = models.CharField(max_length=40, blank=True)
    danger = models.BooleanField(default=False)
    clock = models.DateTimeField(null=True)
    waits = models.BooleanField(default=True)
    unsettled = models.BooleanField(default=False)
    handled = models.BooleanField(default=False)
    level = models.PositiveSmallIntegerField(default=0)
    circle = models.TextField(default="|")

    class Meta:
        indexes = [models.Index(fields=["tenant", "-danger", "clock", "incident"], name="queue_order")]
