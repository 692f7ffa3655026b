"""Who asks the guidance office, who answers, who reads what it does."""

from __future__ import annotations

from zhifa.apps.office.models import OfficeEntry
from zhifa.law import office
from zhifa.law.actors import ROLE_LABELS, Actor, Role
from zhifa.law.procedure.office import ASKERS, GUARDS, OFFICE, OFFICE_ENTRY, EntryFacts
from zhifa.law.procedure.states import Transition, permitted
from zhifa.law.rulings import Blocked, Denied, refusal

READERS = (Role.GUIDANCE, Role.LEADER, Role.LEGAL_REVIEWER, Role.DISCIPLINE)
UNIT_READERS = (*READERS, Role.APPROVER)


def check_read(by: Actor) -> None:
    """The county's offices read all of its work. Raises Denied."""
    if not by.has(*READERS):
        raise Denied(refusal("role_may_not", act="查看综合执法办的工作", roles="县综合执法办、县领导、法制审核员、纪检监察"))


def check_requests(by: Actor) -> None:
    """They read all requests, an asker the own ones. Raises Denied."""
    if not by.has(*READERS, *ASKERS):
        raise Denied(refusal("role_may_not", act="查看对综合执法办的请求", roles="、".join(ROLE_LABELS[r] for r in sorted(ASKERS))))


def check_units(by: Actor) -> None:
    """The county's offices and the head of the bureau read the load of its units. Raises Denied."""
    if not by.has(*UNIT_READERS):
        raise Denied(refusal("role_may_not", act="查看内设机构工作量", roles="县综合执法办、县领导、法制审核员、纪检监察、机关负责人"))


def check_ask(by: Actor, job: str) -> None:
    """Puts something on record under this job. Raises Denied."""
    who = office.askers(job)
    if by.roles.isdisjoint(who):
        raise Denied(refusal("role_may_not", act="向综合执法办提出", roles="、".join(ROLE_LABELS[r] for r in sorted(who))))


def own(by: Actor, row: OfficeEntry) -> bool:
    """Asked by the body that this person works in, in the same duty: one bureau houses the office, the reviewers and the squads."""
    return (by.organ, by.team) == (row.asked_organ, row.asked_team) and row.asked_role in by.roles


def check_act(by: Actor, row: OfficeEntry, act: str, facts: EntryFacts) -> Transition:
    """The row of the table when this person may and the facts allow it. Raises Denied, Blocked."""
    found = permitted(OFFICE_ENTRY, row.state, act, by)
    if by.tenant != row.tenant:
        raise Denied(refusal("other_county"))
    if found.roles != OFFICE and not own(by, row):
        raise Denied(refusal("office.own_request_only"))
    ruling = GUARDS[found.guard](facts)
    if not ruling.permits:
        raise Blocked(ruling)
    return found
