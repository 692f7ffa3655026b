"""What happens to visits that are on the calendar when their line of the plan is merged or withdrawn: none is left behind."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhifa.apps.inspections.models import Inspection
from zhifa.apps.inspections.services.step import step
from zhifa.apps.planning import services as planning
from zhifa.apps.planning.models import PlanLine, PlanPlace
from zhifa.apps.trail.acts import locked
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import AHEAD

OVER = (*AHEAD, "cancelled")


@transaction.atomic
def merge_lines(*, by: Actor, at: datetime, line: UUID | str, other: UUID | str, version: int | None = None) -> PlanLine:
    """合并为综合查一次 with everything that was on the calendar: visits nobody has set out for are cancelled, each with a record that
    names the joint line; places where somebody has been stay with their line. Raises Denied, Blocked, Stale, Invalid."""
    lines = [locked(PlanLine, pk) for pk in sorted({str(line), str(other)})]
    both = Inspection.objects.filter(line__in=lines)
    begun = frozenset(both.exclude(state__in=OVER).values_list("premises_id", flat=True))
    joint = planning.merge_lines(by=by, at=at, line=line, other=other, keep=begun, version=version)
    taken = PlanPlace.objects.filter(line=joint).values("premises")
    for pk in both.filter(state__in=AHEAD, premises__in=taken).order_by("pk").values_list("pk", flat=True):
        _give_way(by, at, pk, f"并入综合查一次 {joint.code}", joint)
    return joint


@transaction.atomic
def withdraw_line(*, by: Actor, at: datetime, line: UUID | str, reason: str, version: int | None = None) -> PlanLine:
    """撤回计划: visits nobody has set out for are cancelled with it. Raises Denied, Blocked, Stale."""
    row = planning.withdraw_line(by=by, at=at, line=line, reason=reason, version=version)
    for pk in row.inspections.filter(state__in=AHEAD).order_by("pk").values_list("pk", flat=True):
        _give_way(by, at, pk, f"计划 {row.code} 已撤回：{reason.strip()}", None)
    return row


def _give_way(by: Actor, at: datetime, visit: UUID, reason: str, joint: PlanLine | None) -> None:
    def change(row: Inspection) -> None:
        row.gave_way_to = joint

    said: dict[str, Any] = {"joint": joint.code} if joint else {}
    step(by=by, at=at, visit=visit, act="follow_plan", note=reason, facts=lambda row: {"reason": reason}, change=change, said=said)
