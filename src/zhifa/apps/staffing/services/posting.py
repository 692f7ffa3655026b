"""编随事走: a proposal by the three rules, its approval, and the entries of the ledger. Entries are only ever added."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.empowerment.services.step import code_of
from zhifa.apps.registry.models import Organ
from zhifa.apps.staffing import permissions
from zhifa.apps.staffing.facts import asked, department
from zhifa.apps.staffing.models import PostCap, PostEntry, StaffFact, Transfer
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.law import staffing as law
from zhifa.law.actors import Actor
from zhifa.law.procedure.staffing import StaffingFacts
from zhifa.law.rulings import Blocked, Ruling, refusal, ruling_data
from zhifa.law.staffing import Approved, Move

DEPARTMENT = "original_department"


def _organ(code: str, field: str) -> Organ:
    found = Organ.objects.filter(tenant=settings.ZHIFA_TENANT, code=code).first()
    if found is None:
        raise Invalid({field: [_("没有这个机关")]})
    return found


@transaction.atomic
def propose_transfer(*, by: Actor, at: datetime, organ: str, count: int, reason: str = "") -> Transfer:
    """提出划转方案 for one department, with the arithmetic of the rules beside the number that is proposed. Raises Denied, Invalid; Blocked
    without facts, for a deviation without reasons, and where a proposal stands already."""
    permissions.check_office(by)
    row, day = _organ(organ, "organ"), timezone.localdate(at)
    if row.kind != DEPARTMENT:
        raise Blocked(refusal("staffing.not_a_department"))
    standing = Transfer.objects.select_for_update(of=("self",)).filter(organ=row, state__in=("proposed", "approved")).first()
    if standing:
        code = "staffing.already_proposed" if standing.state == "proposed" else "staffing.already_transferred"
        raise Blocked(refusal(code, organ=row.name, number=standing.code))
    fact = StaffFact.objects.filter(organ=row).order_by("-as_of").first()
    facts = department(fact, row.code, row.domain, day)
    found = law.transfer(facts)
    ruling = law.chosen(facts, found, count, reason)
    if not ruling.permits:
        raise Blocked(ruling)
    made = Transfer(
        tenant=by.tenant, code=code_of("HB", at), organ=row, kind=fact.kind if fact else "", rule=found.rule, least=found.least,
        most=found.most, count=count, arithmetic=found.arithmetic, reason=reason.strip(), ruling=ruling_data(found.ruling),
        facts={k: getattr(facts, k) for k in ("matters", "moved", "team", "supervising", "officers")},
        proposed_by_name=by.name, proposed_at=at, layer=fact.layer if fact else "",
    )  # fmt: skip
    save(made)
    trail.record(subject=made, verb="staff_transfer.propose", by=by, at=at, facts=_told(made), note=made.reason, ruling=ruling)
    return made


def _told(row: Transfer) -> dict[str, object]:
    return {"code": row.code, "organ": row.organ.code, "rule": row.rule, "count": row.count, "arithmetic": row.arithmetic, **row.facts}


@transaction.atomic
def approve_transfer(
    *, by: Actor, at: datetime, transfer: UUID | str, document: Approved, effective_on: date, version: int | None = None
) -> Transfer:
    """批准划转: the posts change their organ in the same transaction, under the document. Raises Denied; Blocked before the document's day,
    without posts at the source or above the approved total."""
    row, bureau = locked(Transfer, transfer, version), _bureau()
    move = Move(row.kind, row.organ.code, bureau.code, row.count, effective_on, document)
    ruling = _entry_ruling(move) if row.count else law.approved(document, effective_on)
    found = permissions.check_transfer(by, row, "approve_transfer", StaffingFacts(entry=ruling))
    row.state = found.target
    row.approval_organ, row.approval_number, row.approved_on = document.organ.strip(), document.number.strip(), document.issued_on
    row.effective_on, row.decided_by_name, row.decided_at = effective_on, by.name, at
    save(row)
    entries = [_entered(by, at, move, row.organ, bureau, row.reason, row)] if row.count else []
    facts = _told(row) | {"document": row.approval_number, "effective_on": effective_on.isoformat()}
    trail.record(subject=row, verb="approve_transfer", by=by, at=at, rows=entries, occurred_on=effective_on, facts=facts, ruling=ruling)
    return row


def _bureau() -> Organ:
    return Organ.objects.get(tenant=settings.ZHIFA_TENANT, kind="county_enforcement_bureau")


def _entry_ruling(move: Move) -> Ruling:
    """Under the lock of the approved total, so that two entries do not take the same posts."""
    list(PostCap.objects.select_for_update().filter(tenant=settings.ZHIFA_TENANT))
    return law.posts(move, *asked(settings.ZHIFA_TENANT, move))


def _entered(by: Actor, at: datetime, move: Move, source: Organ, destination: Organ, reason: str, transfer: Transfer | None) -> PostEntry:
    """Of a move that the ledger took, so it has a document with its day."""
    document = move.approved
    assert document.issued_on
    return save(PostEntry(
        tenant=by.tenant, source=source, destination=destination, kind=move.kind, count=move.count, effective_on=move.effective_on,
        approval_organ=document.organ.strip(), approval_number=document.number.strip(), approved_on=document.issued_on,
        transfer=transfer, reason=reason.strip(), recorded_by_name=by.name, recorded_at=at,
    ))  # fmt: skip


def send_back_transfer(*, by: Actor, at: datetime, transfer: UUID | str, reason: str, version: int | None = None) -> Transfer:
    """退回: another proposal may follow."""
    return _answered(by, at, transfer, "send_back_transfer", reason, version)


def withdraw_transfer(*, by: Actor, at: datetime, transfer: UUID | str, reason: str, version: int | None = None) -> Transfer:
    """撤回 by the office itself."""
    return _answered(by, at, transfer, "withdraw_transfer", reason, version)


@transaction.atomic
def _answered(by: Actor, at: datetime, transfer: UUID | str, act: str, reason: str, version: int | None) -> Transfer:
    row = locked(Transfer, transfer, version)
    row.state = permissions.check_transfer(by, row, act, StaffingFacts(reason=reason)).target
    row.answer, row.decided_by_name, row.decided_at = reason.strip(), by.name, at
    save(row)
    trail.record(subject=row, verb=act, by=by, at=at, facts=_told(row), note=reason)
    return row


@transaction.atomic
def enter_posts(*, by: Actor, at: datetime, move: Move, reason: str) -> PostEntry:
    """记一笔编制: from an organ to an organ under a document; corrections are entered back the same way. Raises Denied, Invalid; Blocked
    without source, document or posts, and above the approved total."""
    permissions.check_office(by)
    ruling = _entry_ruling(move)
    if not ruling.permits:
        raise Blocked(ruling)
    if not reason.strip():
        raise Invalid({"reason": [_("必填")]})
    row = _entered(by, at, move, _organ(move.source, "source"), _organ(move.destination, "destination"), reason, None)
    facts = {"source": move.source, "destination": move.destination, "kind": move.kind, "count": move.count}
    facts |= {"document": row.approval_number, "effective_on": move.effective_on.isoformat()}
    trail.record(subject=row, verb="posts.enter", by=by, at=at, occurred_on=move.effective_on, facts=facts, note=reason, ruling=ruling)
    return row
