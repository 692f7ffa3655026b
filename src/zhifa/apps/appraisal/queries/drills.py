"""Drills with their answers, calls that wait for a team, and looks for directives outside of the platform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch

from zhifa.apps.appraisal import permissions
from zhifa.apps.appraisal.facts.command import minutes_to_answer
from zhifa.apps.appraisal.models import Drill, DrillCall, OrderSample
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.tally import Tally
from zhifa.law.actors import Actor
from zhifa.law.procedure.drill import ANSWERERS, DRILL_CALL, SENDERS
from zhifa.law.reform_command import DRILLED


@dataclass(frozen=True, slots=True)
class CallRow:
    """A drill order to a team. `minutes`: to the answer; `in_time`: None while it may still come inside the limit; `acts`: what this person
    may do with it now."""

    id: UUID
    version: int
    drill: UUID
    title: str
    words: str
    team: str
    team_name: str
    state: str
    state_label: str
    called_at: datetime
    due_at: datetime
    limit: int
    answered_at: datetime | None
    answered_by: str
    answer: str
    minutes: int | None
    in_time: bool | None
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrillRow:
    """A drill order with the calls that the reader may see. `open`: calls that wait; `may_call_off`: this person may end it now."""

    id: UUID
    title: str
    words: str
    limit: int
    sent_at: datetime
    sent_by: str
    calls: tuple[CallRow, ...]
    open: int
    in_time: int
    may_call_off: bool


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A look at the books of a team."""

    id: UUID
    team_name: str
    since: date
    until: date
    looked_at: int
    outside: int
    words: str
    sampled_on: date
    sampled_by: str


def drills(by: Actor, at: datetime, limit: int = 50) -> tuple[DrillRow, ...]:
    """The newest first; a team sees its own calls only. Raises Denied (2 queries)."""
    own = permissions.drills_of(by)
    calls = DrillCall.objects.filter(tenant=by.tenant).order_by("team").select_related("drill")
    calls = calls.filter(team=own) if own else calls
    found = Drill.objects.filter(tenant=by.tenant).order_by("-sent_at", "-id")
    found = found.filter(calls__team=own) if own else found
    return tuple(_drill(row, by, at) for row in found.prefetch_related(Prefetch("calls", calls))[:limit])


def waiting(by: Actor, at: datetime) -> tuple[CallRow, ...]:
    """Drill orders that wait for this person's team, the oldest first; none for whoever answers none (1 query)."""
    if by.roles.isdisjoint(ANSWERERS) or not by.team:
        return ()
    found = DrillCall.objects.filter(tenant=by.tenant, team=by.team, state="called").select_related("drill").order_by("called_at")
    return tuple(_call(row, by, at) for row in found)


def count_waiting(by: Actor) -> Tally | int:
    """How many."""
    if by.roles.isdisjoint(ANSWERERS) or not by.team:
        return 0
    return Tally(DrillCall.objects.filter(tenant=by.tenant, team=by.team, state="called"))


def call(by: Actor, pk: UUID, at: datetime) -> CallRow | None:
    """One call that this person may read. Raises Denied (1 query)."""
    own = permissions.drills_of(by)
    found = DrillCall.objects.filter(tenant=by.tenant, pk=pk).select_related("drill")
    row = (found.filter(team=own) if own else found).first()
    return _call(row, by, at) if row else None


def drillable() -> tuple[tuple[str, str], ...]:
    """(code, name) of teams that can be drilled (no query beyond the registry's)."""
    return tuple((t.code, t.name) for t in registry.teams() if t.kind in DRILLED)


def samples(by: Actor) -> tuple[SampleRow, ...]:
    """All looks, the newest first. Raises Denied (1 query)."""
    permissions.check_reform(by)
    rows = OrderSample.objects.filter(tenant=by.tenant).order_by("-sampled_on", "-id")
    names = ("id", "team_name", "since", "until", "looked_at", "outside", "words", "sampled_on", "sampled_by")
    return tuple(SampleRow(*values) for values in rows.values_list(*names))


def _drill(row: Drill, by: Actor, at: datetime) -> DrillRow:
    calls = tuple(_call(c, by, at) for c in row.calls.all())
    waits = sum(c.state == "called" for c in calls)
    in_time = sum(c.in_time is True for c in calls)
    may = waits > 0 and not by.roles.isdisjoint(SENDERS)
    return DrillRow(row.id, row.title, row.words, row.minutes, row.sent_at, row.sent_by, calls, waits, in_time, may)


def _call(row: DrillCall, by: Actor, at: datetime) -> CallRow:
    mine = [t.act for t in DRILL_CALL.acts_from(row.state) if not by.roles.isdisjoint(t.roles) and t.act == "answer"]
    return CallRow(
        id=row.id,
        version=row.version,
        drill=row.drill_id,
        title=row.drill.title,
        words=row.drill.words,
        team=row.team,
        team_name=row.team_name,
        state=row.state,
        state_label=DRILL_CALL.state_labels[row.state],
        called_at=row.called_at,
        due_at=row.due_at,
        limit=row.drill.minutes,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
        answer=row.words,
        minutes=minutes_to_answer(row),
        in_time=_in_time(row, at),
        acts=tuple(mine) if by.team == row.team else (),
    )


def _in_time(row: DrillCall, at: datetime) -> bool | None:
    if row.answered_at is not None:
        return row.answered_at <= row.due_at
    return None if row.state == "called_off" or at <= row.due_at else False
