"""当场处罚案件: the steps of the summary procedure (law-rules.md §4.3), from opening to closing.

What the law asks before each step is in `summary_guards`.
"""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles, rows

FIELD = roles(Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL)
LEADERS = roles(Role.SQUAD_LEADER, Role.PROFESSIONAL)
TREASURY = roles(Role.CONNECTOR, Role.SYSTEM)

LAW = "行政处罚法"
TWO_OFFICERS = (Citation(LAW, 42, 1),)
SHOW_CERTIFICATE = (Citation(LAW, 52, 1), Citation(LAW, 55, 1))
CLEAR_FACTS = (Citation(LAW, 40), Citation(LAW, 46))
TELL = (Citation(LAW, 44), Citation(LAW, 62))
HEAR = (Citation(LAW, 45), Citation(LAW, 62))
DECIDE = (Citation(LAW, 51), Citation(LAW, 52))
HAND_OVER = (Citation(LAW, 52, 1),)
RECORD = (Citation(LAW, 52, 3),)
PAY = (Citation(LAW, 67),)
ON_SPOT = (Citation(LAW, 68), Citation(LAW, 69), Citation(LAW, 70))
CASH = (Citation(LAW, 71),)
ORDINARY = (Citation(LAW, 51), Citation(LAW, 54))
NO_PENALTY = (Citation(LAW, 33), Citation(LAW, 40))
ARCHIVE = (Citation(LAW, 47),)

BEFORE_NOTICE = ("opened", "paired", "identified", "established")
BEFORE_DECISION = (*BEFORE_NOTICE, "notified", "heard")
UNPAID = ("served", "reported")

SUMMARY_CASE = Workflow(
    name="summary_case",
    initial="opened",
    rows=(
        Transition("opened", "confirm_second_officer", "paired", FIELD, TWO_OFFICERS, guard="second_officer"),
        Transition("paired", "release_second_officer", "opened", FIELD, TWO_OFFICERS, guard="reason_given"),
        Transition("paired", "show_identity", "identified", FIELD, SHOW_CERTIFICATE, guard="two_officers"),
        Transition("identified", "record_facts", "established", FIELD, CLEAR_FACTS, guard="facts_and_evidence"),
        Transition("established", "notify_party", "notified", FIELD, TELL, guard="proposal_lawful"),
        Transition("notified", "hear_statement", "heard", FIELD, HEAR, guard="statement_recorded"),
        Transition("notified", "record_waiver", "heard", FIELD, HEAR, guard="waiver_recorded"),
        Transition("heard", "decide", "decided", FIELD, DECIDE, guard="decision_lawful", clock="record", document="DOC-D02"),
        Transition("decided", "withdraw_decision", "heard", LEADERS, DECIDE, guard="reason_given"),
        Transition("decided", "serve", "served", FIELD, HAND_OVER, guard="delivered", clock="payment", document="DOC-S01"),
        Transition("decided", "serve_refused", "served", FIELD, HAND_OVER, guard="delivered", clock="payment", document="DOC-S01"),
        Transition("served", "report_for_record", "reported", FIELD, RECORD, document="DOC-B01"),
        Transition("settled", "report_for_record", "paid", FIELD, RECORD, document="DOC-B01"),
        *rows(UNPAID, "collect_on_spot", None, FIELD, basis=ON_SPOT, guard="collection_lawful", clock="cash_to_agency", document="DOC-P02"),
        *rows(UNPAID, "hand_over_cash", None, FIELD, basis=CASH, guard="cash_in_hand", clock="cash_to_bank"),
        Transition("served", "import_receipt", "settled", TREASURY, PAY, guard="receipt_matches"),
        Transition("reported", "import_receipt", "paid", TREASURY, PAY, guard="receipt_matches"),
        Transition("reported", "close", "closed", FIELD, ARCHIVE, guard="nothing_to_pay"),
        Transition("paid", "close", "closed", FIELD, ARCHIVE),
        *rows(BEFORE_NOTICE, "correct_entry", None, FIELD, basis=CLEAR_FACTS, guard="change_stated"),
        *rows(("notified", "heard"), "correct_entry", "established", FIELD, basis=TELL, guard="change_stated"),
        *rows(BEFORE_DECISION, "convert_to_ordinary", "converted", FIELD, basis=ORDINARY, guard="reason_given"),
        *rows(BEFORE_DECISION, "drop", "dropped", FIELD, basis=NO_PENALTY, guard="ground_given"),
    ),
    state_labels={
        "opened": "待第二名执法人员确认",
        "paired": "待出示证件",
        "identified": "待记录事实",
        "established": "待告知",
        "notified": "待听取意见",
        "heard": "待决定",
        "decided": "待送达",
        "served": "待备案",
        "settled": "已缴款待备案",
        "reported": "已备案待缴款",
        "paid": "待结案",
        "closed": "已结案",
        "converted": "已转普通程序",
        "dropped": "未予处罚",
    },
    act_labels={
        "confirm_second_officer": "第二人确认",
        "release_second_officer": "更换第二人",
        "show_identity": "出示证件",
        "record_facts": "记录违法事实",
        "notify_party": "告知",
        "hear_statement": "听取陈述申辩",
        "record_waiver": "记录放弃陈述申辩",
        "decide": "作出决定",
        "withdraw_decision": "撤回未送达的决定",
        "serve": "当场交付",
        "serve_refused": "拒绝签收并注明",
        "report_for_record": "报备案",
        "collect_on_spot": "当场收缴",
        "hand_over_cash": "上交收缴款",
        "import_receipt": "导入缴款回单",
        "close": "结案",
        "correct_entry": "更正",
        "convert_to_ordinary": "转普通程序",
        "drop": "不予处罚",
    },
    final=frozenset({"closed", "converted", "dropped"}),
)
DONE_ON_SITE = frozenset({"reported", "paid", "closed", "converted", "dropped"})
