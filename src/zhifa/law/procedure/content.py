"""What a decision, a hearing record and a borrowed review must have (DEC-01/03/04/07, SIM-04/09, HEA-11/14, REV-04)."""

from __future__ import annotations

from collections.abc import Collection

from zhifa.law.conditions import Fact, all_of, contains
from zhifa.law.rulebook import rule, ruling
from zhifa.law.rulings import Outcome, Ruling

CONCLUSIONS = frozenset({"penalty", "minor_no_penalty", "not_established", "transfer"})
ORDINARY = ("party", "findings", "evidence", "penalty", "basis", "performance", "remedies", "organ", "day", "seal")
SUMMARY = ("violation", "penalty", "basis", "amount", "time", "place", "remedies", "organ", "officer_signatures")
FINE = ("collecting_body", "amount", "payment_period", "surcharge_clause")


@rule("DEC-01", "行政处罚法 第五十七条 第一款")
def conclusion(kind: str, investigation_closed: bool) -> Ruling:
    """After the investigation the head chooses one of four: penalty, none because minor, none because not established, transfer of a
    suspected crime. There is no fifth, and nothing is chosen before the investigation is closed."""
    if not investigation_closed:
        return ruling(Outcome.BLOCK, "DEC-01", because="content.investigation_open", missing=("report",))
    if kind not in CONCLUSIONS:
        return ruling(Outcome.BLOCK, "DEC-01", because="content.no_such_conclusion", missing=("conclusion",))
    return ruling(Outcome.ALLOW, "DEC-01", because="content.conclusion")


@rule("DEC-03", "行政处罚法 第五十九条")
def decision(stated: Collection[str]) -> Ruling:
    """The written decision names party, findings and evidence, kind and basis, how and until when to perform, remedies with their
    periods, organ and day, and bears the organ's seal."""
    return contains(stated, ORDINARY, "DEC-03", refused="content.incomplete", granted="content.complete")


@rule("DEC-04", "罚款决定与罚款收缴分离实施办法 第七条", "行政强制法 第四十五条 第一款")
def fine_decision(stated: Collection[str]) -> Ruling:
    """A decision to fine also names who collects, the sum and the last day, and whether a surcharge follows: one that is silent on the
    surcharge leaves nobody to collect it."""
    return contains(stated, FINE, "DEC-04", refused="content.incomplete", granted="content.complete")


@rule("DEC-07", "行政处罚法 第六十一条 第一款", "行政处罚法 第四十八条 第一款")
def announced(*, announced: Fact) -> Ruling:
    """A decision is announced before it is handed over; whether it is also published depends on its effect on society (PUB-02)."""
    return all_of({"announced": announced}, "DEC-07", refused="content.not_announced", granted="content.announced")


@rule("SIM-04", "行政处罚法 第五十二条 第二款")
def summary_decision(stated: Collection[str]) -> Ruling:
    """The decision on the spot names the act, kind and basis, the sum, time and place, remedies, organ, and is signed or stamped by the
    officers. The seal of the organ is not asked for."""
    return contains(stated, SUMMARY, "SIM-04", refused="content.incomplete", granted="content.complete")


@rule("SIM-09", "行政处罚法 第五十三条")
def performance_of_summary(paid_or_collected: Fact) -> Ruling:
    """What was decided on the spot is paid and collected by the ordinary articles 67 to 69: bank first, cash only on their grounds."""
    return all_of({"payment": paid_or_collected}, "SIM-09", refused="content.unpaid", granted="content.performed", otherwise=Outcome.WARN)


@rule("HEA-11", "行政处罚法 第六十四条 第七项", "行政处罚法 第六十四条 第八项")
def hearing_record(*, facts_presented: Fact, party_heard: Fact, checked: Fact, signed: Fact, refusal_noted: Fact) -> Ruling:
    """Investigators put facts, evidence and proposal, the party answers and examines; the record is read, corrected and signed, or the
    presider notes that the signature was refused."""
    facts = {
        "facts_presented": facts_presented,
        "party_heard": party_heard,
        "record_checked": checked,
        "signature_or_note": True if signed or refusal_noted else signed,
    }
    return all_of(facts, "HEA-11", refused="content.hearing_record_open", granted="content.hearing_recorded")


@rule("HEA-14", "浙江省综合行政执法条例 第二十三条")
def online_hearing(*, free_of_secrets: Fact, identity_verified: Fact, recorded: Fact) -> Ruling:
    """Statements and hearings may go on line. The regulation asks for no more; identity and an unbroken recording are the county's
    default, and what touches a secret stays in the room."""
    facts = {"free_of_secrets": free_of_secrets, "identity_verified": identity_verified, "recorded": recorded}
    return all_of(facts, "HEA-14", refused="content.not_online", granted="content.online")


@rule("REV-04", "浙江省综合行政执法条例 第二十四条")
def borrowed_reviewer(*, agreement: Fact, qualified: Fact, opinion_kept: Fact) -> Ruling:
    """Legal review may be shared across departments and areas on line: under an agreement, by somebody qualified, the opinion kept with
    the case. The organ that decides stays answerable."""
    facts = {"agreement": agreement, "qualified": qualified, "opinion_kept": opinion_kept}
    return all_of(facts, "REV-04", refused="content.review_not_shared", granted="content.review_shared")
