"""Who keeps the posts and the stationing, who scores whom, who reads it."""

from __future__ import annotations

from zhifa.apps.staffing.models import Appraisal, Transfer
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.staffing import DUAL_APPRAISAL, OFFICE, STAFF_TRANSFER, STAFFING_GUARDS, StaffingFacts
from zhifa.law.procedure.states import Transition, permitted
from zhifa.law.rulings import Blocked, Denied, refusal

COUNTY_WIDE = (Role.GUIDANCE, Role.LEADER, Role.LEGAL_REVIEWER, Role.DISCIPLINE)
PARTIES = (Role.TOWNSHIP_COMMANDER, Role.REGULATOR, Role.APPROVER)


def check_office(by: Actor) -> None:
    """The guidance office proposes, enters posts, stations people and opens appraisals (条例 12). Raises Denied."""
    if not by.has(*OFFICE):
        raise Denied(refusal("role_may_not", act="办理人员编制", roles="县综合执法办"))


def check_read(by: Actor) -> None:
    """Posts, proposals and stationing: the county's offices. Raises Denied."""
    if not by.has(*COUNTY_WIDE):
        raise Denied(refusal("role_may_not", act="查看编制台账", roles="县综合执法办、县领导、法制审核员、纪检监察"))


def check_read_people(by: Actor) -> None:
    """Relations and appraisals: the county's offices, and those who command or employ the people. Raises Denied."""
    if not by.has(*COUNTY_WIDE, *PARTIES):
        raise Denied(
            refusal(
                "role_may_not", act="查看人员关系和考核", roles="县综合执法办、县领导、法制审核员、纪检监察、属地、主管部门、机关负责人"
            )
        )


def reads_ledger(by: Actor) -> bool:
    """The page of posts opens for them."""
    return by.has(*COUNTY_WIDE)


def reads_all(by: Actor) -> bool:
    """Everybody's rows, not only those of the own organ."""
    return by.has(*COUNTY_WIDE)


def check_transfer(by: Actor, row: Transfer, act: str, facts: StaffingFacts) -> Transition:
    """The row of the table when this person may and the facts allow it. Raises Denied, Blocked."""
    found = permitted(STAFF_TRANSFER, row.state, act, by)
    return _allowed(by, row.tenant, found, facts)


def check_appraisal(by: Actor, row: Appraisal, act: str, facts: StaffingFacts) -> Transition:
    """The same for an appraisal: each side scores for its own organ."""
    found = permitted(DUAL_APPRAISAL, row.state, act, by)
    if act == "sign_local" and by.organ != row.local.code:
        raise Denied(refusal("staffing.own_people_only", organ=row.local.name))
    if act == "sign_bureau" and by.organ != row.bureau.code:
        raise Denied(refusal("staffing.bureau_only", organ=row.bureau.name))
    return _allowed(by, row.tenant, found, facts)


def _allowed(by: Actor, tenant: str, found: Transition, facts: StaffingFacts) -> Transition:
    if by.tenant != tenant:
        raise Denied(refusal("other_county"))
    ruling = STAFFING_GUARDS[found.guard](facts)
    if not ruling.permits:
        raise Blocked(ruling)
    return found
