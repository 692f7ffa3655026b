"""Whether an account asks for a code, and what an enrolment shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhifa.apps.accounts.codes import address_of, secret_of
from zhifa.apps.accounts.models import Authenticator


@dataclass(frozen=True, slots=True)
class Factor:
    """The second factor of an account. `secret` and `address` (otpauth://) are there while it waits for its first code only."""

    confirmed_at: datetime | None
    recovery_left: int
    secret: str = ""
    address: str = ""


def has_factor(user_id: UUID | str) -> bool:
    """The account asks for a code after the password (one query)."""
    return Authenticator.objects.filter(user_id=user_id, removed_at__isnull=True, confirmed_at__isnull=False).exists()


def factor(user_id: UUID | str) -> Factor | None:
    """The second factor of the account itself, for its holder (one query); None: there is none."""
    row = Authenticator.objects.select_related("user").filter(user_id=user_id, removed_at__isnull=True).first()
    if row is None:
        return None
    if row.confirmed_at:
        return Factor(row.confirmed_at, len(row.recovery))
    return Factor(None, 0, secret_of(row.seed), address_of(row.seed, row.user.username))
