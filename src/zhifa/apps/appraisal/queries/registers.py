"""Registers of the reform in names: enforcement subjects and their teams, bundles of powers with the catalogue behind them, vacuums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhifa.apps.appraisal import permissions
from zhifa.apps.appraisal.facts import reform as facts
from zhifa.apps.appraisal.queries.reform import Basis, basis, days_of
from zhifa.law import reform_registers
from zhifa.law.actors import Actor
from zhifa.law.reform_registers import BUNDLE, Bundle, Moved, Shift, Subject, Vacuum

TEAM_CLASSES = {"squad": "county_enforcement_bureau", "professional": "professional_team", "internal_unit": "department_internal_unit"}


@dataclass(frozen=True, slots=True)
class StandRow:
    """From when until when (None: not stated), as what, on which documents."""

    since: date | None
    until: date | None
    kind: str
    mandates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """`kinds`: as what it may punish on the day; empty: not then."""

    organ: str
    name: str
    kinds: tuple[str, ...]
    stands: tuple[StandRow, ...]


@dataclass(frozen=True, slots=True)
class TeamRow:
    """`kind`: its class on the day; "": nothing gives it one."""

    team: str
    name: str
    organ_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A day on which the number of subjects changed, with who came and went and on which documents."""

    day: date
    count: int
    came: tuple[str, ...]
    went: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """`course`: (day, how many) on every day of the series."""

    subjects: tuple[SubjectRow, ...]
    teams: tuple[TeamRow, ...]
    shifts: tuple[ShiftRow, ...]
    course: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class BundleRow:
    """Names by power; `areas`: where it is so (empty: elsewhere). `duty`: what each side does (条例 16)."""

    domain: str
    domain_label: str
    matters: tuple[tuple[str, str], ...]
    areas: tuple[str, ...]
    holders: Mapping[str, str]
    kind: str
    team: str
    whole: bool
    duty: str


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """What the catalogue has of a domain. `origins`: where from; `uncoded`: without an official code; `expired`: no basis in force."""

    domain: str
    label: str
    count: int
    origins: Mapping[str, int]
    uncoded: int
    expired: tuple[str, ...]


def register(by: Actor, day: date, today: date) -> Register:
    """Who may punish on a day, how that came, and how many there were over time. Raises Denied (5 queries)."""
    permissions.check_reform(by)
    base = basis()
    found, names = reform_registers.subjects(base.known.stored), _names(base)
    rows = tuple(_subject(base, s, day, names) for s in found)
    course = reform_registers.shifts(found, days_of(base, today))
    changed = tuple(_shift(base, s, found, names) for s in course if s.came or s.went)
    return Register(rows, _teams(base, day), changed, tuple((s.day, s.count) for s in course))


def bundles(by: Actor, day: date) -> tuple[BundleRow, ...]:
    """Who holds penalty, investigation and coercion, and what stays with the department. Raises Denied (5 queries)."""
    permissions.check_reform(by)
    base = basis()
    known, names = base.known, _names(base)
    matters = [(m.code, m.domain) for m in known.matters.values() if m.valid(day)]
    return tuple(_bundle(base, b, names) for b in reform_registers.bundles(known.index, matters, day))


def library(by: Actor, day: date) -> tuple[LibraryRow, ...]:
    """Matters by domain and origin, in the order of the plan. Raises Denied (5 queries)."""
    permissions.check_reform(by)
    known = basis().known
    found = []
    for domain, label in known.labels.items():
        own = [m for m in known.matters.values() if m.domain == domain and m.valid(day)]
        expired = tuple(m.code for m in own if all(b.until and b.until <= day for b in m.basis("penalty")))
        found.append(
            LibraryRow(domain, label, len(own), dict(Counter(m.origin for m in own)), sum(not m.official_code for m in own), expired)
        )
    return tuple(found)


def vacuums(by: Actor, day: date) -> tuple[Vacuum, ...]:
    """Moved matters with leads and no action. Raises Denied (9 queries)."""
    permissions.check_reform(by)
    base = basis()
    leads, actions = facts.leads_and_actions(by.tenant)
    moved = [
        Moved(code, name, lot.domain_name, reform_registers.moved_on(lot.held), tuple(leads[code]), tuple(actions.get(code, ())))
        for lot in base.lots
        if lot.domain in base.transferred
        for code, name in lot.matters
        if code in leads
    ]
    return reform_registers.vacuum(moved, day, base.reform.vacuum_days)


def vacuum_days() -> int:
    """The county's own number of days (5 queries)."""
    return basis().reform.vacuum_days


def _names(base: Basis) -> dict[str, str]:
    return {code: organ.name for code, organ in base.known.registry.organs.items()}


def _subject(base: Basis, subject: Subject, day: date, names: Mapping[str, str]) -> SubjectRow:
    stands = tuple(StandRow(s.since, s.until, s.kind, _mandates(base, s.mandates)) for s in subject.stands)
    return SubjectRow(subject.organ, names.get(subject.organ, subject.organ), subject.kinds(day), stands)


def _mandates(base: Basis, codes: tuple[str, ...]) -> tuple[str, ...]:
    found = (base.known.mandates.get(code) for code in codes)
    return tuple(f"{m.title} {m.number}".strip() for m in found if m)


def _shift(base: Basis, shift: Shift, found: tuple[Subject, ...], names: Mapping[str, str]) -> ShiftRow:
    own = [s for subject in found if subject.organ in (*shift.came, *shift.went) for s in subject.stands]
    codes = dict.fromkeys(code for s in own for code in s.mandates)
    came, went = (tuple(names.get(o, o) for o in organs) for organs in (shift.came, shift.went))
    return ShiftRow(shift.day, shift.count, came, went, _mandates(base, tuple(codes)))


def _teams(base: Basis, day: date) -> tuple[TeamRow, ...]:
    """Squads are classed by serving an area, the others by a grant that names them."""
    known = base.known
    serving = {c.team for c in known.registry.coverage if (c.since is None or c.since <= day) and (c.until is None or day < c.until)}
    named = {g.team for g in known.stored if g.team and (g.since is None or g.since <= day) and (g.until is None or day < g.until)}
    return tuple(
        TeamRow(t.code, t.name, t.organ_name, TEAM_CLASSES[t.kind] if t.code in (serving if t.kind == "squad" else named) else "")
        for t in known.registry.teams.values()
        if t.kind in TEAM_CLASSES
    )


def _bundle(base: Basis, bundle: Bundle, names: Mapping[str, str]) -> BundleRow:
    known = base.known
    duty, team = known.duties.get(bundle.domain), known.registry.teams.get(bundle.teams[0])
    return BundleRow(
        bundle.domain,
        known.labels.get(bundle.domain, bundle.domain),
        tuple((code, known.matters[code].name) for code in bundle.matters),
        tuple(known.registry.areas[a].name for a in bundle.areas),
        {power: "、".join(names.get(o, o) for o in held) for power, held in bundle.holders.items()},
        bundle.kinds[0],
        team.name if team else "",
        bundle.whole,
        duty.text if duty else "",
    )


def shared(rows: tuple[BundleRow, ...]) -> tuple[BundleRow, ...]:
    """Bundles whose three powers are not in one hand."""
    return tuple(r for r in rows if not r.whole and any(r.holders[p] for p in BUNDLE))
