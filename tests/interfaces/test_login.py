from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zhifa.apps.accounts import services
from zhifa.apps.accounts.models import User
from zhifa.apps.registry.models import Organ, Person
from zhifa.apps.trail.queries import story
from zhifa.interfaces.frame import acting, clock
from zhifa.law.actors import Role

pytestmark = pytest.mark.django_db
LOGIN, PASSWORD = "/login", "zhifa-yanshi"


@pytest.fixture
def user(empty: None, at: datetime) -> User:
    bureau = Organ.objects.create(code="zhzf", name="县综合行政执法局", kind="county_enforcement_bureau", layer="chunan")
    Person.objects.create(
        code="d1", name="值班调度员甲", post="值班调度员", organ=bureau, roles=["dispatcher"], username="diaodu", layer="demo"
    )
    services.create_demonstration_accounts(by=acting.SYSTEM, at=at)
    return User.objects.get()


def enter(client: Client, password: str = PASSWORD, **rest: str) -> int:
    return client.post(LOGIN, {"username": "diaodu", "password": password, **rest}).status_code


def test_a_person_enters_with_a_new_session_key_and_the_trail_knows(client: Client, user: User) -> None:
    client.get(reverse("frame:home"))
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    assert enter(client) == 302
    assert client.session.session_key != before
    assert client.session["_auth_user_id"] == str(user.pk)
    assert [e.verb for e in story(user.pk)] == ["account.open", "account.log_in"]
    assert client.post(reverse("frame:logout")).status_code == 302
    assert "_auth_user_id" not in client.session
    assert [e.verb for e in story(user.pk)][-1] == "account.log_out"


def test_a_wrong_password_says_so_keeps_the_name_and_lets_nobody_in(client: Client, user: User) -> None:
    answer = client.post(LOGIN, {"username": "diaodu", "password": "wrong"})
    assert answer.status_code == 422
    assert "账号或密码不对" in answer.content.decode()
    assert 'value="diaodu"' in answer.content.decode()
    assert client.post(LOGIN, {"username": "niemand", "password": "wrong"}).status_code == 422
    assert "_auth_user_id" not in client.session


def test_ten_failures_lock_the_account_for_this_address_even_with_the_right_password(client: Client, user: User, settings: Any) -> None:
    settings.AXES_ENABLED = True
    assert [enter(client, "wrong") for _ in range(10)] == [422] * 9 + [429]
    answer = client.post(LOGIN, {"username": "diaodu", "password": PASSWORD})
    assert answer.status_code == 429
    assert "15 分钟" in answer.content.decode()
    assert enter(Client(REMOTE_ADDR="10.0.0.9")) == 302


def test_thirty_failures_lock_the_account_wherever_one_comes_from(user: User, settings: Any) -> None:
    settings.AXES_ENABLED = True
    for n in range(30):
        enter(Client(REMOTE_ADDR=f"10.0.0.{n}"), "wrong")
    assert enter(Client(REMOTE_ADDR="10.0.1.1")) == 429


def test_a_hundred_failures_lock_the_address_for_every_account_and_no_other_address(user: User, settings: Any) -> None:
    settings.AXES_ENABLED = True
    for n in range(100):
        Client(REMOTE_ADDR="10.0.0.1").post(LOGIN, {"username": f"nobody-{n}", "password": "wrong"})
    assert enter(Client(REMOTE_ADDR="10.0.0.1")) == 429
    assert enter(Client(REMOTE_ADDR="10.0.0.2")) == 302


def test_a_name_that_does_not_exist_is_answered_and_locked_like_one_that_does(user: User, settings: Any) -> None:
    settings.AXES_ENABLED = True
    told = {}
    for name in ("diaodu", "niemand"):
        page = Client(REMOTE_ADDR="10.0.2.2").post(LOGIN, {"username": name, "password": "wrong"})
        told[name] = (page.status_code, "账号或密码不对" in page.content.decode())
        for _ in range(9):
            page = Client(REMOTE_ADDR="10.0.2.2").post(LOGIN, {"username": name, "password": "wrong"})
        told[name] += (page.status_code, "15 分钟" in page.content.decode())
    assert told["diaodu"] == told["niemand"] == (422, True, 429, True)


def test_an_unknown_name_costs_one_hash_like_a_known_one(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the time of the answer tells which names exist."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    counted: list[str] = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, password, salt: counted.append(password) or real(self, password, salt))
    costs = []
    for name in ("diaodu", "niemand"):
        counted.clear()
        Client().post(LOGIN, {"username": name, "password": "wrong"})
        costs.append(len(counted))
    assert costs[0] == costs[1] == 1


def test_passwords_are_hashed_with_argon2() -> None:
    from zhifa.conf import settings as real

    assert real.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.mark.parametrize(("wanted", "reached"), [("/desk/x", "/desk/x"), ("https://evil.example/", "/home"), ("//evil.example", "/home")])
def test_after_the_log_in_one_stays_on_this_site(client: Client, user: User, wanted: str, reached: str) -> None:
    answer = client.post(LOGIN, {"username": "diaodu", "password": PASSWORD, "next": wanted})
    assert answer.headers["Location"] == reached


def test_a_closed_account_ends_open_sessions(client: Client, user: User) -> None:
    enter(client)
    services.close_account(by=acting.SYSTEM, at=clock.now(), user_id=user.pk)
    assert client.post(reverse("frame:logout")).headers["Location"] == LOGIN
    assert [e.verb for e in story(user.pk)][-1] == "account.close"


def test_the_page_offers_the_demonstration_accounts(client: Client, user: User) -> None:
    page = client.get(LOGIN).content.decode()
    assert 'data-account="diaodu"' in page


def test_the_acting_person_is_asked_for_once_per_request(client: Client, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.test import RequestFactory

    enter(client)
    request = RequestFactory().get("/")
    request.session = client.session
    monkeypatch.setattr(clock, "today", lambda: date(2026, 9, 1))
    first = acting.actor(request)
    assert acting.actor(request) is first
    assert first.roles == {Role.DISPATCHER}
