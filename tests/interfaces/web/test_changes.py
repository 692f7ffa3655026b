"""The desk of catalogue changes: from the request to its day, and what each page refuses."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import county
from tests.apps.adjustments.test_editions import NEW_MATTER
from tests.apps.adjustments.test_editions import loaded as newer
from tests.apps.adjustments.world import back_to, checked, drafted, in_effect, moved, published, scored
from tests.interfaces.web.test_desks import logged_in
from zhifa.apps.adjustments.models import Change
from zhifa.interfaces.frame import clock
from zhifa.law.catalogue_change import KINDS

pytestmark = pytest.mark.django_db
WORDS = {"title": "调整梓桐镇的中队覆盖", "ground": "work_need", "ground_text": "梓桐镇到威坪的路更近，响应更快"}


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    """The county."""
    county.load()


def text(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"web:{name}", args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def sent(client: Client, name: str, /, *args: Any, **words: Any) -> Any:
    return client.post(reverse(f"web:{name}", args=args), words)


def test_a_request_goes_from_the_office_through_legal_staff_and_leader_to_its_day() -> None:
    office, legal, leader = logged_in("guidance"), logged_in("legal"), logged_in("leader")
    today = clock.today().isoformat()
    assert sent(office, "change_new", **WORDS, effective_on=today).status_code == 302
    pk = Change.objects.get().pk
    assert "还没有调整内容" in text(office, "change", pk)
    assert sent(office, "change_add", pk, "coverage", area="330127107", team="squad-weiping").status_code == 302
    page = text(office, "change", pk)
    assert "姜家中队" in page
    assert "威坪中队" in page
    assert "生效时会写入什么" in page
    for act in ("submit", "score"):
        assert sent(office, "change_act", pk, act).status_code == 302, act
    assert sent(legal, "change_act", pk, "check", opinion="").status_code == 422
    assert sent(legal, "change_act", pk, "check", opinion="符合条例第九条").status_code == 302
    words = {"organ": "淳安县综合行政执法局", "number": "淳综执〔2026〕5号", "issued_on": today}
    assert "现在还不能这样做" in sent(leader, "change_act", pk, "approve", **{**words, "issued_on": "2999-01-01"}).content.decode()
    assert sent(leader, "change_act", pk, "approve", **words).status_code == 302
    assert sent(office, "change_act", pk, "publish", channel="县政府门户网站").status_code == 302
    assert "执法事项目录调整公告" in text(office, "change", pk)
    assert sent(office, "change_act", pk, "take_effect").status_code == 302
    assert "写入了什么" in text(leader, "change", pk)
    assert Change.objects.get(pk=pk).state == "in_effect"


def test_every_kind_of_item_has_a_form_and_the_page_shows_it() -> None:
    office, pk = logged_in("guidance"), drafted().pk
    said: dict[str, dict[str, Any]] = {
        "end_matter": {"matter": "UM-001"},
        "revise_matter": {"matter": "UM-002", "name": "新名称", "party_kind": "any", "minimum": "20", "maximum": "80"},
        "new_grant": {"matter": "HC-001", "powers": ["penalty"], "holder": "housing_construction"},
        "revise_grant": {"grant": "plan:civil_affairs:penalty", "until": "2030-01-01"},
        "coverage": {"area": "330127107", "team": "squad-fenkou"},
        "plate": {"organ": "enforcement_bureau", "main": "淳安县城市管理局"},
        "empower": {"organ": "gov-330127104", "matters": "UM-001、UM-002"},
        "withdraw_power": {"organ": "gov-330127108", "matters": "UM-001"},
        "new_matter": {
            "code": "UM-900",
            "name": "某事项",
            "domain": "urban_management",
            "kinds": ["fine"],
            "statute": "没有这部法",
            "article": 3,
        },
    }
    assert set(said) == set(KINDS)
    for kind, words in said.items():
        assert office.get(reverse("web:change_add", args=[pk, kind])).status_code == 200, kind
        assert sent(office, "change_add", pk, kind, **words).status_code == (422 if kind == "new_matter" else 302), kind
    from zhifa.apps.catalogue.models import Statute

    title = Statute.objects.filter(until__isnull=True).order_by("code")[0].title
    assert sent(office, "change_add", pk, "new_matter", **{**said["new_matter"], "statute": title}).status_code == 302
    page = text(office, "change", pk)
    assert all(word in page for word in ("淳安县城市管理局", "新名称", "UM-900", "威坪镇人民政府"))
    assert office.get(reverse("web:change_add", args=[pk, "nothing"])).status_code == 404
    assert sent(office, "change_drop", pk, 1).status_code == 303
    assert sent(office, "change_drop", pk, 1).status_code == 422


def test_words_of_a_request_are_amended_and_its_items_stay() -> None:
    office, row = logged_in("guidance"), drafted(moved())
    assert 'value="调整部分执法事项"' in text(office, "change_amend", row.pk)
    assert sent(office, "change_amend", row.pk, **{**WORDS, "effective_on": "2027-01-01"}).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.items.count()) == (WORDS["title"], 1)


def test_the_score_sheet_shows_what_is_behind_each_figure() -> None:
    page = text(logged_in("legal"), "change", scored(back_to("HC-001")).pk)
    assert all(word in page for word in ("三高评分", "高频率", "涉及部门", "建议", "演示"))


def test_the_page_says_what_stands_in_the_way_of_the_next_step() -> None:
    item = {"until": "2026-12-01"}
    from zhifa.apps.adjustments.services import Item

    row = checked(Item("revise_grant", "plan:housing_construction:penalty", item))
    page = text(logged_in("leader"), "change", row.pk)
    assert "监管缺位" in page
    assert "下一步还不能办" in page


def test_lists_are_found_filtered_and_taken_out() -> None:
    drafted(moved())
    row = published(moved())
    office = logged_in("guidance")
    assert row.code in text(office, "changes")
    assert row.code not in office.get(reverse("web:changes"), {"state": "drafted"}).content.decode()
    assert "没有这样的调整" in office.get(reverse("web:changes"), {"q": "没有的词"}).content.decode()
    assert office.get(reverse("web:change_export"))["Content-Type"].endswith("spreadsheetml.sheet")


def test_those_without_a_part_in_it_see_neither_list_nor_page() -> None:
    row = in_effect(moved())
    for user in ("weiping-officer-1", "dispatcher-1"):
        client = logged_in(user)
        assert client.get(reverse("web:changes")).status_code == 403
        assert client.get(reverse("web:change", args=[row.pk])).status_code == 403
    mine = drafted(moved())
    assert logged_in("commander-weiping").get(reverse("web:change", args=[mine.pk])).status_code == 404


def test_the_list_and_a_page_speak_english() -> None:
    row = published(moved(), back_to("HC-001"))
    client = logged_in("guidance")
    client.cookies["django_language"] = "en"
    for name, args in (("changes", ()), ("change", (row.pk,))):
        assert '<html lang="en">' in text(client, name, *args)


def test_differences_of_a_newer_edition_are_put_into_a_request_and_settled() -> None:
    office = logged_in("guidance")
    assert "待列入" not in text(office, "changes")
    newer(matters=({"UM-001": {"name": "擅自占道设摊"}}, [NEW_MATTER]), organs=({"archives": {"name": "淳安县档案馆"}}, []))
    assert "2 项差异待列入" in text(office, "changes")
    page = text(office, "change_from_packs")
    assert "在镜湖冰面行车" in page
    assert "机关 1" in page
    key = re.search(r'value="(new_matter:[^"]+)"', page)
    assert key
    assert sent(office, "change_from_packs", keys=[key[1]]).status_code == 422
    assert sent(office, "change_from_packs", keys=[key[1]], effective_on="2026-10-01").status_code == 302
    row = Change.objects.get()
    assert "来自新版数据包" in text(office, "change", row.pk)
    words = {"name": "在湖面冰上行车", "domain": "urban_management", "kinds": ["fine"], "precondition": "none", "listed": ""}
    assert "在镜湖冰面行车" in text(office, "change_settle", row.pk, 1)
    assert sent(office, "change_settle", row.pk, 1, **words).status_code == 302
    assert "在湖面冰上行车" in text(office, "change", row.pk)
    assert office.get(reverse("web:change_settle", args=[row.pk, 2])).status_code == 404
