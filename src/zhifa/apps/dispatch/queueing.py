"""Keep the queue as the acts leave it: what the desks sort and count by, derived from incidents and their tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents.models import Incident, QueueEntry
from zhifa.apps.incidents.permissions import circle
from zhifa.apps.trail.rows import Row
from zhifa.apps.trail.services import follows
from zhifa.law.procedure.dispatch import DISPATCH

OPEN = ("reported", "accepted")
OPEN_TASK = tuple(s for s in DISPATCH.states if s not in DISPATCH.final)
FOR_THE_CENTRE = ("pending", "unsettled")
COLUMNS = [f.name for f in QueueEntry._meta.concrete_fields if f.name != "incident"]


@follows
def follow(rows: Sequence[Row]) -> None:
    """Called with the rows of every act; those of incidents and tasks move their entries (2 queries, 3 when an incident closed or its
    row was not touched)."""
    known = {row.pk: row for row in rows if isinstance(row, Incident)}
    ids = known.keys() | {row.incident_id for row in rows if isinstance(row, Dispatch)}
    if ids:
        others = Incident.objects.filter(pk__in=ids - known.keys()).defer("text", "proposals", "answer") if ids - known.keys() else ()
        _write([*known.values(), *others])


def rebuild(tenant: str) -> int:
    """Write the whole queue anew; returns how many open incidents there are."""
    QueueEntry.objects.filter(tenant=tenant).delete()
    rows = list(Incident.objects.filter(tenant=tenant, state__in=OPEN).defer("text", "proposals", "answer"))
    _write(rows)
    return len(rows)


def strays(tenant: str) -> tuple[str, ...]:
    """Numbers of incidents whose entry is not what their rows say: none, by construction (3 queries)."""
    rows = list(Incident.objects.filter(tenant=tenant, state__in=OPEN).defer("text", "proposals", "answer"))
    told = {e.incident_id: e for e in QueueEntry.objects.filter(tenant=tenant)}
    meant = {e.incident_id: e for e in _entries(rows)}
    wrong = {pk for pk in told.keys() | meant.keys() if _said(told.get(pk)) != _said(meant.get(pk))}
    return tuple(Incident.objects.filter(pk__in=wrong).order_by("number").values_list("number", flat=True)) if wrong else ()


def _said(entry: QueueEntry | None) -> tuple[object, ...] | None:
    return tuple(getattr(entry, name) for name in COLUMNS) if entry else None


def _write(rows: Collection[Incident]) -> None:
    closed = [row.pk for row in rows if row.state not in OPEN]
    if closed:
        QueueEntry.objects.filter(pk__in=closed).delete()
    entries = _entries([row for row in rows if row.state in OPEN])
    if entries:
        QueueEntry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["incident"], update_fields=COLUMNS)


def _entries(rows: Sequence[Incident]) -> list[QueueEntry]:
    tasks: defaultdict[UUID, list[Dispatch]] = defaultdict(list)
    if rows:
        columns = ("incident_id", "state", "due_at", "escalated", "team", "interim_team", "former_team", "handed_to")
        for task in Dispatch.objects.filter(incident_id__in=[row.pk for row in rows]).only(*columns):
            tasks[task.incident_id].append(task)
    return [_entry(row, tasks[row.pk]) for row in rows]


def _entry(row: Incident, tasks: Sequence[Dispatch]) -> QueueEntry:
    going = [task for task in tasks if task.state in OPEN_TASK]
    states = {task.state for task in tasks}
    own_clock = row.state == "reported" or row.due_at is not None
    return QueueEntry(
        incident=row,
        tenant=row.tenant,
        area=row.area,
        danger=row.danger_to_life,
        clock=_nearest([row.due_at, *(task.due_at for task in going)]),
        waits=own_clock or not states.isdisjoint(FOR_THE_CENTRE),
        unsettled="unsettled" in states,
        handled="handled" in states,
        level=max([row.escalated, *(task.escalated for task in going)]),
        circle=circle(
            teams=[code for task in tasks for code in (task.team, task.interim_team, task.former_team)],
            organs=[row.reported_by_organ, *(task.handed_to for task in tasks)],
        ),
    )


def _nearest(clocks: Iterable[datetime | None]) -> datetime | None:
    return min((clock for clock in clocks if clock), default=None)
