"""Topic `hearing`: the hearing procedure."""

from __future__ import annotations

from zhifa.law.procedure import hearing
from zhifa.law.procedure.hearing import NO_GROUND, HearingPlan
from zhifa.law.questions.asking import Answer, Facts, Law, ask, chosen, lacking_of


@ask("hearing", "right_notice", "penalties", rules=("HEA-04",), party_kind=None, hearing_threshold=None)
def right_notice(f: Facts, law: Law) -> Answer:
    """Must the prior notice state the right to a hearing?"""
    if not f["penalties"]:
        return lacking_of("hearing", "right_notice", "penalties")
    ruling = hearing.right_notice(f["penalties"], f["hearing_threshold"])
    return Answer(ruling, flags=ruling.values)


@ask("hearing", "request", "prior_notice_served_on", "requested_on", rules=("HEA-05",))
def request(f: Facts, law: Law) -> Answer:
    """Is the request in time?"""
    ruling = hearing.request(law.book, f["prior_notice_served_on"], f["requested_on"])
    flags = {key: ruling.values[key] for key in ("in_time", "hearing_obligatory")}
    return Answer(ruling, {"deadline": ruling.values["deadline"]}, flags=flags)


@ask(
    "hearing",
    "hold",
    rules=("HEA-07",),
    presider_is_investigator=False,
    agents_count=0,
    charge_party=False,
    held_in_public=True,
    confidentiality_ground=NO_GROUND,
)
def hold(f: Facts, law: Law) -> Answer:
    """May the hearing be held like this?"""
    plan = HearingPlan(**chosen(f, HearingPlan))
    return Answer(hearing.hold(plan, law.book, law.day()))


@ask("hearing", "absence", "summons_lawful", rules=("HEA-10",), absent_without_reason=False, left_without_permission=False)
def absence(f: Facts, law: Law) -> Answer:
    """The party is absent or left: may the hearing be terminated?"""
    ruling = hearing.absence(f["summons_lawful"], f["absent_without_reason"], f["left_without_permission"])
    return Answer(ruling, flags=ruling.values)


@ask("hearing", "decide_after_hearing", "hearing_record_facts", "decision_facts", rules=("HEA-12",), notified_fine=None, decided_fine=None)
def decide_after_hearing(f: Facts, law: Law) -> Answer:
    """May the decision be made on these facts?"""
    ruling = hearing.decide_after(f["hearing_record_facts"], f["decision_facts"], f["notified_fine"], f["decided_fine"])
    return Answer(ruling, flags=ruling.values)
