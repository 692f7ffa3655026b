"""Topic `decision`: content of the decision."""

from __future__ import annotations

from zhifa.law.money import ZERO
from zhifa.law.procedure import decision, notice
from zhifa.law.questions.asking import Answer, Facts, Law, ask


@ask("decision", "after_defence", "notified_fine", "decided_fine", "party_defended", rules=("HEA-02",), new_facts=False, re_notified=False)
def after_defence(f: Facts, law: Law) -> Answer:
    """May this fine be decided after the defence?"""
    return Answer(notice.after_defence(f["notified_fine"], f["decided_fine"], f["party_defended"], f["new_facts"], f["re_notified"]))


@ask("decision", "confiscation", "gross_income", rules=("APP-02",), refund_due=ZERO, cost=ZERO, cost_deduction_rule=False)
def confiscation(f: Facts, law: Law) -> Answer:
    """How much illegal income is to be confiscated?"""
    found = decision.confiscation(f["gross_income"], f["refund_due"], f["cost"], f["cost_deduction_rule"])
    return Answer.of(found, amounts=("confiscate",))


@ask("decision", "applicable_law", "act_on", "decided_on", "fine_max_at_act", "fine_max_at_decision", rules=("APP-15",))
def applicable_law(f: Facts, law: Law) -> Answer:
    """Which version of the provision applies?"""
    return Answer.of(decision.applicable_law(f["fine_max_at_act"], f["fine_max_at_decision"]), flags=("applicable_law",))
