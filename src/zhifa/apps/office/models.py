"""Requests to the guidance office and records of its own work."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class OfficeEntry(Row):
    """Something asked of the office, or recorded by it, under one of its jobs (`job`: of law.office.JOBS). `asked_by`: who speaks for the
    asker (person id); `asked_organ`, `asked_team`: codes, with `asked_role` whose it is to say what came of it. `matter`: code, when
    it is about one. `due_on`: the last day for an answer. `outcome`: of law.procedure.office.OUTCOMES, said by the asker."""

    number = models.CharField(max_length=24)
    job = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default="asked")
    title = models.CharField(max_length=120)
    words = models.TextField()
    asked_by = models.CharField(max_length=36)
    asked_by_name = models.CharField(max_length=80)
    asked_organ = models.CharField(max_length=40)
    asked_organ_name = models.CharField(max_length=80)
    asked_team = models.CharField(max_length=40, blank=True)
    asked_role = models.CharField(max_length=24)
    area = models.CharField(max_length=40, blank=True)
    matter = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    handler_name = models.CharField(max_length=80, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    layer = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "number"), name="office_entry_number"),)
        indexes = (
            models.Index(fields=("tenant", "job", "state", "due_on"), name="office_entry_queue"),
            models.Index(fields=("tenant", "asked_organ", "asked_team", "state"), name="office_entry_asker"),
            models.Index(fields=("tenant", "asked_at"), name="office_entry_asked"),
            models.Index(fields=("tenant", "matter"), name="office_entry_matter"),
        )

    def __str__(self) -> str:
        return self.number
