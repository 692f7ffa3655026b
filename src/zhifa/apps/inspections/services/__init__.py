"""Acts on visits and on the problems found."""

from zhifa.apps.inspections.services.clocks import escalate, mark_late
from zhifa.apps.inspections.services.drawing import draw_at_random
from zhifa.apps.inspections.services.findings import (
    correct_on_spot,
    filing_approved,
    filing_refused,
    hand_over_finding,
    order_correction,
    propose_filing,
    recheck_finding,
    start_case,
)
from zhifa.apps.inspections.services.plans import merge_lines, withdraw_line
from zhifa.apps.inspections.services.scheduling import (
    Visit,
    approve_visit,
    cancel_visit,
    join_visit,
    plan_visit,
    reschedule_visit,
    schedule_line,
)
from zhifa.apps.inspections.services.visiting import (
    Signed,
    arrive,
    break_off,
    check_item,
    close_visit,
    record_visit,
    show_certificates,
)

__all__ = [
    "Signed",
    "Visit",
    "approve_visit",
    "arrive",
    "break_off",
    "cancel_visit",
    "check_item",
    "close_visit",
    "correct_on_spot",
    "draw_at_random",
    "escalate",
    "filing_approved",
    "filing_refused",
    "hand_over_finding",
    "join_visit",
    "mark_late",
    "merge_lines",
    "order_correction",
    "plan_visit",
    "propose_filing",
    "recheck_finding",
    "record_visit",
    "reschedule_visit",
    "schedule_line",
    "show_certificates",
    "start_case",
    "withdraw_line",
]
