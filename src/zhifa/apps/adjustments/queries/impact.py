"""影响清单: what a change would touch if it held, before anybody approves it (R37). Read from the rows of every app at once, in a known
number of questions, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhifa.apps.adjustments import cutover_permissions as permissions
from zhifa.apps.adjustments.facts.flight import Side, Touched, all_work, named, touched
from zhifa.apps.adjustments.facts.proving import projection
from zhifa.apps.adjustments.facts.writing import Plan
from zhifa.apps.adjustments.models import Change, Cutover
from zhifa.apps.catalogue.queries.projecting import Projection
from zhifa.apps.catalogue.queries.snapshot import Snapshot, snapshot
from zhifa.apps.documents import queries as documents
from zhifa.apps.incidents.queries.precedents import precedents
from zhifa.apps.registry import queries as registry
from zhifa.law.actors import Actor
from zhifa.law.authority import Cover
from zhifa.law.procedure.cutover_fates import KINDS


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """One open piece of work. `clock`: its deadline as it stands (an instant or a last day, ISO); `moves` to `to_name`, or stays for the
    reason (code) with its articles."""

    kind: str
    id: str
    label: str
    matter: str
    matter_name: str
    area: str
    area_name: str
    state_label: str
    from_name: str
    clock: str
    cause: str
    moves: bool
    to_name: str
    reason: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImpactGroup:
    """All of one kind. `steps`: (state, how many)."""

    kind: str
    label: str
    total: int
    moves: int
    stays: int
    steps: tuple[tuple[str, int], ...]
    rows: tuple[ImpactRow, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """Who loses what to whom: `matters` in `areas` (counts); `to_name` "": nobody holds it afterwards."""

    from_name: str
    to_name: str
    matters: int
    areas: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What is touched beside work in flight, and stays as it is: `kind` numbers | people | precedents; `lines`: in words."""

    kind: str
    count: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """`day`: from which the change holds. `total` = `moves` + `stays`."""

    code: str
    title: str
    day: date
    groups: tuple[ImpactGroup, ...]
    shifts: tuple[Shift, ...]
    besides: tuple[Beside, ...]
    total: int
    moves: int
    stays: int


def impact(by: Actor, change: UUID | str, today: date) -> Impact | None:
    """Of a change that does not hold yet; None when it does, or when this person may not see it (about 30 queries and two for each item,
    whatever is in flight). Raises Denied."""
    permissions.check_read(by)
    row = Change.objects.filter(tenant=by.tenant, pk=change).first()
    if row is None or row.in_effect_at:
        return None
    day = max(row.effective_on or today, today)
    planned = Cutover.objects.filter(change=row).first()
    writes = Plan.of(row, list(row.items.order_by("order"))).writes
    before, after = Side.of(snapshot(), day), Side.would(projection(writes), day)
    return _impact(by, row.code, row.title, before, after, bool(planned and planned.cases_move))


def coverage_impact(by: Actor, cutover: str, today: date) -> Impact | None:
    """Of another squad for an area that was planned; None when it was carried out (about 20 queries). Raises Denied."""
    permissions.check_read(by)
    row = Cutover.objects.filter(tenant=by.tenant, code=cutover, change=None, state="planned").first()
    if row is None:
        return None
    day = max(row.effective_on, today)
    known = snapshot()
    before = Side.of(known, day)
    cover = (*(c for c in known.registry.coverage if c.area != row.area), Cover(row.area, row.team, None, None))
    after = Side.would(Projection(cover=cover), day)
    return _impact(by, row.code, row.title, before, after, row.cases_move, (row.area,))


def _impact(by: Actor, code: str, title: str, before: Side, after: Side, cases_move: bool, areas: Sequence[str] = ()) -> Impact:
    known = snapshot()
    found = touched(all_work(by.tenant, before.day, areas), before, after, cases_move=cases_move)
    rows = [_row(one, known) for one in found]
    groups = tuple(_group(kind, [r for r in rows if r.kind == kind]) for kind in KINDS)
    shifts, organs, teams = _shifts(known, before, after, areas)
    moves = sum(r.moves for r in rows)
    besides = (_numbers(known, organs, before.day), _people(teams, before.day), _precedents(by.tenant, found, before.day))
    shown = tuple(g for g in groups if g.total)
    return Impact(code, title, before.day, shown, shifts, tuple(b for b in besides if b.count), len(rows), moves, len(rows) - moves)


def _row(one: Touched, known: Snapshot) -> ImpactRow:
    work, base = one.work, known.registry
    area = work.areas[0] if work.areas else ""
    team = base.teams.get(one.to.team)
    return ImpactRow(
        kind=work.kind,
        id=work.id,
        label=work.label,
        matter=work.matter,
        matter_name=work.matter_name,
        area=area,
        area_name=base.areas[area].name if area in base.areas else area,
        state_label=work.state_label,
        from_name=named(work.identity, work.team_name, one.cause),
        clock=work.due.isoformat() if work.due else "",
        cause=one.cause,
        moves=one.fate.moves,
        to_name=named(one.to.acting_identity, team.name if team else "", one.cause) if one.fate.moves else "",
        reason=one.fate.reason,
        citations=tuple(str(c) for c in one.fate.citations),
    )


def _group(kind: str, rows: Sequence[ImpactRow]) -> ImpactGroup:
    steps: dict[str, int] = {}
    for row in rows:
        steps[row.state_label] = steps.get(row.state_label, 0) + 1
    moves = sum(r.moves for r in rows)
    return ImpactGroup(kind, KINDS[kind], len(rows), moves, len(rows) - moves, tuple(steps.items()), tuple(rows))


def _shifts(known: Snapshot, before: Side, after: Side, areas: Sequence[str]) -> tuple[tuple[Shift, ...], set[str], set[str]]:
    """Of the penalty power, over all matters and areas (no query); organs and teams that lose or get something."""
    cells: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    organs: set[str] = set()
    teams: set[str] = set()
    for matter in known.matters.values():
        for area in areas or known.index.places:
            had = before.index.on("penalty", matter.code, matter.domain, area, before.day)
            has = after.index.on("penalty", matter.code, matter.domain, area, after.day)
            if (had.status, had.holder, had.team) == (has.status, has.holder, has.team):
                continue
            key = _named(known, had.team, had.acting_identity), _named(known, has.team, has.acting_identity)
            some_matters, some_areas = cells.setdefault(key, (set(), set()))
            some_matters.add(matter.code)
            some_areas.add(area)
            organs |= {code for code in (had.holder, has.holder) if code}
            teams |= {code for code in (had.team, has.team) if code}
    ordered = sorted(cells.items(), key=lambda one: (-len(one[1][0]), one[0]))
    return tuple(Shift(a, b, len(m), len(p)) for (a, b), (m, p) in ordered), organs, teams


def _named(known: Snapshot, team: str, identity: str) -> str:
    """The identity, with the squad that acts in it."""
    row = known.registry.teams.get(team)
    return f"{identity}（{row.name}）" if row and identity else row.name if row else identity


def _numbers(known: Snapshot, organs: Iterable[str], day: date) -> Beside:
    """Series of numbers that run on in the names of these organs: what is issued stays valid, the next acts bear the names of their day."""
    names = {registry.acting_identity(code, day) for code in organs} | {known.registry.organs[code].name for code in organs}
    rows = [s for s in documents.series(day.year) if s.acting_identity in names]
    return Beside("numbers", len(rows), tuple(f"{s.acting_identity} {s.kind} {s.year}：{s.last}" for s in rows))


def _people(teams: Iterable[str], day: date) -> Beside:
    """People of the teams that lose or get something, and how many of them are certified on the day."""
    rows = [p for p in registry.people() if p.team in teams]
    certified = registry.certified([p.id for p in rows], day)
    lines = []
    for code in sorted(teams):
        mine = [p for p in rows if p.team == code]
        team = registry.team(code)
        lines.append(f"{team.name if team else code}：{len(mine)}（{sum(p.id in certified for p in mine)}）")
    return Beside("people", len(rows), tuple(lines))


def _precedents(tenant: str, found: Sequence[Touched], day: date) -> Beside:
    """Rulings on disputes about matters that are touched: they hold only while the power lies where it lay."""
    codes = {one.work.matter for one in found}
    rows = [p for p in precedents(tenant, day) if p.in_force and p.matter_code in codes]
    return Beside("precedents", len(rows), tuple(f"{p.number} {p.matter_name} {p.team_name}" for p in rows))
