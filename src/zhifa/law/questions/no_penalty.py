"""Topic `no_penalty`: cases in which no penalty is imposed."""

from __future__ import annotations

from zhifa.law import liability
from zhifa.law.liability import Leniency
from zhifa.law.questions.asking import Answer, Facts, Law, ask, chosen


@ask(
    "no_penalty",
    "impose_penalty",
    rules=("APP-09",),
    minor_violation=False,
    corrected_in_time=False,
    no_harm=False,
    first_violation=False,
    slight_harm=False,
    no_fault_claimed=False,
    no_fault_proven=False,
    law_exception=False,
)
def impose_penalty(f: Facts, law: Law) -> Answer:
    """May a penalty be imposed?"""
    found = liability.leniency(Leniency(**chosen(f, Leniency)))
    return Answer(found, flags=found.values)
