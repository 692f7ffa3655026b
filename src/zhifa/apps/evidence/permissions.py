"""Who turns material into evidence."""

from __future__ import annotations

from zhifa.law.actors import Actor, Role
from zhifa.law.citations import Citation
from zhifa.law.rulings import Denied, refusal

ENFORCERS = (Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL)
AUXILIARIES = Citation("浙江省综合行政执法条例", 30)
CERTIFICATE = Citation("行政处罚法", 42, 1)


def gathers_evidence(by: Actor) -> bool:
    """What this person brings is evidence at once: an enforcer with a valid certificate who is no auxiliary."""
    return by.has(*ENFORCERS) and not by.has(Role.AUXILIARY) and bool(by.certificate)


def check_judge(by: Actor) -> None:
    """May adopt material or set it aside; raises `Denied` (OFF-03)."""
    if by.has(Role.AUXILIARY):
        raise Denied(refusal("evidence.auxiliary_only_collects", AUXILIARIES, rules=("OFF-03",)))
    if not by.has(*ENFORCERS):
        raise Denied(refusal("evidence.enforcers_only", CERTIFICATE))
    if not by.certificate:
        raise Denied(refusal("evidence.certificate_needed", CERTIFICATE))


def check_bringer(by: Actor) -> None:
    """Everybody brings material but those who only look on; raises `Denied`."""
    if by.roles <= {Role.DISCIPLINE, Role.LEADER, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN} and by.roles:
        raise Denied(refusal("evidence.onlookers_bring_nothing"))
