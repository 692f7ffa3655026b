"""Who asks for a change of the catalogue, who weighs, checks, approves and announces it, and who reads it."""

from __future__ import annotations

from django.db.models import Q

from zhifa.apps.adjustments.models import Change
from zhifa.apps.registry import queries as registry
from zhifa.law.actors import Actor, Role
from zhifa.law.authority import BUREAU
from zhifa.law.procedure.catalogue_change import CATALOGUE_CHANGE, CHECKERS, DECIDERS, EDITORS, REQUESTERS
from zhifa.law.procedure.catalogue_change_guards import GUARDS, ChangeFacts
from zhifa.law.procedure.states import Transition, permitted
from zhifa.law.rulings import Blocked, Denied, refusal

READERS = REQUESTERS | CHECKERS | DECIDERS | {Role.DISCIPLINE}
COUNTY_WIDE = EDITORS | CHECKERS | DECIDERS | {Role.DISCIPLINE}
OWN_ACTS = ("amend", "submit", "withdraw")
DECISIONS = ("approve", "decline", "reject", "revoke")


def check_read(by: Actor) -> None:
    """Whoever asks, weighs, decides or oversees. Raises Denied."""
    if by.roles.isdisjoint(READERS):
        raise Denied(refusal("role_may_not", act="查看目录调整", roles="县综合执法办、主管部门、乡镇、法制审核、批准机关"))


def visible(by: Actor) -> Q:
    """Everything but what other organs are still writing."""
    seen = Q(tenant=by.tenant)
    return seen if not by.roles.isdisjoint(COUNTY_WIDE) else seen & (~Q(state="drafted") | Q(requested_organ=by.organ))


def check_request(by: Actor) -> None:
    """The guidance office, departments and townships ask for changes, and the installation writes down what a changed text does;
    administrators do no work of the county. Raises Denied."""
    if by.has(Role.SYSTEM):
        return
    if by.roles.isdisjoint(REQUESTERS) or not by.organ:
        raise Denied(refusal("role_may_not", act="提出目录调整", roles="县综合执法办、主管部门监管员、乡镇指挥"))


def check_person(by: Actor, change: Change, act: str) -> Transition:
    """The row of the table, when this person may act on this change. Raises Denied, Blocked for an act that the state has not."""
    row = permitted(CATALOGUE_CHANGE, change.state, act, by)
    if by.tenant != change.tenant:
        raise Denied(refusal("other_county"))
    if act in OWN_ACTS and by.roles.isdisjoint(EDITORS) and by.organ != change.requested_organ:
        raise Denied(refusal("change.not_your_request", organ=change.requested_organ_name))
    if act in DECISIONS and not by.has(Role.LEADER):
        organ = registry.organ(by.organ)
        if organ is None or organ.kind != BUREAU:
            raise Denied(refusal("change.not_your_organ"))
    return row


def check_act(by: Actor, change: Change, act: str, facts: ChangeFacts) -> Transition:
    """The same, when the facts allow it too. Raises Denied, Blocked."""
    row = check_person(by, change, act)
    ruling = GUARDS[row.guard](facts)
    if not ruling.permits:
        raise Blocked(ruling)
    return row
