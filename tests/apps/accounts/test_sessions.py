"""Ways in: whose they are, how they end, who may end them."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tests.apps.accounts.conftest import SYSTEM
from zhifa.apps.accounts import queries, services
from zhifa.apps.accounts.models import Session, User
from zhifa.apps.registry.models import Person
from zhifa.apps.trail.queries import story
from zhifa.apps.trail.verification import Counts, verify
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied

pytestmark = pytest.mark.django_db
PASSWORD = "zhifa-yanshi"


@pytest.fixture
def officer(people: dict[str, Person], at: datetime) -> User:
    services.create_demonstration_accounts(by=SYSTEM, at=at)
    return User.objects.get(username="weiping-1")


def holder(user: User, at: datetime) -> Actor:
    return queries.actor_for(user.pk, at.date())


def key(user: User, at: datetime, device: str = "Chrome · Windows", address: str = "10.20.30.40") -> str:
    return services.log_in(by=holder(user, at), at=at, machine=at, user_id=user.pk, device=device, address=address)


def session(token: str, at: datetime, kind: str = "browser") -> UUID:
    found = queries.held(token, at, kind)
    assert found is not None
    return found.id


def with_role(role: Role) -> Actor:
    return Actor("p", "某", "", frozenset({role}), tenant="330127")


def test_a_key_opens_until_it_ends_is_revoked_or_the_account_is_closed(at: datetime, officer: User) -> None:
    by = holder(officer, at)
    token = services.open_access(by=by, at=at, machine=at, user_id=officer.pk, address="10.0.0.1")
    found = queries.held(token, at, "program")
    assert found is not None
    assert found.user == officer
    assert queries.held(token + "x", at, "program") is None
    assert queries.held(token, at, "browser") is None
    assert queries.held(token, at + services.ACCESS_LASTS, "program") is None
    services.log_out(by=by, at=at, session_id=found.id)
    assert queries.held(token, at, "program") is None
    again = services.open_access(by=by, at=at, machine=at, user_id=officer.pk)
    services.close_account(by=SYSTEM, at=at, user_id=officer.pk)
    assert queries.held(again, at, "program") is None


def test_a_person_sees_the_own_sessions_with_device_and_masked_place(at: datetime, officer: User) -> None:
    key(officer, at)
    services.open_access(by=holder(officer, at), at=at, machine=at + timedelta(minutes=1), user_id=officer.pk, address="2001:db8:1:2::7")
    rows = queries.open_sessions(officer.pk, at, at + timedelta(minutes=1))
    assert [(r.kind, r.device, r.place) for r in rows] == [
        ("program", "", "2001:0db8:0001:*"),
        ("browser", "Chrome · Windows", "10.20.30.*"),
    ]
    assert queries.open_sessions(officer.pk, at, at + timedelta(hours=13))[0].kind == "program"
    assert "zhb_" not in str(list(Session.objects.values()))


def test_ending_one_ends_it_at_once_and_ending_the_others_keeps_this_one(at: datetime, officer: User) -> None:
    here, there, third = key(officer, at), key(officer, at), key(officer, at)
    by = holder(officer, at)
    services.end_session(by=by, at=at, session_id=session(there, at))
    assert queries.held(there, at, "browser") is None
    assert services.end_other_sessions(by=by, at=at, user_id=officer.pk, keep=session(here, at)) == 1
    assert queries.held(third, at, "browser") is None
    assert queries.held(here, at, "browser") is not None
    assert [e.verb for e in story(officer.pk)][-2:] == ["account.end_session", "account.end_session"]
    assert not [p for p in verify(Counts()) if p.place.startswith("accounts.") and p.kind != "unsealed"]


def test_a_new_password_ends_all_other_sessions(at: datetime, officer: User) -> None:
    here, there = key(officer, at), key(officer, at)
    services.change_password(
        by=holder(officer, at), at=at, user_id=officer.pk, current=PASSWORD, new="another-long-77", keep=session(here, at)
    )
    assert queries.held(there, at, "browser") is None
    assert queries.held(here, at, "browser") is not None


@pytest.mark.parametrize("role", list(Role))
def test_sessions_of_others_are_ended_by_system_and_security_administrators_alone(at: datetime, officer: User, role: Role) -> None:
    by, allowed = with_role(role), role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
    for end in (
        lambda held: services.end_session(by=by, at=at, session_id=held),
        lambda held: services.end_other_sessions(by=by, at=at, user_id=officer.pk),
    ):
        token = key(officer, at)
        with nullcontext() if allowed else pytest.raises(Denied, match="session_keepers"):
            end(session(token, at))
        assert (queries.held(token, at, "browser") is None) is allowed


def test_nobody_opens_leaves_locks_or_unlocks_for_another(at: datetime, officer: User) -> None:
    by, held = with_role(Role.SECURITY_ADMIN), session(key(officer, at), at)
    for act in (
        lambda: services.log_in(by=by, at=at, machine=at, user_id=officer.pk),
        lambda: services.open_access(by=by, at=at, machine=at, user_id=officer.pk),
        lambda: services.log_out(by=by, at=at, session_id=held),
        lambda: services.lock_session(by=by, session_id=held),
        lambda: services.unlock_session(by=by, at=at, machine=at, session_id=held),
    ):
        with pytest.raises(Denied, match="oneself_only"):
            act()


def test_use_and_lock_leave_no_trace_in_the_trail_but_coming_back_does(at: datetime, officer: User) -> None:
    token = key(officer, at)
    before, held = len(story(officer.pk)), session(token, at)
    services.note_use(session_id=held, machine=at + timedelta(minutes=5))
    services.lock_session(by=holder(officer, at), session_id=held)
    found = queries.held(token, at, "browser")
    assert found is not None
    assert (found.locked, found.used_at) == (True, at + timedelta(minutes=5))
    assert len(story(officer.pk)) == before
    services.unlock_session(by=holder(officer, at), at=at, machine=at, session_id=held)
    assert [e.verb for e in story(officer.pk)][-1] == "account.unlock"
    assert not [p for p in verify(Counts()) if p.place.startswith("accounts.") and p.kind != "unsealed"]
