"""A desk that nobody is at locks; who comes back goes on where they were."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.interfaces.test_second_step import Machine
from zhifa.apps.accounts.models import Session, User
from zhifa.apps.trail.queries import story
from zhifa.interfaces.frame import clock

pytestmark = pytest.mark.django_db
PASSWORD = "zhifa-yanshi"


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(clock, "machine", lambda: made.now)
    return made


@pytest.fixture
def people(county: None, machine: Machine) -> None:
    """The demonstration's accounts: loaded with the county."""


def entered(name: str = "dispatcher-1") -> Client:
    client = Client()
    client.post("/login", {"username": name, "password": PASSWORD})
    return client


def unlock(client: Client, secret: str = PASSWORD, **headers: str) -> Any:
    return client.post("/lock", {"secret": secret, "next": "/desk/queue/?x=1"}, headers=headers)


@pytest.mark.parametrize(("name", "minutes", "page"), [("dispatcher-1", 20, "/desk/queue/"), ("system-admin", 10, "/account")])
def test_a_session_locks_after_its_time_and_opens_where_it_was(people: None, machine: Machine, name: str, minutes: int, page: str) -> None:
    client = entered(name)
    machine.go(minutes=minutes)
    assert client.get(page).status_code == 200
    machine.go(minutes=minutes, seconds=1)
    assert client.get(f"{page}?x=1").headers["Location"] == f"/lock?next={page.replace('/', '%2F')}%3Fx%3D1"
    assert client.get("/lock").status_code == 200
    assert unlock(client, "wrong").status_code == 422
    assert client.get(page).status_code == 302
    assert unlock(client).headers["Location"] == "/desk/queue/?x=1"
    assert client.get(page).status_code == 200
    assert [e.verb for e in story(User.objects.get(username=name).pk)][-1] == "account.unlock"


def test_a_page_that_refreshes_itself_keeps_nothing_open_but_a_person_at_it_does(people: None, machine: Machine) -> None:
    client = entered()
    for _ in range(5):
        machine.go(minutes=5)
        client.get("/changes?seen=0-0")
        client.get("/desk/queue/", headers={"X-Live": "true"})
    told = client.get("/changes?seen=0-0&session=1", headers={"Sec-Fetch-Mode": "cors"})
    assert (told.status_code, told["X-Session"]) == (401, "session_locked")
    unlock(client)
    for _ in range(5):
        machine.go(minutes=5)
        assert client.get("/changes?seen=0-0&active=1").status_code == 200


def test_the_question_over_the_page_is_answered_without_leaving_it(people: None, machine: Machine) -> None:
    client = entered()
    machine.go(hours=1)
    wrong = unlock(client, "wrong", **{"Sec-Fetch-Mode": "cors"})
    assert (wrong.status_code, list(wrong.json())) == (422, ["detail"])
    assert unlock(client, **{"Sec-Fetch-Mode": "cors"}).status_code == 204


def test_one_locks_the_own_desk_at_once(people: None, machine: Machine) -> None:
    client = entered()
    assert (
        client.post("/lock/now", headers={"Referer": "http://testserver/desk/queue/"}).headers["Location"]
        == "/lock?next=%2Fdesk%2Fqueue%2F"
    )
    assert client.get("/desk/queue/").status_code == 302
    assert unlock(client).status_code == 302
    assert client.get("/desk/queue/").status_code == 200


def test_guessing_at_the_lock_is_counted_with_the_log_in(people: None, machine: Machine, settings: Any) -> None:
    settings.AXES_ENABLED = True
    client = entered()
    machine.go(hours=1)
    assert [unlock(client, "wrong").status_code for _ in range(10)] == [422] * 9 + [429]
    assert unlock(client).status_code == 429


def test_reading_pages_writes_to_the_session_once_in_a_while(people: None, machine: Machine, django_assert_max_num_queries: Any) -> None:
    client = entered()
    start = Session.objects.get().used_at
    machine.go(seconds=30)
    client.get("/account")
    assert Session.objects.get().used_at == start
    machine.go(seconds=30)
    client.get("/account")
    assert Session.objects.get().used_at == machine.now


def test_a_key_locks_too_says_so_and_goes_on_after_the_password(people: None, machine: Machine) -> None:
    client, body = Client(), {"username": "dispatcher-1", "password": PASSWORD}
    token = client.post("/api/v1/session", body, content_type="application/json").json()["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/session", headers=bearer).status_code == 200
    machine.go(minutes=21)
    told = client.get("/api/v1/session", headers=bearer)
    assert (told.status_code, told.json()["type"]) == (401, "urn:zhifa:problem:session_locked")
    for secret, status in (("wrong", 401), (PASSWORD, 200)):
        answer = client.post("/api/v1/session/unlock", {"password": secret}, content_type="application/json", headers=bearer)
        assert answer.status_code == status
    assert client.get("/api/v1/session", headers=bearer).status_code == 200


def test_an_ended_session_is_out_with_the_next_request(people: None, machine: Machine) -> None:
    here, there = entered(), entered()
    page = here.get("/account").content.decode()
    assert page.count("data-session=") == 2
    other = Session.objects.order_by("-id").first()
    assert other is not None
    assert here.post(f"/account/sessions/{other.pk}/end").status_code == 302
    assert there.get("/desk/queue/").headers["Location"].startswith("/login")
    told = there.get("/changes?seen=0-0&session=1", headers={"Sec-Fetch-Mode": "cors"})
    assert (told.status_code, told["X-Session"]) == (401, "session_over")


def test_a_new_password_leaves_this_session_alone_open(people: None, machine: Machine) -> None:
    here, there = entered(), entered()
    said = {"current": PASSWORD, "new": "another-long-77", "again": "another-long-78"}
    assert here.post("/account/password", said).status_code == 422
    assert here.post("/account/password", {**said, "again": said["new"]}).status_code == 302
    assert there.get("/account").status_code == 302
    assert here.get("/account").status_code == 200


def test_sessions_are_listed_and_ended_through_the_api(people: None, machine: Machine) -> None:
    browser, client, body = entered(), Client(), {"username": "dispatcher-1", "password": PASSWORD}
    token = client.post("/api/v1/session", body, content_type="application/json", headers={"User-Agent": "curl/8.1"}).json()["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    rows = client.get("/api/v1/session/all", headers=bearer).json()
    assert sorted((r["kind"], r["device"], r["place"], r["current"]) for r in rows) == [
        ("browser", "", "127.0.0.*", False),
        ("program", "curl/8.1", "127.0.0.*", True),
    ]
    first = next(r["id"] for r in rows if r["kind"] == "browser")
    assert client.delete(f"/api/v1/session/{first}", headers=bearer).status_code == 204
    assert browser.get("/desk/queue/").status_code == 302
    stranger = Client().post("/api/v1/session", {**body, "username": "leader"}, content_type="application/json").json()["token"]
    mine = next(r["id"] for r in rows if r["kind"] == "program")
    assert client.delete(f"/api/v1/session/{mine}", headers={"Authorization": f"Bearer {stranger}"}).status_code == 403
