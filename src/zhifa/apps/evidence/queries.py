"""What material an object has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from zhifa.apps.evidence.models import EvidenceFile, Material


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """`stored`: the bytes are here. `material`: lead, adopted, set_aside. `path` is for the doors that send the file."""

    id: UUID
    subject_id: UUID | None
    name: str
    kind: str
    media_type: str
    size: int | None
    sha256: str
    sm3: str
    captured_at: datetime | None
    lon: float | None
    lat: float | None
    note: str
    brought_by: str
    brought_by_name: str
    brought_by_post: str
    declared_at: datetime
    stored: bool
    material: str
    material_label: str
    judged_by_name: str
    judged_at: datetime | None
    path: Path
    version: int


def of(*subject_ids: UUID | str) -> tuple[EvidenceRow, ...]:
    """Material of these objects, in the order it came (one query)."""
    return tuple(_shown(r) for r in EvidenceFile.objects.filter(subject_id__in=subject_ids).order_by("id"))


def by_subject(subject_ids: Iterable[UUID | str]) -> dict[UUID, tuple[EvidenceRow, ...]]:
    """The same for a list page (one query)."""
    found: dict[UUID, tuple[EvidenceRow, ...]] = {}
    for row in of(*subject_ids):
        if row.subject_id:
            found[row.subject_id] = (*found.get(row.subject_id, ()), row)
    return found


def one(evidence_id: UUID | str) -> EvidenceRow:
    """Raises EvidenceFile.DoesNotExist (one query)."""
    return _shown(EvidenceFile.objects.get(pk=evidence_id))


def adopted(subject_id: UUID | str) -> int:
    """How many pieces of evidence the object has: adopted, and here (one query)."""
    return EvidenceFile.objects.filter(subject_id=subject_id, material=Material.ADOPTED, stored_at__isnull=False).count()


def awaited(sha256: str, by_name: str, by_person: str = "") -> bool:
    """This actor declared a file with this hash and its bytes are missing (one query)."""
    waiting = EvidenceFile.objects.filter(sha256=sha256.lower(), brought_by=by_person, brought_by_name=by_name, stored_at__isnull=True)
    return waiting.exists()


def _shown(row: EvidenceFile) -> EvidenceRow:
    return EvidenceRow(
        id=row.id,
        subject_id=row.subject_id,
        name=row.name,
        kind=row.kind,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        sm3=row.sm3,
        captured_at=row.captured_at,
        lon=row.lon,
        lat=row.lat,
        note=row.note,
        brought_by=row.brought_by,
        brought_by_name=row.brought_by_name,
        brought_by_post=row.brought_by_post,
        declared_at=row.declared_at,
        stored=row.stored_at is not None,
        material=row.material,
        material_label=Material(row.material).label,
        judged_by_name=row.judged_by_name,
        judged_at=row.judged_at,
        path=row.path,
        version=row.version,
    )
