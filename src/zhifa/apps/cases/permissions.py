"""Who may act on a case or an order, and who sees them: the two handling officers act, their leader and oversight look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zhifa.law.actors import Actor, Role
from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, permitted
from zhifa.law.procedure.summary_case import SUMMARY_CASE, TREASURY
from zhifa.law.procedure.summary_guards import GUARDS, CaseFacts
from zhifa.law.rulings import Blocked, Denied, Ruling, refusal

COUNTY_WIDE = (Role.GUIDANCE, Role.LEGAL_REVIEWER, Role.DISCIPLINE, Role.LEADER, Role.DUTY_CHIEF)
TEAM = (Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL)
LEADER_TOO = frozenset({"report_for_record", "close", "hand_over_cash"})
LEADER_ONLY = frozenset({"withdraw_decision"})
AUXILIARIES = Citation("浙江省综合行政执法条例", 30)
CERTIFICATE = Citation("行政处罚法", 42, 1)
HOLDER = (Citation("行政处罚法", 18), Citation("行政处罚法", 38))


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a case decides who may act on it. `handlers`: person ids of the officers on it now, the lead first."""

    tenant: str
    state: str
    team: str
    team_name: str
    handlers: tuple[str, ...] = ()


def visible(by: Actor) -> Q:
    """The cases (or orders) that this person may see, as a filter."""
    own = Q(tenant=by.tenant)
    if by.has(*COUNTY_WIDE):
        return own
    seen = Q(pk__in=())
    if by.has(*TEAM) and by.team:
        seen |= Q(team=by.team)
    if by.has(Role.TOWNSHIP_COMMANDER) and by.areas:
        seen |= Q(area__in=by.areas)
    return own & seen


def mine(by: Actor) -> Q:
    """Cases on which this person is or was a handling officer."""
    return Q(tenant=by.tenant, handlers__person=by.person) if by.person else Q(pk__in=())


def check_enforcer(by: Actor) -> None:
    """An officer with a certificate valid today, never an auxiliary (OFF-01, OFF-03)."""
    if by.has(Role.AUXILIARY):
        raise Denied(refusal("auxiliary_may_not", AUXILIARIES, rules=("OFF-03",)))
    if not by.certificate:
        raise Denied(refusal("certificate_required", CERTIFICATE, rules=("OFF-01",)))


def check_scope(by: Actor, case: Standing, act: str) -> None:
    """The act is this person's on this case; raises Denied."""
    if by.tenant != case.tenant:
        raise Denied(refusal("other_county"))
    if by.has(*TREASURY):
        return
    check_enforcer(by)
    leads = by.has(Role.SQUAD_LEADER, Role.PROFESSIONAL) and by.team == case.team
    if act == "confirm_second_officer":
        if by.person in case.handlers:
            raise Denied(refusal("case.second_is_lead", CERTIFICATE, rules=("OFF-01",)))
    elif act in LEADER_ONLY:
        if not leads:
            raise Denied(refusal("not_your_team", team=case.team_name or case.team))
    elif by.person not in case.handlers and not (leads and act in LEADER_TOO):
        raise Denied(refusal("case.not_handler", CERTIFICATE, rules=("OFF-01",)))


def check_act(by: Actor, case: Standing, act: str, facts: CaseFacts, book: Book, day: date) -> tuple[Transition, Ruling]:
    """The row of the table and the ruling it rests on, when this person may and the law allows; raises Denied or Blocked."""
    row = permitted(SUMMARY_CASE, case.state, act, by)
    check_scope(by, case, act)
    ruling = GUARDS[row.guard](facts, book, day)
    if not ruling.permits:
        raise Blocked(ruling)
    return row, ruling


def check_holder(by: Actor, *, team: str, team_name: str, organ: str) -> None:
    """The team that the authority ruling names, or the organ itself where no team is named (处罚法 18, 38; JUR-12, 13)."""
    if not by.has(*TEAM):
        raise Denied(refusal("case.officers_only", CERTIFICATE, rules=("OFF-01",)))
    check_enforcer(by)
    if (team and by.team != team) or (not team and by.organ != organ):
        raise Denied(refusal("case.not_your_power", *HOLDER, rules=("JUR-12", "JUR-13"), team=team_name or organ))
