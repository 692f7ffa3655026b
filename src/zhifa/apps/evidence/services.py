"""Take files in, and decide what they are worth. Every act is in the trail of the file."""

from __future__ import annotations

import re
from datetime import datetime
from typing import BinaryIO, Required, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from zhifa.apps.evidence import permissions, storing
from zhifa.apps.evidence.models import EvidenceFile, Kind, Material
from zhifa.apps.trail import acts, hashing
from zhifa.apps.trail.rows import Row, tenant_default
from zhifa.apps.trail.services import record
from zhifa.law.actors import Actor
from zhifa.law.rulings import Blocked, refusal

_HASH = re.compile(r"[0-9a-f]{64}")


class About(TypedDict, total=False):
    """What is known of a file. `kind`: photo, video, audio, document, signature. `subject` (or its id): what it belongs to."""

    name: Required[str]
    kind: Required[str]
    subject: Row | None
    subject_id: UUID | str | None
    captured_at: datetime | None
    lon: float | None
    lat: float | None
    note: str


def store(*, by: Actor, at: datetime, content: bytes | BinaryIO, **about: Unpack[About]) -> EvidenceFile:
    """Keep a file for `subject` (or the object with `subject_id`). What an enforcer with a certificate brings is evidence; what
    auxiliaries, citizens and source systems bring is a lead until one adopts it (条例 30).

    Raises `Denied`, and `Invalid` for an empty, oversized or unaccepted file."""
    permissions.check_bringer(by)
    arrived = storing.put(content)
    with transaction.atomic():
        row = _row(by, at, arrived.sha256, about)
        _fill(row, arrived, at)
        if permissions.gathers_evidence(by):
            _judge(row, Material.ADOPTED, by, at)
        record(subject=acts.save(row), verb="evidence.store", by=by, at=at, facts=_facts(row))
    return row


def declare(*, by: Actor, at: datetime, sha256: str, **about: Unpack[About]) -> EvidenceFile:
    """A source names a file by its SHA-256 and will bring the bytes later (`store_declared`). Raises `Denied`, `Invalid`."""
    permissions.check_bringer(by)
    if not _HASH.fullmatch(sha256.lower()):
        raise acts.Invalid({"sha256": ["应为 64 位十六进制数"]})
    with transaction.atomic():
        row = _row(by, at, sha256.lower(), about)
        record(subject=acts.save(row), verb="evidence.declare", by=by, at=at, facts=_facts(row))
    return row


def store_declared(*, by: Actor, at: datetime, sha256: str, content: bytes | BinaryIO) -> int:
    """The bytes of files that this actor declared; returns how many rows waited for them (0: they had arrived before).

    Raises EvidenceFile.DoesNotExist when the actor declared no such file, `Invalid` when the bytes have another hash."""
    mine = EvidenceFile.objects.filter(
        tenant=by.tenant or tenant_default(), sha256=sha256.lower(), brought_by=by.person, brought_by_name=by.name
    )
    if not mine.exists():
        raise EvidenceFile.DoesNotExist(sha256)
    arrived = storing.put(content, expected=sha256)
    with transaction.atomic():
        waiting = list(mine.filter(stored_at__isnull=True).select_for_update().order_by("pk"))
        for row in waiting:
            _fill(row, arrived, at)
            record(subject=acts.save(row), verb="evidence.store", by=by, at=at, facts=_facts(row))
    return len(waiting)


def adopt(*, by: Actor, at: datetime, evidence_id: UUID | str, note: str = "") -> EvidenceFile:
    """An enforcer with a certificate makes a lead evidence and answers for it. Raises `Denied` and `Blocked` (not here yet)."""
    return _decide(evidence_id, Material.ADOPTED, "evidence.adopt", by, at, note)


def set_aside(*, by: Actor, at: datetime, evidence_id: UUID | str, reason: str) -> EvidenceFile:
    """Not used (irrelevant, gathered unlawfully, adopted by mistake); the file and both judgments stay. Raises `Denied`, `Invalid`."""
    if not reason.strip():
        raise acts.Invalid({"reason": ["请写明不予采用的原因"]})
    return _decide(evidence_id, Material.SET_ASIDE, "evidence.set_aside", by, at, reason)


def _decide(evidence_id: UUID | str, material: Material, verb: str, by: Actor, at: datetime, note: str) -> EvidenceFile:
    permissions.check_judge(by)
    with transaction.atomic():
        row = acts.locked(EvidenceFile, evidence_id)
        if row.stored_at is None:
            raise Blocked(refusal("evidence.not_here_yet"))
        before = row.material
        _judge(row, material, by, at)
        record(subject=acts.save(row), verb=verb, by=by, at=at, note=note, facts={**_facts(row), "before": before})
    return row


def _row(by: Actor, at: datetime, sha256: str, about: About) -> EvidenceFile:
    _check(about)
    described = {**about, "name": _safe(about["name"])}
    subject = described.pop("subject", None)
    if isinstance(subject, Row):
        described |= {"subject_type": hashing.label(subject), "subject_id": subject.pk}
    return EvidenceFile(
        **described,
        tenant=by.tenant or tenant_default(),
        sha256=sha256,
        brought_by=by.person,
        brought_by_name=by.name,
        brought_by_post=by.post,
        declared_at=at,
    )


def _check(about: About) -> None:
    errors: dict[str, list[str]] = {}
    if about["kind"] not in Kind.values:
        errors["kind"] = [f"可选：{', '.join(Kind.values)}"]
    for field, value, limit in (("lon", about.get("lon"), 180), ("lat", about.get("lat"), 90)):
        if value is not None and not -limit <= value <= limit:
            errors[field] = [f"应在 -{limit} 到 {limit} 之间"]
    if errors:
        raise acts.Invalid(errors)


def _safe(name: str) -> str:
    """The last part of a path without control characters, at most 120 characters."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(c for c in last if c.isprintable())[-120:] or "file"


def _fill(row: EvidenceFile, arrived: storing.Arrived, at: datetime) -> None:
    row.sm3, row.size, row.media_type, row.stored_at = arrived.sm3, arrived.size, arrived.media_type, at


def _judge(row: EvidenceFile, material: Material, by: Actor, at: datetime) -> None:
    row.material, row.judged_by, row.judged_by_name, row.judged_at = material.value, by.person, by.name, at


def _facts(row: EvidenceFile) -> dict[str, object]:
    return {
        "sha256": row.sha256,
        "sm3": row.sm3,
        "size": row.size,
        "media_type": row.media_type,
        "kind": row.kind,
        "material": row.material,
        "subject": row.subject_id,
    }
