"""Questions about assessments, for pages, programs and the apps that come later. Answers are frozen rows."""

from zhifa.apps.empowerment.queries.assessments import (
    AssessmentRow,
    Offer,
    VisitRow,
    assessment,
    assessments,
    may_read,
    offers,
    published,
    standing,
    waiting,
)
from zhifa.apps.empowerment.queries.demand import DemandRow, demand
from zhifa.apps.empowerment.queries.evidence import EvidenceLine, evidence_of, sees
from zhifa.apps.empowerment.queries.measures import AspectRow, IndicatorRow, Sheet, sheet, weighed
from zhifa.apps.empowerment.queries.townships import TownshipRow, townships
from zhifa.apps.empowerment.queries.withdrawals import UseRow, WithdrawalRow, unused, withdrawal, withdrawals

__all__ = [
    "AspectRow",
    "AssessmentRow",
    "DemandRow",
    "EvidenceLine",
    "IndicatorRow",
    "Offer",
    "Sheet",
    "TownshipRow",
    "UseRow",
    "VisitRow",
    "WithdrawalRow",
    "assessment",
    "assessments",
    "demand",
    "evidence_of",
    "may_read",
    "offers",
    "published",
    "sees",
    "sheet",
    "standing",
    "townships",
    "unused",
    "waiting",
    "weighed",
    "withdrawal",
    "withdrawals",
]
