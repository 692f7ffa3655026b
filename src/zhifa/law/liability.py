"""Who can be penalised: age, mental state, minor and first violations, fault (APP-01, APP-05…APP-12, APP-16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhifa.law.book import Book
from zhifa.law.calendar import Calendar
from zhifa.law.conditions import Fact, all_of
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

LIGHTER = "lighter"
INCAPABLE, INTERMITTENT, LIMITED = "incapable", "intermittent", "limited"
NO_PENALTY = {"no_penalty": True, "guardian_order_required": True}


@dataclass(frozen=True, slots=True)
class Age:
    """Full years at the act; `birthday`: the act was on the very birthday that begins this year of life."""

    years: int
    birthday: bool = False


def age_on(birth_on: date, act_on: date) -> Age:
    """29 February has its birthday on the last day of February in other years."""
    years = act_on.year - birth_on.year
    if Calendar.add_years(birth_on, years) > act_on:
        years -= 1
    return Age(years, Calendar.add_years(birth_on, years) == act_on)


@rule("APP-05", "行政处罚法 第三十条")
@rule("APP-06", "行政处罚法 第三十条")
def of_age(age: Age, severity: str, book: Book, day: date) -> Ruling:
    """Under fourteen no penalty but an order to the guardian; from fourteen to under eighteen only lighter or mitigated. On the
    fourteenth birthday itself the cautious reading is no penalty, and a person decides (AMB-20)."""
    responsible, full = book.count("age.responsible", day, "years"), book.count("age.full", day, "years")
    if age.years == responsible and age.birthday:
        return ruling(Outcome.ESCALATE, "APP-05", because="liability.birthday", ambiguities=("AMB-20",), values=NO_PENALTY)
    if age.years < responsible:
        return ruling(Outcome.BLOCK, "APP-05", because=why("liability.child", years=age.years), values=NO_PENALTY)
    punishable = {"no_penalty": False, "guardian_order_required": False}
    if age.years < full and severity != LIGHTER:
        return ruling(Outcome.BLOCK, "APP-06", because=why("liability.minor", years=age.years), values=punishable)
    return ruling(Outcome.ALLOW, "APP-06", because=why("liability.age_no_bar", years=age.years), values=punishable)


@rule("APP-07", "行政处罚法 第三十一条")
def of_mental_state(condition: str, lucid: bool) -> Ruling:
    """Who cannot recognise or control the act is not penalised; an intermittent illness in a lucid moment is no bar; partial
    capacity may lead to a lighter penalty."""
    punishable = {"no_penalty": False, "guardian_order_required": False}
    if condition == INCAPABLE or (condition == INTERMITTENT and not lucid):
        return ruling(Outcome.BLOCK, "APP-07", because="liability.incapable", values=NO_PENALTY)
    if condition == LIMITED:
        return ruling(Outcome.ESCALATE, "APP-07", because="liability.limited", values=punishable)
    return ruling(Outcome.ALLOW, "APP-07", because="liability.capable", values=punishable)


@dataclass(frozen=True, slots=True)
class Leniency:
    """Grounds for imposing no penalty. `law_exception`: a law or administrative regulation provides otherwise on fault."""

    minor_violation: bool = False
    corrected_in_time: bool = False
    no_harm: bool = False
    first_violation: bool = False
    slight_harm: bool = False
    no_fault_claimed: bool = False
    no_fault_proven: bool = False
    law_exception: bool = False


@rule("APP-09", "行政处罚法 第三十三条 第一款", "行政处罚法 第五十七条 第一款 第二项")
@rule("APP-10", "行政处罚法 第三十三条 第一款")
@rule("APP-11", "行政处罚法 第三十三条 第二款")
@rule("APP-12", "行政处罚法 第三十三条 第三款")
def leniency(grounds: Leniency) -> Ruling:
    """Minor, corrected and harmless: no penalty, with education. First, slight and corrected: none at the agency's discretion.
    Proof of being without fault is examined, unless a law provides otherwise; a bare claim changes nothing."""
    flags = {"no_penalty": False, "education_required": False, "discretionary": False}
    if grounds.minor_violation and grounds.corrected_in_time and grounds.no_harm:
        values = flags | {"no_penalty": True, "education_required": True}
        return ruling(Outcome.BLOCK, "APP-09", "APP-12", because="leniency.mandatory", values=values)
    if grounds.no_fault_proven and not grounds.law_exception:
        return ruling(Outcome.ESCALATE, "APP-11", because="leniency.fault_to_examine", values=flags)
    if grounds.first_violation and grounds.corrected_in_time and (grounds.slight_harm or grounds.no_harm):
        return ruling(Outcome.ESCALATE, "APP-10", because="leniency.discretionary", values=flags | {"discretionary": True})
    code = "leniency.fault_not_disproved" if grounds.no_fault_claimed else "leniency.none"
    return ruling(Outcome.ALLOW, "APP-11", "APP-09", because=code, values=flags)


@rule("APP-01", "行政处罚法 第二十八条 第一款")
def order_to_correct(*, order_issued: Fact, nothing_to_correct: bool) -> Ruling:
    """With every penalty goes an order to correct, at once or in time. How long the agency sets. A case without one gets a warning
    with a reason, for some acts leave nothing to correct."""
    if nothing_to_correct:
        return ruling(Outcome.ALLOW, "APP-01", because="liability.nothing_to_correct")
    facts = {"order": order_issued}
    return all_of(facts, "APP-01", refused="liability.no_order", granted="liability.order_issued", otherwise=Outcome.WARN)


GROUNDS = frozenset({"harm_removed", "coerced", "confessed", "merit", "other_by_law"})


@rule("APP-08", "行政处罚法 第三十二条")
def lighter(grounds: frozenset[str], severity: str) -> Ruling:
    """Who removed or reduced the harm, was forced or lured, told what the agency did not know, or helped in earnest is punished lighter
    or below the range: "shall", not "may". Other grounds need a law, regulation or rule. A fine that was not lowered is a warning."""
    if not grounds & GROUNDS:
        return ruling(Outcome.ALLOW, "APP-08", because="liability.no_ground")
    if severity != LIGHTER:
        return ruling(Outcome.WARN, "APP-08", because="liability.not_lowered")
    return ruling(Outcome.ALLOW, "APP-08", because="liability.lowered")


@rule("APP-16", "行政处罚法 第四十九条")
def emergency(declared: bool, breaks_measures: bool) -> Ruling:
    """In a declared emergency, breaches of the measures against it are dealt with fast and heavier; the periods of the party
    stay. `values`: heavier."""
    heavier = declared and breaks_measures
    code = "liability.emergency" if heavier else "liability.no_emergency"
    return ruling(Outcome.COMPUTE, "APP-16", because=code, values={"heavier": heavier})
