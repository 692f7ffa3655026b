"""What must be true before each step of enforcement by the organ itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from zhifa.law.book import Book
from zhifa.law.conditions import Fact, all_of
from zhifa.law.money import ZERO
from zhifa.law.procedure import enforcement, own_enforcement, paying, periods
from zhifa.law.rulebook import ruling, why
from zhifa.law.rulings import Outcome, Ruling, combine, refusal

SUBSTITUTABLE = frozenset({"traffic_safety", "pollution", "natural_resources"})


@dataclass(frozen=True, slots=True)
class ExecutionFacts:
    """`basis_level`: level of the text that gives the power. `stated`: what demand or decision states. `demanded_on`: day the demand was
    served; `performance_days`: working days it gives. `endangers`: traffic_safety | pollution | natural_resources, "" none."""

    basis_level: str = ""
    reason: str = ""
    money: bool = False
    stated: frozenset[str] = frozenset()
    demanded_on: date | None = None
    performance_days: int = 0
    still_owed: Fact = None
    hiding_assets: bool = False
    party_answered: bool = False
    answer_recorded: Fact = None
    answer_reviewed: Fact = None
    planned_at: datetime | None = None
    urgent: bool = False
    means: str = "other"
    target: str = "other"
    endangers: str = ""
    performance_on: date | None = None
    obstruction_place: str = "other"
    needs_removal: bool = False
    party_able: bool = True
    party_present: bool = True
    announced: Fact = None
    remedies_over: Fact = None
    no_remedy_sought: Fact = None
    not_removed: Fact = None
    fine_reduced: Decimal = ZERO
    surcharge_reduced: Decimal = ZERO
    remedied: bool = False
    broken: bool = False
    settled: Fact = None
    ground: str = ""
    suspended_on: date | None = None
    social_harm: bool = True
    unable: bool = False
    decision_fell: bool = False
    restorable: bool = True


Guard = Callable[[ExecutionFacts, Book, date], Ruling]


def _reason(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    return Ruling(Outcome.ALLOW) if facts.reason.strip() else refusal("reason_required", missing=("reason",))


def _demand(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    """Only an organ with the power demands for its own enforcement; the others demand before they ask the court."""
    return combine((own_enforcement.power(facts.basis_level), own_enforcement.demand(facts.stated, facts.money)))


def _at_once(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    return enforcement.immediate_substitute(facts.obstruction_place, facts.needs_removal, facts.party_able, facts.party_present)


def _performed(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    owed = None if facts.still_owed is None else not facts.still_owed
    return all_of({"performed": owed}, "ENF-04", refused="execution.still_owed", granted="execution.performed")


def _answer(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    return own_enforcement.answer(party_answered=True, recorded=facts.answer_recorded, reviewed=facts.answer_reviewed)


def _decision(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    """Power, demand in vain, its days over, the answer reviewed, the contents complete (ENF-01, 03, 04)."""
    over = None
    if facts.demanded_on is not None:
        over = day > book.calendar.add_working_days(facts.demanded_on, facts.performance_days)
    return combine(
        (
            own_enforcement.power(facts.basis_level),
            own_enforcement.answer(party_answered=facts.party_answered, recorded=facts.answer_recorded, reviewed=facts.answer_reviewed),
            own_enforcement.decision(
                demanded=facts.demanded_on is not None,
                period_over=over,
                still_owed=facts.still_owed,
                hiding_assets=facts.hiding_assets,
                stated=facts.stated,
            ),
        )
    )


def _time_and_means(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    if facts.planned_at is None:
        return refusal("execution.no_time", rules=("ENF-08",), missing=("planned_at",))
    found = enforcement.execute(book, facts.planned_at, facts.urgent, facts.means, facts.target)
    return combine((found, _reason(facts, book, day))) if found.outcome is Outcome.WARN or facts.urgent else found


def substitutable(endangers: str) -> Ruling:
    """Somebody else performs for the party only where its omission endangers traffic, pollutes or destroys natural resources (ENF-13)."""
    outcome, code = (Outcome.ALLOW, "execution.substitutable") if endangers in SUBSTITUTABLE else (Outcome.BLOCK, "execution.no_substitute")
    return ruling(outcome, "ENF-13", because=code)


def _substitute(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    """And after a demand three full working days before (PER-15)."""
    if facts.performance_on is None:
        return refusal("execution.no_time", rules=("ENF-13",), missing=("performance_on",))
    latest = periods.substitute_performance_demand(book, facts.performance_on)
    outcome = latest.judge(day)
    words = {"count": latest.count, "strict": latest.strict, "lenient": latest.lenient}
    code = {Outcome.ALLOW: "in_time", Outcome.WARN: "between", Outcome.BLOCK: "too_late"}[outcome]
    unclear = ("AMB-02",) if outcome is Outcome.WARN else ()
    return combine(
        (
            substitutable(facts.endangers),
            Ruling(outcome, (why(f"notice_days.{code}", **words),), ("ENF-13",), latest.citations, (), unclear),
        )
    )


def _demolition(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    return own_enforcement.demolition(
        announced=facts.announced,
        remedies_over=facts.remedies_over,
        no_remedy_sought=facts.no_remedy_sought,
        not_removed=facts.not_removed,
        basis_level=facts.basis_level,
    )


def _agreement(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    return paying.agreement(facts.fine_reduced, facts.surcharge_reduced, facts.remedied, broken=False)


def _broken(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    return all_of({"agreement_broken": facts.broken}, "SUR-07", refused="execution.agreement_kept", granted="paying.agreement_broken")


def _finished(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    return all_of({"accounts_settled": facts.settled}, "ENF-04", refused="execution.not_settled", granted="execution.performed")


def _pause(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    if facts.ground in own_enforcement.PAUSES:
        return ruling(Outcome.ALLOW, "ENF-05", because="own_enforcement.pauses")
    return ruling(Outcome.BLOCK, "ENF-05", because="own_enforcement.no_ground", missing=("ground",))


def _three_years(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    """Given up only where the law says that nothing is enforced any more."""
    assert facts.suspended_on is not None, "a suspended enforcement has its day"
    found = enforcement.suspended(book, facts.suspended_on, day, facts.social_harm, facts.unable)
    outcome = Outcome.ALLOW if found.values["no_longer_enforced"] else Outcome.BLOCK
    return ruling(outcome, "ENF-05", because=found.reasons, values=found.values)


def _end(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    return own_enforcement.end(facts.ground)


def _reversal(facts: ExecutionFacts, book: Book, day: date) -> Ruling:
    found = own_enforcement.reversal(enforced=True, decision_fell=facts.decision_fell, can_be_restored=facts.restorable)
    outcome = Outcome.ALLOW if facts.decision_fell else Outcome.BLOCK
    return ruling(outcome, "ENF-07", because=found.reasons, values=found.values)


GUARDS: dict[str, Guard] = {
    "reason_given": _reason,
    "demand_complete": _demand,
    "removable_at_once": _at_once,
    "performed": _performed,
    "answer_reviewed": _answer,
    "decision_lawful": _decision,
    "time_and_means": _time_and_means,
    "substitute_lawful": _substitute,
    "demolition_lawful": _demolition,
    "agreement_lawful": _agreement,
    "agreement_broken": _broken,
    "finished": _finished,
    "pause_lawful": _pause,
    "three_years_over": _three_years,
    "end_lawful": _end,
    "reversal_due": _reversal,
}
