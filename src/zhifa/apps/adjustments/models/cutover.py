"""切换: the moment at which a change (or another squad for an area) holds, and one receipt for every piece of work that was in flight."""

from __future__ import annotations

from django.db import models

from zhifa.apps.adjustments.models.change import Change
from zhifa.apps.trail.rows import Row


class Cutover(Row):
    """One cut-over. Of a `change`, or of its own: `area` is served by the squad `team` (codes) from `effective_on` on. `freeze_from`: from
    then on what it touches is frozen; `cases_move`: cases on file go over as well, for the reason `cases_ground`. `before`: kind of work →
    how many pieces were in flight in the moment of the cut-over; `due_at`: until when everything has to be accepted."""

    code = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    change = models.OneToOneField(Change, models.PROTECT, null=True, blank=True, related_name="cutover")
    area = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=40, blank=True)
    ground = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, default="planned")
    effective_on = models.DateField()
    freeze_from = models.DateTimeField(null=True, blank=True)
    cases_move = models.BooleanField(default=False)
    cases_ground = models.CharField(max_length=500, blank=True)
    planned_by = models.CharField(max_length=36, blank=True)
    planned_by_name = models.CharField(max_length=80)
    planned_at = models.DateTimeField()
    cut_over_at = models.DateTimeField(null=True, blank=True)
    cut_over_by_name = models.CharField(max_length=80, blank=True)
    before = models.JSONField(default=dict)
    due_at = models.DateTimeField(null=True, blank=True)
    due_basis = models.CharField(max_length=40, blank=True)
    reconciled_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="cutover_code"),)
        indexes = (models.Index(fields=("tenant", "state", "effective_on"), name="cutover_state"),)
        ordering = ("-planned_at", "-id")

    def __str__(self) -> str:
        return self.code


class Receipt(Row):
    """One piece of work that was in flight: `kind` and `item` (id of its row), with whom it was and whose it is now. `cause`, `reason`,
    `citations`: why it moves or stays; `before`, `after`: the holders as plain JSON; `clock`, `clock_basis`: its own deadline as it ran
    on (an instant or a last day). `due_at` is the clock for accepting it; `escalated`: how high a missed one went (1 the guidance
    office, 2 the leader)."""

    cutover = models.ForeignKey(Cutover, models.PROTECT, related_name="receipts")
    kind = models.CharField(max_length=16)
    item = models.UUIDField()
    label = models.CharField(max_length=60)
    matter = models.CharField(max_length=40, blank=True)
    matter_name = models.CharField(max_length=200)
    area = models.CharField(max_length=40, blank=True)
    item_state = models.CharField(max_length=60)
    clock = models.CharField(max_length=40, blank=True)
    clock_basis = models.CharField(max_length=40, blank=True)
    cause = models.CharField(max_length=10)
    reason = models.CharField(max_length=40)
    citations = models.JSONField(default=list)
    from_organ = models.CharField(max_length=40, blank=True)
    from_team = models.CharField(max_length=40, blank=True)
    from_name = models.CharField(max_length=80, blank=True)
    to_organ = models.CharField(max_length=40, blank=True)
    to_team = models.CharField(max_length=40, blank=True)
    to_name = models.CharField(max_length=80, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    state = models.CharField(max_length=10)
    handed_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    late_since = models.DateTimeField(null=True, blank=True)
    escalated = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "cutover", "kind", "item"), name="receipt_once"),)
        indexes = (
            models.Index(fields=("tenant", "state", "to_team"), name="receipt_team"),
            models.Index(fields=("tenant", "state", "to_organ"), name="receipt_organ"),
            models.Index(fields=("tenant", "state", "due_at"), name="receipt_due"),
            models.Index(fields=("tenant", "item"), name="receipt_item"),
        )
        ordering = ("cutover", "kind", "label", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"
