"""Prior notice, statement and defence (HEA-01…HEA-03)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhifa.law.book import Book
from zhifa.law.procedure.periods import Deadline, reckon
from zhifa.law.rulebook import rule, ruling
from zhifa.law.rulings import Outcome, Ruling, combine


@rule("HEA-01", "行政处罚法 第四十四条", "行政处罚法 第六十二条")
def told(prior_notice_given: bool) -> Ruling:
    """Content, facts, reasons, basis and rights are told before every decision, in the summary procedure too."""
    if not prior_notice_given:
        return ruling(Outcome.BLOCK, "HEA-01", because="notice.not_told")
    return ruling(Outcome.ALLOW, "HEA-01", because="notice.told")


@rule("HEA-03", "行政处罚法 第四十五条 第一款", "行政处罚法 第六十二条")
def heard(defence_heard: bool, right_waived: bool) -> Ruling:
    """No decision without hearing the party, unless it expressly waived statement and defence; the notice itself cannot be
    waived."""
    if not defence_heard and not right_waived:
        return ruling(Outcome.BLOCK, "HEA-03", because="notice.not_heard")
    return ruling(Outcome.ALLOW, "HEA-03", because="notice.heard" if defence_heard else "notice.waived")


def may_decide(prior_notice_given: bool, defence_heard: bool, right_waived: bool) -> Ruling:
    """Both together: told and heard."""
    return combine((told(prior_notice_given), heard(defence_heard, right_waived)))


@rule("HEA-02", "行政处罚法 第四十五条 第二款", "行政处罚法 第四十四条")
def after_defence(notified_fine: Decimal, decided_fine: Decimal, defended: bool, new_facts: bool, re_notified: bool) -> Ruling:
    """The penalty is not made heavier because the party defended itself; heavier only for new facts under a new notice
    (AMB-05)."""
    if decided_fine <= notified_fine:
        return ruling(Outcome.ALLOW, "HEA-02", because="notice.not_heavier")
    if new_facts and re_notified:
        return ruling(Outcome.ALLOW, "HEA-02", because="notice.heavier_on_new_facts", ambiguities=("AMB-05",))
    code = "notice.heavier_after_defence" if defended and not new_facts else "notice.heavier_than_notified"
    return ruling(Outcome.BLOCK, "HEA-02", because=code, notified=notified_fine, decided=decided_fine)


def statement_defence(book: Book, prior_notice_served_on: date) -> Deadline:
    """The law gives the party no number of days to state and defend itself: the county's own, written on the notice (HEA-02)."""
    return reckon(book, "statement_defence", prior_notice_served_on, "HEA-02", "PER-01")
