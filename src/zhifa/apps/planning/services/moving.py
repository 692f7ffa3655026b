"""Lines of the plan go to another organ at a cut-over, many at once; their windows stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhifa.apps.planning.models import PlanLine
from zhifa.apps.planning.services.lines import told
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save_all
from zhifa.law.actors import Actor
from zhifa.law.procedure.cutover_fates import Handed, Holder
from zhifa.law.procedure.inspection_plan import INSPECTION_PLAN

COLUMNS = ("organ", "organ_name", "team", "participants", "agreed")


@transaction.atomic
def hand_lines(*, by: Actor, at: datetime, moves: Sequence[Handed], verb: str, cutover: str, ground: str) -> dict[str, Holder]:
    """Those that are not over and still with whom they were; returns who had each. The service that cuts over says who may."""
    wanted = {m.id: m for m in moves}
    found = PlanLine.objects.select_for_update().filter(pk__in=list(wanted)).exclude(state__in=INSPECTION_PLAN.final).order_by("pk")
    rows = [r for r in found if (r.organ, r.team) == (wanted[str(r.pk)].organ, wanted[str(r.pk)].team)]
    had = {str(r.pk): Holder(r.organ, r.organ_name, "", r.organ_name, r.team, "") for r in rows}
    for row in rows:
        to, before = wanted[str(row.pk)].to, row.organ
        row.organ, row.organ_name, row.team = to.organ, to.organ_name, to.team
        row.participants = list(dict.fromkeys(to.organ if organ == before else organ for organ in row.participants))
        row.agreed = [organ for organ in row.agreed if organ in row.participants]
    save_all(rows, *COLUMNS)
    acts = [trail.Act(r, {**told(r), "cutover": cutover, "handed_from": {"organ": had[str(r.pk)].organ}}) for r in rows]
    trail.record_acts(verb=verb, by=by, at=at, acts=acts, note=ground)
    return had
