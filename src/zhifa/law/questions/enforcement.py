"""Topic `enforcement`: compulsory enforcement by the agency itself."""

from __future__ import annotations

from zhifa.law.procedure import enforcement
from zhifa.law.procedure.enforcement import AuctionFacts
from zhifa.law.questions.asking import Answer, Facts, Law, ask, chosen


@ask("enforcement", "execute", rules=("ENF-08",), planned_at=None, urgent=False, means="other", target="other")
def execute(f: Facts, law: Law) -> Answer:
    """May it be carried out at this time, by these means?"""
    return Answer(enforcement.execute(law.book, f["planned_at"], f["urgent"], f["means"], f["target"]))


@ask(
    "enforcement",
    "immediate_substitute",
    "obstruction_place",
    "needs_immediate_removal",
    "party_able",
    rules=("ENF-14",),
    party_present=True,
)
def immediate_substitute(f: Facts, law: Law) -> Answer:
    """May substitute performance be carried out at once?"""
    found = enforcement.immediate_substitute(f["obstruction_place"], f["needs_immediate_removal"], f["party_able"], f["party_present"])
    return Answer.of(found, flags=("notify_afterwards",))


@ask("enforcement", "suspended_three_years", "suspended_on", "checked_on", "social_harm", "unable_to_perform", rules=("ENF-05",))
def suspended_three_years(f: Facts, law: Law) -> Answer:
    """Is enforcement continued?"""
    found = enforcement.suspended(law.book, f["suspended_on"], f["checked_on"], f["social_harm"], f["unable_to_perform"])
    return Answer.of(found, dates=("three_years_end",), flags=("no_longer_enforced",))


@ask(
    "enforcement",
    "auction_offset",
    "self_enforcement_power",
    "goods_seized",
    "remedy_filed",
    "remedy_period_expired",
    "demanded",
    "still_unpaid",
    rules=("SUR-06",),
)
def auction_offset(f: Facts, law: Law) -> Answer:
    """May seized goods be auctioned to cover the fine?"""
    return Answer(enforcement.auction(AuctionFacts(**chosen(f, AuctionFacts))))
