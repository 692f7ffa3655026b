"""What the county taught the matcher: versions made from corrections, and everyday words beside those of the packs."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class MatcherVersion(Row):
    """What may be learned from the corrections of one moment. `lessons`: ids of the corrections that teach, in the order of their rows;
    `digest` (SHA-256) of their texts and verdicts: the same corrections give the same; `words`: version of the vocabulary it was
    compared with. `report`: counts, conflicts, what became better and worse. One version at most is active; `followed`: the one that
    was active before it (0: the words alone)."""

    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    words = models.CharField(max_length=12)
    lessons = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    built_at = models.DateTimeField()
    built_by = models.CharField(max_length=80)
    active = models.BooleanField(default=False)
    since = models.DateTimeField(null=True, blank=True)
    followed = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("tenant", "number"), name="matcher_number"),
            models.UniqueConstraint(fields=("tenant",), condition=models.Q(active=True), name="matcher_active"),
        )

    def __str__(self) -> str:
        return f"第 {self.number} 版"


class EverydayWord(Row):
    """How people of this county say a matter. `ended_at`: taken back then."""

    matter_code = models.CharField(max_length=20)
    word = models.CharField(max_length=40)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "matter_code", "word"), name="everyday_word"),)

    def __str__(self) -> str:
        return self.word
