"""A code after the password, at the page and at the API; counted like passwords."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.test import Client

from zhifa.apps.accounts import codes, queries, services
from zhifa.apps.accounts.models import Authenticator, User
from zhifa.interfaces.frame import clock

pytestmark = pytest.mark.django_db
PASSWORD, NAME = "zhifa-yanshi", "dispatcher-1"
START = datetime(2026, 9, 1, 2, 0, 5, tzinfo=UTC)


class Machine:
    """The machine's time, moved by hand."""

    def __init__(self) -> None:
        self.now = START

    def go(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(clock, "machine", lambda: made.now)
    return made


@pytest.fixture
def user(county: None, machine: Machine) -> User:
    user = User.objects.get(username=NAME)
    by = queries.actor_for(user.pk, clock.today())
    services.begin_authenticator(by=by, at=clock.now(), user_id=user.pk, password=PASSWORD)
    services.confirm_authenticator(by=by, at=clock.now(), machine=machine.now, user_id=user.pk, code=phone(machine))
    machine.go(minutes=1)
    return user


def phone(machine: Machine) -> str:
    return pyotp.TOTP(codes.secret_of(Authenticator.objects.get().seed)).at(machine.now)


def password(client: Client, place: str = "/desk/queue/") -> Any:
    return client.post("/login", {"username": NAME, "password": PASSWORD, "next": place})


def step(client: Client, code: str, place: str = "/desk/queue/") -> Any:
    return client.post("/login/code", {"code": code, "next": place})


def api(client: Client, **body: str) -> Any:
    return client.post("/api/v1/session", {"username": NAME, "password": PASSWORD, **body}, content_type="application/json")


def test_the_password_alone_opens_nothing_and_password_with_code_the_page_one_wanted(client: Client, user: User, machine: Machine) -> None:
    answer = password(client)
    assert answer.headers["Location"] == "/login/code?next=%2Fdesk%2Fqueue%2F"
    assert client.get("/desk/queue/").headers["Location"].startswith("/login")
    assert "六位数字" in client.get("/login/code").content.decode()
    assert step(client, "000000").status_code == 422
    assert step(client, phone(machine)).headers["Location"] == "/desk/queue/"
    assert client.get("/desk/queue/").status_code == 200


def test_a_code_seen_over_the_shoulder_opens_no_second_session(client: Client, user: User, machine: Machine) -> None:
    password(client)
    code = phone(machine)
    assert step(client, code).status_code == 302
    other = Client()
    password(other)
    assert step(other, code).status_code == 422


def test_the_right_password_is_forgotten_after_five_minutes(client: Client, user: User, machine: Machine) -> None:
    password(client)
    machine.go(minutes=5, seconds=1)
    assert step(client, phone(machine)).headers["Location"].startswith("/login?")
    assert Client().get("/login/code").headers["Location"].startswith("/login?")


def test_codes_are_guessed_as_often_as_passwords_and_no_more(client: Client, user: User, machine: Machine, settings: Any) -> None:
    settings.AXES_ENABLED = True
    password(client)
    assert [step(client, "000000").status_code for _ in range(10)] == [422] * 9 + [429]
    assert step(client, phone(machine)).status_code == 429
    assert password(Client()).status_code == 429
    assert api(client, code=phone(machine)).status_code == 429


def test_the_api_names_what_is_missing(client: Client, user: User, machine: Machine) -> None:
    for code, kind in (("", "code_required"), ("000000", "code_wrong")):
        answer = api(client, code=code)
        assert (answer.status_code, answer.json()["type"]) == (401, f"urn:zhifa:problem:{kind}")
    assert api(client, password="wrong", code=phone(machine)).json()["type"] == "urn:zhifa:problem:unauthenticated"
    code = phone(machine)
    assert api(client, code=code).status_code == 201
    assert api(client, code=code).status_code == 401


def test_one_enrols_on_the_own_page_and_sees_the_recovery_codes_once(client: Client, user: User, machine: Machine) -> None:
    client.force_login(User.objects.get(username="weiping-officer-1"))
    assert client.post("/account/codes", {"password": "wrong"}).status_code == 422
    assert client.post("/account/codes", {"password": PASSWORD}).status_code == 302
    page = client.get("/account").content.decode()
    assert "<svg" in page
    row = Authenticator.objects.get(user__username="weiping-officer-1")
    assert codes.secret_of(row.seed) in page
    code = pyotp.TOTP(codes.secret_of(row.seed)).at(machine.now)
    shown = client.post("/account/codes/confirm", {"code": code}).content.decode()
    assert shown.count('<li class="mono">') == 10
    again = client.get("/account").content.decode()
    assert 'class="recovery"' not in again
    assert codes.secret_of(row.seed) not in again
    assert client.post("/account/codes/remove", {"password": PASSWORD}).status_code == 302
    assert not queries.has_factor(row.user_id)
