"""Guards beside the main line of an ordinary case: the ninety days, and a suspected crime on its way to the police and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.procedure import decision, transfer
from zhifa.law.procedure.decision import MAY_VARY, SpecialRule
from zhifa.law.procedure.ordinary_facts import FINE_TO_DO, LAW, Guard, OrdinaryFacts, lacking, together, two_officers
from zhifa.law.procedure.summary_guards import answered
from zhifa.law.rulings import Ruling, refusal

RULES = "行政执法机关移送涉嫌犯罪案件的规定"
PERIOD = (Citation(LAW, 60),)


def _longer(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """More days only by a law, a regulation or a rule, for a reason (DEC-06)."""
    asked = facts.period
    given = lacking("ordinary.period_incomplete", PERIOD, ("DEC-06",), source=asked.source, days=asked.added, reason=facts.reason)
    return together((given, _level(facts)))


def _level(facts: OrdinaryFacts) -> Ruling:
    if facts.period.level in MAY_VARY:
        return FINE_TO_DO
    return refusal("decision.level_too_low", *PERIOD, rules=("DEC-06",), missing=("level",))


def _suspend(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    if facts.period.suspended:
        return refusal("ordinary.suspended_already", *PERIOD, rules=("DEC-06",))
    return together(
        (lacking("ordinary.period_incomplete", PERIOD, ("DEC-06",), source=facts.period.source, reason=facts.reason), _level(facts))
    )


def _resume(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    if not facts.period.suspended:
        return refusal("ordinary.not_suspended", *PERIOD, rules=("DEC-06",))
    return lacking("reason_required", PERIOD, ("DEC-06",), reason=facts.reason)


def period_kept(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """Decided within the ninety days and what was excluded from them; late, or with days at the police, only for a reason that is
    recorded (DEC-05, TRA-13)."""
    assert facts.filed_on is not None, "no decision without filing"
    if facts.period.suspended:
        return refusal("ordinary.suspended_already", *PERIOD, rules=("DEC-06",))
    special = SpecialRule("law", facts.period.days) if facts.period.days else None
    found = decision.in_time(book, facts.filed_on, day, special, was_with_police=facts.period.was_with_police)
    if not found.permits and facts.reason.strip():
        return decision.in_time(book, facts.filed_on, day, special, was_with_police=False)
    return found if found.permits else replace(found, missing=("reason",))


def _crime(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """Two officers look into it and report in writing (TRA-02)."""
    cited = (Citation(RULES, 3), Citation(RULES, 5, 1))
    told = lacking("ordinary.crime_report_incomplete", cited, ("TRA-02",), offence=facts.crime.offence, findings=facts.findings)
    return together((told, two_officers(facts, book, day)))


def _approve(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """The head decides within three days; later only for a reason (TRA-03)."""
    crime = facts.crime
    if crime.reported_at is None:
        return refusal("ordinary.crime_report_incomplete", Citation(RULES, 5, 2), rules=("TRA-03",), missing=("offence",))
    return answered(facts, transfer.head_decision(book, crime.reported_at, crime.now or crime.reported_at))


def _hand_over(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """With everything that goes along, against a receipt (TRA-04, TRA-05)."""
    crime = facts.crime
    cited = (Citation(RULES, 6), Citation(RULES, 7))
    given = lacking("ordinary.receipt_missing", cited, ("TRA-05",), receiver=crime.receiver, receipt=crime.receipt)
    return together((given, transfer.materials(crime.materials, crime.tested)))


def _letter(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    return lacking("ordinary.letter_missing", (Citation(RULES, 8),), ("TRA-06",), letter=facts.crime.letter)


def _contest(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    return lacking("reason_required", (Citation(RULES, 9),), ("TRA-07",), reason=facts.reason)


def _not_ours_to_keep(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """The case goes on here: the police did not file, what deserves a penalty is penalised (移送规定 10)."""
    return lacking("reason_required", (Citation(RULES, 10),), ("TRA-06",), reason=facts.reason)


def _goods(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    return lacking("ordinary.goods_missing", (Citation(RULES, 12),), ("TRA-08",), goods=facts.crime.goods)


def _sent_back(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """No crime, or none to be punished: the judiciary sends it back for the penalty (TRA-11)."""
    cited = (Citation(LAW, 27, 1), Citation(RULES, 13))
    return lacking("ordinary.letter_missing", cited, ("TRA-11",), sender=facts.crime.sender, letter=facts.crime.letter)


BESIDE: dict[str, Guard] = {
    "period_lawful": _longer,
    "suspension_lawful": _suspend,
    "suspended": _resume,
    "crime_reported": _crime,
    "transfer_in_time": _approve,
    "materials_complete": _hand_over,
    "letter_named": _letter,
    "refusal_contested": _contest,
    "case_goes_on": _not_ours_to_keep,
    "goods_listed": _goods,
    "sent_back": _sent_back,
}
