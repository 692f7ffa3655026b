"""A place is found by what one knows of it, and shows every organ's visits before anybody leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.inspections.world import AT, DAY, JIANGJIA, MARKET, SQUAD, URBAN, WEIPING, approved, places, recorded, submitted, visit
from tests.county import who
from zhifa.apps.inspections import queries, services
from zhifa.law.rulings import Denied

pytestmark = pytest.mark.django_db


def names(**asked: str) -> set[str]:
    return {p.premises.name for p in queries.places(who(MARKET), DAY, **asked).rows}


def test_a_place_is_found_by_name_address_area_and_trade(county) -> None:
    assert names(text="农家乐甲") == {"某某农家乐甲（演示）"}
    assert names(text="地址02 姜家镇") == {"某某农家乐乙（演示）"}
    assert names(text="premises-03") == {"某某农家乐丙（演示）"}
    assert names(area=WEIPING, kind="餐饮店") == {p.name for p in places(WEIPING, "餐饮店")}
    assert names(text="没有这一家") == set()
    paged = queries.places(who(MARKET), DAY, area=JIANGJIA, start=2, limit=3)
    assert len(paged.rows) == 3 < paged.total


def test_the_list_says_who_else_comes_inside_the_window(county) -> None:
    visit(URBAN, "routine", places()[0])
    submitted(URBAN, some=[places()[1]], since=DAY + timedelta(days=20))
    submitted(URBAN, some=[places()[2]], since=DAY + timedelta(days=31))
    shown = {p.premises.name: [e.organ for e in p.near] for p in queries.places(who(MARKET), DAY, area=JIANGJIA).rows}
    assert [shown[p.name] for p in places()[:3]] == [["urban_management"], ["urban_management"], []]


def test_the_page_of_a_place_has_the_visits_of_all_organs_and_nothing_that_others_found(county) -> None:
    row, finding = recorded()
    place = row.premises
    due = DAY + timedelta(days=5)
    services.order_correction(by=who("weiping-officer-1"), at=AT, finding=finding.pk, order=finding.pk, number="责改1号", due_on=due)
    services.cancel_visit(by=who("weiping-officer-1"), at=AT, visit=visit(place=place).pk, reason="重复")
    approved(SQUAD, some=[place], since=DAY + timedelta(days=40))
    seen = queries.place_history(who(MARKET), place.pk, DAY + timedelta(days=2))
    assert seen is not None
    assert sorted((e.organ, e.cancelled) for e in seen.past) == [("enforcement_bureau", False), ("enforcement_bureau", True)]
    assert [e.organ for e in seen.close] == ["enforcement_bureau"]
    assert [e.since for e in seen.ahead] == [DAY + timedelta(days=40)]
    assert [(e.organ, e.since) for e in seen.rechecks] == [("enforcement_bureau", due)]
    assert seen.in_year == (("淳安县综合行政执法局", 1),)
    assert finding.words not in repr(seen)


def test_places_are_read_by_who_inspects_or_oversees(county) -> None:
    for user in ("weiping-auxiliary-1", "system-admin", "verifier-1"):
        with pytest.raises(Denied):
            queries.places(who(user), DAY)
        with pytest.raises(Denied):
            queries.place_history(who(user), places()[0].pk, DAY)


def test_a_search_asks_a_fixed_number_of_questions(county) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as counted:
            queries.places(who(MARKET), DAY)
        return len(counted)

    asked()  # what is kept per process is read once
    few = asked()
    for place in places()[:4]:
        visit(MARKET, "complaint", place)
    assert asked() == few <= 7
