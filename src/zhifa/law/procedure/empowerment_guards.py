"""What must be true before an act on an assessment or on a proposed withdrawal. Names are those of the transition tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhifa.law.empowerment import BY_CODE, CONCLUSIONS
from zhifa.law.procedure.empowerment import GUIDE, REVIEWED, TOWNSHIPS
from zhifa.law.rulings import Outcome, Ruling, refusal

FINE = Ruling(Outcome.ALLOW)
SEVERE = ("unclear", "not_empowered", "defer", "pass")


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    """`missing`: labels of indicators without a fact. `local`: who acts belongs to the township or to a squad that serves it.
    `visitor`, `visitors`: keys of who acts and of who was there. `proposal`: what the points say; `conclusion`: what is to be said.
    `appeal_until`, `valid_until`: last days, inclusive."""

    day: date
    reason: str = ""
    indicator: str = ""
    value: Decimal | None = None
    source: str = ""
    as_of: date | None = None
    proof: bool = False
    missing: tuple[str, ...] = ()
    local: bool = False
    visitor: str = ""
    visitors: tuple[str, ...] = ()
    proposal: str = ""
    conclusion: str = ""
    appeal_until: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class WithdrawalFacts:
    """`leads`, `cases`: in the matter and township since the proposal."""

    reason: str = ""
    leads: int = 0
    cases: int = 0


def _reason(facts: AssessmentFacts | WithdrawalFacts) -> Ruling:
    return FINE if facts.reason.strip() else refusal("reason_required", missing=("reason",))


def _sourced(facts: AssessmentFacts) -> Ruling:
    if facts.indicator not in BY_CODE:
        return refusal("empowerment.no_such_fact", *TOWNSHIPS, missing=("indicator",))
    if facts.value is None or facts.value < 0:
        return refusal("empowerment.no_value", *TOWNSHIPS, missing=("value",))
    if not facts.source.strip() or not facts.proof:
        return refusal("empowerment.no_source", *TOWNSHIPS, missing=("source",) if not facts.source.strip() else ("file",))
    if facts.as_of is None or facts.as_of > facts.day:
        return refusal("empowerment.as_of", *TOWNSHIPS, missing=("as_of",))
    return FINE


def _gaps(facts: AssessmentFacts) -> Ruling:
    if facts.missing and not facts.reason.strip():
        return refusal("empowerment.gaps_unexplained", *TOWNSHIPS, missing=("reason",), facts="、".join(facts.missing))
    return FINE


def _outsider(facts: AssessmentFacts) -> Ruling:
    if facts.local:
        return refusal("empowerment.visitor_local", *TOWNSHIPS)
    return FINE if facts.reason.strip() else refusal("empowerment.visit_undescribed", *TOWNSHIPS, missing=("note",))


def _second(facts: AssessmentFacts) -> Ruling:
    if facts.visitor in facts.visitors:
        return refusal("empowerment.visitor_same", *TOWNSHIPS)
    return _outsider(facts)


def _not_visitor(facts: AssessmentFacts) -> Ruling:
    if facts.visitor in facts.visitors:
        return refusal("empowerment.reviewer_visited", *TOWNSHIPS)
    return _reason(facts)


def _follows(facts: AssessmentFacts) -> Ruling:
    if facts.conclusion not in CONCLUSIONS:
        return refusal("empowerment.no_conclusion", *TOWNSHIPS, missing=("conclusion",))
    if facts.proposal == "unclear" and facts.conclusion != "unclear":
        named = "、".join(facts.missing) or "—"
        return refusal("empowerment.concluded_without_facts", *TOWNSHIPS, missing=("empowerment_facts",), facts=named)
    if SEVERE.index(facts.conclusion) > SEVERE.index(facts.proposal):
        said, points = CONCLUSIONS[facts.conclusion], CONCLUSIONS[facts.proposal]
        return refusal("empowerment.better_than_points", *TOWNSHIPS, conclusion=said, proposal=points)
    return FINE if facts.conclusion == facts.proposal else _reason(facts)


def _in_time(facts: AssessmentFacts) -> Ruling:
    if facts.appeal_until is None or facts.day > facts.appeal_until:
        return refusal("empowerment.appeal_late", *GUIDE, until=facts.appeal_until.isoformat() if facts.appeal_until else "—")
    return _reason(facts)


def _over(facts: AssessmentFacts) -> Ruling:
    if facts.valid_until is None or facts.day <= facts.valid_until:
        return refusal("empowerment.still_valid", *REVIEWED, until=facts.valid_until.isoformat() if facts.valid_until else "—")
    return FINE


def _in_use(facts: WithdrawalFacts) -> Ruling:
    return FINE if facts.leads or facts.cases else refusal("empowerment.still_idle", *REVIEWED)


ASSESSMENT_GUARDS: dict[str, Callable[[AssessmentFacts], Ruling]] = {
    "always": lambda facts: FINE,
    "fact_sourced": _sourced,
    "gaps_explained": _gaps,
    "outsider_saw_it": _outsider,
    "second_outsider": _second,
    "not_a_visitor": _not_visitor,
    "conclusion_follows": _follows,
    "in_time_with_reason": _in_time,
    "reason_given": _reason,
    "validity_over": _over,
}
WITHDRAWAL_GUARDS: dict[str, Callable[[WithdrawalFacts], Ruling]] = {"reason_given": _reason, "in_use": _in_use}
