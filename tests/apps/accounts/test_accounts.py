from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from tests.apps.accounts.conftest import SYSTEM
from zhifa.apps.accounts import queries, services
from zhifa.apps.accounts.models import Assignment, User
from zhifa.apps.registry.models import Person
from zhifa.apps.trail import acts
from zhifa.apps.trail.queries import story
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Blocked, Denied

People = dict[str, Person]
PASSWORD = "tianyi-chunan-77"
KEEPER = Actor("keeper", "安全管理员", "", frozenset({Role.SECURITY_ADMIN}), tenant="330127")


@pytest.fixture
def officer(people: People, at: datetime) -> User:
    return opened(people, at)


def opened(people: People, at: datetime, code: str = "o1") -> User:
    return services.open_account(by=KEEPER, at=at, person_id=people[code].pk, username=code, password=PASSWORD)


def test_the_demonstration_opens_one_account_per_named_person_and_only_once(people: People, at: datetime) -> None:
    assert services.create_demonstration_accounts(by=SYSTEM, at=at) == 3
    assert services.create_demonstration_accounts(by=SYSTEM, at=at) == 0
    accounts = queries.demonstration_accounts()
    assert [(a.username, a.post, a.home) for a in accounts] == [
        ("diaodu", "值班调度员", "/desk/"),
        ("weiping-1", "执法队员", "/m/"),
        ("weiping-3", "协辅人员", "/m/"),
    ]
    for account in accounts:
        request = RequestFactory().post("/login")
        assert authenticate(request, username=account.username, password=account.password) is not None


def test_production_refuses_demonstration_accounts(people: People, at: datetime, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(Blocked, match="demonstration_only"):
        services.create_demonstration_accounts(by=SYSTEM, at=at)
    assert queries.demonstration_accounts() == ()


def test_the_actor_carries_duties_and_the_certificate_of_the_day(
    people: People, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    services.create_demonstration_accounts(by=SYSTEM, at=at)
    user = User.objects.get(username="weiping-1")
    with django_assert_num_queries(1):
        actor = queries.actor_for(user.pk, date(2026, 9, 1))
    assert actor == Actor(
        str(people["o1"].pk), "威坪中队执法队员甲", "执法队员", frozenset({Role.OFFICER}), "zhzf", "weiping", frozenset(), "33-o1", "330127"
    )
    assert queries.actor_for(user.pk, date(2027, 1, 1)).certificate == ""


def test_an_auxiliary_has_no_certificate_whatever_the_table_says(people: People, at: datetime) -> None:
    services.create_demonstration_accounts(by=SYSTEM, at=at)
    user = User.objects.get(username="weiping-3")
    assert queries.actor_for(user.pk, at.date()).certificate == ""


def test_a_duty_counts_from_its_first_day_until_before_its_end(people: People, at: datetime) -> None:
    user = opened(people, at)
    given = services.assign(
        by=KEEPER, at=at, user_id=user.pk, role=Role.SQUAD_LEADER, organ="zhzf", team="fenkou", areas=["fenkou"], since=date(2026, 9, 1)
    )
    services.end_assignment(by=KEEPER, at=at, assignment_id=given.pk, until=date(2026, 9, 3))
    found = {day: queries.actor_for(user.pk, date(2026, 9, day) if day else date(2026, 8, 31)) for day in (0, 1, 2, 3)}
    assert [Role.SQUAD_LEADER in found[d].roles for d in found] == [False, True, True, False]
    assert (found[1].team, found[1].areas) == ("fenkou", frozenset({"fenkou"}))
    assert [e.verb for e in story(user.pk)] == ["account.open", "account.assign", "account.end_assignment"]
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize(("held", "wanted"), [(Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN), (Role.OFFICER, Role.SECURITY_ADMIN)])
def test_administrations_are_separated_from_each_other_and_from_every_duty(people: People, at: datetime, held: Role, wanted: Role) -> None:
    user = opened(people, at)
    services.assign(by=KEEPER, at=at, user_id=user.pk, role=held)
    with pytest.raises(Blocked, match="administrations_separated"):
        services.assign(by=KEEPER, at=at, user_id=user.pk, role=wanted)


def test_a_closed_account_acts_no_more(people: People, at: datetime) -> None:
    user = opened(people, at)
    services.close_account(by=KEEPER, at=at, user_id=user.pk)
    with pytest.raises(User.DoesNotExist):
        queries.actor_for(user.pk, at.date())
    assert authenticate(RequestFactory().post("/login"), username="o1", password=PASSWORD) is None


def test_a_weak_password_and_a_taken_name_are_named_field_by_field(people: People, at: datetime) -> None:
    opened(people, at)
    with pytest.raises(acts.Invalid) as refused:
        services.open_account(by=KEEPER, at=at, person_id=people["x1"].pk, username="o1", password="123")
    assert set(refused.value.errors) == {"username", "password"}


def test_only_the_holder_changes_the_password_and_must_know_the_old_one(people: People, at: datetime) -> None:
    user = opened(people, at)
    holder = queries.actor_for(user.pk, at.date())
    with pytest.raises(Denied, match="oneself_only"):
        services.change_password(by=KEEPER, at=at, user_id=user.pk, current=PASSWORD, new="another-long-77")
    with pytest.raises(acts.Invalid, match="current"):
        services.change_password(by=holder, at=at, user_id=user.pk, current="wrong", new="another-long-77")
    services.change_password(by=holder, at=at, user_id=user.pk, current=PASSWORD, new="another-long-77")
    assert User.objects.get().check_password("another-long-77")


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.SECURITY_ADMIN, Role.SYSTEM)])
def test_nobody_but_the_security_administrator_touches_access(people: People, at: datetime, role: Role) -> None:
    user = opened(people, at)
    given = services.assign(by=KEEPER, at=at, user_id=user.pk, role=Role.OFFICER)
    by = Actor("p", "某", "", frozenset({role}), tenant="330127")
    acts_ = (
        lambda: services.open_account(by=by, at=at, person_id=people["x1"].pk, username="x", password=PASSWORD),
        lambda: services.assign(by=by, at=at, user_id=user.pk, role=Role.LEADER),
        lambda: services.end_assignment(by=by, at=at, assignment_id=given.pk, until=at.date()),
        lambda: services.close_account(by=by, at=at, user_id=user.pk),
        lambda: services.create_demonstration_accounts(by=by, at=at),
        lambda: services.log_in(by=by, at=at, machine=at, user_id=user.pk, address="127.0.0.1"),
    )
    for act in acts_:
        with pytest.raises(Denied):
            act()


def test_a_security_administrator_gives_nothing_to_the_own_account(people: People, at: datetime) -> None:
    user = opened(people, at)
    by = Actor(str(people["o1"].pk), "某", "", frozenset({Role.SECURITY_ADMIN}), tenant="330127")
    with pytest.raises(Denied, match="not_oneself"):
        services.assign(by=by, at=at, user_id=user.pk, role=Role.LEADER)
