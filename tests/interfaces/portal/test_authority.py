"""Any day of the catalogue for everybody: who could enforce this here on that day."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
FENKOU = "330127108"


def page(client: Client, **asked: str) -> str:
    answer = client.get("/authority", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def name_of(text: str) -> str:
    found = re.search(r'class="name">\s*([^<]+?)\s*<', text)
    assert found
    return found.group(1)


def test_before_the_township_was_empowered_the_bureau_could_fine_and_the_township_is_weighed(client: Client) -> None:
    text = page(client, what="UM-001", area=FENKOU, day="2021-12-01")
    assert name_of(text) == "淳安县综合行政执法局"
    assert "来源没有载明" in text
    assert "汾口镇人民政府的授权在2021-12-01还没有生效" in text


def test_after_it_the_township_acts_in_its_own_name_since_a_day(client: Client) -> None:
    text = page(client, matter="UM-001", area=FENKOU, day="2026-09-01")
    assert name_of(text) == "汾口镇人民政府"
    assert "2022-09-01" in text


def test_other_powers_are_asked_for_themselves(client: Client) -> None:
    assert name_of(page(client, matter="UM-001", area=FENKOU, day="2026-09-01", power="coercion")) == "淳安县综合行政执法局"
    assert name_of(page(client, matter="UM-001", area=FENKOU, day="2026-09-01", power="licence")) == "淳安县城市管理主管部门"


def test_where_the_sources_name_nobody_nobody_is_named(client: Client) -> None:
    assert name_of(page(client, matter="EE-003", area=FENKOU, day="2026-09-01")) == "那一天的依据里没有写明由谁管"


def test_the_permalink_and_the_other_stretches_lead_to_answers(client: Client) -> None:
    text = page(client, what="UM-001", area=FENKOU, day="2021-12-01")
    links = [unescape(link) for link in re.findall(r'href="([^"]*/authority\?[^"]*)"', text)]
    answers = {name_of(client.get(link).content.decode()) for link in links}
    assert answers == {"淳安县综合行政执法局", "汾口镇人民政府"}


def test_everyday_words_offer_matters_to_choose_from(client: Client) -> None:
    text = page(client, what="店铺把东西摆到人行道上", area=FENKOU, day="2021-12-01")
    assert "matter=UM-001&amp;area=330127108&amp;power=penalty&amp;day=2021-12-01" in text
    assert 'class="name"' not in text


def test_without_a_place_or_with_a_broken_day_nothing_is_answered(client: Client) -> None:
    assert 'class="name"' not in page(client, matter="UM-001", day="2021-12-01")
    text = page(client, matter="UM-001", area=FENKOU, day="2021-13-01")
    assert 'class="name"' not in text
    assert "这不是一个日期" in text


def test_words_that_mean_nothing_and_unknown_codes_get_no_answer(client: Client) -> None:
    text = page(client, what="啦啦啦", area="330199", power="reign", day="2021-12-01")
    assert "没有找到这件事" in text
