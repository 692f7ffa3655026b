"""Acts on changes of the catalogue."""

from zhifa.apps.adjustments.services.adopting import change_from_editions, settle_matter
from zhifa.apps.adjustments.services.amending import change_from_texts
from zhifa.apps.adjustments.services.cutover_planning import (
    Plan,
    amend_cutover,
    cancel_cutover,
    cut_over,
    cut_over_due,
    plan_cutover,
    reassign_coverage,
    rehearse_cutover,
)
from zhifa.apps.adjustments.services.cutover_receiving import (
    Chosen,
    accept_receipts,
    escalate_receipts,
    mark_receipts_late,
    refuse_receipts,
)
from zhifa.apps.adjustments.services.deciding import approve_change, postpone_change, publish_change, revoke_change
from zhifa.apps.adjustments.services.effect import take_due_effect, take_effect
from zhifa.apps.adjustments.services.requesting import (
    MOST_ITEMS,
    Item,
    Request,
    add_items,
    amend_change,
    change_from_drafts,
    draft_change,
    drop_item,
    submit_change,
    withdraw_change,
)
from zhifa.apps.adjustments.services.weighing import check_legality, refuse_change, return_change, score_change

__all__ = [
    "MOST_ITEMS",
    "Chosen",
    "Item",
    "Plan",
    "Request",
    "accept_receipts",
    "add_items",
    "amend_change",
    "amend_cutover",
    "approve_change",
    "cancel_cutover",
    "change_from_drafts",
    "change_from_editions",
    "change_from_texts",
    "check_legality",
    "cut_over",
    "cut_over_due",
    "draft_change",
    "drop_item",
    "escalate_receipts",
    "mark_receipts_late",
    "plan_cutover",
    "postpone_change",
    "publish_change",
    "reassign_coverage",
    "refuse_change",
    "refuse_receipts",
    "rehearse_cutover",
    "return_change",
    "revoke_change",
    "score_change",
    "settle_matter",
    "submit_change",
    "take_due_effect",
    "take_effect",
    "withdraw_change",
]
