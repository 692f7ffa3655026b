"""The second factor: enrolled, confirmed by a first code, asked at log-in, taken away by its holder or an administrator."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from zhifa.apps.accounts import codes, permissions
from zhifa.apps.accounts.models import Authenticator, User
from zhifa.apps.trail import acts
from zhifa.apps.trail.services import record
from zhifa.law.actors import Actor


def begin_authenticator(*, by: Actor, at: datetime, user_id: UUID | str, password: str) -> None:
    """A new secret that waits for its first code; one that waited before is forgotten. Raises `Denied` for another's account and
    `Invalid` (password, or there is a confirmed one)."""
    with transaction.atomic():
        user = _own(by, user_id, password)
        row = _current(user)
        if row and row.confirmed_at:
            raise acts.Invalid({"password": [_("两步验证已经开启")]})
        row = row or Authenticator(user=user, tenant=user.tenant)
        row.seed = codes.new_seed()
        record(subject=user, verb="account.begin_authenticator", by=by, at=at, rows=[acts.save(row)])


def confirm_authenticator(*, by: Actor, at: datetime, machine: datetime, user_id: UUID | str, code: str) -> tuple[str, ...]:
    """The first code proves that the phone has the secret: from now on log-ins ask for one. Returns the recovery codes, to be shown
    once. Raises `Denied` and `Invalid`."""
    with transaction.atomic():
        user = acts.locked(User, user_id)
        permissions.check_oneself(by, str(user.person_id))
        row = _current(user)
        step = codes.step_of(row.seed, codes.plain(code), machine) if row and not row.confirmed_at else None
        if row is None or step is None:
            raise acts.Invalid({"code": [_("动态码不对。请看清手机上现在显示的六位数字；手机时间要准。")]})
        row.confirmed_at, row.last_step = at, step
        shown = _fresh_recovery(row)
        record(subject=user, verb="account.confirm_authenticator", by=by, at=at, rows=[acts.save(row)])
        return shown


def renew_recovery_codes(*, by: Actor, at: datetime, user_id: UUID | str, password: str) -> tuple[str, ...]:
    """Ten new ones, shown once; the old ones open nothing any more. Raises `Denied` and `Invalid`."""
    with transaction.atomic():
        user = _own(by, user_id, password)
        row = _confirmed(user)
        shown = _fresh_recovery(row)
        record(subject=user, verb="account.renew_recovery_codes", by=by, at=at, rows=[acts.save(row)])
        return shown


def remove_authenticator(*, by: Actor, at: datetime, user_id: UUID | str, password: str) -> None:
    """Its holder does without. Raises `Denied` and `Invalid`."""
    with transaction.atomic():
        user = _own(by, user_id, password)
        _remove(_confirmed(user), user, "account.remove_authenticator", by, at)


def reset_authenticator(*, by: Actor, at: datetime, user_id: UUID | str) -> None:
    """The phone is lost: a system or security administrator takes the second factor away, of anybody but themselves. Raises `Denied`
    and `Invalid`."""
    permissions.check_rescuer(by)
    with transaction.atomic():
        user = acts.locked(User, user_id)
        permissions.check_not_oneself(by, str(user.person_id))
        _remove(_confirmed(user), user, "account.reset_authenticator", by, at)


def spend_code(*, by: Actor, at: datetime, machine: datetime, user_id: UUID | str, code: str) -> bool:
    """Whether this is a code of the account that was not used before; it is used now. A code of a phone counts in its time step and
    one before or after; a recovery code once. Raises `Denied` for another's account."""
    with transaction.atomic():
        user = acts.locked(User, user_id)
        permissions.check_oneself(by, str(user.person_id))
        row = _current(user)
        if row is None or row.confirmed_at is None:
            return False
        kind = _spent(row, codes.plain(code), machine)
        if kind:
            facts = {"by": kind, "recovery_left": len(row.recovery)}
            record(subject=user, verb="account.second_factor", by=by, at=at, rows=[acts.save(row)], facts=facts)
        return bool(kind)


def _spent(row: Authenticator, typed: str, machine: datetime) -> str:
    step = codes.step_of(row.seed, typed, machine)
    if step is not None and (row.last_step is None or step > row.last_step):
        row.last_step = step
        return "phone"
    kept = codes.digest(typed)
    if kept in row.recovery:
        row.recovery = [other for other in row.recovery if other != kept]
        return "recovery"
    return ""


def _own(by: Actor, user_id: UUID | str, password: str) -> User:
    user = acts.locked(User, user_id)
    permissions.check_oneself(by, str(user.person_id))
    if not user.check_password(password):
        raise acts.Invalid({"password": [_("当前密码不对")]})
    return user


def _current(user: User) -> Authenticator | None:
    return user.authenticators.select_for_update().filter(removed_at__isnull=True).first()


def _confirmed(user: User) -> Authenticator:
    row = _current(user)
    if row is None or row.confirmed_at is None:
        raise acts.Invalid({"password": [_("这个账号没有开启两步验证")]})
    return row


def _fresh_recovery(row: Authenticator) -> tuple[str, ...]:
    shown = codes.new_recovery_codes()
    row.recovery = [codes.digest(codes.plain(code)) for code in shown]
    return shown


def _remove(row: Authenticator, user: User, verb: str, by: Actor, at: datetime) -> None:
    row.removed_at, row.recovery = at, []
    record(subject=user, verb=verb, by=by, at=at, rows=[acts.save(row)])
