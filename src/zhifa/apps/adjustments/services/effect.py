"""On its day a change is written into catalogue and registry, in one transaction with what moves because of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zhifa.apps.adjustments.facts.flight import Side
from zhifa.apps.adjustments.facts.writing import Plan
from zhifa.apps.adjustments.models import Change, ChangeItem
from zhifa.apps.adjustments.services.cutover import follow
from zhifa.apps.adjustments.services.step import move
from zhifa.apps.catalogue import services as catalogue
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.registry import services as registry
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.catalogue_change_guards import ChangeFacts
from zhifa.law.rulings import Refused

OF_REGISTRY = ("coverage", "plate")


@transaction.atomic
def take_effect(*, by: Actor, at: datetime, change: UUID | str, version: int | None = None) -> Change:
    """生效 on its day or later, announced before: matters, bases, ranges, grants, coverage and plates are written with their days; nothing
    is deleted. What is in flight goes over with a receipt for each piece (`cutover`). Raises Denied, Blocked, Stale."""
    known, today = snapshot(), timezone.localdate(at)
    written: list[dict[str, str]] = []

    def done(row: Change, items: Sequence[ChangeItem], facts: ChangeFacts) -> None:
        plan = Plan.of(row, items, at)
        ground = f"{row.code} {row.title}"[:200]
        rows = [w.row for w in plan.writes]
        registry.write_rows(by=by, at=at, ground=ground, rows=[r for r in rows if r._meta.model_name in OF_REGISTRY])
        catalogue.write_rows(by=by, at=at, ground=ground, rows=[r for r in rows if r._meta.model_name not in OF_REGISTRY])
        row.in_effect_at = at
        row.written = [w.told() for w in plan.writes]
        written.extend(row.written)

    row = move(by=by, at=at, change=change, act="take_effect", version=version, done=done, kept={"written": written})
    follow(by=by, at=at, change=row, before=Side.of(known, max(row.effective_on or today, today)))
    return row


def take_due_effect(*, tenant: str, at: datetime) -> int:
    """Whatever was announced and whose day has come; what is in the way waits for people. Returns how many took effect."""
    clock = Actor("", "系统", "系统", frozenset({Role.SYSTEM}), tenant=tenant)
    due = Change.objects.filter(tenant=tenant, state="published", effective_on__lte=timezone.localdate(at)).order_by("effective_on", "code")
    done = 0
    for pk in due.values_list("pk", flat=True):
        try:
            take_effect(by=clock, at=at, change=pk)
        except Refused:
            continue
        done += 1
    return done
