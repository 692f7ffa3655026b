"""The surcharge 加处罚款 for late payment (SUR-01…SUR-05, SUR-08)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from zhifa.law.book import Book, UnknownParameter
from zhifa.law.money import ZERO, rounded
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `first` to `last`, both included; `last` None: not over yet."""

    first: date
    last: date | None

    def within(self, window: Interval) -> Interval | None:
        """The part inside a closed window; None when they do not meet."""
        assert window.last is not None
        part = Interval(max(self.first, window.first), min(self.last or window.last, window.last))
        return part if part.length else None

    @property
    def length(self) -> int:
        """Number of days of a closed interval; 0 when it ends before it begins."""
        assert self.last is not None
        return max(0, (self.last - self.first).days + 1)


@dataclass(frozen=True, slots=True)
class Instalment:
    """An approved part; `paid_on` None: not paid."""

    due_on: date
    amount: Decimal
    paid_on: date | None = None


@rule("SUR-01", "行政处罚法 第七十二条 第一款 第一项", "行政强制法 第四十五条")
@rule("SUR-02", "行政强制法 第四十五条 第一款", "罚款决定与罚款收缴分离实施办法 第七条", "罚款决定与罚款收缴分离实施办法 第九条")
@rule("SUR-03", "行政处罚法 第七十三条 第三款")
@rule("SUR-04", "行政处罚法 第六十六条 第二款", "行政处罚法 第七十二条 第一款 第一项")
def amount(
    book: Book,
    fine: Decimal,
    last_day: date,
    *,
    unpaid_through: date | None = None,
    paid_on: date | None = None,
    stated: bool = True,
    remedies: Iterable[Interval] = (),
) -> Ruling:
    """3 % of the fine for each day after the last day for payment, never more than the fine. The day of payment (AMB-25)
    and the days of reconsideration and suit (AMB-14) do not count. `values`: counted_days (int), surcharge, total (yuan).
    One of `unpaid_through` and `paid_on` is needed; `paid_on` prevails."""
    window = _window(last_day, unpaid_through, paid_on)
    suspended = _union(r.within(window) for r in remedies)
    counted = window.length - suspended
    if not stated:
        values = {"counted_days": counted, "surcharge": ZERO, "total": fine}
        return ruling(Outcome.BLOCK, "SUR-02", because="surcharge.not_stated", values=values)
    owed = _of(book, fine, counted, window.first)
    ambiguities = (*(("AMB-14",) if suspended else ()), *(("AMB-25",) if paid_on and paid_on > last_day else ()))
    rules = ("SUR-01", *(("SUR-03",) if suspended else ()))
    code = "surcharge.capped" if owed == fine and counted else "surcharge.owed"
    values = {"counted_days": counted, "surcharge": owed, "total": fine + owed}
    return ruling(Outcome.COMPUTE, *rules, because=code, ambiguities=ambiguities, values=values, days=counted, amount=owed, last=last_day)


@rule("SUR-05", "行政处罚法 第七十二条", "行政处罚法 第六十六条 第二款")
def of_instalments(
    book: Book,
    fine: Decimal,
    instalments: Iterable[Instalment],
    *,
    unpaid_through: date | None = None,
    paid_on: date | None = None,
    stated: bool = True,
    remedies: Iterable[Interval] = (),
) -> Ruling:
    """The law does not say whether a missed instalment is surcharged alone or with the whole fine (AMB-15): on the missed
    instalment, and `surcharge_alternative` on the whole fine. `values` as in `amount`."""
    remedies, parts = tuple(remedies), tuple(instalments)
    windows = [_window(p.due_on, None if p.paid_on or paid_on else unpaid_through, p.paid_on or paid_on) for p in parts]
    late = [w for w in windows if w.length]
    suspended = [r.within(w) for w in late for r in remedies]
    counted = _union(late) - _union(suspended)
    owed = sum((_of(book, p.amount, _counted(w, remedies), w.first) for p, w in zip(parts, windows, strict=True)), ZERO)
    paid_late = any((p.paid_on or paid_on or p.due_on) > p.due_on for p in parts)
    values: dict[str, object] = {"counted_days": counted, "surcharge": owed, "total": fine + owed}
    if not stated:
        return ruling(Outcome.BLOCK, "SUR-02", because="surcharge.not_stated", values=values | {"surcharge": ZERO, "total": fine})
    if not late and not paid_late:
        return ruling(Outcome.COMPUTE, "SUR-04", because="surcharge.none_overdue", values=values | {"surcharge_alternative": ZERO})
    whole = _of(book, fine, counted, min((w.first for w in late), default=min(w.first for w in windows)))
    ambiguities = ("AMB-15", *(("AMB-14",) if any(suspended) else ()), *(("AMB-25",) if paid_late else ()))
    values["surcharge_alternative"] = whole
    reason = why("surcharge.instalment", days=counted, amount=owed, whole=whole)
    return ruling(Outcome.ESCALATE, "SUR-05", "SUR-01", because=reason, ambiguities=ambiguities, values=values)


@rule("SUR-08", "价格违法行为行政处罚规定 第二十一条", "行政强制法 第四十五条 第二款")
def of_price_income(book: Book, illegal_income: Decimal, overdue_days: int, day: date) -> Ruling:
    """In price cases 0.2 % of unpaid illegal income a day; since the coercion law like every surcharge not above the sum owed."""
    owed = illegal_income * book.value("surcharge.price_illegal_income_rate", day) * overdue_days
    with suppress(UnknownParameter):  # nothing capped it before the coercion law
        owed = min(owed, illegal_income * book.value("surcharge.cap_of_money_owed", day))
    owed = rounded(owed)
    return ruling(Outcome.COMPUTE, "SUR-08", because="surcharge.price_income", values={"surcharge": owed}, amount=owed, days=overdue_days)


def remedy_intervals(
    reconsideration_filed_on: date | None,
    reconsideration_decision_served_on: date | None,
    suit_filed_on: date | None,
    judgment_served_on: date | None,
) -> tuple[Interval, ...]:
    """The days of reconsideration and suit, from applying to the service of the decision; open ones have no last day."""
    pairs = ((reconsideration_filed_on, reconsideration_decision_served_on), (suit_filed_on, judgment_served_on))
    return tuple(Interval(first, last) for first, last in pairs if first)


def _window(last_day: date, unpaid_through: date | None, paid_on: date | None) -> Interval:
    """The days after the last day on which the sum was still unpaid; empty when `last` lies before `first`."""
    end = paid_on - _DAY if paid_on else unpaid_through
    if end is None:
        raise ValueError("one of unpaid_through and paid_on is needed")
    return Interval(last_day + _DAY, end)


def _counted(window: Interval, remedies: Iterable[Interval]) -> int:
    return window.length - _union(r.within(window) for r in remedies)


def _union(intervals: Iterable[Interval | None]) -> int:
    """Number of days that lie in at least one of the closed intervals."""
    days, reached = 0, date.min
    for part in sorted((i for i in intervals if i), key=lambda i: i.first):
        assert part.last is not None
        if part.last > reached:
            days += (part.last - max(part.first - _DAY, reached)).days
            reached = part.last
    return days


def _of(book: Book, base: Decimal, days: int, first: date) -> Decimal:
    rate, cap = book.value("surcharge.daily_rate", first), book.value("surcharge.cap", first)
    return rounded(min(base * rate * days, base * cap))
