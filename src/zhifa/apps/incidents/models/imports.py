"""A file of work orders, how its columns are read, and what became of each row."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models

from zhifa.apps.trail.rows import Row, StoredFile


class ImportMapping(Row):
    """How the files of one source are read: field → heading of the column. The last one used is proposed next time."""

    source = models.CharField(max_length=32)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "source"], name="import_mapping_source")]


class Import(Row):
    """One uploaded file. `state`: uploaded | running | done. `sha256` names the kept original; the rows that were read of it
    lie beside it. `done` rows were taken, of which `created`, `repeated` and `refused`. `run` counts starts with another
    mapping. `by`: who started it (plain JSON), in whose name the job goes on."""

    source = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default="uploaded")
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    run = models.PositiveSmallIntegerField(default=0)
    by = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "source", "sha256"], name="import_file_once")]
        indexes = [models.Index(fields=["tenant", "uploaded_at"], name="import_uploaded")]

    @property
    def original(self) -> Path:
        """The bytes as they came."""
        return Path(settings.IMPORT_ROOT) / self.sha256[:2] / self.sha256

    def stored_files(self) -> tuple[StoredFile, ...]:
        """The original is vouched for."""
        return (StoredFile(self.original, self.sha256),)


class ImportedRow(Row):
    """What became of one row of a run: created | repeated | refused. The report; the incident has its own record."""

    tracked: ClassVar[bool] = False

    file = models.ForeignKey(Import, models.PROTECT, related_name="report")
    run = models.PositiveSmallIntegerField()
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8)
    external_id = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=16, blank=True)
    errors = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "run", "line"], name="imported_row_once")]
