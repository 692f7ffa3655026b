"""Figures over bodies: teams, units on the platform, townships, squads, the supervision list (X3, X4, X6, X8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from zhifa.law.reform import Figure, Line, Standing, made
from zhifa.law.rulings import Reason

PROFESSIONAL_TEAM = "专业执法"


class Term(NamedTuple):
    """Half-open; None: no source states it. `code`: whose or what it is."""

    code: str
    since: date | None
    until: date | None

    def on(self, day: date) -> bool:
        """In force on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Body:
    """A team. `kind`: squad, professional, internal_unit. `terms`: when it bore a name (empty: no source states when it stood).
    `accounts`: duties held in it; `phone`: it can be called; `first_task`: the day on which it first received one."""

    code: str
    name: str
    kind: str
    domain: str
    domain_name: str
    terms: tuple[Term, ...] = ()
    accounts: tuple[Term, ...] = ()
    certificates: tuple[Term, ...] = ()
    phone: bool = False
    first_task: date | None = None

    def stands(self, day: date) -> bool:
        """Not known to have ended or not yet begun."""
        return not self.terms or any(t.on(day) for t in self.terms)


@dataclass(frozen=True, slots=True)
class Former:
    """A team that a department owned and that the reform abolished when its `term` ended. `kind`: what it enforced; `approval`: number
    of the document; `into`: who took its people over. `demo`: stated by the demonstration only."""

    name: str
    domain_name: str
    kind: str
    term: Term
    approval: str
    into: str
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Township:
    """A township or platform. `covers`: squads that serve it; `seats`: squads that sit in it; `empowered`: terms of its published list;
    `demo`: who serves it is said by the demonstration only."""

    code: str
    name: str
    covers: tuple[Term, ...]
    seats: frozenset[str]
    empowered: tuple[Term, ...]
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One item of the supervision list. `claimed_on`: its department claimed it; `excused_on`: the legal office confirmed that it has no
    such power; `ended_on`: it left the list. `checked`: there is an implementation list; `carrier`: who in the department does it."""

    code: str
    name: str
    organ_name: str
    listed_on: date
    claimed_on: date | None
    disclaimed_on: date | None
    excused_on: date | None
    ended_on: date | None
    checked: bool
    carrier: bool
    weight: int = 1

    def due(self, day: date) -> bool:
        """Listed and still to be claimed, or claimed, on the day."""
        over = [d for d in (self.excused_on, self.ended_on) if d and d <= day]
        return self.listed_on <= day and not over


def team_kinds(bodies: Iterable[Body], former: Sequence[Former], day: date, baseline: date) -> Figure:
    """X4: kinds (domain, type) of teams that departments own, of those at the baseline. Without the list of abolished teams (`former`) no
    share is said; the plan names no number either."""
    now = [(_kind(body), _standing_team(body, day)) for body in bodies if body.kind == "professional"]
    before = [(f"{f.domain_name} · {f.kind}", _former_team(f, day)) for f in former if f.term.since is None or f.term.since <= day]
    lines = tuple(replace(line, group=group) for group, line in (*now, *before))
    kinds = {line.group for line in lines if line.standing is Standing.COUNTED}
    unsaid = (Reason("reform.missing.no_number"),)
    if not former:
        words = {"baseline": str(baseline)}
        missing = (Reason("reform.missing.baseline_teams", words), Reason("reform.missing.abolished"), *unsaid)
        return Figure("X4", day, len(kinds), None, lines, missing)
    first = {_kind(b) for b in bodies if b.kind == "professional" and b.stands(baseline)}
    first |= {f"{f.domain_name} · {f.kind}" for f in former if f.term.on(baseline)}
    demo = sum(1 for f in former if f.demo)
    gone = {"reform.beside.abolished": len(first - kinds), **({"reform.beside.demo": demo} if demo else {})}
    missing = (*((Reason("reform.missing.demo_teams"),) if demo else ()), *unsaid)
    return Figure("X4", day, len(kinds), len(first), lines, missing, beside=gone)


def _kind(body: Body) -> str:
    return f"{body.domain_name} · {PROFESSIONAL_TEAM}"


def _standing_team(body: Body, day: date) -> Line:
    stands = body.stands(day)
    why = "reform.team_stands" if stands and body.terms else "reform.team_undated" if stands else "reform.team_ended"
    return Line(body.code, body.name, Standing.COUNTED if stands else Standing.LEFT, Reason(why))


def _former_team(former: Former, day: date) -> Line:
    words = {"day": str(former.term.until), "approval": former.approval, "into": former.into}
    if former.term.on(day):
        return Line(former.term.code, former.name, Standing.COUNTED, Reason("reform.team_to_end", words))
    return Line(former.term.code, former.name, Standing.LEFT, Reason("reform.team_abolished", words))


def onboarding(bodies: Iterable[Body], day: date) -> Figure:
    """X6: units that can be tasked on the platform: somebody holds a duty in it there, and it can be called."""
    lines, undated = [], 0
    for body in (b for b in bodies if b.stands(day)):
        held = [t for t in body.accounts if t.on(day)]
        tasked = body.first_task is not None and body.first_task <= day
        code = (
            "reform.no_account" if not held else "reform.no_phone" if not body.phone else "reform.tasked" if tasked else "reform.onboarded"
        )
        counted = bool(held) and body.phone
        undated += counted and all(t.since is None for t in held)
        words = {"day": str(body.first_task or "")}
        lines.append(Line(body.code, body.name, Standing.COUNTED if counted else Standing.LEFT, Reason(code, words), body.domain_name))
    return made("X6", day, tuple(lines), undated=undated)


def modes(townships: Sequence[Township], day: date) -> Figure:
    """X8: townships and platforms that exactly one squad serves (seat or X of 1+X); empowerment is said beside it."""
    lines, undated, empowered = [], 0, 0
    for place in townships:
        serving = {t.code: t for t in place.covers if t.on(day)}
        own = any(t.on(day) for t in place.empowered)
        empowered += own
        code = "several_squads" if len(serving) > 1 else "no_squad" if not serving else "seat" if place.seats & set(serving) else "part"
        counted = len(serving) == 1
        undated += counted and next(iter(serving.values())).since is None
        reason = Reason(f"reform.mode.{code}", {"empowered": "1" if own else ""})
        lines.append(Line(place.code, place.name, Standing.COUNTED if counted else Standing.LEFT, reason, "empowered" if own else ""))
    demo = sum(1 for place in townships if place.demo)
    beside = {"reform.beside.empowered": empowered, **({"reform.beside.demo": demo} if demo else {})}
    return replace(made("X8", day, tuple(lines), undated=undated), beside=beside)


def staffed(bodies: Iterable[Body], day: date, needed: int) -> Figure:
    """X8: squads with at least `needed` people whose certificate is valid on the day."""
    lines = []
    for body in (b for b in bodies if b.kind == "squad" and b.stands(day)):
        count = len({t.code for t in body.certificates if t.on(day)})
        words = {"count": str(count), "needed": str(needed)}
        standing = Standing.COUNTED if count >= needed else Standing.LEFT
        lines.append(Line(body.code, body.name, standing, Reason("reform.certified", words), ""))
    return made("X8.squads", day, tuple(lines), missing=(Reason("reform.missing.membership"),))


def claimed(claims: Sequence[Claim], day: date) -> Figure:
    """X3: items of the supervision list that their department claimed, with an implementation list and somebody who carries it out, of all
    that are its to claim."""
    lines: list[Line] = []
    for claim in claims:
        if not claim.due(day):
            continue
        done = claim.claimed_on is not None and claim.claimed_on <= day
        code = _claim(claim, day, done)
        words = {"days": str((day - claim.listed_on).days)}
        standing = Standing.COUNTED if code == "reform.claim.full" else Standing.LEFT
        lines.append(Line(claim.code, claim.name, standing, Reason(code, words), claim.organ_name, claim.weight))
    only = sum(claim.weight for claim in claims if claim.due(day) and claim.claimed_on and claim.claimed_on <= day)
    missing = (Reason("reform.missing.supervision_list"),) if lines else (Reason("reform.missing.not_compiled"),)
    return replace(made("X3", day, tuple(lines), missing=missing), beside={"reform.beside.claimed": only})


def exercised(claims: Sequence[Claim], visits: Mapping[str, Sequence[date]], day: date) -> Figure:
    """X3, second line: claimed items that an inspection asked about at least once in the year up to the day (`visits`: matter → days, in
    order), of those that are claimed. Whether, never how often."""
    lines: list[Line] = []
    first = date(day.year, 1, 1)
    for claim in claims:
        if claim.due(day) and claim.claimed_on is not None and claim.claimed_on <= day:
            seen = any(first <= visit <= day for visit in visits.get(claim.code, ()))
            reason = Reason("reform.claim.exercised" if seen else "reform.claim.not_exercised", {"year": str(day.year)})
            lines.append(Line(claim.code, claim.name, Standing.COUNTED if seen else Standing.LEFT, reason, claim.organ_name, claim.weight))
    return made("X3.exercised", day, tuple(lines), missing=() if lines else (Reason("reform.missing.nothing_claimed"),))


def alike(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims that differ in name only as one with their number: for numbers over many days."""
    found: dict[Claim, int] = {}
    for claim in claims:
        key = replace(claim, code="", name="", organ_name="")
        found[key] = found.get(key, 0) + claim.weight
    return tuple(replace(claim, weight=count) for claim, count in found.items())


def _claim(claim: Claim, day: date, done: bool) -> str:
    if not done:
        waiting = claim.disclaimed_on is not None and claim.disclaimed_on <= day
        return "reform.claim.disclaimed" if waiting else "reform.claim.unclaimed"
    if not claim.checked:
        return "reform.claim.no_check_item"
    return "reform.claim.full" if claim.carrier else "reform.claim.no_carrier"
