"""四、（五）: base level first and never twice, what the county takes up, and what special rules take away."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.cases import play
from tests.apps.loop import world as loop
from tests.county import DAY, who
from tests.interfaces.web.test_desks import logged_in
from zhifa.apps.cases import services as cases
from zhifa.apps.cases.models import Decision
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.dispatch import queries
from zhifa.apps.dispatch import services as dispatch
from zhifa.apps.dispatch.models import Elevation
from zhifa.apps.dispatch.queries.in_flight import in_flight
from zhifa.interfaces.frame.reasoning import explain
from zhifa.law.procedure.cutover_fates import COVERAGE, fate
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db
FENKOU, LINQI, PINGMEN, BUREAU = "330127108", "330127103", "330127205", "淳安县综合行政执法局"


def test_a_second_case_of_the_same_party_act_and_day_is_stopped_with_a_link_to_the_first() -> None:
    """R60 避免重复执法"""
    party = play.citizen()
    first = play.played("served", party=party)
    again = play.played("established", party=party)
    with pytest.raises(Blocked, match="double") as refused:
        cases.notify_party(by=play.first(), at=play.minutes(8), case=again.pk, proposal=play.litter_fine())
    told = explain(refused.value)
    assert told is not None
    ((number, url),) = told.links
    assert number == Decision.objects.get(case=first).number
    assert logged_in("weiping-officer-1").get(url)["Location"] == reverse("web:case", args=[first.pk])


@pytest.mark.parametrize("flag", ["cross_area", "major_or_complex"])
def test_cross_area_and_major_cases_go_to_the_county(flag: str) -> None:
    """R61 跨区域和重大复杂案件由县级查处"""
    asked = catalogue.Asked("UM-001", "penalty", FENKOU, DAY, **{flag: True})
    assert (catalogue.authorities([asked])[0].county_level, catalogue.authorities([asked])[0].acting_identity) == (True, BUREAU)


def test_a_special_rule_of_traffic_sends_the_matter_to_the_city_and_the_answer_cites_it() -> None:
    """R63 专业领域另有规定的从其规定"""
    found = catalogue.authority(matter="TR-004", power="penalty", area=LINQI, day=DAY)
    assert (found.holder, found.holder_kind, found.ruling.reasons[0].code) == (
        "hangzhou-transport", "superior_organ", "authority.special_rule"
    )  # fmt: skip
    assert "行政处罚法 第二十三条" in [str(c) for c in found.ruling.citations]
    page = Client().get(f"/who/{LINQI}/TR-004", {"day": DAY.isoformat()}).content.decode()
    rule = catalogue.mandate(found.grant.mandate) if found.grant else None
    assert rule is not None
    assert all(said in page for said in (rule.title, rule.issuer, rule.number, "特别规定"))


def test_dumping_from_pingmen_over_linqi_out_of_the_county_is_taken_up_and_the_township_keeps_reading_it() -> None:
    """R61 提级管辖：屏门→临岐→县外"""
    said = "有货车在屏门装渣土，沿路倒在临岐，又开往临安区方向"
    task = loop.accepted("X-1", area=PINGMEN, text=said)[0]
    squad, commander, number = who("linqi-leader"), who("commander-330127205"), task.incident.number
    page = logged_in("linqi-leader").get(reverse("web:incident", args=[number])).content.decode()
    assert all(place in page for place in ("反映里还提到", "临岐镇", "临安区"))

    crossing = dispatch.Crossing("车辆轨迹跨两乡镇并出县", areas=[LINQI], outside=["临安区"])
    dispatch.mark_elevation(by=commander, at=loop.AT, dispatch=task.pk, crossing=crossing)
    mark = Elevation.objects.get(dispatch=task)
    assert (mark.due_at - loop.AT).days == 1
    assert [flag for _, flag in mark.criteria] == ["cross_area", "cross_area"]
    page = logged_in("guidance").get(reverse("web:incident", args=[number])).content.decode()
    assert all(words in page for words in ("建议提级", "涉及县外", "共同上级：杭州市", "方案 四（五）", "提级办理"))
    assert number in logged_in("guidance").get(reverse("web:tasks")).content.decode()
    english = logged_in("guidance")
    english.cookies["django_language"] = "en"
    pane = english.get(reverse("web:incident", args=[number]), headers={"HX-Request": "true"}).content.decode()
    assert "Reaches beyond the county" in pane

    with pytest.raises(Blocked, match="elevation_other_organ"):
        dispatch.take_up(by=who("guidance"), at=loop.AT, dispatch=task.pk, team="team-agriculture")
    taken = dispatch.take_up(by=who("guidance"), at=loop.AT, dispatch=task.pk, team="squad-qiandaohu")
    assert (taken.state, taken.acting_identity, taken.team, taken.former_team) == ("pending", BUREAU, "squad-qiandaohu", "squad-linqi")
    assert taken.incident_matter.authority["county_level"] is True

    for reader in (squad, commander):
        seen = queries.dispatch(reader, task.pk)
        assert seen
        assert queries.incident(reader, number)
        assert number in [r.number for r in queries.incidents(reader, "open", at=loop.AT).rows]
        assert all(o.refusal for o in queries.dispatch_offers(squad, seen))
    assert not queries.dispatches(squad)
    (work,) = in_flight(task.tenant)
    assert fate(work, COVERAGE, cases_move=True).reason == "fate.taken_up"
    assert queries.dispatch(who("weiping-leader"), task.pk) is None


def test_the_county_declines_with_its_reason_and_an_unanswered_mark_is_late_after_a_working_day() -> None:
    """R61 一个工作日内答复"""
    task = loop.dispatched("X-2", area=FENKOU)
    crossing = dispatch.Crossing("当事人众多", criteria=["many_people"])
    dispatch.mark_elevation(by=who("fenkou-leader"), at=loop.AT, dispatch=task.pk, crossing=crossing)
    dispatch.mark_late(tenant=task.tenant, at=loop.minutes(60 * 24 * 3))
    assert Elevation.objects.get(dispatch=task).late_since
    with pytest.raises(Blocked, match="reason_required"):
        dispatch.decline_elevation(by=who("duty-chief"), at=loop.AT, dispatch=task.pk, reason=" ")
    assert dispatch.decline_elevation(by=who("duty-chief"), at=loop.AT, dispatch=task.pk, reason="本地可查清").elevation == "declined"
    assert queries.elevations_of([task.pk])[str(task.pk)].answer == "本地可查清"


def test_only_those_who_see_it_mark_and_only_the_county_answers() -> None:
    """R61 权限"""
    task = loop.dispatched("X-3", area=FENKOU)
    crossing = dispatch.Crossing("跨乡镇", areas=[LINQI])
    for user in ("fenkou-officer-1", "weiping-leader", "commander-weiping", "guidance", "discipline"):
        with pytest.raises(Denied):
            dispatch.mark_elevation(by=who(user), at=loop.AT, dispatch=task.pk, crossing=crossing)
    with pytest.raises(Blocked, match="elevation_ground_required"):
        dispatch.mark_elevation(by=who("dispatcher-1"), at=loop.AT, dispatch=task.pk, crossing=dispatch.Crossing("？", areas=[FENKOU]))
    with pytest.raises(Blocked, match="elevation_not_marked"):
        dispatch.take_up(by=who("guidance"), at=loop.AT, dispatch=task.pk, team="squad-qiandaohu")
    dispatch.mark_elevation(by=who("dispatcher-1"), at=loop.AT, dispatch=task.pk, crossing=crossing)
    for user in ("fenkou-leader", "commander-fenkou", "leader", "verifier-1"):
        with pytest.raises(Denied):
            dispatch.take_up(by=who(user), at=loop.AT, dispatch=task.pk, team="squad-qiandaohu")
        with pytest.raises(Denied):
            dispatch.decline_elevation(by=who(user), at=loop.AT, dispatch=task.pk, reason="x")
