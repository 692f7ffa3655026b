"""四、（一）（二）: which powers moved, which stayed, and how the catalogue changes."""

from __future__ import annotations

from datetime import date

import pytest

from tests.apps.adjustments.world import AT, POWERS, scored
from tests.county import DAY, who
from zhifa.apps.adjustments import services
from zhifa.apps.adjustments.services import Item
from zhifa.apps.appraisal.queries import registers
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries import counting
from zhifa.apps.catalogue.queries.filing import may_file
from zhifa.law.rulings import Blocked

pytestmark = pytest.mark.django_db
FENKOU, WEIPING, LINQI, FENGSHULING = "330127108", "330127104", "330127103", "330127111"
TWELVE = ("archives", "lake_protection_water", "development_reform", "education", "eco_industry_commerce", "ethnic_religious",
          "civil_affairs", "human_resources", "housing_construction", "veterans", "housing_fund", "urban_management")  # fmt: skip
FIVE = ("judicial", "finance", "audit", "statistics", "medical_insurance")


def held(matter: str, area: str, power: str = "penalty", day: date = DAY) -> str:
    return catalogue.authority(matter=matter, power=power, area=area, day=day).holder


def test_the_provincial_base_and_county_items_are_counted_by_domain_and_never_padded() -> None:
    """R35 县级整合形成1833项，涉及12个领域"""
    rows = {r.domain: r for r in registers.library(who("leader"), DAY)}
    assert all(rows[domain].count > 0 for domain in TWELVE)
    found = counting.tally()
    assert (found.stated, found.difference) == (1833, found.transferred.loaded - 1833)
    assert found.annex is not None
    assert found.annex.code == "OP-02"


def test_penalty_investigation_and_coercion_are_asked_one_by_one_and_the_township_may_not_seize() -> None:
    """R36 行政处罚权以及相关的行政监督检查、行政强制职权"""
    assert [held("UM-001", FENKOU, p) for p in ("penalty", "coercion", "licence")] == [
        "gov-330127108", "enforcement_bureau", "urban_management"
    ]  # fmt: skip


def test_a_professional_team_without_mandate_of_centre_or_province_is_refused() -> None:
    """R38 除中央和省明确规定外，不再保留专业执法队伍"""
    after = {"domain": "civil_affairs", "powers": POWERS, "holder": "civil_affairs", "holder_kind": "professional_team"}
    row = scored(Item("new_grant", "civil_affairs", after))
    with pytest.raises(Blocked) as refused:
        services.check_legality(by=who("legal"), at=AT, change=row.pk, opinion="同意")
    assert "change.no_mandate" in {r.code for r in refused.value.ruling.reasons}


@pytest.mark.parametrize("domain", TWELVE)
def test_the_department_keeps_licence_and_supervision_and_can_no_longer_file(domain: str) -> None:
    """R40 原主管部门承担行政许可、行业管理、监管职责"""
    code = catalogue.matters(domain=domain)[-1].code
    keeper = held(code, LINQI, "supervision")
    assert keeper == held(code, LINQI, "licence") != "enforcement_bureau" == held(code, LINQI)
    assert not may_file(keeper, code, LINQI, DAY).permits
    assert "移送" in catalogue.duty(domain).text  # type: ignore[union-attr]


@pytest.mark.parametrize("domain", FIVE)
def test_five_departments_keep_all_powers_inside_and_no_squad_handles_them(domain: str) -> None:
    """R41 司法、财政、审计、统计、医保：管执一体"""
    code = catalogue.matters(domain=domain)[0].code
    found = catalogue.authority(matter=code, power="penalty", area=FENKOU, day=DAY)
    assert (found.holder, found.team) == (domain, f"unit-{domain}")
    assert {held(code, FENKOU, p) for p in POWERS} == {domain}
    assert not may_file("enforcement_bureau", code, FENKOU, DAY).permits


def test_forestry_goes_to_the_natural_resources_team_and_stays_forestry() -> None:
    """R42 林业执法由自然资源执法队承担"""
    found = catalogue.who(matter=catalogue.matters(domain="forestry")[0].code, area=FENGSHULING, power="penalty", day=DAY)
    assert (found.why.holder, found.row.team_name, found.row.domain_label) == ("natural_resources", "自然资源执法队", "林业")
