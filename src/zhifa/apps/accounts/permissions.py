"""Who may give and take access."""

from __future__ import annotations

from collections.abc import Iterable

from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Blocked, Denied, refusal

# Three administrators watch each other: system, security, audit (GB/T 22239 8.1.5).
SEPARATED = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
RESCUERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


def check_access_keeper(by: Actor) -> None:
    """Security administrators, and the installation itself; raises `Denied`."""
    if not by.has(Role.SECURITY_ADMIN, Role.SYSTEM):
        raise Denied(refusal("accounts.security_admin_only"))


def check_not_oneself(by: Actor, person: str) -> None:
    """Nobody gives duties to the own account; raises `Denied`."""
    if by.person and by.person == person:
        raise Denied(refusal("accounts.not_oneself"))


def check_separation(held: Iterable[Role], wanted: Role) -> None:
    """One person holds one of the three administrations at most, and no other duty beside it; raises `Blocked`."""
    for role in held:
        if role != wanted and (role in SEPARATED or wanted in SEPARATED):
            raise Blocked(refusal("accounts.administrations_separated", held=role.value, wanted=wanted.value))


def check_oneself(by: Actor, person: str) -> None:
    """The own account only; raises `Denied`."""
    if not by.person or by.person != person:
        raise Denied(refusal("accounts.oneself_only"))


def check_session_keeper(by: Actor, person: str) -> None:
    """Everybody ends the own sessions; those of others system and security administrators; raises `Denied`."""
    if not (by.person and by.person == person) and not by.has(*RESCUERS):
        raise Denied(refusal("accounts.session_keepers"))


def check_rescuer(by: Actor) -> None:
    """Who helps when a phone is lost; raises `Denied`."""
    if not by.has(*RESCUERS):
        raise Denied(refusal("accounts.session_keepers"))


def check_read(by: Actor) -> None:
    """The three administrators see who has which account and duty, and discipline, who changes nothing; raises `Denied`."""
    if not by.has(*SEPARATED, Role.DISCIPLINE):
        raise Denied(refusal("accounts.administrators_only"))
