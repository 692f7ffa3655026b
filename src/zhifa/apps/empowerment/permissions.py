"""Who conducts an assessment, who states its facts, who reads it."""

from __future__ import annotations

from zhifa.apps.empowerment.models import Assessment, Withdrawal
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.empowerment import ASSESSMENT, OFFICE, TOWNSHIP, WITHDRAWAL
from zhifa.law.procedure.empowerment_guards import ASSESSMENT_GUARDS, WITHDRAWAL_GUARDS, AssessmentFacts, WithdrawalFacts
from zhifa.law.procedure.states import Transition, permitted
from zhifa.law.rulings import Blocked, Denied, refusal

COUNTY_WIDE = (Role.GUIDANCE, Role.LEADER, Role.LEGAL_REVIEWER, Role.DISCIPLINE, Role.VERIFIER, Role.REGULATOR)
READERS = (*COUNTY_WIDE, Role.TOWNSHIP_COMMANDER)


def check_read(by: Actor) -> None:
    """The county's offices read all, a township its own. Raises Denied."""
    if not by.has(*READERS):
        raise Denied(refusal("role_may_not", act="查看赋权评估", roles="县综合执法办、县领导、法制审核员、核查员、本乡镇"))


def reads_area(by: Actor, area: str) -> bool:
    """May read what concerns this township."""
    return by.has(*COUNTY_WIDE) or (by.has(Role.TOWNSHIP_COMMANDER) and area in by.areas)


def check_open(by: Actor) -> None:
    """The office conducts assessments (条例 12). Raises Denied."""
    if not by.has(*OFFICE):
        raise Denied(refusal("role_may_not", act="开展赋权评估", roles="县综合执法办"))


def check_act(by: Actor, row: Assessment, act: str, facts: AssessmentFacts) -> Transition:
    """The row of the table when this person may and the facts allow it. Raises Denied, Blocked."""
    found = permitted(ASSESSMENT, row.state, act, by)
    if by.tenant != row.tenant:
        raise Denied(refusal("other_county"))
    as_township = by.roles.isdisjoint(found.roles - TOWNSHIP) and not by.roles.isdisjoint(TOWNSHIP)
    if as_township and row.area not in by.areas:
        raise Denied(refusal("empowerment.own_township_only"))
    ruling = ASSESSMENT_GUARDS[found.guard](facts)
    if not ruling.permits:
        raise Blocked(ruling)
    return found


def check_answer(by: Actor, row: Withdrawal, act: str, facts: WithdrawalFacts) -> Transition:
    """The same for a proposed withdrawal."""
    found = permitted(WITHDRAWAL, row.state, act, by)
    if by.tenant != row.tenant:
        raise Denied(refusal("other_county"))
    ruling = WITHDRAWAL_GUARDS[found.guard](facts)
    if not ruling.permits:
        raise Blocked(ruling)
    return found
