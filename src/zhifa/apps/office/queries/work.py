"""The office's nine jobs: what waits under each, and a year of each with outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.office import permissions
from zhifa.apps.office.facts import work as facts
from zhifa.apps.office.facts.work import Asked
from zhifa.apps.office.models import OfficeEntry
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.tally import Tally
from zhifa.law import office
from zhifa.law.actors import Actor, Role
from zhifa.law.citations import Citation
from zhifa.law.office import JOB_LABELS, JOBS, Group, Line
from zhifa.law.procedure.office import OFFICE, OFFICE_ENTRY, OUTCOMES
from zhifa.law.rulings import Denied, Ruling, refusal

FIRST = 6


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job with what waits under it; `first`: what is late, then what is oldest. `may_ask`: this person may put something on record."""

    code: str
    label: str
    citation: Citation
    waiting: int
    late: int
    first: tuple[Line, ...]
    may_ask: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A year of one job."""

    job: str
    label: str
    citation: Citation
    groups: tuple[Group, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One request; `job_label`, `state_label`, `outcome_label`: Chinese. `late`: no answer by `due_on`."""

    id: UUID
    version: int
    number: str
    job: str
    job_label: str
    state: str
    state_label: str
    title: str
    words: str
    asked_by_name: str
    asked_organ_name: str
    area_name: str
    matter: str
    matter_name: str
    asked_at: datetime
    due_on: date
    late: bool
    handler_name: str
    answer: str
    answered_at: datetime | None
    outcome: str
    outcome_label: str
    note: str
    ended_at: datetime | None
    layer: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that the state knows and this person's duty allows."""

    act: str
    label: str
    refusal: Ruling | None = None


def workbench(by: Actor, day: date) -> tuple[JobRow, ...]:
    """All nine with what is open now (about 18 queries for any number). Raises Denied."""
    permissions.check_read(by)
    return tuple(_job(by, job, facts.lines(Asked(by.tenant, day), job)) for job in JOBS)


def _job(by: Actor, job: str, lines: list[Line]) -> JobRow:
    waiting = sorted((line for line in lines if line.open), key=lambda line: (not line.late, line.on, line.key))
    late = sum(line.late for line in waiting)
    may = not by.roles.isdisjoint(office.askers(job))
    return JobRow(job, JOB_LABELS[job], office.citation(job), len(waiting), late, tuple(waiting[:FIRST]), may)


def queue(by: Actor, job: str, day: date) -> tuple[Line, ...]:
    """All that waits under a job (at most 4 queries). Raises Denied, LookupError for no such job."""
    permissions.check_read(by)
    return tuple(line for line in facts.lines(Asked(by.tenant, day), _known(job)) if line.open)


def report(by: Actor, year: int, day: date) -> tuple[Section, ...]:
    """A year of all nine (about 18 queries for any number). Raises Denied."""
    permissions.check_read(by)
    return tuple(_section(job, facts.lines(Asked(by.tenant, day, year), job)) for job in JOBS)


def section(by: Actor, year: int, job: str, day: date) -> Section:
    """A year of one job with every line (at most 4 queries). Raises Denied, LookupError for no such job."""
    permissions.check_read(by)
    return _section(_known(job), facts.lines(Asked(by.tenant, day, year), job))


def _known(job: str) -> str:
    if job not in JOB_LABELS:
        raise LookupError(job)
    return job


def _section(job: str, lines: list[Line]) -> Section:
    return Section(job, JOB_LABELS[job], office.citation(job), office.groups(lines), tuple(lines))


def _visible(by: Actor) -> Q:
    permissions.check_requests(by)
    seen = Q(tenant=by.tenant)
    if by.has(*permissions.READERS):
        return seen
    return seen & Q(asked_organ=by.organ, asked_team=by.team, asked_role__in=list(by.roles))


def entries(by: Actor, day: date, *, job: str = "", state: str = "", limit: int = 500) -> tuple[EntryRow, ...]:
    """Newest first; an asker's own ones (1 query). Raises Denied."""
    found = OfficeEntry.objects.filter(_visible(by))
    found = found.filter(job=job) if job else found
    found = found.filter(state=state) if state else found
    return tuple(_row(r, day) for r in found.order_by("-asked_at", "-number")[:limit])


def entry(by: Actor, number: str, day: date) -> EntryRow | None:
    """None where it is not there or not theirs to read (1 query). Raises Denied."""
    found = OfficeEntry.objects.filter(_visible(by), number=number).first()
    return _row(found, day) if found else None


_COPIED = [n for n in EntryRow.__dataclass_fields__ if n in {f.name for f in OfficeEntry._meta.fields}]


def _row(row: OfficeEntry, day: date) -> EntryRow:
    area, matter = registry.area(row.area) if row.area else None, catalogue.matter(row.matter) if row.matter else None
    values: dict[str, Any] = {name: getattr(row, name) for name in _COPIED}
    return EntryRow(
        **values,
        job_label=JOB_LABELS[row.job],
        state_label=OFFICE_ENTRY.state_labels[row.state],
        outcome_label=OUTCOMES.get(row.outcome, ""),
        area_name=area.name if area else "",
        matter_name=matter.name if matter else row.matter,
        late=row.state in ("asked", "in_hand") and row.due_on < day,
    )


def offers(by: Actor, number: str) -> tuple[Offer, ...]:
    """Acts of this person's duty in this state; what only the asker says is shown to others of that duty as refused (1 query)."""
    row = OfficeEntry.objects.filter(_visible(by), number=number).first()
    found: list[Offer] = []
    for t in OFFICE_ENTRY.acts_from(row.state) if row else ():
        if row is None or by.roles.isdisjoint(t.roles):
            continue
        foreign = t.roles != OFFICE and not permissions.own(by, row)
        found.append(Offer(t.act, OFFICE_ENTRY.act_labels[t.act], refusal("office.own_request_only") if foreign else None))
    return tuple(found)


def jobs_for(by: Actor) -> tuple[tuple[str, str], ...]:
    """(code, label) of what this person may put on record."""
    return tuple((job, JOB_LABELS[job]) for job in JOBS if not by.roles.isdisjoint(office.askers(job)))


def check_asks(by: Actor) -> None:
    """May put something on record under some job. Raises Denied."""
    if not jobs_for(by):
        permissions.check_ask(by, JOBS[0])


def waiting(by: Actor) -> Tally | int:
    """What waits for this person: the office's answer, or the asker's word on the answer."""
    try:
        seen = _visible(by)
    except Denied:
        return 0
    if by.has(Role.GUIDANCE):
        return Tally(OfficeEntry.objects.filter(seen, state__in=("asked", "in_hand")))
    own = Q(asked_organ=by.organ, asked_team=by.team, asked_role__in=list(by.roles))
    return Tally(OfficeEntry.objects.filter(seen & own, state="answered"))
