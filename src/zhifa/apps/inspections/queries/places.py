"""A place and everything that comes to it: what was there, what is planned, by which organ, and what is too close."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from zhifa.apps.inspections import permissions
from zhifa.apps.inspections.models import Finding, Inspection
from zhifa.apps.inspections.queries.calendar import comings, entry, marked
from zhifa.apps.inspections.queries.rows import EntryRow
from zhifa.apps.parties import queries as parties
from zhifa.apps.parties.queries import PremisesRow
from zhifa.apps.planning.facts import window_days
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.law import inspection
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import FINDING

AHEAD = timedelta(days=90)
SHOWN = 200


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in a list. `last`: the newest visit that was made; `near`: what comes or came inside the county's window around the day."""

    premises: PremisesRow
    area_name: str
    last: EntryRow | None
    near: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class PlaceLines:
    """One page of a search; `total` counts all that were found, `window` are the county's days."""

    rows: tuple[PlaceLine, ...]
    total: int
    window: int


@dataclass(frozen=True, slots=True)
class PlaceHistory:
    """Everything about one place. `ahead`: visits and planned windows from the day on; `past`: visits made or not made, newest first;
    `close`: other comings inside the window of days around the day; `in_year`: organ → visits this year, against `cap`; `rechecks`:
    problems that are being corrected, with their last days."""

    premises: PremisesRow
    area_name: str
    ahead: tuple[EntryRow, ...]
    past: tuple[EntryRow, ...]
    close: tuple[EntryRow, ...]
    in_year: tuple[tuple[str, int], ...]
    rechecks: tuple[EntryRow, ...]
    window: int
    cap: int


def places(by: Actor, day: date, text: str = "", area: str = "", kind: str = "", *, start: int = 0, limit: int = 20) -> PlaceLines:
    """Places by words, area and trade, each with what is close around the day. Raises Denied (5 queries)."""
    permissions.check_read(by)
    found = parties.find_premises(text, area, kind, start=start, limit=limit)
    return PlaceLines(_lines(by, found.rows, day), found.total, window_days(day))


def chosen_places(by: Actor, day: date, ids: Iterable[UUID | str]) -> tuple[PlaceLine, ...]:
    """These places, as in a list. Raises Denied (4 queries; none without ids)."""
    permissions.check_read(by)
    wanted = list(ids)
    return _lines(by, parties.premises("", *wanted), day) if wanted else ()


def _lines(by: Actor, rows: Iterable[PremisesRow], day: date) -> tuple[PlaceLine, ...]:
    rows, window = tuple(rows), timedelta(days=window_days(day))
    names = {a.code: a.name for a in registry.areas()}
    near = comings(by, [r.id for r in rows], day - window, day + window)
    made = Inspection.objects.filter(tenant=by.tenant, premises__in=[r.id for r in rows], visited_on__isnull=False)
    last = {v.premises_id: entry(v) for v in made.order_by("visited_on")}
    return tuple(PlaceLine(r, names.get(r.area, r.area), last.get(r.id), tuple(near.get(r.id, ()))) for r in rows)


def place_history(by: Actor, premises: UUID, day: date) -> PlaceHistory | None:
    """The place with its visits by all organs; nothing that was found there by another. Raises Denied (5 queries)."""
    permissions.check_read(by)
    row = next(iter(parties.premises("", premises)), None)
    if row is None:
        return None
    window = window_days(day)
    around = comings(by, [row.id], day - timedelta(days=window), day + AHEAD).get(row.id, [])
    visits = list(Inspection.objects.filter(tenant=by.tenant, premises=row.id).order_by("-planned_on", "-code")[:SHOWN])
    past = tuple(e for e in map(entry, visits) if e.since < day or e.cancelled)
    names = {a.code: a.name for a in registry.areas()}
    return PlaceHistory(
        premises=row,
        area_name=names.get(row.area, row.area),
        ahead=tuple(e for e in marked(around, window) if e.until >= day and not e.cancelled),
        past=past,
        close=tuple(e for e in around if e.since <= day + timedelta(days=window) and e.until >= day - timedelta(days=window)),
        in_year=_in_year(visits, day),
        rechecks=_rechecks(by, row.id),
        window=window,
        cap=inspection.cap_per_year(county_book(), day),
    )


def _in_year(visits: Iterable[Inspection], day: date) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for v in visits:
        if v.state != "cancelled" and (v.visited_on or v.planned_on).year == day.year:
            counted[v.organ_name] = counted.get(v.organ_name, 0) + 1
    return tuple(sorted(counted.items()))


def _rechecks(by: Actor, premises: UUID) -> tuple[EntryRow, ...]:
    found = Finding.objects.filter(tenant=by.tenant, state="correcting", inspection__premises=premises).select_related("inspection")
    rows = []
    for f in found.order_by("correct_by"):
        day = f.correct_by or f.inspection.planned_on
        rows.append(replace(entry(f.inspection), since=day, until=day, state_label=FINDING.state_labels[f.state]))
    return tuple(rows)
