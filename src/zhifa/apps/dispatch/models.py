"""One row per matter of an incident: whose task it is, how far it is, and until when."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class Dispatch(Row):
    """`first_team` keeps the first addressee for the score; `returned` allows one return with a basis (R15). The four
    `*_at` instants are when it was recorded; `due_at` is the clock of the present state and `due_basis` its parameter."""

    incident_matter = models.OneToOneField("incidents.IncidentMatter", models.PROTECT, related_name="dispatch")
    incident = models.ForeignKey("incidents.Incident", models.PROTECT, related_name="dispatches")
    area = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=16, default="pending")
    organ = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=40, blank=True)
    team_name = models.CharField(max_length=80, blank=True)
    acting_identity = models.CharField(max_length=80, blank=True)
    first_team = models.CharField(max_length=40, blank=True)
    returned = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, blank=True)
    due_basis = models.CharField(max_length=40, blank=True)
    late_since = models.DateTimeField(null=True, blank=True)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    receive_due_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    arrive_due_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    officers = models.JSONField(default=list, blank=True)  # person ids on site
    outcome = models.CharField(max_length=24, blank=True)
    findings = models.TextField(blank=True)
    correct_by = models.DateTimeField(null=True, blank=True)
    handed_to = models.CharField(max_length=40, blank=True)
    handed_to_name = models.CharField(max_length=80, blank=True)
    rework_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["tenant", "team", "state", "due_at"], name="dispatch_team_queue"),
            models.Index(fields=["tenant", "state", "due_at"], name="dispatch_queue"),
            models.Index(fields=["tenant", "organ", "state"], name="dispatch_organ"),
            models.Index(fields=["tenant", "handed_to", "state"], name="dispatch_handed_to"),
            models.Index(fields=["tenant", "area", "state"], name="dispatch_area"),
            models.Index(fields=["tenant", "incident"], name="dispatch_incident"),
        ]
