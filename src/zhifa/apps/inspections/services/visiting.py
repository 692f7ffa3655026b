"""On the scene: two officers, certificates shown, item by item, a record that the party signs or refuses to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from zhifa.apps.documents import services as documents
from zhifa.apps.inspections import words
from zhifa.apps.inspections.facts import around, open_findings, people, unanswered
from zhifa.apps.inspections.models import Answer, Finding, Inspection
from zhifa.apps.inspections.services.step import hold_places, step
from zhifa.apps.planning.models import CheckItem
from zhifa.apps.trail.acts import save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor


@dataclass(frozen=True, slots=True)
class Signed:
    """How the record ends: `signed_by`, or `refusal_note` with a `witness` or recording. `statement`: what the party said."""

    summary: str
    signed_by: str = ""
    refusal_note: str = ""
    witness: str = ""
    statement: str = ""


def arrive(
    *,
    by: Actor,
    at: datetime,
    visit: UUID | str,
    officers: Sequence[str],
    merge_reason: str = "",
    substitution: str = "",
    version: int | None = None,
) -> Inspection:
    """到场 with the colleagues named (OFF-01); the calendar is looked at once more, since others may have come meanwhile.
    `substitution`: why others came than were drawn."""
    day, present = timezone.localdate(at), tuple(dict.fromkeys([by.person, *officers]))

    def change(row: Inspection) -> None:
        row.officers = list(present)
        row.arrived_at, row.visited_on = at, day
        row.merge_reason = merge_reason.strip() or row.merge_reason

    def facts(row: Inspection) -> dict[str, object]:
        hold_places([row.premises_id])
        who = {"people": people(row, by, officers, at), "present": present, "substitution": substitution}
        return {**who, "merge_reason": merge_reason, **around(row, day)}

    return step(
        by=by,
        at=at,
        visit=visit,
        act="arrive",
        version=version,
        facts=facts,
        change=change,
        note=substitution.strip(),
    )


def show_certificates(*, by: Actor, at: datetime, visit: UUID | str, version: int | None = None) -> Inspection:
    """出示证件 and hand over the notice (处罚法 55)."""

    def change(row: Inspection) -> None:
        row.shown_at = at
        facts = words.notice(row, by, at)
        documents.issue(by=by, at=at, kind="DOC-I03", owner=words.owner(row), facts=facts)

    return step(
        by=by,
        at=at,
        visit=visit,
        act="show_certificates",
        version=version,
        facts=lambda row: {"people": people(row, by, row.officers, at)},
        change=change,
    )


def check_item(
    *, by: Actor, at: datetime, visit: UUID | str, item: str, result: str, note: str = "", version: int | None = None
) -> Inspection:
    """检查一项: yes, no (with what was seen) or not applicable; a later answer replaces the earlier one, which the trail keeps."""

    def facts(row: Inspection) -> dict[str, object]:
        return {"result": result if item in row.items else "", "note": note}

    def change(row: Inspection) -> list[Row]:
        held = row.answers.filter(item=item).first() or Answer(tenant=row.tenant, inspection=row, item=item)
        held.result, held.note, held.by_name, held.at = result, note.strip(), by.name, at
        return [save(held)]

    return step(by=by, at=at, visit=visit, act="check_item", version=version, facts=facts, change=change, note=note,
                said={"item": item, "result": result})  # fmt: skip


def record_visit(*, by: Actor, at: datetime, visit: UUID | str, signed: Signed, version: int | None = None) -> Inspection:
    """制作现场检查笔录: every item has its result; each "no" becomes a problem that must be settled (处罚法 55)."""

    def facts(row: Inspection) -> dict[str, object]:
        kept = {k: getattr(signed, k) for k in ("signed_by", "refusal_note", "witness")}
        return {"unanswered": unanswered(row), **kept}

    def change(row: Inspection) -> list[Row]:
        row.recorded_at = at
        for key in ("summary", "signed_by", "refusal_note", "witness", "statement"):
            setattr(row, key, getattr(signed, key).strip())
        documents.issue(by=by, at=at, kind="DOC-I05", owner=words.owner(row), facts=words.record(row, by, at))
        return [save(f) for f in _findings(row)]

    return step(by=by, at=at, visit=visit, act="record_visit", version=version, facts=facts, change=change, note=signed.summary)


def _findings(row: Inspection) -> list[Finding]:
    problems = {a.item: a for a in row.answers.filter(result="no")}
    items = CheckItem.objects.filter(code__in=problems).select_related("matter").order_by("code")
    return [
        Finding(
            tenant=row.tenant,
            inspection=row,
            item=item.code,
            title=item.title,
            words=problems[item.code].note,
            matter_code=item.matter.code,
            matter_name=item.matter.name,
        )
        for item in items
    ]


def break_off(*, by: Actor, at: datetime, visit: UUID | str, reason: str, version: int | None = None) -> Inspection:
    """未能检查: closed, nobody there, entry refused; what was answered so far stays in the trail."""
    return step(by=by, at=at, visit=visit, act="break_off", version=version, note=reason, facts=lambda row: {"reason": reason})


def close_visit(*, by: Actor, at: datetime, visit: UUID | str, version: int | None = None) -> Inspection:
    """办结: no problem was found, or each one is settled; the result is recorded and signed (INS-04)."""

    def change(row: Inspection) -> None:
        documents.issue(by=by, at=at, kind="DOC-I07A", owner=words.owner(row), facts=words.result(row, by, at))

    return step(
        by=by, at=at, visit=visit, act="close", version=version, facts=lambda row: {"open_findings": open_findings(row)}, change=change
    )
