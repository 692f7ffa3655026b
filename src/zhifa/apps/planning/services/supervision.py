"""The supervision list: compiled from the catalogue, claimed by departments, excused by the legal office (R65)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.catalogue.models import Matter
from zhifa.apps.planning import permissions
from zhifa.apps.planning.facts import supervisors
from zhifa.apps.planning.models import SupervisionItem, SupervisionList
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.law.actors import Actor
from zhifa.law.procedure.supervision_claim import ClaimFacts

AT_ONCE = 500


@transaction.atomic
def compile_supervision_list(*, by: Actor, at: datetime) -> SupervisionList:
    """New items for matters in effect whose department holds the power of supervision, an end for those that are no longer. Compiling
    twice changes nothing. Raises Denied."""
    permissions.check_compile(by)
    day = timezone.localdate(at)
    wanted, unassigned = supervisors(day)
    held = {(i.matter.code, i.organ): i for i in SupervisionItem.objects.select_for_update(of=("self",)).select_related("matter")}
    names = {o.code: o.name for o in registry.organs()}
    matters = {m.code: m for m in Matter.objects.filter(tenant=by.tenant, code__in=wanted)}
    fresh = [
        SupervisionItem(tenant=by.tenant, matter=matters[code], organ=organ, organ_name=names[organ], listed_on=day)
        for code, organ in wanted.items()
        if (code, organ) not in held
    ]
    gone = [i for (code, organ), i in held.items() if wanted.get(code) != organ and i.ended_on is None]
    for item in gone:
        item.ended_on = day
        save(item)
    SupervisionItem.objects.bulk_create(fresh)
    row = SupervisionList(tenant=by.tenant, compiled_at=at, compiled_by=by.name)
    row.added, row.ended, row.unassigned = len(fresh), len(gone), unassigned
    save(row)
    facts = {"added": row.added, "ended": row.ended, "unassigned": row.unassigned}
    trail.record(subject=row, verb="compile_list", by=by, at=at, rows=[*fresh, *gone], facts=facts)
    return row


@transaction.atomic
def claim_items(*, by: Actor, at: datetime, items: Sequence[UUID], carrier: str) -> list[SupervisionItem]:
    """Claim several items of the own department, all or none. Raises Denied, Blocked, Invalid for none or too many."""
    if not 0 < len(items) <= AT_ONCE:
        raise Invalid({"items": [_("请选择 1 至 %(n)s 项") % {"n": AT_ONCE}]})
    return [_moved(by, at, pk, "claim", None, ClaimFacts(carrier=carrier)) for pk in items]


def disclaim_item(*, by: Actor, at: datetime, item: UUID, ground: str, reason: str, version: int | None = None) -> SupervisionItem:
    """The department says that it has no such power; the legal office confirms or not. Raises Denied, Blocked, Stale."""
    return _moved(by, at, item, "disclaim", version, ClaimFacts(ground=ground, reason=reason))


def confirm_item(*, by: Actor, at: datetime, item: UUID, reason: str, version: int | None = None) -> SupervisionItem:
    """The legal office agrees: the item leaves what is to be claimed. Raises Denied, Blocked, Stale."""
    return _moved(by, at, item, "confirm", version, ClaimFacts(reason=reason))


def send_back_item(*, by: Actor, at: datetime, item: UUID, reason: str, version: int | None = None) -> SupervisionItem:
    """The legal office does not agree: it is the department's to claim. Raises Denied, Blocked, Stale."""
    return _moved(by, at, item, "send_back", version, ClaimFacts(reason=reason))


def reopen_item(*, by: Actor, at: datetime, item: UUID, reason: str, version: int | None = None) -> SupervisionItem:
    """What was excused is to be claimed again. Raises Denied, Blocked, Stale."""
    return _moved(by, at, item, "reopen", version, ClaimFacts(reason=reason))


@transaction.atomic
def _moved(by: Actor, at: datetime, pk: UUID, act: str, version: int | None, said: ClaimFacts) -> SupervisionItem:
    row = locked(SupervisionItem, pk, version)
    found = permissions.check_claim(by, row, act, said)
    day = timezone.localdate(at)
    row.state, row.settled_by = found.target, by.name
    row.carrier = said.carrier.strip()[:80] if act == "claim" else row.carrier
    row.ground, row.reason = said.ground or row.ground, said.reason.strip()[:400]
    row.claimed_on = day if act == "claim" else row.claimed_on
    if act in ("send_back", "reopen"):
        row.ground, row.disclaimed_on, row.excused_on = "", None, None
    row.disclaimed_on = day if act == "disclaim" else row.disclaimed_on
    row.excused_on = day if act == "confirm" else row.excused_on
    save(row)
    facts = {"organ": row.organ, "state": row.state, "carrier": row.carrier, "ground": row.ground}
    trail.record(subject=row, verb=act, by=by, at=at, facts=facts, note=row.reason)
    return row
