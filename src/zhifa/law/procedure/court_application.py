"""The application to the court itself: which one, with what, how it answers (ENF-19, 20, 21, 23)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from zhifa.law.book import Book
from zhifa.law.conditions import Fact, all_of, contains
from zhifa.law.procedure.periods import reckon
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

PAPERS = ("application", "head_signature", "organ_seal", "decision", "facts_and_basis", "party_opinion", "demand_record", "object_state")
STAGES = {
    "accept": "court_acceptance",
    "review_refusal": "court_refusal_review",
    "rule": "court_ruling",
    "review_denial": "court_denial_review",
    "execute_urgent": "court_urgent_execution",
}


@rule("ENF-19", "行政强制法 第五十四条", "最高人民法院关于适用行政诉讼法的解释 第一百五十七条")
def court(real_property: bool) -> Ruling:
    """The basic court where the organ sits; for real property the one where it lies. `values`: court."""
    where = "of_the_property" if real_property else "of_the_organ"
    return ruling(Outcome.COMPUTE, "ENF-19", because=f"court_application.{where}", values={"court": where})


@rule("ENF-20", "行政强制法 第五十五条")
def papers(given: Collection[str]) -> Ruling:
    """Application signed by the head with seal and day, the decision with facts, reasons and basis, what the party said and how
    it was called upon, and the state of what is to be enforced."""
    return contains(given, PAPERS, "ENF-20", refused="court_application.incomplete", granted="court_application.complete")


@rule("ENF-21", "行政强制法 第五十六条", "行政强制法 第五十七条", "行政强制法 第五十八条", "行政强制法 第五十九条")
def stage(book: Book, name: str, event: date) -> Ruling:
    """The court accepts within five working days and rules within seven; against a refusal and against a denial the organ asks
    the higher court within fifteen natural days; an urgent ruling is carried out within five working days. The interpretation
    of 2018 writes the same seven and, for plainly unlawful acts, thirty. `values`: deadline."""
    end = reckon(book, STAGES[name], event, "ENF-21").due
    return ruling(Outcome.COMPUTE, "ENF-21", because=why("court_application.by", end=end), values={"deadline": end})


@rule("ENF-23", "最高人民法院关于适用行政诉讼法的解释 第一百五十九条")
def preservation(*, may_evade: Fact, reasons_given: Fact) -> Ruling:
    """Before it applies, an organ with reason to fear that the party evades may ask the court to secure assets."""
    facts = {"may_evade": may_evade, "reason": reasons_given}
    return all_of(facts, "ENF-23", refused="court_application.no_fear", granted="court_application.secure")
