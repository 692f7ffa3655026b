"""Townships under assessment, for the tests of the app and of its doors."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from tests.county import SHANGHAI, who
from zhifa.apps.empowerment import services
from zhifa.apps.empowerment.models import Assessment
from zhifa.apps.empowerment.services import Statement

AT = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)
DAY = AT.date()
FENKOU, PINGMEN, DASHU = "330127108", "330127205", "330127110"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
STATED = ("gdp", "market_entities", "residents", "visitors", "incidents", "complaints", "solved", "vehicles", "case_room", "response",
          "quality", "training")  # fmt: skip
VALUES = {
    FENKOU: (13, 1992, 26000, 62, 490, 244, 95, 2, 60, 88, 95, 40),
    PINGMEN: (7, 1320, 12000, 43, 270, 160, 95, 1, 20, 81, 88, 20),
}


def fact(indicator: str, value: object) -> Statement:
    return Statement(indicator, Decimal(str(value)), "2025年统计年鉴", date(2025, 12, 31), PDF, "年鉴.pdf")


def opened(area: str = FENKOU, at: datetime = AT) -> Assessment:
    return services.open_assessment(by=who("guidance"), at=at, area=area)


def filled(area: str = FENKOU, but: tuple[str, ...] = ()) -> Assessment:
    """With every number that the house does not have, stated by the office."""
    row = opened(area)
    for indicator, value in zip(STATED, VALUES[area], strict=True):
        if indicator not in but:
            services.state_fact(by=who("guidance"), at=AT, assessment=row.pk, fact=fact(indicator, value))
    return row


def scored(area: str = FENKOU, but: tuple[str, ...] = ()) -> Assessment:
    row, by = filled(area, but), who("guidance")
    services.complete_facts(by=by, at=AT, assessment=row.pk, reason="统计部门尚未公布" if but else "")
    return services.score(by=by, at=AT, assessment=row.pk)


def checked(area: str = FENKOU, but: tuple[str, ...] = ()) -> Assessment:
    row = scored(area, but)
    services.visit_site(by=who("guidance"), at=AT, assessment=row.pk, note="中队八人在岗，证件齐全")
    services.confirm_visit(by=who("verifier-1"), at=AT, assessment=row.pk, note="询问室、物品保管室各一间")
    return services.check_lawful(by=who("legal"), at=AT, assessment=row.pk, note="程序和材料符合规定")


def concluded(area: str = FENKOU, conclusion: str = "pass") -> Assessment:
    return services.conclude(by=who("leader"), at=AT, assessment=checked(area).pk, conclusion=conclusion)
