"""The public page of conclusions: day and validity, no person, nothing that is under objection."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.apps.empowerment.world import AT, FENKOU, PINGMEN, concluded, scored
from tests.county import who
from zhifa.apps.empowerment import services

pytestmark = pytest.mark.django_db


def shown() -> str:
    answer = Client().get("/empowerment")
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_the_conclusion_its_day_and_how_long_it_holds(county) -> None:
    concluded(FENKOU)
    scored(PINGMEN)
    text = shown()
    assert [word in text for word in ("汾口镇", "通过", "2026-09-01", "2027-08-31")] == [True] * 4
    assert [word in text for word in ("屏门乡", "县政府分管领导", "78.0")] == [False] * 3


def test_a_conclusion_under_objection_is_not_published(county) -> None:
    row = concluded(FENKOU)
    services.appeal(by=who("commander-fenkou"), at=AT, assessment=row.pk, reason="车辆数有误")
    assert "还没有评估结论" in shown()
