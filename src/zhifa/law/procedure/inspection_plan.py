"""检查计划: one line of the county's plan of inspections, from the draft to approval, with visits of several organs made one."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles, rows

PLANNERS = roles(Role.REGULATOR, Role.PROFESSIONAL, Role.SQUAD_LEADER)
COORDINATORS = roles(Role.GUIDANCE, Role.LEADER)
BOTH = PLANNERS | COORDINATORS

REGULATION = "浙江省综合行政执法条例"
ANNUAL_PLAN = (Citation(REGULATION, 12),)
TOGETHER = (Citation(REGULATION, 13),)
JOINT_SCHEME = (Citation(REGULATION, 14),)
OPEN = ("drafted", "submitted")

INSPECTION_PLAN = Workflow(
    name="inspection_plan",
    initial="drafted",
    rows=(
        Transition("drafted", "amend", "drafted", PLANNERS, ANNUAL_PLAN, guard="line_complete"),
        Transition("drafted", "submit", "submitted", PLANNERS, ANNUAL_PLAN, guard="line_complete"),
        *rows(OPEN, "waive_merging", None, BOTH, basis=TOGETHER, guard="reason_for_an_overlap"),
        *rows((*OPEN, "approved"), "yield_part", None, BOTH, basis=TOGETHER, guard="overlap_named"),
        *rows((*OPEN, "approved"), "yield_all", "merged", BOTH, basis=TOGETHER, guard="overlap_named"),
        Transition("submitted", "agree", "submitted", PLANNERS, JOINT_SCHEME, guard="takes_part"),
        Transition("submitted", "approve", "approved", COORDINATORS, ANNUAL_PLAN, guard="overlaps_settled", document="DOC-I01"),
        Transition("submitted", "send_back", "drafted", COORDINATORS, ANNUAL_PLAN, guard="reason_given"),
        *rows((*OPEN, "approved"), "withdraw", "withdrawn", BOTH, basis=ANNUAL_PLAN, guard="reason_given"),
    ),
    state_labels={
        "drafted": "起草中",
        "submitted": "待统筹批准",
        "approved": "已列入计划",
        "merged": "已并入综合查一次",
        "withdrawn": "已撤回",
    },
    act_labels={
        "amend": "修改计划",
        "submit": "报送统筹",
        "waive_merging": "不合并并说明理由",
        "yield_part": "部分并入综合查一次",
        "yield_all": "并入综合查一次",
        "agree": "同意参加",
        "approve": "批准列入计划",
        "send_back": "退回修改",
        "withdraw": "撤回计划",
    },
    final=frozenset({"merged", "withdrawn"}),
)
