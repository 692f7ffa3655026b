"""The receiving unit answers: it accepts, or returns with a reason to whom it came from. What nobody answers goes up by the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from zhifa.apps.adjustments import cutover_permissions as permissions
from zhifa.apps.adjustments.models import Cutover, Receipt
from zhifa.apps.adjustments.services.cutover import RETURNED, hand_over, reconcile, told
from zhifa.apps.cases.services.moving import check_two_officers, take_over_cases
from zhifa.apps.dispatch.services import clockwork
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save_all
from zhifa.law.actors import Actor
from zhifa.law.procedure import cutover_fates as law
from zhifa.law.procedure.cutover_fates import Handed, Holder
from zhifa.law.rulings import Blocked, refusal

ANSWER = ("state", "answered_at", "answered_by_name", "note")
CLOCK = ("late_since", "escalated")
NEED_OFFICERS = (law.SUMMARY, law.ORDINARY, law.FINE)
LEVELS = ((1, "cutover_escalate_guidance"), (2, "cutover_escalate_leader"))
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Chosen:
    """Receipts of one cut-over (ids); none: all that wait for this person's unit."""

    cutover: str
    receipts: tuple[str, ...] = ()


@transaction.atomic
def accept_receipts(*, by: Actor, at: datetime, chosen: Chosen, officers: Sequence[str] = ()) -> list[Receipt]:
    """接收. Cases need two certified officers (`officers`: person ids; 处罚法 42) who go on with them. Clocks run on as they were. Raises
    Denied, Blocked, Invalid."""
    cutover, rows = _locked(by, chosen)
    for row in rows:
        permissions.check_answer(by, row, "accept_receipt")
    cases = [r for r in rows if r.kind in NEED_OFFICERS]
    if cases:
        if not officers:
            raise Invalid({"officers": [_("交接件里有案件，请指定两名持证执法人员继续办理")]})
        check_two_officers(officers, at)
    _answer(by, at, cutover, rows, "accept_receipt", "accepted", "")
    _go_on(by, at, cutover, cases, officers)
    return _finished(by, at, cutover, rows)


def _go_on(by: Actor, at: datetime, cutover: Cutover, cases: Sequence[Receipt], officers: Sequence[str]) -> None:
    """Fines are owed on cases of either procedure."""
    for kind, kinds in ((law.SUMMARY, (law.SUMMARY, law.FINE)), (law.ORDINARY, (law.ORDINARY, law.FINE))):
        ids = [str(r.item) for r in cases if r.kind in kinds]
        if ids:
            take_over_cases(by=by, at=at, kind=kind, ids=ids, people=officers, cutover=cutover.code)


@transaction.atomic
def refuse_receipts(*, by: Actor, at: datetime, chosen: Chosen, reason: str) -> list[Receipt]:
    """退回 to whom it came from, with the clock as it runs. What has gone on since it was handed over cannot be returned. Raises Denied,
    Blocked, Invalid."""
    cutover, rows = _locked(by, chosen)
    for row in rows:
        permissions.check_answer(by, row, "refuse_receipt")
    if not reason.strip():
        raise Invalid({"reason": [_("必填")]})
    moves = [(r.kind, Handed(str(r.item), r.to_organ, r.to_team, Holder(**r.before))) for r in rows]
    back = hand_over(by=by, at=at, cutover=cutover, verb=RETURNED, moves=moves)
    for row in rows:
        if (row.kind, str(row.item)) not in back:
            raise Blocked(refusal("cutover.item_moved_on", label=row.label))
    _answer(by, at, cutover, rows, "refuse_receipt", "returned", reason.strip()[:500])
    return _finished(by, at, cutover, rows)


def _locked(by: Actor, chosen: Chosen) -> tuple[Cutover, list[Receipt]]:
    pk = Cutover.objects.filter(tenant=by.tenant, code=chosen.cutover).values_list("pk", flat=True).first()
    if pk is None:
        raise Invalid({"cutover": [_("没有这个切换")]})
    cutover = locked(Cutover, pk)
    found = Receipt.objects.select_for_update().filter(cutover=cutover).order_by("pk")
    if chosen.receipts:
        rows = list(found.filter(pk__in=list(map(_id, chosen.receipts))))
    else:
        rows = list(found.filter(permissions.receives(by), state="handed"))
    if not rows or len(rows) < len(set(chosen.receipts)):
        raise Invalid({"receipts": [_("没有等您单位接收的交接件")]})
    return cutover, rows


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid({"receipts": [_("没有等您单位接收的交接件")]}) from None


def _answer(by: Actor, at: datetime, cutover: Cutover, rows: Sequence[Receipt], verb: str, state: str, note: str) -> None:
    for row in rows:
        row.state, row.answered_at, row.answered_by_name, row.note = state, at, by.name, note
    save_all(rows, *ANSWER)
    cutover.version += 1
    cutover.save(update_fields=["version"])
    kinds: dict[str, int] = {}
    for row in rows:
        kinds[row.kind] = kinds.get(row.kind, 0) + 1
    facts = {**told(cutover), "answered": kinds}
    trail.record(subject=cutover, verb=verb, by=by, at=at, rows=rows, facts=facts, note=note)


def _finished(by: Actor, at: datetime, cutover: Cutover, rows: list[Receipt]) -> list[Receipt]:
    if not cutover.receipts.filter(state="handed").exists():
        reconcile(by=by, at=at, cutover=cutover)
    return rows


def mark_receipts_late(*, tenant: str, at: datetime) -> int:
    """Mark what nobody accepted in time; safe to run twice. Returns how many were marked."""

    def mark(row: Receipt) -> None:
        row.late_since = row.due_at

    return _by_clock(tenant, at, "late", mark, due_at__lt=at, late_since__isnull=True)


def escalate_receipts(*, tenant: str, at: datetime) -> int:
    """What stays late goes to the guidance office, then to the leader, once each; safe to run twice. Returns how many went up."""
    count = 0
    for level, parameter in LEVELS:
        limit = at - timedelta(minutes=int(county_book().value(f"loop.minutes.{parameter}", at.date())))

        def raise_(row: Receipt, level: int = level) -> None:
            row.escalated = level

        count += _by_clock(tenant, at, "escalate", raise_, due_at__lt=limit, late_since__isnull=False, escalated=level - 1)
    return count


@transaction.atomic
def _by_clock(tenant: str, at: datetime, verb: str, change: Callable[[Receipt], None], **which: object) -> int:
    """One record for each cut-over, which vouches for its receipts."""
    found = Receipt.objects.filter(tenant=tenant, state="handed", **which).order_by("pk").values_list("pk", "cutover_id")[:AT_ONCE]
    ids = list(found)
    count = 0
    for pk in sorted({cutover for _receipt, cutover in ids}):
        cutover = locked(Cutover, pk)
        mine = Receipt.objects.select_for_update().filter(pk__in=[r for r, c in ids if c == pk], state="handed", **which).order_by("pk")
        rows = list(mine)
        for row in rows:
            change(row)
        if rows:
            _told_late(cutover, rows, verb, at)
        count += len(rows)
    return count


def _told_late(cutover: Cutover, rows: Iterable[Receipt], verb: str, at: datetime) -> None:
    rows = list(rows)
    save_all(rows, *CLOCK)
    cutover.version += 1
    cutover.save(update_fields=["version"])
    facts = {**told(cutover), "receipts": len(rows), "to": sorted({r.to_name for r in rows})}
    trail.record(subject=cutover, verb=verb, by=clockwork(cutover.tenant), at=at, rows=rows, facts=facts)
