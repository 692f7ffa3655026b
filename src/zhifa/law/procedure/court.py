"""Application to the court for enforcement 非诉执行 (ENF-10, 15…18, 22, NST-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zhifa.law.book import Book
from zhifa.law.procedure import periods
from zhifa.law.procedure.remedy import SUMMARY
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

PLANNING_LAW = "urban_rural_planning_law"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CourtFacts:
    """Days that open and close the window. `remedy_filed`: reconsideration applied for or suit filed."""

    decision_served_on: date | None = None
    reconsideration_decision_served_on: date | None = None
    instalment_until: date | None = None
    procedure: str = "ordinary"
    remedy_filed: bool = False
    suit_pending: bool = False
    applied_on: date | None = None
    justified_reason: bool = False

    @property
    def two_readings(self) -> bool:
        """A summary penalty without reconsideration: when its time to sue ends is open (AMB-18)."""
        return self.procedure == SUMMARY and self.reconsideration_decision_served_on is None


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day of the application."""

    first: date
    last: date

    def admits(self, facts: CourtFacts) -> bool:
        """Inside, or late for a justified reason."""
        day = facts.applied_on
        return day is not None and self.first <= day and (day <= self.last or facts.justified_reason)


@rule("ENF-15", "行政强制法 第五十三条", "最高人民法院关于适用行政诉讼法的解释 第一百五十六条")
@rule("ENF-22", "行政处罚法 第七十二条 第二款")
def window_after(book: Book, end: date, instalment_until: date | None) -> Window:
    """Three months from the end of the time to sue, or of an approved deferral that ends later; the last day rolls over."""
    base = max(end, instalment_until) if instalment_until else end
    return Window(base + _DAY, book.calendar.roll(periods.last_day(book, "court_application", base)))


@rule("NST-01", "行政处罚法 第七十三条", "行政强制法 第五十三条")
def window(facts: CourtFacts, book: Book) -> Ruling:
    """From when until when the court may be applied to, and whether an application was inside. Never while a remedy is pending.
    `values`: suit_deadline, window_from, window_to, alternative_from, alternative_to, expired, and in a pending remedy
    payment_duty_continues and surcharge_counting."""
    ends = _ends(facts, book)
    if ends is None:
        return ruling(Outcome.ESCALATE, "ENF-15", because="court.served_unknown", missing=("decision_served_on",))
    suit, main, other = ends
    window = window_after(book, main, facts.instalment_until)
    values: dict[str, object] = {"suit_deadline": suit, "window_from": window.first, "window_to": window.last}
    if facts.applied_on:
        values["expired"] = facts.applied_on > window.last
    readings = [window]
    if other:
        readings.append(window_after(book, other, facts.instalment_until))
        values |= {"alternative_from": readings[1].first, "alternative_to": readings[1].last}
    if facts.suit_pending or (facts.remedy_filed and facts.reconsideration_decision_served_on is None):
        values |= {"payment_duty_continues": True, "surcharge_counting": False}
        return ruling(Outcome.BLOCK, "NST-01", "ENF-15", because="court.remedy_pending", values=values)
    return _judged(facts, readings, values)


def _ends(facts: CourtFacts, book: Book) -> tuple[date, date, date | None] | None:
    """(last day to sue, end that opens the window, end in the other reading)."""
    if facts.reconsideration_decision_served_on:
        end = periods.suit_after_reconsideration(book, facts.reconsideration_decision_served_on).due
        return end, end, None
    if facts.decision_served_on is None:
        return None
    end = periods.suit_direct(book, facts.decision_served_on).due
    if facts.two_readings:
        return end, periods.reconsideration_application(book, facts.decision_served_on).due, end
    return end, end, None


def _judged(facts: CourtFacts, readings: list[Window], values: dict[str, object]) -> Ruling:
    words = {"first": readings[0].first, "last": readings[0].last}
    admitted = [w.admits(facts) for w in readings]
    if facts.applied_on and not any(admitted):
        early = facts.applied_on < readings[0].first
        return ruling(Outcome.BLOCK, "ENF-15", because=why("court.too_early" if early else "court.too_late", **words), values=values)
    if len(readings) > 1:
        reason = why("court.summary_readings", **words, other=readings[1].first)
        return ruling(Outcome.ESCALATE, "ENF-15", "SIM-07", because=reason, ambiguities=("AMB-18",), values=values)
    outcome = Outcome.ALLOW if facts.applied_on else Outcome.COMPUTE
    return ruling(outcome, "ENF-15", "ENF-22", because=why("court.window", **words), values=values)


def after_demand(book: Book, demand_served_on: date, applied_on: date) -> Ruling:
    """Not before the tenth working day after the demand is over (ENF-18). `values`: earliest."""
    earliest = periods.demand(book, demand_served_on).next_day
    outcome, code = (Outcome.ALLOW, "court.demand_over") if applied_on >= earliest else (Outcome.BLOCK, "court.demand_running")
    return ruling(outcome, "ENF-18", "PER-03", because=why(code, earliest=earliest), values={"earliest": earliest})


@rule("ENF-17", "行政诉讼法 第九十五条", "行政诉讼法 第九十七条", "最高人民法院关于适用行政诉讼法的解释 第一百五十三条 第一款")
def after_judgment(book: Book, effective_on: date) -> Ruling:
    """After a judgment that dismisses the claim it is open whether three months or two years run (AMB-17); the earlier end is
    the one to keep. `values`: window_to, alternative_to."""
    calendar = book.calendar
    early = calendar.roll(periods.last_day(book, "court_application", effective_on))
    late = calendar.roll(periods.last_day(book, "judgment_enforcement", effective_on))
    reason = why("court.after_judgment", early=early, late=late)
    values = {"window_to": early, "alternative_to": late}
    return ruling(Outcome.ESCALATE, "ENF-17", "ENF-15", because=reason, ambiguities=("AMB-17",), values=values)


def demolition_route(basis: str) -> Ruling:
    """Orders to demolish under the planning law are enforced on the government's order, not by the court (ENF-10). `values`:
    government_order_required."""
    if basis == PLANNING_LAW:
        return ruling(Outcome.BLOCK, "ENF-10", because="court.government_orders", values={"government_order_required": True})
    return ruling(Outcome.ALLOW, "ENF-15", because="court.may_ask", values={"government_order_required": False})
