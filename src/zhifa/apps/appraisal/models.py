"""Scores of the loop, each with the facts and rows it was computed from."""

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
