"""The second factor: RFC 6238, a code counts once, the database alone gives nothing away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from tests.apps.accounts.conftest import SYSTEM
from zhifa.apps.accounts import codes, queries, services
from zhifa.apps.accounts.models import Authenticator, User
from zhifa.apps.registry.models import Person
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.queries import story
from zhifa.apps.trail.verification import Counts, verify
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied

pytestmark = pytest.mark.django_db
PASSWORD = "zhifa-yanshi"
NOW = datetime(2026, 9, 1, 2, 0, 5, tzinfo=UTC)


@pytest.fixture
def officer(people: dict[str, Person], at: datetime) -> User:
    services.create_demonstration_accounts(by=SYSTEM, at=at)
    return User.objects.get(username="weiping-1")


@pytest.fixture
def by(officer: User, at: datetime) -> Actor:
    return queries.actor_for(officer.pk, at.date())


def shown_by_phone(officer: User, machine: datetime) -> str:
    row = Authenticator.objects.get(user=officer, removed_at=None)
    return pyotp.TOTP(codes.secret_of(row.seed)).at(machine)


def enrolled(officer: User, by: Actor, at: datetime) -> tuple[str, ...]:
    services.begin_authenticator(by=by, at=at, user_id=officer.pk, password=PASSWORD)
    return services.confirm_authenticator(by=by, at=at, machine=NOW, user_id=officer.pk, code=shown_by_phone(officer, NOW))


def spend(officer: User, by: Actor, at: datetime, code: str, machine: datetime) -> bool:
    return services.spend_code(by=by, at=at, machine=machine, user_id=officer.pk, code=code)


def test_codes_are_those_of_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 6238, appendix B (SHA-1), the last six digits."""
    monkeypatch.setattr(codes, "secret_of", lambda seed: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    for second, code in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")):
        assert codes.step_of("", code, datetime.fromtimestamp(second, UTC)) == second // 30


def test_an_account_asks_for_codes_after_the_first_one_proved_the_phone(officer: User, by: Actor, at: datetime) -> None:
    services.begin_authenticator(by=by, at=at, user_id=officer.pk, password=PASSWORD)
    waiting = queries.factor(officer.pk)
    assert waiting is not None
    assert f"secret={waiting.secret}" in waiting.address
    assert not queries.has_factor(officer.pk)
    with pytest.raises(Invalid, match="code"):
        services.confirm_authenticator(by=by, at=at, machine=NOW, user_id=officer.pk, code="000000")
    shown = services.confirm_authenticator(by=by, at=at, machine=NOW, user_id=officer.pk, code=shown_by_phone(officer, NOW))
    assert len(set(shown)) == 10
    assert queries.has_factor(officer.pk)
    done = queries.factor(officer.pk)
    assert done is not None
    assert (done.secret, done.address, done.recovery_left) == ("", "", 10)


def test_a_code_opens_once_and_never_an_older_one(officer: User, by: Actor, at: datetime) -> None:
    enrolled(officer, by, at)
    first = shown_by_phone(officer, NOW)
    assert not spend(officer, by, at, first, NOW)  # it confirmed the phone
    later = NOW + timedelta(seconds=30)
    code = shown_by_phone(officer, later)
    assert spend(officer, by, at, f" {code[:3]} {code[3:]} ", later)
    assert not spend(officer, by, at, code, later)
    assert not spend(officer, by, at, first, later)


@pytest.mark.parametrize(("steps", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phone_may_be_half_a_minute_off(officer: User, by: Actor, at: datetime, steps: int, fits: bool) -> None:
    enrolled(officer, by, at)
    later = NOW + timedelta(hours=1)
    assert spend(officer, by, at, shown_by_phone(officer, later + timedelta(seconds=30 * steps)), later) is fits


def test_full_width_digits_are_digits_and_nonsense_is_no_code(officer: User, by: Actor, at: datetime) -> None:
    enrolled(officer, by, at)
    later = NOW + timedelta(hours=1)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in shown_by_phone(officer, later))
    for nonsense in ("", "密码", "12345", "-" * 16, "None"):
        assert not spend(officer, by, at, nonsense, later)
    assert spend(officer, by, at, wide, later)


def test_a_recovery_code_opens_once_however_it_is_written(officer: User, by: Actor, at: datetime) -> None:
    code = enrolled(officer, by, at)[3]
    assert spend(officer, by, at, code.upper().replace("-", " "), NOW)
    assert not spend(officer, by, at, code, NOW)
    left = queries.factor(officer.pk)
    assert left is not None
    assert left.recovery_left == 9


def test_new_recovery_codes_void_the_old_ones(officer: User, by: Actor, at: datetime) -> None:
    old = enrolled(officer, by, at)
    new = services.renew_recovery_codes(by=by, at=at, user_id=officer.pk, password=PASSWORD)
    assert not spend(officer, by, at, old[0], NOW)
    assert spend(officer, by, at, new[0], NOW)


def test_the_database_holds_neither_secret_nor_recovery_code(officer: User, by: Actor, at: datetime, settings) -> None:
    shown = enrolled(officer, by, at)
    row = Authenticator.objects.get()
    kept = str(Authenticator.objects.values().get()) + str([e.facts for e in story(officer.pk)])
    assert codes.secret_of(row.seed) not in kept
    assert not any(codes.plain(c) in kept or c in kept for c in shown)
    before = codes.secret_of(row.seed)
    settings.SECOND_FACTOR_KEY = "another key of another installation"
    assert codes.secret_of(row.seed) != before


def test_the_holder_takes_it_away_with_the_password_and_may_enrol_again(officer: User, by: Actor, at: datetime) -> None:
    enrolled(officer, by, at)
    with pytest.raises(Invalid, match="password"):
        services.remove_authenticator(by=by, at=at, user_id=officer.pk, password="wrong")
    services.remove_authenticator(by=by, at=at, user_id=officer.pk, password=PASSWORD)
    assert not queries.has_factor(officer.pk)
    assert queries.factor(officer.pk) is None
    enrolled(officer, by, at)
    with pytest.raises(Invalid):
        services.begin_authenticator(by=by, at=at, user_id=officer.pk, password=PASSWORD)
    assert not [p for p in verify(Counts()) if p.place.startswith("accounts.") and p.kind != "unsealed"]


@pytest.mark.parametrize("role", list(Role))
def test_a_lost_phone_is_reset_by_system_or_security_administrators_and_never_by_the_holder(
    officer: User, by: Actor, at: datetime, role: Role
) -> None:
    enrolled(officer, by, at)
    other = Actor("p", "某", "", frozenset({role}), tenant="330127")
    if role not in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        with pytest.raises(Denied, match="session_keepers"):
            services.reset_authenticator(by=other, at=at, user_id=officer.pk)
        return
    oneself = Actor(by.person, "某", "", frozenset({role}), tenant="330127")
    with pytest.raises(Denied, match="not_oneself"):
        services.reset_authenticator(by=oneself, at=at, user_id=officer.pk)
    services.reset_authenticator(by=other, at=at, user_id=officer.pk)
    assert not queries.has_factor(officer.pk)
    assert [e.verb for e in story(officer.pk)][-1] == "account.reset_authenticator"


@pytest.mark.parametrize("role", list(Role))
def test_nobody_touches_the_second_factor_of_another(officer: User, at: datetime, role: Role) -> None:
    other = Actor("p", "某", "", frozenset({role}), tenant="330127")
    for act in (
        lambda: services.begin_authenticator(by=other, at=at, user_id=officer.pk, password=PASSWORD),
        lambda: services.confirm_authenticator(by=other, at=at, machine=NOW, user_id=officer.pk, code="000000"),
        lambda: services.renew_recovery_codes(by=other, at=at, user_id=officer.pk, password=PASSWORD),
        lambda: services.remove_authenticator(by=other, at=at, user_id=officer.pk, password=PASSWORD),
        lambda: services.spend_code(by=other, at=at, machine=NOW, user_id=officer.pk, code="000000"),
    ):
        with pytest.raises(Denied, match="oneself_only"):
            act()
