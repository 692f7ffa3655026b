"""责令改正: an order to correct, its serving and its re-check (处罚法 28; APP-01, APP-18)."""

from __future__ import annotations

from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow
from zhifa.law.procedure.summary_case import FIELD, LEADERS

ORDER = (Citation("行政处罚法", 28, 1),)
SERVING = (Citation("民事诉讼法", 87), Citation("民事诉讼法", 88))
INSPECT = (Citation("行政处罚法", 55, 2),)

CORRECTION = Workflow(
    name="correction",
    initial="issued",
    rows=(
        Transition("issued", "serve_order", "running", FIELD, SERVING, guard="acknowledged", clock="correction", document="DOC-S01"),
        Transition("issued", "withdraw_order", "withdrawn", LEADERS, ORDER, guard="reason_given"),
        Transition("running", "withdraw_order", "withdrawn", LEADERS, ORDER, guard="reason_given"),
        Transition("running", "recheck_corrected", "corrected", FIELD, INSPECT, guard="findings_and_two_officers", document="DOC-I07"),
        Transition("running", "recheck_failed", "not_corrected", FIELD, INSPECT, guard="period_over", document="DOC-I07"),
    ),
    state_labels={
        "issued": "待送达",
        "running": "改正期内",
        "corrected": "已改正",
        "not_corrected": "逾期未改正",
        "withdrawn": "已撤回",
    },
    act_labels={
        "serve_order": "送达",
        "withdraw_order": "撤回",
        "recheck_corrected": "复查：已改正",
        "recheck_failed": "复查：未改正",
    },
    final=frozenset({"corrected", "not_corrected", "withdrawn"}),
)
