"""Lists of matters as departments send them, and the draft matters that they become."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from zhifa.apps.trail.rows import Row, StoredFile


class DraftState(models.TextChoices):
    PROPOSED = "proposed", "待决定"
    ACCEPTED = "accepted", "已采纳"
    REFUSED = "refused", "不采纳"
    MERGED = "merged", "已并入"


class ListMapping(Row):
    """How the lists of one sender (code of an organ) are read: field → heading. The last one used is proposed next time."""

    sender = models.CharField(max_length=40)
    columns = models.JSONField(default=dict)
    headings = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "sender"), name="list_mapping_sender"),)

    def __str__(self) -> str:
        return self.sender


class DepartmentList(Row):
    """One file of one sender. `state`: uploaded | taken. `sha256` names the kept original. `counts`: outcome → rows, as taken."""

    sender = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default="uploaded")
    columns = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    uploaded_by = models.CharField(max_length=60)
    uploaded_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "sender", "sha256"), name="department_list_once"),)
        ordering = ("-uploaded_at", "-id")

    def __str__(self) -> str:
        return self.name

    @property
    def original(self) -> Path:
        """The bytes as they came."""
        return Path(settings.IMPORT_ROOT) / self.sha256[:2] / self.sha256

    def stored_files(self) -> tuple[StoredFile, ...]:
        """The original is vouched for."""
        return (StoredFile(self.original, self.sha256),)


class DraftMatter(Row):
    """One matter as one or several departments list it; never in effect by itself. `bases`: role, title, stated, version, statute, article,
    sub, paragraph, item, fault of each place. `sources`: sender, file, line, said (field → text of the cells) of each list that has it.
    `findings`: code, words, missing. `known_as`: matters of the catalogue that rest on the same places."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    official_code = models.CharField(max_length=20, blank=True)
    domain = models.CharField(max_length=40, blank=True)
    kinds = models.JSONField(default=list)
    bases = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    known_as = models.JSONField(default=list)
    remarks = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.PROPOSED)
    into = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="draft_matter_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def senders(self) -> list[str]:
        """Codes of the organs that list it, once each."""
        return list(dict.fromkeys(str(s["sender"]) for s in self.sources))

    @property
    def missing(self) -> list[dict[str, Any]]:
        """What has to be answered before it can be accepted."""
        return [f for f in self.findings if f["missing"]]


class ListedRow(Row):
    """What became of one row of a list: created | repeated | merged | refused | hidden | note | heading. `draft`: its code."""

    tracked: ClassVar[bool] = False

    file = models.ForeignKey(DepartmentList, models.PROTECT, related_name="report")
    line = models.PositiveIntegerField()
    lines = models.JSONField(default=list)
    outcome = models.CharField(max_length=10)
    name = models.CharField(max_length=120, blank=True)
    draft = models.CharField(max_length=20, blank=True)
    findings = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("file", "line"), name="listed_row_once"),)
        ordering = ("line",)

    def __str__(self) -> str:
        return f"{self.line} {self.outcome}"
