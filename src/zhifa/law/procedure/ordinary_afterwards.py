"""普通程序案件 after the decision was served: deferral, money, remedies, demand, the court (law-rules.md §4.8). Rows of `ordinary_case`."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, roles, rows
from zhifa.law.procedure.summary_case import FIELD, TREASURY

HEAD = roles(Role.APPROVER)
PAY = (Citation("行政处罚法", 67),)
DEFER = (Citation("行政处罚法", 66, 2),)
REMEDY = (Citation("行政处罚法", 73),)
DEMAND = (Citation("行政强制法", 54),)
COURT = (Citation("行政强制法", 53), Citation("行政强制法", 55))
ANSWER = (Citation("行政强制法", 56), Citation("行政强制法", 58))
ENDING = (Citation("行政强制法", 40),)
OWED = ("served", "court")

ROWS = (
    *rows(OWED, "import_receipt", "paid", TREASURY, basis=PAY, guard="receipt_matches"),
    *rows(OWED, "import_instalment", None, TREASURY, basis=DEFER, guard="instalment_matches"),
    Transition("served", "request_deferral", "served", FIELD, DEFER, guard="hardship_shown"),
    Transition("served", "decide_deferral", "served", HEAD, DEFER, guard="deferral_lawful", clock="payment", document="DOC-P01"),
    *rows(OWED, "record_remedy", None, FIELD, basis=REMEDY, guard="remedy_recorded"),
    *rows(OWED, "end_remedy", None, FIELD, basis=REMEDY, guard="remedy_running"),
    Transition("served", "issue_demand", "served", FIELD, DEMAND, guard="demand_due", document="DOC-E01"),
    Transition("served", "serve_demand", "served", FIELD, DEMAND, guard="served", clock="demand", document="DOC-S01"),
    Transition("served", "apply_court", "court", HEAD, COURT, guard="court_open", document="DOC-E05"),
    Transition("court", "record_court", "court", FIELD, ANSWER, guard="court_answered"),
    Transition("court", "return_court", "served", FIELD, ANSWER, guard="court_answered"),
    *rows(OWED, "end_enforcement", "enforced", HEAD, basis=ENDING, guard="ending_lawful", document="DOC-E08"),
)
STATES = {"court": "法院强制执行中", "enforced": "执行终结待结案"}
ACTS = {
    "import_instalment": "导入分期缴款回单",
    "request_deferral": "登记延期（分期）申请",
    "decide_deferral": "决定延期（分期）申请",
    "record_remedy": "登记复议或者诉讼",
    "end_remedy": "登记复议诉讼结果",
    "issue_demand": "制作催告书",
    "serve_demand": "送达催告书",
    "apply_court": "申请法院强制执行",
    "record_court": "登记法院受理执行",
    "return_court": "法院不予受理或者不准执行",
    "end_enforcement": "终结执行",
}
