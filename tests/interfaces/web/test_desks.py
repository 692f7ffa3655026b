"""Each desk opens for its people, says why to the others, and asks the database a known number of questions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.county import source, who
from zhifa.apps.dispatch import services
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.models import Incident
from zhifa.interfaces.frame import clock

pytestmark = pytest.mark.django_db
PEOPLE = {
    "dispatcher": "dispatcher-1",
    "duty_chief": "duty-chief",
    "squad_leader": "weiping-leader",
    "officer": "weiping-officer-1",
    "auxiliary": "weiping-auxiliary-1",
    "verifier": "verifier-1",
    "township_commander": "commander-weiping",
    "regulator": "regulator-housing-construction",
    "professional": "team-agriculture-1",
    "guidance": "guidance",
    "leader": "leader",
    "legal_reviewer": "legal",
    "discipline": "discipline",
    "system_admin": "system-admin",
    "security_admin": "security-admin",
    "audit_admin": "audit-admin",
}
DESKS = {
    "web:queue": {"dispatcher", "duty_chief", "discipline"},
    "web:department": {"regulator"},
    "web:changes": {"township_commander", "regulator", "guidance", "leader", "legal_reviewer", "discipline"},
    "web:cutovers": {
        "squad_leader",
        "professional",
        "regulator",
        "guidance",
        "leader",
        "duty_chief",
        "dispatcher",
        "legal_reviewer",
        "discipline",
        "officer",
        "township_commander",
    },
    "web:cockpit": {"dispatcher", "duty_chief", "guidance", "leader", "legal_reviewer", "discipline"},
    "handheld:home": {"squad_leader", "officer", "auxiliary", "professional"},
}


@pytest.fixture
def people(county) -> None:
    """The demonstration's accounts: loaded with the county."""


def logged_in(username: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def reported(text: str = "环镇路有人乱倒生活垃圾", n: int = 1) -> Incident:
    now = clock.now()
    report = Report(source="12345", text=text, reported_at=now, external_id=f"W-{n}", area="330127104", reporter_phone="13800001234")
    return incidents.report_incident(by=source(), at=now, report=report).incident


def dispatched(n: int = 1) -> Dispatch:
    row, now = reported(n=n), clock.now()
    _, sent = services.accept_incident(by=who("dispatcher-1"), at=now, incident=row.pk, matters=["UM-018"])
    return services.dispatch_matter(by=who("dispatcher-1"), at=now, dispatch=sent[0].pk)


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("desk", DESKS)
def test_a_desk_opens_for_its_duties_and_says_why_to_others(people, desk: str, role: str) -> None:
    answer = logged_in(PEOPLE[role]).get(reverse(desk))
    assert answer.status_code == (200 if role in DESKS[desk] else 403)
    if role not in DESKS[desk]:
        assert "role_may_not" not in answer.content.decode()
        assert 'class="blocked"' in answer.content.decode() or "这一步不由您来做" in answer.content.decode()


def test_nobody_reaches_a_desk_without_logging_in(county) -> None:
    for desk in DESKS:
        answer = Client().get(reverse(desk))
        assert answer.status_code == 302
        assert "/login" in answer["Location"]


@pytest.mark.parametrize("role", ["officer", "leader", "regulator", "auxiliary", "discipline"])
def test_an_incident_of_others_is_refused_and_the_reporter_never_shown(people, role: str) -> None:
    row = reported()
    answer = logged_in(PEOPLE[role]).get(reverse("web:incident", args=[row.number]))
    text = answer.content.decode()
    assert answer.status_code == (200 if role in ("leader", "discipline") else 403)
    assert "13800001234" not in text
    assert "138****" not in text


def test_the_centre_sees_the_phone_masked_until_it_gives_a_reason(people) -> None:
    row = reported()
    client = logged_in("dispatcher-1")
    page = client.get(reverse("web:incident", args=[row.number])).content.decode()
    assert "138****34" in page
    assert "13800001234" not in page
    assert client.post(reverse("web:reveal", args=[row.number]), {"reason": ""}).status_code == 409
    assert "13800001234" in client.post(reverse("web:reveal", args=[row.number]), {"reason": "回访"}).content.decode()


def test_one_key_accepts_the_ruling_and_a_second_press_does_nothing(people) -> None:
    row = reported()
    client = logged_in("dispatcher-1")
    url = reverse("web:incident_act", args=[row.number, "accept"])
    sent = {"matters": ["UM-018"], "submit_key": "once", "version": "1"}
    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 302
    assert Dispatch.objects.count() == 1
    row.refresh_from_db()
    assert row.state == "accepted"


def test_an_act_on_an_older_version_is_refused_and_nothing_is_lost(people) -> None:
    row = reported()
    incidents.take_incident(by=who("dispatcher-2"), at=clock.now(), incident=row.pk)
    answer = logged_in("dispatcher-1").post(
        reverse("web:incident_act", args=[row.number, "accept"]), {"matters": ["UM-018"], "version": "1"}
    )
    assert answer.status_code == 409
    assert "别人刚刚改过" in answer.content.decode()
    assert not Dispatch.objects.exists()


def test_a_refused_form_keeps_what_was_typed(people) -> None:
    row = reported()
    Incident.objects.filter(pk=row.pk).update(state="accepted")
    answer = logged_in("dispatcher-1").post(
        reverse("web:incident_act", args=[row.number, "close"]), {"answer": "垃圾已经清走了", "version": "1"}
    )
    assert answer.status_code == 409
    assert "垃圾已经清走了" in answer.content.decode()


def test_a_department_is_refused_a_transferred_matter_and_offered_the_hand_over(people) -> None:
    client = logged_in("regulator-housing-construction")
    said = {"matter": "HC-019", "area": "330127104", "text": "绿篱被压坏一段", "address": "环镇路", "intent": "file"}
    answer = client.post(reverse("web:department"), said)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "浙江省综合行政执法条例 第十六条" in page
    assert "绿篱被压坏一段" in page
    assert client.post(reverse("web:department"), {**said, "intent": "hand_over"}).status_code == 302
    row = Incident.objects.get()
    assert (row.source, row.reported_by_organ) == ("department", "housing_construction")
    assert row.number in client.get(reverse("web:department")).content.decode()


@pytest.mark.parametrize(
    ("url", "username", "questions"),
    [
        ("/desk/queue/", "dispatcher-1", 27),
        ("/desk/tasks/", "weiping-leader", 16),
        ("/desk/cockpit/", "leader", 20),
        ("/m/", "weiping-officer-1", 13),
    ],
)
def test_a_page_asks_no_more_than_it_says_however_many_rows(people, url, username, questions, django_assert_max_num_queries) -> None:
    for n in range(6):
        dispatched(n)
    client = logged_in(username)
    client.get(url)
    with django_assert_max_num_queries(questions):
        assert client.get(url).status_code == 200


def test_every_number_of_the_cockpit_opens_exactly_its_rows(people) -> None:
    for n in range(3):
        dispatched(n)
    Incident.objects.filter(external_id="W-1").update(due_at=clock.now() - timedelta(hours=1))
    client = logged_in("leader")
    figures = client.get(reverse("web:cockpit")).context["figures"]
    for figure in figures:
        assert client.get(figure.url).context["page"].total == figure.value
