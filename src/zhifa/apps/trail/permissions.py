"""Who reads the trail across objects: the audit administrator what administrators and log-ins did, discipline everything."""

from __future__ import annotations

from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied, refusal

READERS = (Role.AUDIT_ADMIN, Role.DISCIPLINE)


def check_read(by: Actor) -> None:
    """Raises `Denied`. What the audit administrator sees of cases ends with who did what when (see `reads_content`)."""
    if not by.has(*READERS):
        raise Denied(refusal("trail.auditors_only"))


def reads_content(by: Actor) -> bool:
    """Administrators keep the house and do not look into cases; discipline reads all of it."""
    return by.has(Role.DISCIPLINE)
