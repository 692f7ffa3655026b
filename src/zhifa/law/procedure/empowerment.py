"""赋权评估 of one township for one year, and what becomes of a proposal to take a matter back."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles, rows

REGULATION = "浙江省综合行政执法条例"
TOWNSHIPS = (Citation("行政处罚法", 24), Citation(REGULATION, 9))
REVIEWED = (Citation("行政处罚法", 24), Citation(REGULATION, 10))
GUIDE = (Citation(REGULATION, 12),)

OFFICE = roles(Role.GUIDANCE)
TOWNSHIP = roles(Role.TOWNSHIP_COMMANDER)
VISITORS = roles(Role.GUIDANCE, Role.VERIFIER, Role.REGULATOR)
REVIEWERS = roles(Role.LEGAL_REVIEWER)
LEADERS = roles(Role.LEADER)
CLOCKWORK = roles(Role.SYSTEM)
BEFORE_CONCLUSION = ("facts_complete", "scored", "visited", "verified", "checked")

ASSESSMENT = Workflow(
    name="assessment",
    initial="opened",
    rows=(
        Transition("opened", "state_fact", "opened", OFFICE | TOWNSHIP, TOWNSHIPS, guard="fact_sourced"),
        Transition("opened", "complete_facts", "facts_complete", OFFICE, TOWNSHIPS, guard="gaps_explained"),
        Transition("facts_complete", "score", "scored", OFFICE, TOWNSHIPS, guard="always"),
        Transition("scored", "visit_site", "visited", VISITORS, TOWNSHIPS, guard="outsider_saw_it"),
        Transition("visited", "confirm_visit", "verified", VISITORS, TOWNSHIPS, guard="second_outsider"),
        Transition("verified", "check_lawful", "checked", REVIEWERS, TOWNSHIPS, guard="not_a_visitor"),
        Transition("checked", "conclude", "concluded", LEADERS, TOWNSHIPS, guard="conclusion_follows", clock="reassessment"),
        Transition("concluded", "appeal", "appealed", TOWNSHIP, GUIDE, guard="in_time_with_reason"),
        Transition("appealed", "uphold", "decided", LEADERS, GUIDE, guard="reason_given"),
        Transition("appealed", "reopen", "opened", LEADERS, GUIDE, guard="reason_given"),
        *rows(BEFORE_CONCLUSION, "send_back", "opened", OFFICE | REVIEWERS | LEADERS, basis=GUIDE, guard="reason_given"),
        *rows(("opened", *BEFORE_CONCLUSION), "call_off", "called_off", OFFICE, basis=GUIDE, guard="reason_given"),
        *rows(("concluded", "decided"), "fall_due", "due", CLOCKWORK, basis=REVIEWED, guard="validity_over"),
    ),
    state_labels={
        "opened": "收集事实",
        "facts_complete": "待评分",
        "scored": "待实地核实",
        "visited": "待第二人核实",
        "verified": "待法制审核",
        "checked": "待作结论",
        "concluded": "已作结论",
        "appealed": "乡镇有异议",
        "decided": "异议已答复",
        "due": "到期待重新评估",
        "called_off": "已取消",
    },
    act_labels={
        "state_fact": "填报事实",
        "complete_facts": "事实收集完毕",
        "score": "计算得分",
        "visit_site": "实地核实",
        "confirm_visit": "第二人实地核实",
        "check_lawful": "法制审核",
        "conclude": "作出结论",
        "appeal": "提出异议",
        "uphold": "维持结论",
        "reopen": "撤销结论并重新评估",
        "send_back": "退回重新收集",
        "call_off": "取消评估",
        "fall_due": "到期重新评估",
    },
    final=frozenset({"due", "called_off"}),
)

WITHDRAWAL = Workflow(
    name="withdrawal",
    initial="proposed",
    rows=(
        Transition("proposed", "keep_matter", "kept", OFFICE, REVIEWED, guard="reason_given"),
        Transition("proposed", "take_back_matter", "handed_on", OFFICE, REVIEWED, guard="reason_given"),
        Transition("proposed", "use_again", "lapsed", CLOCKWORK, REVIEWED, guard="in_use"),
    ),
    state_labels={
        "proposed": "建议收回",
        "kept": "予以保留",
        "handed_on": "已转目录调整",
        "lapsed": "已恢复使用",
    },
    act_labels={
        "keep_matter": "说明理由予以保留",
        "take_back_matter": "转目录调整收回",
        "use_again": "恢复使用",
    },
    final=frozenset({"kept", "handed_on", "lapsed"}),
)
