"""Topic `double_penalty`: no second fine; which provision."""

from __future__ import annotations

from zhifa.law import double_penalty
from zhifa.law.double_penalty import Provision
from zhifa.law.questions.asking import Answer, Facts, Law, ask


@ask("double_penalty", "choose_provision", "provisions", rules=("APP-04",))
def choose_provision(f: Facts, law: Law) -> Answer:
    """Which provision sets the fine?"""
    found = double_penalty.choose([Provision(**given) for given in f["provisions"]])
    return Answer.of(found, amounts=("fine_min", "fine_max"), flags=("provision",))


@ask("double_penalty", "second_fine", "same_act", "first_fine_imposed", "second_kind", rules=("APP-03",))
def second_fine(f: Facts, law: Law) -> Answer:
    """May the further penalty be imposed?"""
    return Answer.of(double_penalty.second(f["same_act"], f["first_fine_imposed"], f["second_kind"]), flags=("other_penalty_possible",))


@ask("double_penalty", "continued_violation", "ongoing_after_rectify_deadline", rules=("APP-03",))
def continued_violation(f: Facts, law: Law) -> Answer:
    """May a new fine be imposed for the continued state?"""
    return Answer(double_penalty.continued(f["ongoing_after_rectify_deadline"]))
