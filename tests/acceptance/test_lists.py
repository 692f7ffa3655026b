"""五（一）、七（一）: the supervision list that departments claim, and the cards that say where one duty ends and another begins."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.empowerment.world import AT, DAY
from tests.apps.loop.world import reported
from tests.county import who
from tests.interfaces.web.test_desks import logged_in
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.planning import services as planning
from zhifa.apps.planning.models import SupervisionItem
from zhifa.apps.planning.queries import supervision
from zhifa.law.rulings import Denied

pytestmark = pytest.mark.django_db
BUREAU, ITEMS, CLAIMED = "淳安县综合行政执法局", 57, 55


def education() -> list[SupervisionItem]:
    """教育局 with fifty-seven items: those of the catalogue, filled up with others."""
    planning.compile_supervision_list(by=who("guidance"), at=AT)
    kept = list(SupervisionItem.objects.order_by("matter__code").values_list("pk", flat=True)[:ITEMS])
    SupervisionItem.objects.filter(organ="education").exclude(pk__in=kept).delete()
    SupervisionItem.objects.filter(pk__in=kept).update(organ="education", organ_name="淳安县教育局")
    return list(SupervisionItem.objects.filter(pk__in=kept))


def standing() -> supervision.DepartmentRow:
    return next(d for d in supervision.departments(who("leader"), DAY + timedelta(days=9)) if d.organ == "education")


def test_of_fifty_seven_items_fifty_five_are_claimed_and_the_rest_is_red_with_the_days_it_waits() -> None:
    """R65 监管事项总目录清单、检查实施清单"""
    own = education()
    planning.claim_items(by=who("regulator-education"), at=AT, items=[i.pk for i in own[:CLAIMED]], carrier="民办教育科")
    row = standing()
    assert (row.claimable, row.claimed, row.waiting, row.oldest) == (ITEMS, CLAIMED, 2, 9)
    page = logged_in("guidance").get(reverse("web:supervision")).content.decode()
    line = page[page.index("淳安县教育局") :].split("</tr>")[0]
    assert '<span class="chip" data-level="late">2</span>' in line


def test_no_such_power_counts_only_after_the_legal_office_confirmed_it() -> None:
    """R65 监管事项总目录清单、检查实施清单"""
    one = education()[0]
    said = {"item": one.pk, "ground": "no_power", "reason": "无此职权"}
    row = planning.disclaim_item(by=who("regulator-education"), at=AT, **said)
    assert (row.state, standing().claimable) == ("disclaimed", ITEMS)
    for user in ("regulator-education", "guidance", "leader"):
        with pytest.raises(Denied):
            planning.confirm_item(by=who(user), at=AT, item=one.pk, reason="属实")
    planning.confirm_item(by=who("legal"), at=AT, item=one.pk, reason="三定方案没有这项职责")
    assert (standing().claimable, standing().excused) == (ITEMS - 1, 1)


def test_a_boundary_card_is_found_by_everyday_words() -> None:
    """R99 明确执法边界"""
    page = Client().get("/boundaries", {"what": "油烟"}).content.decode()
    assert BUREAU in page
    assert "原来的主管部门保留" in page


def test_the_dispatcher_sees_the_boundary_card_while_routing() -> None:
    """R99 明确执法边界"""
    row = reported("card", text="饭店油烟直排，熏得楼上开不了窗")
    page = logged_in("dispatcher-1").get(reverse("web:incident", args=[row.number])).content.decode()
    card = page[page.index('class="why boundary"') :].split("</details>")[0]
    offered = catalogue.matter(row.proposals["candidates"][0]["matter"])
    assert offered is not None
    duty = catalogue.duty(offered.domain)
    assert duty is not None
    assert all(name in card for name in (duty.enforcer_name, duty.organ_name, duty.text, "原来的主管部门保留"))
