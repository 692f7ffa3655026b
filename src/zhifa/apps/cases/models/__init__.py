"""Cases of the summary procedure, their money, and orders to correct."""

from zhifa.apps.cases.models.case import Case, Handler, Notice
from zhifa.apps.cases.models.correction import CorrectionOrder
from zhifa.apps.cases.models.decision import Collection, Deadline, Decision, Receipt

__all__ = ["Case", "Collection", "CorrectionOrder", "Deadline", "Decision", "Handler", "Notice", "Receipt"]
