"""Acts on dispatches, and those on incidents that need them."""

from zhifa.apps.dispatch.services.clocks import clockwork, evaluate_incident, mark_late
from zhifa.apps.dispatch.services.handling import (
    abandon_penalty,
    accept_hand_over,
    arrive,
    finish_penalty,
    hand_over,
    order_correction,
    receive_dispatch,
    recheck,
    record_outcome,
    refuse_hand_over,
    reopen_dispatch,
    send_back,
    start_penalty,
    verify_dispatch,
)
from zhifa.apps.dispatch.services.opening import accept_incident, accept_urgent, add_matter, close_incident, reopen_incident
from zhifa.apps.dispatch.services.sending import dispatch_matter, recall_dispatch, return_dispatch, settle_owner, withdraw_matter

__all__ = [
    "abandon_penalty",
    "accept_hand_over",
    "accept_incident",
    "accept_urgent",
    "add_matter",
    "arrive",
    "clockwork",
    "close_incident",
    "dispatch_matter",
    "evaluate_incident",
    "finish_penalty",
    "hand_over",
    "mark_late",
    "order_correction",
    "recall_dispatch",
    "receive_dispatch",
    "recheck",
    "record_outcome",
    "refuse_hand_over",
    "reopen_dispatch",
    "reopen_incident",
    "return_dispatch",
    "send_back",
    "settle_owner",
    "start_penalty",
    "verify_dispatch",
    "withdraw_matter",
]
