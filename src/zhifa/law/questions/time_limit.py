"""Topic `time_limit`: time limit for deciding a case."""

from __future__ import annotations

from zhifa.law.procedure import decision
from zhifa.law.procedure.decision import SpecialRule
from zhifa.law.questions.asking import Answer, Facts, Law, ask
from zhifa.law.rulings import Outcome


@ask(
    "time_limit",
    "decision_deadline",
    "filed_on",
    rules=("DEC-05",),
    decided_on=None,
    appraisal_days=0,
    hearing_days=0,
    special_rule=None,
    transferred_on=None,
    returned_on=None,
    domain=None,
)
def decision_deadline(f: Facts, law: Law) -> Answer:
    """By when must the decision be made? Is it overdue?"""
    special = SpecialRule(**f["special_rule"]) if f["special_rule"] else None
    with_police = bool(f["transferred_on"] or f["returned_on"])
    found = decision.in_time(law.book, f["filed_on"], f["decided_on"], special, with_police)
    unclear = found.outcome is Outcome.ESCALATE or law.book.calendar.is_off(found.values["deadline"])
    return Answer.of(found, dates=("deadline", "safe"), amounts=("overdue_days",), flags=("overdue",), ambiguous=unclear)


@ask(
    "time_limit",
    "labour_investigation",
    "filed_on",
    rules=("DEC-08",),
    extended=False,
    suspended_on=None,
    resumed_on=None,
    domain=None,
)
def labour_investigation(f: Facts, law: Law) -> Answer:
    """Labour inspection: by when must the investigation be finished?"""
    found = decision.labour_investigation(law.book, f["filed_on"], f["extended"], f["suspended_on"], f["resumed_on"])
    return Answer.of(found, dates=("deadline", "extended_deadline"), amounts=("used_working_days",))
