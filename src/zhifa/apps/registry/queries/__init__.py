"""Questions to the registry. Answers are frozen rows; each says how many SQL queries it costs.

Reference data (areas, organs, teams, plates, coverage) comes from the process snapshot: one query for the data version.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from zhifa.apps.registry.models import Certificate, Edition, Person, PlateKind, Proposal
from zhifa.apps.registry.queries.rows import AreaRow, EditionRow, OrganRow, PersonRow, PlateRow, ProposalRow, TeamRow
from zhifa.apps.registry.queries.snapshot import Snapshot, snapshot
from zhifa.apps.registry.queries.versions import changed_at, data_version, forget_reading, kept, one_reading
from zhifa.law.authority import Cover

__all__ = [
    "AreaRow",
    "EditionRow",
    "OrganRow",
    "PersonRow",
    "PlateRow",
    "ProposalRow",
    "Snapshot",
    "TeamRow",
    "acting_identity",
    "area",
    "area_at",
    "areas",
    "areas_at",
    "certificates",
    "certified",
    "changed_at",
    "cover",
    "data_version",
    "editions",
    "forget_reading",
    "governed",
    "kept",
    "one_reading",
    "organ",
    "organs",
    "people",
    "people_by_id",
    "person",
    "plate",
    "plates",
    "proposals",
    "snapshot",
    "team",
    "teams",
]


def areas(kind: str | None = None) -> tuple[AreaRow, ...]:
    """All areas by code, or those of one kind (1 query)."""
    return tuple(a for a in snapshot().areas.values() if kind in (None, a.kind))


def area(code: str) -> AreaRow | None:
    """1 query."""
    return snapshot().areas.get(code)


def areas_at(lon: float, lat: float) -> tuple[AreaRow, ...]:
    """Areas around a point (CGCS2000 degrees), innermost first (1 query)."""
    return snapshot().at(lon, lat)


def area_at(lon: float, lat: float) -> AreaRow | None:
    """The innermost area around a point; None outside the county's outline (1 query)."""
    found = [a for a in snapshot().at(lon, lat) if a.kind != "county"]
    return found[0] if found else None


def governed(code: str) -> AreaRow | None:
    """The township or platform that an area is or lies in (1 query)."""
    return snapshot().governed(code)


def organs(kind: str | None = None) -> tuple[OrganRow, ...]:
    """1 query."""
    return tuple(o for o in snapshot().organs.values() if kind in (None, o.kind))


def organ(code: str) -> OrganRow | None:
    """1 query."""
    return snapshot().organs.get(code)


def teams(kind: str | None = None) -> tuple[TeamRow, ...]:
    """1 query."""
    return tuple(t for t in snapshot().teams.values() if kind in (None, t.kind))


def team(code: str) -> TeamRow | None:
    """1 query."""
    return snapshot().teams.get(code)


def cover(day: date) -> tuple[Cover, ...]:
    """Coverage in force on a day (1 query)."""
    return tuple(c for c in snapshot().coverage if (c.since is None or c.since <= day) and (c.until is None or day < c.until))


def plates(organ_code: str, day: date | None = None) -> tuple[PlateRow, ...]:
    """All plates of an organ and its teams, or those borne on a day (1 query)."""
    return tuple(p for p in snapshot().plates if p.organ == organ_code and (day is None or p.valid(day)))


def plate(organ_code: str, day: date) -> PlateRow | None:
    """The main plate on a day; None when no main plate was borne then (1 query)."""
    mains = [p for p in plates(organ_code, day) if p.kind == PlateKind.MAIN]
    return mains[0] if mains else None


def acting_identity(organ_code: str, day: date) -> str:
    """The name under which the organ acts on a day; empty when it bore no main plate then (1 query)."""
    found = plate(organ_code, day)
    return found.name if found else ""


def people(team_code: str | None = None, organ_code: str | None = None) -> tuple[PersonRow, ...]:
    """Active people of a team, of an organ, or all (1 query)."""
    rows = Person.objects.filter(tenant=settings.ZHIFA_TENANT, active=True)
    if team_code is not None:
        rows = rows.filter(team__code=team_code)
    if organ_code is not None:
        rows = rows.filter(organ__code=organ_code)
    return tuple(_person(p) for p in rows.select_related("organ", "team"))


def people_by_id(person_ids: Iterable[str]) -> tuple[PersonRow, ...]:
    """Those of the ids that exist, active or not (1 query)."""
    rows = Person.objects.filter(tenant=settings.ZHIFA_TENANT, id__in=list(person_ids))
    return tuple(_person(p) for p in rows.select_related("organ", "team"))


def person(person_id: str) -> PersonRow | None:
    """1 query."""
    found = Person.objects.filter(tenant=settings.ZHIFA_TENANT, id=person_id).select_related("organ", "team").first()
    return _person(found) if found else None


def certificates(person_ids: Iterable[str], day: date) -> dict[str, str]:
    """Person id → number of a certificate valid on the day; people without one are absent (1 query)."""
    rows = Certificate.objects.filter(
        tenant=settings.ZHIFA_TENANT, person_id__in=list(person_ids), person__auxiliary=False, since__lte=day, until__gte=day
    )
    return {str(key): number for key, number in rows.values_list("person_id", "number").order_by("-number")}


def certified(person_ids: Iterable[str], day: date) -> frozenset[str]:
    """Ids of those who hold a valid enforcement certificate on the day; auxiliaries never do (1 query)."""
    return frozenset(certificates(person_ids, day))


def editions() -> tuple[EditionRow, ...]:
    """What was loaded, by capability (1 query)."""
    rows = Edition.objects.filter(tenant=settings.ZHIFA_TENANT).order_by("capability")
    return tuple(EditionRow(e.capability, e.digest, dict(e.editions), e.loaded_at, e.rows) for e in rows)


def proposals(capability: str | None = None) -> tuple[ProposalRow, ...]:
    """Differences that a newer pack edition proposes (1 query)."""
    rows = Proposal.objects.filter(tenant=settings.ZHIFA_TENANT).order_by("table", "code")
    if capability:
        rows = rows.filter(capability=capability)
    return tuple(ProposalRow(p.capability, p.table, p.code, p.before, p.after, p.proposed_at, p.digest) for p in rows)


def _person(p: Person) -> PersonRow:
    return PersonRow(
        id=str(p.id),
        code=p.code,
        name=p.name,
        post=p.post,
        organ=p.organ.code,
        team=p.team.code if p.team else "",
        roles=tuple(p.roles),
        areas=tuple(p.areas),
        username=p.username,
        auxiliary=p.auxiliary,
        layer=p.layer,
    )
