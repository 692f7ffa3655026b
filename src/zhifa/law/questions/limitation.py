"""Topic `limitation`: is the act too old to be penalised?"""

from __future__ import annotations

from zhifa.law import limitation
from zhifa.law.limitation import ActFacts
from zhifa.law.questions.asking import Answer, Facts, Law, ask, chosen


@ask(
    "limitation",
    "penalty_barred",
    "act_on",
    "act_state",
    rules=("TIM-01",),
    act_ended_on=None,
    discovered_on=None,
    report_registered_on=None,
    filed_on=None,
    health_or_finance=False,
    harm=False,
    domain=None,
)
def penalty_barred(f: Facts, law: Law) -> Answer:
    """May a penalty still be imposed?"""
    act = ActFacts(**chosen(f, ActFacts))
    found = limitation.penalty_barred(act, law.book, law.latest(act.discovered_on, act.report_registered_on, act.filed_on))
    return Answer.of(found, dates=("limit_end",), flags=("expired", "not_started"))
