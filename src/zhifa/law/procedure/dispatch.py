"""派遣与处置: one row per matter of an incident (stages 三 to 六 of law-rules.md §4.1)."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.freezing import FILING as NEW_CASE
from zhifa.law.procedure.freezing import REDISPATCH
from zhifa.law.procedure.incident import CENTRE, COORDINATION, REGULATION, SUPERVISION
from zhifa.law.procedure.states import Transition, Workflow, roles, rows

TEAM_LEAD = roles(Role.SQUAD_LEADER, Role.OFFICER, Role.PROFESSIONAL)
FIELD = roles(Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL)
LEAD_ONLY = roles(Role.SQUAD_LEADER, Role.PROFESSIONAL)
RECEIVER = roles(Role.SQUAD_LEADER, Role.PROFESSIONAL, Role.REGULATOR, Role.TOWNSHIP_COMMANDER)
SECURING = FIELD | CENTRE  # whoever is the interim owner; the command centre where no squad serves the place
TAKING_BACK = FIELD | CENTRE  # nobody at the other organ may answer: then the matter comes back instead of waiting for ever
ADJUDICATORS = roles(Role.GUIDANCE, Role.LEADER)
HEAD_OF_CASE = roles(Role.APPROVER)  # whoever ends the ordinary case ends its task with it
MARKING = CENTRE | roles(Role.SQUAD_LEADER, Role.TOWNSHIP_COMMANDER)  # who sees that it crosses areas or is too much for a township
TAKING_UP = CENTRE | roles(Role.GUIDANCE)
INDEPENDENT = roles(Role.VERIFIER, Role.DISPATCHER, Role.DUTY_CHIEF)

TWO_OFFICERS = (Citation("行政处罚法", 42, 1),)
ORDER = (Citation("行政处罚法", 28, 1),)
EDUCATION = (Citation("行政处罚法", 33, 3),)
ON_THE_SPOT = (Citation("行政处罚法", 51), Citation("行政处罚法", 52))
INVESTIGATE = (Citation("行政处罚法", 54),)
FILING = (Citation("行政处罚法", 54, 2),)
CONCLUDE = (Citation("行政处罚法", 57, 1),)
DISPUTE = (Citation(REGULATION, 17, 2), Citation("行政处罚法", 25, 2))
SECURE_AND_HAND_OVER = (Citation(REGULATION, 18, 2),)

CROSSING = (Citation(REGULATION, 11), Citation(REGULATION, 17, 1))
COUNTY_LEVEL = (Citation("行政处罚法", 23),)

KEPT = "kept"  # the clock goes on as it is

HELD_BACK = {"recall": REDISPATCH, "return": REDISPATCH, "hand_over": REDISPATCH, "start_penalty": NEW_CASE, "file_case": NEW_CASE}
"""Acts that wait while a cut-over is prepared; new matters are sent out as ever, so that no work stops."""

BEFORE_A_CASE = ("pending", "dispatched", "received", "on_site", "rework")
"""States in which a task may change hands without cutting an order, a case or a hand-over in two."""

OWNER = {
    "pending": "centre",
    "unsettled": "interim",
    "handled": "verifier",
    **dict.fromkeys(("dispatched", "received", "on_site", "correcting", "penalising", "in_case", "rework", "handing_over"), "team"),
}
"""Open state → who has to act: the command centre, the team, the interim owner of a dispute, or those who verify. A hand-over
stays with the team until the other organ accepts (条例 18)."""

DISPATCH = Workflow(
    name="dispatch",
    initial="pending",
    rows=(
        Transition("pending", "dispatch", "dispatched", CENTRE, COORDINATION, guard="owner_held", clock="receive"),
        Transition("unsettled", "secure", "unsettled", SECURING, SECURE_AND_HAND_OVER, guard="findings_given", clock=KEPT),
        Transition("unsettled", "settle", "pending", ADJUDICATORS, DISPUTE, guard="ruling_complete", clock="dispatch"),
        *rows(("pending", "unsettled"), "withdraw", "withdrawn", CENTRE, basis=COORDINATION, guard="reason_given"),
        Transition("withdrawn", "revive", "pending", CENTRE, COORDINATION, guard="owner_held_again", clock="dispatch"),
        Transition("dispatched", "recall", "pending", CENTRE, COORDINATION, guard="reason_given", clock="dispatch"),
        Transition("dispatched", "receive", "received", TEAM_LEAD, COORDINATION, clock="arrive"),
        *rows(
            ("dispatched", "received"), "return", "unsettled", LEAD_ONLY, basis=DISPUTE, guard="returned_once_with_basis", clock="settle"
        ),
        *rows(("received", "rework"), "arrive", "on_site", FIELD, basis=TWO_OFFICERS, guard="two_officers", clock="handle"),
        Transition("on_site", "correct_on_spot", "handled", FIELD, ORDER, guard="findings_and_evidence", clock="verify"),
        Transition("on_site", "educate", "handled", FIELD, EDUCATION, guard="findings_and_evidence", clock="verify"),
        Transition("on_site", "report_not_found", "handled", FIELD, INVESTIGATE, guard="findings_and_evidence", clock="verify"),
        Transition("on_site", "order_correction", "correcting", FIELD, ORDER, guard="order_complete", clock="recheck", document="DOC-I06"),
        Transition(
            "correcting", "recheck_corrected", "handled", FIELD, EDUCATION, guard="two_officers", clock="verify", document="DOC-I07"
        ),
        Transition("correcting", "recheck_failed", "on_site", FIELD, INVESTIGATE, guard="two_officers", clock="handle", document="DOC-I07"),
        Transition("on_site", "start_penalty", "penalising", FIELD, ON_THE_SPOT, guard="penalty_possible", clock="handle"),
        Transition("penalising", "finish_penalty", "handled", FIELD, ON_THE_SPOT, guard="case_done", clock="verify"),
        Transition("penalising", "abandon_penalty", "on_site", FIELD, INVESTIGATE, guard="reason_given", clock="handle"),
        *rows(("on_site", "penalising"), "file_case", "in_case", FIELD, basis=FILING, guard="penalty_possible", clock="case"),
        Transition("in_case", "finish_case", "handled", FIELD | HEAD_OF_CASE, CONCLUDE, guard="case_ended", clock="verify"),
        Transition("in_case", "refuse_case", "on_site", HEAD_OF_CASE, FILING, guard="reason_given", clock="handle"),
        *rows(
            ("received", "on_site"),
            "hand_over",
            "handing_over",
            FIELD,
            basis=SECURE_AND_HAND_OVER,
            guard="receiver_named",
            clock="accept_hand_over",
            document="DOC-C02",
        ),
        Transition("handing_over", "accept_hand_over", "handed_over", RECEIVER, SUPERVISION),
        Transition("handing_over", "refuse_hand_over", "unsettled", RECEIVER, DISPUTE, guard="reason_given", clock="settle"),
        Transition("handing_over", "take_back", "received", TAKING_BACK, SECURE_AND_HAND_OVER, guard="reason_given", clock="arrive"),
        Transition("handled", "verify", "verified", INDEPENDENT, COORDINATION, guard="not_the_handler"),
        Transition("handled", "send_back", "rework", INDEPENDENT, COORDINATION, guard="not_the_handler_with_reason", clock="arrive"),
        *rows(BEFORE_A_CASE, "mark_elevation", None, MARKING, basis=CROSSING, guard="elevation_stated", clock=KEPT),
        *rows(BEFORE_A_CASE, "take_up", "pending", TAKING_UP, basis=COUNTY_LEVEL, guard="elevation_answered", clock="dispatch"),
        *rows(
            (*BEFORE_A_CASE, "unsettled", "correcting", "handing_over"),
            "decline_elevation",
            None,
            TAKING_UP,
            basis=COORDINATION,
            guard="elevation_declined",
            clock=KEPT,
        ),
        Transition("verified", "reopen", "rework", CENTRE, COORDINATION, guard="reason_given_while_open", clock="arrive"),
    ),
    state_labels={
        "pending": "待派遣",
        "unsettled": "权属待定",
        "dispatched": "待接收",
        "received": "待到场",
        "on_site": "现场处置",
        "correcting": "限期改正中",
        "penalising": "当场处罚中",
        "in_case": "普通程序办案中",
        "handled": "待核实",
        "rework": "返工",
        "handing_over": "移交待接收",
        "handed_over": "已移交",
        "verified": "已核实",
        "withdrawn": "已撤销",
    },
    act_labels={
        "dispatch": "派遣",
        "secure": "先行处置",
        "settle": "裁定归属",
        "withdraw": "撤销事项",
        "revive": "恢复事项",
        "recall": "撤回派遣",
        "receive": "接收",
        "return": "退单",
        "arrive": "到场",
        "correct_on_spot": "当场改正",
        "educate": "教育劝导",
        "report_not_found": "未发现",
        "order_correction": "责令限期改正",
        "recheck_corrected": "复查：已改正",
        "recheck_failed": "复查：未改正",
        "start_penalty": "当场处罚",
        "finish_penalty": "处罚完毕",
        "abandon_penalty": "中止当场处罚",
        "file_case": "报请立案（普通程序）",
        "finish_case": "案件办结",
        "refuse_case": "不予立案退回",
        "hand_over": "移交",
        "accept_hand_over": "接收移交",
        "refuse_hand_over": "拒收移交",
        "take_back": "收回移交",
        "verify": "核实通过",
        "send_back": "退回返工",
        "reopen": "重新处置",
        "mark_elevation": "标记跨区域或者重大复杂",
        "take_up": "提级办理",
        "decline_elevation": "不予提级",
    },
    final=frozenset({"verified", "handed_over", "withdrawn"}),
)
