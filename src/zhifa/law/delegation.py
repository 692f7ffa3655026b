"""Acting for somebody else: entrusted penalties, and coercion that nobody may entrust (JUR-10, JUR-11)."""

from __future__ import annotations

from datetime import date

from zhifa.law.conditions import Fact, all_of
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

OFFICER = "officer"


@rule("JUR-10", "行政处罚法 第二十条", "行政处罚法 第二十一条")
def penalty(
    *,
    in_writing: Fact,
    scope_stated: Fact,
    published: Fact,
    public_function: Fact,
    certified_staff: Fact,
    in_name_of_principal: Fact,
    direct: Fact,
    until: date | None,
    on: date,
) -> Ruling:
    """Penalties are entrusted in writing with matters, powers and period, published by both, to a body with a public function and
    certified staff; it acts in the principal's name and passes nothing on. The period includes its last day; without one the
    letter does not say what the law wants it to say."""
    facts = {
        "in_writing": in_writing,
        "scope_stated": scope_stated,
        "period_stated": until is not None,
        "published": published,
        "public_function": public_function,
        "certified_staff": certified_staff,
        "in_name_of_principal": in_name_of_principal,
        "direct": direct,
    }
    if until is not None and on > until:
        return ruling(Outcome.BLOCK, "JUR-10", because=why("delegation.lapsed", until=until))
    return all_of(facts, "JUR-10", refused="delegation.invalid", granted="delegation.valid")


@rule("JUR-11", "行政强制法 第十七条")
def coercion(entrusted: bool, carried_out_by: str) -> Ruling:
    """Coercive measures are not entrusted to anybody: qualified officers of the organ carry them out, no auxiliaries, no third
    parties, no body that was only entrusted with penalties."""
    if entrusted:
        return ruling(Outcome.BLOCK, "JUR-11", because="delegation.coercion")
    if carried_out_by != OFFICER:
        return ruling(Outcome.BLOCK, "JUR-11", because="delegation.not_an_officer")
    return ruling(Outcome.ALLOW, "JUR-11", because="delegation.own_officers")
