"""Who asks the guidance office, who answers, who reads what it does."""

from __future__ import annotations

from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied, refusal

READERS = (Role.GUIDANCE, Role.LEADER, Role.LEGAL_REVIEWER, Role.DISCIPLINE)
UNIT_READERS = (*READERS, Role.APPROVER)


def check_read(by: Actor) -> None:
    """The county's offices read all of its work. Raises Denied."""
    if not by.has(*READERS):
        raise Denied(refusal("role_may_not", act="查看综合执法办的工作", roles="县综合执法办、县领导、法制审核员、纪检监察"))


def check_units(by: Actor) -> None:
    """They, and the head of the bureau, read the load of its units. Raises Denied."""
    if not by.has(*UNIT_READERS):
        raise Denied(refusal("role_may_not", act="查看内设机构工作量", roles="县综合执法办、县领导、法制审核员、纪检监察、机关负责人"))
