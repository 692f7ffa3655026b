"""Topic `court_enforcement`: application to the court."""

from __future__ import annotations

from zhifa.law.procedure import court
from zhifa.law.procedure.court import CourtFacts
from zhifa.law.questions.asking import Answer, Facts, Law, ask, chosen


@ask(
    "court_enforcement",
    "window",
    rules=("ENF-15",),
    decision_served_on=None,
    reconsideration_decision_served_on=None,
    instalment_until=None,
    procedure="ordinary",
    remedy_filed=False,
    suit_pending=False,
    applied_on=None,
    justified_reason=False,
)
def window(f: Facts, law: Law) -> Answer:
    """From when until when may the court be applied to? Was an application in it?"""
    found = court.window(CourtFacts(**chosen(f, CourtFacts)), law.book)
    dates = ("suit_deadline", "window_from", "window_to", "alternative_from", "alternative_to")
    return Answer.of(found, dates=dates, flags=("expired", "payment_duty_continues", "surcharge_counting"))


@ask("court_enforcement", "demand", "demand_served_on", "applied_on", rules=("ENF-18",))
def demand(f: Facts, law: Law) -> Answer:
    """Was the application made late enough after the demand?"""
    return Answer.of(court.after_demand(law.book, f["demand_served_on"], f["applied_on"]), dates=("earliest",))


@ask("court_enforcement", "after_judgment", "judgment_effective_on", rules=("ENF-17",))
def after_judgment(f: Facts, law: Law) -> Answer:
    """Window after a judgment dismissing the claim."""
    return Answer.of(court.after_judgment(law.book, f["judgment_effective_on"]), dates=("window_to", "alternative_to"))


@ask("court_enforcement", "route", "order_basis", rules=("ENF-10",))
def route(f: Facts, law: Law) -> Answer:
    """May the court be asked to enforce the demolition order?"""
    return Answer.of(court.demolition_route(f["order_basis"]), flags=("government_order_required",))
