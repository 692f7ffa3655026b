"""May the officer collect the fine on the spot 当场收缴 (PAY-01, 03…06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhifa.law.book import Book
from zhifa.law.penalties import CITIZEN
from zhifa.law.rulebook import rule, ruling
from zhifa.law.rulings import Outcome, Ruling

FISCAL_RECEIPT = "fiscal_receipt"
HARD_TO_REACH = frozenset({"on_water", "remote", "poor_transport"})
SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class CollectionFacts:
    """`procedure`: summary | ordinary. `receipt`: contract code. `party_kind` None: not given, then the limit of the
    summary procedure is not checked again."""

    procedure: str
    fine: Decimal
    party_kind: str | None = None
    place_type: str = "ordinary"
    payment_difficult: bool = False
    party_requested: bool = False
    hard_to_enforce_later: bool = False
    reason_recorded: bool = False
    receipt: str = FISCAL_RECEIPT


def may_collect(facts: CollectionFacts, book: Book, day: date) -> Ruling:
    """A lawful receipt and one of the three grounds; otherwise the fine is paid to the bank (PAY-01)."""
    receipt = lawful_receipt(facts.receipt)
    if not receipt.permits:
        return receipt
    for ground in (small_fine(facts, book, day), hard_to_enforce(facts, book, day), hard_to_reach(facts)):
        if ground.permits:
            return ground
    return separated(facts)


@rule("PAY-06", "行政处罚法 第七十条")
def lawful_receipt(receipt: str) -> Ruling:
    """The uniform receipt of the State or provincial finance authority is issued; the party may refuse to pay without it."""
    outcome = Outcome.ALLOW if receipt == FISCAL_RECEIPT else Outcome.BLOCK
    return ruling(outcome, "PAY-06", because="collection.receipt_right" if outcome is Outcome.ALLOW else "collection.receipt_wrong")


@rule("PAY-03", "行政处罚法 第六十八条 第一项")
def small_fine(facts: CollectionFacts, book: Book, day: date) -> Ruling:
    """Decided on the spot and not above 100 yuan."""
    if _decided_on_spot(facts, book, day) and facts.fine <= book.value("on_spot_collection.fine_max", day):
        return ruling(Outcome.ALLOW, "PAY-03", "PAY-06", because="collection.small_fine", fine=facts.fine)
    return ruling(Outcome.BLOCK, "PAY-03", because="collection.not_small")


@rule("PAY-04", "行政处罚法 第六十八条 第二项")
def hard_to_enforce(facts: CollectionFacts, book: Book, day: date) -> Ruling:
    """Decided on the spot and hard to enforce later, for a reason that is recorded with evidence."""
    if _decided_on_spot(facts, book, day) and facts.hard_to_enforce_later and facts.reason_recorded:
        return ruling(Outcome.ALLOW, "PAY-04", "PAY-06", because="collection.hard_to_enforce")
    return ruling(Outcome.BLOCK, "PAY-04", because="collection.not_hard_to_enforce")


@rule("PAY-05", "行政处罚法 第六十九条")
def hard_to_reach(facts: CollectionFacts) -> Ruling:
    """Remote, on water or with poor transport, paying at the bank really difficult, and the party itself asks: in either
    procedure and without an upper limit."""
    if facts.place_type in HARD_TO_REACH and facts.payment_difficult and facts.party_requested:
        return ruling(Outcome.ALLOW, "PAY-05", "PAY-06", because="collection.hard_to_reach")
    return ruling(Outcome.BLOCK, "PAY-05", because="collection.not_hard_to_reach")


@rule("PAY-01", "行政处罚法 第六十七条 第二款", "行政处罚法 第六十八条")
def separated(facts: CollectionFacts) -> Ruling:
    """Deciding and collecting are separate: without a statutory ground the fine goes to the bank or electronic payment."""
    code = "collection.no_ground"
    if facts.place_type in HARD_TO_REACH and not facts.party_requested:
        code = "collection.not_requested"
    elif facts.hard_to_enforce_later and not facts.reason_recorded:
        code = "collection.reason_not_recorded"
    return ruling(Outcome.BLOCK, "PAY-01", "PAY-03", "PAY-04", "PAY-05", because=code, fine=facts.fine)


def _decided_on_spot(facts: CollectionFacts, book: Book, day: date) -> bool:
    """Under article 51: a fine above its limit could not be decided on the spot in the first place."""
    if facts.procedure != SUMMARY or facts.party_kind is None:
        return facts.procedure == SUMMARY
    kind = CITIZEN if facts.party_kind == CITIZEN else "organization"
    return facts.fine <= book.value(f"summary.fine_max.{kind}", day)
