"""Who may change the registry's reference data."""

from __future__ import annotations

from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied, refusal


def check_keeper(by: Actor) -> None:
    """System administrators and the installation itself; raises `Denied`."""
    if not by.has(Role.SYSTEM_ADMIN, Role.SYSTEM):
        raise Denied(refusal("registry.system_admin_only"))


def check_writer(by: Actor) -> None:
    """Who writes an approved and announced change: the guidance office and the installation's clock. Raises `Denied`."""
    if not by.has(Role.GUIDANCE, Role.SYSTEM):
        raise Denied(refusal("role_may_not", act="写入目录调整", roles="县综合执法办"))
