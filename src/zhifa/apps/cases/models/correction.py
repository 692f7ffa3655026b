"""An order to correct and what became of it."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class CorrectionOrder(Row):
    """责令限期改正: demanded of one party, served, re-checked. `officers`: person ids of those who issued it."""

    state = models.CharField(max_length=16, default="issued")
    incident_matter = models.ForeignKey("incidents.IncidentMatter", models.PROTECT, null=True, blank=True, related_name="orders")
    matter_code = models.CharField(max_length=40)
    matter_name = models.CharField(max_length=200)
    area = models.CharField(max_length=40)
    place = models.CharField(max_length=200)
    organ = models.CharField(max_length=40)
    acting_identity = models.CharField(max_length=80)
    team = models.CharField(max_length=40, blank=True)
    team_name = models.CharField(max_length=80, blank=True)
    authority = models.JSONField(default=dict)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    officers = models.JSONField(default=list)
    occurred_at = models.DateTimeField()
    violation = models.TextField()
    demand = models.TextField()
    due_on = models.DateField()
    issued_at = models.DateTimeField()
    number = models.CharField(max_length=60)
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    served_on = models.DateField(null=True, blank=True)
    served_how = models.CharField(max_length=200, blank=True)
    refused_on_spot = models.BooleanField(default=False)
    rechecked_on = models.DateField(null=True, blank=True)
    corrected = models.BooleanField(null=True, blank=True)
    findings = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "number"), name="correction_number"),)
        indexes = (
            models.Index(fields=("tenant", "incident_matter"), name="correction_incident_matter"),
            models.Index(fields=("tenant", "team", "state", "due_on"), name="correction_team"),
            models.Index(fields=("tenant", "party", "matter_code"), name="correction_party_matter"),
        )

    def __str__(self) -> str:
        return self.number
