"""Reporting without an account, and following it."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from zhifa.apps.evidence.models import EvidenceFile
from zhifa.apps.incidents.models import Incident, Reporter
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.portal import reports

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_reported_yet() -> None:
    cache.clear()


@pytest.fixture
def said(client: Client) -> dict[str, str]:
    form = client.get("/report").content.decode()
    found = re.search(r'name="ticket" value="([^"]+)"', form)
    assert found
    area = next(a.code for a in registry.areas() if a.name == "威坪镇")
    return {
        "text": "有人半夜往河边倒建筑垃圾",
        "area": area,
        "address": "环镇路桥头",
        "name": "王女士",
        "phone": "13800000000",
        "ticket": found[1],
    }


def test_a_report_gives_a_tracking_code_that_leads_to_its_progress(client: Client, said: dict[str, str]) -> None:
    answer = client.post("/report", said, follow=True)
    code = re.search(r'class="code-big">(\w{10})<', answer.content.decode())
    assert code
    progress = client.get(f"/track/{code[1].lower()}").content.decode()
    assert "收到" in progress
    assert "威坪镇" in progress


def test_who_reported_is_kept_apart_and_shown_to_nobody(client: Client, said: dict[str, str]) -> None:
    client.post("/report", said)
    incident = Incident.objects.get()
    assert incident.source == "citizen"
    assert Reporter.objects.get().name == "王女士"
    progress = client.get(f"/track/{incident.tracking_code}").content.decode()
    assert "王女士" not in progress
    assert "13800000000" not in progress


def test_a_second_press_makes_no_second_incident(client: Client, said: dict[str, str]) -> None:
    client.post("/report", said)
    client.post("/report", said)
    assert Incident.objects.count() == 1


def test_nobody_needs_to_say_who_they_are(client: Client, said: dict[str, str]) -> None:
    client.post("/report", said | {"name": "", "phone": ""})
    assert Incident.objects.count() == 1
    assert not Reporter.objects.exists()


def test_what_is_missing_is_said_at_the_field_and_nothing_typed_is_lost(client: Client, said: dict[str, str]) -> None:
    answer = client.post("/report", said | {"area": ""})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_area_error"' in text
    assert "有人半夜往河边倒建筑垃圾" in text
    assert not Incident.objects.exists()


def test_a_wrong_phone_number_is_named_at_its_field(client: Client, said: dict[str, str]) -> None:
    answer = client.post("/report", said | {"phone": "abc"})
    assert answer.status_code == 422
    assert 'id="id_phone_error"' in answer.content.decode()


def test_pictures_are_kept_as_leads_of_the_incident(client: Client, said: dict[str, str]) -> None:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(drawn, "JPEG")
    client.post("/report", said | {"photos": SimpleUploadedFile("河边.jpg", drawn.getvalue(), "image/jpeg")})
    kept = EvidenceFile.objects.get()
    assert kept.subject_id == Incident.objects.get().pk
    assert kept.material == "lead"
    assert kept.name == "河边.jpg"


def test_a_picture_that_is_none_does_not_lose_the_report(client: Client, said: dict[str, str]) -> None:
    answer = client.post("/report", said | {"photos": SimpleUploadedFile("x.jpg", b"", "image/jpeg")}, follow=True)
    assert Incident.objects.count() == 1
    assert "code-big" in answer.content.decode()


def test_a_filled_trap_is_a_machine(client: Client, said: dict[str, str]) -> None:
    answer = client.post("/report", said | {"url": "https://spam"})
    assert answer.status_code == 422
    assert not Incident.objects.exists()


def test_a_form_that_was_not_fetched_here_is_refused_once(client: Client, said: dict[str, str]) -> None:
    answer = client.post("/report", said | {"ticket": "made-up"})
    text = answer.content.decode()
    assert answer.status_code == 422
    fresh = re.search(r'name="ticket" value="([^"]+)"', text)
    assert fresh
    assert fresh[1] != "made-up"
    client.post("/report", said | {"ticket": fresh[1]})
    assert Incident.objects.count() == 1


def test_one_address_cannot_flood_the_desk(client: Client, said: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "PER_HOUR", 1)
    client.post("/report", said)
    answer = client.post("/report", said)
    assert answer.status_code == 422
    assert "12345" in answer.content.decode()


def test_a_wrong_code_is_said_to_be_wrong(client: Client) -> None:
    answer = client.get("/track/0000000000")
    assert answer.status_code == 404
    assert "没有这个查询码" in answer.content.decode()
    assert client.get("/track/", {"code": " abc "})["Location"] == "/track/ABC"


def test_the_code_is_shown_only_to_whom_it_was_given(client: Client) -> None:
    assert client.get("/report/sent")["Location"] == "/track/"
