"""Acts on changes of the catalogue."""

from zhifa.apps.adjustments.services.amending import change_from_texts
from zhifa.apps.adjustments.services.deciding import approve_change, postpone_change, publish_change, revoke_change
from zhifa.apps.adjustments.services.effect import take_due_effect, take_effect
from zhifa.apps.adjustments.services.requesting import (
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
    "Item",
    "Request",
    "add_items",
    "amend_change",
    "approve_change",
    "change_from_drafts",
    "change_from_texts",
    "check_legality",
    "draft_change",
    "drop_item",
    "postpone_change",
    "publish_change",
    "refuse_change",
    "return_change",
    "revoke_change",
    "score_change",
    "submit_change",
    "take_due_effect",
    "take_effect",
    "withdraw_change",
]
