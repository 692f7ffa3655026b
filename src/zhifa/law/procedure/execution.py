"""行政机关自行强制执行: from the demand to the end, for organs that a law lets enforce (law-rules.md §4.8). Money and the way to the court
are rows of `ordinary_case`; what the law asks before each step is in `execution_guards`."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles, rows
from zhifa.law.procedure.summary_case import FIELD

HEAD = roles(Role.APPROVER)
GOVERNMENT = roles(Role.LEADER)
LAW = "行政强制法"
POWER = (Citation(LAW, 13), Citation(LAW, 34))
DEMAND = (Citation(LAW, 35), Citation(LAW, 38))
ANSWER = (Citation(LAW, 36),)
DECIDE = (Citation(LAW, 37),)
AT_ONCE = (Citation(LAW, 52),)
ENFORCE = (Citation(LAW, 43),)
SUBSTITUTE = (Citation(LAW, 50), Citation(LAW, 51))
AGREEMENT = (Citation(LAW, 42),)
SUSPEND = (Citation(LAW, 39),)
GIVE_UP = (Citation(LAW, 39, 2),)
TERMINATE = (Citation(LAW, 40),)
REVERSE = (Citation(LAW, 41),)
DEMOLISH = (Citation(LAW, 44), Citation("城乡规划法", 68))
UNDER_WAY = ("decided", "ordered", "enforcing", "substituting", "agreed")

EXECUTION = Workflow(
    name="execution",
    initial="owed",
    rows=(
        Transition("owed", "demand", "demanded", FIELD, DEMAND, guard="demand_complete", clock="demand", document="DOC-E01"),
        Transition("owed", "remove_at_once", "done", FIELD, AT_ONCE, guard="removable_at_once"),
        Transition("owed", "order_demolition", "ordered", GOVERNMENT, DEMOLISH, guard="demolition_lawful", document="DOC-E04"),
        *rows(("owed", "demanded"), "perform", "done", FIELD, basis=POWER, guard="performed"),
        Transition("demanded", "record_answer", "demanded", FIELD, ANSWER, guard="answer_reviewed"),
        Transition("demanded", "decide", "decided", HEAD, DECIDE, guard="decision_lawful", document="DOC-E02"),
        *rows(("decided", "ordered"), "enforce", "enforcing", FIELD, basis=ENFORCE, guard="time_and_means"),
        Transition(
            "decided", "substitute", "substituting", FIELD, SUBSTITUTE, guard="substitute_lawful", clock="substitute", document="DOC-E03"
        ),
        *rows(("decided", "enforcing"), "agree", "agreed", HEAD, basis=AGREEMENT, guard="agreement_lawful", document="DOC-E07"),
        Transition("agreed", "break_agreement", "enforcing", FIELD, AGREEMENT, guard="agreement_broken"),
        *rows(("enforcing", "substituting", "agreed"), "finish", "done", FIELD, basis=ENFORCE, guard="finished"),
        *rows(UNDER_WAY, "suspend", "suspended", HEAD, basis=SUSPEND, guard="pause_lawful", clock="three_years", document="DOC-E08"),
        Transition("suspended", "resume", "enforcing", HEAD, SUSPEND, guard="reason_given", document="DOC-E08"),
        Transition("suspended", "give_up", "given_up", HEAD, GIVE_UP, guard="three_years_over", document="DOC-E08"),
        *rows((*UNDER_WAY, "suspended"), "terminate", "terminated", HEAD, basis=TERMINATE, guard="end_lawful", document="DOC-E08"),
        *rows(("done", "terminated"), "reverse", "reversed", HEAD, basis=REVERSE, guard="reversal_due"),
    ),
    state_labels={
        "owed": "待催告",
        "demanded": "催告期内",
        "decided": "待强制执行",
        "ordered": "政府已责成",
        "enforcing": "强制执行中",
        "substituting": "代履行中",
        "agreed": "执行协议履行中",
        "suspended": "中止执行",
        "done": "执行完毕",
        "given_up": "不再执行",
        "terminated": "终结执行",
        "reversed": "已执行回转",
    },
    act_labels={
        "demand": "催告",
        "remove_at_once": "立即代履行",
        "order_demolition": "责成强制拆除",
        "perform": "当事人履行",
        "record_answer": "记录复核申辩",
        "decide": "作出强制执行决定",
        "enforce": "强制执行",
        "substitute": "代履行",
        "agree": "达成执行协议",
        "break_agreement": "恢复强制执行",
        "finish": "执行完毕",
        "suspend": "中止执行",
        "resume": "恢复执行",
        "give_up": "不再执行",
        "terminate": "终结执行",
        "reverse": "执行回转",
    },
    final=frozenset({"done", "given_up", "terminated", "reversed"}),
)
