"""A case of the summary procedure with its officers and what the party was told and said."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class Case(Row):
    """One party, one matter, one place. `organ` … `authority` are the ruling whose case it is, computed when it was opened
    and again on the day of the decision; names as of the act. `incident_matter` is empty when it was found on patrol."""

    ref = models.CharField(max_length=24)
    state = models.CharField(max_length=16, default="opened")
    incident_matter = models.ForeignKey("incidents.IncidentMatter", models.PROTECT, null=True, blank=True, related_name="cases")
    matter_code = models.CharField(max_length=40)
    matter_name = models.CharField(max_length=200)
    area = models.CharField(max_length=40)
    place = models.CharField(max_length=200)
    lon = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    lat = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    organ = models.CharField(max_length=40)
    holder_kind = models.CharField(max_length=40)
    acting_identity = models.CharField(max_length=80)
    team = models.CharField(max_length=40, blank=True)
    team_name = models.CharField(max_length=80, blank=True)
    authority = models.JSONField(default=dict)
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True, related_name="+")
    order = models.ForeignKey("cases.CorrectionOrder", models.PROTECT, null=True, blank=True, related_name="cases")
    occurred_at = models.DateTimeField(null=True, blank=True)
    narrative = models.TextField(blank=True)
    facts_clear = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    identity_shown_at = models.DateTimeField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    served_how = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_ground = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "ref"), name="case_ref"),)
        indexes = (
            models.Index(fields=("tenant", "team", "state"), name="case_team"),
            models.Index(fields=("tenant", "incident_matter"), name="case_incident_matter"),
            models.Index(fields=("tenant", "party", "matter_code"), name="case_party_matter"),
            models.Index(fields=("tenant", "area", "state"), name="case_area"),
        )

    def __str__(self) -> str:
        return self.ref


class Duty(models.TextChoices):
    LEAD = "lead", "主办"
    SECOND = "second", "协办"


class Handler(Row):
    """An officer on the case, confirmed from the own account; the certificate is the one valid on that day (处罚法 42)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="handlers")
    person = models.CharField(max_length=36)
    name = models.CharField(max_length=80)
    certificate = models.CharField(max_length=40)
    organ = models.CharField(max_length=40, blank=True)
    duty = models.CharField(max_length=8, choices=Duty.choices)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("tenant", "case", "duty"), condition=models.Q(left_at__isnull=True), name="handler_duty_once"),
            models.UniqueConstraint(
                fields=("tenant", "case", "person"), condition=models.Q(left_at__isnull=True), name="handler_person_once"
            ),
        )
        indexes = (models.Index(fields=("tenant", "person"), name="handler_person"),)

    def __str__(self) -> str:
        return self.name


class Notice(Row):
    """What the party was told before the decision, and what it answered. A changed finding needs a new one."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notices")
    position = models.PositiveSmallIntegerField()
    warning = models.BooleanField(default=False)
    fine = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    range_tier = models.CharField(max_length=40, default="base")
    quantity = models.DecimalField(max_digits=12, decimal_places=2, default=1)
    tier = models.CharField(max_length=40, blank=True)
    tier_words = models.CharField(max_length=200, blank=True)
    tier_demo = models.BooleanField(default=False)
    mitigation = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField()
    statement = models.TextField(blank=True)
    review = models.TextField(blank=True)
    waiver_proof = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "case", "position"), name="notice_position"),)

    def __str__(self) -> str:
        return f"{self.position}"
