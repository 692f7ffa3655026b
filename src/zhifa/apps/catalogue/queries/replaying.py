"""Any day again: who could use which power over what, where, on that day — as we know it now, or as it was known then."""

from __future__ import annotations

from datetime import date, datetime

from zhifa.apps.catalogue.queries.public import who_row
from zhifa.apps.catalogue.queries.rows import MatterRow, Stretch, WhoAnswer
from zhifa.apps.catalogue.queries.snapshot import Snapshot, snapshot
from zhifa.apps.catalogue.queries.standing import as_known
from zhifa.law.authority import Place, Question


def who(*, matter: str, area: str, power: str, day: date, known_at: datetime | None = None) -> WhoAnswer:
    """Raises LookupError for an unknown matter or area (2 queries; 3 with `known_at` when a grant was revised since)."""
    known = as_known(known_at) if known_at else snapshot()
    row = known.matters.get(matter)
    if row is None:
        raise LookupError(f"no matter {matter!r}")
    place = known.place(area)
    if place is None:
        raise LookupError(f"no township or platform {area!r}")
    ruled = known.rule(Question(power, row.domain, row.code, place, day))
    shown = who_row(known, row, place, day, ruled)
    return WhoAnswer(power, day, known_at, shown, ruled, _stretches(known, row, place, power, day))


def _stretches(known: Snapshot, row: MatterRow, place: Place, power: str, day: date) -> tuple[Stretch, ...]:
    line = known.index.line(known.index.subject(power, row.code, row.domain), place.area)
    found: list[Stretch] = []
    for since, until, holding in line.spans():
        team = known.registry.teams.get(holding.team)
        first, last = None if since == date.min else since, None if until == date.max else until
        named = holding.status, holding.holder, holding.acting_identity, team.name if team else ""
        one = Stretch(first, last, *named, current=since <= day < until)
        if found and (found[-1].status, found[-1].holder, found[-1].acting_identity, found[-1].team_name) == named:
            before = found.pop()
            one = Stretch(before.since, last, *named, current=before.current or one.current)
        found.append(one)
    return tuple(found)
