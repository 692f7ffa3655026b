"""Whose matter is it: the sentences of the county's plan, asked of the loaded county."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.conf import settings

from tests import county
from zhifa.apps.catalogue import queries, services
from zhifa.apps.catalogue.models import Matter
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry import services as registry_services
from zhifa.law.actors import Actor, Role
from zhifa.law.authority import AuthorityRuling
from zhifa.law.rulings import Denied, Outcome
from zhifa.packs.county import load_county

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)
FENKOU, LANGCHUAN, LINQI, ZONE = "330127108", "330127212", "330127103", "platform-kaifaqu"
TRANSFERRED = (
    "archives",
    "lake_protection_water",
    "development_reform",
    "education",
    "eco_industry_commerce",
    "ethnic_religious",
    "civil_affairs",
    "human_resources",
    "housing_construction",
    "veterans",
    "housing_fund",
    "urban_management",
)
INTEGRATED = ("judicial", "finance", "audit", "statistics", "medical_insurance")


@pytest.fixture(autouse=True)
def loaded() -> None:
    county.load()


def ask(matter: str, area: str, power: str = "penalty", day: date = DAY, **flags: bool) -> AuthorityRuling:
    return queries.authority(matter=matter, power=power, area=area, day=day, **flags)


def first(domain: str) -> str:
    return queries.matters(domain=domain)[-1].code


def test_every_matter_is_held_everywhere_except_the_open_point() -> None:
    areas = [a.code for a in registry.areas() if a.kind != "county"]
    asked = [queries.Asked(m.code, "penalty", a, DAY) for m in queries.matters() for a in areas]
    statuses: Counter[tuple[str, bool]] = Counter()
    for question, ruling in zip(asked, queries.authorities(asked), strict=True):
        statuses[ruling.status, question.matter.startswith("EE-")] += 1
    assert set(statuses) == {("held", False), ("unclear", True)}
    assert sum(statuses.values()) == len(asked) > 9000


@pytest.mark.parametrize("domain", TRANSFERRED)
def test_twelve_domains_went_to_the_bureau_and_the_department_keeps_its_duties(domain: str) -> None:
    matter = first(domain)
    for power in ("penalty", "investigation", "coercion", "routine_patrol"):
        ruling = ask(matter, LINQI, power)
        assert (ruling.holder_kind, ruling.acting_identity, ruling.team) == (
            "county_enforcement_bureau",
            "淳安县综合行政执法局",
            "squad-linqi",
        )
        assert ruling.commander == "临岐镇人民政府"
    for power in ("licence", "supervision", "targeted_inspection"):
        ruling = ask(matter, LINQI, power)
        organ = registry.organ(ruling.holder)
        assert organ is not None
        assert (ruling.holder_kind, organ.kind) == ("original_department", "original_department")
    duty = queries.duty(domain)
    assert duty is not None
    assert "penalty" in duty.loses
    assert "licence" in duty.keeps
    assert "移送" in duty.text


@pytest.mark.parametrize("domain", INTEGRATED)
def test_five_departments_keep_penalty_inside_their_own_sections(domain: str) -> None:
    ruling = ask(first(domain), FENKOU)
    assert (ruling.holder_kind, ruling.holder, ruling.team) == ("department_internal_unit", domain, f"unit-{domain}")


@pytest.mark.parametrize("domain", ["market", "culture_market", "transport", "agriculture", "emergency", "natural_resources", "health"])
def test_professional_fields_belong_to_their_team(domain: str) -> None:
    ruling = ask(first(domain), FENKOU)
    assert (ruling.holder_kind, ruling.team) == ("professional_team", f"team-{domain}")


def test_forestry_goes_to_the_natural_resources_team() -> None:
    ruling = ask("FO-001", "330127111")
    assert (ruling.holder_kind, ruling.holder, ruling.team) == ("professional_team", "natural_resources", "team-natural_resources")


def test_ecology_is_unclear_and_never_sent_to_the_bureau() -> None:
    ruling = ask("EE-003", "330127100")
    assert (ruling.status, ruling.holder, ruling.team) == ("unclear", "", "")
    assert ruling.ruling.outcome == Outcome.ESCALATE
    assert ruling.ruling.reasons[0].code == "open_point.ecology"


def test_inside_its_list_the_township_acts_in_its_own_name() -> None:
    ruling = ask("UM-001", FENKOU)
    assert (ruling.holder_kind, ruling.acting_identity, ruling.team) == ("township_government", "汾口镇人民政府", "squad-fenkou")
    assert ruling.ruling.assumptions == ("assumption.demo_empowerment",)


def test_outside_the_list_and_next_door_the_same_squad_acts_for_the_bureau() -> None:
    for matter, area in (("UM-009", FENKOU), ("UM-001", LANGCHUAN)):
        ruling = ask(matter, area)
        assert (ruling.acting_identity, ruling.team) == ("淳安县综合行政执法局", "squad-fenkou")


def test_the_township_holds_no_coercion() -> None:
    assert ask("UM-031", FENKOU).acting_identity == "汾口镇人民政府"
    assert ask("UM-031", FENKOU, "coercion").acting_identity == "淳安县综合行政执法局"


def test_nothing_is_effective_before_the_list_is() -> None:
    assert ask("UM-001", FENKOU, day=date(2022, 9, 1)).holder_kind == "township_government"
    assert ask("UM-001", FENKOU, day=date(2022, 8, 31)).holder_kind == "county_enforcement_bureau"
    assert queries.township_list(FENKOU, date(2022, 8, 31)) == ()
    assert len(queries.township_list(FENKOU, DAY)) == 26
    assert queries.township_list(LANGCHUAN, DAY) == ()


@pytest.mark.parametrize("flag", ["cross_area", "major_or_complex"])
def test_cross_area_and_major_cases_go_to_the_county(flag: str) -> None:
    ruling = ask("UM-001", FENKOU, **{flag: True})
    assert (ruling.county_level, ruling.acting_identity, ruling.team) == (True, "淳安县综合行政执法局", "")


def test_the_zone_is_served_by_its_squad_without_a_township_commander() -> None:
    ruling = ask("UM-029", ZONE)
    assert (ruling.acting_identity, ruling.team, ruling.commander) == ("淳安县综合行政执法局", "squad-kaifaqu", "")


def test_a_water_grid_is_ruled_for_the_township_it_lies_in() -> None:
    for grid in registry.areas("water_grid"):
        assert ask("LW-001", grid.code).team == ask("LW-001", grid.parent).team != ""


def test_unknown_matters_and_places_are_errors() -> None:
    with pytest.raises(LookupError):
        ask("XX-999", FENKOU)
    with pytest.raises(LookupError):
        ask("UM-001", "330199")


def test_a_batch_costs_two_queries(django_assert_num_queries: object) -> None:
    queries.matters()
    asked = [queries.Asked(m.code, "penalty", FENKOU, DAY) for m in queries.matters()]
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.authorities(asked)


def test_a_matter_says_its_law_kinds_range_and_precondition() -> None:
    row = queries.matter("UM-001")
    assert row is not None
    assert row.rectify_first
    assert row.basis_text == "《浙江省城市市容和环境卫生管理条例》第十七条第一款；《浙江省城市市容和环境卫生管理条例》第十七条第三款"
    (only,) = row.ranges_for("sole_trader")
    assert (only.minimum, only.maximum) == (100, 1000)
    assert (row.level, row.official_code, row.coercible) == ("local_regulation", None, False)
    assert [t.layer for t in row.tiers] == ["demo"] * 6


def test_matters_without_precondition_suit_a_summary_penalty() -> None:
    row = queries.matter("UM-018")
    assert row is not None
    assert not row.rectify_first
    assert row.ranges_for("citizen")[0].minimum == 100
    work = queries.matter("UM-020")
    assert work is not None
    assert not work.rectify_first
    assert work.ranges_for("organization")[0].maximum == 2000


def test_matters_are_found_by_everyday_words() -> None:
    assert "UM-029" in {m.code for m in queries.matters(text="油烟扰民")}
    assert {m.domain for m in queries.matters(domain="forestry")} == {"forestry"}
    assert len(queries.vocabulary().matters) == len(queries.matters()) == Matter.objects.count()


def test_the_public_sees_who_enforces_in_whose_name_on_what_basis() -> None:
    found = {w.matter: w for w in queries.who_enforces(FENKOU, DAY, text="店外经营")}
    row = found["UM-001"]
    assert (row.acting_identity, row.since, row.demo) == ("汾口镇人民政府", date(2022, 9, 1), True)
    assert row.team_plates == ("汾口镇综合行政执法队", "汾口中队")
    assert "演示" in row.phone
    assert row.mandate is not None
    assert row.mandate.published_on == date(2022, 8, 15)
    assert queries.who_for(["UM-001", "NO-999"], FENKOU, DAY) == (row,)


def test_a_special_rule_of_the_province_sends_a_matter_of_traffic_to_the_city() -> None:
    before, after = ask("TR-004", LINQI, day=date(2022, 12, 31)), ask("TR-004", LINQI)
    assert before.holder == "transport"
    assert (after.holder, after.holder_kind) == ("hangzhou-transport", "superior_organ")
    assert after.ruling.reasons[0].code == "authority.special_rule"
    assert "行政处罚法 第二十三条" in {str(c) for c in after.ruling.citations}
    assert "assumption.demo_special_rule" in after.ruling.assumptions
    left = [c for c in after.considered if not c.accepted]
    assert [(c.grant.holder, c.reason.code) for c in left] == [("transport", "authority.yields_to_special_rule")]
    row = queries.who(matter="TR-004", area=LINQI, power="penalty", day=DAY).row
    assert row.mandate is not None
    assert (row.mandate.number, row.since) == ("演示〔2022〕2号", date(2023, 1, 1))
    assert ask("TR-005", LINQI).holder == "transport"


def test_open_points_are_registered() -> None:
    points = {p.code: p for p in queries.open_points()}
    assert len(points) == 18
    assert points["OP-01"].domain == "ecology_environment"
    assert all(p.question and p.policy for p in points.values())


def test_the_bureau_holds_only_the_kinds_that_moved() -> None:
    grant = ask("HC-001", LINQI).grant
    assert grant is not None
    assert grant.kinds == {"warning", "notice_of_criticism", "fine", "confiscate_income", "confiscate_goods"}


def test_loading_again_changes_nothing_and_a_newer_edition_is_proposed(at: datetime) -> None:
    data = load_county(tuple(settings.ZHIFA_PACKS))
    assert not services.load_pack(by=county.KEEPER, at=at, data=data).changed
    rows = tuple(replace(e, values={**e.values, "name": "改名"}) if e.code == "UM-001" else e for e in data.table("matters"))
    newer = replace(data, tables={**data.tables, "matters": rows}, digests={**data.digests, "catalogue": "newer"})
    found = services.load_pack(by=county.KEEPER, at=at, data=newer)
    assert (found.changed, found.proposed) == (False, 1)
    row = queries.matter("UM-001")
    assert row is not None
    assert row.name != "改名"


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.SYSTEM, Role.SYSTEM_ADMIN)])
def test_only_the_keeper_loads(role: Role, at: datetime) -> None:
    with pytest.raises(Denied):
        services.load_pack(by=Actor("", "某人", "某岗", frozenset({role})), at=at, data=load_county(("cn",)))


def test_without_coverage_the_squad_is_asked_for_and_not_guessed() -> None:
    from zhifa.apps.registry.models import Coverage

    Coverage.objects.filter(area__code=LINQI).delete()
    registry_services.renewed("registry")
    ruling = ask("UM-001", LINQI)
    assert (ruling.status, ruling.acting_identity, ruling.team) == ("held", "淳安县综合行政执法局", "")
    assert ruling.ruling.missing == ("squad_coverage",)
