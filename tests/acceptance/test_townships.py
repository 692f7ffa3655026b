"""四、（四）: who covers each township, one team under two plates, in whose name, and what the public can read of it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.apps.adjustments import world
from tests.apps.cases import play
from tests.apps.empowerment.world import FENKOU
from tests.county import DAY, who
from zhifa.apps.adjustments import services as adjustments
from zhifa.apps.adjustments.services import Item
from zhifa.apps.cases import services as cases
from zhifa.apps.cases.models import Case, CorrectionOrder
from zhifa.apps.cases.services import Demand, Scene
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.documents.models import Document
from zhifa.apps.empowerment import queries as empowerment
from zhifa.apps.trail.acts import Invalid
from zhifa.law.rulings import Blocked

pytestmark = pytest.mark.django_db
LANGCHUAN, WEIPING, BUREAU, TOWN = "330127212", "330127104", "淳安县综合行政执法局", "汾口镇人民政府"
STALL, BILLBOARD = "UM-001", "UM-009"


def name(matter: str, area: str, day: date = DAY) -> str:
    return catalogue.authority(matter=matter, power="penalty", area=area, day=day).acting_identity


def townships(day: date = DAY) -> dict[str, empowerment.TownshipRow]:
    return {t.name: t for t in empowerment.townships(who("guidance"), day)}


def test_every_township_has_exactly_one_coverage_relation_on_each_day() -> None:
    """R50 派驻、赋权或“1+X”"""
    for day in (date(2022, 8, 31), date(2022, 9, 1), DAY):
        found = townships(day)
        assert (len(found), {t.covers for t in found.values()}) == (24, {1})
        assert {t.mode for t in found.values()} == {"seat", "cover"}
    assert (found["鸠坑乡"].mode, found["鸠坑乡"].squad, found["经济开发区"].mode) == ("cover", "威坪中队", "seat")


def test_fenkou_is_empowered_from_its_day_on_and_only_a_seat_of_a_squad_is() -> None:
    """R50 派驻、赋权或“1+X”"""
    assert [townships(day)["汾口镇"].matters > 0 for day in (date(2022, 8, 31), date(2022, 9, 1))] == [False, True]
    assert all(t.mode == "seat" for t in townships().values() if t.matters)


def test_the_headcount_of_fenkou_is_nine_and_not_eighteen() -> None:
    """R57 一支队伍、两块牌子"""
    fenkou = townships()["汾口镇"]
    assert (fenkou.people, {"汾口中队", "汾口镇综合行政执法队"} <= set(fenkou.identities)) == (9, True)


def ordered(matter: str, area: str) -> CorrectionOrder:
    """An order to correct by the squad of 汾口."""
    said = Demand("超出门窗外墙约1.5米。", "撤回。", play.AT - timedelta(minutes=5), (play.AT + timedelta(days=3)).date())
    by, other = who("fenkou-officer-1"), who("fenkou-officer-2")
    party = play.citizen().pk
    return cases.issue_correction_order(
        by=by, at=play.AT, party=party, said=said, officers_on_scene=[other.person], scene=Scene(matter, area, "新区路9号")
    )


def test_each_action_of_the_same_people_records_the_identity_they_act_under() -> None:
    """R57 一支队伍、两块牌子"""
    assert [(o.team, o.acting_identity) for o in (ordered(STALL, FENKOU), ordered(STALL, LANGCHUAN))] == [
        ("squad-fenkou", TOWN), ("squad-fenkou", BUREAU)
    ]  # fmt: skip


@pytest.mark.parametrize(("matter", "area", "expected", "prefix"), [
    (STALL, FENKOU, TOWN, "演示汾政执"), (BILLBOARD, FENKOU, BUREAU, "演示综执"), (STALL, LANGCHUAN, BUREAU, "演示综执"),
])  # fmt: skip
def test_the_name_on_the_document_follows_from_matter_place_and_day(matter: str, area: str, expected: str, prefix: str) -> None:
    """R58 以乡镇或者县综合行政执法局名义"""
    assert name(matter, area) == expected
    paper = Document.objects.get(pk=ordered(matter, area).document_id)
    assert (paper.acting_identity, paper.number.startswith(prefix), expected in str(paper.blocks)) == (expected, True, True)
    assert (BILLBOARD in {m.code for m in catalogue.township_list(FENKOU, DAY)}) is False


def test_no_officer_types_the_name_of_the_organ() -> None:
    """R58 以乡镇或者县综合行政执法局名义"""
    with pytest.raises(TypeError):
        cases.open_case(by=who("fenkou-officer-1"), at=play.AT, scene=Scene(STALL, FENKOU, "新区路"), acting_identity=BUREAU)  # type: ignore[call-arg]
    row = cases.open_case(by=who("fenkou-officer-1"), at=play.AT, scene=Scene(STALL, FENKOU, "新区路"))
    assert Case.objects.get(pk=row.pk).acting_identity == TOWN
    with pytest.raises(Invalid):
        cases.correct_entry(by=who("fenkou-officer-1"), at=play.AT, case=row.pk, changes={"acting_identity": BUREAU}, reason="更正")


def test_a_citizen_asks_for_rubbish_in_weiping_and_reads_organ_article_and_phone() -> None:
    """R59 向社会公布"""
    page = Client().get("/", {"area": WEIPING, "what": "垃圾"}).content.decode()
    answer = next(part for part in page.split('<article class="answer">')[1:] if "/matters/UM-018" in part)
    assert f'class="name">{BUREAU}' in answer
    assert re.search(r"《?浙江省城市市容和环境卫生管理条例》?\s*第三十二条", answer)
    assert 'href="tel:057100000005"' in answer
    link = re.search(r'href="(/notices/enforcement_bureau\?day=[\d-]+)"', answer)
    assert link is not None
    notice = Client().get(link[1])
    assert (notice.status_code, BUREAU in notice.content.decode()) == (200, True)


def test_the_list_of_the_township_is_official_words_under_an_address_that_stays() -> None:
    """R59 向社会公布"""
    assert catalogue.township_list(FENKOU, date(2022, 8, 31)) == ()
    page = Client().get("/notices/gov-330127108", {"day": "2026-09-01"}).content.decode()
    assert "以自身名义在汾口镇行政区域内行使3个领域26项" in page


def test_nothing_is_in_effect_before_it_was_published() -> None:
    """R59 向社会公布"""
    row = world.approved(Item("empower", "gov-330127104", {"matters": ["UM-018"]}))
    with pytest.raises(Blocked):
        adjustments.take_effect(by=who("guidance"), at=world.ON_THE_DAY, change=row.pk)
    assert name("UM-018", WEIPING, world.EFFECT) == BUREAU
    adjustments.publish_change(by=who("guidance"), at=world.AT, change=row.pk, channel="县政府门户网站")
    adjustments.take_effect(by=who("guidance"), at=world.ON_THE_DAY, change=row.pk)
    eve = world.EFFECT - timedelta(days=1)
    assert [name("UM-018", WEIPING, day) for day in (eve, world.EFFECT)] == [BUREAU, "威坪镇人民政府"]
