"""Topic `liability`: age and mental state."""

from __future__ import annotations

from zhifa.law import liability
from zhifa.law.liability import Age
from zhifa.law.questions.asking import Answer, Facts, Law, ask, lacking_of


@ask("liability", "age", rules=("APP-05",), age_at_act=None, birth_on=None, act_on=None, proposed_severity="standard")
def age(f: Facts, law: Law) -> Answer:
    """May a penalty of this severity be imposed?"""
    if f["birth_on"] and f["act_on"]:
        years = liability.age_on(f["birth_on"], f["act_on"])
    elif f["age_at_act"] is not None:
        years = Age(f["age_at_act"])
    else:
        known = [key for key in ("birth_on", "act_on") if f[key]]
        return lacking_of("liability", "age", *([key for key in ("birth_on", "act_on") if not f[key]] if known else ["age_at_act"]))
    found = liability.of_age(years, f["proposed_severity"], law.book, law.latest(f["act_on"]))
    return Answer(found, flags=found.values)


@ask("liability", "mental", "mental_condition", rules=("APP-07",), lucid_at_act=False)
def mental(f: Facts, law: Law) -> Answer:
    """May a penalty be imposed?"""
    found = liability.of_mental_state(f["mental_condition"], f["lucid_at_act"])
    return Answer(found, flags=found.values)
