"""行政强制措施: sealing and seizure from the need for it to its end (law-rules.md §4.7). What the law asks before each step is in
`coercive_measure_guards`."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles, rows
from zhifa.law.procedure.summary_case import FIELD

HEAD = roles(Role.APPROVER)
CLOCKS = roles(Role.SYSTEM)
LAW = "行政强制法"
APPROVE = (Citation(LAW, 10), Citation(LAW, 16), Citation(LAW, 18, None, 1))
URGENT = (Citation(LAW, 19),)
CARRY_OUT = (Citation(LAW, 18), Citation(LAW, 24))
TESTING = (Citation(LAW, 25, 3),)
EXTEND = (Citation(LAW, 25, 1), Citation(LAW, 25, 2))
EXPIRED = (Citation(LAW, 25, 1), Citation(LAW, 28, 1, 4))
DISPOSE = (Citation(LAW, 27),)
RELEASE = (Citation(LAW, 28),)
WITH_CASE = (Citation(LAW, 21),)
HELD = ("seized", "extended")

COERCIVE_MEASURE = Workflow(
    name="coercive_measure",
    initial="needed",
    rows=(
        Transition("needed", "approve", "approved", HEAD, APPROVE, guard="measure_lawful", document="DOC-M01"),
        Transition("needed", "refuse", "refused", HEAD, APPROVE, guard="reason_given"),
        Transition("needed", "act_urgently", "urgent", FIELD, URGENT, guard="urgency", clock="emergency_approval", document="DOC-M02"),
        Transition("urgent", "approve_afterwards", "seized", HEAD, URGENT, guard="approved_in_time", clock="seizure", document="DOC-M01"),
        Transition("urgent", "refuse_afterwards", "must_release", HEAD, URGENT, guard="reason_given"),
        Transition("urgent", "lapse", "must_release", CLOCKS, URGENT, guard="approval_overdue"),
        Transition("approved", "carry_out", "seized", FIELD, CARRY_OUT, guard="carried_out", clock="seizure", document="DOC-M02"),
        Transition("approved", "refrain", "refused", FIELD, APPROVE, guard="reason_given"),
        Transition("seized", "send_for_testing", "testing", FIELD, TESTING, guard="testing_told", document="DOC-G10"),
        Transition("testing", "end_testing", "seized", FIELD, TESTING, guard="testing_over", clock="seizure"),
        Transition("seized", "extend", "extended", HEAD, EXTEND, guard="extension_lawful", clock="seizure", document="DOC-M05"),
        *rows(HELD, "expire", "must_release", CLOCKS, basis=EXPIRED, guard="period_over"),
        *rows(HELD, "dispose", "handled", HEAD, basis=DISPOSE, guard="dealt_with"),
        *rows(("testing", *HELD), "transfer", "transferred", FIELD, basis=WITH_CASE, guard="goods_with_case", document="DOC-D05"),
        *rows((*HELD, "must_release"), "release", "released", HEAD, basis=RELEASE, guard="goods_returned", document="DOC-M06"),
    ),
    state_labels={
        "needed": "待批准",
        "approved": "待实施",
        "urgent": "已紧急实施待补批",
        "seized": "查封扣押中",
        "testing": "检测鉴定中",
        "extended": "延长期内",
        "must_release": "必须解除",
        "handled": "已处理",
        "released": "已解除",
        "transferred": "随案移送",
        "refused": "不采取",
    },
    act_labels={
        "approve": "批准",
        "refuse": "不批准",
        "act_urgently": "紧急实施",
        "approve_afterwards": "补办批准",
        "refuse_afterwards": "不予补批",
        "lapse": "逾时未补批",
        "carry_out": "实施",
        "refrain": "决定不实施",
        "send_for_testing": "送检",
        "end_testing": "检测结束",
        "extend": "批准延长",
        "expire": "期限届满",
        "dispose": "处理财物",
        "transfer": "随案移送公安",
        "release": "解除并退还",
    },
    final=frozenset({"handled", "released", "transferred", "refused"}),
)
