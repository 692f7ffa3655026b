"""Who reads how far the reform is, sorts and confirms its lists, sends and answers drills."""

from __future__ import annotations

from zhifa.apps.appraisal.models import DrillCall, ProfessionalList
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.drill import ANSWERERS, DRILL_CALL, SENDERS
from zhifa.law.procedure.professional_list import CONFIRMERS, DRAFTERS, LIST_GUARDS, PROFESSIONAL_LIST, ListFacts
from zhifa.law.procedure.states import Transition, permitted
from zhifa.law.rulings import Blocked, Denied, refusal

REFORM_READERS = (Role.LEADER, Role.DISCIPLINE, Role.GUIDANCE, Role.DUTY_CHIEF, Role.DISPATCHER, Role.LEGAL_REVIEWER)


def check_reform(by: Actor) -> None:
    """Those who read the county's cockpit; raises `Denied`."""
    if not by.has(*REFORM_READERS):
        raise Denied(refusal("reform.of_the_county"))


def check_draft_lists(by: Actor) -> None:
    """The guidance office drafts; raises `Denied`."""
    if by.roles.isdisjoint(DRAFTERS):
        raise Denied(refusal("professional_list.guidance_drafts"))


def lists_of(by: Actor) -> str:
    """Whose lists this person reads: empty for all, else the own organ's. Raises `Denied`."""
    if by.has(*REFORM_READERS):
        return ""
    if not by.has(Role.PROFESSIONAL) or not by.organ:
        raise Denied(refusal("professional_list.not_readable"))
    return by.organ


def check_list(by: Actor, row: ProfessionalList, act: str, facts: ListFacts) -> Transition:
    """The row of the table, when this person may and the facts allow it; a professional organ sorts its own list only."""
    found = permitted(PROFESSIONAL_LIST, row.state, act, by)
    if by.tenant != row.tenant:
        raise Denied(refusal("other_county"))
    if found.roles.isdisjoint(CONFIRMERS) and by.roles.isdisjoint(DRAFTERS) and by.organ != row.organ:
        raise Denied(refusal("professional_list.not_your_organ", organ=row.organ_name))
    ruling = LIST_GUARDS[found.guard](facts)
    if not ruling.permits:
        raise Blocked(ruling)
    return found


def check_send(by: Actor) -> None:
    """The duty chief and the guidance office send drill orders; raises `Denied`."""
    if by.roles.isdisjoint(SENDERS):
        raise Denied(refusal("drill.senders"))


def check_sample(by: Actor) -> None:
    """The guidance office looks for directives outside of the platform; raises `Denied`."""
    if not by.has(Role.GUIDANCE):
        raise Denied(refusal("drill.samplers"))


def drills_of(by: Actor) -> str:
    """Whose drill calls this person reads: empty for all, else the own team's. Raises `Denied`."""
    if by.has(*REFORM_READERS):
        return ""
    if by.roles.isdisjoint(ANSWERERS) or not by.team:
        raise Denied(refusal("drill.not_readable"))
    return by.team


def check_call(by: Actor, call: DrillCall, act: str) -> Transition:
    """The row of the table, when this person may; a team answers for itself only."""
    found = permitted(DRILL_CALL, call.state, act, by)
    if by.tenant != call.tenant:
        raise Denied(refusal("other_county"))
    if found.roles == ANSWERERS and by.team != call.team:
        raise Denied(refusal("drill.not_your_team", team=call.team_name))
    return found
