"""Open tasks as a cut-over counts them."""

from __future__ import annotations

from collections.abc import Collection

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.dispatch.models import Dispatch
from zhifa.law.procedure.cutover_fates import TASK, Work
from zhifa.law.procedure.dispatch import DISPATCH

OPEN = tuple(s for s in DISPATCH.states if s not in DISPATCH.final)
COLUMNS = (
    "pk", "incident__number", "incident_matter__matter_code", "incident_matter__matter_name", "incident_matter_id",
    "incident_matter__standing", "area", "incident__area", "state", "organ", "team", "team_name", "acting_identity", "due_at",
    "due_basis", "elevation",
)  # fmt: skip


def in_flight(tenant: str, areas: Collection[str] = ()) -> tuple[Work, ...]:
    """All open tasks of the county, or those of some areas, by incident (3 queries)."""
    found = Dispatch.objects.filter(tenant=tenant, state__in=OPEN)
    if areas:
        found = found.filter(incident__area__in=areas)
    domains = {m.code: m.domain for m in catalogue.matters()}
    return tuple(_work(row, domains) for row in found.order_by("incident__number", "pk").values_list(*COLUMNS))


def _work(row: tuple[object, ...], domains: dict[str, str]) -> Work:
    pk, number, code, name, source, standing, own, area, state, organ, team, team_name, identity, due_at, basis, elevation = row
    return Work(
        kind=TASK,
        id=str(pk),
        label=str(number),
        matter=str(code),
        matter_name=str(name),
        domain=domains.get(str(code), ""),
        areas=(str(own or area),),
        power="penalty",
        state=str(state),
        state_label=DISPATCH.state_labels[str(state)],
        organ=str(organ),
        team=str(team),
        team_name=str(team_name),
        identity=str(identity),
        due=due_at,  # type: ignore[arg-type]
        due_basis=str(basis),
        source=str(source),
        settled=standing == "settled",
        taken_up=elevation == "taken",
    )
