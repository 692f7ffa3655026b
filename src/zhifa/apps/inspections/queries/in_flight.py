"""Visits that are not over, as a cut-over counts them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from zhifa.apps.inspections.models import Inspection
from zhifa.apps.registry import queries as registry
from zhifa.law.procedure.cutover_fates import VISIT, Work
from zhifa.law.procedure.inspection import INSPECTION

COLUMNS = ("pk", "code", "premises__name", "area", "state", "organ", "team", "acting_identity", "domain", "power", "due_at", "due_basis")


def in_flight(tenant: str, areas: Collection[str] = ()) -> tuple[Work, ...]:
    """Of the county or of some areas, by code (2 queries)."""
    found = Inspection.objects.filter(tenant=tenant).exclude(state__in=INSPECTION.final)
    found = found.filter(area__in=areas) if areas else found
    names = {t.code: t.name for t in registry.teams()}
    return tuple(_work(row, names) for row in found.order_by("code").values_list(*COLUMNS))


def _work(row: Any, names: dict[str, str]) -> Work:
    pk, code, place, area, state, organ, team, identity, domain, power, due_at, basis = row
    return Work(
        kind=VISIT,
        id=str(pk),
        label=code,
        matter="",
        matter_name=place,
        domain=domain,
        areas=(area,),
        power=power or "supervision",
        state=state,
        state_label=INSPECTION.state_labels[state],
        organ=organ,
        team=team,
        team_name=names.get(team, ""),
        identity=identity,
        due=due_at,
        due_basis=basis,
    )
