"""Who an account is on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from zhifa.apps.accounts.models import Assignment, User
from zhifa.apps.accounts.queries.people import AccountRow, DutyRow, account, accounts
from zhifa.apps.accounts.queries.second_factor import Factor, factor, has_factor
from zhifa.apps.accounts.queries.sessions import Held, SessionRow, held, masked, open_sessions
from zhifa.apps.registry.models import Certificate
from zhifa.law.actors import Actor, Role

__all__ = [
    "DEMONSTRATION_PASSWORD",
    "Account",
    "AccountRow",
    "DutyRow",
    "Factor",
    "Held",
    "SessionRow",
    "account",
    "accounts",
    "actor_for",
    "demonstration_accounts",
    "factor",
    "has_factor",
    "held",
    "masked",
    "open_sessions",
]

# Known to everybody: it opens nothing but a demonstration (production refuses demonstration mode).
DEMONSTRATION_PASSWORD = "zhifa-yanshi"


def actor_for(user_id: UUID | str, day: date) -> Actor:
    """The person behind an account with the duties and the certificate valid on `day` (one query, two for who has no duty).

    Raises User.DoesNotExist for an unknown or closed account. Duties in several teams: the Actor speaks for the first."""
    duties = list(
        _valid_assignments(day)
        .filter(user_id=user_id, user__is_active=True)
        .select_related("user__person__organ", "user__person__team")
        .annotate(certificate=_certificate("user__person", day))
    )
    if duties:
        user, certificate = duties[0].user, duties[0].certificate
    else:
        known = User.objects.select_related("person__organ", "person__team").annotate(certificate=_certificate("person", day))
        user = known.get(pk=user_id, is_active=True)
        certificate = user.certificate
    person = user.person
    return Actor(
        person=str(person.pk),
        name=person.name,
        post=person.post,
        roles=frozenset(Role(a.role) for a in duties),
        organ=next((a.organ for a in duties if a.organ), person.organ.code),
        team=next((a.team for a in duties if a.team), person.team.code if person.team else ""),
        areas=frozenset(area for a in duties for area in a.areas),
        certificate="" if person.auxiliary else certificate or "",
        tenant=user.tenant,
    )


def _certificate(person: str, day: date) -> Subquery:
    """Number of the person's certificate of the day."""
    valid = Certificate.objects.filter(person=OuterRef(person), since__lte=day, until__gte=day)
    return Subquery(valid.order_by("-number").values("number")[:1])


def _valid_assignments(day: date) -> QuerySet[Assignment]:
    started = Q(since__isnull=True) | Q(since__lte=day)
    running = Q(until__isnull=True) | Q(until__gt=day)
    return Assignment.objects.filter(started, running).order_by("pk")


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the demonstration accounts; `home` is the door its people work at."""

    username: str
    password: str
    post: str
    name: str
    home: str
    roles: frozenset[Role]


def demonstration_accounts() -> tuple[Account, ...]:
    """Accounts that were made for the demonstration, dispatchers first; none outside demonstration mode (two queries)."""
    if not settings.DEMO:
        return ()
    users = User.objects.filter(is_active=True, person__layer="demo").select_related("person").prefetch_related("assignments")
    return tuple(sorted((_account(u) for u in users), key=lambda a: (_rank(a.roles), a.username)))


def _account(user: User) -> Account:
    roles = frozenset(Role(a.role) for a in user.assignments.all())
    home = "/m/" if roles & {Role.OFFICER, Role.AUXILIARY} else "/desk/"
    return Account(user.username, DEMONSTRATION_PASSWORD, user.person.post, user.person.name, home, roles)


def _rank(roles: frozenset[Role]) -> int:
    order = list(Role)
    return min((order.index(r) for r in roles), default=len(order))
