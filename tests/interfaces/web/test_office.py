"""The guidance office on desks: units and another grouping, its nine jobs with queues and report, arguments for matters."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests.apps.office import world
from tests.interfaces.web.test_desks import PEOPLE, logged_in, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]
__all__ = ["people"]
WEIPING, JIANGJIA = "squad-weiping", "squad-jiangjia"
UNIT_READERS = {"guidance", "leader", "legal_reviewer", "discipline"}


def page(user: str, name: str, *args: object, query: str = "", status: int = 200) -> str:
    answer = logged_in(user).get(reverse(f"web:{name}", args=args) + query)
    assert answer.status_code == status
    return answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("role", PEOPLE)
def test_the_load_of_units_opens_for_its_duties_only(role: str) -> None:
    assert logged_in(PEOPLE[role]).get(reverse("web:units")).status_code == (200 if role in UNIT_READERS else 403)


def test_units_overlaps_and_another_grouping_stand_on_one_page_and_open_their_rows() -> None:
    world.known_for_a_year()
    world.tasks(112, "UM-018", WEIPING, "G")
    world.ordinary_cases(88, "UM-001", WEIPING, "A")
    world.tasks(1, "UM-018", JIANGJIA, "J")
    text = page("guidance", "units", query=f"?source={WEIPING}&target={JIANGJIA}&what=matter:UM-018")
    assert "62.0% → 55.0%" in text
    assert "划转后的执法空档" in text
    assert page("guidance", "unit_pieces", WEIPING, query="?matter=UM-018").count("/desk/incidents/SG") == 112
    assert "威坪中队," in page("guidance", "units", query="?format=csv")
    assert "SJ0" in page("guidance", "unit_pieces", JIANGJIA, query="?format=csv")


def test_a_grouping_that_changes_nothing_is_said_at_the_form() -> None:
    world.tasks(1, "UM-018", WEIPING, "G")
    same = f"?source={WEIPING}&target={WEIPING}&what=domain:urban_management"
    assert "两个机构相同" in page("guidance", "units", query=same, status=422)
    page("guidance", "unit_pieces", "team-market", status=404)


READERS = {"guidance", "leader", "legal_reviewer", "discipline"}
ASKERS = {"township_commander", "regulator", "professional", "squad_leader"}


@pytest.mark.parametrize("role", PEOPLE)
def test_the_office_opens_for_its_duties_and_requests_for_who_asks_too(role: str) -> None:
    client = logged_in(PEOPLE[role])
    for name, args in (("office", ()), ("office_report", (2026,)), ("office_waiting", ("support",)), ("office_section", (2026, "support"))):
        assert client.get(reverse(f"web:{name}", args=args)).status_code == (200 if role in READERS else 403)
    assert client.get(reverse("web:office_requests")).status_code == (200 if role in READERS | ASKERS else 403)


def test_nine_jobs_stand_with_what_waits_and_each_number_opens_its_rows() -> None:
    world.disputes(2, decided=1)
    world.joint_lines(1)
    world.support_requests(3, {"solved": 1, "partly": 1})
    text = page("guidance", "office")
    assert text.count('<section class="card" id=') == 9
    assert "第十二条 第九项" in text
    report = page("leader", "office_report", 2026)
    assert [label in report for label in ("已裁定", "待裁定", "尚未检查", "部分解决", "本年度没有记录")] == [True] * 5
    assert reverse("web:office_section", args=[2026, "support"]) in report
    assert page("leader", "office_section", 2026, "support").count("/desk/office/requests/ZB-") == 3
    partly = "?" + urlencode({"kind": "request", "outcome": "部分解决"})
    assert partly.replace("&", "&amp;") in report
    assert page("leader", "office_section", 2026, "support", query=partly).count("/desk/office/requests/ZB-") == 1
    assert len(page("leader", "office_section", 2026, "support", query=f"{partly}&format=csv").splitlines()) == 2
    assert "ZY1" in page("guidance", "office_waiting", "disputes")
    page("leader", "office_report", 2019, status=404)
    page("leader", "office_section", 2026, "nothing", status=404)


def test_the_report_is_taken_out_as_pdf_docx_and_csv() -> None:
    world.support_requests(3, {"solved": 2})
    client, url = logged_in("guidance"), reverse("web:office_report", args=[2026])
    assert client.get(f"{url}?format=pdf").content.startswith(b"%PDF")
    assert client.get(f"{url}?format=docx").content.startswith(b"PK")
    assert "支持指导乡镇,请求和记录,已解决,2" in client.get(f"{url}?format=csv").content.decode("utf-8-sig")
    assert "ZB-000" in page("guidance", "office_section", 2026, "support", query="?format=csv")
    assert "ZB-002" in page("guidance", "office_waiting", "support", query="?format=csv")


def test_a_township_asks_the_office_answers_and_the_township_says_what_came_of_it() -> None:
    township, office = logged_in("commander-weiping"), logged_in("guidance")
    asked = {"job": "support", "title": "需要法制员指导", "words": "第一次办案", "area": "330127104", "matter": "um-001"}
    answer = township.post(reverse("web:office_ask"), asked)
    assert answer.status_code == 302
    place = answer.headers["Location"]
    number = place.rstrip("/").rsplit("/", 1)[-1]
    assert office.post(reverse("web:office_act", args=[number, "take_up"])).status_code == 302
    assert office.post(reverse("web:office_act", args=[number, "answer"]), {"words": ""}).status_code == 422
    assert office.post(reverse("web:office_act", args=[number, "answer"]), {"words": "已派人"}).status_code == 302
    text = page("guidance", "office_request", number)
    assert "只有提出请求的单位可以确认结果" in text
    assert office.post(reverse("web:office_act", args=[number, "confirm"]), {"outcome": "solved"}).status_code == 409
    assert "还差什么" in township.get(reverse("web:office_act", args=[number, "confirm"])).content.decode()
    assert township.post(reverse("web:office_act", args=[number, "confirm"]), {"outcome": "solved"}).status_code == 302
    assert "已解决" in township.get(place).content.decode()
    assert number in page("commander-weiping", "office_requests", query="?state=closed&format=csv")
    assert logged_in("commander-fenkou").get(place).status_code == 404
    assert office.get(reverse("web:office_act", args=[number, "nothing"])).status_code == 404


def test_what_cannot_be_asked_is_said_at_its_field() -> None:
    township = logged_in("commander-weiping")
    wrong = {"job": "assigned", "title": "x", "words": "y", "area": "330127108", "matter": "XX-999"}
    answer = township.post(reverse("web:office_ask"), wrong)
    assert answer.status_code == 422
    assert "目录里没有这个事项" in answer.content.decode()


def test_the_argument_for_a_matter_opens_its_evidence_and_says_what_is_missing() -> None:
    world.known_for_a_year()
    world.tasks(3, "UM-001", WEIPING, "A")
    area = "330127104"
    assert reverse("web:argument", args=[area, "UM-001"]) in page("guidance", "empowerment_demand", area)
    text = page("commander-weiping", "argument", area, "UM-001")
    assert [words in text for words in ("信访投诉", "监管对象", "材料不足，不作建议", "/desk/incidents/SA0", "第十七条")] == [True] * 5
    assert "简易程序适用" in page("guidance", "argument", area, "UM-001", query="?format=csv")
    page("commander-fenkou", "argument", area, "UM-001", status=404)
    page("guidance", "argument", area, "XX-1", status=404)
    page("dispatcher-1", "argument", area, "UM-001", status=403)
