"""Lines of the plan that are not over, as a cut-over counts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from zhifa.apps.planning.models import PlanLine, PlanPlace
from zhifa.apps.registry import queries as registry
from zhifa.law.procedure.cutover_fates import LINE, Work
from zhifa.law.procedure.inspection_plan import INSPECTION_PLAN

COLUMNS = ("pk", "code", "title", "state", "organ", "organ_name", "team", "domain", "power", "until")


def in_flight(tenant: str, day: date, areas: Collection[str] = ()) -> tuple[Work, ...]:
    """Lines whose window does not end before `day`, all or those that have places in some areas, by code (3 queries)."""
    lines = PlanLine.objects.filter(tenant=tenant, until__gte=day).exclude(state__in=INSPECTION_PLAN.final)
    counting = PlanPlace.objects.filter(line__in=lines, dropped=False, moved_to__isnull=True)
    places: defaultdict[object, set[str]] = defaultdict(set)
    for line, area in counting.values_list("line_id", "premises__area"):
        places[line].add(area)
    names = {t.code: t.name for t in registry.teams()}
    rows = lines.order_by("code").values_list(*COLUMNS)
    found = (_work(row, tuple(sorted(places[row[0]])), names) for row in rows)
    return tuple(w for w in found if not areas or not set(areas).isdisjoint(w.areas))


def _work(row: Any, areas: tuple[str, ...], names: dict[str, str]) -> Work:
    pk, code, title, state, organ, organ_name, team, domain, power, until = row
    return Work(
        kind=LINE,
        id=str(pk),
        label=code,
        matter="",
        matter_name=title,
        domain=domain,
        areas=areas,
        power=power,
        state=state,
        state_label=INSPECTION_PLAN.state_labels[state],
        organ=organ,
        team=team,
        team_name=names.get(team, ""),
        identity=organ_name,
        due=until,
    )
