"""A ruling on a dispute, kept for the next same question."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class Precedent(Row):
    """Who acts in a matter that several organs had declined or claimed. It decides the same matter within `areas` (empty: the
    whole county), when the text holds one of `words` (empty: any text) and the power still lies with the same `holders`
    (sorted organ codes; empty: nobody held it), from `since` until it is revoked. `team` is fixed for professional teams; a
    squad is looked up in the coverage of the place. `dispute`: the id of the ruling's dispute."""

    number = models.CharField(max_length=24)
    matter_code = models.CharField(max_length=40)
    matter_name = models.CharField(max_length=200)
    holders = models.JSONField(default=list)
    areas = models.JSONField(default=list)
    words = models.JSONField(default=list)
    holder = models.CharField(max_length=40)
    holder_kind = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=40)
    team_name = models.CharField(max_length=80)
    follows_coverage = models.BooleanField(default=False)
    reason = models.TextField()
    citation = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=80)
    dispute = models.UUIDField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    revoked_reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "number"], name="precedent_number")]
        indexes = [models.Index(fields=["tenant", "matter_code"], name="precedent_matter")]

    def __str__(self) -> str:
        return self.number
