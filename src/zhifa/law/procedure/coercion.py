"""Sealing, seizure and other coercive measures 行政强制措施 (COE-01…COE-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from zhifa.law.book import Book
from zhifa.law.procedure.officers import Participant
from zhifa.law.procedure.periods import reckon
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

FREEZE = "freeze"
STATUTE = frozenset({"law"})
STATUTE_OR_REGULATION = frozenset({"law", "administrative_regulation", "local_regulation"})


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """How a measure is to be carried out. `basis_level`: level of the text that allows it."""

    measure: str
    basis_level: str
    officers: tuple[Participant, ...]
    necessities_of_life: bool = False
    sealed_by_other_organ: bool = False
    unrelated_goods: bool = False
    costs_charged_to_party: bool = False
    leader_approved: bool = True
    urgent: bool = False


@rule("COE-01", "行政强制法 第十条", "行政强制法 第十七条", "行政强制法 第二十二条")
@rule("COE-03", "行政强制法 第十八条")
@rule("COE-05", "行政强制法 第二十三条")
@rule("COE-09", "行政强制法 第二十五条 第三款", "行政强制法 第二十六条 第三款")
@rule("COE-12", "行政强制法 第十条", "行政强制法 第二十九条")
def may_apply(facts: MeasureFacts, book: Book, day: date) -> Ruling:
    """A law or regulation allows it (freezing: a law), two officers carry it out, the head approved or it is urgent, and goods
    and costs are left alone that the law protects."""
    levels, level_rule = (STATUTE, "COE-12") if facts.measure == FREEZE else (STATUTE_OR_REGULATION, "COE-01")
    officers = sum(p.qualified(day) for p in facts.officers)
    faults = (
        (facts.basis_level not in levels, level_rule, "coercion.no_basis"),
        (officers < book.count("officers.minimum", day), "COE-03", "coercion.too_few_officers"),
        (facts.necessities_of_life, "COE-05", "coercion.necessities"),
        (facts.sealed_by_other_organ, "COE-05", "coercion.sealed_already"),
        (facts.unrelated_goods, "COE-05", "coercion.unrelated"),
        (facts.costs_charged_to_party, "COE-09", "coercion.costs"),
        (not facts.leader_approved and not facts.urgent, "COE-03", "coercion.not_approved"),
    )
    for fault, rule_id, code in faults:
        if fault:
            return ruling(Outcome.BLOCK, rule_id, because=code)
    code = "coercion.may_urgent" if not facts.leader_approved else "coercion.may"
    return ruling(Outcome.ALLOW, level_rule, "COE-03", "COE-04", because=code)


@dataclass(frozen=True, slots=True)
class SeizureFacts:
    """`testing_days` count only when they were notified in writing; an extension only when it was approved in time.
    `extension_days` None: as long as the law allows."""

    seized_on: date
    testing_days: int = 0
    testing_notified: bool = True
    extension_approved_on: date | None = None
    extension_notified: bool = True
    extension_days: int | None = None


@rule("COE-07", "行政强制法 第二十五条 第一款", "行政强制法 第二十五条 第二款")
@rule("COE-08", "行政强制法 第二十五条 第三款")
@rule("COE-11", "行政强制法 第二十八条")
def period(facts: SeizureFacts, book: Book) -> Ruling:
    """Thirty natural days, and up to thirty more approved within them and notified; testing days on top when notified. The end
    does not roll over: it is a ground of release. `values`: expire_original, expire, extension_in_time, must_release."""
    regular = reckon(book, "seizure", facts.seized_on, "COE-07", "PER-13")
    tested = facts.testing_days if facts.testing_notified else 0
    original = book.calendar.add_days(regular.due, tested)
    in_time = facts.extension_approved_on is not None and facts.extension_approved_on <= original
    late = facts.extension_approved_on is not None and not in_time
    most = book.count("period.seizure_extension", facts.seized_on, "natural_days")
    extension = most if facts.extension_days is None else facts.extension_days
    short = extension <= most
    valid = in_time and facts.extension_notified and short
    expire = book.calendar.add_days(original, extension) if valid else original
    values = {"expire_original": original, "expire": expire, "extension_in_time": in_time, "must_release": late}
    faults = (
        (late, "COE-11", "coercion.extended_late"),
        (facts.testing_days > tested, "COE-08", "coercion.testing_not_notified"),
        (in_time and not facts.extension_notified, "COE-07", "coercion.extension_not_notified"),
        (in_time and not short, "COE-07", "coercion.extension_too_long"),
    )
    unclear = ("AMB-01",) if book.calendar.is_off(expire) else ()
    for fault, rule_id, code in faults:
        if fault:
            return ruling(Outcome.BLOCK, rule_id, because=why(code, expire=expire), ambiguities=unclear, values=values)
    return ruling(Outcome.COMPUTE, "COE-07", "COE-08", because=why("coercion.expires", expire=expire), ambiguities=unclear, values=values)


@rule("COE-04", "行政强制法 第十九条")
@rule("PER-14", "行政强制法 第十九条", "民法典 第二百零一条 第二款")
def emergency_approval(book: Book, measure_at: datetime, approved_at: datetime | None, leader_approved: bool) -> Ruling:
    """Approval is obtained within 24 hours, holidays included; a head who does not approve has the measure lifted at once.
    `values`: approval_deadline, overdue, must_release."""
    end = measure_at + timedelta(hours=book.count("period.emergency_approval", measure_at.date()))
    overdue = approved_at is not None and approved_at > end
    values = {"approval_deadline": end, "overdue": overdue, "must_release": not leader_approved}
    if not leader_approved:
        return ruling(Outcome.BLOCK, "COE-04", because="coercion.head_refused", values=values)
    if overdue:
        return ruling(Outcome.BLOCK, "COE-04", "PER-14", because=why("coercion.approved_late", end=end), values=values)
    outcome = Outcome.COMPUTE if approved_at is None else Outcome.ALLOW
    return ruling(outcome, "COE-04", "PER-14", because=why("coercion.approve_by", end=end), values=values)


def release(goods_sold: bool, sale_price: Decimal, market_price: Decimal, book: Book, day: date) -> Ruling:
    """Proceeds of goods sold are returned; a price clearly below the market is compensated (COE-11). `values`:
    refund_proceeds, compensate."""
    low = goods_sold and sale_price < market_price * book.value("market_price.clearly_lower", day)
    values = {"refund_proceeds": goods_sold, "compensate": low}
    code = "coercion.compensate" if low else "coercion.refund" if goods_sold else "coercion.return_goods"
    return ruling(Outcome.COMPUTE, "COE-11", because=code, values=values)
