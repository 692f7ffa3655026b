"""Who comes where and when: the visits and planned windows of all organs, side by side for each place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from zhifa.algorithms.joint_visits import Planned, close_visits
from zhifa.apps.inspections import permissions
from zhifa.apps.inspections.facts import day_of
from zhifa.apps.inspections.models import Inspection
from zhifa.apps.inspections.queries.rows import EntryRow, PlaceCalendar
from zhifa.apps.parties import queries as parties
from zhifa.apps.planning.facts import lines_now, window_days
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import INSPECTION
from zhifa.law.procedure.inspection_plan import INSPECTION_PLAN


def calendar(by: Actor, since: date, until: date, area: str = "") -> tuple[PlaceCalendar, ...]:
    """Places with what comes there between the days, those where visits should be one first. Every organ's visits show with organ
    and day, nothing that was found. Raises Denied (3 queries)."""
    permissions.check_read(by)
    places = {p.id: p for p in parties.premises(area)}
    entries = comings(by, places, since, until)
    window = window_days(since)
    found = [_place(places[key], marked(rows, window)) for key, rows in entries.items()]
    return tuple(sorted(found, key=lambda p: (not p.close, p.premises.area, p.premises.name)))


def comings(by: Actor, places: Iterable[UUID], since: date, until: date) -> dict[UUID, list[EntryRow]]:
    """Place → visits and planned windows of all organs that touch these days (2 queries)."""
    ids = list(places)
    entries = _visits(by, ids, since, until)
    _add_plans(by, entries, ids, since, until)
    return entries


def _visits(by: Actor, places: Iterable[UUID], since: date, until: date) -> defaultdict[UUID, list[EntryRow]]:
    rows: defaultdict[UUID, list[EntryRow]] = defaultdict(list)
    found = Inspection.objects.filter(tenant=by.tenant, premises__in=list(places)).exclude(state="cancelled")
    for v in found.filter(planned_on__lte=until, until__gte=since).order_by("planned_on", "code"):
        rows[v.premises_id].append(entry(v))
    return rows


def entry(v: Inspection) -> EntryRow:
    """A visit as a bar of one day."""
    day = day_of(v)
    return EntryRow(
        organ=v.organ,
        organ_name=v.organ_name,
        since=day,
        until=day,
        label=v.code,
        state_label=INSPECTION.state_labels[v.state],
        visit_id=v.id,
        line_id=v.line_id,
        joint=bool(v.joined),
        cancelled=v.state == "cancelled",
    )


def _add_plans(by: Actor, entries: defaultdict[UUID, list[EntryRow]], places: Iterable[UUID], since: date, until: date) -> None:
    for p in lines_now(by.tenant, places):
        line = p.line
        made = {e.line_id for e in entries[p.premises_id]} if p.premises_id in entries else set()
        if line.pk not in made and line.since <= until and line.until >= since:
            label = INSPECTION_PLAN.state_labels[line.state]
            bar = EntryRow(line.organ, line.organ_name, line.since, line.until, line.title, label, line_id=line.id, joint=line.joint)
            entries[p.premises_id].append(bar)


def marked(rows: Iterable[EntryRow], window: int) -> tuple[EntryRow, ...]:
    """By date, with those that come too close to another one marked."""
    ordered = sorted(rows, key=lambda e: (e.since, e.until, e.label))
    planned = [Planned(n, "", e.since, e.until) for n, e in enumerate(ordered)]
    close = {key for c in close_visits(planned, window) for key in (c.first, c.second)}
    return tuple(replace(e, close=n in close) for n, e in enumerate(ordered))


def _place(premises: parties.PremisesRow, entries: tuple[EntryRow, ...]) -> PlaceCalendar:
    return PlaceCalendar(premises, entries, any(e.close for e in entries))
