"""事件: from a report to its evaluation (stages 一, 二, 六, 七 of law-rules.md §4.1; 三 to 五 are `dispatch`)."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles, rows

CENTRE = roles(Role.DISPATCHER, Role.DUTY_CHIEF)
REGULATION = "浙江省综合行政执法条例"
COORDINATION = (Citation(REGULATION, 12),)
SUPERVISION = (Citation(REGULATION, 16),)
EVALUATION = (Citation("行政处罚法", 74, 3),)

INCIDENT = Workflow(
    name="incident",
    initial="reported",
    rows=(
        Transition("reported", "take", "reported", CENTRE, COORDINATION),
        Transition("reported", "correct", "reported", CENTRE, COORDINATION, guard="change_stated"),
        Transition("reported", "accept", "accepted", CENTRE, COORDINATION, guard="matters_ruled", clock="dispatch"),
        Transition("reported", "accept_urgent", "accepted", CENTRE, COORDINATION, guard="danger_stated", clock="dispatch_urgent"),
        Transition("reported", "dismiss", "dismissed", CENTRE, COORDINATION, guard="answer_given"),
        Transition("accepted", "correct", "accepted", CENTRE, COORDINATION, guard="change_stated"),
        Transition("accepted", "add_matter", "accepted", CENTRE, COORDINATION, guard="matters_ruled", clock="dispatch"),
        Transition("accepted", "close", "closed", CENTRE, COORDINATION, guard="all_verified"),
        Transition("accepted", "dismiss", "dismissed", CENTRE, COORDINATION, guard="nothing_to_handle"),
        *rows(("reported", "accepted"), "merge", "merged", CENTRE, basis=COORDINATION, guard="same_thing"),
        Transition("merged", "unmerge", "reported", CENTRE, COORDINATION, guard="reason_given", clock="accept"),
        Transition("merged", "unmerge_working", "accepted", CENTRE, COORDINATION, guard="reason_given"),
        Transition("dismissed", "reopen", "reported", CENTRE, COORDINATION, guard="reason_given", clock="accept"),
        Transition("closed", "reopen", "accepted", CENTRE, COORDINATION, guard="reason_given", clock="close"),
        Transition("closed", "evaluate", "evaluated", roles(Role.SYSTEM), EVALUATION, guard="scores_final"),
    ),
    state_labels={
        "reported": "待立案",
        "accepted": "办理中",
        "dismissed": "不属执法事项",
        "merged": "已合并",
        "closed": "已结案",
        "evaluated": "已评价",
    },
    act_labels={
        "take": "领取",
        "correct": "更正",
        "accept": "立案",
        "accept_urgent": "险情先行",
        "dismiss": "不予受理并答复",
        "add_matter": "增加事项",
        "merge": "合并到",
        "unmerge": "拆分",
        "unmerge_working": "拆分，事项随回",
        "close": "结案",
        "reopen": "重新打开",
        "evaluate": "评价",
    },
    final=frozenset({"dismissed", "merged", "evaluated"}),
)
