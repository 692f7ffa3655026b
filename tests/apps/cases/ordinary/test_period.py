"""The ninety days: longer only by a law, a regulation or a rule; standing still; warned of after seventy, eighty, eighty-five."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.apps.cases.ordinary import play
from tests.apps.cases.ordinary.test_ordinary_case import code
from zhifa.apps.cases import queries
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.services import ordinary
from zhifa.apps.cases.services.ordinary import Ground, warn_of_periods
from zhifa.apps.documents import queries as documents
from zhifa.apps.trail import queries as trail

pytestmark = pytest.mark.django_db
RULE = Ground("住房和城乡建设行政处罚程序规定 第二十二条", "department_rule")
DUE = date(2026, 11, 30)


def due(case: OrdinaryCase) -> date:
    return case.deadlines.get(kind="decision").due


def test_a_rule_lengthens_the_period_and_an_internal_paper_does_not(county) -> None:
    case = play.played("investigating")
    paper = Ground("某局内部通知 第一条", "normative_document")
    words = {"by": play.head(), "at": play.minutes(200), "case": case.pk, "reason": "水样送检"}
    assert "decision.level_too_low" in code(lambda: ordinary.extend_period(ground=paper, days=12, **words))
    longer = ordinary.extend_period(ground=RULE, days=12, **words)
    assert due(longer) == DUE + timedelta(days=12)
    assert "DOC-G16" in {d.kind for d in documents.of_subjects(case.pk)}


def test_a_suspension_adds_the_days_that_stood_still_and_forbids_the_decision_meanwhile(county) -> None:
    case = play.played("answered")
    ordinary.suspend_period(by=play.head(), at=play.at(play.OVER_ON), case=case.pk, ground=RULE, reason="当事人下落不明")
    assert "ordinary.suspended_already" in code(lambda: ordinary.decide(by=play.head(), at=play.at(play.OVER_ON), case=case.pk))
    resumed = ordinary.resume_period(by=play.head(), at=play.at(play.OVER_ON + timedelta(days=20)), case=case.pk, reason="已找到当事人")
    assert due(resumed) == DUE + timedelta(days=20)
    assert ordinary.decide(by=play.head(), at=play.at(play.OVER_ON + timedelta(days=20)), case=case.pk).state == "decided"


def test_each_warning_is_given_once_and_the_page_counts_the_days(county) -> None:
    case = play.played("investigating")
    given = [warn_of_periods(tenant=case.tenant, at=play.at(date(2026, 9, 1) + timedelta(days=n))) for n in (69, 70, 71, 80, 85, 90, 91)]
    assert given == [0, 1, 0, 1, 1, 0, 1]
    told = [e.verb for e in trail.story(case.pk)]
    assert told.count("period_warning") == 4
    found = queries.ordinary_offers(play.head(), case.pk, date(2026, 9, 1) + timedelta(days=72)).days.period
    assert (found.passed, found.left, found.level) == (72, 18, 1)
    assert found.basis == ("行政处罚法 第六十条",)
    assert [line.warned for line in queries.ordinary_cases(play.head())] == [4]


def test_a_suspended_case_is_not_warned_of_and_a_longer_one_later(county) -> None:
    case = play.played("investigating")
    ordinary.extend_period(by=play.head(), at=play.minutes(200), case=case.pk, ground=RULE, days=10, reason="送检")
    assert not warn_of_periods(tenant=case.tenant, at=play.at(date(2026, 9, 1) + timedelta(days=75)))
    ordinary.suspend_period(by=play.head(), at=play.at(date(2026, 11, 16)), case=case.pk, ground=RULE, reason="送检")
    assert not warn_of_periods(tenant=case.tenant, at=play.at(date(2026, 11, 25)))


def test_late_the_decision_needs_a_reason_that_is_recorded(county) -> None:
    case = play.played("answered")
    late = play.at(date(2026, 12, 7))
    assert "decision.overdue" in code(lambda: ordinary.decide(by=play.head(), at=late, case=case.pk))
    assert ordinary.decide(by=play.head(), at=late, case=case.pk, reason="当事人多次变更地址").state == "decided"
