"""Topic `transfer`: transfer of suspected crimes."""

from __future__ import annotations

from zhifa.law.procedure import transfer
from zhifa.law.questions.asking import Answer, Facts, Law, ask


@ask("transfer", "close_case", "prosecution_standard_met", "proposed_outcome", rules=("TRA-01",))
def close_case(f: Facts, law: Law) -> Answer:
    """May the case be ended like this?"""
    return Answer(transfer.close_case(f["prosecution_standard_met"], f["proposed_outcome"]))


@ask("transfer", "leader_decision", "report_received_at", rules=("TRA-03",), approved_at=None)
def leader_decision(f: Facts, law: Law) -> Answer:
    """By when must the head decide and the case be transferred?"""
    found = transfer.head_decision(law.book, f["report_received_at"], f["approved_at"])
    return Answer.of(found, dates=("deadline", "lenient", "handover_at"), flags=("overdue",))


@ask("transfer", "police_refusal", "refusal_received_on", rules=("TRA-07",))
def police_refusal(f: Facts, law: Law) -> Answer:
    """Last day to ask for review or for procuratorial supervision."""
    found = transfer.within_three_days(law.book, "police_refusal", f["refusal_received_on"], "TRA-07")
    return Answer.of(found, dates=("deadline", "lenient"))


@ask("transfer", "goods_handover", "filing_notice_received_on", rules=("TRA-08",))
def goods_handover(f: Facts, law: Law) -> Answer:
    """Last day to hand over goods and materials after police filing."""
    found = transfer.within_three_days(law.book, "goods_handover", f["filing_notice_received_on"], "TRA-08")
    return Answer.of(found, dates=("deadline", "lenient"))


@ask("transfer", "materials", "materials", "goods_tested", rules=("TRA-04",))
def materials(f: Facts, law: Law) -> Answer:
    """Are the materials complete?"""
    found = transfer.materials(f["materials"], f["goods_tested"])
    return Answer(found, flags=found.values)


@ask("transfer", "prior_penalty", "prior_penalty_kind", rules=("TRA-09",))
def prior_penalty(f: Facts, law: Law) -> Answer:
    """Does a penalty decided before the transfer continue to be executed?"""
    found = transfer.prior_penalty(f["prior_penalty_kind"])
    return Answer(found, flags=found.values)


@ask("transfer", "fine_after_court", "court_fine_imposed", "fined_before", rules=("TRA-10",))
def fine_after_court(f: Facts, law: Law) -> Answer:
    """May a fine be imposed after the court's fine?"""
    return Answer(transfer.fine_after_court(f["court_fine_imposed"], f["fined_before"]))


@ask("transfer", "reverse_referral", "referral_received_on", rules=("TRA-11",))
def reverse_referral(f: Facts, law: Law) -> Answer:
    """Case comes back from the judiciary: by when is a decision due?"""
    return Answer.of(transfer.reverse_referral(law.book, f["referral_received_on"]), dates=("deadline",), flags=("new_case",))
