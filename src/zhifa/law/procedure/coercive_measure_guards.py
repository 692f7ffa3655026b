"""What must be true before each step of a coercive measure: composes the rules of `coercion` and `measures` over one set of facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from zhifa.law.book import Book
from zhifa.law.conditions import Fact, all_of
from zhifa.law.money import ZERO
from zhifa.law.procedure import coercion, measures
from zhifa.law.procedure.coercion import MeasureFacts, SeizureFacts
from zhifa.law.rulebook import ruling, why
from zhifa.law.rulings import Outcome, Ruling, combine, refusal

STEPS = ("certificates_shown", "party_called", "rights_told", "party_heard", "record_made", "signed_or_noted")


@dataclass(frozen=True, slots=True)
class CoerciveFacts:
    """`plan`: how the measure is to be carried out; `seizure`: what is known of its period, None before it began. `steps`: those of
    article 18 that were taken; `stated`: what the decision states; `now`: the moment of the act; `tested_until`: last day of testing.
    `price_paid`: proceeds and compensation that were paid to the party for goods sold."""

    plan: MeasureFacts
    seizure: SeizureFacts | None = None
    reason: str = ""
    other_means_suffice: Fact = None
    plainly_minor: Fact = None
    steps: frozenset[str] = frozenset()
    stated: frozenset[str] = frozenset()
    list_in_duplicate: bool = False
    handed_over: bool = False
    measure_at: datetime | None = None
    now: datetime | None = None
    tested_until: date | None = None
    goods_outcome: str = ""
    undealt: int = 0
    goods_list: Fact = None
    goods_handed_over: Fact = None
    party_told: Fact = None
    goods_sold: bool = False
    sale_price: Decimal = ZERO
    market_price: Decimal = ZERO
    returned: Fact = None
    price_paid: Fact = None
    compensated: Fact = None


Guard = Callable[[CoerciveFacts, Book, date], Ruling]


def _reason(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    if facts.reason.strip():
        return Ruling(Outcome.ALLOW)
    return refusal("reason_required", missing=("reason",))


def _lawful(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    """Basis, officers and goods (COE-01, 03, 05), and that it is needed (COE-02). The head's approval is this act itself."""
    needed = measures.necessary(
        other_means_suffice=facts.other_means_suffice, plainly_minor=facts.plainly_minor, reason_recorded=bool(facts.reason.strip())
    )
    return combine((coercion.may_apply(replace(facts.plan, leader_approved=True), book, day), needed))


def _urgent(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    plan = replace(facts.plan, leader_approved=False)
    return combine((coercion.may_apply(plan, book, day), _reason(facts, book, day), _steps(facts, book, day)))


def _steps(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    """The steps of 强制法 18, each of them."""
    return all_of({step: step in facts.steps for step in STEPS}, "COE-03", refused="measure.steps_missing", granted="coercion.may")


def _carried_out(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    papers = measures.papers(facts.stated, facts.list_in_duplicate, facts.handed_over)
    return combine((coercion.may_apply(replace(facts.plan, leader_approved=True), book, day), _steps(facts, book, day), papers))


def _approval(facts: CoerciveFacts, book: Book) -> Ruling:
    assert facts.measure_at is not None, "an urgent measure has its moment"
    return coercion.emergency_approval(book, facts.measure_at, facts.now, leader_approved=True)


def _in_time(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    return _approval(facts, book)


def _overdue(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    found = _approval(facts, book)
    if found.values["overdue"]:
        return ruling(Outcome.ALLOW, "COE-04", "PER-14", because=found.reasons)
    return ruling(Outcome.BLOCK, "COE-04", "PER-14", because=found.reasons)


def _end(facts: CoerciveFacts, book: Book) -> date:
    assert facts.seizure is not None, "a measure in force has its first day"
    end: date = coercion.period(facts.seizure, book).values["expire"]
    return end


def _running(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    """Nothing is done with goods on a period that is over but to give them back."""
    end = _end(facts, book)
    outcome, code = (Outcome.ALLOW, "coercion.expires") if day <= end else (Outcome.BLOCK, "measure.over")
    return ruling(outcome, "COE-07", "COE-11", because=why(code, expire=end))


def _over(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    end = _end(facts, book)
    outcome, code = (Outcome.ALLOW, "measure.over") if day > end else (Outcome.BLOCK, "coercion.expires")
    return ruling(outcome, "COE-07", "COE-11", because=why(code, expire=end))


def _testing(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    told = all_of({"testing_notified": facts.party_told}, "COE-08", refused="measure.testing_untold", granted="measure.testing_told")
    return combine((told, _running(facts, book, day)))


def _tested(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    if facts.tested_until is None or day < facts.tested_until:
        return refusal("measure.still_testing", rules=("COE-08",), missing=("tested_until",))
    return ruling(Outcome.ALLOW, "COE-08", because="measure.testing_told")


def _extension(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    assert facts.seizure is not None, "a measure in force has its first day"
    asked = replace(facts.seizure, extension_approved_on=day)
    return combine((coercion.period(asked, book), _reason(facts, book, day)))


def _dealt_with(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    return combine((measures.dealt_with(facts.goods_outcome, facts.undealt), _running(facts, book, day)))


def _with_case(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    return measures.goods_with_crime(goods_list=facts.goods_list, goods_handed_over=facts.goods_handed_over, party_told=facts.party_told)


def _returned(facts: CoerciveFacts, book: Book, day: date) -> Ruling:
    """Goods go back at once; for what was sold the proceeds, and more where the price was clearly too low (COE-11)."""
    owed = coercion.release(facts.goods_sold, facts.sale_price, facts.market_price, book, day).values
    due = {"goods_returned": facts.returned if not facts.goods_sold else True}
    due |= {"price_paid": facts.price_paid} if owed["refund_proceeds"] else {}
    due |= {"compensated": facts.compensated} if owed["compensate"] else {}
    return all_of(due, "COE-11", refused="measure.not_returned", granted="measure.returned")


GUARDS: dict[str, Guard] = {
    "reason_given": _reason,
    "measure_lawful": _lawful,
    "urgency": _urgent,
    "approved_in_time": _in_time,
    "approval_overdue": _overdue,
    "carried_out": _carried_out,
    "testing_told": _testing,
    "testing_over": _tested,
    "extension_lawful": _extension,
    "period_over": _over,
    "dealt_with": _dealt_with,
    "goods_with_case": _with_case,
    "goods_returned": _returned,
}
