"""Chun'an's enforcement subjects, bundles of powers, and matters without action; the seed's own sentences."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests import county
from zhifa.apps.appraisal.queries import registers
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.models import Matter, MatterGrant
from zhifa.apps.incidents.models import Incident, IncidentMatter
from zhifa.apps.registry.services import touch
from zhifa.law.rulings import Denied
from zhifa.packs import composing
from zhifa.packs.county import Entry
from zhifa.packs.plan import load_plan
from zhifa.packs.reading import PackError

pytestmark = pytest.mark.django_db
DAY = county.DAY
SEVEN = ("market", "culture_market", "transport", "agriculture", "emergency", "natural_resources", "health")
FIVE = ("judicial", "finance", "audit", "statistics", "medical_insurance")
TWELVE = ("archives", "lake_protection_water", "development_reform", "education", "eco_industry_commerce", "ethnic_religious",
          "civil_affairs", "human_resources", "housing_construction", "veterans", "housing_fund", "urban_management")  # fmt: skip


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    county.load()


def leader() -> Any:
    return county.who("leader")


def register(day: date = DAY) -> registers.Register:
    return registers.register(leader(), day, DAY)


def test_r3_every_body_and_team_has_a_class_on_the_day() -> None:
    found = register(date(2022, 1, 1))
    kinds = {s.organ: s.kinds for s in found.subjects}
    assert all(kinds[organ] == ("professional_team",) for organ in SEVEN)
    assert all(kinds[organ] == ("department_internal_unit",) for organ in FIVE)
    assert kinds["enforcement_bureau"] == ("county_enforcement_bureau",)
    assert kinds["gov-330127108"] == ()  # empowered from September 2022 on
    assert [t.name for t in found.teams if not t.kind] == []


def test_r35_the_catalogue_is_counted_by_domain_and_origin_and_each_of_the_twelve_has_matters() -> None:
    rows = {r.domain: r for r in registers.library(leader(), DAY)}
    assert all(rows[domain].count > 0 for domain in TWELVE)
    assert sum(r.count for r in rows.values()) == Matter.objects.count()
    assert all(sum(r.origins.values()) == r.count == r.uncoded for r in rows.values())  # no official code is known (OP-02)
    assert not [r for r in rows.values() if r.expired]


def test_r36_the_three_powers_are_asked_one_by_one() -> None:
    rows = [r for r in registers.bundles(leader(), DAY) if r.domain == "urban_management"]
    assert rows[0].whole
    [listed] = [r for r in rows if r.areas == ("汾口镇",)]
    assert not listed.whole
    assert listed.holders["penalty"] == listed.holders["investigation"] == "汾口镇人民政府"
    assert listed.holders["coercion"] == "淳安县综合行政执法局"
    assert listed.holders["licence"] == listed.holders["supervision"] == "淳安县城市管理主管部门"


def test_r38_a_professional_team_outside_the_mandated_domains_is_refused() -> None:
    team = Entry("team-civil", "chunan", {"name": "民政执法队", "kind": "professional", "domain": "civil_affairs"}, "teams.csv:99")
    with pytest.raises(PackError, match="民政执法队"):
        composing.check_teams({"team-civil": team}, load_plan("chunan"))


def test_r40_each_moved_domain_says_both_sides_of_the_duty() -> None:
    rows = {r.domain: r for r in registers.bundles(leader(), DAY)}
    for domain in TWELVE:
        assert rows[domain].holders["supervision"] != "淳安县综合行政执法局"
        assert rows[domain].duty


def test_r41_the_five_keep_all_three_powers_in_their_own_units() -> None:
    rows = [r for r in registers.bundles(leader(), DAY) if r.domain in FIVE]
    assert {r.domain for r in rows} == set(FIVE)
    for row in rows:
        assert (row.whole, row.kind) == (True, "department_internal_unit")
        assert row.holders["penalty"] == row.holders["supervision"]
        assert row.team


def test_r42_forestry_in_fengshuling_goes_to_the_natural_resources_team_and_stays_forestry() -> None:
    matter = catalogue.matters(domain="forestry")[0]
    found = catalogue.who(matter=matter.code, area="330127111", power="penalty", day=DAY)
    assert (found.why.holder, found.row.team_name, found.row.domain_label) == ("natural_resources", "自然资源执法队", "林业")
    [row] = [r for r in registers.bundles(leader(), DAY) if r.domain == "forestry"]
    assert (row.domain_label, row.holders["penalty"], row.team) == ("林业", "淳安县自然资源主管部门", "自然资源执法队")


def test_r43_an_abolished_subject_stays_in_the_register_and_the_chart_falls() -> None:
    switch = date(2021, 12, 1)
    own = MatterGrant.objects.get(code="plan:civil_affairs:penalty")
    department = MatterGrant.objects.get(code="plan:civil_affairs:supervision").holder
    MatterGrant.objects.filter(pk=own.pk).update(since=switch)
    before = MatterGrant(code="before:civil_affairs", power="penalty", domain="civil_affairs", until=switch, holder=department)
    before.holder_kind, before.mandate = "original_department", own.mandate
    before.save()
    touch("catalogue")
    kinds = {s.organ: s.kinds for s in register(date(2021, 10, 1)).subjects}
    assert kinds["civil_affairs"] == ("original_department",)
    shift = next(s for s in register().shifts if s.day == switch)
    assert (shift.went, shift.came) == (("淳安县民政局",), ())
    assert shift.why
    course = dict(register().course)
    assert course[date(2021, 11, 30)] - course[switch] == 1


def test_r46_a_moved_matter_with_a_lead_and_no_action_is_a_vacuum_after_the_days() -> None:
    at = datetime(2026, 5, 1, 9, tzinfo=county.SHANGHAI)
    incident = Incident.objects.create(number="V-1", tracking_code="V-1", source="12345", reported_at=at, received_at=at, text="殡葬")
    matter = Matter.objects.filter(domain="civil_affairs").first()
    assert matter is not None
    IncidentMatter.objects.create(incident=incident, matter_code=matter.code, matter_name=matter.name, standing="held")
    open_row, over = (registers.vacuums(leader(), at.date() + timedelta(days=n)) for n in (10, 91))
    assert [(v.code, v.open) for v in open_row] == [(matter.code, True)]
    assert [(v.code, v.open, v.dated) for v in over] == [(matter.code, False, False)]


def test_the_registers_are_the_county_s_and_cost_what_they_say(django_assert_num_queries: Any) -> None:
    with pytest.raises(Denied):
        registers.register(county.who("weiping-officer-1"), DAY, DAY)
    by = leader()
    registers.register(by, DAY, DAY)
    asks = [
        (5, lambda: registers.register(by, DAY, DAY)),
        (5, lambda: registers.bundles(by, DAY)),
        (5, lambda: registers.library(by, DAY)),
        (9, lambda: registers.vacuums(by, DAY)),
    ]
    for count, ask in asks:
        with django_assert_num_queries(count):
            ask()
