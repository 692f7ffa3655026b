"""Rows of a year, for the tests of the guidance office: many at once, as only their number and kind matter."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from tests.county import SHANGHAI
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.dispatch.models import Dispatch, Dispute
from zhifa.apps.incidents.models import Incident, IncidentMatter
from zhifa.apps.office.models import OfficeEntry
from zhifa.apps.planning.models import PlanLine
from zhifa.apps.trail.rows import new_id

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


def disputes(count: int, decided: int) -> None:
    """Of one task: one may be open, the others were ruled."""
    [sent] = tasks(1, "UM-001", "squad-weiping", "D")
    opened = AT - timedelta(days=20)
    parties = [
        {"organ": "ecology", "name": "生态环境分局", "township": False},
        {"organ": "enforcement_bureau", "name": "县局", "township": False},
    ]
    Dispute.objects.bulk_create(
        Dispute(
            tenant=TENANT, dispatch=sent, number=f"ZY{n}", cause="contested", parties=parties, adjudicator="guidance", opened_at=opened,
            adjudicator_name="县综合执法办", secure_due_at=opened, team_name="威坪中队" if n < decided else "",
            decided_at=opened + timedelta(days=1) if n < decided else None, precedent=new_id() if n % 2 else None,
        )
        for n in range(count)
    )  # fmt: skip


def joint_lines(count: int, state: str = "approved", *, joint: bool = True, prefix: str = "L") -> list[PlanLine]:
    """综合查一次 of the year."""
    return PlanLine.objects.bulk_create(
        PlanLine(
            tenant=TENANT, code=f"{prefix}{n}", title="餐饮油烟综合查一次", state=state, organ="enforcement_bureau", organ_name="县局",
            domain="urban_management", since=DAY - timedelta(days=60), until=DAY + timedelta(days=30), joint=joint,
            participants=["ecology"], proposed_by="p", proposed_by_name="某",
        )
        for n in range(count)
    )  # fmt: skip


def support_requests(count: int, closed: dict[str, int]) -> None:
    """Of townships; `closed`: outcome → how many, the rest is in hand."""
    outcomes = [o for o, n in closed.items() for _i in range(n)]
    OfficeEntry.objects.bulk_create(
        OfficeEntry(
            tenant=TENANT, number=f"ZB-{n:03d}", job="support", title="需要业务指导", words="演示", asked_by="p", asked_by_name="某",
            asked_organ="gov-330127108", asked_organ_name="汾口镇人民政府", asked_role="township_commander", area="330127108",
            asked_at=AT - timedelta(days=10), due_on=DAY + timedelta(days=5), state="closed" if n < len(outcomes) else "in_hand",
            outcome=outcomes[n] if n < len(outcomes) else "",
        )
        for n in range(count)
    )  # fmt: skip
