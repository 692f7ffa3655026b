"""Topic `coercion`: sealing, seizure and other coercive measures."""

from __future__ import annotations

from zhifa.law.procedure import coercion
from zhifa.law.procedure.coercion import MeasureFacts, SeizureFacts
from zhifa.law.questions.asking import TWO_OFFICERS, Answer, Facts, Law, ask, chosen


@ask(
    "coercion",
    "may_apply",
    "measure",
    "basis_level",
    rules=("COE-01",),
    officers=TWO_OFFICERS,
    necessities_of_life=False,
    sealed_by_other_organ=False,
    unrelated_goods=False,
    costs_charged_to_party=False,
    leader_approved=True,
    urgent=False,
)
def may_apply(f: Facts, law: Law) -> Answer:
    """May the measure be carried out like this?"""
    return Answer(coercion.may_apply(MeasureFacts(**chosen(f, MeasureFacts)), law.book, law.day()))


@ask(
    "coercion",
    "period",
    "seized_on",
    rules=("COE-07",),
    testing_days=0,
    testing_notified=True,
    extension_approved_on=None,
    extension_notified=True,
    extension_days=None,
)
def period(f: Facts, law: Law) -> Answer:
    """When does sealing or seizure end?"""
    found = coercion.period(SeizureFacts(**chosen(f, SeizureFacts)), law.book)
    return Answer.of(found, dates=("expire_original", "expire"), flags=("extension_in_time", "must_release"))


@ask("coercion", "emergency_approval", "measure_at", rules=("COE-04",), approved_at=None, leader_approved=True)
def emergency_approval(f: Facts, law: Law) -> Answer:
    """Was approval obtained in time?"""
    found = coercion.emergency_approval(law.book, f["measure_at"], f["approved_at"], f["leader_approved"])
    return Answer.of(found, dates=("approval_deadline",), flags=("overdue", "must_release"))


@ask("coercion", "release", "goods_sold", "sale_price", "market_price", rules=("COE-11",))
def release(f: Facts, law: Law) -> Answer:
    """Goods were sold and the measure is lifted: what is owed?"""
    found = coercion.release(f["goods_sold"], f["sale_price"], f["market_price"], law.book, law.day())
    return Answer.of(found, flags=("refund_proceeds", "compensate"))
