"""提级: a task is marked as crossing areas, major or complex; the county takes it up within a working day or says why not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.dispatch.models import Dispatch, Elevation
from zhifa.apps.dispatch.services.marks import open_mark
from zhifa.apps.dispatch.services.step import Said, step
from zhifa.apps.incidents.facts import authority_data
from zhifa.apps.incidents.services import COUNTY_TIME
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries import TeamRow
from zhifa.apps.registry.queries.book import county_book, county_elevations
from zhifa.apps.trail.acts import Invalid, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.authority import TOWNSHIP, AuthorityRuling
from zhifa.law.procedure.dispatch import COUNTY_LEVEL, DISPUTE
from zhifa.law.procedure.elevation import MARKED, Criterion, answer_by, met
from zhifa.law.rulings import Blocked, refusal


@dataclass(frozen=True, slots=True)
class Crossing:
    """What the marker saw. `areas`: codes of the other townships; `outside`: names of neighbours of the county; `criteria`: codes of the
    county's criteria that are marked by hand."""

    reason: str
    areas: Sequence[str] = ()
    outside: Sequence[str] = ()
    criteria: Sequence[str] = ()


def mark_elevation(*, by: Actor, at: datetime, dispatch: UUID, crossing: Crossing, version: int | None = None) -> Dispatch:
    """Say that it crosses areas or is too much for a township; a second mark adds to the first, whose clock goes on."""
    day = at.astimezone(COUNTY_TIME).date()
    _check_known(crossing, county_elevations().on(day))
    own = Dispatch.objects.values_list("area", flat=True).get(pk=dispatch)
    others = [code for code in dict.fromkeys(crossing.areas) if code != own]
    found = met(county_elevations().on(day), crossing.criteria, others, crossing.outside)
    last = answer_by(day, county_book())

    def change(row: Dispatch) -> list[Row]:
        mark = open_mark(row) or Elevation(
            tenant=row.tenant,
            dispatch=row,
            marked_at=at,
            marked_by=by.name,
            due_at=datetime.combine(last, time(23, 59), COUNTY_TIME),
        )
        row.elevation = "marked"
        mark.criteria = _joined(mark.criteria, [[c.code, c.flag] for c in found])
        mark.areas, mark.outside = _joined(mark.areas, others), _joined(mark.outside, crossing.outside)
        mark.reason = "\n".join(part for part in (mark.reason, crossing.reason.strip()) if part)
        return [save(mark)]

    recorded = {"criteria": [c.code for c in found], "areas": others, "outside": list(crossing.outside), "answer_by": last.isoformat()}
    said = Said(reason=crossing.reason, grounds=len(found), recorded=recorded)
    return step(by=by, at=at, dispatch=dispatch, act="mark_elevation", said=said, version=version, change=change)


def _check_known(said: Crossing, criteria: Sequence[Criterion]) -> None:
    """Raises Invalid naming what the county does not know."""
    known = {
        "areas": {a.code for a in registry.areas()},
        "outside": {n.name for n in county_elevations().neighbours},
        "criteria": {c.code for c in criteria if c.by == MARKED},
    }
    wrong = {name: _unknown(getattr(said, name), codes) for name, codes in known.items()}
    if any(wrong.values()):
        raise Invalid({name: texts for name, texts in wrong.items() if texts})


def _unknown(given: Sequence[str], known: Collection[str]) -> list[str]:
    return [f"没有 {one}" for one in given if one not in known]


def _joined(had: Sequence[object], new: Sequence[object]) -> list[object]:
    return [*had, *(one for one in new if one not in had)]


def take_up(*, by: Actor, at: datetime, dispatch: UUID, team: str, reason: str = "", version: int | None = None) -> Dispatch:
    """提级办理: ruled again with the flags of the mark, held by the county level; `team` of that organ is sent by the command centre. Those
    who had it keep reading it."""
    named = registry.team(team) if team else None
    if team and named is None:
        raise Invalid({"team": [f"没有代码为 {team} 的队伍"]})

    def change(row: Dispatch) -> list[Row]:
        mark = open_mark(row)
        assert mark is not None  # guard elevation_answered came first
        assert named is not None
        mark.former = {"team": row.team, "team_name": row.team_name, "organ": row.organ, "acting_identity": row.acting_identity}
        _readdress(row, _ruled(row, mark, named, at), named)
        return [save(row.incident_matter), _answered(mark, by, at, accepted=True, answer=reason)]

    said = Said(reason=reason, team=team, recorded={"taken_up_by": team})
    return step(by=by, at=at, dispatch=dispatch, act="take_up", said=said, version=version, change=change)


def _ruled(row: Dispatch, mark: Elevation, named: TeamRow, at: datetime) -> AuthorityRuling:
    """The ruling of this day with the flags; raises Blocked when no organ above the township holds it, or the team is another organ's."""
    flags = {flag: True for _, flag in mark.criteria}
    day = at.astimezone(COUNTY_TIME).date()
    found = catalogue.authority(matter=row.incident_matter.matter_code, power="penalty", area=row.area, day=day, **flags)
    if found.status != "held" or found.holder_kind == TOWNSHIP:
        raise Blocked(refusal("elevation_not_held", *DISPUTE, rules=("JUR-18",), missing=("grant",)))
    if named.organ != found.holder:
        raise Blocked(refusal("elevation_other_organ", *COUNTY_LEVEL, missing=("team",), holder=found.acting_identity))
    return found


def _readdress(row: Dispatch, found: AuthorityRuling, named: TeamRow) -> None:
    matter = row.incident_matter
    row.elevation, row.former_team = "taken", row.team
    row.organ, row.team, row.team_name, row.acting_identity = found.holder, named.code, named.name, found.acting_identity
    row.dispatched_at = row.receive_due_at = row.received_at = None
    matter.standing, matter.authority, matter.commander = "held", authority_data(found), ""
    matter.holder, matter.holder_kind, matter.team = found.holder, found.holder_kind, named.code
    matter.acting_identity = found.acting_identity


def decline_elevation(*, by: Actor, at: datetime, dispatch: UUID, reason: str, version: int | None = None) -> Dispatch:
    """不予提级, with the reason: it stays where it is."""

    def change(row: Dispatch) -> list[Row]:
        mark = open_mark(row)
        assert mark is not None  # guard elevation_declined came first
        row.elevation = "declined"
        return [_answered(mark, by, at, accepted=False, answer=reason)]

    return step(by=by, at=at, dispatch=dispatch, act="decline_elevation", said=Said(reason=reason), version=version, change=change)


def _answered(mark: Elevation, by: Actor, at: datetime, *, accepted: bool, answer: str) -> Elevation:
    mark.decided_at, mark.decided_by, mark.accepted, mark.answer = at, by.name, accepted, answer.strip()
    return save(mark)
