"""What is on file beside and after the main line: the days, the way to the police, deferral, remedies, demand, the court."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhifa.apps.cases.models import Deferral, Demand, OrdinaryCase, OrdinaryDecision, PeriodChange, Remedy, Transfer
from zhifa.law.procedure.ordinary_after_guards import RECONSIDERATION, SUIT
from zhifa.law.procedure.ordinary_facts import AfterFacts, CrimeFacts, PeriodFacts
from zhifa.law.procedure.surcharge import Instalment, Interval

SUSPENSION = "suspension"
REVOKED = "revoked"


def period_facts(case: OrdinaryCase, day: date) -> PeriodFacts:
    """Days that do not count, and whether they stand still now (2 queries)."""
    changes = list(case.period_changes.order_by("since"))
    back = case.transfers.filter(answer="declined").exists() and case.refiled_on is None
    return PeriodFacts(days=excluded(changes), suspended=running(changes) is not None, was_with_police=back)


def excluded(changes: list[PeriodChange]) -> int:
    """Days of all changes that are over or fixed."""
    return sum(c.days for c in changes)


def running(changes: list[PeriodChange]) -> PeriodChange | None:
    """The suspension that has not ended."""
    return next((c for c in changes if c.kind == SUSPENSION and c.until is None), None)


def transfer_of(case: OrdinaryCase) -> Transfer | None:
    """The newest way to the police."""
    return case.transfers.order_by("-reported_at").first()


def crime_facts(case: OrdinaryCase) -> CrimeFacts:
    """What was reported and where it went (1 query)."""
    found = transfer_of(case)
    if found is None:
        return CrimeFacts()
    return CrimeFacts(found.offence, found.reported_at, receiver=found.receiver, receipt=found.receipt, letter=found.letter)


def after_facts(case: OrdinaryCase, decision: OrdinaryDecision | None) -> AfterFacts:
    """What happened since the decision was served (5 queries; none before)."""
    if case.served_on is None or decision is None:
        return AfterFacts(ended=case.state == "enforced")
    deferral, demand = deferral_of(case), demand_of(case)
    remedies = list(case.remedies.order_by("filed_on"))
    return AfterFacts(
        served_on=case.served_on,
        asked=deferral is not None and deferral.granted is None,
        parts=parts_of(case),
        remedies=tuple(Interval(r.filed_on, r.ended_on) for r in remedies),
        pending=next((r.kind for r in remedies if r.ended_on is None), ""),
        reconsidered_on=_ended(remedies, RECONSIDERATION),
        judged_on=_ended(remedies, SUIT),
        annulled=any(r.result == REVOKED for r in remedies),
        demand_served_on=demand.served_on if demand else None,
        ended=case.state == "enforced",
    )


def _ended(remedies: list[Remedy], kind: str) -> date | None:
    return max((r.ended_on for r in remedies if r.kind == kind and r.ended_on), default=None)


def deferral_of(case: OrdinaryCase) -> Deferral | None:
    """The newest request to pay later."""
    return case.deferrals.order_by("-asked_at").first()


def demand_of(case: OrdinaryCase) -> Demand | None:
    """The newest demand."""
    return case.demands.order_by("-issued_at").first()


def parts_of(case: OrdinaryCase) -> tuple[Instalment, ...]:
    """Instalments as granted, each with the day on which its receipt came; none without a granted deferral (2 queries)."""
    granted = case.deferrals.filter(granted=True).order_by("-asked_at").first()
    if granted is None:
        return ()
    paid = list(case.receipts.order_by("paid_on", "id").values_list("paid_on", flat=True))
    days = [*paid, *[None] * (len(granted.schedule) - len(paid))]
    return tuple(
        Instalment(date.fromisoformat(part["due"]), Decimal(part["amount"]), on) for part, on in zip(granted.schedule, days, strict=False)
    )
