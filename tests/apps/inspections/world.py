"""Lines, visits and findings for the tests of planning and inspection."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.county import SHANGHAI, who
from zhifa.apps.inspections import services as inspections
from zhifa.apps.inspections.models import Finding, Inspection
from zhifa.apps.inspections.services import Signed, Visit
from zhifa.apps.parties.models import Premises
from zhifa.apps.planning import services as planning
from zhifa.apps.planning.models import PlanLine
from zhifa.apps.planning.services import Draft

AT = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)
DAY = date(2026, 9, 1)
JIANGJIA, WEIPING = "330127106", "330127104"
MARKET, URBAN, SQUAD = "team-market-1", "regulator-urban-management", "weiping-leader"


def places(area: str = JIANGJIA, kind: str = "农家乐") -> list[Premises]:
    return list(Premises.objects.filter(area=area, kind=kind).order_by("code"))


def draft(user: str = MARKET, since: date = DAY, until: date | None = None, some: list[Premises] | None = None) -> Draft:
    domain, items = {
        MARKET: ("market", ("CL-MK-01", "CL-MK-03")),
        URBAN: ("urban_management", ("CL-UM-01", "CL-UM-02")),
        "team-emergency-1": ("emergency", ("CL-EM-01",)),
        SQUAD: ("urban_management", ("CL-UM-02",)),
    }[user]
    chosen = places() if some is None else some
    return Draft("农家乐检查", domain, items, tuple(str(p.pk) for p in chosen), since, until or since + timedelta(days=9))


def drawn_up(user: str = MARKET, **about: object) -> PlanLine:
    return planning.draw_up_line(by=who(user), at=AT, draft=draft(user, **about))  # type: ignore[arg-type]


def submitted(user: str = MARKET, **about: object) -> PlanLine:
    return planning.submit_line(by=who(user), at=AT, line=drawn_up(user, **about).pk)


def approved(user: str = MARKET, **about: object) -> PlanLine:
    return planning.approve_line(by=who("guidance"), at=AT, line=submitted(user, **about).pk)


def visit(
    user: str = "weiping-officer-1",
    source: str = "complaint",
    place: Premises | None = None,
    day: date = DAY,
    items: tuple[str, ...] = ("CL-UM-02", "CL-UM-05"),
) -> Inspection:
    domain = {"team-market-1": "market"}.get(user, "urban_management")
    items = ("CL-MK-01",) if domain == "market" else items
    asked = Visit(
        (place or places(WEIPING, "餐饮店")[0]).pk, domain, items, day, source, source_ref="" if source == "routine" else "TS-2026-1"
    )
    return inspections.plan_visit(by=who(user), at=AT, visit=asked)


def on_site(user: str = "weiping-officer-1", other: str = "weiping-officer-2", **about: object) -> Inspection:
    row = visit(user, **about)  # type: ignore[arg-type]
    inspections.arrive(by=who(user), at=AT, visit=row.pk, officers=[who(other).person])
    return inspections.show_certificates(by=who(user), at=AT, visit=row.pk)


def recorded(user: str = "weiping-officer-1", other: str = "weiping-officer-2", **about: object) -> tuple[Inspection, Finding]:
    row = on_site(user, other, **about)
    first, *rest = row.items
    inspections.check_item(by=who(user), at=AT, visit=row.pk, item=first, result="no", note="店门外摆放两张桌子")
    for item in rest:
        inspections.check_item(by=who(user), at=AT, visit=row.pk, item=item, result="yes")
    row = inspections.record_visit(by=who(user), at=AT, visit=row.pk, signed=Signed("逐项检查", signed_by="经营者"))
    return row, row.findings.get()
