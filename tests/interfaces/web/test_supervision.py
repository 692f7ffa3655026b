"""Departments claim on their desk and through the API; the legal office answers; the county sees who waits."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests import county
from tests.interfaces.web.test_desks import logged_in, people  # noqa: F401
from zhifa.apps.planning import services
from zhifa.apps.planning.models import SupervisionItem
from zhifa.interfaces.frame import clock

pytestmark = pytest.mark.django_db
PAGE = "/desk/supervision/"


@pytest.fixture
def compiled(people: None) -> list[SupervisionItem]:  # noqa: F811
    services.compile_supervision_list(by=county.who("guidance"), at=clock.now())
    return list(SupervisionItem.objects.filter(organ="housing_construction").order_by("matter__code"))


def test_the_guidance_office_compiles_and_before_that_the_page_says_what_will_come(people: None) -> None:  # noqa: F811
    client = logged_in("guidance")
    assert "总目录还没有编制" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"intent": "compile"}).status_code == 302
    assert SupervisionItem.objects.exists()
    assert "由 " in client.get(PAGE).content.decode()
    assert logged_in("leader").post(PAGE, {"intent": "compile"}).status_code == 409


def test_a_department_claims_several_and_disclaims_one_and_the_legal_office_answers(compiled: list[SupervisionItem]) -> None:
    client = logged_in("regulator-housing-construction")
    first, second, third = compiled[:3]
    given = {"intent": "claim", "items": [str(first.pk), str(second.pk)], "carrier": "质安站"}
    assert client.post(PAGE, {**given, "carrier": ""}).status_code == 422
    assert client.post(PAGE, given).status_code == 302
    url = reverse("web:supervision_act", args=[third.pk, "disclaim"])
    assert "无此职权" in client.get(url).content.decode()
    assert client.post(url, {"ground": "no_power", "reason": "由市局负责", "version": "1"}).status_code == 302
    legal = logged_in("legal")
    assert "由市局负责" in legal.get(PAGE, {"state": "disclaimed"}).content.decode()
    confirm = reverse("web:supervision_act", args=[third.pk, "confirm"])
    assert client.post(confirm, {"reason": "属实"}).status_code == 409
    assert legal.post(confirm, {"reason": "属实"}).status_code == 302
    states = [SupervisionItem.objects.get(pk=i.pk).state for i in compiled[:3]]
    assert states == ["claimed", "claimed", "excused"]


def test_the_county_sees_who_waits_and_saves_it(compiled: list[SupervisionItem]) -> None:
    client = logged_in("leader")
    page = client.get(PAGE).content.decode()
    assert "淳安县住房和城乡建设局" in page
    assert "最长已等" in page
    lines = client.get(PAGE, {"format": "csv", "organ": "housing_construction"}).content.decode("utf-8-sig").strip().splitlines()
    assert len(lines) == len(compiled) + 1
    assert logged_in("weiping-officer-1").get(PAGE).status_code == 403


def test_the_page_asks_no_more_than_it_says(compiled: list[SupervisionItem], django_assert_max_num_queries: Any) -> None:
    client = logged_in("leader")
    client.get(PAGE)
    with django_assert_max_num_queries(24):
        client.get(PAGE)
