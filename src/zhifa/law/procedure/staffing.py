"""人员编制: a proposal to move people or posts with the powers of a department, and the yearly appraisal under dual management."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.money import PERCENT
from zhifa.law.procedure.states import Transition, Workflow, roles, rows
from zhifa.law.rulings import Outcome, Ruling, refusal

REGULATION = "浙江省综合行政执法条例"
GUIDE = (Citation(REGULATION, 12),)
LOCAL = (Citation(REGULATION, 9),)
FORCE = (Citation(REGULATION, 26),)
NO_FINES = Citation("行政处罚法", 74)
OFFICE = roles(Role.GUIDANCE)
LEADERS = roles(Role.LEADER)
LOCALS = roles(Role.TOWNSHIP_COMMANDER, Role.REGULATOR)
HEADS = roles(Role.APPROVER)
OPEN = ("opened", "local_signed", "bureau_signed", "signed")

STAFF_TRANSFER = Workflow(
    name="staff_transfer",
    initial="proposed",
    rows=(
        Transition("proposed", "approve_transfer", "approved", LEADERS, FORCE, guard="posts_balance"),
        Transition("proposed", "send_back_transfer", "returned", LEADERS, FORCE, guard="reason_given"),
        Transition("proposed", "withdraw_transfer", "withdrawn", OFFICE, GUIDE, guard="reason_given"),
    ),
    state_labels={"proposed": "待县领导批准", "approved": "已批准并记账", "returned": "已退回", "withdrawn": "已撤回"},
    act_labels={"approve_transfer": "批准划转", "send_back_transfer": "退回划转方案", "withdraw_transfer": "撤回划转方案"},
    final=frozenset({"approved", "returned", "withdrawn"}),
)

DUAL_APPRAISAL = Workflow(
    name="dual_appraisal",
    initial="opened",
    rows=(
        *rows(("opened", "local_signed"), "sign_local", "local_signed", LOCALS, basis=LOCAL, guard="score_given"),
        *rows(("bureau_signed", "signed"), "sign_local", "signed", LOCALS, basis=LOCAL, guard="score_given"),
        *rows(("opened", "bureau_signed"), "sign_bureau", "bureau_signed", HEADS, basis=LOCAL, guard="score_given"),
        *rows(("local_signed", "signed"), "sign_bureau", "signed", HEADS, basis=LOCAL, guard="score_given"),
        *rows(OPEN, "close_appraisal", "closed", OFFICE, basis=GUIDE, guard="both_signed"),
    ),
    state_labels={
        "opened": "待双方评分",
        "local_signed": "待县局评分",
        "bureau_signed": "待属地评分",
        "signed": "双方已签",
        "closed": "已办结",
    },
    act_labels={"sign_local": "属地评分并签字", "sign_bureau": "县局评分并签字", "close_appraisal": "办结考核"},
    final=frozenset({"closed"}),
)


@dataclass(frozen=True, slots=True)
class StaffingFacts:
    """`entry`: what the ledger says of the posts (None: no posts move). `score` of 100; `local`, `bureau`: who has scored."""

    reason: str = ""
    entry: Ruling | None = None
    score: Decimal | None = None
    local: Decimal | None = None
    bureau: Decimal | None = None


FINE = Ruling(Outcome.ALLOW)


def _reason(facts: StaffingFacts) -> Ruling:
    return FINE if facts.reason.strip() else refusal("reason_required", missing=("reason",))


def _scored(facts: StaffingFacts) -> Ruling:
    if facts.score is None or not 0 <= facts.score <= PERCENT:
        return refusal("staffing.score_range", NO_FINES, missing=("score",))
    return FINE


def _both(facts: StaffingFacts) -> Ruling:
    if facts.local is None:
        return refusal("staffing.local_missing", missing=("local_score",))
    if facts.bureau is None:
        return refusal("staffing.bureau_missing", missing=("bureau_score",))
    return FINE


STAFFING_GUARDS: dict[str, Callable[[StaffingFacts], Ruling]] = {
    "posts_balance": lambda facts: facts.entry or FINE,
    "reason_given": _reason,
    "score_given": _scored,
    "both_signed": _both,
}
