"""Who may issue a document, and who may open one."""

from __future__ import annotations

from zhifa.apps.documents.models import Document
from zhifa.law.actors import Actor, Role
from zhifa.law.citations import Citation
from zhifa.law.rulings import Denied, refusal

ISSUERS = (Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL)
READERS = (Role.DISCIPLINE, Role.GUIDANCE, Role.LEGAL_REVIEWER, Role.LEADER)
SECRECY = Citation("行政处罚法", 50)
WHO_ENFORCES = Citation("行政处罚法", 42, 1)
AUXILIARIES = Citation("浙江省综合行政执法条例", 30)


def check_issue(by: Actor, signers: frozenset[Role] = frozenset()) -> None:
    """Documents are signed by certified officers, unless the kind is signed by those of another duty (`signers`: the head, the
    legal reviewer, who presides); an auxiliary never signs (OFF-01, OFF-03)."""
    if by.has(Role.AUXILIARY):
        raise Denied(refusal("auxiliary_may_not", AUXILIARIES, rules=("OFF-03",)))
    if signers and by.has(*signers):
        return
    if not by.has(*ISSUERS) or not by.certificate:
        raise Denied(refusal("certificate_required", WHO_ENFORCES, rules=("OFF-01",)))


def check_void(by: Actor, document: Document) -> None:
    """The leader of the team that issued it, the head of the organ, or the legal reviewer."""
    leads = by.has(Role.SQUAD_LEADER, Role.PROFESSIONAL) and by.team and by.team == document.team
    heads = by.has(Role.APPROVER) and by.organ == document.organ
    if not (leads or heads or by.has(Role.LEGAL_REVIEWER)):
        raise Denied(refusal("not_your_document", SECRECY, rules=("OFF-09",)))


def may_open(by: Actor, document: Document) -> bool:
    """Those who made it, their team, the commander of the place, their organ's people with a leading post, oversight."""
    if by.person in document.people or by.has(*READERS):
        return True
    if by.team and by.team == document.team and not by.has(Role.AUXILIARY):
        return True
    if by.has(Role.APPROVER) and by.organ == document.organ:
        return True
    return by.has(Role.TOWNSHIP_COMMANDER) and document.area in by.areas


def check_open(by: Actor, document: Document) -> None:
    """Raises Denied when the document is none of theirs (处罚法 50: privacy and secrets)."""
    if not may_open(by, document):
        raise Denied(refusal("not_your_document", SECRECY, rules=("OFF-09",)))
