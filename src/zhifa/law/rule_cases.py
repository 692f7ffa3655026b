"""Test cases of a matter's rule: written by hand, run against the catalogue through the rules that decide real cases (R6, level 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhifa.law.penalties import FINE, Penalty
from zhifa.law.procedure import precondition, summary
from zhifa.law.procedure.summary import SummaryFacts


@dataclass(frozen=True, slots=True)
class RuleCase:
    """A party, a fine in yuan and whether an order to correct was refused; `allowed`: what the statute says to that. `tier`: name of the
    discretion tier that the fine falls in ("": not asked). `where`: file and line."""

    matter: str
    party_kind: str
    day: date
    refused: bool
    fine: Decimal
    allowed: bool
    tier: str
    where: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What the catalogue says for one kind of party on one day. `tiers`: name, least, most in yuan."""

    rectify_first: bool
    minimum: Decimal | None
    maximum: Decimal | None
    tiers: tuple[tuple[str, Decimal, Decimal], ...]


def passes(case: RuleCase, rule: Rule | None) -> bool:
    """The rule answers as the case says; a rule that is not there answers nothing."""
    if rule is None:
        return False
    facts = SummaryFacts(
        case.party_kind, (Penalty(FINE, case.fine),), (), True, True, True, statutory_fine_min=rule.minimum, statutory_fine_max=rule.maximum
    )
    answers = precondition.rectification_refused(rule.rectify_first, case.refused), summary.within_provision(facts)
    allowed = all(answer.permits for answer in answers)
    tiers = {name for name, low, high in rule.tiers if low <= case.fine <= high}
    return allowed == case.allowed and (not case.tier or case.tier in tiers)


def uncovered(cases: Sequence[RuleCase], rules: dict[str, Rule]) -> tuple[str, ...]:
    """What no case tries: the precondition, a fine inside and outside of the range, each tier; by kind of party that has tiers."""
    lacking = []
    if any(rule.rectify_first for rule in rules.values()) and not any(not c.refused and not c.allowed for c in cases):
        lacking.append("precondition")
    if not any(c.allowed for c in cases):
        lacking.append("inside")
    if any(rule.maximum is not None for rule in rules.values()) and not any(c.refused and not c.allowed for c in cases):
        lacking.append("outside")
    tried = {(c.party_kind, c.tier) for c in cases if c.tier}
    lacking += [f"{party}:{name}" for party, rule in rules.items() for name, _, _ in rule.tiers if (party, name) not in tried]
    return tuple(lacking)
