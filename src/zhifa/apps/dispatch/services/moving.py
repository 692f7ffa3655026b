"""Tasks go to another holder at a cut-over, many at once: the state stays, the clocks run on, nobody's work is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhifa.apps.dispatch.facts import standing
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents.models import Incident, IncidentMatter
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save_all
from zhifa.law.actors import Actor
from zhifa.law.procedure.cutover_fates import Handed, Holder
from zhifa.law.procedure.dispatch import DISPATCH

AT_ONCE = 500
TASK = ("organ", "team", "team_name", "acting_identity")
MATTER = ("holder", "holder_kind", "team", "commander", "acting_identity", "authority")


@transaction.atomic
def hand_tasks(*, by: Actor, at: datetime, moves: Sequence[Handed], verb: str, cutover: str, ground: str) -> dict[str, Holder]:
    """Hand over those that are open and still with whom they were; returns who had each. Locks incidents before tasks, as every act does;
    the service that cuts over says who may."""
    wanted = {m.id: m for m in moves}
    had: dict[str, Holder] = {}
    for some in (list(wanted)[n : n + AT_ONCE] for n in range(0, len(wanted), AT_ONCE)):
        rows = [r for r in _locked(some) if r.state not in DISPATCH.final and (r.organ, r.team) == _expected(wanted[str(r.pk)])]
        had |= {str(r.pk): _holder(r) for r in rows}
        for row in rows:
            _readdress(row, wanted[str(row.pk)].to)
        save_all(rows, *TASK)
        save_all([row.incident_matter for row in rows], *MATTER)
        said = {"cutover": cutover}
        acts = [trail.Act(r, {**standing(r), **said, "handed_from": had[str(r.pk)].brief()}, (r.incident_matter,)) for r in rows]
        trail.record_acts(verb=verb, by=by, at=at, acts=acts, note=ground)
    return had


def _locked(ids: Sequence[str]) -> list[Dispatch]:
    incidents = Incident.objects.filter(dispatches__pk__in=ids).values_list("pk", flat=True)
    known = {row.pk: row for row in Incident.objects.select_for_update().filter(pk__in=list(incidents)).order_by("pk")}
    rows = list(Dispatch.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    matters = IncidentMatter.objects.in_bulk([row.incident_matter_id for row in rows])
    for row in rows:
        row.incident, row.incident_matter = known[row.incident_id], matters[row.incident_matter_id]
    return rows


def _expected(move: Handed) -> tuple[str, str]:
    return move.organ, move.team


def _holder(row: Dispatch) -> Holder:
    matter = row.incident_matter
    return Holder(row.organ, "", matter.holder_kind, row.acting_identity, row.team, row.team_name, matter.commander, dict(matter.authority))


def _readdress(row: Dispatch, to: Holder) -> None:
    row.organ, row.team, row.team_name, row.acting_identity = to.organ, to.team, to.team_name, to.identity
    matter = row.incident_matter
    matter.holder, matter.holder_kind, matter.team = to.organ, to.holder_kind, to.team
    matter.commander, matter.acting_identity, matter.authority = to.commander, to.identity, dict(to.authority)
