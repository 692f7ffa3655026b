"""Who may touch jobs by hand."""

from __future__ import annotations

from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied, refusal


def check_operator(by: Actor) -> None:
    """System administrators (and the system itself); raises `Denied`."""
    if not by.has(Role.SYSTEM_ADMIN, Role.SYSTEM):
        raise Denied(refusal("jobs.operator_only"))
