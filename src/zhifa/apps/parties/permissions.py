"""Who registers parties, and who may see their data in clear (处罚法 50, 个人信息保护法 34)."""

from __future__ import annotations

from zhifa.apps.parties.models import Party
from zhifa.law.actors import Actor, Role
from zhifa.law.citations import Citation
from zhifa.law.rulings import Denied, refusal

ENFORCERS = (Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL)
OVERSIGHT = (Role.LEGAL_REVIEWER, Role.DISCIPLINE)
SECRECY = (Citation("行政处罚法", 50), Citation("个人信息保护法", 34))


def check_register(by: Actor) -> None:
    """Officers with a certificate; what an auxiliary collects stays lead material."""
    if by.has(Role.AUXILIARY):
        raise Denied(refusal("auxiliary_may_not", Citation("浙江省综合行政执法条例", 30), rules=("OFF-03",)))
    if not by.has(*ENFORCERS) or not by.certificate:
        raise Denied(refusal("certificate_required", Citation("行政处罚法", 42, 1), rules=("OFF-01",)))


def check_reveal(by: Actor, party: Party) -> None:
    """Enforcers of the organ that registered the party, legal review and discipline."""
    own = by.has(*ENFORCERS) and bool(by.certificate) and by.organ == party.organ
    if by.tenant != party.tenant or by.has(Role.AUXILIARY) or not (own or by.has(*OVERSIGHT)):
        raise Denied(refusal("party.not_in_clear", *SECRECY, rules=("OFF-09",)))
