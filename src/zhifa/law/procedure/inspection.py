"""行政检查 (law-rules.md §4.2): a visit of two certified officers to one place, and what becomes of each problem found there."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.inspection_plan import BOTH, REGULATION
from zhifa.law.procedure.states import Transition, Workflow, roles, rows

INSPECTORS = roles(Role.REGULATOR, Role.PROFESSIONAL, Role.OFFICER, Role.SQUAD_LEADER)
HEAD = roles(Role.APPROVER)

LAW = "行政处罚法"
REPORTED = (Citation("浙江省保障最多跑一次改革规定", 36, 1),)
TWO_OFFICERS = (Citation(LAW, 42, 1), Citation(LAW, 55, 1))
SHOW_CERTIFICATE = (Citation(LAW, 55, 1),)
WRITTEN_RECORD = (Citation(LAW, 55, 2),)
RESULTS = (Citation("浙江省保障最多跑一次改革规定", 36, 2), Citation("行政许可法", 61, 2))
TOGETHER = (Citation(REGULATION, 13),)
NO_DISTURBANCE = (Citation("行政许可法", 63),)
ORDER = (Citation(LAW, 28, 1),)
EDUCATION = (Citation(LAW, 33, 1),)
INVESTIGATE = (Citation(LAW, 54),)
HAND_OVER = (Citation(REGULATION, 16), Citation(REGULATION, 18))

AHEAD = ("planned", "approved")
KEPT = "kept"  # the clock goes on as it is
WINDOW = "window"  # until the last day of the visit's window

INSPECTION = Workflow(
    name="inspection",
    initial="planned",
    rows=(
        Transition("planned", "approve", "approved", HEAD, REPORTED, guard="reported_to_head", clock=WINDOW, document="DOC-I02"),
        Transition("planned", "release", "approved", INSPECTORS, REPORTED, guard="exempt_source", clock=WINDOW),
        *rows(AHEAD, "join", None, INSPECTORS, basis=TOGETHER, guard="other_organ", clock=KEPT),
        *rows(AHEAD, "reschedule", None, INSPECTORS, basis=NO_DISTURBANCE, guard="new_day_with_reason", clock=WINDOW),
        *rows(AHEAD, "cancel", "cancelled", INSPECTORS | HEAD, basis=NO_DISTURBANCE, guard="reason_given"),
        *rows(AHEAD, "follow_plan", "cancelled", BOTH, basis=TOGETHER, guard="reason_given"),
        Transition("approved", "arrive", "on_site", INSPECTORS, TWO_OFFICERS, guard="visit_lawful", clock="inspection_record"),
        Transition(
            "on_site", "show_certificates", "inspecting", INSPECTORS, SHOW_CERTIFICATE, guard="two_officers", clock=KEPT, document="DOC-I03"
        ),
        Transition("inspecting", "check_item", "inspecting", INSPECTORS, WRITTEN_RECORD, guard="answer_complete", clock=KEPT),
        Transition(
            "inspecting",
            "record_visit",
            "recorded",
            INSPECTORS,
            WRITTEN_RECORD,
            guard="record_complete",
            clock="inspection_settle",
            document="DOC-I05",
        ),
        *rows(("on_site", "inspecting"), "break_off", "cancelled", INSPECTORS, basis=WRITTEN_RECORD, guard="reason_given"),
        Transition("recorded", "close", "closed", INSPECTORS, RESULTS, guard="findings_settled", document="DOC-I07A"),
    ),
    state_labels={
        "planned": "待负责人批准",
        "approved": "待到场",
        "on_site": "待出示证件",
        "inspecting": "检查中",
        "recorded": "问题处理中",
        "closed": "已办结",
        "cancelled": "已取消",
    },
    act_labels={
        "approve": "批准检查",
        "release": "确认免报批",
        "join": "并入综合查一次",
        "reschedule": "改期",
        "cancel": "取消检查",
        "follow_plan": "随计划变动取消",
        "arrive": "到场",
        "show_certificates": "出示证件并交付检查通知书",
        "check_item": "检查一项",
        "record_visit": "制作现场检查笔录",
        "break_off": "未能检查",
        "close": "办结检查",
    },
    final=frozenset({"closed", "cancelled"}),
)

FINDING = Workflow(
    name="finding",
    initial="open",
    rows=(
        Transition("open", "correct_on_spot", "fixed", INSPECTORS, EDUCATION, guard="described"),
        Transition(
            "open", "order_correction", "correcting", INSPECTORS, ORDER, guard="order_served", clock="correction", document="DOC-I06"
        ),
        Transition("open", "start_case", "in_case", INSPECTORS, INVESTIGATE, guard="penalty_power"),
        Transition("open", "propose_filing", "proposed", INSPECTORS, INVESTIGATE, guard="penalty_power"),
        Transition("proposed", "filing_approved", "in_case", HEAD, INVESTIGATE, guard="case_on_file"),
        Transition("proposed", "filing_refused", "open", HEAD, INVESTIGATE, guard="described"),
        Transition("open", "hand_over", "handed_over", INSPECTORS, HAND_OVER, guard="described"),
        Transition("correcting", "recheck_corrected", "corrected", INSPECTORS, WRITTEN_RECORD, guard="rechecked", document="DOC-I07"),
        Transition("correcting", "recheck_failed", "open", INSPECTORS, WRITTEN_RECORD, guard="rechecked", document="DOC-I07"),
    ),
    state_labels={
        "open": "待处理",
        "correcting": "限期改正中",
        "proposed": "待批准立案",
        "fixed": "当场改正",
        "corrected": "已改正",
        "handed_over": "已移送",
        "in_case": "已立案",
    },
    act_labels={
        "correct_on_spot": "当场改正",
        "order_correction": "责令限期改正",
        "start_case": "当场处罚（简易程序）",
        "propose_filing": "报请立案（普通程序）",
        "filing_approved": "批准立案",
        "filing_refused": "不予立案，继续处理",
        "hand_over": "移送线索",
        "recheck_corrected": "复查：已改正",
        "recheck_failed": "复查：未改正",
    },
    final=frozenset({"fixed", "corrected", "handed_over", "in_case"}),
)
