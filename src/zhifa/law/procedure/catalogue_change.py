"""目录调整: from a request to the day it holds (R34, R37, R49, R59; 条例 7–10)."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles, rows

REGULATION = "浙江省综合行政执法条例"
PENALTY_LAW = "行政处罚法"
CATALOGUES = (Citation(REGULATION, 7),)
EXERCISE = (Citation(REGULATION, 8),)
TOWNSHIPS = (Citation(REGULATION, 9, 2), Citation(PENALTY_LAW, 24, 1))
ADJUSTMENT = (Citation(REGULATION, 10),)
LEGALITY = (Citation(REGULATION, 10), Citation(PENALTY_LAW, 18))
COORDINATION = (Citation(REGULATION, 12),)
DISCLOSURE = (Citation(REGULATION, 7), Citation(PENALTY_LAW, 24, 1))

EDITORS = roles(Role.GUIDANCE)
REQUESTERS = EDITORS | roles(Role.REGULATOR, Role.TOWNSHIP_COMMANDER)
SCORERS = EDITORS
CHECKERS = roles(Role.LEGAL_REVIEWER)
DECIDERS = roles(Role.APPROVER, Role.LEADER)
PUBLISHERS = EDITORS
CLOCK = roles(Role.GUIDANCE, Role.SYSTEM)

WRITING = ("drafted", "returned")
WEIGHED = ("submitted", "scored")
PENDING = (*WEIGHED, "checked")

CATALOGUE_CHANGE = Workflow(
    name="catalogue_change",
    initial="drafted",
    rows=(
        *rows(WRITING, "amend", None, REQUESTERS, basis=ADJUSTMENT, guard="words_given"),
        *rows(WRITING, "submit", "submitted", REQUESTERS, basis=ADJUSTMENT, guard="request_complete"),
        *rows(WEIGHED, "score", "scored", SCORERS, basis=COORDINATION, guard="scores_computed"),
        Transition("scored", "check", "checked", CHECKERS, LEGALITY, guard="lawful"),
        Transition("checked", "approve", "approved", DECIDERS, ADJUSTMENT, guard="approval_stated"),
        Transition("approved", "publish", "published", PUBLISHERS, DISCLOSURE, guard="announced_before_effect"),
        Transition("published", "take_effect", "in_effect", CLOCK, ADJUSTMENT, guard="day_reached"),
        *rows(("approved", "published"), "postpone", "approved", PUBLISHERS, basis=ADJUSTMENT, guard="later_day"),
        *rows(WEIGHED, "send_back", "returned", SCORERS, basis=COORDINATION, guard="reason_given"),
        Transition("scored", "object", "returned", CHECKERS, LEGALITY, guard="reason_given"),
        Transition("checked", "decline", "returned", DECIDERS, ADJUSTMENT, guard="reason_given"),
        *rows(WEIGHED, "refuse", "refused", SCORERS, basis=ADJUSTMENT, guard="reason_given"),
        Transition("checked", "reject", "refused", DECIDERS, ADJUSTMENT, guard="reason_given"),
        *rows((*WRITING, *PENDING), "withdraw", "withdrawn", REQUESTERS, basis=ADJUSTMENT, guard="reason_given"),
        *rows(("approved", "published"), "revoke", "withdrawn", DECIDERS, basis=ADJUSTMENT, guard="reason_given"),
    ),
    state_labels={
        "drafted": "起草中",
        "returned": "已退回",
        "submitted": "待三高评分",
        "scored": "待合法性审核",
        "checked": "待批准",
        "approved": "待公布",
        "published": "已公布待生效",
        "in_effect": "已生效",
        "refused": "不予调整",
        "withdrawn": "已撤回",
    },
    act_labels={
        "amend": "修改",
        "submit": "报送",
        "score": "三高评分",
        "check": "合法性审核通过",
        "approve": "批准",
        "publish": "向社会公布",
        "take_effect": "生效",
        "postpone": "推迟生效",
        "send_back": "退回补充",
        "object": "审核退回",
        "decline": "批准机关退回",
        "refuse": "不予调整",
        "reject": "不予批准",
        "withdraw": "撤回",
        "revoke": "撤销批准",
    },
    final=frozenset({"in_effect", "refused", "withdrawn"}),
)
