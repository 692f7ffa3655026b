"""Who may change the catalogue."""

from __future__ import annotations

from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied, refusal


def check_keeper(by: Actor) -> None:
    """System administrators and the installation itself; raises `Denied`."""
    if not by.has(Role.SYSTEM_ADMIN, Role.SYSTEM):
        raise Denied(refusal("registry.system_admin_only"))


LIST_READERS = (Role.GUIDANCE, Role.LEADER, Role.DISCIPLINE, Role.LEGAL_REVIEWER, Role.SYSTEM_ADMIN, Role.SYSTEM)


def check_list(by: Actor, sender: str) -> None:
    """A department brings its own list; the guidance office and the installation any. Raises `Denied`."""
    own = by.has(Role.REGULATOR) and by.organ == sender
    if not own and not by.has(Role.GUIDANCE, Role.SYSTEM):
        raise Denied(refusal("lists.not_your_department"))


def readable_sender(by: Actor) -> str:
    """Whose lists this person sees: empty for all, else the own organ's. Raises `Denied`."""
    if by.has(*LIST_READERS):
        return ""
    if by.has(Role.REGULATOR) and by.organ:
        return by.organ
    raise Denied(refusal("lists.not_your_department"))


def check_draft_decision(by: Actor) -> None:
    """What departments list is accepted or refused by the guidance office (方案: 目录由县综合执法办统筹). Raises `Denied`."""
    if not by.has(Role.GUIDANCE):
        raise Denied(refusal("lists.guidance_decides"))


def check_writer(by: Actor) -> None:
    """Who writes an approved and announced change: the guidance office and the installation's clock. Raises `Denied`."""
    if not by.has(Role.GUIDANCE, Role.SYSTEM):
        raise Denied(refusal("role_may_not", act="写入目录调整", roles="县综合执法办"))
