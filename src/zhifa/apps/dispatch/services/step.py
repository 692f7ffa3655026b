"""The one way a dispatch moves: lock, ask table and law, save, record, and wind the clock of the new state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhifa.apps.dispatch import permissions
from zhifa.apps.dispatch.facts import check_not_frozen, standing
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.dispatch.services.marks import ended
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.incidents.facts import held
from zhifa.apps.incidents.models import Incident
from zhifa.apps.incidents.services.triage import wind
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Stale, locked, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.procedure.clocks import due
from zhifa.law.procedure.dispatch import DISPATCH, KEPT
from zhifa.law.procedure.handling import DispatchFacts
from zhifa.law.procedure.states import Transition
from zhifa.law.rulings import Ruling

URGENT_CLOCKS = frozenset({"dispatch", "receive", "arrive"})
NAMING = frozenset({"settle", "take_up"})
Change = Callable[[Dispatch], Sequence[Row] | None]


@dataclass(frozen=True, slots=True)
class Said:
    """What the form of an act brought: words for the story and facts for the law and the record."""

    reason: str = ""
    basis: str = ""
    findings: str = ""
    receiver: str = ""
    team: str = ""
    order_complete: bool = False
    case_done: bool = False
    penalty_power: bool = True
    mandated: bool = True
    superior: str = ""
    grounds: int = 0
    recorded: Mapping[str, object] | None = None


@transaction.atomic
def step(
    *,
    by: Actor,
    at: datetime,
    dispatch: UUID,
    act: str,
    said: Said | None = None,
    version: int | None = None,
    change: Change | None = None,
    ruling: Ruling | None = None,
) -> Dispatch:
    """Do `act`. `change` sets further columns after the checks and before saving; rows that it returns are vouched for.

    Raises Denied, Blocked, Stale, Dispatch.DoesNotExist. The incident is locked first, always, so that no two acts on one
    incident can wait for each other."""
    said = said or Said()
    incident = locked(Incident, Dispatch.objects.values_list("incident_id", flat=True).get(pk=dispatch))
    row = locked(Dispatch, dispatch, version)
    if row.incident_id != incident.pk:  # merged elsewhere while we waited
        raise Stale(row.version)
    row.incident = incident
    found = permissions.check_act(by, row, act, _facts(by, row, act, said))
    check_not_frozen(row, act, at)
    rows = list((change and change(row)) or ())
    row.state = found.target
    if row.state != "unsettled":
        row.interim_team = row.interim_name = ""
    _wind(row, incident, found, at)
    if row.state in DISPATCH.final:
        rows += ended(row, at)
    save(row)
    if row.state in DISPATCH.final or found.source in DISPATCH.final:
        rows += _incident_follows(incident, at)
    trail.record(
        subject=row,
        verb=act,
        by=by,
        at=at,
        rows=rows,
        ruling=ruling,
        acting_identity=row.acting_identity if by.organ == row.organ else "",  # who rules or coordinates acts in no enforcer's name
        facts=_recorded(row, said) | ({"incident_held": held(incident)} if incident in rows else {}),
        note=said.findings or said.reason,
    )
    return row


def _facts(by: Actor, row: Dispatch, act: str, said: Said) -> DispatchFacts:
    matter = row.incident_matter
    found = DISPATCH.row(row.state, act)
    pieces = evidence.adopted(row.pk) if found and found.guard == "findings_and_evidence" else 0
    return DispatchFacts(
        actor=by.person,
        standing=matter.standing,
        team=said.team if act in NAMING else row.team,
        returned=row.returned,
        reason=said.reason,
        basis=said.basis,
        handlers=frozenset(row.officers),
        evidence=pieces,
        findings=said.findings,
        receiver=said.receiver,
        own_organ=row.organ,
        order_complete=said.order_complete,
        penalty_power=said.penalty_power and bool(matter.matter_code),
        case_done=said.case_done,
        incident_open=row.incident.state == "accepted",
        mandated=said.mandated,
        superior=said.superior,
        elevation=row.elevation,
        grounds=said.grounds,
    )


def _wind(row: Dispatch, incident: Incident, found: Transition, at: datetime) -> None:
    if found.clock == KEPT:
        return
    row.late_since, row.escalated = None, 0
    if found.clock == "recheck":
        row.due_at, row.due_basis = row.correct_by, "loop.recheck"
    elif found.clock:
        name = f"{found.clock}_danger" if incident.danger_to_life and found.clock in URGENT_CLOCKS else found.clock
        clock = due(name, at, county_book())
        row.due_at, row.due_basis = clock.at, clock.basis
    elif row.state in DISPATCH.final:
        row.due_at, row.due_basis = None, ""


def _incident_follows(incident: Incident, at: datetime) -> list[Row]:
    """When the last matter is settled the incident waits for the desk, on a clock; when one is reopened it does not."""
    waiting = incident.dispatches.exclude(state__in=DISPATCH.final).exists()
    if incident.state != "accepted" or bool(incident.due_at) is not waiting:
        return []
    wind(incident, "" if waiting else "close", at)
    return [incident]


def _recorded(row: Dispatch, said: Said) -> dict[str, object]:
    kept = standing(row)
    if said.basis:
        kept["basis"] = said.basis
    return kept | dict(said.recorded or {})
