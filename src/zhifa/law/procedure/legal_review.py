"""Legal review and collective discussion before the decision (REV-01…03, DEC-02, OFF-10)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from zhifa.law.book import Book
from zhifa.law.rulebook import rule, ruling
from zhifa.law.rulings import Outcome, Ruling

ORDINARY, PASSED, NONE = "ordinary", "passed", "none"


@rule("REV-01", "行政处罚法 第五十八条 第一款")
@rule("REV-02", "行政处罚法 第五十八条 第一款")
@rule("REV-03", "行政处罚法 第五十八条 第一款")
@rule("DEC-02", "行政处罚法 第五十七条 第二款")
def may_decide(procedure: str, triggers: Collection[str], result: str, serious: bool, discussed: bool) -> Ruling:
    """Of the four statutory cases none is decided before the review has passed; serious and complex ones are discussed
    collectively. Other ordinary cases are reviewed by internal control only. `values`: review_required,
    collective_discussion_required."""
    ordinary = procedure == ORDINARY
    review, discussion = ordinary and bool(triggers), ordinary and serious
    values = {"review_required": review, "collective_discussion_required": discussion}
    if review and result != PASSED:
        code = "review.not_done" if result == NONE else "review.rejected"
        return ruling(Outcome.BLOCK, "REV-01", "REV-02", because=code, values=values)
    if discussion and not discussed:
        return ruling(Outcome.BLOCK, "DEC-02", because="review.not_discussed", values=values)
    if ordinary and not review and result == NONE:
        return ruling(Outcome.WARN, "REV-03", because="review.internal_control", values=values)
    return ruling(Outcome.ALLOW, "REV-01", "DEC-02", because="review.in_order", values=values)


def enough_members(book: Book, members: int, day: date) -> Ruling:
    """The heads discuss together; how many the law does not say, at least two by default (DEC-02)."""
    needed = book.count("discussion.members_minimum", day)
    if members < needed:
        return ruling(Outcome.BLOCK, "DEC-02", because="ordinary.too_few_members", missing=("members",), needed=needed)
    return ruling(Outcome.ALLOW, "DEC-02", because="review.in_order")


@rule("OFF-10", "行政处罚法 第五十八条 第二款")
def may_review(first_time: bool, qualified: bool) -> Ruling:
    """Who reviews penalty decisions for the first time holds the national legal professional qualification."""
    if first_time and not qualified:
        return ruling(Outcome.BLOCK, "OFF-10", because="review.unqualified")
    return ruling(Outcome.ALLOW, "OFF-10", because="review.may_review")
