"""二、工作目标: what the plan promises for the ends of 2021, 2022 and 2023, computed from Chun'an's catalogue."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.county import DAY, who
from zhifa.apps.appraisal.queries import reform, registers
from zhifa.apps.catalogue.models import Matter
from zhifa.apps.registry.services import touch
from zhifa.law.reform import Standing

pytestmark = pytest.mark.django_db
END_2021, END_2022 = date(2021, 12, 31), date(2022, 12, 31)


def test_comprehensive_and_professional_two_tiers_every_body_has_a_class_on_the_day() -> None:
    """R3 综合执法+专业执法"""
    found = registers.register(who("leader"), date(2022, 1, 1), DAY)
    kinds = {s.organ: s.kinds for s in found.subjects}
    assert kinds["market"] == ("professional_team",)
    assert kinds["medical_insurance"] == ("department_internal_unit",)
    assert not [t.name for t in found.teams if not t.kind]


def test_by_the_end_of_2021_sixty_per_cent_is_shown_with_taxonomy_and_falls_by_one_nth_with_archives() -> None:
    """R4 到2021年底，综合行政执法事项覆盖60%以上的执法领域"""
    before = reform.figure(who("leader"), "X1", END_2021, "")
    assert (before.figure.numerator, before.figure.denominator, before.figure.taxonomy) == (12, 25, "seed-25")
    assert before.target is not None
    assert (before.target.at_least, before.reached) == (Decimal("0.60"), False)
    eve = reform.figure(who("leader"), "X1", date(2021, 12, 30), "").figure
    Matter.objects.filter(domain="archives").update(until=END_2021)
    touch("catalogue")
    after = reform.figure(who("leader"), "X1", END_2021, "").figure
    assert before.figure.share is not None
    assert after.share is not None
    assert before.figure.share - after.share == Decimal(1) / 25
    assert reform.dropped(eve, after) == ((("archives", "档案"),), ())


def test_by_the_end_of_2022_seventy_per_cent_concentration_and_squads_each_open_their_rows() -> None:
    """R5 到2022年底，覆盖70%以上的执法领域，事项基本集中"""
    found = {s.definition.code: s for s in reform.figures(who("leader"), END_2022)}
    target = reform.figure(who("leader"), "X1", END_2022, "").target
    assert target is not None
    assert target.at_least == Decimal("0.70")
    assert found["X5"].figure.share is not None
    assert found["X5"].figure.numerator == reform.figure(who("leader"), "X5", END_2022, "").figure.numerator
    assert (found["X6.drills"].figure.share, bool(found["X6.drills"].figure.missing)) == (
        None,
        True,
    )


def test_by_2023_a_rule_is_digital_only_when_its_cases_pass_and_intelligent_only_when_used() -> None:
    """R6 权力规则化、规则数字化、数字智能化"""
    tested = reform.figure(who("leader"), "X9.2", DAY, "").figure.lines
    assert "UM-001" in {x.subject for x in tested if x.standing is Standing.COUNTED}
    assert reform.figure(who("leader"), "X9.3", DAY, "").figure.numerator == 0
    Matter.objects.get(code="UM-001").ranges.update(maximum=900)
    touch("catalogue")
    line = next(x for x in reform.figure(who("leader"), "X9.2", DAY, "").figure.lines if x.subject == "UM-001")
    assert (line.standing, line.reason.code) == (Standing.LEFT, "reform.untested.failed")
