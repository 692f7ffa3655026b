"""Who enforces what where I live."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from zhifa.apps.registry import queries as registry

pytestmark = pytest.mark.django_db
WHAT = "店铺把东西摆到人行道上"


def code(name: str) -> str:
    return next(a.code for a in registry.areas() if a.name == name)


def page(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_page_asks_where_and_what(client: Client) -> None:
    text = page(client, "/")
    assert 'name="area"' in text
    assert 'name="what"' in text
    assert text.count("<option") == 25  # 23 townships, the development zone, and none chosen yet
    assert "12345" in text


def test_an_empowered_township_answers_in_its_own_name(client: Client) -> None:
    text = page(client, "/", area=code("汾口镇"), what=WHAT)
    assert "汾口镇人民政府" in text
    assert "汾口中队" in text
    assert "演示" in text
    assert "为什么" in text


def test_elsewhere_the_bureau_answers_for_the_same_thing(client: Client) -> None:
    text = page(client, "/", area=code("浪川乡"), what=WHAT)
    assert re.search(r'class="name">\s*淳安县综合行政执法局', text)
    assert "浪川乡人民政府" in text  # who coordinates is said too


def test_without_a_place_no_holder_is_guessed(client: Client) -> None:
    text = page(client, "/", what=WHAT)
    assert "管辖由发生地决定" in text
    assert 'class="name"' not in text


def test_words_that_mean_nothing_get_no_answer_but_a_way_on(client: Client) -> None:
    text = page(client, "/", area=code("威坪镇"), what="啦啦啦")
    assert 'class="answer"' not in text
    assert "换个说法再试" in text
    assert "12345" in text


def test_what_was_typed_is_shown_and_never_run(client: Client) -> None:
    text = page(client, "/", what="<script>alert(1)</script>")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_a_matter_says_what_the_law_says_and_who_holds_it_where(client: Client) -> None:
    text = page(client, "/matters/UM-001")
    assert "第十七条" in text
    assert "先责令改正" in text
    assert "淳安县综合行政执法局" in text
    assert "汾口镇人民政府" in text
    assert "元" in text


def test_the_answer_of_a_past_day_can_be_read_again(client: Client) -> None:
    now = page(client, "/matters/UM-001", day="2026-09-01")
    before = page(client, "/matters/UM-001", day="2022-01-01")
    assert "汾口镇人民政府" in now
    assert 'class="title">汾口镇人民政府' not in before


def test_an_area_lists_every_domain(client: Client) -> None:
    text = page(client, f"/areas/{code('威坪镇')}")
    assert "威坪中队" in text
    assert "城市管理" in text
    assert "档案" in text
    assert "不是法定界线" in text


def test_a_water_grid_answers_for_the_township_it_lies_in(client: Client) -> None:
    grid = registry.areas("water_grid")[0]
    place = registry.governed(grid.code)
    assert place is not None
    assert f"这里属于{place.name}" in page(client, f"/areas/{grid.code}")


def test_unknown_addresses_are_missing(client: Client) -> None:
    assert client.get("/matters/NO-999").status_code == 404
    assert client.get("/areas/000000").status_code == 404


def test_the_explanation_says_what_is_drawn_and_what_demo_means(client: Client) -> None:
    text = page(client, "/about")
    assert "不是法定行政区域界线" in text
    assert "不能作为办事依据" in text
    assert "demo@" in text or "demo" in text  # the editions that were loaded


def test_the_pages_speak_english(client: Client) -> None:
    client.post("/language", {"language": "en", "next": "/"})
    text = page(client, "/", area=code("汾口镇"), what=WHAT)
    assert '<html lang="en"' in text
    assert "Who enforces it?" in text
    assert "汾口镇人民政府" in text  # organs stay Chinese


@pytest.mark.parametrize(
    ("address", "most"),
    [("/", 6), ("/?area=330127108&what=店外经营", 20), ("/areas/330127104", 12), ("/matters/UM-001?area=330127108", 14)],
)
def test_a_page_costs_a_known_number_of_questions(client: Client, django_assert_max_num_queries: object, address: str, most: int) -> None:
    client.get(address)  # fills what the process keeps
    with django_assert_max_num_queries(most):  # type: ignore[operator]
        client.get(address)
