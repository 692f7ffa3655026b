"""Who may act on a dispatch and who sees it: the command centre all, a team its own, a receiver what is handed to it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from zhifa.apps.dispatch.models import Dispatch
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.dispatch import ADJUDICATORS, DISPATCH, RECEIVER
from zhifa.law.procedure.handling import DISPATCH_GUARDS, DispatchFacts
from zhifa.law.procedure.states import Transition, permitted
from zhifa.law.rulings import Blocked, Denied, refusal

COUNTY_WIDE = (Role.DISPATCHER, Role.DUTY_CHIEF, Role.GUIDANCE, Role.LEADER, Role.DISCIPLINE, Role.VERIFIER, Role.LEGAL_REVIEWER)
TEAM = (Role.OFFICER, Role.SQUAD_LEADER, Role.AUXILIARY, Role.PROFESSIONAL)
DOCKET = (Role.GUIDANCE, Role.LEADER, Role.DUTY_CHIEF, Role.DISPATCHER, Role.DISCIPLINE, Role.LEGAL_REVIEWER)
OF_THE_CASE = frozenset({"finish_case", "refuse_case"})
RECEIVING = frozenset({"accept_hand_over", "refuse_hand_over"})


def visible(by: Actor) -> Q:
    """The dispatches that this person may see, as a filter: their work, and what the county took up from their team."""
    if by.has(*TEAM) and by.team:
        return at_work(by) | Q(tenant=by.tenant, former_team=by.team)
    return at_work(by)


def at_work(by: Actor) -> Q:
    """Without what their team only reads since the county took it up."""
    own = Q(tenant=by.tenant)
    if by.has(*COUNTY_WIDE):
        return own
    seen = Q(pk__in=())
    if by.has(*TEAM) and by.team:
        seen |= Q(team=by.team) | Q(interim_team=by.team)
    if by.has(Role.TOWNSHIP_COMMANDER) and by.areas:
        seen |= Q(area__in=by.areas)
    if by.has(Role.REGULATOR, Role.PROFESSIONAL, Role.TOWNSHIP_COMMANDER) and by.organ:
        seen |= Q(handed_to=by.organ)
    return own & seen


def check_scope(by: Actor, dispatch: Dispatch, act: str) -> None:
    """This team's, this receiver's, or anybody of the county-wide duties; raises Denied."""
    if dispatch.tenant != by.tenant:
        raise Denied(refusal("other_county"))
    if act in RECEIVING:
        if by.organ != dispatch.handed_to:
            raise Denied(refusal("not_the_receiver", receiver=dispatch.handed_to_name))
    elif act in OF_THE_CASE:
        if by.organ != dispatch.organ:
            raise Denied(refusal("not_your_team", team=dispatch.team_name or "—"))
    elif act == "secure":
        if not by.team or by.team != dispatch.interim_team:
            raise Denied(refusal("not_the_interim", team=dispatch.interim_name or "—"))
    elif act == "mark_elevation" and by.has(Role.TOWNSHIP_COMMANDER) and dispatch.area in by.areas:
        return
    elif not by.has(*COUNTY_WIDE) and by.team != dispatch.team:
        raise Denied(refusal("not_your_team", team=dispatch.team_name or "—"))


def check_act(by: Actor, dispatch: Dispatch, act: str, facts: DispatchFacts) -> Transition:
    """The row of the table, when this person may and the facts allow it; raises Denied or Blocked."""
    row = permitted(DISPATCH, dispatch.state, act, by)
    check_scope(by, dispatch, act)
    blocked = DISPATCH_GUARDS[row.guard](facts)
    if blocked:
        raise Blocked(blocked)
    return row


def check_statement(by: Actor, parties: Collection[str]) -> None:
    """Each party of a dispute speaks for itself, by those who receive for it."""
    if not by.has(*RECEIVER) or by.organ not in parties:
        raise Denied(refusal("not_a_party"))


def check_docket(by: Actor, parties: Collection[str]) -> None:
    """Who reads a dispute: its parties, who rules, and who oversees."""
    if not by.has(*DOCKET) and not (by.has(*RECEIVER) and by.organ in parties):
        raise Denied(refusal("docket_not_yours"))


def check_adjudicator(by: Actor) -> None:
    """Who rules may take a ruling's effect for the future back."""
    if not by.has(*ADJUDICATORS):
        raise Denied(refusal("precedents_by_adjudicators"))
