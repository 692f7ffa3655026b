"""Topic `legal_review`: legal review and collective discussion before the decision."""

from __future__ import annotations

from zhifa.law.procedure import legal_review
from zhifa.law.questions.asking import Answer, Facts, Law, ask


@ask(
    "legal_review",
    "may_decide",
    "procedure",
    rules=("REV-01",),
    review_triggers=(),
    review_result="none",
    serious_or_complex=False,
    collective_discussion_held=False,
)
def may_decide(f: Facts, law: Law) -> Answer:
    """May the decision be made?"""
    found = legal_review.may_decide(
        f["procedure"], f["review_triggers"], f["review_result"], f["serious_or_complex"], f["collective_discussion_held"]
    )
    return Answer(found, flags=found.values)


@ask("legal_review", "assign_reviewer", "first_time_reviewer", "legal_qualification", rules=("OFF-10",))
def assign_reviewer(f: Facts, law: Law) -> Answer:
    """May this person do the review?"""
    return Answer(legal_review.may_review(f["first_time_reviewer"], f["legal_qualification"]))
