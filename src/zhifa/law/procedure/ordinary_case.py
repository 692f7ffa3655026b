"""普通程序案件: the steps from filing to the archive, with the hearing as a side line (law-rules.md §§4.4, 4.5).

What the law asks before each step is in `ordinary_guards`; what may follow the decision is in `ordinary_afterwards`, the way to the
police and back in `ordinary_police`.
"""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.ordinary_afterwards import ACTS as AFTERWARDS_ACTS
from zhifa.law.procedure.ordinary_afterwards import ROWS as AFTERWARDS
from zhifa.law.procedure.ordinary_afterwards import STATES as AFTERWARDS_STATES
from zhifa.law.procedure.ordinary_police import ACTS as POLICE_ACTS
from zhifa.law.procedure.ordinary_police import ROWS as WITH_THE_POLICE
from zhifa.law.procedure.ordinary_police import STATES as POLICE_STATES
from zhifa.law.procedure.states import Transition, Workflow, roles, rows
from zhifa.law.procedure.summary_case import FIELD, LEADERS

HEAD = roles(Role.APPROVER)
REVIEW = roles(Role.LEGAL_REVIEWER)
PRESIDING = roles(Role.LEGAL_REVIEWER, Role.GUIDANCE)
CONVENING = roles(Role.APPROVER, Role.LEGAL_REVIEWER)

LAW = "行政处罚法"
FILING = (Citation(LAW, 54, 2),)
TWO_OFFICERS = (Citation(LAW, 42, 1),)
RECUSAL = (Citation(LAW, 43),)
EVIDENCE = (Citation(LAW, 46),)
RECORDS = (Citation(LAW, 55, 2),)
PRESERVE = (Citation(LAW, 56),)
SEIZE = (Citation("行政强制法", 17), Citation("行政强制法", 18, None, 1))
CONCLUDE = (Citation(LAW, 57, 1),)
LEGAL_REVIEW = (Citation(LAW, 58),)
TELL = (Citation(LAW, 44),)
SERVE_NOTICE = (Citation(LAW, 44), Citation(LAW, 64, None, 1))
HEAR = (Citation(LAW, 45),)
WAIVE = (Citation(LAW, 62),)
HEARING = (Citation(LAW, 63), Citation(LAW, 64))
AFTER_HEARING = (Citation(LAW, 65),)
TELL_AGAIN = (Citation(LAW, 44), Citation(LAW, 45, 2))
DISCUSS = (Citation(LAW, 57, 2),)
DECIDE = (Citation(LAW, 57, 1), Citation(LAW, 59), Citation(LAW, 60))
NO_PENALTY = (Citation(LAW, 33), Citation(LAW, 57, 1))
PERIOD = (Citation(LAW, 60),)
SERVE = (Citation(LAW, 61),)
ARCHIVE = (Citation(LAW, 47),)

BEFORE_NOTICE = ("investigating", "reported", "reviewed")
ON_FILE = (*BEFORE_NOTICE, "notified", "waiting", "hearing_requested", "hearing_summoned", "hearing_held", "answered")
TOLD = ("notified", "waiting", "answered")
AT_THE_HEAD = ("reported", "reviewed", "answered")
ENDED = ("served", "paid", "excused", "enforced", "transferred")

ORDINARY_CASE = Workflow(
    name="ordinary_case",
    initial="proposed",
    rows=(
        Transition(
            "proposed", "approve_filing", "investigating", HEAD, FILING, guard="filing_lawful", clock="decision", document="DOC-G01"
        ),
        Transition("proposed", "refuse_filing", "not_filed", HEAD, FILING, guard="reason_given", document="DOC-G02"),
        *rows(("proposed", "investigating"), "join_case", None, FIELD, basis=TWO_OFFICERS, guard="second_officer"),
        *rows(("proposed", *BEFORE_NOTICE), "release_officer", None, LEADERS, basis=RECUSAL, guard="reason_given"),
        *rows(("proposed", "investigating"), "correct_entry", None, FIELD, basis=CONCLUDE, guard="change_stated"),
        Transition("investigating", "add_evidence", "investigating", FIELD, EVIDENCE, guard="evidence_complete"),
        Transition("investigating", "record_site", "investigating", FIELD, RECORDS, guard="record_by_two", document="DOC-G04"),
        Transition("investigating", "record_interview", "investigating", FIELD, RECORDS, guard="record_by_two", document="DOC-G03"),
        Transition("investigating", "request_preservation", "investigating", FIELD, PRESERVE, guard="preservation_reasoned"),
        Transition("investigating", "request_seizure", "investigating", FIELD, SEIZE, guard="seizure_held"),
        Transition("investigating", "approve_preservation", "investigating", HEAD, PRESERVE, guard="preservation_requested"),
        Transition(
            "investigating",
            "register_preservation",
            "investigating",
            FIELD,
            PRESERVE,
            guard="preservation_approved",
            clock="preservation",
            document="DOC-G06",
        ),
        *rows(ON_FILE, "dispose_preservation", None, FIELD, basis=PRESERVE, guard="preservation_running", document="DOC-G07"),
        *rows(ON_FILE, "request_recusal", None, FIELD, basis=RECUSAL, guard="reason_given"),
        *rows(ON_FILE, "decide_recusal", None, HEAD, basis=RECUSAL, guard="recusal_asked", document="DOC-G13"),
        Transition("investigating", "conclude", "reported", FIELD, CONCLUDE, guard="report_founded", document="DOC-G14"),
        *rows(("reported", "answered"), "reject_review", "investigating", REVIEW, basis=LEGAL_REVIEW, guard="reviewer", document="DOC-R01"),
        Transition("reported", "pass_review", "reviewed", REVIEW, LEGAL_REVIEW, guard="reviewer", document="DOC-R01"),
        Transition("answered", "pass_review", "answered", REVIEW, LEGAL_REVIEW, guard="reviewer", document="DOC-R01"),
        Transition("reported", "skip_review", "reviewed", HEAD, LEGAL_REVIEW, guard="review_not_required"),
        Transition("reviewed", "notify", "notified", FIELD, TELL, guard="proposal_lawful", document="DOC-N01"),
        Transition("notified", "serve_notice", "waiting", FIELD, SERVE_NOTICE, guard="served", clock="statement", document="DOC-S01"),
        Transition("waiting", "hear_statement", "waiting", FIELD, HEAR, guard="statement_recorded", document="DOC-N03"),
        Transition("waiting", "record_waiver", "waiting", FIELD, WAIVE, guard="waiver_recorded"),
        Transition("waiting", "request_hearing", "hearing_requested", FIELD, HEARING, guard="hearing_right"),
        Transition("waiting", "end_waiting", "answered", FIELD, HEAR, guard="waiting_over"),
        Transition(
            "hearing_requested", "summon_hearing", "hearing_summoned", CONVENING, HEARING, guard="summons_in_time", document="DOC-H01"
        ),
        Transition("hearing_summoned", "postpone_hearing", "hearing_requested", CONVENING, HEARING, guard="reason_given"),
        *rows(("hearing_requested", "hearing_summoned"), "withdraw_hearing", "waiting", FIELD, basis=HEARING, guard="waiver_recorded"),
        Transition("hearing_summoned", "hold_hearing", "hearing_held", PRESIDING, HEARING, guard="hearing_lawful", document="DOC-H03"),
        Transition("hearing_summoned", "end_hearing", "answered", PRESIDING, HEARING, guard="party_absent", document="DOC-H05"),
        Transition("hearing_held", "report_hearing", "answered", PRESIDING, AFTER_HEARING, guard="report_given", document="DOC-H04"),
        *rows(TOLD, "investigate_again", "investigating", FIELD, basis=TELL_AGAIN, guard="reason_given"),
        Transition("answered", "discuss", "answered", HEAD, DISCUSS, guard="discussion_complete", document="DOC-R02"),
        Transition("answered", "decide", "decided", HEAD, DECIDE, guard="decision_lawful", clock="service", document="DOC-D01"),
        *rows(
            AT_THE_HEAD,
            "decide_no_penalty",
            "spared",
            HEAD,
            basis=NO_PENALTY,
            guard="no_penalty_lawful",
            clock="service",
            document="DOC-D03",
        ),
        *rows(ON_FILE, "extend_period", None, HEAD, basis=PERIOD, guard="period_lawful", clock="decision", document="DOC-G16"),
        *rows(ON_FILE, "suspend_period", None, HEAD, basis=PERIOD, guard="suspension_lawful", document="DOC-G16"),
        *rows(ON_FILE, "resume_period", None, HEAD, basis=PERIOD, guard="suspended", clock="decision", document="DOC-G16"),
        Transition("decided", "withdraw_decision", "answered", HEAD, DECIDE, guard="reason_given"),
        Transition("decided", "serve", "served", FIELD, SERVE, guard="served", clock="payment", document="DOC-S01"),
        Transition("spared", "serve", "excused", FIELD, SERVE, guard="served", document="DOC-S01"),
        *AFTERWARDS,
        *WITH_THE_POLICE,
        *rows(ENDED, "close", "closed", HEAD, basis=ARCHIVE, guard="nothing_left", document="DOC-E09"),
        Transition("closed", "archive", "archived", FIELD, ARCHIVE, document="DOC-A01"),
    ),
    state_labels={
        "proposed": "待立案审批",
        "investigating": "调查取证",
        "reported": "待法制审核",
        "reviewed": "待事先告知",
        "notified": "告知书待送达",
        "waiting": "告知期内",
        "hearing_requested": "听证待通知",
        "hearing_summoned": "听证待举行",
        "hearing_held": "听证待报告",
        "answered": "待决定",
        "decided": "决定书待送达",
        "served": "待缴款",
        "paid": "待结案",
        "closed": "待归档",
        "archived": "已归档",
        "not_filed": "不予立案",
        "spared": "不予处罚待送达",
        "excused": "不予处罚待结案",
        **AFTERWARDS_STATES,
        **POLICE_STATES,
    },
    act_labels={
        "approve_filing": "批准立案",
        "refuse_filing": "不予立案",
        "join_case": "参加办案",
        "release_officer": "更换办案人员",
        "correct_entry": "更正",
        "add_evidence": "登记证据",
        "record_site": "现场笔录",
        "record_interview": "询问笔录",
        "request_preservation": "申请先行登记保存",
        "request_seizure": "报请查封、扣押",
        "approve_preservation": "批准先行登记保存",
        "register_preservation": "实施先行登记保存",
        "dispose_preservation": "处理登记保存物品",
        "request_recusal": "登记回避申请",
        "decide_recusal": "决定回避申请",
        "conclude": "调查终结报告",
        "pass_review": "法制审核通过",
        "reject_review": "法制审核退回",
        "skip_review": "不经法制审核",
        "notify": "制作事先告知书",
        "serve_notice": "送达告知书",
        "hear_statement": "记录陈述申辩",
        "record_waiver": "记录放弃权利",
        "request_hearing": "登记听证要求",
        "end_waiting": "告知期届满",
        "summon_hearing": "通知听证",
        "postpone_hearing": "改期听证",
        "withdraw_hearing": "撤回听证要求",
        "hold_hearing": "举行听证",
        "end_hearing": "终止听证",
        "report_hearing": "听证报告",
        "investigate_again": "补充调查重新告知",
        "discuss": "集体讨论",
        "decide": "作出处罚决定",
        "decide_no_penalty": "不予处罚决定",
        "withdraw_decision": "撤回未送达的决定书",
        "serve": "送达决定书",
        "import_receipt": "导入缴款回单",
        "extend_period": "延长（扣除）办案期限",
        "suspend_period": "中止办案期限",
        "resume_period": "恢复办案期限",
        **AFTERWARDS_ACTS,
        **POLICE_ACTS,
        "close": "批准结案",
        "archive": "组卷归档",
    },
    final=frozenset({"archived", "not_filed"}),
)
