"""One box finds what one may see."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from tests import county
from zhifa.apps.accounts.models import User
from zhifa.apps.incidents import services
from zhifa.apps.incidents.facts import Report
from zhifa.law.actors import Actor, Role

pytestmark = pytest.mark.django_db
SYSTEM = Actor("", "系统", "", frozenset({Role.SYSTEM}), tenant="330127")


@pytest.fixture(autouse=True)
def _reported(db: None, at: datetime) -> None:
    county.load()
    report = Report("12345", "商贸街店铺占道摆摊", at, external_id="a1", area="330127108")
    services.report_incident(by=county.source(), at=at, report=report)


def found(client: Client, username: str, text: str) -> str:
    client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/desk/search", {"q": text})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_dispatcher_finds_incidents_matters_and_areas(client: Client) -> None:
    assert "商贸街店铺占道摆摊" in found(client, "dispatcher-1", "商贸街")
    assert "/matters/UM-001" in found(client, "dispatcher-1", "店外经营")
    assert "/areas/330127104" in found(client, "dispatcher-1", "威坪镇")


def test_a_regulator_does_not_find_what_is_not_the_departments(client: Client) -> None:
    assert "商贸街店铺占道摆摊" not in found(client, "regulator-education", "商贸街")


def test_nothing_found_says_what_to_try(client: Client) -> None:
    assert "没有找到" in found(client, "dispatcher-1", "不存在的词")
