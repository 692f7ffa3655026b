"""Deferring, collecting and settling what is owed (PAY-08…PAY-10, SUR-07)."""

from __future__ import annotations

from decimal import Decimal

from zhifa.law.conditions import Fact, all_of, none_of
from zhifa.law.money import ZERO
from zhifa.law.rulebook import rule, ruling
from zhifa.law.rulings import Outcome, Ruling


@rule("PAY-08", "行政处罚法 第六十六条 第二款")
def deferral(*, party_applied: Fact, real_hardship: Fact, approved: Fact) -> Ruling:
    """Later payment or instalments need real hardship, the party's application and the agency's approval, before or after the last day;
    how long, the decision says."""
    facts = {"party_applied": party_applied, "real_hardship": real_hardship, "approved": approved}
    return all_of(facts, "PAY-08", refused="paying.no_deferral", granted="paying.deferred")


@rule("PAY-09", "罚款决定与罚款收缴分离实施办法 第十条", "浙江省政府非税收入管理条例 第十七条")
def collection(*, payment_code_issued: Fact, receipt_matches: Fact) -> Ruling:
    """The organ issues the payment code, a bank or payment company collects, finance watches: a payment counts when the collector's
    notice names code and sum of the decision."""
    facts = {"payment_code_issued": payment_code_issued, "receipt_matches": receipt_matches}
    return all_of(facts, "PAY-09", refused="paying.not_matched", granted="paying.matched")


@rule("PAY-10", "行政处罚法 第七十四条", "行政强制法 第四十九条")
def proceeds(*, kept_back: Fact, returned_to_organ: Fact, sold_privately: Fact) -> Ruling:
    """Fines and proceeds go to the treasury whole: nothing is kept back, shared or returned to who imposed them, and confiscated goods
    are sold in public unless they must be destroyed."""
    facts = {"kept_back": kept_back, "returned_to_organ": returned_to_organ, "sold_privately": sold_privately}
    return none_of(facts, "PAY-10", refused="paying.not_to_treasury", granted="paying.to_treasury")


@rule("SUR-07", "行政强制法 第四十二条")
def agreement(fine_reduced: Decimal, surcharge_reduced: Decimal, remedied: bool, broken: bool) -> Ruling:
    """An agreement on enforcement may stage performance and waive surcharge of who made good; it never lowers the fine itself, and once
    broken enforcement goes on."""
    if fine_reduced > ZERO:
        return ruling(Outcome.BLOCK, "SUR-07", because="paying.fine_not_negotiable")
    if surcharge_reduced > ZERO and not remedied:
        return ruling(Outcome.BLOCK, "SUR-07", because="paying.nothing_made_good")
    code = "paying.agreement_broken" if broken else "paying.agreement"
    return ruling(Outcome.WARN if broken else Outcome.ALLOW, "SUR-07", because=code)
