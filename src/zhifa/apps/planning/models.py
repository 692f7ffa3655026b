"""What is checked where, and which organ means to come when."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class CheckItem(Row):
    """One question of a checklist with an objective criterion. `kinds`: kinds of premises it is asked at; `matter`: what a "no" may
    amount to, whose articles are the basis."""

    code = models.CharField(max_length=24)
    domain = models.CharField(max_length=40)
    kinds = models.JSONField(default=list)
    title = models.CharField(max_length=60)
    criterion = models.CharField(max_length=200)
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, related_name="+")
    layer = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="check_item_code")]

    def __str__(self) -> str:
        return self.code


class PlanLine(Row):
    """One organ means to check `items` (codes) at its places between `since` and `until`. A joint line (综合查一次) has several
    `participants` (organ codes, the lead among them), each of which agrees. `times`: visits to each place inside the window;
    `power`: the power of supervision that it rests on."""

    code = models.CharField(max_length=24)
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=12, default="drafted")
    organ = models.CharField(max_length=40)
    organ_name = models.CharField(max_length=80)
    team = models.CharField(max_length=40, blank=True)
    domain = models.CharField(max_length=40)
    power = models.CharField(max_length=24, blank=True)
    items = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField()
    times = models.PositiveSmallIntegerField(default=1)
    joint = models.BooleanField(default=False)
    participants = models.JSONField(default=list)
    agreed = models.JSONField(default=list)
    proposed_by = models.CharField(max_length=36)
    proposed_by_name = models.CharField(max_length=80)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="plan_line_code"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="plan_line_window"),
        ]
        indexes = [
            models.Index(fields=["tenant", "state", "since"], name="plan_line_state"),
            models.Index(fields=["tenant", "organ", "state"], name="plan_line_organ"),
        ]

    def __str__(self) -> str:
        return self.code


class PlanPlace(Row):
    """A place of a line. `moved_to`: the joint line that took it over; it then no longer counts for this one."""

    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="places")
    premises = models.ForeignKey("parties.Premises", models.PROTECT, related_name="plan_places")
    moved_to = models.ForeignKey(PlanLine, models.PROTECT, null=True, blank=True, related_name="+")
    dropped = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "line", "premises"], name="plan_place_once")]
        indexes = [models.Index(fields=["tenant", "premises"], name="plan_place_premises")]


class MergeWaiver(Row):
    """Why the visits of two lines to these places (ids of premises) stay apart. It covers no place that is added later."""

    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="waivers")
    other = models.ForeignKey(PlanLine, models.PROTECT, related_name="waivers_received")
    places = models.JSONField(default=list)
    reason = models.CharField(max_length=500)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()


class SupervisionList(Row):
    """监管事项总目录, compiled anew: how many items came and went."""

    compiled_at = models.DateTimeField()
    compiled_by = models.CharField(max_length=80)
    added = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0)
    unassigned = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.compiled_at:%Y-%m-%d}"


class SupervisionItem(Row):
    """One item of the list: a matter that the department `organ` supervises. `listed_on`: since when it waits to be claimed; the other days
    say when it was claimed, disclaimed on a `ground`, and excused by the legal office. `ended_on`: it left the list."""

    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, related_name="+")
    organ = models.CharField(max_length=40)
    organ_name = models.CharField(max_length=80)
    state = models.CharField(max_length=12, default="unclaimed")
    listed_on = models.DateField()
    carrier = models.CharField(max_length=80, blank=True)
    ground = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    claimed_on = models.DateField(null=True, blank=True)
    disclaimed_on = models.DateField(null=True, blank=True)
    excused_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    settled_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "matter", "organ"], name="supervision_item_once")]
        indexes = [models.Index(fields=["tenant", "organ", "state"], name="supervision_item_organ")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.organ}"
