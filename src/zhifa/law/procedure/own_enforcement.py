"""Enforcement by the organ's own hand: power, demand, decision, pause, demolition, reversal (ENF-01…07, 09, 11, 12, 24)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from zhifa.law.book import Book
from zhifa.law.conditions import Fact, all_of, contains
from zhifa.law.procedure.periods import reckon
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

LAW = "law"
DEMAND = ("performance_period", "performance_way", "amount_and_payment", "statement_and_defence")
DECISION = ("party", "reasons", "basis", "way_and_time", "remedies", "organ", "seal", "day")
PAUSES = frozenset({"unable", "third_party_claim", "irreparable_harm", "other"})
ENDS = frozenset({"party_dead_no_estate", "party_dissolved", "object_gone", "decision_revoked", "other"})


@rule("ENF-01", "行政强制法 第十三条")
def power(basis_level: str, moved: bool = False) -> Ruling:
    """Only a law lets an organ enforce by itself, and only the organ it names: with the power to penalise move the measures
    tied to it, of enforcement the law says nothing (AMB-16). `moved`: the law names the department from which the penalty power
    moved. A regulation that writes "forcibly demolished" gives a duty to the party, no power to the organ (AMB-28): by default
    the court is asked. `values`: ask_court."""
    if basis_level == LAW and moved:
        values = {"ask_court": True}
        return ruling(Outcome.ESCALATE, "ENF-01", because="own_enforcement.power_not_moved", ambiguities=("AMB-16",), values=values)
    if basis_level == LAW:
        return ruling(Outcome.ALLOW, "ENF-01", because="own_enforcement.by_law", values={"ask_court": False})
    unclear = ("AMB-28",) if basis_level in ("administrative_regulation", "local_regulation") else ()
    return ruling(Outcome.BLOCK, "ENF-01", because="own_enforcement.no_power", ambiguities=unclear, values={"ask_court": True})


@rule("ENF-02", "行政强制法 第三十五条")
def demand(stated: Collection[str], money: bool) -> Ruling:
    """Before enforcing, the party is called upon in writing: until when and how to perform, for money the sum and how to pay,
    and that it may state and defend itself."""
    needed = [key for key in DEMAND if money or key != "amount_and_payment"]
    return contains(stated, needed, "ENF-02", refused="content.incomplete", granted="content.complete")


@rule("ENF-03", "行政强制法 第三十六条")
def answer(*, party_answered: bool, recorded: Fact, reviewed: Fact) -> Ruling:
    """What the party says to the demand is recorded and reviewed, and followed where it is right."""
    if not party_answered:
        return ruling(Outcome.ALLOW, "ENF-03", because="own_enforcement.no_answer")
    facts = {"answer_recorded": recorded, "answer_reviewed": reviewed}
    return all_of(facts, "ENF-03", refused="own_enforcement.answer_open", granted="own_enforcement.answer_reviewed")


@rule("ENF-04", "行政强制法 第三十七条")
def decision(*, demanded: Fact, period_over: Fact, still_owed: Fact, hiding_assets: bool, stated: Collection[str]) -> Ruling:
    """After a demand in vain and without good reason the organ decides in writing to enforce; signs that assets are moved or
    hidden allow it while the demand still runs."""
    facts = {"demanded": demanded, "period_over": True if hiding_assets else period_over, "still_owed": still_owed}
    found = all_of(facts, "ENF-04", refused="own_enforcement.too_soon", granted="own_enforcement.may_decide")
    if not found.permits:
        return found
    return contains(stated, DECISION, "ENF-04", refused="content.incomplete", granted="own_enforcement.may_decide")


@rule("ENF-06", "行政强制法 第四十条")
def end(ground: str) -> Ruling:
    """Enforcement ends for good on five grounds: a dead party without estate or successor, a dissolved one, the object gone, the decision
    revoked, others the organ finds. What only pauses it is article 39."""
    if ground in ENDS:
        return ruling(Outcome.ALLOW, "ENF-06", because="own_enforcement.ends")
    code = "own_enforcement.pauses" if ground in PAUSES else "own_enforcement.no_ground"
    return ruling(Outcome.BLOCK, "ENF-06", because=code, missing=("ground",))


@rule("ENF-07", "行政强制法 第四十一条")
def reversal(enforced: bool, decision_fell: bool, can_be_restored: bool) -> Ruling:
    """What was enforced on a decision that was revoked or changed, or in error, is restored or returned; where that is impossible it is
    compensated. `values`: restore, compensate."""
    due = enforced and decision_fell
    values = {"restore": due and can_be_restored, "compensate": due and not can_be_restored}
    code = "own_enforcement.restore" if values["restore"] else "own_enforcement.compensate" if due else "own_enforcement.nothing_to_reverse"
    return ruling(Outcome.COMPUTE, "ENF-07", because=code, values=values)


@rule("ENF-09", "行政强制法 第四十四条")
def demolition(*, announced: Fact, remedies_over: Fact, no_remedy_sought: Fact, not_removed: Fact, basis_level: str) -> Ruling:
    """An unlawful building is demolished by force only after a public notice to remove it, when the periods for reconsideration
    and suit are both over unused and it still stands, and a law gives the power (AMB-28)."""
    granted = power(basis_level)
    if not granted.permits:
        return granted
    facts = {"announced": announced, "remedies_over": remedies_over, "no_remedy_sought": no_remedy_sought, "not_removed": not_removed}
    return all_of(facts, "ENF-09", refused="own_enforcement.no_demolition", granted="own_enforcement.demolition")


@rule("ENF-11", "浙江省违法建筑处置规定 第十七条", "浙江省违法建筑处置规定 第十八条", "浙江省违法建筑处置规定 第十九条")
def on_the_site(*, notice_posted: Fact, party_called: Fact, goods_registered: Fact, witnessed: Fact, filmed: Fact) -> Ruling:
    """At a demolition: notice with time, basis and last day to move out, the party called to be there, goods left behind listed before a
    notary or witness and stored, and the whole of it written down and filmed."""
    facts = {
        "notice_posted": notice_posted,
        "party_called": party_called,
        "goods_registered": goods_registered,
        "witness": witnessed,
        "filmed": filmed,
    }
    return all_of(facts, "ENF-11", refused="own_enforcement.site_open", granted="own_enforcement.site_in_order")


@rule("ENF-12", "行政强制法 第四十六条 第一款")
def money(book: Book, surcharge_from: date, on: date, demanded: bool) -> Ruling:
    """Money is enforced when surcharge has run for more than thirty natural days and a demand was in vain. `surcharge_from`:
    the first day that counts; the thirtieth itself is not enough. `values`: earliest."""
    earliest = reckon(book, "surcharge_before_demand", surcharge_from, "ENF-12", "PER-04").due
    values = {"earliest": earliest}
    if on < earliest:
        return ruling(Outcome.BLOCK, "ENF-12", because=why("own_enforcement.surcharge_too_short", earliest=earliest), values=values)
    if not demanded:
        return ruling(Outcome.BLOCK, "ENF-12", because="own_enforcement.not_demanded", missing=("demanded",), values=values)
    return ruling(Outcome.ALLOW, "ENF-12", because="own_enforcement.may_take_money", values=values)


@rule("ENF-24", "行政强制法 第四十七条", "行政强制法 第四十九条")
def transfer_of_deposits(empowered_by_law: bool, to_treasury: bool) -> Ruling:
    """Deposits are taken only by an organ that a law names; what is taken goes to the treasury or its special account, to nobody else."""
    if not empowered_by_law:
        return ruling(Outcome.BLOCK, "ENF-24", because="own_enforcement.no_deposits")
    if not to_treasury:
        return ruling(Outcome.BLOCK, "ENF-24", because="paying.not_to_treasury")
    return ruling(Outcome.ALLOW, "ENF-24", because="own_enforcement.deposits")
