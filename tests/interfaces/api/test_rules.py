"""The rules door over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.interfaces.api.conftest import Source
from tests.interfaces.api.test_incidents import problem

FINE = {"ask": "fine_payment", "decision_served_on": "2026-07-01"}


def test_question_gets_the_answer_of_the_contract(source: Source) -> None:
    answer = source.post("/rules/period", {"facts": FINE, "id": "X-1"})
    assert answer.status_code == 200, answer.content
    said = answer.json()
    assert said["id"] == "X-1"
    assert said["dates"]["deadline"] == "2026-07-16"
    assert said["citations"]


def test_calendar_of_the_question_counts(source: Source) -> None:
    off = {"off_days": ["2026-07-16"], "makeup_workdays": []}
    assert source.post("/rules/period", {"facts": FINE, "calendar": off}).json()["dates"]["deadline"] == "2026-07-17"


def test_missing_fact_is_asked_for(source: Source) -> None:
    assert source.post("/rules/period", {"facts": {"ask": "fine_payment"}}).json()["missing"] == ["decision_served_on"]


@pytest.mark.parametrize(
    "body",
    [
        {"facts": {"ask": "fine_payment", "decision_served_on": "1.7.2026"}},
        {"facts": {"ask": "nothing"}},
        {"facts": {}},
        {"facts": []},
        {"facts": FINE, "calendar": {"off_days": "x"}},
        {"facts": FINE, "calendar": {"days": []}},
        {"facts": FINE, "topic": "hearing"},
        {},
    ],
)
def test_unreadable_facts_are_a_problem(source: Source, body: dict[str, Any]) -> None:
    assert problem(source.post("/rules/period", body), 422)["errors"]


def test_unknown_topic_is_not_found(source: Source) -> None:
    problem(source.post("/rules/astrology", {"facts": FINE}), 404)


def test_rules_need_a_token(source: Source) -> None:
    source.token = "x"
    problem(source.post("/rules/period", {"facts": FINE}), 401)
