"""Who may change the registry's reference data."""

from __future__ import annotations

from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied, refusal


def check_keeper(by: Actor) -> None:
    """System administrators and the installation itself; raises `Denied`."""
    if not by.has(Role.SYSTEM_ADMIN, Role.SYSTEM):
        raise Denied(refusal("registry.system_admin_only"))
