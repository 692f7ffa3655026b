"""Topic `on_spot_collection`: may the officer collect the fine on the spot?"""

from __future__ import annotations

from zhifa.law.procedure import on_spot_collection
from zhifa.law.procedure.on_spot_collection import FISCAL_RECEIPT, CollectionFacts
from zhifa.law.questions.asking import Answer, Facts, Law, ask, chosen


@ask(
    "on_spot_collection",
    "may_collect",
    "procedure",
    "fine",
    rules=("PAY-01",),
    party_kind=None,
    place_type="ordinary",
    payment_difficult=False,
    party_requested=False,
    hard_to_enforce_later=False,
    reason_recorded=False,
    receipt=FISCAL_RECEIPT,
)
def may_collect(f: Facts, law: Law) -> Answer:
    """May the fine be collected on the spot?"""
    facts = CollectionFacts(**chosen(f, CollectionFacts))
    return Answer(on_spot_collection.may_collect(facts, law.book, law.day()))
