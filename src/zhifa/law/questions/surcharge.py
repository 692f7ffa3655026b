"""Topic `surcharge`: the surcharge for late payment."""

from __future__ import annotations

from datetime import date

from zhifa.law.procedure import periods, surcharge
from zhifa.law.questions.asking import Answer, Facts, Law, ask, lacking_of
from zhifa.law.rulings import Outcome


@ask(
    "surcharge",
    "amount",
    "fine",
    rules=("SUR-01",),
    due_on=None,
    decision_served_on=None,
    deferred_until=None,
    unpaid_through=None,
    paid_on=None,
    surcharge_stated=True,
    reconsideration_filed_on=None,
    reconsideration_decision_served_on=None,
    suit_filed_on=None,
    judgment_served_on=None,
    instalments=None,
)
def amount(f: Facts, law: Law) -> Answer:
    """How much surcharge is owed?"""
    plan = f["instalments"] if f["deferred_until"] is None else None
    last_day = _last_day(f, law)
    settled = all(part.paid_on for part in plan) if plan else False
    missing = [key for key, absent in (
        ("due_on", not plan and last_day is None),
        ("unpaid_through", f["unpaid_through"] is None and f["paid_on"] is None and not settled),
    ) if absent]  # fmt: skip
    if missing:
        return lacking_of("surcharge", "amount", *missing)
    remedies = surcharge.remedy_intervals(
        f["reconsideration_filed_on"], f["reconsideration_decision_served_on"], f["suit_filed_on"], f["judgment_served_on"]
    )
    rest = {"unpaid_through": f["unpaid_through"], "paid_on": f["paid_on"], "stated": f["surcharge_stated"], "remedies": remedies}
    if plan:
        ruling = surcharge.of_instalments(law.book, f["fine"], plan, **rest)
    else:
        assert last_day is not None
        ruling = surcharge.amount(law.book, f["fine"], last_day, **rest)
    unclear = ruling.outcome is not Outcome.BLOCK and bool(ruling.ambiguities)
    return Answer(ruling, {"last_day": last_day}, amounts=ruling.values, ambiguous=unclear)


def _last_day(f: Facts, law: Law) -> date | None:
    """A deferral prevails; then the stated last day; then the one that follows from the service of the decision."""
    if f["deferred_until"] or f["due_on"]:
        return f["deferred_until"] or f["due_on"]  # type: ignore[no-any-return]
    if f["decision_served_on"]:
        return periods.fine_payment(law.book, f["decision_served_on"]).due
    return None


@ask("surcharge", "price_illegal_income", "illegal_income", "overdue_days", rules=("SUR-08",))
def price_illegal_income(f: Facts, law: Law) -> Answer:
    """Surcharge on unpaid illegal income in price cases."""
    ruling = surcharge.of_price_income(law.book, f["illegal_income"], f["overdue_days"], law.day())
    return Answer(ruling, amounts=ruling.values)
