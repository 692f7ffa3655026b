"""The one way a visit moves: lock, ask table and law, change, save, record, and wind the clock of the new state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zhifa.apps.inspections import permissions
from zhifa.apps.inspections.facts import visit_facts
from zhifa.apps.inspections.models import Inspection
from zhifa.apps.parties.models import Premises
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import locked, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.procedure.clocks import due
from zhifa.law.procedure.inspection import INSPECTION, KEPT, WINDOW

Facts = Callable[[Inspection], dict[str, Any]]
Change = Callable[[Inspection], Sequence[Row] | None]
WINDOW_BASIS = "inspection.window"


@transaction.atomic
def step(
    *,
    by: Actor,
    at: datetime,
    visit: UUID | str,
    act: str,
    version: int | None = None,
    facts: Facts | None = None,
    change: Change | None = None,
    note: str = "",
    said: dict[str, object] | None = None,
) -> Inspection:
    """Do `act`. `facts` adds what the form and other rows bring before the law is asked; `change` sets columns and returns rows that
    the record vouches for. Raises Denied, Blocked, Stale, Inspection.DoesNotExist."""
    row = locked(Inspection, visit, version)
    day = timezone.localdate(at)
    asked = visit_facts(row, by, **(facts(row) if facts else {}))
    found, ruling = permissions.check_act(by, row, act, asked, county_book(), day)
    rows = list((change and change(row)) or ())
    row.state = found.target
    wind(row, found.clock, at)
    if row.state in INSPECTION.final:
        row.ended_at = at
    save(row)
    trail.record(
        subject=row,
        verb=act,
        by=by,
        at=at,
        rows=rows,
        ruling=ruling if ruling.rules else None,
        acting_identity=row.acting_identity,
        facts=told(row) | (said or {}),
        note=note,
    )
    return row


def wind(row: Inspection, clock: str, at: datetime) -> None:
    """The clock of the new state."""
    if clock == KEPT:
        return
    row.late_since, row.escalated = None, 0
    if clock == WINDOW:
        row.due_at, row.due_basis = end_of(row.until), WINDOW_BASIS
    elif clock:
        found = due(clock, at, county_book())
        row.due_at, row.due_basis = found.at, found.basis
    elif row.state in INSPECTION.final:
        row.due_at, row.due_basis = None, ""


def hold_places(premises: Iterable[UUID]) -> None:
    """Visits to one place are looked at one after the other until the transaction ends: of two organs that plan at the same moment
    the second sees the first (条例 13). Locked in one order (1 query)."""
    held = Premises.objects.select_for_update(no_key=True).filter(pk__in=list(premises)).order_by("pk")
    list(held.values_list("pk", flat=True))


def end_of(day: date) -> datetime:
    """The last second of a local day."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=timezone.get_default_timezone())


def told(row: Inspection) -> dict[str, object]:
    """What every record of a visit keeps."""
    return {
        "code": row.code,
        "state": row.state,
        "organ": row.organ,
        "joined": row.joined,
        "premises": str(row.premises_id),
        "planned_on": row.planned_on.isoformat(),
        "officers": row.officers,
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "due_basis": row.due_basis,
    }
