"""组卷归档: one ordered PDF with cover, contents, every document and picture as it was, and the hashes of all of them (处罚法 47)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from zhifa.apps.cases.facts import ADOPTED
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.ordinary_facts import subjects
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.closing import ending
from zhifa.apps.cases.services.ordinary.step import Move, owner_of, rests_on_demo, step
from zhifa.apps.documents import queries as documents
from zhifa.apps.documents.binding import Part
from zhifa.apps.documents.services import bind
from zhifa.apps.documents.wording import plain_date
from zhifa.apps.evidence import queries as evidence
from zhifa.law.actors import Actor

# The order of a file: what opened it, what it rests on, what was told, heard, reviewed and decided, how it was carried out.
ORDER = (
    "DOC-D01", "DOC-D03", "DOC-D04", "DOC-G01", "DOC-I06", "DOC-I07", "DOC-G04", "DOC-G03", "DOC-G06", "DOC-G07", "DOC-G13", "DOC-G16",
    "DOC-G14", "DOC-R01", "DOC-N01", "DOC-N02", "DOC-N03", "DOC-H01", "DOC-H02", "DOC-H03", "DOC-H04", "DOC-H05", "DOC-R02", "DOC-T01",
    "DOC-T02", "DOC-D05", "DOC-T03", "DOC-T04", "DOC-T06", "DOC-P01", "DOC-E01", "DOC-E05", "DOC-E08", "DOC-S01", "DOC-E09",
)  # fmt: skip
PICTURES = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


def archive(*, by: Actor, at: datetime, case: UUID | str, version: int | None = None) -> OrdinaryCase:
    """The bound file: documents as issued, in the order of the procedure, then pictures; files that cannot be printed stand in the
    list with their hash."""

    def change(move: Move) -> None:
        row = move.case
        decision = row.decisions.filter(withdrawn_at__isnull=True).first()
        facts = {
            **said.common(row),
            "decision": decision.number if decision else "",
            "filed": plain_date(timezone.localdate(row.filed_at)) if row.filed_at else "",
            "closed": plain_date(move.day),
            "result": ending(move, decision),
            "officers": said.officers(move),
        }
        made = bind(by=by, at=at, kind="DOC-A01", owner=owner_of(row), facts=facts, parts=parts(row), demo=rests_on_demo(row))
        move.said |= {"parts": len(parts(row)), "sha256": made.digest}

    return step(by=by, at=at, case=case, act="archive", version=version, change=change)


def parts(row: OrdinaryCase) -> Sequence[Part]:
    """Everything that belongs into the file, in order."""
    issued = documents.of_subjects(*subjects(row), *((row.order_id,) if row.order_id else ()))
    ranked = sorted(issued, key=lambda d: (ORDER.index(d.kind) if d.kind in ORDER else len(ORDER), d.issued_at))
    papers = [
        Part(d.name + ("（作废）" if d.void_reason else ""), d.number, timezone.localdate(d.issued_at), d.digest, "pdf")
        for d in ranked
        if d.kind != "DOC-A01"
    ]
    files = [e for e in evidence.of(*subjects(row)) if e.material == ADOPTED and e.stored]
    return [
        *papers,
        *(
            Part(
                f"证据：{e.name}",
                "",
                timezone.localdate(e.captured_at or e.declared_at),
                f"sha256:{e.sha256}",
                PICTURES.get(e.media_type, ""),
                e.path,
            )
            for e in files
        ),
    ]
