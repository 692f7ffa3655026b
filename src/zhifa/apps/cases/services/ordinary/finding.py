"""The problem found on an inspection that an ordinary case came from: it waits for the head's word and follows it, in the same
transaction."""

from __future__ import annotations

from zhifa.apps.cases.services.ordinary.step import Move
from zhifa.apps.inspections import services as inspections


def finding_filed(move: Move) -> None:
    """The case stands: the problem is settled by it."""
    inspections.filing_approved(by=move.by, at=move.at, case=move.case.pk)


def finding_goes_on(move: Move, reason: str) -> None:
    """No case: the inspectors settle the problem otherwise."""
    inspections.filing_refused(by=move.by, at=move.at, case=move.case.pk, reason=reason)
