"""Scores of the loop, each with the facts and rows it was computed from; lists, drills and looks that reform figures rest on."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class Score(Row):
    """One indicator of one matter's handling. `facts` and `rows` make it recomputable by anybody who may see the rows."""

    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, related_name="scores")
    indicator = models.CharField(max_length=40)
    definition = models.PositiveSmallIntegerField()
    team = models.CharField(max_length=40)
    state = models.CharField(max_length=8)
    value = models.BooleanField(null=True)
    window_ends = models.DateTimeField(null=True, blank=True)
    facts = models.JSONField(default=dict)
    rows = models.JSONField(default=list)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "dispatch", "indicator"], name="score_once")]
        indexes = [
            models.Index(fields=["tenant", "indicator", "team", "state"], name="score_by_team"),
            models.Index(fields=["tenant", "state", "window_ends"], name="score_pending"),
        ]


class ProfessionalList(Row):
    """One edition of a professional domain's list of matters. `organ`: whose professional team enforces it; `document`: number of the
    confirmation; `reason`: of the last act that gives one. It counts from `confirmed_on` until `replaced_on`."""

    domain = models.CharField(max_length=40)
    domain_name = models.CharField(max_length=60)
    organ = models.CharField(max_length=40)
    organ_name = models.CharField(max_length=80)
    edition = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default="drafted")
    drafted_on = models.DateField()
    drafted_by = models.CharField(max_length=80)
    submitted_on = models.DateField(null=True, blank=True)
    submitted_by = models.CharField(max_length=80, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=80, blank=True)
    document = models.CharField(max_length=80, blank=True)
    replaced_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "domain", "edition"], name="professional_list_edition")]
        indexes = [models.Index(fields=["tenant", "state"], name="professional_list_state")]

    def __str__(self) -> str:
        return f"{self.domain}-{self.edition}"


class ListedMatter(Row):
    """A matter on a list, named as it was when the list was drafted. `struck`: why it was taken off; empty: it is on."""

    list = models.ForeignKey(ProfessionalList, models.PROTECT, related_name="matters")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    struck = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "list", "code"], name="listed_matter_once")]

    def __str__(self) -> str:
        return self.code


class Drill(Row):
    """A drill order of the command centre. `minutes`: the limit for answers, as it was when the order was sent."""

    title = models.CharField(max_length=80)
    words = models.CharField(max_length=500)
    minutes = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["tenant", "sent_at"], name="drill_sent")]

    def __str__(self) -> str:
        return self.title


class DrillCall(Row):
    """A drill order to one team, and its answer."""

    drill = models.ForeignKey(Drill, models.PROTECT, related_name="calls")
    team = models.CharField(max_length=40)
    team_name = models.CharField(max_length=80)
    state = models.CharField(max_length=12, default="called")
    called_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "drill", "team"], name="drill_call_once")]
        indexes = [models.Index(fields=["tenant", "team", "state"], name="drill_call_team")]

    def __str__(self) -> str:
        return f"{self.team} {self.state}"


class OrderSample(Row):
    """What was found in the books of a team about directives that it received from `since` to `until`: how many were looked at, how many
    came past the platform, and where (`words`)."""

    team = models.CharField(max_length=40)
    team_name = models.CharField(max_length=80)
    since = models.DateField()
    until = models.DateField()
    looked_at = models.PositiveIntegerField()
    outside = models.PositiveIntegerField()
    words = models.CharField(max_length=500, blank=True)
    sampled_on = models.DateField()
    sampled_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(outside__lte=models.F("looked_at")), name="order_sample_part"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="order_sample_span"),
        ]
        indexes = [models.Index(fields=["tenant", "team", "sampled_on"], name="order_sample_team")]

    def __str__(self) -> str:
        return f"{self.team} {self.sampled_on}"
