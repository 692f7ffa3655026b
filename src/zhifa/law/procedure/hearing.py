"""The hearing 听证: right, request, conduct, decision after it (HEA-04…HEA-13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhifa.law.book import Book, Parameter, UnknownParameter
from zhifa.law.penalties import (
    CLOSE,
    CONFISCATE_GOODS,
    CONFISCATE_INCOME,
    DOWNGRADE,
    FINE,
    OTHER,
    RESTRICT_TRADE,
    REVOKE_LICENCE,
    STOP_BUSINESS,
    SUSPEND_LICENCE,
    Penalty,
    total,
)
from zhifa.law.procedure import periods
from zhifa.law.rulebook import rule, ruling
from zhifa.law.rulings import Outcome, Ruling

ALWAYS = frozenset({DOWNGRADE, REVOKE_LICENCE, STOP_BUSINESS, CLOSE, RESTRICT_TRADE})
MAYBE_HEAVIER = frozenset({SUSPEND_LICENCE, OTHER})
BY_AMOUNT = (FINE, CONFISCATE_INCOME, CONFISCATE_GOODS)
NO_GROUND = "none"


def threshold(book: Book, party_kind: str, day: date) -> Parameter | None:
    """From which sum on a fine is a "larger" one for this party: the county's number; None when nobody set one (AMB-07). Without a
    citation it is a demonstration's."""
    try:
        return book.parameter(f"hearing.threshold.{party_kind}", day)
    except UnknownParameter:
        return None


@rule("HEA-04", "行政处罚法 第六十三条 第一款")
def right_notice(penalties: tuple[Penalty, ...], threshold: Decimal | None) -> Ruling:
    """Whether the prior notice states the right to a hearing. What "larger" means is a local threshold; without one, and for
    kinds that the law does not name, the notice is given to be safe (AMB-07). `values`: hearing_notice_required."""
    required = {"hearing_notice_required": True}
    if any(p.kind in ALWAYS for p in penalties):
        return ruling(Outcome.COMPUTE, "HEA-04", because="hearing.named_kind", values=required)
    amounts = [kind for kind in BY_AMOUNT if any(p.kind == kind for p in penalties)]
    if threshold is not None and any(total(penalties, kind) >= threshold for kind in amounts):
        return ruling(Outcome.COMPUTE, "HEA-04", because="hearing.larger_amount", values=required, threshold=threshold)
    if amounts and threshold is None:
        return ruling(Outcome.WARN, "HEA-04", because="hearing.no_threshold", values=required, ambiguities=("AMB-07",))
    if any(p.kind in BY_AMOUNT and p.amount is None for p in penalties):
        return ruling(Outcome.WARN, "HEA-04", because="hearing.amount_unknown", values=required, ambiguities=("AMB-07",))
    if any(p.kind in MAYBE_HEAVIER for p in penalties):
        return ruling(Outcome.WARN, "HEA-04", because="hearing.maybe_heavier", values=required, ambiguities=("AMB-07",))
    return ruling(Outcome.COMPUTE, "HEA-04", because="hearing.not_required", values={"hearing_notice_required": False})


def request(book: Book, prior_notice_served_on: date, requested_on: date) -> Ruling:
    """A request within five working days obliges the agency; a later one does not. `values`: deadline, in_time,
    hearing_obligatory."""
    deadline = periods.hearing_request(book, prior_notice_served_on)
    in_time = requested_on <= deadline.due
    code = "hearing.request_in_time" if in_time else "hearing.request_late"
    values = {"deadline": deadline.due, "in_time": in_time, "hearing_obligatory": in_time}
    return ruling(Outcome.COMPUTE, "HEA-05", "PER-01", because=code, values=values, deadline=deadline.due)


@dataclass(frozen=True, slots=True)
class HearingPlan:
    """How a hearing is to be held. `confidentiality_ground`: none | state_secret | trade_secret | privacy."""

    presider_is_investigator: bool = False
    agents_count: int = 0
    charge_party: bool = False
    held_in_public: bool = True
    confidentiality_ground: str = NO_GROUND


@rule("HEA-07", "行政处罚法 第六十四条 第三项")
@rule("HEA-08", "行政处罚法 第六十四条 第四项")
@rule("HEA-09", "行政处罚法 第六十四条 第五项")
@rule("HEA-13", "行政处罚法 第六十三条 第二款")
def hold(plan: HearingPlan, book: Book, day: date) -> Ruling:
    """The presider has not investigated the case, at most two agents, no costs for the party, public unless a secret or
    privacy demands otherwise, and then not public."""
    most = book.count("hearing.agents_maximum", day)
    private = plan.confidentiality_ground != NO_GROUND
    faults = (
        (plan.presider_is_investigator, "HEA-08", "hearing.presider_investigated"),
        (plan.agents_count > most, "HEA-09", "hearing.too_many_agents"),
        (plan.charge_party, "HEA-13", "hearing.party_charged"),
        (not plan.held_in_public and not private, "HEA-07", "hearing.closed_without_ground"),
        (plan.held_in_public and private, "HEA-07", "hearing.open_despite_ground"),
    )
    for fault, rule_id, code in faults:
        if fault:
            return ruling(Outcome.BLOCK, rule_id, because=code, most=most)
    return ruling(Outcome.ALLOW, "HEA-07", "HEA-08", "HEA-09", "HEA-13", because="hearing.properly_held")


@rule("HEA-10", "行政处罚法 第六十四条 第六项")
def absence(summons_lawful: bool, absent_without_reason: bool, left_without_permission: bool) -> Ruling:
    """A party properly notified that stays away without reason or leaves without permission has waived the hearing; it may
    be terminated. `values`: deemed_waived."""
    if not summons_lawful:
        return ruling(Outcome.BLOCK, "HEA-10", because="hearing.not_summoned", values={"deemed_waived": False})
    if absent_without_reason or left_without_permission:
        return ruling(Outcome.ALLOW, "HEA-10", because="hearing.waived", values={"deemed_waived": True})
    return ruling(Outcome.BLOCK, "HEA-10", because="hearing.no_absence", values={"deemed_waived": False})


@rule("HEA-12", "行政处罚法 第六十五条", "行政处罚法 第四十五条 第二款")
def decide_after(
    record_facts: Iterable[str], decision_facts: Iterable[str], notified_fine: Decimal | None, decided_fine: Decimal | None
) -> Ruling:
    """The decision rests on the record of the hearing: facts that were not told and examined need a new notice, and so does
    a heavier fine. `values`: new_notice_required."""
    new = sorted(set(decision_facts) - set(record_facts))
    if new:
        return ruling(
            Outcome.BLOCK, "HEA-12", because="hearing.facts_not_examined", facts="、".join(new), values={"new_notice_required": True}
        )
    if notified_fine is not None and decided_fine is not None and decided_fine > notified_fine:
        return ruling(Outcome.BLOCK, "HEA-12", because="hearing.heavier_than_notified", values={"new_notice_required": True})
    return ruling(Outcome.ALLOW, "HEA-12", because="hearing.on_the_record", values={"new_notice_required": False})
