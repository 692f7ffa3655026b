"""What was seen, heard, measured or handed in: files that are hashed on arrival and never change."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from zhifa.apps.trail.rows import Row, StoredFile


class Kind(models.TextChoices):
    PHOTO = "photo", "照片"
    VIDEO = "video", "视频"
    AUDIO = "audio", "录音"
    DOCUMENT = "document", "书面材料"
    SIGNATURE = "signature", "签名"


class Material(models.TextChoices):
    LEAD = "lead", "线索材料"
    ADOPTED = "adopted", "证据"
    SET_ASIDE = "set_aside", "不予采用"


class EvidenceFile(Row):
    """One file in one matter. Several rows may stand for the same bytes. Until `stored_at` it is only declared: a source named
    its hash and will bring the bytes. `place` by the device: CGCS2000 degrees. Names are those of the day."""

    subject_type = models.CharField(max_length=64, blank=True)
    subject_id = models.UUIDField(null=True, db_index=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    sm3 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    media_type = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    captured_at = models.DateTimeField(null=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    note = models.TextField(blank=True)
    brought_by = models.CharField(max_length=36, blank=True)
    brought_by_name = models.CharField(max_length=80)
    brought_by_post = models.CharField(max_length=80, blank=True)
    declared_at = models.DateTimeField()
    stored_at = models.DateTimeField(null=True)
    material = models.CharField(max_length=12, choices=Material.choices, default=Material.LEAD)
    judged_by = models.CharField(max_length=36, blank=True)
    judged_by_name = models.CharField(max_length=80, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("tenant", "sha256"), condition=models.Q(stored_at__isnull=True), name="evidence_awaited"),)

    def __str__(self) -> str:
        return f"{self.name} {self.sha256[:8]}"

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return Path(settings.EVIDENCE_ROOT) / self.sha256[:2] / self.sha256[2:4] / self.sha256

    def stored_files(self) -> tuple[StoredFile, ...]:
        """The one file, once it arrived."""
        return (StoredFile(self.path, self.sha256),) if self.stored_at else ()
