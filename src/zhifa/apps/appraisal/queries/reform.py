"""The reform figures of any day and over time, from the catalogue, the registry and what happened; each with the rows behind it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from django.conf import settings

from zhifa.apps.appraisal import permissions
from zhifa.apps.appraisal.facts import command
from zhifa.apps.appraisal.facts import reform as facts
from zhifa.apps.appraisal.facts.lists import domain_lists
from zhifa.apps.catalogue.queries.snapshot import Snapshot, snapshot
from zhifa.apps.catalogue.queries.standing import as_known
from zhifa.apps.planning.queries.supervision import claims
from zhifa.apps.registry.queries.book import county_book, county_layers, county_plan
from zhifa.law import reform_bodies, reform_command, reform_items
from zhifa.law.actors import Actor
from zhifa.law.authority import BUREAU
from zhifa.law.book import UnknownParameter
from zhifa.law.reform import Definition, Figure, Standing, Target, Taxonomy, target_of
from zhifa.law.reform_bodies import Body, Claim, Former, Township
from zhifa.law.reform_command import DrillCall, OrderSample
from zhifa.law.reform_items import COMPREHENSIVE, PROFESSIONAL, Lot, Today
from zhifa.law.reform_lists import DomainList, professional_list
from zhifa.law.rulings import Reason
from zhifa.packs.reform import Reform, load_reform

DEFAULT_TAXONOMY = "seed-25"


class NoReform(LookupError):
    """No layer of this installation states reform targets."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with its definition, the target that is next on that day, and whether it is reached (None: not to be said)."""

    definition: Definition
    figure: Figure
    target: Target | None
    reached: bool | None


@dataclass(frozen=True)
class Basis:
    """What the figures are computed from, under one state of the catalogue; kept per process until that, a list or a decision changes."""

    known: Snapshot
    used: Mapping[str, date]
    reform: Reform
    lists: tuple[DomainList, ...] = ()
    _series: dict[tuple[str, str, date], tuple[Figure, ...]] = field(default_factory=dict)

    @cached_property
    def lots(self) -> tuple[Lot, ...]:
        """The catalogue, alike matters together."""
        return facts.lots(self.known, self.used)

    @cached_property
    def townships(self) -> tuple[Township, ...]:
        """Townships and platforms."""
        return facts.townships(self.known)

    @cached_property
    def former(self) -> tuple[Former, ...]:
        """Teams that the reform abolished."""
        return facts.former_teams(self.known)

    @cached_property
    def transferred(self) -> frozenset[str]:
        """Domains that the plan gives to the bureau."""
        return frozenset(d.code for d in county_plan().domains.values() if d.holder == BUREAU)

    @cached_property
    def changes(self) -> frozenset[date]:
        """Days on which something of the catalogue begins or ends, first uses of a rule, and days of the lists."""
        listed = {day for x in self.lists for day in (x.drafted_on, x.confirmed_on, x.replaced_on) if day}
        return facts.change_days(self.known, self.lots) | frozenset(self.used.values()) | listed

    def state(self, day: date) -> tuple[Today, ...]:
        """The catalogue on a day."""
        return reform_items.on(self.lots, day)


@dataclass(frozen=True)
class Bodies:
    """What changes outside of the catalogue: read anew, and only what is asked for. `alike`: claims that are alike as one."""

    base: Basis
    alike: bool = False

    @cached_property
    def teams(self) -> tuple[Body, ...]:
        """Squads, professional teams and units of departments (3 queries)."""
        return facts.bodies(self.base.known)

    @cached_property
    def each_claim(self) -> tuple[Claim, ...]:
        """The supervision list (2 queries)."""
        return claims(settings.ZHIFA_TENANT)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The same, alike ones as one where that was asked for."""
        return reform_bodies.alike(self.each_claim) if self.alike else self.each_claim

    @cached_property
    def visits(self) -> Mapping[str, tuple[date, ...]]:
        """Matter → days of inspections (2 queries)."""
        return command.visits_of_matters(settings.ZHIFA_TENANT)

    @cached_property
    def drills(self) -> tuple[DrillCall, ...]:
        """Drill orders to teams (1 query)."""
        return command.drill_calls(settings.ZHIFA_TENANT)

    @cached_property
    def samples(self) -> tuple[OrderSample, ...]:
        """Looks for directives outside of the platform (1 query)."""
        return command.order_samples(settings.ZHIFA_TENANT)


_kept: dict[str, Basis] = {}


def basis(known_at: datetime | None = None) -> Basis:
    """The catalogue as it is known now, or as it was known at an instant (5 queries, 6 with `known_at`). Raises NoReform."""
    reform = load_reform(county_layers())
    if reform is None:
        raise NoReform
    known, used = (as_known(known_at) if known_at else snapshot()), facts.first_use(settings.ZHIFA_TENANT)
    lists, held = domain_lists(), _kept.get(settings.ZHIFA_TENANT)
    if held and held.known is known and held.used == used and held.lists is lists:
        return held
    made = Basis(known, used, reform, lists)
    if known_at is None:
        _kept[settings.ZHIFA_TENANT] = made
    return made


def figures(by: Actor, day: date, taxonomy: str = "", known_at: datetime | None = None) -> tuple[Shown, ...]:
    """All figures of a day, without the rows of single matters. Raises Denied, LookupError for an unknown taxonomy (14 queries)."""
    permissions.check_reform(by)
    base = basis(known_at)
    chosen = _taxonomy(base.reform, taxonomy)
    state, bodies = base.state(day), Bodies(base, alike=True)
    return tuple(_shown(d, _computed(d.code, base, chosen, state, bodies, day), day) for d in base.reform.definitions.values())


def published(today: date) -> tuple[tuple[Taxonomy, Shown], ...]:
    """What anybody may know: the figures of each year's end that has passed and of today, those that depend on domains under every usable
    taxonomy; numbers of the whole county, no rows (14 queries for any number of days)."""
    base = basis()
    usable = [t for t in base.reform.taxonomies.values() if t.usable]
    bodies, found = Bodies(base, alike=True), []
    for day in (*(d for d in base.reform.snapshots if d < today), today):
        state = base.state(day)
        for definition in base.reform.definitions.values():
            for taxonomy in usable if definition.by_domain else usable[:1]:
                figure = replace(_computed(definition.code, base, taxonomy, state, bodies, day), lines=())
                found.append((taxonomy, _shown(definition, figure, day)))
    return tuple(found)


def figure(by: Actor, code: str, day: date, taxonomy: str = "", known_at: datetime | None = None) -> Shown:
    """One figure with every row, those that count and those that do not. Raises Denied, LookupError (5 queries, and up to
    4 for teams, claims, drills, looks)."""
    permissions.check_reform(by)
    base = basis(known_at)
    definition = base.reform.definitions[code]
    found = _computed(code, base, _taxonomy(base.reform, taxonomy), base.state(day), Bodies(base), day, detailed=True)
    return _shown(definition, found, day)


def series(by: Actor, code: str, today: date, taxonomy: str = "") -> tuple[Figure, ...]:
    """The figure on every day of change, every month's end and every snapshot from the baseline to today, without rows; the figures of the
    catalogue are kept with it. Raises Denied, LookupError (5 queries, and up to 4 for teams, claims, drills, looks)."""
    permissions.check_reform(by)
    base = basis()
    chosen = _taxonomy(base.reform, taxonomy)
    key = code, chosen.code, today
    if code in CATALOGUED and key in base._series:
        return base._series[key]
    bodies = Bodies(base, alike=True)
    found = tuple(
        replace(_computed(code, base, chosen, base.state(day) if code in CATALOGUED else (), bodies, day), lines=())
        for day in days_of(base, today)
    )
    if code in CATALOGUED:
        base._series[key] = found
    return found


def taxonomies() -> tuple[Taxonomy, ...]:
    """Versions of the list of domains, usable or not. Raises NoReform."""
    return tuple(_reform().taxonomies.values())


def snapshots() -> tuple[date, ...]:
    """Days that the plan sets targets for. Raises NoReform."""
    return _reform().snapshots


def unplaced(day: date, taxonomy: str = "") -> tuple[tuple[str, str, int], ...]:
    """(domain, subdomain, matters) that no domain of the taxonomy takes (5 queries)."""
    base = basis()
    return reform_items.unplaced(_taxonomy(base.reform, taxonomy), base.state(day))


def days_of(base: Basis, today: date) -> tuple[date, ...]:
    """Days of the series, first to last."""
    first = base.reform.baseline
    ends = (f.term.until for f in base.former if f.term.until)
    days = {first, today, *base.reform.snapshots, *base.changes, *ends, *_month_ends(first, today)}
    return tuple(sorted(day for day in days if first <= day <= today))


def _month_ends(first: date, last: date) -> Iterator[date]:
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        yield date(year, month, monthrange(year, month)[1])
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _reform() -> Reform:
    found = load_reform(county_layers())
    if found is None:
        raise NoReform
    return found


def _taxonomy(reform: Reform, code: str) -> Taxonomy:
    return reform.taxonomies[code or DEFAULT_TAXONOMY]


def _shown(definition: Definition, found: Figure, day: date) -> Shown:
    target = target_of(definition.targets, day)
    return Shown(definition, found, target, found.reaches(target) if target else None)


def _computed(
    code: str, base: Basis, taxonomy: Taxonomy, state: Sequence[Today], bodies: Bodies, day: date, detailed: bool = False
) -> Figure:
    if code in CATALOGUED:
        return CATALOGUED[code](base, taxonomy, state, day, detailed)
    return OF_BODIES[code](base, bodies, day)


def _staffed(teams: Iterable[Body], day: date) -> Figure:
    try:
        needed = int(county_book().value("officers.minimum", day))
    except UnknownParameter:
        return Figure("X8.squads", day, None, None, missing=(Reason("reform.missing.minimum"),))
    return reform_bodies.staffed(teams, day, needed)


CATALOGUED: dict[str, Callable[[Basis, Taxonomy, Sequence[Today], date, bool], Figure]] = {
    "X1": lambda base, taxonomy, state, day, detailed: reform_items.coverage(taxonomy, state, day),
    "X1.matters": lambda base, taxonomy, state, day, detailed: reform_items.share("X1.matters", state, day, COMPREHENSIVE, detailed),
    "X2": lambda base, taxonomy, state, day, detailed: professional_list(state, day, base.lists, detailed),
    "X5": lambda base, taxonomy, state, day, detailed: reform_items.share("X5", state, day, COMPREHENSIVE | {PROFESSIONAL}, detailed),
    "X5.decided": lambda base, taxonomy, state, day, detailed: reform_items.decided(state, day, detailed),
    "X7": lambda base, taxonomy, state, day, detailed: reform_items.moved(
        state, day, base.transferred, base.reform.stated_matters, detailed
    ),
    "X9.1": lambda base, taxonomy, state, day, detailed: reform_items.maturity(1, state, day, detailed),
    "X9.2": lambda base, taxonomy, state, day, detailed: reform_items.maturity(2, state, day, detailed),
    "X9.3": lambda base, taxonomy, state, day, detailed: reform_items.maturity(3, state, day, detailed),
}
OF_BODIES: dict[str, Callable[[Basis, Bodies, date], Figure]] = {
    "X3": lambda base, bodies, day: reform_bodies.claimed(bodies.claims, day),
    "X3.exercised": lambda base, bodies, day: reform_bodies.exercised(bodies.each_claim, bodies.visits, day),
    "X4": lambda base, bodies, day: reform_bodies.team_kinds(bodies.teams, base.former, day, base.reform.baseline),
    "X6": lambda base, bodies, day: reform_bodies.onboarding(bodies.teams, day),
    "X6.drills": lambda base, bodies, day: reform_command.drills(bodies.teams, bodies.drills, day),
    "X6.orders": lambda base, bodies, day: reform_command.orders(bodies.teams, bodies.samples, day),
    "X8": lambda base, bodies, day: reform_bodies.modes(base.townships, day),
    "X8.squads": lambda base, bodies, day: _staffed(bodies.teams, day),
}


def dropped(earlier: Figure, later: Figure) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """(code, name) of what counted earlier and no longer does, and of what came to count."""
    before, after = (
        {(line.subject, line.name) for line in figure.lines if line.standing is Standing.COUNTED} for figure in (earlier, later)
    )
    return tuple(sorted(before - after)), tuple(sorted(after - before))
