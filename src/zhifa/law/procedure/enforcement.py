"""Compulsory enforcement by the agency itself (ENF-05, ENF-08, ENF-14, SUR-06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from zhifa.law.book import Book
from zhifa.law.procedure.periods import last_day
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

CUT_UTILITIES, RESIDENCE = "cut_utilities", "residence"
PUBLIC_PLACES = frozenset({"road", "river", "channel", "public_place"})


@rule("ENF-08", "行政强制法 第四十三条")
@rule("PER-17", "行政强制法 第四十三条 第一款", "噪声污染防治法 第八十八条 第二项")
def execute(book: Book, planned_at: datetime | None, urgent: bool, means: str, target: str) -> Ruling:
    """Never by cutting the utilities of a residence; not at night or on a holiday unless urgent. An ordinary weekend is open
    (AMB-13)."""
    if means == CUT_UTILITIES and target == RESIDENCE:
        return ruling(Outcome.BLOCK, "ENF-08", because="enforcement.utilities")
    if planned_at is None or urgent:
        return ruling(Outcome.ALLOW, "ENF-08", because="enforcement.urgent" if urgent else "enforcement.no_bar")
    day = planned_at.date()
    if not book.count("night.ends", day) <= planned_at.hour < book.count("night.begins", day):
        return ruling(Outcome.BLOCK, "ENF-08", "PER-17", because="enforcement.night")
    if day in book.calendar.off and day not in book.calendar.makeup:
        return ruling(Outcome.BLOCK, "ENF-08", because="enforcement.holiday")
    if book.calendar.is_off(day):
        return ruling(Outcome.WARN, "ENF-08", because="enforcement.weekend", ambiguities=("AMB-13",))
    return ruling(Outcome.ALLOW, "ENF-08", "PER-17", because="enforcement.no_bar")


@rule("ENF-14", "行政强制法 第五十二条")
def immediate_substitute(place: str, needs_removal: bool, party_able: bool, party_present: bool) -> Ruling:
    """What must be removed at once from a road, river, channel or public place and the party cannot remove; an absent party is
    told at once afterwards. `values`: notify_afterwards."""
    if place in PUBLIC_PLACES and needs_removal and not party_able:
        values = {"notify_afterwards": not party_present}
        return ruling(Outcome.ALLOW, "ENF-14", because="enforcement.remove_at_once", values=values)
    return ruling(Outcome.BLOCK, "ENF-14", because="enforcement.not_at_once", values={"notify_afterwards": False})


@rule("ENF-05", "行政强制法 第三十九条 第二款")
def suspended(book: Book, suspended_on: date, checked_on: date, social_harm: bool, unable: bool) -> Ruling:
    """Suspended for three full years, no obvious harm to society and the party really unable: no longer enforced. `values`:
    three_years_end, no_longer_enforced."""
    end = last_day(book, "suspended_enforcement", suspended_on)
    over = checked_on > end and not social_harm and unable
    reason = why("enforcement.given_up" if over else "enforcement.goes_on", end=end)
    values = {"three_years_end": end, "no_longer_enforced": over}
    return ruling(Outcome.BLOCK if over else Outcome.ALLOW, "ENF-05", because=reason, values=values)


@dataclass(frozen=True, slots=True)
class AuctionFacts:
    """What must be known before seized goods are auctioned to cover a fine."""

    self_enforcement_power: bool
    goods_seized: bool
    remedy_filed: bool
    remedy_period_expired: bool
    demanded: bool
    still_unpaid: bool


@rule("SUR-06", "行政强制法 第四十六条 第一款", "行政强制法 第四十六条 第三款")
def auction(facts: AuctionFacts) -> Ruling:
    """An agency without power of enforcement auctions goods it already seized only when no remedy was filed in time and the
    demand was in vain; one with the power after a demand in vain."""
    if not (facts.demanded and facts.still_unpaid):
        return ruling(Outcome.BLOCK, "SUR-06", because="enforcement.no_demand")
    if facts.self_enforcement_power:
        return ruling(Outcome.ALLOW, "SUR-06", because="enforcement.own_power")
    if facts.goods_seized and facts.remedy_period_expired and not facts.remedy_filed:
        return ruling(Outcome.ALLOW, "SUR-06", because="enforcement.auction")
    return ruling(Outcome.BLOCK, "SUR-06", because="enforcement.no_auction")
