"""Whose people they are: the four relations, earmarked posts, and who is stationed where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhifa.apps.registry import queries as registry
from zhifa.apps.staffing import permissions
from zhifa.apps.staffing.facts import Whose, people, whose
from zhifa.apps.staffing.models import Stationing
from zhifa.law.actors import Actor
from zhifa.law.staffing import RELATIONS


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One relation on a day. `derived`: it follows from organ, team and stationing; otherwise a row of its own says so since a day."""

    kind: str
    label: str
    organ: str
    organ_name: str
    since: date | None
    derived: bool
    layer: str


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A person with all four relations. `acts_as`: in whose name the person enforces on the day; `host`: where the person is stationed."""

    id: str
    name: str
    post: str
    team: str
    team_name: str
    relations: tuple[RelationRow, ...]
    earmarked: bool
    host: str
    host_name: str
    acts_as: str
    layer: str

    def organ(self, kind: str) -> str:
        """The organ (code) of one relation: any report can group by each."""
        return next(r.organ for r in self.relations if r.kind == kind)


@dataclass(frozen=True, slots=True)
class StationRow:
    """One stationing; `acts_as`: the name that documents carry on the day; `running`: it holds on the day."""

    id: UUID
    version: int
    person: str
    person_name: str
    team_name: str
    organ_name: str
    host: str
    host_name: str
    since: date | None
    until: date | None
    ground: str
    acts_as: str
    running: bool
    layer: str


def staff(by: Actor, day: date) -> tuple[StaffRow, ...]:
    """Squads and integrated teams; the county's offices read all, others those of whom they hold a relation (4 queries). Raises Denied."""
    permissions.check_read_people(by)
    rows = (_staff(one, day) for one in whose(people(by.tenant), day))
    return tuple(r for r in rows if permissions.reads_all(by) or by.organ in {x.organ for x in r.relations})


def _staff(one: Whose, day: date) -> StaffRow:
    p = one.person
    relations = tuple(
        RelationRow(kind, label, held.organ, _name(held.organ), held.since, held.derived, held.layer)
        for kind, label in RELATIONS.items()
        for held in (one.relations[kind],)
    )
    acts_as = registry.acting_identity(p.organ.code, day)
    return StaffRow(
        str(p.pk), p.name, p.post, p.team.code, p.team.name, relations, one.earmarked, one.host, _name(one.host), acts_as, p.layer
    )


def _name(code: str) -> str:
    found = registry.organ(code) if code else None
    return found.name if found else ""


def stationings(by: Actor, day: date) -> tuple[StationRow, ...]:
    """All, running ones first (1 query). Raises Denied."""
    permissions.check_read(by)
    found = Stationing.objects.filter(tenant=by.tenant).select_related("person__organ", "person__team", "host").order_by("host", "person")
    return tuple(sorted((_stationed(s, day) for s in found), key=lambda s: not s.running))


def stationing(by: Actor, pk: UUID, day: date) -> StationRow | None:
    """None where it is not there (1 query). Raises Denied."""
    permissions.check_read(by)
    found = Stationing.objects.filter(tenant=by.tenant, pk=pk).select_related("person__organ", "person__team", "host").first()
    return _stationed(found, day) if found else None


def _stationed(s: Stationing, day: date) -> StationRow:
    running = (s.since is None or s.since <= day) and (s.until is None or day < s.until)
    p = s.person
    return StationRow(
        s.pk, s.version, str(p.pk), p.name, p.team.name if p.team else "", p.organ.name, s.host.code, s.host.name, s.since, s.until,
        s.ground, registry.acting_identity(p.organ.code, day), running, s.layer,
    )  # fmt: skip
