"""行刑衔接: a suspected crime goes to the police and may come back (law-rules.md §4.6). Rows of `ordinary_case`."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, roles, rows
from zhifa.law.procedure.summary_case import FIELD

HEAD = roles(Role.APPROVER)
RULES = "行政执法机关移送涉嫌犯罪案件的规定"
SUSPECTED = (Citation("行政处罚法", 27, 1), Citation(RULES, 3), Citation(RULES, 5, 1))
DECIDED = (Citation(RULES, 5, 2), Citation("行政处罚法", 57, 1, 4))
HANDED = (Citation(RULES, 6), Citation(RULES, 7), Citation("行政强制法", 21))
ANSWERED = (Citation(RULES, 8),)
CONTESTED = (Citation(RULES, 9),)
GOES_ON = (Citation(RULES, 10),)
GOODS = (Citation(RULES, 12),)
BACK = (Citation("行政处罚法", 27, 1), Citation(RULES, 13))
BEFORE_DECISION = ("investigating", "reported", "reviewed", "waiting", "answered")

ROWS = (
    *rows(
        BEFORE_DECISION,
        "report_crime",
        "crime_reported",
        FIELD,
        basis=SUSPECTED,
        guard="crime_reported",
        clock="transfer_decision",
        document="DOC-T01",
    ),
    Transition("crime_reported", "approve_transfer", "transferring", HEAD, DECIDED, guard="transfer_in_time", clock="transfer_handover"),
    Transition("crime_reported", "refuse_transfer", "investigating", HEAD, DECIDED, guard="case_goes_on"),
    Transition(
        "transferring",
        "hand_to_police",
        "with_police",
        FIELD,
        HANDED,
        guard="materials_complete",
        clock="police_answer",
        document="DOC-T02",
    ),
    Transition("with_police", "police_filed", "police_case", FIELD, ANSWERED, guard="letter_named", clock="goods_handover"),
    Transition("with_police", "police_declined", "police_refusal", FIELD, ANSWERED, guard="letter_named", clock="police_refusal"),
    Transition("police_refusal", "contest_refusal", "with_police", FIELD, CONTESTED, guard="refusal_contested", document="DOC-T04"),
    Transition("police_refusal", "resume_case", "investigating", HEAD, GOES_ON, guard="case_goes_on"),
    Transition("police_case", "hand_over_goods", "transferred", FIELD, GOODS, guard="goods_listed", document="DOC-T03"),
    *rows(
        ("police_case", "transferred"),
        "take_back",
        "investigating",
        FIELD,
        basis=BACK,
        guard="sent_back",
        clock="decision",
        document="DOC-T06",
    ),
)
STATES = {
    "crime_reported": "移送待审批",
    "transferring": "待移送公安",
    "with_police": "公安审查中",
    "police_refusal": "公安不予立案",
    "police_case": "公安已立案",
    "transferred": "已移送待结案",
}
ACTS = {
    "report_crime": "报告涉嫌犯罪",
    "approve_transfer": "批准移送公安",
    "refuse_transfer": "不批准移送",
    "hand_to_police": "移送公安机关",
    "police_filed": "登记公安立案",
    "police_declined": "登记公安不予立案",
    "contest_refusal": "提请复议或者立案监督",
    "resume_case": "恢复本案调查",
    "hand_over_goods": "移交涉案物品",
    "take_back": "接收退回案件",
}
