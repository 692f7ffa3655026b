"""A visit to one place, what was answered there, and what became of each problem."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class Draw(Row):
    """双随机: which places of a line and which people were drawn (条例 21). With `pool`, `people` (keys of both lists), `seed` and
    `method` anybody gets `drawn` again: a list of {place, people}. `digest`: of both lists."""

    number = models.CharField(max_length=24)
    line = models.ForeignKey("planning.PlanLine", models.PROTECT, related_name="draws")
    organ = models.CharField(max_length=40)
    organ_name = models.CharField(max_length=80)
    seed = models.CharField(max_length=160)
    method = models.CharField(max_length=24)
    digest = models.CharField(max_length=64)
    pool = models.JSONField(default=list)
    people = models.JSONField(default=list)
    drawn = models.JSONField(default=list)
    planned_on = models.DateField()
    drawn_at = models.DateTimeField()
    drawn_by_name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "number"], name="draw_number")]
        indexes = [models.Index(fields=["tenant", "drawn_at"], name="draw_drawn_at")]

    def __str__(self) -> str:
        return self.number


class Inspection(Row):
    """One visit. `source` as in the rules contract with `source_ref` (number of the complaint, code of the plan line). `organ` leads,
    `joined` are organs that take part (综合查一次). `items`: codes of the checklist. `planned_on` … `until` is the window;
    `visited_on` when they came. `merge_reason`, `cap_reason`: why this visit is made beside others, or once more this year.
    `officers`: ids of the inspectors on the scene. `late_since`, `escalated`: a missed clock and how high it went (1 the head of the
    organ, 2 the guidance office). `assigned`: ids of the people whom `draw` sends. `gave_way_to`: the joint line for which it was
    cancelled."""

    code = models.CharField(max_length=24)
    state = models.CharField(max_length=12, default="planned")
    line = models.ForeignKey("planning.PlanLine", models.PROTECT, null=True, blank=True, related_name="inspections")
    premises = models.ForeignKey("parties.Premises", models.PROTECT, related_name="inspections")
    area = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=24)
    source_ref = models.CharField(max_length=200, blank=True)
    organ = models.CharField(max_length=40)
    organ_name = models.CharField(max_length=80)
    acting_identity = models.CharField(max_length=80)
    team = models.CharField(max_length=40, blank=True)
    joined = models.JSONField(default=list)
    domain = models.CharField(max_length=40)
    power = models.CharField(max_length=24, blank=True)
    items = models.JSONField(default=list)
    planned_on = models.DateField()
    until = models.DateField()
    visited_on = models.DateField(null=True, blank=True)
    merge_reason = models.CharField(max_length=500, blank=True)
    cap_reason = models.CharField(max_length=500, blank=True)
    proposer = models.CharField(max_length=36)
    due_at = models.DateTimeField(null=True, blank=True)
    due_basis = models.CharField(max_length=40, blank=True)
    late_since = models.DateTimeField(null=True, blank=True)
    escalated = models.PositiveSmallIntegerField(default=0)
    gave_way_to = models.ForeignKey("planning.PlanLine", models.PROTECT, null=True, blank=True, related_name="yielded")
    draw = models.ForeignKey(Draw, models.PROTECT, null=True, blank=True, related_name="inspections")
    assigned = models.JSONField(default=list)
    officers = models.JSONField(default=list)
    arrived_at = models.DateTimeField(null=True, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    summary = models.TextField(blank=True)
    statement = models.TextField(blank=True)
    signed_by = models.CharField(max_length=60, blank=True)
    refusal_note = models.CharField(max_length=200, blank=True)
    witness = models.CharField(max_length=100, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="inspection_code")]
        indexes = [
            models.Index(fields=["tenant", "organ", "state", "planned_on"], name="inspection_queue"),
            models.Index(fields=["tenant", "premises", "planned_on"], name="inspection_premises"),
            models.Index(fields=["tenant", "area", "state"], name="inspection_area"),
            models.Index(fields=["tenant", "due_at"], name="inspection_clock"),
        ]

    def __str__(self) -> str:
        return self.code


class Answer(Row):
    """What the inspectors found on one item. `result`: yes (meets the criterion), no, not_applicable."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="answers")
    item = models.CharField(max_length=24)
    result = models.CharField(max_length=16)
    note = models.CharField(max_length=1000, blank=True)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "inspection", "item"], name="inspection_answer")]


class Finding(Row):
    """A problem. What it led to is named by number: an order to correct, an incident handed over, a case (later capabilities; the
    door does both in one transaction). `ordinary`: the case is one of the ordinary procedure, which the head has to approve."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    item = models.CharField(max_length=24)
    title = models.CharField(max_length=60)
    words = models.CharField(max_length=1000)
    matter_code = models.CharField(max_length=40)
    matter_name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, default="open")
    note = models.CharField(max_length=1000, blank=True)
    order = models.UUIDField(null=True, blank=True)
    order_number = models.CharField(max_length=60, blank=True)
    correct_by = models.DateField(null=True, blank=True)
    refused = models.BooleanField(default=False)
    incident_number = models.CharField(max_length=16, blank=True)
    case = models.UUIDField(null=True, blank=True)
    case_ref = models.CharField(max_length=24, blank=True)
    ordinary = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "inspection", "item"], name="inspection_finding")]
        indexes = [
            models.Index(fields=["tenant", "state", "correct_by"], name="finding_state"),
            models.Index(fields=["tenant", "case"], name="finding_case"),
        ]

    def __str__(self) -> str:
        return self.title
