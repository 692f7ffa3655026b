"""Acts on cases of the summary procedure and on orders to correct."""

from zhifa.apps.cases.services.deciding import close, decide, report_for_record, serve, serve_refused, withdraw_decision
from zhifa.apps.cases.services.handing import issue_hand_over_sheet
from zhifa.apps.cases.services.opening import (
    Scene,
    confirm_second_officer,
    convert_to_ordinary,
    correct_entry,
    drop,
    open_case,
    release_second_officer,
    show_identity,
)
from zhifa.apps.cases.services.orders import Demand, issue_correction_order, record_recheck, serve_order, withdraw_order
from zhifa.apps.cases.services.paying import collect_on_spot, hand_over_cash, import_finance_file, import_receipt
from zhifa.apps.cases.services.telling import Proposal, hear_statement, notify_party, record_facts, record_waiver
from zhifa.apps.cases.words import GROUNDS

__all__ = [
    "GROUNDS",
    "Demand",
    "Proposal",
    "Scene",
    "close",
    "collect_on_spot",
    "confirm_second_officer",
    "convert_to_ordinary",
    "correct_entry",
    "decide",
    "drop",
    "hand_over_cash",
    "hear_statement",
    "import_finance_file",
    "import_receipt",
    "issue_correction_order",
    "issue_hand_over_sheet",
    "notify_party",
    "open_case",
    "record_facts",
    "record_recheck",
    "record_waiver",
    "release_second_officer",
    "report_for_record",
    "serve",
    "serve_order",
    "serve_refused",
    "show_identity",
    "withdraw_decision",
    "withdraw_order",
]
