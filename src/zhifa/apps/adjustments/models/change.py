"""目录调整 (R37): a request to change the catalogue with its items, score sheets, approvals and announcements. Nothing here is in effect by
itself; what takes effect is written to the tables of `catalogue` and `registry`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhifa.apps.trail.rows import Row


class Ground(models.TextChoices):
    """Why a change is asked for (R37)."""

    LAW_AMENDED = "law_amended", "法律法规规章修改"
    EVALUATION = "evaluation", "评估结果"
    WORK_NEED = "work_need", "工作需要"
    TOWNSHIP_REQUEST = "township_request", "乡镇需求"


class Level(models.TextChoices):
    """Whose approval a change needs; each level includes those before it (`law.catalogue_change.level_of`)."""

    BUREAU = "bureau", "县综合行政执法局"
    COUNTY = "county", "县人民政府"
    PROVINCE = "province", "省人民政府"


class ChangeSeries(Row):
    """Last number given in a year; a change keeps its number whatever becomes of it."""

    tracked: ClassVar[bool] = False

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "year"), name="change_series_year"),)

    def __str__(self) -> str:
        return f"{self.year} {self.last}"


class Change(Row):
    """One 目录调整. `state`: of `law.procedure.catalogue_change`. `requested_organ` asks (code), `requested_by` is the person
    who wrote it down (id); `effective_on`: first day on which the items hold; `level`: as computed when it was submitted; `notice`: number
    of the announcement; `written`: what took effect, one {table, code, done} for each row, empty before."""

    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    ground = models.CharField(max_length=20, choices=Ground.choices)
    ground_text = models.TextField()
    state = models.CharField(max_length=12, default="drafted")
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.BUREAU)
    effective_on = models.DateField(null=True, blank=True)
    requested_organ = models.CharField(max_length=40)
    requested_organ_name = models.CharField(max_length=80)
    requested_by = models.CharField(max_length=36)
    requested_by_name = models.CharField(max_length=80)
    requested_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    scored_at = models.DateTimeField(null=True, blank=True)
    scored_by_name = models.CharField(max_length=80, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=36, blank=True)
    checked_by_name = models.CharField(max_length=80, blank=True)
    opinion = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=36, blank=True)
    approved_by_name = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    notice = models.CharField(max_length=40, blank=True)
    in_effect_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)
    assessment = models.CharField(max_length=40, blank=True)
    written = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="change_code"),)
        indexes = (
            models.Index(fields=("tenant", "state", "effective_on"), name="change_state"),
            models.Index(fields=("tenant", "requested_organ", "state"), name="change_organ"),
        )
        ordering = ("-requested_at", "-id")

    def __str__(self) -> str:
        return self.code


class ChangeItem(Row):
    """One thing that changes. `kind`: of `law.catalogue_change.KINDS`; `subject`: code of the matter, grant, area or plate (of a new one:
    the code that it shall have), `name` how people call it. `before`: what the catalogue said when the item was written (None: nothing),
    `after`: what it shall say (None: it ends). `source`: where the item comes from: {draft} | {proposal} | {law, place, change} | {}."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    source = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "change", "order"), name="change_item_order"),)
        indexes = (models.Index(fields=("tenant", "kind", "subject"), name="change_item_subject"),)
        ordering = ("change", "order")

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class ScoreSheet(Row):
    """三高 of one matter or domain (R34). `figures`: one {key, value, points, weight, evidence: [{kind, count, link}]} for each aspect;
    `total` 0–100; `proposal`: move | keep | special; `parameters`: the values of the pack it was computed with, `demo` when no source
    states them. `superseded`: a later sheet of the change counts."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="sheets")
    subject = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    since = models.DateField()
    until = models.DateField()
    figures = models.JSONField(default=list)
    total = models.DecimalField(max_digits=5, decimal_places=1)
    proposal = models.CharField(max_length=10)
    parameters = models.JSONField(default=dict)
    demo = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=80)
    superseded = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("tenant", "subject"), name="score_sheet_subject"),)
        ordering = ("change", "subject", "-made_at")

    def __str__(self) -> str:
        return f"{self.subject} {self.total}"


class Approval(Row):
    """The document that approves a change at one level (R49): who, which number, of which day; recorded by whom."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="approvals")
    level = models.CharField(max_length=10, choices=Level.choices)
    organ = models.CharField(max_length=80)
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    recorded_by = models.CharField(max_length=36)
    recorded_by_name = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "change", "level", "number"), name="approval_once"),)
        ordering = ("change", "recorded_at")

    def __str__(self) -> str:
        return self.number


class Publication(Row):
    """An announcement to the public (R59). A change whose day moves after it was announced has several; the last one counts."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="publications")
    number = models.CharField(max_length=40)
    published_at = models.DateTimeField()
    effective_on = models.DateField()
    channel = models.CharField(max_length=80)
    text = models.JSONField(default=list)
    published_by_name = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "number"), name="publication_number"),)
        ordering = ("change", "published_at")

    def __str__(self) -> str:
        return self.number
