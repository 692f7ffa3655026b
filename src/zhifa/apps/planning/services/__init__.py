"""Acts on the plan of inspections."""

from zhifa.apps.planning.services.lines import (
    Draft,
    agree_to_join,
    amend_line,
    approve_line,
    draw_up_line,
    send_back_line,
    submit_line,
    withdraw_line,
)
from zhifa.apps.planning.services.merging import merge_lines, waive_merging
from zhifa.apps.planning.services.packs import load_pack
from zhifa.apps.planning.services.supervision import (
    claim_items,
    compile_supervision_list,
    confirm_item,
    disclaim_item,
    reopen_item,
    send_back_item,
)

__all__ = [
    "Draft",
    "agree_to_join",
    "amend_line",
    "approve_line",
    "claim_items",
    "compile_supervision_list",
    "confirm_item",
    "disclaim_item",
    "draw_up_line",
    "load_pack",
    "merge_lines",
    "reopen_item",
    "send_back_item",
    "send_back_line",
    "submit_line",
    "waive_merging",
    "withdraw_line",
]
