"""The rules door over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.interfaces.api.conftest import Source
from tests.interfaces.api.people import Enter
from tests.interfaces.api.test_incidents import problem
from zhifa.law.questions.asking import ASKS

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


def test_the_faulty_key_is_named_where_it_stands(source: Source) -> None:
    wrong = {"facts": {**FINE, "decision_served_on": "1.7.2026"}}
    assert problem(source.post("/rules/period", wrong), 422)["errors"][0]["field"] == "facts.decision_served_on"
    wrong = {"facts": FINE, "calendar": {"off_days": ["2026-02-30"]}}
    assert problem(source.post("/rules/period", wrong), 422)["errors"][0]["field"] == "calendar.off_days[0]"


@pytest.mark.parametrize("username", ["legal", "weiping-auxiliary-1", "regulator-housing-construction", "audit-admin"])
def test_anybody_signed_in_may_ask(enter: Enter, username: str) -> None:
    answer = enter(username).post("/rules/period", {"facts": FINE})
    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["dates"]["deadline"] == "2026-07-16"


def test_every_example_of_the_description_gives_exactly_the_answer_it_shows(source: Source) -> None:
    described = source.send("GET", "/openapi.json").json()["paths"]
    asked = set()
    for topic in ASKS:
        operation = described[f"/api/v1/rules/{topic}"]["post"]
        said = operation["requestBody"]["content"]["application/json"]["examples"]
        shown = operation["responses"]["200"]["content"]["application/json"]
        assert set(said) == set(shown["examples"])
        for name, example in said.items():
            answer = source.post(f"/rules/{topic}", example["value"])
            assert answer.status_code == 200, answer.content.decode()
            assert answer.json() == shown["examples"][name]["value"]
            Draft202012Validator(shown["schema"]).validate(answer.json())
            asked.add((topic, example["value"]["facts"]["ask"]))
    assert asked == {(topic, name) for topic, asks in ASKS.items() for name in asks}
