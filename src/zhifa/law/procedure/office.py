"""What somebody asks of the county's guidance office, or what the office puts on record of its own work, until the one who asked says what
came of it (条例 12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles, rows
from zhifa.law.rulings import Outcome, Ruling, refusal

REGULATION = "浙江省综合行政执法条例"
DUTIES = (Citation(REGULATION, 12),)
OFFICE = roles(Role.GUIDANCE)
ASKERS = roles(
    Role.TOWNSHIP_COMMANDER, Role.REGULATOR, Role.PROFESSIONAL, Role.SQUAD_LEADER, Role.LEGAL_REVIEWER, Role.LEADER, Role.GUIDANCE
)
OUTCOMES = {"solved": "已解决", "partly": "部分解决", "unsolved": "没有解决"}
FINE = Ruling(Outcome.ALLOW)

OFFICE_ENTRY = Workflow(
    name="office_entry",
    initial="asked",
    rows=(
        Transition("asked", "take_up", "in_hand", OFFICE, DUTIES, guard="always"),
        Transition("asked", "decline", "declined", OFFICE, DUTIES, guard="reason_given"),
        Transition("in_hand", "answer", "answered", OFFICE, DUTIES, guard="answer_given"),
        Transition("answered", "confirm", "closed", ASKERS, DUTIES, guard="outcome_said"),
        Transition("answered", "ask_again", "in_hand", ASKERS, DUTIES, guard="reason_given"),
        *rows(("asked", "in_hand"), "withdraw", "withdrawn", ASKERS, basis=DUTIES, guard="reason_given"),
    ),
    state_labels={
        "asked": "待受理",
        "in_hand": "办理中",
        "answered": "已答复待确认",
        "closed": "已办结",
        "declined": "不予受理",
        "withdrawn": "已撤回",
    },
    act_labels={
        "take_up": "受理",
        "decline": "不予受理",
        "answer": "答复",
        "confirm": "确认结果",
        "ask_again": "没有答复到位",
        "withdraw": "撤回请求",
    },
    final=frozenset({"closed", "declined", "withdrawn"}),
)


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What the person says with the act."""

    reason: str = ""
    answer: str = ""
    outcome: str = ""


def _reason(facts: EntryFacts) -> Ruling:
    return FINE if facts.reason.strip() else refusal("reason_required", missing=("reason",))


def _answer(facts: EntryFacts) -> Ruling:
    return FINE if facts.answer.strip() else refusal("office.no_answer", *DUTIES, missing=("answer",))


def _outcome(facts: EntryFacts) -> Ruling:
    if facts.outcome not in OUTCOMES:
        return refusal("office.no_outcome", *DUTIES, missing=("outcome",))
    return FINE if facts.outcome == "solved" else _reason(facts)


GUARDS: dict[str, Callable[[EntryFacts], Ruling]] = {
    "always": lambda facts: FINE,
    "reason_given": _reason,
    "answer_given": _answer,
    "outcome_said": _outcome,
}
