"""四、（五）: base level first and never twice, what the county takes up, and what special rules take away."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.cases import play
from tests.county import DAY
from tests.interfaces.web.test_desks import logged_in
from zhifa.apps.cases import services as cases
from zhifa.apps.cases.models import Decision
from zhifa.apps.catalogue import queries as catalogue
from zhifa.interfaces.frame.reasoning import explain
from zhifa.law.rulings import Blocked

pytestmark = pytest.mark.django_db
FENKOU, LINQI, BUREAU = "330127108", "330127103", "淳安县综合行政执法局"


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
