"""Intake over HTTP: once per report, every wrong field named, nothing hostile gets through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.interfaces.api.conftest import ADMIN, Source
from zhifa.apps.exchange import queries as exchange
from zhifa.apps.exchange.services import issue_token, revoke_token
from zhifa.apps.incidents.models import Incident, Reporter

PROBLEM = "application/problem+json"
Body = dict[str, Any]


def problem(answer: Any, status: int) -> dict[str, Any]:
    """The problem body, after the standard members were checked."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == PROBLEM
    said: dict[str, Any] = answer.json()
    assert said["status"] == status
    assert said["type"].startswith("urn:zhifa:problem:")
    assert said["title"]
    assert said["detail"]
    for error in said.get("errors", ()):
        assert set(error) == {"field", "code", "message"}
    return said


def fields(answer: Any, status: int = 422) -> set[str]:
    return {e["field"] for e in problem(answer, status)["errors"]}


def test_report_is_registered_with_number_clock_and_proposal(source: Source, body: Body) -> None:
    answer = source.post("/incidents", body)
    assert answer.status_code == 201, answer.content
    said = answer.json()
    row = Incident.objects.get()
    assert said["number"] == row.number
    assert said["tracking_code"] == row.tracking_code
    assert said["due_at"]
    assert said["candidates"] == [{"matter": "M-1", "name": "店外经营", "score": said["candidates"][0]["score"], "words": ["占道"]}]
    assert "reporter_name" not in answer.content.decode()


def test_replay_gives_the_same_incident_and_no_second_row(source: Source, body: Body) -> None:
    first, again = source.post("/incidents", body), source.post("/incidents", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Incident.objects.count() == 1
    assert Reporter.objects.count() == 1


def test_same_instant_in_another_zone_is_the_same_report(source: Source, body: Body) -> None:
    source.post("/incidents", body)
    assert source.post("/incidents", body | {"reported_at": "2026-09-01T01:58:00Z"}).status_code == 200


def test_other_content_under_a_known_id_is_refused(source: Source, body: Body) -> None:
    source.post("/incidents", body)
    said = problem(source.post("/incidents", body | {"text": "别的事"}), 409)
    assert said["type"] == "urn:zhifa:problem:conflict"
    assert [e["field"] for e in said["errors"]] == ["external_id"]
    assert Incident.objects.get().text == body["text"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "   "}, "text"),
        ({"text": 5}, "text"),
        ({"text": None}, "text"),
        ({"text": ["占道"]}, "text"),
        ({"text": "占" * 4001}, "text"),
        ({"text": "占道\x00"}, "text"),
        ({"address": "路" * 201}, "address"),
        ({"external_id": ""}, "external_id"),
        ({"external_id": "x" * 65}, "external_id"),
        ({"external_id": 17}, "external_id"),
        ({"external_id": None}, "external_id"),
        ({"reported_at": "2026-13-01T00:00:00+08:00"}, "reported_at"),
        ({"reported_at": "2026-02-30T00:00:00+08:00"}, "reported_at"),
        ({"reported_at": "昨天"}, "reported_at"),
        ({"reported_at": "2026-09-01"}, "reported_at"),
        ({"reported_at": "2026-09-01T09:58:00"}, "reported_at"),
        ({"reported_at": 1788228000}, "reported_at"),
        ({"reported_at": "2026-09-01T10:06:00+08:00"}, "reported_at"),
        ({"reported_at": "2036-09-01T09:58:00+08:00"}, "reported_at"),
        ({"reported_at": "2020-09-01T09:58:00+08:00"}, "reported_at"),
        ({"reported_at": "0001-01-01T00:00:00+14:00"}, "reported_at"),
        ({"reported_at": "9999-12-31T23:59:59-12:00"}, "reported_at"),
        ({"lon": 119.0}, "lon"),
        ({"lon": 181, "lat": 29}, "lon"),
        ({"lon": "east", "lat": 29}, "lon"),
        ({"lon": True, "lat": 29}, "lon"),
        ({"lon": 119, "lat": -91}, "lat"),
        ({"lon": 119, "lat": "NaN"}, "lat"),
        ({"lon": 119, "lat": "Infinity"}, "lat"),
        ({"area": "nowhere"}, "area"),
        ({"danger_to_life": "yes"}, "danger_to_life"),
        ({"danger_to_life": 1}, "danger_to_life"),
        ({"media": "x"}, "media"),
        ({"media": ["x"]}, "media.0"),
        ({"media": ["0" * 64] * 21}, "media"),
        ({"reporter_phone": "<script>"}, "reporter_phone"),
        ({"source": "hotline"}, "source"),
        ({"source": ""}, "source"),
        ({"tracking_code": "mine"}, "tracking_code"),
    ],
)
def test_wrong_field_is_named_and_nothing_is_stored(source: Source, body: Body, change: Body, field: str) -> None:
    assert field in fields(source.post("/incidents", body | change))
    assert not Incident.objects.exists()


@pytest.mark.parametrize("name", ["source", "reported_at", "text"])
def test_missing_field_is_named(source: Source, body: Body, name: str) -> None:
    del body[name]
    assert fields(source.post("/incidents", body)) == {name}


def test_all_wrong_fields_are_named_at_once(source: Source, body: Body) -> None:
    found = fields(source.post("/incidents", body | {"text": "", "lat": 100, "lon": 1, "danger_to_life": "no", "extra": 1}))
    assert found == {"text", "lat", "danger_to_life", "extra"}


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b'"x"', b"null", b"\xff\xfe", b'{"text": NaN}', b'{"text": "\\ud800"}', b"[" * 5000, "﻿{}".encode()],
)
def test_body_that_is_no_json_object_is_refused(source: Source, raw: bytes) -> None:
    answer = source.client.generic(
        "POST", "/api/v1/incidents", raw, content_type="application/json", headers={"authorization": f"Bearer {source.token}"}
    )
    assert answer.status_code in (400, 422)
    problem(answer, answer.status_code)


def test_oversized_body_is_refused_unread(source: Source, body: Body) -> None:
    assert problem(source.post("/incidents", body | {"text": "占" * 3_000_000}), 413)["type"] == "urn:zhifa:problem:too_large"


def test_source_speaks_only_for_itself(source: Source, body: Body) -> None:
    said = problem(source.post("/incidents", body | {"source": "110"}), 403)
    assert "12345" in said["detail"]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic eDp5", "Bearer " + "x" * 5000, "bearer \x7f"])
def test_wrong_token_is_refused_before_the_body_is_read(source: Source, header: str) -> None:
    answer = source.client.generic("POST", "/api/v1/incidents", b"{", content_type="application/json", headers={"authorization": header})
    assert problem(answer, 401)
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_token_opens_only_its_scope_and_its_time(source: Source, body: Body, at: datetime) -> None:
    for token in (
        issue_token(by=ADMIN, at=at, source="12345", name="", scopes=["media"]),
        issue_token(by=ADMIN, at=at - timedelta(days=2), source="12345", name="", until=at - timedelta(days=1)),
    ):
        source.token = token
        problem(source.post("/incidents", body), 401)


def test_revoked_token_is_refused(source: Source, body: Body, at: datetime) -> None:
    (token,) = exchange.tokens()
    revoke_token(by=ADMIN, at=at, token_id=token.id)
    problem(source.post("/incidents", body), 401)


def test_batch_gives_each_row_its_own_result(source: Source, body: Body) -> None:
    rows = [body, body | {"external_id": "GD-2"}, body, body | {"text": "别的"}, body | {"external_id": "GD-3", "text": ""}, 5]
    answer = source.post("/incidents/batch", {"reports": rows})
    assert answer.status_code == 200, answer.content
    said = answer.json()
    assert [r["status"] for r in said["rows"]] == [201, 201, 200, 409, 422, 422]
    assert (said["created"], said["repeated"], said["refused"]) == (2, 1, 3)
    assert said["rows"][4]["problem"]["errors"][0]["field"] == "text"
    assert Incident.objects.count() == 2


def test_batch_has_a_bound(source: Source, body: Body) -> None:
    assert fields(source.post("/incidents/batch", {"reports": []})) == {"reports"}
    assert fields(source.post("/incidents/batch", {"reports": [body] * 201})) == {"reports"}
    assert fields(source.post("/incidents/batch", {"reports": {"0": body}})) == {"reports"}


def test_unknown_address_and_method_of_the_api_are_refused(source: Source) -> None:
    assert source.send("GET", "/nothing").status_code == 404
    assert source.send("DELETE", "/incidents").status_code == 405


def test_description_lists_every_door_and_its_problems(source: Source) -> None:
    described = source.send("GET", "/openapi.json").json()
    assert {"/api/v1/incidents", "/api/v1/incidents/batch", "/api/v1/media/{sha256}"} <= set(described["paths"])
    assert "409" in described["paths"]["/api/v1/incidents"]["post"]["responses"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    change=st.dictionaries(
        st.sampled_from(["source", "external_id", "reported_at", "text", "lon", "lat", "area", "media", "x"]), json_values
    )
)
def test_no_body_makes_a_fault(source: Source, body: Body, change: Body, django_assert_max_num_queries: Callable[..., Any]) -> None:
    answer = source.post("/incidents", body | change)
    assert answer.status_code in (200, 201, 403, 409, 422)
    if answer.status_code > 201:
        problem(answer, answer.status_code)


def test_tracking_code_shows_how_it_goes_on_without_names(source: Source, body: Body) -> None:
    code = source.post("/incidents", body).json()["tracking_code"]
    source.token = ""
    answer = source.send("GET", f"/progress/{code.lower()}")
    assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == "reported"
    assert body["reporter_name"] not in answer.content.decode()
    for wrong in ("0" * 10, "x" * 500, "%00"):
        problem(source.send("GET", f"/progress/{wrong}"), 404)
