"""Issued documents and the number series they take their numbers from."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from zhifa.apps.trail.rows import Row, StoredFile


class NumberSeries(Row):
    """One gapless run of numbers: per acting identity, kind of document and year. `last` is the number given out last."""

    acting_identity = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    prefix = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "acting_identity", "kind", "year"), name="number_series"),)

    def __str__(self) -> str:
        return f"{self.prefix} {self.kind} {self.year}"


class SeriesNumber(Row):
    """One number of a series and what became of it. A void number stays in its place with the reason."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=60)
    void = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "series", "number"), name="series_number"),)

    def __str__(self) -> str:
        return self.text


class Document(Row):
    """One issued document. `subject_id`: the case, order or dispatch it belongs to. `blocks` is the sheet both forms are
    drawn from; `digest` vouches for the PDF in DOCUMENT_ROOT, `noted_digest` for the copy on which a refusal to sign was
    noted. `team`, `organ`, `area`, `people` decide who may open it."""

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=40)
    number = models.CharField(max_length=60, blank=True)
    entry = models.OneToOneField(SeriesNumber, models.PROTECT, null=True, blank=True, related_name="document")
    subject_id = models.UUIDField()
    acting_identity = models.CharField(max_length=80)
    organ = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=40, blank=True)
    people = models.JSONField(default=list)
    blocks = models.JSONField()
    demo = models.BooleanField(default=False)
    issued_at = models.DateTimeField()
    digest = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    noted = models.CharField(max_length=200, blank=True)
    noted_digest = models.CharField(max_length=80, blank=True)
    void_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("tenant", "subject_id", "issued_at"), name="document_subject"),
            models.Index(fields=("tenant", "number"), name="document_number"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.number}".strip()

    def stored_files(self) -> tuple[StoredFile, ...]:
        """The PDF as issued, and the copy with the note."""
        return tuple(StoredFile(path_of(d), d.partition(":")[2]) for d in (self.digest, self.noted_digest) if d)


def path_of(digest: str, suffix: str = ".pdf") -> Path:
    """Where the file with this digest lies."""
    name = digest.partition(":")[2]
    return Path(settings.DOCUMENT_ROOT) / name[:2] / name[2:4] / f"{name}{suffix}"
