"""One matter in one area on one day, announcements and boundary cards, for everybody."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.http import http_date

from tests import county
from zhifa.apps.catalogue import services
from zhifa.apps.catalogue.services import Terms
from zhifa.apps.incidents.models import Precedent
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.services import touch
from zhifa.interfaces.portal import notices

pytestmark = pytest.mark.django_db
FENKOU, WEIPING, LISTED = "330127108", "330127104", "gov-330127108:penalty:UM-001"


def page(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def name_of(text: str) -> str:
    found = re.search(r'class="name">\s*([^<]+?)\s*<', text)
    assert found
    return found.group(1)


def test_the_address_of_an_answer_keeps_its_meaning(client: Client) -> None:
    assert name_of(page(client, f"/who/{FENKOU}/UM-001", day="2022-08-31")) == "淳安县综合行政执法局"
    text = page(client, f"/who/{FENKOU}/UM-001", day="2022-09-01")
    assert name_of(text) == "汾口镇人民政府"
    assert f"/who/{FENKOU}/UM-001?day=2022-09-01" in text


def test_it_says_plates_basis_version_since_phone_and_what_the_department_keeps(client: Client) -> None:
    text = page(client, f"/who/{FENKOU}/UM-001", day="2026-09-01")
    for said in (
        "汾口镇综合行政执法队、汾口中队",
        "第十七条",
        "2021-09-30 版本",
        "演示〔2022〕1号",
        "2022-09-01",
        "tel:0571",
        "保留：",
        "淳安县城市管理主管部门",
        "边界卡",
    ):
        assert said in text, said


def test_what_no_source_states_is_said_to_be_unstated(client: Client) -> None:
    text = page(client, f"/who/{WEIPING}/UM-001", day="2026-09-01")
    assert name_of(text) == "淳安县综合行政执法局"
    assert text.count("未载明") >= 3  # since, number, day of publication
    assert "淳安县城市管理局" in text  # the second plate of the same organ


def test_what_nobody_answered_is_shown_as_open(client: Client) -> None:
    text = page(client, f"/who/{WEIPING}/EE-003", day="2026-09-01")
    assert "没有写明由谁管" in text
    assert "OP-01" in text
    assert "先报县政府" in text


def test_who_before_and_after_leads_to_answers(client: Client) -> None:
    text = page(client, f"/who/{FENKOU}/UM-001", day="2026-09-01")
    before = [unescape(link) for link in re.findall(rf'href="(/who/{FENKOU}/UM-001\?day=[^"]*)"', text)]
    assert {name_of(page(client, link)) for link in before} == {"淳安县综合行政执法局"}


def test_a_list_that_was_not_published_is_not_in_effect(client: Client) -> None:
    terms = Terms(date(2022, 9, 1), None, None)
    services.revise_grant(by=county.KEEPER, at=county.LOADED_AT, code=LISTED, version=1, terms=terms, ground="公告撤回（演示）")
    assert name_of(page(client, f"/who/{FENKOU}/UM-001", day="2026-09-01")) == "淳安县综合行政执法局"
    assert "UM-001" not in page(client, "/notices/gov-330127108", day="2026-09-01")
    assert "汾口镇人民政府" in page(client, f"/who/{FENKOU}/UM-002", day="2026-09-01")


def test_unknown_places_and_matters_are_missing(client: Client) -> None:
    for address in ("/who/330199/UM-001", f"/who/{FENKOU}/NO-999", "/who/330127/UM-001", "/areas/330127", "/notices/nobody"):
        assert client.get(address).status_code == 404, address
    assert client.get(f"/who/{FENKOU}", {"domain": "finance"})["Location"] == f"/areas/{FENKOU}?domain=finance"


def test_the_catalogue_is_searched_by_words_code_and_domain_twenty_at_a_time(client: Client) -> None:
    assert page(client, "/matters/").count('<li class="row">') == 20
    assert "UM-029" in page(client, "/matters/", what="油烟")
    assert page(client, "/matters/", what="UM-001").count('<li class="row">') == 1
    assert "没有找到这样的事项" in page(client, "/matters/", what="啦啦啦")
    assert "page=2" in page(client, "/matters/", domain="urban_management")
    assert "UM-001" not in page(client, "/matters/", domain="urban_management", page="2")


def test_an_area_is_searched_the_same_way(client: Client) -> None:
    text = page(client, f"/areas/{FENKOU}", domain="urban_management", day="2026-09-01")
    assert f"/who/{FENKOU}/UM-001?day=2026-09-01" in text
    assert "汾口镇有自己公布的行政处罚事项清单" in text
    assert "没有找到这样的事项" in page(client, f"/areas/{FENKOU}", what="啦啦啦")


def test_announcements_stand_as_page_and_as_file(client: Client) -> None:
    assert "汾口镇人民政府" in page(client, "/notices/")
    text = page(client, "/notices/gov-330127108", day="2026-09-01")
    assert "以自身名义在汾口镇行政区域内行使3个领域26项" in text
    assert f"/who/{FENKOU}/UM-001?day=2026-09-01" in text
    file = client.get("/notices/gov-330127108.pdf", {"day": "2026-09-01"})
    assert file["Content-Type"] == "application/pdf"
    assert file.content.startswith(b"%PDF")
    assert client.get("/notices/gov-330127108", {"day": "2022-08-31"}).status_code == 404


def test_one_address_cannot_have_files_drawn_without_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(notices, "PER_HOUR", 1)
    assert client.get("/notices/gov-330127108.pdf").status_code == 200
    answer = client.get("/notices/gov-330127108.pdf")
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "网页上的公告内容相同" in answer.content.decode()


def test_a_boundary_card_says_who_fines_and_what_the_department_keeps(client: Client) -> None:
    text = page(client, "/boundaries", what="油烟")
    assert "餐饮业未安装、不正常使用油烟净化设施" in text
    assert "淳安县综合行政执法局" in text
    assert "原来的主管部门保留" in text
    assert "OP-01" in page(client, "/boundaries", matter="EE-003")
    assert "没有找到这样的事" in page(client, "/boundaries", what="啦啦啦")


def test_a_ruling_stands_on_the_card_without_the_facts_of_its_case(client: Client) -> None:
    Precedent.objects.create(
        number="先例-1",
        matter_code="UM-029",
        matter_name="餐饮业未安装、不正常使用油烟净化设施超标排放",
        areas=[WEIPING],
        words=["某某饭店"],
        holder="enforcement_bureau",
        team="squad-weiping",
        team_name="威坪中队",
        follows_coverage=True,
        reason="王女士反映的饭店",
        citation="浙江省综合行政执法条例 第十二条",
        decided_by="裁定人",
        dispute=uuid4(),
        since=date(2026, 5, 1),
    )
    touch("precedents")
    for address in ("/boundaries?what=油烟&day=2026-09-01", f"/who/{WEIPING}/UM-029?day=2026-09-01"):
        text = page(client, address)
        assert "先例-1" in text
        assert "由属地中队办理" in text
        assert not [word for word in ("某某饭店", "王女士", "裁定人") if word in text]
    assert "先例-1" not in page(client, "/boundaries?what=油烟&day=2026-04-30")
    row = client.get("/api/v1/open-data/precedents").getvalue().decode()
    assert "先例-1" in row
    assert "王女士" not in row


def test_a_page_is_sent_again_only_when_the_data_changed(client: Client) -> None:
    address = f"/who/{FENKOU}/UM-001?day=2026-09-01"
    first = client.get(address)
    tag = first["ETag"]
    assert first["Cache-Control"] == "no-cache"
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    touch("catalogue")
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200
    changed = registry.changed_at("catalogue")
    assert changed
    later = http_date((changed + timedelta(days=1)).timestamp())
    assert client.get(address, headers={"if-modified-since": later}).status_code == 304
    assert client.get(address, headers={"if-modified-since": http_date(0)}).status_code == 200


def test_the_other_language_and_the_other_day_are_other_pages(client: Client) -> None:
    tag = client.get("/matters/")["ETag"]
    client.post("/language", {"language": "en", "next": "/"})
    assert client.get("/matters/", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (f"/who/{FENKOU}/UM-001", 4),
        (f"/areas/{FENKOU}?domain=urban_management", 4),
        ("/matters/?domain=urban_management", 4),
        ("/boundaries?what=油烟", 5),
        ("/notices/", 4),
        ("/notices/enforcement_bureau", 4),
        ("/open-data", 6),
    ],
)
def test_a_page_costs_a_known_number_of_questions(client: Client, django_assert_max_num_queries: object, address: str, most: int) -> None:
    client.get(address)  # fills what the process keeps
    with django_assert_max_num_queries(most):  # type: ignore[operator]
        assert client.get(address).status_code == 200
