"""Who reads how far the reform is."""

from __future__ import annotations

from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied, refusal

REFORM_READERS = (Role.LEADER, Role.DISCIPLINE, Role.GUIDANCE, Role.DUTY_CHIEF, Role.DISPATCHER, Role.LEGAL_REVIEWER)


def check_reform(by: Actor) -> None:
    """Those who read the county's cockpit; raises `Denied`."""
    if not by.has(*REFORM_READERS):
        raise Denied(refusal("reform.of_the_county"))
