"""Assessments of townships with every number they rest on, and matters proposed to be taken back."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class Assessment(Row):
    """One township, one year. `since`, `until` (half-open): the twelve months whose rows are counted. `score`, `proposal`: as computed when
    it was scored; `conclusion`: a code of law.empowerment.CONCLUSIONS. `visits`: [{person, name, note, at}] of those who went there.
    `valid_until`, `appeal_until`: last days, inclusive. `gaps`: why facts are missing."""

    code = models.CharField(max_length=24)
    area = models.CharField(max_length=40)
    area_name = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, default="opened")
    since = models.DateField()
    until = models.DateField()
    opened_by_name = models.CharField(max_length=80)
    gaps = models.CharField(max_length=500, blank=True)
    score = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    proposal = models.CharField(max_length=16, blank=True)
    ruling = models.JSONField(default=dict)
    scored_at = models.DateTimeField(null=True, blank=True)
    visits = models.JSONField(default=list)
    checked_by_name = models.CharField(max_length=80, blank=True)
    check_note = models.CharField(max_length=500, blank=True)
    conclusion = models.CharField(max_length=16, blank=True)
    conclusion_note = models.CharField(max_length=500, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by_name = models.CharField(max_length=80, blank=True)
    appeal = models.CharField(max_length=500, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    appeal_until = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    layer = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("tenant", "code"), name="assessment_code"),
            models.UniqueConstraint(
                fields=("tenant", "area", "year"), condition=~models.Q(state__in=("called_off", "due")), name="assessment_once"
            ),
        )
        indexes = (
            models.Index(fields=("tenant", "state", "valid_until"), name="assessment_state"),
            models.Index(fields=("tenant", "area", "concluded_at"), name="assessment_area"),
        )

    def __str__(self) -> str:
        return self.code


class StatedFact(Row):
    """A number from a document: which one, up to which day it holds, and the file itself."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="stated")
    indicator = models.CharField(max_length=24)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    source = models.CharField(max_length=200)
    as_of = models.DateField()
    file = models.ForeignKey("evidence.EvidenceFile", models.PROTECT, related_name="+")
    stated_by_name = models.CharField(max_length=80)
    stated_by_organ = models.CharField(max_length=40)
    stated_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "assessment", "indicator"), name="stated_fact_once"),)

    def __str__(self) -> str:
        return self.indicator


class Measure(Row):
    """One number as it was when the assessment was scored, with the arithmetic of its points. `origin`: live | stated | missing; `value`
    and `points` None: missing. `rows`: [model, id] of what was counted; `note`: reason code and values, what the count says of itself."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="measures")
    indicator = models.CharField(max_length=24)
    origin = models.CharField(max_length=8)
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    weight = models.DecimalField(max_digits=6, decimal_places=2)
    floor = models.DecimalField(max_digits=14, decimal_places=2)
    target = models.DecimalField(max_digits=14, decimal_places=2)
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    note = models.JSONField(default=dict)
    rows = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "assessment", "indicator"), name="measure_once"),)

    def __str__(self) -> str:
        return self.indicator


class Withdrawal(Row):
    """A matter of a township that is proposed to be taken back. `ground`: zero_use | low_quality; `since`, `until` (half-open): the months
    looked at, with `leads` and `cases` in them, of which `decided` and `undone`."""

    code = models.CharField(max_length=24)
    state = models.CharField(max_length=12, default="proposed")
    ground = models.CharField(max_length=12)
    area = models.CharField(max_length=40)
    area_name = models.CharField(max_length=60)
    organ = models.CharField(max_length=40)
    matter_code = models.CharField(max_length=40)
    matter_name = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField()
    leads = models.PositiveIntegerField(default=0)
    cases = models.PositiveIntegerField(default=0)
    decided = models.PositiveIntegerField(default=0)
    undone = models.PositiveIntegerField(default=0)
    ruling = models.JSONField(default=dict)
    proposed_at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    answered_by_name = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("tenant", "code"), name="withdrawal_code"),
            models.UniqueConstraint(
                fields=("tenant", "area", "matter_code", "ground"), condition=models.Q(state="proposed"), name="withdrawal_once"
            ),
        )
        indexes = (models.Index(fields=("tenant", "state", "area"), name="withdrawal_state"),)

    def __str__(self) -> str:
        return self.code
