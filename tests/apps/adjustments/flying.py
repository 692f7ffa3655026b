"""Work in flight, made in bulk and vouched for: cases of departments, goods in custody, unpaid fines, tasks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.county import KEEPER, SHANGHAI
from zhifa.apps.cases.models import OrdinaryCase, OrdinaryDeadline, OrdinaryHandler, Preservation
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save
from zhifa.apps.trail.rows import new_id

FILED = datetime(2026, 9, 2, 9, 0, tzinfo=SHANGHAI)


def case(ref: str, matter: str, area: str, state: str = "investigating", **holder: Any) -> OrdinaryCase:
    """An ordinary case of `organ` (`team`, names) on a matter, filed and with its ninety days."""
    row = OrdinaryCase(
        id=new_id(), tenant="330127", ref=ref, state=state, matter_code=matter, matter_name=matter, area=area, place="某地",
        organ=holder["organ"], holder_kind=holder.get("holder_kind", "original_department"),
        acting_identity=holder.get("name", holder["organ"]),
        team=holder.get("team", ""), team_name=holder.get("team_name", ""), discovered_on=date(2026, 9, 1), proposed_at=FILED,
        filed_at=None if state == "proposed" else FILED,
    )  # fmt: skip
    save(row)
    due = OrdinaryDeadline(
        tenant=row.tenant, case=row, kind="payment" if state == "served" else "decision", due=date(2026, 12, 1),
        nominal=date(2026, 12, 1), counted_from=date(2026, 9, 2), count=90, unit="days", rule="DEC-01",
    )  # fmt: skip
    one = OrdinaryHandler(tenant=row.tenant, case=row, person="p", name="原承办人", certificate="C", organ=row.organ, joined_at=FILED)
    trail.record(subject=row, verb="propose_filing", by=KEEPER, at=FILED, rows=[save(due), save(one)], facts={"state": state})
    return row


def goods(row: OrdinaryCase) -> Preservation:
    """Preserved goods of a case, in custody."""
    held = Preservation(
        tenant=row.tenant, case=row, reason="可能灭失", items=["衣物一箱"], place="仓库", requested_at=FILED, approved_at=FILED,
        registered_on=FILED.date(),
    )  # fmt: skip
    save(held)
    trail.record(subject=held, verb="register_preservation", by=KEEPER, at=FILED)
    return held
