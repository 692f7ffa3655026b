"""Give, change and take access. Every act is in the trail of the account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhifa.apps.accounts import permissions
from zhifa.apps.accounts.models import Assignment, User
from zhifa.apps.accounts.queries import DEMONSTRATION_PASSWORD
from zhifa.apps.accounts.services.second_factor import (
    begin_authenticator,
    confirm_authenticator,
    remove_authenticator,
    renew_recovery_codes,
    reset_authenticator,
    spend_code,
)
from zhifa.apps.accounts.services.sessions import (
    ACCESS_LASTS,
    end_all,
    end_other_sessions,
    end_session,
    lock_session,
    log_in,
    log_out,
    note_use,
    open_access,
    unlock_session,
)
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import acts
from zhifa.apps.trail.services import record
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Blocked, refusal

__all__ = [
    "ACCESS_LASTS",
    "assign",
    "begin_authenticator",
    "change_password",
    "close_account",
    "confirm_authenticator",
    "create_demonstration_accounts",
    "end_assignment",
    "end_other_sessions",
    "end_session",
    "lock_session",
    "log_in",
    "log_out",
    "note_use",
    "open_access",
    "open_account",
    "remove_authenticator",
    "renew_recovery_codes",
    "reset_authenticator",
    "spend_code",
    "unlock_session",
]


def open_account(*, by: Actor, at: datetime, person_id: UUID | str, username: str, password: str) -> User:
    """An account without duties yet. Raises `Denied`, `Invalid` (username taken, person has one, weak password)."""
    permissions.check_access_keeper(by)
    with transaction.atomic():
        person = registry.person(str(person_id))
        if person is None:
            raise acts.Invalid({"person": [_("没有这个人")]})
        user = User(username=username, person_id=person.id)
        _check_entries(user, password)
        user.set_password(password)
        record(subject=acts.save(user), verb="account.open", by=by, at=at, facts={"username": username, "person": person.code})
        return user


def _check_new_password(user: User, new: str) -> None:
    try:
        validate_password(new, user)
    except ValidationError as found:
        raise acts.Invalid({"new": found.messages}) from found
    if user.check_password(new):
        raise acts.Invalid({"new": [_("新密码不能和现在的一样")]})


def _check_entries(user: User, password: str) -> None:
    errors: dict[str, list[str]] = {}
    try:
        user.full_clean(exclude={"password"})
    except ValidationError as found:
        errors |= found.message_dict
    try:
        validate_password(password, user)
    except ValidationError as found:
        errors["password"] = found.messages
    if errors:
        raise acts.Invalid(errors)


def assign(
    *,
    by: Actor,
    at: datetime,
    user_id: UUID | str,
    role: Role,
    organ: str = "",
    team: str = "",
    areas: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> Assignment:
    """Give a duty. Raises `Denied` (not a security administrator, or the own account) and `Blocked` (administrations mix)."""
    permissions.check_access_keeper(by)
    with transaction.atomic():
        user = acts.locked(User, user_id)
        permissions.check_not_oneself(by, str(user.person_id))
        permissions.check_separation([Role(a.role) for a in user.assignments.filter(until__isnull=True)], role)
        given = Assignment(user=user, role=role.value, organ=organ, team=team, areas=list(areas), since=since, until=until)
        acts.save(given)
        record(subject=user, verb="account.assign", by=by, at=at, rows=[given], facts={"role": role, "organ": organ, "team": team})
        return given


def end_assignment(*, by: Actor, at: datetime, assignment_id: UUID | str, until: date) -> None:
    """The duty ends before `until`; the row stays. Raises `Denied`."""
    permissions.check_access_keeper(by)
    with transaction.atomic():
        given = acts.locked(Assignment, assignment_id)
        user = acts.locked(User, given.user_id)
        permissions.check_not_oneself(by, str(user.person_id))
        given.until = until
        acts.save(given)
        record(subject=user, verb="account.end_assignment", by=by, at=at, rows=[given], facts={"role": given.role, "until": until})


def close_account(*, by: Actor, at: datetime, user_id: UUID | str) -> None:
    """No way in any more, at once (open sessions end with it). Raises `Denied`."""
    permissions.check_access_keeper(by)
    with transaction.atomic():
        user = acts.locked(User, user_id)
        permissions.check_not_oneself(by, str(user.person_id))
        user.is_active = False
        end_all(user, by, at)
        record(subject=acts.save(user), verb="account.close", by=by, at=at)


def change_password(*, by: Actor, at: datetime, user_id: UUID | str, current: str, new: str, keep: UUID | str | None = None) -> None:
    """One's own password; all sessions of the account but `keep` end. Raises `Denied` for another's account and `Invalid`."""
    with transaction.atomic():
        user = acts.locked(User, user_id)
        permissions.check_oneself(by, str(user.person_id))
        if not user.check_password(current):
            raise acts.Invalid({"current": [_("当前密码不对")]})
        _check_new_password(user, new)
        user.set_password(new)
        end_all(user, by, at, keep)
        record(subject=acts.save(user), verb="account.change_password", by=by, at=at)


def create_demonstration_accounts(*, by: Actor, at: datetime) -> int:
    """An account for every person of the demo layer that names one, with the duties the pack states; returns how many are new.

    Raises `Denied`, and `Blocked` outside demonstration mode."""
    permissions.check_access_keeper(by)
    if not settings.DEMO:
        raise Blocked(refusal("accounts.demonstration_only"))
    with transaction.atomic():
        known = {str(pk) for pk in User.objects.values_list("person_id", flat=True)}
        people = [p for p in registry.people() if p.layer == "demo" and p.username and p.id not in known]
        password = make_password(DEMONSTRATION_PASSWORD) if people else ""
        for person in people:
            _open_demonstration_account(person, password, by, at)
    return len(people)


def _open_demonstration_account(person: registry.PersonRow, password: str, by: Actor, at: datetime) -> None:
    user = acts.save(User(username=person.username, person_id=person.id, password=password))
    duties = [
        acts.save(Assignment(user=user, role=Role(role).value, organ=person.organ, team=person.team, areas=list(person.areas)))
        for role in person.roles
    ]
    facts = {"username": user.username, "person": person.code, "roles": person.roles, "layer": "demo"}
    record(subject=user, verb="account.open", by=by, at=at, rows=duties, facts=facts)
