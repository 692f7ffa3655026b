"""Visits go to another holder at a cut-over, many at once; their window and clock stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhifa.apps.inspections.models import Inspection
from zhifa.apps.inspections.services.step import told
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save_all
from zhifa.law.actors import Actor
from zhifa.law.procedure.cutover_fates import Handed, Holder
from zhifa.law.procedure.inspection import INSPECTION

COLUMNS = ("organ", "organ_name", "acting_identity", "team", "joined")


@transaction.atomic
def hand_visits(*, by: Actor, at: datetime, moves: Sequence[Handed], verb: str, cutover: str, ground: str) -> dict[str, Holder]:
    """Those that are not over and still with whom they were; returns who had each. The service that cuts over says who may."""
    wanted = {m.id: m for m in moves}
    found = Inspection.objects.select_for_update().filter(pk__in=list(wanted)).exclude(state__in=INSPECTION.final).order_by("pk")
    rows = [r for r in found if (r.organ, r.team) == (wanted[str(r.pk)].organ, wanted[str(r.pk)].team)]
    had = {str(r.pk): Holder(r.organ, r.organ_name, "", r.acting_identity, r.team, "") for r in rows}
    for row in rows:
        to = wanted[str(row.pk)].to
        row.organ, row.organ_name, row.acting_identity, row.team = to.organ, to.organ_name, to.identity, to.team
        row.joined = [organ for organ in row.joined if organ != to.organ]
    save_all(rows, *COLUMNS)
    acts = [trail.Act(r, {**told(r), "cutover": cutover, "handed_from": _from(had[str(r.pk)])}) for r in rows]
    trail.record_acts(verb=verb, by=by, at=at, acts=acts, note=ground)
    return had


def _from(had: Holder) -> dict[str, str]:
    return {"organ": had.organ, "team": had.team, "identity": had.identity}
