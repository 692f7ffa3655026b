"""综合查一次: the places that two lines share go to one joint line, or stay apart with a reason (条例 13, 14)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.parties.models import Premises
from zhifa.apps.planning.facts import Overlap, active, overlaps
from zhifa.apps.planning.models import MergeWaiver, PlanLine, PlanPlace
from zhifa.apps.planning.services.lines import code_of, move, told
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor


def _found(line: UUID | str, other: UUID | str, at: datetime) -> Overlap | None:
    row = locked(PlanLine, line)
    return next((o for o in overlaps(row, timezone.localdate(at)) if str(o.other.pk) == str(other)), None)


@transaction.atomic
def waive_merging(*, by: Actor, at: datetime, line: UUID | str, other: UUID | str, reason: str, version: int | None = None) -> PlanLine:
    """不合并: the visits to the shared places stay apart, for this reason; places added later are asked about again."""
    found = _found(line, other, at)
    places = found.open if found else ()

    def change(row: PlanLine) -> list[Row]:
        assert found is not None, "the guard reason_for_an_overlap came first"
        waiver = MergeWaiver(tenant=row.tenant, line=row, other=found.other, by_name=by.name, at=at)
        waiver.places, waiver.reason = [str(p.pk) for p in places], reason.strip()
        return [save(waiver)]

    said: dict[str, object] = {"other": found.other.code if found else "", "waived_places": [p.name for p in places]}
    return move(by=by, at=at, line=line, act="waive_merging", version=version, reason=reason, named=len(places), change=change, said=said)


@transaction.atomic
def merge_lines(
    *, by: Actor, at: datetime, line: UUID | str, other: UUID | str, keep: Collection[UUID] = (), version: int | None = None
) -> PlanLine:
    """合并为综合查一次: a joint line over the shared places takes them out of both; returns it, submitted. `keep`: premises that stay
    where they are, since somebody has gone there already.

    Both organs take part with all their items; whoever merges agrees thereby, the other is asked. Raises Denied, Blocked,
    Stale, Invalid."""
    first = locked(PlanLine, min(str(line), str(other)))
    second = locked(PlanLine, max(str(line), str(other)))
    if first.pk == second.pk:
        raise Invalid({"other": [_("请选择另一行计划")]})
    found = _found(line, other, at)
    shared = tuple(p for p in found.places if p.pk not in keep) if found else ()
    joint = _joint(by, at, found) if found and shared else None
    organs = (first.organ, second.organ)
    for pk in (line, other):
        _yield(by, at, pk, shared, joint, organs, version if pk == line else None)
    assert joint is not None, "the guard overlap_named came first"
    rows = [save(PlanPlace(tenant=joint.tenant, line=joint, premises=p)) for p in shared]
    said = told(joint) | {"places": len(rows), "from": [first.code, second.code]}
    trail.record(subject=joint, verb="draw_up_joint", by=by, at=at, rows=rows, facts=said)
    return joint


def _joint(by: Actor, at: datetime, found: Overlap) -> PlanLine:
    """The joint line, saved first since the places point to it. The line that the overlap was asked of comes first."""
    other = found.other
    mine = found.line
    organs = list(dict.fromkeys([*mine.participants, *other.participants]))
    row = PlanLine(
        tenant=mine.tenant,
        code=code_of(at),
        title=f"{mine.title}·{other.title}"[:112] + "（综合查一次）",
        state="submitted",
        organ=mine.organ,
        organ_name=mine.organ_name,
        team=mine.team,
        domain=mine.domain,
        power=mine.power,
        items=list(dict.fromkeys([*mine.items, *other.items])),
        since=found.window[0],
        until=found.window[1],
        times=max(mine.times, other.times),
        joint=len(organs) > 1,
        participants=organs,
        agreed=[o for o in organs if o == by.organ],
        proposed_by=by.person,
        proposed_by_name=by.name,
    )
    return save(row)


def _yield(
    by: Actor,
    at: datetime,
    line: UUID | str,
    shared: tuple[Premises, ...],
    joint: PlanLine | None,
    organs: tuple[str, ...],
    version: int | None,
) -> None:
    keys = {p.pk for p in shared}
    rest = [p for p in active(PlanLine.objects.get(pk=line)) if p.premises_id not in keys]

    def change(row: PlanLine) -> list[Row]:
        moved: list[Row] = []
        for place in active(row):
            if place.premises_id in keys:
                place.moved_to = joint
                moved.append(save(place))
        return moved

    act = "yield_part" if rest else "yield_all"
    said: dict[str, object] = {"joint": joint.code if joint else "", "yielded": [p.name for p in shared]}
    move(by=by, at=at, line=line, act=act, version=version, named=len(shared), organs=organs, change=change, said=said)
