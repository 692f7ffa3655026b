"""Systems that report to us, and how they prove who they are."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class SourceToken(Row):
    """A key of one source system. Only the SHA-256 of the token is kept. `scopes`: `incidents`, `media`, `receipts`. Valid from
    `since` until before `until` (None: open) unless revoked."""

    source = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("tenant", "source"), name="token_source"),)

    def __str__(self) -> str:
        return f"{self.source} {self.sha256[:8]}"
