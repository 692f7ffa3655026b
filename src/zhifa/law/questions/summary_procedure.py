"""Topic `summary_procedure`: may a penalty be decided on the spot?"""

from __future__ import annotations

from zhifa.law.money import ZERO
from zhifa.law.procedure import summary
from zhifa.law.procedure.summary import SummaryFacts
from zhifa.law.questions.asking import TWO_OFFICERS, Answer, Facts, Law, ask, chosen
from zhifa.law.rulings import Outcome


@ask(
    "summary_procedure",
    "may_decide",
    "party_kind",
    "penalties",
    rules=("SIM-01",),
    facts_clear=True,
    officers=TWO_OFFICERS,
    prior_notice_given=True,
    defence_heard=True,
    right_waived=False,
    rectify_first=False,
    rectification_refused=False,
    statutory_fine_min=None,
    statutory_fine_max=None,
    mitigation=False,
    same_scene_other_fines=ZERO,
)
def may_decide(f: Facts, law: Law) -> Answer:
    """May this penalty be decided on the spot?"""
    facts = SummaryFacts(**chosen(f, SummaryFacts))
    ruling = summary.may_decide_on_spot(facts, law.book, law.day())
    open_question = ruling.outcome in (Outcome.ESCALATE, Outcome.WARN) and bool(ruling.ambiguities)
    convert = ruling.values.get("convert_to_ordinary", False)
    return Answer(ruling, flags={"convert_to_ordinary": convert}, ambiguous=open_question)


@ask("summary_procedure", "refusal_to_sign", "refused_to_sign", "noted_on_document", "delivered_on_spot", rules=("SIM-05",))
def refusal_to_sign(f: Facts, law: Law) -> Answer:
    """Is the on-the-spot decision valid although the party refused to sign?"""
    ruling = summary.decision_stands(f["refused_to_sign"], f["noted_on_document"], f["delivered_on_spot"])
    return Answer(ruling, flags=ruling.values)
