"""Guards after the decision: deferral and instalments, money, remedies, demand, the court, the end of enforcement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.money import ZERO, written
from zhifa.law.procedure import court, surcharge
from zhifa.law.procedure.court import CourtFacts
from zhifa.law.procedure.ordinary_facts import FINE_TO_DO, LAW, Guard, OrdinaryFacts, lacking, together, two_officers
from zhifa.law.procedure.surcharge import Instalment
from zhifa.law.rulings import Ruling, combine, refusal

COERCION = "行政强制法"
DEFER = (Citation(LAW, 66, 2),)
RECONSIDERATION, SUIT = "reconsideration", "suit"
REMEDIES = {RECONSIDERATION: "行政复议", SUIT: "行政诉讼"}
ENDINGS = {
    "citizen_died": "公民死亡，无遗产可供执行，又无义务承受人",
    "organization_ended": "法人或者其他组织终止，无财产可供执行，又无义务承受人",
    "object_lost": "执行标的灭失",
    "decision_revoked": "据以执行的行政决定被撤销",
    "other": "行政机关认为需要终结执行的其他情形",
}


def _hardship(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """The party applies, and shows that it is in real difficulty (PAY-08)."""
    if not facts.fine:
        return refusal("case.no_fine", *DEFER, rules=("PAY-08",))
    if facts.after.asked:
        return refusal("ordinary.deferral_open", *DEFER, rules=("PAY-08",))
    return lacking("ordinary.hardship_missing", DEFER, ("PAY-08",), hardship=facts.after.hardship, proof=facts.after.proof)


def _deferral(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """Granted with days and sums that make up the fine, or refused; both for a reason."""
    if not facts.after.asked:
        return refusal("ordinary.no_deferral", *DEFER, rules=("PAY-08",))
    reason = lacking("reason_required", DEFER, ("PAY-08",), reason=facts.reason)
    return together((reason, _schedule(facts, day))) if facts.after.granted else reason


def _schedule(facts: OrdinaryFacts, day: date) -> Ruling:
    days, sums = [d for d, _ in facts.after.schedule], [s for _, s in facts.after.schedule]
    rising = bool(days) and all(a < b for a, b in zip([day, *days], days, strict=False))
    if rising and all(s > ZERO for s in sums) and sum(sums, ZERO) == facts.fine:
        return FINE_TO_DO
    return refusal("ordinary.schedule_wrong", *DEFER, rules=("PAY-08",), missing=("schedule",), fine=written(facts.fine))


def unpaid(facts: OrdinaryFacts) -> tuple[Instalment, ...]:
    """What is still to be paid, in order: the instalments that were granted, or the whole fine."""
    parts = facts.after.parts
    if parts:
        return tuple(p for p in parts if p.paid_on is None)
    return (Instalment(facts.due, facts.fine),) if facts.due and facts.fine and not facts.paid else ()


def owed(facts: OrdinaryFacts, book: Book, parts: tuple[Instalment, ...], paid_on: date | None, through: date | None = None) -> Ruling:
    """Sum and surcharge of `parts` when paid on that day or still unpaid through one. `values`: surcharge, total, counted_days."""
    remedies = facts.after.remedies
    found = [surcharge.amount(book, p.amount, p.due_on, paid_on=paid_on, unpaid_through=through, remedies=remedies) for p in parts]
    extra = sum((f.values["surcharge"] for f in found), ZERO)
    values = {
        "surcharge": extra,
        "total": extra + sum((p.amount for p in parts), ZERO),
        "counted_days": max(f.values["counted_days"] for f in found),
    }
    return replace(combine(found), values=values)


def _instalment(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    parts = unpaid(facts)
    if len(parts) < 2:
        return refusal("ordinary.no_instalment", *DEFER, rules=("PAY-08",))
    return _matches(facts, book, parts[:1])


def _receipt(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """The sum on the receipt is what is left of the fine, with the surcharge of what was paid late."""
    if not facts.fine:
        return refusal("case.no_fine", Citation(LAW, 67), rules=("PAY-09",))
    return _matches(facts, book, unpaid(facts))


def _matches(facts: OrdinaryFacts, book: Book, parts: tuple[Instalment, ...]) -> Ruling:
    if facts.paid_on is None or not parts:
        return refusal("case.not_due_yet", Citation(LAW, 67, 3), missing=("paid_on",))
    found = owed(facts, book, parts, facts.paid_on)
    if facts.amount == found.values["total"]:
        return found
    expected: Decimal = found.values["total"]
    return refusal(
        "case.amount_differs",
        *found.citations,
        rules=("PAY-09", "SUR-01"),
        amount=written(facts.amount),
        expected=written(expected),
        surcharge=written(found.values["surcharge"]),
    )


def _remedy(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """Applied for or sued, on a day after the decision was received; the surcharge stands still meanwhile (SUR-03)."""
    after, cited = facts.after, (Citation(LAW, 73),)
    if after.pending:
        return refusal("ordinary.remedy_open", *cited, rules=("NST-01",))
    on = after.remedy_on if after.remedy_on and after.served_on and after.served_on <= after.remedy_on <= day else None
    kind = after.remedy if after.remedy in REMEDIES else ""
    return lacking("ordinary.remedy_incomplete", cited, ("SUR-03",), remedy=kind, remedy_on=on)


def _remedy_ended(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    if not facts.after.pending:
        return refusal("ordinary.no_remedy", Citation(LAW, 73), rules=("SUR-03",))
    return lacking("ordinary.remedy_incomplete", (Citation(LAW, 73),), ("SUR-03",), letter=facts.after.letter)


def _demand(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """Only after the days for payment passed in vain (强制法 54)."""
    parts = unpaid(facts)
    if not parts or not any(day > p.due_on for p in parts):
        return refusal("ordinary.not_overdue", Citation(COERCION, 54), Citation(LAW, 72, 1), rules=("ENF-18",))
    if facts.after.pending:
        return refusal("court.remedy_pending", Citation(COERCION, 53), rules=("NST-01",))
    return two_officers(facts, book, day)


def _court(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """Demand over, days for remedies over, within three months: all that stands in the way is named (ENF-15, ENF-18)."""
    after = facts.after
    if not unpaid(facts):
        return refusal("case.no_fine", Citation(COERCION, 53), rules=("ENF-15",))
    if after.demand_served_on is None:
        demand = refusal("ordinary.no_demand", Citation(COERCION, 54), rules=("ENF-18",))
    else:
        demand = court.after_demand(book, after.demand_served_on, day)
    named = lacking("ordinary.court_missing", (Citation(COERCION, 54), Citation(COERCION, 55)), ("ENF-19",), court=after.court)
    return together((demand, named, window(facts, book, day)))


def window(facts: OrdinaryFacts, book: Book, applied_on: date | None) -> Ruling:
    """From when until when the court may be applied to (ENF-15, ENF-16, ENF-22)."""
    after = facts.after
    asked = CourtFacts(
        decision_served_on=after.served_on,
        reconsideration_decision_served_on=after.reconsidered_on,
        instalment_until=max((p.due_on for p in after.parts), default=None),
        remedy_filed=after.pending == RECONSIDERATION,
        suit_pending=after.pending == SUIT,
        applied_on=applied_on,
    )
    return court.window(asked, book)


def _court_said(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    return lacking("ordinary.letter_missing", (Citation(COERCION, 56), Citation(COERCION, 58)), ("ENF-21",), letter=facts.after.letter)


def _ending(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    ground = facts.after.ending if facts.after.ending in ENDINGS else ""
    return lacking("ordinary.ending_incomplete", (Citation(COERCION, 40),), ("ENF-06",), ending=ground, reason=facts.reason)


AFTER: dict[str, Guard] = {
    "hardship_shown": _hardship,
    "deferral_lawful": _deferral,
    "instalment_matches": _instalment,
    "receipt_matches": _receipt,
    "remedy_recorded": _remedy,
    "remedy_running": _remedy_ended,
    "demand_due": _demand,
    "court_open": _court,
    "court_answered": _court_said,
    "ending_lawful": _ending,
}
