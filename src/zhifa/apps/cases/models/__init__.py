"""Cases of the summary and of the ordinary procedure, their money, and orders to correct."""

from zhifa.apps.cases.models.beside import CourtApplication, Deferral, Demand, PeriodChange, Remedy, Transfer
from zhifa.apps.cases.models.case import Case, Handler, Notice
from zhifa.apps.cases.models.correction import CorrectionOrder
from zhifa.apps.cases.models.decision import Collection, Deadline, Decision, Receipt
from zhifa.apps.cases.models.ordinary import (
    CaseProposal,
    CaseRecord,
    Discussion,
    EvidenceItem,
    Hearing,
    LegalReview,
    OrdinaryCase,
    OrdinaryDeadline,
    OrdinaryDecision,
    OrdinaryHandler,
    OrdinaryReceipt,
    Preservation,
    Recusal,
)

__all__ = [
    "Case",
    "CaseProposal",
    "CaseRecord",
    "Collection",
    "CorrectionOrder",
    "CourtApplication",
    "Deadline",
    "Decision",
    "Deferral",
    "Demand",
    "Discussion",
    "EvidenceItem",
    "Handler",
    "Hearing",
    "LegalReview",
    "Notice",
    "OrdinaryCase",
    "OrdinaryDeadline",
    "OrdinaryDecision",
    "OrdinaryHandler",
    "OrdinaryReceipt",
    "PeriodChange",
    "Preservation",
    "Receipt",
    "Recusal",
    "Remedy",
    "Transfer",
]
