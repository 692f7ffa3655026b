"""What must be true before each step of a remedy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhifa.law.book import Book
from zhifa.law.conditions import Fact, all_of
from zhifa.law.money import ZERO
from zhifa.law.procedure import own_enforcement, periods, remedies, remedy
from zhifa.law.procedure.periods import Deadline
from zhifa.law.rulebook import ruling, why
from zhifa.law.rulings import Outcome, Ruling, combine

ORDINARY, SUMMARY = "ordinary", "summary"


@dataclass(frozen=True, slots=True)
class RemedyFacts:
    """`procedure`: of the penalty; `review_procedure`: ordinary | simplified. `lodged_on`: day the party applied or sued. `told_on`: day
    the outcome reached the organ. `papers`: answer and evidence are complete."""

    procedure: str = ORDINARY
    decision_served_on: date | None = None
    review_served_on: date | None = None
    lodged_on: date | None = None
    told_on: date | None = None
    reviewing: bool = False
    suing: bool = False
    copy_received_on: date | None = None
    review_procedure: str = ORDINARY
    complaint_received_on: date | None = None
    papers: Fact = None
    stage: str = remedies.RECONSIDERATION
    new_reason: bool = False
    fine_before: Decimal = ZERO
    fine_after: Decimal = ZERO
    third_party: bool = False
    same_facts: Fact = None
    same_reasons: Fact = None
    same_result: Fact = None
    for_procedure: bool = False
    by_organ: bool = False
    by_review: bool = False
    by_court: bool = False
    repaid: Fact = None
    withdrawn_from_publication: Fact = None


Guard = Callable[[RemedyFacts, Book, date], Ruling]


def _told(facts: RemedyFacts, book: Book, day: date) -> Ruling:
    return all_of({"outcome_day": facts.told_on is not None}, "ENF-16", refused="remedy_course.no_day", granted="remedy_course.day")


def _lodged(facts: RemedyFacts, deadline: Deadline) -> Ruling:
    """The body or the court decides on lateness; the organ notes it as a doubt of its own."""
    if facts.lodged_on is None:
        return all_of({"lodged_on": False}, deadline.rule, refused="remedy_course.no_day", granted="remedy_course.day")
    late = facts.lodged_on > deadline.due
    code = "period.lodged_late" if late else "period.lodged_in_time"
    return ruling(Outcome.WARN if late else Outcome.ALLOW, deadline.rule, because=why(code, due=deadline.due))


def _review(facts: RemedyFacts, book: Book, day: date) -> Ruling:
    assert facts.decision_served_on is not None, "remedies begin with the service of the decision"
    deadline = periods.reconsideration_application(book, facts.decision_served_on)
    return combine((remedies.one_at_a_time(remedies.RECONSIDERATION, facts.reviewing, facts.suing), _lodged(facts, deadline)))


def _suit(facts: RemedyFacts, book: Book, day: date) -> Ruling:
    """After reconsideration within its fifteen days; directly only where reconsideration need not come first (REM-05, SIM-07)."""
    free = remedies.one_at_a_time(remedies.SUIT, facts.reviewing, facts.suing)
    if facts.review_served_on is not None:
        return combine((free, _lodged(facts, periods.suit_after_reconsideration(book, facts.review_served_on))))
    if facts.procedure == SUMMARY:
        return ruling(Outcome.BLOCK, "SIM-07", because="remedy.reconsideration_first")
    assert facts.decision_served_on is not None, "remedies begin with the service of the decision"
    return combine((free, _lodged(facts, periods.suit_direct(book, facts.decision_served_on))))


def _papers(facts: RemedyFacts, deadline: Deadline, day: date) -> Ruling:
    """Too late is as good as no evidence."""
    complete = all_of({"papers": facts.papers}, deadline.rule, refused="remedy_course.no_papers", granted="remedy_course.papers")
    outcome, code = (Outcome.ALLOW, "period.lodged_in_time") if day <= deadline.due else (Outcome.BLOCK, "period.lodged_late")
    return combine((complete, ruling(outcome, deadline.rule, because=why(code, due=deadline.due))))


def _reply(facts: RemedyFacts, book: Book, day: date) -> Ruling:
    assert facts.copy_received_on is not None, "the organ answers a copy it received"
    return _papers(facts, periods.reconsideration_reply(book, facts.copy_received_on, facts.review_procedure), day)


def _defence(facts: RemedyFacts, book: Book, day: date) -> Ruling:
    assert facts.complaint_received_on is not None, "the organ answers a complaint it received"
    return _papers(facts, periods.suit_reply(book, facts.complaint_received_on), day)


def _not_worse(facts: RemedyFacts, book: Book, day: date) -> Ruling:
    return combine((_told(facts, book, day), remedies.not_worse(facts.fine_before, facts.fine_after, facts.third_party)))


def _supplement(facts: RemedyFacts, book: Book, day: date) -> Ruling:
    return remedy.own_evidence(facts.stage, facts.new_reason)


def _stay(facts: RemedyFacts, book: Book, day: date) -> Ruling:
    """Somebody who may has ordered the stay; the remedy alone is no reason (NST-01)."""
    found = remedies.stayed(facts.by_organ, facts.by_review, facts.by_court)
    return ruling(Outcome.ALLOW if found.values["stayed"] else Outcome.BLOCK, "REM-15", because=found.reasons)


def _anew(facts: RemedyFacts, book: Book, day: date) -> Ruling:
    return remedies.decide_anew(
        same_facts=facts.same_facts,
        same_reasons=facts.same_reasons,
        basically_same_result=facts.same_result,
        revoked_for_procedure=facts.for_procedure,
    )


def _put_right(facts: RemedyFacts, book: Book, day: date) -> Ruling:
    """What was paid is paid back and the published decision is withdrawn (ENF-07, PUB-03)."""
    owed = own_enforcement.reversal(enforced=True, decision_fell=True, can_be_restored=True)
    due = {"repaid": facts.repaid, "publication_withdrawn": facts.withdrawn_from_publication}
    return combine((owed, all_of(due, "PUB-03", refused="remedy_course.not_put_right", granted="remedy_course.put_right")))


def _over(facts: RemedyFacts, book: Book, day: date) -> Ruling:
    """The last day on which anything could still be sought is over."""
    if facts.review_served_on is not None:
        end = periods.suit_after_reconsideration(book, facts.review_served_on)
    else:
        assert facts.decision_served_on is not None, "remedies begin with the service of the decision"
        way = periods.reconsideration_application if facts.procedure == SUMMARY else periods.suit_direct
        end = way(book, facts.decision_served_on)
    outcome, code = (Outcome.ALLOW, "remedy_course.over") if day > end.due else (Outcome.BLOCK, "remedy_course.running")
    return ruling(outcome, end.rule, because=why(code, due=end.due))


GUARDS: dict[str, Guard] = {
    "told_on": _told,
    "review_free": _review,
    "suit_free": _suit,
    "reply_in_time": _reply,
    "defence_in_time": _defence,
    "not_worse": _not_worse,
    "supplement_lawful": _supplement,
    "stay_ordered": _stay,
    "not_the_same": _anew,
    "put_right": _put_right,
    "periods_over": _over,
}
