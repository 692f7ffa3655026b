"""四、（二）至（五）、五（一）、附件: organs, townships, levels and lists, with Chun'an's data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.apps.empowerment.test_townships import SHOP, TENANT, grant, known_for_a_year
from tests.apps.empowerment.world import AT, DASHU, FENKOU, concluded
from zhifa.apps.empowerment import services as assessing
from zhifa.apps.empowerment.models import Withdrawal
from zhifa.apps.registry import queries as registry

pytestmark = pytest.mark.django_db
LANGCHUAN, LINQI, BUREAU = "330127212", "330127103", "淳安县综合行政执法局"


def test_there_are_eight_squads_and_the_zone_has_no_township_code() -> None:
    """R52 派驻八个执法中队"""
    assert len(registry.teams("squad")) == 8
    zone = registry.area("platform-kaifaqu")
    assert zone is not None
    assert (zone.division_code, bool(zone.geometry)) == ("", True)


def test_fenkou_reaches_seventy_eight_and_passes() -> None:
    """R55 客观需求、有效承接"""
    row = concluded(FENKOU)
    assert (row.score, row.conclusion) == (Decimal("78.0"), "pass")


def test_a_matter_unused_for_a_year_in_dashu_is_proposed_for_withdrawal() -> None:
    """R56 定期评估、动态调整"""
    known_for_a_year()
    grant(DASHU, SHOP)
    assessing.propose_withdrawals(tenant=TENANT, at=AT)
    assert Withdrawal.objects.get(area=DASHU).ground == "zero_use"
