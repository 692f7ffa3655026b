"""Topic `authority`: grants are built from the county plan and the facts of the question; `law.authority` rules on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhifa.law import authority, jurisdiction
from zhifa.law.authority import BUREAU, TOWNSHIP, AuthorityRuling, Cover, Grant, OpenPoint, Question
from zhifa.law.jurisdiction import ORIGINAL_DEPARTMENT
from zhifa.law.plan import DomainPlan, Plan
from zhifa.law.questions.asking import Answer, Facts, Law, ask, lacking_of
from zhifa.law.rulebook import ruling
from zhifa.law.rulings import Outcome, Reason, Ruling

PENALTY = "penalty"
INTERNAL_UNIT, PROFESSIONAL_TEAM = "department_internal_unit", "professional_team"
ROUTE_DEFAULTS = {
    "place": None,
    "on": None,
    "township_empowered": False,
    "item_in_town_list": False,
    "town_list_published": True,
    "town_list_effective_on": None,
    "item_in_county_catalogue": True,
    "cross_area": False,
    "major_or_complex": False,
    "squad_coverage": None,
}


@ask("authority", "route", "domain", "power", rules=("JUR-04",), **ROUTE_DEFAULTS)
def route(f: Facts, law: Law) -> Answer:
    """Who holds the power, in whose name, which team?"""
    held = _rule(f, law)
    answer = Answer(
        _in_words(held.ruling, law.plan), flags={"county_level": held.county_level and held.holder_kind == BUREAU}, authority=_named(held)
    )
    if held.status == "unclear" and not _catalogued(f, law.plan):
        return replace(answer, ruling=outside_catalogue(f["domain"]))
    if f["on"] is None and f["town_list_effective_on"] and f["township_empowered"] and f["item_in_town_list"]:
        return answer.missing("on")
    return answer


def _rule(f: Facts, law: Law) -> AuthorityRuling:
    plan, name = law.plan, f["place"]
    place = plan.place(name) if name else None
    day = law.day(f["on"])
    question = Question(f["power"], f["domain"], None, place, day, f["cross_area"], f["major_or_complex"])
    squad = (f["squad_coverage"] or {}).get(name) or plan.squads.get(name)
    cover = [Cover(name, squad, None, None)] if squad else []
    domain = plan.domains.get(f["domain"], DomainPlan(f["domain"], f["domain"], ""))
    open_points = [] if domain.holder else [OpenPoint(domain.code, domain.code, "authority.open_point")]
    return authority.rule(question, _grants(f, law, domain), cover, open_points)


def _grants(f: Facts, law: Law, domain: DomainPlan) -> Iterator[Grant]:
    """What the plan and the facts give for this power and domain; nothing when the plan names no holder."""
    plan, power = law.plan, f["power"]
    if not domain.holder:
        return
    if power in plan.kept:
        yield _grant(plan, domain, power, ORIGINAL_DEPARTMENT, ORIGINAL_DEPARTMENT)
    elif domain.holder == INTERNAL_UNIT:
        yield _grant(plan, domain, power, ORIGINAL_DEPARTMENT, INTERNAL_UNIT)
    elif domain.holder == PROFESSIONAL_TEAM:
        home = ORIGINAL_DEPARTMENT if domain.team == domain.code else domain.team
        yield _grant(plan, domain, power, home, PROFESSIONAL_TEAM, team=domain.team)
    elif _catalogued(f, plan):
        yield _grant(plan, domain, power, BUREAU, BUREAU, identity=plan.bureau)
        if f["township_empowered"] and f["item_in_town_list"] and power in plan.catalogued and plan.is_township(f["place"] or ""):
            yield _township_grant(f, law, domain)


def _township_grant(f: Facts, law: Law, domain: DomainPlan) -> Grant:
    place, day = f["place"], law.day(f["on"])
    name = law.plan.government_of(place) if place else ""
    since = f["town_list_effective_on"]
    grant = _grant(law.plan, domain, f["power"], TOWNSHIP, TOWNSHIP, identity=name)
    published = day if f["town_list_published"] else None
    return replace(grant, areas=frozenset({place} if place else ()), since=since, needs_publication=True, published_on=published)


def _grant(plan: Plan, domain: DomainPlan, power: str, holder: str, kind: str, identity: str = "", team: str = "") -> Grant:
    return Grant(
        f"{kind}:{domain.code}:{power}",
        power,
        holder,
        kind,
        identity,
        plan.mandate,
        None,
        None,
        domain.code,
        None,
        None,
        None,
        None,
        team=team,
    )


def _catalogued(f: Facts, plan: Plan) -> bool:
    """Powers that need an entry in the county catalogue have one."""
    return bool(f["item_in_county_catalogue"]) or f["power"] not in plan.catalogued


def _named(held: AuthorityRuling) -> dict[str, str]:
    return {
        "holder": held.holder_kind,
        "acting_identity": held.acting_identity,
        "team": held.team,
        "commander": held.commander if held.team else "",
    }


def _in_words(found: Ruling, plan: Plan) -> Ruling:
    """Kinds of holder and domains called by their names in the reasons."""
    names = {**plan.labels, **{code: domain.name for code, domain in plan.domains.items()}}
    return replace(found, reasons=tuple(Reason(r.code, {k: names.get(v, v) for k, v in r.values.items()}) for r in found.reasons))


def outside_catalogue(domain: str) -> Ruling:
    """An item outside the county catalogue is not enforced by the bureau (JUR-04)."""
    return ruling(Outcome.BLOCK, "JUR-04", because="authority.not_in_catalogue", domain=domain)


@ask("authority", "may_file", "domain", "agency", rules=("JUR-04", "JUR-13"), item_in_county_catalogue=True)
def may_file(f: Facts, law: Law) -> Answer:
    """May this agency file a penalty case?"""
    agency = f["agency"]
    held = _rule({**ROUTE_DEFAULTS, **f, "power": PENALTY}, law)
    moved = held.holder_kind in (BUREAU, PROFESSIONAL_TEAM) and held.holder != ORIGINAL_DEPARTMENT
    stayed = held.status == "unclear" and agency == ORIGINAL_DEPARTMENT
    if stayed:
        found = jurisdiction.never_moved()
    else:
        found = jurisdiction.may_file(held.holder if agency == held.holder_kind else agency, held, moved and agency == ORIGINAL_DEPARTMENT)
    return Answer(_in_words(found, law.plan), flags=found.values)


@ask("authority", "competing_filings", "filings", rules=("JUR-06",))
def competing_filings(f: Facts, law: Law) -> Answer:
    """Several agencies have jurisdiction: which one?"""
    if not f["filings"]:
        return lacking_of("authority", "competing_filings", "filings")
    found = jurisdiction.first_filing(f["filings"])
    return Answer(found, authority=found.values)


@ask("authority", "penalty_kind", "agency", "penalty_kind", "kind_in_item_list", rules=("JUR-15",))
def penalty_kind(f: Facts, law: Law) -> Answer:
    """May this agency decide this kind of penalty?"""
    found = jurisdiction.may_impose(f["agency"], f["penalty_kind"], f["kind_in_item_list"])
    return Answer(found, flags=found.values)


@ask("authority", "dispute", "disputants", rules=("JUR-08",))
def dispute(f: Facts, law: Law) -> Answer:
    """A township and a county agency dispute their duties: who coordinates?"""
    if not f["disputants"][1:]:
        return lacking_of("authority", "dispute", "disputants")
    plan = law.plan
    found = jurisdiction.coordinator([plan.is_township(name) for name in f["disputants"]], plan.guidance, plan.government)
    return Answer(found, flags=found.values)


@ask("authority", "territorial", "act_in_county", rules=("JUR-01",), party_registered_in_county=True)
def territorial(f: Facts, law: Law) -> Answer:
    """Does the county have jurisdiction?"""
    found = jurisdiction.territorial(f["act_in_county"])
    return Answer(found, flags=found.values)
