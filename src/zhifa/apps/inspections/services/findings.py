"""What becomes of a problem: put right at once, ordered to be put right, handed over to the holder of the power, or a case.

Orders and cases belong to a later capability: the door makes them and this in one transaction, and names them here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zhifa.apps.evidence import queries as evidence
from zhifa.apps.evidence.services import store as keep_evidence
from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.models import Incident
from zhifa.apps.incidents.services import report_incident
from zhifa.apps.inspections import permissions
from zhifa.apps.inspections.facts import filing, finding_facts, people
from zhifa.apps.inspections.models import Finding, Inspection
from zhifa.apps.inspections.services.step import end_of, told, wind
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import locked, save
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.inspection import FINDING

RECHECK, SETTLE = "inspection_recheck", "inspection_settle"
Facts = Callable[[Inspection, Finding], dict[str, Any]]
Change = Callable[[Inspection, Finding], None]


@transaction.atomic
def _settle(
    *, by: Actor, at: datetime, finding: UUID | str, act: str, note: str, facts: Facts | None = None, change: Change | None = None
) -> Finding:
    """The one way a problem moves. The visit is locked first; the record stands in its story."""
    visit = locked(Inspection, Finding.objects.values_list("inspection_id", flat=True).get(pk=finding))
    row = locked(Finding, finding)
    day = timezone.localdate(at)
    asked = finding_facts(row, words=note, **(facts(visit, row) if facts else {}))
    found, ruling = permissions.check_finding(by, visit, row, act, asked, county_book(), day)
    row.note = note.strip()
    if change:
        change(visit, row)
    row.state = found.target
    row.settled_at = at if row.state in FINDING.final else None
    save(row)
    _rewind(visit, at)
    save(visit)
    trail.record(
        subject=visit,
        verb=f"finding.{act}",
        by=by,
        at=at,
        rows=[row],
        ruling=ruling if ruling.rules else None,
        acting_identity=visit.acting_identity,
        facts=told(visit) | _said(row),
        note=row.note,
    )
    return row


def _rewind(visit: Inspection, at: datetime) -> None:
    """While every open problem waits to be corrected, the clock of the visit is the re-check after the first of their last days."""
    waiting = list(visit.findings.filter(settled_at__isnull=True))
    days = [f.correct_by for f in waiting if f.state == "correcting" and f.correct_by]
    if days and len(days) == len(waiting):
        wind(visit, RECHECK, end_of(min(days)))
    elif visit.due_basis == f"loop.minutes.{RECHECK}":
        wind(visit, SETTLE, at)


def _said(row: Finding) -> dict[str, object]:
    return {
        "finding": row.title,
        "finding_state": row.state,
        "matter": row.matter_code,
        "order": row.order_number,
        "incident": row.incident_number,
        "case": row.case_ref,
    }


def correct_on_spot(*, by: Actor, at: datetime, finding: UUID | str, note: str) -> Finding:
    """当场改正: `note` says what was done (处罚法 33)."""
    return _settle(by=by, at=at, finding=finding, act="correct_on_spot", note=note)


def order_correction(
    *, by: Actor, at: datetime, finding: UUID | str, order: UUID, number: str, due_on: date, refused: bool = False
) -> Finding:
    """责令限期改正: the order with this number was issued and served. Only where the organ holds the power (JUR-13)."""

    def change(visit: Inspection, row: Finding) -> None:
        row.order, row.order_number, row.correct_by, row.refused = order, number, due_on, refused

    return _settle(
        by=by,
        at=at,
        finding=finding,
        act="order_correction",
        note=number,
        facts=lambda visit, row: {"order": number, "filing": filing(by, row, visit.area, timezone.localdate(at))},
        change=change,
    )


def recheck_finding(*, by: Actor, at: datetime, finding: UUID | str, corrected: bool, note: str, officers: Sequence[str] = ()) -> Finding:
    """复查 by two officers; "not corrected" only after the last day, unless the party refused at once (APP-18)."""
    act = "recheck_corrected" if corrected else "recheck_failed"
    return _settle(
        by=by,
        at=at,
        finding=finding,
        act=act,
        note=note,
        facts=lambda visit, row: {"corrected": corrected, "people": people(visit, by, officers, at)},
    )


def start_case(*, by: Actor, at: datetime, finding: UUID | str, case: UUID, ref: str) -> Finding:
    """立案查处: the case with this reference was opened by the holder of the power."""

    def change(visit: Inspection, row: Finding) -> None:
        row.case, row.case_ref = case, ref

    return _settle(
        by=by,
        at=at,
        finding=finding,
        act="start_case",
        note="",
        facts=lambda visit, row: {"case": ref, "filing": filing(by, row, visit.area, timezone.localdate(at))},
        change=change,
    )


def propose_filing(*, by: Actor, at: datetime, finding: UUID | str, case: UUID, ref: str) -> Finding:
    """报请立案: the ordinary case with this reference waits for the head; the problem is settled when it is filed (处罚法 54)."""

    def change(visit: Inspection, row: Finding) -> None:
        row.case, row.case_ref, row.ordinary = case, ref, True

    return _settle(
        by=by,
        at=at,
        finding=finding,
        act="propose_filing",
        note="",
        facts=lambda visit, row: {"case": ref, "filing": filing(by, row, visit.area, timezone.localdate(at))},
        change=change,
    )


def filing_approved(*, by: Actor, at: datetime, case: UUID) -> Finding | None:
    """The head filed the case that a problem had led to; None when no problem led to it."""
    row = Finding.objects.filter(case=case).first()
    return row and _settle(by=by, at=at, finding=row.pk, act="filing_approved", note="", facts=lambda visit, f: {"case": f.case_ref})


def filing_refused(*, by: Actor, at: datetime, case: UUID, reason: str) -> Finding | None:
    """The head filed no case: the problem is open again, on a fresh clock."""

    def change(visit: Inspection, row: Finding) -> None:
        row.case, row.case_ref, row.ordinary = None, "", False
        wind(visit, SETTLE, at)

    row = Finding.objects.filter(case=case).first()
    return row and _settle(by=by, at=at, finding=row.pk, act="filing_refused", note=reason, change=change)


def hand_over_finding(*, by: Actor, at: datetime, finding: UUID | str, note: str) -> Finding:
    """移送线索: the command centre gets an incident with everything that is known; its result comes back to this organ (条例 16, 18;
    JUR-13)."""

    def change(visit: Inspection, row: Finding) -> None:
        incident = report_incident(by=by, at=at, report=_report(by, at, visit, row)).incident
        row.incident_number = incident.number
        _send_evidence(by, at, visit, incident)

    return _settle(by=by, at=at, finding=finding, act="hand_over", note=note, change=change)


def _send_evidence(by: Actor, at: datetime, visit: Inspection, incident: Incident) -> None:
    """The receiver gets the same files under the same hashes (条例 18)."""
    for piece in evidence.of(visit.pk):
        if piece.stored:
            with piece.path.open("rb") as content:
                keep_evidence(
                    by=by,
                    at=at,
                    content=content,
                    name=piece.name,
                    kind=piece.kind,
                    subject=incident,
                    captured_at=piece.captured_at,
                    lon=piece.lon,
                    lat=piece.lat,
                    note=piece.note,
                )


def _report(by: Actor, at: datetime, visit: Inspection, row: Finding) -> Report:
    place = visit.premises
    return Report(
        source="department" if by.has(Role.REGULATOR, Role.PROFESSIONAL) else "patrol",
        text=f"检查{visit.code}发现：{row.title}。{row.words}。{row.note}（移送事项：{row.matter_name}）",
        reported_at=at,
        external_id=f"inspection:{row.pk}",
        address=f"{place.name}，{place.address}"[:200],
        lon=place.lon,
        lat=place.lat,
        area=visit.area,
        reported_by_organ=by.organ,
    )
