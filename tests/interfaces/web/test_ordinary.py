"""Ordinary cases on desk and phone: the statute's line says what is done, open and why not; an officer gathers evidence on the scene."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.apps.cases import play as summary
from tests.apps.cases.ordinary import play
from tests.interfaces.web.test_desks import logged_in
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.services import ordinary

pytestmark = pytest.mark.django_db
OFFICER, HEAD, LEGAL = "weiping-officer-1", "bureau-head-1", "legal"


@pytest.fixture
def people(county) -> None:
    """The demonstration's accounts: loaded with the county."""


def text(client: Client, name: str, case: OrdinaryCase, *more: str) -> str:
    answer = client.get(reverse(name, args=[case.pk, *more]))
    assert answer.status_code == 200, answer.content.decode()[:1500]
    return answer.content.decode()


def test_the_desk_shows_the_line_with_papers_days_and_why_not(people: None) -> None:
    case = play.proposed()
    shown = text(logged_in(HEAD), "web:ordinary_case", case)
    assert "为什么还不能往下办" in shown
    assert "持有效证件的执法人员只有1名" in shown
    for state in ("investigating", "reported", "reviewed", "notified", "waiting"):
        play.moves(case)[state]()
    shown = text(logged_in(OFFICER), "web:ordinary_case", case)
    for words in ("办案期限还剩", "行政处罚事先告知书", "演示值，不是本县的标准", "行政处罚法 第四十五条"):
        assert words in shown, words


@pytest.mark.parametrize("until", ["served", "archived"])
def test_the_end_of_the_line_opens_for_officer_head_and_reviewer_on_desk_and_phone(people: None, until: str) -> None:
    case = play.played(until)
    for username in (OFFICER, HEAD, LEGAL):
        assert case.decisions.get().number in text(logged_in(username), "web:ordinary_case", case)
    assert case.ref in text(logged_in(OFFICER), "handheld:ordinary", case)


def test_cases_with_the_police_before_the_court_and_without_penalty_have_their_pages(people: None) -> None:
    case = play.played("investigating")
    ordinary.report_crime(by=play.first(), at=play.minutes(300), case=case.pk, offence="污染环境罪", findings=["检出有毒物质"])
    assert "移送待审批" in text(logged_in(HEAD), "web:ordinary_case", case)
    assert "批准移送公安" in text(logged_in(HEAD), "web:ordinary_act", case, "approve_transfer")
    other = play.played("served", party=summary.citizen(name="演示当事人乙", identifier_type="none", identifier=""))
    ordinary.record_remedy(by=play.first(), at=play.at(date(2026, 9, 20)), case=other.pk, remedy="suit", on=date(2026, 9, 20))
    assert "行政诉讼" in text(logged_in(HEAD), "web:ordinary_case", other)


def test_on_the_phone_an_officer_shoots_records_and_registers(people: None) -> None:
    case, phone = play.played("investigating"), logged_in(OFFICER)
    assert (
        case.ref in phone.get(reverse("handheld:home")).content.decode()
        or case.place in phone.get(reverse("handheld:home")).content.decode()
    )
    picture = SimpleUploadedFile("现场.png", summary.PNG, "image/png")
    assert phone.post(reverse("handheld:ordinary_photo", args=[case.pk]), {"picture": picture}).status_code == 302
    shown = text(phone, "handheld:ordinary", case)
    for words in ("现场笔录", "询问笔录", "登记证据", "拍照留证"):
        assert words in shown, words
    url = reverse("handheld:ordinary_act", args=[case.pk, "record_site"])
    words = {"about": "环镇路18号门前", "text": "路面有污水痕迹约两平方米。"}
    assert phone.post(url, {**words, "text": ""}).status_code == 422
    assert phone.post(url, words).status_code == 302
    assert case.records.get().kind == "site"
    assert text(phone, "handheld:ordinary_act", case, "add_evidence")


def test_a_stranger_finds_no_case_and_the_desk_people_no_phone(people: None) -> None:
    case = play.proposed()
    for name in ("web:ordinary_case", "handheld:ordinary"):
        assert logged_in("fenkou-officer-1").get(reverse(name, args=[case.pk])).status_code == 404
    assert logged_in(LEGAL).get(reverse("handheld:ordinary", args=[case.pk])).status_code == 403
