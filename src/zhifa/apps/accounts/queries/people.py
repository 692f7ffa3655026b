"""Accounts as their keepers see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from zhifa.apps.accounts.models import Assignment, Authenticator, User
from zhifa.law.actors import ROLE_LABELS, Role


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty that an account holds or held."""

    id: UUID
    role: Role
    label: str
    organ: str
    team: str
    areas: tuple[str, ...]
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account. `duties`: all of them, ended ones too; `second_factor`: it asks for a code."""

    id: UUID
    username: str
    person: str
    name: str
    post: str
    organ: str
    active: bool
    second_factor: bool
    duties: tuple[DutyRow, ...]


def accounts(tenant: str, words: str = "") -> tuple[AccountRow, ...]:
    """Accounts of the county, by name of the account; `words`: part of name, post or account (three queries)."""
    wanted = Q(username__icontains=words) | Q(person__name__icontains=words) | Q(person__post__icontains=words) if words else Q()
    return tuple(_row(u) for u in _rows().filter(wanted, tenant=tenant).order_by("username"))


def account(tenant: str, user_id: UUID | str) -> AccountRow | None:
    """One of them (three queries)."""
    found = _rows().filter(tenant=tenant, pk=user_id).first()
    return _row(found) if found else None


def _rows() -> QuerySet[User]:
    factors = Authenticator.objects.filter(removed_at__isnull=True, confirmed_at__isnull=False)
    return User.objects.select_related("person__organ").prefetch_related(
        Prefetch("assignments", Assignment.objects.order_by("pk")), Prefetch("authenticators", factors)
    )


def _row(user: User) -> AccountRow:
    duties = tuple(
        DutyRow(a.pk, Role(a.role), ROLE_LABELS[Role(a.role)], a.organ, a.team, tuple(a.areas), a.since, a.until)
        for a in user.assignments.all()
    )
    person = user.person
    return AccountRow(
        user.pk, user.username, str(person.pk), person.name, person.post, person.organ.name, user.is_active,
        bool(user.authenticators.all()), duties,
    )  # fmt: skip
