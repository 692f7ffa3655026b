"""Around a coercive measure: need, papers, outcome, freezing, remedies (COE-02, 06, 10, 13…16)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from zhifa.law.book import Book
from zhifa.law.conditions import Fact, all_of, contains
from zhifa.law.procedure.periods import reckon
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

DECISION = ("party", "reasons", "basis", "seizure_period", "goods", "quantities", "remedies", "organ", "seal", "day")
OUTCOMES = frozenset({"confiscated", "destroyed", "released", "transferred"})


@rule("COE-02", "行政强制法 第五条", "行政强制法 第十六条 第二款", "优化营商环境条例 第五十九条")
def necessary(*, other_means_suffice: Fact, plainly_minor: Fact, reason_recorded: Fact) -> Ruling:
    """No coercion where persuasion suffices; a plainly minor act may go without. Whether it is needed is judged by who applies it, so the
    reason is written down; without one the measure is warned of."""
    if other_means_suffice:
        return ruling(Outcome.BLOCK, "COE-02", because="measures.other_means")
    if plainly_minor:
        return ruling(Outcome.WARN, "COE-02", because="measures.minor")
    facts = {"reason": reason_recorded}
    return all_of(facts, "COE-02", refused="measures.no_reason", granted="measures.needed", otherwise=Outcome.WARN)


@rule("COE-06", "行政强制法 第二十四条")
def papers(stated: Collection[str], list_in_duplicate: bool, handed_over_on_spot: bool) -> Ruling:
    """Decision and list are handed over on the spot. The decision names party, reasons, basis and period, goods with quantities, remedies,
    organ, seal and day; the list is made twice, one for the party."""
    if not handed_over_on_spot:
        return ruling(Outcome.BLOCK, "COE-06", because="measures.not_handed_over", missing=("delivered_on_spot",))
    if not list_in_duplicate:
        return ruling(Outcome.BLOCK, "COE-06", because="measures.one_list", missing=("list_in_duplicate",))
    return contains(stated, DECISION, "COE-06", refused="content.incomplete", granted="content.complete")


@rule("COE-10", "行政强制法 第二十七条")
def dealt_with(outcome: str, undealt: int) -> Ruling:
    """Within the period everything seized is confiscated, destroyed or released, or goes with the case; a case with goods that
    are not dealt with is not closed."""
    if undealt or outcome not in OUTCOMES:
        return ruling(Outcome.BLOCK, "COE-10", because=why("measures.undealt", count=undealt), missing=("goods_outcome",))
    return ruling(Outcome.ALLOW, "COE-10", because="measures.dealt_with")


@rule("COE-13", "行政强制法 第三十一条", "行政强制法 第三十二条", "行政强制法 第六十九条")
def freezing(book: Book, frozen_on: date, extended: bool) -> Ruling:
    """For organs that a law lets freeze accounts: the decision is handed over within three working days, and within thirty natural days,
    thirty more when extended, something is decided. `values`: deliver_by, expire."""
    deliver = reckon(book, "freeze_delivery", frozen_on, "COE-13").due
    expire = reckon(book, "freeze", frozen_on, "COE-13").due
    if extended:
        expire = reckon(book, "freeze_extension", expire, "COE-13").due
    reason = why("measures.freezing", deliver=deliver, expire=expire)
    return ruling(Outcome.COMPUTE, "COE-13", because=reason, values={"deliver_by": deliver, "expire": expire})


@rule("COE-14", "行政强制法 第二十一条")
def goods_with_crime(*, goods_list: Fact, goods_handed_over: Fact, party_told: Fact) -> Ruling:
    """When a suspected crime is transferred, what was sealed, seized or frozen goes along with a list, and the party is told in writing."""
    facts = {"goods_list": goods_list, "goods_handed_over": goods_handed_over, "party_told": party_told}
    return all_of(facts, "COE-14", refused="measures.goods_left_behind", granted="measures.goods_went_along")


@rule("COE-15", "行政强制法 第八条", "行政强制法 第二十四条 第二款", "行政复议法 第十一条 第二项")
def remedies_told(*, reconsideration_told: Fact, suit_told: Fact) -> Ruling:
    """Against a measure there is reconsideration and suit, with ways and periods on the decision itself."""
    facts = {"reconsideration_told": reconsideration_told, "suit_told": suit_told}
    return all_of(facts, "COE-15", refused="measures.remedies_untold", granted="measures.remedies_told")


@rule("COE-16", "行政处罚法 第五十六条")
def preserved_is_not_seized(book: Book, registered_on: date, on: date, dealt_with: bool) -> Ruling:
    """Preserving evidence by registration takes nothing away for good: after seven working days without a decision the goods are released;
    to keep them longer needs the power to seize. `values`: deadline, must_release."""
    end = reckon(book, "evidence_preservation", registered_on, "COE-16", "PER-01").due
    over = on > end and not dealt_with
    values = {"deadline": end, "must_release": over}
    if over:
        return ruling(Outcome.BLOCK, "COE-16", because=why("measures.preserved_too_long", end=end), values=values)
    return ruling(Outcome.ALLOW, "COE-16", because=why("measures.preserved", end=end), values=values)
