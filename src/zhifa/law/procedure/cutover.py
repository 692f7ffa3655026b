"""切换: a change takes effect and the work in flight goes over with it, item by item (R37, R54, R100, R116).

No article says who finishes what is under way on the day of a transfer; what happens to each kind is in `cutover_fates`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles, rows
from zhifa.law.rulings import Ruling, refusal

REGULATION = "浙江省综合行政执法条例"
ADJUSTMENT = (Citation(REGULATION, 10),)
COORDINATION = (Citation(REGULATION, 12),)
COOPERATION = (Citation(REGULATION, 16),)
MOMENT = "cutover"  # the clock that runs until the moment of the cut-over

PLANNERS = roles(Role.GUIDANCE)
CLOCK = roles(Role.GUIDANCE, Role.SYSTEM)
RECEIVERS = roles(Role.SQUAD_LEADER, Role.PROFESSIONAL, Role.REGULATOR, Role.APPROVER)

CUTOVER = Workflow(
    name="cutover",
    initial="planned",
    rows=(
        *rows(("planned", "cancelled"), "amend", "planned", PLANNERS, basis=COORDINATION, guard="moment_stated", clock=MOMENT),
        Transition("planned", "cancel", "cancelled", PLANNERS, COORDINATION, guard="reason_given"),
        Transition("planned", "cut_over", "handing", CLOCK, ADJUSTMENT, guard="day_reached", clock="accept_cutover"),
        Transition("handing", "reconcile", "reconciled", CLOCK, COORDINATION, guard="nothing_waits"),
    ),
    state_labels={"planned": "待切换", "handing": "交接中", "reconciled": "已对账", "cancelled": "已取消"},
    act_labels={"amend": "修改切换安排", "cancel": "取消切换", "cut_over": "切换", "reconcile": "对账完成"},
    final=frozenset({"reconciled", "cancelled"}),
)

RECEIPT = Workflow(
    name="hand_over_receipt",
    initial="handed",
    rows=(
        Transition("handed", "accept_receipt", "accepted", RECEIVERS, COOPERATION),
        Transition("handed", "refuse_receipt", "returned", RECEIVERS, COOPERATION, guard="reason_given"),
    ),
    state_labels={"handed": "待接收", "accepted": "已接收", "returned": "已退回", "stays": "留原单位"},
    act_labels={"accept_receipt": "接收", "refuse_receipt": "退回"},
    final=frozenset({"accepted", "returned", "stays"}),
)


@dataclass(frozen=True, slots=True)
class CutoverFacts:
    """`today`; `effective_on`: the day on which the change holds; `waiting`: receipts nobody has answered; `complete`: freeze and day are
    stated in order."""

    today: date
    effective_on: date
    reason: str = ""
    waiting: int = 0
    complete: bool = True


def _moment(facts: CutoverFacts) -> Ruling | None:
    return None if facts.complete else refusal("cutover.freeze_before_day", missing=("freeze_from",))


def _reason(facts: CutoverFacts) -> Ruling | None:
    return None if facts.reason.strip() else refusal("reason_required", missing=("reason",))


def _day(facts: CutoverFacts) -> Ruling | None:
    if facts.today < facts.effective_on:
        return refusal("cutover.day_not_reached", *ADJUSTMENT, day=facts.effective_on.isoformat())
    return None


def _nothing_waits(facts: CutoverFacts) -> Ruling | None:
    return refusal("cutover.receipts_waiting", *COORDINATION, count=facts.waiting) if facts.waiting else None


GUARDS: dict[str, Callable[[CutoverFacts], Ruling | None]] = {
    "": lambda facts: None,
    "moment_stated": _moment,
    "reason_given": _reason,
    "day_reached": _day,
    "nothing_waits": _nothing_waits,
}
