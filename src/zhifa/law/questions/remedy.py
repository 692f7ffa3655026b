"""Topic `remedy`: remedy clauses and conduct during remedies."""

from __future__ import annotations

from zhifa.law.procedure import remedy
from zhifa.law.questions.asking import Answer, Facts, Law, ask


@ask("remedy", "remedy_notice", "procedure", "remedy_text", rules=("REM-05",), special_basis="none")
def remedy_notice(f: Facts, law: Law) -> Answer:
    """May the decision carry this remedy clause?"""
    return Answer.of(remedy.clause(f["procedure"], f["special_basis"], f["remedy_text"]), flags=("reconsideration_first",))


@ask("remedy", "self_collected_evidence", "stage", rules=("REM-09",), new_reason_by_applicant=False)
def self_collected_evidence(f: Facts, law: Law) -> Answer:
    """May evidence collected by the agency itself during the remedy be relied on?"""
    return Answer(remedy.own_evidence(f["stage"], f["new_reason_by_applicant"]))


@ask("remedy", "reconsideration_body", "penalty_identity", rules=("REM-06",))
def reconsideration_body(f: Facts, law: Law) -> Answer:
    """Which body hears the reconsideration?"""
    found = remedy.reconsideration_body(f["penalty_identity"], law.plan.government, law.plan.superior)
    return Answer.of(found, flags=("body",))
