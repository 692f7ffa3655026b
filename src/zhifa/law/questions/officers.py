"""Topic `officers`: qualification and number of officers."""

from __future__ import annotations

from zhifa.law.procedure import officers
from zhifa.law.questions.asking import Answer, Facts, Law, ask


@ask("officers", "activity", "officers", rules=("OFF-01",), activity_on=None, joint_plan=False)
def activity(f: Facts, law: Law) -> Answer:
    """May these people carry out the activity?"""
    return Answer(officers.qualified(f["officers"], law.day(f["activity_on"]), law.book, f["joint_plan"]))


@ask("officers", "auxiliary_task", "task", "supervised", "trained", rules=("OFF-03",))
def auxiliary_task(f: Facts, law: Law) -> Answer:
    """May an auxiliary do this?"""
    return Answer(officers.auxiliary_may(f["task"], f["supervised"], f["trained"]))


@ask("officers", "qualification", "exam_passed_on", "applied_on", rules=("OFF-05",))
def qualification(f: Facts, law: Law) -> Answer:
    """May a certificate still be applied for?"""
    ruling = officers.qualification(f["exam_passed_on"], f["applied_on"], law.book)
    return Answer(ruling, dates=ruling.values)
