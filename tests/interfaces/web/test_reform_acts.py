"""The desks of lists and drills: drafted, confirmed, sent, answered on desk and phone, refused to others."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.interfaces.web.test_desks import logged_in, people  # noqa: F401
from zhifa.apps.appraisal.models import DrillCall, ListedMatter, ProfessionalList

pytestmark = pytest.mark.django_db
LISTS, DRILLS = "/desk/reform/lists/", "/desk/drills/"


def page(client: Any, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_lists_are_drafted_sorted_submitted_and_confirmed_with_a_document(people: None) -> None:  # noqa: F811
    guidance, team, legal = logged_in("guidance"), logged_in("team-market-1"), logged_in("legal")
    assert "还没有清单" in page(guidance, LISTS)
    assert logged_in("leader").post(LISTS).status_code == 409
    assert guidance.post(LISTS).status_code == 302
    row = ProfessionalList.objects.get(domain="market")
    one = reverse("web:professional_list", args=[row.pk])
    assert "剔除勾选的事项" in page(team, one)
    assert page(logged_in("team-health-1"), one, 404)
    code = ListedMatter.objects.filter(list=row).order_by("code")[0].code
    assert team.post(one, {"matters": [code], "reason": ""}).status_code == 422
    assert team.post(one, {"matters": [code], "reason": "属于城市管理", "version": "1"}).status_code == 302
    acts = {a: reverse("web:professional_list_act", args=[row.pk, a]) for a in ("submit", "confirm", "send_back", "strike")}
    assert team.post(acts["submit"], {}).status_code == 302
    assert guidance.post(acts["confirm"], {"document": "x"}).status_code == 409
    assert page(legal, acts["strike"], 404)
    assert legal.post(acts["send_back"], {"reason": "缺依据"}).status_code == 302
    assert "缺依据" in page(team, LISTS)
    assert team.post(acts["submit"], {}).status_code == 302
    assert "代替以前的版本" in page(legal, acts["confirm"])
    assert legal.post(acts["confirm"], {"document": ""}).status_code == 422
    assert legal.post(acts["confirm"], {"document": "淳司〔2026〕1号"}).status_code == 302
    assert "淳司〔2026〕1号" in page(guidance, LISTS)
    assert "属于城市管理" in guidance.get(one, {"format": "csv"}).content.decode()
    assert "淳司〔2026〕1号" in guidance.get(LISTS, {"format": "csv"}).content.decode()
    assert page(logged_in("weiping-officer-1"), LISTS, 403)


def test_a_drill_is_sent_answered_on_desk_and_phone_and_called_off(people: None) -> None:  # noqa: F811
    chief, team, officer = logged_in("duty-chief"), logged_in("team-market-1"), logged_in("weiping-officer-1")
    assert "还没有演练" in page(chief, DRILLS)
    assert page(team, reverse("web:drill_new"), 403)
    given = {"title": "夜间演练", "words": "报在岗人数", "teams": ["squad-weiping", "team-market", "team-health"]}
    assert chief.post(reverse("web:drill_new"), {**given, "title": ""}).status_code == 422
    assert chief.post(reverse("web:drill_new"), given).status_code == 302
    calls = {c.team: c for c in DrillCall.objects.select_related("drill")}
    assert "夜间演练" in page(team, DRILLS)
    desk = reverse("web:drill_answer", args=[calls["team-market"].pk])
    assert "报在岗人数" in page(team, desk)
    assert page(officer, desk, 404)
    assert team.post(desk, {"words": "在岗三人"}).status_code == 302
    phone = reverse("handheld:drill_answer", args=[calls["squad-weiping"].pk])
    assert phone in page(officer, "/m/")
    assert "夜间演练" in page(officer, phone)
    assert officer.post(phone, {"words": "在岗四人"}).status_code == 302
    assert phone not in page(officer, "/m/")
    off = reverse("web:drill_call_off", args=[calls["team-market"].drill_id])
    assert chief.post(off, {"reason": "真实险情"}).status_code == 302
    assert chief.post(off, {"reason": "再次"}).status_code == 422
    found = page(logged_in("guidance"), DRILLS)
    assert "2 / 3 按时应答" in found
    assert "已取消" in found
    assert "在岗四人" in chief.get(DRILLS, {"format": "csv"}).content.decode()


def test_a_look_for_directives_is_recorded_and_wrong_numbers_are_said_at_their_field(people: None) -> None:  # noqa: F811
    guidance, url = logged_in("guidance"), reverse("web:drill_look")
    assert "翻看队伍" in page(guidance, url)
    given = {"team": "squad-weiping", "since": "2026-08-01", "until": "2026-08-31", "looked_at": "20", "outside": "21", "words": "电话"}
    wrong = guidance.post(url, given)
    assert wrong.status_code == 422
    assert "outside" in wrong.context["form"].errors
    assert guidance.post(url, {**given, "outside": "2"}).status_code == 302
    assert "电话" in page(logged_in("leader"), DRILLS)
    assert page(logged_in("leader"), url, 403)
    figure = page(guidance, reverse("web:reform_figure", args=["X6.orders"]))
    assert "90.0%" in figure


@pytest.mark.parametrize("url", [LISTS, DRILLS])
def test_a_page_asks_no_more_than_it_says(people: None, url: str, django_assert_max_num_queries: Any) -> None:  # noqa: F811
    client = logged_in("guidance")
    client.post(LISTS)
    client.post(reverse("web:drill_new"), {"title": "演练", "words": "应答"})
    client.get(url)
    with django_assert_max_num_queries(24):
        client.get(url)
