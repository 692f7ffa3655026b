"""Rows of a year, for the tests of the guidance office: many at once, as only their number and kind matter."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from tests.county import SHANGHAI
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents.models import Incident, IncidentMatter

AT = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)
DAY = AT.date()
TENANT = settings.ZHIFA_TENANT


def told(key: str, at: datetime, area: str = "330127104", source: str = "12345", **more: Any) -> Incident:
    """A closed one, not yet stored."""
    return Incident(
        tenant=TENANT, number=f"S{key}", tracking_code=f"T{key}", source=source, reported_at=at, received_at=at, text="演示", area=area,
        state="closed", closed_at=at, **more,
    )  # fmt: skip


def tasks(count: int, matter: str, team: str, prefix: str, at: datetime = AT - timedelta(days=30), **more: Any) -> list[Dispatch]:
    """Matters of incidents that a team was sent to; `source`, `area` are those of the incidents."""
    place = {name: more.pop(name) for name in ("source", "area") if name in more}
    incidents = Incident.objects.bulk_create(told(f"{prefix}{n}", at, **place) for n in range(count))
    found = IncidentMatter.objects.bulk_create(
        IncidentMatter(tenant=TENANT, incident=i, matter_code=matter, matter_name="演示事项", standing="held") for i in incidents
    )
    return Dispatch.objects.bulk_create(
        Dispatch(
            tenant=TENANT, incident=m.incident, incident_matter=m, area=m.incident.area, team=team, team_name="某中队", dispatched_at=at,
            **({"state": "verified"} | more),
        )
        for m in found
    )  # fmt: skip


def known_for_a_year() -> None:
    """The house has records of the whole window."""
    told("old", AT - timedelta(days=800)).save()


def ordinary_cases(count: int, matter: str, team: str, prefix: str) -> None:
    """Filed a month ago."""
    at = AT - timedelta(days=30)
    OrdinaryCase.objects.bulk_create(
        OrdinaryCase(
            tenant=TENANT, ref=f"{prefix}{n}", matter_code=matter, matter_name="演示事项", area="330127104", place="演示", organ="o",
            holder_kind="county_enforcement_bureau", acting_identity="县局",
            team=team, discovered_on=at.date(), proposed_at=at, filed_at=at,
        )
        for n in range(count)
    )  # fmt: skip
