"""Which squad serves an area from a day on (1+X). The one who served it before is not forgotten: its row ends on that day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from zhifa.apps.registry.models import Area, Coverage, Team, TeamKind
from zhifa.apps.registry.queries.freezes import check_frozen
from zhifa.apps.registry.services.loading import touch
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor


@dataclass(frozen=True, slots=True)
class Assigned:
    """`area` is served by `team` (codes) from the day `since` on."""

    area: str
    team: str
    since: date


@transaction.atomic
def assign_coverage(*, by: Actor, at: datetime, assigned: Assigned, ground: str, cutover: str = "") -> Coverage:
    """The row that says so; nothing changes when it is said already. The service that approves it says who may. `cutover`: code of the
    cut-over that does it. Raises Blocked while the area is frozen by another; Invalid for an unknown area, a team that is no squad, or no
    ground."""
    area, team = _known(assigned, ground)
    check_frozen("coverage", at, area=assigned.area, but=cutover)
    day, standing = assigned.since, Coverage.objects.select_for_update(of=("self",)).select_related("team").filter(area=area)
    rows = list(standing.filter(Q(until=None) | Q(until__gt=day)))
    same = next((r for r in rows if r.team_id == team.pk and (r.since is None or r.since <= day) and r.until is None), None)
    if same:
        return same
    ended: list[Row] = [_ended(row, day) for row in rows]
    made = Coverage(code=_code(assigned, standing.values_list("code", flat=True)), area=area, team=team, since=day)
    save(made)
    facts = {"area": area.code, "team": team.code, "since": day, "before": sorted({r.team.code for r in rows}), "cutover": cutover}
    trail.record(subject=made, verb="assign_coverage", by=by, at=at, rows=ended, occurred_on=day, facts=facts, note=ground)
    touch("registry")
    return made


def _known(assigned: Assigned, ground: str) -> tuple[Area, Team]:
    area = Area.objects.filter(tenant=settings.ZHIFA_TENANT, code=assigned.area).first()
    team = Team.objects.filter(tenant=settings.ZHIFA_TENANT, code=assigned.team, kind=TeamKind.SQUAD).first()
    wrong = {}
    if area is None or area.kind not in ("township", "platform"):
        wrong["area"] = ["没有这个乡镇或者平台"]
    if team is None:
        wrong["team"] = ["没有这个派驻中队"]
    if not ground.strip():
        wrong["ground"] = ["没有写明依据"]
    if wrong or area is None or team is None:
        raise Invalid(wrong)
    return area, team


def _ended(row: Coverage, day: date) -> Coverage:
    """A row that was to begin later never begins."""
    row.until = max(day, row.since) if row.since else day
    return save(row)


def _code(assigned: Assigned, taken: Iterable[str]) -> str:
    held, base = set(taken), f"{assigned.area}:{assigned.team}:{assigned.since:%Y%m%d}"
    return next(code for n in count(1) if (code := base if n == 1 else f"{base}:{n}") not in held)
