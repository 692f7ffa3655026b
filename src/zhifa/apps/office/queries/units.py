"""Units of the bureau beside each other: which matters are theirs, how loaded they are, where they overlap, and another grouping."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhifa.apps.catalogue.queries.snapshot import Snapshot, snapshot
from zhifa.apps.office import permissions
from zhifa.apps.office.facts import units as facts
from zhifa.apps.office.facts.units import Piece, Window
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries import TeamRow
from zhifa.apps.registry.queries.book import county_book
from zhifa.law import reform_registers, regrouping
from zhifa.law.actors import Actor
from zhifa.law.authority import BUREAU
from zhifa.law.regrouping import Load, Move, Scale, Work


@dataclass(frozen=True, slots=True)
class UnitRow:
    """`areas`: names of what it covers; `matters`: how many the catalogue gives it there; `pieces`: kind → what it did in the window."""

    code: str
    name: str
    areas: tuple[str, ...]
    matters: int
    pieces: Mapping[str, int]
    load: Load


@dataclass(frozen=True, slots=True)
class DomainRow:
    """`matters` of the bureau in a domain; `shares`: pieces of each unit, in the order of the units."""

    domain: str
    label: str
    matters: int
    shares: tuple[int, ...]

    @property
    def count(self) -> int:
        """Of all units."""
        return sum(self.shares)


@dataclass(frozen=True, slots=True)
class OverlapRow:
    """A matter that several units handled, with the name of each and its pieces."""

    matter: str
    name: str
    domain_label: str
    units: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """`days` of records in the window from `since` to `until` (half-open); `known_since`: the first record (None: there is none)."""

    units: tuple[UnitRow, ...]
    domains: tuple[DomainRow, ...]
    overlaps: tuple[OverlapRow, ...]
    scale: Scale
    since: date
    until: date
    days: int
    known_since: date | None


@dataclass(frozen=True, slots=True)
class TriedRow:
    """Load of a unit before and after; `pieces`: what it gives away (negative) or gets."""

    code: str
    name: str
    before: Load
    after: Load
    pieces: int


@dataclass(frozen=True)
class _Basis:
    """`people`: unit → certified ones, in the order of the registry."""

    known: Snapshot
    teams: tuple[TeamRow, ...]
    works: tuple[Work, ...]
    people: dict[str, int]
    window: Window
    scale: Scale


def _basis(by: Actor, day: date) -> _Basis:
    permissions.check_units(by)
    known, window = snapshot(), facts.window(by.tenant, day)
    bureaus = {o.code for o in known.registry.organs.values() if o.kind == BUREAU}
    teams = tuple(t for t in known.registry.teams.values() if t.organ in bureaus)
    codes = {t.code for t in teams}
    domains = {code: m.domain for code, m in known.matters.items()}
    works = tuple(w for w in facts.works(window.span, domains) if w.unit in codes)
    people = facts.certified(by.tenant, day, [t.code for t in teams])
    return _Basis(known, teams, works, people, window, regrouping.scale(county_book(), day))


def grouping(by: Actor, day: date) -> Grouping:
    """Every unit of the bureau with its load (about 8 queries for any number). Raises Denied."""
    base = _basis(by, day)
    (held, own), covers = _held(base.known, day), registry.cover(day)
    covered = {t.code: tuple(c.area for c in covers if c.team == t.code) for t in base.teams}
    loads = regrouping.loads(base.people, base.works, base.scale, base.window.days)
    span = base.window.span
    return Grouping(
        tuple(_unit(base, t, covered[t.code], held.total() if covered[t.code] else 0, own, loads[t.code]) for t in base.teams),
        _domains(base, held, own),
        tuple(_overlap(base, o) for o in regrouping.overlaps(base.works)),
        base.scale, span.since, span.until, base.window.days, span.known_since,
    )  # fmt: skip


def _held(known: Snapshot, day: date) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """Domain → matters that the bureau holds in its whole county, and unit → the same for grants that name a unit."""
    matters = [(m.code, m.domain) for m in known.matters.values() if m.valid(day)]
    shared: Counter[str] = Counter()
    own: dict[str, Counter[str]] = defaultdict(Counter)
    for row in reform_registers.bundles(known.index, matters, day):
        if BUREAU in row.kinds and not row.areas:
            target = own[row.teams[0]] if row.teams[0] else shared
            target[row.domain] += len(row.matters)
    return shared, own


def _unit(base: _Basis, team: TeamRow, areas: tuple[str, ...], shared: int, own: dict[str, Counter[str]], load: Load) -> UnitRow:
    names = tuple(base.known.registry.areas[a].name for a in areas if a in base.known.registry.areas)
    pieces: Counter[str] = Counter()
    for work in base.works:
        if work.unit == team.code:
            pieces[work.kind] += work.pieces
    return UnitRow(team.code, team.name, names, own.get(team.code, Counter()).total() + shared, dict(pieces), load)


def _domains(base: _Basis, held: Counter[str], own: dict[str, Counter[str]]) -> tuple[DomainRow, ...]:
    """Domains of the bureau and those it worked in, in the order of the plan; work whose matter is not named comes last."""
    matters = held + sum(own.values(), Counter())
    done: Counter[tuple[str, str]] = Counter()
    for work in base.works:
        done[work.domain, work.unit] += work.pieces
    worked = {domain for domain, _unit in done}
    rows = [
        DomainRow(domain, label, matters[domain], tuple(done[domain, t.code] for t in base.teams))
        for domain, label in (*base.known.labels.items(), ("", ""))
        if matters[domain] or domain in worked
    ]
    return tuple(rows)


def _overlap(base: _Basis, one: regrouping.Overlap) -> OverlapRow:
    matter = base.known.matters.get(one.matter)
    names = {t.code: t.name for t in base.teams}
    label = base.known.labels.get(one.domain, one.domain)
    return OverlapRow(one.matter, matter.name if matter else one.matter, label, tuple((names[u], n) for u, n in one.units))


def tried(by: Actor, day: date, move: Move) -> tuple[TriedRow, ...]:
    """Every unit as it is and as it would be after the move; nothing is stored (about 6 queries). Raises Denied, LookupError for a
    unit that is not the bureau's."""
    base = _basis(by, day)
    names = {t.code: t.name for t in base.teams}
    for unit in (move.source, move.target):
        if unit not in names:
            raise LookupError(unit)
    moved = sum(w.pieces for w in base.works if move.takes(w)) if move.source != move.target else 0
    changes = regrouping.tried(base.people, base.works, move, base.scale, base.window.days)
    shift = {move.source: -moved, move.target: moved} if moved else {}
    return tuple(TriedRow(c.before.unit, names[c.before.unit], c.before, c.after, shift.get(c.before.unit, 0)) for c in changes)


def pieces(by: Actor, day: date, unit: str, matter: str = "", domain: str = "") -> tuple[Piece, ...]:
    """The rows behind a unit's load (5 queries). Raises Denied."""
    permissions.check_units(by)
    codes = [m.code for m in snapshot().matters.values() if m.domain == domain] if domain else []
    return facts.pieces(facts.window(by.tenant, day).span, unit, matter, domain, codes)
