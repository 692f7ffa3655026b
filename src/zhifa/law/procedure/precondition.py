"""Penalties that the provision allows only after an order to rectify was not complied with (APP-01, APP-18)."""

from __future__ import annotations

from datetime import date

from zhifa.law.rulebook import rule, ruling
from zhifa.law.rulings import Outcome, Ruling


@rule("APP-18", "行政处罚法 第二十八条 第一款", "浙江省城市市容和环境卫生管理条例 第十六条 第三款")
def rectification_refused(rectify_first: bool, refused: bool) -> Ruling:
    """Where the provision says "拒不改正 / 逾期不改正的", no penalty before an order was served and refused."""
    if rectify_first and not refused:
        return ruling(Outcome.BLOCK, "APP-18", because="precondition.not_refused")
    return ruling(Outcome.ALLOW, "APP-18", because="precondition.met" if rectify_first else "precondition.none")


def may_penalise(
    rectify_first: bool,
    order_served_on: date | None,
    due_on: date | None,
    recheck_on: date | None,
    corrected: bool | None,
    refused_on_spot: bool = False,
) -> Ruling:
    """The three pieces that APP-18 asks for: order served, period over and re-checked, not corrected. `refused_on_spot`:
    the party refused at once and the refusal is recorded; the period need not be waited for then. `corrected` None: not
    known yet."""
    if not rectify_first:
        return ruling(Outcome.ALLOW, "APP-18", because="precondition.none")
    if order_served_on is None:
        return ruling(Outcome.BLOCK, "APP-18", because="precondition.no_order", missing=("order_served_on",))
    if corrected:
        return ruling(Outcome.BLOCK, "APP-18", because="precondition.corrected")
    if refused_on_spot:
        return ruling(Outcome.ALLOW, "APP-18", because="precondition.met")
    if recheck_on is None or corrected is None:
        return ruling(Outcome.BLOCK, "APP-18", because="precondition.no_recheck", missing=("recheck_on",))
    if recheck_on < order_served_on or (due_on is not None and recheck_on <= due_on):
        return ruling(Outcome.BLOCK, "APP-18", because="precondition.period_running", due=due_on or order_served_on)
    return ruling(Outcome.ALLOW, "APP-18", because="precondition.met")
