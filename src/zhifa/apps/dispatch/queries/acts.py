"""What this person can do with this object now: from the table, each act enabled or with the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from zhifa.apps.dispatch import permissions
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.dispatch.queries.nearby import Near
from zhifa.apps.dispatch.queries.rows import DispatchRow, IncidentRow
from zhifa.apps.incidents import permissions as incident_permissions
from zhifa.apps.incidents.models import Incident
from zhifa.law.actors import Actor
from zhifa.law.procedure.dispatch import DISPATCH
from zhifa.law.procedure.handling import DispatchFacts, IncidentFacts, Target
from zhifa.law.procedure.incident import INCIDENT
from zhifa.law.procedure.states import Transition, Workflow
from zhifa.law.rulings import Refused, Ruling

FILLED = DispatchFacts(
    reason="…", basis="…", findings="…", receiver="…", evidence=1, order_complete=True, case_done=True, penalty_power=True, grounds=1
)


@dataclass(frozen=True, slots=True)
class Offer:
    """`refusal` is None when the act can be done; the form's own entries are checked when it is sent."""

    act: str
    label: str
    target: str
    refusal: Ruling | None


NOT_OFFERED = frozenset({"unmerge_working"})  # the service itself chooses it instead of `unmerge`
ANSWERS = frozenset({"take_up", "decline_elevation"})  # silent while nothing waits for an answer


def dispatch_offers(by: Actor, row: DispatchRow) -> tuple[Offer, ...]:
    """Acts of this person's duties on this task (no query)."""
    stand_in = Dispatch(
        tenant=by.tenant, state=row.state, team=row.team, team_name=row.team_name, organ=row.organ,
        handed_to=row.handed_to, handed_to_name=row.handed_to_name, returned=row.returned,
        area=row.area, interim_team=row.interim_team, interim_name=row.interim_name,
    )  # fmt: skip
    facts = replace(
        FILLED,
        actor=by.person,
        standing=row.standing,
        team=row.team,
        returned=row.returned,
        handlers=frozenset(row.officers),
        own_organ=row.organ,
        penalty_power=bool(row.matter_code),
        incident_open=row.incident_state == "accepted",
        elevation=row.elevation,
    )
    idle = ANSWERS if row.elevation != "marked" else frozenset()
    if row.elevation == "taken":
        idle |= {"mark_elevation"}
    offers = []
    for found in DISPATCH.acts_from(row.state):
        if not by.roles.isdisjoint(found.roles) and found.act not in idle:
            own = replace(facts, team="…") if found.act in ("settle", "take_up") else facts
            check = partial(permissions.check_act, by, stand_in, found.act, own)
            offers.append(_offer(DISPATCH, found, check))
    return tuple(offers)


def incident_offers(by: Actor, row: IncidentRow) -> tuple[Offer, ...]:
    """Acts of this person's duties on this incident (no query)."""
    stand_in = Incident(tenant=by.tenant, state=row.state)
    facts = IncidentFacts(
        reason="…",
        answer="…",
        changes=1,
        matters=1,
        unknown_place=not row.area,
        danger=row.danger_to_life,
        open_matters=tuple(m.matter_name for m in row.matters if not m.final),
        verified_matters=sum(m.state in ("verified", "handed_over") for m in row.matters),
        accepted=row.state == "accepted",
        target=Target("…", open=True, accepted=True, danger=True),
    )
    offers = []
    for found in INCIDENT.acts_from(row.state):
        if found.act not in NOT_OFFERED and not by.roles.isdisjoint(found.roles):
            check = partial(incident_permissions.check_act, by, stand_in, found.act, facts)
            offers.append(_offer(INCIDENT, found, check))
    return tuple(offers)


def merge_offer(by: Actor, row: IncidentRow, near: Near) -> Offer | None:
    """Merging this incident into the one nearby; None when it is not this person's act or the incident is not open (no query)."""
    found = INCIDENT.row(row.state, "merge")
    if found is None or by.roles.isdisjoint(found.roles):
        return None
    target = Target(near.number, open=True, accepted=near.state == "accepted", danger=near.danger_to_life)
    facts = IncidentFacts(accepted=row.state == "accepted", danger=row.danger_to_life, target=target)
    stand_in = Incident(tenant=by.tenant, state=row.state)
    return _offer(INCIDENT, found, partial(incident_permissions.check_act, by, stand_in, "merge", facts))


def _offer(workflow: Workflow, found: Transition, check: Callable[[], object]) -> Offer:
    try:
        check()
    except Refused as refused:
        return Offer(found.act, workflow.act_labels[found.act], found.target, refused.ruling)
    return Offer(found.act, workflow.act_labels[found.act], found.target, None)
