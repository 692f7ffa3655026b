"""One refusal, three shapes."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.interfaces.frame.acting import Locked, NotLoggedIn
from zhifa.interfaces.frame.refusals import RefusalMiddleware
from zhifa.law.citations import Citation
from zhifa.law.rulings import Blocked, Denied, refusal

pytestmark = pytest.mark.django_db
RULING = refusal("reason_required", Citation("行政处罚法", 42, 1), rules=("SUM-03",), missing=("place",))


@pytest.fixture
def ask(rf: RequestFactory) -> Callable[..., HttpResponse]:
    def asked(error: Exception, path: str = "/desk/", **headers: str) -> HttpResponse:
        request: HttpRequest = rf.post(path, headers=headers)
        request.user = AnonymousUser()
        request.LANGUAGE_CODE = "zh-hans"
        response = RefusalMiddleware(lambda r: HttpResponse()).process_exception(request, error)
        assert response is not None
        return response

    return asked


@pytest.mark.parametrize(
    ("error", "status"), [(Denied(RULING), 403), (Blocked(RULING), 409), (Stale(3), 409), (Invalid({"text": ["请写明看到了什么"]}), 422)]
)
def test_a_page_says_what_is_wrong_why_and_what_to_do(ask: Callable[..., HttpResponse], error: Exception, status: int) -> None:
    response = ask(error)
    text = response.content.decode()
    assert response.status_code == status
    assert "返回上一页" in text
    if isinstance(error, Denied | Blocked):
        assert "请写明理由" in text
        assert "行政处罚法 第四十二条 第一款" in text
        assert "发生在哪个乡镇或平台" in text
    if isinstance(error, Invalid):
        assert "请写明看到了什么" in text


def test_a_fragment_goes_where_refusals_are_shown(ask: Callable[..., HttpResponse]) -> None:
    response = ask(Blocked(RULING), **{"HX-Request": "true"})
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#refusals"
    assert "<html" not in response.content.decode()


def test_a_program_gets_a_problem(ask: Callable[..., HttpResponse]) -> None:
    response = ask(Denied(RULING), "/api/v1/incidents")
    body = json.loads(response.content)
    assert response["Content-Type"] == "application/problem+json"
    assert body["status"] == response.status_code == 403
    assert body["detail"] == "请写明理由"
    assert body["citations"] == ["行政处罚法 第四十二条 第一款"]
    assert body["rules"] == ["SUM-03"]


def test_invalid_entries_are_named_by_field(ask: Callable[..., HttpResponse]) -> None:
    body = json.loads(ask(Invalid({"lon": ["经度和纬度要么都给"]}), "/api/v1/incidents").content)
    assert body["errors"] == [{"field": "lon", "code": "invalid", "message": "经度和纬度要么都给"}]


def test_a_stranger_is_sent_to_the_log_in_and_back(ask: Callable[..., HttpResponse]) -> None:
    response = ask(NotLoggedIn(), "/desk/x/do/", Referer="http://testserver/desk/x?tab=2")
    assert response.status_code == 302
    assert response["Location"] == "/login?next=/desk/x%3Ftab%3D2"
    assert ask(NotLoggedIn(), "/desk/x/do/", Referer="https://evil.example/desk/x")["Location"] == "/login?next=/home"
    assert ask(NotLoggedIn(), **{"HX-Request": "true"})["X-Session"] == "session_over"


def test_a_locked_session_is_asked_who_is_back_and_a_script_is_told(ask: Callable[..., HttpResponse]) -> None:
    page = ask(Locked(), "/desk/x/do/", Referer="http://testserver/desk/x")
    assert page["Location"] == "/lock?next=%2Fdesk%2Fx"
    for told in (ask(Locked(), **{"Sec-Fetch-Mode": "cors"}), ask(Locked(), **{"HX-Request": "true"}), ask(Locked(), "/api/v1/x")):
        assert told.status_code == 401
        assert told["X-Session"] == "session_locked"
        assert json.loads(told.content)["type"] == "urn:zhifa:problem:session_locked"


def test_a_fault_is_not_hidden(rf: RequestFactory) -> None:
    assert RefusalMiddleware(lambda r: HttpResponse()).process_exception(rf.get("/"), ValueError()) is None


def test_a_missing_page_says_so_in_character(client: Client) -> None:
    response = client.get("/no/such/page")
    assert response.status_code == 404
    assert "这里没有您要找的东西" in response.content.decode()
