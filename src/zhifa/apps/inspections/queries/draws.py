"""What was drawn at random, and what everybody may read of it and of the results (条例 21): trade names of natural persons masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from zhifa.algorithms import random_draw
from zhifa.apps.inspections import permissions
from zhifa.apps.inspections.models import Draw, Finding, Inspection
from zhifa.apps.parties.models import PartyKind, Premises
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import masking
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import AHEAD, FINDING, INSPECTION

SHOWN = 50
RESULTS = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A place that was drawn; `people` are names, empty where they are not to be read; `state_label` of the visit."""

    place: str
    area_name: str
    kind: str
    people: tuple[str, ...]
    state_label: str


@dataclass(frozen=True, slots=True)
class DrawRow:
    """A draw of `count` places; everybody else reads in `drawn` only those that nobody has to be surprised at any more. `repeats`:
    drawing again from the kept lists and seed gives the kept result."""

    id: UUID
    number: str
    line_title: str
    line_code: str
    organ_name: str
    seed: str
    method: str
    digest: str
    pool: int
    people: int
    drawn_at: datetime
    planned_on: date
    count: int
    drawn: tuple[DrawnRow, ...]
    repeats: bool


@dataclass(frozen=True, slots=True)
class ResultRow:
    """The result of a visit that is over, as it is published. `found`: what became of each problem, in words."""

    code: str
    visited_on: date
    organ_name: str
    place: str
    area_name: str
    kind: str
    random: bool
    found: tuple[str, ...]


def draws(by: Actor, line: UUID) -> tuple[DrawRow, ...]:
    """Draws from a line of the plan, newest first, with names. Raises Denied (4 queries)."""
    permissions.check_read(by)
    return _rows(Draw.objects.filter(tenant=by.tenant, line=line).select_related("line").order_by("-drawn_at", "-id"), public=False)


def published_draws(tenant: str) -> tuple[DrawRow, ...]:
    """The newest draws of all organs as everybody reads them: no names of people, trade names masked (4 queries)."""
    return _rows(Draw.objects.filter(tenant=tenant).select_related("line").order_by("-drawn_at", "-id")[:SHOWN], public=True)


def published_results(tenant: str, day: date) -> tuple[ResultRow, ...]:
    """Visits that ended in the last half year, newest first (3 queries)."""
    over = Inspection.objects.filter(tenant=tenant, state="closed", visited_on__gt=day - RESULTS).select_related("premises__party")
    visits = list(over.order_by("-visited_on", "-code")[:SHOWN])
    found: dict[UUID, list[str]] = {}
    for f in Finding.objects.filter(inspection__in=visits).order_by("item"):
        found.setdefault(f.inspection_id, []).append(f"{f.title}：{FINDING.state_labels[f.state]}")
    names = {a.code: a.name for a in registry.areas()}
    return tuple(
        ResultRow(
            code=v.code,
            visited_on=v.visited_on or v.planned_on,
            organ_name=v.organ_name,
            place=public_name(v.premises),
            area_name=names.get(v.area, v.area),
            kind=v.premises.kind,
            random=v.draw_id is not None,
            found=tuple(found.get(v.pk, ())),
        )
        for v in visits
    )


def public_name(place: Premises) -> str:
    """The trade name of an organisation as it is; of anybody else, or of nobody known, masked (处罚法 50)."""
    organisation = place.party is not None and place.party.kind == PartyKind.ORGANIZATION
    return place.name if organisation else masking.name(place.name)


def _rows(found: Iterable[Draw], *, public: bool) -> tuple[DrawRow, ...]:
    made = list(found)
    places = Premises.objects.select_related("party").in_bulk({d["place"] for m in made for d in m.drawn})
    people = {p.id: p.name for p in registry.people_by_id({i for m in made for d in m.drawn for i in d["people"]})}
    visits = {(v.draw_id, v.premises_id): v.state for v in Inspection.objects.filter(draw__in=made)}
    names = {a.code: a.name for a in registry.areas()}

    def drawn(m: Draw, one: dict[str, object]) -> DrawnRow:
        place = places[UUID(str(one["place"]))]
        who = () if public else tuple(people.get(str(i), "") for i in one["people"])  # type: ignore[attr-defined]
        state = visits.get((m.pk, place.pk))
        label = INSPECTION.state_labels[state] if state else ""
        return DrawnRow(public_name(place) if public else place.name, names.get(place.area, place.area), place.kind, who, label)

    def over(m: Draw, one: dict[str, object]) -> bool:
        return visits.get((m.pk, UUID(str(one["place"])))) not in AHEAD

    return tuple(_row(m, tuple(drawn(m, d) for d in m.drawn if not public or over(m, d))) for m in made)


def _row(m: Draw, drawn: tuple[DrawnRow, ...]) -> DrawRow:
    again = random_draw.draw(m.seed, m.pool, len(m.drawn), m.people) if m.method == random_draw.METHOD else ()
    same = [{"place": d.place, "people": list(d.people)} for d in again] == m.drawn
    return DrawRow(
        id=m.pk,
        number=m.number,
        line_title=m.line.title,
        line_code=m.line.code,
        organ_name=m.organ_name,
        seed=m.seed,
        method=m.method,
        digest=m.digest,
        pool=len(m.pool),
        people=len(m.people),
        drawn_at=m.drawn_at,
        planned_on=m.planned_on,
        count=len(m.drawn),
        drawn=drawn,
        repeats=same and random_draw.digest(m.pool, m.people) == m.digest,
    )
