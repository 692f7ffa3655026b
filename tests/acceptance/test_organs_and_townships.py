"""四、（二）至（五）、五（一）、附件: organs, townships, levels and lists, with Chun'an's data."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from tests.apps.adjustments import world
from tests.apps.adjustments.test_cutover import WEIPING as WEIPING_SQUAD
from tests.apps.adjustments.test_cutover import ZITONG, planned, task
from tests.apps.cases import play
from tests.apps.catalogue.lists import AWNING, NOISE, table
from tests.apps.empowerment.test_townships import SHOP, TENANT, grant, known_for_a_year
from tests.apps.empowerment.world import AT, DASHU, FENKOU, concluded
from tests.county import DAY, who
from zhifa.apps.adjustments import services as adjustments
from zhifa.apps.adjustments.services import Item
from zhifa.apps.adjustments.services.cutover_planning import cut_over
from zhifa.apps.appraisal.queries import registers
from zhifa.apps.cases import services as cases
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue import services as lists
from zhifa.apps.catalogue.models import DraftMatter
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.empowerment import queries as empowerment
from zhifa.apps.empowerment import services as assessing
from zhifa.apps.empowerment.models import Withdrawal
from zhifa.apps.planning import services as planning
from zhifa.apps.planning.models import SupervisionItem
from zhifa.apps.planning.queries import supervision
from zhifa.apps.registry import queries as registry
from zhifa.law.rulings import Blocked

pytestmark = pytest.mark.django_db
LANGCHUAN, LINQI, BUREAU = "330127212", "330127103", "淳安县综合行政执法局"


def name(matter: str, area: str, day: date = DAY) -> str:
    return catalogue.authority(matter=matter, power="penalty", area=area, day=day).acting_identity


def townships() -> dict[str, empowerment.TownshipRow]:
    return {t.name: t for t in empowerment.townships(who("guidance"), DAY)}


def test_each_matter_that_moves_has_a_score_sheet_with_evidence() -> None:
    """R34 高频率、高综合、高需求"""
    sheet = world.scored(world.back_to("UM-001", "urban_management")).sheets.get()
    assert [f["key"] for f in sheet.figures] == ["frequency", "comprehensiveness", "demand", "difficulty"]
    assert all(f["value"] == sum(e["count"] for e in f["evidence"]) for f in sheet.figures)


def test_subjects_that_may_punish_are_counted_over_time() -> None:
    """R43 减少执法主体"""
    found = registers.register(who("leader"), DAY, DAY)
    assert dict(found.course)
    assert next(s for s in found.subjects if s.organ == "enforcement_bureau").kinds == ("county_enforcement_bureau",)


def test_the_main_plate_is_swapped_on_its_day_and_earlier_names_stay() -> None:
    """R44 主副牌、挂牌"""
    world.in_effect(Item("plate", "enforcement_bureau", {"main": "淳安县城市管理局"}))
    eve = world.EFFECT - timedelta(days=1)
    assert [registry.acting_identity("enforcement_bureau", d) for d in (eve, world.EFFECT)] == [BUREAU, "淳安县城市管理局"]


def test_a_change_is_refused_with_a_document_of_too_low_a_level() -> None:
    """R49 分级报批"""
    row = world.checked(world.back_to("UM-001", "urban_management"))
    with pytest.raises(Blocked):
        adjustments.approve_change(by=who("leader"), at=world.AT, change=row.pk, documents=(world.BUREAU_DOC,), reason="需要")


def test_every_township_has_exactly_one_coverage_relation() -> None:
    """R50 派驻、赋权或“1+X”"""
    found = townships()
    assert (len(found), {t.covers for t in found.values()}) == (24, {1})
    assert (found["鸠坑乡"].mode, found["鸠坑乡"].squad, found["经济开发区"].mode) == ("cover", "威坪中队", "seat")


def test_the_squad_belongs_to_the_bureau_and_is_commanded_by_the_township() -> None:
    """R51 县属乡用"""
    found = catalogue.authority(matter="UM-018", power="penalty", area="330127104", day=DAY)
    squad = registry.team(found.team)
    assert squad is not None
    assert (squad.organ, found.commander) == ("enforcement_bureau", "威坪镇人民政府")
    assert "编制、人事、工资在县局" in squad.note


def test_there_are_eight_squads_and_the_zone_has_no_township_code() -> None:
    """R52 派驻八个执法中队"""
    assert len(registry.teams("squad")) == 8
    zone = registry.area("platform-kaifaqu")
    assert zone is not None
    assert (zone.division_code, bool(zone.geometry)) == ("", True)


def test_moving_zitong_to_weiping_moves_its_open_tasks() -> None:
    """R54 “1+X”片区模式"""
    sent = task("A-1", "received")
    cut_over(by=who("guidance"), at=world.ON_THE_DAY + timedelta(minutes=1), cutover=planned().code)
    assert Dispatch.objects.get(pk=sent.pk).team == WEIPING_SQUAD
    assert [c.team for c in registry.cover(world.EFFECT) if c.area == ZITONG] == [WEIPING_SQUAD]


def test_fenkou_reaches_seventy_eight_and_passes() -> None:
    """R55 客观需求、有效承接"""
    row = concluded(FENKOU)
    assert (row.score, row.conclusion) == (Decimal("78.0"), "pass")


def test_a_matter_unused_for_a_year_in_dashu_is_proposed_for_withdrawal() -> None:
    """R56 定期评估、动态调整"""
    known_for_a_year()
    grant(DASHU, SHOP)
    assessing.propose_withdrawals(tenant=TENANT, at=AT)
    assert Withdrawal.objects.get(area=DASHU).ground == "zero_use"


def test_the_headcount_of_fenkou_is_nine_and_not_eighteen() -> None:
    """R57 一支队伍、两块牌子"""
    assert (townships()["汾口镇"].people, len(townships()["汾口镇"].identities) >= 2) == (9, True)


def test_the_name_follows_from_matter_place_and_day() -> None:
    """R58 以乡镇或者县综合行政执法局名义"""
    asked = (("UM-001", FENKOU), ("UM-009", FENKOU), ("UM-001", LANGCHUAN))
    assert [name(*a) for a in asked] == ["汾口镇人民政府", BUREAU, BUREAU]


def test_the_township_list_is_public_and_not_in_effect_before_its_day() -> None:
    """R59 向社会公布"""
    assert catalogue.township_list(FENKOU, date(2022, 8, 31)) == ()
    page = Client().get("/notices/gov-330127108", {"day": "2026-09-01"}).content.decode()
    assert "以自身名义在汾口镇行政区域内行使3个领域26项" in page


def test_the_same_act_is_not_fined_twice() -> None:
    """R60 避免重复执法"""
    party = play.citizen()
    play.played("served", party=party)
    again = play.played("established", party=party)
    with pytest.raises(Blocked, match="double"):
        cases.notify_party(by=play.first(), at=play.minutes(8), case=again.pk, proposal=play.litter_fine())


@pytest.mark.parametrize("flag", ["cross_area", "major_or_complex"])
def test_cross_area_and_major_cases_go_to_the_county(flag: str) -> None:
    """R61 跨区域和重大复杂案件由县级查处"""
    asked = catalogue.Asked("UM-001", "penalty", FENKOU, DAY, **{flag: True})
    assert (catalogue.authorities([asked])[0].county_level, catalogue.authorities([asked])[0].acting_identity) == (True, BUREAU)


def test_a_special_rule_of_traffic_sends_the_matter_to_the_city() -> None:
    """R63 专业领域另有规定的从其规定"""
    found = catalogue.authority(matter="TR-004", power="penalty", area=LINQI, day=DAY)
    assert (found.holder, found.holder_kind, found.ruling.reasons[0].code) == (
        "hangzhou-transport", "superior_organ", "authority.special_rule"
    )  # fmt: skip


def test_departments_claim_the_list_and_what_is_unclaimed_waits_visibly() -> None:
    """R65 监管事项总目录清单、检查实施清单"""
    planning.compile_supervision_list(by=who("guidance"), at=AT)
    own = list(SupervisionItem.objects.filter(organ="education"))
    planning.claim_items(by=who("regulator-education"), at=AT, items=[i.pk for i in own[:-2]], carrier="民办教育科")
    row = next(d for d in supervision.departments(who("leader"), DAY) if d.organ == "education")
    assert (row.claimable, row.claimed, row.waiting) == (len(own), len(own) - 2, 2)


def test_a_boundary_card_is_found_by_everyday_words() -> None:
    """R99 明确执法边界"""
    page = Client().get("/boundaries", {"what": "油烟"}).content.decode()
    assert BUREAU in page
    assert "原来的主管部门保留" in page


def test_lists_of_departments_become_one_draft_with_a_log(settings: pytest.FixtureRequest, tmp_path: object) -> None:
    """R117 事项划转目录清单总表"""
    settings.IMPORT_ROOT = tmp_path  # type: ignore[attr-defined]
    for sender, content in (("urban_management", table(AWNING, NOISE)), ("housing_construction", table(AWNING))):
        by = who(f"regulator-{sender}".replace("_", "-"))
        row = lists.upload_list(by=by, at=AT, sender=sender, name="清单.xlsx", content=content)
        row = lists.take_list(by=by, at=AT, file=row.pk, columns=row.columns)
    assert row.counts == {"merged": 1}
    assert DraftMatter.objects.get(name=AWNING[1]).senders == ["urban_management", "housing_construction"]
