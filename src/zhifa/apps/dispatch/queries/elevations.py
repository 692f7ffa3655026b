"""提级 as pages show it: what was said, on which criteria, until when, what the county answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhifa.apps.dispatch.models import Elevation
from zhifa.apps.dispatch.queries.rows import area_name
from zhifa.apps.incidents.services import COUNTY_TIME
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_elevations
from zhifa.law.procedure.elevation import Criterion, Neighbour, mentioned


@dataclass(frozen=True, slots=True)
class ElevationRow:
    """The newest mark of a task. `accepted` None: it waits until `due_at`. `ground`: the document that gives the county such matters."""

    criteria: tuple[Criterion, ...]
    areas: tuple[str, ...]
    outside: tuple[Neighbour, ...]
    reason: str
    marked_at: datetime
    marked_by: str
    due_at: datetime
    late_since: datetime | None
    accepted: bool | None
    decided_at: datetime | None
    decided_by: str
    answer: str
    former_name: str
    ground: str


def elevations_of(dispatches: Iterable[UUID | str]) -> dict[str, ElevationRow]:
    """Task id → its newest mark that was not void; the caller has checked that the reader may see the tasks (1 query)."""
    found = Elevation.objects.filter(dispatch_id__in=list(dispatches), void=False).order_by("marked_at", "id")
    return {str(e.dispatch_id): _row(e) for e in found}


def _row(e: Elevation) -> ElevationRow:
    county, codes = county_elevations(), {code for code, _ in e.criteria}
    known = county.on(e.marked_at.astimezone(COUNTY_TIME).date())
    return ElevationRow(
        criteria=tuple(c for c in known if c.code in codes),
        areas=tuple(area_name(code) for code in e.areas),
        outside=tuple(n for n in county.neighbours if n.name in e.outside),
        reason=e.reason,
        marked_at=e.marked_at,
        marked_by=e.marked_by,
        due_at=e.due_at,
        late_since=e.late_since,
        accepted=e.accepted,
        decided_at=e.decided_at,
        decided_by=e.decided_by,
        answer=e.answer,
        former_name=e.former.get("team_name", ""),
        ground=county.ground,
    )


def places_named(text: str, own: str) -> tuple[str, ...]:
    """Other townships and neighbours of the county that a report names: a hint to mark it."""
    names = {a.code: a.name for a in registry.areas() if a.kind == "township"}
    neighbours = tuple(n.name for n in county_elevations().neighbours if n.name in text)
    return (*(names[code] for code in mentioned(text, names, own)), *neighbours)
