"""Work in flight against two states of the catalogue: what is touched, why, and what becomes of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zhifa.apps.cases.queries import in_flight as cases
from zhifa.apps.catalogue.queries import projecting
from zhifa.apps.catalogue.queries.projecting import Projection
from zhifa.apps.catalogue.queries.snapshot import Snapshot, snapshot
from zhifa.apps.dispatch.queries import in_flight as tasks
from zhifa.apps.inspections.queries import in_flight as visits
from zhifa.apps.planning.queries import in_flight as lines
from zhifa.law.authority import Cover
from zhifa.law.authority_index import Holding, Index
from zhifa.law.procedure.cutover_fates import COVERAGE, ENDED, ORDINARY, POWER, SUMMARY, WITH_ITS_CASE, Fate, Work, fate


@dataclass(frozen=True, slots=True)
class Side:
    """The catalogue before or after, on the day of the change. `squads`: area → the squad that serves it; `ended`: matters that are no
    longer in force."""

    index: Index
    day: date
    squads: Mapping[str, str]
    ended: frozenset[str]

    @classmethod
    def of(cls, known: Snapshot, day: date) -> Side:
        """As it stands."""
        ended = frozenset(m.code for m in known.matters.values() if m.until and m.until <= day)
        return cls(known.index, day, _squads(known.registry.coverage, day), ended)

    @classmethod
    def would(cls, change: Projection | None, day: date) -> Side:
        """As it would be (2 queries)."""
        known = snapshot()
        now = cls.of(known, day)
        if change is None:
            return now
        ended = now.ended | {i.code for i in change.items if i.until and i.until <= day}
        cover = known.registry.coverage if change.cover is None else change.cover
        return cls(projecting.projected(change), day, _squads(cover, day), ended)

    def holding(self, work: Work, area: str) -> Holding:
        """Who holds the power that the work rests on; of an emergency whose matter nobody knows yet, the squad of the place."""
        if work.matter or work.domain:
            return self.index.on(work.power, work.matter, work.domain, area, self.day)
        return Holding("held", work.organ, "", work.identity, self.squads.get(area, ""))


def _squads(cover: Iterable[Cover], day: date) -> dict[str, str]:
    return {c.area: c.team for c in cover if (c.since is None or c.since <= day) and (c.until is None or day < c.until)}


@dataclass(frozen=True, slots=True)
class Touched:
    """A piece of work, why the change touches it, what becomes of it, and who has it afterwards (as `fate` says, it may be the same)."""

    work: Work
    cause: str
    fate: Fate
    to: Holding


def all_work(tenant: str, day: date, areas: Collection[str] = ()) -> tuple[Work, ...]:
    """Everything open in the county or in some areas, each piece once (about 16 queries)."""
    on_file = cases.in_flight(tenant, areas)
    filed = {w.source for w in on_file if w.source and w.on_file}
    proposed = {w.source for w in on_file if w.source and not w.on_file and w.kind in (SUMMARY, ORDINARY)} - filed
    open_tasks = tasks.in_flight(tenant, areas)
    told = (replace(w, on_file=w.state in WITH_ITS_CASE and w.source not in proposed) for w in open_tasks)
    return (*told, *on_file, *lines.in_flight(tenant, day, areas), *visits.in_flight(tenant, areas))


def touched(works: Iterable[Work], before: Side, after: Side, *, cases_move: bool) -> list[Touched]:
    """Of these the ones whose holder loses them, in their order (no query)."""
    found = (_touched(work, before, after, cases_move) for work in works)
    return [one for one in found if one]


def _touched(work: Work, before: Side, after: Side, cases_move: bool) -> Touched | None:
    changed: list[tuple[str, Holding]] = []
    for area in work.areas or ("",):
        cause, to = _change(work, area, before, after)
        if cause:
            changed.append((cause, to))
    if not changed:
        return None
    cause, to = min(changed, key=lambda one: (ENDED, POWER, COVERAGE).index(one[0]))
    return Touched(work, cause, fate(work, cause, cases_move=cases_move, whole=len(changed) == max(1, len(work.areas))), to)


def _change(work: Work, area: str, before: Side, after: Side) -> tuple[str, Holding]:
    """Why the work is touched in this area ("": it is not), and by whom the power is held afterwards."""
    had, has = before.holding(work, area), after.holding(work, area)
    theirs = had.status == "held" and had.holder == work.organ and (not had.team or not work.team or had.team == work.team)
    if not theirs:
        return "", has
    if has.status != "held" or (work.matter in after.ended and work.matter not in before.ended):
        return ENDED, has
    if has.holder != had.holder:
        return POWER, has
    return (COVERAGE if has.team != had.team else ""), has


def named(identity: str, team: str, cause: str) -> str:
    """Whose a piece of work is, in words: the squad alone while the organ stays, both where the organ changes (一支队伍、两块牌子)."""
    if cause == COVERAGE or not identity:
        return team or identity
    return f"{identity}（{team}）" if team else identity
