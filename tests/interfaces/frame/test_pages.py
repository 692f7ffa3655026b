"""The frame's own pages and the parts on them."""

from __future__ import annotations

import json
import re

import pytest
from django.template import Context, Template
from django.test import Client

from zhifa.interfaces.frame.parts import Act
from zhifa.law.rulings import refusal

pytestmark = pytest.mark.django_db


def shown(source: str, **context: object) -> str:
    return Template("{% load frame %}" + source).render(Context(context))


def test_the_styleguide_shows_every_part(client: Client) -> None:
    page = client.get("/styleguide").content.decode()
    for part in ("chip", "why", "story", "act", "tile", "table", "facts", "steps", "empty", "pager", "tabs", "field", "map", "progress"):
        assert f'class="{part}' in page, part
    assert '<html lang="zh-Hans-CN"' in page
    assert page.count("<main") == page.count("</main>") == 1
    assert 'class="skip" href="#main"' in page


def test_ids_on_a_page_are_unique(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get("/styleguide").content.decode())
    assert sorted(ids) == sorted(set(ids))


def test_everything_referred_to_exists(client: Client) -> None:
    page = client.get("/styleguide").content.decode()
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    for attribute in ("aria-describedby", "aria-labelledby", "for"):
        for value in re.findall(rf'\s{attribute}="([^"]+)"', page):
            assert set(value.split()) <= ids, (attribute, value)


def test_an_allowed_act_says_its_effect() -> None:
    html = shown("{% act_button act %}", act=Act("派遣", "/x", "派给威坪中队，2 小时内到场", key="d", version=4))
    assert "派给威坪中队，2 小时内到场" in html
    assert 'data-key="d"' in html
    assert 'name="version" value="4"' in html
    assert 'name="submit_key"' in html


def test_a_refused_act_stays_visible_with_its_reason() -> None:
    html = shown("{% act_button act %}", act=Act("结案", "/x", allowed=False, refusal=refusal("reason_required"), key="x"))
    assert 'aria-disabled="true"' in html
    assert 'type="button"' in html
    assert "请写明理由" in html
    assert "data-key" not in html


def test_demonstration_is_marked_only_where_it_is_one() -> None:
    assert "演示" in shown("{% mark_demo %}")
    assert "演示" in shown("{% mark_demo a %}", a=("demo.coverage",))
    assert "演示" not in shown("{% mark_demo a %}", a=("calendar.provisional",))


def test_the_counter_answers_nothing_when_nothing_changed(client: Client) -> None:
    first = client.get("/changes", {"seen": "?"})
    assert first.status_code == 200
    again = client.get("/changes", {"seen": first.content.decode()})
    assert again.status_code == 204
    assert not again.content


def test_the_counter_asks_one_question(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/changes")


def test_chinese_is_spoken_unless_somebody_chooses(client: Client) -> None:
    page = client.get("/styleguide", headers={"Accept-Language": "en-US"})
    assert page["Content-Language"] == "zh-hans"
    chosen = client.post("/language", {"language": "en", "next": "/styleguide"})
    assert chosen["Location"] == "/styleguide"
    assert client.get("/styleguide")["Content-Language"] == "en"


def test_the_language_leads_nowhere_else(client: Client) -> None:
    assert client.post("/language", {"language": "en", "next": "https://example.org/"})["Location"] == "/"


def test_shapes_are_sent_once(client: Client) -> None:
    answer = client.get("/areas.geojson")
    assert json.loads(answer.content)["type"] == "FeatureCollection"
    assert client.get("/areas.geojson", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_search_and_home_need_to_know_who_asks(client: Client) -> None:
    assert client.get("/desk/search?q=x")["Location"].startswith("/login?next=")
    assert client.get("/home")["Location"] == "/"
