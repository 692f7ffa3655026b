"""Who plans and carries out a cut-over, who answers for a receipt, who reads both."""

from __future__ import annotations

from django.db.models import Q

from zhifa.apps.adjustments.models import Cutover, Receipt
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.cutover import CLOCK, CUTOVER, GUARDS, PLANNERS, RECEIPT, RECEIVERS, CutoverFacts
from zhifa.law.procedure.states import Transition, permitted
from zhifa.law.rulings import Blocked, Denied, refusal

READERS = (
    Role.GUIDANCE, Role.LEADER, Role.DUTY_CHIEF, Role.DISPATCHER, Role.DISCIPLINE, Role.LEGAL_REVIEWER, Role.SYSTEM,
)  # fmt: skip
CONCERNED = (*RECEIVERS, Role.OFFICER, Role.TOWNSHIP_COMMANDER)


def check_read(by: Actor) -> None:
    """Who coordinates or oversees, and whoever gives or takes work. Raises Denied."""
    if not by.has(*READERS, *CONCERNED):
        raise Denied(refusal("role_may_not", act="查看切换与对账", roles="县综合执法办、指挥中心、交接双方、监督人员"))


def check_plan(by: Actor) -> None:
    """The guidance office plans cut-overs. Raises Denied."""
    if by.roles.isdisjoint(PLANNERS):
        raise Denied(refusal("role_may_not", act="安排切换", roles="县综合执法办"))


def check_carry_out(by: Actor) -> None:
    """The guidance office, and the clock. Raises Denied."""
    if by.roles.isdisjoint(CLOCK):
        raise Denied(refusal("role_may_not", act="切换", roles="县综合执法办"))


def visible(by: Actor) -> Q:
    """The receipts that this person may see: all for who coordinates or oversees, otherwise those given or taken by the own organ or
    team."""
    own = Q(tenant=by.tenant)
    if by.has(*READERS):
        return own
    seen = Q(pk__in=())
    if by.has(*CONCERNED) and by.team:
        seen |= Q(from_team=by.team) | Q(to_team=by.team)
    if by.has(*CONCERNED) and by.organ:
        seen |= Q(from_organ=by.organ, from_team="") | Q(to_organ=by.organ, to_team="")
    if by.has(Role.APPROVER) and by.organ:
        seen |= Q(from_organ=by.organ) | Q(to_organ=by.organ)
    return own & seen


def receives(by: Actor) -> Q:
    """The receipts that this person may answer: the head of the team, or of the organ."""
    own = Q(tenant=by.tenant)
    if by.roles.isdisjoint(RECEIVERS):
        return own & Q(pk__in=())
    mine = Q(to_organ=by.organ, to_team="")
    if by.has(Role.APPROVER):
        mine |= Q(to_organ=by.organ)
    if by.team:
        mine |= Q(to_team=by.team)
    return own & mine


def check_answer(by: Actor, receipt: Receipt, act: str) -> Transition:
    """The row of the table, when this receipt is theirs to answer. Raises Denied, Blocked."""
    row = permitted(RECEIPT, receipt.state, act, by)
    if by.tenant != receipt.tenant:
        raise Denied(refusal("other_county"))
    theirs = by.team == receipt.to_team if receipt.to_team else by.organ == receipt.to_organ
    if not theirs and not (by.has(Role.APPROVER) and by.organ == receipt.to_organ):
        raise Denied(refusal("cutover.not_receiver", receiver=receipt.to_name or receipt.to_organ))
    return row


def check_act(by: Actor, cutover: Cutover, act: str, facts: CutoverFacts) -> Transition:
    """The row of the table, when this person may and the facts allow it. Raises Denied, Blocked."""
    row = permitted(CUTOVER, cutover.state, act, by)
    if by.tenant != cutover.tenant:
        raise Denied(refusal("other_county"))
    blocked = GUARDS[row.guard](facts)
    if blocked:
        raise Blocked(blocked)
    return row
