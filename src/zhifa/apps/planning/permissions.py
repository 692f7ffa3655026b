"""Who draws up a line, who approves it, who reads the plan."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from zhifa.apps.planning.models import PlanLine, SupervisionItem
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.inspection_guards import LINE_GUARDS, LineFacts
from zhifa.law.procedure.inspection_plan import COORDINATORS, INSPECTION_PLAN, PLANNERS
from zhifa.law.procedure.states import Transition, permitted
from zhifa.law.procedure.supervision_claim import CLAIM_GUARDS, DEPARTMENTS, SUPERVISION_CLAIM, ClaimFacts
from zhifa.law.rulings import Blocked, Denied, refusal

COUNTY_WIDE = (Role.GUIDANCE, Role.LEADER, Role.DUTY_CHIEF, Role.DISPATCHER, Role.DISCIPLINE, Role.LEGAL_REVIEWER)
READERS = (*COUNTY_WIDE, *PLANNERS, Role.OFFICER, Role.APPROVER, Role.TOWNSHIP_COMMANDER)
ANY_PARTY = frozenset({"agree"})  # the guard asks whether the organ takes part


def check_read(by: Actor) -> None:
    """Whoever plans, inspects, coordinates or oversees reads the plan of all organs: that is what keeps visits apart."""
    if not by.has(*READERS):
        raise Denied(refusal("role_may_not", act="查看检查计划", roles="检查机关、综合执法办、监督人员"))


def visible(by: Actor) -> Q:
    """Everything but the drafts of other organs."""
    seen = Q(tenant=by.tenant)
    return seen if by.has(*COUNTY_WIDE) else seen & (~Q(state="drafted") | Q(organ=by.organ))


def check_draw_up(by: Actor) -> None:
    """Departments, professional teams and squads plan for their own organ."""
    if not by.has(*PLANNERS) or not by.organ:
        raise Denied(refusal("role_may_not", act="编制检查计划", roles="主管部门监管员、专业执法队、中队长"))


def check_act(by: Actor, line: PlanLine, act: str, facts: LineFacts, organs: Collection[str] = ()) -> Transition:
    """The row of the table, when this person may and the facts allow it. `organs`: whose act it is besides the line's own organ."""
    row = permitted(INSPECTION_PLAN, line.state, act, by)
    if by.tenant != line.tenant:
        raise Denied(refusal("other_county"))
    if by.roles.isdisjoint(COORDINATORS) and act not in ANY_PARTY and by.organ not in (line.organ, *organs):
        raise Denied(refusal("plan.not_your_organ", organ=line.organ_name))
    ruling = LINE_GUARDS[row.guard](facts)
    if not ruling.permits:
        raise Blocked(ruling)
    return row


def check_compile(by: Actor) -> None:
    """The guidance office compiles the supervision list (条例 6). Raises `Denied`."""
    if not by.has(Role.GUIDANCE):
        raise Denied(refusal("supervision.guidance_compiles"))


def supervised(by: Actor) -> str:
    """Whose items this person reads: empty for all, else the own organ's. Raises `Denied`."""
    if by.has(*COUNTY_WIDE):
        return ""
    if by.roles.isdisjoint(DEPARTMENTS) or not by.organ:
        raise Denied(refusal("supervision.not_readable"))
    return by.organ


def check_claim(by: Actor, item: SupervisionItem, act: str, facts: ClaimFacts) -> Transition:
    """The row of the table, when this person may and the facts allow it; a department acts on its own items only."""
    row = permitted(SUPERVISION_CLAIM, item.state, act, by)
    if by.tenant != item.tenant:
        raise Denied(refusal("other_county"))
    if row.roles == DEPARTMENTS and by.organ != item.organ:
        raise Denied(refusal("supervision.not_your_organ", organ=item.organ_name))
    if item.ended_on is not None:
        raise Blocked(refusal("supervision.ended"))
    ruling = CLAIM_GUARDS[row.guard](facts)
    if not ruling.permits:
        raise Blocked(ruling)
    return row
