"""On-site inspections: reporting beforehand, merging visits (INS-02, INS-03)."""

from __future__ import annotations

from datetime import date

from zhifa.law.book import Book
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

ROUTINE = "routine"


@rule("INS-03", "浙江省保障最多跑一次改革规定 第三十六条 第一款")
def on_site(source: str, reported_to_head: bool) -> Ruling:
    """Object and reason are reported to the head beforehand, except for the seven exempt origins."""
    if source == ROUTINE and not reported_to_head:
        return ruling(Outcome.BLOCK, "INS-03", because="inspection.not_reported")
    return ruling(Outcome.ALLOW, "INS-03", because="inspection.reported" if source == ROUTINE else "inspection.exempt")


@rule("INS-02", "浙江省综合行政执法条例 第十三条")
def merge(same_agency: bool, same_object: bool, planned_visits: int, reason_given: bool) -> Ruling:
    """Several visits of one agency to one object are one visit, unless a reason is recorded. `values`: merge."""
    together = same_agency and same_object and planned_visits > 1
    if together and not reason_given:
        return ruling(Outcome.WARN, "INS-02", because="inspection.merge", values={"merge": True})
    code = "inspection.reason_recorded" if together else "inspection.nothing_to_merge"
    return ruling(Outcome.ALLOW, "INS-02", because=code, values={"merge": together})


@rule("INS-02", "浙江省综合行政执法条例 第十三条", "浙江省综合行政执法条例 第十四条")
def joint(own: int, others: tuple[str, ...], window: int, reason: str) -> Ruling:
    """Other visits to the same place inside the county's window (days): one joint visit is proposed; going alone needs a recorded
    reason. `own`: visits of the own organ; `others`: names of the other organs with their days. `values`: merge."""
    if not own and not others:
        return ruling(Outcome.ALLOW, "INS-02", because="inspection.nothing_to_merge", values={"merge": False})
    if reason.strip():
        return ruling(Outcome.ALLOW, "INS-02", because="inspection.reason_recorded", values={"merge": True})
    within = merge(True, True, own + 1, False) if own else None
    reasons = [*(within.reasons if within else ()), *([why("inspection.joint", days=window, visits="、".join(others))] if others else [])]
    return ruling(Outcome.BLOCK, "INS-02", because=reasons, missing=("merge_reason",), values={"merge": True})


def window_days(book: Book, day: date) -> int:
    """Inside how many natural days visits of several organs are to be one: the county's number, the law names none (INS-02)."""
    return book.count("inspection.window_days", day, "natural_days")


def cap_per_year(book: Book, day: date) -> int:
    """How many visits of one organ to one place in a year need no stated ground: the county's number, the law names none (INS-05)."""
    return book.count("inspection.cap_per_year", day)


@rule("INS-05", "行政许可法 第六十三条")
def within_cap(done: int, cap: int, reason: str) -> Ruling:
    """More visits of one organ to one place in a year than the county allows need a stated ground. The cap is county policy."""
    if done < cap:
        return ruling(Outcome.ALLOW, "INS-05", because="inspection.within_cap", done=done, cap=cap)
    if reason.strip():
        return ruling(Outcome.WARN, "INS-05", because="inspection.over_cap_reasoned", done=done, cap=cap)
    return ruling(Outcome.BLOCK, "INS-05", because="inspection.over_cap", done=done, cap=cap, missing=("cap_reason",))
