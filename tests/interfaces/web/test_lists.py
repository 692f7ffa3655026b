"""A department brings its list; the guidance office decides the drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import county
from tests.apps.catalogue.lists import AWNING, NOISE, messy, table
from tests.interfaces.web.test_desks import logged_in
from zhifa.apps.catalogue.models import DepartmentList, DraftMatter

pytestmark = pytest.mark.django_db
URBAN = "urban_management"


@pytest.fixture(autouse=True)
def loaded(db: None, settings: Any, tmp_path: Path) -> None:
    """The county; files go to a folder of this test."""
    settings.IMPORT_ROOT = tmp_path
    county.load()


def uploaded(client: Client, content: bytes, sender: str = URBAN) -> Any:
    return client.post(reverse("web:lists"), {"sender": sender, "file": SimpleUploadedFile("清单.xlsx", content)})


def test_a_list_is_uploaded_looked_at_taken_and_decided() -> None:
    client = logged_in("regulator-urban-management")
    answer = uploaded(client, messy())
    row = DepartmentList.objects.get()
    assert answer["Location"] == reverse("web:list", args=[row.pk])
    page = client.get(answer["Location"]).content.decode()
    assert "3 行有没弄清的地方" in page
    assert "第七十七条第一款第（二）项" in page
    assert "目录里没有《大气污染防治办法》，是不是《大气污染防治法》" in page
    assert client.post(answer["Location"], {**row.columns, "kinds": "", "intent": "look"}).status_code == 200
    assert client.post(answer["Location"], {**row.columns, "intent": "take", "version": row.version}).status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "隐藏行，没有导入" in page
    assert client.get(reverse("web:list_report", args=[row.pk]))["Content-Type"].endswith("spreadsheetml.sheet")
    again = uploaded(client, messy())
    assert again["Location"] == answer["Location"]
    guidance = logged_in("guidance")
    code = DraftMatter.objects.get(name="夜间施工噪声扰民").code
    assert code in guidance.get(reverse("web:drafts")).content.decode()
    url = reverse("web:draft", args=[code])
    assert "部门是这样写的" in guidance.get(url).content.decode()
    assert guidance.post(url, {"intent": "refuse", "reason": ""}).status_code == 422
    assert guidance.post(url, {"intent": "accept", "domain": "", "kinds": []}).status_code == 409
    assert guidance.post(url, {"intent": "accept", "domain": URBAN, "kinds": ["fine"]}).status_code == 302
    assert "已采纳" in client.get(url).content.decode()


def test_a_department_can_neither_decide_nor_bring_for_others() -> None:
    client = logged_in("regulator-urban-management")
    assert uploaded(client, table(NOISE), "education").status_code == 422
    location = uploaded(client, table(AWNING))["Location"]
    row = DepartmentList.objects.get()
    client.post(location, {**row.columns, "intent": "take"})
    url = reverse("web:draft", args=[DraftMatter.objects.get().code])
    assert client.post(url, {"intent": "accept", "domain": URBAN, "kinds": ["fine"]}).status_code == 403
    other = logged_in("regulator-education")
    assert (other.get(location).status_code, other.get(url).status_code) == (404, 404)


def test_what_cannot_be_taken_is_said_on_the_page() -> None:
    client = logged_in("guidance")
    answer = uploaded(client, b"PK\x03\x04 bomb")
    assert (answer.status_code, "已损坏" in answer.content.decode()) == (422, True)
    location = uploaded(client, table(AWNING))["Location"]
    assert client.post(location, {"name": "事项名称", "intent": "take"}).status_code == 422


def test_templates_and_exports_open() -> None:
    client = logged_in("guidance")
    for form, kind in (("xlsx", "spreadsheetml"), ("csv", "text/csv"), ("json", "application/json")):
        assert kind in client.get(reverse("web:list_export"), {"format": form})["Content-Type"]
    assert client.get(reverse("web:list_export"), {"format": "exe"}).status_code == 404
    assert client.get(reverse("web:list_template")).status_code == 200


@pytest.mark.parametrize("username", ["dispatcher-1", "weiping-leader", "security-admin"])
def test_lists_are_closed_to_everybody_else(username: str) -> None:
    client = logged_in(username)
    for name in ("lists", "drafts", "list_template", "list_export"):
        assert client.get(reverse(f"web:{name}")).status_code == 403
