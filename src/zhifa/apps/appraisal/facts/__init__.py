"""The facts of an indicator, read from the rows that any reader can open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from zhifa.algorithms.proximity import metres_between
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.registry.queries.book import county_book
from zhifa.law import appraisal
from zhifa.law.appraisal import Verdict


@dataclass(frozen=True, slots=True)
class Found:
    """A verdict with its facts (plain JSON) and the rows behind it ([model, id])."""

    verdict: Verdict
    facts: dict[str, object]
    rows: list[list[str]]
    window_ends: datetime | None = None


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def response(row: Dispatch, at: datetime) -> Found:
    """Was the team there in time?"""
    given = {
        "receive_due_at": row.receive_due_at,
        "received_at": row.received_at,
        "arrive_due_at": row.arrive_due_at,
        "arrived_at": row.arrived_at,
    }
    facts: dict[str, object] = {k: _text(v) for k, v in given.items()}
    return Found(appraisal.response(**given), facts, [["dispatch.dispatch", str(row.pk)]])


def solved(row: Dispatch, at: datetime) -> Found:
    """Is it solved, and did it stay so?"""
    ends = None
    again: list[Dispatch] = []
    if row.verified_at:
        minutes = int(county_book().value("loop.minutes.recurrence_window", row.verified_at.date()))
        ends = row.verified_at + timedelta(minutes=minutes)
        again = recurrences(row, row.verified_at, ends)
    verdict = appraisal.solved(verified_at=row.verified_at, recurrences=len(again), window_ends=ends, at=at)
    facts: dict[str, object] = {
        "verified_at": _text(row.verified_at),
        "window_ends": _text(ends),
        "recurrences": [d.incident.number for d in again],
    }
    rows = [["dispatch.dispatch", str(row.pk)], *(["dispatch.dispatch", str(d.pk)] for d in again)]
    return Found(verdict, facts, rows, ends)


def recurrences(row: Dispatch, since: datetime, until: datetime) -> list[Dispatch]:
    """The same matter in other incidents within the recurrence distance (same area when a place has no point)."""
    code = row.incident_matter.matter_code
    if not code:
        return []
    others = (
        Dispatch.objects.filter(
            tenant=row.tenant,
            area=row.area,
            incident_matter__matter_code=code,
            incident__reported_at__gt=since,
            incident__reported_at__lte=until,
        )
        .exclude(incident_id=row.incident_id)
        .exclude(state="withdrawn")
        .exclude(outcome="report_not_found")
        .select_related("incident")
    )
    metres = float(appraisal.same_place_metres(county_book(), since.date()))
    return [d for d in others if _same_place(row, d, metres)]


def _same_place(one: Dispatch, other: Dispatch, metres: float) -> bool:
    a, b = one.incident, other.incident
    if a.lon is None or a.lat is None or b.lon is None or b.lat is None:
        return bool(a.address) and a.address == b.address
    return metres_between(float(a.lon), float(a.lat), float(b.lon), float(b.lat)) <= metres


def first_dispatch_right(row: Dispatch, at: datetime) -> Found:
    """Did the first dispatch reach the team that handled it?"""
    handed_over = row.state == "handed_over"
    done = row.state in ("verified", "handed_over")
    verdict = appraisal.first_dispatch_right(first_team=row.first_team, final_team=row.team, handed_over=handed_over, done=done)
    facts: dict[str, object] = {"first_team": row.first_team, "final_team": row.team, "handed_over": handed_over}
    return Found(verdict, facts, [["dispatch.dispatch", str(row.pk)]])


INDICATORS = {"response": response, "solved": solved, "first_dispatch_right": first_dispatch_right}
